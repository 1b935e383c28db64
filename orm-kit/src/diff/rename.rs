use orm_core::schema::physical::{IndexPart, Physical, Table};
use orm_core::sql::Family;

use crate::snapshot::rename_in;

/// What got another name, and what is gone for good.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Renames {
    /// Tables: old and new name.
    pub tables: Vec<(String, String)>,
    /// Columns: the table's new name, the column's old and new name.
    pub columns: Vec<(String, String, String)>,
    /// Values of enum types: the type, the value's old and new name.
    pub values: Vec<(String, String, String)>,
}

/// Something is gone and something else is new: is it the same thing?
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What is gone: `table` or `table.column`.
    pub gone: String,
    /// What is new and may be it, in the same form.
    pub candidates: Vec<String>,
}

/// Answers a [`Question`]: the candidate's position, or `None` when the thing is gone for good.
pub type Ask<'a> = &'a mut dyn FnMut(&Question) -> Result<Option<usize>, UnansweredRename>;

/// Nobody says whether something was renamed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{} is gone and {} is new: say `--rename {}={}` if it was renamed and keeps its values, or `--drop {}` if it is gone with its values",
    .0.gone, .0.candidates.join(", "), .0.gone, .0.candidates.first().map_or("", String::as_str), .0.gone
)]
pub struct UnansweredRename(pub Question);

/// A `--rename` or `--drop` that fits nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{flag} {text}`: {reason}")]
pub struct BadRename {
    /// The flag.
    pub flag: &'static str,
    /// What was given.
    pub text: String,
    /// What is wrong with it.
    pub reason: String,
}

/// What is asked about.
#[derive(Clone, Copy)]
struct Open<'p> {
    old: &'p Physical,
    new: &'p Physical,
    /// What is gone for good.
    dropped: &'p [String],
}

impl Renames {
    /// The renames that were given, and those that `ask` tells for what they leave open.
    ///
    /// `given` are `table=table`, `table.column=table.column` (with the table's old or new name)
    /// and `enum.value=enum.value`; `dropped` are `table` and `table.column`.
    pub(crate) fn settle(
        old: &Physical,
        new: &Physical,
        given: &[String],
        dropped: &[String],
        ask: Ask<'_>,
    ) -> Result<Self, crate::Error> {
        let mut renames = Self::default();
        let bad = |flag, text: &str, reason: String| BadRename {
            flag,
            text: text.to_owned(),
            reason,
        };
        for text in given {
            let Some((from, to)) = text.split_once('=') else {
                return Err(bad("--rename", text, "write old=new".to_owned()).into());
            };
            renames
                .add(old, new, from.trim(), to.trim())
                .map_err(|reason| bad("--rename", text, reason))?;
        }
        for text in dropped {
            let known = match text.split_once('.') {
                Some((table, column)) => old
                    .table(table)
                    .is_some_and(|table| table.column(column).is_some()),
                None => old.table(text).is_some(),
            };
            if !known {
                return Err(bad(
                    "--drop",
                    text,
                    "the last snapshot doesn't know it".to_owned(),
                )
                .into());
            }
        }
        let open = Open { old, new, dropped };
        renames.ask_tables(open, ask)?;
        renames.ask_columns(open, ask)?;
        Ok(renames)
    }

