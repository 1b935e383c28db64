use serde::Serialize;

use super::End;
use super::output::Output;
use crate::error::Error;

/// The answers of a command, one for each keyspace.
pub(super) struct Answers<'a, T> {
    output: &'a Output,
    end: End,
    each: Vec<Answer<'a, T>>,
}

#[derive(Serialize)]
struct Answer<'a, T> {
    keyspace: &'a str,
    #[serde(flatten)]
    what: T,
    error: Option<String>,
}

impl<'a, T: Default + Serialize> Answers<'a, T> {
    pub(super) fn new(output: &'a Output) -> Self {
        Self {
            output,
            end: End::Done,
            each: Vec::new(),
        }
    }

    /// What came of it on a keyspace. Of several ends the worst is the command's.
    pub(super) fn add(&mut self, keyspace: &'a str, result: Result<(T, End), Error>) {
        let (what, end, error) = match result {
            Ok((what, end)) => (what, end, None),
            Err(error) => {
                self.output.error(Some(keyspace), &error);
                (T::default(), End::Failed, Some(error.to_string()))
            }
        };
        if self.end != End::Failed && end != End::Done {
            self.end = end;
        }
        self.each.push(Answer {
            keyspace,
            what,
            error,
        });
    }

    /// Answers machines, and says how the command ended.
    pub(super) fn end(self) -> End {
        self.output.answer(&self.each);
        self.end
    }
}
