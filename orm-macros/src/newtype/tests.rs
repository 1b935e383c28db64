use super::{derive_db_value, derive_tenant_key};
use crate::shared::messages::{assert_refused, messages};

#[test]
fn a_newtype_has_one_field() {
    for input in [
        "struct S;",
        "struct S(u8, u8);",
        "enum S { A }",
        "struct S {}",
    ] {
        assert_refused(derive_db_value, input, "takes a struct of one field");
        assert_refused(derive_tenant_key, input, "takes a struct of one field");
    }
    assert_refused(derive_db_value, "struct S<T>(T);", "without generics");
    assert_refused(
        derive_db_value,
        "#[db_value(transparent)] struct S(u8);",
        "knows no `transparent`",
    );
    assert_eq!(
        messages(derive_db_value, "struct S { inner: Uuid }"),
        [""; 0]
    );
}

#[test]
fn a_tenant_key_names_somebody() {
    for (input, told) in [
        ("struct S(bool);", "a boolean cannot name a tenant"),
        ("struct S(f64);", "a float cannot name a tenant"),
        ("struct S(Option<Uuid>);", "take off the `Option`"),
        (
            "struct S(DateTime<Utc>);",
            "a timestamp cannot name a tenant",
        ),
    ] {
        assert_refused(derive_tenant_key, input, told);
    }
    for input in [
        "struct S(Uuid);",
        "struct S(u32);",
        "struct S(String);",
        "struct S(Inner);",
    ] {
        assert_eq!(messages(derive_tenant_key, input), [""; 0], "{input}");
    }
}
