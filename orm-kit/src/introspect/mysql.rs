//! The connection's database, from `information_schema` of MySQL and MariaDB.

use orm_core::driver::Backend;
use orm_core::schema::Counter;
use orm_core::schema::physical::{
    Check, Column, ForeignKey, Generated, Index, IndexPart, Key, Physical, Table, View,
};
use orm_core::sql::define;

use super::{Row, action, rows, text, wrapped};
use crate::error::Error;

// The server names the database in front of each table.
const VIEWS: &str = "SELECT table_name, REPLACE(view_definition, CONCAT('`', DATABASE(), '`.'), '') FROM information_schema.views WHERE table_schema = DATABASE() ORDER BY table_name";
const COLUMNS: &str = "SELECT c.table_name, c.column_name, c.column_type, c.is_nullable, c.column_default, c.extra, c.generation_expression, c.collation_name, c.data_type, c.column_comment, t.table_comment FROM information_schema.columns c JOIN information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name WHERE c.table_schema = DATABASE() AND t.table_type = 'BASE TABLE' ORDER BY c.table_name, c.ordinal_position";
const FOREIGN_KEYS: &str = "SELECT k.table_name, k.constraint_name, k.column_name, k.referenced_table_name, k.referenced_column_name, r.delete_rule, r.update_rule FROM information_schema.key_column_usage k JOIN information_schema.referential_constraints r ON r.constraint_schema = k.constraint_schema AND r.constraint_name = k.constraint_name AND r.table_name = k.table_name WHERE k.table_schema = DATABASE() AND k.referenced_table_name IS NOT NULL ORDER BY k.table_name, k.constraint_name, k.ordinal_position";

fn indexes(mariadb: bool) -> String {
    let expression = if mariadb { "NULL" } else { "expression" };
    format!(
        "SELECT table_name, index_name, CASE non_unique WHEN 0 THEN '1' END, column_name, collation, CAST(sub_part AS CHAR), {expression}, index_type FROM information_schema.statistics WHERE table_schema = DATABASE() ORDER BY table_name, index_name, seq_in_index"
    )
}

fn checks(mariadb: bool) -> &'static str {
    if mariadb {
        "SELECT table_name, constraint_name, check_clause FROM information_schema.check_constraints WHERE constraint_schema = DATABASE()"
    } else {
        "SELECT t.table_name, c.constraint_name, c.check_clause FROM information_schema.check_constraints c JOIN information_schema.table_constraints t ON t.constraint_schema = c.constraint_schema AND t.constraint_name = c.constraint_name WHERE c.constraint_schema = DATABASE() AND t.constraint_type = 'CHECK'"
    }
}

pub(super) async fn read<B: Backend>(connection: &mut B::Connection) -> Result<Physical, Error> {
    let version = rows::<B>(connection, "SELECT VERSION()", "t").await?;
    let mariadb = version.iter().any(|row| text(row, 0).contains("MariaDB"));
    let mut found = Physical::default();
    for row in rows::<B>(connection, COLUMNS, "ttttttttttt").await? {
        let name = text(&row, 0);
        if found.tables.last().is_none_or(|table| table.name != name) {
            found.tables.push(Table {
                name,
                comment: row[10].clone().filter(|text| !text.is_empty()),
                ..Table::default()
            });
        }
        if let Some(table) = found.tables.last_mut() {
            table.columns.push(column::<B>(&row, mariadb));
        }
    }
    for row in rows::<B>(connection, VIEWS, "tt").await? {
        found.views.push(View {
            name: text(&row, 0),
            definition: text(&row, 1),
            ..View::default()
        });
    }
    for row in rows::<B>(connection, checks(mariadb), "ttt").await? {
        if let Some(table) = at(&mut found, &row) {
            check(table, &row, mariadb);
        }
    }
    for row in rows::<B>(connection, FOREIGN_KEYS, "ttttttt").await? {
        if let Some(table) = at(&mut found, &row) {
            foreign_key(table, &row);
        }
    }
    for row in rows::<B>(connection, indexes(mariadb), "tttttttt").await? {
        if let Some(table) = at(&mut found, &row) {
            index::<B>(table, &row);
        }
    }
    for table in &mut found.tables {
        let keys: Vec<(String, Vec<String>)> = table
            .foreign_keys
            .iter()
            .map(|key| (key.name.clone(), key.columns.clone()))
            .collect();
        // The server makes one for a foreign key that has none.
        table.indexes.retain(|index| {
            let made = |(name, columns): &(String, Vec<String>)| {
                let parts = columns
                    .iter()
                    .map(|column| IndexPart::Column(column.clone(), false));
                index.name == *name && parts.eq(index.parts.iter().cloned())
            };
            index.unique || !keys.iter().any(made)
        });
    }
    Ok(found)
}

