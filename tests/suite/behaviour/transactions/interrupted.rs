//! Transactions that are dropped half-way, at every point where they wait.

use std::future::Future;
use std::pin::pin;
use std::task::Poll;

use orm::Error;
use orm::driver::HasTransactions;
use orm::prelude::*;

use crate::backend::{TestBackend, on_every_backend};
use crate::fixture::*;
use crate::schema::*;

on_every_backend!(
    ; transactions:
    dropped_at_every_point,
    dropped_by_a_timeout,
    dropped_by_select,
    dropped_with_an_open_stream,
    dropped_with_savepoints,
    dropped_while_another_task_holds_a_clone,
    a_panic_inside,
    never_polled,
);

/// The same with every statement on a thread of the pool, where waiting is real.
mod sqlite_on_threads {
    use orm::prelude::*;
    use orm::{Execution, SqliteOptions};

    use crate::schema::Insurance;

    async fn fresh() -> Db<Sqlite> {
        let options = SqliteOptions::memory().execution(Execution::Thread);
        let db = Db::<Sqlite>::connect_with(options)
            .await
            .expect("SQLite opens in memory");
        db.create_tables::<Insurance>()
            .await
            .expect("the suite's tables are created");
        db
    }

    macro_rules! again {
        ($($name:ident),+ $(,)?) => {$(
            #[tokio::test]
            async fn $name() {
                super::$name(fresh().await).await;
            }
        )+};
    }
    again!(
        dropped_at_every_point,
        dropped_by_a_timeout,
        dropped_by_select,
        dropped_with_an_open_stream,
        dropped_with_savepoints,
        dropped_while_another_task_holds_a_clone,
        a_panic_inside,
        never_polled,
    );
}

/// Polls the future at most so often, then drops it. `None`: it was dropped.
async fn cut<T>(polls: usize, future: impl Future<Output = T>) -> Option<T> {
    let mut future = pin!(future);
    let mut left = polls;
    std::future::poll_fn(|context| {
        if left == 0 {
            return Poll::Ready(None);
        }
        left -= 1;
        let poll = future.as_mut().poll(context).map(Some);
        if poll.is_pending() && left == 0 {
            return Poll::Ready(None);
        }
        poll
    })
    .await
}

async fn work<B: TestBackend + HasTransactions>(db: &Tenant<B>) -> Result<(), Error> {
    db.transaction(async |tx| {
        tokio::task::yield_now().await;
        tx.insert(claim(id(31), P3, "flood", 1, true)).run().await?;
        tokio::task::yield_now().await;
        tx.update(Claim)
            .set(Claim.amount.to(0))
            .all_rows()
            .run()
            .await?;
        tokio::task::yield_now().await;
        tx.transaction(async |inner| {
            inner.delete(Claim).by_key(HAIL).run().await?;
            tokio::task::yield_now().await;
            Ok(())
        })
        .await?;
        tokio::task::yield_now().await;
        Ok(())
    })
    .await
}

/// The database is as the fixture left it, and takes reads, writes and transactions.
async fn assert_untouched<B: TestBackend + HasTransactions>(db: &Tenant<B>, when: &str) {
    let amounts: Vec<i64> = db
        .select(Claim.amount)
        .from(Claim)
        .order_by(Claim.id)
        .all()
        .await
        .unwrap_or_else(|error| panic!("{when}: {error}"));
    assert_eq!(amounts, [100, 250, 40], "{when}");
    let title = db
        .transaction(async |tx| {
            tx.update(Claim)
                .set(Claim.title.to("x"))
                .by_key(FIRE)
                .run()
                .await?;
            tx.update(Claim)
                .set(Claim.title.to("fire"))
                .by_key(FIRE)
                .run()
                .await?;
            Ok(tx.from(Claim).by_key(FIRE).one().await?.title)
        })
        .await;
    assert_eq!(
        title.unwrap_or_else(|error| panic!("{when}: {error}")),
        "fire"
    );
}

async fn dropped_at_every_point<B: TestBackend + HasTransactions>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let mut polls = 0;
    while cut(polls, work(&acme)).await.is_none() {
        if done(&acme).await {
            // Dropped while the commit was on its way: then it has all taken effect.
            break;
        }
        assert_untouched(&acme, &format!("dropped after {polls} polls")).await;
        polls += 1;
        assert!(polls < 200, "the transaction never ends");
    }
    assert!(polls >= 5, "dropped at too few points: {polls}");
    assert!(done(&acme).await);
}

