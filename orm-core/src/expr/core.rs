use std::marker::PhantomData;

use super::{Mix, RowKind};
use crate::sql::Pieces;
use crate::types::{Hint, Nullness, Scalar};

/// Where an expression stands: backend `B`, access level `A`, keyspace `K`, the sources `F` of
/// FROM, and the grouping `G`.
pub struct Env<B, A, K, F, G>(PhantomData<fn() -> (B, A, K, F, G)>);

/// A SQL expression. Whether it may stand in a given query is [`ExprIn`]'s matter.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a SQL expression",
    label = "expected a column, a value or an operator over them"
)]
pub trait Expr {
    /// The type of its values, without `Option`.
    type Base: Scalar;

    /// Whether an operator around it needs parentheses.
    const LOOSE: bool = false;

    /// Records the expression. `like` is how the other side of an operator stores its values.
    fn write(&self, out: &mut Pieces, like: Hint);

    /// How its own values are stored.
    fn hint(&self) -> Hint {
        Hint::NONE
    }

    /// Table and column, when it is nothing but a column: named when a cell can't be read.
    fn label(&self) -> Option<(&'static str, &'static str)> {
        None
    }
}

/// The expression may stand in environment `E`; `I` is inferred.
#[diagnostic::on_unimplemented(
    message = "this expression cannot stand here",
    label = "not an expression of this query"
)]
pub trait ExprIn<E, I>: Expr {
    /// Whether it may be NULL here.
    type Null: Nullness;
    /// Whether it has one value per row, per group, or one for all.
    type Kind;
}

/// A condition that may stand in WHERE, ON and the like; `I` is inferred.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a condition of this query",
    label = "expected a comparison over columns of this query's FROM"
)]
pub trait Predicate<E, I>: Expr<Base = bool> {}

#[diagnostic::do_not_recommend]
impl<E, I, X> Predicate<E, I> for X
where
    X: Expr<Base = bool> + ExprIn<E, I>,
    X::Kind: RowKind,
{
}

/// What may stand on the other side of an operator whose left side has type `T`: a `T`, or an
/// expression of type `T`.
#[diagnostic::on_unimplemented(
    message = "a SQL value of type `{T}` cannot be compared with or set to `{Self}`",
    label = "expected `{T}`, or an expression of that type",
    note = "an `Option` is compared with `is_null()`, `is_not_distinct_from(..)` or after an `if let`; another type with `.cast::<{T}>()`"
)]
pub trait Operand<T> {
    /// The expression.
    type Expr: Expr<Base = T>;

    /// The expression.
    fn into_expr(self) -> Self::Expr;
}

impl<X: Expr> Operand<X::Base> for X {
    type Expr = X;

    #[inline]
    fn into_expr(self) -> X {
        self
    }
}

impl Operand<String> for &str {
    type Expr = super::Bound<String>;

    fn into_expr(self) -> super::Bound<String> {
        super::Bound::new(self.to_owned())
    }
}

impl Operand<String> for &String {
    type Expr = super::Bound<String>;

    fn into_expr(self) -> super::Bound<String> {
        super::Bound::new(self.clone())
    }
}

/// Records an operand of an operator, in parentheses where it needs them, stored as `like`.
pub(crate) fn operand<X: Expr>(expr: &X, out: &mut Pieces, like: Hint) {
    let shift = match (expr.hint().scale, like.scale) {
        (Some(have), Some(want)) => want.saturating_sub(have),
        _ => 0,
    };
    let parentheses = X::LOOSE || shift > 0;
    if parentheses {
        out.text("(");
    }
    expr.write(out, like);
    if shift > 0 {
        out.push(crate::sql::Piece::Shift(shift));
    }
    if parentheses {
        out.text(")");
    }
}

/// The kind of an operator over two operands.
pub(super) type Mixed<L, R> = <L as Mix<R>>::Out;
/// The nullness of an operator over two operands.
pub(super) type EitherNull<L, R> = <L as Nullness>::Or<R>;
