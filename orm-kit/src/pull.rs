//! Writes the Rust source of a database's tables.

mod names;
mod table;
mod types;

use std::collections::BTreeMap;

use orm_core::schema::physical::{IndexPart, Physical, Table};
use orm_core::sql::{Dialect, Family};

use crate::error::Error;
use names::Names;
use types::Shape;

/// What a database doesn't say of its tables.
#[derive(Clone, Debug, Default)]
pub struct PullOptions {
    /// The keyspace's name.
    pub keyspace: String,
    /// The column that names a row's tenant, in every table that has it.
    pub tenant: Option<String>,
    /// Tables that all tenants read.
    pub global: Vec<String>,
    /// No table has rows of tenants.
    pub no_tenants: bool,
    /// `table.column=type`: a column's type in Rust; of a JSON column, what the JSON holds.
    pub types: Vec<String>,
}

/// The source of a database's tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pulled {
    /// Rust source.
    pub source: String,
    /// What the source doesn't say as the database has it.
    pub notes: Vec<String>,
}

/// The source of these tables, which [`introspect`](crate::introspect::introspect) read.
///
/// A table without the tenant's column that isn't listed as global gets no decision, so that the
/// source doesn't compile until somebody makes one.
///
/// # Errors
/// [`Error::Config`] for a table or a column that the options name and the database lacks.
///
/// ```
/// # #[cfg(feature = "sqlite")]
/// # fn main() -> Result<(), orm_kit::Error> {
/// # tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
/// use orm::driver::{Connect, Connection, InMemory, Pool};
/// use orm::sql::Statement;
/// use orm_kit::introspect::{Filter, introspect};
/// use orm_kit::pull::{PullOptions, source};
///
/// let pool = orm::Sqlite::open(orm::Sqlite::memory_options()).await?;
/// let sql = "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL)";
/// pool.acquire().await?.execute(Statement::define(sql)).await?;
/// let found = introspect::<orm::Sqlite>(&pool, &Filter::default()).await?;
/// let options = PullOptions {
///     keyspace: "notes".to_owned(),
///     no_tenants: true,
///     ..PullOptions::default()
/// };
/// let pulled = source(<orm::Sqlite as orm::Backend>::DIALECT, &found, &options)?;
/// assert!(pulled.source.contains("pub struct Note {"));
/// # Ok(()) })
/// # }
/// # #[cfg(not(feature = "sqlite"))]
/// # fn main() {}
/// ```
pub fn source(
    dialect: &'static Dialect,
    physical: &Physical,
    options: &PullOptions,
) -> Result<Pulled, Error> {
    let types = stated(physical, options)?;
    let mut writer = Writer {
        dialect,
        physical,
        options,
        types,
        names: Names::new(physical, options),
        enums: Vec::new(),
        notes: Vec::new(),
        rare: false,
    };
    let tables: Vec<String> = physical
        .tables
        .iter()
        .map(|table| writer.table(table))
        .collect();
    let mut source = String::from("use orm::prelude::*;\n\n");
    if let Some(key) = writer.tenant_key() {
        source.push_str(&key);
    }
    source.push_str(&writer.keyspace());
    for made in &writer.enums {
        source.push_str(&made.text);
    }
    source.push_str(&tables.concat());
    Ok(Pulled {
        source,
        notes: writer.notes,
    })
}

/// The tables with expressions as the snapshot of a migration spells them, where it has the same
/// checks, defaults, generated columns and indexes: so that `generate` finds nothing to do.
pub fn spelled_as(mut physical: Physical, snapshot: &Physical) -> Physical {
    for table in &mut physical.tables {
        let Some(was) = snapshot.table(&table.name) else {
            continue;
        };
        for column in &mut table.columns {
            let Some(was) = was.column(&column.name) else {
                continue;
            };
            if let (Some(_), Some(text)) = (&column.default, &was.default) {
                column.default = Some(text.clone());
            }
            if let (Some(made), Some(was)) = (&mut column.generated, &was.generated) {
                let text = crate::snapshot::unwrapped(&was.expression);
                made.expression = text.unwrap_or(&was.expression).to_owned();
            }
        }
        for check in &mut table.checks {
            if let Some(was) = was.checks.iter().find(|was| was.name == check.name) {
                check.expression.clone_from(&was.expression);
            }
        }
        for index in &mut table.indexes {
            if let Some(was) = was.indexes.iter().find(|was| was.name == index.name)
                && was.parts.len() == index.parts.len()
                && was.filter.is_some() == index.filter.is_some()
            {
                index.filter.clone_from(&was.filter);
                for (part, was) in index.parts.iter_mut().zip(&was.parts) {
                    if let (IndexPart::Expression(text), IndexPart::Expression(was)) = (part, was) {
                        // With an order behind it, it isn't one expression.
                        *text = match crate::snapshot::unwrapped(text) {
                            Some(_) => crate::introspect::wrapped(was),
                            None => was.clone(),
                        };
                    }
                }
            }
        }
    }
    physical
}

