//! Every type goes through JSON as it is: both strategies give what was stored.

use chrono::{Days, TimeDelta};
use orm::prelude::*;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use super::both;
use crate::backend::{TestBackend, on_every_backend};
use crate::fixture::*;
use crate::schema::OrgId;

on_every_backend!(values_are_lossless);

#[derive(Keyspace)]
#[keyspace(name = "storage", tables(Shelf, Thing))]
pub struct Storage;

#[derive(DbEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[db_enum(name = "thing_state", rename_all = "snake_case")]
pub enum State {
    AsNew,
    Worn,
}

#[derive(Table, Clone, Debug, PartialEq)]
#[table(
    name = "shelves",
    keyspace = Storage,
    relations(
        many(things: Thing::shelf),
        one(best: best_id -> Thing::id),
    )
)]
pub struct Shelf {
    #[column(primary_key)]
    pub code: i32,
    #[column(tenant)]
    pub org_id: OrgId,
    pub best_id: Option<Uuid>,
}

#[derive(Table, Clone, Debug, PartialEq)]
#[table(name = "things", keyspace = Storage, relations(one(place: shelf)))]
pub struct Thing {
    #[column(primary_key)]
    pub id: Uuid,
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(references(Shelf::code))]
    pub shelf: i32,
    pub truth: bool,
    pub tiny: i8,
    pub big: i64,
    pub count: u64,
    pub single: f32,
    pub double: f64,
    pub text: String,
    pub bytes: Vec<u8>,
    #[column(storage = text)]
    pub named: Uuid,
    #[column(numeric(18, 6))]
    pub exact: Decimal,
    pub day: NaiveDate,
    pub hour: NaiveTime,
    pub local: NaiveDateTime,
    pub moment: DateTime<Utc>,
    pub document: Json<serde_json::Value>,
    pub state: State,
    pub maybe_big: Option<i64>,
    pub maybe_text: Option<String>,
    pub maybe_bytes: Option<Vec<u8>>,
    pub maybe_double: Option<f64>,
    pub maybe_moment: Option<DateTime<Utc>>,
    pub maybe_uuid: Option<Uuid>,
    pub maybe_state: Option<State>,
    #[column(numeric(12, 2))]
    pub maybe_exact: Option<Decimal>,
}

fn day() -> impl Strategy<Value = NaiveDate> {
    (0_u64..3_000_000).prop_map(|days| self::first() + Days::new(days))
}

fn first() -> NaiveDate {
    crate::fixture::day(1, 1, 1)
}

fn local() -> impl Strategy<Value = NaiveDateTime> {
    (day(), 0_i64..86_400_000_000)
        .prop_map(|(day, micros)| day.and_time(NaiveTime::MIN) + TimeDelta::microseconds(micros))
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ -~]{0,20}",
        "[\"'\\\\/\u{7f}\u{1}\r\n\t\u{85}ß漢😀]{0,8}",
        Just(String::new()),
        Just("NULL".to_owned()),
        Just("[1]".to_owned()),
    ]
}

fn finite() -> impl Strategy<Value = f64> {
    prop_oneof![
        // SQLite's own text of numbers far from 1 is not exact in the last bit.
        (-60_i32..60, 1.0..2.0).prop_map(|(exponent, value)| value * 2_f64.powi(exponent)),
        Just(0.1 + 0.2),
        Just(-0.5),
        Just(9_007_199_254_740_993_f64),
    ]
}

fn state() -> impl Strategy<Value = State> {
    prop_oneof![Just(State::AsNew), Just(State::Worn)]
}

fn uuid() -> impl Strategy<Value = Uuid> {
    any::<u128>().prop_map(Uuid::from_u128)
}

type Numbers = (bool, i8, i64, u64, f32, f64);
type Others = (
    String,
    Vec<u8>,
    Uuid,
    i64,
    NaiveDateTime,
    NaiveDateTime,
    State,
    String,
);
type Options = (
    Option<i64>,
    Option<String>,
    Option<Vec<u8>>,
    Option<f64>,
    Option<NaiveDateTime>,
    Option<Uuid>,
    Option<State>,
    Option<i32>,
);

/// The values of a thing, whose optional columns are filled or not.
fn drawn() -> impl Strategy<Value = (Uuid, Numbers, Others, Options)> {
    let numbers = (
        any::<bool>(),
        any::<i8>(),
        any::<i64>(),
        0..=i64::MAX as u64,
        proptest::num::f32::NORMAL,
        finite(),
    );
    let others = (
        text(),
        any::<Vec<u8>>(),
        uuid(),
        -999_999_999_999_999_999_i64..=999_999_999_999_999_999,
        local(),
        local(),
        state(),
        text(),
    );
    let options = (
        any::<Option<i64>>(),
        proptest::option::of(text()),
        any::<Option<Vec<u8>>>(),
        proptest::option::of(finite()),
        proptest::option::of(local()),
        proptest::option::of(uuid()),
        proptest::option::of(state()),
        any::<Option<i32>>(),
    );
    (uuid(), numbers, others, options)
}

