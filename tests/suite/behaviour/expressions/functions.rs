use orm::driver::HasRegex;
use orm::prelude::*;

use super::{NewSample, Sample, Samples, each, holds, samples};
use crate::backend::{TestBackend, on_backends, on_every_backend};
use crate::fixture::cents;

on_every_backend!(
    lengths_in_characters_and_bytes,
    spaces_are_trimmed,
    parts_of_texts,
    texts_are_replaced,
    positions_are_counted_from_one,
    functions_of_null_are_null,
    functions_stand_in_functions,
);

on_backends!(patterns: [postgres, mysql, mysql8, mariadb] [
    expressions_match_with_their_case,
    expressions_match_whatever_the_case,
    what_is_no_expression_is_an_error,
]);

/// Texts in which characters, bytes and signs of SQL differ.
const TEXTS: &[&str] = &[
    "",
    " ",
    "   ",
    "a",
    " a ",
    "  a b  ",
    "\ta\t",
    "Grüße",
    "日本語",
    "😀😀",
    "a😀ü",
    "%_\\",
    "a'b\"c",
    "aaaa",
    "AaAa",
    "x\ny",
];

/// A sample with each text.
async fn texts<B: TestBackend>(db: &Db<B>) {
    db.create_tables::<Samples>().await.unwrap();
    for (id, text) in (1..).zip(TEXTS) {
        let row = NewSample {
            id,
            whole: 0,
            real: 0.0,
            text: (*text).to_owned(),
            flag: true,
            fine: cents(0),
            finer: Decimal::ZERO,
        };
        db.insert(row).run().await.unwrap();
    }
}

fn expected<T>(value: impl Fn(&str) -> T) -> Vec<T> {
    TEXTS.iter().map(|text| value(text)).collect()
}

async fn lengths_in_characters_and_bytes<B: TestBackend>(db: Db<B>) {
    texts(&db).await;
    assert_eq!(
        each!(db, Sample.text.length()),
        expected(|text| text.chars().count() as i64)
    );
    assert_eq!(
        each!(db, Sample.text.byte_length()),
        expected(|text| text.len() as i64)
    );
}

async fn spaces_are_trimmed<B: TestBackend>(db: Db<B>) {
    texts(&db).await;
    assert_eq!(
        each!(db, Sample.text.trim()),
        expected(|text| text.trim_matches(' ').to_owned())
    );
    assert_eq!(
        each!(db, Sample.text.trim_start()),
        expected(|text| text.trim_start_matches(' ').to_owned())
    );
    assert_eq!(
        each!(db, Sample.text.trim_end()),
        expected(|text| text.trim_end_matches(' ').to_owned())
    );
}

async fn parts_of_texts<B: TestBackend>(db: Db<B>) {
    texts(&db).await;
    for (skip, take) in [
        (0, 0),
        (0, 1),
        (1, 2),
        (2, 99),
        (9, 9),
        (0, u32::MAX),
        (u32::MAX, 1),
    ] {
        assert_eq!(
            each!(db, Sample.text.substring(skip, take)),
            expected(|text| {
                let rest = text.chars().skip(skip as usize);
                rest.take(take as usize).collect::<String>()
            }),
            "{skip} {take}"
        );
    }
    for count in [0, 1, 2, 3, 99, u32::MAX] {
        assert_eq!(
            each!(db, Sample.text.left(count)),
            expected(|text| text.chars().take(count as usize).collect::<String>()),
            "{count}"
        );
        assert_eq!(
            each!(db, Sample.text.right(count)),
            expected(|text| {
                let before = text.chars().count().saturating_sub(count as usize);
                text.chars().skip(before).collect::<String>()
            }),
            "{count}"
        );
    }
}

