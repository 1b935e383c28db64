//! A subquery borrows a tenant's table without a tenant.

mod tables;

use orm::prelude::*;
use tables::*;

fn wrong() {
    let _ = orm::select::<Sqlite, orm::Unscoped, _>(Setting.key)
        .correlate(Policy)
        .from(Setting)
        .filter(Setting.key.eq(Policy.country));
}

fn main() {}
