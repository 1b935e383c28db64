//! The property can fail: statements that leak on purpose, through a handle across tenants, are
//! caught by the same comparison.

use orm::prelude::*;
use proptest::prelude::*;
use proptest::strategy::ValueTree;

use super::book::any_book;
use super::change::any_change;
use super::level::{Answer, Isolated, Speaks};
use super::program::Step;
use super::property::{Case, any_case, compare};
use super::read::any_read;
use super::search::{find, runner};
use super::world::World;
use crate::backend::{on_backends, on_every_backend};

/// Runs the program's reads and changes without a tenant.
async fn leaking<B: Isolated>(world: &World<B>, steps: &[Step], answers: &mut Vec<Answer>) {
    for step in steps {
        match step {
            Step::Read(statement) => {
                answers.push(<B as Speaks<_>>::read(&world.above, statement).await)
            }
            Step::Change(statement) => {
                answers.push(<B as Speaks<_>>::change(&world.above, statement).await)
            }
            Step::Insert(_) | Step::Transaction { .. } => {}
        }
    }
}

async fn a_leaking_program_is_found_and_shrunk<B: Isolated>(db: Db<B>) {
    let other = B::fresh().await;
    let worlds = [World::new(db).await, World::new(other.db.clone()).await];
    let failure = find(&any_case(), 50, async |case| {
        compare(&worlds, case, leaking).await
    })
    .await;
    let report = failure.expect("a program without a tenant leaks").report();
    assert!(report.lines().count() < 120, "not shrunk:\n{report}");
}

/// What kind of statement a step is.
fn name(step: &Step) -> String {
    let text = format!("{step:?}");
    text.split([' ', '(', ')', '{'])
        .filter(|word| !word.is_empty() && *word != "Wider")
        .take(2)
        .collect::<Vec<_>>()
        .join(" ")
}

/// Whatever can be said across tenants is caught, kind by kind.
async fn every_kind_of_statement_is_caught<B: Isolated>(db: Db<B>) {
    let other = B::fresh().await;
    let worlds = [World::new(db).await, World::new(other.db.clone()).await];
    let mut runner = runner();
    let step = prop_oneof![
        any_read().prop_map(Step::Read),
        any_change().prop_map(Step::Change)
    ];
    let cases = (any_book(), [any_book(), any_book()], step);
    let (mut caught, mut seen) = (
        std::collections::BTreeSet::new(),
        std::collections::BTreeSet::new(),
    );
    // The kinds that no one catches are tried every time they are drawn.
    let draws = 3000 / B::ONE_CASE_OF.min(3);
    for _ in 0..draws {
        let (acme, [left, right], step) = cases
            .new_tree(&mut runner)
            .expect("a case is drawn")
            .current();
        let kind = name(&step);
        seen.insert(kind.clone());
        if caught.contains(&kind) {
            continue;
        }
        let case = Case {
            acme,
            others: [vec![left], vec![right]],
            program: vec![step],
        };
        if compare(&worlds, &case, leaking).await.is_err() {
            caught.insert(kind);
        }
    }
    // No tenant owns a setting.
    let global = ["Read Settings", "Change Settings"]
        .map(str::to_owned)
        .into();
    assert_eq!(
        seen.difference(&caught)
            .cloned()
            .collect::<std::collections::BTreeSet<_>>(),
        global
    );
    assert!(caught.len() > 20, "{caught:?}");
}

on_every_backend!(every_kind_of_statement_is_caught);

// What is shrunk is asked for thousands of times.
on_backends!(shrunk: [sqlite, postgres, mysql, mariadb] [a_leaking_program_is_found_and_shrunk]);
