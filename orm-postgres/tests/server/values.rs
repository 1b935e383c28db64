use std::fmt::Debug;
use std::net::IpAddr;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use orm_core::driver::Connection;
use orm_core::types::{
    Arg, ArrayElement, DecodeError, EncodeError, Hint, Interval, IpNetwork, Json, Scalar, SqlType,
    Storage, Value,
};
use orm_core::{BuildError, Error};
use orm_postgres::PostgresConnection;
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::support::{Short, first, on_server, single, statement};

on_server!(
    extremes_round_trip,
    spans_and_addresses_round_trip,
    arrays_round_trip,
    hostile_arrays_are_errors,
    decimals_round_trip,
    nulls_round_trip,
    the_server_sees_the_same_values,
    widths_are_read,
    texts_of_all_kinds_are_read,
    what_rust_has_no_value_for_is_an_error,
    refused_before_it_is_sent,
);

async fn back<V: Scalar + Value + PartialEq + Debug>(
    connection: &mut PostgresConnection,
    value: V,
    hint: Hint,
) {
    let arg = Scalar::encode(&value, hint).unwrap();
    let read: Vec<V> = connection
        .fetch_all(statement("SELECT $1", vec![arg]), first(hint))
        .await
        .unwrap_or_else(|error| panic!("{value:?}: {error}"));
    assert_eq!(read, [value]);
}

async fn extremes_round_trip(url: &str) {
    let (_pool, mut c) = single(url).await;
    for value in [true, false] {
        back(&mut c, value, Hint::NONE).await;
    }
    for value in [i64::MIN, -1, 0, i64::MAX] {
        back(&mut c, value, Hint::NONE).await;
    }
    for value in [0, i64::MAX.unsigned_abs()] {
        back(&mut c, value, Hint::NONE).await;
    }
    for value in [i8::MIN, i8::MAX] {
        back(&mut c, value, Hint::NONE).await;
    }
    for value in [0.1, -0.0, f64::MIN, f64::MAX, f64::MIN_POSITIVE, 5e-324] {
        back(&mut c, value, Hint::NONE).await;
    }
    for value in [0.1, f32::MIN, f32::MAX, 1e-45] {
        back(&mut c, value, Hint::NONE).await;
    }
    for value in ["", "a'\"\\$1?", "ü€😀", "\u{1}\u{7f}\n"] {
        back(&mut c, value.to_owned(), Hint::NONE).await;
    }
    back(&mut c, "x".repeat(1 << 20), Hint::NONE).await;
    back(&mut c, Vec::<u8>::new(), Hint::NONE).await;
    back(&mut c, (0..=255).collect::<Vec<u8>>(), Hint::NONE).await;
    for value in [Uuid::nil(), Uuid::max()] {
        back(&mut c, value, Hint::NONE).await;
        let text = Hint {
            storage: Storage::Text,
            ..Hint::NONE
        };
        back(&mut c, value, text).await;
    }
    let midnight = NaiveTime::MIN;
    let last = NaiveTime::from_hms_micro_opt(23, 59, 59, 999_999).unwrap();
    for time in [midnight, last] {
        back(&mut c, time, Hint::NONE).await;
    }
    for (year, month, day) in [(1, 1, 1), (1999, 12, 31), (2000, 1, 1), (9999, 12, 31)] {
        let date = NaiveDate::from_ymd_opt(year, month, day).unwrap();
        back(&mut c, date, Hint::NONE).await;
        for time in [midnight, last] {
            back(&mut c, date.and_time(time), Hint::NONE).await;
            back(&mut c, date.and_time(time).and_utc(), Hint::NONE).await;
        }
    }
    back(
        &mut c,
        Json(vec![Some("a\"b"), None].map_strings()),
        Hint::NONE,
    )
    .await;
}

trait MapStrings {
    fn map_strings(self) -> Vec<Option<String>>;
}