fn at<'p>(found: &'p mut Physical, row: &Row) -> Option<&'p mut Table> {
    let name = text(row, 0);
    found.tables.iter_mut().find(|table| table.name == name)
}

fn column<B: Backend>(row: &Row, mariadb: bool) -> Column {
    let (extra, kind) = (text(row, 5).to_ascii_uppercase(), text(row, 8));
    let mut type_name = spelled(&text(row, 2));
    if let Some(collation) = row[7].as_ref().filter(|_| kind != "json") {
        type_name.push_str(&format!(" COLLATE {collation}"));
    }
    let counted = extra.contains("AUTO_INCREMENT");
    let generated = row[6].as_deref().filter(|text| !text.is_empty());
    let generated = generated.map(|text| Generated {
        expression: bare(&plain(text, mariadb)),
        stored: extra.contains("STORED") || extra.contains("PERSISTENT"),
    });
    let default = row[4].as_deref().filter(|_| generated.is_none());
    Column {
        name: text(row, 1),
        type_name,
        enum_type: None,
        not_null: text(row, 3) == "NO",
        default: default.and_then(|text| {
            if mariadb {
                return (!text.eq_ignore_ascii_case("null")).then(|| by_mariadb(text));
            }
            Some(match extra.contains("DEFAULT_GENERATED") {
                true => expression(&plain(text, false)),
                false => literal::<B>(text, &kind),
            })
        }),
        generated,
        counted: counted.then_some(Counter::Identity),
        on_update_now: extra.contains("ON UPDATE"),
        comment: row[9].clone().filter(|text| !text.is_empty()),
    }
}

/// A default that is no literal stands in parentheses, but for the present moment.
fn expression(text: &str) -> String {
    let moment = text
        .get(..17)
        .is_some_and(|head| head.eq_ignore_ascii_case("CURRENT_TIMESTAMP"));
    if moment {
        text.to_owned()
    } else {
        wrapped(text)
    }
}

fn by_mariadb(text: &str) -> String {
    let literal = text.starts_with(|c: char| c == '\'' || c == '-' || c.is_ascii_digit())
        || text.starts_with("x'")
        || text.starts_with("b'");
    if literal {
        text.to_owned()
    } else {
        expression(text)
    }
}

fn literal<B: Backend>(text: &str, kind: &str) -> String {
    let number = matches!(
        kind,
        "tinyint"
            | "smallint"
            | "mediumint"
            | "int"
            | "bigint"
            | "decimal"
            | "float"
            | "double"
            | "year"
    );
    if number || text.starts_with("0x") || text.starts_with("b'") {
        text.to_owned()
    } else {
        (B::DIALECT.literal)(text)
    }
}

/// Without the parentheses around all of it.
fn bare(expression: &str) -> String {
    let inner = crate::snapshot::unwrapped(expression);
    inner.unwrap_or(expression).to_owned()
}

/// The expression without what MySQL's catalog escapes in it and without the character set in front
/// of its texts.
fn plain(expression: &str, mariadb: bool) -> String {
    if mariadb {
        return expression.to_owned();
    }
    let mut once = String::with_capacity(expression.len());
    let mut rest = expression.chars();
    while let Some(c) = rest.next() {
        match c {
            '\\' => once.extend(rest.next()),
            c => once.push(c),
        }
    }
    // What is left is escaped as a literal is, whose quotes stand twice elsewhere.
    let mut plain = String::with_capacity(once.len());
    let mut rest = once.chars();
    while let Some(c) = rest.next() {
        match (c, c == '\\') {
            (_, true) => match rest.next() {
                Some('\'') => plain.push_str("''"),
                next => plain.extend([c].into_iter().chain(next)),
            },
            (c, false) => plain.push(c),
        }
    }
    plain.replace("_utf8mb4'", "'")
}

