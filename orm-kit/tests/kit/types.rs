//! Columns of types that a hint asks for: what snapshots call them, and what a change of one does.

use std::net::IpAddr;
use std::path::PathBuf;

use chrono::Utc;
use orm::driver::{Connect, HasTransactions};
use orm::prelude::*;
use orm::schema::KeyspaceDef;
use orm::sql::Family;
use orm_kit::Error;
use orm_kit::folder::Folder;
use orm_kit::generate::{GenerateOptions, export, generate, unattended};
use orm_kit::snapshot::Snapshot;

use crate::everywhere;
use crate::files::dialect;
use crate::generate::{apply, exported, fresh, same, written};
use crate::place::{Place, folder};

everywhere!(hints_come_and_go);

pub mod plain {
    use orm::prelude::*;

    #[derive(Keyspace)]
    #[keyspace(name = "plain", tenancy = none, tables(Cell, Made, Always))]
    pub struct Plain;

    #[derive(Table, Clone, Debug, PartialEq)]
    #[table(name = "cells", keyspace = Plain, unique(mail))]
    pub struct Cell {
        #[column(primary_key, default = auto_increment)]
        pub id: i32,
        #[column(varchar = 20)]
        pub mail: String,
        pub written: Json<Vec<i32>>,
        pub moment: DateTime<Utc>,
        pub seconds: Option<DateTime<Utc>>,
        pub touched: Option<DateTime<Utc>>,
        pub year: i16,
        pub flag: bool,
        pub count: Option<i32>,
    }

    #[derive(Table, Clone, Debug, PartialEq)]
    #[table(name = "made", keyspace = Plain)]
    pub struct Made {
        #[column(primary_key, default = auto_increment(serial))]
        pub id: i32,
        #[column(default = now)]
        pub at: DateTime<Utc>,
    }

    #[derive(Table, Clone, Debug, PartialEq)]
    #[table(name = "always", keyspace = Plain)]
    pub struct Always {
        #[column(primary_key, default = auto_increment(serial))]
        pub id: i16,
        pub note: i32,
    }
}

pub mod hinted {
    use orm::prelude::*;

    #[derive(Keyspace)]
    #[keyspace(name = "hinted", tenancy = none, tables(Cell, Made, Always))]
    pub struct Hinted;

    #[derive(Table, Clone, Debug, PartialEq)]
    #[table(name = "cells", keyspace = Hinted, unique(mail))]
    pub struct Cell {
        #[column(primary_key, default = auto_increment(serial))]
        pub id: i32,
        #[column(citext, varchar = 20)]
        pub mail: String,
        #[column(json)]
        pub written: Json<Vec<i32>>,
        #[column(without_zone)]
        pub moment: DateTime<Utc>,
        #[column(precision = 0)]
        pub seconds: Option<DateTime<Utc>>,
        #[column(precision = 3, mysql = timestamp)]
        pub touched: Option<DateTime<Utc>>,
        #[column(mysql = year)]
        pub year: i16,
        #[column(mysql = bit)]
        pub flag: bool,
        #[column(mysql = mediumint)]
        pub count: Option<i32>,
    }

    #[derive(Table, Clone, Debug, PartialEq)]
    #[table(name = "made", keyspace = Hinted)]
    pub struct Made {
        #[column(primary_key, default = auto_increment)]
        pub id: i32,
        #[column(default = now, without_zone, precision = 3)]
        pub at: DateTime<Utc>,
    }

    #[derive(Table, Clone, Debug, PartialEq)]
    #[table(name = "always", keyspace = Hinted)]
    pub struct Always {
        #[column(primary_key, default = auto_increment(identity_always))]
        pub id: i16,
        pub note: i32,
    }
}

use hinted::Hinted;
use plain::Plain;

/// Generates and applies what makes the database hold the keyspace's tables, and compares it with a
/// new one.
async fn become_one<B: HasTransactions + Connect, K: Keyspace>(
    place: Place<B>,
    folder: &Folder,
    expected: &[String],
) -> (Place<B>, String) {
    let made = written::<B, K>(folder, &GenerateOptions::default()).unwrap();
    assert!(written::<B, K>(folder, &GenerateOptions::default()).is_none());
    assert_eq!(apply::<B>(&place.pool, folder).await, made.tags());
    // Prepared statements of the pool know the types before.
    let again = Place::<B>::open(place.url.clone(), place.folder.clone()).await;
    place.close().await;
    let found: Vec<String> = again.catalog().await;
    let found: Vec<String> = found
        .into_iter()
        .filter(|line| !line.contains("__"))
        .collect();
    same(&found, expected);
    (again, made.sql)
}

