//! Functions over any backend need one bound.

mod tables;

use orm::driver::{HasFullJoin, HasReturning, HasTransactions};
use orm::prelude::*;
use orm::{Backend, Error};
use tables::*;

async fn read<B: Backend>(db: &Db<B, Scoped<OrgId>>) -> Result<Vec<(String, Option<i64>)>, Error> {
    db.select((Policy.number, sum(Claim.amount)))
        .from(Policy)
        .left_join(Claim, Claim.policy_id.eq(Policy.id))
        .filter(Policy.id.in_query(orm::select(Policy.id).from(Policy)))
        .group_by(Policy.number)
        .order_by(Policy.number)
        .all()
        .await
}

async fn write<B: Backend>(db: &Db<B, Scoped<OrgId>>) -> Result<u64, Error> {
    db.insert(tables::policy("P-3")).run().await?;
    db.update(Policy)
        .set(Policy.note.to("new"))
        .filter(Policy.number.eq("P-3"))
        .run()
        .await?;
    db.delete(Policy).filter(Policy.note.eq("new")).run().await
}

async fn together<B: HasTransactions>(db: &Db<B, Scoped<OrgId>>) -> Result<u64, Error> {
    db.transaction(async |tx| write(&tx).await).await
}

async fn back<B: HasReturning + Backend>(db: &Db<B, Scoped<OrgId>>) -> Result<String, Error> {
    db.insert(tables::policy("P-4"))
        .returning(Policy.number)
        .one()
        .await
}

async fn full<B: HasFullJoin + Backend>(db: &Db<B, Scoped<OrgId>>) -> Result<u64, Error> {
    db.select((Policy.number, Claim.amount))
        .from(Policy)
        .full_join(Claim, Claim.policy_id.eq(Policy.id))
        .count()
        .await
}

fn stored<B: Backend>() -> Query<B, Scoped<OrgId>, Policies, String> {
    orm::select(Policy.number)
        .from(Policy)
        .order_by(Policy.number)
        .query()
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    let (_, acme) = tables::insurer().await?;
    assert_eq!(
        read(&acme).await?,
        [("P-1".to_owned(), Some(5)), ("P-2".to_owned(), None)]
    );
    assert_eq!(write(&acme).await?, 1);
    assert_eq!(together(&acme).await?, 1);
    assert_eq!(full(&acme).await?, 2);
    assert_eq!(back(&acme).await?, "P-4");
    assert_eq!(stored().on(&acme).all().await?, ["P-1", "P-2", "P-4"]);
    Ok(())
}
