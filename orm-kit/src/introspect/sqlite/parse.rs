//! Reads the definitions of tables and indexes.

use orm_core::schema::physical::{Check, Index, IndexPart};
use orm_core::sql::Family;

use crate::lint::cursor::Cursor;
use crate::lint::token::{Kind, Token, parts, tokens};

/// What the text of a table says beyond what pragmas tell.
#[derive(Debug, Default)]
pub(super) struct Definition {
    columns: Vec<Said>,
    /// Unique keys: name and columns.
    pub(super) uniques: Vec<(Option<String>, Vec<String>)>,
    checks: Vec<(Option<String>, String)>,
    foreign_keys: Vec<(String, Vec<String>)>,
}

/// What is said of a column.
#[derive(Debug, Default)]
pub(super) struct Said {
    name: String,
    pub(super) collation: Option<String>,
    pub(super) generated: Option<String>,
    pub(super) counted: bool,
}

/// The name without its quotes.
fn name(token: &Token<'_>) -> Option<String> {
    match token.kind {
        Kind::Word => Some(token.text.to_owned()),
        Kind::Name | Kind::Text => {
            let quote = token.text.get(..1)?;
            let inner = token.text.get(1..token.text.len() - 1)?;
            Some(inner.replace(&format!("{quote}{quote}"), quote))
        }
        _ => None,
    }
}

