use std::fmt;
use std::str::FromStr;

use serde::Deserialize;

use super::ConnectError;

/// What a binding of Cloudflare's Hyperdrive hands over: where its pool of connections is, and who
/// may use it. `PostgresOptions::from_hyperdrive` and `MySqlOptions::from_hyperdrive` take it.
///
/// As text it is JSON with the names of the binding's fields; others are passed over.
///
/// ```
/// use orm_core::driver::Hyperdrive;
///
/// let binding: Hyperdrive = r#"{
///     "host": "x.hyperdrive.local", "port": 5432, "user": "shop", "password": "secret",
///     "database": "shop", "connectionString": "postgres://.."
/// }"#.parse()?;
/// assert_eq!(binding.host, "x.hyperdrive.local");
/// # Ok::<(), orm_core::driver::ConnectError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Deserialize)]
pub struct Hyperdrive {
    /// The host's name.
    pub host: String,
    /// The port.
    pub port: u16,
    /// Who connects.
    pub user: String,
    /// With which password.
    pub password: String,
    /// To which database.
    pub database: String,
}

impl FromStr for Hyperdrive {
    type Err = ConnectError;

    /// Reads a binding as JSON.
    ///
    /// # Errors
    /// [`ConnectError::Url`] when a field is missing or is of another type.
    fn from_str(json: &str) -> Result<Self, ConnectError> {
        // The parser's own words repeat values.
        serde_json::from_str(json).map_err(|_| ConnectError::Url {
            reason: "a Hyperdrive binding is JSON with `host`, `port`, `user`, `password` and \
                     `database`"
                .to_owned(),
        })
    }
}

/// Without the password.
impl fmt::Debug for Hyperdrive {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Hyperdrive")
            .field("host", &self.host)
            .field("port", &self.port)
            .field("user", &self.user)
            .field("database", &self.database)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_message_has_the_password() {
        let right =
            r#"{"host": "h", "port": 1, "user": "u", "password": "secret", "database": "d"}"#;
        let binding: Hyperdrive = right.parse().expect("it has all fields");
        assert_eq!(binding.password, "secret");
        assert!(!format!("{binding:?}").contains("secret"));
        for wrong in [
            r#"{"host": "h", "port": "secret", "user": "u", "password": "p", "database": "d"}"#,
            r#"{"host": "h", "user": "u", "password": "secret", "database": "d"}"#,
            "secret",
            "",
        ] {
            let failed = wrong.parse::<Hyperdrive>().expect_err(wrong);
            assert!(failed.to_string().contains("`password`"), "{failed}");
            assert!(!format!("{failed} {failed:?}").contains("secret"));
        }
    }
}