impl MapStrings for Vec<Option<&str>> {
    fn map_strings(self) -> Vec<Option<String>> {
        self.into_iter()
            .map(|text| text.map(str::to_owned))
            .collect()
    }
}

async fn spans_and_addresses_round_trip(url: &str) {
    let (_pool, mut c) = single(url).await;
    for months in [i32::MIN, -1, 0, i32::MAX] {
        for days in [i32::MIN, 0, 7, i32::MAX] {
            for microseconds in [i64::MIN + 1, -1, 0, 86_400_000_001, i64::MAX - 1] {
                let span = Interval {
                    months,
                    days,
                    microseconds,
                };
                back(&mut c, span, Hint::NONE).await;
            }
        }
    }
    let most = Interval {
        months: i32::MAX,
        days: i32::MAX,
        microseconds: i64::MAX,
    };
    let refused = Scalar::encode(&most, Hint::NONE);
    assert!(matches!(refused, Err(EncodeError::OutOfRange { .. })));
    for text in [
        "0.0.0.0",
        "10.1.2.3",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "::ffff:1.2.3.4",
    ] {
        let address: IpAddr = text.parse().unwrap();
        back(&mut c, address, Hint::NONE).await;
    }
    for text in [
        "0.0.0.0/0",
        "10.0.0.0/8",
        "10.1.2.3/32",
        "::/0",
        "fe80::/10",
        "::1/128",
    ] {
        let network: IpNetwork = text.parse().unwrap();
        back(&mut c, network, Hint::NONE).await;
    }
}

/// One that is empty, one with each value, and one with NULLs between them.
async fn list_back<V>(c: &mut PostgresConnection, values: Vec<V>, hint: Hint)
where
    V: ArrayElement + Scalar + PartialEq + Debug,
{
    back(c, Vec::<V>::new(), hint).await;
    back(c, Vec::<Option<V>>::new(), hint).await;
    let holes: Vec<Option<V>> = values
        .iter()
        .flat_map(|value| [Some(value.clone()), None])
        .collect();
    back(c, holes, hint).await;
    back(c, vec![None::<V>], hint).await;
    back(c, values, hint).await;
}

