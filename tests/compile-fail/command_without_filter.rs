//! An update that is closed has no filter.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = orm::update(Policy)
        .set(Policy.note.to("x"))
        .command()
        .on(db)
        .run()
        .await;
}

fn main() {}
