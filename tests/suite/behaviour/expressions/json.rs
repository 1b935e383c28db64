use std::collections::HashMap;

use orm::driver::HasJsonContains;
use orm::prelude::*;
use serde_json::{Value, json};

use crate::backend::{TestBackend, on_backends, on_every_backend};
use crate::fixture::{ACME, BETA, tenant};
use crate::schema::OrgId;

on_every_backend!(
    a_value_is_read_as_what_it_is,
    whole_numbers_stay_exact,
    numbers_beyond_a_type_are_null,
    paths_lead_into_arrays,
    nothing_null_and_no_document_are_told_apart,
    hostile_keys_are_keys,
    a_key_with_nul_is_an_error,
    a_key_that_begins_with_a_dash,
    values_filter_and_group,
    another_tenants_documents_are_out_of_reach,
);

on_backends!(containment: [postgres, mysql, mysql8, mariadb] [
    documents_contain_others,
    containment_of_hostile_texts,
]);

#[derive(Keyspace)]
#[keyspace(name = "documents", tables(Document))]
struct Documents;

#[derive(Table, Clone, Debug, PartialEq)]
#[table(name = "json_documents", keyspace = Documents)]
struct Document {
    #[column(primary_key)]
    id: i64,
    #[column(tenant)]
    org_id: OrgId,
    body: Json<Value>,
    maybe: Option<Json<Value>>,
    #[column(json)]
    written: Json<Value>,
}

async fn documents<B: TestBackend>(
    db: &Db<B>,
    bodies: impl IntoIterator<Item = Value>,
) -> Db<B, Scoped<OrgId>> {
    db.create_tables::<Documents>().await.unwrap();
    let db = tenant(db, ACME);
    for (at, body) in (1..).zip(bodies) {
        let row = NewDocument {
            id: at,
            body: Json(body.clone()),
            written: Json(body.clone()),
        };
        let row = if at % 2 == 1 {
            row.maybe(Json(body))
        } else {
            row.into()
        };
        db.insert(row).run().await.unwrap();
    }
    db
}

macro_rules! each {
    ($db:expr, $expression:expr) => {
        $db.select($expression)
            .from(Document)
            .order_by(Document.id)
            .all()
            .await
            .unwrap()
    };
}

/// A value of each type, and its edges.
fn values() -> Vec<Value> {
    vec![
        json!("text"),
        json!(""),
        json!("7"),
        json!("null"),
        json!("true"),
        json!("Grüße \"'\\ \n€😀"),
        json!(7),
        json!(-7),
        json!(0),
        json!(7.0),
        json!(-0.5),
        json!(1.5e30),
        json!(5e-324),
        json!(true),
        json!(false),
        json!(null),
        json!([]),
        json!([1, "a", null]),
        json!({}),
        json!({"a": {"b": 1}}),
    ]
}

async fn a_value_is_read_as_what_it_is<B: TestBackend>(db: Db<B>) {
    let values = values();
    let db = documents(&db, values.iter().map(|value| json!({ "v": value }))).await;
    let texts: Vec<_> = values
        .iter()
        .map(|value| value.as_str().map(str::to_owned))
        .collect();
    assert_eq!(each!(db, Document.body.json_text("v")), texts);
    assert_eq!(each!(db, Document.written.json_text("v")), texts);
    let whole = |value: &Value| match value.as_f64() {
        Some(number) if number.fract() == 0.0 && number.abs() < 1e15 => Some(number as i64),
        _ => None,
    };
    let wholes: Vec<_> = values.iter().map(whole).collect();
    assert_eq!(each!(db, Document.body.json_i64("v")), wholes);
    assert_eq!(each!(db, Document.written.json_i64("v")), wholes);
    let numbers: Vec<_> = values.iter().map(Value::as_f64).collect();
    assert_eq!(each!(db, Document.body.json_f64("v")), numbers);
    let truths: Vec<_> = values.iter().map(Value::as_bool).collect();
    assert_eq!(each!(db, Document.body.json_bool("v")), truths);
    assert_eq!(each!(db, Document.written.json_bool("v")), truths);
    let lengths: Vec<_> = values
        .iter()
        .map(|value| value.as_array().map(|array| array.len() as i64))
        .collect();
    assert_eq!(each!(db, Document.body.json_array_length("v")), lengths);
    assert_eq!(each!(db, Document.written.json_array_length("v")), lengths);
    let same: Vec<_> = values
        .iter()
        .cloned()
        .map(|value| Some(Json(value)))
        .collect();
    assert_eq!(each!(db, Document.body.json_get("v")), same);
    assert_eq!(each!(db, Document.written.json_get("v")), same);
}

