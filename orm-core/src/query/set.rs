use std::marker::PhantomData;
use std::sync::Arc;

use futures::stream::BoxStream;

use super::body::{Body, InnerQuery, SameRow, SetOperator};
use super::sources::Closed;
use super::{
    Derived, Is, NamedColumns, Query, RowCount, SameAccess, Select, Selection, SetOrder, Unbound,
};
use crate::driver::{
    Backend, Db, Error, HasIntersect, HasIntersectAll, Running, Session, SharedDecoder,
};
use crate::expr::Env;
use crate::scope::{AccessLevel, Reaches};
use crate::sql::{Out, Pieces, Statement};
use crate::types::Hint;

/// The rows of several queries, combined by UNION, INTERSECT or EXCEPT.
///
/// Made by [`Select::union`] and its like. `Row` is what one row is in Rust; the other parameters
/// are those of [`Select`]. The type doesn't grow with operands, so that they can be added in a
/// loop.
#[must_use = "a query does nothing until `.all()`, `.one()` or another terminal is awaited"]
pub struct SetQuery<X, B, A, K, Row> {
    handle: X,
    body: Body<Row>,
    order: Pieces,
    limit: Option<RowCount>,
    offset: Option<RowCount>,
    types: PhantomData<fn() -> (B, A, K)>,
}

impl<X: Clone, B, A, K, Row> Clone for SetQuery<X, B, A, K, Row> {
    fn clone(&self) -> Self {
        Self {
            handle: self.handle.clone(),
            body: self.body.clone(),
            order: self.order.clone(),
            limit: self.limit,
            offset: self.offset,
            types: PhantomData,
        }
    }
}

