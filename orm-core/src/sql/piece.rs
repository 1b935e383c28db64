use std::sync::Arc;

use super::comment::Comments;
use super::cte::{CteDefinition, CteName};
use super::{Dialect, Func, JsonCell, Op, Quoted};
use crate::driver::BuildError;
use crate::schema::{ColumnDef, TableDef};
use crate::types::{Arg, CustomDef, EncodeError, Hint, SqlType};

/// One dialect-neutral part of a statement.
#[derive(Clone, Debug)]
pub enum Piece {
    /// SQL text that all dialects share.
    Text(&'static str),
    /// A quoted identifier.
    Identifier(&'static str),
    /// A column, qualified by its source's name in the statement.
    Column(&'static str, &'static ColumnDef),
    /// The same, quoted when the program was compiled.
    Quoted(&'static Quoted),
    /// A table in FROM or as target; its name is recorded for tracing.
    Table(&'static TableDef),
    /// A tenants' table in FROM without a tenant predicate: only a cross-tenant handle executes it.
    OpenTable(&'static TableDef),
    /// A common table expression in FROM, and the name of this use of it.
    Cte(CteName, &'static str),
    /// A bind value.
    Arg(Arg),
    /// Rows of as many bind values each, in parentheses.
    Rows(Box<(usize, Vec<Arg>)>),
    /// A whole number, written as a literal.
    Integer(i64),
    /// Something that dialects write differently.
    Op(Op),
    /// The dialect's name of a type, as CAST takes it.
    CastType(SqlType),
    /// Stands before an ORDER BY term where the dialect has no words for the place of NULLs.
    Nulls(Op, Box<[Piece]>),
    /// Multiplies by a power of ten where decimals are stored as whole numbers.
    Shift(u8),
    /// The dialect's text, with the pieces at each `{}`, the number at each `#`, and what stands
    /// behind the call of an aggregate at each `@`.
    Around {
        /// The text.
        op: Op,
        /// The number.
        digits: u8,
        /// The pieces, and what stands behind the call.
        parts: Box<[Box<[Piece]>; 2]>,
    },
    /// A function of the dialect, with its arguments.
    Call {
        /// The function.
        func: Func,
        /// The arguments.
        args: Box<[Box<[Piece]>]>,
    },
    /// A function or operator that an application declared, with its arguments.
    Declared {
        /// Its name in a dialect.
        name: fn(&Dialect) -> Option<&'static str>,
        /// The arguments.
        args: Box<[Box<[Piece]>]>,
    },
    /// Text around a value of a type that the application declared.
    Custom(&'static CustomDef, CustomPart),
    /// An expression with bind values that the statement groups by. Servers see that it is the same
    /// one elsewhere only where its bind values are.
    GroupKey {
        /// Whether it stands in GROUP BY itself.
        grouping: bool,
        /// The expression.
        inner: Box<[Piece]>,
    },
}

/// Where the text stands that casts a value of a declared type, on databases that cast it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CustomPart {
    /// Before a value that is read.
    ReadOpen,
    /// After a value that is read, which becomes its stored form.
    ReadClose,
    /// Before a stored form that is bound.
    BindOpen,
    /// After a stored form that is bound, which becomes a value.
    BindClose,
}

impl Piece {
    /// The pieces inside of it.
    fn inner(&self) -> impl Iterator<Item = &Self> {
        let (parts, rest): (&[Box<[Self]>], &[Self]) = match self {
            Self::Around { parts, .. } => (&parts[..], &[]),
            Self::Call { args, .. } | Self::Declared { args, .. } => (args, &[]),
            Self::Nulls(_, inner) | Self::GroupKey { inner, .. } => (&[], inner),
            Self::Text(_)
            | Self::Identifier(_)
            | Self::Column(..)
            | Self::Quoted(_)
            | Self::Table(_)
            | Self::OpenTable(_)
            | Self::Cte(..)
            | Self::Arg(_)
            | Self::Rows(_)
            | Self::Integer(_)
            | Self::Op(_)
            | Self::CastType(_)
            | Self::Custom(..)
            | Self::Shift(_) => (&[], &[]),
        };
        parts.iter().flatten().chain(rest)
    }

    /// Gives the columns of one source the name of another.
    fn rename(&mut self, from: &'static str, to: &'static str) {
        match self {
            Self::Quoted(quoted) if quoted.names().0 == from => {
                *self = Self::Column(to, quoted.names().1);
            }
            Self::Column(source, _) if *source == from => *source = to,
            Self::Around { parts, .. } => {
                let pieces = parts.iter_mut().flatten();
                pieces.for_each(|piece| piece.rename(from, to));
            }
            Self::Call { args, .. } | Self::Declared { args, .. } => {
                let pieces = args.iter_mut().flatten();
                pieces.for_each(|piece| piece.rename(from, to));
            }
            Self::Nulls(_, inner) | Self::GroupKey { inner, .. } => {
                inner.iter_mut().for_each(|piece| piece.rename(from, to));
            }
            _ => {}
        }
    }

    /// The columns that it reads.
    fn columns(&self, out: &mut Vec<&'static str>) {
        match self {
            Self::Quoted(quoted) => out.push(quoted.names().1.name),
            Self::Column(_, column) => out.push(column.name),
            piece => piece.inner().for_each(|piece| piece.columns(out)),
        }
    }

    pub(crate) fn has_bind_values(&self) -> bool {
        matches!(self, Self::Arg(_) | Self::Rows(_)) || self.inner().any(Self::has_bind_values)
    }
}

/// Where pieces go: a list of them, or straight into SQL text.
pub(crate) trait Out {
    fn push(&mut self, piece: Piece);
    fn fail(&mut self, error: BuildError);
    /// Takes the common table expressions that what follows refers to.
    fn with(&mut self, ctes: Vec<Arc<CteDefinition>>);
    /// Takes what the statement says about where it comes from.
    fn comment(&mut self, comments: Comments);

    #[inline]
    fn text(&mut self, text: &'static str) {
        self.push(Piece::Text(text));
    }

    #[inline]
    fn identifier(&mut self, name: &'static str) {
        self.push(Piece::Identifier(name));
    }

    #[inline]
    fn column(&mut self, source: &'static str, column: &'static ColumnDef) {
        self.push(Piece::Column(source, column));
    }

    #[inline]
    fn op(&mut self, op: Op) {
        self.push(Piece::Op(op));
    }

    /// Takes pieces that refer to no common table expression.
    fn append_all(&mut self, pieces: Pieces) {
        for piece in pieces.list {
            self.push(piece);
        }
        if let Some(error) = pieces.error {
            self.fail(*error);
        }
    }
}

/// A flat list of pieces, and the first error met while recording them.
///
/// Outside this crate only columns, bind values and expressions can be recorded, never text: an
/// expression of an application's own can't smuggle SQL past the tenant predicate.
#[derive(Clone, Debug, Default)]
pub struct Pieces {
    pub(crate) list: Vec<Piece>,
    pub(crate) error: Option<Box<BuildError>>,
    /// The common table expressions that the pieces refer to. They stand before the statement.
    pub(crate) ctes: Vec<Arc<CteDefinition>>,
    /// What the statement says about where it comes from.
    pub(crate) comments: Comments,
    /// How many cells of a select list were written in the form that is lossless in JSON; `None`
    /// where cells are written as they are.
    pub(crate) json: Option<usize>,
}

/// Cells of one JSON array: functions take as few as 32 arguments.
pub(crate) const JSON_CELLS: usize = 30;

impl Pieces {
    /// The same with the columns of one source under the name of another.
    pub(crate) fn of_source(mut self, from: &'static str, to: &'static str) -> Self {
        if from != to {
            let list = self.list.iter_mut();
            list.for_each(|piece| piece.rename(from, to));
        }
        self
    }

    /// The columns that they read.
    pub(crate) fn columns(&self, out: &mut Vec<&'static str>) {
        self.list.iter().for_each(|piece| piece.columns(out));
    }

    pub(crate) fn with_capacity(pieces: usize) -> Self {
        Self {
            list: Vec::with_capacity(pieces),
            ..Self::default()
        }
    }

    /// Records a bind value, or the reason why there is none.
    #[inline]
    pub fn arg(&mut self, arg: Result<Arg, EncodeError>) {
        match arg {
            Ok(arg) => self.list.push(Piece::Arg(arg)),
            Err(error) => self.fail(BuildError::Encode(error)),
        }
    }

    /// Takes what is recorded out of the list again.
    pub(crate) fn boxed(&mut self, record: impl FnOnce(&mut Self)) -> Box<[Piece]> {
        let start = self.list.len();
        record(self);
        self.list.drain(start..).collect()
    }

    /// Records the dialect's text around what is recorded: `record` at each `{}` of it, `suffix` at
    /// each `@`.
    pub(crate) fn around(
        &mut self,
        op: Op,
        digits: u8,
        record: impl FnOnce(&mut Self),
        suffix: &dyn Fn(&mut Self),
    ) {
        let inner = self.boxed(record);
        let suffix = self.boxed(suffix);
        self.push(Piece::Around {
            op,
            digits,
            parts: Box::new([inner, suffix]),
        });
    }

    /// Records a call of a function: each argument by itself.
    pub(crate) fn call(&mut self, func: Func, args: Vec<Box<[Piece]>>) {
        self.push(Piece::Call {
            func,
            args: args.into(),
        });
    }

    /// Records a function of what is recorded.
    pub(crate) fn wrap(&mut self, func: Func, record: impl FnOnce(&mut Self)) {
        let inner = self.boxed(record);
        self.call(func, vec![inner]);
    }

    /// Records one cell of a select list.
    #[inline]
    pub(crate) fn cell(&mut self, sql: SqlType, hint: Hint, write: impl FnOnce(&mut Self)) {
        let custom = match sql {
            SqlType::Custom(custom) => Some(custom),
            _ => None,
        };
        let write = |out: &mut Self| match custom {
            Some(custom) => {
                out.push(Piece::Custom(custom, CustomPart::ReadOpen));
                write(out);
                out.push(Piece::Custom(custom, CustomPart::ReadClose));
            }
            None => write(out),
        };
        let Some(cells) = self.json else {
            return write(self);
        };
        self.json = Some(cells + 1);
        if cells > 0 && cells.is_multiple_of(JSON_CELLS) {
            // In place of the comma that stands before the cell.
            self.list.pop();
            self.text("), ");
            self.op(Op::JsonArrayOpen);
        }
        let cell = JsonCell::of(sql, hint);
        self.op(Op::JsonOpen(cell));
        write(self);
        self.op(Op::JsonClose(cell));
    }

    /// The same for a query inside a statement, whose columns are used before they are read: they
    /// keep the types that they have in the database.
    pub(crate) fn inside(mut self) -> Self {
        use CustomPart::{ReadClose, ReadOpen};
        let read = |piece: &Piece| matches!(piece, Piece::Custom(_, ReadOpen | ReadClose));
        self.list.retain(|piece| !read(piece));
        self
    }

    /// Appends all pieces of another list, its error and its common table expressions.
    pub(crate) fn append(&mut self, mut other: Self) {
        self.list.append(&mut other.list);
        self.ctes.append(&mut other.ctes);
        self.comments.append(other.comments);
        if let Some(error) = other.error {
            self.fail(*error);
        }
    }
}

impl Out for Pieces {
    #[inline]
    fn push(&mut self, piece: Piece) {
        self.list.push(piece);
    }

    /// The first error is what the terminal gives back.
    fn fail(&mut self, error: BuildError) {
        self.error.get_or_insert_with(|| Box::new(error));
    }

    fn with(&mut self, mut ctes: Vec<Arc<CteDefinition>>) {
        self.ctes.append(&mut ctes);
    }

    fn comment(&mut self, comments: Comments) {
        self.comments.append(comments);
    }
}

// Rendering moves every piece once: a larger one is slower.
const _: () = assert!(size_of::<Piece>() <= 32);
