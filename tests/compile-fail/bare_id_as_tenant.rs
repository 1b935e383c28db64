//! A bare tenant id opens no tenant.

mod tables;

use orm::prelude::*;
use tables::*;

fn wrong(db: &Db<Sqlite>, org: OrgId) {
    let _ = db.tenant(&org);
}

fn main() {}
