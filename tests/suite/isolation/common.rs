//! The statements as MySQL and MariaDB say them: a full join is a left one, nothing is returned,
//! an upsert meets every key, and there is no set operation but the union.

#![expect(
    clippy::duplicate_mod,
    reason = "the same statements as in `everything`, of other macros"
)]

use orm::driver::HasOnDuplicateKey;

use crate::backend::TestBackend;

pub trait Able: TestBackend + HasOnDuplicateKey {}

impl<B: TestBackend + HasOnDuplicateKey> Able for B {}

macro_rules! upsert {
    ($insert:expr, $key:expr) => {
        $insert.on_duplicate_key_update()
    };
}

macro_rules! full_join {
    ($query:ident, $table:ident, $on:expr) => {
        $query.left_join($table, $on)
    };
}

macro_rules! full_on {
    ($query:ident, $join:expr, $table:ident $how:tt) => {
        on!($query.left_join, $join, $table $how)
    };
}

macro_rules! combined {
    ($left:expr, $operator:expr, $right:expr) => {
        match $operator {
            Operator::Union | Operator::Intersect => $left.union($right),
            Operator::UnionAll | Operator::Except => $left.union_all($right),
        }
    };
}

macro_rules! returned {
    ($wanted:expr, $write:expr, $answer:ident $columns:tt $end:ident) => {{
        let _ = $wanted;
        one($write.run())
    }};
}

#[path = "statements/change.rs"]
pub mod change;
#[path = "statements/insert.rs"]
pub mod insert;
#[path = "statements/joined.rs"]
pub mod joined;
#[path = "statements/read.rs"]
pub mod read;
#[path = "statements/step.rs"]
mod step;
#[path = "statements/wider.rs"]
pub mod wider;
