use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

/// What goes wrong with a request.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// An answer of this status that isn't JSON; nothing is executed.
    Status(u16),
    /// An answer of status 200 that isn't JSON; the statement is executed.
    Garbage,
    /// The connection is closed without an answer; nothing is executed.
    DropBefore,
    /// The connection is closed without an answer; the statement is executed.
    DropAfter,
    /// Over HTTP/2, the server says that it has not begun with the request, which may be sent again.
    /// Over HTTP/1.1, which has no word for it, the connection is closed.
    Refused,
    /// The answer comes this many milliseconds later.
    Slow(u64),
}

/// The faults of the next requests, in order.
#[derive(Default)]
pub(crate) struct Faults(Mutex<VecDeque<Fault>>);

impl Faults {
    pub(crate) fn add(&self, faults: impl IntoIterator<Item = Fault>) {
        let mut queue = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        queue.extend(faults);
    }

    pub(crate) fn next(&self) -> Option<Fault> {
        let mut queue = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        queue.pop_front()
    }
}
