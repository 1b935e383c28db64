//! A function that is declared for another backend.

#[path = "../tables/mod.rs"]
mod tables;

use orm::prelude::*;
use tables::*;

orm::sql_function! {
    /// How alike the texts are.
    pub fn similarity(left: String, right: String) -> f32 {
        reads no table;
        Postgres: "similarity";
    }
}

async fn wrong(db: &Db<MySql, Scoped<OrgId>>) {
    let alike = similarity(Claim.title, "hail");
    let _ = db.select(alike).from(Claim).all().await;
}

fn main() {}
