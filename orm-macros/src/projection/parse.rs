use syn::{DeriveInput, Path};

use super::Projection;
use crate::shared::names::{self, Case};
use crate::shared::{Errors, core_path, items, shape};
use crate::table::{Column, column};

const KNOWN: &[&str] = &["from", "name", "crate"];
const KNOWN_OF_FIELD: &[&str] = &[
    "numeric",
    "storage",
    "citext",
    "json",
    "without_zone",
    "name",
];

pub(super) fn projection(input: &DeriveInput, errors: &Errors) -> Option<Projection> {
    shape::no_generics(input, "Projection", errors);
    let (mut from, mut name, mut krate) = (None, None, None);
    for item in items::of(&input.attrs, "projection", errors) {
        match item.text().as_str() {
            "from" => {
                let path = item.value_with(Path::parse_mod_style, "from = Policy", errors);
                items::once(&mut from, path, &item, errors);
            }
            "name" => items::once(&mut name, items::text(&item, errors), &item, errors),
            "crate" => items::once(&mut krate, items::crate_path(&item, errors), &item, errors),
            _ => item.unknown("#[projection(..)]", KNOWN, errors),
        }
    }
    let span = name
        .as_ref()
        .map_or_else(|| input.ident.span(), syn::LitStr::span);
    let name = name.map_or_else(
        || Case::Snake.apply(&names::plain(&input.ident)),
        |name| name.value(),
    );
    names::check("projection", &name, span, errors);
    let fields = shape::named(input, "Projection", errors)?;
    let mut columns: Vec<Column> = Vec::new();
    for field in &fields.named {
        for item in items::of(&field.attrs, "column", &Errors::ignored()) {
            if !KNOWN_OF_FIELD.contains(&item.text().as_str()) {
                item.unknown("#[column(..)] of a projection", KNOWN_OF_FIELD, errors);
            }
        }
        let Some(column) = column(field, errors) else {
            continue;
        };
        if columns
            .iter()
            .any(|other| other.name.eq_ignore_ascii_case(&column.name))
        {
            errors.at(
                &column.ident,
                format!("two fields have the name `{}`", column.name),
            );
        }
        columns.push(column);
    }
    if columns.is_empty() {
        errors.at(&input.ident, "a projection without fields selects nothing");
    }
    Some(Projection {
        krate: krate.unwrap_or_else(core_path),
        vis: input.vis.clone(),
        ident: input.ident.clone(),
        name,
        from,
        columns,
    })
}
