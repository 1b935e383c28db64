//! Derives one of everything and looks at what came out.
#![deny(missing_docs, unsafe_code, warnings, clippy::pedantic)]
#![allow(unreachable_pub)]

mod model;
mod tables;
mod values;
