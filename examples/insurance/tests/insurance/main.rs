//! The service through its router, as clients reach it: on SQLite, and on MySQL where there is one.

mod isolation;
mod keyspaces;
mod night;
mod roles;
mod service;
mod tokens;
mod work;