async fn arrays_round_trip(url: &str) {
    let (_pool, mut c) = single(url).await;
    let c = &mut c;
    list_back(c, vec![true, false], Hint::NONE).await;
    list_back(c, vec![i8::MIN, i8::MAX], Hint::NONE).await;
    list_back(c, vec![i16::MIN, i16::MAX], Hint::NONE).await;
    list_back(c, vec![i32::MIN, i32::MAX], Hint::NONE).await;
    list_back(c, vec![i64::MIN, i64::MAX], Hint::NONE).await;
    list_back(c, vec![0, u16::MAX], Hint::NONE).await;
    list_back(c, vec![0, u32::MAX], Hint::NONE).await;
    list_back(c, vec![0, i64::MAX.unsigned_abs()], Hint::NONE).await;
    list_back(c, vec![f32::MIN, 0.1, f32::MAX], Hint::NONE).await;
    list_back(c, vec![f64::MIN, 0.1, f64::MAX], Hint::NONE).await;
    let texts = ["", "a,b", "{\"\\}", "NULL", "ü€😀"].map(str::to_owned);
    list_back(c, texts.to_vec(), Hint::NONE).await;
    list_back(c, vec![vec![], vec![0, 255]], Hint::NONE).await;
    let ids = vec![Uuid::nil(), Uuid::max()];
    list_back(c, ids.clone(), Hint::NONE).await;
    list_back(c, ids, Hint::stored(Storage::Text)).await;
    let numbers = ["0", "-0.01", "79228162514264337593543950.33"];
    let numbers = numbers.map(|text| text.parse::<Decimal>().unwrap());
    list_back(c, numbers.to_vec(), Hint::scaled(2)).await;
    let days = [(1, 1, 1), (9999, 12, 31)];
    let days = days.map(|(year, month, day)| NaiveDate::from_ymd_opt(year, month, day).unwrap());
    let last = NaiveTime::from_hms_micro_opt(23, 59, 59, 999_999).unwrap();
    list_back(c, days.to_vec(), Hint::NONE).await;
    list_back(c, vec![NaiveTime::MIN, last], Hint::NONE).await;
    list_back(c, days.map(|day| day.and_time(last)).to_vec(), Hint::NONE).await;
    let moments = days.map(|day| day.and_time(last).and_utc()).to_vec();
    list_back(c, moments.clone(), Hint::NONE).await;
    list_back(c, moments, Hint::stored(Storage::WithoutZone)).await;
    list_back(c, vec![Json(vec![1]), Json(vec![])], Hint::NONE).await;
    list_back(c, vec![Interval::months(1), Interval::days(-1)], Hint::NONE).await;
    let addresses = ["10.1.2.3", "::1"].map(|text| text.parse::<IpAddr>().unwrap());
    list_back(c, addresses.to_vec(), Hint::NONE).await;
    list_back(c, addresses.map(IpNetwork::from).to_vec(), Hint::NONE).await;
    list_back(c, (0..70_000).collect::<Vec<i32>>(), Hint::NONE).await;
    for (arg, literal) in [
        (vec![1_i32, 2].to_arg(Hint::NONE), "ARRAY[1, 2]"),
        (
            vec![None, Some(2_i64)].to_arg(Hint::NONE),
            "ARRAY[NULL, 2]::bigint[]",
        ),
        (vec!["a".to_owned()].to_arg(Hint::NONE), "ARRAY['a']"),
    ] {
        let same: Vec<bool> = c
            .all(&format!("SELECT $1 = {literal}"), vec![arg.unwrap()])
            .await
            .unwrap();
        assert_eq!(same, [true], "{literal}");
    }
    // A text of one type after the other has a plan of its own.
    let many: Vec<i64> = c
        .all(
            "SELECT 1 WHERE 1 = ANY($1)",
            vec![vec![1_i64].to_arg(Hint::NONE).unwrap()],
        )
        .await
        .unwrap();
    assert_eq!(many, [1]);
    let many: Vec<i64> = c
        .all(
            "SELECT 1 WHERE 1 = ANY($1)",
            vec![vec![1_i16].to_arg(Hint::NONE).unwrap()],
        )
        .await
        .unwrap();
    assert_eq!(many, [1]);
    let refused = vec![u64::MAX].to_arg(Hint::NONE).unwrap();
    let refused = c
        .all::<i64>("SELECT 1 WHERE 1 = ANY($1)", vec![refused])
        .await;
    assert!(matches!(refused, Err(Error::Build(_))), "{refused:?}");
}

async fn hostile_arrays_are_errors(url: &str) {
    let (_pool, mut c) = single(url).await;
    async fn refused<V: Value>(c: &mut PostgresConnection, sql: &str) -> DecodeError {
        match c.all::<V>(sql, vec![]).await {
            Ok(_) => panic!("{sql} is read"),
            Err(error) => reason(error),
        }
    }
    let nothing = refused::<Vec<i32>>(&mut c, "SELECT ARRAY[1, NULL]").await;
    assert_eq!(nothing, DecodeError::UnexpectedNull);
    for (sql, wrong) in [
        ("SELECT ARRAY['a']", true),
        ("SELECT 1", true),
        ("SELECT 'a'", true),
        ("SELECT decode('00000000000000000000001700', 'hex')", true),
        ("SELECT ARRAY[ARRAY[1]]", false),
    ] {
        let error = refused::<Vec<i32>>(&mut c, sql).await;
        assert_eq!(
            matches!(error, DecodeError::WrongType { .. }),
            wrong,
            "{sql}: {error}"
        );
    }
    refused::<Vec<i16>>(&mut c, "SELECT ARRAY[70000]").await;
    refused::<IpAddr>(&mut c, "SELECT '10.0.0.1/8'::inet").await;
    refused::<IpNetwork>(&mut c, "SELECT '10.0.0.1/8'::inet").await;
    refused::<IpAddr>(&mut c, "SELECT 1").await;
    refused::<Interval>(&mut c, "SELECT 1").await;
    assert_eq!(
        c.one::<Vec<i32>>("SELECT '[5:6]={7,8}'::int[]").await,
        [7, 8],
        "the first element has another place"
    );
    assert_eq!(c.one::<i64>("SELECT 1").await, 1);
}

