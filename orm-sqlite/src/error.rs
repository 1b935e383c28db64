use orm_core::{Constraint, ConstraintKind, Error};
use rusqlite::{ErrorCode, ffi};

/// SQLite's answer as an [`Error`]. SQLite's messages name tables, columns and constraints, and no
/// values.
#[cold]
pub(crate) fn database(error: rusqlite::Error) -> Error {
    let (code, message) = match error {
        rusqlite::Error::SqliteFailure(code, message) => {
            (code, message.unwrap_or_else(|| code.to_string()))
        }
        rusqlite::Error::SqlInputError { error, msg, .. } => (error, msg),
        // The rest is about calls that this crate doesn't make, and about SQL text.
        error => {
            return Error::Database {
                code: ffi::SQLITE_MISUSE.to_string(),
                message: error.to_string(),
            };
        }
    };
    match code.code {
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Error::Locked(message),
        ErrorCode::ReadOnly => Error::ReadOnly(message),
        ErrorCode::ConstraintViolation => match constraint(code.extended_code, &message) {
            Some(constraint) => constraint.into(),
            None => other(code.extended_code, message),
        },
        _ => other(code.extended_code, message),
    }
}

fn other(code: i32, message: String) -> Error {
    Error::Database {
        code: code.to_string(),
        message,
    }
}

pub(crate) fn constraint(code: i32, message: &str) -> Option<Constraint> {
    let detail = message
        .split_once(" constraint failed: ")
        .map_or("", |(_, detail)| detail);
    let of = |kind| Constraint {
        kind,
        name: None,
        table: None,
        columns: Vec::new(),
    };
    match code {
        ffi::SQLITE_CONSTRAINT_UNIQUE
        | ffi::SQLITE_CONSTRAINT_PRIMARYKEY
        | ffi::SQLITE_CONSTRAINT_ROWID => Some(match index(detail) {
            Some(name) => Constraint {
                name: Some(name.to_owned()),
                ..of(ConstraintKind::Unique)
            },
            None => columns(detail, of(ConstraintKind::Unique)),
        }),
        ffi::SQLITE_CONSTRAINT_NOTNULL => Some(columns(detail, of(ConstraintKind::NotNull))),
        ffi::SQLITE_CONSTRAINT_CHECK => Some(Constraint {
            name: (!detail.is_empty()).then(|| detail.to_owned()),
            ..of(ConstraintKind::Check)
        }),
        ffi::SQLITE_CONSTRAINT_FOREIGNKEY => Some(of(ConstraintKind::ForeignKey)),
        // ON DELETE RESTRICT is a trigger inside SQLite.
        ffi::SQLITE_CONSTRAINT_TRIGGER if message == "FOREIGN KEY constraint failed" => {
            Some(of(ConstraintKind::ForeignKey))
        }
        _ => None,
    }
}

/// `index 'name'`, which is what SQLite says of an index over expressions.
fn index(detail: &str) -> Option<&str> {
    detail.strip_prefix("index '")?.strip_suffix('\'')
}

/// `table.column, table.column`
fn columns(detail: &str, constraint: Constraint) -> Constraint {
    let Some((table, _)) = detail.split_once('.') else {
        return constraint;
    };
    let columns = detail
        .split(", ")
        .map(|part| {
            part.strip_prefix(table)
                .and_then(|part| part.strip_prefix('.'))
                .unwrap_or(part)
                .to_owned()
        })
        .collect();
    Constraint {
        table: Some(table.to_owned()),
        columns,
        ..constraint
    }
}
