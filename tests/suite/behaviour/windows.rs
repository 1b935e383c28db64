use orm::driver::{
    HasAggregateFilter, HasAllFrames, HasOffsetDefault, HasStatistics, HasStringWindow,
};
use orm::expr::{
    cume_dist, current_row, dense_rank, every, first_value, following, lag, last_value, lead,
    nth_value, ntile, percent_rank, preceding, rank, row_number, some, stddev_pop, string_agg,
    unbounded_following, unbounded_preceding, variance, window,
};
use orm::prelude::*;
use orm::select;

use crate::backend::{TestBackend, on_backends, on_every_backend};
use crate::fixture::*;
use crate::schema::*;

on_every_backend!(
    numbered_and_ranked,
    parts_of_the_rows,
    neighbours,
    ends_of_the_window,
    aggregates_over_a_window,
    decimals_over_a_window,
    frames_of_rows,
    frames_of_ranges,
    a_frame_without_rows,
    over_groups,
    nullable_sources,
    ordered_by_a_window,
    filtered_by_a_derived_table,
    a_window_sees_no_other_tenant,
    a_window_inside_operators,
    every_and_some,
);

on_backends!(offset_default: [sqlite, d1, postgres, mysql8] [neighbours_with_a_default]);
on_backends!(all_frames: [sqlite, d1, postgres] [groups_and_exclude]);
on_backends!(filter: [sqlite, d1, postgres] [filtered_aggregates]);
on_backends!(statistics: [postgres, mysql, mysql8, mariadb] [deviation_and_variance]);
on_backends!(string_aggregate: [sqlite, d1, postgres] [joined_texts]);

async fn numbered_and_ranked<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    // Of policies P-1, P-1, P-2; amounts 100, 250, 40.
    let by_policy = window().order_by(Claim.policy_id);
    let rows: Vec<(String, i64, i64, i64)> = acme
        .select((
            Claim.title,
            rank().over(by_policy),
            dense_rank().over(by_policy),
            row_number().over(window().order_by((Claim.policy_id, Claim.amount))),
        ))
        .from(Claim)
        .order_by(Claim.title)
        .all()
        .await
        .unwrap();
    let row = |title: &str, a, b, c| (title.to_owned(), a, b, c);
    assert_eq!(
        rows,
        [
            row("fire", 1, 1, 2),
            row("hail", 1, 1, 1),
            row("theft", 3, 2, 3)
        ]
    );
    // MariaDB 10.11 takes two windows that sort one column up and down for one.
    let places: Vec<(String, i64)> = acme
        .select((
            Claim.title,
            row_number().over(
                window()
                    .partition_by(Claim.policy_id)
                    .order_by(Claim.amount.desc()),
            ),
        ))
        .from(Claim)
        .order_by(Claim.title)
        .all()
        .await
        .unwrap();
    let row = |title: &str, place| (title.to_owned(), place);
    assert_eq!(places, [row("fire", 1), row("hail", 2), row("theft", 1)]);
}

async fn parts_of_the_rows<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let by_amount = window().order_by(Claim.amount);
    let rows: Vec<(f64, f64, i64)> = acme
        .select((
            percent_rank().over(by_amount),
            cume_dist().over(by_amount),
            ntile(2).over(by_amount),
        ))
        .from(Claim)
        .order_by(Claim.amount)
        .all()
        .await
        .unwrap();
    // MariaDB gives ten digits.
    let rounded: Vec<_> = rows
        .into_iter()
        .map(|(part, up_to, bucket)| (part, (up_to * 1e6).round(), bucket))
        .collect();
    assert_eq!(
        rounded,
        [(0.0, 333_333.0, 1), (0.5, 666_667.0, 1), (1.0, 1e6, 2)]
    );
}

async fn neighbours<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let by_amount = window().order_by(Claim.amount);
    let rows: Vec<(i64, Option<i64>, Option<String>, Option<i64>)> = acme
        .select((
            Claim.amount,
            lag(Claim.amount).over(by_amount),
            lead(Claim.title).over(by_amount),
            lag(Claim.amount).rows(2).over(by_amount),
        ))
        .from(Claim)
        .order_by(Claim.amount)
        .all()
        .await
        .unwrap();
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(
        rows,
        [
            (40, None, text("hail"), None),
            (100, Some(40), text("fire"), None),
            (250, Some(100), None, Some(40))
        ]
    );
}