macro_rules! set_operations {
    ($($(#[$docs:meta])* $name:ident: $operator:ident $(, $has:ident)?;)+) => {
        impl<X, B, A: AccessLevel, K, P, F, G> Select<X, B, A, K, P, F, G> {$(
            $(#[$docs])*
            pub fn $name<Q, EachTableOnce, O, J, Row, OtherRow>(
                self,
                other: O,
            ) -> SetQuery<X, B, A, K, Row>
            where
                $(B: $has,)?
                P: Is<Q>,
                F: Closed,
                Q: Selection<Env<B, A, K, F, G>, EachTableOnce, Row = Row> + Send + Sync + 'static,
                (B, K, F, G, EachTableOnce): 'static,
                O: InnerQuery<B, A, K, J, Row = OtherRow>,
                OtherRow: SameRow<Row>,
                Row: Send + 'static,
            {
                self.combinable::<Q, EachTableOnce>().combined(SetOperator::$operator, other.into_body())
            }
        )+}

        impl<X, B, A, K, Row: Send + 'static> SetQuery<X, B, A, K, Row> {$(
            $(#[$docs])*
            pub fn $name<O, J, OtherRow>(self, other: O) -> Self
            where
                $(B: $has,)?
                O: InnerQuery<B, A, K, J, Row = OtherRow>,
                OtherRow: SameRow<Row>,
            {
                self.combined(SetOperator::$operator, other.into_body())
            }
        )+}
    };
}

set_operations! {
    /// The rows of both queries, equal ones once: `query UNION other`.
    ///
    /// The operands have rows of one type. Each is limited to the tenant by itself. ORDER BY, LIMIT
    /// and OFFSET that are called before stand inside the operand, those called after it hold for
    /// the whole.
    ///
    /// ```
    /// # use orm::prelude::*;
    /// # #[derive(Keyspace)]
    /// # #[keyspace(name = "shop", tenancy = none, tables(Person, Company))]
    /// # struct Shop;
    /// # #[derive(Table, Clone, Debug)]
    /// # #[table(name = "people", keyspace = Shop)]
    /// # struct Person { #[column(primary_key)] id: i64, name: String }
    /// # #[derive(Table, Clone, Debug)]
    /// # #[table(name = "companies", keyspace = Shop)]
    /// # struct Company { #[column(primary_key)] id: i64, name: String }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), orm::Error> {
    /// # let db = Db::<Sqlite>::memory().await?;
    /// # db.create_tables::<Shop>().await?;
    /// # db.insert(NewPerson { id: 1, name: "Ada".into() }).run().await?;
    /// # db.insert(NewCompany { id: 1, name: "Ada".into() }).run().await?;
    /// # db.insert(NewCompany { id: 2, name: "Basil".into() }).run().await?;
    /// use orm::query::position;
    ///
    /// let names: Vec<String> = db.select(Person.name).from(Person)
    ///     .union(orm::select(Company.name).from(Company))
    ///     .order_by(position(1).desc())
    ///     .all().await?;
    /// // SELECT "people"."name" FROM "people" UNION SELECT "companies"."name" FROM "companies"
    /// // ORDER BY 1 DESC
    /// assert_eq!(names, ["Basil", "Ada"]);
    /// # Ok(())
    /// # }
    /// ```
    union: Union;
    /// The rows of both queries: `query UNION ALL other`. Otherwise as [`union`](Self::union).
    union_all: UnionAll;
    /// The rows that both queries have, once: `query INTERSECT other`. Otherwise as
    /// [`union`](Self::union).
    ///
    /// Compiles for SQLite, Postgres, MySQL 8 and MariaDB.
    intersect: Intersect, HasIntersect;
    /// The rows that both queries have, as often as both have them: `query INTERSECT ALL other`.
    /// Otherwise as [`union`](Self::union).
    ///
    /// Compiles for Postgres, MySQL 8 and MariaDB.
    intersect_all: IntersectAll, HasIntersectAll;
    /// The rows of this query that the other lacks, once: `query EXCEPT other`. Otherwise as
    /// [`union`](Self::union).
    ///
    /// Compiles for SQLite, Postgres, MySQL 8 and MariaDB.
    except: Except, HasIntersect;
    /// The rows of this query without as many equal ones as the other has: `query EXCEPT ALL other`.
    /// Otherwise as [`union`](Self::union).
    ///
    /// Compiles for Postgres, MySQL 8 and MariaDB.
    except_all: ExceptAll, HasIntersectAll;
}

impl<X, B, A: AccessLevel, K, P, F, G> Select<X, B, A, K, P, F, G> {
    fn combinable<Q, I>(mut self) -> SetQuery<X, B, A, K, Q::Row>
    where
        X: Sized,
        P: Is<Q>,
        Q: Selection<Env<B, A, K, F, G>, I> + Send + Sync + 'static,
        (B, K, F, G, I): 'static,
    {
        let parts = std::mem::take(&mut self.parts);
        let unbound = Select::<(), B, A, K, P, F, G> {
            handle: (),
            list: self.list,
            parts,
            types: PhantomData,
        };
        SetQuery {
            handle: self.handle,
            body: unbound.body::<Q, I>(),
            order: Pieces::default(),
            limit: None,
            offset: None,
            types: PhantomData,
        }
    }
}

impl<X, B, A, K, Row> SetQuery<X, B, A, K, Row> {
    fn combined<Other>(self, operator: SetOperator, other: Body<Other>) -> Self {
        Self {
            handle: self.handle,
            body: finished(self.body, self.order, self.limit, self.offset)
                .combined(operator, other),
            order: Pieces::default(),
            limit: None,
            offset: None,
            types: PhantomData,
        }
    }

    /// `ORDER BY` of the whole: a column of the struct that the rows are, [`position`](super::position)
    /// of the select list, `.asc()` or `.desc()` of one, or a tuple of these. A second call adds
    /// terms.
    ///
    /// Other expressions have no place behind a set operation: make it a table by
    /// [`derived`](Self::derived) and order that.
    pub fn order_by<O: SetOrder<Row>>(mut self, order: O) -> Self {
        let first = self.order.list.is_empty();
        self.order.text(if first { " ORDER BY " } else { ", " });
        order.write_set_order(self.body.hints.len(), &mut self.order);
        self
    }

    /// Says where the statement comes from, for the database's logs and statistics:
    /// `/*key='value'*/` behind it, as sqlcommenter writes it. All but letters, digits and `-_.~` is
    /// percent-encoded, so that nothing ends the comment.
    ///
    /// A statement with another comment is another statement to caches: say routes and jobs, not
    /// requests.
    pub fn comment(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.body.pieces.comments.add(key, value);
        self
    }

    /// At most this many rows of the whole.
    pub fn limit(mut self, rows: impl Into<RowCount>) -> Self {
        self.limit = Some(rows.into());
        self
    }

    /// Leaves out the first rows of the whole.
    pub fn offset(mut self, rows: impl Into<RowCount>) -> Self {
        self.offset = Some(rows.into());
        self
    }

    /// Binds the query to a handle, so that it can be executed.
    pub fn on<KH>(self, db: &Db<B, A, KH>) -> SetQuery<&Session<B>, B, A, K, Row>
    where
        B: Backend,
        KH: Reaches<K>,
    {
        SetQuery {
            handle: db.session(),
            body: self.body,
            order: self.order,
            limit: self.limit,
            offset: self.offset,
            types: PhantomData,
        }
    }

    /// The query as a source for FROM. Its rows are a struct with `#[derive(Projection)]`, whose
    /// columns the outer query uses, or that of a table.
    pub fn derived(self) -> Derived<B, A, K, Row>
    where
        Row: NamedColumns,
    {
        Derived::new(self.finish().pieces)
    }

    /// The finished query, for a place that only borrows it.
    pub(super) fn finished(&self) -> Body<Row> {
        finished(
            self.body.clone(),
            self.order.clone(),
            self.limit,
            self.offset,
        )
    }

    pub(super) fn first_hint(&self) -> Hint {
        self.body.hints.first().copied().unwrap_or(Hint::NONE)
    }

    pub(crate) fn finish(self) -> Body<Row> {
        finished(self.body, self.order, self.limit, self.offset)
    }
}

fn finished<Row>(
    mut body: Body<Row>,
    order: Pieces,
    limit: Option<RowCount>,
    offset: Option<RowCount>,
) -> Body<Row> {
    body.loose |= !order.list.is_empty() || limit.is_some() || offset.is_some();
    body.pieces.append(order);
    super::assemble::limit(limit, offset, &mut body.pieces);
    body
}

impl<X, B, A, A2, K, K2, Row> InnerQuery<B, A, K, ()> for SetQuery<X, B, A2, K2, Row>
where
    X: Unbound,
    A: SameAccess<A2>,
    K: Reaches<K2>,
{
    type Row = Row;

    fn into_body(self) -> Body<Row> {
        self.finish()
    }
}

impl<X, B: Backend, A: AccessLevel, K, Row: Send + 'static> SetQuery<X, B, A, K, Row> {
    /// The SQL text and bind values, in the backend's dialect. Nothing is executed.
    ///
    /// # Errors
    /// As [`Select::to_sql`], and [`BuildError::OperandStorage`](crate::BuildError::OperandStorage)
    /// when the operands store a column in different ways.
    pub fn to_sql(self) -> Result<Statement, Error> {
        Ok(self.finish().statement::<B>()?)
    }

    /// Closes the query: the SQL is rendered.
    pub fn query(self) -> Query<B, A, K, Row> {
        let body = self.finish();
        let decoder = body.decoder.clone();
        Query::closed(body.statement::<B>(), decoder)
    }

    fn around(
        self,
        before: &'static str,
        after: &'static str,
    ) -> Result<Statement, crate::BuildError> {
        let body = self.finish();
        let mut pieces = Pieces::default();
        pieces.text(before);
        pieces.append(body.pieces);
        pieces.text(after);
        crate::sql::render(pieces, crate::sql::Operation::Select, B::DIALECT)
    }
}

impl<'h, B: Backend, A: AccessLevel, K, Row: Send + 'static>
    SetQuery<&'h Session<B>, B, A, K, Row>
{
    fn ready(
        self,
    ) -> (
        &'h Session<B>,
        Result<Statement, crate::BuildError>,
        SharedDecoder<Row>,
    ) {
        let session = self.handle;
        let body = self.finish();
        let decoder = body.decoder.clone();
        (session, body.statement::<B>(), decoder)
    }

    /// All rows.
    ///
    /// # Errors
    /// As [`Select::all`].
    pub fn all(self) -> Running<'h, Vec<Row>> {
        let (session, statement, decoder) = self.ready();
        Box::pin(async move { session.fetch_all(statement?, decoder).await })
    }

    /// The first row, if there is one.
    ///
    /// # Errors
    /// As [`Select::all`].
    pub fn optional(mut self) -> Running<'h, Option<Row>> {
        self.limit = Some(self.limit.map_or(RowCount::from(1), RowCount::at_most_one));
        let (session, statement, decoder) = self.ready();
        Box::pin(async move { Ok(session.fetch_all(statement?, decoder).await?.pop()) })
    }

    /// The first row.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none; otherwise as [`Select::all`].
    pub fn one(mut self) -> Running<'h, Row> {
        self.limit = Some(self.limit.map_or(RowCount::from(1), RowCount::at_most_one));
        let (session, statement, decoder) = self.ready();
        Box::pin(async move {
            let statement = statement?;
            let table = statement.tables().first().copied().unwrap_or_default();
            let row = session.fetch_all(statement, decoder).await?.pop();
            row.ok_or(Error::NotFound { table })
        })
    }

    /// The number of rows that [`all`](Self::all) would give.
    ///
    /// # Errors
    /// As [`Select::all`].
    pub fn count(self) -> Running<'h, u64> {
        let session = self.handle;
        let statement = self.around("SELECT COUNT(*) FROM (", ") AS counted");
        Box::pin(async move {
            let count: i64 = session.fetch_value(statement?).await?;
            Ok(u64::try_from(count).unwrap_or_default())
        })
    }

    /// Whether there is a row.
    ///
    /// # Errors
    /// As [`Select::all`].
    pub fn exists(self) -> Running<'h, bool> {
        let session = self.handle;
        let statement = self.around("SELECT CASE WHEN EXISTS (", ") THEN 1 ELSE 0 END");
        Box::pin(async move {
            let found: i64 = session.fetch_value(statement?).await?;
            Ok(found != 0)
        })
    }

    /// The rows one after the other, as they arrive. The stream holds a connection until it is
    /// dropped or has ended, and borrows nothing.
    pub fn stream(self) -> BoxStream<'static, Result<Row, Error>> {
        let (session, statement, decoder) = self.ready();
        let session = session.clone();
        Box::pin(session.stream(statement.map(|statement| (statement, decoder))))
    }
}

impl<B: Backend, A, K, Row> Query<B, A, K, Row> {
    pub(crate) fn closed(
        statement: Result<Statement, crate::BuildError>,
        decoder: SharedDecoder<Row>,
    ) -> Self {
        Self {
            statement: statement.map(Arc::new).map_err(Arc::new),
            decoder,
            types: PhantomData,
        }
    }
}
