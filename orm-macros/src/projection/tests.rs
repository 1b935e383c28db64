use super::derive;
use crate::shared::messages::{assert_refused, messages};

#[test]
fn a_projection_is_a_struct_of_values() {
    for (input, told) in [
        ("struct P(u8);", "is a tuple struct"),
        ("struct P {}", "selects nothing"),
        ("struct P<T> { a: T }", "without generics"),
        ("struct P { a: Decimal }", "`#[column(numeric(12, 2))]`"),
        ("struct P { #[column(tenant)] a: u8 }", "knows no `tenant`"),
        (
            "struct P { #[column(name = \"b\")] a: u8, b: u8 }",
            "two fields have the name `b`",
        ),
        (
            "#[projection(form = Policy)] struct P { a: u8 }",
            "knows no `form` (did you mean `from`?)",
        ),
        (
            "#[projection(name = \"\")] struct P { a: u8 }",
            "the projection's name is empty",
        ),
    ] {
        assert_refused(derive, input, told);
    }
    assert_eq!(
        messages(
            derive,
            "#[projection(from = a::Policy)] struct P { #[column(storage = text)] a: Uuid }"
        ),
        [""; 0]
    );
}
