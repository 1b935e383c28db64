use chrono::{NaiveDate, NaiveTime};
use orm_core::driver::Connection;
use orm_core::types::{Arg, Hint, Storage, Value};
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::fixture::{all, both, query};

/// Stores values in a column, reads them back, and finds them; on D1 and in this program.
async fn round<V>(connection: &mut impl Connection, column: &str, values: &[V], hint: Hint)
where
    V: Value + Clone + PartialEq + std::fmt::Debug,
{
    for sql in [
        "DROP TABLE IF EXISTS t".to_owned(),
        format!("CREATE TABLE t (id INTEGER PRIMARY KEY, v {column}) STRICT"),
    ] {
        connection.execute(query(&sql, Vec::new())).await.unwrap();
    }
    for (id, value) in (0..).zip(values) {
        let arg = || value.to_arg(hint).unwrap();
        let insert = query("INSERT INTO t VALUES (?, ?)", vec![Arg::Int(id), arg()]);
        assert_eq!(connection.execute(insert).await.unwrap(), 1);
        let found = all::<i64>(
            connection,
            "SELECT id FROM t WHERE v IS ? AND id = ?",
            vec![arg(), Arg::Int(id)],
            Hint::NONE,
        );
        assert_eq!(found.await, [id], "{value:?} equals what was stored");
        let bound = all::<V>(connection, "SELECT ?", vec![arg()], hint);
        assert_eq!(bound.await.first(), Some(value), "bind value");
    }
    let read: Vec<V> = all(connection, "SELECT v FROM t ORDER BY id", Vec::new(), hint).await;
    assert_eq!(read, values);
}

macro_rules! rounds {
    ($($column:literal, $values:expr, $hint:expr;)+) => {
        let Some((mut d1, mut sqlite)) = both().await else { return };
        $(
            let values = $values;
            round(&mut sqlite, $column, &values, $hint).await;
            round(&mut d1, $column, &values, $hint).await;
        )+
    };
}

#[tokio::test]
async fn values_are_those_of_sqlite() {
    let decimals: Vec<Decimal> = ["0", "-0.01", "9999999999999999.99"]
        .iter()
        .map(|text| text.parse().unwrap())
        .collect();
    let text = Hint {
        scale: Some(2),
        ..Hint::stored(Storage::Text)
    };
    let day = |year| NaiveDate::from_ymd_opt(year, 2, 28).unwrap();
    let time = NaiveTime::from_hms_micro_opt(23, 59, 59, 999_999).unwrap();
    let moments = vec![day(1).and_time(NaiveTime::MIN), day(9999).and_time(time)];
    rounds! {
        "INTEGER", vec![i64::MIN, -(1 << 53) - 1, -1, 0, (1 << 53) + 1, i64::MAX], Hint::NONE;
        "INTEGER", vec![0_u64, i64::MAX as u64], Hint::NONE;
        "INTEGER", vec![true, false], Hint::NONE;
        "REAL", vec![f64::MIN, f64::MAX, f64::MIN_POSITIVE, 5e-324, 0.1, -1.5, 1.0, 1e15 + 0.3], Hint::NONE;
        "REAL", vec![f32::MIN, 0.1_f32, 16_777_217.0], Hint::NONE;
        "TEXT", ["", "a", "'", "''", "\\", "ß 🦀 \u{301}", "a\nb\r\t\u{1a}", "%_", "a ", "?", "1", "X'00'", "NULL"].map(str::to_owned).to_vec(), Hint::NONE;
        "TEXT", vec!["x".repeat(200_000)], Hint::NONE;
        "TEXT", vec![Some("a".to_owned()), None], Hint::NONE;
        "BLOB", vec![Vec::new(), vec![0], (0..=255).collect::<Vec<u8>>(), b"'\\".to_vec(), vec![7; 100_000]], Hint::NONE;
        "BLOB", vec![Uuid::nil(), Uuid::max()], Hint::NONE;
        "TEXT", vec![Uuid::nil(), Uuid::max()], Hint::stored(Storage::Text);
        "INTEGER", decimals.clone(), Hint::scaled(2);
        "TEXT", decimals, text;
        "TEXT", vec![day(1), day(9999)], Hint::NONE;
        "TEXT", vec![NaiveTime::MIN, time], Hint::NONE;
        "TEXT", moments, Hint::NONE;
    }
}

