use std::marker::PhantomData;

use serde_json::Value;

use super::cell::{self, Record};
use super::cursor::Cursor;
use super::resolve::{Listing, Term};
use super::value::Named;
use crate::driver::{Backend, BuildError, Error, RowError, Running, Session};
use crate::expr::{Env, PerRow};
use crate::query::derived::Physical;
use crate::query::group::NoGroup;
use crate::query::parts::Clause;
use crate::query::sources::Closed;
use crate::query::terminal::statement;
use crate::query::{Has, Is, Mark, NeverNull, Select, Selection, Source};
use crate::scope::{AccessLevel, Mode};
use crate::sql::{Out, Pieces, Statement};
use crate::types::{Hint, RowReader};

/// One page of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Page<Row> {
    /// The rows.
    pub rows: Vec<Row>,
    /// What the request for the next page says as `after`; `None` when this is the last.
    ///
    /// It holds the last row's values of the order, the primary key among them, in hexadecimal.
    pub next: Option<String>,
}

/// A query whose filter, order and page are those of a request. Made by [`Select::list`].
#[must_use = "a list does nothing until `.page()`, `.records()` or `.count()` is awaited"]
pub struct List<X, B, A, K, P, F, S> {
    query: Select<X, B, A, K, P, F>,
    listing: Listing<S>,
}

impl<X, B, A, K, P, F> Select<X, B, A, K, P, F, NoGroup> {
    /// Adds the filter, order and page of a request to the query, whose FROM has the request's
    /// table. The query's own filters stay.
    ///
    /// A join that gives a row of that table several times gives it several times on a page, and
    /// cuts the list between two of them; filter by `exists(..)` instead.
    ///
    /// ```text
    /// let listing = fields.read(&request)?;
    /// let page = db.from(Policy).filter(Policy.open).list(&listing).page().await?;
    /// // WHERE org_id = ? AND (open AND (status = ? AND premium >= ?))
    /// // ORDER BY created_at DESC, id LIMIT 51
    /// // the next page: .. AND (created_at < ? OR (created_at = ? AND id > ?)) ..
    /// ```
    pub fn list<S, EachTableOnce>(self, listing: &Listing<S>) -> List<X, B, A, K, P, F, S>
    where
        S: Source + Physical,
        F: Has<S, EachTableOnce>,
        <F::Mark as Mark>::Null: NeverNull,
    {
        List {
            query: self,
            listing: listing.clone(),
        }
    }
}

impl<X, B, A: AccessLevel, K, P, F, S: Source> List<X, B, A, K, P, F, S> {
    /// The query with the request's filter, and its error where it can't be.
    fn filtered(self) -> (Select<X, B, A, K, P, F>, Listing<S>) {
        let Self { mut query, listing } = self;
        let parts = &mut query.parts;
        if parts.has_tail() {
            parts.arena.fail(BuildError::ListOrdered);
        }
        if let Some(condition) = listing.condition() {
            parts.clause(Clause::Filter, |out| {
                crate::expr::Expr::write(&condition, out, Hint::NONE);
            });
        }
        (query, listing)
    }

    /// The query with filter, order and page. A row more than the page has is asked for, which tells
    /// whether there is a next one.
    fn ready(self) -> Result<(Select<X, B, A, K, P, F>, Listing<S>), Error> {
        let (mut query, mut listing) = self.filtered();
        // Two tenants' rows may have one key.
        if let (Mode::CrossTenant, Some(tenant)) = (A::MODE, S::TABLE.tenant_column())
            && !listing
                .order
                .iter()
                .any(|term| std::ptr::eq(term.column.column, tenant))
        {
            listing.order.push(Term::ascending(S::NAME, tenant));
        }
        let parts = &mut query.parts;
        if let Some(after) = &listing.after {
            let mut written = Ok(());
            parts.clause(Clause::Filter, |out| {
                written = after.write(&listing.order, out)
            });
            written?;
        }
        for term in &listing.order {
            parts.clause(Clause::OrderBy, |out| term.write(out));
        }
        parts.limit = Some(listing.limit.saturating_add(1).into());
        parts.offset = listing.offset.map(Into::into);
        Ok((query, listing))
    }

