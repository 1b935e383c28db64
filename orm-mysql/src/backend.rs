use orm_core::Error;
use orm_core::driver::{
    Backend, Connect, HasGrouping, HasIndexHints, HasIntersect, HasIntersectAll, HasJsonContains,
    HasJsonOrder, HasLateral, HasLockOf, HasOffsetDefault, HasOnDuplicateKey, HasRegex,
    HasReturning, HasRollup, HasRowLocks, HasStatistics, HasTransactions, HasWriteLeftJoin,
    HasWriteLimit, Pool,
};
use orm_core::sql::Dialect;

use crate::server::{Expected, Server};
use crate::{
    MARIADB_DIALECT, MYSQL_DIALECT, MYSQL8_DIALECT, MySqlConnection, MySqlOptions, MySqlPool,
};

/// What MySQL 8 and newer, MariaDB and Vitess have in common.
pub struct MySql;

/// MySQL 8 and newer, and Vitess in front of it.
pub struct MySql8;

/// MariaDB.
pub struct MariaDb;

macro_rules! backend {
    ($name:ident, $dialect:ident, $expected:ident $(, $has:ident)*) => {
        impl Server for $name {
            const EXPECTED: Expected = Expected::$expected;
        }

        impl Backend for $name {
            type Pool = MySqlPool<$name>;
            type Connection = MySqlConnection;
            const DIALECT: &'static Dialect = &$dialect;
            const ROW_BY_ROW: bool = false;
        }

        impl Connect for $name {
            type Options = MySqlOptions;

            fn options(url: &str) -> Result<MySqlOptions, Error> {
                Ok(url.parse::<MySqlOptions>()?)
            }

            fn driver(options: &MySqlOptions) -> &'static str {
                options.driver.name()
            }

            /// Opens the pool and, unless it is lazy, its first connection, so that a server that
            /// doesn't answer or is of the other kind is reported here.
            async fn open(options: MySqlOptions) -> Result<Self::Pool, Error> {
                let lazy = options.lazy;
                let pool = MySqlPool::new(options);
                if !lazy {
                    drop(pool.acquire().await?);
                }
                Ok(pool)
            }
        }

        impl HasTransactions for $name {}
        impl HasOnDuplicateKey for $name {}
        impl HasWriteLimit for $name {}
        impl HasWriteLeftJoin for $name {}
        impl HasIndexHints for $name {}
        impl HasJsonContains for $name {}
        impl HasRegex for $name {}
        impl HasRollup for $name {}
        $(impl $has for $name {})*
    };
}

backend!(MySql, MYSQL_DIALECT, Any, HasRowLocks, HasStatistics);
backend!(
    MySql8,
    MYSQL8_DIALECT,
    MySql,
    HasRowLocks,
    HasLockOf,
    HasLateral,
    HasIntersect,
    HasIntersectAll,
    HasOffsetDefault,
    HasGrouping,
    HasStatistics
);
backend!(
    MariaDb,
    MARIADB_DIALECT,
    MariaDb,
    HasJsonOrder,
    HasRowLocks,
    HasReturning,
    HasIntersect,
    HasIntersectAll,
    HasStatistics
);
