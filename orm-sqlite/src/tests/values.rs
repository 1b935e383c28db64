use std::fmt::Debug;
use std::marker::PhantomData;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use orm_core::driver::Connection;
use orm_core::types::{Arg, DecodeError, EncodeError, Hint, Storage, Value};
use orm_core::{BuildError, Error, Json};
use rust_decimal::Decimal;
use uuid::Uuid;

use super::{First, first, memory, statement};

const AS_TEXT: Hint = Hint::stored(Storage::Text);

async fn round_trip_as<V: Value + PartialEq + Debug>(hint: Hint, values: Vec<V>) {
    let mut connection = memory().await;
    for value in values {
        let arg = value.to_arg(hint).unwrap();
        let got = connection
            .fetch_all(
                statement("SELECT ?", vec![arg]),
                First::<V>(hint, PhantomData),
            )
            .await
            .unwrap();
        assert_eq!(got, [value]);
    }
}

async fn round_trip<V: Value + PartialEq + Debug>(values: Vec<V>) {
    round_trip_as(Hint::NONE, values).await;
}

fn datetime(year: i32, micro: u32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(year, 12, 31)
        .unwrap()
        .and_hms_micro_opt(23, 59, 59, micro)
        .unwrap()
}

#[tokio::test]
async fn numbers_come_back() {
    round_trip(vec![false, true]).await;
    round_trip(vec![i8::MIN, i8::MAX]).await;
    round_trip(vec![i64::MIN, -1, 0, i64::MAX]).await;
    round_trip(vec![u64::MIN, i64::MAX as u64]).await;
    round_trip(vec![f32::MIN, f32::MIN_POSITIVE, 0.1, f32::MAX]).await;
    round_trip(vec![f64::MIN, f64::MIN_POSITIVE, 0.1, 1e300, f64::MAX]).await;
    round_trip(vec![None, Some(1_i32)]).await;
}

#[tokio::test]
async fn texts_and_bytes_come_back() {
    let texts = ["", "plain", "zażółć 🦀", "'\"%_\\"].map(str::to_owned);
    round_trip(texts.to_vec()).await;
    round_trip(vec!["x".repeat(1_000_000)]).await;
    round_trip(vec![vec![], (0..=255_u8).collect::<Vec<u8>>()]).await;
    round_trip(vec![Json(vec!["a".to_owned(), "\u{0}".to_owned()])]).await;
}

#[tokio::test]
async fn uuids_come_back_in_both_forms() {
    let uuids = vec![Uuid::nil(), Uuid::from_u128(7), Uuid::max()];
    round_trip(uuids.clone()).await;
    round_trip_as(AS_TEXT, uuids).await;
    let mut connection = memory().await;
    let text = connection
        .one::<Uuid>("SELECT '00000000-0000-0000-0000-000000000007'")
        .await;
    assert_eq!(text, Uuid::from_u128(7));
}

#[tokio::test]
async fn decimals_come_back_as_scaled_integers() {
    let greatest = Decimal::from_i128_with_scale(999_999_999_999_999_999, 2);
    let hint = Hint::scaled(2);
    round_trip_as(
        hint,
        vec![greatest, -greatest, Decimal::ZERO, Decimal::new(-5, 2)],
    )
    .await;
    let mut connection = memory().await;
    let arg = Decimal::new(1250, 2).to_arg(hint).unwrap();
    let stored = connection
        .fetch_all(statement("SELECT ?", vec![arg]), first::<i64>())
        .await
        .unwrap();
    assert_eq!(stored, [1250]);
}

#[tokio::test]
async fn decimals_beyond_18_digits_are_kept_as_text_or_refused() {
    let long = Decimal::from_i128_with_scale(12_345_678_901_234_567_890_123, 4);
    let as_text = Hint {
        scale: Some(4),
        ..AS_TEXT
    };
    round_trip_as(as_text, vec![long, Decimal::new(-15, 1)]).await;
    let mut connection = memory().await;
    let arg = long.to_arg(Hint::scaled(4)).unwrap();
    let error = connection
        .execute(statement("SELECT ?", vec![arg]))
        .await
        .unwrap_err();
    let Error::Build(build) = error else {
        panic!("{error:?}")
    };
    assert!(matches!(
        *build,
        BuildError::Encode(EncodeError::OutOfRange { .. })
    ));
}

