use orm_core::schema::TableDef;

/// The tables, each after those that it refers to; in a circle of references, and where nothing
/// else decides, as they were listed.
pub(super) fn by_reference(tables: &[&'static TableDef]) -> Vec<&'static TableDef> {
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
