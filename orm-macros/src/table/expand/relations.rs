use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::Path;

use super::super::model::{Relation, RelationKind, Table};
use crate::shared::{names, spans};

/// One associated function per relation: `Policy::claims()`.
pub(super) fn relations(table: &Table) -> TokenStream {
    if table.relations.is_empty() {
        return TokenStream::new();
    }
    let ident = &table.ident;
    let functions = table
        .relations
        .iter()
        .map(|relation| function(table, relation));
    quote! {
        #[allow(dead_code)]
        impl #ident {
            #(#functions)*
        }
    }
}

fn function(table: &Table, relation: &Relation) -> TokenStream {
    let Table {
        krate, vis, ident, ..
    } = table;
    let Relation {
        name,
        columns,
        target,
        target_columns,
        kind,
        span,
    } = relation;
    let query = spans::at(*span, quote!(#krate::query));
    let definition = |table: &Path| quote_spanned!(*span=> <#table as #query::Source>::TABLE);
    let own = quote!(<#ident as #query::Source>::TABLE);
    let theirs = definition(target);
    let plain = names::plain(name);
    let matching = |of: &Path, columns: &[usize], names: &[Ident]| -> Vec<TokenStream> {
        let pairs = columns.iter().zip(names);
        let position = |(at, name): (&usize, &Ident)| {
            let ty = spans::at(*span, &table.columns[*at].ty);
            let base = quote_spanned!(*span=> <#ty as #krate::types::Value>::Base);
            position(krate, of, &base, name, *span)
        };
        pairs.map(position).collect()
    };
    let title = |path: &Path| {
        path.segments
            .last()
            .map(|last| names::plain(&last.ident))
            .unwrap_or_default()
    };
    let (to, of) = (title(target), names::plain(ident));
    let (docs, returned, positions, through, one_of_theirs) = match kind {
        RelationKind::Own { promised } => {
            let positions = matching(target, columns, target_columns);
            let shape = match promised {
                true => quote_spanned! {*span=>
                    <#query::Promised<{
                        #query::promised(#own, &[#(#columns),*], #theirs, &[#(#positions),*])
                    }> as #query::PromisedShape>::Shape
                },
                false => quote_spanned!(*span=> #query::Optional),
            };
            (
                format!("The `{to}` of a `{of}`, for `.with(..)` and filters."),
                quote_spanned!(*span=> #query::ToOne<__B, __A, #ident, #target, #shape>),
                positions,
                quote!(::core::option::Option::None),
                false,
            )
        }
        RelationKind::Theirs => (
            format!("The `{to}` of a `{of}`, if there is one, for `.with(..)` and filters."),
            quote_spanned! {*span=>
                #query::ToOne<__B, __A, #ident, #target, #query::Optional>
            },
            matching(target, columns, target_columns),
            quote!(::core::option::Option::None),
            true,
        ),
        RelationKind::Many => (
            format!("The `{to}` rows of a `{of}`, for `.with(..)` and filters."),
            quote_spanned!(*span=> #query::ToMany<__B, __A, #ident, #target>),
            matching(target, columns, target_columns),
            quote!(::core::option::Option::None),
            false,
        ),
        RelationKind::Through {
            between,
            theirs: column,
        } => {
            let table = definition(between);
            let base = quote_spanned! {*span=>
                <<#target as #query::Readable>::Key as #krate::types::Value>::Base
            };
            let key = position(krate, between, &base, column, *span);
            let own = matching(between, columns, target_columns);
            (
                format!(
                    "The `{to}` rows of a `{of}` through `{}`, for `.with(..)` and filters.",
                    title(between)
                ),
                quote_spanned!(*span=> #query::ToMany<__B, __A, #ident, #target, #between>),
                vec![quote!(#query::single_key(#theirs))],
                quote! {
                    ::core::option::Option::Some(#query::Through {
                        table: #table,
                        parent_columns: &[#(#own),*],
                        child_columns: &[#key],
                    })
                },
                false,
            )
        }
    };
    let shown = format_ident!("{}", name, span = name.span());
    quote! {
        #[doc = #docs]
        #vis fn #shown<__B, __A>() -> #returned {
            const RELATION: #query::RelationDef = #query::RelationDef {
                name: #plain,
                parent: #own,
                parent_columns: &[#(#columns),*],
                child: #theirs,
                child_columns: &[#(#positions),*],
                through: #through,
            };
            const _: () = RELATION.check(#one_of_theirs);
            #query::related(&RELATION)
        }
    }
}

/// The position of another table's column, whose type is that of the key.
fn position(
    krate: &Path,
    of: &Path,
    base: &TokenStream,
    column: &Ident,
    span: proc_macro2::Span,
) -> TokenStream {
    let krate = spans::at(span, krate);
    quote_spanned! {span=>
        #krate::query::Matching::<#base>::with(
            &<<#of as #krate::query::Source>::Columns as #krate::query::ColumnSet>::REF.#column
        )
    }
}