async fn neighbours_with_a_default<B: TestBackend + HasOffsetDefault>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let by_amount = window().order_by(Claim.amount);
    let rows: Vec<(i64, i64)> = acme
        .select((
            lag(Claim.amount).or(0).over(by_amount),
            lead(Claim.amount).rows(2).or(Claim.amount).over(by_amount),
        ))
        .from(Claim)
        .order_by(Claim.amount)
        .all()
        .await
        .unwrap();
    assert_eq!(rows, [(0, 250), (40, 100), (100, 250)]);
    let premiums: Vec<Decimal> = acme
        .select(
            lag(Policy.premium)
                .or(cents(1_00))
                .over(window().order_by(Policy.number)),
        )
        .from(Policy)
        .order_by(Policy.number)
        .all()
        .await
        .unwrap();
    assert_eq!(premiums, [cents(1_00), cents(100_00), cents(50_50)]);
}

async fn ends_of_the_window<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let by_amount = window().order_by(Claim.amount);
    let all = by_amount.rows_between(unbounded_preceding(), unbounded_following());
    let rows: Vec<(String, String, String, Option<String>)> = acme
        .select((
            first_value(Claim.title).over(by_amount),
            last_value(Claim.title).over(by_amount),
            last_value(Claim.title).over(all),
            nth_value(Claim.title, 2).over(by_amount),
        ))
        .from(Claim)
        .order_by(Claim.amount)
        .all()
        .await
        .unwrap();
    let row = |first: &str, last: &str, second: Option<&str>| {
        (
            first.to_owned(),
            last.to_owned(),
            "fire".to_owned(),
            second.map(str::to_owned),
        )
    };
    assert_eq!(
        rows,
        [
            row("theft", "theft", None),
            row("theft", "hail", Some("hail")),
            row("theft", "fire", Some("hail"))
        ]
    );
}

async fn aggregates_over_a_window<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let of_policy = window().partition_by(Claim.policy_id);
    let rows: Vec<(String, i64, i64, f64, i64, i64, i64)> = acme
        .select((
            Claim.title,
            count_all().over(window()),
            sum(Claim.amount).over(of_policy),
            avg(Claim.amount).over(of_policy),
            min(Claim.amount).over(of_policy),
            max(Claim.amount).over(of_policy),
            count(Claim.id).over(of_policy),
        ))
        .from(Claim)
        .order_by(Claim.title)
        .all()
        .await
        .unwrap();
    let row =
        |title: &str, sum, avg, min, max, count| (title.to_owned(), 3, sum, avg, min, max, count);
    assert_eq!(
        rows,
        [
            row("fire", 350, 175.0, 100, 250, 2),
            row("hail", 350, 175.0, 100, 250, 2),
            row("theft", 40, 40.0, 40, 40, 1)
        ]
    );
}

async fn decimals_over_a_window<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let rows: Vec<(Decimal, Decimal)> = acme
        .select((
            sum(Payment.amount).over(window().order_by(Payment.paid_on)),
            avg(Payment.amount).over(window()),
        ))
        .from(Payment)
        .order_by(Payment.paid_on)
        .all()
        .await
        .unwrap();
    let totals: Vec<_> = rows.iter().map(|row| row.0).collect();
    assert_eq!(totals, [cents(250_00), cents(280_00), cents(292_50)]);
    assert!(
        rows.iter()
            .all(|row| row.1.normalize() == cents(97_50).normalize())
    );
}

async fn frames_of_rows<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let by_amount = window().order_by(Claim.amount);
    let rows: Vec<(i64, i64, i64)> = acme
        .select((
            sum(Claim.amount).over(by_amount.rows_between(unbounded_preceding(), current_row())),
            sum(Claim.amount).over(by_amount.rows_between(preceding(1), following(1))),
            sum(Claim.amount).over(by_amount.rows_between(current_row(), unbounded_following())),
        ))
        .from(Claim)
        .order_by(Claim.amount)
        .all()
        .await
        .unwrap();
    assert_eq!(rows, [(40, 140, 390), (140, 390, 350), (390, 350, 250)]);
}

async fn frames_of_ranges<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let by_amount = window().order_by(Claim.amount);
    let rows: Vec<(i64, i64)> = acme
        .select((
            count_all().over(by_amount.range_between(preceding(60), following(150))),
            count_all().over(by_amount.range_between(current_row(), unbounded_following())),
        ))
        .from(Claim)
        .order_by(Claim.amount)
        .all()
        .await
        .unwrap();
    assert_eq!(rows, [(2, 3), (3, 2), (1, 1)]);
}

