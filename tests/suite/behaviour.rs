//! What each statement does to rows, on every backend.

mod bad_input;
mod columns;
mod delete;
mod expressions;
mod group;
mod insert;
mod joins;
mod relations;
mod select;
mod soft_delete;
pub mod spans;
mod stamps;
mod subqueries;
mod tenancy;

mod transactions;
mod update;
