use orm::driver::{HasFullJoin, HasUpdateReturning};
use orm::prelude::*;
use orm::{ConstraintKind, select};

use crate::backend::{TestBackend, on_every_backend};
use crate::fixture::*;
use crate::schema::*;

on_every_backend!(
    a_delete_sets_the_moment,
    a_second_delete_finds_nothing,
    hidden_from_select_count_and_exists,
    hidden_from_subqueries,
    hidden_from_updates,
    shown_on_request,
    only_the_deleted,
    restored_by_an_update,
    deleted_for_good,
    deleted_for_good_hidden_or_not,
    children_stay,
    its_keys_stay_taken,
    each_tenant_has_its_own,
    ; update_returning:
    returning_a_soft_deleted_row,
    ; full_join:
    hidden_from_joins_of_every_kind,
);

async fn without_p1<B: TestBackend>(db: &Db<B>) -> (Tenant<B>, Tenant<B>) {
    let (acme, beta) = insurers(db).await;
    assert_eq!(acme.delete(Policy).by_key(P1).run().await.unwrap(), 1);
    (acme, beta)
}

async fn a_delete_sets_the_moment<B: TestBackend>(db: Db<B>) {
    let before = Utc::now();
    let (acme, _) = without_p1(&db).await;
    let policy = acme
        .from(Policy)
        .with_deleted()
        .by_key(P1)
        .one()
        .await
        .unwrap();
    let at = policy.deleted_at.expect("it is deleted");
    assert!(before.timestamp_micros() <= at.timestamp_micros() && at <= Utc::now());
    assert_eq!(
        (policy.number.as_str(), policy.status),
        ("P-1", PolicyStatus::Bound)
    );
}

async fn a_second_delete_finds_nothing<B: TestBackend>(db: Db<B>) {
    let (acme, _) = without_p1(&db).await;
    let at = acme
        .from(Policy)
        .with_deleted()
        .by_key(P1)
        .one()
        .await
        .unwrap()
        .deleted_at;
    assert_eq!(acme.delete(Policy).by_key(P1).run().await.unwrap(), 0);
    assert_eq!(
        acme.from(Policy)
            .with_deleted()
            .by_key(P1)
            .one()
            .await
            .unwrap()
            .deleted_at,
        at
    );
}

async fn hidden_from_select_count_and_exists<B: TestBackend>(db: Db<B>) {
    let (acme, _) = without_p1(&db).await;
    let numbers = acme
        .select(Policy.number)
        .from(Policy)
        .order_by(Policy.number)
        .all()
        .await
        .unwrap();
    assert_eq!(numbers, ["P-2", "P-3"]);
    assert_eq!(acme.from(Policy).count().await.unwrap(), 2);
    assert!(
        !acme
            .from(Policy)
            .filter(Policy.number.eq("P-1"))
            .exists()
            .await
            .unwrap()
    );
    assert_eq!(acme.from(Policy).by_key(P1).optional().await.unwrap(), None);
    let either = Policy.number.eq("P-1").or(Policy.number.eq("P-2"));
    assert_eq!(acme.from(Policy).filter(either).count().await.unwrap(), 1);
}

async fn hidden_from_joins_of_every_kind<B: TestBackend + HasFullJoin>(db: Db<B>) {
    let (acme, _) = without_p1(&db).await;
    let on = Claim.policy_id.eq(Policy.id);
    let pairs = acme.select((Claim.title, Policy.number)).from(Claim);
    assert_eq!(
        pairs.clone().inner_join(Policy, on).count().await.unwrap(),
        1
    );
    assert_eq!(pairs.clone().cross_join(Policy).count().await.unwrap(), 6);

    let left: Vec<(String, Option<String>)> = pairs
        .clone()
        .left_join(Policy, on)
        .order_by(Claim.title)
        .all()
        .await
        .unwrap();
    let partner: Vec<_> = left
        .iter()
        .map(|(title, number)| (title.as_str(), number.as_deref()))
        .collect();
    assert_eq!(
        partner,
        [("fire", None), ("hail", None), ("theft", Some("P-2"))]
    );

    let right: Vec<(Option<String>, String)> = pairs
        .clone()
        .right_join(Policy, on)
        .order_by(Policy.number)
        .all()
        .await
        .unwrap();
    let partner: Vec<_> = right
        .iter()
        .map(|(title, number)| (title.as_deref(), number.as_str()))
        .collect();
    assert_eq!(partner, [(Some("theft"), "P-2"), (None, "P-3")]);

    let full: Vec<(Option<String>, Option<String>)> =
        pairs.full_join(Policy, on).all().await.unwrap();
    assert_eq!(full.len(), 4);
    assert!(
        full.iter()
            .all(|(_, number)| number.as_deref() != Some("P-1"))
    );
}

