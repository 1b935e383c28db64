use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use orm_core::driver::ConnectError;
use orm_core::driver::pool::PoolSettings;

/// Where a D1 database is, and who asks.
///
/// ```
/// use std::time::Duration;
/// use orm_sqlite::D1Options;
///
/// let options = D1Options::new("account-id", "database-id")
///     .token("api-token")
///     .timeout(Duration::from_secs(10));
/// let same: D1Options = "d1://api-token@account-id/database-id?timeout=10000".parse()?;
/// # Ok::<(), orm_core::driver::ConnectError>(())
/// ```
///
/// Connection strings are `d1://token@account/database`; without a token, that of the environment
/// variable `CLOUDFLARE_API_TOKEN`. Their parameters, any other being an error: `timeout`,
/// milliseconds for an answer, 30,000 unless given; `max_connections`, requests at a time, 6 unless
/// given; `api`, the address of the API; `ssl-ca`, a file of certificates in PEM.
#[derive(Clone)]
pub struct D1Options {
    account: String,
    database: String,
    token: String,
    api: String,
    pub(super) ssl_ca: Option<PathBuf>,
    pub(super) timeout: Duration,
    pub(super) pool: PoolSettings,
}

impl D1Options {
    /// A database of an account, with the token of the environment variable
    /// `CLOUDFLARE_API_TOKEN`, if there is one.
    pub fn new(account: &str, database: &str) -> Self {
        Self {
            account: account.to_owned(),
            database: database.to_owned(),
            token: std::env::var("CLOUDFLARE_API_TOKEN").unwrap_or_default(),
            api: "https://api.cloudflare.com/client/v4".to_owned(),
            ssl_ca: None,
            timeout: Duration::from_secs(30),
            pool: PoolSettings {
                max_connections: 6,
                ..PoolSettings::default()
            },
        }
    }

    /// The API token.
    #[must_use]
    pub fn token(mut self, token: &str) -> Self {
        token.clone_into(&mut self.token);
        self
    }

    /// Another address of the API, without a slash at its end.
    #[must_use]
    pub fn api(mut self, api: &str) -> Self {
        api.trim_end_matches('/').clone_into(&mut self.api);
        self
    }

    /// A file of certificates of authorities, in PEM, that are trusted beside those that every
    /// program trusts: of a company's proxy. A Worker, whose platform says whom it trusts, refuses
    /// it.
    #[must_use]
    pub fn ssl_ca(mut self, file: impl Into<PathBuf>) -> Self {
        self.ssl_ca = Some(file.into());
        self
    }

    /// How long an answer may take.
    #[must_use]
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.timeout = limit;
        self
    }

    /// Requests at a time, at most.
    #[must_use]
    pub fn max_connections(mut self, requests: usize) -> Self {
        self.pool.max_connections = requests.max(1);
        self
    }

    pub(super) fn url(&self) -> String {
        let Self {
            api,
            account,
            database,
            ..
        } = self;
        format!("{api}/accounts/{account}/d1/database/{database}/raw")
    }

    pub(super) fn authorization(&self) -> String {
        format!("Bearer {}", self.token)
    }

    pub(super) fn server(&self) -> String {
        format!("database {} of account {}", self.database, self.account)
    }

    pub(super) fn account(&self) -> &str {
        &self.account
    }
}

/// Without the token.
impl std::fmt::Debug for D1Options {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("D1Options")
            .field("account", &self.account)
            .field("database", &self.database)
            .field("api", &self.api)
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}

impl FromStr for D1Options {
    type Err = ConnectError;

    fn from_str(url: &str) -> Result<Self, ConnectError> {
        let rest = url
            .strip_prefix("d1://")
            .ok_or_else(|| refused("it does not begin with `d1://`"))?;
        let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (token, place) = match place.rsplit_once('@') {
            Some((token, place)) => (Some(token), place),
            None => (None, place),
        };
        let (account, database) = place.split_once('/').unwrap_or((place, ""));
        // They become part of a path.
        let name = |name: &str| {
            let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
            !name.is_empty() && name.bytes().all(allowed)
        };
        if !name(account) || !name(database) {
            return Err(refused("it is not `d1://account/database`"));
        }
        let mut options = Self::new(account, database);
        if let Some(token) = token {
            options = options.token(token.trim_start_matches(':'));
        }
        let parameters = query.split('&').filter(|parameter| !parameter.is_empty());
        parameters
            .map(|parameter| parameter.split_once('=').unwrap_or((parameter, "")))
            .try_fold(options, |options, (name, value)| {
                let number = || match value.parse::<u32>() {
                    Ok(number @ 1..) => Ok(number),
                    _ => Err(refused(format!(
                        "parameter `{name}` takes a whole number of 1 or more"
                    ))),
                };
                Ok(match name {
                    "timeout" => options.timeout(Duration::from_millis(number()?.into())),
                    "max_connections" => options.max_connections(number()? as usize),
                    "api" if value.starts_with("https://") || value.starts_with("http://") => {
                        options.api(value)
                    }
                    "api" => return Err(refused("parameter `api` takes an address")),
                    "ssl-ca" if !value.is_empty() => options.ssl_ca(value),
                    "ssl-ca" => return Err(refused("parameter `ssl-ca` takes a file")),
                    _ => return Err(refused(format!("it has an unknown parameter `{name}`"))),
                })
            })
    }
}

fn refused(reason: impl Into<String>) -> ConnectError {
    ConnectError::Url {
        reason: reason.into(),
    }
}
