use orm_core::schema::ddl::KeyColumns;
use orm_core::schema::physical::{ForeignKey, names};
use orm_core::schema::{ForeignKeyDef, ReferenceAction, TableDef};

/// Leaves the tenant out of what the key's actions clear.
pub(super) fn limit(table: &TableDef, definition: &ForeignKeyDef, made: &mut ForeignKey) {
    let key = KeyColumns::of(table, definition);
    if key.clears_tenant(definition.on_delete) {
        made.cleared = names(table, definition.columns);
    }
    // An update has no list of columns. It would clear the tenant, which is NOT NULL, so that the
    // update is refused; this says so by itself.
    if key.clears_tenant(definition.on_update) {
        made.on_update = ReferenceAction::NoAction;
    }
}
