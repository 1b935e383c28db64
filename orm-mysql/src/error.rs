use orm_core::Error;
use orm_core::driver::ConnectError;

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