/// The names in parentheses, without what stands behind each.
fn names(group: Option<&[Token<'_>]>) -> Vec<String> {
    let group = group.unwrap_or_default();
    let each = parts(group).into_iter();
    each.filter_map(|part| name(part.first()?)).collect()
}

/// The text of these tokens.
fn spelled(sql: &str, tokens: &[Token<'_>]) -> String {
    match (tokens.first(), tokens.last()) {
        (Some(first), Some(last)) => sql[first.at..last.at + last.text.len()].to_owned(),
        _ => String::new(),
    }
}

impl Definition {
    pub(super) fn read(sql: &str) -> Self {
        let (all, _) = tokens(Family::Sqlite, sql, 0..sql.len());
        let start = all.iter().position(|token| token.text == "(");
        let mut head = Cursor::new(&all[start.unwrap_or(all.len())..]);
        let mut definition = Self::default();
        for part in parts(head.group().unwrap_or_default()) {
            definition.part(sql, part);
        }
        definition
    }

    fn part(&mut self, sql: &str, part: &[Token<'_>]) {
        let mut cursor = Cursor::new(part);
        let constraint = ["CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"];
        let plain = part.first().is_some_and(|first| first.kind == Kind::Word);
        let column = if plain && part[0].is_one_of(&constraint) {
            None
        } else {
            cursor.next().and_then(name)
        };
        let mut said = Said::default();
        let mut named = None;
        while !cursor.ended() {
            if cursor.eat("CONSTRAINT") {
                named = cursor.next().and_then(name);
            } else if cursor.eat("CHECK") {
                let expression = spelled(sql, cursor.group().unwrap_or_default());
                self.checks.push((named.take(), expression));
            } else if cursor.eat("COLLATE") {
                said.collation = cursor.next().and_then(name);
            } else if cursor.eat_any(&["GENERATED ALWAYS AS", "AS"]) {
                said.generated = Some(spelled(sql, cursor.group().unwrap_or_default()));
            } else if cursor.eat("AUTOINCREMENT") {
                said.counted = true;
            } else if cursor.eat("PRIMARY KEY") {
                named = None;
                cursor.group();
            } else if cursor.eat("UNIQUE") {
                let columns = match &column {
                    Some(column) => vec![column.clone()],
                    None => names(cursor.group()),
                };
                self.uniques.push((named.take(), columns));
            } else if cursor.eat("FOREIGN KEY") {
                let columns = names(cursor.group());
                self.foreign_keys
                    .extend(named.take().map(|named| (named, columns)));
            } else if cursor.eat("REFERENCES") {
                let columns = column.iter().cloned().collect();
                self.foreign_keys
                    .extend(named.take().map(|named| (named, columns)));
            } else if cursor.group().is_none() {
                cursor.next();
            }
        }
        if let Some(column) = column {
            said.name = column;
            self.columns.push(said);
        }
    }

    pub(super) fn column(&self, name: &str) -> Option<&Said> {
        self.columns.iter().find(|said| said.name == name)
    }

    /// The checks; those without a name are numbered.
    pub(super) fn checks(&self, table: &str) -> Vec<Check> {
        let checks = self.checks.iter().zip(1..);
        let checks = checks.map(|((named, expression), number)| Check {
            name: named
                .clone()
                .unwrap_or_else(|| format!("{table}_check_{number}")),
            expression: expression.clone(),
        });
        checks.collect()
    }

    /// The name of the foreign key over these columns.
    pub(super) fn foreign_key(&self, columns: &[String]) -> Option<String> {
        let mut keys = self.foreign_keys.iter();
        let key = keys.find(|(_, over)| over == columns);
        key.map(|(name, _)| name.clone())
    }
}

/// `CREATE UNIQUE INDEX name ON table (parts) WHERE filter`
pub(super) fn index(index_name: &str, sql: &str) -> Option<Index> {
    let (all, _) = tokens(Family::Sqlite, sql, 0..sql.len());
    let unique = all.get(1)?.is("UNIQUE");
    let start = all.iter().position(|token| token.text == "(")?;
    let mut cursor = Cursor::new(&all[start..]);
    let group = cursor.group()?;
    let part = |part: &[Token<'_>]| match part {
        [only] => name(only).map(|name| IndexPart::Column(name, false)),
        [column, word] if word.is_one_of(&["ASC", "DESC"]) => {
            name(column).map(|name| IndexPart::Column(name, word.is("DESC")))
        }
        _ => Some(IndexPart::Expression(spelled(sql, part))),
    };
    let parts: Option<Vec<IndexPart>> = parts(group).into_iter().map(part).collect();
    let filter = cursor
        .eat("WHERE")
        .then(|| spelled(sql, cursor.rest()))
        .map(|text| text.trim_end_matches(';').to_owned());
    Some(Index {
        name: index_name.to_owned(),
        parts: parts?,
        unique,
        filter,
        ..Index::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_definition_is_read() {
        let sql = r#"CREATE TABLE "a ""b""" (id INTEGER PRIMARY KEY AUTOINCREMENT, -- (
            [two words] TEXT COLLATE NOCASE DEFAULT (lower(',)')) CONSTRAINT long CHECK ("two words" <> ')'),
            made INTEGER GENERATED ALWAYS AS (id * (2 + 1)) STORED, b INT UNIQUE CONSTRAINT r REFERENCES t,
            CONSTRAINT u UNIQUE (made, b), CHECK (b IN (1, 2)), CONSTRAINT f FOREIGN KEY (b, made) REFERENCES t (x, y)) STRICT"#;
        let found = Definition::read(sql);
        assert!(found.column("id").unwrap().counted);
        let words = found.column("two words").unwrap();
        assert_eq!(words.collation.as_deref(), Some("NOCASE"));
        let made = found.column("made").unwrap();
        assert_eq!(made.generated.as_deref(), Some("id * (2 + 1)"));
        let checks = found.checks("t");
        assert_eq!(
            (checks[0].name.as_str(), checks[0].expression.as_str()),
            ("long", "\"two words\" <> ')'")
        );
        assert_eq!(
            (checks[1].name.as_str(), checks[1].expression.as_str()),
            ("t_check_2", "b IN (1, 2)")
        );
        let columns = |names: &[&str]| -> Vec<String> { names.iter().map(|&n| n.into()).collect() };
        assert_eq!(
            found.uniques,
            [
                (None, columns(&["b"])),
                (Some("u".to_owned()), columns(&["made", "b"]))
            ]
        );
        assert_eq!(found.foreign_key(&columns(&["b"])).unwrap(), "r");
        assert_eq!(found.foreign_key(&columns(&["b", "made"])).unwrap(), "f");
        assert_eq!(found.foreign_key(&columns(&["id"])), None);
    }

    #[test]
    fn an_index_is_read() {
        let sql =
            "CREATE UNIQUE INDEX \"i\" ON \"t\" (\"a\" DESC, lower(b), \"c\") WHERE a > (1) AND b";
        let found = index("i", sql).unwrap();
        assert!(found.unique);
        assert_eq!(
            found.parts,
            [
                IndexPart::Column("a".to_owned(), true),
                IndexPart::Expression("lower(b)".to_owned()),
                IndexPart::Column("c".to_owned(), false),
            ]
        );
        assert_eq!(found.filter.as_deref(), Some("a > (1) AND b"));
    }
}
