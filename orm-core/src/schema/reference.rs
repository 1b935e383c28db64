use std::marker::PhantomData;

use super::{ForeignKeyDef, ReferenceAction, ReferenceScope, TableDef};
use crate::expr::{Column, Generated, Plain, Tenant};
use crate::query::Source;
use crate::scope::ReferredFrom;
use crate::types::Value;

/// A column of base type `Self` may refer to one of base type `T`: only to its own.
#[diagnostic::on_unimplemented(
    message = "a foreign key of type `{Self}` cannot refer to a column of type `{T}`",
    label = "refers to a column of another type",
    note = "give both columns the same type"
)]
pub trait ReferencesTypeOf<T> {}
impl<T> ReferencesTypeOf<T> for T {}

// A second impl keeps rustc from guessing the type of the column referred to, which would hide the
// message above.
#[doc(hidden)]
pub struct NoType;
#[diagnostic::do_not_recommend]
impl<T: Value> ReferencesTypeOf<NoType> for T {}

/// The table lives in keyspace `K`, or is a reference table that `K` has a copy of, so that a foreign
/// key of `K` may refer to it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` lives in another keyspace, and a foreign key cannot refer to another database",
    label = "not a table of keyspace `{K}`",
    note = "keep the key as a plain column, without `references(..)`; a table whose rows every database needs is a reference table: `#[table(global, reference_in({K}))]`"
)]
pub trait InSameKeyspace<K> {}

#[diagnostic::do_not_recommend]
impl<S: Source, K> InSameKeyspace<K> for S where S::Tenancy: ReferredFrom<S::Keyspace, K> {}

/// What `derive(Table)` asks about the column that a foreign key of type `Own` refers to.
#[doc(hidden)]
pub struct Reference<Own>(PhantomData<fn() -> Own>);

impl<Own> Reference<Own> {
    /// The key of one column, beside the tenant's. It holds the tenant column, unless it refers to
    /// the tenants' own table.
    pub const fn to<S: Source, V: Value, const N: usize, R: Referred>(
        columns: &'static [usize],
        _: &Column<S, V, N, R>,
    ) -> ForeignKeyDef
    where
        Own: ReferencesTypeOf<V::Base>,
    {
        ForeignKeyDef {
            target_columns: const { &[N] },
            scope: R::SCOPE,
            ..foreign_key::<S>(columns)
        }
    }

    /// The position of the column.
    pub const fn position<S, V: Value, const N: usize, R>(_: &Column<S, V, N, R>) -> usize
    where
        Own: ReferencesTypeOf<V::Base>,
    {
        N
    }
}

/// A foreign key, to be refined with struct update syntax. Emitted by `derive(Table)`.
#[doc(hidden)]
pub const fn foreign_key<S: Source>(columns: &'static [usize]) -> ForeignKeyDef {
    ForeignKeyDef {
        name: None,
        columns,
        target: table_of::<S>,
        target_columns: &[],
        on_delete: ReferenceAction::NoAction,
        on_update: ReferenceAction::NoAction,
        scope: ReferenceScope::Tenant,
    }
}

/// The role of a column that is referred to.
#[doc(hidden)]
pub trait Referred {
    const SCOPE: ReferenceScope;
}

impl Referred for Plain {
    const SCOPE: ReferenceScope = ReferenceScope::Tenant;
}
impl Referred for Generated {
    const SCOPE: ReferenceScope = ReferenceScope::Tenant;
}
impl Referred for Tenant {
    const SCOPE: ReferenceScope = ReferenceScope::Simple;
}

/// The table that a foreign key refers to.
const fn table_of<S: Source>() -> &'static TableDef {
    S::TABLE
}

/// Checks one foreign key when the program is compiled. Emitted by `derive(Table)`.
///
/// # Panics
/// In a constant, so that the program doesn't compile: when the target is a view, when no key of the target is unique over the
/// columns referred to, when a global table refers to tenants' rows, and when a key that holds the
/// tenant column would set it to NULL.
#[doc(hidden)]
pub const fn assert_reference<Own: Source, Target: Source + InSameKeyspace<K>, K>(key: usize) {
    let (own, target) = (Own::TABLE, Target::TABLE);
    let key = &own.foreign_keys[key];
    assert!(
        target.view.is_none(),
        "a foreign key refers to a view, which has no keys: refer to a table that it reads, or keep the key as a plain column"
    );
    let composite = match (key.scope, own.tenant, target.tenant) {
        (ReferenceScope::Tenant, Some(_), Some(_)) => true,
        (ReferenceScope::Tenant, None, Some(_)) => panic!(
            "a table without tenants refers to rows of tenants: write `references(.., simple)` if any tenant's row may be meant"
        ),
        _ => false,
    };
    if composite {
        assert!(
            keeps_tenant(key.on_delete) && keeps_tenant(key.on_update),
            "a foreign key between tenants' tables holds the tenant column, which can't be set to NULL: write `restrict`, `cascade`, or `references(.., simple)`"
        );
    }
    let tenant = if composite { target.tenant } else { None };
    let mut found = names(target.primary_key, key.target_columns, tenant);
    let mut at = 0;
    while at < target.uniques.len() {
        found = found || names(target.uniques[at].columns, key.target_columns, tenant);
        at += 1;
    }
    if composite {
        assert!(
            found,
            "a foreign key between tenants' tables refers to the tenant column and the named ones: give the target a primary key or a unique key of just these, or write `references(.., simple)`"
        );
    } else {
        assert!(
            found,
            "a foreign key refers to columns that are no key: give the target a primary key or a unique key of just these"
        );
    }
}

const fn keeps_tenant(action: ReferenceAction) -> bool {
    !matches!(
        action,
        ReferenceAction::SetNull | ReferenceAction::SetDefault
    )
}

/// Whether a key has these columns and the tenant column, and no others.
const fn names(key: &[usize], columns: &[usize], tenant: Option<usize>) -> bool {
    let mut wanted = columns.len();
    if let Some(tenant) = tenant {
        wanted += 1;
        if !holds(key, tenant) {
            return false;
        }
    }
    let mut at = 0;
    while at < columns.len() {
        if !holds(key, columns[at]) {
            return false;
        }
        at += 1;
    }
    key.len() == wanted
}

const fn holds(list: &[usize], wanted: usize) -> bool {
    let mut at = 0;
    while at < list.len() {
        if list[at] == wanted {
            return true;
        }
        at += 1;
    }
    false
}
