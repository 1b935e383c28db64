use orm::prelude::*;

use crate::backend::{TestBackend, on_every_backend};
use crate::fixture::*;
use crate::schema::*;

on_every_backend!(
    aggregates_of_all_rows,
    aggregates_of_no_row,
    grouped_by_a_column,
    grouped_by_two_columns,
    grouped_by_an_expression,
    having_filters_groups,
    having_and_filter_together,
    groups_over_a_left_join,
    count_of_a_column_leaves_nulls_out,
    distinct_aggregates,
    ordered_by_an_aggregate,
    nulls_are_one_group,
    aggregates_inside_operators,
);

async fn aggregates_of_all_rows<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let row: (i64, Option<i64>, Option<f64>, Option<i64>, Option<i64>) = acme
        .select((
            count_all(),
            sum(Claim.amount),
            avg(Claim.amount),
            min(Claim.amount),
            max(Claim.amount),
        ))
        .from(Claim)
        .one()
        .await
        .unwrap();
    assert_eq!(row, (3, Some(390), Some(130.0), Some(40), Some(250)));
}

async fn aggregates_of_no_row<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let row: (
        i64,
        i64,
        Option<i64>,
        Option<f64>,
        Option<String>,
        Option<Decimal>,
    ) = acme
        .select((
            count_all(),
            count(Claim.id),
            sum(Claim.amount),
            avg(Claim.amount),
            min(Claim.title),
            sum(Policy.premium),
        ))
        .from(Claim)
        .inner_join(Policy, Policy.id.eq(Claim.policy_id))
        .filter(Claim.amount.gt(1_000_000))
        .one()
        .await
        .unwrap();
    assert_eq!(row, (0, 0, None, None, None, None));
    let average: Option<Decimal> = acme
        .select(avg(Policy.premium))
        .from(Policy)
        .filter(Policy.number.eq(""))
        .one()
        .await
        .unwrap();
    assert_eq!(average, None);
}

async fn grouped_by_a_column<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let query = orm::select((
        Claim.policy_id,
        count_all(),
        sum(Claim.amount),
        max(Claim.title),
    ))
    .from(Claim)
    .group_by(Claim.policy_id)
    .order_by(Claim.policy_id)
    .query();
    let rows: Vec<(Uuid, i64, Option<i64>, Option<String>)> = query.on(&acme).all().await.unwrap();
    assert_eq!(
        rows,
        [
            (P1, 2, Some(350), Some("hail".to_owned())),
            (P2, 1, Some(40), Some("theft".to_owned()))
        ]
    );
    assert_eq!(
        query.on(&beta).all().await.unwrap(),
        [(P1, 1, Some(7), Some("hail".to_owned()))]
    );
}

async fn grouped_by_two_columns<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let rows: Vec<(bool, Uuid, i64)> = acme
        .select((Claim.open, Claim.policy_id, count_all()))
        .from(Claim)
        .group_by((Claim.policy_id, Claim.open))
        .order_by((Claim.policy_id, Claim.open))
        .all()
        .await
        .unwrap();
    assert_eq!(rows, [(false, P1, 1), (true, P1, 1), (true, P2, 1)]);
}

async fn grouped_by_an_expression<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let length = || group_key(Claim.title.length());
    let rows: Vec<(i64, i64)> = acme
        .select((length(), count_all()))
        .from(Claim)
        .group_by(length())
        .order_by(length().desc())
        .all()
        .await
        .unwrap();
    assert_eq!(rows, [(5, 1), (4, 2)]);
    let costly = group_key(Claim.amount.gt(50));
    let rows: Vec<(bool, Option<i64>)> = acme
        .select((costly, min(Claim.amount)))
        .from(Claim)
        .group_by((costly, Claim.open))
        .order_by((costly, Claim.open))
        .all()
        .await
        .unwrap();
    assert_eq!(
        rows,
        [(false, Some(40)), (true, Some(250)), (true, Some(100))]
    );
}

