//! An operator of arrays on a text.

#[path = "tables/mod.rs"]
mod tables;

use orm::prelude::*;
use tables::*;

fn wrong() {
    let _ = Policy.number.any_eq("P-1");
}

fn main() {}
