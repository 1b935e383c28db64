use crate::sql::Pieces;

/// A condition that every statement over a table has, unless it is left out by name.
#[derive(Debug)]
pub struct ScopeDef {
    /// The name, by which it is left out.
    pub name: &'static str,
    /// The condition.
    pub condition: fn() -> ScopeCondition,
}

/// The condition of a [`ScopeDef`], written. Made by `derive(Table)`.
#[derive(Debug)]
pub struct ScopeCondition(pub(crate) Pieces);
