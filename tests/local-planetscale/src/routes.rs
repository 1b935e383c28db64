use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{ACCEPT_ENCODING, AUTHORIZATION, CONTENT_ENCODING, CONTENT_TYPE};
use hyper::{Method, Request, Response, StatusCode};
use serde::Serialize;
use serde_json::{Value, json};

use crate::error;
use crate::fault::Fault;
use crate::listen::Over;
use crate::message::{ErrorBody, ExecuteRequest, ExecuteResponse};
use crate::run::{Effect, Ran, run};
use crate::server::Shared;
use crate::session::Session;

/// An error resets the request over HTTP/2, and closes the connection over HTTP/1.1.
type Answered = Result<Response<Full<Bytes>>, h2::Error>;

pub(crate) async fn answer(
    shared: Arc<Shared>,
    over: Arc<Over>,
    request: Request<Incoming>,
) -> Answered {
    let (head, body) = request.into_parts();
    let Ok(body) = body.collect().await else {
        return over.close().await;
    };
    let body = body.to_bytes();
    let text = |name| head.headers.get(name).and_then(|value| value.to_str().ok());
    let zipped = text(ACCEPT_ENCODING).is_some_and(|accepted| accepted.contains("gzip"));
    if head.method != Method::POST {
        return Ok(plain(StatusCode::METHOD_NOT_ALLOWED, "POST only"));
    }
    if head.uri.path() == "/faults" {
        return Ok(match serde_json::from_slice::<Vec<Fault>>(&body) {
            Ok(faults) => {
                shared.faults.add(faults);
                json(StatusCode::OK, b"{}".to_vec(), zipped)
            }
            Err(error) => plain(StatusCode::BAD_REQUEST, &error.to_string()),
        });
    }
    if head.uri.path() == "/sessions" {
        let open = json!({ "open": shared.sessions.count() });
        return Ok(json(StatusCode::OK, written(&open), zipped));
    }
    shared.requests.fetch_add(1, Ordering::Relaxed);
    over.count(head.version);
    if text(AUTHORIZATION) != Some(&shared.authorization) {
        let body = error::of("UNAUTHENTICATED", "invalid authentication");
        return Ok(json(
            StatusCode::UNAUTHORIZED,
            written(&json!({ "error": body })),
            zipped,
        ));
    }
    let fault = shared.faults.next();
    match fault {
        Some(Fault::Status(status)) => {
            let status = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_GATEWAY);
            return Ok(plain(status, "<html>no database here</html>"));
        }
        Some(Fault::DropBefore) => return over.close().await,
        Some(Fault::Refused) => return Err(h2::Reason::REFUSED_STREAM.into()),
        Some(Fault::Slow(milliseconds)) => {
            tokio::time::sleep(Duration::from_millis(milliseconds)).await;
        }
        _ => {}
    }
    let answer = match head.uri.path() {
        "/psdb.v1alpha1.Database/Execute" => match serde_json::from_slice(&body) {
            Ok(request) => {
                // What was begun is ended, though nobody may wait for it.
                match tokio::spawn(execute(shared, request)).await {
                    Ok(answer) => answer,
                    Err(_) => return over.close().await,
                }
            }
            Err(error) => return Ok(plain(StatusCode::BAD_REQUEST, &error.to_string())),
        },
        "/psdb.v1alpha1.Database/CreateSession" => {
            let session = Session {
                id: uuid::Uuid::new_v4(),
                in_transaction: false,
            };
            written(&json!({
                "branch": "local",
                "user": {"username": shared.user, "psid": "local"},
                "session": shared.sessions.write(session),
            }))
        }
        "/psdb.v1alpha1.Database/CloseSession" => written(&close(&shared, &body).await),
        _ => return Ok(plain(StatusCode::NOT_FOUND, "no such method")),
    };
    match fault {
        Some(Fault::DropAfter) => over.close().await,
        Some(Fault::Garbage) => Ok(plain(StatusCode::OK, "<html>no database here</html>")),
        _ => Ok(json(StatusCode::OK, answer, zipped)),
    }
}

async fn execute(shared: Arc<Shared>, request: ExecuteRequest) -> Vec<u8> {
    let started = Instant::now();
    let respond = |session: Value, ran: Result<_, ErrorBody>| {
        let (result, error) = match ran {
            Ok(result) => (Some(result), None),
            Err(error) => (None, Some(error)),
        };
        let timing = started.elapsed().as_secs_f64();
        written(&ExecuteResponse {
            session,
            result,
            error,
            timing,
        })
    };
    let sent = request.session.as_ref();
    let mut session = match shared.sessions.read(sent) {
        Ok(session) => session,
        Err(error) => return respond(sent.cloned().unwrap_or_default(), Err(error)),
    };
    let before = session.in_transaction;
    let effect = Effect::of(&request.query);
    let ends = effect == Effect::Ends;
    let mut held = match shared.sessions.take(session).await {
        Ok(held) => held,
        // There is nothing left to roll back.
        Err(_) if ends && request.query.eq_ignore_ascii_case("ROLLBACK") => {
            session.in_transaction = false;
            return respond(shared.sessions.write(session), Ok(Default::default()));
        }
        Err(error) => return respond(shared.sessions.write(session), Err(error)),
    };
    let Some(connection) = held.connection.as_mut() else {
        return respond(shared.sessions.write(session), Err(shared.sessions.ended()));
    };
    shared.statements.fetch_add(1, Ordering::Relaxed);
    let ran = run(connection, &request.query, &shared.user, shared.max_rows).await;
    let ran = match ran {
        Ran::Done(result) => {
            match effect {
                Effect::Begins => session.in_transaction = true,
                Effect::Ends => session.in_transaction = false,
                Effect::Changes => held.changed = true,
                Effect::Nothing => {}
            }
            Ok(result)
        }
        Ran::Failed(error) => Err(error),
        Ran::RolledBack(error) => {
            shared.sessions.close(session.id, &mut held).await;
            Err(error)
        }
    };
    shared.sessions.give(held, before, session).await;
    respond(shared.sessions.write(session), ran)
}

async fn close(shared: &Shared, body: &[u8]) -> Value {
    let request: Value = serde_json::from_slice(body).unwrap_or_default();
    match shared.sessions.read(request.get("session")) {
        Ok(session) => {
            if let Ok(mut held) = shared.sessions.take(session).await {
                shared.sessions.close(session.id, &mut held).await;
            }
            json!({})
        }
        Err(error) => json!({ "error": error }),
    }
}

fn plain(status: StatusCode, text: &str) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(text.to_owned().into()));
    *response.status_mut() = status;
    response
}

fn written(body: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(body).unwrap_or_default()
}

fn json(status: StatusCode, body: Vec<u8>, zipped: bool) -> Response<Full<Bytes>> {
    let mut response = Response::builder()
        .status(status)
        .header(CONTENT_TYPE, "application/json");
    let body = if zipped {
        response = response.header(CONTENT_ENCODING, "gzip");
        zip(&body)
    } else {
        body
    };
    response
        .body(Full::new(body.into()))
        .unwrap_or_else(|_| plain(StatusCode::INTERNAL_SERVER_ERROR, ""))
}

fn zip(body: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut zip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    // Into memory, which doesn't fail.
    let _ = zip.write_all(body);
    zip.finish().unwrap_or_default()
}

/// The header by which a client shows who it is.
pub(crate) fn basic(user: &str, password: &str) -> String {
    format!(
        "Basic {}",
        BASE64_STANDARD.encode(format!("{user}:{password}"))
    )
}
