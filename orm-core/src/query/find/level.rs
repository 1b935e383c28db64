use std::cell::Cell;
use std::marker::PhantomData;
use std::sync::Arc;

use serde_json::Value;

use super::branches::Branches;
use super::json::JsonDecoder;
use super::keys::{Groups, KeyLists, KeyValue, Located};
use super::relation::{Many, RelationDef, Shape};
use super::statement::{self, Layout, Link};
use crate::driver::{Backend, BuildError, Decoder, Error, RowError, Running, Session, Strategy};
use crate::expr::Env;
use crate::query::parts::Parts;
use crate::query::{Inner, Join, Nil, NoGroup, Selection, Table};
use crate::scope::AccessLevel;
use crate::sql::{Pieces, Statement};
use crate::types::RowReader;

/// The environment of a level's expressions: its one table.
pub(super) type LevelEnv<B, A, K, S> = Env<B, A, K, Join<S, Inner, Nil>, NoGroup>;

/// One level of a find that is closed: its table's rows, and the relations loaded with them.
pub(super) struct Level<B, A, K, S, Q, I, R> {
    pub(super) parts: Parts,
    pub(super) list: Q,
    pub(super) branches: R,
    pub(super) types: PhantomData<fn() -> (B, A, K, S, I)>,
}

/// A row of a level on its way to its parents, with the keys of the level's own relations: as many
/// as there may be of them, without an allocation per row.
pub struct Loaded<T, Keys> {
    parent: u32,
    row: T,
    keys: Keys,
    /// The same row for other parents, which only relations through a third table have.
    others: Option<Box<Others<T>>>,
}

type Others<T> = Vec<(u32, T)>;

/// The rows of a level, statement by statement; `None` where a row has no parent.
pub type LoadedRows<T, Keys> = Vec<Vec<Option<Loaded<T, Keys>>>>;

impl<T, Keys: AsMut<[Option<KeyValue>]>> Loaded<T, Keys> {
    /// Gives the row to its parents.
    pub(super) fn each(mut self, mut place: impl FnMut(u32, T, &[Option<KeyValue>])) {
        let keys = self.keys.as_mut();
        place(self.parent, self.row, keys);
        for (parent, row) in self.others.into_iter().flat_map(|others| *others) {
            place(parent, row, keys);
        }
    }
}

/// Makes room for the rows of each parent.
pub(super) fn expect<Sh: Shape, T: Send + 'static, Row, Keys>(
    rows: &LoadedRows<Row, Keys>,
    slots: &mut [Sh::Slot<T>],
) {
    let mut counts = vec![0; slots.len()];
    for loaded in rows.iter().flatten().flatten() {
        counts[loaded.parent as usize] += 1;
        for (parent, _) in loaded.others.iter().flat_map(|others| others.iter()) {
            counts[*parent as usize] += 1;
        }
    }
    for (slot, count) in slots.iter_mut().zip(counts) {
        Sh::expect(slot, count);
    }
}

/// Reads the rows of a level.
struct LevelDecoder<L> {
    level: Arc<L>,
    groups: Option<Arc<Groups>>,
    layout: Layout,
    last: Cell<usize>,
}

impl<B, A, K, S, Q, I, R> Decoder for LevelDecoder<Level<B, A, K, S, Q, I, R>>
where
    B: Backend,
    A: 'static,
    K: 'static,
    S: Table,
    Q: Selection<LevelEnv<B, A, K, S>, I> + Send + Sync + 'static,
    I: 'static,
    R: Branches<B, Q::Row>,
{
    type Item = Option<Loaded<Q::Row, R::Keys>>;

    #[inline]
    fn decode<X: RowReader + ?Sized>(&self, row: &X) -> Result<Self::Item, RowError> {
        let list = &self.level.list;
        let (mut parent, mut others) = (0, Vec::new());
        if let Some(groups) = &self.groups {
            let key = KeyValue::read(row, &self.layout.key)?;
            let Some(group) = key.and_then(|key| groups.find(&key, self.last.get())) else {
                return Ok(None);
            };
            self.last.set(group);
            let mut parents = groups.parents(group);
            parent = parents.next().unwrap_or_default();
            for parent in parents {
                others.push((parent, list.read(row, 0)?));
            }
        }
        let mut keys = R::Keys::default();
        for (key, columns) in keys.as_mut().iter_mut().zip(&self.layout.own) {
            *key = KeyValue::read(row, columns)?;
        }
        Ok(Some(Loaded {
            parent,
            row: list.read(row, 0)?,
            keys,
            others: (!others.is_empty()).then(|| Box::new(others)),
        }))
    }
}

