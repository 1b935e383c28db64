//! What a derive answers to a wrong input, for the tests.

use proc_macro2::TokenStream;
use syn::DeriveInput;

type Derive = fn(&DeriveInput) -> syn::Result<TokenStream>;

/// The messages, in order.
pub(crate) fn messages(derive: Derive, input: &str) -> Vec<String> {
    let input = syn::parse_str(input).unwrap();
    match derive(&input) {
        Ok(_) => Vec::new(),
        Err(error) => error.into_iter().map(|error| error.to_string()).collect(),
    }
}

/// Checks that the input has one error, which tells this.
pub(crate) fn assert_refused(derive: Derive, input: &str, told: &str) {
    let found = messages(derive, input);
    assert!(
        found.len() == 1 && found[0].contains(told),
        "expected `{told}` for\n{input}\nfound {found:#?}"
    );
}
