use super::sources::{Borrowed, Has, Inner, Join, Mark, Nil, Outer};
use super::{Select, assemble};
use crate::expr::{Constant, Env, Expr, ExprIn};
use crate::scope::{AccessLevel, Includes};
use crate::sql::{Out, Pieces};
use crate::types::{Hint, NotNull, Nullable, Nullness};

/// A SELECT that stands inside another statement.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a subquery",
    label = "expected a query built with `orm::select(..)`"
)]
pub trait Subquery {
    /// Records the SELECT, without parentheses.
    fn write_query(&self, out: &mut Pieces);
}

/// A subquery of one column that may stand in environment `E`: same access level and keyspace,
/// and every source it borrows is in FROM there.
#[diagnostic::on_unimplemented(
    message = "this subquery cannot stand here",
    label = "expected a query of one column, of the type it is compared with"
)]
pub trait SubqueryIn<E, I>: Subquery {
    /// The column's type.
    type Base;
    /// Whether the column may be NULL.
    type Null: Nullness;
    /// How the column stores its values.
    fn column_hint(&self) -> Hint;
}

/// The outer sources `Self` have everything that the subquery's sources `F` borrow.
#[diagnostic::on_unimplemented(
    message = "the subquery borrows a source that this query does not have",
    label = "not in the outer FROM"
)]
pub trait Lends<F, I> {}
impl<Outside> Lends<Nil, ()> for Outside {}
impl<Outside, S, Rest, I> Lends<Join<S, Inner, Rest>, I> for Outside where Outside: Lends<Rest, I> {}
impl<Outside, S, Rest, I> Lends<Join<S, Outer, Rest>, I> for Outside where Outside: Lends<Rest, I> {}
impl<Outside, S, M: Mark, Rest, At, I> Lends<Join<S, Borrowed<M>, Rest>, (At, I)> for Outside where
    Outside: Has<S, At, Mark = M> + Lends<Rest, I>
{
}

impl<B, A: AccessLevel, K, P: Clone + ListItem, F, G> Subquery for Select<(), B, A, K, P, F, G> {
    fn write_query(&self, out: &mut Pieces) {
        assemble::select(
            self.parts.clone(),
            A::MODE,
            |out| self.list.write_item(out),
            out,
        );
    }
}

/// A select list that a subquery can have; whether it fits is checked where it is embedded.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a subquery selects one expression",
    label = "not an expression: for a subquery select one column"
)]
pub trait ListItem {
    fn write_item(&self, out: &mut Pieces);
}

impl<X: Expr> ListItem for X {
    fn write_item(&self, out: &mut Pieces) {
        self.write(out, Hint::NONE);
    }
}

impl<B, A: AccessLevel, K, K2, F, F2, G, G2, P, I, L> SubqueryIn<Env<B, A, K, F, G>, (I, L)>
    for Select<(), B, A, K2, P, F2, G2>
where
    P: Clone + Expr + ExprIn<Env<B, A, K2, F2, G2>, I>,
    K: Includes<K2>,
    F: Lends<F2, L>,
{
    type Base = P::Base;
    type Null = P::Null;

    fn column_hint(&self) -> Hint {
        self.list.hint()
    }
}

/// `EXISTS (SELECT ..)`
#[derive(Clone, Debug)]
pub struct Exists<Q> {
    query: Q,
    negated: bool,
}

/// `EXISTS (query)`. The query selects any expression: `orm::select(value(1))`.
pub fn exists<Q: Subquery>(query: Q) -> Exists<Q> {
    Exists {
        query,
        negated: false,
    }
}

/// `NOT EXISTS (query)`
pub fn not_exists<Q: Subquery>(query: Q) -> Exists<Q> {
    Exists {
        query,
        negated: true,
    }
}

impl<Q: Subquery> Expr for Exists<Q> {
    type Base = bool;

    fn write(&self, out: &mut Pieces, _: Hint) {
        out.text(if self.negated {
            "NOT EXISTS ("
        } else {
            "EXISTS ("
        });
        self.query.write_query(out);
        out.text(")");
    }
}

impl<E, I, Q: SubqueryIn<E, I>> ExprIn<E, I> for Exists<Q> {
    type Null = NotNull;
    type Kind = Constant;
}

/// A subquery as a value: its one column of its one row, NULL when it has none.
#[derive(Clone, Debug)]
pub struct Scalar<Q>(Q);

/// A subquery of one column and at most one row as a value. `None` when it has no row.
pub fn scalar<Q: Subquery>(query: Q) -> Scalar<Q> {
    Scalar(query)
}

impl<B, A: AccessLevel, K, P: Clone + Expr, F, G> Expr for Scalar<Select<(), B, A, K, P, F, G>> {
    type Base = P::Base;

    fn write(&self, out: &mut Pieces, _: Hint) {
        out.text("(");
        self.0.write_query(out);
        out.text(")");
    }

    fn hint(&self) -> Hint {
        self.0.list.hint()
    }
}

impl<E, I, B, A: AccessLevel, K, P: Clone + Expr, F, G> ExprIn<E, I>
    for Scalar<Select<(), B, A, K, P, F, G>>
where
    Select<(), B, A, K, P, F, G>: SubqueryIn<E, I>,
{
    type Null = Nullable;
    type Kind = Constant;
}