/// The type as definitions in code spell it: widths of whole numbers are no part of it.
fn spelled(column_type: &str) -> String {
    let (head, rest) = match column_type.split_once('(') {
        Some((head, rest)) => (head, format!("({rest}")),
        None => match column_type.split_once(' ') {
            Some((head, rest)) => (head, format!(" {}", rest.to_ascii_uppercase())),
            None => (column_type, String::new()),
        },
    };
    let word = head.to_ascii_uppercase();
    match word.as_str() {
        "TINYINT" if column_type == "tinyint(1)" => "TINYINT(1)".to_owned(),
        "TINYINT" | "SMALLINT" | "MEDIUMINT" | "INT" | "BIGINT" | "YEAR" => {
            let after = rest
                .split_once(')')
                .map_or(rest.as_str(), |(_, after)| after);
            format!("{word}{}", after.to_ascii_uppercase())
        }
        "ENUM" | "SET" => format!("{word}{}", rest.replace("','", "', '")),
        _ => format!("{word}{}", rest.replace(',', ", ").to_ascii_uppercase()),
    }
}

fn check(table: &mut Table, row: &Row, mariadb: bool) {
    let (name, clause) = (text(row, 1), plain(&text(row, 2), mariadb));
    if mariadb && clause == format!("json_valid(`{name}`)") {
        let mut columns = table.columns.iter_mut();
        if let Some(column) = columns.find(|column| column.name == name) {
            // Its JSON is a text with this check.
            "JSON".clone_into(&mut column.type_name);
            return;
        }
    }
    table.checks.push(Check {
        name,
        expression: bare(&clause),
    });
}

fn foreign_key(table: &mut Table, row: &Row) {
    let name = text(row, 1);
    if table.foreign_keys.last().is_none_or(|key| key.name != name) {
        table.foreign_keys.push(ForeignKey {
            name,
            columns: Vec::new(),
            target: text(row, 3),
            target_columns: Vec::new(),
            on_delete: action(&text(row, 5)),
            on_update: action(&text(row, 6)),
            cleared: Vec::new(),
        });
    }
    if let Some(key) = table.foreign_keys.last_mut() {
        key.columns.push(text(row, 2));
        key.target_columns.push(text(row, 4));
    }
}

fn index<B: Backend>(table: &mut Table, row: &Row) {
    let name = text(row, 1);
    let quoted = |name: &str| define::quoted(B::DIALECT, name);
    if name == "PRIMARY" {
        let key = table.primary_key.get_or_insert_with(|| Key {
            name,
            columns: Vec::new(),
            nulls_not_distinct: false,
        });
        key.columns.push(text(row, 3));
        return;
    }
    if table.indexes.last().is_none_or(|index| index.name != name) {
        let method = text(row, 7);
        table.indexes.push(Index {
            name,
            parts: Vec::new(),
            unique: super::is(row, 2),
            filter: None,
            method: (method != "BTREE").then_some(method),
            include: Vec::new(),
        });
    }
    let descends = text(row, 4) == "D";
    let part = match (&row[3], &row[5]) {
        (Some(column), None) => IndexPart::Column(column.clone(), descends),
        (Some(column), Some(length)) => {
            IndexPart::Expression(format!("{}({length})", quoted(column)))
        }
        (None, _) => {
            let direction = if descends { " DESC" } else { "" };
            let expression = wrapped(&plain(&text(row, 6), false));
            IndexPart::Expression(format!("{expression}{direction}"))
        }
    };
    if let Some(index) = table.indexes.last_mut() {
        index.parts.push(part);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_spelled_as_in_code() {
        for (found, expected) in [
            ("bigint(20) unsigned", "BIGINT UNSIGNED"),
            ("bigint unsigned", "BIGINT UNSIGNED"),
            ("tinyint(1)", "TINYINT(1)"),
            ("tinyint(4)", "TINYINT"),
            ("decimal(12,2)", "DECIMAL(12, 2)"),
            ("enum('a','B c')", "ENUM('a', 'B c')"),
            ("datetime(6)", "DATETIME(6)"),
        ] {
            assert_eq!(spelled(found), expected);
        }
    }

    #[test]
    fn expressions_lose_what_the_catalog_adds() {
        assert_eq!(plain(r"(`a` <> _utf8mb4\'it\')", false), "(`a` <> 'it')");
        assert_eq!(plain(r"_utf8mb4\'it\\\'s\'", false), "'it''s'");
    }
}
