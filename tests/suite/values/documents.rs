use std::collections::BTreeMap;

use orm::prelude::*;
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::{Strategy, any};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{comes_back, stored};
use crate::backend::{TestBackend, on_every_backend};

#[derive(Serialize, Deserialize, Clone, Debug, Default, PartialEq)]
pub struct Document {
    name: String,
    count: i64,
    large: u64,
    share: f64,
    flags: Vec<Option<bool>>,
    parts: BTreeMap<String, Document>,
    kind: Kind,
}

#[derive(Serialize, Deserialize, Clone, Debug, Default, PartialEq)]
pub enum Kind {
    #[default]
    None,
    Named(String),
    Sized {
        width: i32,
        height: i32,
    },
}

stored!(documents: Json<Document>);
stored!(lists: Json<Vec<i64>>);
stored!(raw: Json<serde_json::Value>);

on_every_backend!(
    documents_come_back,
    lists_come_back,
    any_json_comes_back,
    a_document_is_updated
);

fn text() -> impl Strategy<Value = String> {
    let character = any::<char>().prop_filter("no NUL", |character| *character != '\0');
    vec(character, 0..8).prop_map(|characters| characters.into_iter().collect())
}

fn kind() -> impl Strategy<Value = Kind> {
    let sized = any::<(i32, i32)>().prop_map(|(width, height)| Kind::Sized { width, height });
    proptest::prop_oneof![
        proptest::strategy::Just(Kind::None),
        text().prop_map(Kind::Named),
        sized
    ]
}

fn share() -> impl Strategy<Value = f64> {
    proptest::num::f64::NORMAL | proptest::num::f64::ZERO
}

fn document() -> impl Strategy<Value = Document> {
    let flat = (
        text(),
        any::<i64>(),
        any::<u64>(),
        share(),
        vec(option::of(any::<bool>()), 0..4),
        kind(),
    )
        .prop_map(|(name, count, large, share, flags, kind)| Document {
            name,
            count,
            large,
            share,
            flags,
            kind,
            parts: BTreeMap::new(),
        });
    flat.prop_recursive(3, 12, 3, |inner| {
        (inner.clone(), btree_map(text(), inner, 0..3))
            .prop_map(|(outer, parts)| Document { parts, ..outer })
    })
}

async fn documents_come_back<B: TestBackend>(db: Db<B>) {
    let extreme = Document {
        name: "'\"\\\u{1}\n🦀".to_owned(),
        count: i64::MIN,
        large: u64::MAX,
        share: 0.1,
        flags: vec![Some(true), None],
        parts: [(String::new(), Document::default())].into(),
        kind: Kind::Sized {
            width: i32::MIN,
            height: i32::MAX,
        },
    };
    let extremes = [Document::default(), extreme].map(Json);
    comes_back::<B, documents::Cell>(db, extremes, document().prop_map(Json), Json::eq).await;
}

async fn lists_come_back<B: TestBackend>(db: Db<B>) {
    let extremes = [vec![], vec![0], vec![i64::MIN, i64::MAX]].map(Json);
    comes_back::<B, lists::Cell>(
        db,
        extremes,
        vec(any::<i64>(), 0..9).prop_map(Json),
        Json::eq,
    )
    .await;
}

async fn any_json_comes_back<B: TestBackend>(db: Db<B>) {
    use serde_json::json;
    let extremes = [
        json!({}),
        json!([]),
        json!(""),
        json!(false),
        json!(12),
        json!([null, {"a": [1.5, "x"]}]),
    ];
    let random =
        document().prop_map(|document| Json(serde_json::to_value(document).expect("a value")));
    comes_back::<B, raw::Cell>(db, extremes.map(Json), random, |a, b| same(&a.0, &b.0)).await;
}

/// JSON has one kind of number: a server may write `1e2` as `100`.
fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) if a.is_f64() || b.is_f64() => {
            a.as_f64() == b.as_f64()
        }
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            let equal = |(key, a): (&String, &Value)| b.get(key).is_some_and(|b| same(a, b));
            a.len() == b.len() && a.iter().all(equal)
        }
        _ => a == b,
    }
}

async fn a_document_is_updated<B: TestBackend>(db: Db<B>) {
    use super::Store;
    lists::Cell::create(&db).await.unwrap();
    lists::Cell::write(&db, &[Json(vec![1])]).await.unwrap();
    lists::Cell::update(&db, Json(vec![2, 3])).await.unwrap();
    let rows = lists::Cell::read(&db).await.unwrap();
    assert_eq!(rows, [(Json(vec![2, 3]), Some(Json(vec![1])))]);
}
