//! PlanetScale over HTTP: one request per statement, which names the session of a transaction.
//! Rows come packed, in the text protocol's form.

use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use orm_core::Error;
use orm_core::driver::ConnectError;
use orm_core::http::{self, Transport};
use orm_core::types::RowReader;
use serde_json::value::RawValue;

use crate::connection::Done;
use crate::error::{Failure, database, refusal};
use crate::options::MySqlOptions;
use crate::row::{Cells, Reader};
use crate::server::{Known, Target};

mod answer;
mod message;
mod packed;

pub(crate) use packed::Packed;

/// How long an answer may take where the options don't say it.
const TIMEOUT: Duration = Duration::from_secs(60);

/// Where requests go, and with which connections: one per pool.
pub(crate) struct Client {
    transport: Arc<dyn Transport>,
    base: String,
    authorization: String,
    timeout: Duration,
}

impl Client {
    fn new(options: &MySqlOptions) -> Result<Self, Error> {
        let (base, login) = options.over_http()?;
        Ok(Self {
            transport: http::transport(options.ssl_ca.as_deref())?,
            base,
            authorization: format!("Basic {}", BASE64_STANDARD.encode(login)),
            timeout: options.statement_timeout.unwrap_or(TIMEOUT),
        })
    }

    fn request(&self, method: &str, body: String) -> http::Request {
        http::Request {
            url: format!("{}/psdb.v1alpha1.Database/{method}", self.base),
            authorization: self.authorization.clone(),
            body,
            timeout: self.timeout,
        }
    }
}

/// What stands for a connection: a session that the server knows, as long as it is needed.
pub(crate) struct Session {
    client: Arc<Client>,
    /// What the last answer said of the session, to be sent back as it is.
    session: Option<Box<RawValue>>,
}

impl Session {
    /// Executes a statement, and hands over each row. `keep`: inside of the session that the
    /// statement before it was executed in.
    pub(crate) async fn run(
        &mut self,
        sql: &str,
        keep: bool,
        mut row: impl FnMut(&Reader<'_>) + Send,
    ) -> Result<Done, Failure> {
        if !keep {
            self.session = None;
        }
        let body = message::execute(sql, self.session.as_deref());
        let request = self.client.request("Execute", body);
        let response = http::post(&*self.client.transport, request).await;
        let response = response.map_err(|error| Failure::Lost(error.into()))?;
        let answer = answer::read(&response)?;
        if keep && let Some(session) = answer.session {
            self.session = Some(session);
        }
        if let Some(error) = &answer.error {
            return Err(Failure::Answer(answer::refusal(error)));
        }
        let Some(result) = answer.result else {
            return Ok(Done::default());
        };
        let kinds: Vec<_> = result.fields.iter().map(message::Field::kind).collect();
        let mut packed = Packed::default();
        for cells in &result.rows {
            packed
                .unpack(&cells.values, &cells.lengths)
                .ok_or_else(answer::unreadable)?;
            row(&Reader {
                row: Cells::Packed(&packed),
                kinds: &kinds,
                text: true,
            });
        }
        Ok(Done {
            changed: result.rows_affected.0,
            counted: result.insert_id.0,
        })
    }

    /// The session has ended as it should.
    pub(crate) fn forget(&mut self) {
        self.session = None;
    }
}

/// A session that was given up holds locks until the server ends it: it is told to.
impl Drop for Session {
    fn drop(&mut self) {
        if let Some(session) = self.session.take() {
            let client = self.client.clone();
            http::spawn(async move {
                let rollback = message::execute("ROLLBACK", Some(&session));
                for (method, body) in [
                    ("Execute", rollback),
                    ("CloseSession", message::close(&session)),
                ] {
                    // Where nobody answers, the server ends the session after its own time.
                    let _ = http::post(&*client.transport, client.request(method, body)).await;
                }
            });
        }
    }
}

impl Target {
    /// A session that has not been used; the first one is asked for the server's kind, so that
    /// wrong logins are found at once.
    pub(crate) async fn session(&self) -> Result<Session, Error> {
        let client = match self.client.get() {
            Some(client) => client.clone(),
            None => {
                let client = Arc::new(Client::new(&self.options)?);
                self.client.get_or_init(|| client).clone()
            }
        };
        let mut session = Session {
            client,
            session: None,
        };
        if self.known.get().is_none() {
            let mut version = String::new();
            let asked = session.run("SELECT VERSION()", false, |row| {
                row.text(0).unwrap_or_default().clone_into(&mut version);
            });
            asked.await.map_err(|failure| self.refused(failure))?;
            let known = Known::of(&version);
            known.check(self.expected, &self.options.server())?;
            let _ = self.known.set(known);
        }
        Ok(session)
    }

    fn refused(&self, failure: Failure) -> Error {
        match failure {
            Failure::Answer(answer) => refusal(answer, &self.options),
            Failure::Lost(error @ (Error::ConnectionLost(_) | Error::Timeout(_))) => {
                ConnectError::Refused {
                    server: self.options.server(),
                    reason: error.to_string(),
                }
                .into()
            }
            failure => database(failure),
        }
    }
}
