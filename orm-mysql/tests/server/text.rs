use orm_core::Error;
use orm_core::types::Arg;
use proptest::prelude::*;
use proptest::strategy::ValueTree;

use crate::fixture::{Ask, each};

const MODES: [&str; 4] = [
    "",
    "NO_BACKSLASH_ESCAPES",
    "ANSI_QUOTES",
    "ANSI_QUOTES,NO_BACKSLASH_ESCAPES,PIPES_AS_CONCAT",
];

fn hostile() -> Vec<String> {
    let mut texts: Vec<String> = [
        "'; DROP TABLE t; -- ",
        "\\'; DROP TABLE t; -- ",
        "\\\\'",
        "\u{bf}'\u{5c}",
        "\"; -- ",
        "`; #",
        "*/ OR 1=1 /*",
        "\0 is refused before",
        "?",
        "''",
        "\\",
        "\n",
        "\u{1a}",
        "\u{fffd}",
        "\u{10ffff}",
        " ",
        "",
    ]
    .iter()
    .map(|text| (*text).to_owned())
    .collect();
    texts.extend((1..=255).filter_map(char::from_u32).map(String::from));
    texts
}

#[tokio::test]
async fn hostile_texts_come_back_byte_for_byte() {
    each(async |server| {
        let mut connections = server.each_way().await;
        for mode in MODES {
            for connection in &mut connections {
                connection
                    .sql(&format!("SET SESSION sql_mode = '{mode}'"))
                    .await
                    .unwrap();
                for text in hostile() {
                    let args = vec![
                        Arg::Text(text.clone()),
                        Arg::Bytes(text.clone().into_bytes()),
                        Arg::Int(-1),
                    ];
                    let read: String = connection
                        .one("SELECT CONCAT(?, '?', '?') -- ?\n, ?, `a?` /* ? */ FROM (SELECT 1 -? AS `a?`) q", args)
                        .await;
                    assert_eq!(read, format!("{text}??"), "{mode}");
                    let bytes: Vec<u8> = connection
                        .one("SELECT ?", vec![Arg::Bytes(text.clone().into_bytes())])
                        .await;
                    assert_eq!(bytes, text.as_bytes(), "{mode}");
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn any_text_and_number_comes_back() {
    each(async |server| {
        let mut connections = server.each_way().await;
        let values: Vec<(String, Vec<u8>, f64, i64)> = {
            let one = (
                any::<String>(),
                any::<Vec<u8>>(),
                any::<f64>().prop_filter("finite", |value| value.is_finite()),
                any::<i64>(),
            );
            let mut runner = proptest::test_runner::TestRunner::default();
            let make = move || one.new_tree(&mut runner).unwrap().current();
            std::iter::repeat_with(make).take(300).collect()
        };
        for mode in MODES {
            for connection in &mut connections {
                connection
                    .sql(&format!("SET SESSION sql_mode = '{mode}'"))
                    .await
                    .unwrap();
                for (text, bytes, double, int) in &values {
                    let read: String = connection
                        .one("SELECT ?", vec![Arg::Text(text.clone())])
                        .await;
                    assert_eq!(&read, text);
                    let read: Vec<u8> = connection
                        .one("SELECT ?", vec![Arg::Bytes(bytes.clone())])
                        .await;
                    assert_eq!(&read, bytes);
                    let read: f64 = connection.one("SELECT ?", vec![Arg::Double(*double)]).await;
                    assert_eq!(read, *double);
                    let read: i64 = connection.one("SELECT ? AS n", vec![Arg::Int(*int)]).await;
                    assert_eq!(read, *int);
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn the_count_of_values_has_to_fit() {
    each(async |server| {
        for mut text in server.each_way().await.split_off(1) {
            for args in [vec![], vec![Arg::Int(1), Arg::Int(2)]] {
                let failed = text.all::<i64>("SELECT ? + 1 AS `?`", args).await;
                assert!(matches!(failed, Err(Error::Database { .. })), "{failed:?}");
            }
            let read: i64 = text.one("SELECT ? + 1 AS `?`", vec![Arg::Int(1)]).await;
            assert_eq!(read, 2);
        }
    })
    .await;
}
