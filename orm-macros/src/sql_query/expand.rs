use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use super::input::Input;
use super::write::{Check, Part, Written};
use crate::shared::{core_path, spans};

pub(super) fn query(input: &Input, written: &Written) -> TokenStream {
    let krate = core_path();
    let Input {
        backend,
        row,
        tables,
        text,
        values,
    } = input;
    let parts = written.parts.iter().map(|part| {
        let part = match part {
            Part::Text(text) => quote!(Text(#text)),
            Part::Name(name) => quote!(Name(#name)),
            Part::Hole(at) => quote!(Value(#at)),
            Part::Table { table, name } => quote!(Table(#table, #name)),
            Part::Op(op) => {
                let op = Ident::new(op, Span::call_site());
                quote!(Op(#krate::sql::Op::#op))
            }
            Part::CastType(sql) => {
                let sql = Ident::new(sql, Span::call_site());
                quote!(CastType(#krate::types::SqlType::#sql))
            }
        };
        quote!(#krate::query::QueryPart::#part)
    });
    let checks = checks(input, written);
    let sources = tables.iter().enumerate().map(|(at, table)| {
        let method = if at == 0 { "from" } else { "reads" };
        let method = Ident::new(method, table.span());
        // The table as a value: an error about it is shown at it.
        quote_spanned!(table.span()=> .#method(#table))
    });
    let binds = values
        .iter()
        .map(|value| quote_spanned!(value.span()=> .bind(#value)));
    let row = spans::at(row.span(), row);
    let start = quote_spanned! {text.span()=>
        #krate::query::SqlQuery::<#backend, _, _, #row>::new(&[#(#parts),*])
    };
    quote! {{
        #checks
        #start #(#sources)* #(#binds)* .query()
    }}
}

const DECIMAL: &str = "a decimal, which SQLite stores as whole numbers of its last digit: build the query, or name another backend";

/// What is known of tables and row only when the program is compiled.
fn checks(input: &Input, written: &Written) -> TokenStream {
    let krate = core_path();
    let Input {
        backend,
        row,
        tables,
        text,
        ..
    } = input;
    let span = text.span();
    let listed = tables
        .iter()
        .map(|table| quote!(<#table as #krate::query::Source>::TABLE));
    let names = written.tables.iter().map(|table| {
        let message = format!(
            "the text reads `{table}`, which is none of the tables that it lists: add the struct to `tables(..)`, and write the name as it is in the database"
        );
        quote_spanned!(span=> ::core::assert!(#krate::query::lists(TABLES, #table), #message);)
    });
    let ctes = written.ctes.iter().map(|cte| {
        let message = format!(
            "the common table expression `{cte}` has the name of a table: call it something else"
        );
        quote_spanned!(span=> ::core::assert!(!#krate::query::lists_alike(TABLES, #cte), #message);)
    });
    let decimals = written.target.scales_decimals();
    let columns = written.checks.iter().map(|check| {
        let Check {
            tables,
            column,
            required,
        } = check;
        let missing = required.then(|| {
            let message = format!("no column `{column}` in {}", tables.join(", "));
            quote_spanned! {span=>
                ::core::assert!(#krate::query::has_column(TABLES, &[#(#tables),*], #column), #message);
            }
        });
        let decimal = decimals.then(|| {
            let message = format!("`{column}` is {DECIMAL}");
            quote_spanned! {span=>
                ::core::assert!(!#krate::query::has_decimal(TABLES, &[#(#tables),*], #column), #message);
            }
        });
        quote!(#missing #decimal)
    });
    let count = written.outputs.len();
    let outputs = written.outputs.iter().enumerate().map(|(at, output)| {
        let message = format!(
            "column {} of the select list is `{output}`, and the struct has another field there: they are the same, in the same order",
            at + 1
        );
        quote_spanned!(span=> ::core::assert!(#krate::query::is_field(ROW, #at, #output), #message);)
    });
    let row_of_decimals = decimals.then(|| {
        let message = format!("a field of the struct is {DECIMAL}");
        quote_spanned!(span=> ::core::assert!(!#krate::query::has_decimals(ROW), #message);)
    });
    let wrong_count =
        format!("the select list has {count} columns, and the struct has another number of fields");
    let family = written.target.family().map(|family| {
        let family = Ident::new(family, Span::call_site());
        quote_spanned! {backend.span()=>
            const _: () = ::core::assert!(
                ::core::matches!(
                    <#backend as #krate::Backend>::DIALECT.family,
                    #krate::sql::Family::#family
                ),
                "a backend of this name speaks another dialect"
            );
        }
    });
    quote_spanned! {span=>
        #family
        const _: () = {
            const TABLES: &[&#krate::schema::TableDef] = &[#(#listed),*];
            const ROW: &#krate::schema::TableDef = <#row as #krate::query::Source>::TABLE;
            #(#names)*
            #(#ctes)*
            #(#columns)*
            ::core::assert!(ROW.columns.len() == #count, #wrong_count);
            #(#outputs)*
            #row_of_decimals
        };
    }
}
