//! What the attributes say, before it is known whether it fits together.

pub(crate) mod column;
pub(crate) mod default;
pub(crate) mod index;
pub(crate) mod reference;
pub(crate) mod relation;
pub(crate) mod table;
