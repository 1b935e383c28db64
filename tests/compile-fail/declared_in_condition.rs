//! A condition that is passed around may end in any handle.

#[path = "tables/mod.rs"]
mod tables;

use orm::prelude::*;
use tables::*;

orm::sql_function! {
    /// All there is.
    pub fn everything(text: String) -> bool {
        reads tables;
        Sqlite: "everything";
    }
}

fn main() {
    let _ = Claim.condition(everything(Claim.title));
}
