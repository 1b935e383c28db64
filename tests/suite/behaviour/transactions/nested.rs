use orm::Error;
use orm::driver::HasTransactions;
use orm::prelude::*;

use crate::backend::{TestBackend, on_every_backend};
use crate::fixture::*;
use crate::schema::*;

on_every_backend!(
    ; transactions:
    an_inner_rollback_keeps_the_outer,
    an_outer_rollback_takes_the_inner_along,
    three_levels,
    one_after_the_other,
    a_savepoint_after_its_end,
    the_outer_transaction_inside_a_savepoint,
    a_savepoint_dropped_half_way,
);

async fn titles<B: TestBackend + HasTransactions>(db: &Tenant<B>) -> String {
    let titles = db
        .select(Claim.title)
        .from(Claim)
        .filter(Claim.policy_id.eq(P3))
        .order_by(Claim.title)
        .all();
    titles.await.unwrap().join(",")
}

async fn add<B: TestBackend + HasTransactions>(db: &Tenant<B>, title: &str) -> Result<u64, Error> {
    let key = id(1_000 + u128::from(title.as_bytes()[0]));
    db.insert(claim(key, P3, title, 1, true)).run().await
}

async fn an_inner_rollback_keeps_the_outer<B: TestBackend + HasTransactions>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    acme.transaction(async |tx| {
        add(&tx, "a").await?;
        let inner: Result<(), Error> = tx
            .transaction(async |inner| {
                add(&inner, "b").await?;
                assert_eq!(titles(&inner).await, "a,b");
                Err(Error::PoolClosed)
            })
            .await;
        assert!(matches!(inner, Err(Error::PoolClosed)));
        assert_eq!(titles(&tx).await, "a");
        add(&tx, "c").await?;
        Ok(())
    })
    .await
    .unwrap();
    assert_eq!(titles(&acme).await, "a,c");
}

async fn an_outer_rollback_takes_the_inner_along<B: TestBackend + HasTransactions>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let result: Result<(), Error> = acme
        .transaction(async |tx| {
            tx.transaction(async |inner| add(&inner, "a").await).await?;
            assert_eq!(titles(&tx).await, "a");
            Err(Error::PoolClosed)
        })
        .await;
    result.unwrap_err();
    assert_eq!(titles(&acme).await, "");
}

async fn three_levels<B: TestBackend + HasTransactions>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    acme.transaction(async |one| {
        add(&one, "a").await?;
        one.transaction(async |two| {
            add(&two, "b").await?;
            let three: Result<(), Error> = two
                .transaction(async |three| {
                    add(&three, "c").await?;
                    Err(Error::PoolClosed)
                })
                .await;
            three.unwrap_err();
            add(&two, "d").await?;
            Ok(())
        })
        .await?;
        let undone: Result<(), Error> = one
            .transaction(async |two| {
                two.transaction(async |three| add(&three, "e").await)
                    .await?;
                Err(Error::PoolClosed)
            })
            .await;
        undone.unwrap_err();
        Ok(())
    })
    .await
    .unwrap();
    assert_eq!(titles(&acme).await, "a,b,d");
}

async fn one_after_the_other<B: TestBackend + HasTransactions>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    acme.transaction(async |tx| {
        for title in ["a", "b", "c", "d"] {
            let keep = title != "b";
            let result = tx
                .transaction(async |inner| {
                    add(&inner, title).await?;
                    if keep { Ok(()) } else { Err(Error::PoolClosed) }
                })
                .await;
            assert_eq!(result.is_ok(), keep);
        }
        Ok(())
    })
    .await
    .unwrap();
    assert_eq!(titles(&acme).await, "a,c,d");
}

async fn a_savepoint_after_its_end<B: TestBackend + HasTransactions>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    acme.transaction(async |tx| {
        let kept = tx.transaction(async |inner| Ok(Db::clone(&inner))).await?;
        assert!(matches!(
            add(&kept, "a").await,
            Err(Error::TransactionEnded)
        ));
        add(&tx, "b").await?;
        Ok(())
    })
    .await
    .unwrap();
    assert_eq!(titles(&acme).await, "b");
}

async fn the_outer_transaction_inside_a_savepoint<B: TestBackend + HasTransactions>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    acme.transaction(async |tx| {
        let inner: Result<(), Error> = tx
            .transaction(async |_| {
                // It is one connection: this is part of the savepoint.
                add(&tx, "a").await?;
                Err(Error::PoolClosed)
            })
            .await;
        inner.unwrap_err();
        Ok(())
    })
    .await
    .unwrap();
    assert_eq!(titles(&acme).await, "");
}

async fn a_savepoint_dropped_half_way<B: TestBackend + HasTransactions>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let result = acme
        .transaction(async |tx| {
            add(&tx, "a").await?;
            let (begun, is_begun) = futures::channel::oneshot::channel();
            let inner = tx.transaction(async |inner| {
                add(&inner, "b").await?;
                begun.send(()).expect("it is waited for");
                std::future::pending::<()>().await;
                Ok(())
            });
            {
                let inner = std::pin::pin!(inner);
                let first = futures::future::select(inner, is_begun).await;
                assert!(matches!(first, futures::future::Either::Right(_)));
            }
            assert_eq!(titles(&tx).await, "a", "the half-done savepoint is undone");
            add(&tx, "c").await?;
            Ok(())
        })
        .await;
    result.unwrap();
    assert_eq!(titles(&acme).await, "a,c");
}
