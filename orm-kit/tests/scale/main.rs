//! Databases of a hundred tables become source, from which `generate` has nothing to do.
//!
//! Three are made in the ways in which databases come into being: by hand, by Atlas's statements, and
//! by drizzle-kit, which `ORM_TEST_NODE_MODULES` has to name. `ORM_BLESS=1` writes the sources anew.

mod atlas;
mod drizzle;
mod hand;
#[path = "../kit/node.rs"]
#[allow(dead_code, reason = "not all of it is needed here")]
mod node;
#[path = "../kit/place.rs"]
#[allow(dead_code, reason = "not all of it is needed here")]
mod place;
mod pulled;
mod round;
