//! `sql_query!`: a whole SELECT by hand. The text is parsed, each node of its tree is looked up in a
//! list of what is allowed, and the statement is written anew from the tree.

mod call;
mod cast;
mod expand;
mod expression;
mod from;
mod input;
mod names;
mod query;
mod select;
mod target;
#[cfg(test)]
mod tests;
mod token;
mod write;

use proc_macro2::TokenStream;
use syn::parse::Parser;

use target::Target;
use write::Writer;

pub(crate) fn sql_query(tokens: TokenStream) -> syn::Result<TokenStream> {
    let input = input::input.parse2(tokens)?;
    let target = Target::of(&input.backend)?;
    let written = written(&input.text.value(), target)
        .map_err(|message| syn::Error::new_spanned(&input.text, message))?;
    if written.holes != input.values.len() {
        return Err(syn::Error::new_spanned(
            &input.text,
            format!(
                "the text has {} `{{}}` and {} values follow it",
                written.holes,
                input.values.len()
            ),
        ));
    }
    Ok(expand::query(&input, &written))
}

/// The text, parsed and written anew.
fn written(text: &str, target: Target) -> Result<write::Written, String> {
    let (query, holes) = token::parsed(text, target)?;
    let mut writer = Writer::new(target);
    let outputs = writer.whole(&query)?;
    Ok(writer.finish(outputs, holes))
}
