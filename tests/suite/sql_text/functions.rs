use chrono::TimeDelta;
use orm::driver::{HasArrays, HasJsonContains, HasJsonOrder, HasRegex};
use orm::expr::{array_agg, json_agg, string_agg};
use orm::prelude::*;
use orm::sql::Unit;
use orm::{Interval, now};
use serde_json::{Value, json};

use crate::backend::TestBackend;
use crate::fixture::{ACME, day, tenant};
use crate::schema::OrgId;
use crate::sql_text::{Shown, on_dialects, on_every_dialect, read};

on_every_dialect!(texts, json, moments, dates, collected);

on_dialects!(matched: [postgres, mysql] [patterns, containment]);
on_dialects!(ordered: [sqlite, postgres, mariadb] [collected_in_an_order]);
on_dialects!(joined: [sqlite, postgres, mysql] [joined_in_an_order]);
on_dialects!(listed: [postgres] [arrays]);

#[derive(Keyspace)]
#[keyspace(name = "texts", tables(Note))]
struct Texts;

#[derive(Table, Clone, Debug, PartialEq)]
#[table(name = "text_notes", keyspace = Texts)]
struct Note {
    #[column(primary_key)]
    id: i64,
    #[column(tenant)]
    org_id: OrgId,
    text: String,
    data: Json<Value>,
    #[column(json)]
    written: Json<Value>,
    at: DateTime<Utc>,
    #[column(without_zone)]
    bare: DateTime<Utc>,
    day: NaiveDate,
}

async fn notes<B: TestBackend>(db: &Db<B>) -> Db<B, Scoped<OrgId>> {
    db.create_tables::<Texts>().await.unwrap();
    tenant(db, ACME)
}

macro_rules! show {
    ($db:expr, $shown:expr, $($expression:expr),+ $(,)?) => {
        $($shown.add(read!($db.select($expression).from(Note)));)+
    };
}

async fn texts<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = notes(&db).await;
    show!(
        db,
        shown,
        (Note.text.length(), Note.text.byte_length()),
        (
            Note.text.trim(),
            Note.text.trim_start(),
            Note.text.trim_end()
        ),
        (
            Note.text.left(2),
            Note.text.right(2),
            Note.text.substring(1, 2)
        ),
        (Note.text.replace("a", "b"), Note.text.position("a")),
    );
}

async fn json<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = notes(&db).await;
    show!(
        db,
        shown,
        Note.data.json_get(("a", 1)),
        Note.written.json_get("a"),
        Note.data.json_text("a"),
        Note.written.json_text("a"),
        Note.data.json_i64("a"),
        Note.data.json_f64("a"),
        Note.data.json_bool("a"),
        Note.data.json_array_length(()),
        Note.data.json_has_key("a"),
    );
    let name = group_key(Note.data.json_text("a"));
    shown.add(read!(
        db.select((name.clone(), count_all()))
            .from(Note)
            .filter(Note.data.json_get("b").is_not_null())
            .group_by(name)
    ));
}

async fn moments<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = notes(&db).await;
    show!(
        db,
        shown,
        Note.at.later(Interval::months(1)),
        Note.bare.earlier(TimeDelta::milliseconds(1)),
        (
            Note.at.truncate(Unit::Month),
            Note.bare.truncate(Unit::Week)
        ),
        (Note.at.date(), Note.bare.time(), now().date()),
        (Note.at.year(), Note.at.week(), Note.bare.second()),
        (
            Note.at.micros_since(Note.at),
            Note.at
                .days_since(Utc::now().date_naive().and_time(NaiveTime::MIN).and_utc())
        ),
    );
}

async fn dates<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = notes(&db).await;
    show!(
        db,
        shown,
        Note.day.later(Interval {
            months: 1,
            days: -1,
            microseconds: 0
        }),
        (
            Note.day.truncate(Unit::Quarter),
            Note.day.truncate(Unit::Week)
        ),
        (Note.day.month(), Note.day.weekday(), Note.day.year_day()),
        Note.day.days_since(day(2024, 2, 29)),
    );
}

async fn collected<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = notes(&db).await;
    show!(db, shown, json_agg(Note.text));
}

async fn patterns<B: TestBackend + HasRegex>(db: Db<B>, shown: &mut Shown) {
    let db = notes(&db).await;
    show!(
        db,
        shown,
        (Note.text.matches("^a"), Note.text.matches_insensitive("^a"))
    );
}

async fn containment<B: TestBackend + HasJsonContains>(db: Db<B>, shown: &mut Shown) {
    let db = notes(&db).await;
    let part = Json(json!({"a": 1}));
    show!(
        db,
        shown,
        (
            Note.data.json_contains(part.clone()),
            Note.written.json_contains(part)
        ),
    );
}

async fn collected_in_an_order<B: TestBackend + HasJsonOrder>(db: Db<B>, shown: &mut Shown) {
    let db = notes(&db).await;
    show!(
        db,
        shown,
        json_agg(Note.text).order_by((Note.day.desc(), Note.id))
    );
}

async fn joined_in_an_order<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = notes(&db).await;
    show!(
        db,
        shown,
        string_agg(Note.text, ", ").order_by(Note.id.desc())
    );
}

async fn arrays<B: TestBackend + HasArrays + HasJsonOrder>(db: Db<B>, shown: &mut Shown) {
    let db = notes(&db).await;
    let ids = value(vec![1_i32, 2]);
    show!(
        db,
        shown,
        (ids.clone().any_lt(2), ids.clone().all_ne(3)),
        (
            ids.clone().array_append(3),
            ids.clone().array_concat(vec![3])
        ),
        (ids.clone().array_position(2), ids.array_element(1)),
        array_agg(Note.id).order_by(Note.id.desc()),
    );
}
