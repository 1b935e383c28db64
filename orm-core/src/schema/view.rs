use crate::query::ViewBody;

/// What makes a [`TableDef`](super::TableDef) a view: where its rows come from.
#[derive(Clone, Copy)]
pub enum ViewDef {
    /// Somebody else made it: it is never created and never dropped.
    Existing,
    /// A query, asked anew by each read.
    Plain(fn() -> ViewBody),
    /// A query whose rows are stored until they are refreshed. Postgres only.
    Materialized(fn() -> ViewBody),
}

impl ViewDef {
    /// The query, where it is ours.
    pub const fn query(&self) -> Option<fn() -> ViewBody> {
        match self {
            Self::Existing => None,
            Self::Plain(query) | Self::Materialized(query) => Some(*query),
        }
    }
}

impl std::fmt::Debug for ViewDef {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Existing => "Existing",
            Self::Plain(_) => "Plain",
            Self::Materialized(_) => "Materialized",
        })
    }
}
