//! The databases of a server that tests take turns in: making tables takes longer than most tests.

#[cfg(feature = "mysql")]
mod mysql;
#[cfg(feature = "postgres")]
mod postgres;

use std::collections::BTreeMap;
use std::process;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use orm::Keyspace;

use super::Server;
use crate::schema::Insurance;

/// What the names of such databases start with, before the second of their making.
const PREFIX: &str = "orm_suite_";

/// When nobody uses a database any more.
const OLD: Duration = Duration::from_secs(3600);

static FREE: Mutex<BTreeMap<Server, Free>> = Mutex::new(BTreeMap::new());

/// The databases of a server that no test has.
#[derive(Default)]
struct Free {
    names: Vec<String>,
    made: usize,
}

/// A database that is one test's until it is dropped.
pub struct Slot {
    server: Server,
    name: String,
    /// Whether it has the suite's tables.
    pub has_tables: bool,
}

/// What a server is asked by means of its own connection.
trait Admin: Sized {
    async fn connect(url: &str) -> Self;
    async fn databases(&mut self) -> Vec<String>;
    async fn create(&mut self, name: &str);
    async fn drop(&mut self, name: &str);
    /// Drops all tables but these, and deletes their rows, of the first one first.
    async fn empty(&mut self, tables: &[&str]);
}

impl Slot {
    /// An empty database.
    pub async fn take(server: Server) -> Self {
        match server {
            #[cfg(feature = "sqlite")]
            Server::Sqlite => panic!("SQLite's databases are not shared"),
            #[cfg(feature = "d1")]
            Server::D1 => panic!("D1's databases are workerd's"),
            // They are those of the MySQL behind it.
            #[cfg(all(feature = "mysql", feature = "planetscale"))]
            Server::PlanetScale => Self::take_by::<mysql::MySql>(Server::MySql).await,
            #[cfg(feature = "postgres")]
            Server::Postgres | Server::Postgres18 => {
                Self::take_by::<postgres::Postgres>(server).await
            }
            #[cfg(feature = "mysql")]
            Server::MySql | Server::MariaDb => Self::take_by::<mysql::MySql>(server).await,
        }
    }

    async fn take_by<A: Admin>(server: Server) -> Self {
        let (name, number) = {
            let mut free = FREE.lock().unwrap_or_else(PoisonError::into_inner);
            let free = free.entry(server).or_default();
            let name = free.names.pop();
            free.made += usize::from(name.is_none());
            (name, free.made)
        };
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        let now = now.expect("it is after 1970");
        let slot = Self {
            server,
            has_tables: name.is_some(),
            name: name
                .unwrap_or_else(|| format!("{PREFIX}{}_{}_{number}", now.as_secs(), process::id())),
        };
        if slot.has_tables {
            let tables = Insurance::DEFINITION.tables;
            let children_first: Vec<_> = tables.iter().rev().map(|table| table.name).collect();
            A::connect(&slot.url()).await.empty(&children_first).await;
        } else {
            let mut admin = A::connect(&server.url()).await;
            if number == 1 {
                drop_old(&mut admin, now).await;
            }
            admin.create(&slot.name).await;
        }
        slot
    }

    /// The URL of the database.
    pub fn url(&self) -> String {
        let url = self.server.url();
        let (address, settings) = match url.split_once('?') {
            Some((address, settings)) => (address, format!("?{settings}")),
            None => (&*url, String::new()),
        };
        let (server, _) = address.rsplit_once('/').expect("the URL names a database");
        format!("{server}/{}{settings}", self.name)
    }
}

/// Drops what earlier runs left behind.
async fn drop_old(admin: &mut impl Admin, now: Duration) {
    for name in admin.databases().await {
        let made = name
            .strip_prefix(PREFIX)
            .and_then(|rest| rest.split('_').next());
        let made = made
            .and_then(|seconds| seconds.parse().ok())
            .map(Duration::from_secs);
        if made.is_some_and(|made| made + OLD < now) {
            admin.drop(&name).await;
        }
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        if self.has_tables {
            let mut free = FREE.lock().unwrap_or_else(PoisonError::into_inner);
            let free = free.entry(self.server).or_default();
            free.names.push(std::mem::take(&mut self.name));
        }
    }
}
