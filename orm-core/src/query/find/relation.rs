use std::marker::PhantomData;

use super::Find;
use super::keys::{Located, matched};
use crate::driver::Error;
use crate::expr::Column;
use crate::query::{Source, Table};
use crate::schema::TableDef;
use crate::scope::Mode;
use crate::types::Value;

/// A relation between two tables, as `#[table(relations(..))]` states it.
#[derive(Debug)]
pub struct RelationDef {
    /// Its name.
    pub name: &'static str,
    /// The table that it starts at.
    pub parent: &'static TableDef,
    /// Positions of that table's columns.
    pub parent_columns: &'static [usize],
    /// The table that it leads to.
    pub child: &'static TableDef,
    /// Positions of the columns there that hold the same values; of `parent_columns`, or, where
    /// there is a table between, of its `child_columns`.
    pub child_columns: &'static [usize],
    /// The table between, for many to many.
    pub through: Option<Through>,
}

/// The table between two others, which has a row per pair.
#[derive(Debug)]
pub struct Through {
    /// The table.
    pub table: &'static TableDef,
    /// Positions of its columns that name the row where the relation starts.
    pub parent_columns: &'static [usize],
    /// Positions of its columns that name the row where the relation leads to.
    pub child_columns: &'static [usize],
}

impl RelationDef {
    /// Checks the relation when the program is compiled. Emitted by `derive(Table)`.
    ///
    /// # Panics
    /// In a constant, so that the program doesn't compile: when the key has a type that is not
    /// matched exactly on every database, and when a relation to one row is over columns that are
    /// not unique.
    #[doc(hidden)]
    pub const fn check(&self, one_of_theirs: bool) {
        let mut at = 0;
        while at < self.parent_columns.len() {
            assert!(
                matched(self.parent.columns[self.parent_columns[at]].sql),
                "a relation is over whole numbers, texts, uuids, bytes or dates: values of other types are not matched exactly on every database"
            );
            at += 1;
        }
        assert!(
            !one_of_theirs || unique(self.child, self.child_columns),
            "a relation to one row is over columns that are not unique: write `many(..)`, or give that table a unique key of just these columns"
        );
    }

    /// The table that holds the key which is compared with the parent's.
    pub(super) fn keyed(&self) -> (&'static TableDef, &'static [usize]) {
        match &self.through {
            Some(through) => (through.table, through.parent_columns),
            None => (self.child, self.child_columns),
        }
    }

    /// The columns of the parent and those compared with them. Across tenants, rows of equal ids
    /// belong together only within a tenant.
    pub(super) fn pairs(&self, mode: Mode) -> (Vec<usize>, Vec<Located>) {
        let (keyed, columns) = self.keyed();
        let mut parent = self.parent_columns.to_vec();
        let mut child = columns.to_vec();
        with_tenants(mode, (self.parent, &mut parent), (keyed, &mut child));
        (parent, Located::of(keyed, &child))
    }

    /// The columns of the table between and those of the child that hold the same values.
    pub(super) fn joined(&self, mode: Mode) -> Option<(Vec<Located>, Vec<Located>)> {
        let through = self.through.as_ref()?;
        let mut between = through.child_columns.to_vec();
        let mut child = self.child_columns.to_vec();
        with_tenants(
            mode,
            (through.table, &mut between),
            (self.child, &mut child),
        );
        Some((
            Located::of(through.table, &between),
            Located::of(self.child, &child),
        ))
    }
}

/// Adds the tenant columns of both sides, where the statement is not limited to one tenant anyway.
fn with_tenants(
    mode: Mode,
    (left, left_columns): (&TableDef, &mut Vec<usize>),
    (right, right_columns): (&TableDef, &mut Vec<usize>),
) {
    if let (Mode::CrossTenant, Some(a), Some(b)) = (mode, left.tenant, right.tenant)
        && !left_columns.contains(&a)
        && !right_columns.contains(&b)
    {
        left_columns.push(a);
        right_columns.push(b);
    }
}

/// Whether some key of the table has just these columns, the tenant's beside them or not.
const fn unique(table: &TableDef, columns: &[usize]) -> bool {
    let mut found = covers(table.primary_key, table.tenant, columns);
    let mut at = 0;
    while at < table.uniques.len() {
        found = found || covers(table.uniques[at].columns, table.tenant, columns);
        at += 1;
    }
    found
}

