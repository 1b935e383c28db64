use sqlparser::dialect::{Dialect, GenericDialect, MySqlDialect, PostgreSqlDialect, SQLiteDialect};
use syn::Type;

/// The databases that a text is written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// `_`: what all of them have.
    Any,
    Sqlite,
    Postgres,
    MySql,
    /// MySQL 8 and later, without MariaDB.
    MySql8,
    MariaDb,
}

impl Target {
    pub(super) fn of(backend: &Type) -> syn::Result<Self> {
        let name = match backend {
            Type::Infer(_) => return Ok(Self::Any),
            Type::Path(path) => path.path.segments.last().map(|last| last.ident.to_string()),
            _ => None,
        };
        match name.as_deref() {
            Some("Sqlite" | "D1") => Ok(Self::Sqlite),
            Some("Postgres") => Ok(Self::Postgres),
            Some("MySql") => Ok(Self::MySql),
            Some("MySql8") => Ok(Self::MySql8),
            Some("MariaDb") => Ok(Self::MariaDb),
            _ => Err(syn::Error::new_spanned(
                backend,
                "the backend says how the text is read: one of `Sqlite`, `D1`, `Postgres`, `MySql`, `MySql8` and `MariaDb` by its own name, or `_` for what all of them have",
            )),
        }
    }

    pub(super) fn dialect(self) -> &'static dyn Dialect {
        match self {
            Self::Any => &GenericDialect {},
            Self::Sqlite => &SQLiteDialect {},
            Self::Postgres => &PostgreSqlDialect {},
            Self::MySql | Self::MySql8 | Self::MariaDb => &MySqlDialect {},
        }
    }

    /// Its name in `sql::Family`.
    pub(super) fn family(self) -> Option<&'static str> {
        match self {
            Self::Any => None,
            Self::Sqlite => Some("Sqlite"),
            Self::Postgres => Some("Postgres"),
            Self::MySql | Self::MySql8 | Self::MariaDb => Some("MySql"),
        }
    }

    /// Whether decimals may be whole numbers of their last digit there.
    pub(super) fn scales_decimals(self) -> bool {
        matches!(self, Self::Any | Self::Sqlite)
    }

    fn name(self) -> &'static str {
        match self {
            Self::Any => "`_`",
            Self::Sqlite => "SQLite",
            Self::Postgres => "Postgres",
            Self::MySql => "every MySQL and MariaDB",
            Self::MySql8 => "MySQL 8",
            Self::MariaDb => "MariaDB",
        }
    }

    /// Refuses what this target doesn't have.
    pub(super) fn needs(self, what: &str, has: Has) -> Result<(), String> {
        let has = match self {
            Self::Any => has.sqlite && has.postgres && has.mysql,
            Self::Sqlite => has.sqlite,
            Self::Postgres => has.postgres,
            Self::MySql | Self::MariaDb => has.mysql,
            Self::MySql8 => has.mysql || has.mysql8,
        };
        if has {
            Ok(())
        } else if self == Self::Any {
            Err(format!(
                "not every backend has {what}: name the one that it is for in place of `_`"
            ))
        } else {
            Err(format!("{} has no {what}", self.name()))
        }
    }
}

/// Which databases have something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Has {
    sqlite: bool,
    postgres: bool,
    mysql: bool,
    mysql8: bool,
}

impl Has {
    const NONE: Self = Self {
        sqlite: false,
        postgres: false,
        mysql: false,
        mysql8: false,
    };
    pub(super) const ALL: Self = Self {
        sqlite: true,
        postgres: true,
        mysql: true,
        mysql8: true,
    };
    pub(super) const POSTGRES: Self = Self {
        postgres: true,
        ..Self::NONE
    };
    pub(super) const MYSQL: Self = Self {
        mysql: true,
        mysql8: true,
        ..Self::NONE
    };
    pub(super) const SQLITE: Self = Self {
        sqlite: true,
        ..Self::NONE
    };
    pub(super) const NOT_MYSQL: Self = Self {
        sqlite: true,
        postgres: true,
        ..Self::NONE
    };
    pub(super) const NOT_SQLITE: Self = Self {
        postgres: true,
        ..Self::MYSQL
    };
    /// Postgres, and MySQL 8 without MariaDB.
    pub(super) const LATERAL: Self = Self {
        postgres: true,
        mysql8: true,
        ..Self::NONE
    };
}