async fn whole_numbers_stay_exact<B: TestBackend>(db: Db<B>) {
    let numbers = [
        i64::MAX,
        i64::MAX - 1,
        i64::MIN,
        i64::MIN + 1,
        (1 << 53) + 1,
        -(1 << 53) - 1,
    ];
    let db = documents(&db, numbers.map(|number| json!([number]))).await;
    assert_eq!(each!(db, Document.body.json_i64(0)), numbers.map(Some));
}

async fn numbers_beyond_a_type_are_null<B: TestBackend>(db: Db<B>) {
    let numbers = [
        json!(u64::MAX),
        json!(1u64 << 63),
        json!(1e19),
        json!(-1e300),
    ];
    let db = documents(&db, numbers.iter().map(|number| json!([number]))).await;
    assert_eq!(each!(db, Document.body.json_i64(0)), [None; 4]);
    let floats: Vec<_> = numbers.iter().map(Value::as_f64).collect();
    assert_eq!(each!(db, Document.body.json_f64(0)), floats);
}

async fn paths_lead_into_arrays<B: TestBackend>(db: Db<B>) {
    let body = json!({"a": [{"b": ["x", "y"]}, "z"], "0": "key"});
    let db = documents(&db, [body.clone(), json!([["in"], "out"]), json!("text")]).await;
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(
        each!(db, Document.body.json_text(("a", 0, "b", 1))),
        [text("y"), None, None]
    );
    assert_eq!(
        each!(
            db,
            Document
                .body
                .json_get("a")
                .json_get(0)
                .json_get("b")
                .json_text(0)
        ),
        [text("x"), None, None]
    );
    // A key is no place, and what is no array has no place 0.
    assert_eq!(
        each!(db, Document.body.json_text("0")),
        [text("key"), None, None]
    );
    assert_eq!(each!(db, Document.body.json_text(0)), [None, None, None]);
    assert_eq!(
        each!(db, Document.body.json_text(1)),
        [None, text("out"), None]
    );
    assert_eq!(
        each!(db, Document.body.json_text((0, 0))),
        [None, text("in"), None]
    );
    assert_eq!(
        each!(db, Document.body.json_text((1, 0))),
        [None, None, None]
    );
    assert_eq!(
        each!(db, Document.body.json_text(("a", 0, 0))),
        [None, None, None]
    );
    assert_eq!(
        each!(db, Document.body.json_text(usize::MAX)),
        [None, None, None]
    );
    assert_eq!(
        each!(db, Document.body.json_text(())),
        [None, None, text("text")]
    );
    assert_eq!(
        each!(db, Document.body.json_text(vec!["a", "b"])),
        [None, None, None]
    );
    assert_eq!(each!(db, Document.body.json_get(()))[0], Some(Json(body)));
}

async fn nothing_null_and_no_document_are_told_apart<B: TestBackend>(db: Db<B>) {
    let db = documents(
        &db,
        [json!({"k": null}), json!({"k": 1}), json!({"other": 1})],
    )
    .await;
    let null = Some(Json(Value::Null));
    assert_eq!(
        each!(db, Document.body.json_get("k")),
        [null.clone(), Some(Json(json!(1))), None]
    );
    // The second document is NULL.
    assert_eq!(each!(db, Document.maybe.json_get("k")), [null, None, None]);
    assert_eq!(
        each!(db, Document.body.json_get("k").is_null()),
        [false, false, true]
    );
    assert_eq!(
        each!(db, Document.body.json_has_key("k")),
        [true, true, false]
    );
    assert_eq!(
        each!(db, Document.written.json_has_key("k")),
        [true, true, false]
    );
    assert_eq!(
        each!(db, Document.maybe.json_has_key("k")),
        [Some(true), None, Some(false)]
    );
    assert_eq!(each!(db, Document.maybe.json_text("k")), [None, None, None]);
    assert_eq!(
        each!(db, Document.maybe.json_i64("other")),
        [None, None, Some(1)]
    );
    // An array has no keys, also where it holds the text.
    db.update(Document)
        .set(Document.body.to(Json(json!(["k"]))))
        .all_rows()
        .run()
        .await
        .unwrap();
    assert_eq!(each!(db, Document.body.json_has_key("k")), [false; 3]);
}

