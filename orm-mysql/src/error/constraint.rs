//! Which constraint refused a row, from the server's message: it has no fields for that.

use orm_core::{Constraint, ConstraintKind};

pub(crate) fn constraint(number: u16, state: Option<&str>, message: &str) -> Option<Constraint> {
    let of = |kind| Constraint {
        kind,
        name: None,
        table: None,
        columns: Vec::new(),
    };
    Some(match number {
        1022 | 1062 | 1169 | 1586 => unique(message, of(ConstraintKind::Unique)),
        1216 | 1217 | 1451 | 1452 => foreign_key(message, of(ConstraintKind::ForeignKey)),
        1048 | 1263 | 1364 => not_null(message, of(ConstraintKind::NotNull)),
        1264 | 1406 => size(message, of(ConstraintKind::Size)),
        3819 => check(message, of(ConstraintKind::Check)),
        // The number is another error's on MySQL.
        4025 if state == Some("23000") => check_of_maria(message, of(ConstraintKind::Check)),
        _ => return None,
    })
}

/// `Duplicate entry '..' for key 'table.key'`, or only `'key'` on MariaDB. The value comes first and
/// may hold anything: the key is what stands last.
fn unique(message: &str, constraint: Constraint) -> Constraint {
    let Some((_, key)) = message.rsplit_once(" for key ") else {
        return constraint;
    };
    let key = key.trim_matches(['\'', '`', '"']);
    match key.split_once('.') {
        Some((table, key)) => Constraint {
            table: Some(table.to_owned()),
            name: Some(key.to_owned()),
            ..constraint
        },
        None => Constraint {
            name: Some(key.to_owned()),
            ..constraint
        },
    }
}

/// ``.. fails (`db`.`table`, CONSTRAINT `name` FOREIGN KEY (`a`, `b`) REFERENCES `other` (`a`, `b`) ..)``
fn foreign_key(message: &str, constraint: Constraint) -> Constraint {
    let Some((_, detail)) = message.split_once(" fails (") else {
        return constraint;
    };
    let mut rest = detail;
    let mut table = None;
    while let Some((name, after)) = identifier(rest) {
        table = Some(name);
        match after.strip_prefix('.') {
            Some(after) => rest = after,
            None => {
                rest = after;
                break;
            }
        }
    }
    let named = rest
        .split_once("CONSTRAINT ")
        .and_then(|(_, rest)| identifier(rest));
    let (name, rest) = named.map_or((None, rest), |(name, rest)| (Some(name), rest));
    let mut columns = Vec::new();
    if let Some((_, list)) = rest.split_once("FOREIGN KEY (") {
        let mut list = list;
        while let Some((column, after)) = identifier(list) {
            columns.push(column);
            list = after.trim_start_matches([',', ' ']);
            if after.starts_with(')') {
                break;
            }
        }
    }
    Constraint {
        name,
        table,
        columns,
        ..constraint
    }
}

/// `Column 'name' cannot be null`, `Field 'name' doesn't have a default value`
fn not_null(message: &str, constraint: Constraint) -> Constraint {
    let column = message
        .split_once('\'')
        .and_then(|(_, rest)| rest.split_once('\''));
    Constraint {
        columns: column
            .map(|(column, _)| column.to_owned())
            .into_iter()
            .collect(),
        ..constraint
    }
}

/// `Data too long for column 'name' at row 1`
fn size(message: &str, constraint: Constraint) -> Constraint {
    let column = message
        .rsplit_once(" for column ")
        .and_then(|(_, rest)| rest.rsplit_once(" at row "))
        .map(|(name, _)| name.trim_matches(['\'', '`', '"']));
    Constraint {
        columns: column.map(str::to_owned).into_iter().collect(),
        ..constraint
    }
}

/// `Check constraint 'name' is violated.`
fn check(message: &str, constraint: Constraint) -> Constraint {
    let name = message
        .split_once('\'')
        .and_then(|(_, rest)| rest.rsplit_once('\''));
    Constraint {
        name: name.map(|(name, _)| name.to_owned()),
        ..constraint
    }
}

/// ``CONSTRAINT `name` failed for `db`.`table` ``
fn check_of_maria(message: &str, constraint: Constraint) -> Constraint {
    let Some((name, rest)) = message.strip_prefix("CONSTRAINT ").and_then(identifier) else {
        return constraint;
    };
    let mut rest = rest.trim_start_matches(" failed for ");
    let mut table = None;
    while let Some((name, after)) = identifier(rest) {
        table = Some(name);
        rest = after.trim_start_matches('.');
    }
    Constraint {
        name: Some(name),
        table,
        ..constraint
    }
}

/// A name in backticks, which are doubled inside it, and what follows.
fn identifier(text: &str) -> Option<(String, &str)> {
    let mut rest = text.strip_prefix('`')?;
    let mut name = String::new();
    loop {
        let (part, after) = rest.split_once('`')?;
        name.push_str(part);
        match after.strip_prefix('`') {
            Some(after) => {
                name.push('`');
                rest = after;
            }
            None => return Some((name, after)),
        }
    }
}
