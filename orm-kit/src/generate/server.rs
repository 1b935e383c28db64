//! The statements of Postgres and MySQL, where tables are altered in place.

mod counter;

use orm_core::schema::Counter;
use orm_core::schema::physical::{Column, ForeignKey, IndexPart, Physical, Table};
use orm_core::sql::{Dialect, Family, define};

use super::enums;
use crate::diff::{Diff, Part, Parts, TableChange};
use crate::snapshot::{has_zone, mentions};

/// The statements that make the old schema the new one.
///
/// What stands in the way of a change (keys, indexes and checks over its columns) is taken away
/// before it and comes back after it.
pub(super) fn statements(
    dialect: &Dialect,
    old: &Physical,
    new: &Physical,
    diff: &Diff,
) -> Vec<String> {
    let mut changes = diff.changed_tables.clone();
    let rewritten = enums::rewritten(diff, new);
    make_way(dialect, old, new, diff, &mut changes, &rewritten);
    let writer = Writer { dialect };
    let mut out = super::drop_views(dialect, diff);
    let extensions = diff.created_extensions.iter();
    out.extend(extensions.map(|name| define::create_extension(name)));
    out.extend(enums::before(dialect, diff, new, &rewritten));
    for (from, to) in &diff.renamed_tables {
        out.push(format!(
            "ALTER TABLE {} RENAME TO {}",
            writer.name(from),
            writer.name(to)
        ));
        let key = old.table(to).and_then(|table| table.primary_key.as_ref());
        if dialect.family == Family::Postgres && key.is_some_and(|key| key.columns.len() == 1) {
            // The name that the server made stays the one that it would make.
            let [from, to] = [from, to].map(|table| writer.name(&format!("{table}_pkey")));
            out.push(format!("ALTER INDEX IF EXISTS {from} RENAME TO {to}"));
        }
    }
    for change in &changes {
        writer.drop_keys(change, &mut out);
    }
    // Before the keys that they refer to.
    writer.drop_tables(old, &diff.dropped_tables, &mut out);
    for change in &changes {
        writer.take_away(change, &mut out);
    }
    for change in &changes {
        for (from, to) in &change.renamed_columns {
            out.push(format!(
                "ALTER TABLE {} RENAME COLUMN {} TO {}",
                writer.name(&change.new.name),
                writer.name(from),
                writer.name(to)
            ));
        }
    }
    out.extend(enums::rewrite(dialect, old, diff, new, &rewritten));
    let mut later = Vec::new();
    let mut made: Vec<&str> = old.tables.iter().map(|table| table.name.as_str()).collect();
    for name in &diff.created_tables {
        if let Some(table) = new.table(name) {
            made.push(name);
            let (now, then): (Vec<&ForeignKey>, Vec<&ForeignKey>) = table
                .foreign_keys
                .iter()
                .partition(|key| made.contains(&key.target.as_str()));
            out.push(define::create_table(dialect, table, &now, false));
            later.extend(then.into_iter().map(|key| (table, key.clone())));
            if dialect.family == Family::Postgres {
                let indexes = table.indexes.iter();
                out.extend(indexes.map(|index| define::create_index(dialect, name, index, false)));
            }
            out.extend(define::comments(dialect, table));
        }
    }
    for change in &changes {
        writer.columns(change, &rewritten, &mut out);
    }
    for change in &changes {
        writer.bring_back(change, &mut out);
    }
    for (table, key) in &later {
        out.push(define::add_foreign_key(dialect, table, key));
    }
    for change in &changes {
        let keys = change.foreign_keys.added.iter();
        out.extend(keys.map(|key| define::add_foreign_key(dialect, &change.new, key)));
    }
    for change in &changes {
        writer.comments(change, &mut out);
    }
    out.extend(enums::after(dialect, diff, &rewritten));
    out.extend(super::create_views(dialect, diff));
    out
}

