use std::fmt;

use orm_core::schema::Counter;
use orm_core::schema::physical::{Column, ForeignKey, Index, Key, Physical, Table};
use orm_core::sql::{Dialect, define};
use serde::Serialize;

use crate::diff::{Diff, Part, Parts, TableChange};
use crate::snapshot::{same_default, same_expression, same_type};

/// Something in which a database and the code are not the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// What kind of thing it is.
    pub kind: Kind,
    /// Whether it is there, and how.
    pub problem: Problem,
    /// The table; the type of an enum.
    pub table: String,
    /// The column, key, index or check; nothing where the whole table is meant.
    pub name: Option<String>,
    /// What the database has.
    pub database: Option<String>,
    /// What the code has.
    pub code: Option<String>,
}

/// What differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Kind {
    /// A table.
    Table,
    /// A column.
    Column,
    /// A column's type.
    Type,
    /// By what a column's texts are compared.
    Collation,
    /// Whether a column may be NULL.
    Nullness,
    /// A column's default.
    Default,
    /// The expression of a generated column.
    Generated,
    /// How a column counts.
    Counter,
    /// The primary key.
    PrimaryKey,
    /// A unique key.
    Unique,
    /// An index.
    Index,
    /// A check.
    Check,
    /// A foreign key.
    ForeignKey,
    /// A trigger.
    Trigger,
    /// An enum type.
    Enum,
    /// A view.
    View,
    /// What is said of a table or of a column.
    Comment,
}

/// How it differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Problem {
    /// The database lacks what the code has.
    Missing,
    /// The database has what the code lacks.
    Unexpected,
    /// Both have it, not alike.
    Different,
    /// It has another name.
    Renamed,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Table => "table",
            Self::Column => "column",
            Self::Type => "type",
            Self::Collation => "collation",
            Self::Nullness => "nullness",
            Self::Default => "default",
            Self::Generated => "generated column",
            Self::Counter => "counter",
            Self::PrimaryKey => "primary key",
            Self::Unique => "unique key",
            Self::Index => "index",
            Self::Check => "check",
            Self::ForeignKey => "foreign key",
            Self::Trigger => "trigger",
            Self::Enum => "enum",
            Self::View => "view",
            Self::Comment => "comment",
        })
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind, self.table)?;
        if let Some(name) = &self.name {
            write!(f, ".{name}")?;
        }
        let side = |side: &Option<String>| side.clone().unwrap_or_else(|| "nothing".to_owned());
        let (database, code) = (side(&self.database), side(&self.code));
        match self.problem {
            Problem::Missing => match &self.code {
                Some(code) => write!(f, " is missing from the database: {code}"),
                None => f.write_str(" is missing from the database"),
            },
            Problem::Unexpected => match &self.database {
                Some(database) => write!(f, " is in the database, and not in code: {database}"),
                None => f.write_str(" is in the database, and not in code"),
            },
            Problem::Different => {
                write!(
                    f,
                    " differs\n    database: {database}\n    code:     {code}"
                )
            }
            Problem::Renamed => write!(f, " is called {database} in the database, {code} in code"),
        }
    }
}

/// The changes that would make the database what the code is, as differences.
pub(crate) fn differences(
    dialect: &Dialect,
    diff: &Diff,
    live: &Physical,
    code: &Physical,
) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut whole = |kind, problem, name: &str, database, code| {
        found.push(Difference {
            kind,
            problem,
            table: name.to_owned(),
            name: None,
            database,
            code,
        });
    };
    for name in &diff.created_enums {
        let values = code.enums.iter().find(|made| made.name == *name);
        let values = values.map(|made| made.values.join(", "));
        whole(Kind::Enum, Problem::Missing, name, None, values);
    }
    for name in &diff.dropped_enums {
        let values = live.enums.iter().find(|made| made.name == *name);
        let values = values.map(|made| made.values.join(", "));
        whole(Kind::Enum, Problem::Unexpected, name, values, None);
    }
    for change in &diff.changed_enums {
        let [database, code] = [&change.old, &change.new].map(|values| Some(values.join(", ")));
        whole(Kind::Enum, Problem::Different, &change.name, database, code);
    }
    for name in &diff.created_tables {
        whole(Kind::Table, Problem::Missing, name, None, None);
    }
    for name in &diff.dropped_tables {
        whole(Kind::Table, Problem::Unexpected, name, None, None);
    }
    for view in &diff.created_views {
        let was = live.views.iter().find(|was| was.name == view.name);
        let made = Some(view.definition.clone());
        match was {
            None => whole(Kind::View, Problem::Missing, &view.name, None, None),
            Some(was)
                if was.definition == view.definition && was.materialized == view.materialized => {}
            Some(was) => {
                let was = Some(was.definition.clone());
                whole(Kind::View, Problem::Different, &view.name, was, made);
            }
        }
    }
    for change in &diff.changed_tables {
        Writer {
            dialect,
            table: &change.new.name,
            found: &mut found,
        }
        .change(change);
    }
    for table in &code.tables {
        if let Some(was) = live.table(&table.name) {
            Writer {
                dialect,
                table: &table.name,
                found: &mut found,
            }
            .triggers(was, table);
        }
    }
    found
}

struct Writer<'a> {
    dialect: &'a Dialect,
    table: &'a str,
    found: &'a mut Vec<Difference>,
}

