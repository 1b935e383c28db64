//! Everything the facade promises, run on every backend that is compiled in.

#![allow(
    clippy::inconsistent_digit_grouping,
    reason = "amounts are written in cents: 100_00"
)]

mod backend;
mod fixture;
mod schema;

mod behaviour;
mod isolation;
mod sql_text;
mod values;
