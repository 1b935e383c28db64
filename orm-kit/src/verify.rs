//! Compares a live database with the schema in code.

mod difference;
mod drift;
mod scratch;

use orm_core::driver::{Connect, HasTransactions, Pool};
use orm_core::schema::physical::Physical;
use orm_core::schema::{KeyspaceDef, ReferenceAction};
use orm_core::sql::{Dialect, Family};

use crate::diff::{Diff, Renames};
use crate::error::Error;
use crate::introspect::{Filter, introspect};

use difference::differences;
pub use difference::{Difference, Kind, Problem};
pub use drift::drift;
use scratch::in_scratch;

/// How a database is verified.
#[derive(Clone, Debug, Default)]
pub struct VerifyOptions {
    /// Tables that are none of this keyspace's business.
    pub filter: Filter,
    /// The connection string under which the code's tables may be created for a moment, where the
    /// database's own role may not.
    pub dev: Option<String>,
}

/// What differs between the database behind the connection string and the tables in code; nothing
/// where they agree.
///
/// Servers keep expressions in a form of their own. So the code's tables are created beside the
/// database's, read back, and removed: on Postgres in a schema inside of a transaction that is rolled
/// back, on MySQL in a database that is dropped afterwards, on SQLite in memory. The tables that are
/// verified are only read.
///
/// # Errors
/// What the database refuses; [`Error::Scratch`] where the role may not create the schema or database
/// for the comparison.
///
/// ```
/// # #[cfg(feature = "sqlite")]
/// # fn main() -> Result<(), orm_kit::Error> {
/// # use orm::prelude::*;
/// # #[derive(Keyspace)]
/// # #[keyspace(name = "notes", tables(Note), tenancy = none)]
/// # struct Notes;
/// # #[derive(Table)]
/// # #[table(name = "notes", keyspace = Notes)]
/// # struct Note { #[column(primary_key)] id: i64 }
/// # tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
/// use orm_kit::verify::{VerifyOptions, verify};
///
/// let url = "sqlite::memory:"; // an empty database
/// let found = verify::<Sqlite>(url, &Notes::DEFINITION, &VerifyOptions::default()).await?;
/// assert_eq!(found[0].to_string(), "table notes is missing from the database");
/// # Ok(()) })
/// # }
/// # #[cfg(not(feature = "sqlite"))]
/// # fn main() {}
/// ```
pub async fn verify<B: HasTransactions + Connect>(
    url: &str,
    keyspace: &KeyspaceDef,
    options: &VerifyOptions,
) -> Result<Vec<Difference>, Error> {
    let pool = B::open(B::options(url)?).await?;
    let found = with_pool::<B>(&pool, url, keyspace, options).await;
    pool.close().await;
    found
}

/// The same with a pool of the connection string's database.
pub(crate) async fn with_pool<B: HasTransactions + Connect>(
    pool: &B::Pool,
    url: &str,
    keyspace: &KeyspaceDef,
    options: &VerifyOptions,
) -> Result<Vec<Difference>, Error> {
    let live = introspect::<B>(pool, &options.filter).await?;
    let code = normal_form::<B>(url, keyspace, options.dev.as_deref()).await?;
    Ok(compare(B::DIALECT, &live, &code))
}

/// The code's tables as the server keeps them.
pub(crate) async fn normal_form<B: HasTransactions + Connect>(
    url: &str,
    keyspace: &KeyspaceDef,
    dev: Option<&str>,
) -> Result<Physical, Error> {
    let statements = crate::generate::export(B::DIALECT, keyspace)?;
    in_scratch::<B>(url, dev, &statements).await
}

/// What differs between two databases of one server.
fn compare(dialect: &Dialect, live: &Physical, code: &Physical) -> Vec<Difference> {
    let [mut live, code] = [live, code].map(|physical| even(dialect, physical));
    // Those that the code doesn't name are somebody else's.
    live.views
        .retain(|view| code.own_views().any(|own| own.name == view.name));
    forget_comments(&mut live, &code);
    let diff = Diff::between(dialect, &live, &code, &Renames::default());
    differences(dialect, &diff, &live, &code)
}

/// Comments of which the code says nothing are those of whoever looks after the database.
pub(crate) fn forget_comments(live: &mut Physical, code: &Physical) {
    for table in &mut live.tables {
        let Some(said) = code.table(&table.name) else {
            continue;
        };
        if said.comment.is_none() {
            table.comment = None;
        }
        for column in &mut table.columns {
            let said = said.column(&column.name);
            if said.is_some_and(|said| said.comment.is_none()) {
                column.comment = None;
            }
        }
    }
}

/// What means the same to the server is written in one way.
fn even(dialect: &Dialect, physical: &Physical) -> Physical {
    let mut physical = physical.clone();
    if dialect.family == Family::MySql {
        for key in physical
            .tables
            .iter_mut()
            .flat_map(|table| &mut table.foreign_keys)
        {
            for action in [&mut key.on_delete, &mut key.on_update] {
                if *action == ReferenceAction::NoAction {
                    *action = ReferenceAction::Restrict;
                }
            }
        }
    }
    physical
}
