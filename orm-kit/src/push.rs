//! Makes a database what the code is, without a migration: for prototypes.

use orm_core::driver::{Connect, HasTransactions, Pool};
use orm_core::schema::KeyspaceDef;
use orm_core::schema::physical::Physical;

use crate::diff::{Ask, Renames};
use crate::error::Error;
use crate::folder::Migration;
use crate::generate::{self, Warning};
use crate::introspect::introspect;
use crate::migrate::{self, MigrateOptions};
use crate::verify::{VerifyOptions, forget_comments, normal_form};

/// What a push would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Push {
    /// The statements, in order.
    pub statements: Vec<String>,
    /// What to think about before they are executed.
    pub warnings: Vec<Warning>,
}

impl Push {
    /// What is lost for good.
    pub fn losses(&self) -> impl Iterator<Item = &Warning> {
        let warnings = self.warnings.iter();
        warnings.filter(|warning| warning.code.starts_with("DS"))
    }
}

/// How a push is made.
#[derive(Clone, Debug, Default)]
pub struct PushOptions {
    /// How the database is compared with the code.
    pub verify: VerifyOptions,
    /// `table=table`, `table.column=table.column`, `enum.value=enum.value`.
    pub renames: Vec<String>,
    /// `table`, `table.column`: gone for good, not renamed.
    pub drops: Vec<String>,
}

/// The statements that make the database what the code is; nothing is executed.
///
/// Tables that only the database has stay, unless the options name them.
///
/// # Errors
/// As [`verify`](crate::verify::verify), and when something may have been renamed and neither the
/// options nor `ask` say so.
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
/// use orm_kit::generate::unattended;
/// use orm_kit::migrate::MigrateOptions;
/// use orm_kit::push::{PushOptions, plan, push};
///
/// let url = "sqlite::memory:";
/// let options = PushOptions::default();
/// let planned = plan::<Sqlite>(url, &Notes::DEFINITION, &options, &mut unattended).await?;
/// assert_eq!(planned.statements.len(), 1);
/// assert_eq!(planned.losses().count(), 0);
/// push::<Sqlite>(url, &planned, &MigrateOptions::default()).await?;
/// # Ok(()) })
/// # }
/// # #[cfg(not(feature = "sqlite"))]
/// # fn main() {}
/// ```
pub async fn plan<B: HasTransactions + Connect>(
    url: &str,
    keyspace: &KeyspaceDef,
    options: &PushOptions,
    ask: Ask<'_>,
) -> Result<Push, Error> {
    let pool = B::open(B::options(url)?).await?;
    let live = introspect::<B>(&pool, &options.verify.filter).await;
    pool.close().await;
    let code = normal_form::<B>(url, keyspace, options.verify.dev.as_deref()).await?;
    let live = of_code(live?, &code, options);
    let renames = Renames::settle(&live, &code, &options.renames, &options.drops, ask)?;
    let (diff, statements) = generate::statements(B::DIALECT, &live, &code, &renames);
    Ok(Push {
        warnings: generate::warnings(B::DIALECT, &diff),
        statements,
    })
}

/// What of the database the code knows, or the options name.
fn of_code(mut live: Physical, code: &Physical, options: &PushOptions) -> Physical {
    let named = |name: &str| {
        let renamed = options
            .renames
            .iter()
            .filter_map(|text| text.split('=').next());
        let mut all = renamed.chain(options.drops.iter().map(String::as_str));
        all.any(|text| text.split('.').next() == Some(name))
    };
    live.tables
        .retain(|table| code.table(&table.name).is_some() || named(&table.name));
    live.views
        .retain(|view| code.views.iter().any(|known| known.name == view.name));
    let used = |name: &str| {
        let mut columns = live.tables.iter().flat_map(|table| &table.columns);
        columns.any(|column| column.enum_type.as_deref() == Some(name))
    };
    let known = |name: &str| code.enums.iter().any(|made| made.name == name);
    let kept: Vec<bool> = live
        .enums
        .iter()
        .map(|made| known(&made.name) || used(&made.name))
        .collect();
    let mut kept = kept.into_iter();
    live.enums.retain(|_| kept.next().unwrap_or(false));
    forget_comments(&mut live, code);
    live
}

/// Executes what [`plan`] found. On Postgres and SQLite all of it takes effect or nothing does.
///
/// # Errors
/// [`Error::Statement`] with what the database says.
pub async fn push<B: HasTransactions + Connect>(
    url: &str,
    push: &Push,
    options: &MigrateOptions,
) -> Result<(), Error> {
    if push.statements.is_empty() {
        return Ok(());
    }
    let sql = generate::joined(&push.statements);
    let statements = Migration::new("push", 0, sql);
    let pool = B::open(B::options(url)?).await?;
    let done = migrate::execute::<B>(&pool, &statements, options).await;
    pool.close().await;
    done
}
