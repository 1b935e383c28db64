use std::marker::PhantomData;

use crate::types::{NotNull, Nullable, Nullness};

/// No source.
pub struct Nil;

/// Source `S`, joined as `M`, and the sources before it.
pub struct Join<S, M, Rest>(PhantomData<fn() -> (S, M, Rest)>);

/// Every row of the result has a row of this source.
pub struct Inner;
/// A row of the result may lack a row of this source.
pub struct Outer;
/// The source belongs to the outer statement of a correlated subquery; `M` is its mark there.
pub struct Borrowed<M>(PhantomData<fn() -> M>);

/// How a source was joined.
pub trait Mark {
    /// Whether its columns may be NULL.
    type Null: Nullness;
}

impl Mark for Inner {
    type Null = NotNull;
}
impl Mark for Outer {
    type Null = Nullable;
}
impl<M: Mark> Mark for Borrowed<M> {
    type Null = M::Null;
}

/// The source is the last one joined.
pub struct Here;
/// The source was joined before the last one.
pub struct There<At>(PhantomData<fn() -> At>);

/// Source `S` is among the sources `Self`; where, is inferred.
#[diagnostic::on_unimplemented(
    message = "`{S}` is not in the FROM clause of this query",
    label = "uses a column of `{S}`",
    note = "add `.from({S})` or join it: `.inner_join({S}, ..)`; the same table twice needs `alias!`"
)]
pub trait Has<S, WhichOfTheSameTable> {
    /// How it was joined.
    type Mark: Mark;
}

#[diagnostic::do_not_recommend]
impl<S, M: Mark, Rest> Has<S, Here> for Join<S, M, Rest> {
    type Mark = M;
}

#[diagnostic::do_not_recommend]
impl<S, Last, M, Rest, At> Has<S, There<At>> for Join<Last, M, Rest>
where
    Rest: Has<S, At>,
{
    type Mark = Rest::Mark;
}

/// A list of sources.
pub trait Sources {
    /// The same sources after a RIGHT or FULL join: each may lack a row.
    type AllOuter: Sources;
}

impl Sources for Nil {
    type AllOuter = Nil;
}
impl<S, Rest: Sources> Sources for Join<S, Inner, Rest> {
    type AllOuter = Join<S, Outer, Rest::AllOuter>;
}
impl<S, Rest: Sources> Sources for Join<S, Outer, Rest> {
    type AllOuter = Join<S, Outer, Rest::AllOuter>;
}
impl<S, M: Mark, Rest: Sources> Sources for Join<S, Borrowed<M>, Rest> {
    type AllOuter = Join<S, Borrowed<M>, Rest::AllOuter>;
}

/// The statement borrows nothing from an outer one, so that it can be executed.
#[diagnostic::on_unimplemented(
    message = "a correlated query cannot be executed on its own",
    label = "borrows a table of an outer query with `.correlate(..)`",
    note = "embed it: `exists(query)`, `scalar(query)`, `column.in_query(query)`"
)]
pub trait Closed {}

#[diagnostic::do_not_recommend]
impl Closed for Nil {}
#[diagnostic::do_not_recommend]
impl<S, Rest: Closed> Closed for Join<S, Inner, Rest> {}
#[diagnostic::do_not_recommend]
impl<S, Rest: Closed> Closed for Join<S, Outer, Rest> {}
