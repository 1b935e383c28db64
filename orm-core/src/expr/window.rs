use super::frame::{Frame, Until, Whole};
use super::{BeforeWindows, Env, Expr, ExprIn, Mix, Order, OrderBy, Windowed};
use crate::query::{Each, GroupKeys};
use crate::sql::{Out, Pieces};
use crate::types::{Hint, Nullness};

/// The rows that a window function looks at, from the row that it stands in: `OVER (..)`. Made by
/// [`window`].
#[derive(Clone, Copy, Debug)]
pub struct Window<P = Nothing, O = Nothing, Fr = Whole> {
    partition: P,
    order: O,
    frame: Fr,
}

/// The window has no PARTITION BY, or no ORDER BY.
#[derive(Clone, Copy, Debug)]
pub struct Nothing;
/// The window has this PARTITION BY.
#[derive(Clone, Copy, Debug)]
pub struct PartitionedBy<Q>(Q);
/// The window or the aggregate has this ORDER BY.
#[derive(Clone, Copy, Debug)]
pub struct OrderedBy<Q>(Q);

impl<Q> OrderedBy<Q> {
    pub(super) fn new(order: Q) -> Self {
        Self(order)
    }
}

/// All rows of the result as a window: `OVER ()`. Go on with [`partition_by`](Window::partition_by),
/// [`order_by`](Window::order_by) and a frame; a window is `Copy` where its columns are, so that
/// several functions can share one.
///
/// MariaDB 10.11 mixes up the windows of one statement that order by one column ascending and
/// descending (seen on 10.11.14): give them a statement each there.
///
/// ```
/// # use orm::prelude::*;
/// # #[derive(Keyspace)]
/// # #[keyspace(name = "shop", tenancy = none, tables(Sale))]
/// # struct Shop;
/// # #[derive(Table, Clone, Debug)]
/// # #[table(name = "sales", keyspace = Shop)]
/// # struct Sale { #[column(primary_key)] id: i64, shop: String, amount: i64 }
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), orm::Error> {
/// # let db = Db::<Sqlite>::memory().await?;
/// # db.create_tables::<Shop>().await?;
/// # for (id, shop, amount) in [(1, "a", 10), (2, "a", 30), (3, "b", 5)] {
/// #     db.insert(NewSale { id, shop: shop.into(), amount }).run().await?;
/// # }
/// use orm::expr::{current_row, lag, row_number, unbounded_preceding, window};
///
/// let by_shop = window().partition_by(Sale.shop).order_by(Sale.id);
/// let rows: Vec<(i64, i64, Option<i64>, i64)> = db
///     .select((
///         Sale.id,
///         row_number().over(by_shop),
///         lag(Sale.amount).over(by_shop),
///         sum(Sale.amount).over(by_shop.rows_between(unbounded_preceding(), current_row())),
///     ))
///     .from(Sale)
///     .order_by(Sale.id)
///     .all().await?;
/// // SELECT "sales"."id",
/// //   ROW_NUMBER() OVER (PARTITION BY "sales"."shop" ORDER BY "sales"."id"),
/// //   LAG("sales"."amount") OVER (PARTITION BY "sales"."shop" ORDER BY "sales"."id"),
/// //   SUM("sales"."amount") OVER (PARTITION BY "sales"."shop" ORDER BY "sales"."id"
/// //     ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
/// // FROM "sales" ORDER BY "sales"."id"
/// assert_eq!(rows, [(1, 1, None, 10), (2, 2, Some(10), 40), (3, 1, None, 5)]);
/// # Ok(())
/// # }
/// ```
pub fn window() -> Window {
    Window {
        partition: Nothing,
        order: Nothing,
        frame: Whole,
    }
}

impl<O, Fr> Window<Nothing, O, Fr> {
    /// `PARTITION BY keys`: only rows with the same keys; a column, [`group_key`](crate::group_key)
    /// of an expression, or a tuple of up to four.
    pub fn partition_by<Q>(self, keys: Q) -> Window<PartitionedBy<Q>, O, Fr> {
        Window {
            partition: PartitionedBy(keys),
            order: self.order,
            frame: self.frame,
        }
    }
}

impl<P> Window<P, Nothing, Whole> {
    /// `ORDER BY`: what comes before what. Without a frame the window ends with the rows that are
    /// equal to this one in the order.
    pub fn order_by<Q>(self, order: Q) -> Window<P, OrderedBy<Q>, Whole> {
        Window {
            partition: self.partition,
            order: OrderedBy(order),
            frame: Whole,
        }
    }
}

impl<P, O, Fr> Window<P, O, Fr> {
    pub(super) fn reframed<Fr2>(self, change: impl FnOnce(Fr) -> Fr2) -> Window<P, O, Fr2> {
        Window {
            partition: self.partition,
            order: self.order,
            frame: change(self.frame),
        }
    }
}

impl<P, O> Window<P, O, Whole> {
    pub(super) fn framed<Fr>(self, frame: Fr) -> Window<P, O, Fr> {
        self.reframed(|_| frame)
    }

    /// `ROWS BETWEEN start AND end`, counted in rows.
    pub fn rows_between<S: Until<End>, End>(
        self,
        start: S,
        end: End,
    ) -> Window<P, O, super::frame::Between<S, End>> {
        self.framed(super::frame::Between::new(" ROWS BETWEEN ", start, end))
    }
}

/// A function over a window: `function OVER (window)`. Allowed in the select list and in ORDER BY.
#[derive(Clone, Copy, Debug)]
pub struct Over<F, P, O, Fr> {
    function: F,
    window: Window<P, O, Fr>,
}

pub(super) fn over<F, P, O, Fr>(function: F, window: Window<P, O, Fr>) -> Over<F, P, O, Fr> {
    Over { function, window }
}

/// What takes a window: the functions for windows, and aggregates of every value.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no window function",
    label = "takes no window",
    note = "windows are taken by aggregates without `.distinct()`, and by `row_number()`, `rank()`, `lag(..)`, `first_value(..)` and their like"
)]
pub trait WindowFunction: Expr {
    /// Records the call, with `suffix` behind each function of it.
    #[doc(hidden)]
    fn write_over(&self, out: &mut Pieces, suffix: &dyn Fn(&mut Pieces));
}

