mod interrupted;
mod nested;

use orm::driver::{HasReturning, HasTransactions};
use orm::prelude::*;
use orm::{Error, Isolation};

use crate::backend::{TestBackend, on_every_backend};
use crate::fixture::*;
use crate::schema::*;

on_every_backend!(
    ; transactions:
    ok_commits,
    err_rolls_back,
    a_database_error_inside_may_be_survived,
    a_caught_error_ends_the_transaction_on_postgres,
    an_error_of_the_applications_own,
    a_transaction_returns_its_value,
    every_isolation_level,
    retrying_after_a_lock,
    retrying_gives_up,
    retrying_other_errors_is_pointless,
    a_statement_after_the_end,
    a_stream_inside,
    a_stream_after_the_end,
    one_function_for_handle_and_transaction,
    the_outer_handle_inside_a_pool_of_one,
    a_query_of_the_outer_handle_joined_to_the_transaction,
    a_transaction_is_limited_to_its_tenant,
    unscoped_and_cross_tenant_transactions,
    two_tasks_take_turns,
    ; transactions_returning:
    borrowed_values_inside,
);

async fn claims<B: TestBackend + HasTransactions>(db: &Tenant<B>) -> u64 {
    db.from(Claim).count().await.unwrap()
}

async fn ok_commits<B: TestBackend + HasTransactions>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    acme.transaction(async |tx| {
        tx.insert(claim(id(31), P3, "flood", 1, true)).run().await?;
        tx.update(Claim)
            .set(Claim.amount.to(2))
            .by_key(id(31))
            .run()
            .await?;
        assert_eq!(tx.from(Claim).count().await?, 4);
        Ok(())
    })
    .await
    .unwrap();
    assert_eq!(
        acme.from(Claim).by_key(id(31)).one().await.unwrap().amount,
        2
    );
}

async fn err_rolls_back<B: TestBackend + HasTransactions>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let result: Result<(), Error> = acme
        .transaction(async |tx| {
            tx.delete(Claim).all_rows().run().await?;
            assert_eq!(tx.from(Claim).count().await?, 0);
            tx.from(Policy).by_key(id(404)).one().await?;
            Ok(())
        })
        .await;
    assert!(matches!(result, Err(Error::NotFound { table: "policies" })));
    assert_eq!(claims(&acme).await, 3);
}

async fn a_database_error_inside_may_be_survived<B: TestBackend + HasTransactions>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let kept = acme
        .transaction(async |tx| {
            tx.insert(claim(id(31), P3, "flood", 1, true)).run().await?;
            // A savepoint, since not every database goes on after an error.
            let refused = tx
                .transaction(async |tx| tx.insert(claim(id(32), P3, "x", -1, true)).run().await)
                .await;
            assert!(matches!(refused, Err(Error::Constraint(_))));
            Ok(())
        })
        .await;
    kept.unwrap();
    assert_eq!(claims(&acme).await, 4);
}

async fn a_caught_error_ends_the_transaction_on_postgres<B: TestBackend + HasTransactions>(
    db: Db<B>,
) {
    let (acme, _) = insurers(&db).await;
    let result = acme
        .transaction(async |tx| {
            tx.insert(claim(id(31), P3, "flood", 1, true)).run().await?;
            refused(tx.insert(claim(id(32), P3, "x", -1, true)).run().await);
            tx.insert(claim(id(33), P3, "flood", 1, true)).run().await
        })
        .await;
    if B::DIALECT.name == "PostgreSQL" {
        assert!(
            matches!(result, Err(Error::TransactionAborted)),
            "{result:?}"
        );
        assert_eq!(claims(&acme).await, 3);
    } else {
        assert_eq!(result.unwrap(), 1);
        assert_eq!(claims(&acme).await, 5);
    }
}

