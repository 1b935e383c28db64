//! Names in Rust for names in the database.

use std::collections::BTreeMap;

use heck::{ToSnakeCase, ToUpperCamelCase};
use orm_core::schema::physical::Physical;

use super::PullOptions;

/// Words that can't be written as a name even with `r#`, and those that can.
const NEVER: [&str; 5] = ["crate", "self", "Self", "super", "_"];
const WORDS: [&str; 47] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while",
];

/// What the prelude brings, and what the derive makes.
const TAKEN: [&str; 16] = [
    "Option",
    "Vec",
    "String",
    "Json",
    "Uuid",
    "Decimal",
    "DateTime",
    "Utc",
    "NaiveDate",
    "NaiveTime",
    "NaiveDateTime",
    "Table",
    "Query",
    "Db",
    "Keyspace",
    "Box",
];

/// The names of types, each one once.
pub(super) struct Names {
    taken: Vec<String>,
    tables: BTreeMap<String, String>,
    pub(super) keyspace: String,
    pub(super) tenant_key: Option<String>,
}

impl Names {
    pub(super) fn new(physical: &Physical, options: &PullOptions) -> Self {
        let mut names = Self {
            taken: TAKEN.map(str::to_owned).to_vec(),
            tables: BTreeMap::new(),
            keyspace: String::new(),
            tenant_key: None,
        };
        names.tenant_key = options.tenant.as_ref().map(|column| names.fresh(column));
        for table in &physical.tables {
            let one = singular(&table.name);
            let word = if names.taken.contains(&type_name(&one)) {
                table.name.clone()
            } else {
                one
            };
            let name = names.fresh(&word);
            // What an insert and an update take.
            names.taken.push(format!("New{name}"));
            names.taken.push(format!("{name}Changes"));
            names.tables.insert(table.name.clone(), name);
        }
        names.keyspace = names.fresh(&options.keyspace);
        names
    }

    /// The struct of a table.
    pub(super) fn table(&self, name: &str) -> &str {
        self.tables.get(name).map_or("", String::as_str)
    }

    /// A name that nothing else has.
    pub(super) fn fresh(&mut self, word: &str) -> String {
        let name = type_name(word);
        let mut made = name.clone();
        let mut number = 2;
        while self.taken.contains(&made) {
            made = format!("{name}{number}");
            number += 1;
        }
        self.taken.push(made.clone());
        made
    }
}

fn type_name(word: &str) -> String {
    let name = word.to_upper_camel_case();
    if name.starts_with(|c: char| c.is_alphabetic()) && !NEVER.contains(&name.as_str()) {
        name
    } else {
        format!("T{name}")
    }
}

/// `policies` is the table of a `policy`.
fn singular(name: &str) -> String {
    let ends = |end: &str| name.strip_suffix(end).filter(|head| head.len() > 1);
    if let Some(head) = ends("ies") {
        return format!("{head}y");
    }
    for end in ["sses", "xes", "ches", "shes"] {
        if ends(end).is_some() {
            return name[..name.len() - 2].to_owned();
        }
    }
    match ends("s") {
        Some(head) if !head.ends_with(['s', 'u', 'i']) => head.to_owned(),
        _ => name.to_owned(),
    }
}

/// The field of a column.
pub(super) fn field(column: &str) -> String {
    let plain = |c: char| c.is_ascii_lowercase() || c == '_' || c.is_ascii_digit();
    let usual = column.chars().all(plain) && !column.starts_with(|c: char| c.is_ascii_digit());
    let name = if usual {
        column.to_owned()
    } else {
        column.to_snake_case()
    };
    match name.as_str() {
        "" => "column".to_owned(),
        word if NEVER.contains(&word) => format!("{word}_"),
        word if WORDS.contains(&word) => format!("r#{word}"),
        word if word.starts_with(|c: char| !c.is_alphabetic() && c != '_') => format!("_{word}"),
        _ => name,
    }
}

/// The variants of an enum's values.
pub(super) fn variants(values: &[String]) -> Vec<String> {
    let mut made: Vec<String> = Vec::new();
    for value in values {
        let name = type_name(value);
        let mut variant = name.clone();
        let mut number = 2;
        while made.contains(&variant) {
            variant = format!("{name}{number}");
            number += 1;
        }
        made.push(variant);
    }
    made
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_rust() {
        for (table, expected) in [
            ("policies", "policy"),
            ("boxes", "box"),
            ("classes", "class"),
            ("status", "status"),
            ("analysis", "analysis"),
            ("claims", "claim"),
        ] {
            assert_eq!(singular(table), expected);
        }
        for (column, expected) in [
            ("type", "r#type"),
            ("createdAt", "created_at"),
            ("2fa", "_2fa"),
            ("self", "self_"),
            ("a_1", "a_1"),
        ] {
            assert_eq!(field(column), expected);
        }
        let values = ["a b", "a-b", "2", ""].map(str::to_owned);
        assert_eq!(variants(&values), ["AB", "AB2", "T2", "T"]);
    }
}
