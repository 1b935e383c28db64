//! Rows with the rows that they are related to: `db.find(Policy).with(Policy::claims())`.

mod branches;
mod filter;
mod json;
mod keys;
mod level;
mod relation;
mod statement;
mod stored;
mod terminal;

use std::marker::PhantomData;
use std::sync::Arc;

use super::parts::{Clause, Deleted, JoinKind, Parts, Relation};
use super::{DefaultScope, Is, Key, Readable, Selection, TableRef};
use crate::driver::{Backend, Db, Session, Strategy};
use crate::expr::{OrderBy, RowCondition};
use crate::scope::{Access, AccessLevel, Reaches};
use crate::types::Hint;

pub use branches::{Append, Branch, Branches};
pub use filter::{RelatedCount, RelatedExists};
pub use keys::KeyLists;
pub use level::Loaded;
pub use relation::{
    Many, MatchesTypeOf, Matching, Optional, Promised, PromisedShape, RelatedIn, RelationDef,
    Required, Shape, StartsAt, Through, To, ToMany, ToOne, promised, related, single_key,
};
pub use stored::{BoundFind, FindQuery};

use level::{Level, LevelEnv, Related};

/// Rows of a table, and with each of them the rows of its relations.
///
/// `X` is the handle it is bound to, the relation that it is loaded by, or `()`; `B`, `A` and `K`
/// are backend, access level and keyspace; `S` the table, `P` the select list, `R` the relations.
///
/// A row alone is what the select list gives. With relations it is a tuple: the row first, then
/// what each `.with(..)` gave, in that order: a `Vec` for a relation to many, an `Option` or the
/// row itself for a relation to one.
#[must_use = "a query does nothing until `.all()`, `.one()` or another terminal is awaited"]
pub struct Find<X, B, A, K, S, P = TableRef<S>, R = ()> {
    handle: X,
    list: P,
    parts: Parts,
    branches: R,
    strategy: Option<Strategy>,
    types: PhantomData<fn() -> (B, A, K, S)>,
}

impl<X: Clone, B, A, K, S, P: Clone, R: Clone> Clone for Find<X, B, A, K, S, P, R> {
    fn clone(&self) -> Self {
        Self {
            handle: self.handle.clone(),
            list: self.list.clone(),
            parts: self.parts.clone(),
            branches: self.branches.clone(),
            strategy: self.strategy,
            types: PhantomData,
        }
    }
}

/// Rows of a table without a handle: to be closed with `.query()`, or executed later with
/// `.on(&db)`.
pub fn find<B, A, S>(_: TableRef<S>) -> Find<(), B, A, S::Keyspace, S>
where
    S: Readable + Access<A>,
{
    Find::start(())
}

/// What a find is for: a handle, a relation, or nothing yet.
pub trait Purpose {
    /// The same after a filter: a row that a relation has for sure may be filtered out.
    type Filtered;
    /// The same after a filter.
    #[doc(hidden)]
    fn filtered(self) -> Self::Filtered;
}

impl Purpose for () {
    type Filtered = ();

    fn filtered(self) {}
}

impl<B: Backend> Purpose for &Session<B> {
    type Filtered = Self;

    fn filtered(self) -> Self {
        self
    }
}

impl<S, Sh: Shape, Via> Purpose for To<S, Sh, Via> {
    type Filtered = To<S, Sh::Filtered, Via>;

    fn filtered(self) -> Self::Filtered {
        To::new(self.relation)
    }
}

/// The find gives any number of rows, so that it can be cut.
#[diagnostic::on_unimplemented(
    message = "a relation to one row has no limit and no offset",
    label = "leads to one row",
    note = "leave it out, or filter the row"
)]
pub trait ManyRows {}
#[diagnostic::do_not_recommend]
impl ManyRows for () {}
#[diagnostic::do_not_recommend]
impl<B: Backend> ManyRows for &Session<B> {}
#[diagnostic::do_not_recommend]
impl<S, Via> ManyRows for To<S, Many, Via> {}

