use std::str::FromStr;
use std::time::Duration;

use orm_core::driver::ConnectError;

use super::{Driver, MySqlOptions, Protocol, SslMode};

impl FromStr for MySqlOptions {
    type Err = ConnectError;

    fn from_str(url: &str) -> Result<Self, ConnectError> {
        let (scheme, rest) = url.split_once("://").unwrap_or(("", url));
        if !matches!(scheme, "mysql" | "mariadb" | "planetscale") {
            return Err(refused(
                "it begins with neither `mysql://` nor `mariadb://` nor `planetscale://`",
            ));
        }
        let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (authority, database) = rest.split_once('/').unwrap_or((rest, ""));
        // A password may have an @ that somebody forgot to write as %40.
        let (login, place) = match authority.rsplit_once('@') {
            Some((login, place)) => (Some(login), place),
            None => (None, authority),
        };
        let parameters = query
            .split('&')
            .filter(|parameter| !parameter.is_empty())
            .map(|parameter| {
                let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
                Ok((name, decoded(value)?))
            })
            .collect::<Result<Vec<_>, ConnectError>>()?;
        let mut options = match parameters.iter().find(|(name, _)| *name == "socket") {
            Some((_, path)) => Self::socket(path),
            None => {
                let (host, port) = server(place)?;
                Self::host(&host, port)
            }
        };
        if let Some(login) = login {
            let (user, password) = login.split_once(':').unwrap_or((login, ""));
            options = options.user(&decoded(user)?, &decoded(password)?);
        }
        if !database.is_empty() {
            options = options.database(&decoded(database)?);
        }
        if scheme == "planetscale" || by_http(&options.host) {
            options = driver(options, "http")?;
        }
        parameters
            .iter()
            .try_fold(options, |options, (name, value)| {
                parameter(options, name, value)
            })
    }
}

/// Whether a host is one of PlanetScale's, where there is a driver for it.
fn by_http(host: &str) -> bool {
    cfg!(feature = "planetscale") && host.ends_with(".psdb.cloud")
}

fn driver(options: MySqlOptions, name: &str) -> Result<MySqlOptions, ConnectError> {
    match name {
        "tcp" => Ok(options.driver(Driver::Tcp)),
        #[cfg(feature = "planetscale")]
        "http" => Ok(options.driver(Driver::Http)),
        #[cfg(not(feature = "planetscale"))]
        "http" => Err(refused(
            "PlanetScale over HTTP needs the feature `planetscale`",
        )),
        _ => Err(refused("parameter `driver` takes tcp or http")),
    }
}

/// `host`, `host:port` or `[::1]:port`
fn server(place: &str) -> Result<(String, u16), ConnectError> {
    let (host, port) = match place
        .strip_prefix('[')
        .and_then(|rest| rest.split_once(']'))
    {
        Some((host, port)) => (host, port),
        None => place.split_at(place.rfind(':').unwrap_or(place.len())),
    };
    let port = match port.strip_prefix(':') {
        None | Some("") => 3306,
        Some(port) => port
            .parse()
            .map_err(|_| refused("its port is no number up to 65535"))?,
    };
    let host = decoded(host)?;
    if host.is_empty() {
        return Err(refused("it names no host"));
    }
    Ok((host, port))
}

fn parameter(options: MySqlOptions, name: &str, value: &str) -> Result<MySqlOptions, ConnectError> {
    let bad = |wanted: &str| refused(format!("parameter `{name}` takes {wanted}"));
    let number = || {
        value
            .parse::<u32>()
            .map_err(|_| bad("a whole number up to 4294967295"))
    };
    let seconds = || number().map(|seconds| Duration::from_secs(seconds.into()));
    let lasting = |limit: Duration| (!limit.is_zero()).then_some(limit);
    Ok(match name {
        "ssl-mode" => options.ssl_mode(match value.to_ascii_lowercase().as_str() {
            "disabled" => SslMode::Disabled,
            "preferred" => SslMode::Preferred,
            "required" => SslMode::Required,
            "verify_ca" => SslMode::VerifyCa,
            "verify_identity" => SslMode::VerifyIdentity,
            _ => {
                return Err(bad(
                    "disabled, preferred, required, verify_ca or verify_identity",
                ));
            }
        }),
        "ssl-ca" if !value.is_empty() => options.ssl_ca(value),
        "ssl-ca" => return Err(bad("a file")),
        // Read before the others.
        "socket" if !value.is_empty() => options,
        "socket" => return Err(bad("a path")),
        "max_connections" => match number()? {
            0 => return Err(bad("a number of 1 or more")),
            connections => options.max_connections(connections as usize),
        },
        "acquire_timeout" => options.acquire_timeout(seconds()?),
        "idle_timeout" => options.idle_timeout(lasting(seconds()?)),
        "max_lifetime" => options.max_lifetime(lasting(seconds()?)),
        "statement_timeout" => match number()? {
            0 => return Err(bad("a number of milliseconds, 1 or more")),
            limit => options.statement_timeout(Duration::from_millis(limit.into())),
        },
        "statement_cache_capacity" => options.statement_cache_capacity(number()? as usize),
        "protocol" => options.protocol(match value {
            "prepared" => Protocol::Prepared,
            "text" => Protocol::Text,
            _ => return Err(bad("prepared or text")),
        }),
        "lazy" => options.lazy(match value {
            "true" => true,
            "false" => false,
            _ => return Err(bad("true or false")),
        }),
        "driver" => driver(options, value)?,
        // A misspelt `ssl-mode` must not leave a connection open to listeners.
        _ => return Err(refused(format!("it has an unknown parameter `{name}`"))),
    })
}

fn decoded(text: &str) -> Result<String, ConnectError> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let (high, low) = (rest.next().and_then(digit), rest.next().and_then(digit));
            let (Some(high), Some(low)) = (high, low) else {
                return Err(refused("it has a % without two hexadecimal digits"));
            };
            bytes.push(high * 16 + low);
        } else {
            bytes.push(byte);
        }
    }
    if bytes.contains(&0) {
        return Err(refused("it has a NUL"));
    }
    String::from_utf8(bytes).map_err(|_| refused("it is not UTF-8"))
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte)
        .to_digit(16)
        .and_then(|digit| u8::try_from(digit).ok())
}

fn refused(reason: impl Into<String>) -> ConnectError {
    ConnectError::Url {
        reason: reason.into(),
    }
}
