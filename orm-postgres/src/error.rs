use orm_core::driver::ConnectError;
use orm_core::{Constraint, ConstraintKind, Error};
use sqlx::postgres::{PgDatabaseError, PgSeverity};

/// The server's answer as an [`Error`]. Of its details only the names of columns are taken: the
/// rest holds values.
#[cold]
pub(crate) fn database(error: sqlx::Error) -> Error {
    match &error {
        sqlx::Error::Database(answer) => match answer.try_downcast_ref::<PgDatabaseError>() {
            Some(answer) => of_server(answer),
            None => other("", answer.message()),
        },
        sqlx::Error::PoolClosed => Error::PoolClosed,
        sqlx::Error::TypeNotFound { .. } | sqlx::Error::Encode(_) => other("", &error.to_string()),
        // What remains is a socket that broke, or a server that doesn't keep to the protocol.
        _ => Error::ConnectionLost(error.to_string()),
    }
}

fn other(code: &str, message: &str) -> Error {
    Error::Database {
        code: code.to_owned(),
        message: message.to_owned(),
    }
}

fn of_server(answer: &PgDatabaseError) -> Error {
    let message = || answer.message().to_owned();
    match answer.code() {
        "23505" => constraint(answer, ConstraintKind::Unique),
        "23503" | "23001" => constraint(answer, ConstraintKind::ForeignKey),
        "23502" => constraint(answer, ConstraintKind::NotNull),
        "23514" => constraint(answer, ConstraintKind::Check),
        "22001" => constraint(answer, ConstraintKind::Size),
        // Numbers that are calculated have this code too.
        "22003"
            if answer
                .routine()
                .is_some_and(|name| name.starts_with("apply_typmod")) =>
        {
            constraint(answer, ConstraintKind::Size)
        }
        "25P02" => Error::TransactionAborted,
        "40001" => Error::Serialization(message()),
        "40P01" => Error::Deadlock(message()),
        "57014" => Error::Timeout(message()),
        "55P03" => Error::Locked(message()),
        "25006" => Error::ReadOnly(message()),
        "53300" => Error::TooManyConnections(message()),
        "57P01" | "57P02" | "57P03" | "57P05" | "25P03" | "25P04" | "08000" | "08001" | "08003"
        | "08004" | "08006" => Error::ConnectionLost(message()),
        code => other(code, answer.message()),
    }
}

fn constraint(answer: &PgDatabaseError, kind: ConstraintKind) -> Error {
    let columns = match (answer.column(), answer.detail()) {
        (Some(column), _) => vec![column.to_owned()],
        // The key is that of the table referred to, which is not the constraint's own.
        _ if answer.message().starts_with("update or delete") => Vec::new(),
        (None, Some(detail)) if !matches!(kind, ConstraintKind::Check | ConstraintKind::Size) => {
            key(detail)
        }
        _ => Vec::new(),
    };
    Constraint {
        kind,
        name: answer.constraint().map(str::to_owned),
        table: answer.table().map(str::to_owned),
        columns,
    }
    .into()
}

/// The columns of `Key (a, "B")=(..) already exists.`, in whatever language the words are.
fn key(detail: &str) -> Vec<String> {
    let names = detail
        .split_once(")=(")
        .and_then(|(before, _)| before.split_once('('))
        .map_or("", |(_, names)| names);
    let (mut columns, mut name) = (Vec::new(), String::new());
    let (mut quoted, mut depth) = (false, 0_usize);
    for character in names.chars() {
        match character {
            '"' => quoted = !quoted,
            ',' if !quoted && depth == 0 => {
                columns.push(std::mem::take(&mut name));
                continue;
            }
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
        name.push(character);
    }
    columns.push(name);
    columns
        .iter()
        .map(|name| plain(name.trim()))
        .filter(|name| !name.is_empty())
        .collect()
}

/// A name without its quotes.
fn plain(name: &str) -> String {
    match name
        .strip_prefix('"')
        .and_then(|name| name.strip_suffix('"'))
    {
        Some(inner) => inner.replace("\"\"", "\""),
        None => name.to_owned(),
    }
}

/// Why no connection came about.
#[cold]
pub(crate) fn connect(error: sqlx::Error, server: &str, user: &str) -> Error {
    let refused = |reason: String| ConnectError::Refused {
        server: server.to_owned(),
        reason,
    };
    let error = match &error {
        sqlx::Error::Database(answer) => match answer.code().as_deref() {
            // Wrong password, no such role, not allowed, no such database.
            Some("28P01" | "28000" | "42501" | "3D000") => ConnectError::Login {
                user: user.to_owned(),
                reason: answer.message().to_owned(),
            },
            Some("53300") => return Error::TooManyConnections(answer.message().to_owned()),
            _ => refused(answer.message().to_owned()),
        },
        sqlx::Error::Tls(reason) => ConnectError::Tls {
            reason: reason.to_string(),
        },
        // The handshake's own failures come as input that makes no sense.
        sqlx::Error::Io(reason) if reason.kind() == std::io::ErrorKind::InvalidData => {
            ConnectError::Tls {
                reason: reason.to_string(),
            }
        }
        sqlx::Error::Io(reason) => refused(reason.to_string()),
        other => refused(other.to_string()),
    };
    error.into()
}

/// Whether nothing more can be said over the connection.
pub(crate) fn is_fatal(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Database(answer) => {
            answer
                .try_downcast_ref::<PgDatabaseError>()
                .is_some_and(|answer| {
                    matches!(answer.severity(), PgSeverity::Fatal | PgSeverity::Panic)
                })
        }
        sqlx::Error::TypeNotFound { .. } | sqlx::Error::Encode(_) => false,
        _ => true,
    }
}

/// Whether a prepared statement no longer fits its tables.
pub(crate) fn is_stale(error: &sqlx::Error) -> bool {
    let sqlx::Error::Database(answer) = error else {
        return false;
    };
    match answer.code().as_deref() {
        // There is no code of its own for "cached plan must not change result type".
        Some("0A000") => answer
            .try_downcast_ref::<PgDatabaseError>()
            .is_some_and(|answer| answer.routine() == Some("RevalidateCachedQuery")),
        // The statement is gone: DEALLOCATE or DISCARD.
        Some("26000") => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn names_of_a_key_without_its_values() {
        assert_eq!(key("Key (a)=(1) already exists."), ["a"]);
        assert_eq!(
            key("Key (tenant_id, \"e, (\"\"Mail\")=(7, secret) already exists."),
            ["tenant_id", "e, (\"Mail"]
        );
        assert_eq!(
            key("Key (lower(email), b)=(x, (y)=(z)) already exists."),
            ["lower(email)", "b"]
        );
        assert!(key("Failing row contains (1, secret).").is_empty());
        assert!(key("").is_empty());
    }
}
