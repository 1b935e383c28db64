use super::aggregate::{AggregateFunction, Distinction, Every};
use super::collected::Collected;
use super::core::EitherNull;
use super::window::{
    Argument, Nothing, OrderList, OrderedBy, WindowFunction, WindowFunctionIn, WindowTerms,
};
use super::{
    Aggregate, BeforeWindows, Count, CountAll, Env, Expr, ExprIn, Mix, OrderBy, PerGroup,
    RowCondition, RowKind, Truth,
};
use crate::driver::{HasAggregateFilter, HasStatistics, HasStringWindow};
use crate::query::{Each, NoGroup};
use crate::sql::{Func, Op, Out, Pieces};
use crate::types::{Hint, NotNull, Nullable, Nullness, Numeric, Scalar, TextLike};

/// An aggregate over the rows for which a condition holds: `SUM(value) FILTER (WHERE condition)`.
#[derive(Clone, Copy, Debug)]
pub struct FilteredAggregate<F, C> {
    function: F,
    condition: C,
}

/// Standard deviation or variance: NULL when there are too few rows.
#[derive(Clone, Copy, Debug)]
pub struct Statistic<X> {
    call: &'static str,
    value: X,
}

/// Whether a condition holds for all rows, or for one: NULL when there is no row.
#[derive(Clone, Copy, Debug)]
pub struct Verdict<X> {
    open: Op,
    condition: X,
}

/// The texts of the rows, joined: NULL when there is no row.
#[derive(Clone, Debug)]
pub struct Joined<X, O = Nothing> {
    value: X,
    separator: super::Bound<String>,
    order: O,
}

