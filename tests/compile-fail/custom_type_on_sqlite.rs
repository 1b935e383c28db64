//! A column of a type that the application declared for Postgres, in a keyspace on SQLite.

use orm::prelude::*;
use orm::types::{CustomType, DecodeError, EncodeError};

#[derive(Clone, Debug)]
pub struct Words(pub String);

impl CustomType for Words {
    type Stored = String;

    fn store(&self) -> Result<String, EncodeError> {
        Ok(self.0.clone())
    }

    fn load(stored: String) -> Result<Self, DecodeError> {
        Ok(Self(stored))
    }
}

orm::sql_type! { Words { postgres: "tsvector"; } }

#[derive(Keyspace)]
#[keyspace(name = "pages", backend = sqlite, tables(Page))]
pub struct Pages;

#[derive(Table)]
#[table(name = "pages", keyspace = Pages, global)]
pub struct Page {
    #[column(primary_key)]
    pub id: Uuid,
    pub words: Words,
}

fn main() {}
