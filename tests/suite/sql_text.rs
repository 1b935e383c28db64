//! The SQL text of each statement form, in each dialect; every statement is executed too.
