//! From a database to code, and back.

use std::path::Path;

use chrono::Utc;
use orm::driver::{Connect, HasTransactions};
use orm::schema::KeyspaceDef;
use orm::schema::physical::Physical;
use orm::sql::Family;
use orm_kit::folder::Folder;
use orm_kit::generate::{GenerateOptions, generate, unattended};
use orm_kit::introspect::{Filter, introspect};
use orm_kit::pull::{PullOptions, source, spelled_as};
use orm_kit::push::{PushOptions, plan};
use orm_kit::split;
use orm_kit::verify::{Difference, Kind, VerifyOptions, verify};

use crate::place::Place;

/// The keyspaces that were pulled from one database, by family.
pub struct Keyspaces {
    pub name: &'static str,
    pub postgres: KeyspaceDef,
    pub mysql: KeyspaceDef,
    pub sqlite: KeyspaceDef,
}

impl Keyspaces {
    pub fn of(&self, family: Family) -> (&'static str, &KeyspaceDef) {
        match family {
            Family::Postgres => ("postgres", &self.postgres),
            Family::MySql => ("mysql", &self.mysql),
            Family::Sqlite => ("sqlite", &self.sqlite),
        }
    }
}

/// Executes statements that end with `;`.
pub async fn executed<B: HasTransactions + Connect>(place: &Place<B>, text: &str) {
    for sql in split::statements(B::DIALECT.family, text) {
        place.sql(&sql).await;
    }
}

/// The source of the database is the one of the keyspace, and the keyspace is the database.
pub async fn comes_back<B: HasTransactions + Connect>(
    place: &Place<B>,
    keyspaces: &Keyspaces,
    snapshot: Option<&Physical>,
) {
    let family = B::DIALECT.family;
    let (word, keyspace) = keyspaces.of(family);
    let live = introspect::<B>(&place.pool, &Filter::default()).await;
    let mut live = live.unwrap();
    if let Some(snapshot) = snapshot {
        live = spelled_as(live, snapshot);
    }
    assert!(live.tables.len() >= 100, "{}", live.tables.len());
    let options = PullOptions {
        keyspace: keyspaces.name.to_owned(),
        no_tenants: true,
        ..PullOptions::default()
    };
    let found = source(B::DIALECT, &live, &options).unwrap();
    assert_eq!(found.notes, Vec::<String>::new());
    // MariaDB spells expressions in another way than MySQL, from which the file is.
    if B::DIALECT.name != "MariaDB" {
        is_the_file(&format!("{}_{word}.rs", keyspaces.name), &found.source);
    }
    let different = verify::<B>(&place.url, keyspace, &VerifyOptions::default()).await;
    let different = different.unwrap_or_else(|error| panic!("{error}"));
    let different: Vec<String> = different
        .iter()
        // What a text is compared by can't be stated in code.
        .filter(|difference| difference.kind != Kind::Collation)
        .map(Difference::to_string)
        .collect();
    assert!(different.is_empty(), "{}", different.join("\n"));
    nothing_is_left(place, keyspace).await;
}

fn is_the_file(name: &str, source: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scale/pulled");
    let path = root.join(name);
    if std::env::var("ORM_BLESS").is_ok() {
        std::fs::write(&path, source).unwrap();
    }
    let file = std::fs::read_to_string(&path).unwrap();
    if let Some((file, source)) = file.lines().zip(source.lines()).find(|(a, b)| a != b) {
        panic!("{name}\nfile: {file}\nhere: {source}");
    }
    assert_eq!(file.len(), source.len(), "{name}");
}

/// What the first migration says to be there is the code, and nothing is left to generate or to push.
async fn nothing_is_left<B: HasTransactions + Connect>(place: &Place<B>, keyspace: &KeyspaceDef) {
    let folder = Folder::new(place.folder.join("ours"));
    let first = GenerateOptions {
        as_is: true,
        ..GenerateOptions::default()
    };
    for (options, writes) in [(first, true), (GenerateOptions::default(), false)] {
        let now = Utc::now();
        let made = generate(
            &folder,
            B::DIALECT,
            keyspace,
            &options,
            now,
            &mut unattended,
        );
        let made = made.unwrap();
        assert_eq!(made.is_some(), writes, "{made:#?}");
    }
    // On MySQL it would state collations, which snapshots have none of.
    if B::DIALECT.family != Family::MySql {
        let options = PushOptions::default();
        let push = plan::<B>(&place.url, keyspace, &options, &mut unattended).await;
        let push = push.unwrap();
        assert!(push.statements.is_empty(), "{:#?}", push.statements);
    }
}