macro_rules! statistics {
    ($($(#[$docs:meta])* $name:ident $call:literal;)+) => {$(
        $(#[$docs])*
        ///
        /// Compiles for Postgres, MySQL and MariaDB.
        pub fn $name<X: Expr>(value: X) -> Statistic<X>
        where
            X::Base: Numeric,
        {
            Statistic { call: $call, value }
        }
    )+};
}

statistics! {
    /// `STDDEV_SAMP(value)`: the standard deviation of a sample, `None` for fewer than two rows.
    stddev "STDDEV_SAMP(";
    /// `STDDEV_POP(value)`: the standard deviation of all there is, `None` when there is no row.
    stddev_pop "STDDEV_POP(";
    /// `VAR_SAMP(value)`: the variance of a sample, `None` for fewer than two rows.
    variance "VAR_SAMP(";
    /// `VAR_POP(value)`: the variance of all there is, `None` when there is no row.
    variance_pop "VAR_POP(";
}

/// Whether the condition holds for every row; `None` when there is none, or none for which it is
/// known: `BOOL_AND(condition)` on Postgres, `MIN(condition)` elsewhere.
pub fn every<X: Expr>(condition: X) -> Verdict<X>
where
    X::Base: Truth,
{
    Verdict {
        open: Op::EveryOpen,
        condition,
    }
}

/// Whether the condition holds for at least one row; `None` when there is none, or none for which
/// it is known: `BOOL_OR(condition)` on Postgres, `MAX(condition)` elsewhere.
pub fn some<X: Expr>(condition: X) -> Verdict<X>
where
    X::Base: Truth,
{
    Verdict {
        open: Op::SomeOpen,
        condition,
    }
}

/// The texts of the rows with a separator between them, in the order that
/// [`order_by`](Joined::order_by) says, or in no certain one; NULLs are left out.
/// `STRING_AGG(value, separator ORDER BY ..)` on Postgres,
/// `GROUP_CONCAT(value, separator ORDER BY ..)` on SQLite, `GROUP_CONCAT(CONCAT(separator, value)
/// ORDER BY .. SEPARATOR '')` without the first separator on MySQL and MariaDB.
///
/// Those cut what is longer than their `group_concat_max_len`: 1,024 bytes by default on MySQL, a
/// megabyte on MariaDB. A text that was cut is not given: the statement fails with error 1690.
/// Set the variable higher on the server, or take [`json_agg`](super::json_agg).
///
/// ```
/// # use orm::prelude::*;
/// # #[derive(Keyspace)]
/// # #[keyspace(name = "tags", tenancy = none, tables(Tag))]
/// # struct Tags;
/// # #[derive(Table, Clone, Debug)]
/// # #[table(name = "tags", keyspace = Tags)]
/// # struct Tag { #[column(primary_key)] id: i64, label: String }
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), orm::Error> {
/// # let db = Db::<Sqlite>::memory().await?;
/// # db.create_tables::<Tags>().await?;
/// # for (id, label) in [(1, "b"), (2, "a")] {
/// #     db.insert(NewTag { id, label: label.into() }).run().await?;
/// # }
/// use orm::expr::string_agg;
///
/// let labels: Option<String> = db
///     .select(string_agg(Tag.label, ", ").order_by(Tag.label))
///     .from(Tag)
///     .one().await?;
/// assert_eq!(labels.as_deref(), Some("a, b"));
/// # Ok(())
/// # }
/// ```
pub fn string_agg<X: Expr>(value: X, separator: impl Into<String>) -> Joined<X>
where
    X::Base: TextLike,
{
    Joined {
        value,
        separator: super::Bound::new(separator.into()),
        order: Nothing,
    }
}

impl<X> Joined<X> {
    /// Joins the texts in this order: a column, an expression, or a tuple of up to four, with
    /// `.asc()` or `.desc()` where it matters.
    pub fn order_by<Q: OrderList>(self, order: Q) -> Joined<X, OrderedBy<Q>> {
        Joined {
            value: self.value,
            separator: self.separator,
            order: OrderedBy::new(order),
        }
    }
}

impl<X: Expr> AggregateFunction for Statistic<X> {
    fn write_call(&self, out: &mut Pieces, suffix: &dyn Fn(&mut Pieces)) {
        out.text(self.call);
        out.op(Op::DoubleOpen);
        self.value.write(out, Hint::NONE);
        out.op(Op::DoubleClose);
        out.text(")");
        suffix(out);
    }
}

impl<X: Expr> AggregateFunction for Verdict<X> {
    fn write_call(&self, out: &mut Pieces, suffix: &dyn Fn(&mut Pieces)) {
        out.op(self.open);
        self.condition.write(out, Hint::NONE);
        out.text(")");
        suffix(out);
    }
}

impl<X: Expr, O: WindowTerms> AggregateFunction for Joined<X, O> {
    fn write_call(&self, out: &mut Pieces, suffix: &dyn Fn(&mut Pieces)) {
        let args = vec![
            out.boxed(|out| self.value.write(out, Hint::NONE)),
            out.boxed(|out| self.separator.write(out, Hint::NONE)),
            out.boxed(|out| write_order(&self.order, out)),
            out.boxed(suffix),
        ];
        out.call(Func::Joined, args);
    }
}

impl<F: AggregateFunction, C: Expr> AggregateFunction for FilteredAggregate<F, C> {
    fn write_call(&self, out: &mut Pieces, suffix: &dyn Fn(&mut Pieces)) {
        self.function.write_call(out, &|out| {
            out.text(" FILTER (WHERE ");
            self.condition.write(out, Hint::NONE);
            out.text(")");
            suffix(out);
        });
    }
}

macro_rules! aggregate {
    ($([$($generics:tt)*] $ty:ty => $base:ty $(, $has:ident)?;)+) => {$(
        impl<$($generics)*> Expr for $ty {
            type Base = $base;

            fn write(&self, out: &mut Pieces, _: Hint) {
                self.write_call(out, &|_| {});
            }
        }

        impl<__B, __A, __K, __F, __G, __I, $($generics)*> ExprIn<Env<__B, __A, __K, __F, __G>, __I> for $ty
        where
            $(__B: $has,)?
            X: ExprIn<Env<__B, __A, __K, __F, NoGroup>, __I>,
            X::Kind: RowKind,
        {
            type Null = Nullable;
            type Kind = PerGroup;
        }

        impl<__B, __A, __K, __F, __G: Each, __I, $($generics)*>
            WindowFunctionIn<Env<__B, __A, __K, __F, __G>, __I> for $ty
        where
            $(__B: $has,)?
            X: Argument<Env<__B, __A, __K, __F, __G>, __I, __G::Kind>,
        {
            type Null<Empty: Nullness> = Nullable;
        }
    )+};
}

aggregate! {
    [X: Expr] Statistic<X> => f64, HasStatistics;
    [X: Expr] Verdict<X> => bool;
}

impl<X: Expr, O: WindowTerms> Expr for Joined<X, O> {
    type Base = String;

    fn write(&self, out: &mut Pieces, _: Hint) {
        self.write_call(out, &|_| {});
    }
}

impl<B, A, K, F, G, I, J, X, O> ExprIn<Env<B, A, K, F, G>, (I, J)> for Joined<X, O>
where
    X: ExprIn<Env<B, A, K, F, NoGroup>, I>,
    X::Kind: RowKind,
    O: AggregateOrder<Env<B, A, K, F, NoGroup>, J>,
{
    type Null = Nullable;
    type Kind = PerGroup;
}

impl<B, A, K, F, G: Each, I, X> WindowFunctionIn<Env<B, A, K, F, G>, I> for Joined<X>
where
    B: HasStringWindow,
    X: Argument<Env<B, A, K, F, G>, I, G::Kind>,
{
    type Null<Empty: Nullness> = Nullable;
}

/// Records ORDER BY inside an aggregate.
pub(super) fn write_order<O: WindowTerms>(order: &O, out: &mut Pieces) {
    if O::ANY {
        out.text(" ");
        order.write_terms(out);
    }
}

/// The order in which an aggregate takes the rows, in environment `E`.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "this cannot order the rows of an aggregate",
    label = "expected columns of this query's FROM"
)]
pub trait AggregateOrder<E, I>: WindowTerms {}
impl<E> AggregateOrder<E, ()> for Nothing {}
impl<E, I, Q, Kind> AggregateOrder<E, I> for OrderedBy<Q>
where
    Q: OrderList + OrderBy<E, I, Kind = Kind>,
    Kind: RowKind,
{
}

