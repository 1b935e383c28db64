//! What goes into a column comes out of it.
