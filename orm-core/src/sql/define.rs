//! Writes definitions: tables, indexes, keys, enum types.

use std::fmt::Write;

use super::{Dialect, Family};
use crate::schema::Counter;
use crate::schema::physical::{Column, ForeignKey, Index, IndexPart, Key, Physical, Table, View};

/// Statements that create the tables with their types and indexes, and then the views. What exists is
/// left as it is; on MySQL, which can't look first, a view is made anew.
pub fn create_all(dialect: &Dialect, physical: &Physical) -> Vec<String> {
    let mut statements: Vec<String> = Vec::new();
    statements.extend(physical.extensions().into_iter().map(create_extension));
    let enums = physical.enums.iter();
    statements
        .extend(enums.map(|made| unless_there(&create_enum(dialect, &made.name, &made.values))));
    let listed = |name: &str| physical.tables.iter().position(|table| table.name == name);
    let mut later = Vec::new();
    let mut ahead = false;
    for (at, table) in physical.tables.iter().enumerate() {
        let is_ahead = |key: &&ForeignKey| listed(&key.target).is_some_and(|target| target > at);
        ahead |= table.foreign_keys.iter().any(|key| is_ahead(&key));
        let now: Vec<&ForeignKey> = match dialect.family {
            // A key may refer to a table that does not exist yet.
            Family::Sqlite | Family::MySql => table.foreign_keys.iter().collect(),
            Family::Postgres => {
                let then = table.foreign_keys.iter().filter(is_ahead);
                later.extend(then.map(|key| unless_there(&add_foreign_key(dialect, table, key))));
                let now = table.foreign_keys.iter();
                now.filter(|key| !is_ahead(key)).collect()
            }
        };
        statements.push(create_table(dialect, table, &now, true));
        if dialect.family != Family::MySql {
            let indexes = table.indexes.iter();
            statements.extend(indexes.map(|index| create_index(dialect, &table.name, index, true)));
        }
        statements.extend(comments(dialect, table));
        statements.extend(table.triggers.iter().cloned());
    }
    statements.extend(later);
    for view in physical.own_views() {
        statements.push(create_view_if_missing(dialect, view));
        let indexes = view.indexes.iter();
        statements.extend(indexes.map(|index| create_index(dialect, &view.name, index, true)));
    }
    if ahead && dialect.family == Family::MySql {
        statements.insert(0, "SET FOREIGN_KEY_CHECKS = 0".to_owned());
        statements.push("SET FOREIGN_KEY_CHECKS = 1".to_owned());
    }
    statements
}

/// `CREATE TABLE`, with these of its foreign keys, and with its indexes where an index is part of
/// the table's definition (MySQL).
pub fn create_table(
    dialect: &Dialect,
    table: &Table,
    foreign_keys: &[&ForeignKey],
    if_missing: bool,
) -> String {
    let mut parts: Vec<String> = table
        .columns
        .iter()
        .map(|made| column(dialect, table, made))
        .collect();
    parts.extend(primary_key(dialect, table));
    parts.extend(table.uniques.iter().map(|key| unique(dialect, key)));
    let checks = table.checks.iter();
    parts.extend(checks.map(|made| check(dialect, &made.name, &made.expression)));
    if dialect.family == Family::MySql {
        parts.extend(table.indexes.iter().map(|made| inline_index(dialect, made)));
    }
    parts.extend(foreign_keys.iter().map(|key| foreign_key(dialect, key)));
    let after = match dialect.family {
        Family::Postgres => "",
        Family::Sqlite => " STRICT",
        // Comparing bytes, without padding: equal texts are those that are equal everywhere. The
        // name of that collation is another one on MySQL and on MariaDB.
        Family::MySql => {
            " ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 /*!80017 COLLATE utf8mb4_0900_bin */ /*M!100200 COLLATE utf8mb4_nopad_bin */"
        }
    };
    let comment = match (&table.comment, dialect.family) {
        (Some(comment), Family::MySql) => format!(" {}", table_comment(dialect, comment)),
        _ => String::new(),
    };
    format!(
        "CREATE TABLE {}{} (\n    {}\n){after}{comment}",
        if if_missing { "IF NOT EXISTS " } else { "" },
        quoted(dialect, &table.name),
        parts.join(",\n    "),
    )
}

/// The text of a comment. MySQL takes a literal there and no other form, so that a backslash is
/// doubled, as its usual `sql_mode` has it.
fn text(dialect: &Dialect, text: &str) -> String {
    match dialect.family {
        Family::MySql => format!("'{}'", text.replace('\\', "\\\\").replace('\'', "''")),
        _ => (dialect.literal)(text).trim_start().to_owned(),
    }
}

