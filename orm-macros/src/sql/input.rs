use syn::parse::ParseStream;
use syn::punctuated::Punctuated;
use syn::{Expr, LitStr, Token, Type};

/// `Type, "text", expression, ..`
pub(super) struct Input {
    pub(super) ty: Type,
    pub(super) text: LitStr,
    pub(super) holes: Vec<Expr>,
}

pub(super) fn input(input: ParseStream<'_>) -> syn::Result<Input> {
    let form = "expected `sql!(i64, \"abs({})\", Policy.number)`: the type, the text, and an expression for each `{}`";
    let wrong = |error: syn::Error| syn::Error::new(error.span(), form);
    let ty = input.parse().map_err(wrong)?;
    input.parse::<Token![,]>().map_err(wrong)?;
    let text = input.parse().map_err(wrong)?;
    let mut holes = Punctuated::<Expr, Token![,]>::new();
    if input.parse::<Option<Token![,]>>()?.is_some() {
        holes = Punctuated::parse_terminated(input)?;
    } else if !input.is_empty() {
        return Err(wrong(input.error("")));
    }
    Ok(Input {
        ty,
        text,
        holes: holes.into_iter().collect(),
    })
}
