use super::key::TenantKey;
use super::tenancy::{Carried, Global, GlobalReference, GlobalWritable, TenantOf};
use crate::query::Source;
use crate::schema::{KeyspaceDef, TableDef};

/// One database's set of tables. Derive it on a unit struct that lists them.
pub trait Keyspace: 'static {
    /// The list of tables, for `create_tables` and the migration tool.
    const DEFINITION: KeyspaceDef;
}

/// `Self` is a keyspace that holds the tables of keyspace `K`: its own and those it `includes(..)`.
#[diagnostic::on_unimplemented(
    message = "keyspace `{Self}` does not include keyspace `{K}`",
    label = "another keyspace"
)]
pub trait Includes<K> {}

/// A query on keyspace `K` may stand in one on keyspace `Self`, or be executed by its handle.
#[diagnostic::on_unimplemented(
    message = "a query on keyspace `{K}` cannot be used on keyspace `{Self}`",
    label = "another keyspace",
    note = "keyspaces are separate databases: query them one after the other, or declare a keyspace that `includes(..)` both when one server holds them"
)]
pub trait Reaches<K> {}

#[diagnostic::do_not_recommend]
impl<K, K2: Includes<K>> Reaches<K> for K2 {}

/// The keyspace of a handle that was not limited to one: each query takes its first table's.
pub struct AnyKeyspace;

impl<K> Includes<K> for AnyKeyspace {}

/// What keyspace a query gets from the handle's keyspace and its first table's.
pub trait Pins {
    /// The query's keyspace, when its first table lives in `First`.
    type Pin<First>;
}

impl Pins for AnyKeyspace {
    type Pin<First> = First;
}

/// Keyspace `Self` holds reference table `T`: it is at home there, or has a copy that the list
/// `#[keyspace(references(..))]` names.
#[diagnostic::on_unimplemented(
    message = "keyspace `{Self}` has no copy of reference table `{T}`",
    label = "not listed as a reference",
    note = "add it: `#[keyspace(references(.., {T}))]`, and `{Self}` to the table's `reference_in(..)`"
)]
pub trait HoldsReference<T> {}

#[diagnostic::do_not_recommend]
impl<T: Source, K: Includes<T::Keyspace>> HoldsReference<T> for K {}

/// The table was declared with `#[table(reference_in(K))]`, so that keyspace `K` may hold a copy.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not declared as a reference table of keyspace `{K}`",
    label = "holds no rows that other keyspaces copy",
    note = "declare it at the table: `#[table(global, reference_in({K}))]`, or `reference_in = all`"
)]
pub trait ReferenceIn<K> {}

/// Keyspace `K` lists the reference table.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is missing from the references of keyspace `{K}`",
    label = "keyspace `{K}` has no copy of it",
    note = "add it: `#[keyspace(references(.., {Self}))]`"
)]
pub trait ReferenceListedIn<K> {}

/// A source of this tenancy and keyspace is found in keyspace `K`.
pub trait FoundIn<Home, K> {}

impl<Key, Home, K: Includes<Home>> FoundIn<Home, K> for TenantOf<Key> {}
impl<Home, K: Includes<Home>> FoundIn<Home, K> for Global {}
impl<Home, K: Includes<Home>> FoundIn<Home, K> for GlobalWritable {}
impl<Home, K: Includes<Home>> FoundIn<Home, K> for Carried {}
impl<T, Home, K: HoldsReference<T>> FoundIn<Home, K> for GlobalReference<T> {}

/// A foreign key of keyspace `K` may refer to a table of this tenancy and keyspace.
#[doc(hidden)]
pub trait ReferredFrom<Home, K> {}

impl<Key, K> ReferredFrom<K, K> for TenantOf<Key> {}
impl<K> ReferredFrom<K, K> for Global {}
impl<K> ReferredFrom<K, K> for GlobalWritable {}
impl<T, Home, K: HoldsReference<T>> ReferredFrom<Home, K> for GlobalReference<T> {}

/// The source lives in a keyspace that a query on `K` reaches, and is listed there.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be used in a query on keyspace `{K}`",
    label = "lives in another keyspace",
    note = "keyspaces are separate databases: query them one after the other, or declare a keyspace that `includes(..)` both when one server holds them"
)]
pub trait InKeyspace<K> {}

#[diagnostic::do_not_recommend]
impl<S: Source, K> InKeyspace<K> for S where S::Tenancy: FoundIn<S::Keyspace, K> {}

/// The table is written on keyspace `K`: it lives there, and not as a copy.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be written on keyspace `{K}`",
    label = "lives in another keyspace",
    note = "a table is written through a handle of its own keyspace; copies of a reference table follow with `db.copy_reference(..)`"
)]
pub trait WrittenIn<K> {}

#[diagnostic::do_not_recommend]
impl<S: Source, K: Includes<S::Keyspace>> WrittenIn<K> for S {}

/// The table stands in the list of keyspace `K`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is missing from the table list of keyspace `{K}`",
    label = "not listed in its keyspace",
    note = "add it: `#[keyspace(tables(.., {Self}))]`"
)]
pub trait ListedIn<K> {}

/// The table lives in keyspace `K`, so that `K` may list it.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a table",
    label = "expected a struct with `#[derive(Table)]`"
)]
pub trait LivesIn<K> {
    const DEFINITION: &'static TableDef;
}

impl<S, Own, K> LivesIn<K> for S
where
    S: Source<Keyspace = Own>,
    Own: SameKeyspace<K>,
{
    const DEFINITION: &'static TableDef = S::TABLE;
}

/// `Self` is keyspace `K`.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a table of keyspace `{Self}` stands in the list of keyspace `{K}`",
    label = "lives in another keyspace",
    note = "a keyspace lists its own tables; a server that holds two has a third one that `includes(..)` both"
)]
pub trait SameKeyspace<K> {}
#[diagnostic::do_not_recommend]
impl<K> SameKeyspace<K> for K {}

/// The keyspace was declared with `tenancy = none`, so that its tables need no tenancy decision.
#[diagnostic::on_unimplemented(
    message = "a table of keyspace `{Self}` does not say whose rows it holds",
    label = "this keyspace has tenants",
    note = "mark the tenant column with `#[column(tenant)]`, or the table with `#[table(global)]`"
)]
pub trait WithoutTenants {}

/// What `derive(Table)` asks about a tenant's table.
#[doc(hidden)]
pub const fn tenant_table<T: ListedIn<K>, K, Key: TenantKey>() {}

/// What `derive(Table)` asks about a global table.
#[doc(hidden)]
pub const fn global_table<T: ListedIn<K>, K>() {}

/// What `derive(Table)` asks about a table that says nothing of tenants.
#[doc(hidden)]
pub const fn undecided_table<T: ListedIn<K>, K, Decided: WithoutTenants>() {}
