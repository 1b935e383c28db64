//! A function over any scope of one tenant takes no handle for all tenants by accident.

mod tables;

use orm::prelude::*;
use orm::{Backend, Error};
use tables::*;

async fn numbers<A: TenantScope<Key = OrgId>>(db: &Db<Sqlite, A>) -> Result<Vec<String>, Error> {
    db.select(Policy.number)
        .from(Policy)
        .inner_join(Country, Country.code.eq(Policy.country))
        .filter(Policy.id.in_query(orm::select(Claim.policy_id).from(Claim)))
        .all()
        .await
}

async fn change<B: Backend, A: TenantScope<Key = OrgId>>(db: &Db<B, A>) -> Result<u64, Error> {
    db.insert(tables::policy("P-3")).run().await?;
    db.update(Policy)
        .set(Policy.number.to("P-4"))
        .filter(Policy.number.eq("P-3"))
        .run()
        .await?;
    db.delete(Policy)
        .filter(Policy.number.eq("P-4"))
        .run()
        .await
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    let (db, acme) = tables::insurer().await?;
    assert_eq!(numbers(&acme).await?, ["P-1"]);
    assert_eq!(change(&acme).await?, 1);
    let all = db.cross_tenant(&SystemActor::new("nightly"), "a count")?;
    assert_eq!(numbers(&all.acting_in(ACME)?).await?, ["P-1"]);
    Ok(())
}
