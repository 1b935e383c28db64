use super::window::{OrderedBy, Window};
use super::{Expr, Order};
use crate::driver::HasAllFrames;
use crate::expr::arithmetic::Multiplied;
use crate::sql::{Out, Piece, Pieces};
use crate::types::{NotNull, Nullable, Nullness};

/// The frame that a window has when none is given: up to the rows equal to this one in the order,
/// or all rows without an order.
#[derive(Clone, Copy, Debug)]
pub struct Whole;

/// `ROWS` or `RANGE BETWEEN start AND end`.
#[derive(Clone, Copy, Debug)]
pub struct Between<S, End> {
    unit: &'static str,
    start: S,
    end: End,
}

/// A frame that only some databases have: GROUPS, or one with EXCLUDE.
#[derive(Clone, Copy, Debug)]
pub struct Special<S, End> {
    frame: Between<S, End>,
    exclude: &'static str,
}

impl<S, End> Between<S, End> {
    pub(super) fn new(unit: &'static str, start: S, end: End) -> Self {
        Self { unit, start, end }
    }
}

/// The frame of a window.
#[doc(hidden)]
pub trait Frame {
    fn write_frame(&self, out: &mut Pieces);
}

/// The frame exists on backend `B`.
#[doc(hidden)]
pub trait FrameOn<B>: Frame {
    /// Whether it may be without a row.
    type Empty: Nullness;
}

impl Frame for Whole {
    fn write_frame(&self, _: &mut Pieces) {}
}
impl<B> FrameOn<B> for Whole {
    type Empty = NotNull;
}

impl<S: Bound, End: Bound> Frame for Between<S, End> {
    fn write_frame(&self, out: &mut Pieces) {
        out.text(self.unit);
        self.start.write_bound(out);
        out.text(" AND ");
        self.end.write_bound(out);
    }
}
impl<B, S: Bound, End: Bound> FrameOn<B> for Between<S, End> {
    type Empty = <S::AsStart as Nullness>::Or<End::AsEnd>;
}

impl<S: Bound, End: Bound> Frame for Special<S, End> {
    fn write_frame(&self, out: &mut Pieces) {
        self.frame.write_frame(out);
        out.text(self.exclude);
    }
}
impl<B: HasAllFrames, S: Bound, End: Bound> FrameOn<B> for Special<S, End> {
    type Empty = Nullable;
}

/// Where a frame begins or ends.
#[doc(hidden)]
pub trait Bound {
    /// Whether a frame that begins here may lack the row itself.
    type AsStart: Nullness;
    /// Whether a frame that ends here may lack the row itself.
    type AsEnd: Nullness;
    fn write_bound(&self, out: &mut Pieces);
}

macro_rules! bounds {
    ($($(#[$docs:meta])* $ty:ident $name:ident($($rows:ident: $u64:ty)?) $text:literal, $start:ident, $end:ident;)+) => {$(
        $(#[$docs])*
        #[derive(Clone, Copy, Debug)]
        pub struct $ty $(($u64))?;

        $(#[$docs])*
        pub fn $name($($rows: $u64)?) -> $ty {
            $ty $(($rows))?
        }

        impl Bound for $ty {
            type AsStart = $start;
            type AsEnd = $end;

            fn write_bound(&self, out: &mut Pieces) {
                $(
                    let Self($rows) = self;
                    out.push(Piece::Integer(i64::try_from(*$rows).unwrap_or(i64::MAX)));
                )?
                out.text($text);
            }
        }
    )+};
}

bounds! {
    /// The first row of the partition.
    UnboundedPreceding unbounded_preceding() "UNBOUNDED PRECEDING", NotNull, Nullable;
    /// So many rows, or so much in the order, before this row.
    Preceding preceding(rows: u64) " PRECEDING", NotNull, Nullable;
    /// This row; in RANGE and GROUPS also those that are equal to it in the order.
    CurrentRow current_row() "CURRENT ROW", NotNull, NotNull;
    /// So many rows, or so much in the order, after this row.
    Following following(rows: u64) " FOLLOWING", Nullable, NotNull;
    /// The last row of the partition.
    UnboundedFollowing unbounded_following() "UNBOUNDED FOLLOWING", Nullable, NotNull;
}

/// A frame may begin at `Self` and end at `End`.
#[diagnostic::on_unimplemented(
    message = "a frame cannot begin at `{Self}` and end at `{End}`",
    label = "ends before it begins",
    note = "from first to last: `unbounded_preceding()`, `preceding(n)`, `current_row()`, `following(n)`, `unbounded_following()`"
)]
pub trait Until<End>: Bound {}

macro_rules! until {
    ($($start:ident: $($end:ident)+;)+) => { $($(
        #[diagnostic::do_not_recommend]
        impl Until<$end> for $start {}
    )+)+ };
}

until! {
    UnboundedPreceding: Preceding CurrentRow Following UnboundedFollowing;
    Preceding: Preceding CurrentRow Following UnboundedFollowing;
    CurrentRow: CurrentRow Following UnboundedFollowing;
    Following: Following UnboundedFollowing;
}

/// A RANGE frame over ORDER BY `O` may begin or end here: at a distance only where the order is
/// that of one number.
#[diagnostic::on_unimplemented(
    message = "a RANGE frame cannot begin or end at `{Self}` here",
    label = "is a distance, and this window's order has none",
    note = "order the window by one whole number or float, or count rows: `.rows_between(..)`"
)]
pub trait RangeBound<O>: Bound {}
impl<O> RangeBound<O> for UnboundedPreceding {}
impl<O> RangeBound<O> for CurrentRow {}
impl<O> RangeBound<O> for UnboundedFollowing {}
#[diagnostic::do_not_recommend]
impl<O: OneNumber> RangeBound<O> for Preceding {}
#[diagnostic::do_not_recommend]
impl<O: OneNumber> RangeBound<O> for Following {}

