use std::path::PathBuf;
use std::time::Duration;

use orm_core::driver::Hyperdrive;
use orm_core::driver::pool::PoolSettings;
use sqlx::ConnectOptions;
use sqlx::postgres::{PgConnectOptions, PgSslMode};

use crate::wire::{Route, WireOptions};

mod url;

/// Prepared statements that each connection keeps.
const KEPT_STATEMENTS: usize = 256;

/// Whether the connection is encrypted, and what is asked of the server's certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SslMode {
    /// Never encrypted.
    Disable,
    /// Encrypted if the server can.
    Prefer,
    /// Encrypted, with any certificate.
    Require,
    /// Encrypted, with a certificate of a known authority.
    VerifyCa,
    /// The same, made out to the host's name.
    VerifyFull,
}

/// Where the server is, and how the pool connects to it. What is not said here comes from libpq's
/// environment variables: `PGUSER`, `PGPASSWORD`, `PGDATABASE`, `PGAPPNAME`.
///
/// From a connection string: `postgres://user:password@host:port/database?parameter=value&...`
/// with the parameters
///
/// | Parameter | Value |
/// |---|---|
/// | `host` | host name, or the directory of a socket |
/// | `sslmode` | `disable`, `prefer`, `require`, `verify-ca`, `verify-full` |
/// | `sslrootcert` | file with the authorities' certificates |
/// | `application_name` | how the server shows the connections |
/// | `statement_timeout` | milliseconds |
/// | `pooler` | `true`, `false` |
/// | `max_connections` | number |
/// | `acquire_timeout`, `idle_timeout`, `max_lifetime` | seconds; 0 is none for the latter two |
/// | `lazy` | `true`, `false` |
#[derive(Clone)]
pub struct PostgresOptions {
    host: String,
    socket: Option<PathBuf>,
    port: u16,
    user: Option<String>,
    password: Option<String>,
    database: Option<String>,
    ssl_mode: Option<SslMode>,
    ssl_root_cert: Option<PathBuf>,
    application_name: Option<String>,
    statement_timeout: Option<Duration>,
    pooler: Option<bool>,
    settings: PoolSettings,
    pub(crate) lazy: bool,
}

impl std::fmt::Debug for PostgresOptions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PostgresOptions")
            .field("server", &self.server())
            .field("user", &self.user)
            .field("password", &self.password.as_ref().map(|_| "hidden"))
            .field("database", &self.database)
            .field("ssl_mode", &self.ssl_mode)
            .field("pool", &self.settings)
            .finish_non_exhaustive()
    }
}

impl PostgresOptions {
    /// A server at port 5432 of a host.
    pub fn new(host: impl Into<String>) -> Self {
        Self {
            host: host.into(),
            socket: None,
            port: 5432,
            user: None,
            password: None,
            database: None,
            ssl_mode: None,
            ssl_root_cert: None,
            application_name: None,
            statement_timeout: None,
            pooler: None,
            settings: PoolSettings::default(),
            lazy: false,
        }
    }

    /// A server of this machine, by the directory of its socket.
    pub fn socket(directory: impl Into<PathBuf>) -> Self {
        Self {
            socket: Some(directory.into()),
            ..Self::new("localhost")
        }
    }

    /// Behind Cloudflare's Hyperdrive, in a program that is handed its binding: a pooler in
    /// transaction mode.
    ///
    /// Its cache may answer a SELECT with rows of up to a minute ago: use a binding whose cache is
    /// off (`wrangler hyperdrive create .. --caching-disabled`) for what reads its own writes.
    ///
    /// ```no_run
    /// use orm_core::Db;
    /// use orm_core::driver::Hyperdrive;
    /// use orm_postgres::{Postgres, PostgresOptions};
    ///
    /// # async fn connect(json: &str) -> Result<(), orm_core::Error> {
    /// let binding: Hyperdrive = json.parse()?;
    /// let options = PostgresOptions::from_hyperdrive(&binding);
    /// let db = Db::<Postgres>::connect_with(options).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn from_hyperdrive(binding: &Hyperdrive) -> Self {
        Self::new(&binding.host)
            .port(binding.port)
            .user(&binding.user)
            .password(&binding.password)
            .database(&binding.database)
            // The way from the binding to Hyperdrive is not encrypted by Postgres' protocol.
            .ssl_mode(SslMode::Prefer)
            .pooler(true)
    }
}

