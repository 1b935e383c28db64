//! Commands that look at what databases hold.

use futures::future::join_all;
use serde::Serialize;

use super::End;
use super::backend::{self, Done, Task};
use super::commands::Chosen;
use super::output::{Colour, Output};
use crate::error::Error;
use crate::verify::{Difference, VerifyOptions};

#[derive(Serialize)]
struct Verified<'a> {
    keyspace: &'a str,
    differences: Vec<Difference>,
    error: Option<String>,
}

/// Compares all databases with the code, at once.
pub(super) async fn verify(chosen: &[Chosen], output: &Output) -> Result<End, Error> {
    let asked = chosen.iter().map(|one| async move {
        let url = one.config.connection()?;
        let options = VerifyOptions {
            filter: one.filter(),
            dev: one.config.dev_connection()?,
        };
        let task = Task::Verify(&one.definition, &options);
        backend::run(one.config.dialect, &url, &[], &one.options(), task).await
    });
    let mut end = End::Done;
    let mut answers = Vec::new();
    for (one, result) in chosen.iter().zip(join_all(asked).await) {
        let keyspace = one.definition.name;
        let mut answer = Verified {
            keyspace,
            differences: Vec::new(),
            error: None,
        };
        match result {
            Ok(Done::Differences(found)) => {
                if found.is_empty() {
                    let same = output.colour(Colour::Green, "the database is what the code says");
                    output.line(&format!("{keyspace}: {same}"));
                } else if end == End::Done {
                    end = End::Found;
                }
                for difference in &found {
                    let text = output.colour(Colour::Yellow, &difference.to_string());
                    output.line(&format!("{keyspace}: {text}"));
                }
                answer.differences = found;
            }
            Ok(_) => {}
            Err(error) => {
                output.error(Some(keyspace), &error);
                answer.error = Some(error.to_string());
                end = End::Failed;
            }
        }
        answers.push(answer);
    }
    output.answer(&answers);
    Ok(end)
}
