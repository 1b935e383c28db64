//! A common table expression writes, on a database where it can't.

mod tables;

use orm::prelude::*;
use tables::*;

#[derive(Projection)]
struct Gone {
    number: String,
}

async fn wrong(db: &TenantDb) {
    let gone = orm::delete(Policy)
        .filter(Policy.country.eq("DE"))
        .returning(GoneOf {
            number: Policy.number,
        })
        .cte();
    let _ = db.select(Gone.number).from(gone).all().await;
}

fn main() {}
