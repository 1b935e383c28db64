use std::future::Future;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use reqwest::Certificate;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use reqwest::redirect::Policy;

use super::{Answer, Request, Response, Transport, TransportError};
use crate::Error;
use crate::driver::ConnectError;

/// How long a connection may take to open.
const CONNECT: Duration = Duration::from_secs(10);

/// How long a connection is silent until it is asked for a sign of life, and how long that may take.
const PING: Duration = Duration::from_secs(10);

struct Native(reqwest::Client);

pub(super) fn transport(authorities: Option<&Path>) -> Result<Arc<dyn Transport>, Error> {
    let mut client = reqwest::Client::builder()
        .user_agent(concat!("orm/", env!("CARGO_PKG_VERSION")))
        .connect_timeout(CONNECT)
        // A connection of HTTP/2 is everybody's: one that is dead is noticed while somebody waits.
        .http2_keep_alive_interval(PING)
        .http2_keep_alive_timeout(PING)
        // A password goes to no other place than the one that was named.
        .redirect(Policy::none());
    if let Some(file) = authorities {
        for certificate in certificates(file)? {
            client = client.add_root_certificate(certificate);
        }
    }
    match client.build() {
        Ok(client) => Ok(Arc::new(Native(client))),
        Err(error) => Err(tls(match authorities {
            Some(file) => format!("{}: {}", file.display(), innermost(&error)),
            None => innermost(&error),
        })),
    }
}

/// The certificates of a file: at least one, or a connection would be trusted less than was meant.
fn certificates(file: &Path) -> Result<Vec<Certificate>, Error> {
    let failed = |reason: &str| tls(format!("{}: {reason}", file.display()));
    let pem = std::fs::read(file).map_err(|error| failed(&error.to_string()))?;
    let certificates =
        Certificate::from_pem_bundle(&pem).map_err(|error| failed(&innermost(&error)))?;
    if certificates.is_empty() {
        return Err(failed("it has no certificate in PEM"));
    }
    Ok(certificates)
}

fn tls(reason: String) -> Error {
    ConnectError::Tls { reason }.into()
}

impl Transport for Native {
    fn post(&self, request: Request) -> Answer<'_> {
        Box::pin(async move {
            let (limit, started) = (request.timeout, Instant::now());
            let failure = |error: reqwest::Error| {
                // A sign of life that did not come is a timeout too, for reqwest.
                match error.is_timeout() && started.elapsed() >= limit {
                    true if !error.is_connect() => TransportError::TimedOut(limit),
                    _ => failure(&error),
                }
            };
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
            let response = sent.map_err(failure)?;
            let status = response.status().as_u16();
            let body = response.bytes().await;
            let body = body.map_err(failure)?.to_vec();
            Ok(Response { status, body })
        })
    }
}

/// Without the URL, which may name an account.
fn failure(error: &reqwest::Error) -> TransportError {
    let reason = innermost(error);
    if !error.is_connect() && !error.is_builder() {
        return TransportError::NoAnswer(reason);
    }
    match untrusted(error) {
        Some(reason) => TransportError::Tls(reason),
        None => TransportError::NotSent(reason),
    }
}

fn innermost(error: &reqwest::Error) -> String {
    let last = causes(error).last();
    // The error itself names the URL in its text.
    last.map_or_else(|| "the request failed".to_owned(), ToString::to_string)
}

/// What is wrong with the encryption of a connection that could not be opened.
fn untrusted(error: &reqwest::Error) -> Option<String> {
    let tls = causes(error).find_map(of_tls)?;
    Some(match tls {
        rustls::Error::InvalidCertificate(rustls::CertificateError::UnknownIssuer) => {
            "the server's certificate is not trusted: its issuer is unknown; name a file with the \
             issuer's certificate by `ssl-ca`"
                .to_owned()
        }
        rustls::Error::InvalidCertificate(reason) => {
            format!("the server's certificate is not trusted: {reason}")
        }
        other => other.to_string(),
    })
}

/// A failure of TLS, however deep it is in those of input and output.
fn of_tls<'e>(cause: &'e (dyn std::error::Error + 'static)) -> Option<&'e rustls::Error> {
    match cause.downcast_ref::<io::Error>() {
        Some(error) => of_tls(error.get_ref()?),
        None => cause.downcast_ref(),
    }
}

/// What an error came from, without itself.
fn causes(error: &reqwest::Error) -> impl Iterator<Item = &(dyn std::error::Error + 'static)> {
    std::iter::successors(std::error::Error::source(error), |error| error.source())
}

/// Runs a future to its end beside the program's own, where a runtime is there to do so.
pub fn spawn(run: impl Future<Output = ()> + Send + 'static) {
    if let Ok(runtime) = tokio::runtime::Handle::try_current() {
        runtime.spawn(run);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(file: &Path) -> String {
        match transport(Some(file)).err() {
            Some(Error::Connect(ConnectError::Tls { reason })) => reason,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn authorities_that_cannot_be_read_are_refused() {
        let name = format!("orm-authorities-{}.pem", std::process::id());
        let file = std::env::temp_dir().join(name);
        assert!(refused(&file).contains("orm-authorities-"), "it is missing");
        for (text, reason) in [
            ("", "no certificate in PEM"),
            ("no certificates", "no certificate in PEM"),
            (
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
                "no certificate in PEM",
            ),
            (
                "-----BEGIN CERTIFICATE-----\n%%%\n-----END CERTIFICATE-----\n",
                "",
            ),
            ("-----BEGIN CERTIFICATE-----\nAAAA\n", ""),
            (
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
                "",
            ),
        ] {
            std::fs::write(&file, text).unwrap();
            let refused = refused(&file);
            std::fs::remove_file(&file).unwrap();
            assert!(refused.contains(reason), "{text}: {refused}");
            assert!(refused.contains("orm-authorities-"), "{refused}");
        }
    }
}
