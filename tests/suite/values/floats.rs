use orm::prelude::*;
use orm::types::EncodeError;
use proptest::num::{f32, f64};

use super::{comes_back, is_refused, orders_like_rust, stored};
use crate::backend::{TestBackend, on_every_backend};

stored!(f32s: f32);
stored!(f64s: f64);

on_every_backend!(
    f32_comes_back,
    f64_comes_back,
    f32_orders,
    f64_orders,
    f32_that_is_no_number,
    f64_that_is_no_number,
);

const F32: [f32; 9] = [
    0.0,
    0.1,
    1.0,
    -1.5,
    f32::MIN,
    f32::MAX,
    f32::MIN_POSITIVE,
    f32::EPSILON,
    1.0e-45,
];
const F64: [f64; 9] = [
    0.0,
    0.1,
    1.0,
    -1.5,
    f64::MIN,
    f64::MAX,
    f64::MIN_POSITIVE,
    f64::EPSILON,
    5.0e-324,
];

/// Every bit but the sign of zero, which not every database keeps.
fn same_f32(a: &f32, b: &f32) -> bool {
    a.to_bits() == b.to_bits() || (*a == 0.0 && *b == 0.0)
}

fn same_f64(a: &f64, b: &f64) -> bool {
    a.to_bits() == b.to_bits() || (*a == 0.0 && *b == 0.0)
}

async fn f32_comes_back<B: TestBackend>(db: Db<B>) {
    let random = f32::NORMAL | f32::SUBNORMAL | f32::ZERO | f32::NEGATIVE;
    comes_back::<B, f32s::Cell>(db, F32, random, same_f32).await;
}

async fn f64_comes_back<B: TestBackend>(db: Db<B>) {
    let random = f64::NORMAL | f64::SUBNORMAL | f64::ZERO | f64::NEGATIVE;
    comes_back::<B, f64s::Cell>(db, F64, random, same_f64).await;
}

async fn f32_orders<B: TestBackend>(db: Db<B>) {
    orders_like_rust::<B, f32s::Cell>(db, F32, f32::NORMAL | f32::NEGATIVE).await;
}

async fn f64_orders<B: TestBackend>(db: Db<B>) {
    orders_like_rust::<B, f64s::Cell>(db, F64, f64::NORMAL | f64::NEGATIVE).await;
}

fn not_finite(error: &EncodeError) -> bool {
    matches!(error, EncodeError::NotFinite { .. })
}

async fn f32_that_is_no_number<B: TestBackend>(db: Db<B>) {
    for bad in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, -f32::NAN] {
        is_refused::<B, f32s::Cell>(&db, 1.0, bad, not_finite).await;
    }
}

async fn f64_that_is_no_number<B: TestBackend>(db: Db<B>) {
    for bad in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -f64::NAN] {
        is_refused::<B, f64s::Cell>(&db, 1.0, bad, not_finite).await;
    }
}
