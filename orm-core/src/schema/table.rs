use super::{
    CheckDef, ColumnDef, ColumnRole, ForeignKeyDef, IndexColumn, IndexDef, ScopeDef, UniqueDef,
    ViewDef,
};

/// One table or view.
#[derive(Debug)]
pub struct TableDef {
    /// The name in the database.
    pub name: &'static str,
    /// The Rust struct's name, for messages.
    pub rust_name: &'static str,
    /// The columns, in order.
    pub columns: &'static [ColumnDef],
    /// Position of the tenant column.
    pub tenant: Option<usize>,
    /// Positions of the physical primary key's columns, the tenant column included.
    pub primary_key: &'static [usize],
    /// Unique keys.
    pub uniques: &'static [UniqueDef],
    /// Indexes.
    pub indexes: &'static [IndexDef],
    /// CHECK constraints.
    pub checks: &'static [CheckDef],
    /// Foreign keys.
    pub foreign_keys: &'static [ForeignKeyDef],
    /// Conditions of every statement over the table.
    pub scopes: &'static [ScopeDef],
    /// What makes it a view; `None` for a table. A view's keys are what its rows are told apart by,
    /// and no constraint.
    pub view: Option<ViewDef>,
    /// The name of a primary key of several columns; `None`: made from table and columns.
    pub key_name: Option<&'static str>,
    /// What the database says of the table, where it has comments.
    pub comment: Option<&'static str>,
}

/// A table without anything, to be refined with struct update syntax. Emitted by `derive(Table)`.
#[doc(hidden)]
pub const BLANK_TABLE: TableDef = TableDef {
    name: "",
    rust_name: "",
    columns: &[],
    tenant: None,
    primary_key: &[],
    uniques: &[],
    indexes: &[],
    checks: &[],
    foreign_keys: &[],
    scopes: &[],
    view: None,
    key_name: None,
    comment: None,
};

impl TableDef {
    /// The tenant column.
    pub fn tenant_column(&self) -> Option<&'static ColumnDef> {
        self.tenant.map(|at| &self.columns[at])
    }

    /// The first column with this role.
    pub fn column_with(&self, role: ColumnRole) -> Option<&'static ColumnDef> {
        self.columns.iter().find(|column| column.role == role)
    }

    /// Positions of the primary key's columns without the tenant column.
    pub fn key_columns(&self) -> impl Iterator<Item = usize> + '_ {
        let only_tenant = self.primary_key.len() == 1;
        self.primary_key
            .iter()
            .copied()
            .filter(move |at| only_tenant || Some(*at) != self.tenant)
    }

    /// The primary key, unique key or unique index of these columns in this order, the tenant
    /// column left out: its columns, and the condition of a partial index. A key that holds the
    /// tenant column comes first, and then one of all rows.
    pub fn unique_key(&self, columns: &[usize]) -> Option<(Vec<usize>, Option<&'static str>)> {
        let indexes = self.indexes.iter().filter_map(|index| {
            let columns: Option<Vec<usize>> =
                index.columns.iter().map(IndexColumn::column).collect();
            index.unique.then_some((columns?, index.filter))
        });
        let keys = std::iter::once((self.primary_key.to_vec(), None))
            .chain(self.uniques.iter().map(|key| (key.columns.to_vec(), None)))
            .chain(indexes);
        let fits = |key: &[usize]| {
            key == columns
                || key
                    .iter()
                    .filter(|at| Some(**at) != self.tenant)
                    .eq(columns.iter())
        };
        keys.filter(|(key, _)| fits(key))
            .min_by_key(|(key, filter)| (key.len() == columns.len(), filter.is_some()))
    }

    /// Whether rows that exist may be left out of queries: the table has soft deletes, or default
    /// scopes.
    pub const fn hides_rows(&self) -> bool {
        if !self.scopes.is_empty() {
            return true;
        }
        let mut at = 0;
        while at < self.columns.len() {
            if matches!(self.columns[at].role, ColumnRole::SoftDelete) {
                return true;
            }
            at += 1;
        }
        false
    }

    /// Position of a column that is never NULL in a row that exists.
    pub const fn never_null(&self) -> Option<usize> {
        if let Some(at) = self.tenant {
            return Some(at);
        }
        let mut at = 0;
        while at < self.columns.len() {
            if !self.columns[at].nullable {
                return Some(at);
            }
            at += 1;
        }
        None
    }
}
