use super::sources::{Borrowed, Has, Inner, Join, Mark, Nil, Outer};
use super::{Select, SetQuery, assemble};
use crate::driver::BuildError;
use crate::expr::{Constant, Env, Expr, ExprIn, assigned};
use crate::scope::{AccessLevel, Reaches};
use crate::sql::{Op, Out, Pieces};
use crate::types::{Hint, NotNull, Nullable, Nullness, Value};

/// A SELECT that stands inside another statement.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a subquery",
    label = "expected a query built with `orm::select(..)`"
)]
pub trait Subquery {
    /// Records the SELECT, without parentheses, its column stored as `like`.
    fn write_query(&self, out: &mut Pieces, like: Hint);
    /// How its column stores its values.
    fn column_hint(&self) -> Hint;
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

impl<X, B, A: AccessLevel, K, P: Clone + ListItem, F, G> Subquery for Select<X, B, A, K, P, F, G> {
    fn write_query(&self, out: &mut Pieces, like: Hint) {
        assemble::select(
            self.parts.clone(),
            A::MODE,
            |out| self.list.write_item(out, like),
            out,
        );
    }

    fn column_hint(&self) -> Hint {
        self.list.item_hint()
    }
}

impl<X, B, A, K, Row> Subquery for SetQuery<X, B, A, K, Row> {
    fn write_query(&self, out: &mut Pieces, like: Hint) {
        let body = self.finished();
        let own = self.column_hint();
        // The operands are written already, and can't be shifted to other digits.
        if like.scale.is_some() && like.scale != own.scale {
            out.fail(BuildError::OperandStorage { position: 1 });
        }
        out.append(body.pieces.inside());
    }

    fn column_hint(&self) -> Hint {
        self.first_hint()
    }
}

impl<A, A2, B, K, K2, F, G, X, Row> SubqueryIn<Env<B, A, K, F, G>, ()>
    for SetQuery<X, B, A2, K2, Row>
where
    A: SameAccess<A2>,
    X: Unbound,
    K: Reaches<K2>,
    Row: Value,
{
    type Base = Row::Base;
    type Null = Row::Null;
}

/// A select list that a subquery can have; whether it fits is checked where it is embedded.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a subquery selects one expression",
    label = "not an expression: for a subquery select one column"
)]
pub trait ListItem {
    fn write_item(&self, out: &mut Pieces, like: Hint);
    fn item_hint(&self) -> Hint;
}

impl<X: Expr> ListItem for X {
    fn write_item(&self, out: &mut Pieces, like: Hint) {
        match like.scale {
            Some(_) => assigned(self, out, like),
            None => self.write(out, like),
        }
    }

    fn item_hint(&self) -> Hint {
        self.hint()
    }
}

/// Lists of several columns are written too, so that only the place where the subquery stands
/// refuses them.
macro_rules! list_tuple {
    ($($t:ident $n:tt),+) => {
        impl<$($t: ListItem),+> ListItem for ($($t,)+) {
            fn write_item(&self, out: &mut Pieces, _: Hint) {
                $(
                    if $n > 0 { out.text(", "); }
                    self.$n.write_item(out, Hint::NONE);
                )+
            }

            fn item_hint(&self) -> Hint {
                Hint::NONE
            }
        }
    };
}

list_tuple!(T0 0, T1 1);
list_tuple!(T0 0, T1 1, T2 2);
list_tuple!(T0 0, T1 1, T2 2, T3 3);

/// A query that no handle executes, so that it may stand in a statement of another.
#[diagnostic::on_unimplemented(
    message = "a query bound to a handle cannot stand inside another query",
    label = "build it with `orm::select(..)`",
    note = "the whole statement is executed by the handle of the outermost query"
)]
pub trait Unbound {}
#[diagnostic::do_not_recommend]
impl Unbound for () {}

/// A query at access level `Self` may hold one built at level `A`: only at its own.
#[diagnostic::on_unimplemented(
    message = "a query with `{A}` access cannot stand in one with `{Self}` access",
    label = "built with `{A}` access",
    note = "build it with `orm::select(..)`: it then takes the access of the query it stands in"
)]
pub trait SameAccess<A> {}
#[diagnostic::do_not_recommend]
impl<A> SameAccess<A> for A {}

impl<X, B, A, A2, K, K2, F, F2, G, G2, P, I, L> SubqueryIn<Env<B, A, K, F, G>, (I, L)>
    for Select<X, B, A2, K2, P, F2, G2>
where
    A: SameAccess<A2>,
    A2: AccessLevel,
    X: Unbound,
    P: Clone + ListItem + ExprIn<Env<B, A2, K2, F2, G2>, I>,
    K: Reaches<K2>,
    F: Lends<F2, L>,
{
    type Base = P::Base;
    type Null = P::Null;
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
        if self.negated {
            out.text("NOT EXISTS (");
        } else {
            out.op(Op::ExistsOpen);
        }
        self.query.write_query(out, Hint::NONE);
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

impl<X, B, A: AccessLevel, K, P: Clone + Expr, F, G> Expr for Scalar<Select<X, B, A, K, P, F, G>> {
    type Base = P::Base;

    fn write(&self, out: &mut Pieces, _: Hint) {
        out.text("(");
        self.0.write_query(out, Hint::NONE);
        out.text(")");
    }

    fn hint(&self) -> Hint {
        self.0.list.hint()
    }
}

impl<X, B, A, K, Row: Value> Expr for Scalar<SetQuery<X, B, A, K, Row>> {
    type Base = Row::Base;

    fn write(&self, out: &mut Pieces, _: Hint) {
        out.text("(");
        self.0.write_query(out, Hint::NONE);
        out.text(")");
    }

    fn hint(&self) -> Hint {
        self.0.column_hint()
    }
}

impl<E, I, X, B, A, K, Row: Value> ExprIn<E, I> for Scalar<SetQuery<X, B, A, K, Row>>
where
    SetQuery<X, B, A, K, Row>: SubqueryIn<E, I>,
{
    type Null = Nullable;
    type Kind = Constant;
}

impl<E, I, X, B, A: AccessLevel, K, P: Clone + Expr, F, G> ExprIn<E, I>
    for Scalar<Select<X, B, A, K, P, F, G>>
where
    Select<X, B, A, K, P, F, G>: SubqueryIn<E, I>,
{
    type Null = Nullable;
    type Kind = Constant;
}
