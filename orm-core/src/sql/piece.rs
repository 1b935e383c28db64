use super::Op;
use crate::driver::BuildError;
use crate::schema::{ColumnDef, TableDef};
use crate::types::{Arg, EncodeError, SqlType};

/// One dialect-neutral part of a statement.
#[derive(Clone, Debug)]
pub enum Piece {
    /// SQL text that all dialects share.
    Text(&'static str),
    /// SQL text made at run time by the writer's own code.
    Made(Box<str>),
    /// A quoted identifier.
    Identifier(&'static str),
    /// A column, qualified by its source's name in the statement.
    Column(&'static str, &'static ColumnDef),
    /// A table in FROM or as target; its name is recorded for tracing.
    Table(&'static TableDef),
    /// A bind value.
    Arg(Arg),
    /// A whole number, written as a literal.
    Integer(i64),
    /// Something that dialects write differently.
    Op(Op),
    /// The dialect's name of a type, as CAST takes it.
    CastType(SqlType),
    /// Multiplies by a power of ten where decimals are stored as whole numbers.
    Shift(u8),
}

/// A flat list of pieces, and the first error met while recording them.
///
/// Outside this crate only columns, bind values and expressions can be recorded, never text: an
/// expression of an application's own can't smuggle SQL past the tenant predicate.
#[derive(Clone, Debug, Default)]
pub struct Pieces {
    pub(crate) list: Vec<Piece>,
    pub(crate) error: Option<Box<BuildError>>,
}

impl Pieces {
    pub(crate) fn with_capacity(pieces: usize) -> Self {
        Self {
            list: Vec::with_capacity(pieces),
            error: None,
        }
    }

    /// Records text that all dialects share.
    #[inline]
    pub(crate) fn text(&mut self, text: &'static str) {
        self.list.push(Piece::Text(text));
    }

    /// Records a quoted identifier.
    #[inline]
    pub(crate) fn identifier(&mut self, name: &'static str) {
        self.list.push(Piece::Identifier(name));
    }

    /// Records a column of the source with this name.
    #[inline]
    pub fn column(&mut self, source: &'static str, column: &'static ColumnDef) {
        self.list.push(Piece::Column(source, column));
    }

    /// Records a bind value, or the reason why there is none.
    #[inline]
    pub fn arg(&mut self, arg: Result<Arg, EncodeError>) {
        match arg {
            Ok(arg) => self.list.push(Piece::Arg(arg)),
            Err(error) => self.fail(BuildError::Encode(error)),
        }
    }

    /// Records something that dialects write differently.
    #[inline]
    pub(crate) fn op(&mut self, op: Op) {
        self.list.push(Piece::Op(op));
    }

    /// Records any piece.
    #[inline]
    pub(crate) fn push(&mut self, piece: Piece) {
        self.list.push(piece);
    }

    /// Records an error; the first one is what the terminal gives back.
    pub fn fail(&mut self, error: BuildError) {
        self.error.get_or_insert_with(|| Box::new(error));
    }

    /// Appends all pieces of another list, and its error.
    pub(crate) fn append(&mut self, mut other: Self) {
        self.list.append(&mut other.list);
        if let Some(error) = other.error {
            self.fail(*error);
        }
    }
}
