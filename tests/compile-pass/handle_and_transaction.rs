//! One application function serves a handle, a transaction and a savepoint.

mod tables;

use tables::*;

async fn add(db: &TenantDb, number: &str) -> Result<u64, orm::Error> {
    db.insert(tables::policy(number)).run().await?;
    db.from(Policy).count().await
}

#[derive(Debug)]
enum Refused {
    Database(orm::Error),
    TooMany(u64),
}

impl From<orm::Error> for Refused {
    fn from(error: orm::Error) -> Self {
        Self::Database(error)
    }
}

#[tokio::main]
async fn main() -> Result<(), orm::Error> {
    let (_, acme) = tables::insurer().await?;
    assert_eq!(add(&acme, "P-3").await?, 3);
    let count = acme.transaction(async |tx| {
        add(&tx, "P-4").await?;
        tx.transaction(async |savepoint| add(&savepoint, "P-5").await)
            .await
    });
    assert_eq!(count.await?, 5);

    let refused = acme.try_transaction(async |tx| match add(&tx, "P-6").await? {
        count if count > 5 => Err(Refused::TooMany(count)),
        count => Ok(count),
    });
    assert!(matches!(refused.await, Err(Refused::TooMany(6))));
    let count = acme
        .transaction_retrying(3, async |tx| tx.from(Policy).count().await)
        .await?;
    assert_eq!(count, 5);
    Ok(())
}
