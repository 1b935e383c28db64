//! Databases are made what the code is, without migrations.

use orm::Keyspace as _;
use orm::driver::{Connect, HasTransactions};
use orm::schema::KeyspaceDef;
use orm::sql::Family;
use orm_kit::Error;
use orm_kit::diff::Question;
use orm_kit::generate::unattended;
use orm_kit::migrate::MigrateOptions;
use orm_kit::push::{Push, PushOptions, plan, push};
use orm_kit::verify::{Difference, Problem, VerifyOptions, verify};

use crate::after::After;
use crate::before::Before;
use crate::everywhere;
use crate::generate::{exported, fresh, renamed};
use crate::place::Place;
use crate::random::{Random, keyspace};

everywhere!(
    a_push_makes_a_database_what_the_code_is,
    any_schema_is_pushed_over_any_other,
);

async fn created<B: HasTransactions + Connect>(place: &Place<B>, keyspace: &KeyspaceDef) {
    fresh(place).await;
    let again = Place::<B>::open(place.url.clone(), place.folder.clone()).await;
    exported(&again, keyspace).await;
    again.close().await;
}

/// What differs, but for tables that only the database has.
async fn differences<B: HasTransactions + Connect>(
    place: &Place<B>,
    keyspace: &KeyspaceDef,
) -> Vec<String> {
    let found = verify::<B>(&place.url, keyspace, &VerifyOptions::default()).await;
    let found = found.unwrap_or_else(|error| panic!("{error}"));
    let of_code =
        |found: &&Difference| found.name.is_some() || found.problem != Problem::Unexpected;
    found
        .iter()
        .filter(of_code)
        .map(Difference::to_string)
        .collect()
}

async fn pushed<B: HasTransactions + Connect>(
    place: &Place<B>,
    keyspace: &KeyspaceDef,
    options: &PushOptions,
) -> Push {
    let mut dropped = |_: &Question| Ok(None);
    let planned = plan::<B>(&place.url, keyspace, options, &mut dropped).await;
    let planned = planned.unwrap_or_else(|error| panic!("{error}"));
    let done = push::<B>(&place.url, &planned, &MigrateOptions::default()).await;
    done.unwrap_or_else(|error| panic!("{error}\n{}", planned.statements.join(";\n")));
    planned
}

async fn a_push_makes_a_database_what_the_code_is<B: HasTransactions + Connect>(place: &Place<B>) {
    created(place, &Before::DEFINITION).await;
    let first = Place::<B>::open(place.url.clone(), place.folder.clone()).await;
    first.sql("INSERT INTO retired VALUES ('old')").await;
    first
        .sql("INSERT INTO entries (text) VALUES ('kept')")
        .await;
    first.sql("CREATE TABLE stray (id INT)").await;
    first.close().await;
    let keyspace = &After::DEFINITION;
    // Whether a column was renamed is nobody's guess.
    let refused = plan::<B>(
        &place.url,
        keyspace,
        &PushOptions::default(),
        &mut unattended,
    )
    .await;
    assert!(matches!(refused, Err(Error::Unanswered(_))), "{refused:?}");
    let flags = renamed();
    let options = PushOptions {
        renames: flags.renames,
        drops: flags.drops,
        ..PushOptions::default()
    };
    let planned = pushed(place, keyspace, &options).await;
    let mut lost: Vec<&str> = planned.losses().map(|loss| loss.subject.as_str()).collect();
    lost.sort_unstable();
    assert_eq!(lost, ["policies.note", "retired"]);
    assert_eq!(differences(place, keyspace).await, Vec::<String>::new());
    let again = pushed(place, keyspace, &PushOptions::default()).await;
    assert_eq!(again, Push::default());
    let last = Place::<B>::open(place.url.clone(), place.folder.clone()).await;
    assert_eq!(last.texts("SELECT text FROM entries").await, ["kept"]);
    assert!(last.texts("SELECT id FROM stray").await.is_empty());
    last.sql("DROP TABLE stray").await;
    last.close().await;
}

async fn any_schema_is_pushed_over_any_other<B: HasTransactions + Connect>(place: &Place<B>) {
    let rounds = if B::DIALECT.family == Family::Sqlite {
        60
    } else {
        6
    };
    let mut random = Random(0x0bad_cafe_dead_beef);
    for _ in 0..rounds {
        let (from, to) = (keyspace(&mut random), keyspace(&mut random));
        created(place, &from).await;
        let stays = |name: &str| to.tables.iter().any(|table| table.name == name);
        let gone = from.tables.iter().filter(|table| !stays(table.name));
        let options = PushOptions {
            drops: gone.map(|table| table.name.to_owned()).collect(),
            ..PushOptions::default()
        };
        pushed(place, &to, &options).await;
        assert_eq!(differences(place, &to).await, Vec::<String>::new());
    }
}
