use std::marker::PhantomData;
use std::sync::Arc;

use serde_json::Value;

use super::keys::{KeyLists, KeyValue};
use super::level::{LoadRelated, LoadedRows, WriteRelated, expect};
use super::relation::{RelationDef, Shape};
use crate::driver::{Backend, Error, Running, Session};
use crate::scope::Mode;

/// A relation that is loaded with each row of `S`; a row gets a `T`.
pub struct Branch<B, S, T> {
    pub(super) relation: &'static RelationDef,
    pub(super) mode: Mode,
    pub(super) related: Arc<dyn LoadRelated<B, T>>,
    pub(super) types: PhantomData<fn() -> S>,
}

impl<B, S, T> Clone for Branch<B, S, T> {
    fn clone(&self) -> Self {
        Self {
            related: self.related.clone(),
            ..*self
        }
    }
}

/// A list of relations with one more.
pub trait Append<X> {
    /// The longer list.
    type Longer;
    /// Adds it at the end.
    #[doc(hidden)]
    fn append(self, branch: X) -> Self::Longer;
}

/// The relations that are loaded with a `Row`: none, or a tuple of up to eight.
pub trait Branches<B: Backend, Row: Send + 'static>: Clone + Send + Sync + 'static {
    /// What the row becomes: itself, or a tuple of it and what each relation gave.
    type Out: Send + 'static;

    /// The keys of a row that its relations are loaded by.
    #[doc(hidden)]
    type Keys: Default + AsMut<[Option<KeyValue>]> + Send + 'static;

    /// The relations.
    #[doc(hidden)]
    fn relations(&self) -> Vec<&'static RelationDef>;

    /// The relations, as they are written into the row's statement.
    #[doc(hidden)]
    fn related(&self) -> Vec<&dyn WriteRelated>;

    /// The row with what each relation's JSON holds.
    #[doc(hidden)]
    fn read_json(&self, row: Row, related: &mut [Value]) -> Result<Self::Out, Error>;

    /// Loads the relations of the rows, and gives all to their parents.
    #[doc(hidden)]
    fn place<'s, Sh: Shape>(
        &self,
        session: &'s Session<B>,
        rows: LoadedRows<Row, Self::Keys>,
        keys: KeyLists,
        slots: Vec<Sh::Slot<Self::Out>>,
    ) -> Running<'s, Vec<Sh::Slot<Self::Out>>>;
}

impl<X> Append<X> for () {
    type Longer = (X,);

    fn append(self, branch: X) -> (X,) {
        (branch,)
    }
}

impl<B: Backend, Row: Send + 'static> Branches<B, Row> for () {
    type Out = Row;
    type Keys = [Option<KeyValue>; 0];

    fn relations(&self) -> Vec<&'static RelationDef> {
        Vec::new()
    }

    fn related(&self) -> Vec<&dyn WriteRelated> {
        Vec::new()
    }

    fn read_json(&self, row: Row, _: &mut [Value]) -> Result<Row, Error> {
        Ok(row)
    }

    fn place<'s, Sh: Shape>(
        &self,
        _: &'s Session<B>,
        rows: LoadedRows<Row, Self::Keys>,
        _: KeyLists,
        mut slots: Vec<Sh::Slot<Row>>,
    ) -> Running<'s, Vec<Sh::Slot<Row>>> {
        Box::pin(async move {
            expect::<Sh, Row, _, _>(&rows, &mut slots);
            for loaded in rows.into_iter().flatten().flatten() {
                loaded.each(|parent, row, _| Sh::push(&mut slots[parent as usize], row));
            }
            Ok(slots)
        })
    }
}

