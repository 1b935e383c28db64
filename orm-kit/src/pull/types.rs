//! Which Rust type a column's type is.

use orm_core::schema::ddl::fitting;
use orm_core::schema::physical::{Column, Table};
use orm_core::sql::{Dialect, Family};

/// A column's type in Rust.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Shape {
    pub(super) ty: String,
    /// What `#[column(..)]` says of it.
    pub(super) hints: Vec<String>,
    /// The values of an enum, with its name in the database.
    pub(super) values: Option<(String, Vec<String>)>,
    /// Whether only Postgres has it.
    pub(super) rare: bool,
}

fn plain(ty: &str) -> Shape {
    Shape {
        ty: ty.to_owned(),
        ..Shape::default()
    }
}

fn hinted(ty: &str, hint: impl Into<String>) -> Shape {
    Shape {
        hints: vec![hint.into()],
        ..plain(ty)
    }
}

/// The type, unless there is none in Rust. Enums of Postgres are left to the caller.
pub(super) fn of(dialect: &Dialect, table: &Table, column: &Column) -> Option<Shape> {
    let bare = column.type_name.split(" COLLATE ").next()?;
    match dialect.family {
        Family::Postgres => of_postgres(bare),
        Family::MySql => of_mysql(table, column, bare),
        Family::Sqlite => of_sqlite(table, column, bare),
    }
}

/// The word and the numbers behind it: `numeric`, `[12, 2]`.
fn split(type_name: &str) -> (&str, Vec<u32>) {
    match type_name.split_once('(') {
        Some((word, rest)) => {
            let inside = rest.split(')').next().unwrap_or_default();
            let numbers = inside
                .split(',')
                .filter_map(|text| text.trim().parse().ok());
            (word, numbers.collect())
        }
        None => (type_name, Vec::new()),
    }
}

fn decimal(numbers: &[u32]) -> Option<Shape> {
    match numbers {
        [precision] => Some(hinted("Decimal", format!("numeric({precision}, 0)"))),
        [precision, scale] if *scale <= 28 => {
            Some(hinted("Decimal", format!("numeric({precision}, {scale})")))
        }
        _ => None,
    }
}

fn timed(ty: &str, numbers: &[u32]) -> Shape {
    match numbers {
        [digits] => hinted(ty, format!("precision = {digits}")),
        _ => plain(ty),
    }
}

fn of_postgres(type_name: &str) -> Option<Shape> {
    if let Some(element) = type_name.strip_suffix("[]") {
        let inner = of_postgres(element)?;
        return Some(Shape {
            ty: format!("Vec<{}>", inner.ty),
            rare: true,
            ..inner
        });
    }
    let (word, numbers) = split(type_name);
    Some(match word {
        "boolean" => plain("bool"),
        "smallint" => plain("i16"),
        "integer" => plain("i32"),
        "bigint" => plain("i64"),
        "real" => plain("f32"),
        "double precision" => plain("f64"),
        "text" => plain("String"),
        "varchar" => match numbers.as_slice() {
            [length] => hinted("String", format!("varchar = {length}")),
            _ => return None,
        },
        "citext" => hinted("String", "citext"),
        "bytea" => plain("Vec<u8>"),
        "uuid" => plain("Uuid"),
        "numeric" => return decimal(&numbers),
        "date" => plain("NaiveDate"),
        "time" => timed("NaiveTime", &numbers),
        "timestamp" => timed("NaiveDateTime", &numbers),
        "timestamptz" => timed("DateTime<Utc>", &numbers),
        "jsonb" => plain("Json<serde_json::Value>"),
        "json" => hinted("Json<serde_json::Value>", "json"),
        "interval" => Shape {
            rare: true,
            ..plain("orm::types::Interval")
        },
        "inet" => plain("std::net::IpAddr"),
        "cidr" => plain("orm::types::IpNetwork"),
        _ => return None,
    })
}

/// The texts of a list of literals.
pub(super) fn literals(list: &str) -> Option<Vec<String>> {
    let mut values = Vec::new();
    let mut rest = list.trim();
    loop {
        let inner = rest.strip_prefix('\'')?;
        let mut value = String::new();
        let mut chars = inner.char_indices().peekable();
        let end = loop {
            match chars.next()? {
                (at, '\'') => match chars.peek() {
                    Some((_, '\'')) => {
                        chars.next();
                        value.push('\'');
                    }
                    _ => break at + 1,
                },
                (_, c) => value.push(c),
            }
        };
        values.push(value);
        rest = inner[end..].trim_start();
        match rest.strip_prefix(',') {
            Some(after) => rest = after.trim_start(),
            None => return rest.is_empty().then_some(values),
        }
    }
}

