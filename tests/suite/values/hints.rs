use orm::prelude::*;
use proptest::collection::vec;
use proptest::prelude::{Strategy, any};

use super::{comes_back, does_not_fit_the_column, orders_like_rust, stored};
use crate::backend::{TestBackend, on_every_backend};

stored!(epochs: #[column(mysql = timestamp)] DateTime<Utc>);
stored!(millis: #[column(precision = 3)] DateTime<Utc>);
stored!(tenths: #[column(precision = 1)] NaiveTime);
stored!(zoneless: #[column(without_zone)] DateTime<Utc>);
stored!(years: #[column(mysql = year)] i16);
stored!(bits: #[column(mysql = bit(5))] u8);
stored!(wide: #[column(mysql = bit(63))] u64);
stored!(flags: #[column(mysql = bit)] bool);
stored!(medium: #[column(mysql = mediumint)] i32);
stored!(tiny: #[column(mysql = tinytext)] String);
stored!(blobs: #[column(mysql = tinyblob)] Vec<u8>);

on_every_backend!(
    moments_of_32_bits,
    moments_of_milliseconds,
    times_of_tenths,
    moments_without_a_zone,
    years_of_a_byte,
    few_bits,
    many_bits,
    one_bit,
    integers_of_24_bits,
    short_texts,
    short_bytes,
    a_limit_is_none_for_comparisons,
);

fn moment(micros: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_micros(micros).expect("a moment")
}

const LAST: i64 = (i32::MAX as i64) * 1_000_000 - 1;

async fn moments_of_32_bits<B: TestBackend>(db: Db<B>) {
    let extremes = [1_000_000, LAST].map(moment);
    let random = (1_000_000..=LAST).prop_map(moment);
    comes_back::<B, epochs::Cell>(db.clone(), extremes, random, DateTime::eq).await;
    for bad in [-1, 0, 999_999, LAST + 1] {
        does_not_fit_the_column::<B, epochs::Cell>(&db, moment(LAST), moment(bad)).await;
    }
}

async fn moments_of_milliseconds<B: TestBackend>(db: Db<B>) {
    let (first, last) = (-62_135_596_800_000_i64, 253_402_300_799_999_i64);
    let extremes = [first, -1, 0, last].map(|millis| moment(millis * 1_000));
    let random = (first..=last).prop_map(|millis| moment(millis * 1_000));
    orders_like_rust::<B, millis::Cell>(db.clone(), extremes, random).await;
    for bad in [1, 999, 1_000_500] {
        does_not_fit_the_column::<B, millis::Cell>(&db, moment(1_000), moment(bad)).await;
    }
}

fn tenth(tenths: u32) -> NaiveTime {
    let nanos = tenths % 10 * 100_000_000;
    NaiveTime::from_num_seconds_from_midnight_opt(tenths / 10, nanos).expect("a time")
}

async fn times_of_tenths<B: TestBackend>(db: Db<B>) {
    let random = (0..864_000_u32).prop_map(tenth);
    let extremes = [tenth(0), tenth(863_999)];
    comes_back::<B, tenths::Cell>(db.clone(), extremes, random, NaiveTime::eq).await;
    let bad = NaiveTime::from_hms_micro_opt(0, 0, 0, 50_000).expect("a time");
    does_not_fit_the_column::<B, tenths::Cell>(&db, tenth(1), bad).await;
}

async fn moments_without_a_zone<B: TestBackend>(db: Db<B>) {
    let (first, last) = (-62_135_596_800_000_000_i64, 253_402_300_799_999_999_i64);
    let extremes = || [first, -1, 0, 1, last].map(moment);
    let random = || (first..=last).prop_map(moment);
    comes_back::<B, zoneless::Cell>(db.clone(), extremes(), random(), DateTime::eq).await;
    orders_like_rust::<B, zoneless::Cell>(db, extremes(), random()).await;
}

async fn years_of_a_byte<B: TestBackend>(db: Db<B>) {
    let extremes = [1901, 1999, 2000, 2155];
    comes_back::<B, years::Cell>(db.clone(), extremes, 1901..=2155_i16, i16::eq).await;
    orders_like_rust::<B, years::Cell>(db.clone(), extremes, 1901..=2155_i16).await;
    for bad in [i16::MIN, 0, 69, 1900, 2156] {
        does_not_fit_the_column::<B, years::Cell>(&db, 2000, bad).await;
    }
}

async fn few_bits<B: TestBackend>(db: Db<B>) {
    comes_back::<B, bits::Cell>(db.clone(), [0, 31], 0..32_u8, u8::eq).await;
    orders_like_rust::<B, bits::Cell>(db.clone(), [0, 31], 0..32_u8).await;
    for bad in [32, 255] {
        does_not_fit_the_column::<B, bits::Cell>(&db, 1, bad).await;
    }
}

async fn many_bits<B: TestBackend>(db: Db<B>) {
    let most = i64::MAX.unsigned_abs();
    comes_back::<B, wide::Cell>(db, [0, most], 0..=most, u64::eq).await;
}

async fn one_bit<B: TestBackend>(db: Db<B>) {
    comes_back::<B, flags::Cell>(db, [true, false], any::<bool>(), bool::eq).await;
}

async fn integers_of_24_bits<B: TestBackend>(db: Db<B>) {
    let (first, last) = (-8_388_608, 8_388_607);
    comes_back::<B, medium::Cell>(db.clone(), [first, last], first..=last, i32::eq).await;
    for bad in [i32::MIN, first - 1, last + 1] {
        does_not_fit_the_column::<B, medium::Cell>(&db, 1, bad).await;
    }
}

async fn short_texts<B: TestBackend>(db: Db<B>) {
    let extremes = [String::new(), "x".repeat(255), "ü".repeat(127)];
    comes_back::<B, tiny::Cell>(db.clone(), extremes, "[a-zß-ÿ]{0,100}", String::eq).await;
    for bad in ["x".repeat(256), "ü".repeat(128)] {
        does_not_fit_the_column::<B, tiny::Cell>(&db, "x".to_owned(), bad).await;
    }
}

async fn short_bytes<B: TestBackend>(db: Db<B>) {
    let extremes = [vec![], vec![0; 255]];
    let random = vec(any::<u8>(), 0..=255);
    comes_back::<B, blobs::Cell>(db.clone(), extremes, random, Vec::eq).await;
    does_not_fit_the_column::<B, blobs::Cell>(&db, vec![1], vec![1; 256]).await;
}

async fn a_limit_is_none_for_comparisons<B: TestBackend>(db: Db<B>) {
    use years::{Cell, NewCell, Values};
    db.create_tables::<Values>().await.unwrap();
    db.insert(NewCell { id: 1, value: 2000 })
        .run()
        .await
        .unwrap();
    let found = db
        .select(Cell.id)
        .from(Cell)
        .filter(Cell.value.gt(100).and(Cell.value.lt(5_000)))
        .filter(Cell.value.add(500).eq(2_500));
    assert_eq!(found.all().await.unwrap(), [1]);
}
