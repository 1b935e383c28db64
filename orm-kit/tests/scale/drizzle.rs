//! A schema that drizzle-kit's migrations made.

use chrono::Utc;
use orm::Keyspace as _;
use orm::driver::{Connect, HasTransactions};
use orm::sql::Family;
use orm_kit::folder::Folder;
use orm_kit::generate::{GenerateOptions, generate, unattended};
use orm_kit::migrate::{MigrateOptions, migrate};

use crate::everywhere;
use crate::node::Node;
use crate::place::Place;
use crate::pulled::{drizzle_mysql, drizzle_postgres, drizzle_sqlite};
use crate::round::{Keyspaces, comes_back};

mod mysql;
mod postgres;
mod sqlite;

everywhere!(drizzles_tables_come_back);

async fn drizzles_tables_come_back<B: HasTransactions + Connect>(place: &Place<B>) {
    let Some(node) = Node::new(&place.folder) else {
        return;
    };
    let family = B::DIALECT.family;
    let (dialect, head, each) = match family {
        Family::Postgres => ("postgresql", postgres::HEAD, postgres::EACH),
        Family::MySql => ("mysql", mysql::HEAD, mysql::EACH),
        Family::Sqlite => ("sqlite", sqlite::HEAD, sqlite::EACH),
    };
    let each = (0..20).map(|at| each.replace('#', &at.to_string()));
    let schema = format!("{head}{}", each.collect::<String>());
    std::fs::write(place.folder.join("schema.ts"), schema).unwrap();
    let args = ["generate", "--dialect", dialect, "--schema", "schema.ts"];
    let out = ["--out", "migrations", "--name", "made"];
    node.run("drizzle-kit", &[&args[..], &out].concat(), &[]);
    let folder = Folder::new(place.folder.join("migrations"));
    let files = folder.migrations(family).unwrap();
    let done = migrate::<B>(&place.pool, &files, &MigrateOptions::default()).await;
    done.unwrap();
    let keyspaces = Keyspaces {
        name: "drizzle",
        postgres: drizzle_postgres::Drizzle::DEFINITION,
        mysql: drizzle_mysql::Drizzle::DEFINITION,
        sqlite: drizzle_sqlite::Drizzle::DEFINITION,
    };
    let journal = folder.journal(family).unwrap();
    let last = folder.snapshot(family, journal.entries.last().unwrap());
    let snapshot = last.unwrap().physical(B::DIALECT).unwrap();
    comes_back(place, &keyspaces, Some(&snapshot)).await;
    let options = GenerateOptions {
        dry_run: true,
        ..GenerateOptions::default()
    };
    let (_, keyspace) = keyspaces.of(family);
    let now = Utc::now();
    let made = generate(
        &folder,
        B::DIALECT,
        keyspace,
        &options,
        now,
        &mut unattended,
    );
    let made = made.unwrap_or_else(|error| panic!("{error}"));
    assert!(made.is_none(), "{}", made.unwrap().sql);
}