async fn having_filters_groups<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let groups = acme
        .select(Claim.policy_id)
        .from(Claim)
        .group_by(Claim.policy_id);
    let two = groups.clone().having(count_all().gt(1));
    assert_eq!(two.all().await.unwrap(), [P1]);
    let by_key = groups
        .clone()
        .having(Claim.policy_id.eq(P2))
        .having(count_all().gt(0));
    assert_eq!(by_key.all().await.unwrap(), [P2]);
    let none = groups.having(sum(Claim.amount).gt(1_000).and(count_all().gt(0)));
    assert!(none.clone().all().await.unwrap().is_empty());
    assert!(!none.exists().await.unwrap());
}

async fn having_and_filter_together<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let rows: Vec<(Uuid, i64)> = acme
        .select((Claim.policy_id, count_all()))
        .from(Claim)
        .filter(Claim.open.eq(true))
        .group_by(Claim.policy_id)
        .having(max(Claim.amount).ge(100))
        .all()
        .await
        .unwrap();
    assert_eq!(rows, [(P1, 1)]);
}

async fn groups_over_a_left_join<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let rows: Vec<(String, i64, i64, Option<i64>)> = acme
        .select((
            Policy.number,
            count(Claim.id),
            count_all(),
            sum(Claim.amount),
        ))
        .from(Policy)
        .left_join(Claim, Claim.policy_id.eq(Policy.id))
        .group_by(Policy.number)
        .order_by(Policy.number)
        .all()
        .await
        .unwrap();
    assert_eq!(
        rows,
        [
            ("P-1".to_owned(), 2, 2, Some(350)),
            ("P-2".to_owned(), 1, 1, Some(40)),
            ("P-3".to_owned(), 0, 1, None),
        ]
    );
}

async fn count_of_a_column_leaves_nulls_out<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let row: (i64, i64) = acme
        .select((count(Contact.country), count(Contact.id)))
        .from(Contact)
        .one()
        .await
        .unwrap();
    assert_eq!(row, (2, 3));
}

async fn distinct_aggregates<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    acme.insert(policy(id(14), "P-4", CY, 100_00))
        .run()
        .await
        .unwrap();
    let row: (i64, i64, Option<Decimal>, Option<Decimal>) = acme
        .select((
            count(Tag.label).distinct(),
            count(Policy.premium).distinct(),
            sum(Policy.premium).distinct(),
            avg(Policy.premium).distinct(),
        ))
        .from(Policy)
        .left_join(Tag, Tag.policy_id.eq(Policy.id))
        .one()
        .await
        .unwrap();
    assert_eq!(
        row,
        (2, 3, Some(cents(150_50)), Some(Decimal::new(50_166_667, 6)))
    );
}

async fn ordered_by_an_aggregate<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let rows: Vec<Uuid> = acme
        .select(Claim.policy_id)
        .from(Claim)
        .group_by(Claim.policy_id)
        .order_by((min(Claim.amount).asc(), count_all().desc()))
        .all()
        .await
        .unwrap();
    assert_eq!(rows, [P2, P1]);
}

async fn nulls_are_one_group<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    acme.insert(contact(id(4), "Di")).run().await.unwrap();
    let rows: Vec<(Option<String>, i64)> = acme
        .select((Contact.country, count_all()))
        .from(Contact)
        .group_by(Contact.country)
        .order_by(Contact.country.asc().nulls_first())
        .all()
        .await
        .unwrap();
    assert_eq!(
        rows,
        [
            (None, 2),
            (Some("de".to_owned()), 1),
            (Some("fr".to_owned()), 1)
        ]
    );
}

async fn aggregates_inside_operators<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let row: (Option<i64>, i64, bool, Decimal) = acme
        .select((
            max(Claim.amount).sub(min(Claim.amount)),
            coalesce(sum(Claim.amount), 0_i64),
            count_all().gt(2),
            coalesce(sum(Payment.amount), Decimal::ZERO),
        ))
        .from(Claim)
        .left_join(
            Payment,
            Payment
                .claim_id
                .eq(Claim.id)
                .and(Payment.amount.lt(cents(20_00))),
        )
        .one()
        .await
        .unwrap();
    assert_eq!(row, (Some(210), 390, true, cents(12_50)));
}
