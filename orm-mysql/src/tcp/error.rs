use std::time::Duration;

use orm_core::Error;
use orm_core::driver::ConnectError;
use sqlx::mysql::MySqlDatabaseError;

use crate::MySqlOptions;
use crate::error::{Answer, Failure, database, refusal};

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
