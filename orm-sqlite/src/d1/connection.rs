use futures::SinkExt;
use futures::channel::mpsc;
use orm_core::Error;
use orm_core::driver::{Connection, Decoder, Repeated};
use orm_core::http;
use orm_core::sql::Statement;
use serde::Serialize;

use super::Leased;
use super::answer::{Cell, Ran, read};
use super::write::{Rows, Written, write};
use super::{Client, Way};
use crate::row::Reader;

/// What sends statements to D1, one request at a time. Dropped half-way, statements that write may
/// have taken effect.
pub struct D1Connection(Leased);

#[derive(Serialize)]
struct Batch<'b> {
    batch: &'b [&'b Written],
}

impl Client {
    /// How rows are asked for.
    fn rows(&self) -> Rows {
        match self.way {
            Way::Api(_) => Rows::Places,
            #[cfg(all(feature = "worker", target_arch = "wasm32"))]
            Way::Binding(_) => Rows::Names,
        }
    }

    async fn send(&self, batch: &[&Written]) -> Result<Vec<Ran>, Error> {
        match &self.way {
            Way::Api(transport) => self.post(&**transport, batch).await,
            #[cfg(all(feature = "worker", target_arch = "wasm32"))]
            Way::Binding(binding) => binding.run(batch, &self.options).await,
        }
    }

    async fn post(
        &self,
        transport: &dyn http::Transport,
        batch: &[&Written],
    ) -> Result<Vec<Ran>, Error> {
        let body = match batch {
            [one] => serde_json::to_string(one),
            _ => serde_json::to_string(&Batch { batch }),
        };
        let request = http::Request {
            url: self.options.url(),
            authorization: self.options.authorization(),
            body: body.expect("text and numbers are JSON"),
            timeout: self.options.timeout,
        };
        let response = http::post(transport, request).await?;
        read(&response, batch.len(), &self.options)
    }
}

impl D1Connection {
    pub(super) fn new(leased: Leased) -> Self {
        Self(leased)
    }

    /// Whether the database is there, and the token is right.
    pub(super) async fn check(&mut self) -> Result<(), Error> {
        let asked = write("SELECT 1", &[], self.0.0.rows())?;
        self.send(&[asked]).await.map(drop)
    }

    /// Sends statements, which take effect together.
    async fn send(&self, statements: &[Written]) -> Result<Vec<Ran>, Error> {
        let client = &self.0.0;
        let own = |sql: String| Written {
            sql,
            params: Vec::new(),
            quoted: false,
            like: false,
            cascades: false,
        };
        // LIKE minds case as it does on other databases only where the connection was told to,
        // which is nobody's for longer than a request.
        let pragma = |value: &str| own(format!("PRAGMA case_sensitive_like = {value}"));
        let (on, off, changes) = (
            pragma("on"),
            pragma("off"),
            own("SELECT changes()".to_owned()),
        );
        let like = statements.iter().any(|statement| statement.like);
        let mut batch = Vec::new();
        batch.extend(like.then_some(&on));
        for statement in statements {
            batch.push(statement);
            batch.extend(statement.cascades.then_some(&changes));
        }
        batch.extend(like.then_some(&off));
        let mut answers = client
            .send(&batch)
            .await?
            .into_iter()
            .skip(usize::from(like));
        let mut all = Vec::new();
        for statement in statements {
            let mut ran = answers.next();
            if let (true, Some(ran)) = (statement.cascades, &mut ran) {
                ran.counted_by(answers.next());
            }
            all.extend(ran);
        }
        Ok(all)
    }

    async fn run(&self, batch: Vec<Repeated>) -> Result<u64, Error> {
        let (written, _) = all(&batch, Rows::None)?;
        if written.is_empty() {
            return Ok(0);
        }
        let ran = self.send(&written).await?;
        Ok(ran.iter().map(Ran::changes).sum())
    }

    /// Sends statements, and decodes the rows of all.
    async fn fetch<D: Decoder>(
        &self,
        batch: Vec<Repeated>,
        decoder: D,
    ) -> Result<Vec<Result<D::Item, Error>>, Error> {
        let (written, places) = all(&batch, self.0.0.rows())?;
        if written.is_empty() {
            return Ok(Vec::new());
        }
        let ran = self.send(&written).await?;
        let mut items = Vec::new();
        for ((ran, statement), at) in ran.into_iter().zip(&written).zip(places) {
            let changed = ran.changes();
            decoder.begin(at);
            for row in ran.rows(statement.quoted) {
                let row: Vec<Cell> = row.ok_or_else(|| {
                    Error::ConnectionLost("the server's answer can't be read".to_owned())
                })?;
                let item = decoder.decode(&Reader::new(&row[..]));
                items.push(item.map_err(Error::from));
            }
            decoder.end(at, changed);
        }
        Ok(items)
    }
}

/// A statement per row of bind values, and which one of the batch each comes from.
fn all(batch: &[Repeated], fetched: Rows) -> Result<(Vec<Written>, Vec<usize>), Error> {
    let (mut statements, mut places) = (Vec::new(), Vec::new());
    for (at, Repeated { statement, rows }) in batch.iter().enumerate() {
        let (sql, args) = (statement.sql(), statement.args());
        let width = args.len() / (*rows).max(1);
        for row in 0..*rows {
            let args = match rows {
                1 => args,
                _ => &args[row * width..(row + 1) * width],
            };
            statements.push(write(sql, args, fetched)?);
            places.push(at);
        }
    }
    Ok((statements, places))
}

fn once(statement: Statement) -> Vec<Repeated> {
    vec![Repeated { statement, rows: 1 }]
}

impl Connection for D1Connection {
    async fn execute(&mut self, statement: Statement) -> Result<u64, Error> {
        self.run(once(statement)).await
    }

    async fn execute_batch(&mut self, batch: Vec<Repeated>) -> Result<u64, Error> {
        self.run(batch).await
    }

    async fn fetch_all<D: Decoder>(
        &mut self,
        statement: Statement,
        decoder: D,
    ) -> Result<Vec<D::Item>, Error> {
        let items = self.fetch(once(statement), decoder).await?;
        items.into_iter().collect()
    }

    async fn fetch_batch<D: Decoder>(
        &mut self,
        batch: Vec<Repeated>,
        decoder: D,
    ) -> Result<Vec<D::Item>, Error> {
        let items = self.fetch(batch, decoder).await?;
        items.into_iter().collect()
    }

    /// All rows arrive at once.
    async fn fetch_into<D: Decoder>(
        &mut self,
        statement: Statement,
        decoder: D,
        mut sender: mpsc::Sender<Result<D::Item, Error>>,
    ) {
        let items = match self.fetch(once(statement), decoder).await {
            Ok(items) => items,
            Err(error) => vec![Err(error)],
        };
        for item in items {
            let failed = item.is_err();
            // Nobody receives it when the stream was dropped.
            if sender.send(item).await.is_err() || failed {
                return;
            }
        }
    }
}