async fn hidden_from_subqueries<B: TestBackend>(db: Db<B>) {
    let (acme, _) = without_p1(&db).await;
    let policies = select(Policy.id).from(Policy);
    let covered = acme
        .select(Claim.title)
        .from(Claim)
        .filter(Claim.policy_id.in_query(policies));
    assert_eq!(covered.all().await.unwrap(), ["theft"]);
    let its_policy = select(value(1))
        .correlate(Claim)
        .from(Policy)
        .filter(Policy.id.eq(Claim.policy_id));
    assert_eq!(
        acme.from(Claim)
            .filter(exists(its_policy))
            .count()
            .await
            .unwrap(),
        1
    );
    let every = select(Policy.id).from(Policy).with_deleted();
    assert_eq!(
        acme.from(Claim)
            .filter(Claim.policy_id.in_query(every))
            .count()
            .await
            .unwrap(),
        3
    );
}

async fn hidden_from_updates<B: TestBackend>(db: Db<B>) {
    let (acme, _) = without_p1(&db).await;
    assert_eq!(
        acme.update(Policy)
            .set(Policy.premium.to(cents(1)))
            .all_rows()
            .run()
            .await
            .unwrap(),
        2
    );
    assert_eq!(
        acme.update(Policy)
            .set(Policy.premium.to(cents(2)))
            .by_key(P1)
            .run()
            .await
            .unwrap(),
        0
    );
    let shown = acme
        .update(Policy)
        .set(Policy.premium.to(cents(3)))
        .by_key(P1)
        .with_deleted();
    assert_eq!(shown.run().await.unwrap(), 1);
    assert_eq!(
        acme.from(Policy)
            .with_deleted()
            .by_key(P1)
            .one()
            .await
            .unwrap()
            .premium,
        cents(3)
    );
}

async fn shown_on_request<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = without_p1(&db).await;
    assert_eq!(acme.from(Policy).with_deleted().count().await.unwrap(), 3);
    assert_eq!(beta.from(Policy).with_deleted().count().await.unwrap(), 1);
}

async fn only_the_deleted<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = without_p1(&db).await;
    let bin = acme.from(Policy).only_deleted().all().await.unwrap();
    assert_eq!(bin.iter().map(|policy| policy.id).collect::<Vec<_>>(), [P1]);
    assert_eq!(beta.from(Policy).only_deleted().count().await.unwrap(), 0);
}

async fn restored_by_an_update<B: TestBackend>(db: Db<B>) {
    let (acme, _) = without_p1(&db).await;
    let restored = acme
        .update(Policy)
        .set(Policy.deleted_at.to_null())
        .by_key(P1)
        .with_deleted()
        .run()
        .await
        .unwrap();
    assert_eq!(restored, 1);
    assert_eq!(
        acme.from(Policy).by_key(P1).one().await.unwrap().deleted_at,
        None
    );
}

async fn deleted_for_good<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    assert_eq!(
        acme.delete(Policy)
            .by_key(P3)
            .permanently()
            .run()
            .await
            .unwrap(),
        1
    );
    assert_eq!(acme.from(Policy).with_deleted().count().await.unwrap(), 2);
}

async fn deleted_for_good_hidden_or_not<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = without_p1(&db).await;
    assert_eq!(
        acme.delete(Policy)
            .all_rows()
            .permanently()
            .run()
            .await
            .unwrap(),
        3
    );
    assert_eq!(acme.from(Policy).with_deleted().count().await.unwrap(), 0);
    assert_eq!(beta.from(Policy).count().await.unwrap(), 1);
}

async fn children_stay<B: TestBackend>(db: Db<B>) {
    let (acme, _) = without_p1(&db).await;
    assert_eq!(acme.from(Claim).count().await.unwrap(), 3);
    assert_eq!(acme.from(Tag).count().await.unwrap(), 3);
}

async fn its_keys_stay_taken<B: TestBackend>(db: Db<B>) {
    let (acme, _) = without_p1(&db).await;
    let error = refused(acme.insert(policy(id(14), "P-1", ADA, 1)).run().await);
    assert_eq!(error.kind, ConstraintKind::Unique);
}

async fn returning_a_soft_deleted_row<B: TestBackend + HasUpdateReturning>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let rows: Vec<(String, Option<DateTime<Utc>>)> = acme
        .delete(Policy)
        .by_key(P2)
        .returning((Policy.number, Policy.deleted_at))
        .all()
        .await
        .unwrap();
    assert_eq!(rows.len(), 1);
    assert_eq!((rows[0].0.as_str(), rows[0].1.is_some()), ("P-2", true));
}

async fn each_tenant_has_its_own<B: TestBackend>(db: Db<B>) {
    let (_, beta) = without_p1(&db).await;
    assert_eq!(
        beta.from(Policy).by_key(P1).one().await.unwrap().deleted_at,
        None
    );
}
