use mysql_async::ServerError;

use crate::message::ErrorBody;

/// A server's error in the words of Vitess: the code, the message between the names of the parts
/// that it went through, then the statement with its values.
pub(crate) fn of_server(error: &ServerError, user: &str, query: &str) -> ErrorBody {
    let (code, name) = code(error.code);
    let sql: String = query.chars().take(256).collect();
    ErrorBody {
        code,
        message: format!(
            "target: local.-.primary: vttablet: rpc error: code = {name} desc = {} (errno {}) \
             (sqlstate {}) (CallerID: {user}): Sql: {sql:?}, BindVars: {{}}",
            error.message, error.code, error.state
        ),
    }
}

/// Any other failure of the database.
pub(crate) fn of_connection(error: &mysql_async::Error) -> ErrorBody {
    of("UNAVAILABLE", format!("vttablet: {error}"))
}

pub(crate) fn of(code: &'static str, message: impl Into<String>) -> ErrorBody {
    ErrorBody {
        code,
        message: message.into(),
    }
}

fn code(number: u16) -> (&'static str, &'static str) {
    match number {
        1040 | 1203 | 1206 | 1226 => ("RESOURCE_EXHAUSTED", "ResourceExhausted"),
        1044 | 1045 | 1142 | 1143 | 1227 => ("PERMISSION_DENIED", "PermissionDenied"),
        1050 | 1062 | 1586 => ("ALREADY_EXISTS", "AlreadyExists"),
        1051 | 1054 | 1146 | 1176 => ("NOT_FOUND", "NotFound"),
        1053 | 2006 | 2013 => ("UNAVAILABLE", "Unavailable"),
        1205 => ("DEADLINE_EXCEEDED", "DeadlineExceeded"),
        1213 => ("ABORTED", "Aborted"),
        1048 | 1064 | 1264 | 1364 | 1366 | 1406 => ("INVALID_ARGUMENT", "InvalidArgument"),
        1216 | 1217 | 1451 | 1452 => ("FAILED_PRECONDITION", "FailedPrecondition"),
        _ => ("UNKNOWN", "Unknown"),
    }
}