/// Whether all of [`work`] has taken effect.
async fn done<B: TestBackend + HasTransactions>(db: &Tenant<B>) -> bool {
    let claims = db
        .select((Claim.title, Claim.amount))
        .from(Claim)
        .order_by(Claim.title)
        .all()
        .await
        .unwrap();
    claims == ["fire", "flood", "theft"].map(|title| (title.to_owned(), 0))
}

async fn dropped_by_a_timeout<B: TestBackend + HasTransactions>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    for pause in [0, 1, 5] {
        let endless = acme.transaction(async |tx| {
            tx.delete(Claim).all_rows().run().await?;
            tokio::time::sleep(std::time::Duration::from_secs(3_600)).await;
            Ok(())
        });
        let result = tokio::time::timeout(std::time::Duration::from_millis(pause), endless).await;
        assert!(result.is_err());
        assert_untouched(&acme, "after a timeout").await;
    }
}

async fn dropped_by_select<B: TestBackend + HasTransactions>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    for _ in 0..20 {
        tokio::select! {
            biased;
            () = async {
                for _ in 0..3 {
                    tokio::task::yield_now().await;
                }
            } => {}
            result = acme.transaction(async |tx| {
                tx.delete(Claim).all_rows().run().await?;
                std::future::pending::<Result<(), Error>>().await
            }) => panic!("it waits for ever: {result:?}"),
        }
        assert_untouched(&acme, "after select").await;
    }
}

async fn dropped_with_an_open_stream<B: TestBackend + HasTransactions>(db: Db<B>) {
    use futures::TryStreamExt;
    let (acme, _) = insurers(&db).await;
    let endless = acme.transaction(async |tx| {
        tx.update(Claim)
            .set(Claim.amount.to(0))
            .all_rows()
            .run()
            .await?;
        let mut claims = tx.from(Claim).stream();
        claims.try_next().await?;
        std::future::pending::<()>().await;
        drop(claims);
        Ok(())
    });
    let result = tokio::time::timeout(std::time::Duration::from_millis(20), endless).await;
    assert!(result.is_err());
    assert_untouched(&acme, "with an open stream").await;
}

async fn dropped_with_savepoints<B: TestBackend + HasTransactions>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let endless = acme.transaction(async |one| {
        one.delete(Claim).by_key(HAIL).run().await?;
        one.transaction(async |two| {
            two.delete(Claim).by_key(FIRE).run().await?;
            two.transaction(async |three| {
                three.delete(Claim).by_key(THEFT).run().await?;
                std::future::pending::<Result<(), Error>>().await
            })
            .await
        })
        .await
    });
    let result = tokio::time::timeout(std::time::Duration::from_millis(20), endless).await;
    assert!(result.is_err());
    assert_untouched(&acme, "with savepoints").await;
}

async fn dropped_while_another_task_holds_a_clone<B: TestBackend + HasTransactions>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let mut kept: Option<Tenant<B>> = None;
    let (reached, is_reached) = futures::channel::oneshot::channel();
    let endless = acme.transaction(async |tx| {
        tx.delete(Claim).all_rows().run().await?;
        kept = Some(Db::clone(&tx));
        reached.send(()).expect("the clone is waited for");
        std::future::pending::<Result<(), Error>>().await
    });
    {
        let endless = std::pin::pin!(endless);
        let first = futures::future::select(endless, is_reached).await;
        assert!(matches!(first, futures::future::Either::Right(_)));
    }
    let kept = kept.expect("the clone");
    assert!(matches!(
        kept.from(Claim).count().await,
        Err(Error::TransactionEnded)
    ));
    assert_untouched(&acme, "while a clone lives").await;
}

async fn a_panic_inside<B: TestBackend + HasTransactions>(db: Db<B>) {
    use futures::FutureExt;
    let (acme, _) = insurers(&db).await;
    let panicking = acme.transaction(async |tx| {
        tx.delete(Claim).all_rows().run().await?;
        if tx.from(Claim).count().await? == 0 {
            std::panic::resume_unwind(Box::new("on purpose"));
        }
        Ok(())
    });
    let result = std::panic::AssertUnwindSafe(panicking).catch_unwind().await;
    assert!(result.is_err());
    assert_untouched(&acme, "after a panic").await;
}

async fn never_polled<B: TestBackend + HasTransactions>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    drop(acme.transaction(async |tx| tx.delete(Claim).all_rows().run().await));
    drop(acme.delete(Claim).all_rows().run());
    assert_untouched(&acme, "never polled").await;
}
