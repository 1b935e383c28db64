use super::sources::Closed;
use super::terminal::RowDecoder;
use super::{Is, SameAccess, Select, Selection, Unbound, assemble};
use crate::driver::{Backend, BuildError, SharedDecoder};
use crate::expr::Env;
use crate::scope::{AccessLevel, Reaches};
use crate::sql::{Op, Out, Pieces, Statement, render};
use crate::types::Hint;

/// A finished SELECT that stands inside others: its text, how its columns are stored, how its rows
/// are read.
pub struct Body<Row> {
    pub(crate) pieces: Pieces,
    pub(crate) hints: Vec<Hint>,
    pub(crate) decoder: SharedDecoder<Row>,
    /// The set operation that it is.
    pub(crate) operator: Option<SetOperator>,
    /// Whether it ends in clauses that would bind to the whole of a set operation.
    pub(crate) loose: bool,
}

impl<Row> Clone for Body<Row> {
    fn clone(&self) -> Self {
        Self {
            pieces: self.pieces.clone(),
            hints: self.hints.clone(),
            decoder: self.decoder.clone(),
            operator: self.operator,
            loose: self.loose,
        }
    }
}

/// How the rows of two queries are combined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SetOperator {
    Union,
    UnionAll,
    Intersect,
    IntersectAll,
    Except,
    ExceptAll,
}

impl SetOperator {
    fn sql(self) -> &'static str {
        match self {
            Self::Union => " UNION ",
            Self::UnionAll => " UNION ALL ",
            Self::Intersect => " INTERSECT ",
            Self::IntersectAll => " INTERSECT ALL ",
            Self::Except => " EXCEPT ",
            Self::ExceptAll => " EXCEPT ALL ",
        }
    }
}

impl<Row> Body<Row> {
    /// Combines the rows of this query with those of another.
    pub(crate) fn combined<Other>(mut self, operator: SetOperator, other: Body<Other>) -> Self {
        self.stored_like(&other);
        // INTERSECT binds tighter than UNION on some databases and not on others.
        if self.loose || self.operator.is_some_and(|own| own != operator) {
            enclose(&mut self.pieces);
        }
        self.pieces.text(operator.sql());
        let mut right = other.pieces;
        if other.loose || other.operator.is_some() {
            enclose(&mut right);
        }
        self.pieces.append(right);
        Self {
            operator: Some(operator),
            loose: false,
            ..self
        }
    }

    /// Fails when the other query stores a column in another way: the rows of both are read alike.
    pub(crate) fn stored_like<Other>(&mut self, other: &Body<Other>) {
        let mut pairs = self.hints.iter().zip(&other.hints);
        if let Some(at) = pairs.position(|(own, other)| own != other) {
            self.pieces
                .fail(BuildError::OperandStorage { position: at + 1 });
        }
    }

    pub(crate) fn statement<B: Backend>(self) -> Result<Statement, BuildError> {
        render(self.pieces, crate::sql::Operation::Select, B::DIALECT)
    }
}

/// Makes a query with clauses of its own an operand.
fn enclose(pieces: &mut Pieces) {
    let inner = std::mem::take(pieces);
    pieces.op(Op::OperandOpen);
    pieces.append(inner);
    pieces.text(")");
}

/// A query that stands inside another: as operand of a set operation, as common table expression.
/// Its access is the outer one's; it is bound to no handle and borrows nothing.
#[diagnostic::on_unimplemented(
    message = "this is not a query that can stand inside another",
    label = "expected a query built with `orm::select(..)`, or a set operation of such"
)]
pub trait InnerQuery<B, A, K, I> {
    /// Its rows.
    type Row;
    /// The finished query.
    #[doc(hidden)]
    fn into_body(self) -> Body<Self::Row>;
}

/// Two queries have rows of one type.
#[diagnostic::on_unimplemented(
    message = "the queries of a set operation have different rows: `{Row}` and `{Self}`",
    label = "its rows are `{Self}`",
    note = "select the same types on both sides, or fill one `#[derive(Projection)]` struct on both; what may be NULL on one side only becomes an `Option` on both by such a struct"
)]
pub trait SameRow<Row> {}
#[diagnostic::do_not_recommend]
impl<Row> SameRow<Row> for Row {}

impl<X, B, A, A2, K, K2, P, F, G, I> InnerQuery<B, A, K, I> for Select<X, B, A2, K2, P, F, G>
where
    X: Unbound,
    A: SameAccess<A2>,
    A2: AccessLevel,
    K: Reaches<K2>,
    F: Closed,
    P: Selection<Env<B, A2, K2, F, G>, I> + Send + Sync + 'static,
    (B, K2, F, G, I): 'static,
{
    type Row = P::Row;

    fn into_body(self) -> Body<P::Row> {
        self.body::<P, I>()
    }
}

impl<X, B, A: AccessLevel, K, P, F, G> Select<X, B, A, K, P, F, G> {
    pub(crate) fn body<Q, I>(self) -> Body<Q::Row>
    where
        P: Is<Q>,
        Q: Selection<Env<B, A, K, F, G>, I> + Send + Sync + 'static,
        (B, K, F, G, I): 'static,
    {
        let list = self.list.same();
        let loose = self.parts.has_tail();
        let mut hints = Vec::with_capacity(list.width());
        list.hints(&mut hints);
        let mut pieces = Pieces::with_capacity(self.parts.pieces() + list.width() * 2);
        assemble::select(self.parts, A::MODE, |out| list.write_list(out), &mut pieces);
        Body {
            pieces,
            hints,
            decoder: SharedDecoder::new(RowDecoder::<Q, Env<B, A, K, F, G>, I>::new(list)),
            operator: None,
            loose,
        }
    }
}
