//! The queries of views, written for a dialect.

use super::{Dialect, render_view};
use crate::driver::BuildError;
use crate::schema::physical::{Physical, View};
use crate::schema::{KeyspaceDef, ViewDef};

/// Writes the queries of the keyspace's views, and puts each view behind those that it reads.
pub(super) fn define(
    dialect: &'static Dialect,
    keyspace: &KeyspaceDef,
    physical: &mut Physical,
) -> Result<(), BuildError> {
    for definition in keyspace.views {
        let (view, query) = match definition.view {
            Some(ViewDef::Materialized(_)) if !dialect.materialized_views => {
                return Err(BuildError::MaterializedMissing {
                    view: definition.name,
                    dialect: dialect.name,
                });
            }
            Some(ViewDef::Plain(query) | ViewDef::Materialized(query)) => {
                let mut views = physical.views.iter_mut();
                let view = views.find(|view| view.name == definition.name);
                (view, query())
            }
            Some(ViewDef::Existing) | None => continue,
        };
        let Some(view) = view else { continue };
        if query.family.is_some_and(|family| family != dialect.family) {
            return Err(BuildError::View {
                view: definition.name,
                reason: "it was written for another database",
            });
        }
        let (_, tables) = query.pieces.sources("");
        view.reads = tables.iter().map(|table| table.name.to_owned()).collect();
        view.definition = render_view(query.pieces, definition.name, dialect)?;
    }
    let mut rest = std::mem::take(&mut physical.views);
    while !rest.is_empty() {
        let waits = |view: &View| {
            let mut others = rest.iter();
            others.any(|other| view.reads.contains(&other.name))
        };
        let Some(at) = rest.iter().position(|view| !waits(view)) else {
            let first = keyspace.views.iter().find(|view| view.name == rest[0].name);
            return Err(BuildError::ViewCircle {
                view: first.map_or("", |view| view.name),
            });
        };
        physical.views.push(rest.remove(at));
    }
    Ok(())
}
