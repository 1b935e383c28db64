use std::future::Future;

use futures::SinkExt;
use futures::channel::mpsc;
use orm_core::Error;
use orm_core::driver::{Decoder, RowError};
use sqlx::postgres::PgRow;

use crate::row::Reader;

/// What becomes of a statement's rows.
pub(super) trait Take: Send {
    /// Takes a row. False: no more are wanted.
    fn take(&mut self, row: PgRow) -> impl Future<Output = bool> + Send;

    /// The rows that follow are those of this statement of a batch.
    fn begin(&mut self, _statement: usize) {}

    /// This statement of a batch has ended, and changed so many rows.
    fn end(&mut self, _statement: usize, _changed: u64) {}

    /// The first row that could not be read.
    fn failure(&mut self) -> Option<RowError> {
        None
    }
}

pub(super) struct Nothing;

impl Take for Nothing {
    async fn take(&mut self, _: PgRow) -> bool {
        true
    }
}

pub(super) struct Collect<D: Decoder> {
    decoder: D,
    items: Vec<D::Item>,
    failure: Option<RowError>,
}

impl<D: Decoder> Collect<D> {
    pub(super) fn new(decoder: D) -> Self {
        Self {
            decoder,
            items: Vec::new(),
            failure: None,
        }
    }

    pub(super) fn into_items(self) -> Result<Vec<D::Item>, Error> {
        match self.failure {
            None => Ok(self.items),
            Some(error) => Err(error.into()),
        }
    }
}

impl<D: Decoder> Take for Collect<D> {
    fn take(&mut self, row: PgRow) -> impl Future<Output = bool> + Send {
        // After a failure the rest is still read, so that the connection can be used again.
        if self.failure.is_none() {
            match self.decoder.decode(&Reader::new(&row)) {
                Ok(item) => self.items.push(item),
                Err(error) => self.failure = Some(error),
            }
        }
        std::future::ready(true)
    }

    fn begin(&mut self, statement: usize) {
        self.decoder.begin(statement);
    }

    fn end(&mut self, statement: usize, changed: u64) {
        self.decoder.end(statement, changed);
    }

    fn failure(&mut self) -> Option<RowError> {
        self.failure.take()
    }
}

pub(super) struct Streamed<D: Decoder> {
    pub(super) decoder: D,
    pub(super) sender: mpsc::Sender<Result<D::Item, Error>>,
}

impl<D: Decoder> Take for Streamed<D> {
    fn take(&mut self, row: PgRow) -> impl Future<Output = bool> + Send {
        let item = self.decoder.decode(&Reader::new(&row));
        drop(row);
        let item = item.map_err(Error::from);
        let sender = &mut self.sender;
        async move {
            let failed = item.is_err();
            sender.send(item).await.is_ok() && !failed
        }
    }
}
