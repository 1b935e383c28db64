//! A function that reads tables sees every tenant's rows.

#[path = "tables/mod.rs"]
mod tables;

use orm::prelude::*;
use tables::*;

orm::sql_function! {
    /// All there is.
    pub fn everything(text: String) -> String {
        reads tables;
        Sqlite: "everything";
    }
}

async fn wrong(db: &TenantDb) {
    let _ = db.select(everything(Claim.title)).from(Claim).all().await;
}

fn main() {}