    /// The same with another select list, and the columns of the order behind it.
    fn keyed<Q>(
        self,
        list: impl FnOnce(&Listing<S>, P) -> Q,
    ) -> Result<(X, Keyed<Q>, crate::query::parts::Parts, Listing<S>), Error> {
        let (query, listing) = self.ready()?;
        let list = Keyed {
            list: list(&listing, query.list),
            keys: listing.order.iter().map(|term| term.column).collect(),
        };
        Ok((query.handle, list, query.parts, listing))
    }

    /// The SQL text and bind values of [`page`](Self::page), in the backend's dialect. Nothing is
    /// executed.
    ///
    /// # Errors
    /// As [`page`](Self::page), before anything is sent.
    pub fn to_sql<Q, EachTableOnce>(self) -> Result<Statement, Error>
    where
        B: Backend,
        P: Is<Q>,
        Q: Selection<Env<B, A, K, F, NoGroup>, EachTableOnce>,
    {
        let (_, list, parts, _) = self.keyed(|_, list| list.same())?;
        Ok(statement::<B, A, K, F, NoGroup, _, EachTableOnce>(list, parts, B::DIALECT)?.0)
    }

    /// The SQL text and bind values of [`records`](Self::records).
    ///
    /// # Errors
    /// As [`page`](Self::page), before anything is sent.
    pub fn records_to_sql(self) -> Result<Statement, Error>
    where
        B: Backend,
    {
        let (_, list, parts, _) = self.keyed(|listing, _| Chosen::of(listing))?;
        Ok(statement::<B, A, K, F, NoGroup, _, ()>(list, parts, B::DIALECT)?.0)
    }
}

impl<'h, B, A, K, P, F, S> List<&'h Session<B>, B, A, K, P, F, S>
where
    B: Backend,
    A: AccessLevel,
    K: 'static,
    F: Closed + 'static,
    S: Source,
{
    /// The rows of the page.
    ///
    /// # Errors
    /// [`Error::Request`] with [`RequestError::Cursor`](super::RequestError::Cursor) when the
    /// request's `after` was made in another order; [`BuildError::ListOrdered`]; otherwise as
    /// [`Select::all`].
    pub fn page<Q, EachTableOnce, Row>(self) -> Running<'h, Page<Row>>
    where
        P: Is<Q>,
        Q: Selection<Env<B, A, K, F, NoGroup>, EachTableOnce, Row = Row> + Send + 'static,
        EachTableOnce: 'static,
        Row: Send + 'static,
    {
        run::<B, A, K, F, EachTableOnce, _, _>(self.keyed(|_, list| list.same()))
    }

    /// The rows of the page with the columns that the request chose, by the fields' names.
    ///
    /// # Errors
    /// As [`page`](Self::page).
    pub fn records(self) -> Running<'h, Page<Record>> {
        run::<B, A, K, F, (), _, _>(self.keyed(|listing, _| Chosen::of(listing)))
    }

    /// How many rows all pages have.
    ///
    /// # Errors
    /// As [`Select::all`].
    pub fn count<Q, EachTableOnce>(self) -> Running<'h, u64>
    where
        P: Is<Q>,
        Q: Selection<Env<B, A, K, F, NoGroup>, EachTableOnce>,
    {
        self.filtered().0.count()
    }
}

type Ready<'h, B, Q, S> = Result<
    (
        &'h Session<B>,
        Keyed<Q>,
        crate::query::parts::Parts,
        Listing<S>,
    ),
    Error,
>;

