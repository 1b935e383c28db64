//! From the name of a dialect to its backend.

#[cfg(any(feature = "sqlite", feature = "postgres", feature = "mysql"))]
use orm_core::driver::HasTransactions;
use orm_core::driver::{Connect, Pool};
use orm_core::sql::Dialect;

use crate::adopt::{self, Found};
use crate::config::DialectName;
use crate::error::Error;
use crate::folder::Migration;
use crate::migrate::{self, MigrateOptions, Resolution, State};

/// What is done on a database.
pub(super) enum Task<'t> {
    Migrate,
    Plan,
    State,
    Histories,
    Mark(&'t [String]),
    Baseline(&'t str),
    Resolve(&'t str, Resolution),
}

/// What came of it.
pub(super) enum Done {
    Tags(Vec<String>),
    State(State),
    Histories(Vec<Found>),
}

#[cfg(any(feature = "sqlite", feature = "postgres", feature = "mysql"))]
async fn on<B: HasTransactions + Connect>(
    url: &str,
    migrations: &[Migration],
    options: &MigrateOptions,
    task: Task<'_>,
) -> Result<Done, Error> {
    let pool = B::open(B::options(url)?).await?;
    let result = match task {
        Task::Migrate => migrate::migrate::<B>(&pool, migrations, options)
            .await
            .map(Done::Tags),
        Task::Plan => migrate::plan::<B>(&pool, migrations, options)
            .await
            .map(|plan| Done::Tags(plan.into_iter().map(|migration| migration.tag).collect())),
        Task::State => migrate::state::<B>(&pool, migrations, options)
            .await
            .map(Done::State),
        Task::Histories => adopt::histories::<B>(&pool).await.map(Done::Histories),
        Task::Mark(tags) => migrate::mark_applied::<B>(&pool, migrations, tags, options)
            .await
            .map(Done::Tags),
        Task::Baseline(tag) => migrate::baseline::<B>(&pool, migrations, tag, options)
            .await
            .map(Done::Tags),
        Task::Resolve(tag, resolution) => {
            let done = migrate::resolve::<B>(&pool, migrations, tag, resolution, options).await;
            done.map(|()| Done::Tags(vec![tag.to_owned()]))
        }
    };
    pool.close().await;
    result
}

/// The same where there are no transactions.
#[cfg(feature = "d1")]
async fn on_d1(
    url: &str,
    migrations: &[Migration],
    options: &MigrateOptions,
    task: Task<'_>,
) -> Result<Done, Error> {
    use orm_sqlite::D1;
    let pool = D1::open(D1::options(url)?).await?;
    let mark = async |tags: &[String]| {
        let marked = migrate::mark_in_batch::<D1>(&pool, migrations, tags, options).await;
        marked.map(Done::Tags)
    };
    let result = match task {
        Task::Migrate => migrate::migrate_in_batches::<D1>(&pool, migrations, options)
            .await
            .map(Done::Tags),
        Task::Plan => migrate::plan::<D1>(&pool, migrations, options)
            .await
            .map(|plan| Done::Tags(plan.into_iter().map(|migration| migration.tag).collect())),
        Task::State => migrate::state::<D1>(&pool, migrations, options)
            .await
            .map(Done::State),
        Task::Histories => adopt::histories::<D1>(&pool).await.map(Done::Histories),
        Task::Mark(tags) => mark(tags).await,
        Task::Baseline(tag) => mark(&migrate::up_to(migrations, tag)?).await,
        Task::Resolve(tag, resolution) => {
            let flag = match resolution {
                Resolution::Applied => "--applied",
                Resolution::RolledBack => "--rolled-back",
            };
            Err(Error::Config(format!(
                "D1 leaves no migration half applied, so that `resolve {tag} {flag}` has nothing to resolve"
            )))
        }
    };
    pool.close().await;
    result
}

macro_rules! backends {
    ($($dialect:ident $feature:literal $krate:ident :: $backend:ident;)+) => {
        /// How the database's statements are written.
        pub(super) fn dialect(name: DialectName) -> Result<&'static Dialect, Error> {
            match name {
                $(
                    #[cfg(feature = $feature)]
                    DialectName::$dialect => Ok(<$krate::$backend as orm_core::Backend>::DIALECT),
                )+
                #[cfg(feature = "d1")]
                DialectName::D1 => Ok(<orm_sqlite::D1 as orm_core::Backend>::DIALECT),
                #[allow(unreachable_patterns, reason = "reached when a feature is off")]
                name => Err(missing(name)),
            }
        }

        /// Runs the task on the database.
        pub(super) async fn run(
            name: DialectName,
            url: &str,
            migrations: &[Migration],
            options: &MigrateOptions,
            task: Task<'_>,
        ) -> Result<Done, Error> {
            match name {
                $(
                    #[cfg(feature = $feature)]
                    DialectName::$dialect => on::<$krate::$backend>(url, migrations, options, task).await,
                )+
                #[cfg(feature = "d1")]
                DialectName::D1 => on_d1(url, migrations, options, task).await,
                #[allow(unreachable_patterns, reason = "reached when a feature is off")]
                name => Err(missing(name)),
            }
        }
    };
}

backends! {
    Sqlite "sqlite" orm_sqlite::Sqlite;
    Postgres "postgres" orm_postgres::Postgres;
    MySql "mysql" orm_mysql::MySql;
    MySql8 "mysql" orm_mysql::MySql8;
    MariaDb "mysql" orm_mysql::MariaDb;
}

fn missing(name: DialectName) -> Error {
    Error::Config(format!(
        "this program was built without {}: switch on the feature of `orm-kit`",
        name.name()
    ))
}