/// Adds to the changes what has to go before them and come back after them.
fn make_way(
    dialect: &Dialect,
    old: &Physical,
    new: &Physical,
    diff: &Diff,
    changes: &mut Vec<TableChange>,
    rewritten: &[String],
) {
    let is_rewritten = |column: &Column| {
        column
            .enum_type
            .as_ref()
            .is_some_and(|name| rewritten.contains(name))
    };
    // A table whose enum type is rewritten changes even when nothing else does.
    for table in &new.tables {
        let changed = changes.iter().any(|change| change.new.name == table.name);
        let fresh = diff.created_tables.contains(&table.name);
        if !changed && !fresh && table.columns.iter().any(is_rewritten) {
            changes.push(TableChange {
                old: table.clone(),
                new: table.clone(),
                ..TableChange::default()
            });
        }
    }
    let mut disturbed: Vec<(String, Vec<String>)> = Vec::new();
    for change in changes.iter_mut() {
        let mut columns: Vec<String> = change
            .altered
            .iter()
            .filter(|(was, column)| was.type_name != column.type_name)
            .map(|(_, column)| column.name.clone())
            .collect();
        let types = change
            .new
            .columns
            .iter()
            .filter(|column| is_rewritten(column));
        columns.extend(types.map(|column| column.name.clone()));
        if dialect.family == Family::Postgres {
            remake(change, &columns);
        }
        // An expression holds on to the type that its column had, and a key or an index goes with a
        // column that is made anew.
        let gone: Vec<String> = change
            .remade
            .iter()
            .map(|(_, column)| column.name.clone())
            .collect();
        columns.extend(gone.iter().cloned());
        if dialect.family == Family::Postgres {
            let keys = dropped_keys(change);
            disturbed.extend(keys.map(|columns| (change.new.name.clone(), columns)));
            if columns.is_empty() {
                continue;
            }
        }
        let (was, shall) = (change.old.clone(), change.new.clone());
        let mysql = dialect.family == Family::MySql;
        again(&mut change.checks, &was.checks, &shall.checks, |check| {
            check.reads(&columns)
        });
        again(&mut change.indexes, &was.indexes, &shall.indexes, |index| {
            let over_text = index.filter.is_some()
                || index
                    .parts
                    .iter()
                    .any(|part| matches!(part, IndexPart::Expression(_)));
            index.reads(&gone) || (over_text && index.reads(&columns))
        });
        again(&mut change.uniques, &was.uniques, &shall.uniques, |key| {
            key.reads(&gone)
        });
        again(
            &mut change.foreign_keys,
            &was.foreign_keys,
            &shall.foreign_keys,
            |key| key.reads(&gone) || (mysql && key.reads(&columns)),
        );
        if mysql {
            // A foreign key needs some index on each side; one that goes may be it.
            for index in &change.indexes.dropped {
                columns.extend(index.parts.iter().filter_map(|part| match part {
                    IndexPart::Column(name, _) => Some(name.clone()),
                    IndexPart::Expression(_) => None,
                }));
            }
            if change.primary_key {
                let key = change.old.primary_key.iter();
                columns.extend(key.flat_map(|key| key.columns.clone()));
            }
            again(
                &mut change.foreign_keys,
                &was.foreign_keys,
                &shall.foreign_keys,
                |key| key.reads(&columns),
            );
            disturbed.push((shall.name, columns));
        }
    }
    let family = dialect.family;
    let reaches = |key: &ForeignKey| {
        disturbed.iter().any(|(table, columns)| {
            let mut targets = key.target_columns.iter();
            let touched = match family {
                // Some key over just these columns is what it hangs on.
                Family::Postgres => {
                    targets.len() == columns.len() && targets.all(|name| columns.contains(name))
                }
                _ => targets.any(|name| columns.contains(name)),
            };
            *table == key.target && touched
        })
    };
    referring(old, new, diff, changes, &reaches);
}

