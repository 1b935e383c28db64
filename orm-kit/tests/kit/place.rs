//! A database of its own on each server that there is.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use orm::driver::{Connect, Connection, Decoder, HasTransactions, Pool, RowError};
use orm::sql::{Family, Statement};
use orm::types::RowReader;

/// A database, and a folder.
pub struct Place<B: HasTransactions> {
    pub pool: B::Pool,
    pub url: String,
    pub folder: PathBuf,
}

pub fn number() -> usize {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// An empty folder.
pub fn folder() -> PathBuf {
    let name = format!("orm-kit-test-{}-{}", std::process::id(), number());
    let folder = std::env::temp_dir().join(name);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

impl<B: HasTransactions + Connect> Place<B> {
    pub async fn open(url: String, folder: PathBuf) -> Self {
        let pool = B::open(B::options(&url).unwrap()).await.unwrap();
        Self { pool, url, folder }
    }

    pub async fn close(&self) {
        self.pool.close().await;
    }

    pub async fn sql(&self, sql: &str) -> u64 {
        let mut connection = self.pool.acquire().await.unwrap();
        let done = connection.execute(Statement::define(sql)).await;
        done.unwrap_or_else(|error| panic!("{error}\n{sql}"))
    }

    /// The rows of texts.
    pub async fn rows(&self, sql: &str) -> Vec<Vec<String>> {
        let mut connection = self.pool.acquire().await.unwrap();
        let columns = sql.split(" FROM ").next().unwrap().matches(" | ").count() + 1;
        let sql = sql.replacen(" | ", ", ", columns - 1);
        let done = connection
            .fetch_all(Statement::define(sql.as_str()), Texts(columns))
            .await;
        done.unwrap_or_else(|error| panic!("{error}\n{sql}"))
    }

    pub async fn texts(&self, sql: &str) -> Vec<String> {
        self.rows(sql)
            .await
            .into_iter()
            .map(|row| row.join("|"))
            .collect()
    }

    /// What the database holds, in words that don't tell how it came there: one per column, key,
    /// index and type.
    pub async fn catalog(&self) -> Vec<String> {
        let mut found = match B::DIALECT.family {
            Family::Sqlite => self.sqlite().await,
            Family::Postgres => self.postgres().await,
            Family::MySql => self.mysql().await,
        };
        found.sort();
        found
    }

    async fn sqlite(&self) -> Vec<String> {
        let tables = self.texts("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_\\_%' ESCAPE '\\'").await;
        let mut found = Vec::new();
        for table in tables {
            let sql = self
                .texts(&format!(
                    "SELECT sql FROM sqlite_master WHERE name = '{table}'"
                ))
                .await;
            let body = sql[0]
                .split_once('(')
                .unwrap()
                .1
                .rsplit_once(')')
                .unwrap()
                .0;
            let mut depth = 0;
            let parts = body.split(|c| {
                depth += i32::from(c == '(') - i32::from(c == ')');
                c == ',' && depth == 0
            });
            found.extend(parts.map(|part| format!("{table}: {}", part.trim())));
        }
        let indexes = "SELECT tbl_name || ': ' || sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL";
        found.extend(self.texts(indexes).await);
        found
    }

    async fn postgres(&self) -> Vec<String> {
        let own = "'public'::regnamespace";
        let mut found = self.texts(&format!("SELECT relname || ': ' || attname || ' ' || format_type(atttypid, atttypmod) || ' ' || attnotnull::text || ' ' || attidentity::text || ' ' || coalesce(pg_get_expr(adbin, adrelid), '') || ' ' || coalesce(collname, '') FROM pg_attribute JOIN pg_class c ON c.oid = attrelid LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum LEFT JOIN pg_collation k ON k.oid = attcollation WHERE relnamespace = {own} AND relkind = 'r' AND attnum > 0 AND NOT attisdropped")).await;
        found.extend(self.texts(&format!("SELECT conrelid::regclass || ': ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = {own} AND contype <> 'n'")).await);
        found.extend(
            self.texts(
                "SELECT tablename || ': ' || indexdef FROM pg_indexes WHERE schemaname = 'public'",
            )
            .await,
        );
        found.extend(self.texts(&format!("SELECT typname || ' ' || array_to_string(ARRAY(SELECT enumlabel FROM pg_enum WHERE enumtypid = t.oid ORDER BY enumsortorder), ' ') FROM pg_type t WHERE typnamespace = {own} AND typtype = 'e'")).await);
        found
    }

    async fn mysql(&self) -> Vec<String> {
        let tables = self.texts("SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name NOT LIKE '\\_\\_%'").await;
        let mut found = Vec::new();
        for table in tables {
            let mut connection = self.pool.acquire().await.unwrap();
            let show = Statement::define(format!("SHOW CREATE TABLE `{table}`"));
            let rows = connection.fetch_all(show, Texts(2)).await.unwrap();
            let lines = rows[0][1].lines().skip(1);
            found.extend(lines.map(|line| {
                // How far it has counted.
                let line = match line.split_once(" AUTO_INCREMENT=") {
                    Some((before, after)) => {
                        format!("{before}{}", after.trim_start_matches(char::is_numeric))
                    }
                    None => line.to_owned(),
                };
                format!("{table}: {}", line.trim().trim_end_matches(','))
            }));
        }
        found
    }
}

struct Texts(usize);

impl Decoder for Texts {
    type Item = Vec<String>;

    fn decode<R: RowReader + ?Sized>(&self, row: &R) -> Result<Vec<String>, RowError> {
        let cell = |at| {
            if row.is_null(at)? {
                return Ok("NULL".to_owned());
            }
            row.text(at)
                .map(str::to_owned)
                .or_else(|_| row.i64(at).map(|number| number.to_string()))
        };
        let cells =
            (0..self.0).map(|at| cell(at).map_err(|error| RowError::of_position(at, error)));
        cells.collect()
    }
}

/// A new database on the server that the variable names.
pub async fn on_server<B: HasTransactions + Connect>(variable: &str) -> Option<Place<B>> {
    let Ok(url) = std::env::var(variable) else {
        assert_ne!(
            std::env::var("ORM_TEST_REQUIRE_SERVERS").as_deref(),
            Ok("1"),
            "{variable} is not set"
        );
        println!("left out: {variable} is not set");
        return None;
    };
    let database = format!("orm_kit_{}_{}", std::process::id(), number());
    let admin = Place::<B>::open(url.clone(), PathBuf::new()).await;
    admin.sql(&format!("CREATE DATABASE {database}")).await;
    let (server, _) = url.rsplit_once('/').unwrap();
    Some(Place::open(format!("{server}/{database}"), folder()).await)
}

pub async fn on_sqlite() -> Place<orm::Sqlite> {
    let folder = folder();
    let url = format!("sqlite:{}?mode=rwc", folder.join("test.db").display());
    Place::open(url, folder).await
}

/// Drops the database.
pub async fn drop_place<B: HasTransactions + Connect>(place: Place<B>, variable: &str) {
    place.pool.close().await;
    let database = place.url.rsplit('/').next().unwrap().to_owned();
    let admin = Place::<B>::open(std::env::var(variable).unwrap(), PathBuf::new()).await;
    let force = if B::DIALECT.family == Family::Postgres {
        " WITH (FORCE)"
    } else {
        ""
    };
    admin.sql(&format!("DROP DATABASE {database}{force}")).await;
    std::fs::remove_dir_all(&place.folder).unwrap();
}

/// Makes a test of each generic body on each database.
#[macro_export]
macro_rules! everywhere {
    ($($body:ident),+ $(,)?) => {
        $(
            mod $body {
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn sqlite() {
                    let place = $crate::place::on_sqlite().await;
                    super::$body(&place).await;
                    place.close().await;
                    std::fs::remove_dir_all(&place.folder).unwrap();
                }
                $crate::everywhere!(@one $body postgres (orm::Postgres) "ORM_TEST_POSTGRES_URL");
                $crate::everywhere!(@one $body postgres18 (orm::Postgres) "ORM_TEST_POSTGRES18_URL");
                $crate::everywhere!(@one $body mysql (orm::MySql8) "ORM_TEST_MYSQL_URL");
                $crate::everywhere!(@one $body mariadb (orm::MariaDb) "ORM_TEST_MARIADB_URL");
            }
        )+
    };
    (@one $body:ident $name:ident ($backend:ty) $variable:literal) => {
        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $name() {
            if let Some(place) = $crate::place::on_server::<$backend>($variable).await {
                super::$body(&place).await;
                $crate::place::drop_place(place, $variable).await;
            }
        }
    };
}
