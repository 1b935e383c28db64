use std::marker::PhantomData;

use super::derived::FromItem;
use super::group::{By, GroupKeys, NoGroup};
use super::parts::{Clause, Deleted, JoinKind, Parts};
use super::sources::{Borrowed, Inner, Join, Mark, Nil, Outer, Sources};
use super::{DefaultScope, Has, Key, Readable, RowCount, Source, TableRef};
use crate::expr::{Env, GroupCondition, OrderBy, RowCondition};
use crate::scope::{Access, AnyKeyspace, InKeyspace, Pins};
use crate::sql::Pieces;
use crate::types::Hint;

/// A SELECT that is being built.
///
/// `X` is the handle it is bound to, or `()`; `B`, `A` and `K` are backend, access level and
/// keyspace; `P` the select list, `F` the sources of FROM, `G` the grouping. The type doesn't grow
/// with filters, so that they can be added in a loop.
#[must_use = "a query does nothing until `.all()`, `.one()` or another terminal is awaited"]
pub struct Select<X, B, A, K, P, F, G = NoGroup> {
    pub(crate) handle: X,
    pub(crate) list: P,
    pub(crate) parts: Parts,
    pub(crate) types: PhantomData<fn() -> (B, A, K, F, G)>,
}

impl<X: Clone, B, A, K, P: Clone, F, G> Clone for Select<X, B, A, K, P, F, G> {
    fn clone(&self) -> Self {
        Self {
            handle: self.handle.clone(),
            list: self.list.clone(),
            parts: self.parts.clone(),
            types: PhantomData,
        }
    }
}

/// A SELECT without a handle: to be embedded in another statement as subquery or derived table,
/// or executed later with `.on(&db)`. Access level and backend are inferred from where it goes.
pub fn select<B, A, P>(list: P) -> Select<(), B, A, AnyKeyspace, P, Nil> {
    Select::start((), list)
}

impl<X, B, A, K, P> Select<X, B, A, K, P, Nil> {
    pub(crate) fn start(handle: X, list: P) -> Self {
        Self {
            handle,
            list,
            parts: Parts::with_capacity(24),
            types: PhantomData,
        }
    }
}

impl<X, B, A, K, P, F, G> Select<X, B, A, K, P, F, G> {
    pub(super) fn retyped<K2, F2, G2>(self) -> Select<X, B, A, K2, P, F2, G2> {
        Select {
            handle: self.handle,
            list: self.list,
            parts: self.parts,
            types: PhantomData,
        }
    }

    fn joined<T: FromItem<B, A, K>, F2>(
        mut self,
        kind: JoinKind,
        item: T,
        on: impl FnOnce(&mut Pieces),
    ) -> Select<X, B, A, K, P, F2, G> {
        let span = self.parts.record(on);
        let relation = item.into_relation();
        self.parts
            .join(kind, relation, <T::Source as Source>::NAME, span);
        self.retyped()
    }

    /// Sees soft-deleted rows too.
    pub fn with_deleted(mut self) -> Self {
        self.parts.visible.deleted = Deleted::Shown;
        self
    }

    /// Sees soft-deleted rows only.
    pub fn only_deleted(mut self) -> Self {
        self.parts.visible.deleted = Deleted::Only;
        self
    }

    /// Sees the rows of a source that one of its default scopes hides, too: `#[table(scope(..))]`
    /// puts a condition on each statement over the table, in every place where it stands, and its
    /// name takes it away again from one source of one query. Subqueries have their own.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/articles.rs"));
    /// # fn main() -> Result<(), orm::Error> { run(async |db| {
    /// // #[table(name = "articles", .., scope(published = Article.published.eq(true)))]
    /// assert_eq!(db.select(Article.title).from(Article).all().await?, ["News"]);
    /// // SELECT "articles"."title" FROM "articles"
    /// // WHERE "articles"."org_id" = ? AND "articles"."published" = ?
    /// let all = db.from(Article).without_scope(Article::published());
    /// assert_eq!(all.count().await?, 2);
    /// # Ok(()) }) }
    /// ```
    pub fn without_scope<S, EachTableOnce>(mut self, scope: DefaultScope<S>) -> Self
    where
        S: Source,
        F: Has<S, EachTableOnce>,
    {
        self.parts.visible.without(scope);
        self
    }

