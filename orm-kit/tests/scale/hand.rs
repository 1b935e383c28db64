//! A schema that people wrote, with what is odd and legal in it.

use orm::Keyspace as _;
use orm::driver::{Connect, HasTransactions};
use orm::sql::Family;

use crate::everywhere;
use crate::place::Place;
use crate::pulled::{hand_mysql, hand_postgres, hand_sqlite};
use crate::round::{Keyspaces, comes_back, executed};

mod mysql;
mod postgres;
mod sqlite;

everywhere!(tables_by_hand_come_back);

async fn tables_by_hand_come_back<B: HasTransactions + Connect>(place: &Place<B>) {
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
        name: "hand",
        postgres: hand_postgres::Hand::DEFINITION,
        mysql: hand_mysql::Hand::DEFINITION,
        sqlite: hand_sqlite::Hand::DEFINITION,
    };
    comes_back(place, &keyspaces, None).await;
}
