//! A common table expression that was built for a tenant is put in front of a query without one.

#[path = "../tables/mod.rs"]
mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<Postgres>) {
    let gone = orm::delete::<_, Scoped<OrgId>, _>(Claim)
        .filter(Claim.amount.gt(1))
        .returning(ClaimedOf {
            policy_id: Claim.policy_id,
            amount: Claim.amount,
        })
        .cte();
    let _ = db
        .select(Country.name)
        .from(Country)
        .with(&gone)
        .all()
        .await;
}

fn main() {}