#[derive(Debug)]
enum OwnError {
    Refused(&'static str),
    Database(Error),
}

impl From<Error> for OwnError {
    fn from(error: Error) -> Self {
        Self::Database(error)
    }
}

async fn an_error_of_the_applications_own<B: TestBackend + HasTransactions>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let result: Result<(), OwnError> = acme
        .try_transaction(async |tx| {
            tx.delete(Claim).all_rows().run().await?;
            Err(OwnError::Refused("no"))
        })
        .await;
    assert!(matches!(result, Err(OwnError::Refused("no"))));
    assert_eq!(claims(&acme).await, 3);
    let result: Result<(), OwnError> = acme
        .try_transaction(async |tx| {
            tx.delete(Claim).all_rows().run().await?;
            tx.from(Claim).one().await?;
            Ok(())
        })
        .await;
    assert!(matches!(
        result,
        Err(OwnError::Database(Error::NotFound { table: "claims" }))
    ));
    assert_eq!(claims(&acme).await, 3);
    let deleted: Result<u64, OwnError> = acme
        .try_transaction(async |tx| Ok(tx.delete(Claim).by_key(HAIL).run().await?))
        .await;
    assert_eq!(deleted.unwrap(), 1);
    assert_eq!(claims(&acme).await, 2);
}

async fn a_transaction_returns_its_value<B: TestBackend + HasTransactions>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let rows: Vec<Claim> = acme
        .transaction(async |tx| {
            tx.update(Claim)
                .set(Claim.amount.to(0))
                .all_rows()
                .run()
                .await?;
            tx.from(Claim).order_by(Claim.title).all().await
        })
        .await
        .unwrap();
    assert_eq!(rows.len(), 3);
    assert!(rows.iter().all(|claim| claim.amount == 0));
}

async fn every_isolation_level<B: TestBackend + HasTransactions>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let modes = [
        Isolation::ReadUncommitted,
        Isolation::ReadCommitted,
        Isolation::RepeatableRead,
        Isolation::Serializable,
    ];
    for (n, mode) in modes.into_iter().enumerate() {
        let n = n as u64;
        acme.transaction_with(mode, async |tx| {
            tx.insert(claim(id(31 + u128::from(n)), P3, "flood", 1, true))
                .run()
                .await?;
            assert_eq!(tx.from(Claim).count().await?, 4 + n);
            Ok(())
        })
        .await
        .unwrap();
        let rolled_back: Result<(), Error> = acme
            .transaction_with(mode, async |tx| {
                tx.delete(Claim).all_rows().run().await?;
                Err(Error::TransactionEnded)
            })
            .await;
        rolled_back.unwrap_err();
        assert_eq!(claims(&acme).await, 4 + n, "{mode:?}");
    }
}

async fn retrying_after_a_lock<B: TestBackend + HasTransactions>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let mut attempts = 0;
    let title = acme
        .transaction_retrying(5, async |tx| {
            attempts += 1;
            tx.update(Claim)
                .set(Claim.amount.to(Claim.amount.add(1)))
                .by_key(HAIL)
                .run()
                .await?;
            if attempts < 3 {
                return Err(Error::Locked("by a test".to_owned()));
            }
            Ok(tx.from(Claim).by_key(HAIL).one().await?.title)
        })
        .await
        .unwrap();
    assert_eq!((title.as_str(), attempts), ("hail", 3));
    // Only the last attempt is kept.
    assert_eq!(
        acme.from(Claim).by_key(HAIL).one().await.unwrap().amount,
        101
    );
}

async fn retrying_gives_up<B: TestBackend + HasTransactions>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let mut attempts = 0;
    let result: Result<(), Error> = acme
        .transaction_retrying(4, async |tx| {
            attempts += 1;
            tx.delete(Claim).all_rows().run().await?;
            Err(Error::Locked("by a test".to_owned()))
        })
        .await;
    assert!(matches!(result, Err(Error::Locked(_))));
    assert_eq!((attempts, claims(&acme).await), (4, 3));
}

async fn retrying_other_errors_is_pointless<B: TestBackend + HasTransactions>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let mut attempts = 0;
    let result: Result<Policy, Error> = acme
        .transaction_retrying(4, async |tx| {
            attempts += 1;
            tx.from(Policy).by_key(id(404)).one().await
        })
        .await;
    assert!(matches!(result, Err(Error::NotFound { .. })));
    assert_eq!(attempts, 1);
}

