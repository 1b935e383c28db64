//! What a tenant does: statements one after the other, and in transactions.

use futures::FutureExt;
use futures::future::LocalBoxFuture;
use orm::Error;
use orm::driver::HasTransactions;
use proptest::collection::vec;
use proptest::prelude::*;

use super::change::{Change, any_change};
use super::insert::{Insert, any_insert};
use super::level::{Answer, Isolated, Speaks, Together, texts};
use super::read::{Read, any_read};
use crate::fixture::Tenant;

#[derive(Clone, Debug)]
pub enum Step {
    Read(Read),
    Change(Change),
    Insert(Insert),
    Transaction { steps: Vec<Self>, commit: bool },
}

pub fn any_program() -> impl Strategy<Value = Vec<Step>> {
    let statement = prop_oneof![
        5 => any_read().prop_map(Step::Read),
        3 => any_change().prop_map(Step::Change),
        3 => any_insert().prop_map(Step::Insert),
    ];
    let step = statement.prop_recursive(2, 6, 3, |step| {
        (vec(step, 1..4), any::<bool>())
            .prop_map(|(steps, commit)| Step::Transaction { steps, commit })
    });
    vec(step, 1..7)
}

/// What a closure gives to have its transaction rolled back.
const ROLL_BACK: Error = Error::NotFound { table: "" };

/// Runs the steps as a tenant; records what each answered.
pub fn run<'p, B: Isolated>(
    db: &'p Tenant<B>,
    steps: &'p [Step],
    answers: &'p mut Vec<Answer>,
) -> LocalBoxFuture<'p, ()> {
    async move {
        for step in steps {
            let answer = match step {
                Step::Read(statement) => <B as Speaks<_>>::read(db, statement).await,
                Step::Change(statement) => <B as Speaks<_>>::change(db, statement).await,
                Step::Insert(statement) => B::insert(db, statement).await,
                Step::Transaction { steps, commit } => {
                    let (inner, answer) = B::together(db, steps, *commit).await;
                    answers.extend(inner);
                    answer
                }
            };
            answers.push(answer);
        }
    }
    .boxed_local()
}

/// Runs the steps in a transaction, which is rolled back unless it is to commit.
pub fn in_a_transaction<'p, B: Isolated + HasTransactions>(
    db: &'p Tenant<B>,
    steps: &'p [Step],
    commit: bool,
) -> Together<'p> {
    async move {
        let mut answers = Vec::new();
        let ended = db
            .transaction(async |tx| {
                run(&tx, steps, &mut answers).await;
                if commit {
                    Ok("committed")
                } else {
                    Err(ROLL_BACK)
                }
            })
            .await;
        let answer = match ended {
            Err(Error::NotFound { table: "" }) => Ok(vec!["rolled back".to_owned()]),
            ended => texts(&ended.map(|ended| vec![ended])),
        };
        (answers, answer)
    }
    .boxed_local()
}

/// Runs the steps where there are no transactions.
#[cfg(feature = "d1")]
pub fn one_after_the_other<'p, B: Isolated>(
    db: &'p Tenant<B>,
    steps: &'p [Step],
    _: bool,
) -> Together<'p> {
    async move {
        let mut answers = Vec::new();
        run(db, steps, &mut answers).await;
        (answers, Ok(Vec::new()))
    }
    .boxed_local()
}
