use orm::driver::HasLateral;
use orm::prelude::*;
use orm::select;

use crate::backend::{TestBackend, on_backends};
use crate::fixture::*;
use crate::schema::*;

on_backends!(lateral: [postgres, mysql8] [
    the_first_of_each,
    rows_without_one_of_their_own,
    cross_joined,
    beside_a_right_join,
    two_after_each_other,
    a_lateral_query_sees_no_other_tenant,
]);

#[derive(Projection, Clone, Debug, PartialEq)]
pub struct Dearest {
    pub id: Uuid,
    pub title: String,
    pub amount: i64,
}

#[derive(Projection, Clone, Debug, PartialEq)]
pub struct Paid {
    pub payments: i64,
}

/// The dearest claim of each policy of the outer query.
macro_rules! dearest {
    () => {
        select(DearestOf {
            id: Claim.id,
            title: Claim.title,
            amount: Claim.amount,
        })
        .correlate(Policy)
        .from(Claim)
        .filter(Claim.policy_id.eq(Policy.id))
        .order_by(Claim.amount.desc())
        .limit(1)
    };
}

async fn the_first_of_each<B: TestBackend + HasLateral>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let rows: Vec<(String, String)> = acme
        .select((Policy.number, Dearest.title))
        .from(Policy)
        .inner_join_lateral(dearest!(), value(true))
        .order_by(Policy.number)
        .all()
        .await
        .unwrap();
    let row = |number: &str, title: &str| (number.to_owned(), title.to_owned());
    assert_eq!(rows, [row("P-1", "fire"), row("P-2", "theft")]);
}

async fn rows_without_one_of_their_own<B: TestBackend + HasLateral>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let rows: Vec<(String, Option<i64>, Option<Dearest>)> = acme
        .select((Policy.number, Dearest.amount, Dearest))
        .from(Policy)
        .left_join_lateral(dearest!(), Dearest.amount.gt(100))
        .order_by(Policy.number)
        .all()
        .await
        .unwrap();
    let amounts: Vec<_> = rows.iter().map(|row| (row.1, row.2.is_some())).collect();
    assert_eq!(amounts, [(Some(250), true), (None, false), (None, false)]);
}

async fn cross_joined<B: TestBackend + HasLateral>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let query = select((Policy.number, Dearest.title))
        .from(Policy)
        .cross_join_lateral(dearest!());
    assert_eq!(query.clone().on(&acme).count().await.unwrap(), 2);
    assert_eq!(
        query.on(&beta).all().await.unwrap(),
        [("P-1".to_owned(), "hail".to_owned())]
    );
}

async fn beside_a_right_join<B: TestBackend + HasLateral>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let query = select((Dearest.title, Contact.name))
        .from(Policy)
        .left_join_lateral(dearest!(), value(true))
        .right_join(Contact, Contact.id.eq(Policy.holder_id))
        .order_by((Contact.name, Policy.number));
    let rows: Vec<(Option<String>, String)> = query.clone().on(&acme).all().await.unwrap();
    let names: Vec<_> = rows
        .iter()
        .map(|row| (row.0.as_deref(), row.1.as_str()))
        .collect();
    assert_eq!(
        names,
        [
            (Some("fire"), "Ada"),
            (Some("theft"), "Ada"),
            (None, "Bo"),
            (None, "Cy")
        ]
    );
    assert_eq!(
        query.on(&beta).all().await.unwrap(),
        [(Some("hail".to_owned()), "Zoe".to_owned())]
    );
}

async fn two_after_each_other<B: TestBackend + HasLateral>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    // The second one borrows what the first one gave.
    let paid = select(PaidOf {
        payments: count_all(),
    })
    .correlate(Dearest)
    .from(Payment)
    .filter(Payment.claim_id.eq(Dearest.id));
    let rows: Vec<(String, i64)> = acme
        .select((Policy.number, Paid.payments))
        .from(Policy)
        .inner_join_lateral(dearest!(), value(true))
        .cross_join_lateral(paid)
        .order_by(Policy.number)
        .all()
        .await
        .unwrap();
    assert_eq!(rows, [("P-1".to_owned(), 1), ("P-2".to_owned(), 0)]);
}

async fn a_lateral_query_sees_no_other_tenant<B: TestBackend + HasLateral>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    // Acme's and Beta's policy have one id, and so have their claims on it.
    let everything = || {
        select(DearestOf {
            id: Claim.id,
            title: Claim.title,
            amount: Claim.amount,
        })
        .from(Claim)
    };
    let query = || {
        select(Dearest.amount)
            .from(Country)
            .cross_join_lateral(everything())
    };
    assert_eq!(query().on(&beta).all().await.unwrap(), [7, 7, 7]);
    assert_eq!(query().on(&acme).count().await.unwrap(), 9);
}
