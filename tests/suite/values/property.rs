use std::fmt::Debug;

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;

use crate::backend::TestBackend;

/// How many cases each property is tried on; on servers a quarter.
const CASES: u32 = 48;

/// Tries a property on random values, and panics with the smallest one found that breaks it.
///
/// Proptest's own runner takes no async closure.
pub async fn check<B: TestBackend, V: Debug>(
    strategy: impl Strategy<Value = V>,
    holds: impl AsyncFn(&V) -> Result<(), String>,
) {
    let mut runner = TestRunner::default();
    for _ in 0..CASES.div_ceil(B::ONE_CASE_OF.min(4)) {
        let mut tree = strategy.new_tree(&mut runner).expect("a value");
        let Err(mut reason) = holds(&tree.current()).await else {
            continue;
        };
        let mut smallest = tree.current();
        let mut simpler = tree.simplify();
        for _ in 0..2_000 {
            if !simpler {
                break;
            }
            let value = tree.current();
            simpler = match holds(&value).await {
                Ok(()) => tree.complicate(),
                Err(why) => {
                    (smallest, reason) = (value, why);
                    tree.simplify()
                }
            };
        }
        panic!("{reason}\nfor {smallest:?}");
    }
}

#[tokio::test]
async fn a_broken_property_is_found_and_shrunk() {
    use futures::FutureExt;
    let below = check::<orm::Sqlite, _>(0_u32..100_000, async |value| {
        if *value < 777 {
            Ok(())
        } else {
            Err("too large".to_owned())
        }
    });
    let panic = std::panic::AssertUnwindSafe(below)
        .catch_unwind()
        .await
        .expect_err("it is broken");
    assert_eq!(
        panic.downcast_ref::<String>().map(String::as_str),
        Some("too large\nfor 777")
    );
}
