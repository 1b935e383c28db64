use orm::escape_like;
use orm::prelude::*;

use super::{Sample, each, holds, samples};
use crate::backend::{TestBackend, on_every_backend};

on_every_backend!(
    like_tells_case_apart,
    like_wildcards,
    like_escapes,
    ilike_ignores_case,
    ilike_escapes,
    a_users_text_is_taken_literally,
    like_and_null,
    a_pattern_may_be_an_expression,
    concatenation,
    upper_and_lower,
    length_counts_characters,
    equality_is_exact,
);

async fn like_tells_case_apart<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    assert_eq!(holds!(db, Sample.text.like("Gr%")), [1]);
    assert_eq!(holds!(db, Sample.text.like("gr%")), Vec::<i64>::new());
    assert_eq!(holds!(db, Sample.text.not_like("Gr%")), [2, 3]);
}

async fn like_wildcards<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    assert_eq!(holds!(db, Sample.text.like("Gr__e")), [1]);
    assert_eq!(holds!(db, Sample.text.like("Gr_e")), Vec::<i64>::new());
    assert_eq!(holds!(db, Sample.text.like("%ß%")), [1]);
    assert_eq!(holds!(db, Sample.text.like("%")), [1, 2, 3]);
    assert_eq!(holds!(db, Sample.text.like("_%")), [1, 3]);
    assert_eq!(holds!(db, Sample.text.like("STRASSE")), [3]);
    // Not a pattern of its own on some databases.
    assert_eq!(holds!(db, Sample.text.like("STR[A]SSE")), Vec::<i64>::new());
    assert_eq!(holds!(db, Sample.text.like("STR*")), Vec::<i64>::new());
}

async fn like_escapes<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    assert_eq!(holds!(db, Sample.more.like("50%")), [1, 3]);
    assert_eq!(holds!(db, Sample.more.like("50\\%\\_%")), [1]);
    assert_eq!(holds!(db, Sample.more.like("50\\% off")), [3]);
    assert_eq!(holds!(db, Sample.more.like("%\\\\")), [1]);
    assert_eq!(holds!(db, Sample.more.like(escape_like("50%_off\\"))), [1]);
    assert_eq!(
        holds!(db, Sample.more.like(escape_like("50%"))),
        Vec::<i64>::new()
    );
    assert_eq!(
        holds!(db, Sample.more.like(format!("{}%", escape_like("50%_")))),
        [1]
    );
}

async fn ilike_ignores_case<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    assert_eq!(holds!(db, Sample.text.ilike("stra%")), [3]);
    assert_eq!(holds!(db, Sample.text.ilike("gRü%E")), [1]);
    assert_eq!(each!(db, Sample.text.ilike("%S%")), [false, false, true]);
    assert_eq!(holds!(db, Sample.text.not_ilike("stra%")), [1, 2]);
    assert_eq!(
        each!(db, not(Sample.text.not_ilike("%S%"))),
        [false, false, true]
    );
}

async fn ilike_escapes<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    assert_eq!(holds!(db, Sample.more.ilike("50\\%\\_OFF%")), [1]);
    assert_eq!(holds!(db, Sample.more.ilike("50% OFF")), [3]);
}

async fn a_users_text_is_taken_literally<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    assert_eq!(holds!(db, Sample.more.contains("%_")), [1]);
    assert_eq!(holds!(db, Sample.more.contains("0% o")), [3]);
    assert_eq!(holds!(db, Sample.more.contains("50_")), Vec::<i64>::new());
    assert_eq!(holds!(db, Sample.more.starts_with("50%")), [1, 3]);
    assert_eq!(holds!(db, Sample.more.starts_with("0%")), Vec::<i64>::new());
    assert_eq!(holds!(db, Sample.more.ends_with("\\")), [1]);
    assert_eq!(holds!(db, Sample.more.ends_with("off")), [3]);
    assert_eq!(holds!(db, Sample.text.contains("")), [1, 2, 3]);
    assert_eq!(
        holds!(db, Sample.text.contains("' OR 1=1 --")),
        Vec::<i64>::new()
    );
}

async fn like_and_null<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    assert_eq!(
        each!(db, Sample.more.like("%off")),
        [Some(false), None, Some(true)]
    );
    assert_eq!(
        each!(db, Sample.more.not_like("%off")),
        [Some(true), None, Some(false)]
    );
    assert_eq!(holds!(db, Sample.more.like("%").is_null()), [2]);
}

async fn a_pattern_may_be_an_expression<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    assert_eq!(
        holds!(db, Sample.text.like(Sample.text.concat("%"))),
        [1, 2, 3]
    );
    assert_eq!(holds!(db, Sample.text.like(Sample.text.upper())), [2, 3]);
}

async fn concatenation<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    assert_eq!(
        each!(db, Sample.text.concat("!")),
        ["Grüße!", "!", "STRASSE!"]
    );
    assert_eq!(
        each!(db, Sample.text.concat(" ").concat(Sample.more)),
        [
            Some("Grüße 50%_off\\".to_owned()),
            None,
            Some("STRASSE 50% off".to_owned())
        ]
    );
    assert_eq!(
        each!(db, Sample.text.concat(Sample.text).length()),
        [10, 0, 14]
    );
    assert_eq!(
        holds!(db, value("<".to_owned()).concat(Sample.text).eq("<")),
        [2]
    );
}

async fn upper_and_lower<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    assert_eq!(each!(db, Sample.text.lower()), ["grüße", "", "strasse"]);
    assert_eq!(
        each!(db, Sample.more.upper()),
        [
            Some("50%_OFF\\".to_owned()),
            None,
            Some("50% OFF".to_owned())
        ]
    );
    // SQLite leaves letters beyond ASCII as they are, the servers don't.
    let lower = each!(db, value("aBÄÉ Ω Я".to_owned()).lower()).remove(0);
    assert!(
        ["abäé ω я", "abÄÉ Ω Я"].contains(&lower.as_str()),
        "{lower}"
    );
    let upper = each!(db, value("aBäé ω я".to_owned()).upper()).remove(0);
    assert!(
        ["ABÄÉ Ω Я", "ABäé ω я"].contains(&upper.as_str()),
        "{upper}"
    );
}

async fn length_counts_characters<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    assert_eq!(each!(db, Sample.text.length()), [5, 0, 7]);
    assert_eq!(each!(db, Sample.more.length()), [Some(8), None, Some(7)]);
    assert_eq!(each!(db, value("🦀e\u{301}".to_owned()).length())[0], 3);
}

async fn equality_is_exact<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    assert_eq!(holds!(db, Sample.text.eq("strasse")), Vec::<i64>::new());
    assert_eq!(holds!(db, Sample.text.eq("STRASSE ")), Vec::<i64>::new());
    assert_eq!(holds!(db, Sample.text.eq(String::from("STRASSE"))), [3]);
    let owned = "Grüße".to_owned();
    assert_eq!(holds!(db, Sample.text.eq(&owned)), [1]);
}