async fn catalog_of<B: HasTransactions + Connect>(
    place: &Place<B>,
    keyspace: &KeyspaceDef,
) -> Vec<String> {
    fresh(place).await;
    let again = Place::<B>::open(place.url.clone(), place.folder.clone()).await;
    exported(&again, keyspace).await;
    let found = again.catalog().await;
    fresh(&again).await;
    again.close().await;
    found
}

async fn hints_come_and_go<B: HasTransactions + Connect>(place: &Place<B>) {
    let [as_plain, as_hinted] = [
        catalog_of(place, &Plain::DEFINITION).await,
        catalog_of(place, &Hinted::DEFINITION).await,
    ];
    let folder = Folder::new(place.folder.join("migrations"));
    let first = Place::<B>::open(place.url.clone(), place.folder.clone()).await;
    let (second, _) = become_one::<B, Plain>(first, &folder, &as_plain).await;

    let moment = DateTime::from_timestamp(1_700_000_000, 0).unwrap();
    let row = |mail: &str| plain::NewCell {
        mail: mail.to_owned(),
        written: Json(vec![1, 2]),
        moment,
        year: 2_024,
        flag: true,
    };
    let db = Db::<B>::from_pool(second.pool.clone());
    db.insert(row("a").seconds(moment).touched(moment).count(7))
        .run()
        .await
        .unwrap();
    db.insert(row("b")).run().await.unwrap();
    for note in [1, 2] {
        db.insert(plain::NewAlways { note }).run().await.unwrap();
        db.insert(plain::NewMade {}.at(moment)).run().await.unwrap();
    }
    let before = db.from(plain::Cell).all().await.unwrap();

    let (third, there) = become_one::<B, Hinted>(second, &folder, &as_hinted).await;
    let db = Db::<B>::from_pool(third.pool.clone());
    let cells = db
        .from(hinted::Cell)
        .order_by(hinted::Cell.id.asc())
        .all()
        .await
        .unwrap();
    let [a, b] = cells.as_slice() else {
        panic!("two rows")
    };
    assert_eq!(
        (a.moment, a.seconds, a.touched),
        (moment, Some(moment), Some(moment))
    );
    assert_eq!((b.id, b.seconds, b.touched, b.count), (2, None, None, None));
    assert_eq!(
        (a.written.0.as_slice(), a.year, a.flag, a.count),
        (&[1, 2][..], 2_024, true, Some(7))
    );
    let found = db.from(hinted::Cell).filter(hinted::Cell.mail.eq("A"));
    assert_eq!(found.count().await.unwrap(), 1, "case doesn't count");
    // Each goes on behind the numbers that are taken.
    db.insert(hinted::NewAlways { note: 3 })
        .run()
        .await
        .unwrap();
    db.insert(hinted::NewMade {}).run().await.unwrap();
    let id = db
        .insert(hinted::NewCell {
            mail: "c".to_owned(),
            written: Json(vec![]),
            moment,
            year: 2_025,
            flag: false,
        })
        .returning_id()
        .one()
        .await
        .unwrap();
    assert_eq!(id, 3);
    db.delete(hinted::Cell)
        .filter(hinted::Cell.mail.eq("c"))
        .run()
        .await
        .unwrap();

    let (fourth, back) = become_one::<B, Plain>(third, &folder, &as_plain).await;
    let db = Db::<B>::from_pool(fourth.pool.clone());
    assert_eq!(db.from(plain::Cell).all().await.unwrap(), before);
    db.insert(plain::NewAlways { note: 4 }).run().await.unwrap();
    db.insert(plain::NewMade {}).run().await.unwrap();
    let mut ids = db
        .select(plain::Always.id)
        .from(plain::Always)
        .all()
        .await
        .unwrap();
    ids.sort_unstable();
    assert_eq!(ids, [1, 2, 3, 4]);
    db.insert(row("d")).run().await.unwrap();
    let last = db.from(plain::Cell).filter(plain::Cell.mail.eq("d"));
    assert_eq!(last.one().await.unwrap().id, 4);
    fourth.close().await;
    if B::DIALECT.family == Family::Postgres {
        assert!(
            there.starts_with("CREATE EXTENSION IF NOT EXISTS citext;"),
            "{there}"
        );
        // Whoever applies it, in whatever zone.
        assert!(
            there.contains("(\"moment\" AT TIME ZONE 'UTC')::timestamp;"),
            "{there}"
        );
        assert!(
            back.contains("(\"moment\" AT TIME ZONE 'UTC')::timestamptz;"),
            "{back}"
        );
    }
}

