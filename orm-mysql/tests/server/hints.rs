use std::net::IpAddr;

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use orm_core::driver::{BuildError, Connect};
use orm_core::types::{Arg, Interval, IpNetwork};
use orm_core::{Db, Error, Operators, coalesce, max};
use orm_macros::{Keyspace, Table};
use orm_mysql::{MySql, Protocol};
use uuid::Uuid;

use crate::fixture::{Ask, Server, each};

#[derive(Keyspace)]
#[keyspace(name = "hints", tenancy = none, backend = mysql, tables(Cell, Counted))]
struct Hints;

#[derive(Table, Clone, Debug, PartialEq)]
#[table(name = "cells", keyspace = Hints, unique(mail))]
struct Cell {
    #[column(primary_key)]
    id: i64,
    #[column(citext, varchar = 100)]
    mail: String,
    #[column(mysql = tinytext)]
    tiny: String,
    #[column(mysql = text)]
    short: Option<String>,
    #[column(mysql = mediumtext)]
    medium: Option<String>,
    #[column(mysql = blob)]
    raw: Option<Vec<u8>>,
    #[column(mysql = bit)]
    flag: bool,
    #[column(mysql = bit(10))]
    bits: u16,
    #[column(mysql = year)]
    year: i16,
    #[column(mysql = mediumint)]
    count: i32,
    #[column(mysql = mediumint)]
    size: Option<u32>,
    #[column(mysql = timestamp, precision = 3, on_update = now)]
    touched: Option<DateTime<Utc>>,
    #[column(precision = 0, default = now)]
    made: DateTime<Utc>,
    #[column(precision = 2)]
    hour: Option<NaiveTime>,
    #[column(storage = text)]
    key: Uuid,
    own_key: Uuid,
    host: IpAddr,
    network: Option<IpNetwork>,
}

#[derive(Table, Clone, Debug, PartialEq)]
#[table(name = "counted", keyspace = Hints)]
struct Counted {
    #[column(primary_key, default = auto_increment(identity_always))]
    id: i32,
    note: i32,
    #[column(generated("note * 2"))]
    twice: i64,
    #[column(generated("note * 3", virtual))]
    thrice: i64,
}

fn cell(id: i64) -> NewCell {
    NewCell {
        id,
        mail: format!("Ann{id}@example.com"),
        tiny: "ü".repeat(127),
        flag: true,
        bits: 1_023,
        year: 2_155,
        count: -8_388_608,
        key: Uuid::max(),
        own_key: Uuid::max(),
        host: "10.0.0.1".parse().unwrap(),
    }
}

async fn both(server: &Server) -> [Db<MySql>; 2] {
    let text = server.options().protocol(Protocol::Text);
    let own = Db::from_pool(server.pool().await);
    own.create_tables::<Hints>().await.unwrap();
    own.create_tables::<Hints>().await.unwrap();
    [own, Db::from_pool(MySql::open(text).await.unwrap())]
}

#[tokio::test]
async fn columns_have_the_types_asked_for() {
    each(|server| async move {
        both(&server).await;
        let mut c = server.connection().await;
        let types: Vec<String> = c
            .all(
                "SELECT CONCAT(LOWER(column_name), ' ', column_type) FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = 'cells' AND 1 = ? ORDER BY ordinal_position",
                vec![Arg::Int(1)],
            )
            .await
            .unwrap();
        // MariaDB shows widths that nothing depends on.
        let widths = ["bigint(20)", "mediumint(9)", "mediumint(8)", "year(4)"];
        let types: Vec<String> = types
            .iter()
            .map(|text| {
                widths.iter().fold(text.clone(), |text, width| {
                    text.replace(width, width.split('(').next().unwrap())
                })
            })
            .collect();
        assert_eq!(
            types,
            [
                "id bigint",
                "mail varchar(100)",
                "tiny tinytext",
                "short text",
                "medium mediumtext",
                "raw blob",
                "flag bit(1)",
                "bits bit(10)",
                "year year",
                "count mediumint",
                "size mediumint unsigned",
                "touched timestamp(3)",
                "made datetime",
                "hour time(2)",
                "key char(36)",
                "own_key binary(16)",
                "host varbinary(17)",
                "network varbinary(18)",
            ]
        );
    })
    .await;
}

