//! ROLLUP, CUBE and GROUPING SETS.

#![cfg(any(feature = "postgres", feature = "mysql"))]

use orm::driver::{HasGrouping, HasGroupingSets, HasRollup};
use orm::prelude::*;
use orm::query::grouping;

use crate::backend::{TestBackend, on_backends};
use crate::fixture::*;
use crate::schema::*;

on_backends!(rollup: [postgres, mysql, mysql8, mariadb] [
    totals_stand_beside_groups,
    totals_over_two_keys,
    totals_of_a_derived_table_are_ordered,
    totals_keep_to_the_tenant,
]);
on_backends!(told_apart: [postgres, mysql8] [
    a_total_is_told_from_a_null,
    totals_are_ordered,
]);
on_backends!(sets: [postgres] [
    every_selection_of_the_keys,
    these_selections_of_the_keys,
    totals_over_an_expression,
]);

type Counted = (Option<Uuid>, Option<bool>, i64);

fn sorted<T: Ord>(mut rows: Vec<T>) -> Vec<T> {
    rows.sort();
    rows
}

async fn totals_stand_beside_groups<B: TestBackend + HasRollup>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let rows: Vec<(Option<Uuid>, Option<i64>)> = acme
        .select((Claim.policy_id, sum(Claim.amount)))
        .from(Claim)
        .group_by_rollup(Claim.policy_id)
        .having(count_all().ge(1))
        .all()
        .await
        .unwrap();
    assert_eq!(
        sorted(rows),
        [
            (None, Some(390)),
            (Some(P1), Some(350)),
            (Some(P2), Some(40))
        ]
    );
}

async fn totals_over_two_keys<B: TestBackend + HasRollup>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let rows: Vec<Counted> = acme
        .select((Claim.policy_id, Claim.open, count_all()))
        .from(Claim)
        .group_by_rollup((Claim.policy_id, Claim.open))
        .all()
        .await
        .unwrap();
    assert_eq!(
        sorted(rows),
        [
            (None, None, 3),
            (Some(P1), None, 2),
            (Some(P1), Some(false), 1),
            (Some(P1), Some(true), 1),
            (Some(P2), None, 1),
            (Some(P2), Some(true), 1),
        ]
    );
}

#[derive(Projection, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Total {
    policy_id: Option<Uuid>,
    claims: i64,
}

async fn totals_of_a_derived_table_are_ordered<B: TestBackend + HasRollup>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let totals = orm::select(TotalOf {
        policy_id: Claim.policy_id,
        claims: count_all(),
    })
    .from(Claim)
    .group_by_rollup(Claim.policy_id);
    let rows = acme
        .select(Total)
        .from(totals.derived())
        .order_by((Total.claims.desc(), Total.policy_id))
        .all();
    let claims: Vec<_> = rows
        .await
        .unwrap()
        .into_iter()
        .map(|row| row.claims)
        .collect();
    assert_eq!(claims, [3, 2, 1]);
}

async fn totals_keep_to_the_tenant<B: TestBackend + HasRollup>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let query = || {
        orm::select((Policy.number, Claim.title, count(Claim.id)))
            .from(Policy)
            .left_join(Claim, Claim.policy_id.eq(Policy.id))
            .group_by_rollup((Policy.number, Claim.title))
            .query()
    };
    let of_beta = sorted(query().on(&beta).all().await.unwrap());
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(
        of_beta,
        [
            (None, None, 1),
            (text("P-1"), None, 1),
            (text("P-1"), text("hail"), 1),
        ]
    );
    let of_acme = query().on(&acme).all().await.unwrap();
    assert!(of_acme.contains(&(None, None, 3)), "{of_acme:?}");
}

async fn a_total_is_told_from_a_null<B: TestBackend + HasGrouping>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let rows: Vec<(Option<String>, i64, i64)> = acme
        .select((Policy.note, grouping(Policy.note), count_all()))
        .from(Policy)
        .group_by_rollup(Policy.note)
        .all()
        .await
        .unwrap();
    assert_eq!(
        sorted(rows),
        [
            (None, 0, 2),
            (None, 1, 3),
            (Some("call back".to_owned()), 0, 1),
        ]
    );
}

async fn totals_are_ordered<B: TestBackend + HasGrouping>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let rows: Vec<Option<Uuid>> = acme
        .select(Claim.policy_id)
        .from(Claim)
        .group_by_rollup(Claim.policy_id)
        .order_by((grouping(Claim.policy_id).desc(), count_all().desc()))
        .all()
        .await
        .unwrap();
    assert_eq!(rows, [None, Some(P1), Some(P2)]);
}

async fn every_selection_of_the_keys<B: TestBackend + HasGroupingSets>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let rows: Vec<Counted> = acme
        .select((Claim.policy_id, Claim.open, count_all()))
        .from(Claim)
        .group_by_cube((Claim.policy_id, Claim.open))
        .all()
        .await
        .unwrap();
    assert_eq!(rows.len(), 3 + 2 + 2 + 1);
    assert!(rows.contains(&(None, Some(true), 2)), "{rows:?}");
}

async fn these_selections_of_the_keys<B: TestBackend + HasGroupingSets>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let rows: Vec<Counted> = acme
        .select((Claim.policy_id, Claim.open, count_all()))
        .from(Claim)
        .group_by_sets(
            (Claim.policy_id, Claim.open),
            [[true, false], [false, true], [false, false]],
        )
        .all()
        .await
        .unwrap();
    assert_eq!(
        sorted(rows),
        [
            (None, None, 3),
            (None, Some(false), 1),
            (None, Some(true), 2),
            (Some(P1), None, 2),
            (Some(P2), None, 1),
        ]
    );
}

async fn totals_over_an_expression<B: TestBackend + HasGroupingSets>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let dear = group_key(Claim.amount.ge(100));
    let rows: Vec<(Option<bool>, i64)> = acme
        .select((dear, count_all()))
        .from(Claim)
        .group_by_rollup(dear)
        .all()
        .await
        .unwrap();
    assert_eq!(sorted(rows), [(None, 3), (Some(false), 1), (Some(true), 2)]);
}