#[tokio::test]
async fn arithmetic_is_that_of_sqlite() {
    let Some((mut d1, mut sqlite)) = both().await else {
        return;
    };
    for (sql, args) in [
        ("SELECT ? / 2", vec![Arg::Int(7)]),
        ("SELECT 1 -?", vec![Arg::Int(-1)]),
        ("SELECT CAST(? * 2 AS INTEGER)", vec![Arg::Double(3.5)]),
        ("SELECT ? % 10", vec![Arg::Int(i64::MAX)]),
        (
            "SELECT COUNT(*) FROM (SELECT 1 UNION SELECT 2 UNION SELECT ?)",
            vec![Arg::Int(2)],
        ),
        (
            "SELECT ? UNION SELECT 10 UNION SELECT 9 ORDER BY 1",
            vec![Arg::Int(100)],
        ),
    ] {
        let near: Vec<i64> = all(&mut sqlite, sql, args.clone(), Hint::NONE).await;
        let far: Vec<i64> = all(&mut d1, sql, args, Hint::NONE).await;
        assert_eq!(near, far, "{sql}");
    }
    let halves: Vec<f64> = all(&mut d1, "SELECT ? / 2", vec![Arg::Double(7.0)], Hint::NONE).await;
    assert_eq!(halves, [3.5]);
}

#[tokio::test]
async fn hostile_texts_come_back_bound_and_written() {
    let Some((mut d1, _)) = both().await else {
        return;
    };
    let parts = [
        "'",
        "''",
        "\"",
        "\\'",
        ";",
        "--",
        "/*",
        "*/",
        "?",
        "\n",
        "\u{1a}",
        "é",
        "🦀",
        "X'00'",
        "'; DROP TABLE t; --",
    ];
    let texts: Vec<String> = (0..400)
        .map(|at| {
            format!(
                "{}{}{}",
                parts[at % 15],
                parts[at / 15 % 15],
                "x".repeat(at % 7)
            )
        })
        .collect();
    // A hundred of them are bound, the others stand in the text.
    let rows = vec!["(?)"; 400].join(", ");
    let sql = format!("SELECT column1 FROM (VALUES {rows})");
    let args = texts.iter().cloned().map(Arg::Text).collect();
    let found: Vec<String> = all(&mut d1, &sql, args, Hint::NONE).await;
    assert_eq!(found, texts);
}

/// SQLite's own digits of these are off in the last place.
#[tokio::test]
async fn floats_of_columns_are_exact() {
    let Some((mut d1, _)) = both().await else {
        return;
    };
    let floats = [-7.421410809611542e-115, -6.361370089451477e-254];
    let args = floats.map(Arg::Double).to_vec();
    let create = "CREATE TABLE t (id INTEGER PRIMARY KEY, v REAL, w REAL)";
    d1.execute(query(create, Vec::new())).await.unwrap();
    let insert = "INSERT INTO t (v, w) VALUES (?, ?) RETURNING v";
    let inserted: Vec<f64> = all(&mut d1, insert, args.clone(), Hint::NONE).await;
    assert_eq!(inserted, floats[..1]);
    for sql in ["SELECT t.w FROM t", "SELECT w FROM t UNION SELECT w FROM t"] {
        let read: Vec<f64> = all(&mut d1, sql, Vec::new(), Hint::NONE).await;
        assert_eq!(read, floats[1..]);
    }
    let infinite = "UPDATE t SET v = -9e999, w = 1 RETURNING v";
    let read: Vec<f64> = all(&mut d1, infinite, Vec::new(), Hint::NONE).await;
    assert_eq!(read, [f64::NEG_INFINITY]);
    let whole: Vec<f64> = all(&mut d1, "SELECT w FROM t", Vec::new(), Hint::NONE).await;
    assert_eq!(whole, [1.0]);
}
