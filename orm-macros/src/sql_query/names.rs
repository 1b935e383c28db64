use sqlparser::ast::Ident;

use super::write::{Check, Checked, Part, Writer};

/// A statement or a subquery: what its expressions can name.
#[derive(Default)]
pub(super) struct Scope {
    pub(super) sources: Vec<Source>,
    /// The names of its select list, where these can be used: ORDER BY, GROUP BY, HAVING.
    pub(super) outputs: Vec<String>,
    pub(super) windows: Vec<String>,
}

/// What stands in FROM under a name.
pub(super) struct Source {
    pub(super) name: String,
    pub(super) columns: Columns,
}

#[derive(Clone)]
pub(super) enum Columns {
    /// Those of a table, which are known when the program is compiled.
    Table(String),
    /// Those of a query.
    Query(Vec<String>),
}

/// A common table expression that can be used.
#[derive(Clone)]
pub(super) struct Cte {
    pub(super) name: String,
    /// What it is called in the statement: no table of the database is.
    pub(super) written: String,
    pub(super) columns: Vec<String>,
}

/// Postgres cuts what is longer.
const LONGEST: usize = 63;

/// A name that every database takes as it is.
pub(super) fn plain(ident: &Ident) -> Checked<String> {
    let Ident {
        value,
        quote_style,
        span: _,
    } = ident;
    if !matches!(quote_style, None | Some('"' | '`')) {
        return Err(format!("`{ident}` is a name only on some databases"));
    }
    let mut bytes = value.bytes();
    let fits = bytes
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic() || first == b'_')
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if !fits {
        return Err(format!(
            "`{value}` is no name: names are made of ASCII letters, digits and underscores"
        ));
    }
    if value.len() > LONGEST {
        return Err(format!("the name `{value}` is longer than {LONGEST} bytes"));
    }
    Ok(value.clone())
}

impl Writer {
    /// Writes a column of any source.
    pub(super) fn column(&mut self, ident: &Ident) -> Checked {
        let column = plain(ident)?;
        let mut tables = Vec::new();
        let mut found = false;
        for scope in self.scopes.iter().rev() {
            found |= scope.outputs.contains(&column);
            for source in &scope.sources {
                match &source.columns {
                    Columns::Table(table) => tables.push(table.clone()),
                    Columns::Query(columns) => found |= columns.contains(&column),
                }
            }
        }
        if !found && tables.is_empty() {
            return Err(format!("nothing in FROM has a column `{column}`"));
        }
        self.check(tables, &column, !found);
        self.push(Part::Name(column));
        Ok(())
    }

    /// Writes `source.column`.
    pub(super) fn column_of(&mut self, source: &Ident, ident: &Ident) -> Checked {
        let (source, column) = (plain(source)?, plain(ident)?);
        let mut sources = self.scopes.iter().rev().flat_map(|scope| &scope.sources);
        let Some(found) = sources.find(|found| found.name == source) else {
            return Err(format!(
                "nothing in FROM is called `{source}`: names are written as they were given, case included"
            ));
        };
        match found.columns.clone() {
            Columns::Table(table) => self.check(vec![table], &column, true),
            Columns::Query(columns) if columns.contains(&column) => {}
            Columns::Query(_) => {
                return Err(format!("`{source}` has no column `{column}`"));
            }
        }
        self.push(Part::Name(source));
        self.text(".");
        self.push(Part::Name(column));
        Ok(())
    }

    fn check(&mut self, mut tables: Vec<String>, column: &str, required: bool) {
        tables.sort();
        tables.dedup();
        let check = Check {
            tables,
            column: column.to_owned(),
            required,
        };
        if !check.tables.is_empty() && !self.checks.contains(&check) {
            self.checks.push(check);
        }
    }

    pub(super) fn scope(&mut self) -> Checked<&mut Scope> {
        self.scopes
            .last_mut()
            .ok_or_else(|| "an expression stands outside of a query".to_owned())
    }
}
