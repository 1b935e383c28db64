//! What one tenant holds. Ids and unique keys come from small pools, so that tenants collide.

use std::collections::HashSet;
use std::hash::Hash;
use std::ops::RangeInclusive;

use orm::Error;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::fixture::{Tenant, cents, day, id};
use crate::isolation::level::Isolated;
use crate::schema::*;

/// The ids of all rows of all tables.
pub const ID: RangeInclusive<u8> = 1..=5;
pub const NAMES: &[&str] = &["Ada", "Bo", "Zoe"];
pub const EMAILS: &[&str] = &[
    "a@example.org",
    "b@example.org",
    "c@example.org",
    "d@example.org",
];
pub const COUNTRIES: &[&str] = &["de", "fr", "it"];
pub const NUMBERS: &[&str] = &["P-1", "P-2", "P-3", "X-1"];
pub const STATUSES: &[PolicyStatus] = &[
    PolicyStatus::Draft,
    PolicyStatus::Bound,
    PolicyStatus::Cancelled,
];
pub const TITLES: &[&str] = &["hail", "fire", "theft"];
pub const LABELS: &[&str] = &["vip", "fleet"];

#[derive(Clone, Debug)]
pub struct ContactSeed {
    id: u8,
    name: &'static str,
    email: &'static str,
    country: Option<&'static str>,
}

#[derive(Clone, Debug)]
pub struct PolicySeed {
    id: u8,
    number: &'static str,
    holder: Index,
    status: PolicyStatus,
    premium: i64,
    note: Option<&'static str>,
    deleted: bool,
}

#[derive(Clone, Debug)]
pub struct ClaimSeed {
    id: u8,
    policy: Index,
    title: &'static str,
    amount: i64,
    open: bool,
}

#[derive(Clone, Debug)]
pub struct PaymentSeed {
    id: u8,
    claim: Index,
    amount: i64,
    day: u32,
}

/// One tenant's rows, as they are drawn: a row whose key is taken is left out.
#[derive(Clone, Debug, Default)]
pub struct Book {
    organisation: Option<&'static str>,
    contacts: Vec<ContactSeed>,
    policies: Vec<PolicySeed>,
    claims: Vec<ClaimSeed>,
    payments: Vec<PaymentSeed>,
    tags: Vec<(Index, &'static str)>,
}

pub fn any_book() -> impl Strategy<Value = Book> {
    let contact = (
        ID,
        select(NAMES),
        select(EMAILS),
        proptest::option::of(select(COUNTRIES)),
    )
        .prop_map(|(id, name, email, country)| ContactSeed {
            id,
            name,
            email,
            country,
        });
    let policy = (
        ID,
        select(NUMBERS),
        any::<Index>(),
        select(STATUSES),
        0..300i64,
        proptest::option::of(select(NAMES)),
        proptest::bool::weighted(0.15),
    )
        .prop_map(
            |(id, number, holder, status, premium, note, deleted)| PolicySeed {
                id,
                number,
                holder,
                status,
                premium,
                note,
                deleted,
            },
        );
    let claim = (ID, any::<Index>(), select(TITLES), 0..5i64, any::<bool>()).prop_map(
        |(id, policy, title, amount, open)| ClaimSeed {
            id,
            policy,
            title,
            amount,
            open,
        },
    );
    let payment =
        (ID, any::<Index>(), 0..300i64, 1..4u32).prop_map(|(id, claim, amount, day)| PaymentSeed {
            id,
            claim,
            amount,
            day,
        });
    (
        proptest::option::of(select(NAMES)),
        vec(contact, 0..6),
        vec(policy, 0..7),
        vec(claim, 0..8),
        vec(payment, 0..6),
        vec((any::<Index>(), select(LABELS)), 0..5),
    )
        .prop_map(
            |(organisation, contacts, policies, claims, payments, tags)| Book {
                organisation,
                contacts,
                policies,
                claims,
                payments,
                tags,
            },
        )
}

/// The rows whose keys are new.
fn firsts<R, K: Eq + Hash>(rows: &[R], key: impl Fn(&R) -> K) -> Vec<&R> {
    let mut seen = HashSet::new();
    rows.iter().filter(|row| seen.insert(key(row))).collect()
}

impl Book {
    /// The rows that a tenant without soft-deleted policies would hold.
    pub fn without_deleted(mut self) -> Self {
        for policy in &mut self.policies {
            policy.deleted = false;
        }
        self
    }

    /// Inserts the rows for the handle's tenant.
    pub async fn insert<B: Isolated>(&self, db: &Tenant<B>) -> Result<(), Error> {
        if let Some(name) = self.organisation {
            db.insert(NewOrganisation {
                name: name.to_owned(),
            })
            .run()
            .await?;
        }
        let by_id = firsts(&self.contacts, |contact| contact.id);
        let mut emails = HashSet::new();
        let contacts: Vec<_> = by_id
            .into_iter()
            .filter(|contact| emails.insert(contact.email))
            .collect();
        db.insert_many(contacts.iter().map(|contact| {
            NewContact {
                name: contact.name.to_owned(),
                email: contact.email.to_owned(),
            }
            .id(id(contact.id.into()))
            .country(contact.country.map(str::to_owned))
        }))
        .run()
        .await?;
        if contacts.is_empty() {
            return Ok(());
        }

        let by_id = firsts(&self.policies, |policy| policy.id);
        let mut numbers = HashSet::new();
        let policies: Vec<_> = by_id
            .into_iter()
            .filter(|policy| numbers.insert(policy.number))
            .collect();
        db.insert_many(policies.iter().map(|policy| {
            NewPolicy {
                number: policy.number.to_owned(),
                holder_id: id(policy.holder.get(&contacts).id.into()),
                premium: cents(policy.premium),
            }
            .id(id(policy.id.into()))
            .status(policy.status)
            .note(policy.note.map(str::to_owned))
        }))
        .run()
        .await?;
        for policy in policies.iter().filter(|policy| policy.deleted) {
            db.delete(Policy).by_key(id(policy.id.into())).run().await?;
        }
        if policies.is_empty() {
            return Ok(());
        }

        let policy_id = |index: &Index| id(index.get(&policies).id.into());
        let claims = firsts(&self.claims, |claim| claim.id);
        db.insert_many(claims.iter().map(|claim| {
            NewClaim {
                policy_id: policy_id(&claim.policy),
                title: claim.title.to_owned(),
                amount: claim.amount,
                open: claim.open,
            }
            .id(id(claim.id.into()))
        }))
        .run()
        .await?;
        let tags = firsts(&self.tags, |(policy, label)| (policy_id(policy), *label));
        db.insert_many(tags.iter().map(|(policy, label)| NewTag {
            policy_id: policy_id(policy),
            label: (*label).to_owned(),
        }))
        .run()
        .await?;
        if claims.is_empty() {
            return Ok(());
        }

        let payments = firsts(&self.payments, |payment| payment.id);
        db.insert_many(payments.iter().map(|payment| {
            NewPayment {
                claim_id: id(payment.claim.get(&claims).id.into()),
                amount: cents(payment.amount),
                paid_on: day(2024, 1, payment.day),
            }
            .id(id(payment.id.into()))
        }))
        .run()
        .await?;
        Ok(())
    }
}
