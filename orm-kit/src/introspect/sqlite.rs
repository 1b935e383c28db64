//! SQLite keeps the text of each definition: names of constraints, checks, generated columns and
//! what is indexed are read from it, the rest from pragmas.

mod parse;

use orm_core::driver::Backend;
use orm_core::schema::Counter;
use orm_core::schema::physical::{Column, ForeignKey, Generated, Key, Physical, Table, View};

use super::{Row, action, is, rows, text};
use crate::error::Error;
use parse::Definition;

const DEFINITIONS: &str = "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL AND type IN ('table', 'index', 'trigger') AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY rowid";
const VIEWS: &str =
    "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND type = 'view' ORDER BY rowid";
const COLUMNS: &str = "SELECT m.name, c.name, c.type, CAST(c.\"notnull\" AS TEXT), c.dflt_value, CAST(c.pk AS TEXT), CAST(c.hidden AS TEXT) FROM sqlite_master m JOIN pragma_table_xinfo(m.name) c WHERE m.type = 'table' ORDER BY m.rowid, c.cid";
const FOREIGN_KEYS: &str = "SELECT m.name, CAST(f.id AS TEXT), f.\"table\", f.\"from\", f.\"to\", f.on_delete, f.on_update FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table' ORDER BY m.rowid, f.id DESC, f.seq";

pub(super) async fn read<B: Backend>(connection: &mut B::Connection) -> Result<Physical, Error> {
    let definitions = rows::<B>(connection, DEFINITIONS, "tttt").await?;
    let columns = rows::<B>(connection, COLUMNS, "ttttttt").await?;
    let keys = rows::<B>(connection, FOREIGN_KEYS, "ttttttt").await?;
    let of = |kind: &'static str| definitions.iter().filter(move |row| text(row, 0) == kind);
    let mut tables: Vec<Table> = of("table")
        .map(|row| table(&text(row, 1), &Definition::read(&text(row, 3)), &columns))
        .collect();
    for (row, at) in of("table").zip(0..) {
        let definition = Definition::read(&text(row, 3));
        tables[at].foreign_keys = foreign_keys(&tables, at, &definition, &keys);
    }
    for row in of("index") {
        let table = tables.iter_mut().find(|table| table.name == text(row, 2));
        if let (Some(table), Some(index)) = (table, parse::index(&text(row, 1), &text(row, 3))) {
            table.indexes.push(index);
        }
    }
    for row in of("trigger") {
        let table = tables.iter_mut().find(|table| table.name == text(row, 2));
        if let Some(table) = table {
            table.triggers.push(text(row, 3));
        }
    }
    let views = rows::<B>(connection, VIEWS, "tt").await?;
    let views = views.iter().map(|row| {
        let sql = text(row, 1);
        // As it was created: `CREATE VIEW name AS SELECT ..`
        let query = sql.to_ascii_uppercase().find(" AS ");
        let query = query.map_or("", |at| &sql[at + 4..]);
        View {
            name: text(row, 0),
            definition: query.to_owned(),
            ..View::default()
        }
    });
    Ok(Physical {
        enums: Vec::new(),
        tables,
        views: views.collect(),
    })
}

fn table(name: &str, definition: &Definition, columns: &[Row]) -> Table {
    let own: Vec<&Row> = columns.iter().filter(|row| text(row, 0) == name).collect();
    let mut key: Vec<(usize, String)> = own
        .iter()
        .filter_map(|row| Some((text(row, 5).parse().ok()?, text(row, 1))))
        .filter(|(place, _)| *place > 0)
        .collect();
    key.sort();
    let key: Vec<String> = key.into_iter().map(|(_, name)| name).collect();
    let column = |row: &&Row| {
        let name = text(row, 1);
        let said = definition.column(&name);
        let mut type_name = text(row, 2)
            .trim_end_matches("GENERATED ALWAYS")
            .trim()
            .to_ascii_uppercase();
        if let Some(collation) = said.and_then(|said| said.collation.as_ref()) {
            type_name.push_str(&format!(" COLLATE {}", collation.to_ascii_uppercase()));
        }
        let counted = said.is_some_and(|said| said.counted);
        let generated = said.and_then(|said| said.generated.clone());
        Column {
            type_name,
            not_null: is(row, 3) || key.contains(&name),
            default: row[4].as_deref().and_then(default),
            generated: generated.map(|expression| Generated {
                expression,
                stored: text(row, 6) == "3",
            }),
            counted: counted.then_some(Counter::Identity),
            name,
            ..Column::default()
        }
    };
    let uniques = definition.uniques.iter().map(|(named, columns)| Key {
        name: named
            .clone()
            .unwrap_or_else(|| format!("{name}_{}_unique", columns.join("_"))),
        columns: columns.clone(),
        nulls_not_distinct: false,
    });
    Table {
        name: name.to_owned(),
        columns: own.iter().map(column).collect(),
        primary_key: (!key.is_empty()).then(|| Key {
            name: format!("{name}_{}_pk", key.join("_")),
            columns: key.clone(),
            nulls_not_distinct: false,
        }),
        uniques: uniques.collect(),
        checks: definition.checks(name),
        ..Table::default()
    }
}

fn default(text: &str) -> Option<String> {
    let literal = text.starts_with(|c: char| c == '\'' || c == '-' || c.is_ascii_digit())
        || text.starts_with("x'")
        || text.starts_with("X'")
        || text.chars().all(|c| c.is_ascii_alphabetic() || c == '_');
    match text {
        _ if text.eq_ignore_ascii_case("null") => None,
        _ if literal => Some(text.to_owned()),
        _ => Some(super::wrapped(text)),
    }
}

fn foreign_keys(
    tables: &[Table],
    at: usize,
    definition: &Definition,
    rows: &[Row],
) -> Vec<ForeignKey> {
    let name = &tables[at].name;
    let mut found: Vec<(String, ForeignKey)> = Vec::new();
    for row in rows.iter().filter(|row| text(row, 0) == *name) {
        let id = text(row, 1);
        if found.last().is_none_or(|(last, _)| *last != id) {
            let key = ForeignKey {
                name: String::new(),
                columns: Vec::new(),
                target: text(row, 2),
                target_columns: Vec::new(),
                on_delete: action(&text(row, 5)),
                on_update: action(&text(row, 6)),
                cleared: Vec::new(),
            };
            found.push((id, key));
        }
        if let Some((_, key)) = found.last_mut() {
            key.columns.push(text(row, 3));
            key.target_columns.extend(row[4].clone());
        }
    }
    let named = found.into_iter().map(|(_, mut key)| {
        if key.target_columns.is_empty() {
            let target = tables.iter().find(|table| table.name == key.target);
            let primary = target.and_then(|table| table.primary_key.as_ref());
            key.target_columns = primary.map_or_else(Vec::new, |key| key.columns.clone());
        }
        key.name = definition.foreign_key(&key.columns).unwrap_or_else(|| {
            let (columns, targets) = (key.columns.join("_"), key.target_columns.join("_"));
            format!("{name}_{columns}_{}_{targets}_fk", key.target)
        });
        key
    });
    named.collect()
}