impl<B, A, K, S, Q, I, R> Level<B, A, K, S, Q, I, R>
where
    B: Backend,
    A: AccessLevel,
    K: 'static,
    S: Table,
    Q: Selection<LevelEnv<B, A, K, S>, I> + Send + Sync + 'static,
    I: 'static,
    R: Branches<B, Q::Row>,
{
    fn sets(&self) -> Vec<Vec<usize>> {
        let mut sets = Vec::new();
        for relation in self.branches.relations() {
            let (columns, _) = relation.pairs(A::MODE);
            if !sets.contains(&columns) {
                sets.push(columns);
            }
        }
        sets
    }

    fn layout(&self, key: &[Located], sets: &[Vec<usize>]) -> Layout {
        let whole = self.list.whole() == Some(S::NAME);
        Layout::of(S::TABLE, whole, self.list.width(), key, sets)
    }

    /// The level's own statement.
    fn statement(&self, link: Option<&Link<'_>>, layout: &Layout) -> Result<Statement, BuildError> {
        let list = |out: &mut Pieces| self.list.write_list(out);
        statement::write(
            &self.parts,
            A::MODE,
            S::TABLE,
            link,
            layout,
            &list,
            B::DIALECT,
        )
    }

    /// All rows of the first level, with all below it.
    pub(super) fn all<'s>(
        self: Arc<Self>,
        session: &'s Session<B>,
        strategy: Option<Strategy>,
    ) -> Running<'s, Vec<R::Out>> {
        Box::pin(async move {
            match strategy.unwrap_or(B::RELATIONS) {
                Strategy::PerLevel => {
                    let slots = self.load::<Many>(session, None, vec![Vec::new()]).await?;
                    Ok(slots.into_iter().next().unwrap_or_default())
                }
                Strategy::Json => {
                    let statement = self.json_statement()?;
                    let rows = session.fetch_all(statement, JsonDecoder(self)).await?;
                    rows.into_iter().collect()
                }
            }
        })
    }

    /// The statement of the first level.
    pub(super) fn first(&self, strategy: Option<Strategy>) -> Result<Statement, BuildError> {
        match strategy.unwrap_or(B::RELATIONS) {
            Strategy::PerLevel => self.statement(None, &self.layout(&[], &self.sets())),
            Strategy::Json => self.json_statement(),
        }
    }

    /// Loads the level's rows, of all parents or of the table, and what is loaded with them.
    pub(super) fn load<'s, Sh: Shape>(
        self: Arc<Self>,
        session: &'s Session<B>,
        link: Option<(&'static RelationDef, Groups)>,
        slots: Vec<Sh::Slot<R::Out>>,
    ) -> Running<'s, Vec<Sh::Slot<R::Out>>> {
        Box::pin(async move {
            let sets = self.sets();
            let mut rows = Vec::new();
            match link {
                None => {
                    let layout = self.layout(&[], &sets);
                    let statement = self.statement(None, &layout)?;
                    let decoder = LevelDecoder {
                        level: self.clone(),
                        groups: None,
                        layout,
                        last: Cell::new(0),
                    };
                    rows.push(session.fetch_all(statement, decoder).await?);
                }
                Some((relation, groups)) => {
                    let groups = Arc::new(groups);
                    let (_, key) = relation.pairs(A::MODE);
                    let layout = self.layout(&key, &sets);
                    for keys in groups
                        .keys()
                        .chunks(statement::chunk(key.len(), B::DIALECT))
                    {
                        let link = Link {
                            relation,
                            key: &key,
                            keys,
                        };
                        let statement = self.statement(Some(&link), &layout)?;
                        let decoder = LevelDecoder {
                            level: self.clone(),
                            groups: Some(groups.clone()),
                            layout: layout.clone(),
                            last: Cell::new(0),
                        };
                        rows.push(session.fetch_all(statement, decoder).await?);
                    }
                }
            }
            let keys = KeyLists {
                lists: sets.iter().map(|_| Vec::new()).collect(),
                sets,
            };
            self.branches.place::<Sh>(session, rows, keys, slots).await
        })
    }
}

