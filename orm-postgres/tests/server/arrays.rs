use chrono::{DateTime, Utc};
use orm_core::expr::{ArrayOperators, Moment};
use orm_core::types::Interval;
use orm_core::{Db, Error, Operators, Scoped, TenantClaims};
use orm_macros::{DbEnum, DbValue, Keyspace, Table, TenantKey};
use orm_postgres::Postgres;
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::support::{database, on_server};

on_server!(
    columns_of_arrays_come_back,
    operators_find_elements,
    one_bind_value_stands_for_a_list,
    null_elements_make_any_unknown,
    another_tenants_arrays_are_out_of_reach,
    spans_are_added_to_moments,
);

#[derive(TenantKey, Clone, Copy, Debug, PartialEq, Eq)]
struct OrgId(i64);

struct Claims(i64);

impl TenantClaims for Claims {
    type Key = OrgId;
    type Actor = i64;

    fn tenant(&self) -> Option<OrgId> {
        Some(OrgId(self.0))
    }

    fn actor(&self) -> Option<i64> {
        None
    }
}

#[derive(DbEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[db_enum(name = "t_arrays_Mood")]
enum Mood {
    Sad,
    Glad,
}

#[derive(DbEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[db_enum(integer)]
enum Level {
    Low = -1,
    High = 7,
}

#[derive(DbValue, Clone, Debug, PartialEq, Eq)]
struct Tag(String);

#[derive(Keyspace)]
#[keyspace(name = "arrays", backend = postgres, tables(Note))]
struct Arrays;

#[derive(Table, Clone, Debug, PartialEq)]
#[table(name = "t_arrays_notes", keyspace = Arrays)]
struct Note {
    #[column(primary_key)]
    id: i32,
    #[column(tenant)]
    org_id: OrgId,
    tags: Vec<Tag>,
    words: Vec<String>,
    moods: Vec<Mood>,
    levels: Vec<Level>,
    small: Vec<i16>,
    ids: Vec<Uuid>,
    #[column(numeric(10, 2))]
    sums: Vec<Decimal>,
    maybe: Option<Vec<i32>>,
    holes: Vec<Option<i64>>,
    #[column(without_zone)]
    moments: Vec<DateTime<Utc>>,
    at: DateTime<Utc>,
    #[column(citext)]
    mail: String,
}

fn moment(second: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(second, 250_000_000).unwrap()
}

fn note(id: i32) -> NewNote {
    NewNote {
        id,
        tags: vec![Tag("a".to_owned()), Tag(format!("only {id}"))],
        words: vec![],
        moods: vec![Mood::Glad, Mood::Sad, Mood::Glad],
        levels: vec![Level::Low, Level::High],
        small: vec![1, i16::try_from(id).unwrap()],
        ids: vec![Uuid::max()],
        sums: vec!["12.5".parse().unwrap()],
        holes: vec![Some(1), None],
        moments: vec![moment(0), moment(86_400)],
        at: moment(0),
        mail: format!("Somebody{id}@example.com"),
    }
}

async fn two_tenants(url: &str, test: &str) -> [Db<Postgres, Scoped<OrgId>>; 2] {
    let db = database(url, test).await;
    db.create_tables::<Arrays>().await.unwrap();
    db.create_tables::<Arrays>().await.unwrap();
    [1, 2].map(|org| db.tenant(&Claims(org)).unwrap())
}

async fn columns_of_arrays_come_back(url: &str) {
    let [db, _] = two_tenants(url, "columns").await;
    let rows = [note(1).maybe(Some(vec![i32::MIN, 3])), note(2).maybe(None)];
    assert_eq!(db.insert_many(rows).run().await.unwrap(), 2);
    let read = db.from(Note).order_by(Note.id).all().await.unwrap();
    let expected = note(1);
    assert_eq!(
        read[0],
        Note {
            id: 1,
            org_id: OrgId(1),
            tags: expected.tags,
            words: vec![],
            moods: expected.moods,
            levels: expected.levels,
            small: expected.small,
            ids: expected.ids,
            sums: expected.sums,
            maybe: Some(vec![i32::MIN, 3]),
            holes: expected.holes,
            moments: expected.moments,
            at: expected.at,
            mail: expected.mail,
        }
    );
    assert_eq!(read[1].maybe, None);
    let moods = vec![Mood::Sad];
    let changed = db
        .update(Note)
        .set((Note.moods.to(moods.clone()), Note.maybe.to(vec![5])))
        .by_key(2)
        .run();
    assert_eq!(changed.await.unwrap(), 1);
    let read = db
        .select((Note.moods, Note.maybe, Note.levels))
        .from(Note)
        .filter(Note.moods.eq(moods.clone()))
        .all();
    assert_eq!(
        read.await.unwrap(),
        [(moods, Some(vec![5]), vec![Level::Low, Level::High])]
    );
    let finer = NewNote {
        sums: vec!["0.001".parse().unwrap()],
        ..note(3)
    };
    let refused = db.insert(finer).run().await;
    assert!(matches!(refused, Err(Error::Build(_))), "{refused:?}");
}

