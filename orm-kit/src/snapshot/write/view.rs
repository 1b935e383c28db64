use orm_core::schema::physical::{Physical, Table, View};
use orm_core::sql::{Dialect, Family};

use super::super::Node;
use super::super::read::is_own;
use super::{table_key, write_column, write_index};

/// The views: those of other schemas as they were.
pub(super) fn views(dialect: &Dialect, old: &Node, physical: &Physical) -> Node {
    let before = old.get("views").map(Node::entries).unwrap_or_default();
    let others = before.iter().filter(|(_, view)| !is_own(view));
    let mut views: Vec<(String, Node)> = others.cloned().collect();
    views.extend(physical.views.iter().map(|view| {
        let mut named = before.iter().map(|(_, node)| node);
        let was = named.find(|was| is_own(was) && was.text_at("name") == Some(&view.name));
        (
            table_key(dialect.family, &view.name),
            write(dialect, view, was),
        )
    }));
    views.sort_by(|(a, _), (b, _)| a.cmp(b));
    Node::Object(views)
}

fn write(dialect: &Dialect, view: &View, was: Option<&Node>) -> Node {
    let family = dialect.family;
    let table = Table::default();
    let columns = view.columns.iter().map(|column| {
        let node = write_column(family, &table, column);
        (column.name.clone(), node)
    });
    let columns = ("columns", Node::Object(columns.collect()));
    let name = ("name", Node::text(&view.name));
    let existing = ("isExisting", Node::Bool(view.existing));
    let definition = Some(("definition", Node::text(&view.definition)));
    let definition = definition.filter(|_| !view.existing);
    let kept = |key: &'static str, default: &str| {
        let text = was.and_then(|was| was.text_at(key)).unwrap_or(default);
        (key, Node::text(text))
    };
    let parts = match family {
        Family::Postgres => {
            let mut parts = vec![columns];
            parts.extend(definition);
            parts.extend([
                name,
                ("schema", Node::text("public")),
                existing,
                ("materialized", Node::Bool(view.materialized)),
            ]);
            // Of ours: drizzle-kit knows no index of a view.
            if !view.indexes.is_empty() {
                let indexes = view.indexes.iter();
                let indexes =
                    indexes.map(|index| (index.name.clone(), write_index(dialect, index)));
                parts.push(("indexes", Node::Object(indexes.collect())));
            }
            parts
        }
        Family::MySql => {
            let mut parts = vec![columns, name, existing];
            parts.extend(definition);
            parts.extend([
                kept("algorithm", "undefined"),
                kept("sqlSecurity", "definer"),
            ]);
            parts
        }
        Family::Sqlite => {
            let mut parts = vec![columns, name, existing];
            parts.extend(definition);
            parts
        }
    };
    let parts = parts.into_iter();
    Node::Object(parts.map(|(key, node)| (key.to_owned(), node)).collect())
}
