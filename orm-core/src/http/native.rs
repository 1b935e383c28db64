use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use reqwest::redirect::Policy;

use super::{Answer, Request, Response, Transport, TransportError};
use crate::Error;
use crate::driver::ConnectError;

/// How long a connection may take to open.
const CONNECT: Duration = Duration::from_secs(10);

struct Native(reqwest::Client);

pub(super) fn transport() -> Result<Arc<dyn Transport>, Error> {
    let client = reqwest::Client::builder()
        .user_agent(concat!("orm/", env!("CARGO_PKG_VERSION")))
        .connect_timeout(CONNECT)
        // A password goes to no other place than the one that was named.
        .redirect(Policy::none())
        .build();
    match client {
        Ok(client) => Ok(Arc::new(Native(client))),
        Err(error) => Err(ConnectError::Tls {
            reason: error.to_string(),
        }
        .into()),
    }
}

impl Transport for Native {
    fn post(&self, request: Request) -> Answer<'_> {
        Box::pin(async move {
            let limit = request.timeout;
            let authorization = HeaderValue::try_from(request.authorization);
            let mut authorization = authorization
                .map_err(|_| TransportError::NotSent("the login can't be a header".to_owned()))?;
            authorization.set_sensitive(true);
            let sent = self
                .0
                .post(request.url)
                .timeout(limit)
                .header(CONTENT_TYPE, "application/json")
                .header(AUTHORIZATION, authorization)
                .body(request.body)
                .send()
                .await;
            let response = sent.map_err(|error| failure(error, limit))?;
            let status = response.status().as_u16();
            let body = response.bytes().await;
            let body = body.map_err(|error| failure(error, limit))?.to_vec();
            Ok(Response { status, body })
        })
    }
}

/// Without the URL, which may name an account.
fn failure(error: reqwest::Error, limit: Duration) -> TransportError {
    let nothing_sent = error.is_connect() || error.is_builder();
    let timed_out = error.is_timeout();
    let error = error.without_url();
    let mut reason = error.to_string();
    let mut source = std::error::Error::source(&error);
    while let Some(cause) = source {
        reason = cause.to_string();
        source = cause.source();
    }
    match (nothing_sent, timed_out) {
        (true, _) => TransportError::NotSent(reason),
        (false, true) => TransportError::TimedOut(limit),
        (false, false) => TransportError::NoAnswer(reason),
    }
}

/// Runs a future to its end beside the program's own, where a runtime is there to do so.
pub fn spawn(run: impl Future<Output = ()> + Send + 'static) {
    if let Ok(runtime) = tokio::runtime::Handle::try_current() {
        runtime.spawn(run);
    }
}
