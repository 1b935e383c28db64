//! A query in FROM reads a tenant's table without a tenant.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<Sqlite>) {
    let claimed = orm::select(Claimed::of(Claim.policy_id, Claim.amount)).from(Claim).derived();
    let _ = db.select(Claimed.amount).from(claimed).all().await;
}

fn main() {}
