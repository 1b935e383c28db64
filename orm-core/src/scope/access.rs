use std::marker::PhantomData;

use super::tenancy::{Carried, Global, GlobalReference, GlobalWritable, TenantOf};
use crate::query::Source;

/// The level of a handle that no tenant has been named for. It reaches global tables only.
#[derive(Clone, Copy, Debug)]
pub struct Unscoped;

/// The level of a handle limited to one tenant, whose key is a `Key`.
pub struct Scoped<Key>(PhantomData<fn() -> Key>);

/// The level of an audited handle that reads, updates and deletes rows of every tenant.
#[derive(Clone, Copy, Debug)]
pub struct CrossTenant;

/// The level of the query that defines a view over tables of tenants whose key is a `Key`: every
/// tenant's rows are in it, each row is made from rows of one tenant only. No handle has it.
pub struct ViewOf<Key>(PhantomData<fn() -> Key>);

/// The level of the query that defines a view which belongs to nobody: it reads global tables only.
/// No handle has it.
#[derive(Clone, Copy, Debug)]
pub struct GlobalView;

/// How a level limits the rows of a tenant table, as the renderer sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Tenant tables can't be rendered at all.
    Unscoped,
    /// Every tenant table gets the tenant predicate.
    Scoped,
    /// Tenant tables are rendered without a predicate.
    CrossTenant,
    /// Every tenant table is tied to the first one: both rows are of one tenant.
    View,
}

mod sealed {
    #[diagnostic::on_unimplemented(
        message = "`{Self}` cannot be made an access level",
        label = "the levels are `Unscoped`, `Scoped<Key>` and `CrossTenant`"
    )]
    pub trait Level {}
    pub trait Permission {}
}

/// One of [`Unscoped`], [`Scoped`] and [`CrossTenant`], or of a view's definition: [`ViewOf`] and
/// [`GlobalView`]. Sealed.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an access level",
    label = "the levels are `Unscoped`, `Scoped<Key>` and `CrossTenant`"
)]
pub trait AccessLevel: sealed::Level + 'static {
    /// How the renderer limits tenant tables at this level.
    const MODE: Mode;
}

#[diagnostic::do_not_recommend]
impl sealed::Level for Unscoped {}
#[diagnostic::do_not_recommend]
impl<Key> sealed::Level for Scoped<Key> {}
#[diagnostic::do_not_recommend]
impl sealed::Level for CrossTenant {}
#[diagnostic::do_not_recommend]
impl<Key> sealed::Level for ViewOf<Key> {}
#[diagnostic::do_not_recommend]
impl sealed::Level for GlobalView {}

#[diagnostic::do_not_recommend]
impl AccessLevel for Unscoped {
    const MODE: Mode = Mode::Unscoped;
}
#[diagnostic::do_not_recommend]
impl<Key: 'static> AccessLevel for Scoped<Key> {
    const MODE: Mode = Mode::Scoped;
}
#[diagnostic::do_not_recommend]
impl AccessLevel for CrossTenant {
    const MODE: Mode = Mode::CrossTenant;
}
#[diagnostic::do_not_recommend]
impl<Key: 'static> AccessLevel for ViewOf<Key> {
    const MODE: Mode = Mode::View;
}
#[diagnostic::do_not_recommend]
impl AccessLevel for GlobalView {
    const MODE: Mode = Mode::Unscoped;
}

/// A level limited to exactly one tenant: only [`Scoped`] is one. Sealed.
///
/// Generic application code is written against it, so that none takes [`CrossTenant`] by accident.
#[diagnostic::on_unimplemented(
    message = "`{Self}` access is not limited to one tenant",
    label = "needs a handle made by `db.tenant(&claims)`",
    note = "call `db.tenant(&claims)` first: every query on it is then limited to that tenant"
)]
pub trait TenantScope: AccessLevel {
    /// The tenant's key.
    type Key;
}

#[diagnostic::do_not_recommend]
impl<Key: 'static> TenantScope for Scoped<Key> {
    type Key = Key;
}

