use orm_core::schema::ddl::{
    KeyColumns, by_reference, check_name, columns_name, fitting, foreign_key_name, unique_name,
};
use orm_core::schema::{
    CheckDef, ForeignKeyDef, KeyspaceDef, ReferenceAction, TableDef, UniqueDef,
};

mod column;
mod index;

/// Statements that create the tables of a keyspace with their indexes.
pub(crate) fn create_tables(keyspace: &KeyspaceDef) -> Vec<String> {
    create(keyspace, false)
}

/// The same for MySQL 8, which has indexes over expressions.
pub(crate) fn create_tables_on_mysql8(keyspace: &KeyspaceDef) -> Vec<String> {
    create(keyspace, true)
}

fn create(keyspace: &KeyspaceDef, expressions: bool) -> Vec<String> {
    let tables = by_reference(keyspace.tables);
    let mut statements: Vec<String> = tables
        .iter()
        .map(|table| create_table(keyspace, table, expressions))
        .collect();
    if refers_ahead(&tables) {
        // In a circle some key refers to a table that doesn't exist yet.
        statements.insert(0, "SET FOREIGN_KEY_CHECKS = 0".to_owned());
        statements.push("SET FOREIGN_KEY_CHECKS = 1".to_owned());
    }
    statements
}

pub(crate) fn drop_table(table: &TableDef) -> String {
    format!("DROP TABLE IF EXISTS {}", quoted(table.name))
}

fn refers_ahead(tables: &[&TableDef]) -> bool {
    tables.iter().enumerate().any(|(at, table)| {
        table.foreign_keys.iter().any(|key| {
            let target = (key.target)().name;
            tables[at + 1..].iter().any(|later| later.name == target)
        })
    })
}

fn create_table(keyspace: &KeyspaceDef, table: &TableDef, expressions: bool) -> String {
    let keyed = column::keyed(keyspace, table);
    let mut parts: Vec<String> = table
        .columns
        .iter()
        .enumerate()
        .map(|(at, column)| column::define(table, column, keyed[at]))
        .collect();
    if !table.primary_key.is_empty() {
        parts.push(format!("PRIMARY KEY ({})", list(table, table.primary_key)));
    }
    parts.extend(
        table
            .uniques
            .iter()
            .map(|unique| define_unique(table, unique)),
    );
    parts.extend(counted(table));
    parts.extend(own_keys(table));
    let checks = table.checks.iter().enumerate();
    parts.extend(checks.map(|(at, check)| define_check(table, at, check)));
    let columns = table.columns.iter();
    parts.extend(columns.flat_map(|column| column::checks(table, column)));
    for index in table.indexes {
        parts.extend(index::define(table, index, &keyed, expressions));
    }
    let keys = table.foreign_keys.iter();
    parts.extend(keys.map(|key| define_foreign_key(table, key)));
    // Comparing bytes, without padding: equal texts are those that are equal everywhere. The name
    // of that collation is another one on MySQL and on MariaDB.
    format!(
        "CREATE TABLE IF NOT EXISTS {} (\n    {}\n) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 /*!80017 COLLATE utf8mb4_0900_bin */ /*M!100200 COLLATE utf8mb4_nopad_bin */",
        quoted(table.name),
        parts.join(",\n    "),
    )
}

fn define_unique(table: &TableDef, unique: &UniqueDef) -> String {
    format!(
        "CONSTRAINT {} UNIQUE ({})",
        quoted(&unique_name(table, unique)),
        list(table, unique.columns)
    )
}

fn define_check(table: &TableDef, at: usize, check: &CheckDef) -> String {
    format!(
        "CONSTRAINT {} CHECK ({})",
        quoted(&check_name(table, at, check)),
        check.expression
    )
}

/// The column that the server counts up has to be the first one of some key.
fn counted(table: &TableDef) -> Option<String> {
    let at = table.columns.iter().position(column::counted)?;
    let leads = |key: &[usize]| key.first() == Some(&at);
    if leads(table.primary_key) || table.uniques.iter().any(|unique| leads(unique.columns)) {
        return None;
    }
    let name = quoted(&columns_name(table, &[at], "counted"));
    Some(format!("KEY {name} ({})", list(table, &[at])))
}

/// A foreign key's columns, in an order in which MySQL checks it.
///
/// MySQL 9.7, inserting a row of a table that refers to itself, takes the key for one to the row
/// itself when its first column alone agrees, as the tenant's always does. So there the tenant
/// comes last.
fn key_columns(table: &TableDef, definition: &ForeignKeyDef) -> KeyColumns {
    let mut key = KeyColumns::of(table, definition);
    if key.with_tenant && key.target.name == table.name {
        key.columns.rotate_left(1);
        key.target_columns.rotate_left(1);
    }
    key
}

/// Unique keys with the tenant last, for the table's references to itself.
fn own_keys(table: &TableDef) -> Vec<String> {
    let mut made: Vec<Vec<usize>> = Vec::new();
    for definition in table.foreign_keys {
        let key = key_columns(table, definition);
        let own = key.with_tenant && key.target.name == table.name;
        if own && !made.contains(&key.target_columns) {
            made.push(key.target_columns);
        }
    }
    made.iter()
        .map(|columns| {
            let name = quoted(&columns_name(table, columns, "own"));
            format!("UNIQUE INDEX {name} ({})", list(table, columns))
        })
        .collect()
}

/// An action that would clear the tenant column becomes RESTRICT: MySQL clears all columns of a key.
fn define_foreign_key(table: &TableDef, definition: &ForeignKeyDef) -> String {
    let key = key_columns(table, definition);
    let action = |action: ReferenceAction| match action {
        // InnoDB has no SET DEFAULT.
        ReferenceAction::SetDefault => ReferenceAction::Restrict.sql(),
        action if key.clears_tenant(action) => ReferenceAction::Restrict.sql(),
        action => action.sql(),
    };
    format!(
        "CONSTRAINT {} FOREIGN KEY ({}) REFERENCES {} ({}) ON DELETE {} ON UPDATE {}",
        quoted(&foreign_key_name(table, definition, "fk")),
        list(table, &key.columns),
        quoted(key.target.name),
        list(key.target, &key.target_columns),
        action(definition.on_delete),
        action(definition.on_update),
    )
}

/// `` `a`, `b` ``
fn list(table: &TableDef, columns: &[usize]) -> String {
    let columns: Vec<String> = columns
        .iter()
        .map(|at| quoted(table.columns[*at].name))
        .collect();
    columns.join(", ")
}

fn quoted(name: &str) -> String {
    format!("`{}`", name.replace('`', "``"))
}

/// The text as a SQL literal that means the same in every `sql_mode`.
fn literal(text: &str) -> String {
    if text.contains('\\') {
        let hex: String = text.bytes().map(|byte| format!("{byte:02x}")).collect();
        format!("_utf8mb4 0x{hex}")
    } else {
        format!("'{}'", text.replace('\'', "''"))
    }
}

/// A name of the table and one of its parts.
fn named(table: &TableDef, part: &str) -> String {
    fitting(format!("{}_{part}", table.name))
}
