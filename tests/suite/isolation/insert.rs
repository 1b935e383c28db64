//! Statements that insert rows: with ids and unique keys that other tenants' rows have, and with
//! references to rows that only other tenants have.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::book::{COUNTRIES, EMAILS, ID, LABELS, NAMES, NUMBERS, TITLES};
use super::level::{Pending, list, one};
use crate::backend::TestBackend;
use crate::fixture::{Tenant, cents, day, id};
use crate::schema::*;

#[derive(Clone, Debug)]
pub struct ClaimRow {
    id: u8,
    policy: u8,
    title: &'static str,
    amount: i64,
}

#[derive(Clone, Debug)]
pub enum Insert {
    Organisation(&'static str),
    Setting(&'static str),
    Contact {
        id: u8,
        email: &'static str,
        country: Option<&'static str>,
        returning: bool,
    },
    Policy {
        id: u8,
        number: &'static str,
        holder: u8,
        returning: bool,
    },
    Claims {
        rows: Vec<ClaimRow>,
        returning: bool,
    },
    Payment {
        id: u8,
        claim: u8,
    },
    Tags(Vec<(u8, &'static str)>),
}

pub fn any_insert() -> BoxedStrategy<Insert> {
    let claim =
        (ID, ID, select(TITLES), -1..9i64).prop_map(|(id, policy, title, amount)| ClaimRow {
            id,
            policy,
            title,
            amount,
        });
    let country = option::of(select(["de", "fr", "xx"].as_slice()));
    prop_oneof![
        1 => select(NAMES).prop_map(Insert::Organisation),
        1 => select(COUNTRIES).prop_map(Insert::Setting),
        3 => (ID, select(EMAILS), country, any::<bool>())
            .prop_map(|(id, email, country, returning)| {
                Insert::Contact { id, email, country, returning }
            }),
        4 => (ID, select(NUMBERS), ID, any::<bool>())
            .prop_map(|(id, number, holder, returning)| {
                Insert::Policy { id, number, holder, returning }
            }),
        4 => (vec(claim, 0..4), any::<bool>())
            .prop_map(|(rows, returning)| Insert::Claims { rows, returning }),
        2 => (ID, ID).prop_map(|(id, claim)| Insert::Payment { id, claim }),
        2 => vec((ID, select(LABELS)), 0..3).prop_map(Insert::Tags),
    ]
    .boxed()
}

pub fn insert<'h, B: TestBackend>(db: &'h Tenant<B>, insert: &Insert) -> Pending<'h> {
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
            if *returning {
                one(db.insert(row).returning(Contact).one())
            } else {
                one(db.insert(row).run())
            }
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
            if *returning {
                one(db.insert(row).returning(Policy).one())
            } else {
                one(db.insert(row).run())
            }
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
            let insert = db.insert_many(rows);
            if *returning {
                list(
                    insert
                        .returning((Claim.id, Claim.policy_id, Claim.amount))
                        .all(),
                )
            } else {
                one(insert.run())
            }
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
    }
}