const fn covers(key: &[usize], tenant: Option<usize>, columns: &[usize]) -> bool {
    let mut at = 0;
    while at < key.len() {
        let is_tenant = matches!(tenant, Some(tenant) if tenant == key[at]);
        if !is_tenant && !holds(columns, key[at]) {
            return false;
        }
        at += 1;
    }
    true
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

/// Any number of rows: the result is a `Vec`.
pub struct Many;
/// At most one row: the result is an `Option`.
pub struct Optional;
/// Exactly one row: the result is the row.
pub struct Required;

/// How many rows a relation leads to: [`Many`], [`Optional`], [`Required`].
pub trait Shape: 'static {
    /// What is collected per parent.
    #[doc(hidden)]
    type Slot<T: Send + 'static>: Default + Send;
    /// What the parent gets.
    type Of<T: Send + 'static>: Send + 'static;
    /// The shape after a filter: a row that was there for sure may be filtered out.
    type Filtered: Shape;
    #[doc(hidden)]
    fn push<T: Send + 'static>(slot: &mut Self::Slot<T>, row: T);
    /// Makes room for so many rows.
    #[doc(hidden)]
    fn expect<T: Send + 'static>(_slot: &mut Self::Slot<T>, _rows: usize) {}
    #[doc(hidden)]
    fn finish<T: Send + 'static>(
        slot: Self::Slot<T>,
        relation: &'static RelationDef,
    ) -> Result<Self::Of<T>, Error>;
}

impl Shape for Many {
    type Filtered = Many;
    type Slot<T: Send + 'static> = Vec<T>;
    type Of<T: Send + 'static> = Vec<T>;

    #[inline]
    fn push<T: Send + 'static>(slot: &mut Vec<T>, row: T) {
        slot.push(row);
    }

    #[inline]
    fn expect<T: Send + 'static>(slot: &mut Vec<T>, rows: usize) {
        slot.reserve_exact(rows);
    }

    #[inline]
    fn finish<T: Send + 'static>(slot: Vec<T>, _: &'static RelationDef) -> Result<Vec<T>, Error> {
        Ok(slot)
    }
}

impl Shape for Optional {
    type Filtered = Optional;
    type Slot<T: Send + 'static> = Option<T>;
    type Of<T: Send + 'static> = Option<T>;

    fn push<T: Send + 'static>(slot: &mut Option<T>, row: T) {
        slot.get_or_insert(row);
    }

    fn finish<T: Send + 'static>(
        slot: Option<T>,
        _: &'static RelationDef,
    ) -> Result<Option<T>, Error> {
        Ok(slot)
    }
}

impl Shape for Required {
    type Filtered = Optional;
    type Slot<T: Send + 'static> = Option<T>;
    type Of<T: Send + 'static> = T;

    fn push<T: Send + 'static>(slot: &mut Option<T>, row: T) {
        slot.get_or_insert(row);
    }

    fn finish<T: Send + 'static>(
        slot: Option<T>,
        relation: &'static RelationDef,
    ) -> Result<T, Error> {
        slot.ok_or(Error::RelatedRowMissing {
            table: relation.parent.name,
            relation: relation.name,
            related: relation.child.name,
        })
    }
}

/// Whether the database promises the row of a relation to one row.
#[doc(hidden)]
pub struct Promised<const YES: bool>;

/// Whether a foreign key that is never NULL promises that a tenant sees the row that it names.
#[doc(hidden)]
pub const fn promised(
    own: &TableDef,
    columns: &[usize],
    target: &TableDef,
    target_columns: &[usize],
) -> bool {
    let sees_all = match (own.tenant, target.tenant) {
        (_, None) => true,
        // The tenants' own table, of which each sees one row: the row's own tenant.
        (Some(own), Some(tenant)) if holds(target_columns, tenant) => holds(columns, own),
        (own, Some(_)) => own.is_some(),
    };
    sees_all && !target.hides_rows()
}

/// The shape of a relation to one row.
#[doc(hidden)]
pub trait PromisedShape {
    type Shape: Shape;
}
impl PromisedShape for Promised<true> {
    type Shape = Required;
}
impl PromisedShape for Promised<false> {
    type Shape = Optional;
}

