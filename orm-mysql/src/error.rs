use std::time::Duration;

use orm_core::Error;
use orm_core::driver::ConnectError;
use sqlx::mysql::MySqlDatabaseError;

use crate::MySqlOptions;

mod constraint;
mod message;

pub(crate) use constraint::constraint;
pub(crate) use message::without_values;

/// What a driver says of a statement that failed.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The server answered.
    Answer(Answer),
    /// Nobody knows whether it did, or will.
    Lost(Error),
}

/// A server's answer to a statement that it refuses.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) number: u16,
    pub(crate) state: Option<String>,
    pub(crate) message: String,
}

impl From<sqlx::Error> for Failure {
    #[cold]
    fn from(failure: sqlx::Error) -> Self {
        if let sqlx::Error::Database(error) = &failure
            && let Some(error) = error.try_downcast_ref::<MySqlDatabaseError>()
        {
            return Self::Answer(Answer {
                number: error.number(),
                state: error.code().map(str::to_owned),
                message: error.message().to_owned(),
            });
        }
        Self::Lost(match failure {
            sqlx::Error::PoolClosed => Error::PoolClosed,
            sqlx::Error::Io(error) => Error::ConnectionLost(error.to_string()),
            // sqlx's own words may hold what the server sent.
            _ => Error::ConnectionLost("the server's answer can't be read".to_owned()),
        })
    }
}

impl Failure {
    /// Whether the server answered, so that the connection may be used further.
    pub(crate) fn answered(&self) -> bool {
        matches!(self, Self::Answer(answer) if !closes(answer.number))
    }

    /// Whether the server has rolled back the whole transaction: after a deadlock, a conflict
    /// between nodes of a cluster, and when its table of locks is full.
    pub(crate) fn rolls_back(&self) -> bool {
        matches!(self, Self::Answer(answer) if matches!(answer.number, 1020 | 1206 | 1213)
            || answer.state.as_ref().is_some_and(|state| state.starts_with("40")))
    }

    /// Whether the statement has waited too long for a lock.
    pub(crate) fn lock_wait(&self) -> bool {
        matches!(self, Self::Answer(answer) if answer.number == 1205)
    }
}

/// The server closes the connection along with these.
fn closes(number: u16) -> bool {
    matches!(
        number,
        1053 | 1152..=1161 | 1184 | 1927 | 2006 | 2013 | 2055 | 3169 | 4031
    )
}

/// What went wrong with a statement, without any value of it.
#[cold]
pub(crate) fn database(failure: impl Into<Failure>) -> Error {
    let answer = match failure.into() {
        Failure::Answer(answer) => answer,
        Failure::Lost(error) => return error,
    };
    let (number, state) = (answer.number, answer.state.as_deref());
    let message = without_values(number, &answer.message);
    if closes(number) {
        return Error::ConnectionLost(message);
    }
    if let Some(constraint) = constraint(number, state, &answer.message) {
        return constraint.into();
    }
    match number {
        1213 => Error::Deadlock(message),
        1020 => Error::Serialization(message),
        1205 | 1206 | 3572 => Error::Locked(message),
        1290 | 1792 | 1836 => Error::ReadOnly(message),
        1040 | 1203 | 1226 => Error::TooManyConnections(message),
        1969 | 3024 => Error::Timeout(message),
        _ if state == Some("40001") => Error::Serialization(message),
        _ => Error::Database {
            code: number.to_string(),
            message,
        },
    }
}

/// What a server says to a connection that it refuses.
#[cold]
pub(crate) fn refusal(answer: Answer, options: &MySqlOptions) -> Error {
    let reason = answer.message;
    match answer.number {
        1040 | 1203 | 1226 => Error::TooManyConnections(reason),
        1044 | 1045 | 1049 | 1227 | 1251 | 1524 | 1698 | 1820 | 1862 | 3118 | 3159 => {
            ConnectError::Login {
                user: options.user.clone(),
                reason,
            }
            .into()
        }
        _ => ConnectError::Refused {
            server: options.server(),
            reason,
        }
        .into(),
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
    let failure = match failure {
        sqlx::Error::Database(_) => match Failure::from(failure) {
            Failure::Answer(answer) => return refusal(answer, options),
            Failure::Lost(error) => return error,
        },
        other => other,
    };
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