macro_rules! branches {
    ($($t:ident $v:ident $n:tt),+) => {
        impl<B, S, Row, $($t),+> Branches<B, Row> for ($(Branch<B, S, $t>,)+)
        where
            B: Backend,
            S: 'static,
            Row: Send + 'static,
            $($t: Send + 'static,)+
        {
            type Out = (Row, $($t,)+);
            type Keys = [Option<KeyValue>; [$($n),+].len()];

            fn relations(&self) -> Vec<&'static RelationDef> {
                vec![$(self.$n.relation),+]
            }

            fn related(&self) -> Vec<&dyn WriteRelated> {
                vec![$(self.$n.related.untyped()),+]
            }

            fn read_json(&self, row: Row, related: &mut [Value]) -> Result<Self::Out, Error> {
                let mut related = related.iter_mut();
                let mut none = Value::Null;
                Ok((row, $(self.$n.related.read_json(related.next().unwrap_or(&mut none))?,)+))
            }

            fn place<'s, Sh: Shape>(
                &self,
                session: &'s Session<B>,
                rows: LoadedRows<Row, Self::Keys>,
                mut keys: KeyLists,
                mut slots: Vec<Sh::Slot<Self::Out>>,
            ) -> Running<'s, Vec<Sh::Slot<Self::Out>>> {
                let branches = self.clone();
                Box::pin(async move {
                    expect::<Sh, Self::Out, _, _>(&rows, &mut slots);
                    let count = rows.iter().map(Vec::len).sum();
                    let mut parents = Vec::with_capacity(count);
                    keys.lists.iter_mut().for_each(|list| list.reserve(count));
                    for loaded in rows.into_iter().flatten().flatten() {
                        loaded.each(|parent, row, own| {
                            parents.push((parent, row));
                            for (list, key) in keys.lists.iter_mut().zip(own) {
                                list.push(key.clone());
                            }
                        });
                    }
                    $(let $v = branches.$n.load(session, &keys).await?.into_iter();)+
                    let mut related = ($($v,)+);
                    for (parent, row) in parents {
                        // One value per row: the lists have the rows' length.
                        let ($(Some($v),)+) = ($(related.$n.next(),)+) else { break };
                        Sh::push(&mut slots[parent as usize], (row, $($v,)+));
                    }
                    Ok(slots)
                })
            }
        }
    };
}

impl<B: Backend, S, T> Branch<B, S, T> {
    fn load<'s>(&self, session: &'s Session<B>, keys: &KeyLists) -> Running<'s, Vec<T>> {
        let (columns, _) = self.relation.pairs(self.mode);
        self.related.clone().load(session, keys.of(&columns))
    }
}

macro_rules! append {
    ($($t:ident $n:tt),+) => {
        impl<X, $($t),+> Append<X> for ($($t,)+) {
            type Longer = ($($t,)+ X,);

            fn append(self, branch: X) -> Self::Longer {
                ($(self.$n,)+ branch,)
            }
        }
    };
}

branches!(T0 v0 0);
branches!(T0 v0 0, T1 v1 1);
branches!(T0 v0 0, T1 v1 1, T2 v2 2);
branches!(T0 v0 0, T1 v1 1, T2 v2 2, T3 v3 3);
branches!(T0 v0 0, T1 v1 1, T2 v2 2, T3 v3 3, T4 v4 4);
branches!(T0 v0 0, T1 v1 1, T2 v2 2, T3 v3 3, T4 v4 4, T5 v5 5);
branches!(T0 v0 0, T1 v1 1, T2 v2 2, T3 v3 3, T4 v4 4, T5 v5 5, T6 v6 6);
branches!(T0 v0 0, T1 v1 1, T2 v2 2, T3 v3 3, T4 v4 4, T5 v5 5, T6 v6 6, T7 v7 7);
append!(T0 0);
append!(T0 0, T1 1);
append!(T0 0, T1 1, T2 2);
append!(T0 0, T1 1, T2 2, T3 3);
append!(T0 0, T1 1, T2 2, T3 3, T4 4);
append!(T0 0, T1 1, T2 2, T3 3, T4 4, T5 5);
append!(T0 0, T1 1, T2 2, T3 3, T4 4, T5 5, T6 6);