fn of_mysql(table: &Table, column: &Column, bare: &str) -> Option<Shape> {
    let (word, numbers) = split(bare);
    let unsigned = bare.ends_with(" UNSIGNED");
    let word = word.split(' ').next()?;
    let whole = |signed: &str, other: &str| plain(if unsigned { other } else { signed });
    let fractions = |ty: &str, mysql: Option<&str>| {
        let mut shape = plain(ty);
        shape.hints.extend(mysql.map(str::to_owned));
        match numbers.first() {
            Some(6) => {}
            digits => {
                let digits = digits.copied().unwrap_or(0);
                shape.hints.push(format!("precision = {digits}"));
            }
        }
        shape
    };
    let ignores_case = ["utf8mb4_0900_as_ci", "utf8mb4_uca1400_nopad_as_ci"]
        .iter()
        .any(|collation| column.type_name.ends_with(collation));
    let text = |hint: Option<String>| {
        let mut shape = plain("String");
        shape.hints.extend(hint);
        if ignores_case {
            shape.hints.push("citext".to_owned());
        }
        shape
    };
    Some(match word {
        _ if bare == "TINYINT(1)" => plain("bool"),
        "TINYINT" => whole("i8", "u8"),
        "SMALLINT" => whole("i16", "u16"),
        "INT" => whole("i32", "u32"),
        "BIGINT" => whole("i64", "u64"),
        "MEDIUMINT" => Shape {
            hints: vec!["mysql = mediumint".to_owned()],
            ..whole("i32", "u32")
        },
        "DOUBLE" => plain("f64"),
        "BINARY" if numbers == [16] => plain("Uuid"),
        "CHAR" if numbers == [36] => hinted("Uuid", "storage = text"),
        "VARCHAR" => text(numbers.first().map(|length| format!("varchar = {length}"))),
        "LONGTEXT" => text(None),
        "TINYTEXT" | "TEXT" | "MEDIUMTEXT" => {
            text(Some(format!("mysql = {}", word.to_ascii_lowercase())))
        }
        "LONGBLOB" => plain("Vec<u8>"),
        "TINYBLOB" | "BLOB" | "MEDIUMBLOB" => {
            hinted("Vec<u8>", format!("mysql = {}", word.to_ascii_lowercase()))
        }
        "VARBINARY" => match numbers.as_slice() {
            [17] => plain("std::net::IpAddr"),
            [18] => plain("orm::types::IpNetwork"),
            [255] => plain("Vec<u8>"),
            _ => return None,
        },
        "DECIMAL" => return decimal(&numbers),
        "DATE" => plain("NaiveDate"),
        "TIME" => fractions("NaiveTime", None),
        "DATETIME" => fractions("DateTime<Utc>", None),
        "TIMESTAMP" => fractions("DateTime<Utc>", Some("mysql = timestamp")),
        "JSON" => plain("Json<serde_json::Value>"),
        "YEAR" => hinted("i16", "mysql = year"),
        "BIT" => match numbers.as_slice() {
            [1] => hinted("bool", "mysql = bit"),
            [bits] => hinted("u64", format!("mysql = bit({bits})")),
            _ => return None,
        },
        "ENUM" => Shape {
            hints: unchecked(table, column),
            values: Some((
                format!("{}_{}", table.name, column.name),
                literals(bare.strip_prefix("ENUM(")?.strip_suffix(')')?)?,
            )),
            ..plain("")
        },
        _ => return None,
    })
}

/// An `ENUM` that has no check of ours takes an empty text.
fn unchecked(table: &Table, column: &Column) -> Vec<String> {
    let name = fitting(format!("{}_{}_values", table.name, column.name));
    let checked = table.checks.iter().any(|check| check.name == name);
    let hint = (!checked).then(|| "mysql = enum".to_owned());
    hint.into_iter().collect()
}

/// Whether the column is part of a key, or refers to one.
fn is_key(table: &Table, column: &str) -> bool {
    let primary = table.primary_key.iter().flat_map(|key| &key.columns);
    let referring = table.foreign_keys.iter().flat_map(|key| &key.columns);
    primary.chain(referring).any(|name| name == column)
}

fn of_sqlite(table: &Table, column: &Column, bare: &str) -> Option<Shape> {
    let expression = |kind: &str| {
        let name = format!("{}_{}_{kind}", table.name, column.name);
        let check = table.checks.iter().find(|check| check.name == name)?;
        Some(check.expression.as_str())
    };
    let (word, _) = split(bare);
    Some(match word {
        "INTEGER" | "INT" | "BIGINT" | "SMALLINT" | "TINYINT" => plain("i64"),
        "BOOLEAN" => plain("bool"),
        "REAL" | "DOUBLE" | "FLOAT" => plain("f64"),
        // Bytes by which rows are told apart are ids.
        "BLOB" if is_key(table, &column.name) => plain("Uuid"),
        "BLOB" => plain("Vec<u8>"),
        "TEXT" | "VARCHAR" | "CHAR" | "CLOB" => {
            if let Some(list) = expression("values").and_then(|text| text.split_once(" IN (")) {
                return Some(Shape {
                    values: Some((
                        format!("{}_{}", table.name, column.name),
                        literals(list.1.strip_suffix(')')?)?,
                    )),
                    ..plain("")
                });
            }
            let mut shape = plain("String");
            let length = expression("length").and_then(|text| text.split_once(" <= "));
            if let Some(length) = length.and_then(|(_, text)| text.parse::<u32>().ok()) {
                shape.hints.push(format!("varchar = {length}"));
            }
            if column.type_name.ends_with(" COLLATE NOCASE") {
                shape.hints.push("citext".to_owned());
            }
            shape
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_literals_are_read() {
        assert_eq!(
            literals("'a', 'it''s','b c'").unwrap(),
            ["a", "it's", "b c"]
        );
        assert_eq!(literals("1, 2"), None);
        assert_eq!(literals("'a"), None);
    }

    #[test]
    fn types_have_their_hints() {
        let shape = of_postgres("numeric(12, 2)[]").unwrap();
        assert_eq!(
            (shape.ty.as_str(), shape.hints.as_slice(), shape.rare),
            ("Vec<Decimal>", &["numeric(12, 2)".to_owned()][..], true)
        );
        assert_eq!(of_postgres("point"), None);
    }
}
