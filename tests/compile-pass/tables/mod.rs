//! The tables of the wrong programs, with an insurer in them.

#[path = "../../compile-fail/tables/mod.rs"]
mod declared;

pub use declared::*;
use orm::prelude::*;

/// The tenant of [`insurer`].
pub const ACME: OrgId = OrgId(Uuid::from_u128(1));

/// A database in memory, and a handle on it for a tenant with two policies and one claim.
pub async fn insurer() -> Result<(Db<Sqlite>, TenantDb), orm::Error> {
    let db = Db::<Sqlite>::memory().await?;
    db.create_tables::<Policies>().await?;
    db.insert(NewCountry {
        code: "CH".into(),
        name: "Switzerland".into(),
    })
    .run()
    .await?;
    let acme = db.tenant(&Token { org: ACME })?;
    let id = acme
        .insert(policy("P-1"))
        .returning(Policy.id)
        .one()
        .await?;
    acme.insert(policy("P-2")).run().await?;
    acme.insert(NewClaim {
        policy_id: id,
        title: "Hail".into(),
        amount: 5,
    })
    .run()
    .await?;
    Ok((db, acme))
}

/// A policy to insert.
pub fn policy(number: &str) -> NewPolicy {
    NewPolicy {
        number: number.into(),
        country: "CH".into(),
        premium: Decimal::new(99_90, 2),
    }
}
