use chrono::NaiveDate;
use orm_core::Error;
use orm_core::types::{Arg, SqlType};
use proptest::prelude::*;
use uuid::Uuid;

use crate::interpolate::interpolate;

fn one(arg: Arg) -> String {
    interpolate("?", &[arg]).unwrap()
}

#[test]
fn literals() {
    let moment = NaiveDate::from_ymd_opt(1, 2, 3)
        .unwrap()
        .and_hms_opt(4, 5, 6)
        .unwrap();
    for (arg, text) in [
        (Arg::Null(SqlType::Text), "NULL"),
        (Arg::Bool(true), "TRUE"),
        (Arg::Int(5), "5"),
        (Arg::Int(i64::MIN), "(-9223372036854775808)"),
        (Arg::UInt(u64::MAX), "18446744073709551615"),
        (Arg::Double(-0.1), "(-1e-1)"),
        (Arg::Float(0.1), "1.0000000149011612e-1"),
        (Arg::Text(String::new()), "''"),
        (Arg::Text("it's".into()), "'it''s'"),
        (Arg::Text("a\\".into()), "_utf8mb4 0x615c"),
        (Arg::Text("\0".into()), "_utf8mb4 0x00"),
        (Arg::Enum("a".into()), "'a'"),
        (Arg::Bytes(vec![]), "_binary x''"),
        (Arg::Bytes(vec![1, 255]), "_binary x'01ff'"),
        (
            Arg::Uuid(Uuid::nil()),
            "_binary x'00000000000000000000000000000000'",
        ),
        (Arg::Decimal("-1.50".parse().unwrap(), 2), "(-1.50)"),
        (Arg::Date(moment.date()), "DATE'0001-02-03'"),
        (Arg::Time(moment.time()), "TIME'04:05:06.000000'"),
        (
            Arg::DateTime(moment),
            "TIMESTAMP'0001-02-03 04:05:06.000000'",
        ),
    ] {
        assert_eq!(one(arg), text);
    }
    assert!(interpolate("?", &[Arg::Double(f64::NAN)]).is_err());
}

#[test]
fn placeholders_stand_outside_of_literals_names_and_comments() {
    let sql = "SELECT '?''?', \"?\"\"?\", `?``?`, '\\\\', 1--?\n, ? -- ?\n# ?\n/* ? ' */ + ?";
    let out = interpolate(sql, &[Arg::Int(1), Arg::Int(2), Arg::Int(3)]).unwrap();
    let expected = "SELECT '?''?', \"?\"\"?\", `?``?`, '\\\\', 1--1\n, 2 -- ?\n# ?\n/* ? ' */ + 3";
    assert_eq!(out, expected);
}

#[test]
fn unclear_texts_are_refused() {
    for sql in [
        "SELECT '\\'?'",
        "SELECT 'a\\' , ?, 'b'",
        "SELECT \"\\\"?\"",
        "SELECT 'open ?",
        "SELECT `open ?",
        "SELECT /* open ?",
        "SELECT /*! ? */ 1",
        "SELECT /*!80000 ' */ ?",
        "SELECT /*!80000 # */ ?",
        "SELECT /*!80000 -- */ ?",
        "SELECT /*!80000 /* */ ?",
        "SELECT /*M! ? */ 1",
        "SELECT ?, ?",
        "SELECT 1",
    ] {
        let failed = interpolate(sql, &[Arg::Int(1)]);
        assert!(
            matches!(failed, Err(Error::Database { .. })),
            "{sql}: {failed:?}"
        );
    }
}

proptest! {
    #[test]
    fn a_text_is_one_literal_without_backslash_or_control_characters(text: String) {
        let out = one(Arg::Text(text.clone()));
        prop_assert!(!out.bytes().any(|byte| byte < b' ' || byte == b'\\' || byte == 0x7f));
        if let Some(quoted) = out.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')) {
            prop_assert_eq!(quoted.replace("''", ""), text.replace('\'', ""));
            prop_assert_eq!(quoted.replace("''", "'"), text);
        } else {
            let hex: String = text.bytes().map(|byte| format!("{byte:02x}")).collect();
            prop_assert_eq!(out, format!("_utf8mb4 0x{hex}"));
        }
    }

    #[test]
    fn any_text_is_read_without_a_panic(sql: String, count in 0..3_usize) {
        let _ = interpolate(&sql, &vec![Arg::Int(1); count]);
    }

    #[test]
    fn any_message_is_read_without_a_panic(message: String, number: u16) {
        let _ = crate::error::without_values(number, &message);
        let _ = crate::error::constraint(number, Some("23000"), &message);
    }

    #[test]
    fn any_url_is_read_without_a_panic(url in "mysql://.{0,40}") {
        let _ = url.parse::<crate::MySqlOptions>();
    }

    #[test]
    fn doubles_are_written_exactly(value in any::<f64>().prop_filter("finite", |value| value.is_finite())) {
        let out = one(Arg::Double(value));
        let bare = out.trim_matches(['(', ')']);
        prop_assert!(bare.contains('e'));
        prop_assert_eq!(bare.parse::<f64>().unwrap(), value);
    }
}
