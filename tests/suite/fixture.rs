//! Two insurers with data: Acme with a small book, Beta with one row of each kind.
//!
//! Some of Beta's rows have the ids of Acme's, so that a query that forgets its tenant shows.

use std::fmt::Debug;

use orm::prelude::*;
use orm::{Constraint, Error};

use crate::backend::TestBackend;
use crate::schema::*;

pub type Tenant<B> = Db<B, Scoped<OrgId>>;

pub const ACME: OrgId = OrgId(Uuid::from_u128(0xa));
pub const BETA: OrgId = OrgId(Uuid::from_u128(0xb));

pub const ADA: Uuid = Uuid::from_u128(1);
pub const BO: Uuid = Uuid::from_u128(2);
pub const CY: Uuid = Uuid::from_u128(3);
/// Beta's contact.
pub const ZOE: Uuid = Uuid::from_u128(9);

pub const P1: Uuid = Uuid::from_u128(11);
pub const P2: Uuid = Uuid::from_u128(12);
pub const P3: Uuid = Uuid::from_u128(13);

pub const HAIL: Uuid = Uuid::from_u128(21);
pub const FIRE: Uuid = Uuid::from_u128(22);
pub const THEFT: Uuid = Uuid::from_u128(23);

/// Any other id.
pub fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

pub fn tenant<B: TestBackend>(db: &Db<B>, org: OrgId) -> Tenant<B> {
    db.tenant(&Token::of(org))
        .expect("the token names a tenant")
}

pub fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a date")
}

pub fn cents(cents: i64) -> Decimal {
    Decimal::new(cents, 2)
}

pub fn contact(id: Uuid, name: &str) -> ContactInsert {
    NewContact {
        name: name.to_owned(),
        email: format!("{}@example.org", name.to_lowercase()),
    }
    .id(id)
}

pub fn policy(id: Uuid, number: &str, holder_id: Uuid, premium: i64) -> PolicyInsert {
    NewPolicy {
        number: number.to_owned(),
        holder_id,
        premium: cents(premium),
    }
    .id(id)
}

pub fn claim(id: Uuid, policy_id: Uuid, title: &str, amount: i64, open: bool) -> ClaimInsert {
    NewClaim {
        policy_id,
        title: title.to_owned(),
        amount,
        open,
    }
    .id(id)
}

pub fn payment(claim_id: Uuid, amount: i64, paid_on: NaiveDate) -> NewPayment {
    NewPayment {
        claim_id,
        amount: cents(amount),
        paid_on,
    }
}

pub fn tag(policy_id: Uuid, label: &str) -> NewTag {
    NewTag {
        policy_id,
        label: label.to_owned(),
    }
}

/// The constraint that refused a write.
#[track_caller]
pub fn refused<T: Debug>(result: Result<T, Error>) -> Constraint {
    match result {
        Err(Error::Constraint(constraint)) => *constraint,
        other => panic!("expected a refused row, got {other:?}"),
    }
}

/// Fills the tables; gives both insurers' handles.
///
/// | Acme's policy | holder | status | premium | claims |
/// |---|---|---|---|---|
/// | P-1 | Ada | bound | 100.00 | hail 100 open, fire 250 |
/// | P-2 | Ada | draft | 50.50 | theft 40 open |
/// | P-3 | Bo | cancelled | 0.00 | |
///
/// Beta has policy P-1 of Zoe (bound, 999.99) with claim hail 7.
pub async fn insurers<B: TestBackend>(db: &Db<B>) -> (Tenant<B>, Tenant<B>) {
    let (acme, beta) = (tenant(db, ACME), tenant(db, BETA));
    fill(db, &acme, &beta)
        .await
        .expect("the insurers' rows are inserted");
    (acme, beta)
}

async fn fill<B: TestBackend>(db: &Db<B>, acme: &Tenant<B>, beta: &Tenant<B>) -> Result<(), Error> {
    let country = |code: &str, name: &str| NewCountry {
        code: code.to_owned(),
        name: name.to_owned(),
    };
    db.insert_many([
        country("de", "Germany"),
        country("fr", "France"),
        country("it", "Italy"),
    ])
    .run()
    .await?;

    acme.insert(NewOrganisation {
        name: "Acme".to_owned(),
    })
    .run()
    .await?;
    acme.insert_many([
        contact(ADA, "Ada").country("de".to_owned()),
        contact(BO, "Bo"),
        contact(CY, "Cy").country("fr".to_owned()),
    ])
    .run()
    .await?;
    acme.insert_many([
        policy(P1, "P-1", ADA, 100_00).status(PolicyStatus::Bound),
        policy(P2, "P-2", ADA, 50_50).note("call back".to_owned()),
        policy(P3, "P-3", BO, 0).status(PolicyStatus::Cancelled),
    ])
    .run()
    .await?;
    acme.insert_many([
        claim(HAIL, P1, "hail", 100, true),
        claim(FIRE, P1, "fire", 250, false),
        claim(THEFT, P2, "theft", 40, true),
    ])
    .run()
    .await?;
    acme.insert_many([
        payment(HAIL, 30_00, day(2024, 1, 31)),
        payment(HAIL, 12_50, day(2024, 2, 29)),
        payment(FIRE, 250_00, day(2023, 12, 31)),
    ])
    .run()
    .await?;
    acme.insert_many([tag(P1, "fleet"), tag(P1, "vip"), tag(P3, "vip")])
        .run()
        .await?;

    beta.insert(NewOrganisation {
        name: "Beta".to_owned(),
    })
    .run()
    .await?;
    beta.insert(contact(ZOE, "Zoe").country("de".to_owned()))
        .run()
        .await?;
    beta.insert(policy(P1, "P-1", ZOE, 999_99).status(PolicyStatus::Bound))
        .run()
        .await?;
    beta.insert(claim(HAIL, P1, "hail", 7, true)).run().await?;
    beta.insert(payment(HAIL, 7_00, day(2024, 1, 1)))
        .run()
        .await?;
    beta.insert(tag(P1, "vip")).run().await?;
    Ok(())
}
