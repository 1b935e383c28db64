use orm_core::Error;
use orm_core::driver::{
    Backend, Connect, HasAggregateFilter, HasAllFrames, HasFullJoin, HasIntersect, HasJsonOrder,
    HasMaterialized, HasOffsetDefault, HasOnConflict, HasReturning, HasStringWindow,
    HasTransactions, HasUpdateReturning, InMemory, Pool,
};
use orm_core::sql::Dialect;

use crate::{DIALECT, SqliteConnection, SqliteOptions, SqlitePool};

/// SQLite, in the program's own process.
pub struct Sqlite;

impl Backend for Sqlite {
    type Pool = SqlitePool;
    type Connection = SqliteConnection;
    const DIALECT: &'static Dialect = &DIALECT;
    const ROW_BY_ROW: bool = true;
}

impl Connect for Sqlite {
    type Options = SqliteOptions;

    fn options(url: &str) -> Result<SqliteOptions, Error> {
        Ok(url.parse::<SqliteOptions>()?)
    }

    fn driver(_: &SqliteOptions) -> &'static str {
        "embedded"
    }

    /// Opens the pool and its first connection, so that a missing file is reported here.
    async fn open(options: SqliteOptions) -> Result<SqlitePool, Error> {
        let pool = SqlitePool::new(options);
        drop(pool.acquire().await?);
        Ok(pool)
    }
}

impl InMemory for Sqlite {
    fn memory_options() -> SqliteOptions {
        SqliteOptions::memory()
    }
}

impl HasReturning for Sqlite {}
impl HasOnConflict for Sqlite {}
impl HasUpdateReturning for Sqlite {}
impl HasFullJoin for Sqlite {}
impl HasIntersect for Sqlite {}
impl HasMaterialized for Sqlite {}
impl HasAllFrames for Sqlite {}
impl HasOffsetDefault for Sqlite {}
impl HasAggregateFilter for Sqlite {}
impl HasStringWindow for Sqlite {}
impl HasJsonOrder for Sqlite {}
impl HasTransactions for Sqlite {}
