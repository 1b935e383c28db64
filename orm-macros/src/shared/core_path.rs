use proc_macro_crate::{FoundCrate, crate_name};
use proc_macro2::{Ident, Span};
use syn::{Path, parse_quote};

/// Where the generated code finds orm-core's modules: in the facade, else in orm-core itself.
/// `crate = path` in the derive's attribute overrides it.
pub(crate) fn core_path() -> Path {
    for (package, own) in [("orm", "orm"), ("orm-core", "orm_core")] {
        // A package's own examples and tests name it like any other crate.
        let name = match crate_name(package) {
            Ok(FoundCrate::Name(name)) => name,
            Ok(FoundCrate::Itself) => own.to_owned(),
            Err(_) => continue,
        };
        let name = Ident::new(&name, Span::call_site());
        return parse_quote!(::#name);
    }
    parse_quote!(::orm)
}