/// The window function may stand in environment `E`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no window function of this query",
    label = "expected a window function over columns of this query's FROM"
)]
pub trait WindowFunctionIn<E, I>: WindowFunction {
    /// Whether it may be NULL; `Empty` says so of the frame that has no row.
    type Null<Empty: Nullness>: Nullness;
}

/// Terms inside OVER.
#[doc(hidden)]
pub trait WindowTerms {
    const ANY: bool = true;
    fn write_terms(&self, out: &mut Pieces);
}

/// Terms inside OVER in environment `E`.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "this cannot partition or order a window",
    label = "expected columns of this query's FROM"
)]
pub trait WindowTermsIn<E, I>: WindowTerms {}

impl WindowTerms for Nothing {
    const ANY: bool = false;

    fn write_terms(&self, _: &mut Pieces) {}
}
impl<E> WindowTermsIn<E, ()> for Nothing {}

impl<Q: OrderList> WindowTerms for PartitionedBy<Q> {
    fn write_terms(&self, out: &mut Pieces) {
        out.text("PARTITION BY ");
        self.0.write_list(out);
    }
}
impl<E, I, Q: OrderList + GroupKeys<E, I>> WindowTermsIn<E, I> for PartitionedBy<Q> {}

impl<Q: OrderList> WindowTerms for OrderedBy<Q> {
    fn write_terms(&self, out: &mut Pieces) {
        out.text("ORDER BY ");
        self.0.write_list(out);
    }
}
impl<E, I, Q, Kind> WindowTermsIn<E, I> for OrderedBy<Q>
where
    Q: OrderList + OrderBy<E, I, Kind = Kind>,
    Kind: BeforeWindows,
{
}

/// Expressions with or without a direction, written without knowing where.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot partition or order a window",
    label = "expected a column, an expression, or a tuple of up to four of these"
)]
pub trait OrderList {
    fn write_list(&self, out: &mut Pieces);
}

impl<X: Expr> OrderList for X {
    fn write_list(&self, out: &mut Pieces) {
        self.write(out, Hint::NONE);
    }
}

impl<X: Expr> OrderList for Order<X> {
    fn write_list(&self, out: &mut Pieces) {
        self.write_term(out);
    }
}

macro_rules! order_list {
    ($($t:ident $n:tt),+) => {
        impl<$($t: OrderList),+> OrderList for ($($t,)+) {
            fn write_list(&self, out: &mut Pieces) {
                $(
                    if $n > 0 { out.text(", "); }
                    self.$n.write_list(out);
                )+
            }
        }
    };
}
order_list!(T0 0);
order_list!(T0 0, T1 1);
order_list!(T0 0, T1 1, T2 2);
order_list!(T0 0, T1 1, T2 2, T3 3);

impl<F: WindowFunction, P: WindowTerms, O: WindowTerms, Fr: Frame> Expr for Over<F, P, O, Fr> {
    type Base = F::Base;

    fn write(&self, out: &mut Pieces, _: Hint) {
        let Window {
            partition,
            order,
            frame,
        } = &self.window;
        self.function.write_over(out, &|out| {
            out.text(" OVER (");
            partition.write_terms(out);
            if P::ANY && O::ANY {
                out.text(" ");
            }
            order.write_terms(out);
            frame.write_frame(out);
            out.text(")");
        });
    }

    fn hint(&self) -> Hint {
        self.function.hint()
    }
}

impl<B, A, K, F, G, I, J, M, X, P, O, Fr> ExprIn<Env<B, A, K, F, G>, (I, J, M)>
    for Over<X, P, O, Fr>
where
    G: Each,
    X: WindowFunctionIn<Env<B, A, K, F, G>, I>,
    P: WindowTermsIn<Env<B, A, K, F, G>, J>,
    O: WindowTermsIn<Env<B, A, K, F, G>, M>,
    Fr: super::frame::FrameOn<B>,
{
    type Null = X::Null<Fr::Empty>;
    type Kind = Windowed<G::Kind>;
}

/// An argument of a window function: one value per row of the result.
pub(super) trait Argument<E, I, Each>: ExprIn<E, I> {}
impl<E, I, Each, X, Kind> Argument<E, I, Each> for X
where
    X: ExprIn<E, I, Kind = Kind>,
    Kind: BeforeWindows + Mix<Each>,
{
}
