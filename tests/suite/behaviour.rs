//! What each statement does to rows, on every backend.

mod bad_input;
mod columns;
mod comments;
mod ctes;
mod delete;
mod expressions;
mod group;
mod insert;
mod joins;
mod lateral;
mod select;
mod set_operations;
mod soft_delete;
mod spans;
mod stamps;
mod subqueries;
mod tenancy;

mod transactions;
mod update;
mod windows;