/// `COMMENT = 'text'`: what MySQL says of a table.
pub fn table_comment(dialect: &Dialect, comment: &str) -> String {
    format!("COMMENT = {}", text(dialect, comment))
}

/// `COMMENT ON TABLE t IS 'text'` of Postgres, or of a column.
pub fn comment_on(
    dialect: &Dialect,
    table: &str,
    column: Option<&str>,
    comment: Option<&str>,
) -> String {
    let table = quoted(dialect, table);
    let text = comment.map_or_else(|| "NULL".to_owned(), |comment| text(dialect, comment));
    match column {
        Some(column) => format!(
            "COMMENT ON COLUMN {table}.{} IS {text}",
            quoted(dialect, column)
        ),
        None => format!("COMMENT ON TABLE {table} IS {text}"),
    }
}

/// The comments of a table of Postgres, which are no part of its definition.
pub fn comments(dialect: &Dialect, table: &Table) -> Vec<String> {
    if dialect.family != Family::Postgres {
        return Vec::new();
    }
    let on = |column, comment: &Option<String>| {
        let comment = comment.as_deref()?;
        Some(comment_on(dialect, &table.name, column, Some(comment)))
    };
    let columns = table.columns.iter();
    let columns = columns.filter_map(|column| on(Some(column.name.as_str()), &column.comment));
    on(None, &table.comment)
        .into_iter()
        .chain(columns)
        .collect()
}

/// Whether the counted column is the table's primary key by itself, as SQLite asks for.
fn counts_alone(dialect: &Dialect, table: &Table) -> bool {
    dialect.family == Family::Sqlite && table.columns.iter().any(|column| column.counted.is_some())
}

/// The primary key as a part of `CREATE TABLE`, unless it stands at its column.
pub fn primary_key(dialect: &Dialect, table: &Table) -> Option<String> {
    let key = table.primary_key.as_ref()?;
    if counts_alone(dialect, table) {
        return None;
    }
    let columns = list(dialect, &key.columns);
    // A key of one column has the name that the server makes, and on MySQL each key is PRIMARY.
    Some(
        if key.columns.len() > 1 && dialect.family == Family::Postgres {
            format!(
                "CONSTRAINT {} PRIMARY KEY ({columns})",
                quoted(dialect, &key.name)
            )
        } else {
            format!("PRIMARY KEY ({columns})")
        },
    )
}

/// A column of a table.
pub fn column(dialect: &Dialect, table: &Table, column: &Column) -> String {
    let type_name = match column.counted {
        Some(Counter::Serial) if dialect.family == Family::Postgres => serial(&column.type_name),
        _ => &column.type_name,
    };
    let mut sql = format!("{} {type_name}", quoted(dialect, &column.name));
    let mysql = dialect.family == Family::MySql;
    if column.counted.is_some() && dialect.family == Family::Sqlite {
        sql.push_str(" PRIMARY KEY AUTOINCREMENT");
    }
    // MariaDB takes no NOT NULL on a generated column.
    if !(mysql && column.generated.is_some()) {
        if column.not_null {
            sql.push_str(" NOT NULL");
        } else if mysql && (table.primary_key.is_none() || is_timestamp(&column.type_name)) {
            // A TIMESTAMP is NOT NULL unless it says otherwise.
            sql.push_str(" NULL");
        }
    }
    // Writing to a String can't fail.
    if let Some(generated) = &column.generated {
        // Postgres has those that are made anew by each read since version 18.
        let kind = if generated.stored || dialect.family == Family::Postgres {
            "STORED"
        } else {
            "VIRTUAL"
        };
        let _ = write!(
            sql,
            " GENERATED ALWAYS AS ({}) {kind}",
            generated.expression
        );
    } else if let Some(counter) = column.counted {
        match (dialect.family, counter) {
            (Family::Postgres, Counter::Identity | Counter::IdentityAlways) => {
                let _ = write!(sql, " {}", identity(counter));
            }
            // The type brings the default along.
            (Family::Postgres, Counter::Serial) | (Family::Sqlite, _) => {}
            (Family::MySql, _) => sql.push_str(" AUTO_INCREMENT"),
        }
    } else if let Some(default) = &column.default {
        let _ = write!(sql, " DEFAULT {default}");
    }
    if column.on_update_now {
        sql.push_str(" ON UPDATE CURRENT_TIMESTAMP");
    }
    if let (Some(comment), true) = (&column.comment, mysql) {
        let _ = write!(sql, " COMMENT {}", text(dialect, comment));
    }
    sql
}