impl<F: AggregateFunction, C: Expr> Expr for FilteredAggregate<F, C> {
    type Base = F::Base;

    fn write(&self, out: &mut Pieces, _: Hint) {
        self.write_call(out, &|_| {});
    }

    fn hint(&self) -> Hint {
        self.function.hint()
    }
}

impl<B, A, K, F, G, I, J, X, C> ExprIn<Env<B, A, K, F, G>, (I, J)> for FilteredAggregate<X, C>
where
    B: HasAggregateFilter,
    X: AggregateFunction + ExprIn<Env<B, A, K, F, G>, I>,
    C: RowCondition<Env<B, A, K, F, NoGroup>, J>,
{
    type Null = X::Null;
    type Kind = PerGroup;
}

macro_rules! filters {
    ($([$($generics:tt)*] $ty:ty;)+) => {$(
        impl<$($generics)*> $ty {
            /// Takes only the rows for which the condition holds: `FILTER (WHERE condition)`.
            ///
            /// Compiles for Postgres and SQLite. Elsewhere aggregate a
            /// [`case`](super::case) without `otherwise`, which is NULL for the other rows.
            pub fn filter<C: Expr>(self, condition: C) -> FilteredAggregate<Self, C> {
                FilteredAggregate {
                    function: self,
                    condition,
                }
            }
        }
    )+};
}

filters! {
    [] CountAll;
    [X: Expr, D: Distinction] Count<X, D>;
    [X: Expr, T: Scalar, D: Distinction] Aggregate<X, T, D>;
    [X: Expr] Statistic<X>;
    [X: Expr] Verdict<X>;
    [X: Expr, O: WindowTerms] Joined<X, O>;
    [X: Expr, T: Scalar, O: WindowTerms] Collected<X, T, O>;
}

macro_rules! over {
    ($([$($generics:tt)*] $ty:ty;)+) => {$(
        impl<$($generics)*> WindowFunction for $ty {
            fn write_over(&self, out: &mut Pieces, suffix: &dyn Fn(&mut Pieces)) {
                self.write_call(out, suffix);
            }
        }
    )+};
}

// Not over each value once: no database has that.
over! {
    [] CountAll;
    [X: Expr] Count<X, Every>;
    [X: Expr, T: Scalar] Aggregate<X, T, Every>;
    [X: Expr] Statistic<X>;
    [X: Expr] Verdict<X>;
    [X: Expr] Joined<X>;
    [F: AggregateFunction + WindowFunction, C: Expr] FilteredAggregate<F, C>;
}

impl<E> WindowFunctionIn<E, ()> for CountAll {
    type Null<Empty: Nullness> = NotNull;
}

impl<B, A, K, F, G: Each, I, X> WindowFunctionIn<Env<B, A, K, F, G>, I> for Count<X, Every>
where
    X: Argument<Env<B, A, K, F, G>, I, G::Kind>,
{
    type Null<Empty: Nullness> = NotNull;
}

impl<B, A, K, F, G: Each, I, X, T: Scalar> WindowFunctionIn<Env<B, A, K, F, G>, I>
    for Aggregate<X, T, Every>
where
    X: Argument<Env<B, A, K, F, G>, I, G::Kind>,
{
    type Null<Empty: Nullness> = EitherNull<<X as ExprIn<Env<B, A, K, F, G>, I>>::Null, Empty>;
}

impl<B, A, K, F, G: Each, I, J, X, C, Base, Kind> WindowFunctionIn<Env<B, A, K, F, G>, (I, J)>
    for FilteredAggregate<X, C>
where
    B: HasAggregateFilter,
    X: AggregateFunction + WindowFunctionIn<Env<B, A, K, F, G>, I>,
    C: ExprIn<Env<B, A, K, F, G>, J, Kind = Kind> + Expr<Base = Base>,
    Base: Truth,
    Kind: BeforeWindows + Mix<G::Kind>,
{
    type Null<Empty: Nullness> = X::Null<Nullable>;
}
