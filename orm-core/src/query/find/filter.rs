use super::Find;
use super::Purpose;
use super::keys::Located;
use super::level::LevelEnv;
use super::relation::{Many, Shape, To};
use super::statement::{KEYS, equal, join_through};
use crate::expr::{Env, Expr, ExprIn, PerRow, RowCondition};
use crate::query::parts::{Clause, JoinKind, Parts, Relation};
use crate::query::{Has, Readable, SameAccess, assemble};
use crate::scope::{Access, AccessLevel, Mode, Reaches};
use crate::sql::{Op, Out, Pieces};
use crate::types::{Hint, NotNull};

use super::relation::RelationDef;

const RELATED: &str = "related_rows";

/// Whether a row has related rows: `EXISTS (SELECT ..)`, or its negation.
#[derive(Clone, Debug)]
pub struct RelatedExists<Q> {
    query: Q,
    negated: bool,
}

/// How many related rows a row has: `(SELECT COUNT(*) ..)`.
#[derive(Clone, Debug)]
pub struct RelatedCount<Q>(Q);

/// A relation that stands in an expression over the table where it starts.
#[doc(hidden)]
pub trait RelatedQuery {
    fn write_related(&self, list: &'static str, out: &mut Pieces);
}

impl<S, Sh, Via, B, A: AccessLevel, K, C: Readable, P, R> RelatedQuery
    for Find<To<S, Sh, Via>, B, A, K, C, P, R>
{
    fn write_related(&self, list: &'static str, out: &mut Pieces) {
        write(&self.parts, self.handle.relation, A::MODE, list, out);
    }
}

/// `SELECT list FROM child WHERE child.key = parent.key`
fn write(
    parts: &Parts,
    relation: &'static RelationDef,
    mode: Mode,
    list: &'static str,
    out: &mut Pieces,
) {
    let mut parts = parts.clone();
    parts
        .clauses
        .retain(|(clause, _)| *clause == Clause::Filter);
    join_through(&mut parts, relation, mode);
    let (columns, key) = relation.pairs(mode);
    let parent = Located::of(relation.parent, &columns);
    let hidden = parts
        .items
        .iter()
        .any(|item| item.name == relation.parent.name);
    if !hidden {
        parts.clause(Clause::Filter, |out| equal(&key, &parent, out));
        assemble::select(parts, mode, |out| out.text(list), out);
        return;
    }
    // The parent's name means another row inside: the comparison stands outside.
    let mut inner = Pieces::default();
    let keys = |out: &mut Pieces| {
        for (at, located) in key.iter().enumerate() {
            out.text(if at > 0 { ", " } else { "" });
            out.column(located.table, located.column);
            out.text(" AS ");
            out.identifier(KEYS[at]);
        }
    };
    assemble::select(parts, mode, keys, &mut inner);
    let mut outer = Parts::default();
    let derived = Relation::Query(Box::new(inner));
    outer.join(JoinKind::From, derived, RELATED, Default::default());
    outer.clause(Clause::Filter, |out| {
        for (at, located) in parent.iter().enumerate() {
            out.text(if at > 0 { " AND " } else { "" });
            out.identifier(RELATED);
            out.text(".");
            out.identifier(KEYS[at]);
            out.text(" = ");
            out.column(located.table, located.column);
        }
    });
    assemble::select(outer, mode, |out| out.text(list), out);
}

impl<S, Sh, Via, B, A, K, C, P, R> Find<To<S, Sh, Via>, B, A, K, C, P, R>
where
    Sh: Shape,
    C: Readable + Access<A>,
    Via: Access<A>,
{
    /// Whether the row has a related one, as a condition over the table where the relation starts:
    /// `EXISTS (SELECT ..)`. Limit, order and relations of the related rows don't matter here.
    pub fn exists(self) -> RelatedExists<Self> {
        RelatedExists {
            query: self,
            negated: false,
        }
    }

    /// Whether the row has no related one: `NOT EXISTS (SELECT ..)`.
    pub fn is_empty(self) -> RelatedExists<Self> {
        RelatedExists {
            query: self,
            negated: true,
        }
    }

    /// Whether the condition holds for a related row: `EXISTS (SELECT .. WHERE condition)`.
    pub fn any<X, EachTableOnce>(
        self,
        condition: X,
    ) -> RelatedExists<Find<<To<S, Sh, Via> as Purpose>::Filtered, B, A, K, C, P, R>>
    where
        To<S, Sh, Via>: Purpose,
        X: RowCondition<LevelEnv<B, A, K, C>, EachTableOnce>,
    {
        RelatedExists {
            query: self.filter(condition),
            negated: false,
        }
    }

    /// Whether the condition holds for no related row: `NOT EXISTS (SELECT .. WHERE condition)`.
    pub fn none<X, EachTableOnce>(
        self,
        condition: X,
    ) -> RelatedExists<Find<<To<S, Sh, Via> as Purpose>::Filtered, B, A, K, C, P, R>>
    where
        To<S, Sh, Via>: Purpose,
        X: RowCondition<LevelEnv<B, A, K, C>, EachTableOnce>,
    {
        RelatedExists {
            query: self.filter(condition),
            negated: true,
        }
    }
}

impl<S, Via, B, A, K, C, P, R> Find<To<S, Many, Via>, B, A, K, C, P, R>
where
    C: Readable + Access<A>,
    Via: Access<A>,
{
    /// How many related rows the row has, as a value over the table where the relation starts:
    /// `(SELECT COUNT(*) ..)`. Limit, order and relations of the related rows don't matter here.
    pub fn count(self) -> RelatedCount<Self> {
        RelatedCount(self)
    }
}

impl<Q: RelatedQuery> Expr for RelatedExists<Q> {
    type Base = bool;

