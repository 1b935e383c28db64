use orm::prelude::*;
use orm::types::EncodeError;
use proptest::prelude::Strategy;

use super::{comes_back, does_not_fit_the_column, is_refused, orders_like_rust, stored};
use crate::backend::{TestBackend, on_every_backend};

stored!(whole: #[column(numeric(18, 0))] Decimal);
stored!(cents: #[column(numeric(18, 2))] Decimal);
stored!(fine: #[column(numeric(18, 9))] Decimal);
stored!(finest: #[column(numeric(18, 18))] Decimal);
stored!(small: #[column(numeric(5, 2))] Decimal);

on_every_backend!(
    without_digits_after_the_point,
    with_two,
    with_nine,
    with_eighteen,
    in_a_small_column,
    order_without_digits,
    order_with_nine,
    too_many_digits_after_the_point,
    more_than_the_column_holds,
    more_than_the_database_holds,
    trailing_zeros_are_no_digits,
);

/// The greatest whole number of 18 digits.
const MOST: i64 = 999_999_999_999_999_999;

fn random(scale: u32) -> impl Strategy<Value = Decimal> {
    (-MOST..=MOST).prop_map(move |digits| Decimal::new(digits, scale))
}

fn extremes(scale: u32) -> [Decimal; 6] {
    [0, 1, -1, MOST, -MOST, 10].map(|digits| Decimal::new(digits, scale))
}

async fn without_digits_after_the_point<B: TestBackend>(db: Db<B>) {
    comes_back::<B, whole::Cell>(db, extremes(0), random(0), Decimal::eq).await;
}

async fn with_two<B: TestBackend>(db: Db<B>) {
    comes_back::<B, cents::Cell>(db, extremes(2), random(2), Decimal::eq).await;
}

async fn with_nine<B: TestBackend>(db: Db<B>) {
    comes_back::<B, fine::Cell>(db, extremes(9), random(9), Decimal::eq).await;
}

async fn with_eighteen<B: TestBackend>(db: Db<B>) {
    comes_back::<B, finest::Cell>(db, extremes(18), random(18), Decimal::eq).await;
}

async fn in_a_small_column<B: TestBackend>(db: Db<B>) {
    let ends = [Decimal::new(99_999, 2), Decimal::new(-99_999, 2)];
    let random = (-99_999_i64..=99_999).prop_map(|digits| Decimal::new(digits, 2));
    comes_back::<B, small::Cell>(db, ends, random, Decimal::eq).await;
}

async fn order_without_digits<B: TestBackend>(db: Db<B>) {
    orders_like_rust::<B, whole::Cell>(db, extremes(0), random(0)).await;
}

async fn order_with_nine<B: TestBackend>(db: Db<B>) {
    orders_like_rust::<B, fine::Cell>(db, extremes(9), random(9)).await;
}

async fn too_many_digits_after_the_point<B: TestBackend>(db: Db<B>) {
    let because = |error: &EncodeError| matches!(error, EncodeError::TooManyDigits { .. });
    is_refused::<B, cents::Cell>(&db, Decimal::ONE, Decimal::new(1, 3), because).await;
    is_refused::<B, cents::Cell>(&db, Decimal::ONE, Decimal::new(-1, 28), because).await;
}

async fn more_than_the_column_holds<B: TestBackend>(db: Db<B>) {
    for bad in [
        Decimal::from(1_000),
        Decimal::from(-1_000),
        Decimal::new(MOST, 2),
    ] {
        does_not_fit_the_column::<B, small::Cell>(&db, Decimal::ONE, bad).await;
    }
}

async fn more_than_the_database_holds<B: TestBackend>(db: Db<B>) {
    for bad in [
        Decimal::MAX,
        Decimal::MIN,
        Decimal::from(MOST) + Decimal::ONE,
    ] {
        does_not_fit_the_column::<B, whole::Cell>(&db, Decimal::ONE, bad).await;
    }
}

async fn trailing_zeros_are_no_digits<B: TestBackend>(db: Db<B>) {
    let values = [
        Decimal::new(1_000_000, 6),
        Decimal::new(12_500_000, 6),
        Decimal::new(0, 28),
    ];
    comes_back::<B, cents::Cell>(db, values, random(2), Decimal::eq).await;
}
