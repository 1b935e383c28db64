//! SQL types are named per family of databases.

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

orm::sql_type! { Words { oracle: "varchar2(10)"; } }

fn main() {}
