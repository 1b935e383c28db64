use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use mysql_async::{Conn, Pool};
use serde_json::{Value, json};
use tokio::sync::OwnedMutexGuard;
use uuid::Uuid;

use crate::error;
use crate::message::ErrorBody;

/// What a session says of itself; clients send it back as they got it.
#[derive(Clone, Copy)]
pub(crate) struct Session {
    pub(crate) id: Uuid,
    pub(crate) in_transaction: bool,
}

/// A session's connection.
pub(crate) struct Held {
    pub(crate) connection: Option<Conn>,
    /// Counts transactions, so that each ends on its own time only.
    pub(crate) transaction: u64,
    /// Its settings are not those of a new connection.
    pub(crate) changed: bool,
}

type Shared = Arc<tokio::sync::Mutex<Held>>;

/// The sessions that have a connection of their own: those with settings or a transaction.
pub(crate) struct Sessions {
    pool: Pool,
    open: Mutex<HashMap<Uuid, Shared>>,
    /// Signs sessions, for one run of the server.
    secret: RandomState,
    timeout: Duration,
}

impl Sessions {
    pub(crate) fn new(pool: Pool, timeout: Duration) -> Self {
        Self {
            pool,
            open: Mutex::default(),
            secret: RandomState::new(),
            timeout,
        }
    }

    fn open(&self) -> MutexGuard<'_, HashMap<Uuid, Shared>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many sessions have a connection of their own.
    pub(crate) fn count(&self) -> usize {
        self.open().len()
    }

    pub(crate) fn write(&self, session: Session) -> Value {
        let mut vitess = json!({
            "autocommit": true,
            "options": {"includedFields": "ALL", "clientFoundRows": true},
            "DDLStrategy": "direct",
            "sessionUUID": session.id,
            "enableSystemSettings": true,
        });
        if session.in_transaction {
            vitess["inTransaction"] = true.into();
        }
        json!({"signature": self.signature(&vitess), "vitessSession": vitess})
    }

    fn signature(&self, vitess: &Value) -> String {
        let hash = self.secret.hash_one(vitess.to_string());
        base64::Engine::encode(&base64::prelude::BASE64_STANDARD, hash.to_le_bytes())
    }

    pub(crate) fn read(&self, sent: Option<&Value>) -> Result<Session, ErrorBody> {
        let Some(sent) = sent.filter(|sent| !sent.is_null()) else {
            return Ok(Session {
                id: Uuid::new_v4(),
                in_transaction: false,
            });
        };
        let vitess = &sent["vitessSession"];
        let id = vitess["sessionUUID"]
            .as_str()
            .and_then(|id| id.parse().ok());
        match id {
            Some(id) if sent["signature"].as_str() == Some(&self.signature(vitess)) => {
                Ok(Session {
                    id,
                    in_transaction: vitess["inTransaction"] == true,
                })
            }
            _ => Err(error::of("INVALID_ARGUMENT", "session signature mismatch")),
        }
    }

    /// The session's connection, for one statement.
    pub(crate) async fn take(&self, session: Session) -> Result<OwnedMutexGuard<Held>, ErrorBody> {
        let known = self.open().get(&session.id).cloned();
        if let Some(known) = known {
            return known
                .try_lock_owned()
                .map_err(|_| error::of("PERMISSION_DENIED", "session already in use"));
        }
        if session.in_transaction {
            return Err(self.ended());
        }
        let connection = self.pool.get_conn().await;
        let held = Held {
            connection: Some(connection.map_err(|error| error::of_connection(&error))?),
            transaction: 0,
            changed: false,
        };
        let shared = Arc::new(tokio::sync::Mutex::new(held));
        self.open().insert(session.id, shared.clone());
        Ok(shared.lock_owned().await)
    }

    /// After a statement: a session that is like any other gives its connection back.
    pub(crate) async fn give(
        self: &Arc<Self>,
        mut held: OwnedMutexGuard<Held>,
        before: bool,
        after: Session,
    ) {
        if !after.in_transaction && !held.changed || held.connection.is_none() {
            self.open().remove(&after.id);
            held.connection.take();
        } else if after.in_transaction && !before {
            held.transaction += 1;
            let (sessions, number) = (self.clone(), held.transaction);
            tokio::spawn(async move { sessions.end(after.id, number).await });
        }
    }

    /// Ends a transaction when its time is over.
    async fn end(&self, id: Uuid, number: u64) {
        tokio::time::sleep(self.timeout).await;
        let known = self.open().get(&id).cloned();
        let Some(known) = known else { return };
        let mut held = known.lock().await;
        if held.transaction == number {
            self.close(id, &mut held).await;
        }
    }

    /// Closes a session, which rolls its transaction back.
    pub(crate) async fn close(&self, id: Uuid, held: &mut Held) {
        self.open().remove(&id);
        if let Some(connection) = held.connection.take() {
            // The server rolls back when the connection is gone, said or not.
            let _ = connection.disconnect().await;
        }
    }

    pub(crate) fn ended(&self) -> ErrorBody {
        error::of(
            "ABORTED",
            format!(
                "target: local.-.primary: vttablet: rpc error: code = Aborted desc = transaction \
                 1: ended (exceeded timeout: {}s)",
                self.timeout.as_secs()
            ),
        )
    }
}
