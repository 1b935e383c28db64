//! Non-interference: nothing that a tenant can observe depends on what other tenants hold.

use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering::Relaxed;
use std::time::Instant;

use orm::prelude::*;
use proptest::collection::vec;
use proptest::prelude::*;

use super::book::{Book, any_book};
use super::level::{Answer, Isolated};
use super::program::{Step, any_program, run};
use super::search::{cases, find};
use super::world::{OTHERS, World};
use crate::backend::on_every_backend;

/// A program of Acme's, and two databases for it that differ in the books of the others.
#[derive(Clone, Debug)]
pub struct Case {
    pub acme: Book,
    pub others: [Vec<Book>; 2],
    pub program: Vec<Step>,
}

pub fn any_case() -> impl Strategy<Value = Case> {
    let others = || vec(any_book(), 0..=OTHERS.len());
    (any_book(), [others(), others()], any_program()).prop_map(|(acme, others, program)| Case {
        acme,
        others,
        program,
    })
}

/// Runs the case's program in both databases; says what differs, if anything does.
pub async fn compare<B: Isolated>(
    worlds: &[World<B>; 2],
    case: &Case,
    run: impl AsyncFn(&World<B>, &[Step], &mut Vec<Answer>),
) -> Result<(), String> {
    let mut answers = [Vec::new(), Vec::new()];
    let mut rows = Vec::new();
    for ((world, others), answers) in worlds.iter().zip(&case.others).zip(&mut answers) {
        world
            .fill(&case.acme, others)
            .await
            .map_err(|error| format!("can't fill: {error:?}"))?;
        let before = world
            .rows_of_others()
            .await
            .map_err(|error| error.to_string())?;
        run(world, &case.program, answers).await;
        let after = world
            .rows_of_others()
            .await
            .map_err(|error| error.to_string())?;
        if before != after {
            return Err(format!(
                "rows of others changed\nfrom {before:#?}\nto {after:#?}"
            ));
        }
        rows.push(world.rows_of_acme().await);
    }
    let [left, right] = answers;
    if let Some(error) = left
        .iter()
        .chain(&right)
        .find_map(|answer| unexpected(answer))
    {
        return Err(format!(
            "not what a well-typed statement is answered: {error}"
        ));
    }
    if let Some(at) = (0..left.len().max(right.len())).find(|at| left.get(*at) != right.get(*at)) {
        return Err(format!(
            "answer {at} differs\n{:#?}\n{:#?}",
            left.get(at),
            right.get(at)
        ));
    }
    if rows[0] != rows[1] {
        return Err(format!(
            "the tenant's rows differ\n{:#?}\n{:#?}",
            rows[0], rows[1]
        ));
    }
    Ok(())
}

/// An error that no rows can explain: then two wrong answers would be equal.
fn unexpected(answer: &Answer) -> Option<&String> {
    const EXPECTED: [&str; 5] = [
        "Constraint(",
        "NotFound ",
        "StaleVersion ",
        // Postgres: a FULL JOIN needs an equality, and an error ends the transaction.
        "Database { code: \"0A000\", message: \"FULL JOIN is only supported",
        "TransactionAborted",
    ];
    let error = answer.as_ref().err()?;
    (!EXPECTED.iter().any(|name| error.starts_with(name))).then_some(error)
}

/// What became of the statements, so that a search that finds nothing to do is noticed.
#[derive(Debug, Default)]
struct Tally {
    answers: AtomicUsize,
    with_rows: AtomicUsize,
    refused: AtomicUsize,
}

impl Tally {
    fn add(&self, answers: &[Answer]) {
        let with_rows = answers
            .iter()
            .filter(|answer| answer.as_ref().is_ok_and(|rows| !rows.is_empty()));
        self.answers.fetch_add(answers.len(), Relaxed);
        self.with_rows.fetch_add(with_rows.count(), Relaxed);
        self.refused.fetch_add(
            answers.iter().filter(|answer| answer.is_err()).count(),
            Relaxed,
        );
    }
}

async fn others_change_nothing<B: Isolated>(db: Db<B>) {
    let other = B::fresh().await;
    let worlds = [World::new(db).await, World::new(other.db.clone()).await];
    let (started, cases, tally) = (Instant::now(), cases::<B>(1500), Tally::default());
    let failure = find(&any_case(), cases, async |case| {
        let as_acme = async |world: &World<B>, steps: &[Step], answers: &mut Vec<Answer>| {
            run(&world.acme, steps, answers).await;
            tally.add(answers);
        };
        compare(&worlds, case, as_acme).await
    })
    .await;
    if let Some(failure) = failure {
        panic!(
            "a tenant's statements depend on the rows of others, or change them\n{}",
            failure.report()
        );
    }
    println!(
        "{cases} programs in two databases each, in {:?}: {tally:?}",
        started.elapsed()
    );
    let Tally {
        answers,
        with_rows,
        refused,
    } = tally;
    assert!(
        with_rows.into_inner() * 3 > answers.load(Relaxed),
        "most statements found nothing"
    );
    assert!(
        refused.into_inner() * 20 > answers.into_inner(),
        "hardly a statement was refused"
    );
}

on_every_backend!(others_change_nothing);