/// A handle at this level opens others: only an [`Unscoped`] one.
#[diagnostic::on_unimplemented(
    message = "a handle with `{Self}` access opens no other scope",
    label = "is limited already",
    note = "call it on the handle that the application started with"
)]
pub trait OpensScopes: sealed::Level {}
#[diagnostic::do_not_recommend]
impl OpensScopes for Unscoped {}

pub trait Permits<A>: sealed::Permission {}
pub trait PermitsWrite<A>: sealed::Permission {}
pub trait PermitsInsert<A>: sealed::Permission {}

impl<Key> sealed::Permission for TenantOf<Key> {}
impl sealed::Permission for Global {}
impl sealed::Permission for GlobalWritable {}
impl<T> sealed::Permission for GlobalReference<T> {}
impl sealed::Permission for Carried {}

impl<A: TenantScope<Key = Key>, Key> Permits<A> for TenantOf<Key> {}
impl<Key> Permits<CrossTenant> for TenantOf<Key> {}
impl<Key> Permits<ViewOf<Key>> for TenantOf<Key> {}
impl<A: AccessLevel> Permits<A> for Global {}
impl<A: AccessLevel> Permits<A> for GlobalWritable {}
impl<A: AccessLevel, T> Permits<A> for GlobalReference<T> {}
impl<A: AccessLevel> Permits<A> for Carried {}

impl<A: TenantScope<Key = Key>, Key> PermitsWrite<A> for TenantOf<Key> {}
impl<Key> PermitsWrite<CrossTenant> for TenantOf<Key> {}
impl PermitsWrite<Unscoped> for Global {}
impl PermitsWrite<CrossTenant> for Global {}
impl<A: AccessLevel> PermitsWrite<A> for GlobalWritable {}
impl<T> PermitsWrite<Unscoped> for GlobalReference<T> {}
impl<T> PermitsWrite<CrossTenant> for GlobalReference<T> {}

impl<A: TenantScope<Key = Key>, Key> PermitsInsert<A> for TenantOf<Key> {}
impl PermitsInsert<Unscoped> for Global {}
impl PermitsInsert<CrossTenant> for Global {}
impl<A: AccessLevel> PermitsInsert<A> for GlobalWritable {}
impl<T> PermitsInsert<Unscoped> for GlobalReference<T> {}
impl<T> PermitsInsert<CrossTenant> for GlobalReference<T> {}

/// Rows of this source may be read with access `A`.
///
/// Implemented once, for every source whose tenancy permits `A`; it can't be implemented outside
/// this crate.
#[diagnostic::on_unimplemented(
    message = "`{Self}` holds rows of many tenants and cannot be reached with `{A}` access",
    label = "needs a tenant scope",
    note = "call `db.tenant(&claims)` first: every query on it is then limited to that tenant"
)]
pub trait Access<A> {}

#[diagnostic::do_not_recommend]
impl<A, S: Source> Access<A> for S where S::Tenancy: Permits<A> {}

/// Rows of this table may be updated and deleted with access `A`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be written with `{A}` access",
    label = "not writable here",
    note = "a tenant table is written through `db.tenant(&claims)`; a global table through an unscoped handle, or with `#[table(global(writable))]` through any"
)]
pub trait WriteAccess<A> {}

#[diagnostic::do_not_recommend]
impl<A, S: Source> WriteAccess<A> for S where S::Tenancy: PermitsWrite<A> {}

/// Rows may be inserted into this table with access `A`.
#[diagnostic::on_unimplemented(
    message = "rows of `{Self}` cannot be inserted with `{A}` access",
    label = "no tenant to insert for",
    note = "a tenant's row is inserted through `db.tenant(&claims)` or `cross.acting_in(tenant)`; a row of a global table through an unscoped handle"
)]
pub trait InsertAccess<A> {}

#[diagnostic::do_not_recommend]
impl<A, S: Source> InsertAccess<A> for S where S::Tenancy: PermitsInsert<A> {}
