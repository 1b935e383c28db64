//! A projection's const selects a column that the table doesn't have.

mod tables;

use orm::prelude::*;
use tables::*;

#[derive(Projection)]
#[projection(from = Claim)]
pub struct Amount {
    pub amont: i64,
}

fn main() {}
