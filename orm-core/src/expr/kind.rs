/// One value for all rows: a bind value, a literal.
pub struct Constant;
/// One value per row.
pub struct PerRow;
/// One value per group: an aggregate, or a column that is grouped by.
pub struct PerGroup;

/// How many values an expression has. Sealed by being useless elsewhere: [`Constant`],
/// [`PerRow`], [`PerGroup`].
pub trait Kind {}
impl Kind for Constant {}
impl Kind for PerRow {}
impl Kind for PerGroup {}

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