impl Writer<'_> {
    fn push(&mut self, kind: Kind, name: &str, database: Option<String>, code: Option<String>) {
        let problem = match (&database, &code) {
            (None, Some(_)) => Problem::Missing,
            (Some(_), None) => Problem::Unexpected,
            _ => Problem::Different,
        };
        self.add(kind, problem, name, database, code);
    }

    fn add(
        &mut self,
        kind: Kind,
        problem: Problem,
        name: &str,
        database: Option<String>,
        code: Option<String>,
    ) {
        self.found.push(Difference {
            kind,
            problem,
            table: self.table.to_owned(),
            name: Some(name.to_owned()),
            database,
            code,
        });
    }

    fn change(&mut self, change: &TableChange) {
        let dialect = self.dialect;
        for (kind, columns) in [(false, &change.added), (true, &change.dropped)] {
            let table = if kind { &change.old } else { &change.new };
            for column in columns {
                let text = Some(define::column(dialect, table, column));
                let (database, code) = if kind { (text, None) } else { (None, text) };
                self.push(Kind::Column, &column.name, database, code);
            }
        }
        for (was, column) in change.altered.iter().chain(&change.remade) {
            self.column(was, column);
        }
        if change.primary_key {
            let key =
                |table: &Table| Some(define::list(dialect, &table.primary_key.as_ref()?.columns));
            let [database, code] = [&change.old, &change.new].map(key);
            self.push(Kind::PrimaryKey, "primary key", database, code);
        }
        if let Some((was, name)) = &change.renamed_key {
            self.renamed(Kind::PrimaryKey, was, name);
        }
        let unique = |key: &Key| define::unique(dialect, key);
        let table = self.table.to_owned();
        let index = |index: &Index| define::create_index(dialect, &table, index, false);
        let foreign_key = |key: &ForeignKey| define::foreign_key(dialect, key);
        self.parts(Kind::Unique, &change.uniques, unique);
        self.parts(Kind::Index, &change.indexes, index);
        self.parts(Kind::Check, &change.checks, |check| {
            check.expression.clone()
        });
        self.parts(Kind::ForeignKey, &change.foreign_keys, foreign_key);
        for said in &change.comments {
            // That of a column that is missing goes without saying.
            let column = said.column.as_deref();
            if column.is_none_or(|name| change.old.column(name).is_some()) {
                let name = column.unwrap_or("table");
                self.push(Kind::Comment, name, said.old.clone(), said.new.clone());
            }
        }
    }

    fn column(&mut self, was: &Column, column: &Column) {
        let name = &column.name;
        let split = |column: &Column| match column.type_name.split_once(" COLLATE ") {
            Some((bare, collation)) => (bare.to_owned(), Some(collation.to_owned())),
            None => (column.type_name.clone(), None),
        };
        let ((bare_was, by_was), (bare, by)) = (split(was), split(column));
        if !same_type(self.dialect.family, &bare_was, &bare) {
            self.push(Kind::Type, name, Some(bare_was), Some(bare));
        } else if by_was != by {
            self.add(Kind::Collation, Problem::Different, name, by_was, by);
        }
        if was.not_null != column.not_null {
            let said = |column: &Column| {
                let said = if column.not_null { "NOT NULL" } else { "NULL" };
                Some(said.to_owned())
            };
            self.push(Kind::Nullness, name, said(was), said(column));
        }
        if was.counted != column.counted {
            let said = |column: &Column| {
                column.counted.map(|counter| match counter {
                    Counter::Serial => "serial".to_owned(),
                    counter => define::identity(counter).to_owned(),
                })
            };
            self.push(Kind::Counter, name, said(was), said(column));
        } else if !same_default(self.table, was, column) {
            self.push(
                Kind::Default,
                name,
                was.default.clone(),
                column.default.clone(),
            );
        }
        let same = match (&was.generated, &column.generated) {
            (Some(was), Some(made)) => {
                was.stored == made.stored
                    && same_expression(self.table, &was.expression, &made.expression)
            }
            (was, made) => was == made,
        };
        if !same {
            let said = |column: &Column| {
                let made = column.generated.as_ref()?;
                let kind = if made.stored { "STORED" } else { "VIRTUAL" };
                Some(format!("({}) {kind}", made.expression))
            };
            self.push(Kind::Generated, name, said(was), said(column));
        }
    }

    fn renamed(&mut self, kind: Kind, was: &str, name: &str) {
        let (database, code) = (Some(was.to_owned()), Some(name.to_owned()));
        self.add(kind, Problem::Renamed, name, database, code);
    }

    fn parts<T: Part>(&mut self, kind: Kind, parts: &Parts<T>, text: impl Fn(&T) -> String) {
        for part in &parts.added {
            let was = parts.dropped.iter().find(|was| was.name() == part.name());
            self.push(kind, part.name(), was.map(&text), Some(text(part)));
        }
        for was in &parts.dropped {
            if !parts.added.iter().any(|part| part.name() == was.name()) {
                self.push(kind, was.name(), Some(text(was)), None);
            }
        }
        for (was, name) in &parts.renamed {
            self.renamed(kind, was, name);
        }
    }

    /// Triggers that stand in for foreign keys.
    fn triggers(&mut self, live: &Table, code: &Table) {
        let has = |table: &Table, trigger: &str| {
            let mut all = table.triggers.iter();
            all.any(|other| same_expression(&table.name, other, trigger))
        };
        let name = |sql: &str| {
            let word = sql.split('"').nth(1);
            word.unwrap_or(sql).to_owned()
        };
        for trigger in &code.triggers {
            if !has(live, trigger) {
                self.push(Kind::Trigger, &name(trigger), None, Some(trigger.clone()));
            }
        }
    }
}
