#[cfg(feature = "embedded")]
use orm_core::Error;
use orm_core::{Constraint, ConstraintKind};
#[cfg(feature = "embedded")]
use rusqlite::ErrorCode;

/// SQLite's numbers for what went wrong.
pub(crate) mod code {
    macro_rules! codes {
        ($($(#[$cfg:meta])* $name:ident = $number:literal, $ffi:ident;)+) => {
            $($(#[$cfg])* pub(crate) const $name: i32 = $number;)+

            #[cfg(all(test, feature = "embedded"))]
            #[test]
            fn numbers_are_sqlites() {
                $(assert_eq!($name, rusqlite::ffi::$ffi);)+
            }
        };
    }
    codes! {
        #[cfg(feature = "embedded")]
        MISUSE = 21, SQLITE_MISUSE;
        RANGE = 25, SQLITE_RANGE;
        CONSTRAINT_CHECK = 275, SQLITE_CONSTRAINT_CHECK;
        CONSTRAINT_FOREIGNKEY = 787, SQLITE_CONSTRAINT_FOREIGNKEY;
        CONSTRAINT_NOTNULL = 1299, SQLITE_CONSTRAINT_NOTNULL;
        CONSTRAINT_PRIMARYKEY = 1555, SQLITE_CONSTRAINT_PRIMARYKEY;
        CONSTRAINT_TRIGGER = 1811, SQLITE_CONSTRAINT_TRIGGER;
        CONSTRAINT_UNIQUE = 2067, SQLITE_CONSTRAINT_UNIQUE;
        CONSTRAINT_ROWID = 2579, SQLITE_CONSTRAINT_ROWID;
    }
}

/// SQLite's answer as an [`Error`]. SQLite's messages name tables, columns and constraints, and no
/// values.
#[cfg(feature = "embedded")]
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
                code: code::MISUSE.to_string(),
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

#[cfg(feature = "embedded")]
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
        code::CONSTRAINT_UNIQUE | code::CONSTRAINT_PRIMARYKEY | code::CONSTRAINT_ROWID => {
            Some(match index(detail) {
                Some(name) => Constraint {
                    name: Some(name.to_owned()),
                    ..of(ConstraintKind::Unique)
                },
                None => columns(detail, of(ConstraintKind::Unique)),
            })
        }
        code::CONSTRAINT_NOTNULL => Some(columns(detail, of(ConstraintKind::NotNull))),
        code::CONSTRAINT_CHECK => Some(Constraint {
            name: (!detail.is_empty()).then(|| detail.to_owned()),
            ..of(ConstraintKind::Check)
        }),
        code::CONSTRAINT_FOREIGNKEY => Some(of(ConstraintKind::ForeignKey)),
        // ON DELETE RESTRICT is a trigger inside SQLite.
        code::CONSTRAINT_TRIGGER if message == "FOREIGN KEY constraint failed" => {
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
