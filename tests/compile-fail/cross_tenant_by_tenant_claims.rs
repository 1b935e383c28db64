//! Claims of one tenant open no handle for all.

mod tables;

use orm::prelude::*;
use tables::*;

fn wrong(db: &Db<Sqlite>, token: &Token) {
    let _ = db.cross_tenant(token, "curiosity");
}

fn main() {}
