use std::marker::PhantomData;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::aggregate::AggregateFunction;
use super::aggregates::{AggregateOrder, write_order};
use super::window::{
    Argument, Nothing, OrderList, OrderedBy, WindowFunction, WindowFunctionIn, WindowTerms,
};
use super::{Env, Expr, ExprIn, PerGroup, RowKind};
use crate::driver::{HasArrays, HasJsonOrder};
use crate::query::{Each, NoGroup};
use crate::sql::{Op, Out, Pieces};
use crate::types::{ArrayElement, Hint, Json, Nullable, Nullness, Scalar, SqlType};

/// The values of the rows as one list: NULL when there is no row.
pub struct Collected<X, T, O = Nothing> {
    value: X,
    order: O,
    list: PhantomData<fn() -> T>,
}

impl<X: Clone, T, O: Clone> Clone for Collected<X, T, O> {
    fn clone(&self) -> Self {
        Self {
            value: self.value.clone(),
            order: self.order.clone(),
            list: PhantomData,
        }
    }
}

impl<X: Copy, T, O: Copy> Copy for Collected<X, T, O> {}

/// The values of the rows as a JSON list, in which NULL is `None`; `None` when there is no row.
/// [`order_by`](Collected::order_by) says in which order, where the backend takes one.
///
/// `json_agg(value ORDER BY ..)` on Postgres, `json_group_array(value ORDER BY ..)` on SQLite,
/// `JSON_ARRAYAGG(value ORDER BY ..)` on MariaDB, `JSON_ARRAYAGG(value)` on MySQL. MariaDB cuts
/// what is longer than its `group_concat_max_len` (a megabyte by default): the cut list is no JSON,
/// and an error when it is read.
///
/// For types that all databases write as the same JSON: text, and whole numbers.
///
/// ```
/// # use orm::prelude::*;
/// # #[derive(Keyspace)]
/// # #[keyspace(name = "tags", tenancy = none, tables(Tag))]
/// # struct Tags;
/// # #[derive(Table, Clone, Debug)]
/// # #[table(name = "tags", keyspace = Tags)]
/// # struct Tag { #[column(primary_key)] id: i64, post: i64, label: String }
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), orm::Error> {
/// # let db = Db::<Sqlite>::memory().await?;
/// # db.create_tables::<Tags>().await?;
/// # for (id, post, label) in [(1, 1, "b"), (2, 1, "a"), (3, 2, "c")] {
/// #     db.insert(NewTag { id, post, label: label.into() }).run().await?;
/// # }
/// use orm::expr::json_agg;
///
/// let labels: Vec<(i64, Option<Json<Vec<Option<String>>>>)> = db
///     .select((Tag.post, json_agg(Tag.label).order_by(Tag.label)))
///     .from(Tag)
///     .group_by(Tag.post)
///     .order_by(Tag.post)
///     .all().await?;
/// // SELECT "tags"."post", json_group_array("tags"."label" ORDER BY "tags"."label") ..
/// let first = labels[0].1.as_ref().map(|Json(labels)| labels.clone());
/// assert_eq!(first, Some(vec![Some("a".into()), Some("b".into())]));
/// # Ok(())
/// # }
/// ```
pub fn json_agg<X: Expr>(value: X) -> Collected<X, Json<Vec<Option<X::Base>>>>
where
    X::Base: Collectable,
{
    collected(value)
}

/// The values of the rows as an array, NULLs left out; `None` when there is no row:
/// `array_remove(ARRAY_AGG(value ORDER BY ..), NULL)`. Compiles for Postgres.
///
/// ```
/// # use orm_core::expr::{Column, Operators, array_agg};
/// # use orm_core::query::Source;
/// # fn example<S: Source>(id: Column<S, i64, 0>) {
/// // array_remove(ARRAY_AGG("id" ORDER BY "id" DESC), NULL)
/// let _ = array_agg(id).order_by(id.desc());
/// # }
/// ```
pub fn array_agg<X: Expr>(value: X) -> Collected<X, Vec<X::Base>>
where
    X::Base: ArrayElement,
{
    collected(value)
}

fn collected<X, T>(value: X) -> Collected<X, T> {
    Collected {
        value,
        order: Nothing,
        list: PhantomData,
    }
}

/// A type that every database writes as the same JSON.
#[diagnostic::on_unimplemented(
    message = "databases write `{Self}` as JSON each in their own way",
    label = "text and whole numbers are collected",
    note = "cast it to text or a whole number, or load the rows: relations come as nested structs"
)]
pub trait Collectable: Scalar + Serialize + DeserializeOwned {}

