//! The arguments of a declared function are columns of FROM.

#[path = "tables/mod.rs"]
mod tables;

use orm::prelude::*;
use tables::*;

orm::sql_function! {
    /// The place of the first character in Unicode.
    pub fn code_point(text: String) -> i64 {
        reads no table;
        Sqlite: "unicode";
    }
}

async fn wrong(db: &TenantDb) {
    let _ = db.select(code_point(Claim.title)).from(Policy).all().await;
}

fn main() {}