async fn decimals_round_trip(url: &str) {
    let (_pool, mut c) = single(url).await;
    for (text, scale) in [
        ("0", 0),
        ("-0.01", 2),
        ("10000", 0),
        ("9999.9999", 4),
        ("0.0001", 10),
        ("12345678901234567890.12345678", 8),
        ("79228162514264337593543950335", 0),
        ("-79228162514264337593543950335", 0),
        ("0.0000000000000000000000000001", 28),
        ("-7.9228162514264337593543950335", 28),
    ] {
        let value: Decimal = text.parse().unwrap();
        back(&mut c, value, Hint::scaled(scale)).await;
        let arg = Scalar::encode(&value, Hint::scaled(scale)).unwrap();
        let same: Vec<bool> = c
            .all(&format!("SELECT $1 = {text}"), vec![arg])
            .await
            .unwrap();
        assert_eq!(same, [true], "{text}");
    }
    let cut: Vec<Decimal> = c
        .fetch_all(statement("SELECT 2.0 / 3", vec![]), first(Hint::scaled(4)))
        .await
        .unwrap();
    assert_eq!(cut, ["0.6666".parse().unwrap()]);
    let whole: Decimal = c.one("SELECT 7::bigint").await;
    assert_eq!(whole, Decimal::from(7));
    let long: Decimal = c.one("SELECT 1.0 / 3 * 1.0000000000000000").await;
    assert!(long.to_string().starts_with("0.3333333333333333"), "{long}");
}

async fn nulls_round_trip(url: &str) {
    let (_pool, mut c) = single(url).await;
    for sql in [
        SqlType::Bool,
        SqlType::I8,
        SqlType::U64,
        SqlType::F32,
        SqlType::F64,
        SqlType::Text,
        SqlType::Bytes,
        SqlType::Uuid,
        SqlType::Decimal,
        SqlType::Date,
        SqlType::Time,
        SqlType::DateTime,
        SqlType::Timestamp,
        SqlType::Json,
        SqlType::Interval,
        SqlType::Ip,
        SqlType::IpNetwork,
        SqlType::Array(&SqlType::I32),
    ] {
        let read: Vec<Option<String>> = c.all("SELECT $1", vec![Arg::Null(sql)]).await.unwrap();
        assert_eq!(read, [None], "{sql:?}");
    }
    let error = c
        .all::<String>("SELECT $1", vec![Arg::Null(SqlType::Text)])
        .await
        .unwrap_err();
    assert_eq!(reason(error), DecodeError::UnexpectedNull);
}

fn reason(error: Error) -> DecodeError {
    match error {
        Error::Row(error) => error.reason().clone(),
        other => panic!("not an error of a row: {other:?}"),
    }
}

