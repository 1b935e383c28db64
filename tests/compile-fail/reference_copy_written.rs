//! A reference table is written through a keyspace that holds a copy of it.

use orm::prelude::*;

#[derive(Keyspace)]
#[keyspace(name = "global", tables(Country))]
pub struct Global;

#[derive(Table)]
#[table(name = "countries", keyspace = Global, global, reference_in = all)]
pub struct Country {
    #[column(primary_key, varchar = 2)]
    pub code: String,
}

#[derive(Keyspace)]
#[keyspace(name = "policies", tables(Note), references(Country))]
pub struct Policies;

#[derive(Table)]
#[table(name = "notes", keyspace = Policies, global)]
pub struct Note {
    #[column(primary_key)]
    pub id: Uuid,
}

async fn wrong(policies: &Db<Sqlite, Unscoped, Policies>) {
    let code = "CH".to_owned();
    let _ = policies.insert(NewCountry { code }).run().await;
}

fn main() {}
