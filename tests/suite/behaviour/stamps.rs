use chrono::Duration;
use orm::Error;
use orm::driver::{BuildError, HasReturning, HasUpdateReturning};
use orm::prelude::*;

use crate::backend::{TestBackend, on_every_backend};
use crate::fixture::*;
use crate::schema::*;

on_every_backend!(
    created_and_updated,
    an_update_moves_only_updated_at,
    an_update_at_the_version,
    an_update_at_a_stale_version,
    a_delete_at_the_version,
    a_stale_version_and_another_tenant_look_the_same,
    one_of_two_writers_wins,
    a_version_where_there_is_none,
    a_stamp_that_is_set_is_kept,
    ; returning:
    rows_of_one_insert_have_one_moment,
    created_by_is_the_actor,
    without_an_actor_it_is_null,
    a_system_actor_stamps_its_value,
    the_actor_of_another_tenant,
    ; update_returning:
    version_counts_updates,
);

async fn p1<B: TestBackend>(db: &Tenant<B>) -> Policy {
    db.from(Policy).by_key(P1).one().await.unwrap()
}

async fn created_and_updated<B: TestBackend>(db: Db<B>) {
    let before = Utc::now() - Duration::microseconds(1);
    let (acme, _) = insurers(&db).await;
    let policy = p1(&acme).await;
    assert!((before..=Utc::now()).contains(&policy.created_at));
    assert_eq!(policy.created_at, policy.updated_at);
    assert_eq!(policy.created_at.timestamp_subsec_nanos() % 1_000, 0);
}

async fn an_update_moves_only_updated_at<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let before = p1(&acme).await;
    tokio::time::sleep(std::time::Duration::from_millis(2)).await;
    acme.update(Policy)
        .set(Policy.note.to("x"))
        .by_key(P1)
        .run()
        .await
        .unwrap();
    let after = p1(&acme).await;
    assert_eq!(
        (after.created_at, after.created_by),
        (before.created_at, before.created_by)
    );
    assert!(after.updated_at > before.updated_at);
    // The others stay as they were.
    let other = acme.from(Policy).by_key(P2).one().await.unwrap();
    assert_eq!((other.updated_at, other.version), (other.created_at, 1));
}

async fn rows_of_one_insert_have_one_moment<B: TestBackend + HasReturning>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let rows = (0..100).map(|n| policy(id(100 + n), &n.to_string(), ADA, 0));
    let mut moments = acme
        .insert_many(rows)
        .returning(Policy.created_at)
        .all()
        .await
        .unwrap();
    moments.dedup();
    assert_eq!(moments.len(), 1);
}

async fn created_by_is_the_actor<B: TestBackend + HasReturning>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    assert_eq!(p1(&acme).await.created_by, Some(UserId(Uuid::from_u128(7))));
    let other = Token {
        user: Some(UserId(id(8))),
        ..Token::of(ACME)
    };
    let acme_other = db.tenant(&other).unwrap();
    acme_other
        .update(Policy)
        .set(Policy.note.to("x"))
        .by_key(P1)
        .run()
        .await
        .unwrap();
    assert_eq!(p1(&acme).await.created_by, Some(UserId(Uuid::from_u128(7))));
    let by = acme_other
        .insert(policy(id(14), "P-4", ADA, 0))
        .returning(Policy.created_by)
        .one()
        .await
        .unwrap();
    assert_eq!(by, Some(UserId(id(8))));
}

async fn without_an_actor_it_is_null<B: TestBackend + HasReturning>(db: Db<B>) {
    let (_, _) = insurers(&db).await;
    let nobody = db
        .tenant(&Token {
            user: None,
            ..Token::of(ACME)
        })
        .unwrap();
    let by = nobody
        .insert(policy(id(14), "P-4", ADA, 0))
        .returning(Policy.created_by)
        .one()
        .await
        .unwrap();
    assert_eq!(by, None);
}

async fn a_system_actor_stamps_its_value<B: TestBackend + HasReturning>(db: Db<B>) {
    let (_, _) = insurers(&db).await;
    let robot = UserId(id(99));
    let actor = SystemActor::new("import").stamping(&robot).unwrap();
    let acme = db
        .cross_tenant(&actor, "import of policies")
        .unwrap()
        .acting_in(ACME)
        .unwrap();
    let by = acme
        .insert(policy(id(14), "P-4", ADA, 0))
        .returning(Policy.created_by)
        .one()
        .await
        .unwrap();
    assert_eq!(by, Some(robot));
    let plain = db
        .cross_tenant(&SystemActor::new("import"), "import of policies")
        .unwrap();
    let acme = plain.acting_in(ACME).unwrap();
    let by = acme
        .insert(policy(id(15), "P-5", ADA, 0))
        .returning(Policy.created_by)
        .one()
        .await
        .unwrap();
    assert_eq!(by, None);
}

