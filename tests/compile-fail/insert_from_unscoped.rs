//! A tenant table is read into a table that everybody reads.

mod tables;

use orm::prelude::*;
use orm::select;
use tables::*;

async fn wrong(db: &Db<Sqlite>) {
    let query = select((Setting.key.to(Policy.number), Setting.value.to("x"))).from(Policy);
    let _ = db.insert_from(Setting, query).run().await;
}

fn main() {}
