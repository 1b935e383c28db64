use orm::prelude::*;
use orm::{excluded, select};

use super::Able;
use crate::fixture::{Tenant, cents, day, id};
use crate::isolation::insert::Insert;
use crate::isolation::level::{Pending, one};
use crate::schema::*;

pub fn insert<'h, B: Able>(db: &'h Tenant<B>, insert: &Insert) -> Pending<'h> {
    match insert {
        Insert::Organisation(name) => one(db
            .insert(NewOrganisation {
                name: (*name).to_owned(),
            })
            .run()),
        Insert::Setting(key) => one(db
            .insert(NewSetting {
                key: (*key).to_owned(),
                value: "new".to_owned(),
            })
            .run()),
        Insert::Contact {
            id: n,
            email,
            country,
            returning,
        } => {
            let row = NewContact {
                name: "New".to_owned(),
                email: (*email).to_owned(),
            }
            .id(id((*n).into()))
            .country(country.map(str::to_owned));
            returned!(*returning, db.insert(row), one Contact one)
        }
        Insert::Policy {
            id: n,
            number,
            holder,
            returning,
        } => {
            let row = NewPolicy {
                number: (*number).to_owned(),
                holder_id: id((*holder).into()),
                premium: cents(100),
            }
            .id(id((*n).into()));
            returned!(*returning, db.insert(row), one Policy one)
        }
        Insert::Claims { rows, returning } => {
            let rows = rows.iter().map(|row| {
                NewClaim {
                    policy_id: id(row.policy.into()),
                    title: row.title.to_owned(),
                    amount: row.amount,
                    open: true,
                }
                .id(id(row.id.into()))
            });
            returned!(
                *returning,
                db.insert_many(rows),
                list (Claim.id, Claim.policy_id, Claim.amount) all
            )
        }
        Insert::Payment { id: n, claim } => one(db
            .insert(
                NewPayment {
                    claim_id: id((*claim).into()),
                    amount: cents(100),
                    paid_on: day(2024, 1, 1),
                }
                .id(id((*n).into())),
            )
            .run()),
        Insert::Tags(rows) => {
            let rows = rows.iter().map(|(policy, label)| NewTag {
                policy_id: id((*policy).into()),
                label: (*label).to_owned(),
            });
            one(db.insert_many(rows).run())
        }
        Insert::NewTags(rows) => {
            let rows = rows.iter().map(|(policy, label)| NewTag {
                policy_id: id((*policy).into()),
                label: (*label).to_owned(),
            });
            one(db.insert_many(rows).ignore_duplicates().run())
        }
        Insert::UpsertPolicy {
            id: n,
            number,
            holder,
        } => {
            let row = NewPolicy {
                number: (*number).to_owned(),
                holder_id: id((*holder).into()),
                premium: cents(100),
            }
            .id(id((*n).into()));
            let set = (
                Policy
                    .premium
                    .to(Policy.premium.add(excluded(Policy.premium))),
                Policy.holder_id.to(excluded(Policy.holder_id)),
            );
            one(upsert!(db.insert(row), Policy.number).set(set).run())
        }
        Insert::TagsOfPolicies { number, label } => {
            let rows = select((Tag.policy_id.to(Policy.id), Tag.label.to(*label)))
                .from(Policy)
                .filter(Policy.number.eq(*number));
            one(db.insert_from(Tag, rows).run())
        }
    }
}
