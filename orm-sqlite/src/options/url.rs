use std::path::PathBuf;
use std::str::FromStr;

use orm_core::driver::ConnectError;

use super::SqliteOptions;

impl FromStr for SqliteOptions {
    type Err = ConnectError;

    fn from_str(url: &str) -> Result<Self, ConnectError> {
        let Some(rest) = url.strip_prefix("sqlite:") else {
            return Err(refused(if url.starts_with("d1:") {
                "it names a Cloudflare D1 database: use `Db::<D1>`"
            } else {
                "it does not begin with `sqlite:`"
            }));
        };
        let rest = rest.strip_prefix("//").unwrap_or(rest);
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        let options = match path {
            "" => return Err(refused("it names no file: write `sqlite:file.db`")),
            ":memory:" => Self::memory(),
            path => Self::file(PathBuf::from(decoded(path)?)),
        };
        query
            .split('&')
            .filter(|parameter| !parameter.is_empty())
            .try_fold(options, parameter)
    }
}

fn parameter(options: SqliteOptions, parameter: &str) -> Result<SqliteOptions, ConnectError> {
    match parameter {
        "mode=ro" => Ok(options.read_only(true).create_if_missing(false)),
        "mode=rw" => Ok(options.read_only(false).create_if_missing(false)),
        "mode=rwc" => Ok(options.read_only(false).create_if_missing(true)),
        _ => Err(refused(
            "its only parameter is `mode`, with the values ro, rw and rwc",
        )),
    }
}

fn decoded(path: &str) -> Result<String, ConnectError> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let (high, low) = (rest.next().and_then(digit), rest.next().and_then(digit));
            let (Some(high), Some(low)) = (high, low) else {
                return Err(refused("its path has a % without two hexadecimal digits"));
            };
            bytes.push(high * 16 + low);
        } else {
            bytes.push(byte);
        }
    }
    if bytes.contains(&0) {
        return Err(refused("its path has a NUL"));
    }
    String::from_utf8(bytes).map_err(|_| refused("its path is not UTF-8"))
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
