use orm_core::Error;
use orm_core::driver::{Connection, Decoder, RowError};
use orm_core::types::{Arg, RowReader};
use orm_mysql::{MySqlConnection, Protocol};
use proptest::prelude::*;
use proptest::strategy::ValueTree;

use crate::fixture::{Ask, each, open, query};

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
            std::iter::repeat_with(make).take(40).collect()
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

/// SplitMix64: the same texts in each run.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }

    /// Some of what ends literals, names, comments and statements, among any other characters.
    fn text(&mut self) -> String {
        const PARTS: [&str; 26] = [
            "'",
            "\"",
            "`",
            "\\",
            "\\'",
            "''",
            "\\\\'",
            ";",
            "--",
            "-- ",
            "#",
            "/*",
            "*/",
            "/*!",
            "?",
            ":a",
            "\0",
            "\n",
            "\r",
            "\u{1a}",
            "%",
            "_",
            "\u{bf}\u{27}",
            " OR 1=1",
            "; DROP TABLE t; ",
            "\u{2019}",
        ];
        let mut text = String::new();
        for _ in 0..self.below(9) {
            match self.below(5) {
                0 => text.extend(char::from_u32(self.next() as u32 % 0x11_0000)),
                1 => text.push(char::from((self.next() % 128) as u8)),
                _ => text.push_str(PARTS[self.below(PARTS.len())]),
            }
        }
        text
    }
}

/// Reads all columns of a row, as text and as bytes in turn.
struct Columns(usize);

impl Decoder for Columns {
    type Item = Vec<Vec<u8>>;

    fn decode<R: RowReader + ?Sized>(&self, row: &R) -> Result<Self::Item, RowError> {
        let cell = |at: usize| {
            if at.is_multiple_of(2) {
                row.text(at).map(|text| text.as_bytes().to_vec())
            } else {
                row.bytes(at).map(<[u8]>::to_vec)
            }
        };
        (0..self.0)
            .map(|at| cell(at).map_err(|error| RowError::of_position(at, error)))
            .collect()
    }
}

/// `ORM_HOSTILE_STRINGS` asks for another number of them.
#[tokio::test]
async fn fifty_thousand_hostile_texts_come_back_in_one_statement_each() {
    const EACH: usize = 500;
    let count = std::env::var("ORM_HOSTILE_STRINGS").map_or(50_000, |count| count.parse().unwrap());
    let sql = format!("SELECT '?', ?{} -- ?\n /* ? ' */", ", ?".repeat(EACH - 1));
    each(async |server| {
        let text = server.options().protocol(Protocol::Text);
        let mut connection = open(text).await;
        for mode in [
            "@@GLOBAL.sql_mode",
            "'NO_BACKSLASH_ESCAPES'",
            "'ANSI_QUOTES'",
        ] {
            let set = format!("SET SESSION sql_mode = {mode}");
            connection.sql(&set).await.unwrap();
            let mut random = Random(count as u64);
            let before = questions(&mut connection).await;
            let statements = count / EACH;
            for _ in 0..statements {
                let texts: Vec<String> = (0..EACH).map(|_| random.text()).collect();
                let arg = |(at, text): (usize, &String)| match at % 2 {
                    0 => Arg::Bytes(text.clone().into_bytes()),
                    _ => Arg::Text(text.clone()),
                };
                let args = texts.iter().enumerate().map(arg).collect();
                let all = connection.fetch_all(query(&sql, args), Columns(EACH + 1));
                let rows = all.await.unwrap();
                assert_eq!(rows.len(), 1);
                for (text, read) in texts.iter().zip(&rows[0][1..]) {
                    assert_eq!(text.as_bytes(), read, "{mode}: {text:?}");
                }
            }
            let sent = questions(&mut connection).await - before;
            assert_eq!(
                sent,
                statements as i64 + 1,
                "statements that the server counted"
            );
        }
    })
    .await;
}

/// How many statements the session has sent.
async fn questions(connection: &mut MySqlConnection) -> i64 {
    struct Second;
    impl Decoder for Second {
        type Item = i64;
        fn decode<R: RowReader + ?Sized>(&self, row: &R) -> Result<i64, RowError> {
            let read = row.text(1).map(|number| number.parse().expect("a number"));
            read.map_err(|error| RowError::of_position(1, error))
        }
    }
    let status = query("SHOW SESSION STATUS LIKE 'Questions'", Vec::new());
    connection.fetch_all(status, Second).await.unwrap()[0]
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
