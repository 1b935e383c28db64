use super::ConnectError;

/// Which backend a connection string asks for: what stands before its first colon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// `sqlite:`
    Sqlite,
    /// `postgres:` and `postgresql:`
    Postgres,
    /// `mysql:` and `planetscale:`
    MySql,
    /// `mariadb:`
    MariaDb,
    /// `d1:`
    D1,
}

impl Scheme {
    /// Reads the scheme of a connection string.
    ///
    /// ```
    /// use orm_core::driver::{ConnectError, Scheme};
    /// assert_eq!(Scheme::of("sqlite:orders.db"), Ok(Scheme::Sqlite));
    /// assert!(matches!(Scheme::of("orders.db"), Err(ConnectError::UnknownScheme { .. })));
    /// ```
    ///
    /// # Errors
    /// [`ConnectError::UnknownScheme`] when no backend has it.
    pub fn of(url: &str) -> Result<Self, ConnectError> {
        let scheme = url.split_once(':').map_or("", |(scheme, _)| scheme);
        match scheme.to_ascii_lowercase().as_str() {
            "sqlite" => Ok(Self::Sqlite),
            "postgres" | "postgresql" => Ok(Self::Postgres),
            "mysql" | "planetscale" => Ok(Self::MySql),
            "mariadb" => Ok(Self::MariaDb),
            "d1" => Ok(Self::D1),
            // `user:password@host` has no scheme, and is not to be repeated.
            _ => Err(ConnectError::UnknownScheme {
                scheme: url.split_once("://").and_then(|(scheme, _)| {
                    let named = scheme.bytes().all(|byte| byte.is_ascii_alphanumeric());
                    (named && !scheme.is_empty()).then(|| scheme.to_owned())
                }),
            }),
        }
    }
}
