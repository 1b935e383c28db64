use std::marker::PhantomData;

use super::group::NoGroup;
use super::sources::{Inner, Join, Nil};
use super::{Alias, AliasTag, Aliased, Source, TableRef};
use crate::expr::{Condition, Env, RowCondition};
use crate::schema::ScopeCondition;
use crate::scope::Unscoped;

/// A default scope of table `S`, to be left out of a statement by `.without_scope(..)`.
///
/// `#[table(scope(published = Article.published.eq(true)))]` makes one: each statement over
/// `articles` then sees published rows only, wherever the table stands in it, and
/// `Article::published()` names the scope.
pub struct DefaultScope<S> {
    pub(crate) name: &'static str,
    source: PhantomData<fn() -> S>,
}

impl<S> Clone for DefaultScope<S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S> Copy for DefaultScope<S> {}

impl<S> DefaultScope<S> {
    /// By its name. Emitted by `derive(Table)`.
    #[doc(hidden)]
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            source: PhantomData,
        }
    }
}

impl<S: Aliased> DefaultScope<S> {
    /// The same scope of the table under another name: `.without_scope(Article::published().of(Other))`.
    pub fn of<Tag: AliasTag>(self, _: TableRef<Alias<S, Tag>>) -> DefaultScope<Alias<S, Tag>> {
        DefaultScope::new(self.name)
    }
}

/// The keyspace of a default scope's condition, which holds no subquery: a table that is limited
/// by rows of another would need that one's limits too.
pub struct NoSubquery;

/// The environment of a default scope's condition.
pub type ScopeEnv<S> = Env<(), Unscoped, NoSubquery, Join<S, Inner, Nil>, NoGroup>;

/// Writes a default scope's condition. Emitted by `derive(Table)`.
#[doc(hidden)]
pub fn scope_condition<S: Source, X, I>(condition: X) -> ScopeCondition
where
    X: RowCondition<ScopeEnv<S>, I>,
{
    ScopeCondition(Condition::<S>::of(&condition).into_pieces())
}
