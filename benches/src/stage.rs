//! Where contenders compete: files of SQLite's, or a database of our own on a server.

use std::env;

use clap::ValueEnum;
use rusqlite::Connection;

use crate::Outcome;
use crate::contender::{Roster, mysql, postgres, sqlite};
use crate::fixture::files::Fixture;
use crate::fixture::server::{Database, MySqlStore, PostgresStore, Server};
use crate::store::Store;

/// The kind of database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    /// Embedded SQLite.
    Sqlite,
    /// The Postgres that `ORM_TEST_POSTGRES_URL` names.
    Postgres,
    /// The MySQL that `ORM_TEST_MYSQL_URL` names.
    Mysql,
    /// The MariaDB that `ORM_TEST_MARIADB_URL` names.
    Mariadb,
}

impl Kind {
    pub(crate) const ALL: [Self; 4] = [Self::Sqlite, Self::Postgres, Self::Mysql, Self::Mariadb];

    /// The variable that holds the server's URL.
    pub(crate) fn variable(self) -> Option<&'static str> {
        match self {
            Self::Sqlite => None,
            Self::Postgres => Some("ORM_TEST_POSTGRES_URL"),
            Self::Mysql => Some("ORM_TEST_MYSQL_URL"),
            Self::Mariadb => Some("ORM_TEST_MARIADB_URL"),
        }
    }

    /// Whether it needs no server, or has one.
    pub(crate) fn is_there(self) -> bool {
        self.variable().is_none_or(|name| env::var(name).is_ok())
    }

    /// The names of its contenders, the baseline first.
    pub(crate) fn contenders(self) -> Vec<&'static str> {
        match self {
            Self::Sqlite => sqlite::ALL.map(|(name, _)| name).to_vec(),
            Self::Postgres => postgres::ALL.map(|(name, _)| name).to_vec(),
            Self::Mysql | Self::Mariadb => mysql::ALL.map(|(name, _)| name).to_vec(),
        }
    }
}

/// A seeded database, ready for contenders.
pub(crate) enum Stage {
    Files(Fixture),
    Postgres(Database),
    MySql(Database),
}

impl Stage {
    /// Makes the database and fills it.
    ///
    /// # Errors
    ///
    /// When the server isn't there or refuses something.
    pub(crate) fn set(kind: Kind) -> Outcome<Self> {
        let url = match kind.variable() {
            Some(name) => env::var(name).map_err(|_| format!("{name} is not set"))?,
            None => String::new(),
        };
        Ok(match kind {
            Kind::Sqlite => Self::Files(Fixture::create()?),
            Kind::Postgres => Self::Postgres(Database::create(Server::Postgres, &url)?),
            Kind::Mysql | Kind::Mariadb => Self::MySql(Database::create(Server::MySql, &url)?),
        })
    }

    /// What all figures on this stage have in common.
    ///
    /// # Errors
    ///
    /// When the database doesn't tell its version.
    pub(crate) fn describe(&self) -> Outcome<String> {
        Ok(match self {
            Self::Files(fixture) => {
                let version: String = Connection::open_in_memory()?.query_row(
                    "SELECT sqlite_version()",
                    [],
                    |row| row.get(0),
                )?;
                let folder = fixture.folder().display();
                format!("SQLite {version}, write-ahead log, databases in {folder}")
            }
            Self::Postgres(database) => {
                format!(
                    "{}, by TCP",
                    PostgresStore::open(database.url())?.version()?
                )
            }
            Self::MySql(database) => {
                format!("{}, by TCP", MySqlStore::open(database.url())?.version()?)
            }
        })
    }

    /// Opens the named contenders and the baseline, or all if none is named.
    ///
    /// # Errors
    ///
    /// When a contender cannot open its database.
    pub(crate) fn roster(&self, names: &[String]) -> Outcome<Roster> {
        match self {
            Self::Files(fixture) => Roster::open(&sqlite::ALL, names, |name, open| {
                let path = fixture.copy_for(name)?;
                let contender = open(&path)?;
                let store: Box<dyn Store> = Box::new(Connection::open(&path)?);
                Ok((contender, store))
            }),
            Self::Postgres(database) => Roster::open(&postgres::ALL, names, |_, open| {
                let store: Box<dyn Store> = Box::new(PostgresStore::open(database.url())?);
                Ok((open(database.url())?, store))
            }),
            Self::MySql(database) => Roster::open(&mysql::ALL, names, |_, open| {
                let store: Box<dyn Store> = Box::new(MySqlStore::open(database.url())?);
                Ok((open(database.url())?, store))
            }),
        }
    }
}
