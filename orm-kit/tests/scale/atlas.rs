//! A schema in the statements that `atlas migrate diff` writes.

use orm::Keyspace as _;
use orm::driver::{Connect, HasTransactions};
use orm::sql::Family;

use crate::everywhere;
use crate::place::Place;
use crate::pulled::{atlas_mysql, atlas_postgres, atlas_sqlite};
use crate::round::{Keyspaces, comes_back, executed};

mod mysql;
mod postgres;
mod sqlite;

everywhere!(the_tables_of_atlas_come_back);

async fn the_tables_of_atlas_come_back<B: HasTransactions + Connect>(place: &Place<B>) {
    let (first, each) = match B::DIALECT.family {
        Family::Postgres => (postgres::FIRST, postgres::EACH),
        Family::MySql => ("", mysql::EACH),
        Family::Sqlite => ("", sqlite::EACH),
    };
    executed(place, first).await;
    let each: Vec<String> = (0..10)
        .map(|at| each.replace('#', &at.to_string()))
        .collect();
    executed(place, &each.concat()).await;
    let keyspaces = Keyspaces {
        name: "atlas",
        postgres: atlas_postgres::Atlas::DEFINITION,
        mysql: atlas_mysql::Atlas::DEFINITION,
        sqlite: atlas_sqlite::Atlas::DEFINITION,
    };
    comes_back(place, &keyspaces, None).await;
}