    fn add(&mut self, old: &Physical, new: &Physical, from: &str, to: &str) -> Result<(), String> {
        let (Some((from_table, from)), Some((to_table, to))) =
            (from.split_once('.'), to.split_once('.'))
        else {
            if old.table(from).is_none() {
                return Err(format!("the last snapshot has no table {from}"));
            }
            if new.table(to).is_none() || old.table(to).is_some() {
                return Err(format!("{to} is no new table"));
            }
            self.tables.push((from.to_owned(), to.to_owned()));
            return Ok(());
        };
        if let Some(made) = new.enums.iter().find(|made| made.name == to_table)
            && old.table(from_table).is_none()
        {
            let was = old.enums.iter().find(|was| was.name == from_table);
            if !was.is_some_and(|was| was.values.iter().any(|value| value == from)) {
                return Err(format!(
                    "the last snapshot has no value {from} of {from_table}"
                ));
            }
            if !made.values.iter().any(|value| value == to) {
                return Err(format!("{to} is no value of {to_table}"));
            }
            self.values
                .push((to_table.to_owned(), from.to_owned(), to.to_owned()));
            return Ok(());
        }
        let old_name = self.old_table(to_table).to_owned();
        if from_table != old_name && from_table != to_table {
            return Err(format!("{from_table} and {to_table} are two tables"));
        }
        let Some(was) = old.table(&old_name) else {
            return Err(format!("the last snapshot has no table {old_name}"));
        };
        let Some(table) = new.table(to_table) else {
            return Err(format!("no table {to_table} is declared"));
        };
        if was.column(from).is_none() {
            return Err(format!(
                "the last snapshot has no column {from} in {old_name}"
            ));
        }
        if table.column(to).is_none() || was.column(to).is_some() {
            return Err(format!("{to} is no new column of {to_table}"));
        }
        if table.column(from).is_some() {
            return Err(format!("{to_table} still has a column {from}"));
        }
        self.columns
            .push((to_table.to_owned(), from.to_owned(), to.to_owned()));
        Ok(())
    }

    fn ask_tables(
        &mut self,
        Open { old, new, dropped }: Open<'_>,
        ask: Ask<'_>,
    ) -> Result<(), UnansweredRename> {
        for was in &old.tables {
            let settled = new.table(&was.name).is_some()
                || dropped.contains(&was.name)
                || self.tables.iter().any(|(from, _)| *from == was.name);
            if settled {
                continue;
            }
            let fresh = new.tables.iter().map(|table| &table.name).filter(|name| {
                old.table(name).is_none() && !self.tables.iter().any(|(_, to)| to == *name)
            });
            let candidates: Vec<String> = fresh.cloned().collect();
            if let Some(to) = answer(was.name.clone(), candidates, ask)? {
                self.tables.push((was.name.clone(), to));
            }
        }
        Ok(())
    }

    fn ask_columns(
        &mut self,
        Open { old, new, dropped }: Open<'_>,
        ask: Ask<'_>,
    ) -> Result<(), UnansweredRename> {
        for table in &new.tables {
            let Some(was) = old.table(self.old_table(&table.name)) else {
                continue;
            };
            for column in &was.columns {
                let mut places = [&was.name, &table.name].into_iter();
                let settled = table.column(&column.name).is_some()
                    || places.any(|place| dropped.contains(&format!("{place}.{}", column.name)))
                    || self
                        .in_table(&table.name)
                        .any(|(from, _)| from == column.name);
                if settled {
                    continue;
                }
                let fresh = table.columns.iter().filter(|fresh| {
                    // One that is generated can't have been written before.
                    fresh.generated.is_some() == column.generated.is_some()
                        && was.column(&fresh.name).is_none()
                        && !self.in_table(&table.name).any(|(_, to)| to == fresh.name)
                });
                let candidates = fresh.map(|fresh| format!("{}.{}", table.name, fresh.name));
                let gone = format!("{}.{}", table.name, column.name);
                if let Some(to) = answer(gone, candidates.collect(), ask)? {
                    let to = to.rsplit('.').next().unwrap_or_default().to_owned();
                    self.columns
                        .push((table.name.clone(), column.name.clone(), to));
                }
            }
        }
        Ok(())
    }

    /// The name that a table had.
    pub fn old_table<'n>(&'n self, new: &'n str) -> &'n str {
        let renamed = self.tables.iter().find(|(_, to)| to == new);
        renamed.map_or(new, |(from, _)| from)
    }

    fn new_table<'n>(&'n self, old: &'n str) -> &'n str {
        let renamed = self.tables.iter().find(|(from, _)| from == old);
        renamed.map_or(old, |(_, to)| to)
    }

    /// The name that a column of the table had.
    pub fn old_column<'n>(&'n self, table: &str, new: &'n str) -> &'n str {
        let mut columns = self.columns.iter();
        let renamed = columns.find(|(place, _, to)| place == table && to == new);
        renamed.map_or(new, |(_, from, _)| from)
    }