/// Types that only Postgres has.
pub mod rare {
    use super::*;

    #[derive(DbEnum, Clone, Copy, Debug, PartialEq, Eq)]
    #[db_enum(name = "mood", rename_all = "snake_case")]
    pub enum Mood {
        Sad,
        Glad,
    }

    #[derive(DbEnum, Clone, Copy, Debug, PartialEq, Eq)]
    #[db_enum(integer)]
    pub enum Level {
        Low = 1,
        High = 2,
    }

    #[derive(Keyspace)]
    #[keyspace(name = "rare", tenancy = none, backend = postgres, tables(Cell))]
    pub struct Rare;

    #[derive(Table, Clone, Debug, PartialEq)]
    #[table(name = "cells", keyspace = Rare)]
    pub struct Cell {
        #[column(primary_key, default = auto_increment(identity_always))]
        pub id: i64,
        #[column(citext)]
        pub mail: String,
        #[column(json)]
        pub written: Json<i32>,
        #[column(without_zone, precision = 3)]
        pub local: DateTime<Utc>,
        #[column(precision = 3)]
        pub millis: DateTime<Utc>,
        #[column(precision = 2)]
        pub hour: Option<chrono::NaiveTime>,
        pub span: orm::types::Interval,
        pub host: IpAddr,
        pub network: orm::types::IpNetwork,
        pub tags: Vec<String>,
        #[column(default = sql("'{glad}'"))]
        pub moods: Vec<Mood>,
        pub levels: Vec<Level>,
        pub moments: Vec<DateTime<Utc>>,
        #[column(numeric(10, 2))]
        pub sums: Vec<Decimal>,
        #[column(storage = text)]
        pub key: Uuid,
    }

    /// The same with other moods.
    pub mod after {
        use super::*;

        #[derive(DbEnum, Clone, Copy, Debug, PartialEq, Eq)]
        #[db_enum(name = "mood", rename_all = "snake_case")]
        pub enum Mood {
            Calm,
            Glad,
        }

        #[derive(Keyspace)]
        #[keyspace(name = "rare", tenancy = none, backend = postgres, tables(Cell))]
        pub struct Rare;

        #[derive(Table, Clone, Debug, PartialEq)]
        #[table(name = "cells", keyspace = Rare)]
        pub struct Cell {
            #[column(primary_key, default = auto_increment(identity_always))]
            pub id: i64,
            #[column(default = sql("'{calm}'"))]
            pub moods: Vec<Mood>,
        }
    }
}

pub mod mysql {
    use super::*;

    #[derive(Keyspace)]
    #[keyspace(name = "own", tenancy = none, backend = mysql, tables(Cell))]
    pub struct Own;

    #[derive(Table, Clone, Debug, PartialEq)]
    #[table(name = "cells", keyspace = Own)]
    pub struct Cell {
        #[column(primary_key, default = auto_increment)]
        pub id: u64,
        #[column(citext, varchar = 100)]
        pub mail: String,
        #[column(mysql = tinytext)]
        pub tiny: String,
        #[column(mysql = mediumtext)]
        pub medium: Option<String>,
        #[column(mysql = blob)]
        pub raw: Option<Vec<u8>>,
        #[column(mysql = bit(10))]
        pub bits: u16,
        #[column(mysql = year)]
        pub year: i16,
        #[column(mysql = mediumint)]
        pub size: Option<u32>,
        pub small: i8,
        #[column(mysql = timestamp, precision = 3)]
        pub touched: Option<DateTime<Utc>>,
        #[column(precision = 0)]
        pub made: DateTime<Utc>,
        pub flag: bool,
        #[column(storage = text)]
        pub key: Uuid,
        pub own_key: Uuid,
        pub host: IpAddr,
    }
}