fn run<'h, B, A, K, F, I, Q, S>(ready: Ready<'h, B, Q, S>) -> Running<'h, Page<Q::Row>>
where
    B: Backend,
    A: AccessLevel,
    K: 'static,
    F: 'static,
    I: 'static,
    Q: Selection<Env<B, A, K, F, NoGroup>, I> + Send + 'static,
    Q::Row: Send,
    S: 'static,
{
    let built = ready.and_then(|(session, list, parts, listing)| {
        let built =
            statement::<B, A, K, F, NoGroup, _, I>(list, parts, B::DIALECT).map_err(Error::from)?;
        Ok((session, built, listing))
    });
    Box::pin(async move {
        let (session, (statement, decoder), listing) = built?;
        let mut rows = session.fetch_all(statement, decoder).await?;
        let most = usize::try_from(listing.limit).unwrap_or(usize::MAX);
        let more = rows.len() > most;
        rows.truncate(most);
        let next = match rows.last() {
            Some((_, values)) if more => Some(Cursor::text(&listing.order, values)),
            _ => None,
        };
        Ok(Page {
            rows: rows.into_iter().map(|(row, _)| row).collect(),
            next,
        })
    })
}

/// A select list, and the columns of the order behind it.
struct Keyed<Q> {
    list: Q,
    keys: Vec<Named>,
}

impl<E, I, Q: Selection<E, I>> Selection<E, I> for Keyed<Q> {
    type Row = (Q::Row, Vec<Value>);
    type Kind = Q::Kind;

    fn write_list(&self, out: &mut Pieces) {
        self.list.write_list(out);
        write_columns(&self.keys, self.list.width(), out);
    }

    fn width(&self) -> usize {
        self.list.width() + self.keys.len()
    }

    fn hints(&self, out: &mut Vec<Hint>) {
        self.list.hints(out);
        out.extend(self.keys.iter().map(|key| key.column.hint));
    }

    fn read<R: RowReader + ?Sized>(&self, row: &R, at: usize) -> Result<Self::Row, RowError> {
        let first = at + self.list.width();
        let values = self.keys.iter().enumerate();
        let values = values.map(|(n, key)| read(key, row, first + n));
        Ok((
            self.list.read(row, at)?,
            values.collect::<Result<Vec<_>, _>>()?,
        ))
    }
}

fn write_columns(columns: &[Named], before: usize, out: &mut Pieces) {
    for (at, Named { source, column }) in columns.iter().enumerate() {
        if before + at > 0 {
            out.text(", ");
        }
        out.cell(column.sql, column.hint, |out| out.column(source, column));
    }
}

fn read<R: RowReader + ?Sized>(column: &Named, row: &R, at: usize) -> Result<Value, RowError> {
    cell::read(row, at, column.column)
        .map_err(|error| RowError::of_column(column.source, column.column.name, error))
}

/// The columns that a request chose.
struct Chosen<S> {
    names: Vec<&'static str>,
    columns: Vec<Named>,
    source: PhantomData<fn() -> S>,
}

impl<S> Chosen<S> {
    fn of(listing: &Listing<S>) -> Self {
        let (names, columns) = listing.columns.iter().copied().unzip();
        Self {
            names,
            columns,
            source: PhantomData,
        }
    }
}

impl<E, S> Selection<E, ()> for Chosen<S> {
    type Row = Record;
    type Kind = PerRow;

    fn write_list(&self, out: &mut Pieces) {
        write_columns(&self.columns, 0, out);
    }

    fn width(&self) -> usize {
        self.columns.len()
    }

    fn hints(&self, out: &mut Vec<Hint>) {
        out.extend(self.columns.iter().map(|column| column.column.hint));
    }

    fn read<R: RowReader + ?Sized>(&self, row: &R, at: usize) -> Result<Record, RowError> {
        let fields = self.names.iter().zip(&self.columns).enumerate();
        fields
            .map(|(n, (name, column))| Ok(((*name).to_owned(), read(column, row, at + n)?)))
            .collect()
    }
}
