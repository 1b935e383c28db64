use std::marker::PhantomData;
use std::ops::Deref;

use super::Key;
use crate::driver::RowError;
use crate::schema::TableDef;
use crate::scope::Tenancy;
use crate::types::RowReader;

/// What FROM takes: a table, an alias of one, or a derived table. Emitted by the derives.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a table",
    label = "expected a struct with `#[derive(Table)]` or `#[derive(Projection)]`"
)]
pub trait Source: Sized + 'static {
    /// The struct of a whole row.
    type Row: Send + 'static;
    /// Whose rows it holds.
    type Tenancy: Tenancy;
    /// The database that it lives in.
    type Keyspace: 'static;
    /// The struct of its columns.
    type Columns: ColumnSet;
    /// Its name in a statement.
    const NAME: &'static str;
    /// Its static description.
    const TABLE: &'static TableDef;

    /// Reads a whole row whose first column stands at `at`.
    fn decode<R: RowReader + ?Sized>(row: &R, at: usize) -> Result<Self::Row, RowError>;
}

/// A table or a view: what the database knows by a name and rows are read from. Implemented by
/// `#[derive(Table)]` and `#[derive(View)]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a table",
    label = "expected a struct with `#[derive(Table)]`"
)]
pub trait Readable: Source<Row = Self> + Send {
    /// The columns of a source that is this table or an alias of it.
    type ColumnsOf<S: 'static>: ColumnSet;
    /// The type of the primary key, without the tenant column.
    type Key: Key;
}

/// A physical table: what rows are written to. Implemented by `#[derive(Table)]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a table that rows are written to",
    label = "expected a struct with `#[derive(Table)]`",
    note = "a view is only read: write to the tables that its rows come from"
)]
pub trait Table: Readable {}

/// A zero-sized struct of columns.
pub trait ColumnSet: Sized + 'static {
    /// The columns.
    const REF: &'static Self;
}

/// A source as a value: `Policy` in `db.from(Policy)`. Its fields are the columns.
pub struct TableRef<S>(PhantomData<fn() -> S>);

impl<S> Clone for TableRef<S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S> Copy for TableRef<S> {}

impl<S> TableRef<S> {
    /// The source. Emitted by the derives.
    #[doc(hidden)]
    pub const fn new() -> Self {
        Self(PhantomData)
    }
}

impl<S> Default for TableRef<S> {
    fn default() -> Self {
        Self::new()
    }
}

impl<S: Source> Deref for TableRef<S> {
    type Target = S::Columns;

    #[inline]
    fn deref(&self) -> &S::Columns {
        <S::Columns as ColumnSet>::REF
    }
}

/// Table `T` under another name, so that it can stand in FROM twice. Made by `alias!`.
pub struct Alias<T, Tag>(PhantomData<fn() -> (T, Tag)>);

/// What can get a second name by `alias!`: a table, or a projection whose rows come from a query.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot get another name",
    label = "expected a struct with `#[derive(Table)]` or `#[derive(Projection)]`"
)]
pub trait Aliased: Source<Row = Self> + Send {
    /// The columns under the other name.
    type Columns<S: 'static>: ColumnSet;
}

impl<T: Readable> Aliased for T {
    type Columns<S: 'static> = T::ColumnsOf<S>;
}

/// The name of an alias.
pub trait AliasTag: 'static {
    /// The name in SQL.
    const NAME: &'static str;
}

impl<T: Aliased, Tag: AliasTag> Source for Alias<T, Tag> {
    type Row = T;
    type Tenancy = T::Tenancy;
    type Keyspace = T::Keyspace;
    type Columns = <T as Aliased>::Columns<Self>;
    const NAME: &'static str = Tag::NAME;
    const TABLE: &'static TableDef = T::TABLE;

    fn decode<R: RowReader + ?Sized>(row: &R, at: usize) -> Result<T, RowError> {
        T::decode(row, at)
    }
}

/// Gives a table a second name, for a query that needs it twice.
///
/// ```text
/// orm::alias!(Manager: Employee);
/// db.select((Employee.name, Manager.name))
///     .from(Employee)
///     .left_join(Manager, Manager.id.eq(Employee.manager_id))
/// // SELECT "employees"."name", "Manager"."name" FROM "employees"
/// // LEFT JOIN "employees" AS "Manager" ON "Manager"."id" = "employees"."manager_id"
/// ```
#[macro_export]
macro_rules! alias {
    ($vis:vis $name:ident : $table:ty) => {
        #[doc = concat!("Another name of `", stringify!($table), "`.")]
        #[allow(missing_docs)]
        $vis struct $name {}

        impl $crate::query::AliasTag for $name {
            const NAME: &'static str = stringify!($name);
        }

        #[doc = concat!("Another name of `", stringify!($table), "`.")]
        #[allow(non_upper_case_globals)]
        $vis const $name: $crate::query::TableRef<$crate::query::Alias<$table, $name>> =
            $crate::query::TableRef::new();
    };
}