/// What is bound is what a literal says, so that both sides of our own coding are right.
async fn the_server_sees_the_same_values(url: &str) {
    let (_pool, mut c) = single(url).await;
    let moment = NaiveDate::from_ymd_opt(1987, 6, 5)
        .unwrap()
        .and_hms_micro_opt(4, 3, 2, 100_001)
        .unwrap();
    for (arg, literal) in [
        (Arg::Date(moment.date()), "date '1987-06-05'"),
        (Arg::Time(moment.time()), "time '04:03:02.100001'"),
        (
            Arg::DateTime(moment),
            "timestamp '1987-06-05 04:03:02.100001'",
        ),
        (
            Arg::Timestamp(moment.and_utc()),
            "timestamptz '1987-06-05 06:03:02.100001+02'",
        ),
        (Arg::Bytes(vec![0, 255]), "'\\x00ff'::bytea"),
        (Arg::Float(1.5), "1.5::real"),
        (Arg::Double(-1.25e300), "-1.25e300::float8"),
        (Arg::UInt(9), "9::bigint"),
        (Arg::Bool(true), "true"),
        (
            Arg::Uuid(Uuid::from_u128(7)),
            "'00000000-0000-0000-0000-000000000007'::uuid",
        ),
        (
            Arg::Json(r#"{"a":[1]}"#.to_owned()),
            r#"'{"a": [1]}'::jsonb"#,
        ),
        (Arg::Decimal("-12.50".parse().unwrap(), 2), "-12.50"),
    ] {
        let same: Vec<bool> = c
            .all(&format!("SELECT $1 = {literal}"), vec![arg])
            .await
            .unwrap_or_else(|error| panic!("{literal}: {error}"));
        assert_eq!(same, [true], "{literal}");
    }
    let scale: Vec<i64> = c
        .all("SELECT scale($1)", vec![Arg::Decimal(Decimal::ONE, 5)])
        .await
        .unwrap();
    assert_eq!(scale, [5]);
    let zone: String = c.one("SELECT current_setting('TimeZone')").await;
    assert_eq!(zone, "UTC");
}

async fn widths_are_read(url: &str) {
    let (_pool, mut c) = single(url).await;
    assert_eq!(c.one::<i64>("SELECT (-7)::smallint").await, -7);
    assert_eq!(c.one::<i64>("SELECT (-7)::integer").await, -7);
    assert_eq!(c.one::<i64>("SELECT 4000000000::oid").await, 4_000_000_000);
    assert_eq!(c.one::<f64>("SELECT 1.5::real").await, 1.5);
    assert_eq!(c.one::<f64>("SELECT 3").await, 3.0);
    assert_eq!(c.one::<f32>("SELECT 1.5::float8").await, 1.5);
    let error = c.all::<f32>("SELECT 1e300::float8", vec![]).await;
    assert!(matches!(
        reason(error.unwrap_err()),
        DecodeError::OutOfRange { .. }
    ));
    let error = c.all::<i8>("SELECT 128", vec![]).await.unwrap_err();
    assert!(matches!(reason(error), DecodeError::OutOfRange { .. }));
    let error = c.all::<u64>("SELECT -1", vec![]).await.unwrap_err();
    assert!(matches!(reason(error), DecodeError::OutOfRange { .. }));
}

async fn texts_of_all_kinds_are_read(url: &str) {
    let (_pool, mut c) = single(url).await;
    c.sql("DROP TYPE IF EXISTS t_values_mood; CREATE TYPE t_values_mood AS ENUM ('sad', 'glad')")
        .await
        .unwrap();
    for sql in [
        "SELECT 'glad'::t_values_mood",
        "SELECT 'glad'::varchar(9)",
        "SELECT 'glad'::name",
        "SELECT 'glad'::char(4)",
        "SELECT 'glad'",
    ] {
        assert_eq!(c.one::<String>(sql).await, "glad", "{sql}");
    }
    let glad = || vec![Arg::Enum("glad".to_owned())];
    let read: Vec<String> = c.all("SELECT $1::t_values_mood", glad()).await.unwrap();
    assert_eq!(read, ["glad"]);
    let read: Vec<bool> = c
        .all("SELECT 'sad'::t_values_mood < $1", glad())
        .await
        .unwrap();
    assert_eq!(read, [true]);
    assert_eq!(
        c.one::<Json<Vec<i32>>>("SELECT '[1, 2]'::json").await.0,
        [1, 2]
    );
    assert_eq!(
        c.one::<Json<Vec<i32>>>("SELECT '[1, 2]'::jsonb").await.0,
        [1, 2]
    );
    let error = c.all::<String>("SELECT ROW(1, 2)", vec![]).await;
    assert!(matches!(
        reason(error.unwrap_err()),
        DecodeError::WrongType { .. }
    ));
    c.sql("DROP TYPE t_values_mood").await.unwrap();
}

async fn what_rust_has_no_value_for_is_an_error(url: &str) {
    let (_pool, mut c) = single(url).await;
    async fn refused<V: Value>(c: &mut PostgresConnection, sql: &str) {
        let error = match c.all::<V>(sql, vec![]).await {
            Ok(_) => panic!("{sql} is read"),
            Err(error) => reason(error),
        };
        assert!(
            matches!(
                error,
                DecodeError::OutOfRange { .. } | DecodeError::WrongType { .. }
            ),
            "{sql}: {error}"
        );
    }
    for sql in [
        "SELECT 'NaN'::numeric",
        "SELECT 'Infinity'::numeric",
        "SELECT '-Infinity'::numeric",
        "SELECT 79228162514264337593543950336",
        "SELECT 10::numeric ^ 1000",
        "SELECT 1.5::float8",
    ] {
        refused::<Decimal>(&mut c, sql).await;
    }
    for sql in [
        "SELECT 'infinity'::date",
        "SELECT '-infinity'::date",
        "SELECT '5874897-12-31'::date",
        "SELECT now()",
    ] {
        refused::<NaiveDate>(&mut c, sql).await;
    }
    for sql in [
        "SELECT 'infinity'::timestamp",
        "SELECT '-infinity'::timestamp",
        "SELECT '294276-12-31'::timestamp",
        "SELECT now()",
    ] {
        refused::<NaiveDateTime>(&mut c, sql).await;
    }
    for sql in [
        "SELECT 'infinity'::timestamptz",
        "SELECT '-infinity'::timestamptz",
        "SELECT localtimestamp",
    ] {
        refused::<DateTime<Utc>>(&mut c, sql).await;
    }
    refused::<NaiveTime>(&mut c, "SELECT '24:00'::time").await;
    refused::<NaiveTime>(&mut c, "SELECT '12:00+02'::timetz").await;
    refused::<Uuid>(&mut c, "SELECT 1").await;
    refused::<bool>(&mut c, "SELECT 1").await;
    refused::<i64>(&mut c, "SELECT '1'").await;
    refused::<f64>(&mut c, "SELECT '1'").await;
    refused::<Vec<u8>>(&mut c, "SELECT 'a'").await;
    refused::<String>(&mut c, "SELECT '\\x00'::bytea").await;
    refused::<String>(&mut c, "SELECT ARRAY['a']").await;
    refused::<Json<i32>>(&mut c, "SELECT 1").await;
    // The connection goes on after each of them.
    assert_eq!(c.one::<i64>("SELECT 1").await, 1);
}

async fn refused_before_it_is_sent(url: &str) {
    let (_pool, mut c) = single(url).await;
    for arg in [
        Arg::UInt(u64::MAX),
        Arg::Text("a\0b".to_owned()),
        Arg::Json("\0".to_owned()),
        Arg::Enum("\0".to_owned()),
        Arg::Tenant(Hint::NONE),
    ] {
        let error = c
            .with("SELECT nothing FROM nowhere WHERE $1", vec![arg])
            .await;
        assert!(matches!(error, Err(Error::Build(_))), "{error:?}");
    }
    for count in [65_536, 100_000] {
        let error = c
            .with("SELECT $1", vec![Arg::Bool(true); count])
            .await
            .unwrap_err();
        let Error::Build(error) = error else {
            panic!("{error:?}")
        };
        assert!(
            matches!(*error, BuildError::TooManyParameters { limit: 65_535, .. }),
            "{error:?}"
        );
    }
    let list: Vec<String> = (1..=65_535).map(|at| format!("${at}")).collect();
    let found: Vec<i64> = c
        .all(
            &format!("SELECT 7 WHERE 65535 IN ({})", list.join(", ")),
            (1..=65_535).map(Arg::Int).collect(),
        )
        .await
        .unwrap();
    assert_eq!(found, [7]);
}
