//! What goes wrong, and the HTTP status that says so.

use axum::Json as Body;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use orm::driver::ConstraintKind;
use serde_json::json;

/// Why a request fails.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// No token, or none that we signed and that is still valid.
    #[error("the token is missing or not valid: {0}")]
    Token(&'static str),
    /// The caller's role only reads.
    #[error("an auditor reads and does not write")]
    ReadOnly,
    /// The request asks for what the rows don't allow.
    #[error("{0}")]
    Conflict(String),
    /// The request makes no sense.
    #[error("{0}")]
    Invalid(String),
    /// The database's answer, or that of the scope.
    #[error(transparent)]
    Database(#[from] orm::Error),
}

impl Failure {
    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Token(_) => StatusCode::UNAUTHORIZED,
            Self::ReadOnly => StatusCode::FORBIDDEN,
            Self::Conflict(_) => StatusCode::CONFLICT,
            Self::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Database(error) => of_database(error),
        }
    }
}

fn of_database(error: &orm::Error) -> StatusCode {
    use orm::Error;
    match error {
        Error::NoTenantInClaims | Error::ScopeExpired { .. } => StatusCode::UNAUTHORIZED,
        Error::Forbidden { .. } => StatusCode::FORBIDDEN,
        // A row of another organisation is no row: the answer is the same.
        Error::NotFound { .. } => StatusCode::NOT_FOUND,
        Error::StaleVersion { .. } => StatusCode::CONFLICT,
        Error::Constraint(constraint) => match constraint.kind {
            ConstraintKind::Unique => StatusCode::CONFLICT,
            _ => StatusCode::UNPROCESSABLE_ENTITY,
        },
        // A value that its column doesn't keep, such as an amount with three digits.
        Error::Build(_) => StatusCode::UNPROCESSABLE_ENTITY,
        error if error.is_retryable() => StatusCode::SERVICE_UNAVAILABLE,
        Error::PoolTimeout(_)
        | Error::PoolClosed
        | Error::TooManyConnections(_)
        | Error::ConnectionLost(_)
        | Error::Connect(_)
        | Error::Timeout(_) => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let status = self.status();
        let message = if status.is_server_error() {
            tracing::error!(error = %self, "request failed");
            "try again later".to_owned()
        } else {
            self.to_string()
        };
        (status, Body(json!({ "error": message }))).into_response()
    }
}