async fn hostile_keys_are_keys<B: TestBackend>(db: Db<B>) {
    let keys = [
        "",
        " ",
        "'",
        "''",
        "\"",
        "\"\"",
        "\\",
        "\\\\",
        "\\\"",
        "$",
        "$.a",
        "a.b",
        ".",
        "*",
        "**",
        "[0]",
        "$[0]",
        "a\"b",
        "a'b",
        "a\\b",
        "a`b",
        "a]b",
        "{0}",
        "{1}",
        "@",
        "#",
        "?",
        "$1",
        "ü",
        "日本",
        "😀",
        "a-1",
        "0",
        "last",
        "\n",
        "\t",
        "a\u{7f}b",
        "%",
        "_",
        "; --",
        "/*",
        "*/",
        "' OR '1'='1",
        "\\u0041",
        "A",
    ];
    let body: HashMap<_, _> = keys
        .iter()
        .enumerate()
        .map(|(at, key)| (*key, at))
        .collect();
    let db = documents(&db, [json!(body)]).await;
    for (at, key) in keys.iter().enumerate() {
        let found: Vec<(Option<i64>, Option<i64>, bool)> = each!(
            db,
            (
                Document.body.json_i64(*key),
                Document.written.json_i64(*key),
                Document.body.json_has_key(key)
            )
        );
        let at = Some(at as i64);
        assert_eq!(found, [(at, at, true)], "{key:?}");
        let missing = format!("{key}{key}x");
        assert_eq!(
            each!(db, Document.body.json_has_key(&missing)),
            [false],
            "{missing:?}"
        );
        assert_eq!(
            each!(db, Document.body.json_get(&missing)),
            [None],
            "{missing:?}"
        );
    }
}

/// MariaDB's paths don't reach it, and `MySql` is what MariaDB has too.
async fn a_key_that_begins_with_a_dash<B: TestBackend>(db: Db<B>) {
    let db = documents(&db, [json!({"-": 1, "-a": 2})]).await;
    for (key, expected) in [("-", Some(1)), ("-a", Some(2)), ("--", None)] {
        let query = db
            .select((Document.body.json_i64(key), Document.body.json_has_key(key)))
            .from(Document);
        let found = query.one().await;
        if ["MySQL", "MariaDB"].contains(&B::DIALECT.name) {
            let error = found.unwrap_err().to_string();
            assert!(error.contains(&format!("the JSON key `{key}`")), "{error}");
        } else {
            assert_eq!(found.unwrap(), (expected, expected.is_some()));
        }
    }
}

async fn a_key_with_nul_is_an_error<B: TestBackend>(db: Db<B>) {
    let db = documents(&db, [json!({})]).await;
    let result = db
        .select(Document.body.json_text("a\0b"))
        .from(Document)
        .all()
        .await;
    let error = result.unwrap_err().to_string();
    assert!(error.contains("NUL"), "{error}");
}

