//! Which pools the running task holds a connection of, through a transaction. Known only while
//! the task is polled, so that it holds on every runtime and on any thread.

use std::cell::RefCell;
use std::future::Future;
use std::pin::pin;
use std::task::Poll;

thread_local! {
    static HELD: RefCell<Vec<usize>> = const { RefCell::new(Vec::new()) };
}

/// Whether the running task holds a connection of this pool.
pub(super) fn held(pool: usize) -> bool {
    HELD.with_borrow(|pools| pools.contains(&pool))
}

/// Removes the pool again, also when the poll unwinds.
struct Mark;

impl Drop for Mark {
    fn drop(&mut self) {
        HELD.with_borrow_mut(Vec::pop);
    }
}

/// Runs a future that holds a connection of this pool.
pub(super) async fn holding<T>(pool: usize, run: impl Future<Output = T>) -> T {
    let mut run = pin!(run);
    std::future::poll_fn(|context| -> Poll<T> {
        HELD.with_borrow_mut(|pools| pools.push(pool));
        let _mark = Mark;
        run.as_mut().poll(context)
    })
    .await
}