/// The columns of the keys that go, to which foreign keys may refer.
fn dropped_keys(change: &TableChange) -> impl Iterator<Item = Vec<String>> {
    let primary = change.old.primary_key.iter().filter(|_| change.primary_key);
    let uniques = primary.chain(&change.uniques.dropped);
    let indexes = change.indexes.dropped.iter().filter(|index| index.unique);
    let indexes = indexes.map(|index| {
        let names = index.parts.iter().filter_map(|part| match part {
            IndexPart::Column(name, _) => Some(name.clone()),
            IndexPart::Expression(_) => None,
        });
        names.collect()
    });
    uniques.map(|key| key.columns.clone()).chain(indexes)
}

/// Takes away the foreign keys to what changes, and brings them back.
fn referring(
    old: &Physical,
    new: &Physical,
    diff: &Diff,
    changes: &mut Vec<TableChange>,
    reaches: &impl Fn(&ForeignKey) -> bool,
) {
    for table in &new.tables {
        if diff.created_tables.contains(&table.name) || !table.foreign_keys.iter().any(reaches) {
            continue;
        }
        match changes
            .iter_mut()
            .find(|change| change.new.name == table.name)
        {
            Some(change) => {
                let (was, shall) = (
                    change.old.foreign_keys.clone(),
                    change.new.foreign_keys.clone(),
                );
                again(&mut change.foreign_keys, &was, &shall, reaches);
            }
            None => {
                let was = old.table(&table.name).unwrap_or(table);
                let mut change = TableChange {
                    old: was.clone(),
                    new: table.clone(),
                    ..TableChange::default()
                };
                again(
                    &mut change.foreign_keys,
                    &was.foreign_keys,
                    &table.foreign_keys,
                    reaches,
                );
                changes.push(change);
            }
        }
    }
}

/// Generated columns that read one whose type changes go before it, and come back.
fn remake(change: &mut TableChange, columns: &[String]) {
    for column in &change.new.columns {
        let reads = column.generated.as_ref().is_some_and(|generated| {
            columns
                .iter()
                .any(|name| mentions(&generated.expression, name))
        });
        let listed = change
            .remade
            .iter()
            .any(|(_, remade)| remade.name == column.name);
        if let Some(was) = change.old.column(&column.name)
            && reads
            && !listed
        {
            change.remade.push((was.clone(), column.clone()));
        }
    }
}

/// Drops and adds the parts that stay but stand in the way.
fn again<T: Part>(
    parts: &mut Parts<T>,
    old: &[T],
    new: &[T],
    stands_in_the_way: impl Fn(&T) -> bool,
) {
    for was in old {
        let name = was.name();
        let stays = new.iter().find(|part| part.name() == name);
        let Some(stays) = stays else { continue };
        let listed = |parts: &[T]| parts.iter().any(|part| part.name() == name);
        if stands_in_the_way(was) && !listed(&parts.dropped) {
            parts.dropped.push(was.clone());
            if !listed(&parts.added) {
                parts.added.push(stays.clone());
            }
        }
    }
}

/// Whether MySQL made an index for a foreign key that is gone for good: no other began with its
/// columns. Another foreign key over them goes on using it.
fn made_an_index(change: &TableChange, key: &ForeignKey) -> bool {
    let old = &change.old;
    let begins = |columns: &[String]| columns.starts_with(&key.columns);
    let indexed = old.indexes.iter().any(|index| {
        let columns = index.parts.iter().map_while(|part| match part {
            IndexPart::Column(name, _) => Some(name.clone()),
            IndexPart::Expression(_) => None,
        });
        begins(&columns.collect::<Vec<_>>())
    });
    let shared = old.foreign_keys.iter().any(|other| {
        other.name != key.name
            && (begins(&other.columns) || key.columns.starts_with(&other.columns))
    });
    let primary = old
        .primary_key
        .as_ref()
        .is_some_and(|key| begins(&key.columns));
    let back = change
        .foreign_keys
        .added
        .iter()
        .any(|added| added.name == key.name);
    !(indexed || shared || primary || back)
}

