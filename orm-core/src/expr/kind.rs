use std::marker::PhantomData;

/// One value for all rows: a bind value, a literal.
pub struct Constant;
/// One value per row.
pub struct PerRow;
/// One value per group: an aggregate, or a column that is grouped by.
pub struct PerGroup;

/// One value per row, or per group, that is calculated over many of them: a window function over
/// expressions of kind `K`.
pub struct Windowed<K>(PhantomData<fn() -> K>);

/// How many values an expression has. Sealed by being useless elsewhere: [`Constant`],
/// [`PerRow`], [`PerGroup`], [`Windowed`].
pub trait Kind {}
impl Kind for Constant {}
impl Kind for PerRow {}
impl Kind for PerGroup {}
impl<K> Kind for Windowed<K> {}

/// Two kinds may stand side by side in one select list or operator.
#[diagnostic::on_unimplemented(
    message = "an aggregate and a column that is not grouped are mixed in one query",
    label = "one value per row beside one value per group",
    note = "add the column to `.group_by(..)`, or aggregate it with `min`, `max`, `count` or `sum`"
)]
pub trait Mix<K> {
    /// The kind of both together.
    type Out;
}

impl<K> Mix<K> for Constant {
    type Out = K;
}
impl Mix<Constant> for PerRow {
    type Out = PerRow;
}
impl Mix<PerRow> for PerRow {
    type Out = PerRow;
}
impl Mix<Constant> for PerGroup {
    type Out = PerGroup;
}
impl Mix<PerGroup> for PerGroup {
    type Out = PerGroup;
}
#[diagnostic::do_not_recommend]
impl<K> Mix<Windowed<K>> for PerRow
where
    PerRow: Mix<K>,
{
    type Out = Windowed<<PerRow as Mix<K>>::Out>;
}
#[diagnostic::do_not_recommend]
impl<K> Mix<Windowed<K>> for PerGroup
where
    PerGroup: Mix<K>,
{
    type Out = Windowed<<PerGroup as Mix<K>>::Out>;
}
#[diagnostic::do_not_recommend]
impl<K> Mix<Constant> for Windowed<K> {
    type Out = Self;
}
#[diagnostic::do_not_recommend]
impl<K: Mix<PerRow>> Mix<PerRow> for Windowed<K> {
    type Out = Windowed<K::Out>;
}
#[diagnostic::do_not_recommend]
impl<K: Mix<PerGroup>> Mix<PerGroup> for Windowed<K> {
    type Out = Windowed<K::Out>;
}
#[diagnostic::do_not_recommend]
impl<K: Mix<L>, L> Mix<Windowed<L>> for Windowed<K> {
    type Out = Windowed<K::Out>;
}

/// The kind may stand where rows are looked at one by one: WHERE, ON, SET, inside an aggregate.
#[diagnostic::on_unimplemented(
    message = "an aggregate cannot stand in WHERE, ON, SET or inside another aggregate",
    label = "has one value per group, and rows are looked at one by one here",
    note = "filter groups with `.having(..)`"
)]
pub trait RowKind {}
#[diagnostic::do_not_recommend]
impl RowKind for Constant {}
#[diagnostic::do_not_recommend]
impl RowKind for PerRow {}
impl<K> RowKind for Windowed<K> where Windowed<K>: BeforeWindows {}

/// The kind may stand where windows are not calculated yet: WHERE, GROUP BY, HAVING, and inside a
/// function.
#[diagnostic::on_unimplemented(
    message = "a window function cannot stand in WHERE, ON, GROUP BY, HAVING, SET or inside another function",
    label = "is calculated when rows are filtered and grouped already",
    note = "select it into a `#[derive(Projection)]` struct, and filter the derived table: `.from(query.derived())`"
)]
pub trait BeforeWindows {}
#[diagnostic::do_not_recommend]
impl BeforeWindows for Constant {}
#[diagnostic::do_not_recommend]
impl BeforeWindows for PerRow {}
#[diagnostic::do_not_recommend]
impl BeforeWindows for PerGroup {}

macro_rules! before_windows {
    ($($t:ident)+) => {
        #[diagnostic::do_not_recommend]
        impl<$($t: BeforeWindows),+> BeforeWindows for ($($t,)+) {}
        #[diagnostic::do_not_recommend]
        impl<$($t: RowKind),+> RowKind for ($($t,)+) {}
    };
}
before_windows!(K0);
before_windows!(K0 K1);
before_windows!(K0 K1 K2);
before_windows!(K0 K1 K2 K3);
before_windows!(K0 K1 K2 K3 K4);
before_windows!(K0 K1 K2 K3 K4 K5);
