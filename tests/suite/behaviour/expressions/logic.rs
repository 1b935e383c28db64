use chrono::{Duration, SubsecRound};
use orm::now;
use orm::prelude::*;

use super::{Sample, each, holds, samples};
use crate::backend::{TestBackend, on_every_backend};
use crate::fixture::*;
use crate::schema::*;

on_every_backend!(
    comparisons,
    comparisons_with_null_are_null,
    and_or_not_with_null,
    operators_group_as_they_are_written,
    is_null,
    null_equals_null_where_asked,
    between,
    in_list,
    in_an_empty_list,
    in_list_and_null,
    case_with_and_without_else,
    case_in_case,
    coalesce_takes_the_first_value,
    enums_and_uuids_compare,
    the_present_moment,
    values_alone,
);

const T: Option<bool> = Some(true);
const F: Option<bool> = Some(false);
const N: Option<bool> = None;

async fn comparisons<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    assert_eq!(each!(db, Sample.whole.eq(0)), [false, false, true]);
    assert_eq!(each!(db, Sample.whole.ne(0)), [true, true, false]);
    assert_eq!(each!(db, Sample.whole.lt(0)), [false, true, false]);
    assert_eq!(each!(db, Sample.whole.le(0)), [false, true, true]);
    assert_eq!(each!(db, Sample.whole.gt(0)), [true, false, false]);
    assert_eq!(each!(db, Sample.whole.ge(0)), [true, false, true]);
    assert_eq!(
        each!(db, Sample.whole.eq(Sample.id.sub(3))),
        [false, false, true]
    );
    assert_eq!(
        each!(db, Sample.real.lt(Sample.whole.cast::<f64>())),
        [true, false, false]
    );
    assert_eq!(each!(db, Sample.text.gt("H")), [false, false, true]);
    assert_eq!(
        each!(db, Sample.flag.eq(Sample.whole.ge(0))),
        [true, true, true]
    );
    assert_eq!(holds!(db, Sample.flag), [1, 3]);
    assert_eq!(holds!(db, Sample.flag.not()), [2]);
    assert_eq!(holds!(db, value(false)), Vec::<i64>::new());
}

async fn comparisons_with_null_are_null<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    assert_eq!(each!(db, Sample.other.eq(2)), [T, N, F]);
    assert_eq!(each!(db, Sample.other.ne(2)), [F, N, T]);
    assert_eq!(each!(db, Sample.other.lt(Sample.whole)), [T, N, F]);
    assert_eq!(each!(db, Sample.whole.ge(Sample.other)), [T, N, T]);
    assert_eq!(holds!(db, Sample.other.ne(2)), [3]);
    assert_eq!(holds!(db, not(Sample.other.ne(2))), [1]);
}

async fn and_or_not_with_null<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    // `maybe` is false, NULL, true.
    assert_eq!(each!(db, Sample.maybe.and(value(true))), [F, N, T]);
    assert_eq!(each!(db, Sample.maybe.and(value(false))), [F, F, F]);
    assert_eq!(each!(db, Sample.maybe.or(value(true))), [T, T, T]);
    assert_eq!(each!(db, Sample.maybe.or(value(false))), [F, N, T]);
    assert_eq!(each!(db, Sample.maybe.not()), [T, N, F]);
    assert_eq!(each!(db, Sample.maybe.and(Sample.maybe)), [F, N, T]);
    assert_eq!(holds!(db, Sample.maybe), [3]);
    assert_eq!(holds!(db, Sample.maybe.not()), [1]);
}

async fn operators_group_as_they_are_written<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    let (a, b, c) = (Sample.id.eq(1), Sample.id.eq(2), Sample.flag);
    assert_eq!(holds!(db, a.or(b).and(c)), [1]);
    assert_eq!(holds!(db, a.or(b.and(c))), [1]);
    assert_eq!(holds!(db, b.or(a).and(c.not())), [2]);
    assert_eq!(holds!(db, not(a.or(b))), [3]);
    assert_eq!(holds!(db, not(a).or(b)), [2, 3]);
    assert_eq!(holds!(db, not(not(a))), [1]);
    assert_eq!(each!(db, a.eq(b)), [false, false, true]);
    assert_eq!(each!(db, a.is_null().eq(false)), [true, true, true]);
    assert_eq!(
        each!(db, Sample.whole.gt(0).eq(Sample.id.lt(2)).not()),
        [false, false, false]
    );
}

