use chrono::{Days, Duration};
use orm::prelude::*;
use orm::types::EncodeError;
use proptest::prelude::Strategy;

use super::{comes_back, is_refused, orders_like_rust, stored};
use crate::backend::{TestBackend, on_every_backend};
use crate::fixture::day;

stored!(dates: NaiveDate);
stored!(times: NaiveTime);
stored!(locals: NaiveDateTime);
stored!(moments: DateTime<Utc>);

on_every_backend!(
    dates_come_back,
    dates_order,
    dates_of_other_years,
    times_come_back,
    times_order,
    times_too_fine,
    locals_come_back,
    locals_order,
    locals_that_are_not_kept,
    moments_come_back,
    moments_order,
    moments_that_are_not_kept,
);

fn first_day() -> NaiveDate {
    day(1, 1, 1)
}

fn last_day() -> NaiveDate {
    day(9999, 12, 31)
}

fn time(micros: u64) -> NaiveTime {
    let (seconds, micros) = (micros / 1_000_000, micros % 1_000_000);
    NaiveTime::from_num_seconds_from_midnight_opt(seconds as u32, micros as u32 * 1_000)
        .expect("a time")
}

const LAST_MICRO: u64 = 24 * 60 * 60 * 1_000_000 - 1;

fn any_date() -> impl Strategy<Value = NaiveDate> {
    let days = (last_day() - first_day()).num_days() as u64;
    (0..=days).prop_map(|days| first_day() + Days::new(days))
}

fn any_time() -> impl Strategy<Value = NaiveTime> {
    (0..=LAST_MICRO).prop_map(time)
}

fn any_local() -> impl Strategy<Value = NaiveDateTime> {
    (any_date(), any_time()).prop_map(|(date, time)| date.and_time(time))
}

fn any_moment() -> impl Strategy<Value = DateTime<Utc>> {
    any_local().prop_map(|local| local.and_utc())
}

fn dates() -> [NaiveDate; 6] {
    [
        first_day(),
        last_day(),
        day(1969, 12, 31),
        day(1970, 1, 1),
        day(2000, 2, 29),
        day(1582, 10, 10),
    ]
}

fn times() -> [NaiveTime; 5] {
    [0, 1, 999_999, 12 * 60 * 60 * 1_000_000, LAST_MICRO].map(time)
}

fn locals() -> [NaiveDateTime; 5] {
    [
        first_day().and_time(time(0)),
        last_day().and_time(time(LAST_MICRO)),
        day(1969, 12, 31).and_time(time(LAST_MICRO)),
        day(2024, 3, 31).and_time(time(2 * 60 * 60 * 1_000_000 + 1)),
        day(2016, 12, 31).and_time(time(LAST_MICRO)),
    ]
}

fn not_kept(error: &EncodeError) -> bool {
    matches!(error, EncodeError::Time { .. })
}

async fn dates_come_back<B: TestBackend>(db: Db<B>) {
    comes_back::<B, dates::Cell>(db, dates(), any_date(), NaiveDate::eq).await;
}

async fn dates_order<B: TestBackend>(db: Db<B>) {
    orders_like_rust::<B, dates::Cell>(db, dates(), any_date()).await;
}

async fn dates_of_other_years<B: TestBackend>(db: Db<B>) {
    let before = first_day().pred_opt().expect("a day");
    let after = last_day().succ_opt().expect("a day");
    for bad in [before, after, NaiveDate::MIN, NaiveDate::MAX] {
        is_refused::<B, dates::Cell>(&db, day(2024, 1, 1), bad, not_kept).await;
    }
}

async fn times_come_back<B: TestBackend>(db: Db<B>) {
    comes_back::<B, times::Cell>(db, times(), any_time(), NaiveTime::eq).await;
}

async fn times_order<B: TestBackend>(db: Db<B>) {
    orders_like_rust::<B, times::Cell>(db, times(), any_time()).await;
}

async fn times_too_fine<B: TestBackend>(db: Db<B>) {
    let nano = NaiveTime::from_hms_nano_opt(1, 2, 3, 4).expect("a time");
    let leap = NaiveTime::from_hms_micro_opt(23, 59, 59, 1_500_000).expect("a leap second");
    for bad in [nano, leap] {
        is_refused::<B, times::Cell>(&db, time(1), bad, not_kept).await;
    }
}

async fn locals_come_back<B: TestBackend>(db: Db<B>) {
    comes_back::<B, locals::Cell>(db, locals(), any_local(), NaiveDateTime::eq).await;
}

async fn locals_order<B: TestBackend>(db: Db<B>) {
    orders_like_rust::<B, locals::Cell>(db, locals(), any_local()).await;
}

async fn locals_that_are_not_kept<B: TestBackend>(db: Db<B>) {
    let [first, last, ..] = locals();
    let bad = [
        first - Duration::microseconds(1),
        last + Duration::microseconds(1),
        first + Duration::nanoseconds(1),
        NaiveDateTime::MIN,
        NaiveDateTime::MAX,
    ];
    for bad in bad {
        is_refused::<B, locals::Cell>(&db, first, bad, not_kept).await;
    }
}

async fn moments_come_back<B: TestBackend>(db: Db<B>) {
    let extremes = locals().map(|local| local.and_utc());
    comes_back::<B, moments::Cell>(db, extremes, any_moment(), DateTime::eq).await;
}

async fn moments_order<B: TestBackend>(db: Db<B>) {
    let extremes = locals().map(|local| local.and_utc());
    orders_like_rust::<B, moments::Cell>(db, extremes, any_moment()).await;
}

async fn moments_that_are_not_kept<B: TestBackend>(db: Db<B>) {
    let [first, last, ..] = locals().map(|local| local.and_utc());
    let bad = [
        first - Duration::nanoseconds(1),
        last + Duration::seconds(1),
        last + Duration::nanoseconds(1),
        DateTime::<Utc>::MIN_UTC,
        DateTime::<Utc>::MAX_UTC,
    ];
    for bad in bad {
        is_refused::<B, moments::Cell>(&db, first, bad, not_kept).await;
    }
}
