//! A column of a declared type is compared with values of it.

#[path = "tables/mod.rs"]
mod tables;

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

use tables::*;

orm::sql_type! { Words { sqlite: "text"; } }

orm::sql_function! {
    /// Whether the words are alike.
    pub fn alike(left: Words, right: Words) -> bool {
        reads no table;
        Sqlite: "=";
    }
}

async fn wrong(db: &TenantDb) {
    let words = Words("hail".to_owned());
    let _ = db
        .select(Claim.id)
        .from(Claim)
        .filter(alike(Claim.title, words))
        .all()
        .await;
}

fn main() {}