/// A level that is loaded with the rows of another, its own types forgotten.
pub(super) trait LoadRelated<B: Backend, T>: Send + Sync {
    /// Loads what belongs to each of the parents' keys.
    fn load<'s>(
        self: Arc<Self>,
        session: &'s Session<B>,
        keys: &[Option<KeyValue>],
    ) -> Running<'s, Vec<T>>;

    /// Reads the JSON array of one parent's rows.
    fn read_json(&self, json: &mut Value) -> Result<T, Error>;

    /// The same without the type of the rows.
    fn untyped(&self) -> &dyn WriteRelated;
}

/// A level that is written into the statement of another.
pub trait WriteRelated {
    /// The relation that leads to it.
    fn relation(&self) -> &'static RelationDef;
    /// Records the subquery of one parent's rows as a JSON array.
    fn write_json(&self, out: &mut Pieces);
}

/// A level and the relation that leads to it.
pub(super) struct Related<L, Sh> {
    pub(super) relation: &'static RelationDef,
    pub(super) level: Arc<L>,
    pub(super) shape: PhantomData<fn() -> Sh>,
}

impl<B, A, K, S, Q, I, R, Sh> LoadRelated<B, Sh::Of<R::Out>>
    for Related<Level<B, A, K, S, Q, I, R>, Sh>
where
    B: Backend,
    A: AccessLevel,
    K: 'static,
    S: Table,
    Q: Selection<LevelEnv<B, A, K, S>, I> + Send + Sync + 'static,
    I: 'static,
    R: Branches<B, Q::Row>,
    Sh: Shape,
{
    fn load<'s>(
        self: Arc<Self>,
        session: &'s Session<B>,
        keys: &[Option<KeyValue>],
    ) -> Running<'s, Vec<Sh::Of<R::Out>>> {
        let mut slots: Vec<Sh::Slot<R::Out>> = Vec::with_capacity(keys.len());
        slots.resize_with(keys.len(), Default::default);
        let groups = Groups::of(keys);
        Box::pin(async move {
            if !groups.keys().is_empty() {
                let link = Some((self.relation, groups));
                slots = self.level.clone().load::<Sh>(session, link, slots).await?;
            }
            slots
                .into_iter()
                .map(|slot| Sh::finish(slot, self.relation))
                .collect::<Result<Vec<_>, Error>>()
        })
    }

    fn read_json(&self, json: &mut Value) -> Result<Sh::Of<R::Out>, Error> {
        self.level.read_json::<Sh>(self.relation, json)
    }

    fn untyped(&self) -> &dyn WriteRelated {
        self
    }
}

impl<B, A, K, S, Q, I, R, Sh> WriteRelated for Related<Level<B, A, K, S, Q, I, R>, Sh>
where
    B: Backend,
    A: AccessLevel,
    K: 'static,
    S: Table,
    Q: Selection<LevelEnv<B, A, K, S>, I> + Send + Sync + 'static,
    I: 'static,
    R: Branches<B, Q::Row>,
    Sh: Shape,
{
    fn relation(&self) -> &'static RelationDef {
        self.relation
    }

    fn write_json(&self, out: &mut Pieces) {
        self.level.write_json(self.relation, out);
    }
}
