use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::ext::IdentExt;
use syn::spanned::Spanned;

use super::super::model::{
    Column, Counter, Default, DefaultValue, ForeignKey, Index, IndexPart, OnUpdate, Role, Scope,
    Table,
};
use crate::shared::sql_kind::SqlKind;
use crate::shared::{chunks, names, spans};

/// The `TableDef` expression.
pub(super) fn definition(table: &Table) -> TokenStream {
    let Table {
        krate,
        name,
        primary_key,
        ..
    } = table;
    let rust_name = names::plain(&table.ident);
    let columns = columns(krate, &table.columns);
    let tenant = table
        .tenant()
        .map(|at| quote!(tenant: ::core::option::Option::Some(#at),));
    let uniques = table.uniques.iter().map(|unique| {
        let (name, columns, globally) = (text(unique.name.as_ref()), &unique.columns, unique.globally);
        quote!(#krate::schema::UniqueDef { name: #name, columns: &[#(#columns),*], globally: #globally })
    });
    let indexes = table.indexes.iter().map(|index| self::index(krate, index));
    let checks = table.checks.iter().map(|check| {
        let (name, expression) = (text(check.name.as_ref()), &check.expression);
        quote!(#krate::schema::CheckDef { name: #name, expression: #expression })
    });
    let foreign_keys = table.foreign_keys.iter().map(|key| foreign_key(table, key));
    let scopes = table.scopes.iter().map(|scope| self::scope(krate, scope));
    let lists = [
        list("uniques", uniques),
        list("indexes", indexes),
        list("checks", checks),
        list("foreign_keys", foreign_keys),
        list("scopes", scopes),
    ];
    // An empty slice costs the compiler more than a field that is taken over.
    let texts = [
        ("key_name", table.key_name.as_ref()),
        ("comment", table.comment.as_ref()),
    ];
    let texts = texts.map(|(field, value)| {
        let field = Ident::new(field, Span::call_site());
        value.map(|value| quote!(#field: ::core::option::Option::Some(#value),))
    });
    let view = table.view.as_ref().map(|view| {
        let view = super::view::definition(krate, view);
        quote!(view: ::core::option::Option::Some(#view),)
    });
    let mut stated = lists.iter().chain(&texts);
    let complete = tenant.is_some() && view.is_some() && stated.all(Option::is_some);
    let rest = (!complete).then(|| quote!(..#krate::schema::BLANK_TABLE));
    let lists = lists.iter().chain(&texts).flatten();
    quote! {
        #krate::schema::TableDef {
            name: #name,
            rust_name: #rust_name,
            columns: &#columns,
            primary_key: &[#(#primary_key),*],
            #tenant
            #(#lists)*
            #view
            #rest
        }
    }
}

/// `uniques: &[..],`, unless there are none.
fn list(field: &str, entries: impl Iterator<Item = TokenStream>) -> Option<TokenStream> {
    let mut entries = entries.peekable();
    entries.peek()?;
    let field = Ident::new(field, Span::call_site());
    Some(quote!(#field: &[#(#entries),*],))
}

fn scope(krate: &syn::Path, scope: &Scope) -> TokenStream {
    let (name, condition) = (scope.name.unraw().to_string(), &scope.condition);
    let krate = spans::at(condition.span(), krate);
    quote_spanned! {condition.span()=>
        #krate::schema::ScopeDef {
            name: #name,
            condition: || {
                #[allow(unused_imports)]
                use #krate::Operators as _;
                #krate::query::scope_condition::<Self, _, _>(#condition)
            },
        }
    }
}

fn option(value: Option<TokenStream>) -> TokenStream {
    match value {
        Some(value) => quote!(::core::option::Option::Some(#value)),
        None => quote!(::core::option::Option::None),
    }
}

fn text(value: Option<&String>) -> TokenStream {
    option(value.map(|value| quote!(#value)))
}

/// The array of columns: plain ones, and then what some have beyond that.
pub(crate) fn columns(krate: &syn::Path, columns: &[Column]) -> TokenStream {
    let types: Vec<_> = columns.iter().map(|column| &column.ty).collect();
    let names: Vec<_> = columns.iter().map(|column| &column.name).collect();
    let plain = chunks::columns(krate, &types, &names);
    let refined = columns.iter().enumerate().flat_map(|(at, column)| {
        let fields = refinements(krate, column);
        fields
            .into_iter()
            .map(move |field| quote!(columns[#at].#field;))
    });
    let refined: Vec<_> = refined.collect();
    if refined.is_empty() {
        return plain;
    }
    quote! {
        {
            let mut columns = #plain;
            #(#refined)*
            columns
        }
    }
}

/// `length = Some(64)`: what a plain column hasn't.
fn refinements(krate: &syn::Path, column: &Column) -> Vec<TokenStream> {
    let mut fields = Vec::new();
    if let Some(length) = column.length {
        fields.push(quote!(length = ::core::option::Option::Some(#length)));
    }
    if let Some(precision) = column.precision {
        fields.push(quote!(precision = ::core::option::Option::Some(#precision)));
    }
    if let Some(scale) = column.scale {
        fields.push(quote!(hint.scale = ::core::option::Option::Some(#scale)));
    }
    if let Some(digits) = column.digits {
        fields.push(quote!(hint.digits = ::core::option::Option::Some(#digits)));
    }
    if let Some(storage) = column.storage {
        let storage = storage.value(krate);
        fields.push(quote!(hint.storage = #storage));
    }
    if let Some(default) = &column.default {
        let default = self::default(krate, &default.value, column.kind, default.span);
        fields.push(quote!(default = #default));
    }
    if let Some(Default {
        value: DefaultValue::AutoIncrement(counter),
        ..
    }) = &column.default
        && *counter != Counter::Identity
    {
        let counter = counter.ident();
        fields.push(quote!(counter = #krate::schema::Counter::#counter));
    }
    if let Some(generated) = &column.generated {
        let (expression, stored) = (&generated.expression, generated.stored);
        fields.push(quote! {
            generated = ::core::option::Option::Some(#krate::schema::GeneratedDef {
                expression: #expression,
                stored: #stored,
            })
        });
    }
    match &column.on_update {
        Some(OnUpdate::Now) => fields.push(quote!(on_update = #krate::schema::OnUpdate::Now)),
        Some(OnUpdate::Expression(sql)) => {
            fields.push(quote!(on_update = #krate::schema::OnUpdate::Expression(#sql)));
        }
        None => {}
    }
    if let Some(comment) = &column.comment {
        fields.push(quote!(comment = ::core::option::Option::Some(#comment)));
    }
    if column.role != Role::Plain {
        let role = column.role.ident();
        fields.push(quote!(role = #krate::schema::ColumnRole::#role));
    }
    fields
}

fn default(krate: &syn::Path, value: &DefaultValue, kind: SqlKind, span: Span) -> TokenStream {
    let value = match value {
        DefaultValue::Literal(text) => {
            let text = names::quoted(text);
            quote!(Literal(#text))
        }
        DefaultValue::Integer(number) => quote!(Integer(#number)),
        DefaultValue::Bool(value) => quote!(Bool(#value)),
        DefaultValue::Now => quote!(Now),
        DefaultValue::Expression(sql) => quote!(Expression(#sql)),
        // The digits of a decimal depend on how the dialect stores it.
        DefaultValue::Number(number) if kind == SqlKind::Decimal => quote!(Literal(#number)),
        DefaultValue::Number(number) => quote!(Expression(#number)),
        DefaultValue::AutoIncrement(_) => quote!(AutoIncrement),
        DefaultValue::UuidV4 => quote!(UuidV4),
        DefaultValue::UuidV7 => quote!(UuidV7),
        DefaultValue::Rust(_) => quote!(Rust),
        DefaultValue::Variant(path) => {
            let method = Ident::new("__orm_default", span);
            return quote_spanned!(span=> #path.#method());
        }
    };
    quote!(#krate::schema::DefaultDef::#value)
}

fn index(krate: &syn::Path, index: &Index) -> TokenStream {
    let Index {
        unique, include, ..
    } = index;
    let bare = index.method.is_none() && include.is_empty();
    let plain = bare && !unique && index.name.is_none() && index.filter.is_none();
    let (name, filter) = (text(index.name.as_ref()), text(index.filter.as_ref()));
    let method = text(index.method.as_ref());
    let parts = index.parts.iter().map(|part| {
        let part = match part {
            IndexPart::Ascending(at) => quote!(Ascending(#at)),
            IndexPart::Descending(at) => quote!(Descending(#at)),
            IndexPart::Expression(sql) => quote!(Expression(#sql)),
            IndexPart::Written(sql) => quote!(Written(#sql)),
        };
        quote!(#krate::schema::IndexColumn::#part)
    });
    if plain {
        return quote!(#krate::schema::plain_index(&[#(#parts),*]));
    }
    quote! {
        #krate::schema::IndexDef {
            name: #name,
            columns: &[#(#parts),*],
            filter: #filter,
            unique: #unique,
            method: #method,
            include: &[#(#include),*],
        }
    }
}

fn foreign_key(table: &Table, key: &ForeignKey) -> TokenStream {
    let krate = &table.krate;
    let ForeignKey {
        columns,
        target,
        on_delete,
        on_update,
        span,
        ..
    } = key;
    let shown = spans::at(*span, krate);
    let own: Vec<_> = columns
        .iter()
        .map(|at| {
            let ty = spans::at(*span, &table.columns[*at].ty);
            quote_spanned!(*span=> #shown::schema::Reference::<<#ty as #shown::types::Value>::Base>)
        })
        .collect();
    let referred = key.target_columns.iter().map(|name| {
        quote_spanned! {*span=>
            &<<#target as #shown::query::Source>::Columns as #shown::query::ColumnSet>::REF.#name
        }
    });
    let referred: Vec<_> = referred.collect();
    let stated = [
        ("on_delete", "ReferenceAction", on_delete.ident()),
        ("on_update", "ReferenceAction", on_update.ident()),
    ];
    let stated = stated
        .into_iter()
        .filter(|(.., action)| action != "NoAction")
        .chain(key.simple.then(|| {
            let simple = Ident::new("Simple", Span::call_site());
            ("scope", "ReferenceScope", simple)
        }));
    let stated = stated.map(|(field, kind, value)| {
        let field = Ident::new(field, Span::call_site());
        let kind = Ident::new(kind, Span::call_site());
        quote!(#field: #krate::schema::#kind::#value,)
    });
    let mut stated: Vec<_> = stated.collect();
    if let Some(name) = &key.name {
        stated.push(quote!(name: ::core::option::Option::Some(#name),));
    }
    let key = if let ([own], [referred]) = (own.as_slice(), referred.as_slice()) {
        quote_spanned!(*span=> #own::to(&[#(#columns),*], #referred))
    } else {
        stated.push(quote!(target_columns: &[#(#own::position(#referred)),*],));
        quote!(#krate::schema::foreign_key::<#target>(&[#(#columns),*]))
    };
    if stated.is_empty() {
        return key;
    }
    quote!(#krate::schema::ForeignKeyDef { #(#stated)* ..#key })
}
