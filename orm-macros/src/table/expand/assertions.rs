use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use super::super::model::{Column, DefaultValue, ReferenceIn, RelationKind, Role, Table, Tenancy};
use crate::shared::spans;
use crate::shared::sql_kind::SqlKind;

/// What only the compiler knows, asked of it where the user can read the answer.
pub(super) fn assertions(table: &Table) -> TokenStream {
    let bounds = bounds(table);
    let values: Vec<_> = table
        .columns
        .iter()
        .filter(|column| column.kind == SqlKind::Unknown)
        .flat_map(|column| unknown(&table.krate, column))
        .collect();
    let references = references(table);
    quote! {
        const _: () = { #bounds #references };
        #(#values)*
    }
}

fn bounds(table: &Table) -> TokenStream {
    let Table {
        krate,
        ident,
        keyspace,
        ..
    } = table;
    let tenancy = match table.tenancy {
        Tenancy::Tenant(at) => {
            let ty = &table.columns[at].ty;
            quote!(#krate::scope::tenant_table::<#ident, #keyspace, #ty>();)
        }
        Tenancy::Undecided => {
            let decided = spans::at(ident.span(), keyspace);
            quote!(#krate::scope::undecided_table::<#ident, #keyspace, #decided>();)
        }
        _ => quote!(#krate::scope::global_table::<#ident, #keyspace>();),
    };
    let copies = match &table.reference {
        Some(ReferenceIn::Keyspaces(keyspaces)) => {
            let checks = keyspaces.iter().map(|keyspace| {
                quote_spanned! {keyspace.span()=>
                    copied::<#ident, #keyspace>();
                }
            });
            quote! {
                const fn copied<__T: #krate::scope::ReferenceListedIn<__K>, __K>() {}
                #(#checks)*
            }
        }
        _ => TokenStream::new(),
    };
    let variants = table.columns.iter().filter_map(|column| {
        let default = column.default.as_ref()?;
        let DefaultValue::Variant(path) = &default.value else {
            return None;
        };
        let ty = &column.ty;
        let span = default.span;
        Some(quote_spanned! {span=>
            let _: <#ty as #krate::types::Value>::Base = #path;
        })
    });
    let related = related_tables(table);
    quote! {
        #tenancy
        #copies
        #related
        #(#variants)*
    }
}

/// A relation leads to tables of the same database.
fn related_tables(table: &Table) -> Option<TokenStream> {
    let Table {
        krate, keyspace, ..
    } = table;
    let targets = table.relations.iter().flat_map(|relation| {
        let between = match &relation.kind {
            RelationKind::Through { between, .. } => Some(between),
            _ => None,
        };
        [Some(&relation.target), between].into_iter().flatten()
    });
    let checks: Vec<_> = targets
        .map(|target| quote!(related_in::<#target>();))
        .collect();
    (!checks.is_empty()).then(|| {
        quote! {
            const fn related_in<__T: #krate::query::RelatedIn<#keyspace>>() {}
            #(#checks)*
        }
    })
}

/// Checks of a column whose type's name doesn't tell what it is in SQL.
fn unknown(krate: &syn::Path, column: &Column) -> Vec<TokenStream> {
    let mut checks = Vec::new();
    let mut check = |is: bool, kinds: &[&str], message: String| {
        let span = column.ty.span();
        let (ty, krate) = (spans::at(span, &column.ty), spans::at(span, krate));
        let kinds = kinds.iter().map(|kind| {
            let kind = syn::Ident::new(kind, Span::call_site());
            match kind.to_string().as_str() {
                "Enum" => quote!(#krate::types::SqlType::Enum(_)),
                _ => quote!(#krate::types::SqlType::#kind),
            }
        });
        let not = (!is).then(|| quote!(!));
        checks.push(quote_spanned! {span=>
            const _: () = ::core::assert!(
                #not ::core::matches!(<#ty as #krate::types::Value>::SQL, #(#kinds)|*),
                #message
            );
        });
    };
    let name = &column.ident;
    if column.scale.is_some() {
        check(
            true,
            &["Decimal"],
            format!("column `{name}` has `numeric(..)`, and its type is not a decimal"),
        );
    } else if column.role != Role::Tenant {
        check(
            false,
            &["Decimal"],
            format!(
                "column `{name}` is a decimal and states no digits: write `#[column(numeric(12, 2))]`"
            ),
        );
    }
    if column.length.is_some() {
        check(
            true,
            &["Text"],
            format!("column `{name}` has `varchar`, and its type is not text"),
        );
    }
    if let Some(storage) = column.storage {
        let ((_, kinds, what), attribute) = (storage.fits(), storage.attribute());
        check(
            true,
            kinds,
            format!(
                "column `{name}` has `{attribute}`, which is for {what}, and its type is another"
            ),
        );
    }
    const INTEGERS: &[&str] = &["I8", "I16", "I32", "I64", "U8", "U16", "U32", "U64"];
    const NUMBERS: &[&str] = &[
        "I8", "I16", "I32", "I64", "U8", "U16", "U32", "U64", "F32", "F64", "Decimal",
    ];
    match column.role {
        Role::Version => check(
            true,
            INTEGERS,
            format!("version column `{name}` is not an integer"),
        ),
        Role::SoftDelete => check(
            true,
            &["Timestamp"],
            format!("soft-delete column `{name}` is not an `Option<DateTime<Utc>>`"),
        ),
        Role::CreatedAt | Role::UpdatedAt => check(
            true,
            &["Timestamp"],
            format!(
                "column `{name}` is stamped with the present moment, and its type is not a `DateTime<Utc>`"
            ),
        ),
        _ => {}
    }
    let wrong =
        |what: &str| format!("the default of column `{name}` is {what}, and its type is another");
    match column.default.as_ref().map(|default| &default.value) {
        Some(DefaultValue::Literal(_)) => check(
            true,
            &["Text", "Json"],
            wrong("a text (an enum's default is its variant, `PolicyStatus::Draft`)"),
        ),
        Some(DefaultValue::Integer(_) | DefaultValue::Number(_)) => {
            check(true, NUMBERS, wrong("a number"))
        }
        Some(DefaultValue::Bool(_)) => check(true, &["Bool"], wrong("a boolean")),
        Some(DefaultValue::Now) => check(true, &["Timestamp"], wrong("a timestamp")),
        Some(DefaultValue::UuidV4 | DefaultValue::UuidV7) => {
            check(true, &["Uuid"], wrong("a uuid"))
        }
        Some(DefaultValue::AutoIncrement(_)) => {
            check(true, INTEGERS, wrong("an increasing integer"))
        }
        _ => {}
    }
    checks
}

fn references(table: &Table) -> TokenStream {
    let Table {
        krate,
        ident,
        keyspace,
        ..
    } = table;
    let checks = table.foreign_keys.iter().enumerate().map(|(at, key)| {
        let (span, target) = (key.span, &key.target);
        let krate = spans::at(span, krate);
        quote_spanned! {span=>
            #krate::schema::assert_reference::<#ident, #target, #keyspace>(#at);
        }
    });
    quote!(#(#checks)*)
}
