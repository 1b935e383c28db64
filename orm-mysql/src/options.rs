use std::path::PathBuf;
use std::time::Duration;

#[cfg(feature = "tcp")]
use orm_core::driver::Hyperdrive;
use orm_core::driver::pool::PoolSettings;

mod url;

/// Where a server is, and how it is talked to.
///
/// ```
/// use std::time::Duration;
/// use orm_mysql::{MySqlOptions, SslMode};
///
/// let options = MySqlOptions::host("db.example", 3306)
///     .user("shop", "secret")
///     .database("shop")
///     .ssl_mode(SslMode::VerifyIdentity)
///     .statement_timeout(Duration::from_secs(5));
/// let same: MySqlOptions =
///     "mysql://shop:secret@db.example/shop?ssl-mode=verify_identity&statement_timeout=5000".parse()?;
/// # Ok::<(), orm_core::driver::ConnectError>(())
/// ```
///
/// Connection strings are `mysql://user:password@host:port/database` or `mariadb://..`; `%40` and
/// its like stand for bytes. With feature `planetscale`, `planetscale://..` is PlanetScale over
/// HTTP, and so is a host below `psdb.cloud`, unless the parameter `driver` says otherwise. The
/// parameters, any other being an error:
///
/// | parameter | value |
/// |---|---|
/// | `ssl-mode` | `disabled`, `preferred` (the default), `required`, `verify_ca`, `verify_identity` |
/// | `ssl-ca` | a file of certificates, in PEM |
/// | `socket` | a Unix socket in place of host and port |
/// | `max_connections` | connections at most: 10 |
/// | `acquire_timeout` | seconds for a free connection: 30 |
/// | `idle_timeout` | seconds that a connection is kept unused, 0 for ever: 600 |
/// | `max_lifetime` | seconds until a connection is replaced, 0 for never: 1800 |
/// | `statement_timeout` | milliseconds for a statement; on MySQL for a SELECT |
/// | `statement_cache_capacity` | prepared statements that a connection keeps: 100 |
/// | `protocol` | `prepared` (the default), or `text` for poolers without prepared statements |
/// | `lazy` | `true` to connect with the first statement only |
/// | `driver` | `tcp`, or `http` with feature `planetscale` |
///
/// The server's `sql_mode` is left as it is. Sessions are in UTC.
#[derive(Clone)]
pub struct MySqlOptions {
    pub(crate) pool: PoolSettings,
    pub(crate) statement_timeout: Option<Duration>,
    pub(crate) protocol: Protocol,
    pub(crate) lazy: bool,
    pub(crate) driver: Driver,
    pub(crate) user: String,
    pub(crate) password: String,
    pub(crate) database: Option<String>,
    pub(crate) ssl_mode: SslMode,
    pub(crate) ssl_ca: Option<PathBuf>,
    pub(crate) statement_cache_capacity: Option<usize>,
    pub(crate) host: String,
    pub(crate) port: u16,
    pub(crate) socket: Option<PathBuf>,
}

/// How far a connection is protected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SslMode {
    /// No encryption.
    Disabled,
    /// Encryption where the server has it. Protects from listeners only.
    #[default]
    Preferred,
    /// Encryption, or no connection.
    Required,
    /// The same, and the server's certificate is signed by an authority that is trusted.
    VerifyCa,
    /// The same, and the certificate is that of the host.
    VerifyIdentity,
}

/// What carries statements to the server.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Driver {
    /// MySQL's own protocol, over TCP or a Unix socket, with feature `tcp`.
    #[cfg_attr(feature = "tcp", default)]
    Tcp,
    /// PlanetScale's protocol over HTTP.
    #[cfg(feature = "planetscale")]
    #[cfg_attr(not(feature = "tcp"), default)]
    Http,
}

impl Driver {
    /// `tcp` or `http`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Tcp => "tcp",
            #[cfg(feature = "planetscale")]
            Self::Http => "http",
        }
    }
}

/// How statements are sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Protocol {
    /// Prepared, with bind values apart from the text.
    #[default]
    Prepared,
    /// As text with the bind values written into it, for poolers without prepared statements.
    /// Values of FLOAT columns come back with six digits only: declare DOUBLE.
    Text,
}

impl MySqlOptions {
    /// A server by host and port.
    pub fn host(host: &str, port: u16) -> Self {
        Self {
            pool: PoolSettings::default(),
            statement_timeout: None,
            protocol: Protocol::default(),
            lazy: false,
            driver: Driver::default(),
            user: "root".to_owned(),
            password: String::new(),
            database: None,
            ssl_mode: SslMode::default(),
            ssl_ca: None,
            statement_cache_capacity: None,
            host: host.to_owned(),
            port,
            socket: None,
        }
    }

    /// A server on this machine by its Unix socket.
    pub fn socket(path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        let mut options = Self::host("localhost", 3306);
        options.socket = Some(path);
        options
    }

