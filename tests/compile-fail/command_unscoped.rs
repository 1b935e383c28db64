//! An update that was closed is executed without a tenant.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<Sqlite>) {
    let _ = orm::update(Policy)
        .set(Policy.note.to("x"))
        .all_rows()
        .command()
        .on(db)
        .run()
        .await;
}

fn main() {}
