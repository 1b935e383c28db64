//! A text column without a length stands in a key of a keyspace on MySQL.

use orm::prelude::*;

#[derive(Keyspace)]
#[keyspace(name = "reference", backend = mysql, tables(Country), tenancy = none)]
pub struct Reference;

#[derive(Table, Clone, Debug)]
#[table(name = "countries", keyspace = Reference)]
pub struct Country {
    #[column(primary_key)]
    pub code: String,
}

fn main() {}