async fn a_frame_without_rows<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let before = window()
        .order_by(Claim.amount)
        .rows_between(preceding(2), preceding(1));
    let rows: Vec<(Option<i64>, Option<String>, i64)> = acme
        .select((
            sum(Claim.amount).over(before),
            first_value(Claim.title).over(before),
            count_all().over(before),
        ))
        .from(Claim)
        .order_by(Claim.amount)
        .all()
        .await
        .unwrap();
    assert_eq!(rows[0], (None, None, 0));
    assert_eq!(rows[2], (Some(140), Some("theft".to_owned()), 2));
}

async fn groups_and_exclude<B: TestBackend + HasAllFrames>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let by_policy = window().order_by(Claim.policy_id);
    let rows: Vec<(i64, Option<i64>, Option<i64>)> = acme
        .select((
            Claim.amount,
            sum(Claim.amount).over(by_policy.groups_between(preceding(1), current_row())),
            sum(Claim.amount).over(
                window()
                    .rows_between(unbounded_preceding(), unbounded_following())
                    .exclude_current_row(),
            ),
        ))
        .from(Claim)
        .order_by(Claim.amount)
        .all()
        .await
        .unwrap();
    assert_eq!(
        rows,
        [
            (40, Some(390), Some(350)),
            (100, Some(350), Some(290)),
            (250, Some(350), Some(140))
        ]
    );
}

async fn over_groups<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let query = || {
        select((
            Claim.policy_id,
            count_all(),
            rank().over(window().order_by(sum(Claim.amount).desc())),
            sum(count_all()).over(window()),
        ))
        .from(Claim)
        .group_by(Claim.policy_id)
        .order_by(Claim.policy_id)
    };
    let rows: Vec<(Uuid, i64, i64, i64)> = query().on(&acme).all().await.unwrap();
    assert_eq!(rows, [(P1, 2, 1, 3), (P2, 1, 2, 3)]);
    assert_eq!(query().on(&beta).all().await.unwrap(), [(P1, 1, 1, 1)]);
}

async fn nullable_sources<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let rows: Vec<(String, Option<i64>, i64, Option<i64>)> = acme
        .select((
            Policy.number,
            sum(Claim.amount).over(window().partition_by(Policy.id)),
            count(Claim.id).over(window().partition_by(Policy.id)),
            first_value(Claim.amount).over(window().partition_by(Policy.id)),
        ))
        .from(Policy)
        .left_join(Claim, Claim.policy_id.eq(Policy.id).and(Claim.open))
        .order_by(Policy.number)
        .all()
        .await
        .unwrap();
    assert_eq!(rows[0], ("P-1".to_owned(), Some(100), 1, Some(100)));
    assert_eq!(rows[2], ("P-3".to_owned(), None, 0, None));
}

async fn ordered_by_a_window<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let titles: Vec<String> = acme
        .select(Claim.title)
        .from(Claim)
        .order_by((
            rank().over(window().order_by(Claim.policy_id)).desc(),
            Claim.title,
        ))
        .all()
        .await
        .unwrap();
    assert_eq!(titles, ["theft", "fire", "hail"]);
}

#[derive(Projection, Clone, Debug, PartialEq)]
pub struct Dearest {
    pub title: String,
    pub place: i64,
}

async fn filtered_by_a_derived_table<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let placed = || {
        select(DearestOf {
            title: Claim.title,
            place: row_number().over(
                window()
                    .partition_by(Claim.policy_id)
                    .order_by(Claim.amount.desc()),
            ),
        })
        .from(Claim)
        .derived()
    };
    let query = select(Dearest.title)
        .from(placed())
        .filter(Dearest.place.eq(1))
        .order_by(Dearest.title);
    assert_eq!(query.on(&acme).all().await.unwrap(), ["fire", "theft"]);
    let query = select(Dearest.title)
        .from(placed())
        .filter(Dearest.place.eq(1));
    assert_eq!(query.on(&beta).all().await.unwrap(), ["hail"]);
}