async fn a_statement_after_the_end<B: TestBackend + HasTransactions>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let kept: Tenant<B> = acme
        .transaction(async |tx| Ok(Db::clone(&tx)))
        .await
        .unwrap();
    let ended = |result: Result<u64, Error>| {
        assert!(matches!(result, Err(Error::TransactionEnded)), "{result:?}")
    };
    ended(kept.from(Claim).count().await);
    ended(kept.delete(Claim).all_rows().run().await);
    ended(kept.insert(claim(id(31), P3, "x", 1, true)).run().await);
    ended(
        kept.transaction(async |tx| tx.from(Claim).count().await)
            .await,
    );
    let mut kept = None;
    let rolled_back: Result<(), Error> = acme
        .transaction(async |tx| {
            kept = Some(tx);
            Err(Error::PoolClosed)
        })
        .await;
    rolled_back.unwrap_err();
    ended(kept.expect("the transaction").from(Claim).count().await);
    assert_eq!(claims(&acme).await, 3);
}

async fn a_stream_inside<B: TestBackend + HasTransactions>(db: Db<B>) {
    use futures::TryStreamExt;
    let (acme, _) = insurers(&db).await;
    acme.transaction(async |tx| {
        tx.insert(claim(id(31), P3, "flood", 1, true)).run().await?;
        let titles: Vec<String> = tx
            .select(Claim.title)
            .from(Claim)
            .order_by(Claim.title)
            .stream()
            .try_collect()
            .await?;
        assert_eq!(titles, ["fire", "flood", "hail", "theft"]);
        let mut half = tx.from(Claim).stream();
        half.try_next().await?;
        drop(half);
        tx.delete(Claim).by_key(id(31)).run().await?;
        Ok(())
    })
    .await
    .unwrap();
    assert_eq!(claims(&acme).await, 3);
}

async fn a_stream_after_the_end<B: TestBackend + HasTransactions>(db: Db<B>) {
    use futures::StreamExt;
    let (acme, _) = insurers(&db).await;
    let stream = acme
        .transaction(async |tx| Ok(tx.from(Claim).stream()))
        .await
        .unwrap();
    let rows: Vec<_> = stream.collect().await;
    assert!(
        matches!(rows.as_slice(), [Err(Error::TransactionEnded)]),
        "{rows:?}"
    );
}

/// A function of an application: it serves a handle and a transaction.
async fn close_claims<B: TestBackend + HasTransactions>(
    db: &Tenant<B>,
    policy: Uuid,
) -> Result<u64, Error> {
    let open = db
        .from(Claim)
        .filter(Claim.policy_id.eq(policy))
        .filter(Claim.open.eq(true))
        .count()
        .await?;
    db.update(Claim)
        .set(Claim.open.to(false))
        .filter(Claim.policy_id.eq(policy))
        .run()
        .await?;
    Ok(open)
}

async fn one_function_for_handle_and_transaction<B: TestBackend + HasTransactions>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    assert_eq!(close_claims(&acme, P1).await.unwrap(), 1);
    assert_eq!(
        acme.transaction(async |tx| close_claims(&tx, P2).await)
            .await
            .unwrap(),
        1
    );
    let undone: Result<(), Error> = acme
        .transaction(async |tx| {
            tx.update(Claim)
                .set(Claim.open.to(true))
                .all_rows()
                .run()
                .await?;
            assert_eq!(close_claims(&tx, P1).await?, 2);
            Err(Error::PoolClosed)
        })
        .await;
    undone.unwrap_err();
    assert_eq!(
        acme.from(Claim)
            .filter(Claim.open.eq(true))
            .count()
            .await
            .unwrap(),
        0
    );
}

async fn the_outer_handle_inside_a_pool_of_one<B: TestBackend + HasTransactions>(_: Db<B>) {
    let alone = B::with_connections(1).await;
    let db = &alone.db;
    let (acme, _) = insurers(db).await;
    let result = acme
        .transaction(async |tx| {
            tx.update(Claim)
                .set(Claim.amount.to(1))
                .all_rows()
                .run()
                .await?;
            acme.from(Claim).count().await
        })
        .await;
    let error = result.unwrap_err();
    assert!(matches!(error, Error::PoolHeldByTransaction), "{error:?}");
    // The other forms of use, and an error that is caught.
    acme.transaction(async |tx| {
        let inner = acme
            .transaction(async |inner| inner.from(Claim).count().await)
            .await;
        assert!(matches!(inner, Err(Error::PoolHeldByTransaction)));
        let scoped = db.tenant(&Token::of(BETA))?;
        assert!(matches!(
            scoped.from(Claim).count().await,
            Err(Error::PoolHeldByTransaction)
        ));
        let streamed: Vec<_> = futures::StreamExt::collect(acme.from(Claim).stream()).await;
        assert!(matches!(
            streamed.as_slice(),
            [Err(Error::PoolHeldByTransaction)]
        ));
        tx.update(Claim)
            .set(Claim.amount.to(2))
            .by_key(HAIL)
            .run()
            .await?;
        Ok(())
    })
    .await
    .unwrap();
    assert_eq!(acme.from(Claim).by_key(HAIL).one().await.unwrap().amount, 2);
    assert_eq!(
        acme.from(Claim).by_key(FIRE).one().await.unwrap().amount,
        250
    );
}

