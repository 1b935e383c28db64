//! From the name of a dialect to its backend.

use std::time::Duration;

#[cfg(any(feature = "sqlite", feature = "postgres", feature = "mysql"))]
use orm_core::driver::HasTransactions;
use orm_core::driver::{Connect, Pool};
use orm_core::schema::KeyspaceDef;
use orm_core::schema::physical::Physical;
use orm_core::sql::Dialect;

use super::ask::ask;
use crate::adopt::{self, Found};
use crate::config::DialectName;
use crate::error::Error;
use crate::folder::Migration;
use crate::introspect::{Filter, introspect};
use crate::migrate::{self, MigrateOptions, Resolution, State};
use crate::push::{self, Push, PushOptions};
use crate::stores::{self, Prisma};
use crate::verify::{self, Difference, VerifyOptions};

/// How long `status` waits for what a database holds beside its migrations.
const PATIENCE: Duration = Duration::from_millis(600);

/// What is done on a database.
pub(super) enum Task<'t> {
    Migrate,
    Plan,
    State(&'t Filter),
    Prisma,
    Verify(&'t KeyspaceDef, &'t VerifyOptions),
    Read(&'t Filter),
    PlanPush(&'t KeyspaceDef, &'t PushOptions),
    Push(&'t Push),
    Histories,
    Mark(&'t [String]),
    Baseline(&'t str),
    Resolve(&'t str, Resolution),
}

/// What came of it.
pub(super) enum Done {
    Tags(Vec<String>),
    /// With what the database holds, where that can be read.
    State(Box<State>, Option<Physical>, Option<Prisma>),
    Prisma(Option<Prisma>),
    Differences(Vec<Difference>),
    Read(Physical),
    Push(Push),
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
        Task::State(filter) => match migrate::state::<B>(&pool, migrations, options).await {
            // Whoever may read the history may not be one who may read the catalog.
            Ok(state) => {
                // What takes too long is not told, and the state is.
                let live = tokio::time::timeout(PATIENCE, introspect::<B>(&pool, filter)).await;
                let prisma = tokio::time::timeout(PATIENCE, stores::prisma::<B>(&pool)).await;
                let live = live.ok().and_then(Result::ok);
                let prisma = prisma.ok().and_then(Result::ok).flatten();
                Ok(Done::State(Box::new(state), live, prisma))
            }
            Err(error) => Err(error),
        },
        Task::Read(filter) => introspect::<B>(&pool, filter).await.map(Done::Read),
        Task::PlanPush(keyspace, options) => push::plan::<B>(url, keyspace, options, &mut ask)
            .await
            .map(Done::Push),
        Task::Push(planned) => {
            let done = push::push::<B>(url, planned, options).await;
            done.map(|()| Done::Push(planned.clone()))
        }
        Task::Prisma => stores::prisma::<B>(&pool).await.map(Done::Prisma),
        Task::Verify(keyspace, options) => verify::with_pool::<B>(&pool, url, keyspace, options)
            .await
            .map(Done::Differences),
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
        Task::State(_) => migrate::state::<D1>(&pool, migrations, options)
            .await
            .map(|state| Done::State(Box::new(state), None, None)),
        Task::Prisma => Ok(Done::Prisma(None)),
        Task::Verify(..) => Err(unread("verify")),
        Task::Read(_) => Err(unread("pull")),
        Task::PlanPush(..) | Task::Push(_) => Err(unread("push")),
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

#[cfg(feature = "d1")]
fn unread(command: &str) -> Error {
    Error::Config(format!(
        "`{command}` reads a database in several statements that belong together, which D1 doesn't have over HTTP: point a keyspace with `dialect = \"sqlite\"` at a file of the database (`wrangler d1 export`, or the local one)"
    ))
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