/// The type whose name makes a column of these numbers count.
pub fn serial(type_name: &str) -> &'static str {
    match type_name {
        "smallint" => "smallserial",
        "integer" => "serial",
        _ => "bigserial",
    }
}

/// `GENERATED .. AS IDENTITY`: what makes a column of Postgres count.
pub fn identity(counter: Counter) -> &'static str {
    match counter {
        Counter::IdentityAlways => "GENERATED ALWAYS AS IDENTITY",
        Counter::Identity | Counter::Serial => "GENERATED BY DEFAULT AS IDENTITY",
    }
}

fn is_timestamp(type_name: &str) -> bool {
    let word = type_name.split(['(', ' ']).next().unwrap_or_default();
    word.eq_ignore_ascii_case("timestamp")
}

/// `CONSTRAINT name UNIQUE (a, b)`
pub fn unique(dialect: &Dialect, key: &Key) -> String {
    format!(
        "CONSTRAINT {} UNIQUE {}({})",
        quoted(dialect, &key.name),
        if key.nulls_not_distinct {
            "NULLS NOT DISTINCT "
        } else {
            ""
        },
        list(dialect, &key.columns),
    )
}

/// `CONSTRAINT name CHECK (condition)`
pub fn check(dialect: &Dialect, name: &str, expression: &str) -> String {
    format!("CONSTRAINT {} CHECK ({expression})", quoted(dialect, name))
}

/// `CONSTRAINT name FOREIGN KEY (a) REFERENCES t (b) ON DELETE .. ON UPDATE ..`
pub fn foreign_key(dialect: &Dialect, key: &ForeignKey) -> String {
    let cleared = if key.cleared.is_empty() {
        String::new()
    } else {
        format!(" ({})", list(dialect, &key.cleared))
    };
    format!(
        "CONSTRAINT {} FOREIGN KEY ({}) REFERENCES {} ({}) ON DELETE {}{cleared} ON UPDATE {}",
        quoted(dialect, &key.name),
        list(dialect, &key.columns),
        quoted(dialect, &key.target),
        list(dialect, &key.target_columns),
        key.on_delete.sql(),
        key.on_update.sql(),
    )
}

/// `ALTER TABLE t ADD CONSTRAINT .. FOREIGN KEY ..`
pub fn add_foreign_key(dialect: &Dialect, table: &Table, key: &ForeignKey) -> String {
    format!(
        "ALTER TABLE {} ADD {}",
        quoted(dialect, &table.name),
        foreign_key(dialect, key)
    )
}

/// `CREATE INDEX`
pub fn create_index(dialect: &Dialect, table: &str, index: &Index, if_missing: bool) -> String {
    let mut sql = format!(
        "CREATE {}INDEX {}{} ON {}{} ({})",
        if index.unique { "UNIQUE " } else { "" },
        if if_missing { "IF NOT EXISTS " } else { "" },
        quoted(dialect, &index.name),
        quoted(dialect, table),
        index
            .method
            .as_ref()
            .map(|method| format!(" USING {method}"))
            .unwrap_or_default(),
        parts(dialect, index),
    );
    if !index.include.is_empty() {
        let _ = write!(sql, " INCLUDE ({})", list(dialect, &index.include));
    }
    if let Some(filter) = &index.filter {
        // Writing to a String can't fail.
        let _ = write!(sql, " WHERE {filter}");
    }
    sql
}

/// `CREATE INDEX CONCURRENTLY` of Postgres, which keeps nobody from writing.
pub fn create_index_concurrently(dialect: &Dialect, table: &str, index: &Index) -> String {
    let create = create_index(dialect, table, index, false);
    create.replacen("INDEX ", "INDEX CONCURRENTLY ", 1)
}

fn inline_index(dialect: &Dialect, index: &Index) -> String {
    format!(
        "{}INDEX {} ({})",
        if index.unique { "UNIQUE " } else { "" },
        quoted(dialect, &index.name),
        parts(dialect, index),
    )
}

fn parts(dialect: &Dialect, index: &Index) -> String {
    let parts: Vec<String> = index
        .parts
        .iter()
        .map(|part| match part {
            IndexPart::Column(name, false) => quoted(dialect, name),
            IndexPart::Column(name, true) => format!("{} DESC", quoted(dialect, name)),
            IndexPart::Expression(expression) => expression.clone(),
        })
        .collect();
    parts.join(", ")
}