/// The find is a query of its own, not a relation in one.
#[diagnostic::on_unimplemented(
    message = "how relations are loaded is said once, for the whole query",
    label = "is a relation in a query",
    note = "write `.per_level()` or `.as_json()` behind `db.find(..)`"
)]
pub trait FirstLevel {}
#[diagnostic::do_not_recommend]
impl FirstLevel for () {}
#[diagnostic::do_not_recommend]
impl<B: Backend> FirstLevel for &Session<B> {}

impl<X, B, A, K, S: Readable> Find<X, B, A, K, S> {
    pub(crate) fn start(handle: X) -> Self {
        let mut parts = Parts::default();
        let table = Relation::Table(S::TABLE);
        parts.join(JoinKind::From, table, S::NAME, Default::default());
        Self {
            handle,
            list: TableRef::new(),
            parts,
            branches: (),
            strategy: None,
            types: PhantomData,
        }
    }
}

impl<X, B, A, K, S: Readable, P, R> Find<X, B, A, K, S, P, R> {
    /// The same with another purpose.
    fn with_handle<X2>(self, handle: impl FnOnce(X) -> X2) -> Find<X2, B, A, K, S, P, R> {
        Find {
            handle: handle(self.handle),
            list: self.list,
            parts: self.parts,
            branches: self.branches,
            strategy: self.strategy,
            types: PhantomData,
        }
    }

    /// What of each row is given, instead of the whole row: an expression over the table, a struct
    /// with `#[derive(Projection)]`, or a tuple of these and of the row itself. Counts of relations
    /// and other computed values go here too.
    ///
    /// ```text
    /// db.find(Policy).columns((Policy.number, Policy::claims().count()))
    /// ```
    pub fn columns<P2>(self, list: P2) -> Find<X, B, A, K, S, P2, R> {
        Find {
            handle: self.handle,
            list,
            parts: self.parts,
            branches: self.branches,
            strategy: self.strategy,
            types: PhantomData,
        }
    }

    /// `WHERE condition`. Several filters are joined by AND. A relation to exactly one row becomes
    /// an `Option`, since the row may be filtered out.
    pub fn filter<C, EachTableOnce>(mut self, condition: C) -> Find<X::Filtered, B, A, K, S, P, R>
    where
        X: Purpose,
        C: RowCondition<LevelEnv<B, A, K, S>, EachTableOnce>,
    {
        self.parts
            .clause(Clause::Filter, |out| condition.write(out, Hint::NONE));
        self.with_handle(Purpose::filtered)
    }

    /// The same as [`filter`](Self::filter) for `Some`; nothing for `None`.
    pub fn filter_if<C, EachTableOnce>(
        self,
        condition: Option<C>,
    ) -> Find<X::Filtered, B, A, K, S, P, R>
    where
        X: Purpose,
        C: RowCondition<LevelEnv<B, A, K, S>, EachTableOnce>,
    {
        match condition {
            Some(condition) => self.filter(condition),
            None => self.with_handle(Purpose::filtered),
        }
    }

    /// `ORDER BY`: an expression, `.asc()` or `.desc()` of one, or a tuple of these. A second call
    /// adds terms. The rows of a relation are in this order within each parent.
    pub fn order_by<O, EachTableOnce>(mut self, order: O) -> Self
    where
        O: OrderBy<LevelEnv<B, A, K, S>, EachTableOnce>,
    {
        self.parts
            .clause(Clause::OrderBy, |out| order.write_order(out));
        self
    }

    /// At most this many rows; of a relation, at most this many per parent.
    pub fn limit(mut self, rows: u64) -> Self
    where
        X: ManyRows,
    {
        self.parts.limit = Some(rows.into());
        self
    }

    /// Leaves out the first rows; of a relation, the first of each parent.
    pub fn offset(mut self, rows: u64) -> Self
    where
        X: ManyRows,
    {
        self.parts.offset = Some(rows.into());
        self
    }

    /// Sees soft-deleted rows too, on this level. Other levels have a switch of their own.
    pub fn with_deleted(mut self) -> Self {
        self.parts.visible.deleted = Deleted::Shown;
        self
    }

    /// Sees the rows that this default scope of the table hides, too, on this level.
    pub fn without_scope(mut self, scope: DefaultScope<S>) -> Self {
        self.parts.visible.without(scope);
        self
    }

