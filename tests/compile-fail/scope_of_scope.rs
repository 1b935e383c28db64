//! A handle of one tenant becomes one of another.

mod tables;

use tables::*;

fn wrong(db: &TenantDb, token: &Token) {
    let _ = db.tenant(token);
}

fn main() {}
