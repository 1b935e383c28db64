//! `orm.toml`: what belongs to the project and not to code.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use orm_core::schema::KeyspaceDef;
use orm_core::sql::Family;
use serde::Deserialize;

use crate::error::Error;
use crate::folder::Layout;

/// `orm.toml`
///
/// ```toml
/// [keyspaces.policies]
/// dialect = "postgres"
/// url = "POLICIES_URL"
/// migration_url = "POLICIES_MIGRATION_URL"
/// folder = "migrations/policies"
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The keyspaces, by name.
    #[serde(default)]
    pub keyspaces: BTreeMap<String, KeyspaceConfig>,
    /// Databases whose migrations another tool applies, by name: `status` lists them.
    #[serde(default)]
    pub databases: BTreeMap<String, DatabaseConfig>,
}

/// A database of another tool's in `orm.toml`.
///
/// ```toml
/// [databases.billing]
/// dialect = "postgres"
/// url = "BILLING_URL"
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DatabaseConfig {
    /// Which database it is.
    pub dialect: DialectName,
    /// The environment variable with its connection string.
    pub url: String,
}

/// One keyspace of `orm.toml`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyspaceConfig {
    /// Which database it lives in.
    pub dialect: DialectName,
    /// The environment variable with the connection string that the application uses.
    pub url: String,
    /// The variable with the connection string for migrations, where that is another one: of a role
    /// that may create tables, past a pooler.
    pub migration_url: Option<String>,
    /// The folder of its migrations, relative to the file.
    pub folder: PathBuf,
    /// How the folder's files lie: `drizzle`, `folders`, `wrangler` or `atlas`.
    #[serde(default)]
    pub layout: Layout,
    /// The table of applied migrations, where it is not the layout's own: two keyspaces of one
    /// database need two.
    pub table: Option<String>,
    /// The last migration that was out in the world before `check` began to look at statements: it
    /// and those before it are not judged.
    pub released: Option<String>,
    /// The variable with the connection string of a database on a server of the same kind where
    /// `verify` may create the code's tables for a moment, where the database's own role may not.
    pub dev: Option<String>,
    /// Tables that are none of this keyspace's business, besides those of other migration tools; `*`
    /// stands for any text.
    #[serde(default)]
    pub ignore: Vec<String>,
}

/// The databases that `orm.toml` names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
#[value(rename_all = "lower")]
pub enum DialectName {
    /// SQLite.
    Sqlite,
    /// Postgres.
    Postgres,
    /// What MySQL, MariaDB and Vitess have in common.
    MySql,
    /// MySQL 8 and newer.
    MySql8,
    /// MariaDB.
    MariaDb,
    /// Cloudflare's D1.
    D1,
}

impl DialectName {
    /// How its definitions are written.
    pub fn family(self) -> Family {
        match self {
            Self::Sqlite | Self::D1 => Family::Sqlite,
            Self::Postgres => Family::Postgres,
            Self::MySql | Self::MySql8 | Self::MariaDb => Family::MySql,
        }
    }

    /// As `orm.toml` spells it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
            Self::MySql => "mysql",
            Self::MySql8 => "mysql8",
            Self::MariaDb => "mariadb",
            Self::D1 => "d1",
        }
    }
}

impl KeyspaceConfig {
    /// The connection string for migrations, from the environment.
    ///
    /// # Errors
    /// [`Error::Config`] when neither variable is set.
    pub fn connection(&self) -> Result<String, Error> {
        let variables = self.migration_url.iter().chain([&self.url]);
        let mut values = variables
            .clone()
            .filter_map(|name| std::env::var(name).ok());
        values.next().filter(|url| !url.is_empty()).ok_or_else(|| {
            let names: Vec<&str> = variables.map(String::as_str).collect();
            Error::Config(format!(
                "the environment variable {} is not set",
                names.join(" or ")
            ))
        })
    }
}

impl KeyspaceConfig {
    /// The connection string of the database for comparisons, from the environment.
    ///
    /// # Errors
    /// [`Error::Config`] when the variable is named and not set.
    pub fn dev_connection(&self) -> Result<Option<String>, Error> {
        let variable = |name: &String| {
            std::env::var(name)
                .map_err(|_| Error::Config(format!("the environment variable {name} is not set")))
        };
        self.dev.as_ref().map(variable).transpose()
    }
}

impl Config {
    /// Reads the file.
    ///
    /// # Errors
    /// When it is missing, or has something that this version doesn't know.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Err(Error::Config(format!(
                    "{} is missing: write it with `init --dialect ..`, or name it with `--config`",
                    path.display()
                )));
            }
            Err(error) => return Err(Error::file(path, error)),
        };
        let mut config: Self = toml::from_str(&text)
            .map_err(|error| Error::Config(format!("{}: {error}", path.display())))?;
        let root = path.parent().unwrap_or(Path::new(""));
        for keyspace in config.keyspaces.values_mut() {
            keyspace.folder = root.join(&keyspace.folder);
        }
        Ok(config)
    }

    /// The text of a file for these keyspaces.
    pub fn template(keyspaces: &[KeyspaceDef], dialect: DialectName) -> String {
        let mut text = String::new();
        for keyspace in keyspaces {
            let variable: String = keyspace
                .name
                .chars()
                .map(|c| {
                    if c.is_ascii_alphanumeric() {
                        c.to_ascii_uppercase()
                    } else {
                        '_'
                    }
                })
                .collect();
            let layout = match dialect {
                DialectName::D1 => "layout = \"wrangler\"\n",
                _ => "",
            };
            let (name, dialect) = (keyspace.name, dialect.name());
            text.push_str(&format!(
                "[keyspaces.{name:?}]\ndialect = \"{dialect}\"\n# The environment variable with the connection string.\nurl = \"{variable}_URL\"\n# Another one for migrations: of a role that may create tables, past a pooler.\n# migration_url = \"{variable}_MIGRATION_URL\"\nfolder = {:?}\n{layout}\n",
                format!("migrations/{name}"),
            ));
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_template_is_read() {
        let keyspace = KeyspaceDef::new("oi.policies", &[]);
        for dialect in ["sqlite", "postgres", "mysql", "mysql8", "mariadb", "d1"] {
            let dialect = clap::ValueEnum::from_str(dialect, true).unwrap();
            let text = Config::template(&[keyspace], dialect);
            let config: Config = toml::from_str(&text).unwrap();
            let read = &config.keyspaces["oi.policies"];
            assert_eq!(
                (read.dialect, read.url.as_str()),
                (dialect, "OI_POLICIES_URL")
            );
        }
        let wrong = toml::from_str::<Config>(
            "[keyspaces.a]\ndialect = \"sqlite\"\nurl = \"A\"\nfolder = \"a\"\nfoldr = 1",
        );
        assert!(wrong.is_err());
    }
}