/// The column's value in its new type.
fn converted(name: &str, was: &Column, column: &Column) -> String {
    let plain = column
        .type_name
        .split(" COLLATE ")
        .next()
        .unwrap_or_default();
    // An enum has no cast but by way of its text.
    if was.enum_type.is_some() || column.enum_type.is_some() {
        let array = if was.is_array() { "[]" } else { "" };
        return format!("{name}::text{array}::{plain}");
    }
    match (has_zone(&was.type_name), has_zone(&column.type_name)) {
        // A moment without its zone is UTC, whatever the session's zone is.
        (Some(before), Some(after)) if before != after => {
            format!("({name} AT TIME ZONE 'UTC')::{plain}")
        }
        _ => format!("{name}::{plain}"),
    }
}

struct Writer<'d> {
    dialect: &'d Dialect,
}

impl Writer<'_> {
    fn mysql(&self) -> bool {
        self.dialect.family == Family::MySql
    }

    fn name(&self, name: &str) -> String {
        define::quoted(self.dialect, name)
    }

    fn alter(&self, table: &str, what: &str) -> String {
        format!("ALTER TABLE {} {what}", self.name(table))
    }

    /// Drops tables, those that refer to others first; in a circle of references some go before.
    fn drop_tables(&self, old: &Physical, tables: &[String], out: &mut Vec<String>) {
        let kind = if self.mysql() {
            "FOREIGN KEY"
        } else {
            "CONSTRAINT"
        };
        for (at, name) in tables.iter().enumerate() {
            let keys = old.table(name).map(|table| &table.foreign_keys);
            for key in keys.into_iter().flatten() {
                if tables[..at].contains(&key.target) {
                    out.push(self.alter(name, &format!("DROP {kind} {}", self.name(&key.name))));
                }
            }
        }
        out.extend(
            tables
                .iter()
                .map(|table| format!("DROP TABLE {}", self.name(table))),
        );
    }

    fn drop_keys(&self, change: &TableChange, out: &mut Vec<String>) {
        let table = &change.new.name;
        let kind = if self.mysql() {
            "FOREIGN KEY"
        } else {
            "CONSTRAINT"
        };
        for key in &change.foreign_keys.dropped {
            let name = self.name(&key.name);
            out.push(self.alter(table, &format!("DROP {kind} {name}")));
            if self.mysql() && made_an_index(change, key) {
                out.push(self.alter(table, &format!("DROP INDEX {name}")));
            }
        }
    }

    /// Drops checks, unique keys and indexes, and gives the others their new names.
    fn take_away(&self, change: &TableChange, out: &mut Vec<String>) {
        let table = &change.new.name;
        let drop = |name: &str| self.alter(table, &format!("DROP CONSTRAINT {}", self.name(name)));
        out.extend(change.checks.dropped.iter().map(|check| drop(&check.name)));
        out.extend(change.uniques.dropped.iter().map(|key| drop(&key.name)));
        for index in &change.indexes.dropped {
            out.push(if self.mysql() {
                self.alter(table, &format!("DROP INDEX {}", self.name(&index.name)))
            } else {
                format!("DROP INDEX {}", self.name(&index.name))
            });
        }
        // A column that an expression reads can't have another type, or on MySQL another name.
        let made = change
            .remade
            .iter()
            .map(|(was, _)| was)
            .chain(&change.dropped);
        for column in made.filter(|column| column.generated.is_some()) {
            out.push(self.alter(table, &format!("DROP COLUMN {}", self.name(&column.name))));
        }
        let constraints = change
            .uniques
            .renamed
            .iter()
            .chain(&change.foreign_keys.renamed);
        let constraints = constraints.chain(&change.checks.renamed);
        for (from, to) in constraints.chain(&change.renamed_key) {
            let what = format!("RENAME CONSTRAINT {} TO {}", self.name(from), self.name(to));
            out.push(self.alter(table, &what));
        }
        for (from, to) in &change.indexes.renamed {
            out.push(if self.mysql() {
                self.alter(
                    table,
                    &format!("RENAME INDEX {} TO {}", self.name(from), self.name(to)),
                )
            } else {
                format!(
                    "ALTER INDEX {} RENAME TO {}",
                    self.name(from),
                    self.name(to)
                )
            });
        }
    }

    /// Adds what is new, and brings back what was in the way.
    fn bring_back(&self, change: &TableChange, out: &mut Vec<String>) {
        let table = &change.new.name;
        for key in &change.uniques.added {
            out.push(self.alter(table, &format!("ADD {}", define::unique(self.dialect, key))));
        }
        for index in &change.indexes.added {
            out.push(define::create_index(self.dialect, table, index, false));
        }
        for check in &change.checks.added {
            let check = define::check(self.dialect, &check.name, &check.expression);
            out.push(self.alter(table, &format!("ADD {check}")));
        }
    }

    fn comments(&self, change: &TableChange, out: &mut Vec<String>) {
        let table = &change.new;
        if !self.mysql() {
            let said = change.comments.iter();
            out.extend(said.map(|said| {
                let column = said.column.as_deref();
                define::comment_on(self.dialect, &table.name, column, said.new.as_deref())
            }));
            // What is made anew has lost it.
            for (was, column) in &change.remade {
                let kept = column.comment.as_deref();
                let kept = kept.filter(|text| was.comment.as_deref() == Some(text));
                let again = kept.map(|text| {
                    define::comment_on(self.dialect, &table.name, Some(&column.name), Some(text))
                });
                out.extend(again);
            }
            return;
        }
        // A definition of a column brings its comment along.
        let defined: Vec<&str> = change
            .added
            .iter()
            .chain(change.altered.iter().map(|(_, column)| column))
            .chain(change.remade.iter().map(|(_, column)| column))
            .map(|column| column.name.as_str())
            .collect();
        for said in &change.comments {
            let what = match &said.column {
                None => {
                    let text = said.new.as_deref().unwrap_or_default();
                    define::table_comment(self.dialect, text)
                }
                Some(name) if defined.contains(&name.as_str()) => continue,
                Some(name) => {
                    let Some(column) = table.column(name) else {
                        continue;
                    };
                    let definition = define::column(self.dialect, table, column);
                    format!("MODIFY COLUMN {definition}")
                }
            };
            out.push(self.alter(&table.name, &what));
        }
    }

    fn columns(&self, change: &TableChange, rewritten: &[String], out: &mut Vec<String>) {
        let table = &change.new;
        // A column that leaves the primary key may hold NULL only then.
        let (late, early): (Vec<_>, Vec<_>) = change
            .altered
            .iter()
            .partition(|(was, column)| change.primary_key && was.not_null && !column.not_null);
        for (was, column) in early {
            self.alter_column(table, was, column, rewritten, out);
        }
        let plain = change
            .remade
            .iter()
            .filter(|(was, _)| was.generated.is_none());
        for (was, _) in plain {
            out.push(self.alter(
                &table.name,
                &format!("DROP COLUMN {}", self.name(&was.name)),
            ));
        }
        // A generated column may read one that is new.
        let remade = change.remade.iter().map(|(_, column)| column);
        let (made, plain): (Vec<&Column>, Vec<&Column>) = change
            .added
            .iter()
            .chain(remade)
            .partition(|column| column.generated.is_some());
        // A counted column of MySQL comes with its key.
        let key = change.primary_key && self.mysql();
        let plain = plain
            .iter()
            .filter(|column| !(key && column.counted.is_some()));
        out.extend(plain.map(|column| self.add(table, column)));
        if change.primary_key {
            self.primary_key(change, out);
        }
        for (was, column) in late {
            self.alter_column(table, was, column, rewritten, out);
        }
        out.extend(made.iter().map(|column| self.add(table, column)));
        let plain = change
            .dropped
            .iter()
            .filter(|column| column.generated.is_none());
        for column in plain {
            out.push(self.alter(
                &table.name,
                &format!("DROP COLUMN {}", self.name(&column.name)),
            ));
        }
    }

    fn add(&self, table: &Table, column: &Column) -> String {
        let definition = define::column(self.dialect, table, column);
        self.alter(&table.name, &format!("ADD COLUMN {definition}"))
    }

    /// MySQL defines the column anew, Postgres changes each of its properties by itself.
    fn alter_column(
        &self,
        table: &Table,
        was: &Column,
        column: &Column,
        rewritten: &[String],
        out: &mut Vec<String>,
    ) {
        if self.mysql() {
            let definition = define::column(self.dialect, table, column);
            out.push(self.alter(&table.name, &format!("MODIFY COLUMN {definition}")));
            return;
        }
        let name = self.name(&column.name);
        let alter = |what: &str| self.alter_part(table, column, what);
        let same_type =
            crate::snapshot::same_type(Family::Postgres, &was.type_name, &column.type_name)
                || column
                    .enum_type
                    .as_ref()
                    .is_some_and(|name| rewritten.contains(name));
        // A default has the old type, and may have no form in the new one.
        if was.default.is_some()
            && was.counted.is_none()
            && (column.default.is_none() || column.counted.is_some() || !same_type)
        {
            out.push(alter("DROP DEFAULT"));
        }
        if column.counted.is_none() {
            out.extend(self.stop_counting(table, was, column));
        }
        if !same_type {
            out.push(alter(&format!(
                "TYPE {} USING {}",
                column.type_name,
                converted(&name, was, column)
            )));
            if was.counted == Some(Counter::Serial) && column.counted == was.counted {
                // Its end doesn't follow the column's type.
                let end = format!(" AS {}", column.type_name);
                out.push(self.of_sequence(table, column, "ALTER SEQUENCE", &end));
            }
        }
        if was.not_null != column.not_null {
            out.push(alter(if column.not_null {
                "SET NOT NULL"
            } else {
                "DROP NOT NULL"
            }));
        }
        if let Some(default) = column.default.as_ref().filter(|_| column.counted.is_none())
            && (was.default.as_ref() != Some(default) || !same_type)
        {
            out.push(alter(&format!("SET DEFAULT {default}")));
        }
        self.count(table, was, column, out);
    }

    fn alter_part(&self, table: &Table, column: &Column, what: &str) -> String {
        let name = self.name(&column.name);
        self.alter(&table.name, &format!("ALTER COLUMN {name} {what}"))
    }

    fn primary_key(&self, change: &TableChange, out: &mut Vec<String>) {
        let table = &change.new.name;
        let drop = change.old.primary_key.as_ref().map(|key| {
            if self.mysql() {
                return "DROP PRIMARY KEY".to_owned();
            }
            // A key of one column has the name that the server made.
            let name = if key.columns.len() > 1 {
                key.name.clone()
            } else {
                format!("{}_pkey", change.old.name)
            };
            format!("DROP CONSTRAINT {}", self.name(&name))
        });
        let add = define::primary_key(self.dialect, &change.new).map(|key| format!("ADD {key}"));
        let counted = change
            .added
            .iter()
            .filter(|column| self.mysql() && column.counted.is_some());
        let counted = counted.map(|column| {
            format!(
                "ADD COLUMN {}",
                define::column(self.dialect, &change.new, column)
            )
        });
        let parts: Vec<String> = drop.into_iter().chain(counted).chain(add).collect();
        if !parts.is_empty() {
            out.push(self.alter(table, &parts.join(", ")));
        }
    }
}