    /// Says where the statement comes from, for the database's logs and statistics:
    /// `/*key='value'*/` behind it, as sqlcommenter writes it. All but letters, digits and `-_.~` is
    /// percent-encoded, so that nothing ends the comment. Of a query inside another it stands behind
    /// the whole statement.
    ///
    /// A statement with another comment is another statement to caches: say routes and jobs, not
    /// requests.
    ///
    /// ```
    /// # use orm::prelude::*;
    /// # #[derive(Keyspace)]
    /// # #[keyspace(name = "shop", tenancy = none, tables(Person))]
    /// # struct Shop;
    /// # #[derive(Table, Clone, Debug)]
    /// # #[table(name = "people", keyspace = Shop)]
    /// # struct Person { #[column(primary_key)] id: i64, name: String }
    /// # fn main() -> Result<(), orm::Error> {
    /// let query = orm::select::<Sqlite, Unscoped, _>(Person.name).from(Person)
    ///     .comment("route", "/people")
    ///     .comment("hostile", "*/ DROP TABLE people; --");
    /// assert!(query.to_sql()?.sql().ends_with(
    ///     "/*hostile='%2A%2F%20DROP%20TABLE%20people%3B%20--',route='%2Fpeople'*/"
    /// ));
    /// # Ok(())
    /// # }
    /// ```
    pub fn comment(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.parts.arena.comments.add(key, value);
        self
    }

    /// Leaves out rows that equal another: `SELECT DISTINCT`.
    pub fn distinct(mut self) -> Self {
        self.parts.distinct = true;
        self
    }

    /// At most this many rows: a number, or a `Param<u64>` of a prepared statement.
    pub fn limit(mut self, rows: impl Into<RowCount>) -> Self {
        self.parts.limit = Some(rows.into());
        self
    }

    /// Leaves out the first rows: a number, or a `Param<u64>` of a prepared statement.
    pub fn offset(mut self, rows: impl Into<RowCount>) -> Self {
        self.parts.offset = Some(rows.into());
        self
    }
}

impl<X, B, A, K: Pins, P, F, G> Select<X, B, A, K, P, F, G> {
    /// `FROM source`: a table, an alias, or a query by `.derived(..)`.
    ///
    /// After `.correlate(..)` it adds the subquery's own first source.
    pub fn from<T>(
        self,
        source: T,
    ) -> Select<X, B, A, K::Pin<T::Keyspace>, P, Join<T::Source, Inner, F>, G>
    where
        T: FromItem<B, A, K>,
        T::Source: Access<A> + InKeyspace<K>,
    {
        self.joined::<T, Join<T::Source, Inner, F>>(JoinKind::From, source, |_| {})
            .retyped()
    }
}

impl<X, B, A, K, P, F, G> Select<X, B, A, K, P, F, G> {
    /// Borrows a source of the outer statement, for a correlated subquery. Call it before
    /// `.from(..)`; the subquery can then be embedded only where that source is in FROM.
    pub fn correlate<S, M>(
        mut self,
        _: TableRef<S>,
    ) -> Select<X, B, A, K, P, Join<S, Borrowed<M>, F>, G>
    where
        S: Source + Access<A>,
        M: Mark,
    {
        self.parts.borrowed.push(S::NAME);
        self.retyped()
    }

    /// `INNER JOIN source ON condition`
    pub fn inner_join<T, O, EachTableOnce>(
        self,
        source: T,
        on: O,
    ) -> Select<X, B, A, K, P, Join<T::Source, Inner, F>, G>
    where
        T: FromItem<B, A, K>,
        T::Source: Access<A> + InKeyspace<K>,
        O: RowCondition<Env<B, A, K, Join<T::Source, Inner, F>, NoGroup>, EachTableOnce>,
    {
        self.joined::<T, _>(JoinKind::Inner, source, |out| on.write(out, Hint::NONE))
    }

    /// `LEFT JOIN source ON condition`: the joined source's columns become `Option`.
    pub fn left_join<T, O, EachTableOnce>(
        self,
        source: T,
        on: O,
    ) -> Select<X, B, A, K, P, Join<T::Source, Outer, F>, G>
    where
        T: FromItem<B, A, K>,
        T::Source: Access<A> + InKeyspace<K>,
        O: RowCondition<Env<B, A, K, Join<T::Source, Inner, F>, NoGroup>, EachTableOnce>,
    {
        self.joined::<T, _>(JoinKind::Left, source, |out| on.write(out, Hint::NONE))
    }