    /// Behind Cloudflare's Hyperdrive, in a program that is handed its binding: over TCP, with
    /// statements as text, since it knows no prepared ones.
    ///
    /// Its cache may answer a SELECT with rows of up to a minute ago: use a binding whose cache is
    /// off (`wrangler hyperdrive create .. --caching-disabled`) for what reads its own writes.
    ///
    /// ```no_run
    /// use orm_core::Db;
    /// use orm_core::driver::Hyperdrive;
    /// use orm_mysql::{MySql, MySqlOptions};
    ///
    /// # async fn connect(json: &str) -> Result<(), orm_core::Error> {
    /// let binding: Hyperdrive = json.parse()?;
    /// let db = Db::<MySql>::connect_with(MySqlOptions::from_hyperdrive(&binding)).await?;
    /// # Ok(())
    /// # }
    /// ```
    #[cfg(feature = "tcp")]
    pub fn from_hyperdrive(binding: &Hyperdrive) -> Self {
        Self::host(&binding.host, binding.port)
            .user(&binding.user, &binding.password)
            .database(&binding.database)
            .driver(Driver::Tcp)
            .protocol(Protocol::Text)
    }

    /// Who connects.
    #[must_use]
    pub fn user(mut self, name: &str, password: &str) -> Self {
        name.clone_into(&mut self.user);
        password.clone_into(&mut self.password);
        self
    }

    /// The database in which names without one are looked for.
    #[must_use]
    pub fn database(mut self, name: &str) -> Self {
        self.database = Some(name.to_owned());
        self
    }

    /// How far connections are protected.
    #[must_use]
    pub fn ssl_mode(mut self, mode: SslMode) -> Self {
        self.ssl_mode = mode;
        self
    }

    /// A file of certificates of authorities, in PEM, that are trusted beside those that every
    /// program trusts: of a server's own authority, or of a company's proxy. Over HTTP it holds in
    /// every mode that encrypts; a Worker, whose platform says whom it trusts, refuses it.
    #[must_use]
    pub fn ssl_ca(mut self, file: impl Into<PathBuf>) -> Self {
        self.ssl_ca = Some(file.into());
        self
    }

    /// Connections at most.
    #[must_use]
    pub fn max_connections(mut self, connections: usize) -> Self {
        self.pool.max_connections = connections.max(1);
        self
    }

    /// How long a statement waits for a free connection.
    #[must_use]
    pub fn acquire_timeout(mut self, limit: Duration) -> Self {
        self.pool.acquire_timeout = limit;
        self
    }

    /// How long a connection is kept unused.
    #[must_use]
    pub fn idle_timeout(mut self, limit: Option<Duration>) -> Self {
        self.pool.idle_timeout = limit;
        self
    }

    /// How old a connection may grow.
    #[must_use]
    pub fn max_lifetime(mut self, limit: Option<Duration>) -> Self {
        self.pool.max_lifetime = limit;
        self
    }

    /// How long a statement may take; on MySQL that holds for SELECT only.
    #[must_use]
    pub fn statement_timeout(mut self, limit: Duration) -> Self {
        self.statement_timeout = Some(limit);
        self
    }

    /// Prepared statements that a connection keeps.
    #[must_use]
    pub fn statement_cache_capacity(mut self, statements: usize) -> Self {
        self.statement_cache_capacity = Some(statements);
        self
    }

    /// How statements are sent.
    #[must_use]
    pub fn protocol(mut self, protocol: Protocol) -> Self {
        self.protocol = protocol;
        self
    }

    /// Whether the first connection is opened by the first statement, and not at once.
    #[must_use]
    pub fn lazy(mut self, lazy: bool) -> Self {
        self.lazy = lazy;
        self
    }

    /// What carries statements. Over HTTP the server is that of PlanetScale's API: encrypted and
    /// verified, host name and all, unless [`ssl_mode`](Self::ssl_mode) is
    /// [`Disabled`](SslMode::Disabled), with [`ssl_ca`](Self::ssl_ca) trusted too; the database is the one that the password belongs to; and
    /// [`statement_timeout`](Self::statement_timeout) is how long an answer may take, a minute
    /// unless set.
    #[must_use]
    pub fn driver(mut self, driver: Driver) -> Self {
        self.driver = driver;
        self
    }

    /// Host and port, or the socket.
    pub(crate) fn server(&self) -> String {
        match &self.socket {
            Some(path) => path.display().to_string(),
            None => format!("{}:{}", self.host, self.port),
        }
    }
}

#[cfg(feature = "planetscale")]
impl MySqlOptions {
    /// Where PlanetScale's API is, and `user:password`.
    pub(crate) fn over_http(&self) -> Result<(String, String), orm_core::Error> {
        let scheme = match self.ssl_mode {
            SslMode::Disabled => "http",
            _ => "https",
        };
        let host = match self.host.contains(':') {
            true => format!("[{}]", self.host),
            false => self.host.clone(),
        };
        // A port that is MySQL's says nothing of HTTP's.
        let port = match self.port {
            3306 => String::new(),
            port => format!(":{port}"),
        };
        if self.socket.is_some() {
            return Err(orm_core::driver::ConnectError::Url {
                reason: "PlanetScale over HTTP has no socket".to_owned(),
            }
            .into());
        }
        Ok((
            format!("{scheme}://{host}{port}"),
            format!("{}:{}", self.user, self.password),
        ))
    }
}

/// Without the password.
impl std::fmt::Debug for MySqlOptions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MySqlOptions")
            .field("driver", &self.driver.name())
            .field("server", &self.server())
            .field("user", &self.user)
            .field("pool", &self.pool)
            .field("statement_timeout", &self.statement_timeout)
            .field("protocol", &self.protocol)
            .field("lazy", &self.lazy)
            .finish_non_exhaustive()
    }
}