async fn a_query_of_the_outer_handle_joined_to_the_transaction<B: TestBackend + HasTransactions>(
    db: Db<B>,
) {
    let (acme, _) = insurers(&db).await;
    let count = orm::select(count_all()).from(Claim).query();
    let inside = acme
        .transaction(async |tx| {
            tx.delete(Claim).by_key(HAIL).run().await?;
            count.on(&tx).one().await
        })
        .await;
    assert_eq!(inside.unwrap(), 2);
}

async fn a_transaction_is_limited_to_its_tenant<B: TestBackend + HasTransactions>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    beta.transaction(async |tx| {
        assert_eq!(tx.from(Policy).count().await?, 1);
        tx.delete(Claim).all_rows().run().await?;
        tx.insert(contact(ADA, "Ada")).run().await?;
        Ok(())
    })
    .await
    .unwrap();
    assert_eq!((claims(&acme).await, claims(&beta).await), (3, 0));
    assert_eq!(beta.from(Contact).count().await.unwrap(), 2);
}

async fn unscoped_and_cross_tenant_transactions<B: TestBackend + HasTransactions>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    db.transaction(async |tx| {
        tx.insert(NewCountry {
            code: "es".to_owned(),
            name: "Spain".to_owned(),
        })
        .run()
        .await?;
        // A tenant's handle is made inside too, and works in the transaction.
        let acme = tx.tenant(&Token::of(ACME))?;
        acme.insert(contact(id(4), "Di").country("es".to_owned()))
            .run()
            .await?;
        Ok(())
    })
    .await
    .unwrap();
    assert_eq!(
        acme.from(Contact)
            .by_key(id(4))
            .one()
            .await
            .unwrap()
            .country
            .as_deref(),
        Some("es")
    );
    let undone: Result<(), Error> = db
        .transaction(async |tx| {
            tx.tenant(&Token::of(ACME))?
                .delete(Claim)
                .all_rows()
                .run()
                .await?;
            Err(Error::PoolClosed)
        })
        .await;
    undone.unwrap_err();
    assert_eq!(claims(&acme).await, 3);
    let cross = db.cross_tenant(&SystemActor::new("job"), "test").unwrap();
    let closed = cross
        .transaction(async |tx| {
            tx.update(Claim)
                .set(Claim.open.to(false))
                .filter(Claim.open.eq(true))
                .run()
                .await
        })
        .await;
    assert_eq!(closed.unwrap(), 3);
}

async fn two_tasks_take_turns<B: TestBackend + HasTransactions>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let add = async |_: usize| {
        acme.transaction_retrying_with(Isolation::Serializable, 200, async |tx| {
            let amount = tx.from(Claim).by_key(HAIL).one().await?.amount;
            tokio::task::yield_now().await;
            tx.update(Claim)
                .set(Claim.amount.to(amount + 1))
                .by_key(HAIL)
                .run()
                .await?;
            Ok(())
        })
        .await
    };
    let results = futures::future::join_all((0..20).map(&add)).await;
    assert!(results.iter().all(Result::is_ok), "{results:?}");
    assert_eq!(
        acme.from(Claim).by_key(HAIL).one().await.unwrap().amount,
        120
    );
}

async fn borrowed_values_inside<B: TestBackend + HasTransactions + HasReturning>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let titles = vec!["a".to_owned(), "b".to_owned()];
    let mut stored = Vec::new();
    acme.transaction(async |tx| {
        for (n, title) in titles.iter().enumerate() {
            let row = claim(id(40 + n as u128), P3, title, 1, true);
            stored.push(tx.insert(row).returning(Claim.title).one().await?);
        }
        Ok(())
    })
    .await
    .unwrap();
    assert_eq!(stored, titles);
}
