//! From recorded pieces to SQL text: the piece list, the dialects, the writer.

mod comment;
mod cte;
pub mod define;
mod dialect;
mod function;
mod piece;
mod quoted;
mod statement;
mod writer;

pub use comment::Comments;
pub(crate) use cte::CteDefinition;
pub use cte::CteName;
pub use dialect::{Dialect, Family, JsonCell, Op, Placeholder, WriteJoins};
pub use function::{Field, Func, Unit};
pub use piece::{CustomPart, Piece, Pieces};
pub(crate) use piece::{JSON_CELLS, Out};
pub use quoted::Quoted;
pub use statement::{Operation, Statement};
pub(crate) use writer::SqlWriter;
pub use writer::render;
