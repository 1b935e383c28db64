use syn::{Data, DeriveInput, Fields, FieldsNamed, Type};

use super::Errors;

/// Refuses generics: a table, an enum or a key is one type.
pub(crate) fn no_generics(input: &DeriveInput, derive: &str, errors: &Errors) {
    if !input.generics.params.is_empty() {
        errors.at(
            &input.generics,
            format!("`derive({derive})` takes a type without generics and lifetimes"),
        );
    }
}

/// The named fields of a struct.
pub(crate) fn named<'a>(
    input: &'a DeriveInput,
    derive: &str,
    errors: &Errors,
) -> Option<&'a FieldsNamed> {
    let found = match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(fields) => return Some(fields),
            Fields::Unnamed(_) => "a tuple struct",
            Fields::Unit => "a unit struct",
        },
        Data::Enum(_) => "an enum",
        Data::Union(_) => "a union",
    };
    errors.at(
        &input.ident,
        format!(
            "`derive({derive})` takes a struct with named fields, and `{}` is {found}",
            input.ident
        ),
    );
    None
}

/// The one field of a newtype: how it is named in an expression, and its type.
pub(crate) fn newtype<'a>(
    input: &'a DeriveInput,
    derive: &str,
    errors: &Errors,
) -> Option<(syn::Member, &'a Type)> {
    if let Data::Struct(data) = &input.data
        && let (1, Some(field)) = (data.fields.len(), data.fields.iter().next())
    {
        let member = field
            .ident
            .clone()
            .map_or_else(|| syn::Member::from(0), syn::Member::from);
        return Some((member, &field.ty));
    }
    errors.at(
        &input.ident,
        format!(
            "`derive({derive})` takes a struct of one field, such as `struct {}(pub Uuid);`",
            input.ident
        ),
    );
    None
}
