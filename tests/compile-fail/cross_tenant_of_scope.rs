//! A handle of one tenant becomes one of all.

mod tables;

use orm::prelude::*;
use tables::*;

fn wrong(db: &TenantDb, actor: &SystemActor) {
    let _ = db.cross_tenant(actor, "curiosity");
}

fn main() {}