/// ORDER BY of one number.
#[doc(hidden)]
pub trait OneNumber {}
impl<X: Expr> OneNumber for X where X::Base: Multiplied {}
impl<X: Expr> OneNumber for Order<X> where X::Base: Multiplied {}

impl<P, O> Window<P, OrderedBy<O>, Whole> {
    /// `RANGE BETWEEN start AND end`, counted in what the window is ordered by: rows whose order is
    /// that much less or more.
    pub fn range_between<S, End>(
        self,
        start: S,
        end: End,
    ) -> Window<P, OrderedBy<O>, Between<S, End>>
    where
        S: Until<End> + RangeBound<O>,
        End: RangeBound<O>,
    {
        self.framed(Between::new(" RANGE BETWEEN ", start, end))
    }

    /// `GROUPS BETWEEN start AND end`, counted in groups of rows that are equal in the order.
    ///
    /// Compiles for Postgres and SQLite.
    pub fn groups_between<S: Until<End>, End>(
        self,
        start: S,
        end: End,
    ) -> Window<P, OrderedBy<O>, Special<S, End>> {
        self.framed(Special {
            frame: Between::new(" GROUPS BETWEEN ", start, end),
            exclude: "",
        })
    }
}

/// A frame that EXCLUDE can be said of.
#[doc(hidden)]
pub trait Excludable {
    type Start;
    type End;
    fn excluding(self, exclude: &'static str) -> Special<Self::Start, Self::End>;
}

impl<S, End> Excludable for Between<S, End> {
    type Start = S;
    type End = End;

    fn excluding(self, exclude: &'static str) -> Special<S, End> {
        Special {
            frame: self,
            exclude,
        }
    }
}

impl<S, End> Excludable for Special<S, End> {
    type Start = S;
    type End = End;

    fn excluding(self, exclude: &'static str) -> Self {
        Self { exclude, ..self }
    }
}

impl<P, O, Fr: Excludable> Window<P, O, Fr> {
    /// The frame without this row: `EXCLUDE CURRENT ROW`. Compiles for Postgres and SQLite.
    pub fn exclude_current_row(self) -> Window<P, O, Special<Fr::Start, Fr::End>> {
        self.reframed(|frame| frame.excluding(" EXCLUDE CURRENT ROW"))
    }

    /// The frame without this row and those equal to it in the order: `EXCLUDE GROUP`. Compiles for
    /// Postgres and SQLite.
    pub fn exclude_group(self) -> Window<P, O, Special<Fr::Start, Fr::End>> {
        self.reframed(|frame| frame.excluding(" EXCLUDE GROUP"))
    }

    /// The frame without the rows equal to this one in the order: `EXCLUDE TIES`. Compiles for
    /// Postgres and SQLite.
    pub fn exclude_ties(self) -> Window<P, O, Special<Fr::Start, Fr::End>> {
        self.reframed(|frame| frame.excluding(" EXCLUDE TIES"))
    }
}
