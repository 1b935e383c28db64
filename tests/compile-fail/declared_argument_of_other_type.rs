//! A declared function takes what it says.

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

fn main() {
    let _ = code_point(Claim.amount);
}
