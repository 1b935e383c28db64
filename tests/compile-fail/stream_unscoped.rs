//! Rows of a tenant's table are streamed without a tenant.

mod tables;

use orm::prelude::*;
use tables::*;

fn wrong(db: &Db<Sqlite>) {
    let _ = db.from(Policy).stream();
}

fn main() {}