    /// `RIGHT JOIN source ON condition`: the columns of all sources before it become `Option`.
    pub fn right_join<T, O, EachTableOnce>(
        self,
        source: T,
        on: O,
    ) -> Select<X, B, A, K, P, Join<T::Source, Inner, F::AllOuter>, G>
    where
        F: Sources,
        T: FromItem<B, A, K>,
        T::Source: Access<A> + InKeyspace<K>,
        O: RowCondition<Env<B, A, K, Join<T::Source, Inner, F>, NoGroup>, EachTableOnce>,
    {
        self.joined::<T, _>(JoinKind::Right, source, |out| on.write(out, Hint::NONE))
    }

    /// `FULL JOIN source ON condition`: the columns of all sources become `Option`.
    ///
    /// Compiles for backends that have it: Postgres and SQLite.
    pub fn full_join<T, O, EachTableOnce>(
        self,
        source: T,
        on: O,
    ) -> Select<X, B, A, K, P, Join<T::Source, Outer, F::AllOuter>, G>
    where
        B: crate::driver::HasFullJoin,
        F: Sources,
        T: FromItem<B, A, K>,
        T::Source: Access<A> + InKeyspace<K>,
        O: RowCondition<Env<B, A, K, Join<T::Source, Inner, F>, NoGroup>, EachTableOnce>,
    {
        self.joined::<T, _>(JoinKind::Full, source, |out| on.write(out, Hint::NONE))
    }

    /// `CROSS JOIN source`
    pub fn cross_join<T>(self, source: T) -> Select<X, B, A, K, P, Join<T::Source, Inner, F>, G>
    where
        T: FromItem<B, A, K>,
        T::Source: Access<A> + InKeyspace<K>,
    {
        self.joined::<T, _>(JoinKind::Cross, source, |_| {})
    }

    /// `WHERE condition`. Several filters are joined by AND.
    pub fn filter<C, EachTableOnce>(mut self, condition: C) -> Self
    where
        C: RowCondition<Env<B, A, K, F, NoGroup>, EachTableOnce>,
    {
        self.parts
            .clause(Clause::Filter, |out| condition.write(out, Hint::NONE));
        self
    }

    /// The same as [`filter`](Self::filter) for `Some`; nothing for `None`.
    pub fn filter_if<C, EachTableOnce>(self, condition: Option<C>) -> Self
    where
        C: RowCondition<Env<B, A, K, F, NoGroup>, EachTableOnce>,
    {
        match condition {
            Some(condition) => self.filter(condition),
            None => self,
        }
    }

    /// `HAVING condition`, over aggregates and grouped columns.
    pub fn having<C, EachTableOnce>(mut self, condition: C) -> Self
    where
        C: GroupCondition<Env<B, A, K, F, G>, EachTableOnce>,
    {
        self.parts
            .clause(Clause::Having, |out| condition.write(out, Hint::NONE));
        self
    }

    /// `ORDER BY`: an expression, `.asc()` or `.desc()` of one, or a tuple of these. A second call
    /// adds terms.
    pub fn order_by<O, EachTableOnce>(mut self, order: O) -> Self
    where
        O: OrderBy<Env<B, A, K, F, G>, EachTableOnce>,
    {
        self.parts
            .clause(Clause::OrderBy, |out| order.write_order(out));
        self
    }

    /// Binds the query to a handle, so that it can be executed.
    pub fn on<KH>(
        self,
        db: &crate::driver::Db<B, A, KH>,
    ) -> Select<&crate::driver::Session<B>, B, A, K, P, F, G>
    where
        B: crate::driver::Backend,
        KH: crate::scope::Reaches<K>,
    {
        Select {
            handle: db.session(),
            list: self.list,
            parts: self.parts,
            types: PhantomData,
        }
    }
}

impl<X, B, A, K, P, F> Select<X, B, A, K, P, F, NoGroup> {
    /// `GROUP BY`: a column, [`group_key`](super::group_key) of an expression, or a tuple of these.
    pub fn group_by<Q, EachTableOnce, Keys>(mut self, keys: Q) -> Select<X, B, A, K, P, F, By<Keys>>
    where
        Q: GroupKeys<Env<B, A, K, F, NoGroup>, EachTableOnce, List = Keys>,
    {
        self.parts
            .clause(Clause::GroupBy, |out| keys.write_keys(out));
        self.retyped()
    }
}

impl<X, B, A, K, S: Readable> Select<X, B, A, K, TableRef<S>, Join<S, Inner, Nil>, NoGroup> {
    /// The row with this primary key, the tenant column left out.
    pub fn by_key(mut self, key: S::Key) -> Self {
        self.parts.clause(Clause::Filter, |out| {
            key.write_filter(S::TABLE, S::NAME, out)
        });
        self
    }
}