#[tokio::test]
async fn dates_and_times_come_back() {
    let (early, late) = (datetime(1, 0), datetime(9999, 999_999));
    round_trip(vec![early.date(), late.date()]).await;
    round_trip(vec![NaiveTime::MIN, late.time()]).await;
    round_trip(vec![early, late]).await;
    round_trip::<DateTime<Utc>>(vec![early.and_utc(), late.and_utc()]).await;
    let mut connection = memory().await;
    let arg = late.and_utc().to_arg(Hint::NONE).unwrap();
    let text = connection
        .fetch_all(statement("SELECT ?", vec![arg]), first::<String>())
        .await
        .unwrap();
    assert_eq!(text, ["9999-12-31 23:59:59.999999"]);
}

#[tokio::test]
async fn the_clocks_of_database_and_program_have_one_form() {
    let mut connection = memory().await;
    let sql = format!("SELECT {}", crate::dialect::NOW);
    let theirs = connection.one::<DateTime<Utc>>(&sql).await;
    assert!((Utc::now() - theirs).num_seconds().abs() < 5);
    assert_eq!(connection.one::<String>(&sql).await.len(), 26);
}

async fn decode_error<V: Value + Debug>(sql: &str, hint: Hint) -> DecodeError {
    let mut connection = memory().await;
    let decoder = First::<V>(hint, PhantomData);
    match connection.fetch_all(statement(sql, vec![]), decoder).await {
        Err(Error::Row(row)) => row.reason().clone(),
        other => panic!("{other:?}"),
    }
}

fn wrong(expected: &'static str, found: &'static str) -> DecodeError {
    DecodeError::WrongType { expected, found }
}

#[tokio::test]
async fn cells_of_another_kind_are_errors() {
    let none = Hint::NONE;
    assert_eq!(
        decode_error::<bool>("SELECT 2", none).await,
        DecodeError::OutOfRange {
            value: "2".to_owned(),
            target: "bool"
        }
    );
    assert!(matches!(
        decode_error::<u64>("SELECT -1", none).await,
        DecodeError::OutOfRange { target: "u64", .. }
    ));
    assert!(matches!(
        decode_error::<i8>("SELECT 128", none).await,
        DecodeError::OutOfRange { target: "i8", .. }
    ));
    assert!(matches!(
        decode_error::<f32>("SELECT 1e300", none).await,
        DecodeError::OutOfRange { target: "f32", .. }
    ));
    assert_eq!(
        decode_error::<i64>("SELECT NULL", none).await,
        DecodeError::UnexpectedNull
    );
    assert_eq!(
        decode_error::<i64>("SELECT 'a'", none).await,
        wrong("integer", "text")
    );
    assert_eq!(
        decode_error::<String>("SELECT x'00'", none).await,
        wrong("text", "bytes")
    );
    assert_eq!(
        decode_error::<Decimal>("SELECT 1.5", Hint::scaled(2)).await,
        wrong("decimal as integer", "float")
    );
    assert_eq!(
        decode_error::<NaiveDate>("SELECT 20240101", none).await,
        wrong("date as text", "integer")
    );
    assert!(matches!(
        decode_error::<NaiveDate>("SELECT 'soon'", none).await,
        DecodeError::Malformed { target: "date", .. }
    ));
    assert!(matches!(
        decode_error::<Uuid>("SELECT x'00'", none).await,
        DecodeError::Malformed { target: "uuid", .. }
    ));
    assert_eq!(
        decode_error::<String>("SELECT CAST(x'ff' AS TEXT)", none).await,
        DecodeError::InvalidUtf8
    );
    assert_eq!(
        decode_error::<Option<String>>("SELECT CAST(x'ff' AS TEXT)", none).await,
        DecodeError::InvalidUtf8
    );
}

#[tokio::test]
async fn a_whole_number_reads_as_a_float() {
    assert_eq!(memory().await.one::<f64>("SELECT 3").await, 3.0);
}

#[tokio::test]
async fn values_outside_the_domain_are_refused_before_anything_runs() {
    let mut connection = memory().await;
    connection.sql("CREATE TABLE t (a ANY)").await.unwrap();
    for arg in [Arg::UInt(i64::MAX as u64 + 1), Arg::Double(f64::NAN)] {
        let error = connection
            .execute(statement("INSERT INTO t VALUES (?)", vec![arg]))
            .await
            .unwrap_err();
        assert!(matches!(error, Error::Build(_)), "{error:?}");
    }
    assert_eq!(connection.one::<i64>("SELECT count(*) FROM t").await, 0);
}

#[tokio::test]
async fn a_tenant_without_a_handle_is_refused() {
    let mut connection = memory().await;
    let error = connection
        .execute(statement("SELECT ?", vec![Arg::Tenant(Hint::NONE)]))
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Build(_)), "{error:?}");
}
