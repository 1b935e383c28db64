//! Derives one of everything, looks at what came out, and uses it on `SQLite`.
#![deny(missing_docs, unsafe_code, warnings, clippy::pedantic)]
#![allow(unreachable_pub)]

mod fragment;
mod handle;
mod hygiene;
mod model;
mod projection;
mod tables;
mod values;
mod writes;
