//! A reference table is joined in a keyspace that holds no copy of it.

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
#[keyspace(name = "policies", tables(Note))]
pub struct Policies;

#[derive(Table)]
#[table(name = "notes", keyspace = Policies, global)]
pub struct Note {
    #[column(primary_key)]
    pub id: Uuid,
    pub country: String,
}

async fn wrong(policies: &Db<Sqlite, Unscoped, Policies>) {
    let _ = policies
        .select(Note.id)
        .from(Note)
        .inner_join(Country, Country.code.eq(Note.country))
        .all()
        .await;
}

fn main() {}
