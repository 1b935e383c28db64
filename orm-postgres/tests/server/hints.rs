use std::net::IpAddr;

use chrono::{DateTime, NaiveDateTime, NaiveTime, Utc};
use orm_core::expr::now;
use orm_core::types::{Interval, IpNetwork, Json};
use orm_core::{Db, Error, Operators};
use orm_macros::{Keyspace, Table};
use orm_postgres::{Postgres, PostgresConnection};

use crate::support::{Short, database, on_server, single_in};

on_server!(
    columns_have_the_types_asked_for,
    values_come_back,
    counted_columns,
    generated_columns,
    values_out_of_range_are_refused,
);

#[derive(Keyspace)]
#[keyspace(name = "hints", tenancy = none, tables(Cell, Always, Small, Made))]
struct Hints;

#[derive(Table, Clone, Debug, PartialEq)]
#[table(name = "cells", keyspace = Hints, unique(mail))]
struct Cell {
    #[column(primary_key, default = auto_increment(serial))]
    id: i32,
    #[column(citext, varchar = 20)]
    mail: String,
    #[column(json)]
    written: Json<Vec<i32>>,
    #[column(without_zone, default = now)]
    local: DateTime<Utc>,
    #[column(without_zone, precision = 0, on_update = now)]
    seconds: Option<DateTime<Utc>>,
    #[column(precision = 3)]
    millis: Option<DateTime<Utc>>,
    #[column(precision = 2)]
    hour: Option<NaiveTime>,
    #[column(precision = 1)]
    plain: Option<NaiveDateTime>,
    span: Interval,
    host: IpAddr,
    network: Option<IpNetwork>,
    #[column(mysql = bit(3))]
    bits: i16,
}

#[derive(Table, Clone, Debug, PartialEq)]
#[table(name = "always", keyspace = Hints)]
struct Always {
    #[column(primary_key, default = auto_increment(identity_always))]
    id: i64,
    note: String,
}

#[derive(Table, Clone, Debug, PartialEq)]
#[table(name = "small", keyspace = Hints)]
struct Small {
    #[column(primary_key, default = auto_increment(serial))]
    id: i16,
    note: String,
}

#[derive(Table, Clone, Debug, PartialEq)]
#[table(name = "made", keyspace = Hints)]
struct Made {
    #[column(primary_key, default = auto_increment)]
    id: i64,
    note: String,
    #[column(generated("char_length(note)"))]
    length: i32,
}

fn cell() -> NewCell {
    NewCell {
        mail: "Ann@Example.com".to_owned(),
        written: Json(vec![1, 2]),
        span: Interval::days(3),
        host: "::1".parse().unwrap(),
        bits: 7,
    }
}

fn moment(micros: u32) -> DateTime<Utc> {
    DateTime::from_timestamp(1_700_000_000, micros * 1_000).unwrap()
}

async fn fresh(url: &str, test: &str) -> Db<Postgres> {
    let db = database(url, test).await;
    db.create_tables::<Hints>().await.unwrap();
    db.create_tables::<Hints>().await.unwrap();
    db
}

async fn columns_have_the_types_asked_for(url: &str) {
    let db = fresh(url, "hint_types").await;
    drop(db);
    let (_pool, mut c) = single_in(url, "t_orm_hint_types").await;
    async fn columns(c: &mut PostgresConnection, table: &str) -> Vec<String> {
        let sql = format!(
            "SELECT attname || ' ' || format_type(atttypid, atttypmod) || ' ' || attidentity::text || coalesce(pg_get_expr(adbin, adrelid), '') FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum WHERE attrelid = '{table}'::regclass AND attnum > 0 ORDER BY attnum"
        );
        c.all(&sql, vec![]).await.unwrap()
    }
    assert_eq!(
        columns(&mut c, "cells").await,
        [
            "id integer nextval('cells_id_seq'::regclass)",
            "mail citext ",
            "written json ",
            "local timestamp without time zone (statement_timestamp() AT TIME ZONE 'UTC'::text)",
            "seconds timestamp(0) without time zone ",
            "millis timestamp(3) with time zone ",
            "hour time(2) without time zone ",
            "plain timestamp(1) without time zone ",
            "span interval ",
            "host inet ",
            "network cidr ",
            "bits smallint ",
        ]
    );
    assert_eq!(
        columns(&mut c, "always").await,
        ["id bigint a", "note text "]
    );
    assert_eq!(
        columns(&mut c, "small").await,
        [
            "id smallint nextval('small_id_seq'::regclass)",
            "note text "
        ]
    );
    assert_eq!(
        columns(&mut c, "made").await,
        [
            "id bigint d",
            "note text ",
            "length integer char_length(note)"
        ]
    );
}