    fn write(&self, out: &mut Pieces, _: Hint) {
        if self.negated {
            out.text("NOT EXISTS (");
        } else {
            out.op(Op::ExistsOpen);
        }
        self.query.write_related("1", out);
        out.text(")");
    }
}

impl<Q: RelatedQuery> Expr for RelatedCount<Q> {
    type Base = i64;

    fn write(&self, out: &mut Pieces, _: Hint) {
        out.text("(");
        self.0.write_related("COUNT(*)", out);
        out.text(")");
    }
}

/// The relation may stand in environment `E`: the table where it starts is in FROM there.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a relation stands in a query without the table where it starts",
    label = "not in the FROM of this query"
)]
pub trait RelatedQueryIn<E, I>: RelatedQuery {
    type Kind;
}

impl<B, A, A2, K, K2, F, G, S, Sh, Via, C, P, R, At> RelatedQueryIn<Env<B, A, K, F, G>, At>
    for Find<To<S, Sh, Via>, B, A2, K2, C, P, R>
where
    A: SameAccess<A2>,
    A2: AccessLevel,
    C: Readable,
    K: Reaches<K2>,
    F: Has<S, At>,
    G: RelatedKind,
{
    type Kind = G::Kind;
}

/// What kind of value a relation's is: one per row.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a relation cannot be counted or tested in a grouped query",
    label = "has one value per row, and the query has one row per group",
    note = "filter with it before the rows are grouped: in WHERE"
)]
pub trait RelatedKind {
    type Kind;
}
impl RelatedKind for crate::query::NoGroup {
    type Kind = PerRow;
}

impl<E, I, Q: RelatedQueryIn<E, I>> ExprIn<E, I> for RelatedExists<Q> {
    type Null = NotNull;
    type Kind = Q::Kind;
}

impl<E, I, Q: RelatedQueryIn<E, I>> ExprIn<E, I> for RelatedCount<Q> {
    type Null = NotNull;
    type Kind = Q::Kind;
}

crate::expression! {
    [Q: RelatedQuery] RelatedExists<Q> => bool;
    [Q: RelatedQuery] RelatedCount<Q> => i64;
}
