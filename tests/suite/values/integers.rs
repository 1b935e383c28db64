use orm::prelude::*;
use orm::types::EncodeError;
use proptest::prelude::any;

use super::{Store, comes_back, orders_like_rust, stored};
use crate::backend::{TestBackend, on_every_backend};

stored!(bools: bool);
stored!(i8s: i8);
stored!(i16s: i16);
stored!(i32s: i32);
stored!(i64s: i64);
stored!(u8s: u8);
stored!(u16s: u16);
stored!(u32s: u32);
stored!(u64s: u64);

on_every_backend!(
    bool_comes_back,
    i8_comes_back,
    i16_comes_back,
    i32_comes_back,
    i64_comes_back,
    u8_comes_back,
    u16_comes_back,
    u32_comes_back,
    u64_comes_back,
    bool_orders,
    i8_orders,
    i16_orders,
    i32_orders,
    i64_orders,
    u8_orders,
    u16_orders,
    u32_orders,
    u64_orders,
    u64_is_never_wrapped,
);

macro_rules! integers {
    ($($ty:ident $store:ident $comes_back:ident $orders:ident;)+) => {$(
        async fn $comes_back<B: TestBackend>(db: Db<B>) {
            comes_back::<B, $store::Cell>(db, [$ty::MIN, 0, 1, $ty::MAX], any::<$ty>(), $ty::eq).await;
        }

        async fn $orders<B: TestBackend>(db: Db<B>) {
            orders_like_rust::<B, $store::Cell>(db, [$ty::MAX, 0, $ty::MIN, 1], any::<$ty>()).await;
        }
    )+};
}

integers! {
    i8 i8s i8_comes_back i8_orders;
    i16 i16s i16_comes_back i16_orders;
    i32 i32s i32_comes_back i32_orders;
    i64 i64s i64_comes_back i64_orders;
    u8 u8s u8_comes_back u8_orders;
    u16 u16s u16_comes_back u16_orders;
    u32 u32s u32_comes_back u32_orders;
}

async fn bool_comes_back<B: TestBackend>(db: Db<B>) {
    comes_back::<B, bools::Cell>(db, [false, true], any::<bool>(), bool::eq).await;
}

async fn bool_orders<B: TestBackend>(db: Db<B>) {
    orders_like_rust::<B, bools::Cell>(db, [true, false], any::<bool>()).await;
}

/// What every server has room for.
const COMMON: u64 = i64::MAX as u64;

async fn u64_comes_back<B: TestBackend>(db: Db<B>) {
    comes_back::<B, u64s::Cell>(db, [0, 1, COMMON], 0..=COMMON, u64::eq).await;
}

async fn u64_orders<B: TestBackend>(db: Db<B>) {
    orders_like_rust::<B, u64s::Cell>(db, [COMMON, 0], 0..=COMMON).await;
}

async fn u64_is_never_wrapped<B: TestBackend>(db: Db<B>) {
    <u64s::Cell as Store<B>>::create(&db).await.unwrap();
    for large in [COMMON + 1, u64::MAX - 1, u64::MAX] {
        match u64s::Cell::write(&db, &[large]).await {
            Ok(()) => {
                let rows = u64s::Cell::read(&db).await.unwrap();
                assert_eq!(rows, [(large, Some(large))]);
            }
            Err(orm::Error::Build(error)) => {
                let orm::driver::BuildError::Encode(error) = *error else {
                    panic!("{error:?}")
                };
                assert!(matches!(error, EncodeError::OutOfRange { .. }), "{error:?}");
                assert!(error.to_string().starts_with(&large.to_string()), "{error}");
                assert!(u64s::Cell::read(&db).await.unwrap().is_empty());
            }
            Err(other) => panic!("{other:?}"),
        }
    }
}
