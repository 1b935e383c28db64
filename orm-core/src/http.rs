//! Requests over HTTP, for databases that are reached that way: one [`Transport`], made of reqwest
//! with rustls in native programs and of the platform's `fetch` on wasm32.

use std::future::Future;
use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use thiserror::Error as ThisError;

use crate::Error;
use crate::driver::ConnectError;

#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
#[path = "http/fetch.rs"]
mod platform;
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
#[path = "http/native.rs"]
mod platform;

pub use platform::spawn;

/// A POST of JSON. It has no `Debug`: its headers name a password or token.
#[derive(Clone)]
pub struct Request {
    /// Where it goes.
    pub url: String,
    /// The value of the `Authorization` header.
    pub authorization: String,
    /// The body, in JSON.
    pub body: String,
    /// How long the answer may take, from the start to its last byte.
    pub timeout: Duration,
}

/// An answer, of whatever status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// The status: 200, 401.
    pub status: u16,
    /// The body, decompressed.
    pub body: Vec<u8>,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq, ThisError)]
#[non_exhaustive]
pub enum TransportError {
    /// Nothing was sent: the request may be repeated.
    #[error("nothing was sent: {0}")]
    NotSent(String),
    /// Nothing was sent either: there is no connection that can be trusted.
    #[error("{0}")]
    Tls(String),
    /// Something was sent: whether it took effect is not known.
    #[error("{0}")]
    NoAnswer(String),
    /// The same, and it took too long.
    #[error("no answer within {} ms", .0.as_millis())]
    TimedOut(Duration),
}

impl From<TransportError> for Error {
    fn from(error: TransportError) -> Self {
        match error {
            TransportError::TimedOut(_) => Self::Timeout(error.to_string()),
            TransportError::Tls(reason) => ConnectError::Tls { reason }.into(),
            _ => Self::ConnectionLost(error.to_string()),
        }
    }
}

/// An answer on its way.
pub type Answer<'t> = Pin<Box<dyn Future<Output = Result<Response, TransportError>> + Send + 't>>;

/// Sends requests, and keeps connections open between them.
pub trait Transport: Send + Sync + 'static {
    /// Sends a request once; gives the answer, whatever its status.
    fn post(&self, request: Request) -> Answer<'_>;
}

/// The platform's transport, with connections of its own. `authorities`: a file of certificates, in
/// PEM, that are trusted beside those that every program trusts.
///
/// # Errors
/// [`Error::Connect`] when the file has no certificates that can be read, or the platform's TLS
/// can't be set up; on wasm32, where the platform alone says whom it trusts, when there is a file.
pub fn transport(authorities: Option<&Path>) -> Result<Arc<dyn Transport>, Error> {
    platform::transport(authorities)
}

/// Sends a request, and again as long as nothing was sent: at most three times, with pauses of a
/// tenth and of two tenths of a second.
///
/// # Errors
/// Those of the last attempt.
pub async fn post(transport: &dyn Transport, request: Request) -> Result<Response, TransportError> {
    for pause in [100, 200] {
        match transport.post(request.clone()).await {
            Err(TransportError::NotSent(_)) => {
                futures_timer::Delay::new(Duration::from_millis(pause)).await;
            }
            answer => return answer,
        }
    }
    transport.post(request).await
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    struct Failing {
        calls: AtomicUsize,
        with: TransportError,
    }

    impl Transport for Failing {
        fn post(&self, _: Request) -> Answer<'_> {
            self.calls.fetch_add(1, Ordering::Relaxed);
            Box::pin(async { Err(self.with.clone()) })
        }
    }

    #[tokio::test]
    async fn only_what_was_not_sent_is_sent_again() {
        for (with, calls) in [
            (TransportError::NotSent("refused".to_owned()), 3),
            (TransportError::Tls("not trusted".to_owned()), 1),
            (TransportError::NoAnswer("reset".to_owned()), 1),
            (TransportError::TimedOut(Duration::from_millis(1)), 1),
        ] {
            let failing = Failing {
                calls: AtomicUsize::new(0),
                with: with.clone(),
            };
            let request = Request {
                url: "http://127.0.0.1".to_owned(),
                authorization: String::new(),
                body: String::new(),
                timeout: Duration::from_millis(1),
            };
            assert_eq!(post(&failing, request).await, Err(with));
            assert_eq!(failing.calls.load(Ordering::Relaxed), calls);
        }
    }
}
