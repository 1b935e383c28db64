//! Draws cases, and shrinks the first that fails. Like proptest's own runner, but for async tests.

use std::fmt::Debug;
use std::time::{Duration, Instant};

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngSeed, TestRunner};

use crate::backend::TestBackend;

/// Source of random cases: proptest's settings, with a fixed seed unless one is given.
pub fn runner() -> TestRunner {
    let mut config = Config::default();
    if config.rng_seed == RngSeed::Random {
        config.rng_seed = RngSeed::Fixed(0x0a11_ce5e);
    }
    TestRunner::new(config)
}

/// How many cases are drawn: `ORM_PROPERTY_CASES`, or `PROPTEST_CASES`, or the test's own number for
/// the backend.
pub fn cases<B: TestBackend>(default: u32) -> u32 {
    let number = |name| {
        std::env::var(name)
            .ok()
            .map(|text| text.parse().expect("a number of cases"))
    };
    number("ORM_PROPERTY_CASES")
        .or_else(|| number("PROPTEST_CASES"))
        .unwrap_or(default.div_ceil(B::ONE_CASE_OF))
}

/// Gives the simplest failing case that is found, with what was wrong.
pub async fn find<S: Strategy>(
    strategy: &S,
    cases: u32,
    mut test: impl AsyncFnMut(&S::Value) -> Result<(), String>,
) -> Option<Failure<S::Value>> {
    let mut runner = runner();
    for number in 0..cases {
        let mut tree = strategy.new_tree(&mut runner).expect("a case is drawn");
        let case = tree.current();
        if let Err(reason) = test(&case).await {
            let mut failure = Failure {
                number,
                case,
                reason,
            };
            shrink(&mut tree, &mut failure, &mut test).await;
            return Some(failure);
        }
    }
    None
}

/// A case that failed.
#[derive(Debug)]
pub struct Failure<V> {
    number: u32,
    case: V,
    reason: String,
}

impl<V: Debug> Failure<V> {
    /// The message of the failed test.
    pub fn report(&self) -> String {
        format!(
            "case {}, shrunk:\n{:#?}\n{}",
            self.number, self.case, self.reason
        )
    }
}

async fn shrink<T: ValueTree>(
    tree: &mut T,
    failure: &mut Failure<T::Value>,
    test: &mut impl AsyncFnMut(&T::Value) -> Result<(), String>,
) {
    const STEPS: usize = 3000;
    // Somebody waits for the report.
    const TIME: Duration = Duration::from_secs(120);
    let started = Instant::now();
    let mut simpler = tree.simplify();
    for _ in 0..STEPS {
        if !simpler || started.elapsed() > TIME {
            return;
        }
        let case = tree.current();
        simpler = match test(&case).await {
            Err(reason) => {
                (failure.case, failure.reason) = (case, reason);
                tree.simplify()
            }
            Ok(()) => tree.complicate(),
        };
    }
}
