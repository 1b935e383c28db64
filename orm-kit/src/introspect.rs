//! What a database holds, as the value that [`generate`](crate::generate::generate) compares.

mod mysql;
mod postgres;
mod sqlite;

use orm_core::driver::{Backend, Connection, HasTransactions, Pool};
use orm_core::schema::ReferenceAction;
use orm_core::schema::physical::Physical;
use orm_core::sql::{Family, Statement};

use crate::error::Error;
use crate::migrate::session::{Cell, Cells};

/// Tables that other tools keep for themselves; `*` stands for any text.
const OTHERS: [&str; 12] = [
    "__drizzle_migrations*",
    "__orm_*",
    "__diesel_schema_migrations",
    "_prisma_migrations",
    "_sqlx_migrations",
    "_cf_*",
    "atlas_schema_revisions",
    "d1_migrations",
    "refinery_schema_history",
    "schema_migrations",
    "seaql_migrations",
    "sqlite_*",
];

/// Which tables of a database are not looked at.
///
/// ```
/// use orm_kit::introspect::Filter;
///
/// let filter = Filter::new(["legacy_*"]);
/// assert!(filter.keeps("policies"));
/// assert!(!filter.keeps("legacy_policies"));
/// assert!(!filter.keeps("_prisma_migrations"), "another tool's");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    ignored: Vec<String>,
}

impl Default for Filter {
    /// Leaves out the tables in which migration tools and SQLite itself keep their books.
    fn default() -> Self {
        Self::new(Vec::<String>::new())
    }
}

impl Filter {
    /// Leaves out these tables, too. `*` stands for any text.
    pub fn new<T: Into<String>>(ignored: impl IntoIterator<Item = T>) -> Self {
        let ignored = ignored.into_iter().map(Into::into);
        let others = OTHERS.iter().map(|&name| name.to_owned());
        Self {
            ignored: ignored.chain(others).collect(),
        }
    }

    /// Whether the table is looked at.
    pub fn keeps(&self, table: &str) -> bool {
        !self.ignored.iter().any(|pattern| fits(pattern, table))
    }
}

fn fits(pattern: &str, name: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == name,
        Some((head, rest)) => name.strip_prefix(head).is_some_and(|tail| {
            let mut ends = tail.char_indices().map(|(at, _)| at).chain([tail.len()]);
            ends.any(|at| fits(rest, &tail[at..]))
        }),
    }
}

/// The tables of the database: on Postgres those of the schema in which new tables are made.
///
/// Types are spelled as definitions in code spell them. Expressions (of checks, defaults, generated
/// columns, indexes) are as the server keeps them: two databases of one server are compared by them,
/// a database and the code are not.
///
/// # Errors
/// What the database refuses.
///
/// ```
/// # #[cfg(feature = "sqlite")]
/// # fn main() -> Result<(), orm_kit::Error> {
/// # tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
/// use orm::driver::{Connect, Connection, InMemory, Pool};
/// use orm::sql::Statement;
/// use orm_kit::introspect::{Filter, introspect};
///
/// let pool = orm::Sqlite::open(orm::Sqlite::memory_options()).await?;
/// let sql = "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL)";
/// pool.acquire().await?.execute(Statement::define(sql)).await?;
/// let found = introspect::<orm::Sqlite>(&pool, &Filter::default()).await?;
/// assert_eq!(found.tables[0].columns[1].type_name, "TEXT");
/// # Ok(()) })
/// # }
/// # #[cfg(not(feature = "sqlite"))]
/// # fn main() {}
/// ```
pub async fn introspect<B: HasTransactions>(
    pool: &B::Pool,
    filter: &Filter,
) -> Result<Physical, Error> {
    let mut connection = pool.acquire().await?;
    read::<B>(&mut connection, filter).await
}

/// The same over a connection, which may have begun a transaction.
pub(crate) async fn read<B: HasTransactions>(
    connection: &mut B::Connection,
    filter: &Filter,
) -> Result<Physical, Error> {
    let mut found = match B::DIALECT.family {
        Family::Sqlite => sqlite::read::<B>(connection).await?,
        Family::Postgres => postgres::read::<B>(connection).await?,
        Family::MySql => mysql::read::<B>(connection).await?,
    };
    found.tables.retain(|table| filter.keeps(&table.name));
    found.views.retain(|view| filter.keeps(&view.name));
    Ok(found)
}

type Row = Vec<Option<String>>;

/// Rows of as many texts as there are `t`.
pub(crate) async fn rows<B: Backend>(
    connection: &mut B::Connection,
    sql: impl Into<String> + Send,
    kinds: &'static str,
) -> Result<Vec<Row>, Error> {
    let rows = connection
        .fetch_all(Statement::define(sql), Cells(kinds))
        .await?;
    let texts = |row: Vec<Cell>| row.iter().map(Cell::text).collect();
    Ok(rows.into_iter().map(texts).collect())
}

/// The text of a cell; an empty one for NULL.
fn text(row: &Row, at: usize) -> String {
    row.get(at).cloned().flatten().unwrap_or_default()
}

fn is(row: &Row, at: usize) -> bool {
    text(row, at) == "1"
}

/// The texts of a JSON list.
fn list(row: &Row, at: usize) -> Vec<String> {
    serde_json::from_str(&text(row, at)).unwrap_or_default()
}

/// The action that a catalog's words say.
fn action(words: &str) -> ReferenceAction {
    match words.to_ascii_uppercase().as_str() {
        "R" | "RESTRICT" => ReferenceAction::Restrict,
        "C" | "CASCADE" => ReferenceAction::Cascade,
        "N" | "SET NULL" => ReferenceAction::SetNull,
        "D" | "SET DEFAULT" => ReferenceAction::SetDefault,
        _ => ReferenceAction::NoAction,
    }
}

/// The expression in parentheses, unless it has some around it already.
pub(crate) fn wrapped(expression: &str) -> String {
    if crate::snapshot::unwrapped(expression).is_some() {
        expression.to_owned()
    } else {
        format!("({expression})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_stand_for_any_text() {
        assert!(fits("a*", "a") && fits("a*c", "abc") && fits("*", "") && fits("*_b*", "a_bc"));
        assert!(!fits("a", "ab") && !fits("a*c", "ab") && !fits("*x", "é"));
    }
}