macro_rules! setters {
    ($($(#[$doc:meta])* $name:ident($value:ident: $ty:ty) => $($field:ident).+ = $stored:expr;)+) => {
        impl PostgresOptions {
            $(
                $(#[$doc])*
                #[must_use]
                pub fn $name(mut self, $value: $ty) -> Self {
                    self.$($field).+ = $stored;
                    self
                }
            )+
        }
    };
}

setters! {
    /// The port.
    port(port: u16) => port = port;
    /// The user.
    user(user: impl Into<String>) => user = Some(user.into());
    /// The password.
    password(password: impl Into<String>) => password = Some(password.into());
    /// The database; the one with the user's name if nothing is said.
    database(database: impl Into<String>) => database = Some(database.into());
    /// Encryption. If nothing is said, [`SslMode::Prefer`] to this machine and
    /// [`SslMode::Require`] to others.
    ssl_mode(mode: SslMode) => ssl_mode = Some(mode);
    /// The authorities to trust in place of the usual ones.
    ssl_root_cert(file: impl Into<PathBuf>) => ssl_root_cert = Some(file.into());
    /// How the server shows the connections.
    application_name(name: impl Into<String>) => application_name = Some(name.into());
    /// How long a statement may take. `None`: what the server says.
    statement_timeout(limit: impl Into<Option<Duration>>) => statement_timeout = limit.into();
    /// Whether a pooler such as PgBouncer stands before the server. If nothing is said, the first
    /// connection finds out.
    pooler(pooler: bool) => pooler = Some(pooler);
    /// Connections at most, 1 or more.
    max_connections(most: usize) => settings.max_connections = most;
    /// How long a statement waits for a free connection.
    acquire_timeout(limit: Duration) => settings.acquire_timeout = limit;
    /// How long a connection is kept unused. `None`: as long as the pool.
    idle_timeout(limit: impl Into<Option<Duration>>) => settings.idle_timeout = limit.into();
    /// How old a connection may grow. `None`: as old as the pool.
    max_lifetime(limit: impl Into<Option<Duration>>) => settings.max_lifetime = limit.into();
    /// Whether the first statement opens the first connection, and not `connect`.
    lazy(lazy: bool) => lazy = lazy;
}

impl PostgresOptions {
    /// The server, for messages.
    fn server(&self) -> String {
        match &self.socket {
            Some(socket) => format!("{}:{}", socket.display(), self.port),
            None => format!("{}:{}", self.host, self.port),
        }
    }

    fn is_local(&self) -> bool {
        self.socket.is_some()
            || self.host.eq_ignore_ascii_case("localhost")
            || self
                .host
                .parse::<std::net::IpAddr>()
                .is_ok_and(|address| address.is_loopback())
    }

    pub(crate) fn into_parts(self) -> (WireOptions, PoolSettings) {
        let mode = self.ssl_mode.unwrap_or(if self.is_local() {
            SslMode::Prefer
        } else {
            SslMode::Require
        });
        let mut connect = PgConnectOptions::new_without_pgpass()
            .host(&self.host)
            .port(self.port)
            .statement_cache_capacity(KEPT_STATEMENTS)
            // Values travel in binary form. Poolers refuse the setting.
            .extra_float_digits(None)
            .disable_statement_logging()
            .ssl_mode(match mode {
                SslMode::Disable => PgSslMode::Disable,
                SslMode::Prefer => PgSslMode::Prefer,
                SslMode::Require => PgSslMode::Require,
                SslMode::VerifyCa => PgSslMode::VerifyCa,
                SslMode::VerifyFull => PgSslMode::VerifyFull,
            });
        if let Some(socket) = &self.socket {
            connect = connect.socket(socket);
        }
        if let Some(user) = &self.user {
            connect = connect.username(user);
        }
        if let Some(password) = &self.password {
            connect = connect.password(password);
        }
        if let Some(database) = &self.database {
            connect = connect.database(database);
        }
        if let Some(file) = &self.ssl_root_cert {
            connect = connect.ssl_root_cert(file);
        }
        if let Some(name) = &self.application_name {
            connect = connect.application_name(name);
        }
        let wire = WireOptions {
            connect,
            server: self.server(),
            statement_timeout: self.statement_timeout,
            route: Route::new(self.pooler),
        };
        (wire, self.settings)
    }
}