async fn values_filter_and_group<B: TestBackend>(db: Db<B>) {
    let db = documents(
        &db,
        [
            json!({"kind": "a", "n": 1}),
            json!({"kind": "b", "n": 2}),
            json!({"kind": "a", "n": 3.5}),
            json!({"n": "4"}),
        ],
    )
    .await;
    let kind = Document.body.json_text("kind");
    let found = db
        .select(Document.id)
        .from(Document)
        .filter(
            kind.clone()
                .eq("a")
                .and(Document.body.json_f64("n").gt(2.0)),
        )
        .all()
        .await
        .unwrap();
    assert_eq!(found, [3]);
    let kind = group_key(kind);
    let mut groups: Vec<(Option<String>, Option<i64>, i64)> = db
        .select((kind.clone(), sum(Document.body.json_i64("n")), count_all()))
        .from(Document)
        .group_by(kind)
        .all()
        .await
        .unwrap();
    groups.sort();
    assert_eq!(
        groups,
        [
            (None, None, 1),
            (Some("a".to_owned()), Some(1), 2),
            (Some("b".to_owned()), Some(2), 1)
        ]
    );
    let ordered = db
        .select(Document.id)
        .from(Document)
        .filter(Document.body.json_f64("n").is_not_null())
        .order_by(Document.body.json_f64("n").desc())
        .all()
        .await
        .unwrap();
    assert_eq!(ordered, [3, 2, 1]);
}

async fn another_tenants_documents_are_out_of_reach<B: TestBackend>(db: Db<B>) {
    let acme = documents(&db, [json!({"secret": "acme"})]).await;
    let beta = tenant(&db, BETA);
    let row = NewDocument {
        id: 1,
        body: Json(json!({"secret": "beta"})),
        written: Json(json!({})),
    };
    beta.insert(row).run().await.unwrap();
    let secret = Document.body.json_text("secret");
    let found = acme
        .select(secret.clone())
        .from(Document)
        .filter(secret.clone().eq("beta").or(value(true)))
        .all()
        .await
        .unwrap();
    assert_eq!(found, [Some("acme".to_owned())]);
    let changed = acme
        .update(Document)
        .set(Document.body.to(Json(json!({}))))
        .filter(secret.clone().eq("beta"))
        .run()
        .await
        .unwrap();
    assert_eq!(changed, 0);
    assert_eq!(each!(beta, secret), [Some("beta".to_owned())]);
}

async fn documents_contain_others<B: TestBackend + HasJsonContains>(db: Db<B>) {
    let db = documents(
        &db,
        [
            json!({"a": 1, "b": {"c": [1, 2, {"d": "x"}]}}),
            json!({"a": 1.0}),
            json!([1, 2, 3]),
            json!("text"),
        ],
    )
    .await;
    let contains = async |part: Value| {
        let part = Json(part);
        let both: Vec<(bool, bool)> = each!(
            db,
            (
                Document.body.json_contains(part.clone()),
                Document.written.json_contains(part.clone())
            )
        );
        assert!(both.iter().all(|(one, other)| one == other), "{part:?}");
        both.into_iter().map(|(one, _)| one).collect::<Vec<_>>()
    };
    assert_eq!(contains(json!({})).await, [true, true, false, false]);
    assert_eq!(contains(json!({"a": 1})).await, [true, true, false, false]);
    assert_eq!(contains(json!({"a": 2})).await, [false; 4]);
    assert_eq!(
        contains(json!({"b": {"c": [2, {"d": "x"}]}})).await,
        [true, false, false, false]
    );
    assert_eq!(contains(json!({"b": {"c": [3]}})).await, [false; 4]);
    assert_eq!(contains(json!([3, 1])).await, [false, false, true, false]);
    assert_eq!(contains(json!(3)).await, [false, false, true, false]);
    assert_eq!(contains(json!("text")).await, [false, false, false, true]);
    assert_eq!(
        each!(db, Document.maybe.json_contains(Json(json!({})))),
        [Some(true), None, Some(false), None]
    );
}

async fn containment_of_hostile_texts<B: TestBackend + HasJsonContains>(db: Db<B>) {
    for text in [
        "'",
        "\"",
        "\\",
        "\\\"",
        "$",
        "?",
        "ü€😀",
        "' OR 1=1 --",
        "\n",
    ] {
        let db = documents(&db, [json!({ text: [text] }), json!({})]).await;
        let part = Json(json!({ text: [text] }));
        assert_eq!(
            each!(db, Document.body.json_contains(part)),
            [true, false],
            "{text:?}"
        );
        db.delete(Document).all_rows().run().await.unwrap();
    }
}