#[tokio::test]
async fn values_come_back() {
    each(|server| async move {
        for (at, db) in (0_i64..).zip(both(&server).await) {
            let network: IpNetwork = "10.0.0.0/8".parse().unwrap();
            let touched = DateTime::from_timestamp(1, 999_000_000);
            let new = cell(at)
                .short(Some("y".repeat(65_535)))
                .raw(Some(vec![0; 65_535]))
                .size(Some(16_777_215))
                .touched(touched)
                .hour(NaiveTime::from_hms_micro_opt(23, 59, 59, 990_000))
                .network(Some(network));
            db.insert(new).run().await.unwrap();
            let read = db.from(Cell).by_key(at).one().await.unwrap();
            let expected = cell(at);
            assert_eq!(read.mail, expected.mail);
            assert_eq!(read.tiny, expected.tiny);
            assert_eq!(read.short.unwrap().len(), 65_535);
            assert_eq!(read.raw.unwrap().len(), 65_535);
            assert_eq!((read.flag, read.bits, read.year), (true, 1_023, 2_155));
            assert_eq!((read.count, read.size), (-8_388_608, Some(16_777_215)));
            assert_eq!(read.touched, touched);
            let hour = NaiveTime::from_hms_micro_opt(23, 59, 59, 990_000);
            assert_eq!(read.hour, hour);
            assert_eq!((read.key, read.own_key), (Uuid::max(), Uuid::max()));
            assert_eq!(read.host, expected.host);
            assert_eq!(read.network, Some(network));
            let old = Utc::now() - TimeDelta::seconds(5);
            assert!(read.made > old && read.made <= Utc::now());
            macro_rules! count {
                ($condition:expr) => {
                    db.select(Cell.id)
                        .from(Cell)
                        .filter(Cell.id.eq(at).and($condition))
                        .all()
                        .await
                        .unwrap()
                        .len()
                };
            }
            let host = |text: &str| text.parse::<IpAddr>().unwrap();
            assert_eq!(count!(Cell.mail.eq(format!("ANN{at}@Example.com"))), 1);
            assert_eq!(count!(Cell.mail.like("ann%")), 1);
            let accent = format!("änn{at}@example.com");
            assert_eq!(count!(Cell.mail.eq(accent)), 0);
            assert_eq!(count!(Cell.flag.eq(true)), 1);
            assert_eq!(count!(coalesce(Cell.bits, 5).eq(1_023)), 1);
            let most = db.select(max(Cell.bits)).from(Cell).one().await;
            assert_eq!(most.unwrap(), Some(1_023));
            let read = db.select((coalesce(Cell.flag, false), coalesce(Cell.bits, 5)));
            let read = read.from(Cell).filter(Cell.id.eq(at)).one().await.unwrap();
            assert_eq!(read, (true, 1_023));
            assert_eq!(count!(Cell.bits.eq(1_023)), 1);
            assert_eq!(count!(Cell.bits.lt(60_000)), 1);
            assert_eq!(count!(Cell.year.sub(1).eq(2_154)), 1);
            assert_eq!(count!(Cell.touched.eq(touched.unwrap())), 1);
            assert_eq!(count!(Cell.touched.lt(orm_core::utc_now())), 1);
            assert_eq!(count!(Cell.key.eq(Uuid::max())), 1);
            assert_eq!(count!(Cell.own_key.eq(Uuid::max())), 1);
            assert_eq!(count!(Cell.host.eq(host("10.0.0.1"))), 1);
            assert_eq!(count!(Cell.host.lt(host("::"))), 1);
            let twice = NewCell {
                mail: format!("ANN{at}@EXAMPLE.com"),
                ..cell(at + 10)
            };
            let twice = db.insert(twice).run().await;
            assert!(matches!(twice, Err(Error::Constraint(_))), "{twice:?}");
            let year = db.update(Cell).set(Cell.year.to(1_999)).by_key(at);
            assert_eq!(year.run().await.unwrap(), 1);
            let read = db.from(Cell).by_key(at).one().await.unwrap();
            assert!(read.touched.unwrap() > old, "the update's own stamp");
        }
    })
    .await;
}