async fn operators_find_elements(url: &str) {
    let [db, _] = two_tenants(url, "operators").await;
    db.insert_many([note(1), note(2)]).run().await.unwrap();
    macro_rules! found {
        ($condition:expr) => {
            db.select(Note.id)
                .from(Note)
                .filter($condition)
                .order_by(Note.id)
                .all()
                .await
                .unwrap()
        };
    }
    let tag = |text: &str| Tag(text.to_owned());
    assert_eq!(found!(Note.tags.contains_all(vec![tag("a")])), [1, 2]);
    assert_eq!(
        found!(Note.tags.contains_all(vec![tag("only 2"), tag("a")])),
        [2]
    );
    assert_eq!(found!(Note.tags.any_eq(tag("only 1"))), [1]);
    assert_eq!(
        found!(Note.tags.overlaps(vec![tag("x"), tag("only 1")])),
        [1]
    );
    assert_eq!(
        found!(Note.words.contained_by(vec!["x".to_owned()])),
        [1, 2]
    );
    assert_eq!(found!(Note.words.any_eq("x")), [0; 0]);
    assert_eq!(found!(Note.moods.contains_all(vec![Mood::Sad])), [1, 2]);
    assert_eq!(found!(Note.moods.any_eq(Mood::Glad)), [1, 2]);
    assert_eq!(found!(Note.moods.overlaps(Vec::new())), [0; 0]);
    assert_eq!(found!(Note.levels.any_eq(Level::High)), [1, 2]);
    assert_eq!(found!(Note.levels.contains_all(vec![Level::Low])), [1, 2]);
    assert_eq!(found!(Note.small.contains_all(vec![2])), [2]);
    assert_eq!(found!(Note.small.any_eq(2)), [2]);
    assert_eq!(
        found!(Note.sums.any_eq("12.50".parse::<Decimal>().unwrap())),
        [1, 2]
    );
    assert_eq!(found!(Note.ids.any_eq(Uuid::max())), [1, 2]);
    assert_eq!(found!(Note.moments.any_eq(moment(86_400))), [1, 2]);
    assert_eq!(found!(Note.moods.array_length().eq(3)), [1, 2]);
    assert_eq!(found!(Note.words.array_length().eq(0)), [1, 2]);
    // The empty list is no element of anything, and has every element of itself.
    assert_eq!(found!(Note.words.contains_all(Vec::new())), [1, 2]);
    let selected = db
        .select((Note.tags.any_eq(tag("only 1")), Note.maybe.array_length()))
        .from(Note)
        .order_by(Note.id)
        .all();
    assert_eq!(selected.await.unwrap(), [(true, None), (false, None)]);
}

async fn one_bind_value_stands_for_a_list(url: &str) {
    let [db, _] = two_tenants(url, "list").await;
    db.insert_many((1..=300).map(note)).run().await.unwrap();
    let wanted: Vec<i32> = (100..100_000).collect();
    let query = db
        .select(Note.id)
        .from(Note)
        .filter(Note.id.eq_any(wanted))
        .all();
    assert_eq!(query.await.unwrap().len(), 201);
    let none = db.select(Note.id).from(Note).filter(Note.id.eq_any(vec![]));
    assert_eq!(none.all().await.unwrap(), [0; 0]);
    let mails = vec!["SOMEBODY7@example.com".to_owned(), "x".to_owned()];
    let found = db
        .select(Note.id)
        .from(Note)
        .filter(Note.mail.eq_any(mails));
    assert_eq!(found.all().await.unwrap(), [7], "case doesn't count");
    let found = db
        .select(Note.id)
        .from(Note)
        .filter(Note.mail.eq("somebody8@EXAMPLE.com"));
    assert_eq!(found.all().await.unwrap(), [8]);
}

async fn null_elements_make_any_unknown(url: &str) {
    let [db, _] = two_tenants(url, "unknown").await;
    db.insert(note(1)).run().await.unwrap();
    let read: Vec<(Option<bool>, Option<bool>)> = db
        .select((Note.holes.any_eq(1), Note.holes.any_eq(2)))
        .from(Note)
        .all()
        .await
        .unwrap();
    assert_eq!(read, [(Some(true), None)]);
}

async fn another_tenants_arrays_are_out_of_reach(url: &str) {
    let [one, other] = two_tenants(url, "tenants").await;
    one.insert(note(1)).run().await.unwrap();
    other.insert_many([note(1), note(2)]).run().await.unwrap();
    let all = vec![1, 2];
    let ids = one.select(Note.id).from(Note).filter(Note.id.eq_any(all));
    assert_eq!(ids.all().await.unwrap(), [1]);
    let either = Note
        .moods
        .any_eq(Mood::Sad)
        .or(Note.tags.contains_all(Vec::new()))
        .or(Note.words.array_length().eq(0));
    assert_eq!(
        one.select(Note.id)
            .from(Note)
            .filter(either)
            .all()
            .await
            .unwrap(),
        [1]
    );
    let deleted = one.delete(Note).filter(Note.id.eq_any(vec![1, 2])).run();
    assert_eq!(deleted.await.unwrap(), 1);
    assert_eq!(
        other.select(Note.id).from(Note).all().await.unwrap().len(),
        2
    );
}

async fn spans_are_added_to_moments(url: &str) {
    let [db, _] = two_tenants(url, "spans").await;
    db.insert(note(1)).run().await.unwrap();
    let month = Interval::months(1);
    let read = db
        .select((
            Note.at.plus(month),
            Note.at.minus(Interval::days(1)),
            Note.at.since(moment(-90_061)),
        ))
        .from(Note)
        .filter(Note.at.plus(month).gt(Note.at))
        .one()
        .await
        .unwrap();
    let passed = Interval {
        months: 0,
        days: 1,
        microseconds: 3_661_000_000,
    };
    assert_eq!(read, (moment(31 * 86_400), moment(-86_400), passed));
    let later = db
        .update(Note)
        .set(Note.at.to(Note.at.plus(month)))
        .by_key(1);
    assert_eq!(later.run().await.unwrap(), 1);
    let read = db.select(Note.at).from(Note).one().await.unwrap();
    assert_eq!(read, moment(31 * 86_400));
}
