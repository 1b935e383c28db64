use std::str::FromStr;
use std::time::Duration;

use orm_core::driver::ConnectError;

use super::{PostgresOptions, SslMode};

impl FromStr for PostgresOptions {
    type Err = ConnectError;

    fn from_str(url: &str) -> Result<Self, ConnectError> {
        let rest = url
            .strip_prefix("postgres://")
            .or_else(|| url.strip_prefix("postgresql://"))
            .ok_or_else(|| refused("it does not begin with `postgres://`"))?;
        let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (authority, database) = rest.split_once('/').unwrap_or((rest, ""));
        let (login, place) = authority.rsplit_once('@').unwrap_or(("", authority));
        let mut options = at(PostgresOptions::new("localhost"), place)?;
        let (user, password) = match login.split_once(':') {
            Some((user, password)) => (user, Some(password)),
            None => (login, None),
        };
        if !user.is_empty() {
            options = options.user(decoded(user, "user")?);
        }
        if let Some(password) = password {
            options = options.password(decoded(password, "password")?);
        }
        if !database.is_empty() {
            options = options.database(decoded(database, "database")?);
        }
        query
            .split('&')
            .filter(|parameter| !parameter.is_empty())
            .try_fold(options, parameter)
    }
}

/// `host`, `host:port`, `[::1]:port`
fn at(options: PostgresOptions, place: &str) -> Result<PostgresOptions, ConnectError> {
    let (host, port) = match place.strip_prefix('[') {
        Some(rest) => {
            let (host, rest) = rest
                .split_once(']')
                .ok_or_else(|| refused("its host has a `[` without `]`"))?;
            let port = match rest {
                "" => None,
                rest => Some(rest.strip_prefix(':').ok_or_else(bad_port)?),
            };
            (host, port)
        }
        None => match place.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (place, None),
        },
    };
    let options = match port {
        None | Some("") => options,
        Some(port) => {
            let port = port.parse().map_err(|_| bad_port())?;
            options.port(port)
        }
    };
    host_or_socket(options, &decoded(host, "host")?)
}

fn bad_port() -> ConnectError {
    refused(
        "its port is not a number up to 65535; a `/`, `?`, `#` or `@` in a password is written as %2F, %3F, %23 or %40",
    )
}

fn host_or_socket(options: PostgresOptions, host: &str) -> Result<PostgresOptions, ConnectError> {
    if host.contains(',') {
        return Err(refused("it names more than one host"));
    }
    Ok(match host {
        "" => options,
        socket if socket.starts_with('/') => PostgresOptions {
            socket: Some(socket.into()),
            ..options
        },
        host => PostgresOptions {
            host: host.to_owned(),
            socket: None,
            ..options
        },
    })
}

fn parameter(options: PostgresOptions, pair: &str) -> Result<PostgresOptions, ConnectError> {
    let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
    let value = decoded(value, name)?;
    let bad = |wanted: &str| refused(&format!("its parameter `{name}` takes {wanted}"));
    let flag = || match value.as_str() {
        "true" => Ok(true),
        "false" => Ok(false),
        _ => Err(bad("`true` or `false`")),
    };
    let number = || value.parse::<u32>().map_err(|_| bad("a whole number"));
    let seconds = || number().map(|seconds| Duration::from_secs(u64::from(seconds)));
    let optional = || seconds().map(|limit| (!limit.is_zero()).then_some(limit));
    Ok(match name {
        "host" => host_or_socket(options, &value)?,
        "sslmode" => options.ssl_mode(match value.as_str() {
            "disable" => SslMode::Disable,
            "prefer" => SslMode::Prefer,
            "require" => SslMode::Require,
            "verify-ca" => SslMode::VerifyCa,
            "verify-full" => SslMode::VerifyFull,
            _ => {
                return Err(bad(
                    "`disable`, `prefer`, `require`, `verify-ca` or `verify-full`",
                ));
            }
        }),
        "sslrootcert" => options.ssl_root_cert(value),
        "application_name" => options.application_name(value),
        "statement_timeout" => {
            let limit = Duration::from_millis(u64::from(number()?));
            options.statement_timeout((!limit.is_zero()).then_some(limit))
        }
        "pooler" => options.pooler(flag()?),
        "max_connections" => match number()? {
            0 => return Err(bad("a number of 1 or more")),
            most => options.max_connections(most as usize),
        },
        "acquire_timeout" => options.acquire_timeout(seconds()?),
        "idle_timeout" => options.idle_timeout(optional()?),
        "max_lifetime" => options.max_lifetime(optional()?),
        "lazy" => options.lazy(flag()?),
        _ => {
            return Err(refused(&format!(
                "it has no parameter `{}`",
                name.chars().take(40).collect::<String>()
            )));
        }
    })
}

/// The text without its percent signs. A failure names the part, and never shows it.
fn decoded(text: &str, part: &str) -> Result<String, ConnectError> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let (high, low) = (rest.next().and_then(digit), rest.next().and_then(digit));
            let (Some(high), Some(low)) = (high, low) else {
                return Err(refused(&format!(
                    "its {part} has a % without two hexadecimal digits"
                )));
            };
            bytes.push(high * 16 + low);
        } else {
            bytes.push(byte);
        }
    }
    if bytes.contains(&0) {
        return Err(refused(&format!("its {part} has a NUL")));
    }
    String::from_utf8(bytes).map_err(|_| refused(&format!("its {part} is not UTF-8")))
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte)
        .to_digit(16)
        .and_then(|digit| u8::try_from(digit).ok())
}

fn refused(reason: &str) -> ConnectError {
    ConnectError::Url {
        reason: reason.to_owned(),
    }
}
