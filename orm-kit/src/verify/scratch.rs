use orm_core::driver::{Connect, Connection, HasTransactions, Pool, Transactional};
use orm_core::schema::physical::Physical;
use orm_core::sql::{Family, Statement, define};
use uuid::Uuid;

use crate::error::Error;
use crate::introspect::{self, Filter};
use crate::split;

/// What the statements make in an empty place on the database's server, which is gone afterwards.
pub(crate) async fn in_scratch<B: HasTransactions + Connect>(
    url: &str,
    dev: Option<&str>,
    statements: &[String],
) -> Result<Physical, Error> {
    let url = dev.unwrap_or(url);
    let name = format!("orm_dev_{}", Uuid::new_v4().simple());
    match B::DIALECT.family {
        Family::Sqlite => {
            let pool = B::open(B::options("sqlite::memory:")?).await?;
            let made = make_in::<B>(&pool, statements).await;
            pool.close().await;
            made
        }
        Family::Postgres => {
            let pool = B::open(B::options(url)?).await?;
            let made = in_schema::<B>(&pool, &name, statements).await;
            pool.close().await;
            made
        }
        Family::MySql => {
            let admin = B::open(B::options(url)?).await?;
            let made = in_database::<B>(&admin, url, &name, statements).await;
            admin.close().await;
            made
        }
    }
}

async fn make<B: HasTransactions>(
    connection: &mut B::Connection,
    statements: &[String],
) -> Result<Physical, Error> {
    for text in statements {
        for sql in split::statements(B::DIALECT.family, text) {
            connection.execute(Statement::define(sql)).await?;
        }
    }
    introspect::read::<B>(connection, &Filter::default()).await
}

async fn make_in<B: HasTransactions>(
    pool: &B::Pool,
    statements: &[String],
) -> Result<Physical, Error> {
    let mut connection = pool.acquire().await?;
    make::<B>(&mut connection, statements).await
}

/// In a schema of a transaction that is rolled back. What the database's own path reaches
/// (extensions, functions) stays in reach.
async fn in_schema<B: HasTransactions>(
    pool: &B::Pool,
    name: &str,
    statements: &[String],
) -> Result<Physical, Error> {
    let mut connection = pool.acquire().await?;
    let mode = <B::Connection as Transactional>::Mode::default();
    connection.begin(0, &mode).await?;
    let schema = define::quoted(B::DIALECT, name);
    let create = Statement::define(format!("CREATE SCHEMA {schema}"));
    let path = format!(
        "SELECT set_config('search_path', '{name}, ' || current_setting('search_path'), true)"
    );
    let made = match connection.execute(create).await {
        Err(error) => Err(Error::Scratch { error }),
        Ok(_) => match connection.execute(Statement::define(path)).await {
            Err(error) => Err(error.into()),
            Ok(_) => make::<B>(&mut connection, statements).await,
        },
    };
    let ended = connection.rollback(0).await;
    let made = made?;
    ended?;
    Ok(made)
}

async fn in_database<B: HasTransactions + Connect>(
    admin: &B::Pool,
    url: &str,
    name: &str,
    statements: &[String],
) -> Result<Physical, Error> {
    let mut connection = admin.acquire().await?;
    let database = define::quoted(B::DIALECT, name);
    let create = Statement::define(format!("CREATE DATABASE {database}"));
    let created = connection.execute(create).await;
    created.map_err(|error| Error::Scratch { error })?;
    let made = match B::open(B::options(&with_database(url, name))?).await {
        Err(error) => Err(error.into()),
        Ok(pool) => {
            let made = make_in::<B>(&pool, statements).await;
            pool.close().await;
            made
        }
    };
    let dropped = Statement::define(format!("DROP DATABASE {database}"));
    let dropped = connection.execute(dropped).await;
    let made = made?;
    dropped?;
    Ok(made)
}

/// The connection string with another database's name.
fn with_database(url: &str, name: &str) -> String {
    let (rest, query) = url
        .split_once('?')
        .map_or((url, None), |(rest, query)| (rest, Some(query)));
    let host = rest.find("://").map_or(0, |at| at + 3);
    let server = match rest[host..].find('/') {
        Some(slash) => &rest[..host + slash],
        None => rest,
    };
    match query {
        Some(query) => format!("{server}/{name}?{query}"),
        None => format!("{server}/{name}"),
    }
}

#[cfg(test)]
mod tests {
    use super::with_database;

    #[test]
    fn the_database_of_a_connection_string_changes() {
        assert_eq!(with_database("mysql://u:p@h:1/a", "b"), "mysql://u:p@h:1/b");
        assert_eq!(with_database("mysql://h?x=/y", "b"), "mysql://h/b?x=/y");
    }
}