async fn a_window_sees_no_other_tenant<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let query = || {
        select((
            count_all().over(window()),
            sum(Claim.amount).over(window()),
            lead(Claim.amount).over(window().order_by(Claim.amount)),
        ))
        .from(Claim)
    };
    assert_eq!(query().on(&beta).all().await.unwrap(), [(1, 7, None)]);
    let rows = query().on(&acme).all().await.unwrap();
    assert!(rows.iter().all(|row| (row.0, row.1) == (3, 390)));
    // With a RIGHT JOIN every source is filtered before.
    let right = select((Policy.number, count_all().over(window())))
        .from(Claim)
        .right_join(Policy, Claim.policy_id.eq(Policy.id));
    assert_eq!(
        right.on(&beta).all().await.unwrap(),
        [("P-1".to_owned(), 1)]
    );
}

async fn a_window_inside_operators<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let grown: Vec<i64> = acme
        .select(coalesce(
            Claim
                .amount
                .sub(lag(Claim.amount).over(window().order_by(Claim.amount))),
            0,
        ))
        .from(Claim)
        .order_by(Claim.amount)
        .all()
        .await
        .unwrap();
    assert_eq!(grown, [0, 60, 150]);
}

async fn every_and_some<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let rows: Vec<(Uuid, Option<bool>, Option<bool>)> = acme
        .select((
            Claim.policy_id,
            every(Claim.open),
            some(Claim.amount.gt(200)),
        ))
        .from(Claim)
        .group_by(Claim.policy_id)
        .order_by(Claim.policy_id)
        .all()
        .await
        .unwrap();
    assert_eq!(
        rows,
        [(P1, Some(false), Some(true)), (P2, Some(true), Some(false))]
    );
    let none = acme
        .select(every(Claim.open))
        .from(Claim)
        .filter(Claim.amount.lt(0))
        .one();
    assert_eq!(none.await.unwrap(), None);
}

async fn filtered_aggregates<B: TestBackend + HasAggregateFilter>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let query = || {
        select((
            count_all().filter(Claim.open),
            sum(Claim.amount).filter(Claim.open.eq(false)),
            avg(Claim.amount).filter(Claim.open),
            count(Claim.title).distinct().filter(Claim.amount.gt(0)),
        ))
        .from(Claim)
    };
    let row: (i64, Option<i64>, Option<f64>, i64) = query().on(&acme).one().await.unwrap();
    assert_eq!(row, (2, Some(250), Some(70.0), 3));
    assert_eq!(
        query().on(&beta).one().await.unwrap(),
        (1, None, Some(7.0), 1)
    );
    let grouped: Vec<(Uuid, i64)> = acme
        .select((Claim.policy_id, count_all().filter(Claim.amount.gt(100))))
        .from(Claim)
        .group_by(Claim.policy_id)
        .having(count_all().filter(Claim.open).gt(0))
        .order_by(Claim.policy_id)
        .all()
        .await
        .unwrap();
    assert_eq!(grouped, [(P1, 1), (P2, 0)]);
    let over: Vec<Option<i64>> = acme
        .select(
            sum(Claim.amount)
                .filter(Claim.open)
                .over(window().partition_by(Claim.policy_id)),
        )
        .from(Claim)
        .order_by(Claim.amount)
        .all()
        .await
        .unwrap();
    assert_eq!(over, [Some(40), Some(100), Some(100)]);
    let decimals: Option<Decimal> = acme
        .select(avg(Payment.amount).filter(Payment.amount.lt(cents(100_00))))
        .from(Payment)
        .one()
        .await
        .unwrap();
    assert_eq!(
        decimals.map(|mean| mean.normalize()),
        Some(cents(21_25).normalize())
    );
}

async fn deviation_and_variance<B: TestBackend + HasStatistics>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let query = || select((variance(Claim.amount), stddev_pop(Claim.amount))).from(Claim);
    let (variance, deviation) = query().on(&acme).one().await.unwrap();
    assert!((variance.unwrap() - 11_700.0).abs() < 1e-6);
    assert!((deviation.unwrap() - 88.317_608_663).abs() < 1e-6);
    // One row is no sample.
    assert_eq!(query().on(&beta).one().await.unwrap(), (None, Some(0.0)));
}

async fn joined_texts<B: TestBackend + HasStringWindow>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let query = || select(string_agg(Tag.label, "', '")).from(Tag);
    let joined = query().on(&acme).one().await.unwrap().unwrap();
    let mut labels: Vec<_> = joined.split("', '").collect();
    labels.sort_unstable();
    assert_eq!(labels, ["fleet", "vip", "vip"]);
    assert_eq!(
        query().on(&beta).one().await.unwrap().as_deref(),
        Some("vip")
    );
}
