use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

type Job = Box<dyn FnOnce() + Send>;

/// The pool's threads. They are started when they are needed, and end with the pool.
pub(crate) struct Workers {
    queue: Arc<Queue>,
    most: usize,
}

struct Queue {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    jobs: VecDeque<Job>,
    threads: usize,
    idle: usize,
    ended: bool,
}

impl Workers {
    /// As many as there can be jobs at a time, so that a job that waits for a lock never keeps
    /// back the one that will release it.
    pub(crate) fn new(most: usize) -> Self {
        Self {
            queue: Arc::new(Queue {
                state: Mutex::default(),
                changed: Condvar::new(),
            }),
            most,
        }
    }

    pub(crate) fn run(&self, job: impl FnOnce() + Send + 'static) {
        let mut state = self.queue.lock();
        state.jobs.push_back(Box::new(job));
        if state.idle >= state.jobs.len() {
            drop(state);
            self.queue.changed.notify_one();
        } else if state.threads < self.most {
            state.threads += 1;
            drop(state);
            self.start();
        }
    }

    fn start(&self) {
        let queue = self.queue.clone();
        let started = std::thread::Builder::new()
            .name("orm-sqlite".to_owned())
            .spawn(move || queue.work());
        if started.is_err() {
            // The system has no thread to spare: the job is done here, if no other thread does it.
            let mut state = self.queue.lock();
            state.threads -= 1;
            let job = state.jobs.pop_front();
            drop(state);
            if let Some(job) = job {
                job();
            }
        }
    }
}

impl Drop for Workers {
    fn drop(&mut self) {
        self.queue.lock().ended = true;
        self.queue.changed.notify_all();
    }
}

impl Queue {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn work(&self) {
        let mut state = self.lock();
        loop {
            if let Some(job) = state.jobs.pop_front() {
                drop(state);
                job();
                state = self.lock();
            } else if state.ended {
                return;
            } else {
                state.idle += 1;
                state = self
                    .changed
                    .wait(state)
                    .unwrap_or_else(PoisonError::into_inner);
                state.idle -= 1;
            }
        }
    }
}
