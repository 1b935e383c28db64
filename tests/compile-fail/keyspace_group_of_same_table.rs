//! Two keyspaces of a group have a table of one name.

mod tables;

use orm::prelude::*;
use tables::*;

#[derive(Keyspace)]
#[keyspace(name = "claims", tables(Setting))]
pub struct Claims;

#[derive(Table)]
#[table(name = "claims", keyspace = Claims, global)]
pub struct Setting {
    #[column(primary_key)]
    pub id: Uuid,
}

#[derive(Keyspace)]
#[keyspace(name = "all", includes(Policies, Claims))]
pub struct All;

fn main() {}