async fn texts_are_replaced<B: TestBackend>(db: Db<B>) {
    texts(&db).await;
    for (from, to) in [
        ("a", "bb"),
        ("aa", ""),
        ("%", "'"),
        ("ü", "\\"),
        ("😀", "日"),
        ("'", "''"),
    ] {
        assert_eq!(
            each!(db, Sample.text.replace(from, to)),
            expected(|text| text.replace(from, to)),
            "{from} {to}"
        );
    }
    assert_eq!(
        each!(db, Sample.text.replace("", "x")),
        expected(str::to_owned)
    );
    assert_eq!(
        each!(db, Sample.text.replace(Sample.text.left(1), "-")),
        expected(|text| match text.chars().next() {
            Some(first) => text.replace(first, "-"),
            None => String::new(),
        })
    );
}

async fn positions_are_counted_from_one<B: TestBackend>(db: Db<B>) {
    texts(&db).await;
    for part in [
        "a", "A", "ü", "😀", "語", "'", "%", "\\", "\n", "nowhere", "",
    ] {
        assert_eq!(
            each!(db, Sample.text.position(part)),
            expected(|text| match text.find(part) {
                Some(at) => text[..at].chars().count() as i64 + 1,
                None => 0,
            }),
            "{part:?}"
        );
    }
}

async fn functions_of_null_are_null<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(
        each!(db, Sample.more.left(3)),
        [text("50%"), None, text("50%")]
    );
    assert_eq!(each!(db, Sample.more.right(0)), [text(""), None, text("")]);
    assert_eq!(
        each!(db, Sample.more.byte_length()),
        [Some(8), None, Some(7)]
    );
    assert_eq!(
        each!(db, Sample.text.position(Sample.more)),
        [Some(0), None, Some(0)]
    );
    assert_eq!(
        each!(db, Sample.text.replace("ß", Sample.more)),
        [text("Grü50%_off\\e"), None, text("STRASSE")]
    );
}

async fn functions_stand_in_functions<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    assert_eq!(
        each!(db, Sample.text.lower().replace("ss", "ß").upper().left(4)),
        each!(db, Sample.text.lower().replace("ss", "ß").left(4).upper())
    );
    assert_eq!(
        each!(db, Sample.text.concat("  ").trim_end().length().add(1)),
        [6, 1, 8]
    );
    assert_eq!(holds!(db, Sample.text.right(2).eq("ße")), [1]);
    assert_eq!(
        each!(db, Sample.text.left(1).concat(Sample.text.right(1))),
        ["Ge", "", "SE"]
    );
}

async fn expressions_match_with_their_case<B: TestBackend + HasRegex>(db: Db<B>) {
    samples(&db).await;
    assert_eq!(
        each!(db, Sample.text.matches("^Gr[üu]+")),
        [true, false, false]
    );
    assert_eq!(each!(db, Sample.text.matches("^gr")), [false; 3]);
    assert_eq!(each!(db, Sample.text.matches("^$")), [false, true, false]);
    assert_eq!(
        each!(db, Sample.text.matches("S{2}E$")),
        [false, false, true]
    );
    assert_eq!(
        each!(db, Sample.more.matches("^[0-9]{2}%.off")),
        [Some(true), None, Some(true)]
    );
    assert_eq!(each!(db, Sample.text.matches(Sample.text)), [true; 3]);
    assert_eq!(
        each!(db, Sample.more.matches("\\\\$")),
        [Some(true), None, Some(false)]
    );
    assert_eq!(each!(db, Sample.text.matches("' OR '1'='1")), [false; 3]);
}

async fn expressions_match_whatever_the_case<B: TestBackend + HasRegex>(db: Db<B>) {
    samples(&db).await;
    assert_eq!(
        each!(db, Sample.text.matches_insensitive("^gRÜ|^stra")),
        [true, false, true]
    );
    assert_eq!(
        holds!(db, Sample.text.matches_insensitive("^s.*e$").not()),
        [1, 2]
    );
}

async fn what_is_no_expression_is_an_error<B: TestBackend + HasRegex>(db: Db<B>) {
    samples(&db).await;
    let result = db
        .select(Sample.text.matches("(["))
        .from(Sample)
        .all()
        .await;
    assert!(
        matches!(result, Err(orm::Error::Database { .. })),
        "{result:?}"
    );
}
