use proc_macro2::Span;
use syn::parse::Parser;
use syn::{Ident, LitStr};

use crate::shared::{Errors, items};

/// `index(org_id, created_at desc, where = "deleted_at IS NULL", name = "..", unique)`, on Postgres
/// with `using = gin`, `include(title)` and `part = "title text_pattern_ops"`.
pub(crate) struct IndexAttribute {
    pub(crate) span: Span,
    pub(crate) parts: Vec<Part>,
    pub(crate) filter: Option<LitStr>,
    pub(crate) name: Option<LitStr>,
    pub(crate) unique: bool,
    pub(crate) method: Option<Ident>,
    pub(crate) include: Vec<Ident>,
}

pub(crate) enum Part {
    /// A column, and whether it descends.
    Column(Ident, bool),
    Expression(LitStr),
    /// What stands there, as it is.
    Written(LitStr),
}

pub(crate) fn index(item: &items::Item, errors: &Errors) -> Option<IndexAttribute> {
    let example = "index(org_id, created_at desc)";
    let (mut filter, mut name, mut unique, mut method) = (None, None, None, None);
    let mut include = Vec::new();
    let mut parts = Vec::new();
    let entries = item.entries(example, errors);
    let only_options = entries.iter().all(|entry| {
        let name = entry.name.to_string();
        let stated = ["name", "using", "include"].contains(&name.as_str());
        name == "where" || name == "unique" || stated && !entry.is_flag()
    });
    for entry in &entries {
        // `r#where` is a column of that name.
        let word = entry.name.to_string();
        let text = || items::text(entry, errors);
        match word.as_str() {
            "where" => items::once(&mut filter, text(), entry, errors),
            "name" if !entry.is_flag() => items::once(&mut name, text(), entry, errors),
            "expression" if !entry.is_flag() => parts.extend(text().map(Part::Expression)),
            "part" if is_stated(entry) => parts.extend(text().map(Part::Written)),
            "using" if is_stated(entry) => {
                let value = entry.value::<Ident>("using = gin", errors);
                items::once(&mut method, value, entry, errors);
            }
            "include" if !entry.is_flag() => {
                let columns = entry.entries("include(title)", errors);
                let columns = columns.into_iter().filter(|column| column.flag(errors));
                include.extend(columns.map(|column| column.name));
            }
            "unique" if entry.is_flag() => items::once(&mut unique, Some(()), entry, errors),
            _ => parts.extend(column(entry, errors)),
        }
    }
    if only_options {
        errors.at(&item.name, format!("nothing is indexed: write `{example}`"));
        return None;
    }
    Some(IndexAttribute {
        span: item.name.span(),
        parts,
        filter,
        name,
        unique: unique.is_some(),
        method,
        include,
    })
}

/// Whether the entry is `word = ..`, and no column of that name.
fn is_stated(entry: &items::Item) -> bool {
    entry.rest().to_string().starts_with('=')
}

/// `created_at` or `created_at desc`
fn column(entry: &items::Item, errors: &Errors) -> Option<Part> {
    if entry.is_flag() {
        return Some(Part::Column(entry.name.clone(), false));
    }
    let direction = |input: syn::parse::ParseStream<'_>| input.parse::<Ident>();
    match direction.parse2(entry.rest().clone()) {
        Ok(word) if word == "desc" || word == "asc" => {
            Some(Part::Column(entry.name.clone(), word == "desc"))
        }
        _ => {
            errors.at(
                entry.tokens(),
                "expected a column, `column desc`, `expression = \"lower(number)\"`, `where = \"..\"`, `name = \"..\"`, `unique`, `using = gin`, `include(column)` or `part = \"column operator_class\"`",
            );
            None
        }
    }
}