#[tokio::test]
async fn values_out_of_range_are_refused() {
    each(|server| async move {
        for db in both(&server).await {
            let out = [
                NewCell {
                    tiny: "ü".repeat(128),
                    ..cell(1)
                },
                NewCell {
                    bits: 1_024,
                    ..cell(1)
                },
                NewCell {
                    year: 1_900,
                    ..cell(1)
                },
                NewCell { year: 0, ..cell(1) },
                NewCell {
                    count: 8_388_608,
                    ..cell(1)
                },
            ];
            for new in out {
                let refused = db.insert(new).run().await;
                assert!(matches!(refused, Err(Error::Build(_))), "{refused:?}");
            }
            let moment = DateTime::from_timestamp;
            let out = [
                cell(1).short(Some("y".repeat(65_536))),
                cell(1).raw(Some(vec![0; 65_536])),
                cell(1).size(Some(16_777_216)),
                cell(1).touched(moment(0, 0)),
                cell(1).touched(moment(i64::from(i32::MAX), 0)),
                cell(1).touched(moment(1, 1_000)),
                cell(1).made(moment(1, 1_000).unwrap()),
                cell(1).hour(NaiveTime::from_hms_micro_opt(0, 0, 0, 1_000)),
            ];
            for new in out {
                let refused = db.insert(new).run().await;
                assert!(matches!(refused, Err(Error::Build(_))), "{refused:?}");
            }
            assert_eq!(db.from(Cell).all().await.unwrap(), []);
        }
    })
    .await;
}

#[tokio::test]
async fn counted_and_generated_columns() {
    each(|server| async move {
        for (at, db) in (1_i32..).zip(both(&server).await) {
            db.insert(NewCounted { note: at }).run().await.unwrap();
            let read = db.from(Counted).by_key(at).one().await.unwrap();
            let made = (i64::from(at) * 2, i64::from(at) * 3);
            assert_eq!((read.twice, read.thrice), made);
        }
    })
    .await;
}

#[tokio::test]
async fn counted_keys_are_given_back() {
    each(|server| async move {
        for db in both(&server).await {
            let keys = db
                .insert_many([NewCounted { note: 7 }, NewCounted { note: 8 }])
                .returning_id()
                .all()
                .await
                .unwrap();
            for (key, note) in keys.into_iter().zip([7, 8]) {
                assert_eq!(db.from(Counted).by_key(key).one().await.unwrap().note, note);
            }
            let key = db.insert(NewCounted { note: 9 }).returning_id().one();
            let key = key.await.unwrap();
            assert_eq!(db.from(Counted).by_key(key).one().await.unwrap().note, 9);
        }
    })
    .await;
}

#[derive(Keyspace)]
#[keyspace(name = "rare", tenancy = none, tables(Rare))]
struct Rares;

#[derive(Table, Clone, Debug, PartialEq)]
#[table(name = "rare", keyspace = Rares)]
struct Rare {
    #[column(primary_key)]
    id: i64,
    span: Option<Interval>,
    list: Option<Vec<i32>>,
}

fn refused(result: Result<(), Error>) {
    let Err(Error::Build(error)) = result else {
        panic!("{result:?}");
    };
    let expected = matches!(
        *error,
        BuildError::TypeMissing { .. } | BuildError::ColumnTypeMissing { column: "span", .. }
    );
    assert!(expected, "{error}");
}

#[tokio::test]
async fn types_that_are_not_there_are_refused() {
    each(|server| async move {
        for db in both(&server).await {
            refused(db.create_tables::<Rares>().await);
            let span = NewRare { id: 1 }.span(Some(Interval::days(1)));
            refused(db.insert(span).run().await.map(drop));
            let list = NewRare { id: 1 }.list(Some(vec![1]));
            refused(db.insert(list).run().await.map(drop));
            let filter = Rare.list.eq(vec![1]);
            refused(db.from(Rare).filter(filter).all().await.map(drop));
        }
    })
    .await;
}
