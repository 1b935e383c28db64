use super::derive;
use crate::shared::messages::{assert_refused, messages};

#[test]
fn what_cannot_be_stored_is_refused() {
    for (input, told) in [
        ("struct S;", "takes an enum"),
        ("enum S {}", "without variants"),
        ("enum S<T> { A }", "without generics"),
        ("enum S { A(u8) }", "a variant with data cannot be stored"),
        (
            "#[db_enum(rename_all = \"snakecase\")] enum S { A }",
            "`snakecase` is not a way to write names (did you mean `snake_case`?)",
        ),
        (
            "#[db_enum(nam = \"x\")] enum S { A }",
            "knows no `nam` (did you mean `name`?)",
        ),
        (
            "enum S { A, #[db_enum(rename = \"A\")] B }",
            "stored as the same name `A`",
        ),
        (
            "enum S { A, #[db_enum(rename = \"a\")] B }",
            "upper and lower case",
        ),
        (
            "enum S { #[db_enum(rename = \"\")] B }",
            "the variant's name is empty",
        ),
        (
            "enum S { #[db_enum(value = 1)] A }",
            "a number needs `#[db_enum(integer)]`",
        ),
        (
            "#[db_enum(integer)] enum S { A = 1, B = 1 }",
            "stored as the same number 1",
        ),
        (
            "#[db_enum(integer)] enum S { #[db_enum(rename = \"a\")] A }",
            "an integer enum stores numbers",
        ),
        ("#[db_enum(integer)] enum S { A = N }", "expected a number"),
        (
            "#[db_enum(integer)] enum S { A = 9223372036854775807, B }",
            "this variant needs a number",
        ),
        (
            "enum S { A, #[db_enum(other)] B(i64) }",
            "write `B(String)`",
        ),
        (
            "#[db_enum(integer)] enum S { A, #[db_enum(other)] B(String) }",
            "write `B(i64)`",
        ),
        (
            "enum S { A, #[db_enum(other)] B(String), #[db_enum(other)] C(String) }",
            "one catch-all variant",
        ),
        (
            "enum S { A, #[db_enum(other, rename = \"b\")] B(String) }",
            "no stored value of its own",
        ),
    ] {
        assert_refused(derive, input, told);
    }
}

#[test]
fn enums_of_every_kind_are_taken() {
    for input in [
        "#[db_enum(rename_all = \"SCREAMING-KEBAB-CASE\")] enum S { InForce }",
        "#[db_enum(integer)] enum S { #[db_enum(value = 4)] A, B, #[db_enum(other)] C(i64) }",
        "enum S { A, #[db_enum(other)] C(String) }",
    ] {
        assert_eq!(messages(derive, input), [""; 0], "{input}");
    }
}
