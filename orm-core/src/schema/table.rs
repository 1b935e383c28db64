use super::{CheckDef, ColumnDef, ColumnRole, ForeignKeyDef, IndexDef, UniqueDef};

/// One table.
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
}

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

    /// Whether rows that exist may be left out of queries: the table has soft deletes.
    pub const fn hides_rows(&self) -> bool {
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
