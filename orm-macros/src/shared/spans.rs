use proc_macro2::{Span, TokenStream, TokenTree};
use quote::ToTokens;

/// The same tokens, where an error about them shall be shown.
pub(crate) fn at(span: Span, tokens: impl ToTokens) -> TokenStream {
    let shown = |mut token: TokenTree| {
        token.set_span(token.span().located_at(span));
        token
    };
    tokens.into_token_stream().into_iter().map(shown).collect()
}
