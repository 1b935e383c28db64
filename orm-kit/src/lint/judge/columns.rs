//! Columns that are added, or defined anew.

use orm_core::sql::Family;

use super::Judge;
use crate::lint::statement::Column;
use crate::lint::types::{Change, enum_change, narrows, rewrites, volatile};

impl Judge {
    pub(super) fn required(&mut self, table: &str, column: &Column) {
        if column.not_null && column.default.is_none() && !column.counted && !column.generated {
            let code = if self.mysql() { "MY101" } else { "MF103" };
            self.say(code, table, &column.name);
        }
    }

    pub(super) fn add_column(&mut self, table: &str, column: &Column) {
        let name = &column.name;
        self.state
            .table(table)
            .columns
            .insert(name.clone(), column.clone());
        self.inline(table, column);
        let default = column.default.as_deref().unwrap_or_default();
        if self.family == Family::Sqlite {
            let constant = !default.starts_with('(') && !default.starts_with("current_");
            if column.unique
                || column.primary
                || column.stored
                || !constant
                || (column.references && column.default.is_some())
            {
                self.say("LT102", table, name);
            }
        }
        if self.is_new(table) {
            return;
        }
        self.required(table, column);
        if self.postgres() {
            if column.counted || column.stored || (column.computed_default && volatile(default)) {
                self.say("PG302", table, name);
            }
            if column.primary || column.unique {
                self.say(if column.primary { "PG104" } else { "PG105" }, table, name);
            }
        }
        if self.mysql() && (column.counted || column.stored || default.starts_with('(')) {
            self.say("MY105", table, name);
        }
    }

    /// A column that is defined anew.
    pub(super) fn altered(&mut self, table: &str, was: &Column, column: &Column) {
        let name = &column.name;
        if column.not_null && !was.not_null {
            self.say("MF104", table, name);
        }
        if was.not_null && !column.not_null && !column.primary {
            self.say("BC104", table, name);
        }
        if was.default.is_some()
            && column.default.is_none()
            && column.not_null
            && !column.counted
            && !column.generated
        {
            self.say("BC105", table, name);
        }
        self.retyped(table, was, column);
    }

    pub(super) fn retyped(&mut self, table: &str, was: &Column, column: &Column) {
        let (from, to, name) = (&was.type_name, &column.type_name, &column.name);
        if from == to {
            return;
        }
        match enum_change(from, to) {
            Some(Change::Removed) => {
                self.say("BC107", table, name);
                self.say("MY110", table, name);
            }
            Some(Change::Reordered) => self.say("MY111", table, name),
            Some(Change::Inserted) => {
                self.say("BC106", table, name);
                self.say("MY112", table, name);
            }
            Some(Change::Appended) => self.say("BC106", table, name),
            None => {
                let word = |text: &str| text.split('(').next().unwrap_or_default().to_owned();
                if narrows(from, to) {
                    self.say("MF105", table, name);
                } else if word(from) != word(to) && rewrites(self.family, from, to) {
                    self.say("BC108", table, name);
                }
                if rewrites(self.family, from, to) {
                    match self.family {
                        Family::Postgres => self.say("PG301", table, name),
                        Family::MySql => self.say("MY105", table, name),
                        Family::Sqlite => {}
                    }
                }
            }
        }
    }
}