/// The types that the options state.
fn stated(
    physical: &Physical,
    options: &PullOptions,
) -> Result<BTreeMap<(String, String), String>, Error> {
    let missing = |what: &str| Error::Config(format!("the database has no {what}"));
    for name in &options.global {
        physical
            .table(name)
            .ok_or_else(|| missing(&format!("table {name}")))?;
    }
    let mut types = BTreeMap::new();
    for text in &options.types {
        let parts = text
            .split_once('=')
            .and_then(|(place, ty)| Some((place.split_once('.')?, ty)));
        let Some(((table, column), ty)) = parts else {
            return Err(Error::Config(format!(
                "`--type {text}`: write `--type projects.title=crate::LocalizedText`"
            )));
        };
        let found = physical.table(table).and_then(|table| table.column(column));
        found.ok_or_else(|| missing(&format!("column {table}.{column}")))?;
        types.insert((table.to_owned(), column.to_owned()), ty.to_owned());
    }
    Ok(types)
}

/// An enum that is written.
struct Made {
    /// In Rust.
    name: String,
    /// In the database.
    stored: String,
    values: Vec<String>,
    text: String,
}

struct Writer<'a> {
    dialect: &'static Dialect,
    physical: &'a Physical,
    options: &'a PullOptions,
    types: BTreeMap<(String, String), String>,
    names: Names,
    enums: Vec<Made>,
    notes: Vec<String>,
    /// Whether there are types that only Postgres has.
    rare: bool,
}

/// A text as a literal of Rust.
fn literal(text: &str) -> String {
    format!("{text:?}")
}

impl Writer<'_> {
    fn family(&self) -> Family {
        self.dialect.family
    }

    /// The tenant's column of a table that has rows of tenants.
    fn tenant<'t>(&self, table: &'t Table) -> Option<&'t str> {
        let wanted = self.options.tenant.as_ref()?;
        if self.options.global.contains(&table.name) {
            return None;
        }
        if let Some(column) = table.column(wanted) {
            return Some(&column.name);
        }
        // The tenants' own table: what the tenant's column refers to.
        let key = table.primary_key.as_ref()?;
        let [own] = key.columns.as_slice() else {
            return None;
        };
        let others = self.physical.tables.iter();
        let mut keys = others.flat_map(|other| &other.foreign_keys);
        let refers = keys.any(|key| {
            key.target == table.name
                && key.columns == [wanted.clone()]
                && key.target_columns == [own.clone()]
        });
        let at = table.columns.iter().find(|column| column.name == *own)?;
        refers.then_some(&at.name)
    }

    fn tenant_key(&mut self) -> Option<String> {
        let name = self.names.tenant_key.clone()?;
        let mut columns = self.physical.tables.iter().filter_map(|table| {
            let column = self.tenant(table)?;
            Some((table, table.column(column)?))
        });
        let (table, column) = columns.next()?;
        let Shape { ty, .. } = types::of(self.dialect, table, column)?;
        Some(format!(
            "/// Names a tenant.\n#[derive(TenantKey, Clone, Copy, Debug, PartialEq, Eq)]\npub struct {name}(pub {ty});\n\n"
        ).replace(
            "Clone, Copy, Debug",
            if ty == "String" { "Clone, Debug" } else { "Clone, Copy, Debug" },
        ))
    }

    fn keyspace(&self) -> String {
        let tables = self.physical.tables.iter();
        let tables: Vec<&str> = tables.map(|table| self.names.table(&table.name)).collect();
        let mut parts = format!(
            "name = {}, tables({})",
            literal(&self.options.keyspace),
            tables.join(", ")
        );
        if self.options.no_tenants {
            parts.push_str(", tenancy = none");
        }
        if self.rare {
            parts.push_str(", backend = postgres");
        }
        format!(
            "/// The tables of `{}`.\n#[derive(Keyspace)]\n#[keyspace({parts})]\npub struct {};\n\n",
            self.options.keyspace, self.names.keyspace
        )
    }

    /// The enum's name in Rust; it is written when it is met first.
    fn made(&mut self, stored: &str, values: &[String]) -> String {
        let known = |made: &&Made| made.stored == stored && made.values == values;
        if let Some(made) = self.enums.iter().find(known) {
            return made.name.clone();
        }
        let name = self.names.fresh(stored);
        let mut text = format!(
            "/// The values of `{stored}`.\n#[derive(DbEnum, Clone, Copy, Debug, PartialEq, Eq)]\n#[db_enum(name = {})]\npub enum {name} {{\n",
            literal(stored)
        );
        for (value, variant) in values.iter().zip(names::variants(values)) {
            text.push_str(&format!(
                "    /// `{value}`\n    #[db_enum(rename = {})]\n    {variant},\n",
                literal(value)
            ));
        }
        text.push_str("}\n\n");
        self.enums.push(Made {
            name: name.clone(),
            stored: stored.to_owned(),
            values: values.to_vec(),
            text,
        });
        name
    }
}
