use std::net::IpAddr;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use orm_core::Error;
use orm_core::types::{Arg, Hint, IpNetwork, Size, SqlType, Storage, Value};
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::fixture::{Ask, each};

/// Stores the value by both protocols in a column, and reads it back by both.
async fn round<V>(column: &str, values: Vec<V>, hint: Hint)
where
    V: Value + Clone + PartialEq + std::fmt::Debug,
{
    each(|server| {
        let values = values.clone();
        async move {
            let mut connections = server.each_way().await;
            let create = format!("CREATE TABLE t (id BIGINT PRIMARY KEY, v {column})");
            connections[0].sql(&create).await.unwrap();
            let mut id = 0;
            for value in values {
                for writer in 0..connections.len() {
                    id += 1;
                    let args = vec![Arg::Int(id), value.to_arg(hint).unwrap()];
                    let insert = "INSERT INTO t VALUES (?, ?)";
                    connections[writer].run(insert, args).await.unwrap();
                    for reader in &mut connections {
                        let select = "SELECT v FROM t WHERE id = ?";
                        let read: V = reader
                            .hinted(select, vec![Arg::Int(id)], hint)
                            .await
                            .unwrap();
                        assert_eq!(read, value, "column by {writer}");
                        let bound: V = reader
                            .hinted(
                                "SELECT COALESCE(?, v) FROM t WHERE id = ?",
                                vec![value.to_arg(hint).unwrap(), Arg::Int(id)],
                                hint,
                            )
                            .await
                            .unwrap();
                        assert_eq!(bound, value, "bind value");
                        let found: i64 = reader
                            .one(
                                "SELECT COUNT(*) FROM t WHERE id = ? AND v <=> ?",
                                vec![Arg::Int(id), value.to_arg(hint).unwrap()],
                            )
                            .await;
                        assert_eq!(found, 1, "{value:?} equals what was stored");
                    }
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn integers() {
    round("TINYINT", vec![i8::MIN, -1, 0, i8::MAX], Hint::NONE).await;
    round("SMALLINT", vec![i16::MIN, -1, i16::MAX], Hint::NONE).await;
    round("MEDIUMINT", vec![-8_388_608_i32, -1, 8_388_607], Hint::NONE).await;
    round("INT", vec![i32::MIN, -1, i32::MAX], Hint::NONE).await;
    round("BIGINT", vec![i64::MIN, -1, 0, i64::MAX], Hint::NONE).await;
    round("TINYINT UNSIGNED", vec![0, u8::MAX], Hint::NONE).await;
    round("SMALLINT UNSIGNED", vec![0, u16::MAX], Hint::NONE).await;
    round("INT UNSIGNED", vec![0, u32::MAX], Hint::NONE).await;
    round("BIGINT UNSIGNED", vec![0, u64::MAX], Hint::NONE).await;
    round("BIGINT", vec![Some(5_i64), None], Hint::NONE).await;
    round("YEAR", vec![1901_i64, 2155], Hint::NONE).await;
}

#[tokio::test]
async fn bits_and_years() {
    each(async |server| {
        let mut connections = server.each_way().await;
        let create = "CREATE TABLE t (id BIGINT PRIMARY KEY, v BIT(64))";
        connections[0].sql(create).await.unwrap();
        for (id, connection) in (0_i64..).zip(&mut connections) {
            for value in [5, 0, 1, 49, u64::MAX] {
                let all = vec![Arg::Int(id), Arg::UInt(value)];
                connection
                    .run("REPLACE INTO t VALUES (?, ?)", all)
                    .await
                    .unwrap();
                for select in [
                    "SELECT v FROM t WHERE id = ? AND v = ?",
                    "SELECT MAX((v + 0)) FROM t WHERE id = ? AND v <=> ?",
                    "SELECT CASE WHEN id = ? AND v >= ? THEN (v + 0) END FROM t",
                ] {
                    let args = vec![Arg::Int(id), Arg::UInt(value)];
                    let read = connection.all::<u64>(select, args).await;
                    assert_eq!(read.ok(), Some(vec![value]), "{select}");
                }
                for select in [
                    "SELECT COALESCE((v + 0), ?) FROM t WHERE id = ?",
                    "SELECT CASE WHEN 1 THEN (v + 0) ELSE ? END FROM t WHERE id = ?",
                    "SELECT COALESCE((NULLIF(v, v) + 0), ?) FROM t WHERE id = ?",
                    "SELECT CASE WHEN 0 THEN (v + 0) ELSE ? END FROM t WHERE id = ?",
                ] {
                    let args = vec![Arg::UInt(value), Arg::Int(id)];
                    let read: u64 = connection.one(select, args).await;
                    assert_eq!(read, value, "{select}");
                }
                connection
                    .run("DELETE FROM t WHERE id = ?", vec![Arg::Int(id)])
                    .await
                    .unwrap();
            }
        }
    })
    .await;
    round("YEAR", vec![1901_i16, 2155], Hint::stored(Storage::Year)).await;
    let medium = Hint::stored(Storage::Sized(Size::Medium));
    round("MEDIUMINT", vec![-8_388_608_i32, 8_388_607], medium).await;
    round("MEDIUMINT UNSIGNED", vec![0, 16_777_215_u32], medium).await;
}

#[tokio::test]
async fn addresses() {
    let hosts = [
        "0.0.0.0",
        "255.255.255.255",
        "::",
        "::ffff:1.2.3.4",
        "fe80::1",
    ];
    let hosts: Vec<IpAddr> = hosts.iter().map(|text| text.parse().unwrap()).collect();
    round("VARBINARY(17)", hosts, Hint::NONE).await;
    let networks = ["0.0.0.0/0", "10.0.0.0/8", "::/0", "fe80::/10", "::1/128"];
    let networks: Vec<IpNetwork> = networks.iter().map(|text| text.parse().unwrap()).collect();
    round("VARBINARY(18)", networks, Hint::NONE).await;
}

#[tokio::test]
async fn truth_values() {
    round(
        "TINYINT(1)",
        vec![Some(true), Some(false), None],
        Hint::NONE,
    )
    .await;
    each(async |server| {
        for mut connection in server.each_way().await {
            connection.sql("DROP TABLE IF EXISTS t").await.unwrap();
            connection.sql("CREATE TABLE t (v BIT(1))").await.unwrap();
            for value in [true, false] {
                let args = || vec![Arg::Bool(value)];
                connection
                    .run("INSERT INTO t VALUES (?)", args())
                    .await
                    .unwrap();
                let select = "SELECT v FROM t WHERE v = ?";
                assert_eq!(connection.one::<bool>(select, args()).await, value);
            }
        }
    })
    .await;
}

#[tokio::test]
async fn floats() {
    let doubles = vec![
        f64::MIN,
        f64::MAX,
        f64::MIN_POSITIVE,
        5e-324,
        0.1,
        -1.5,
        1e15 + 0.3,
        0.0,
    ];
    round("DOUBLE", doubles, Hint::NONE).await;
    let singles = vec![f32::MIN, f32::MAX, f32::MIN_POSITIVE, 0.1, 16_777_217.0];
    round("DOUBLE", singles, Hint::NONE).await;
}

#[tokio::test]
async fn a_float_column_keeps_a_prepared_float() {
    each(async |server| {
        let mut connection = server.connection().await;
        connection.sql("CREATE TABLE t (v FLOAT)").await.unwrap();
        let value = 0.123_456_79_f32;
        connection
            .run("INSERT INTO t VALUES (?)", vec![Arg::Float(value)])
            .await
            .unwrap();
        let select = "SELECT v FROM t WHERE v = ?";
        let read: f32 = connection.one(select, vec![Arg::Float(value)]).await;
        assert_eq!(read, value);
    })
    .await;
}

#[tokio::test]
async fn texts() {
    let texts = [
        "",
        "a",
        "'",
        "''",
        "\\",
        "\\'",
        "ß 🦀 \u{301}",
        "a\nb\r\t\u{1a}",
        "%_",
        "\u{7f}",
        "a ",
        "?",
        "x' OR 1=1 -- ",
    ];
    let texts = texts.map(str::to_owned).to_vec();
    round("LONGTEXT", texts.clone(), Hint::NONE).await;
    round("VARCHAR(100)", texts, Hint::NONE).await;
    round("LONGTEXT", vec!["x".repeat(70_000)], Hint::NONE).await;
}

#[tokio::test]
async fn bytes() {
    let all: Vec<u8> = (0..=255).collect();
    let values = vec![Vec::new(), vec![0], all, b"'\\".to_vec()];
    round("LONGBLOB", values, Hint::NONE).await;
}

#[tokio::test]
async fn uuids() {
    let ids = vec![Uuid::nil(), Uuid::max(), Uuid::from_u128(0x27_5c_00_1a_22)];
    round("BINARY(16)", ids.clone(), Hint::NONE).await;
    let text = Hint::stored(Storage::Text);
    round("CHAR(36)", ids, text).await;
}

#[tokio::test]
async fn decimals() {
    let values = [
        "0",
        "-0.01",
        "99999999999999999999999999.99",
        "1.5",
        "-12.34",
    ];
    let values: Vec<Decimal> = values.iter().map(|text| text.parse().unwrap()).collect();
    round("DECIMAL(28, 2)", values.clone(), Hint::scaled(2)).await;
    let text = Hint {
        scale: Some(2),
        ..Hint::stored(Storage::Text)
    };
    round("VARCHAR(64)", values, text).await;
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn time(hour: u32, minute: u32, second: u32, micro: u32) -> NaiveTime {
    NaiveTime::from_hms_micro_opt(hour, minute, second, micro).unwrap()
}

#[tokio::test]
async fn times() {
    let days = vec![
        day(1, 1, 1),
        day(1969, 12, 31),
        day(2024, 2, 29),
        day(9999, 12, 31),
    ];
    let times = vec![
        time(0, 0, 0, 0),
        time(23, 59, 59, 999_999),
        time(12, 0, 0, 0),
        time(0, 0, 0, 1),
    ];
    let mut moments: Vec<NaiveDateTime> = Vec::new();
    for day in &days {
        moments.extend(times.iter().map(|time| day.and_time(*time)));
    }
    let utc: Vec<DateTime<Utc>> = moments.iter().map(NaiveDateTime::and_utc).collect();
    round("DATE", days, Hint::NONE).await;
    round("TIME(6)", times, Hint::NONE).await;
    round("DATETIME(6)", moments, Hint::NONE).await;
    round("DATETIME(6)", utc, Hint::NONE).await;
    let since = vec![day(1970, 1, 2).and_time(time(1, 2, 3, 4)).and_utc()];
    round("TIMESTAMP(6) NULL", since, Hint::NONE).await;
    let epoch = [1, i64::from(i32::MAX) - 1].map(|second| {
        let moment = DateTime::from_timestamp(second, 999_999_000);
        moment.expect("a moment")
    });
    let hint = Hint::stored(Storage::Epoch);
    round("TIMESTAMP(6) NULL", epoch.to_vec(), hint).await;
    let local = epoch.map(|moment| moment.naive_utc());
    round("TIMESTAMP(6) NULL", local.to_vec(), hint).await;
    let millis = Hint {
        digits: Some(3),
        ..Hint::NONE
    };
    let last = time(23, 59, 59, 999_000);
    round("TIME(3)", vec![last], millis).await;
    round(
        "DATETIME(3)",
        vec![day(9999, 12, 31).and_time(last)],
        millis,
    )
    .await;
}

#[tokio::test]
async fn documents_and_enums() {
    each(async |server| {
        let mut connections = server.each_way().await;
        connections[0]
            .sql("CREATE TABLE t (j JSON, e ENUM('a', 'it''s'))")
            .await
            .unwrap();
        for connection in &mut connections {
            connection.sql("DELETE FROM t").await.unwrap();
            let args = vec![
                Arg::Json(r#"{"a": "b\"\\ü"}"#.to_owned()),
                Arg::Enum("it's".to_owned()),
            ];
            connection
                .run("INSERT INTO t VALUES (?, ?)", args)
                .await
                .unwrap();
            let json: orm_core::Json<std::collections::BTreeMap<String, String>> = connection
                .one("SELECT j FROM t WHERE 1 = ?", vec![Arg::Int(1)])
                .await;
            assert_eq!(json.0["a"], "b\"\\ü");
            let name: String = connection
                .one(
                    "SELECT e FROM t WHERE e = ?",
                    vec![Arg::Enum("it's".to_owned())],
                )
                .await;
            assert_eq!(name, "it's");
        }
    })
    .await;
}

#[tokio::test]
async fn typed_nulls() {
    let types = [
        SqlType::Bool,
        SqlType::I64,
        SqlType::U64,
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
        SqlType::Ip,
        SqlType::IpNetwork,
    ];
    each(async |server| {
        for mut connection in server.each_way().await {
            for sql in types {
                let read: Option<i64> = connection.one("SELECT ?", vec![Arg::Null(sql)]).await;
                assert_eq!(read, None, "{sql:?}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn sums_and_averages() {
    each(async |server| {
        for mut connection in server.each_way().await {
            let numbers = "FROM (SELECT 9223372036854775807 AS n UNION ALL SELECT ?) q";
            let less = vec![Arg::Int(-7)];
            let sum: i64 = connection
                .one(&format!("SELECT SUM(n) {numbers}"), less.clone())
                .await;
            assert_eq!(sum, i64::MAX - 7);
            let beyond = connection
                .all::<i64>(&format!("SELECT SUM(n) {numbers}"), vec![Arg::Int(1)])
                .await;
            assert!(matches!(beyond, Err(Error::Row(_))), "{beyond:?}");
            let mean: f64 = connection
                .one(
                    "SELECT AVG(CAST(n AS DOUBLE)) FROM (SELECT 1 AS n UNION ALL SELECT ?) q",
                    vec![Arg::Int(2)],
                )
                .await;
            assert_eq!(mean, 1.5);
            let mean: Decimal = connection
                .hinted(
                    "SELECT (SUM(n) / COUNT(n)) FROM (SELECT 1.00 AS n UNION ALL SELECT ?) q",
                    vec![Arg::Decimal("0.01".parse().unwrap(), 2)],
                    Hint::scaled(6),
                )
                .await
                .unwrap();
            assert_eq!(mean, "0.505".parse().unwrap());
            let third: Decimal = connection
                .hinted(
                    "SELECT CAST(? AS DECIMAL(10, 2)) / 3",
                    vec![Arg::Int(-2)],
                    Hint::scaled(2),
                )
                .await
                .unwrap();
            assert_eq!(third, "-0.66".parse().unwrap());
        }
    })
    .await;
}

#[tokio::test]
async fn what_does_not_fit_is_a_typed_error() {
    each(async |server| {
        let mut connections = server.each_way().await;
        connections[0].sql("SET sql_mode = ''").await.unwrap();
        connections[0]
            .sql("CREATE TABLE t (d DATE, m DATETIME(6), s TIME(6), b BLOB)")
            .await
            .unwrap();
        connections[0]
            .sql("INSERT INTO t VALUES ('0000-00-00', '2024-00-00', '-100:00:00', x'ff')")
            .await
            .unwrap();
        let one = || vec![Arg::Int(1)];
        for connection in &mut connections {
            let day = "SELECT d FROM t WHERE 1 = ?";
            let failures = [
                connection.all::<NaiveDate>(day, one()).await.err(),
                // A date of zeros is no NULL.
                connection.all::<Option<NaiveDate>>(day, one()).await.err(),
                connection
                    .all::<NaiveDateTime>("SELECT m FROM t WHERE 1 = ?", one())
                    .await
                    .err(),
                connection
                    .all::<NaiveTime>("SELECT s FROM t WHERE 1 = ?", one())
                    .await
                    .err(),
                connection
                    .all::<String>("SELECT b FROM t WHERE 1 = ?", one())
                    .await
                    .err(),
                connection
                    .all::<i64>("SELECT CONCAT('x', ?)", one())
                    .await
                    .err(),
                connection.all::<u64>("SELECT -?", one()).await.err(),
                connection.all::<i8>("SELECT 300 + ?", one()).await.err(),
                connection.all::<bool>("SELECT 1 + ?", one()).await.err(),
                connection.all::<i64>("SELECT 0.5 * ?", one()).await.err(),
                connection
                    .all::<i64>("SELECT NULLIF(1, ?)", one())
                    .await
                    .err(),
                connection
                    .all::<Uuid>("SELECT CONCAT('x', ?)", one())
                    .await
                    .err(),
            ];
            for (at, failure) in failures.into_iter().enumerate() {
                assert!(matches!(failure, Some(Error::Row(_))), "{at}: {failure:?}");
            }
            // The rest of the rows was read: the connection goes on.
            assert_eq!(connection.one::<i64>("SELECT ?", one()).await, 1);
        }
    })
    .await;
}

#[tokio::test]
async fn one_text_takes_values_of_any_type_after_each_other() {
    let make = || {
        vec![
            Arg::Bool(true),
            Arg::Int(i64::MAX),
            Arg::Int(i64::MIN),
            Arg::UInt(u64::MAX),
            Arg::Double(1.5),
            Arg::Float(0.1),
            Arg::Text("a".to_owned()),
            Arg::Bytes(vec![255]),
            Arg::Uuid(Uuid::max()),
            Arg::Decimal("-79228162514264337593543950335".parse().unwrap(), 0),
            Arg::Decimal("1.25".parse().unwrap(), 2),
            Arg::Date(day(2024, 2, 29)),
            Arg::Time(time(23, 59, 59, 999_999)),
            Arg::DateTime(day(2024, 2, 29).and_time(time(1, 2, 3, 4))),
            Arg::Null(SqlType::I64),
        ]
    };
    each(async |server| {
        for mut connection in server.each_way().await {
            let mut wrong = Vec::new();
            for (at, first) in make().into_iter().enumerate() {
                for (other, second) in make().into_iter().enumerate() {
                    // A text of its own for each pair, so that the first value prepares it.
                    let sql = format!("SELECT ? AS p_{at}_{other}");
                    for arg in [&first, &second, &first] {
                        if !comes_back(&mut connection, &sql, arg).await {
                            wrong.push(format!("{} after {}", second.kind(), first.kind()));
                        }
                    }
                }
            }
            assert!(wrong.is_empty(), "{wrong:#?}");
        }
    })
    .await;
}

async fn comes_back(connection: &mut orm_mysql::MySqlConnection, sql: &str, arg: &Arg) -> bool {
    async fn same<V: Value + PartialEq>(
        connection: &mut orm_mysql::MySqlConnection,
        sql: &str,
        arg: &Arg,
        hint: Hint,
        value: V,
    ) -> bool {
        let read = connection.hinted::<V>(sql, vec![arg.clone()], hint).await;
        read.is_ok_and(|read| read == value)
    }
    let none = Hint::NONE;
    match arg.clone() {
        Arg::Bool(value) => same(connection, sql, arg, none, value).await,
        Arg::Int(value) => same(connection, sql, arg, none, value).await,
        Arg::UInt(value) => same(connection, sql, arg, none, value).await,
        Arg::Float(value) => same(connection, sql, arg, none, value).await,
        Arg::Double(value) => same(connection, sql, arg, none, value).await,
        Arg::Text(value) => same(connection, sql, arg, none, value).await,
        Arg::Bytes(value) => same(connection, sql, arg, none, value).await,
        Arg::Uuid(value) => same(connection, sql, arg, none, value).await,
        Arg::Decimal(value, scale) => same(connection, sql, arg, Hint::scaled(scale), value).await,
        Arg::Date(value) => same(connection, sql, arg, none, value).await,
        Arg::Time(value) => same(connection, sql, arg, none, value).await,
        Arg::DateTime(value) => same(connection, sql, arg, none, value).await,
        _ => same(connection, sql, arg, none, None::<i64>).await,
    }
}
