use std::marker::PhantomData;

use super::parts::{Relation, RelationPart};
use super::{Select, Selection, Source, Table, TableRef};
use crate::expr::Env;
use crate::query::sources::Closed;
use crate::query::{Alias, AliasTag, Aliased, Is, SameAccess};
use crate::scope::{AccessLevel, Reaches};
use crate::sql::Pieces;

/// A query that stands in FROM; its columns are those of the projection `S`.
pub struct Derived<B, A, K, S> {
    pieces: Pieces,
    types: PhantomData<fn() -> (B, A, K, S)>,
}

impl<B, A, K, S> Derived<B, A, K, S> {
    pub(crate) fn new(pieces: Pieces) -> Self {
        Self {
            pieces: pieces.inside(),
            types: PhantomData,
        }
    }

    /// The same rows under another name, so that two queries of one projection can stand in FROM.
    /// The name is made by `orm::alias!(Other: Projection)`.
    pub fn alias<Tag: AliasTag>(self, _: TableRef<Alias<S, Tag>>) -> Derived<B, A, K, Alias<S, Tag>>
    where
        S: Aliased,
    {
        Derived::new(self.pieces)
    }
}

/// What `.from(..)` and the joins take: a table, an alias, or a query made a source by
/// `.derived(..)`.
#[diagnostic::on_unimplemented(
    message = "this cannot stand in FROM",
    label = "expected a table, an alias, or a query by `.derived(..)`",
    note = "a projection alone has no rows: give it a query, `.from(query.derived())`"
)]
pub trait FromItem<B, A, K> {
    /// The source.
    type Source: Source;
    /// The keyspace of what it reads.
    type Keyspace;
    /// Its part of FROM.
    #[doc(hidden)]
    fn into_relation(self) -> RelationPart
    where
        Self: Sized;
}

/// A table or an alias of one, which may stand in FROM by its name.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is a projection and has no rows of its own",
    label = "not a table",
    note = "give it a query: `.from(query.derived())`"
)]
pub trait Physical {}
#[diagnostic::do_not_recommend]
impl<T: Table> Physical for T {}
impl<T: Table, Tag> Physical for Alias<T, Tag> {}

impl<B, A, K, S: Source + Physical> FromItem<B, A, K> for TableRef<S> {
    type Source = S;
    type Keyspace = S::Keyspace;

    fn into_relation(self) -> RelationPart {
        RelationPart {
            relation: Relation::Table(S::TABLE),
            ctes: Vec::new(),
        }
    }
}

impl<B, A, A2, K, K2, S> FromItem<B, A, K> for Derived<B, A2, K2, S>
where
    A: SameAccess<A2>,
    S: Source,
    K: Reaches<K2>,
{
    type Source = S;
    type Keyspace = K2;

    fn into_relation(mut self) -> RelationPart {
        RelationPart {
            ctes: std::mem::take(&mut self.pieces.ctes),
            relation: Relation::Query(Box::new(self.pieces)),
        }
    }
}

/// A row whose columns have names, so that an outer query can use them.
#[diagnostic::on_unimplemented(
    message = "the columns of this query have no names",
    label = "its rows are `{Self}`",
    note = "select into a struct with `#[derive(Projection)]`"
)]
pub trait NamedColumns: Source {}
#[diagnostic::do_not_recommend]
impl<S: Source> NamedColumns for S {}

impl<X, B, A: AccessLevel, K, P, F: Closed, G> Select<X, B, A, K, P, F, G> {
    /// The query as a source for FROM. Its select list is a struct with `#[derive(Projection)]`,
    /// whose columns the outer query uses.
    pub fn derived<Q, EachTableOnce, Row>(self) -> Derived<B, A, K, Row>
    where
        P: Is<Q>,
        Q: Selection<Env<B, A, K, F, G>, EachTableOnce, Row = Row>,
        Row: NamedColumns,
    {
        let list = self.list.same();
        let mut pieces = Pieces::default();
        super::assemble::select(self.parts, A::MODE, |out| list.write_list(out), &mut pieces);
        Derived::new(pieces)
    }
}
