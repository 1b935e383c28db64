use std::any::Any;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::{Command, Query};
use crate::driver::{
    Backend, BuildError, Decoder, Error, Repeated, RowError, Session, SharedDecoder,
};
use crate::scope::Reaches;
use crate::types::{DecodeError, RowReader};

/// One statement of a batch on a handle of keyspace `KH`: a [`Query`] or a [`Command`].
#[diagnostic::on_unimplemented(
    message = "this cannot stand in a batch on this handle",
    label = "expected a query closed by `.query()`, or a write closed by `.command()`",
    note = "each is built for the backend and the access of the handle that executes the batch"
)]
pub trait BatchPart<B, A, KH> {
    /// What it gives: all rows, or a number of rows.
    type Output: Send + 'static;
    /// Its statements.
    #[doc(hidden)]
    fn statements(&self) -> Result<Vec<Repeated>, BuildError>;
    /// What takes its rows.
    #[doc(hidden)]
    fn sink(self) -> Box<dyn Sink>;
    /// What the sink has taken.
    #[doc(hidden)]
    fn output(sink: Box<dyn Sink>, changed: u64) -> Option<Self::Output>;
}

/// Takes the rows of one part of a batch.
#[doc(hidden)]
pub trait Sink: Send {
    fn row(&mut self, row: &dyn RowReader) -> Result<(), RowError>;
    fn clear(&mut self);
    fn into_any(self: Box<Self>) -> Box<dyn Any>;
}

struct Rows<T> {
    decoder: SharedDecoder<T>,
    rows: Vec<T>,
}

impl<T: Send + 'static> Sink for Rows<T> {
    fn row(&mut self, row: &dyn RowReader) -> Result<(), RowError> {
        self.rows.push(self.decoder.decode(row)?);
        Ok(())
    }

    fn clear(&mut self) {
        self.rows.clear();
    }

    fn into_any(self: Box<Self>) -> Box<dyn Any> {
        Box::new(self.rows)
    }
}

/// Of a statement without rows.
struct Nothing;

impl Sink for Nothing {
    fn row(&mut self, _: &dyn RowReader) -> Result<(), RowError> {
        Ok(())
    }

    fn clear(&mut self) {}

    fn into_any(self: Box<Self>) -> Box<dyn Any> {
        self
    }
}

impl<B, A, K, KH, Row> BatchPart<B, A, KH> for Query<B, A, K, Row>
where
    B: Backend,
    KH: Reaches<K>,
    Row: Send + 'static,
{
    type Output = Vec<Row>;

    fn statements(&self) -> Result<Vec<Repeated>, BuildError> {
        let statement = self.clone().into_parts().0;
        let statement = statement.map_err(|error| BuildError::clone(&error))?;
        Ok(vec![Repeated {
            statement: statement.as_ref().clone(),
            rows: 1,
        }])
    }

    fn sink(self) -> Box<dyn Sink> {
        Box::new(Rows {
            decoder: self.into_parts().1,
            rows: Vec::new(),
        })
    }

    fn output(sink: Box<dyn Sink>, _: u64) -> Option<Vec<Row>> {
        sink.into_any().downcast().ok().map(|rows| *rows)
    }
}

impl<B: Backend, A, K, KH: Reaches<K>> BatchPart<B, A, KH> for Command<B, A, K> {
    type Output = u64;

    fn statements(&self) -> Result<Vec<Repeated>, BuildError> {
        Command::statements(self)
    }

    fn sink(self) -> Box<dyn Sink> {
        Box::new(Nothing)
    }

    fn output(_: Box<dyn Sink>, changed: u64) -> Option<u64> {
        Some(changed)
    }
}

/// Several statements with a result each: a tuple of two to eight queries and commands.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a batch",
    label = "expected a tuple of two to eight queries and commands",
    note = "close queries by `.query()` and writes by `.command()`, and pass them as a tuple"
)]
pub trait Batch<B, A, KH> {
    /// The result of each.
    type Output;
    /// Executes them.
    #[doc(hidden)]
    fn execute(
        self,
        session: &Session<B>,
    ) -> impl Future<Output = Result<Self::Output, Error>> + Send
    where
        B: Backend;
}

/// What the parts of a batch have got so far.
#[derive(Default)]
struct Taken {
    /// The part of each statement.
    parts: Vec<usize>,
    sinks: Vec<Box<dyn Sink>>,
    changed: Vec<u64>,
    current: Option<usize>,
}

#[derive(Clone, Default)]
struct BatchDecoder(Arc<Mutex<Taken>>);

impl BatchDecoder {
    fn taken(&self) -> MutexGuard<'_, Taken> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Decoder for BatchDecoder {
    type Item = ();

    fn begin(&self, statement: usize) {
        let mut taken = self.taken();
        let first_run = statement == 0 && taken.current.is_some_and(|current| current > 0);
        if first_run {
            // The batch was stopped half-way, and runs again.
            taken.sinks.iter_mut().for_each(|sink| sink.clear());
            taken.changed.fill(0);
        }
        taken.current = Some(statement);
    }

    fn end(&self, statement: usize, changed: u64) {
        let mut taken = self.taken();
        if let Some(part) = taken.parts.get(statement).copied() {
            taken.changed[part] += changed;
        }
    }

    fn decode<R: RowReader + ?Sized>(&self, row: &R) -> Result<(), RowError> {
        let mut taken = self.taken();
        let part = taken.current.and_then(|at| taken.parts.get(at).copied());
        match part {
            Some(part) => taken.sinks[part].row(&crate::driver::Borrowed(row)),
            // The driver doesn't tell whose row it is.
            None => Err(RowError::of_position(0, DecodeError::UnexpectedNull)),
        }
    }
}

macro_rules! batch_tuple {
    ($($t:ident $n:tt),+) => {
        impl<B, A, KH, $($t),+> Batch<B, A, KH> for ($($t,)+)
        where
            $($t: BatchPart<B, A, KH> + Send,)+
        {
            type Output = ($($t::Output,)+);

            async fn execute(self, session: &Session<B>) -> Result<Self::Output, Error>
            where
                B: Backend,
            {
                let decoder = BatchDecoder::default();
                let mut batch = Vec::new();
                {
                    let mut taken = decoder.taken();
                    $(
                        let statements = self.$n.statements()?;
                        taken.parts.extend(statements.iter().map(|_| $n));
                        batch.extend(statements);
                        taken.sinks.push(self.$n.sink());
                        taken.changed.push(0);
                    )+
                }
                session.insert_returning(batch, decoder.clone()).await?;
                let taken = std::mem::take(&mut *decoder.taken());
                let mut parts = taken.sinks.into_iter().zip(taken.changed);
                Ok(($(
                    parts
                        .next()
                        .and_then(|(sink, changed)| $t::output(sink, changed))
                        .ok_or(Error::NotFound { table: "" })?,
                )+))
            }
        }
    };
}

batch_tuple!(T0 0, T1 1);
batch_tuple!(T0 0, T1 1, T2 2);
batch_tuple!(T0 0, T1 1, T2 2, T3 3);
batch_tuple!(T0 0, T1 1, T2 2, T3 3, T4 4);
batch_tuple!(T0 0, T1 1, T2 2, T3 3, T4 4, T5 5);
batch_tuple!(T0 0, T1 1, T2 2, T3 3, T4 4, T5 5, T6 6);
batch_tuple!(T0 0, T1 1, T2 2, T3 3, T4 4, T5 5, T6 6, T7 7);