    /// Sees soft-deleted rows only, on this level.
    pub fn only_deleted(mut self) -> Find<X::Filtered, B, A, K, S, P, R>
    where
        X: Purpose,
    {
        self.parts.visible.deleted = Deleted::Only;
        self.with_handle(Purpose::filtered)
    }
}

impl<X, B: Backend, A: AccessLevel, K, S: Readable, P, R> Find<X, B, A, K, S, P, R> {
    /// Loads a relation with each row. The relation takes filters, an order, a limit per row, a
    /// select list, and relations of its own.
    ///
    /// ```text
    /// db.find(Policy)
    ///     .with(Policy::claims().filter(Claim.open).order_by(Claim.amount.desc()).limit(3)
    ///         .with(Claim::payments()))
    ///     .all() // Vec<(Policy, Vec<(Claim, Vec<Payment>)>)>
    /// ```
    pub fn with<S2, Sh, Via, K2, C, P2, R2, Q, EachTableOnce, Row>(
        self,
        relation: Find<To<S2, Sh, Via>, B, A, K2, C, P2, R2>,
    ) -> Find<X, B, A, K, S, P, R::Longer>
    where
        S2: StartsAt<S>,
        C: Readable + Access<A>,
        Via: Access<A>,
        Sh: Shape,
        K2: 'static,
        P2: Is<Q>,
        Q: Selection<LevelEnv<B, A, K2, C>, EachTableOnce, Row = Row> + Send + Sync + 'static,
        EachTableOnce: 'static,
        Row: Send + 'static,
        R2: Branches<B, Row>,
        R: Append<Branch<B, S, Sh::Of<R2::Out>>>,
    {
        let definition = relation.handle.relation;
        let related = Related::<_, Sh> {
            relation: definition,
            level: Arc::new(relation.close()),
            shape: PhantomData,
        };
        let branch = Branch {
            relation: definition,
            mode: A::MODE,
            related: Arc::new(related),
            types: PhantomData,
        };
        Find {
            handle: self.handle,
            list: self.list,
            parts: self.parts,
            branches: self.branches.append(branch),
            strategy: self.strategy,
            types: PhantomData,
        }
    }

    fn close<Q, I>(self) -> Level<B, A, K, S, Q, I, R>
    where
        P: Is<Q>,
    {
        Level {
            parts: self.parts,
            list: self.list.same(),
            branches: self.branches,
            types: PhantomData,
        }
    }
}

impl<B, A, K, C: Readable, S, Via, P, R> Find<To<S, Required, Via>, B, A, K, C, P, R> {
    /// An `Option`, for a row that may be gone after all: on servers without foreign keys, or when
    /// others delete between the statements.
    pub fn maybe(self) -> Find<To<S, Optional, Via>, B, A, K, C, P, R> {
        self.with_handle(|to| To::new(to.relation))
    }
}

impl<X, B, A, K, S: Readable, P, R> Find<X, B, A, K, S, P, R> {
    /// Loads the relations with one statement per level, whatever the backend prefers.
    pub fn per_level(mut self) -> Self
    where
        X: FirstLevel,
    {
        self.strategy = Some(Strategy::PerLevel);
        self
    }

    /// Loads the relations with one statement for all levels, which aggregates them as JSON,
    /// whatever the backend prefers.
    pub fn as_json(mut self) -> Self
    where
        X: FirstLevel,
    {
        self.strategy = Some(Strategy::Json);
        self
    }
}

impl<B: Backend, A, K, S: Readable, P, R> Find<(), B, A, K, S, P, R> {
    /// Binds the query to a handle, so that it can be executed.
    pub fn on<KH: Reaches<K>>(self, db: &Db<B, A, KH>) -> Find<&Session<B>, B, A, K, S, P, R> {
        self.with_handle(|()| db.session())
    }
}

impl<X, B, A, K, S: Readable, P, R> Find<X, B, A, K, S, P, R> {
    /// The row with this primary key, the tenant column left out.
    pub fn by_key(mut self, key: S::Key) -> Self
    where
        X: ManyRows,
    {
        self.parts.clause(Clause::Filter, |out| {
            key.write_filter(S::TABLE, S::NAME, out)
        });
        self
    }
}
