use orm::prelude::*;
use orm::types::EncodeError;
use proptest::collection::vec;
use proptest::prelude::{Strategy, any};

use super::{comes_back, does_not_fit_the_column, is_refused, stored};
use crate::backend::{TestBackend, on_every_backend};

stored!(strings: String);
stored!(short: #[column(varchar = 4)] String);

on_every_backend!(
    any_text_comes_back,
    a_nul_is_refused,
    a_short_text_comes_back,
    a_text_longer_than_its_column,
);

fn text(most: usize) -> impl Strategy<Value = String> {
    let character = any::<char>().prop_filter("no NUL", |character| *character != '\0');
    vec(character, 0..=most).prop_map(|characters| characters.into_iter().collect())
}

fn texts<const N: usize>(texts: [&str; N]) -> [String; N] {
    texts.map(str::to_owned)
}

async fn any_text_comes_back<B: TestBackend>(db: Db<B>) {
    let extremes = texts([
        "",
        " ",
        " spaces around ",
        "\u{1}\t\r\n\u{7f}",
        "'\"`\\%_?$1:name--/*",
        "e\u{301} é ß ﬁ İ",
        "👩‍👩‍👧‍👦 🦀 \u{10ffff}",
        "\u{feff}\u{202e}\u{fffe}\u{ffff}",
        "NULL",
        "0012.50",
    ]);
    comes_back::<B, strings::Cell>(db, extremes, text(60), String::eq).await;
}

async fn a_nul_is_refused<B: TestBackend>(db: Db<B>) {
    for bad in texts(["\0", "a\0", "\0a", "a\0b"]) {
        let because = |error: &EncodeError| *error == EncodeError::Nul;
        is_refused::<B, strings::Cell>(&db, "good".to_owned(), bad, because).await;
    }
}

async fn a_short_text_comes_back<B: TestBackend>(db: Db<B>) {
    // The length is counted in characters.
    comes_back::<B, short::Cell>(db, texts(["", "1234", "🦀🦀🦀🦀"]), text(4), String::eq).await;
}

async fn a_text_longer_than_its_column<B: TestBackend>(db: Db<B>) {
    for bad in texts(["12345", "🦀🦀🦀🦀🦀", "1234 "]) {
        does_not_fit_the_column::<B, short::Cell>(&db, "1234".to_owned(), bad).await;
    }
}