fn thing(
    shelf: i32,
    (id, numbers, others, options): (Uuid, Numbers, Others, Options),
) -> ThingInsert {
    let (truth, tiny, big, count, single, double) = numbers;
    let (text, bytes, named, exact, moment, local, state, word) = others;
    NewThing {
        id,
        shelf,
        truth,
        tiny,
        big,
        count,
        single: if single.abs() > 1e-30 && single.abs() < 1e30 {
            single
        } else {
            0.1
        },
        double,
        text,
        bytes,
        named,
        exact: Decimal::new(exact, 6),
        day: local.date(),
        hour: moment.time(),
        local,
        moment: moment.and_utc(),
        document: Json(serde_json::json!({ "word": word, "list": [1, null, "x"] })),
        state,
    }
    .maybe_big(options.0)
    .maybe_text(options.1)
    .maybe_bytes(options.2)
    .maybe_double(options.3)
    .maybe_moment(options.4.map(|value| value.and_utc()))
    .maybe_uuid(options.5)
    .maybe_state(options.6)
    .maybe_exact(options.7.map(|cents| Decimal::new(cents.into(), 2)))
}

async fn values_are_lossless<B: TestBackend>(db: Db<B>) {
    db.create_tables::<Storage>().await.unwrap();
    let acme = tenant(&db, ACME);
    let mut runner = TestRunner::deterministic();
    for code in 0..8 {
        acme.insert(NewShelf { code }).run().await.unwrap();
        let things = proptest::collection::vec(drawn(), 0..8);
        let things = things.new_tree(&mut runner).unwrap().current();
        acme.insert_many(things.into_iter().map(|drawn| thing(code, drawn)))
            .run()
            .await
            .unwrap();
    }
    let mut stored: Vec<Thing> = acme
        .from(Thing)
        .order_by((Thing.shelf, Thing.id))
        .all()
        .await
        .unwrap();
    assert!(stored.len() > 10);
    let whole = || {
        acme.find(Shelf)
            .with(Shelf::things().order_by(Thing.id))
            .order_by(Shelf.code)
    };
    let json = whole().as_json().all().await.unwrap();
    // One row after the other, so that a difference is found in what is shown.
    let levels = whole().per_level().all().await.unwrap();
    let rows = |rows: &[(Shelf, Vec<Thing>)]| -> Vec<Thing> {
        rows.iter().flat_map(|(_, things)| things.clone()).collect()
    };
    for (level, json) in rows(&levels).iter().zip(rows(&json)) {
        let text = |thing: &Thing| format!("{thing:#?}");
        let (level, json) = (text(level), text(&json));
        for (level, json) in level.lines().zip(json.lines()) {
            assert_eq!(level, json);
        }
    }
    let rows = both!(whole());
    let mut loaded: Vec<Thing> = rows.iter().flat_map(|(_, things)| things.clone()).collect();
    loaded.sort_by_key(|thing| (thing.shelf, thing.id));
    stored.sort_by_key(|thing| (thing.shelf, thing.id));
    assert_eq!(loaded, stored);
    // More cells than one array takes.
    let wide = both!(
        acme.find(Shelf)
            .columns(Shelf.code)
            .with(
                Shelf::things()
                    .columns((
                        (Thing, Thing.id, Thing.text, Thing.exact),
                        (Thing.bytes, Thing.moment, Thing.maybe_big, Thing.double),
                        (Thing.state, Thing.maybe_text, Thing.named, Thing.single),
                    ))
                    .order_by(Thing.id)
                    .with(Thing::place())
            )
            .order_by(Shelf.code)
    );
    let wide: Vec<_> = wide.into_iter().flat_map(|(_, things)| things).collect();
    assert_eq!(wide.len(), stored.len());
    for (((thing, id, ..), _, (.., single)), place) in wide {
        assert_eq!(
            (thing.id, thing.single, thing.shelf),
            (id, single, place.code)
        );
    }
    for (shelf, things) in &rows {
        if let Some(best) = things.first() {
            acme.update(Shelf)
                .set(Shelf.best_id.to(best.id))
                .by_key(shelf.code)
                .run()
                .await
                .unwrap();
        }
    }
    // Computed values, and a level below a relation to one row.
    let rows = both!(
        acme.find(Shelf)
            .columns(Shelf.code)
            .with(
                Shelf::best()
                    .columns((
                        Thing.exact,
                        Thing.maybe_double.is_null(),
                        Thing.text.upper()
                    ))
                    .with(Thing::place().columns(Shelf.best_id))
            )
            .order_by(Shelf.code)
    );
    let best = rows.iter().filter(|(_, best)| best.is_some()).count();
    assert!(best > 3);
}