async fn the_actor_of_another_tenant<B: TestBackend + HasReturning>(db: Db<B>) {
    let (_, _) = insurers(&db).await;
    let token = Token {
        may_act_in: vec![BETA],
        user: Some(UserId(id(8))),
        ..Token::of(ACME)
    };
    let beta = db.tenant_as(&token, BETA).unwrap();
    let stored = beta
        .insert(policy(id(14), "P-4", ZOE, 0))
        .returning(Policy)
        .one()
        .await
        .unwrap();
    assert_eq!(
        (stored.org_id, stored.created_by),
        (BETA, Some(UserId(id(8))))
    );
}

async fn version_counts_updates<B: TestBackend + HasUpdateReturning>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    assert_eq!(p1(&acme).await.version, 1);
    for expected in 2..5 {
        let version = acme
            .update(Policy)
            .set(Policy.note.to("x"))
            .by_key(P1)
            .returning(Policy.version)
            .all()
            .await;
        assert_eq!(version.unwrap(), [expected]);
    }
    assert_eq!(acme.from(Policy).by_key(P2).one().await.unwrap().version, 1);
}

async fn an_update_at_the_version<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let update = |version| {
        acme.update(Policy)
            .set(Policy.note.to("x"))
            .by_key(P1)
            .at_version(version)
            .run()
    };
    assert_eq!(update(1).await.unwrap(), 1);
    assert_eq!(update(2).await.unwrap(), 1);
    assert_eq!(p1(&acme).await.version, 3);
}

async fn an_update_at_a_stale_version<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    acme.update(Policy)
        .set(Policy.note.to("first"))
        .by_key(P1)
        .run()
        .await
        .unwrap();
    let second = acme
        .update(Policy)
        .set(Policy.note.to("second"))
        .by_key(P1)
        .at_version(1)
        .run()
        .await;
    let error = second.unwrap_err();
    assert!(matches!(
        error,
        Error::StaleVersion {
            table: "policies",
            version: 1
        }
    ));
    assert_eq!(
        error.to_string(),
        "a row of policies no longer has version 1: read it again and repeat the change"
    );
    assert_eq!(p1(&acme).await.note.as_deref(), Some("first"));
    let gone = acme
        .update(Policy)
        .set(Policy.note.to("x"))
        .by_key(id(404))
        .at_version(1)
        .run()
        .await;
    assert!(matches!(gone, Err(Error::StaleVersion { .. })));
}

async fn a_delete_at_the_version<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    acme.update(Policy)
        .set(Policy.note.to("x"))
        .by_key(P1)
        .run()
        .await
        .unwrap();
    let stale = acme.delete(Policy).by_key(P1).at_version(1).run().await;
    assert!(matches!(
        stale,
        Err(Error::StaleVersion {
            table: "policies",
            version: 1
        })
    ));
    assert_eq!(
        acme.delete(Policy)
            .by_key(P1)
            .at_version(2)
            .run()
            .await
            .unwrap(),
        1
    );
    assert_eq!(acme.from(Policy).count().await.unwrap(), 2);
}

async fn a_stale_version_and_another_tenant_look_the_same<B: TestBackend>(db: Db<B>) {
    let (_, beta) = insurers(&db).await;
    let theirs = beta
        .update(Policy)
        .set(Policy.note.to("x"))
        .by_key(P2)
        .at_version(1)
        .run()
        .await
        .unwrap_err();
    let nobodys = beta
        .update(Policy)
        .set(Policy.note.to("x"))
        .by_key(id(404))
        .at_version(1)
        .run()
        .await
        .unwrap_err();
    assert_eq!(theirs.to_string(), nobodys.to_string());
}

async fn one_of_two_writers_wins<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let write = |note: &'static str| {
        acme.update(Policy)
            .set(Policy.note.to(note))
            .by_key(P1)
            .at_version(1)
            .run()
    };
    let (first, second) = futures::join!(write("a"), write("b"));
    assert_eq!(
        [first.is_ok(), second.is_ok()]
            .iter()
            .filter(|won| **won)
            .count(),
        1
    );
    assert_eq!(p1(&acme).await.version, 2);
}

async fn a_version_where_there_is_none<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let error = acme
        .update(Claim)
        .set(Claim.amount.to(1))
        .by_key(HAIL)
        .at_version(1)
        .run()
        .await
        .unwrap_err();
    assert!(
        matches!(error, Error::Build(error) if *error == BuildError::NoVersion { table: "claims" })
    );
}

async fn a_stamp_that_is_set_is_kept<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let moment = day(2001, 2, 3).and_hms_opt(4, 5, 6).unwrap().and_utc();
    acme.update(Policy)
        .set(Policy.updated_at.to(moment))
        .by_key(P1)
        .run()
        .await
        .unwrap();
    assert_eq!(p1(&acme).await.updated_at, moment);
}