macro_rules! collectable {
    ($($ty:ty)+) => {$(
        #[diagnostic::do_not_recommend]
        impl Collectable for $ty {}
    )+};
}
collectable!(i8 i16 i32 i64 u8 u16 u32 u64 String);

impl<X, T> Collected<X, T> {
    /// Takes the rows in this order: a column, an expression, or a tuple of up to four, with
    /// `.asc()` or `.desc()` where it matters. Compiles for Postgres, SQLite and MariaDB.
    pub fn order_by<Q: OrderList>(self, order: Q) -> Collected<X, T, OrderedBy<Q>> {
        Collected {
            value: self.value,
            order: OrderedBy::new(order),
            list: PhantomData,
        }
    }
}

impl<X: Expr, T: Scalar, O: WindowTerms> AggregateFunction for Collected<X, T, O> {
    fn write_call(&self, out: &mut Pieces, suffix: &dyn Fn(&mut Pieces)) {
        let array = matches!(T::SQL, SqlType::Array(_));
        if array {
            out.text("array_remove(ARRAY_AGG(");
        } else {
            out.op(Op::JsonCollectOpen);
            out.op(Op::JsonListOpen);
        }
        self.value.write(out, Hint::NONE);
        write_order(&self.order, out);
        out.text(")");
        suffix(out);
        if array {
            out.text(", NULL)");
        } else {
            out.op(Op::JsonCollectClose);
        }
    }
}

impl<X: Expr, T: Scalar> WindowFunction for Collected<X, T> {
    fn write_over(&self, out: &mut Pieces, suffix: &dyn Fn(&mut Pieces)) {
        self.write_call(out, suffix);
    }
}

impl<X: Expr, T: Scalar, O: WindowTerms> Expr for Collected<X, T, O> {
    type Base = T;

    fn write(&self, out: &mut Pieces, _: Hint) {
        self.write_call(out, &|_| {});
    }

    fn hint(&self) -> Hint {
        match T::SQL {
            SqlType::Array(_) => self.value.hint(),
            _ => Hint::NONE,
        }
    }
}

impl<B, A, K, F, G, I, J, X, T, O> ExprIn<Env<B, A, K, F, G>, (I, J)> for Collected<X, T, O>
where
    T: ListOn<B>,
    O: OrderOn<B> + AggregateOrder<Env<B, A, K, F, NoGroup>, J>,
    X: ExprIn<Env<B, A, K, F, NoGroup>, I>,
    X::Kind: RowKind,
{
    type Null = Nullable;
    type Kind = PerGroup;
}

impl<B, A, K, F, G: Each, I, X, T> WindowFunctionIn<Env<B, A, K, F, G>, I> for Collected<X, T>
where
    T: ListOn<B>,
    X: Argument<Env<B, A, K, F, G>, I, G::Kind>,
{
    type Null<Empty: Nullness> = Nullable;
}

/// The backend `B` has lists of this type.
#[doc(hidden)]
pub trait ListOn<B>: Scalar {}
impl<B, T> ListOn<B> for Json<T> where Json<T>: Scalar {}
impl<B: HasArrays, V: ArrayElement> ListOn<B> for Vec<V> {}

/// The backend `B` collects in this order.
#[doc(hidden)]
pub trait OrderOn<B>: WindowTerms {}
impl<B> OrderOn<B> for Nothing {}
impl<B: HasJsonOrder, Q: OrderList> OrderOn<B> for OrderedBy<Q> {}