    fn new_column<'n>(&'n self, table: &str, old: &'n str) -> &'n str {
        let mut columns = self.columns.iter();
        let renamed = columns.find(|(place, from, _)| place == table && from == old);
        renamed.map_or(old, |(_, _, to)| to)
    }

    /// The renamed columns of a table: old and new names.
    pub(crate) fn in_table(&self, table: &str) -> impl Iterator<Item = (String, String)> {
        let columns = self
            .columns
            .iter()
            .filter(move |(place, _, _)| place == table);
        columns.map(|(_, from, to)| (from.clone(), to.clone()))
    }

    /// The renamed values of an enum type: old and new names.
    pub(crate) fn in_enum(&self, name: &str) -> impl Iterator<Item = (String, String)> {
        let values = self
            .values
            .iter()
            .filter(move |(place, _, _)| place == name);
        values.map(|(_, from, to)| (from.clone(), to.clone()))
    }

    /// The schema as it is when everything has its new name.
    pub(crate) fn apply(&self, family: Family, old: &Physical) -> Physical {
        let mut physical = old.clone();
        for table in &mut physical.tables {
            table.name = self.new_table(&table.name).to_owned();
            self.apply_columns(family, table);
        }
        for (name, from, to) in &self.values {
            let values = physical.enums.iter_mut().filter(|made| made.name == *name);
            for value in values
                .flat_map(|made| &mut made.values)
                .filter(|value| *value == from)
            {
                value.clone_from(to);
            }
            // Postgres knows a default by the value's number.
            let columns = physical
                .tables
                .iter_mut()
                .flat_map(|table| &mut table.columns);
            for column in columns.filter(|column| column.enum_type.as_ref() == Some(name)) {
                if column.default.as_deref() == Some(&format!("'{from}'")) {
                    column.default = Some(format!("'{to}'"));
                }
            }
        }
        physical
    }

    fn apply_columns(&self, family: Family, table: &mut Table) {
        let name = table.name.clone();
        let rename = |list: &mut Vec<String>| {
            for column in list {
                *column = self.new_column(&name, column).to_owned();
            }
        };
        for column in &mut table.columns {
            column.name = self.new_column(&name, &column.name).to_owned();
        }
        let keys = table.primary_key.iter_mut().chain(&mut table.uniques);
        keys.for_each(|key| rename(&mut key.columns));
        for index in &mut table.indexes {
            for part in &mut index.parts {
                if let IndexPart::Column(column, _) = part {
                    *column = self.new_column(&name, column).to_owned();
                }
            }
            rename(&mut index.include);
        }
        for key in &mut table.foreign_keys {
            rename(&mut key.columns);
            rename(&mut key.cleared);
            key.target = self.new_table(&key.target).to_owned();
            for column in &mut key.target_columns {
                *column = self.new_column(&key.target, column).to_owned();
            }
        }
        // MySQL renames no column that an expression reads: there the expression is taken away
        // before the rename, and comes back after it.
        if family == Family::MySql {
            return;
        }
        let indexed = table.indexes.iter_mut().flat_map(|index| {
            let parts = index.parts.iter_mut().filter_map(|part| match part {
                IndexPart::Expression(expression) => Some(expression),
                IndexPart::Column(..) => None,
            });
            parts.chain(&mut index.filter)
        });
        let checks = table.checks.iter_mut().map(|check| &mut check.expression);
        let generated = table
            .columns
            .iter_mut()
            .filter_map(|column| column.generated.as_mut());
        let generated = generated.map(|generated| &mut generated.expression);
        for expression in indexed.chain(checks).chain(generated) {
            let old_name = self.old_table(&name);
            if old_name != name {
                *expression = rename_in(expression, old_name, &name);
            }
            for (from, to) in self.in_table(&name) {
                *expression = rename_in(expression, &from, &to);
            }
        }
    }
}

fn answer(
    gone: String,
    candidates: Vec<String>,
    ask: Ask<'_>,
) -> Result<Option<String>, UnansweredRename> {
    if candidates.is_empty() {
        return Ok(None);
    }
    let question = Question { gone, candidates };
    let answer = ask(&question)?;
    Ok(answer.and_then(|at| question.candidates.get(at).cloned()))
}
