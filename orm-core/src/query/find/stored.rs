use std::marker::PhantomData;
use std::sync::Arc;

use super::Find;
use super::branches::Branches;
use super::level::{Level, LevelEnv};
use crate::driver::{Backend, Db, Error, Running, Session, Strategy};
use crate::query::{Is, Readable, Selection};
use crate::scope::{AccessLevel, Reaches};

/// A finished find with a type that can be named: stored in a struct, returned from a function.
///
/// Made by `.query()`. It holds no tenant's value and no handle: `.on(&db)` executes it for the
/// tenant of `db`. Cheap to clone.
pub struct FindQuery<B: Backend, A, K, Row> {
    level: Arc<dyn LoadAll<B, Row>>,
    table: &'static str,
    strategy: Option<Strategy>,
    types: PhantomData<fn() -> (A, K)>,
}

impl<B: Backend, A, K, Row> Clone for FindQuery<B, A, K, Row> {
    fn clone(&self) -> Self {
        Self {
            level: self.level.clone(),
            ..*self
        }
    }
}

/// The first level of a find, its own types forgotten.
trait LoadAll<B: Backend, Row>: Send + Sync {
    fn load_all<'s>(
        self: Arc<Self>,
        session: &'s Session<B>,
        strategy: Option<Strategy>,
    ) -> Running<'s, Vec<Row>>;
}

impl<B, A, K, S, Q, I, R> LoadAll<B, R::Out> for Level<B, A, K, S, Q, I, R>
where
    B: Backend,
    A: AccessLevel,
    K: 'static,
    S: Readable,
    Q: Selection<LevelEnv<B, A, K, S>, I> + Send + Sync + 'static,
    I: 'static,
    R: Branches<B, Q::Row>,
{
    fn load_all<'s>(
        self: Arc<Self>,
        session: &'s Session<B>,
        strategy: Option<Strategy>,
    ) -> Running<'s, Vec<R::Out>> {
        self.all(session, strategy)
    }
}

impl<X, B: Backend, A: AccessLevel, K: 'static, S: Readable, P, R> Find<X, B, A, K, S, P, R> {
    /// Closes the find, so that it can be stored and executed for any tenant.
    pub fn query<Q, EachTableOnce, Row, Whole>(self) -> FindQuery<B, A, K, Whole>
    where
        P: Is<Q>,
        Q: Selection<LevelEnv<B, A, K, S>, EachTableOnce, Row = Row> + Send + Sync + 'static,
        EachTableOnce: 'static,
        Row: Send + 'static,
        R: Branches<B, Row, Out = Whole>,
        Whole: Send + 'static,
    {
        let strategy = self.strategy;
        FindQuery {
            level: Arc::new(self.close::<Q, EachTableOnce>()),
            table: S::NAME,
            strategy,
            types: PhantomData,
        }
    }
}

impl<B: Backend, A: AccessLevel, K, Row: Send + 'static> FindQuery<B, A, K, Row> {
    /// Binds the query to a handle, so that it can be executed.
    pub fn on<'h, KH: Reaches<K>>(&self, db: &'h Db<B, A, KH>) -> BoundFind<'h, B, Row> {
        BoundFind {
            session: db.session(),
            level: self.level.clone(),
            table: self.table,
            strategy: self.strategy,
        }
    }
}

/// A [`FindQuery`] and the handle that executes it.
pub struct BoundFind<'h, B: Backend, Row> {
    session: &'h Session<B>,
    level: Arc<dyn LoadAll<B, Row>>,
    table: &'static str,
    strategy: Option<Strategy>,
}

impl<'h, B: Backend, Row: Send + 'static> BoundFind<'h, B, Row> {
    /// All rows, each with its relations.
    ///
    /// # Errors
    /// As [`Find::all`].
    pub fn all(self) -> Running<'h, Vec<Row>> {
        self.level.load_all(self.session, self.strategy)
    }

    /// The first row with its relations, if there is one. The query's own LIMIT says how many are
    /// fetched.
    ///
    /// # Errors
    /// As [`Find::all`].
    pub async fn optional(self) -> Result<Option<Row>, Error> {
        Ok(self.all().await?.into_iter().next())
    }

    /// The first row with its relations.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none.
    pub async fn one(self) -> Result<Row, Error> {
        let table = self.table;
        self.optional().await?.ok_or(Error::NotFound { table })
    }
}
