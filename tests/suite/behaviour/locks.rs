//! Rows that one transaction locks, seen by another.

use std::time::Duration;

use futures::channel::oneshot;
use orm::Error;
use orm::driver::{HasDistinctOn, HasLockOf, HasRowLocks, HasTransactions};
use orm::prelude::*;

use crate::backend::{TestBackend, on_every_backend};
use crate::fixture::*;
use crate::schema::*;

on_every_backend!(
    ; row_locks:
    others_skip_a_locked_row,
    others_need_not_wait_for_a_locked_row,
    others_wait_for_a_locked_row,
    another_tenants_row_of_the_same_key_is_free,
    ; lock_of:
    a_shared_row_is_shared,
    only_the_named_source_is_locked,
    ; distinct_on:
    the_first_of_each_key,
);

async fn others_skip_a_locked_row<B: TestBackend + HasTransactions + HasRowLocks>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let free = || async {
        acme.transaction(async |other| {
            let free = other.select(Claim.id).from(Claim).order_by(Claim.id);
            free.skip_locked().all().await
        })
        .await
    };
    acme.transaction(async |tx| {
        tx.from(Claim).by_key(HAIL).for_update().one().await?;
        assert_eq!(free().await?, [FIRE, THEFT]);
        Ok(())
    })
    .await
    .unwrap();
    assert_eq!(free().await.unwrap(), [HAIL, FIRE, THEFT]);
}

async fn others_need_not_wait_for_a_locked_row<B: TestBackend + HasTransactions + HasRowLocks>(
    db: Db<B>,
) {
    let (acme, _) = insurers(&db).await;
    acme.transaction(async |tx| {
        tx.from(Claim).by_key(HAIL).for_update().one().await?;
        let locked = acme
            .transaction(async |other| other.from(Claim).by_key(HAIL).nowait().one().await)
            .await;
        assert!(matches!(locked, Err(Error::Locked(_))), "{locked:?}");
        // Reading waits for no one.
        assert_eq!(acme.from(Claim).by_key(HAIL).one().await?.amount, 100);
        Ok(())
    })
    .await
    .unwrap();
}

async fn others_wait_for_a_locked_row<B: TestBackend + HasTransactions + HasRowLocks>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let (locked, is_locked) = oneshot::channel();
    let first = acme.transaction(async |tx| {
        tx.from(Claim).by_key(HAIL).for_update().one().await?;
        locked.send(()).expect("the other waits");
        tokio::time::sleep(Duration::from_millis(200)).await;
        tx.update(Claim)
            .set(Claim.amount.to(101))
            .by_key(HAIL)
            .run()
            .await
    });
    let second = async {
        is_locked.await.expect("the row is locked");
        acme.transaction(async |tx| {
            let row = tx.from(Claim).by_key(HAIL).for_update().one().await?;
            tx.update(Claim)
                .set(Claim.amount.to(row.amount + 1))
                .by_key(HAIL)
                .run()
                .await
        })
        .await
    };
    let (first, second) = futures::join!(first, second);
    assert_eq!((first.unwrap(), second.unwrap()), (1, 1));
    let row = acme.from(Claim).by_key(HAIL).one().await.unwrap();
    assert_eq!(row.amount, 102);
}

async fn another_tenants_row_of_the_same_key_is_free<
    B: TestBackend + HasTransactions + HasRowLocks,
>(
    db: Db<B>,
) {
    let (acme, beta) = insurers(&db).await;
    acme.transaction(async |tx| {
        let all = tx.from(Claim).for_update().all().await?;
        assert_eq!(all.len(), 3);
        beta.transaction(async |other| {
            let own = other.from(Claim).by_key(HAIL).nowait().one().await?;
            assert_eq!((own.org_id, own.amount), (BETA, 7));
            Ok(())
        })
        .await
    })
    .await
    .unwrap();
}

async fn a_shared_row_is_shared<B: TestBackend + HasTransactions + HasLockOf>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    acme.transaction(async |tx| {
        tx.from(Claim).by_key(HAIL).for_share().one().await?;
        acme.transaction(async |other| other.from(Claim).by_key(HAIL).for_share().one().await)
            .await?;
        let changed = acme
            .transaction(async |other| other.from(Claim).by_key(HAIL).nowait().one().await)
            .await;
        assert!(matches!(changed, Err(Error::Locked(_))), "{changed:?}");
        Ok(())
    })
    .await
    .unwrap();
}

async fn only_the_named_source_is_locked<B: TestBackend + HasTransactions + HasLockOf>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    acme.transaction(async |tx| {
        let rows = tx
            .select((Policy.number, Claim.title))
            .from(Policy)
            .left_join(Claim, Claim.policy_id.eq(Policy.id))
            .filter(Policy.id.eq(P2))
            .for_update()
            .of(Policy)
            .all()
            .await?;
        assert_eq!(rows, [("P-2".to_owned(), Some("theft".to_owned()))]);
        acme.transaction(async |other| other.from(Claim).by_key(THEFT).nowait().one().await)
            .await?;
        let locked = acme
            .transaction(async |other| other.from(Policy).by_key(P2).nowait().one().await)
            .await;
        assert!(matches!(locked, Err(Error::Locked(_))), "{locked:?}");
        Ok(())
    })
    .await
    .unwrap();
}

async fn the_first_of_each_key<B: TestBackend + HasTransactions + HasDistinctOn>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let dearest = async |tenant: &Tenant<B>| {
        tenant
            .select((Claim.policy_id, Claim.title))
            .from(Claim)
            .distinct_on(Claim.policy_id)
            .order_by((Claim.policy_id, Claim.amount.desc()))
            .all()
            .await
            .unwrap()
    };
    let row = |policy, title: &str| (policy, title.to_owned());
    assert_eq!(dearest(&acme).await, [row(P1, "fire"), row(P2, "theft")]);
    assert_eq!(dearest(&beta).await, [row(P1, "hail")]);
}