async fn values_come_back(url: &str) {
    let db = fresh(url, "hint_values").await;
    let network: IpNetwork = "10.0.0.0/8".parse().unwrap();
    let new = cell()
        .local(moment(1))
        .seconds(Some(moment(0)))
        .millis(Some(moment(999_000)))
        .hour(NaiveTime::from_hms_micro_opt(23, 59, 59, 990_000))
        .plain(Some(moment(900_000).naive_utc()))
        .network(Some(network));
    let id = db.insert(new).returning(Cell.id).one().await.unwrap();
    let read = db.from(Cell).one().await.unwrap();
    assert_eq!(
        read,
        Cell {
            id,
            mail: "Ann@Example.com".to_owned(),
            written: Json(vec![1, 2]),
            local: moment(1),
            seconds: Some(moment(0)),
            millis: Some(moment(999_000)),
            hour: NaiveTime::from_hms_micro_opt(23, 59, 59, 990_000),
            plain: Some(moment(900_000).naive_utc()),
            span: Interval::days(3),
            host: "::1".parse().unwrap(),
            network: Some(network),
            bits: 7,
        }
    );
    macro_rules! count {
        ($condition:expr) => {
            db.select(Cell.id)
                .from(Cell)
                .filter($condition)
                .all()
                .await
                .unwrap()
                .len()
        };
    }
    assert_eq!(count!(Cell.mail.eq("ANN@example.COM")), 1);
    assert_eq!(count!(Cell.mail.in_list(["ann@example.com", "x"])), 1);
    assert_eq!(count!(Cell.mail.like("ann%")), 1);
    assert_eq!(count!(Cell.mail.ne("x")), 1);
    assert_eq!(count!(Cell.local.eq(moment(1))), 1);
    assert_eq!(count!(Cell.local.lt(now())), 1);
    assert_eq!(count!(Cell.local.between(moment(0), moment(2))), 1);
    assert_eq!(count!(Cell.millis.lt(moment(999_001))), 1);
    assert_eq!(count!(Cell.span.eq(Interval::days(3))), 1);
    assert_eq!(count!(Cell.span.lt(Interval::months(1))), 1);
    assert_eq!(count!(Cell.host.eq("::1".parse::<IpAddr>().unwrap())), 1);
    assert_eq!(count!(Cell.network.eq(network)), 1);
    let twice = db
        .insert(NewCell {
            mail: "ANN@EXAMPLE.COM".to_owned(),
            ..cell()
        })
        .run()
        .await;
    assert!(matches!(twice, Err(Error::Constraint(_))), "{twice:?}");
    let before = Utc::now() - chrono::TimeDelta::seconds(5);
    db.update(Cell)
        .set(Cell.bits.to(1))
        .by_key(id)
        .run()
        .await
        .unwrap();
    let made = db
        .insert(NewCell {
            mail: "b".to_owned(),
            ..cell()
        })
        .returning((Cell.local, Cell.seconds))
        .one()
        .await
        .unwrap();
    assert!(made.0 > before && made.0 < Utc::now() + chrono::TimeDelta::seconds(5));
    let stamped = db
        .from(Cell)
        .filter(Cell.id.eq(id))
        .one()
        .await
        .unwrap()
        .seconds
        .unwrap();
    assert!(stamped > before && stamped < Utc::now() + chrono::TimeDelta::seconds(5));
}

async fn counted_columns(url: &str) {
    let db = fresh(url, "hint_counted").await;
    for expected in 1..=2 {
        let always = NewAlways {
            note: "a".to_owned(),
        };
        let id = db.insert(always).returning(Always.id).one().await.unwrap();
        assert_eq!(id, expected);
        let small = NewSmall {
            note: "a".to_owned(),
        };
        let id = db.insert(small).returning(Small.id).one().await.unwrap();
        assert_eq!(i64::from(id), expected);
    }
    let given = NewSmall {
        note: "a".to_owned(),
    }
    .id(100);
    assert_eq!(
        db.insert(given).returning(Small.id).one().await.unwrap(),
        100
    );
    assert_eq!(db.from(Always).by_key(2).one().await.unwrap().note, "a");
}

async fn generated_columns(url: &str) {
    let db = fresh(url, "hint_generated").await;
    let new = NewMade {
        note: "abc".to_owned(),
    };
    let made = db.insert(new).returning(Made).one().await.unwrap();
    assert_eq!(made.length, 3);
    db.update(Made)
        .set(Made.note.to("abcde"))
        .by_key(made.id)
        .run()
        .await
        .unwrap();
    let found = db.from(Made).filter(Made.length.eq(5)).one().await.unwrap();
    assert_eq!(found.note, "abcde");
}

async fn values_out_of_range_are_refused(url: &str) {
    let db = fresh(url, "hint_range").await;
    let none: Vec<NewCell> = vec![
        NewCell { bits: 8, ..cell() },
        NewCell { bits: -1, ..cell() },
        NewCell {
            mail: "a\0".to_owned(),
            ..cell()
        },
    ];
    for new in none {
        let refused = db.insert(new).run().await;
        assert!(matches!(refused, Err(Error::Build(_))), "{refused:?}");
    }
    let long = NewCell {
        mail: "x".repeat(21),
        ..cell()
    };
    let refused = db.insert(long).run().await;
    assert!(matches!(refused, Err(Error::Constraint(_))), "{refused:?}");
    for new in [
        cell().seconds(Some(moment(1))),
        cell().millis(Some(moment(1))),
        cell().hour(NaiveTime::from_hms_micro_opt(0, 0, 0, 1_000)),
        cell().plain(Some(moment(10_000).naive_utc())),
    ] {
        let refused = db.insert(new).run().await;
        assert!(matches!(refused, Err(Error::Build(_))), "{refused:?}");
    }
    assert_eq!(db.from(Cell).all().await.unwrap(), []);
}
