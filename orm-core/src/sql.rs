//! From recorded pieces to SQL text: the piece list, the dialects, the writer.

mod dialect;
mod piece;
mod statement;
mod writer;

pub use dialect::{Dialect, Op, Placeholder};
pub use piece::{Piece, Pieces};
pub use statement::{Operation, Statement};
pub use writer::render;