/// The types in the snapshot of the keyspace's only table.
fn types(family: Family, keyspace: &KeyspaceDef) -> Vec<String> {
    let folder = Folder::new(folder());
    let options = GenerateOptions::default();
    let again = || {
        let dialect = dialect(family);
        generate(
            &folder,
            dialect,
            keyspace,
            &options,
            Utc::now(),
            &mut unattended,
        )
        .unwrap()
    };
    again().unwrap();
    assert!(again().is_none(), "what was written is what is read");
    let journal = folder.journal(family).unwrap();
    let snapshot: Snapshot = folder.snapshot(family, &journal.entries[0]).unwrap();
    let root: serde_json::Value = serde_json::from_str(&snapshot.text()).unwrap();
    let tables = root["tables"].as_object().unwrap();
    let columns = tables.values().next().unwrap()["columns"]
        .as_object()
        .unwrap();
    let text = |column: &serde_json::Value| {
        let mut text = column["type"].as_str().unwrap().to_owned();
        if column.get("typeSchema").is_some() {
            text.push_str(" of public");
        }
        if let Some(kind) = column.get("identity") {
            text = format!("{text} {}", kind["type"].as_str().unwrap());
        }
        text
    };
    let named = columns
        .iter()
        .map(|(name, column)| format!("{name} {}", text(column)));
    let mut named: Vec<String> = named.collect();
    named.sort();
    named
}

#[test]
fn types_are_called_as_drizzle_calls_them() {
    assert_eq!(
        types(Family::Postgres, &rare::Rare::DEFINITION),
        [
            "host inet",
            "hour time(2)",
            "id bigint always",
            "key text",
            "levels smallint[]",
            "local timestamp (3)",
            "mail citext",
            "millis timestamp (3) with time zone",
            "moments timestamp with time zone[]",
            "moods mood[] of public",
            "network cidr",
            "span interval",
            "sums numeric(10, 2)[]",
            "tags text[]",
            "written json",
        ]
    );
    assert_eq!(
        types(Family::MySql, &mysql::Own::DEFINITION),
        [
            "bits bit(10)",
            "flag boolean",
            "host varbinary(17)",
            "id bigint unsigned",
            "key char(36)",
            "made datetime",
            "mail varchar(100) /*!80017 COLLATE utf8mb4_0900_as_ci */ /*M!101001 COLLATE utf8mb4_uca1400_nopad_as_ci */",
            "medium mediumtext",
            "own_key binary(16)",
            "raw blob",
            "size mediumint unsigned",
            "small tinyint",
            "tiny tinytext",
            "touched timestamp(3)",
            "year year",
        ]
    );
}

#[test]
fn types_that_a_database_lacks_are_refused() {
    let refused = export(dialect(Family::Sqlite), &rare::Rare::DEFINITION);
    assert!(matches!(refused, Err(Error::Schema(_))), "{refused:?}");
    let folder = Folder::new(folder());
    let options = GenerateOptions::default();
    let keyspace = rare::Rare::DEFINITION;
    let refused = generate(
        &folder,
        dialect(Family::MySql),
        &keyspace,
        &options,
        Utc::now(),
        &mut unattended,
    );
    let text = refused.unwrap_err().to_string();
    assert!(text.contains("cells.span is of type interval"), "{text}");
}

mod postgres_alone {
    use super::*;

    everywhere!(@one arrays_change postgres (orm::Postgres) "ORM_TEST_POSTGRES_URL");
    everywhere!(@one arrays_change postgres18 (orm::Postgres) "ORM_TEST_POSTGRES18_URL");
}

async fn arrays_change(place: &Place<orm::Postgres>) {
    let [before, after] = [
        catalog_of(place, &rare::Rare::DEFINITION).await,
        catalog_of(place, &rare::after::Rare::DEFINITION).await,
    ];
    let folder = Folder::new(place.folder.join("migrations"));
    let first = Place::<orm::Postgres>::open(place.url.clone(), PathBuf::new()).await;
    let (second, _) = become_one::<_, rare::Rare>(first, &folder, &before).await;
    second
        .sql("INSERT INTO cells (mail, written, local, millis, span, host, network, tags, levels, moments, sums, key) VALUES ('a', '1', now(), now(), '1 day', '::1', '10.0.0.0/8', '{}', '{1}', '{}', '{}', '')")
        .await;
    // The type is made anew: a value of it is gone.
    written::<orm::Postgres, rare::after::Rare>(&folder, &GenerateOptions::default()).unwrap();
    assert_eq!(apply::<orm::Postgres>(&second.pool, &folder).await.len(), 1);
    second.close().await;
    let third = Place::<orm::Postgres>::open(place.url.clone(), PathBuf::new()).await;
    same(&third.catalog().await, &after);
    assert_eq!(
        third.texts("SELECT moods::text FROM cells").await,
        ["{glad}"]
    );
    third.close().await;
}