async fn is_null<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    assert_eq!(each!(db, Sample.other.is_null()), [false, true, false]);
    assert_eq!(each!(db, Sample.other.is_not_null()), [true, false, true]);
    assert_eq!(
        each!(db, Sample.other.add(1).is_null()),
        [false, true, false]
    );
    assert_eq!(
        each!(db, Sample.other.eq(2).is_null()),
        [false, true, false]
    );
    assert_eq!(holds!(db, Sample.text.is_null()), Vec::<i64>::new());
}

async fn null_equals_null_where_asked<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    assert_eq!(
        each!(db, Sample.other.is_not_distinct_from(2)),
        [true, false, false]
    );
    assert_eq!(
        each!(db, Sample.other.is_not_distinct_from(Some(0))),
        [false, false, true]
    );
    assert_eq!(
        each!(db, Sample.other.is_not_distinct_from(None::<i64>)),
        [false, true, false]
    );
    assert_eq!(
        each!(db, Sample.other.is_distinct_from(2)),
        [false, true, true]
    );
    assert_eq!(
        each!(db, Sample.other.is_distinct_from(None::<i64>)),
        [true, false, true]
    );
    assert_eq!(
        each!(db, Sample.other.is_not_distinct_from(Sample.whole)),
        [false, false, true]
    );
    assert_eq!(
        each!(db, Sample.other.is_not_distinct_from(Sample.other)),
        [true, true, true]
    );
    assert_eq!(
        each!(db, Sample.more.is_not_distinct_from("50% off")),
        [false, false, true]
    );
    assert_eq!(
        each!(db, Sample.gap.is_not_distinct_from(Some(cents(1_10)))),
        [true, false, false]
    );
}

async fn between<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    assert_eq!(each!(db, Sample.whole.between(-7, 0)), [false, true, true]);
    assert_eq!(
        each!(db, Sample.whole.not_between(-7, 0)),
        [true, false, false]
    );
    assert_eq!(
        each!(db, Sample.whole.between(0, -7)),
        [false, false, false]
    );
    assert_eq!(each!(db, Sample.other.between(0, 1)), [F, N, T]);
    assert_eq!(each!(db, Sample.other.not_between(0, 1)), [T, N, F]);
    assert_eq!(
        each!(db, Sample.id.between(Sample.other, Sample.whole)),
        [F, F, F]
    );
    assert_eq!(holds!(db, Sample.id.between(1, 2).and(Sample.flag)), [1]);
}

async fn in_list<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    assert_eq!(each!(db, Sample.whole.in_list([7, 0])), [true, false, true]);
    assert_eq!(
        each!(db, Sample.whole.not_in_list([7, 0])),
        [false, true, false]
    );
    assert_eq!(
        each!(db, Sample.text.in_list(["", "Grüße"])),
        [true, true, false]
    );
    assert_eq!(
        each!(db, Sample.text.in_list(vec!["STRASSE".to_owned()])),
        [false, false, true]
    );
    assert_eq!(
        each!(
            db,
            Sample.whole.in_list([Sample.id.sub(3), Sample.id.mul(7)])
        ),
        [true, false, true]
    );
    let many: Vec<i64> = (0..1_000).collect();
    assert_eq!(holds!(db, Sample.whole.in_list(many)), [1, 3]);
}

async fn in_an_empty_list<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    assert_eq!(
        each!(db, Sample.whole.in_list(Vec::<i64>::new())),
        [false, false, false]
    );
    assert_eq!(
        each!(db, Sample.whole.not_in_list(Vec::<i64>::new())),
        [true, true, true]
    );
    assert_eq!(
        holds!(db, Sample.other.in_list(Vec::<i64>::new()).not()),
        [1, 2, 3]
    );
    assert_eq!(
        holds!(db, Sample.flag.and(Sample.id.in_list(Vec::<i64>::new()))),
        Vec::<i64>::new()
    );
}

async fn in_list_and_null<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    assert_eq!(each!(db, Sample.other.in_list([2, 3])), [T, N, F]);
    assert_eq!(each!(db, Sample.other.not_in_list([2, 3])), [F, N, T]);
    // A NULL in the list leaves open whether the value is in it.
    assert_eq!(each!(db, Sample.whole.in_list([Sample.other])), [F, N, T]);
    assert_eq!(
        each!(db, value(7_i64).in_list([Sample.whole.add(0)])),
        [true, false, false]
    );
}

