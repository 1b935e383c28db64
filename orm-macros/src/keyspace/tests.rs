use super::derive;
use crate::shared::messages::assert_refused;

#[test]
fn a_keyspace_lists_its_tables_once() {
    for (input, told) in [
        ("struct K;", "this keyspace lists no tables"),
        (
            "#[keyspace(tables(A))] struct K { a: u8 }",
            "a keyspace is a unit struct",
        ),
        (
            "#[keyspace(tables(A, B, A))] struct K;",
            "this table is listed twice",
        ),
        (
            "#[keyspace(tables(A), references(B, B))] struct K;",
            "this table is listed twice",
        ),
        (
            "#[keyspace(tables(A), includes(K))] struct K;",
            "includes itself",
        ),
        (
            "#[keyspace(tables(A), includes(B, B))] struct K;",
            "this keyspace is listed twice",
        ),
        (
            "#[keyspace(tables(A), tenancy = some)] struct K;",
            "`tenancy = none`",
        ),
        (
            "#[keyspace(tables(A), table(B))] struct K;",
            "knows no `table` (did you mean `tables`?)",
        ),
        (
            "#[keyspace(tables(A), name = \"\")] struct K;",
            "the keyspace's name is empty",
        ),
        (
            "#[keyspace(tables = A)] struct K;",
            "expected `tables(Policy, Claim)`",
        ),
    ] {
        assert_refused(derive, input, told);
    }
}
