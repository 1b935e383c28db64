#[cfg(feature = "d1")]
mod d1;
mod server;
#[cfg(any(feature = "postgres", feature = "mysql"))]
mod slot;

use std::any::Any;
use std::future::Future;

use orm::driver::Backend;
use orm::prelude::*;

use crate::schema::Insurance;

pub use server::{Server, on};

/// A backend that the suite runs on. What not every backend has is a bound of its own on the test.
pub trait TestBackend: Backend {
    /// Of how many cases of a property one is tried here: a server is asked over the wire, and
    /// SQLite, which finds what is wrong in the statements, tries all.
    const ONE_CASE_OF: u32;

    /// An empty database with the suite's tables, on the server that the test runs on.
    fn fresh() -> impl Future<Output = Fresh<Self>> + Send {
        Self::with_connections(10)
    }

    /// The same with so many connections. SQLite's in memory has one in any case.
    fn with_connections(connections: usize) -> impl Future<Output = Fresh<Self>> + Send;
}

/// A database of one test; the next test that needs one gets it afterwards.
pub struct Fresh<B: TestBackend> {
    pub db: Db<B>,
    /// What is behind it: it ends, or becomes another test's, with this.
    _kept: Box<dyn Any + Send>,
}

#[cfg(feature = "sqlite")]
impl TestBackend for Sqlite {
    const ONE_CASE_OF: u32 = 1;

    async fn with_connections(_: usize) -> Fresh<Self> {
        let db = Db::<Self>::memory().await.expect("SQLite opens in memory");
        create_tables(&db).await;
        Fresh {
            db,
            _kept: Box::new(()),
        }
    }
}

#[cfg(feature = "d1")]
impl TestBackend for orm::D1 {
    const ONE_CASE_OF: u32 = 150;

    async fn with_connections(connections: usize) -> Fresh<Self> {
        let mut database = d1::Database::take();
        let options = database.options().max_connections(connections);
        let db = Db::connect_with(options).await.expect("D1 is there");
        if !database.has_tables {
            create_tables(&db).await;
            database.has_tables = true;
        }
        Fresh {
            db,
            _kept: Box::new(database),
        }
    }
}

async fn create_tables<B: TestBackend>(db: &Db<B>) {
    db.create_tables::<Insurance>()
        .await
        .expect("the suite's tables are created");
}

#[cfg(any(feature = "postgres", feature = "mysql"))]
macro_rules! on_a_server {
    ($($feature:literal $backend:ident($options:ident)),+) => {$(
        #[cfg(feature = $feature)]
        impl TestBackend for orm::$backend {
            const ONE_CASE_OF: u32 = 10;

            async fn with_connections(connections: usize) -> Fresh<Self> {
                let mut slot = slot::Slot::take(server::current()).await;
                let (url, in_front) = server::current().in_front_of(slot.url()).await;
                let options: orm::$options = url.parse().expect("the URL is one");
                let options = options.max_connections(connections);
                let db = Db::connect_with(options).await.expect("the server is connected to");
                if !slot.has_tables {
                    create_tables(&db).await;
                    slot.has_tables = true;
                }
                Fresh { db, _kept: Box::new((in_front, slot)) }
            }
        }
    )+};
}
#[cfg(any(feature = "postgres", feature = "mysql"))]
on_a_server!(
    "postgres" Postgres(PostgresOptions),
    "mysql" MySql(MySqlOptions),
    "mysql" MySql8(MySqlOptions),
    "mysql" MariaDb(MySqlOptions)
);

