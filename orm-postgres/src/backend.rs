use orm_core::Error;
use orm_core::driver::{
    Backend, Connect, HasAggregateFilter, HasAllFrames, HasArrays, HasDistinctOn, HasFullJoin,
    HasGrouping, HasGroupingSets, HasIntersect, HasIntersectAll, HasIntervals, HasJsonContains,
    HasJsonOrder, HasLateral, HasLockOf, HasMaterialized, HasOffsetDefault, HasOnConflict,
    HasRegex, HasReturning, HasRollup, HasRowLocks, HasStatistics, HasStringWindow,
    HasTransactions, HasUpdateReturning, HasWritingCtes, Pool,
};
use orm_core::sql::Dialect;

use crate::{DIALECT, PostgresConnection, PostgresOptions, PostgresPool};

/// PostgreSQL, version 15 or newer.
pub struct Postgres;

impl Backend for Postgres {
    type Pool = PostgresPool;
    type Connection = PostgresConnection;
    const DIALECT: &'static Dialect = &DIALECT;
    const ROW_BY_ROW: bool = false;
}

impl Connect for Postgres {
    type Options = PostgresOptions;

    fn options(url: &str) -> Result<PostgresOptions, Error> {
        Ok(url.parse::<PostgresOptions>()?)
    }

    fn driver(_: &PostgresOptions) -> &'static str {
        "tcp"
    }

    /// Opens the pool and its first connection, so that a wrong host or password is reported here;
    /// [`PostgresOptions::lazy`] leaves it to the first statement.
    async fn open(options: PostgresOptions) -> Result<PostgresPool, Error> {
        let lazy = options.lazy;
        let pool = PostgresPool::new(options);
        if !lazy {
            drop(pool.acquire().await?);
        }
        Ok(pool)
    }
}

impl HasReturning for Postgres {}
impl HasOnConflict for Postgres {}
impl HasUpdateReturning for Postgres {}
impl HasFullJoin for Postgres {}
impl HasIntersect for Postgres {}
impl HasIntersectAll for Postgres {}
impl HasMaterialized for Postgres {}
impl HasWritingCtes for Postgres {}
impl HasAllFrames for Postgres {}
impl HasOffsetDefault for Postgres {}
impl HasAggregateFilter for Postgres {}
impl HasStatistics for Postgres {}
impl HasStringWindow for Postgres {}
impl HasRollup for Postgres {}
impl HasGroupingSets for Postgres {}
impl HasGrouping for Postgres {}
impl HasTransactions for Postgres {}
impl HasRowLocks for Postgres {}
impl HasLockOf for Postgres {}
impl HasDistinctOn for Postgres {}
impl HasLateral for Postgres {}
impl HasRegex for Postgres {}
impl HasJsonContains for Postgres {}
impl HasJsonOrder for Postgres {}
impl HasArrays for Postgres {}
impl HasIntervals for Postgres {}