async fn case_with_and_without_else<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    let sign = case(Sample.whole.lt(0), value("minus".to_owned()));
    assert_eq!(
        each!(db, sign.clone()),
        [None, Some("minus".to_owned()), None]
    );
    assert_eq!(each!(db, sign.otherwise("plus")), ["plus", "minus", "plus"]);
    assert_eq!(
        each!(db, case(Sample.maybe, Sample.id).otherwise(Sample.whole)),
        [7, -7, 3]
    );
    assert_eq!(
        each!(db, case(Sample.flag, Sample.other).otherwise(9)),
        [Some(2), Some(9), Some(0)]
    );
}

async fn case_in_case<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    let size = case(Sample.whole.gt(0), value(1_i64))
        .otherwise(case(Sample.whole.lt(0), value(-1_i64)).otherwise(0));
    assert_eq!(each!(db, size), [1, -1, 0]);
    assert_eq!(holds!(db, size.lt(1)), [2, 3]);
}

async fn coalesce_takes_the_first_value<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    let whole: Vec<i64> = each!(db, coalesce(Sample.other, -1));
    assert_eq!(whole, [2, -1, 0]);
    assert_eq!(each!(db, coalesce(Sample.other, Sample.whole)), [2, -7, 0]);
    let still: Vec<Option<i64>> = each!(db, coalesce(Sample.other, Sample.other.add(1)));
    assert_eq!(still, [Some(2), None, Some(0)]);
    assert_eq!(
        each!(db, coalesce(coalesce(Sample.other, Sample.other), 5)),
        [2, 5, 0]
    );
    assert_eq!(each!(db, coalesce(Sample.whole, Sample.other)), [7, -7, 0]);
}

async fn enums_and_uuids_compare<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let numbers = acme
        .select(Policy.number)
        .from(Policy)
        .order_by(Policy.number);
    let status = |list: &[PolicyStatus]| Policy.status.in_list(list.to_vec());
    let open = status(&[PolicyStatus::Bound, PolicyStatus::Draft]);
    assert_eq!(
        numbers.clone().filter(open).all().await.unwrap(),
        ["P-1", "P-2"]
    );
    let ids = Policy.id.in_list([P3, P1, id(404)]);
    assert_eq!(
        numbers.clone().filter(ids).all().await.unwrap(),
        ["P-1", "P-3"]
    );
    let holder = Policy
        .holder_id
        .ne(ADA)
        .and(Policy.status.eq(PolicyStatus::Cancelled));
    assert_eq!(numbers.filter(holder).all().await.unwrap(), ["P-3"]);
    let statuses = acme
        .select(Policy.status)
        .from(Policy)
        .order_by(Policy.number)
        .all()
        .await
        .unwrap();
    assert_eq!(
        statuses,
        [
            PolicyStatus::Bound,
            PolicyStatus::Draft,
            PolicyStatus::Cancelled
        ]
    );
}

async fn the_present_moment<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    let before = Utc::now().trunc_subsecs(3);
    let moments: Vec<DateTime<Utc>> = each!(db, now());
    let after = Utc::now().trunc_subsecs(3) + Duration::milliseconds(1);
    assert!(
        moments
            .iter()
            .all(|moment| (before..=after).contains(moment)),
        "{moments:?}"
    );
    assert_eq!(holds!(db, now().ge(before)), [1, 2, 3]);
    assert_eq!(
        holds!(db, now().gt(after + Duration::hours(1))),
        Vec::<i64>::new()
    );
}

async fn values_alone<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    let one = db
        .select((
            value(true),
            value(-3_i8),
            value(u64::from(u32::MAX)),
            value(0.5_f32),
            value("x".to_owned()),
            value(vec![0_u8, 255]),
        ))
        .from(Sample)
        .one()
        .await
        .unwrap();
    assert_eq!(
        one,
        (
            true,
            -3,
            u64::from(u32::MAX),
            0.5,
            "x".to_owned(),
            vec![0, 255]
        )
    );
    let two = db
        .select((value(id(5)), value(day(2024, 2, 29)), value(ACME)))
        .from(Sample)
        .one()
        .await
        .unwrap();
    assert_eq!(two, (id(5), day(2024, 2, 29), ACME));
}