/// A query's place in another: it loads the rows of `S`'s relation, of shape `Sh`, which may go
/// through table `Via`.
pub struct To<S, Sh, Via> {
    pub(super) relation: &'static RelationDef,
    types: PhantomData<fn() -> (S, Sh, Via)>,
}

impl<S, Sh, Via> Clone for To<S, Sh, Via> {
    fn clone(&self) -> Self {
        Self::new(self.relation)
    }
}

impl<S, Sh, Via> To<S, Sh, Via> {
    pub(super) fn new(relation: &'static RelationDef) -> Self {
        Self {
            relation,
            types: PhantomData,
        }
    }
}

/// A relation of `S` to any number of rows of `C`: what `many(..)` makes.
pub type ToMany<B, A, S, C, Via = C> = Find<To<S, Many, Via>, B, A, <C as Source>::Keyspace, C>;
/// A relation of `S` to one row of `C`: what `one(..)` makes. `Sh` is [`Required`] where the
/// database promises the row: a foreign key that is never NULL and holds the tenant, to a table
/// without soft deletes.
pub type ToOne<B, A, S, C, Sh> = Find<To<S, Sh, C>, B, A, <C as Source>::Keyspace, C>;

/// Rows of `S` have relations that start at `Self`: only those of `S`.
#[diagnostic::on_unimplemented(
    message = "a relation of `{Self}` cannot be loaded with rows of `{S}`",
    label = "starts at `{Self}`, not at `{S}`",
    note = "load it where rows of `{Self}` are loaded: `.with(relation_to_it.with(this))`"
)]
pub trait StartsAt<S> {}
#[diagnostic::do_not_recommend]
impl<S> StartsAt<S> for S {}

/// The table lives in keyspace `K`, so that a relation of one of its tables may lead to it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` lives in another keyspace, and a relation cannot lead to another database",
    label = "not a table of keyspace `{K}`",
    note = "query it by itself, with the keys of the rows that were loaded"
)]
pub trait RelatedIn<K> {}
#[diagnostic::do_not_recommend]
impl<S: Source<Keyspace = K>, K> RelatedIn<K> for S {}

/// A key of base type `Self` may be matched with a column of base type `T`: only with its own.
#[diagnostic::on_unimplemented(
    message = "a relation cannot match a key of type `{Self}` with a column of type `{T}`",
    label = "matched with a column of another type",
    note = "name the columns that hold the same values: `many(claims: Claim::policy_id)`"
)]
pub trait MatchesTypeOf<T> {}
impl<T> MatchesTypeOf<T> for T {}

#[doc(hidden)]
pub struct NoType;
// A second impl keeps rustc from guessing the type of the column, which would hide the message.
#[diagnostic::do_not_recommend]
impl<T: Value> MatchesTypeOf<NoType> for T {}

/// What `derive(Table)` asks about a column that a key of type `Own` is matched with.
#[doc(hidden)]
pub struct Matching<Own>(PhantomData<fn() -> Own>);

impl<Own> Matching<Own> {
    /// The position of the column.
    pub const fn with<S, V: Value, const N: usize, R>(_: &Column<S, V, N, R>) -> usize
    where
        Own: MatchesTypeOf<V::Base>,
    {
        N
    }
}

/// Position of the one column of a table's primary key beside the tenant's.
///
/// # Panics
/// In a constant, when the key has several columns.
#[doc(hidden)]
pub const fn single_key(table: &TableDef) -> usize {
    let mut found = None;
    let mut at = 0;
    while at < table.primary_key.len() {
        let column = table.primary_key[at];
        let tenant = matches!(table.tenant, Some(tenant) if tenant == column);
        if !tenant || table.primary_key.len() == 1 {
            assert!(
                found.is_none(),
                "a relation through a table leads to one with a primary key of one column"
            );
            found = Some(column);
        }
        at += 1;
    }
    match found {
        Some(column) => column,
        None => panic!("the table has no primary key"),
    }
}

/// Starts a relation. Emitted by `derive(Table)`.
#[doc(hidden)]
pub fn related<B, A, S, Sh, Via, C: Table>(
    relation: &'static RelationDef,
) -> Find<To<S, Sh, Via>, B, A, C::Keyspace, C> {
    Find::start(To::new(relation))
}
