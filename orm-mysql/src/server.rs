use std::sync::OnceLock;

use orm_core::Error;
use orm_core::driver::ConnectError;
use orm_core::driver::pool::Wire;

use crate::{Driver, MySqlOptions};

/// A backend type of this crate, and the kind of server that it works with.
pub trait Server: Send + Sync + 'static {
    /// The kind of server.
    #[doc(hidden)]
    const EXPECTED: Expected;
}

/// The kind of server that a backend type works with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[doc(hidden)]
pub enum Expected {
    /// MySQL or MariaDB.
    Any,
    /// MySQL.
    MySql,
    /// MariaDB.
    MariaDb,
}

/// What a server said of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Known {
    pub(crate) maria: bool,
    /// The collation in which texts are equal when their bytes are.
    pub(crate) collation: &'static str,
}

impl Known {
    /// Reads `VERSION()`: `8.0.36`, `10.11.14-MariaDB-0+deb12u2`, `8.0.30-Vitess`.
    pub(crate) fn of(version: &str) -> Self {
        let maria = version.to_ascii_lowercase().contains("mariadb");
        let mut numbers = version
            .split(|character: char| !character.is_ascii_digit())
            .map(|number| number.parse::<u32>().unwrap_or(0));
        let mut next = || numbers.next().unwrap_or(0);
        let number = (next(), next(), next());
        let collation = match maria {
            true => "utf8mb4_nopad_bin",
            false if number >= (8, 0, 17) => "utf8mb4_0900_bin",
            false => "utf8mb4_bin",
        };
        Self { maria, collation }
    }

    /// Refuses a server of the other kind.
    pub(crate) fn check(self, expected: Expected, server: &str) -> Result<(), Error> {
        let reason = match (expected, self.maria) {
            (Expected::MySql, true) => "it is MariaDB: use `Db::<MariaDb>` or `Db::<MySql>`",
            (Expected::MariaDb, false) => "it is MySQL: use `Db::<MySql8>` or `Db::<MySql>`",
            _ => return Ok(()),
        };
        Err(ConnectError::Refused {
            server: server.to_owned(),
            reason: reason.to_owned(),
        }
        .into())
    }
}

/// Where connections of a pool go, and what the first one found there.
pub(crate) struct Target {
    pub(crate) options: MySqlOptions,
    pub(crate) expected: Expected,
    pub(crate) known: OnceLock<Known>,
    #[cfg(feature = "planetscale")]
    pub(crate) client: OnceLock<std::sync::Arc<crate::planetscale::Client>>,
}

/// A connection of this crate's own pool.
pub(crate) enum MySqlWire {
    #[cfg(feature = "tcp")]
    Tcp(sqlx::MySqlConnection),
    #[cfg(feature = "planetscale")]
    Http(crate::planetscale::Session),
}

impl Wire for MySqlWire {
    type Options = Target;

    async fn open(target: &Target) -> Result<Self, Error> {
        match target.options.driver {
            #[cfg(feature = "planetscale")]
            Driver::Http => Ok(Self::Http(target.session().await?)),
            #[cfg(feature = "tcp")]
            Driver::Tcp => Ok(Self::Tcp(crate::tcp::open(target).await?)),
            #[cfg(not(feature = "tcp"))]
            Driver::Tcp => Err(ConnectError::BackendOff {
                backend: "MySQL over TCP",
                feature: "mysql",
            }
            .into()),
        }
    }

    async fn close(self) {
        match self {
            // The server notices a socket that was closed without goodbye, too.
            #[cfg(feature = "tcp")]
            Self::Tcp(connection) => drop(sqlx::Connection::close(connection).await),
            #[cfg(feature = "planetscale")]
            Self::Http(_) => {}
        }
    }
}
