//! From answers over HTTP to what a server of MySQL's own protocol would have said.

use orm_core::Error;
use orm_core::driver::ConnectError;
use orm_core::http::Response;
use serde::Deserialize;

use super::message::{Answer, ErrorBody};
use crate::error::{self, Failure};

/// Reads an answer, which has an error or a result.
pub(super) fn read(response: &Response) -> Result<Answer<'_>, Failure> {
    if response.status == 200 {
        let read: Option<Answer<'_>> = serde_json::from_slice(&response.body).ok();
        // Every answer names at least the session.
        return read
            .filter(|answer| {
                answer.session.is_some() || answer.result.is_some() || answer.error.is_some()
            })
            .ok_or_else(unreadable);
    }
    match refused(&response.body) {
        Some(error) => Err(Failure::Answer(refusal(&error))),
        None => Err(Failure::Lost(elsewhere(response.status))),
    }
}

/// The body of an answer that isn't 200: `{"error": {..}}`, or the error by itself.
fn refused(body: &[u8]) -> Option<ErrorBody> {
    #[derive(Deserialize)]
    struct Nested {
        error: ErrorBody,
    }
    let nested = serde_json::from_slice::<Nested>(body).map(|nested| nested.error);
    let error = nested.or_else(|_| serde_json::from_slice(body)).ok()?;
    Some(error).filter(|error: &ErrorBody| !error.code.is_empty())
}

/// An answer that is not the database's.
fn elsewhere(status: u16) -> Error {
    match status {
        401 | 403 => ConnectError::Login {
            user: String::new(),
            reason: format!("HTTP {status}"),
        }
        .into(),
        429 => Error::TooManyConnections(format!("HTTP {status}")),
        520..=530 => Error::ConnectionLost(format!(
            "HTTP {status} of the network in front of the database"
        )),
        _ => Error::ConnectionLost(format!("HTTP {status}, which is no answer of the database")),
    }
}

pub(super) fn unreadable() -> Failure {
    Failure::Lost(Error::ConnectionLost(
        "the server's answer can't be read".to_owned(),
    ))
}

/// `target: shop.-.primary: vttablet: rpc error: code = AlreadyExists desc = Duplicate entry ..
/// (errno 1062) (sqlstate 23000) (CallerID: ..): Sql: ".."`: MySQL's number, state and message,
/// without the names of the parts that it went through, and without the statement and its values.
pub(super) fn refusal(error: &ErrorBody) -> error::Answer {
    let message = without_path(&error.message);
    if let Some(answer) = numbered(message) {
        return answer;
    }
    let (number, state) = match error.code.to_ascii_uppercase().as_str() {
        "UNAUTHENTICATED" | "PERMISSION_DENIED" => (1045, "28000"),
        "ALREADY_EXISTS" => (1062, "23000"),
        "RESOURCE_EXHAUSTED" => (1203, "42000"),
        "DEADLINE_EXCEEDED" => (3024, "HY000"),
        "UNAVAILABLE" => (2013, "HY000"),
        "UNIMPLEMENTED" => (1235, "42000"),
        // The transaction was ended by the server: what follows would take effect outside of it.
        "ABORTED" if message.starts_with("transaction ") => (3024, "40000"),
        "ABORTED" | "CANCELED" => (1317, "70100"),
        _ => (1105, "HY000"),
    };
    let message = message
        .split_once(" (CallerID: ")
        .map_or(message, |(message, _)| message);
    error::Answer {
        number,
        state: Some(state.to_owned()),
        message: message.to_owned(),
    }
}

fn without_path(message: &str) -> &str {
    let mut rest = message;
    loop {
        let next = match rest.strip_prefix("target: ") {
            Some(after) => after.split_once(": ").map(|(_, rest)| rest),
            None => rest.strip_prefix("vttablet: ").or_else(|| {
                let (code, rest) = rest
                    .strip_prefix("rpc error: code = ")?
                    .split_once(" desc = ")?;
                code.bytes()
                    .all(|byte| byte.is_ascii_alphabetic())
                    .then_some(rest)
            }),
        };
        match next {
            Some(next) => rest = next,
            None => return rest,
        }
    }
}

fn numbered(message: &str) -> Option<error::Answer> {
    let (message, rest) = message.split_once(" (errno ")?;
    let (number, rest) = rest.split_once(") (sqlstate ")?;
    let (state, _) = rest.split_once(')')?;
    Some(error::Answer {
        number: number.parse().ok()?,
        state: Some(state.to_owned()),
        message: message.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(code: &str, message: &str) -> error::Answer {
        refusal(&ErrorBody {
            code: code.to_owned(),
            message: message.to_owned(),
        })
    }

    #[test]
    fn numbers_are_read_and_statements_left_out() {
        let message = "target: shop.-.primary: vttablet: rpc error: code = AlreadyExists desc = \
                       Duplicate entry 'a' for key 't.PRIMARY' (errno 1062) (sqlstate 23000) \
                       (CallerID: x): Sql: \"insert into t values ('secret')\", BindVars: {}";
        let read = answer("ALREADY_EXISTS", message);
        assert_eq!((read.number, read.state.as_deref()), (1062, Some("23000")));
        assert_eq!(read.message, "Duplicate entry 'a' for key 't.PRIMARY'");
    }

    #[test]
    fn codes_without_a_number_have_one() {
        for (code, message, number) in [
            ("UNAUTHENTICATED", "invalid", 1045),
            ("unauthenticated", "invalid", 1045),
            (
                "ABORTED",
                "vttablet: transaction 7: ended (exceeded timeout: 20s)",
                3024,
            ),
            (
                "ABORTED",
                "vttablet: Row count exceeded 100000 (CallerID: x): Sql: 'y'",
                1317,
            ),
            ("SOMETHING", "new", 1105),
        ] {
            let read = answer(code, message);
            assert_eq!(read.number, number, "{code} {message}");
            assert!(!read.message.contains("Sql"), "{}", read.message);
        }
    }

    #[test]
    fn what_is_no_answer_of_the_database_is_a_lost_connection() {
        for (status, body) in [
            (502, "<html>"),
            (522, ""),
            (500, "{}"),
            (200, "<html>"),
            (200, "[]"),
        ] {
            let response = Response {
                status,
                body: body.as_bytes().to_vec(),
            };
            let failed = read(&response).err();
            assert!(
                matches!(failed, Some(Failure::Lost(Error::ConnectionLost(_)))),
                "{status} {body}: {failed:?}"
            );
        }
    }
}