/// Makes a test per backend of each body `async fn name<B: TestBackend>(db: Db<B>)`. Those in a
/// group are left to the backends that have what it is named after: `returning:` is
/// [`HasReturning`](orm::driver::HasReturning), and so on; `streams:` to those whose rows arrive one
/// after the other, which they don't over HTTP. PlanetScale over HTTP is the `MySql` that
/// is compiled in any case, so that it costs no more than the calls.
macro_rules! on_every_backend {
    (
        $($name:ident),* $(,)?
        $(; transactions: $($transactions:ident),+ $(,)?)?
        $(; streams: $($streams:ident),+ $(,)?)?
        $(; transactions_returning: $($transactions_returning:ident),+ $(,)?)?
        $(; returning: $($returning:ident),+ $(,)?)?
        $(; update_returning: $($update_returning:ident),+ $(,)?)?
        $(; full_join: $($full_join:ident),+ $(,)?)?
        $(; row_locks: $($row_locks:ident),+ $(,)?)?
        $(; lock_of: $($lock_of:ident),+ $(,)?)?
        $(; distinct_on: $($distinct_on:ident),+ $(,)?)?
        $(; on_conflict: $($on_conflict:ident),+ $(,)?)?
        $(; on_duplicate_key: $($on_duplicate_key:ident),+ $(,)?)?
    ) => {
        #[cfg(feature = "sqlite")]
        mod sqlite {
            $crate::backend::tests!(
                orm::Sqlite, Sqlite:
                $($name)* $($($transactions)+)? $($($streams)+)? $($($transactions_returning)+)?
                $($($returning)+)? $($($update_returning)+)? $($($full_join)+)?
                $($($on_conflict)+)?
            );
        }

        #[cfg(feature = "postgres")]
        mod postgres {
            $crate::backend::tests!(
                orm::Postgres, Postgres:
                $($name)* $($($transactions)+)? $($($streams)+)? $($($transactions_returning)+)?
                $($($returning)+)? $($($update_returning)+)? $($($full_join)+)?
                $($($row_locks)+)? $($($lock_of)+)? $($($distinct_on)+)?
                $($($on_conflict)+)?
            );
        }

        #[cfg(feature = "postgres")]
        mod postgres18 {
            $crate::backend::tests!(
                orm::Postgres, Postgres18:
                $($name)* $($($transactions)+)? $($($streams)+)? $($($transactions_returning)+)?
                $($($returning)+)? $($($update_returning)+)? $($($full_join)+)?
                $($($row_locks)+)? $($($lock_of)+)? $($($distinct_on)+)?
                $($($on_conflict)+)?
            );
        }

        #[cfg(feature = "mysql")]
        mod mysql {
            $crate::backend::tests!(
                orm::MySql, MySql:
                $($name)* $($($transactions)+)? $($($streams)+)? $($($row_locks)+)? $($($on_duplicate_key)+)?
            );
        }

        #[cfg(all(feature = "mysql", feature = "planetscale"))]
        mod planetscale {
            $crate::backend::tests!(
                orm::MySql, PlanetScale:
                $($name)* $($($transactions)+)? $($($row_locks)+)? $($($on_duplicate_key)+)?
            );
        }

        #[cfg(feature = "d1")]
        mod d1 {
            $crate::backend::tests!(
                orm::D1, D1:
                $($name)* $($($returning)+)? $($($update_returning)+)? $($($full_join)+)?
                $($($on_conflict)+)?
            );
        }

        $(
            #[cfg(feature = "mysql")]
            mod mysql8 {
                $crate::backend::tests!(orm::MySql8, MySql: $($lock_of)+);
            }
        )?

        $(
            #[cfg(feature = "mysql")]
            mod mysql8_upsert {
                $crate::backend::tests!(orm::MySql8, MySql: $($on_duplicate_key)+);
            }
        )?

        #[cfg(feature = "mysql")]
        mod mariadb {
            $crate::backend::tests!(
                orm::MariaDb, MariaDb:
                $($name)* $($($transactions)+)? $($($streams)+)? $($($transactions_returning)+)?
                $($($returning)+)? $($($row_locks)+)? $($($on_duplicate_key)+)?
            );
        }
    };
}
pub(crate) use on_every_backend;

/// Makes a test per named backend of each body, in a module of this name: for what only some have.
macro_rules! on_backends {
    ($module:ident: [$($backend:ident),+] $names:tt) => {
        mod $module {
            #[allow(unused_imports, reason = "not every backend is compiled in")]
            use super::*;

            $($crate::backend::on_backend!($backend $names);)+
        }
    };
}
pub(crate) use on_backends;

macro_rules! on_backend {
    (sqlite [$($name:ident),+ $(,)?]) => {
        #[cfg(feature = "sqlite")]
        mod sqlite {
            $crate::backend::tests!(orm::Sqlite, Sqlite: $($name)+);
        }
    };
    (d1 [$($name:ident),+ $(,)?]) => {
        #[cfg(feature = "d1")]
        mod d1 {
            $crate::backend::tests!(orm::D1, D1: $($name)+);
        }
    };
    (postgres [$($name:ident),+ $(,)?]) => {
        #[cfg(feature = "postgres")]
        mod postgres {
            $crate::backend::tests!(orm::Postgres, Postgres: $($name)+);
        }

        #[cfg(feature = "postgres")]
        mod postgres18 {
            $crate::backend::tests!(orm::Postgres, Postgres18: $($name)+);
        }
    };
    (mysql [$($name:ident),+ $(,)?]) => {
        #[cfg(feature = "mysql")]
        mod mysql {
            $crate::backend::tests!(orm::MySql, MySql: $($name)+);
        }
    };
    (mysql8 [$($name:ident),+ $(,)?]) => {
        #[cfg(feature = "mysql")]
        mod mysql8 {
            $crate::backend::tests!(orm::MySql8, MySql: $($name)+);
        }
    };
    (mariadb [$($name:ident),+ $(,)?]) => {
        #[cfg(feature = "mysql")]
        mod mariadb {
            $crate::backend::tests!(orm::MariaDb, MariaDb: $($name)+);
        }
    };
}
pub(crate) use on_backend;

macro_rules! tests {
    ($backend:ty, $server:ident: $($name:ident)*) => {$(
        #[tokio::test]
        async fn $name() {
            use $crate::backend::{Server, on};
            on::<$backend>(Server::$server, super::$name).await;
        }
    )*};
}
pub(crate) use tests;
