use std::marker::PhantomData;

/// Rows belong to tenants named by a `Key`; every statement is limited to one of them.
pub struct TenantOf<Key>(PhantomData<fn() -> Key>);

/// Rows belong to nobody: read at every level, written by unscoped and cross-tenant handles.
pub struct Global;

/// Rows belong to nobody and are written at every level.
pub struct GlobalWritable;

/// Rows of table `T` belong to nobody, and keyspaces beside its own hold a copy of them: read at every
/// level, written by unscoped and cross-tenant handles of its own keyspace.
pub struct GlobalReference<T>(PhantomData<fn() -> T>);

/// A derived table or common table expression: it was checked when it was built.
pub struct Carried;

mod sealed {
    #[diagnostic::on_unimplemented(
        message = "`{Self}` cannot be made a tenancy",
        label = "a table holds rows of tenants, or is global",
        note = "mark the tenant column with `#[column(tenant)]`, or the table with `#[table(global)]`"
    )]
    pub trait Sealed {}
}

/// Whose rows a source holds. Sealed: [`TenantOf`], [`Global`], [`GlobalWritable`],
/// [`GlobalReference`], [`Carried`].
pub trait Tenancy: sealed::Sealed + 'static {
    /// Whether rows belong to tenants.
    const TENANT: bool;
}

#[diagnostic::do_not_recommend]
impl<Key> sealed::Sealed for TenantOf<Key> {}
#[diagnostic::do_not_recommend]
impl sealed::Sealed for Global {}
#[diagnostic::do_not_recommend]
impl sealed::Sealed for GlobalWritable {}
#[diagnostic::do_not_recommend]
impl<T> sealed::Sealed for GlobalReference<T> {}
#[diagnostic::do_not_recommend]
impl sealed::Sealed for Carried {}

impl<Key: 'static> Tenancy for TenantOf<Key> {
    const TENANT: bool = true;
}
impl Tenancy for Global {
    const TENANT: bool = false;
}
impl Tenancy for GlobalWritable {
    const TENANT: bool = false;
}
impl<T: 'static> Tenancy for GlobalReference<T> {
    const TENANT: bool = false;
}
impl Tenancy for Carried {
    const TENANT: bool = false;
}
