//! A bare uuid opens no tenant.

use orm::prelude::*;

fn wrong(db: &Db<Sqlite>, org: Uuid) {
    let _ = db.tenant(&org);
}

fn main() {}