/// `CREATE VIEW name AS SELECT ..`, without its indexes
pub fn create_view(dialect: &Dialect, view: &View) -> String {
    format!(
        "CREATE {}VIEW {} AS {}",
        materialized(view),
        quoted(dialect, &view.name),
        view.definition
    )
}

fn create_view_if_missing(dialect: &Dialect, view: &View) -> String {
    let create = create_view(dialect, view);
    match (dialect.family, view.materialized) {
        (Family::Postgres, false) => block(&format!(
            "BEGIN {create}; EXCEPTION WHEN duplicate_table THEN NULL; END"
        )),
        (Family::MySql, _) => create.replacen("CREATE ", "CREATE OR REPLACE ", 1),
        (Family::Sqlite | Family::Postgres, _) => {
            create.replacen("VIEW ", "VIEW IF NOT EXISTS ", 1)
        }
    }
}

/// `DROP VIEW name`
pub fn drop_view(dialect: &Dialect, view: &View) -> String {
    format!(
        "DROP {}VIEW {}",
        materialized(view),
        quoted(dialect, &view.name)
    )
}

fn materialized(view: &View) -> &'static str {
    if view.materialized {
        "MATERIALIZED "
    } else {
        ""
    }
}

/// `REFRESH MATERIALIZED VIEW name`
pub fn refresh_view(dialect: &Dialect, name: &str, concurrently: bool) -> String {
    format!(
        "REFRESH MATERIALIZED VIEW {}{}",
        if concurrently { "CONCURRENTLY " } else { "" },
        quoted(dialect, name),
    )
}

impl IndexPart {
    /// A column as an index of Postgres has it: with an operator class where it isn't the usual one,
    /// and with NULLs first or last.
    pub fn of(
        dialect: &Dialect,
        column: String,
        class: Option<&str>,
        descends: bool,
        nulls_first: Option<bool>,
    ) -> Self {
        let nulls_first = nulls_first.unwrap_or(descends);
        if class.is_none() && nulls_first == descends {
            return Self::Column(column, descends);
        }
        let sql = quoted(dialect, &column);
        Self::Expression(Self::ordered(sql, class, descends, nulls_first))
    }

    /// The text of a column or an expression with what stands behind it.
    pub fn ordered(
        mut sql: String,
        class: Option<&str>,
        descends: bool,
        nulls_first: bool,
    ) -> String {
        if let Some(class) = class {
            sql.push(' ');
            sql.push_str(class);
        }
        if descends {
            sql.push_str(" DESC");
        }
        match (descends, nulls_first) {
            (false, true) => sql.push_str(" NULLS FIRST"),
            (true, false) => sql.push_str(" NULLS LAST"),
            _ => {}
        }
        sql
    }
}

/// `CREATE TYPE name AS ENUM ('a', 'b')`
pub fn create_enum(dialect: &Dialect, name: &str, values: &[String]) -> String {
    let values: Vec<String> = values
        .iter()
        .map(|value| (dialect.literal)(value))
        .collect();
    format!(
        "CREATE TYPE {} AS ENUM ({})",
        quoted(dialect, name),
        values.join(", ")
    )
}

/// `CREATE EXTENSION IF NOT EXISTS name`
pub fn create_extension(name: &str) -> String {
    format!("CREATE EXTENSION IF NOT EXISTS {name}")
}

/// Runs a definition of Postgres' that may have taken place before.
fn unless_there(definition: &str) -> String {
    block(&format!(
        "BEGIN {definition}; EXCEPTION WHEN duplicate_object THEN NULL; END"
    ))
}

/// `DO $$BEGIN .. END$$`: a block in Postgres' own language.
pub fn block(body: &str) -> String {
    let mut tag = String::from("$orm$");
    while body.contains(&tag) {
        tag.insert(1, '_');
    }
    format!("DO {tag} {body} {tag}")
}

/// `"a", "b"`
pub fn list(dialect: &Dialect, columns: &[String]) -> String {
    let columns: Vec<String> = columns.iter().map(|name| quoted(dialect, name)).collect();
    columns.join(", ")
}

/// The name as an identifier.
pub fn quoted(dialect: &Dialect, name: &str) -> String {
    let quote = dialect.quote;
    let doubled = name.replace(quote, &format!("{quote}{quote}"));
    format!("{quote}{doubled}{quote}")
}
