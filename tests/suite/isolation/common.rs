//! The statements as every backend says them: a full join is a left one, and nothing is returned.

#![expect(
    clippy::duplicate_mod,
    reason = "the same statements as in `everything`, of other macros"
)]

pub use crate::backend::TestBackend as Able;

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
