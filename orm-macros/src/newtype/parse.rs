use syn::DeriveInput;

use super::Newtype;
use crate::shared::{Errors, core_path, items, shape};

/// Reads the input of derive `derive`, whose attribute is `#[attribute(..)]`.
pub(super) fn newtype(
    input: &DeriveInput,
    derive: &str,
    attribute: &str,
    errors: &Errors,
) -> Option<Newtype> {
    shape::no_generics(input, derive, errors);
    let mut krate = None;
    for item in items::of(&input.attrs, attribute, errors) {
        match item.text().as_str() {
            "crate" => items::once(&mut krate, items::crate_path(&item, errors), &item, errors),
            _ => item.unknown(&format!("#[{attribute}(..)]"), &["crate"], errors),
        }
    }
    let (member, inner) = shape::newtype(input, derive, errors)?;
    Some(Newtype {
        krate: krate.unwrap_or_else(core_path),
        ident: input.ident.clone(),
        member,
        inner: inner.clone(),
    })
}
