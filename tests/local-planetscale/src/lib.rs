//! PlanetScale's HTTP protocol in front of a MySQL, for tests and development.
//!
//! `POST /psdb.v1alpha1.Database/{Execute, CreateSession, CloseSession}` with basic auth, sessions,
//! packed rows, errors in the words of Vitess, a limit of rows, and transactions that end after
//! their time; over HTTPS as HTTP/2, where it is asked for. `POST /faults` with `[{"status": 502}]` makes the next requests fail; `POST /sessions`
//! gives the number of sessions that have a transaction or settings, `{"open": 1}`.

mod error;
mod fault;
mod field;
mod listen;
mod message;
mod routes;
mod run;
mod server;
mod session;
mod tls;

pub use fault::Fault;
pub use listen::{Ending, Served};
pub use server::{Options, Server};
pub use tls::Offer;
