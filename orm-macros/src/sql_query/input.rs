use syn::parse::ParseStream;
use syn::punctuated::Punctuated;
use syn::{Expr, LitStr, Path, Token, Type, parenthesized};

/// `Backend, Row, tables(Table, ..), "text", value, ..`
pub(super) struct Input {
    /// The backend, or `_`.
    pub(super) backend: Type,
    pub(super) row: Path,
    pub(super) tables: Vec<Path>,
    pub(super) text: LitStr,
    pub(super) values: Vec<Expr>,
}

mod word {
    syn::custom_keyword!(tables);
}

pub(super) fn input(input: ParseStream<'_>) -> syn::Result<Input> {
    let form = "expected `sql_query!(Postgres, PolicyTotal, tables(Policy, Claim), \"SELECT ..\", value, ..)`: the backend or `_`, the struct of a row, the tables that the text names, the text, and a value for each `{}`";
    let wrong = |error: syn::Error| syn::Error::new(error.span(), form);
    let backend = input.parse().map_err(wrong)?;
    input.parse::<Token![,]>().map_err(wrong)?;
    let row = input.parse().map_err(wrong)?;
    input.parse::<Token![,]>().map_err(wrong)?;
    let word = input.parse::<word::tables>().map_err(wrong)?;
    let list;
    parenthesized!(list in input);
    let tables: Vec<_> = Punctuated::<Path, Token![,]>::parse_terminated(&list)
        .map_err(wrong)?
        .into_iter()
        .collect();
    if tables.is_empty() {
        return Err(syn::Error::new(
            word.span,
            "list the tables that the text names: `tables(Policy, Claim)`",
        ));
    }
    input.parse::<Token![,]>().map_err(wrong)?;
    let text = input.parse().map_err(wrong)?;
    let mut values = Punctuated::<Expr, Token![,]>::new();
    if input.parse::<Option<Token![,]>>()?.is_some() {
        values = Punctuated::parse_terminated(input)?;
    } else if !input.is_empty() {
        return Err(wrong(input.error("")));
    }
    Ok(Input {
        backend,
        row,
        tables,
        text,
        values: values.into_iter().collect(),
    })
}
