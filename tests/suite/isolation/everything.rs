//! The statements as backends say them that have FULL JOIN and RETURNING.

use orm::driver::{HasFullJoin, HasIntersect, HasOnConflict, HasUpdateReturning};

use crate::backend::TestBackend;

pub trait Able:
    TestBackend + HasFullJoin + HasIntersect + HasOnConflict + HasUpdateReturning
{
}

impl<B> Able for B where
    B: TestBackend + HasFullJoin + HasIntersect + HasOnConflict + HasUpdateReturning
{
}

macro_rules! upsert {
    ($insert:expr, $key:expr) => {
        $insert.on_conflict($key).do_update()
    };
}

macro_rules! full_join {
    ($query:ident, $table:ident, $on:expr) => {
        $query.full_join($table, $on)
    };
}

macro_rules! full_on {
    ($query:ident, $join:expr, $table:ident $how:tt) => {
        on!($query.full_join, $join, $table $how)
    };
}

macro_rules! combined {
    ($left:expr, $operator:expr, $right:expr) => {
        match $operator {
            Operator::Union => $left.union($right),
            Operator::UnionAll => $left.union_all($right),
            Operator::Intersect => $left.intersect($right),
            Operator::Except => $left.except($right),
        }
    };
}

macro_rules! returned {
    ($wanted:expr, $write:expr, $answer:ident $columns:tt $end:ident) => {{
        use $crate::isolation::level::$answer as answer;
        if $wanted {
            answer($write.returning($columns).$end())
        } else {
            one($write.run())
        }
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
