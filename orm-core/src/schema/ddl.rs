//! What the backends' data definition has in common: the order of tables, the columns of foreign
//! keys, the names of constraints.

use super::{
    CheckDef, ColumnDef, ForeignKeyDef, IndexColumn, IndexDef, ReferenceAction, ReferenceScope,
    TableDef, UniqueDef,
};

/// The tables, each after those that it refers to; in a circle of references, and where nothing
/// else decides, as they were listed.
pub fn by_reference(tables: &[&'static TableDef]) -> Vec<&'static TableDef> {
    let mut ordered = Vec::with_capacity(tables.len());
    let mut seen = Vec::with_capacity(tables.len());
    for table in tables {
        visit(table, tables, &mut seen, &mut ordered);
    }
    ordered
}

fn visit(
    table: &'static TableDef,
    listed: &[&'static TableDef],
    seen: &mut Vec<&'static str>,
    ordered: &mut Vec<&'static TableDef>,
) {
    if seen.contains(&table.name) {
        return;
    }
    seen.push(table.name);
    for key in table.foreign_keys {
        let name = (key.target)().name;
        if let Some(target) = listed.iter().find(|table| table.name == name) {
            visit(target, listed, seen, ordered);
        }
    }
    ordered.push(table);
}

/// A foreign key's columns on both sides, the tenant's included where it is part of the key.
#[derive(Debug)]
pub struct KeyColumns {
    /// The table referred to.
    pub target: &'static TableDef,
    /// Positions of the columns that refer.
    pub columns: Vec<usize>,
    /// Positions of the columns referred to.
    pub target_columns: Vec<usize>,
    /// Whether the tenant column was added in front.
    pub with_tenant: bool,
}

impl KeyColumns {
    /// Of a foreign key of this table.
    pub fn of(table: &TableDef, key: &ForeignKeyDef) -> Self {
        let target = (key.target)();
        let mut columns = key.columns.to_vec();
        let mut target_columns = key.target_columns.to_vec();
        let mut with_tenant = false;
        if let (ReferenceScope::Tenant, Some(tenant), Some(target_tenant)) =
            (key.scope, table.tenant, target.tenant)
            // The tenants' own table: its tenant column is what is referred to.
            && !target_columns.contains(&target_tenant)
            && !columns.contains(&tenant)
        {
            columns.insert(0, tenant);
            target_columns.insert(0, target_tenant);
            with_tenant = true;
        }
        Self {
            target,
            columns,
            target_columns,
            with_tenant,
        }
    }

    /// Whether the action, applied to all columns of the key, would also clear the tenant column.
    pub fn clears_tenant(&self, action: ReferenceAction) -> bool {
        self.with_tenant
            && matches!(
                action,
                ReferenceAction::SetNull | ReferenceAction::SetDefault
            )
    }
}

/// The longest name that every server keeps, in bytes.
const LONGEST: usize = 63;

/// The name, cut to what every server keeps: the end of a name that is too long is replaced by a
/// number made from the whole.
pub fn fitting(name: String) -> String {
    if name.len() <= LONGEST {
        return name;
    }
    // FNV-1a: the same number in every release.
    let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let mut end = LONGEST - 17;
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    format!("{}_{hash:016x}", &name[..end])
}

fn joined(table: &TableDef, columns: &[usize]) -> String {
    let names: Vec<&str> = columns.iter().map(|at| table.columns[*at].name).collect();
    names.join("_")
}

/// `table_columns_kind`
pub fn columns_name(table: &TableDef, columns: &[usize], kind: &str) -> String {
    fitting(format!("{}_{}_{kind}", table.name, joined(table, columns)))
}

/// The name of a unique key.
pub fn unique_name(table: &TableDef, unique: &UniqueDef) -> String {
    match unique.name {
        Some(name) => name.to_owned(),
        None => columns_name(table, unique.columns, "unique"),
    }
}

/// The name of the table's CHECK at this position.
pub fn check_name(table: &TableDef, at: usize, check: &CheckDef) -> String {
    match check.name {
        Some(name) => name.to_owned(),
        None => fitting(format!("{}_check{}", table.name, at + 1)),
    }
}

/// The name of the CHECK that stands in for what a column's type doesn't enforce: its `length`, its
/// `digits`, its `values`.
pub fn column_check_name(table: &TableDef, column: &ColumnDef, kind: &str) -> String {
    fitting(format!("{}_{}_{kind}", table.name, column.name))
}

/// The name of an index.
pub fn index_name(table: &TableDef, index: &IndexDef) -> String {
    if let Some(name) = index.name {
        return name.to_owned();
    }
    let parts: Vec<&str> = index
        .columns
        .iter()
        .map(|part| match part {
            IndexColumn::Ascending(at) | IndexColumn::Descending(at) => table.columns[*at].name,
            IndexColumn::Expression(_) | IndexColumn::Written(_) => "expression",
        })
        .collect();
    fitting(format!("{}_{}_index", table.name, parts.join("_")))
}

/// The name of a foreign key, or of what stands in for one of its actions (which has another `kind`
/// than `fk`).
pub fn foreign_key_name(table: &TableDef, key: &ForeignKeyDef, kind: &str) -> String {
    if let (Some(name), "fk") = (key.name, kind) {
        return name.to_owned();
    }
    let target = (key.target)();
    fitting(format!(
        "{}_{}_{}_{}_{kind}",
        table.name,
        joined(table, key.columns),
        target.name,
        joined(target, key.target_columns),
    ))
}

#[cfg(test)]
mod tests {
    use super::fitting;

    #[test]
    fn long_names_stay_apart() {
        let a = fitting(format!("{}a", "x".repeat(80)));
        let b = fitting(format!("{}b", "x".repeat(80)));
        assert_eq!((a.len(), b.len()), (63, 63));
        assert_ne!(a, b);
        assert_eq!(fitting("short".to_owned()), "short");
        assert!(fitting("ü".repeat(40)).len() <= 63);
    }
}
