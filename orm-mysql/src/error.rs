use std::time::Duration;

use orm_core::Error;
use orm_core::driver::ConnectError;
use sqlx::mysql::MySqlDatabaseError;

use crate::MySqlOptions;

mod constraint;
mod message;

pub(crate) use constraint::constraint;
pub(crate) use message::without_values;

fn answer(failure: &sqlx::Error) -> Option<&MySqlDatabaseError> {
    match failure {
        sqlx::Error::Database(error) => error.try_downcast_ref::<MySqlDatabaseError>(),
        _ => None,
    }
}

/// The server closes the connection along with these.
fn closes(number: u16) -> bool {
    matches!(
        number,
        1053 | 1152..=1161 | 1184 | 1927 | 2006 | 2013 | 2055 | 3169 | 4031
    )
}

/// Whether the server answered, so that the connection may be used further.
pub(crate) fn answered(failure: &sqlx::Error) -> bool {
    answer(failure).is_some_and(|error| !closes(error.number()))
}

/// Whether the server has rolled back the whole transaction: after a deadlock, a conflict between
/// nodes of a cluster, and when its table of locks is full.
pub(crate) fn rolls_back(failure: &sqlx::Error) -> bool {
    answer(failure).is_some_and(|error| {
        matches!(error.number(), 1020 | 1206 | 1213)
            || error.code().is_some_and(|state| state.starts_with("40"))
    })
}

/// Whether the statement has waited too long for a lock.
pub(crate) fn lock_wait(failure: &sqlx::Error) -> bool {
    answer(failure).is_some_and(|error| error.number() == 1205)
}

/// What went wrong with a statement, without any value of it.
#[cold]
pub(crate) fn database(failure: sqlx::Error) -> Error {
    let Some(error) = answer(&failure) else {
        return match failure {
            sqlx::Error::PoolClosed => Error::PoolClosed,
            sqlx::Error::Io(error) => Error::ConnectionLost(error.to_string()),
            // sqlx's own words may hold what the server sent.
            _ => Error::ConnectionLost("the server's answer can't be read".to_owned()),
        };
    };
    let number = error.number();
    let message = without_values(number, error.message());
    if closes(number) {
        return Error::ConnectionLost(message);
    }
    if let Some(constraint) = constraint(number, error.code(), error.message()) {
        return constraint.into();
    }
    match number {
        1213 => Error::Deadlock(message),
        1020 => Error::Serialization(message),
        1205 | 1206 | 3572 => Error::Locked(message),
        1290 | 1792 | 1836 => Error::ReadOnly(message),
        1040 | 1203 | 1226 => Error::TooManyConnections(message),
        1969 | 3024 => Error::Timeout(message),
        _ if error.code() == Some("40001") => Error::Serialization(message),
        _ => Error::Database {
            code: number.to_string(),
            message,
        },
    }
}

/// What went wrong while a connection was opened.
#[cold]
pub(crate) fn connect(failure: sqlx::Error, options: &MySqlOptions) -> Error {
    let server = options.server();
    let refused = |reason: String| ConnectError::Refused {
        server: server.clone(),
        reason,
    };
    if let Some(error) = answer(&failure) {
        let message = error.message().to_owned();
        return match error.number() {
            1040 | 1203 | 1226 => Error::TooManyConnections(message),
            1044 | 1045 | 1049 | 1227 | 1251 | 1524 | 1698 | 1820 | 1862 | 3118 | 3159 => {
                ConnectError::Login {
                    user: options.user.clone(),
                    reason: message,
                }
                .into()
            }
            _ => refused(message).into(),
        };
    }
    match failure {
        sqlx::Error::Tls(error) => ConnectError::Tls {
            reason: error.to_string(),
        },
        // The handshake's own failures come as input that makes no sense.
        sqlx::Error::Io(error) if error.kind() == std::io::ErrorKind::InvalidData => {
            ConnectError::Tls {
                reason: error.to_string(),
            }
        }
        sqlx::Error::Io(error) => refused(error.to_string()),
        sqlx::Error::Configuration(error) => refused(error.to_string()),
        sqlx::Error::Protocol(reason) => refused(reason),
        _ => refused("its answer can't be read".to_owned()),
    }
    .into()
}

/// Why an application's own pool gave no connection.
#[cold]
pub(crate) fn lent(failure: sqlx::Error, limit: Duration) -> Error {
    match failure {
        sqlx::Error::PoolTimedOut => Error::PoolTimeout(limit),
        failure => database(failure),
    }
}
