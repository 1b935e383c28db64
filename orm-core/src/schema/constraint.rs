use super::TableDef;

/// A unique key.
#[derive(Debug)]
pub struct UniqueDef {
    /// The name; `None`: made from table and columns.
    pub name: Option<&'static str>,
    /// Positions of the columns.
    pub columns: &'static [usize],
    /// Declared to hold over all tenants, without the tenant column.
    pub globally: bool,
}

/// An index.
#[derive(Debug)]
pub struct IndexDef {
    /// The name; `None`: made from table and columns.
    pub name: Option<&'static str>,
    /// What is indexed, in order.
    pub columns: &'static [IndexColumn],
    /// The condition of a partial index.
    pub filter: Option<&'static str>,
    /// Whether equal entries are refused.
    pub unique: bool,
    /// The access method, on Postgres; `None`: a B-tree.
    pub method: Option<&'static str>,
    /// Positions of columns that entries carry along, on Postgres.
    pub include: &'static [usize],
}

/// An index of all rows that has no name of its own. Emitted by `derive(Table)`.
#[doc(hidden)]
pub const fn plain_index(columns: &'static [IndexColumn]) -> IndexDef {
    IndexDef {
        name: None,
        columns,
        filter: None,
        unique: false,
        method: None,
        include: &[],
    }
}

/// One part of an index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IndexColumn {
    /// A column, ascending.
    Ascending(usize),
    /// A column, descending.
    Descending(usize),
    /// A SQL expression.
    Expression(&'static str),
    /// All that stands in one place, as it is written: a column with its operator class, say.
    Written(&'static str),
}

impl IndexColumn {
    /// The column's position, unless it is an expression.
    pub fn column(&self) -> Option<usize> {
        match self {
            Self::Ascending(at) | Self::Descending(at) => Some(*at),
            Self::Expression(_) | Self::Written(_) => None,
        }
    }
}

/// A CHECK constraint.
#[derive(Debug)]
pub struct CheckDef {
    /// The name; `None`: made from table and position.
    pub name: Option<&'static str>,
    /// The SQL condition.
    pub expression: &'static str,
}

/// A foreign key.
pub struct ForeignKeyDef {
    /// The name; `None`: made from tables and columns.
    pub name: Option<&'static str>,
    /// Positions of the columns that refer, without the tenant column.
    pub columns: &'static [usize],
    /// The table referred to.
    pub target: fn() -> &'static TableDef,
    /// Positions of the columns referred to, without the tenant column.
    pub target_columns: &'static [usize],
    /// What a delete of the row referred to does.
    pub on_delete: ReferenceAction,
    /// What an update of the key referred to does.
    pub on_update: ReferenceAction,
    /// Whether the tenant column is part of the key.
    pub scope: ReferenceScope,
}

impl std::fmt::Debug for ForeignKeyDef {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ForeignKeyDef")
            .field("columns", &self.columns)
            .field("target", &(self.target)().name)
            .field("target_columns", &self.target_columns)
            .field("on_delete", &self.on_delete)
            .finish_non_exhaustive()
    }
}

/// Whether a foreign key between two tenant tables holds the tenant column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReferenceScope {
    /// It does, so that the database refuses a reference to another tenant's row.
    Tenant,
    /// It doesn't: `references(.., simple)`, for schemas that exist.
    Simple,
}

/// What happens to the row that refers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReferenceAction {
    /// The statement fails at its end.
    NoAction,
    /// The statement fails at once.
    Restrict,
    /// The row goes or changes along.
    Cascade,
    /// The columns that refer become NULL.
    SetNull,
    /// The columns that refer get their default.
    SetDefault,
}

impl ReferenceAction {
    /// The SQL words.
    pub const fn sql(self) -> &'static str {
        match self {
            Self::NoAction => "NO ACTION",
            Self::Restrict => "RESTRICT",
            Self::Cascade => "CASCADE",
            Self::SetNull => "SET NULL",
            Self::SetDefault => "SET DEFAULT",
        }
    }
}
