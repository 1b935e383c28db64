use syn::Ident;

use super::super::model::View;
use super::super::parse::table::TableAttributes;
use crate::shared::Errors;

/// Where the view's rows come from, if that is said once.
pub(super) fn view(ident: &Ident, attributes: &TableAttributes, errors: &Errors) -> Option<View> {
    if let Some(global) = &attributes.global
        && global.writable
    {
        errors.span(
            global.span,
            format!("`{ident}` is a view, which is only read: write `global`"),
        );
    }
    let stored = [
        attributes.uniques.first().map(|unique| unique.span),
        attributes.indexes.first().map(|index| index.span),
    ];
    if attributes.materialized.is_none()
        && let Some(span) = stored.into_iter().flatten().next()
    {
        errors.span(
            span,
            format!(
                "`{ident}` stores no rows, and has no index: leave it out, or write `materialized`"
            ),
        );
    }
    match (&attributes.query, attributes.existing) {
        (Some(_), Some(existing)) => {
            errors.span(
                existing,
                format!("`{ident}` has a query, so that we create it: remove `existing`, which says that somebody else does, or `query`"),
            );
            None
        }
        (None, Some(_)) => {
            if let Some(span) = attributes.materialized {
                errors.span(
                    span,
                    format!("`{ident}` is made by somebody else, who refreshes it too: remove `materialized`"),
                );
            }
            Some(View::Existing)
        }
        (Some(query), None) if attributes.materialized.is_some() => {
            Some(View::Materialized(query.clone()))
        }
        (Some(query), None) => Some(View::Plain(query.clone())),
        (None, None) => {
            errors.at(
                ident,
                format!("view `{ident}` doesn't say where its rows come from: write `#[view(query = open_policies)]`, or `#[view(existing)]` when somebody else creates it"),
            );
            None
        }
    }
}
