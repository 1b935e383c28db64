//! From recorded pieces to SQL text: the piece list, the dialects, the writer.

mod dialect;
mod piece;
mod quoted;
mod statement;
mod writer;

pub use dialect::{Dialect, JsonCell, Op, Placeholder};
pub(crate) use piece::{JSON_CELLS, Out};
pub use piece::{Piece, Pieces};
pub use quoted::Quoted;
pub use statement::{Operation, Statement};
pub(crate) use writer::SqlWriter;
pub use writer::render;
