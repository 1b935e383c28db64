use proc_macro2::Span;
use syn::parse::ParseStream;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Ident, LitStr, Path, Token, parenthesized};

use crate::shared::names::did_you_mean;
use crate::shared::{Errors, items};
use crate::table::model::Effect;

/// A foreign key.
pub(crate) struct Reference {
    /// The columns that refer; empty for the column that carries the attribute.
    pub(crate) columns: Vec<Ident>,
    pub(crate) target: Path,
    pub(crate) target_columns: Vec<Ident>,
    pub(crate) on_delete: Option<(Effect, Span)>,
    pub(crate) on_update: Option<(Effect, Span)>,
    pub(crate) simple: bool,
    pub(crate) name: Option<LitStr>,
    pub(crate) span: Span,
}

/// `references(Contact::id, on_delete = restrict)` on a column.
pub(crate) fn single(item: &items::Item, errors: &Errors) -> Option<Reference> {
    let example = "references(Contact::id, on_delete = restrict)";
    item.list(
        |input| {
            let path = input.call(Path::parse_mod_style)?;
            let span = path.span();
            let (target, column) = split(path)?;
            options(
                input,
                Reference {
                    columns: Vec::new(),
                    target,
                    target_columns: vec![column],
                    on_delete: None,
                    on_update: None,
                    simple: false,
                    name: None,
                    span,
                },
            )
        },
        example,
        errors,
    )
}

/// `references((a, b) -> Other(c, d), on_delete = restrict)` on a table.
pub(crate) fn composite(item: &items::Item, errors: &Errors) -> Option<Reference> {
    let example = "references((policy_id, position) -> Position(policy_id, number))";
    item.list(
        |input| {
            let columns = names(input)?;
            input.parse::<Token![->]>()?;
            let target = input.call(Path::parse_mod_style)?;
            let span = target.span();
            let target_columns = names(input)?;
            if columns.len() != target_columns.len() {
                return Err(syn::Error::new(
                    span,
                    format!(
                        "a foreign key of {} columns refers to {}: name as many on both sides",
                        columns.len(),
                        target_columns.len()
                    ),
                ));
            }
            options(
                input,
                Reference {
                    columns,
                    target,
                    target_columns,
                    on_delete: None,
                    on_update: None,
                    simple: false,
                    name: None,
                    span,
                },
            )
        },
        example,
        errors,
    )
}

fn names(input: ParseStream<'_>) -> syn::Result<Vec<Ident>> {
    let inner;
    parenthesized!(inner in input);
    let list = Punctuated::<Ident, Token![,]>::parse_terminated(&inner)?;
    if list.is_empty() {
        return Err(inner.error("a foreign key has at least one column"));
    }
    Ok(list.into_iter().collect())
}

/// The table and the column of `Contact::id`.
pub(super) fn split(mut path: Path) -> syn::Result<(Path, Ident)> {
    let span = path.span();
    let column = path.segments.pop().map(|last| last.into_value().ident);
    path.segments.pop_punct();
    match column {
        Some(column) if !path.segments.is_empty() => Ok((path, column)),
        _ => Err(syn::Error::new(
            span,
            "a reference names a table and its column: `Contact::id`",
        )),
    }
}

fn options(input: ParseStream<'_>, mut reference: Reference) -> syn::Result<Reference> {
    while input.parse::<Option<Token![,]>>()?.is_some() && !input.is_empty() {
        let word: Ident = input.parse()?;
        if word == "simple" {
            reference.simple = true;
            continue;
        }
        if word == "name" {
            input.parse::<Token![=]>()?;
            reference.name = Some(input.parse()?);
            continue;
        }
        let slot = if word == "on_delete" {
            &mut reference.on_delete
        } else if word == "on_update" {
            &mut reference.on_update
        } else {
            let near = did_you_mean(
                &word.to_string(),
                ["on_delete", "on_update", "name", "simple"],
            );
            return Err(syn::Error::new(
                word.span(),
                format!(
                    "`references(..)` knows no `{word}`{near}: it takes `on_delete = ..`, `on_update = ..`, `name = \"..\"` and `simple`"
                ),
            ));
        };
        input.parse::<Token![=]>()?;
        let action: Ident = input.parse()?;
        *slot = Some((self::action(&action)?, action.span()));
    }
    Ok(reference)
}

fn action(word: &Ident) -> syn::Result<Effect> {
    let text = word.to_string();
    let found = Effect::NAMES.iter().find(|(name, _)| *name == text);
    found.map(|(_, action)| *action).ok_or_else(|| {
        let known: Vec<_> = Effect::NAMES.iter().map(|(name, _)| *name).collect();
        let near = did_you_mean(&text, known.iter().copied());
        syn::Error::new(
            word.span(),
            format!(
                "a foreign key has no action `{text}`{near}: write one of {}",
                known.join(", ")
            ),
        )
    })
}
