//! A fragment calls a function that isn't known to be harmless.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .select(sql!(String, "query_to_xml({})", Claim.title))
        .from(Claim)
        .all()
        .await;
}

fn main() {}
