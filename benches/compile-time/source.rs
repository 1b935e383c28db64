//! A schema as the Rust code that a user would write.

use std::fmt::{self, Write};
use std::iter::{once, repeat};

use crate::schema::{Keyspace, Schema, Table};

/// The limit of every query that has not been edited.
pub(crate) const LIMIT: u32 = 50;

/// The crate root: the tenant key, the type behind the JSON columns, a module per keyspace.
pub(crate) fn root(schema: &Schema) -> Result<String, fmt::Error> {
    let mut text = String::from(
        "//! A generated schema: see `benches/README.md`.\n\n\
         use orm::prelude::*;\n\
         use serde::{Deserialize, Serialize};\n\
         use uuid::Uuid;\n\n",
    );
    for place in 0..schema.keyspaces.len() {
        writeln!(text, "pub mod ks{place};")?;
    }
    text.push_str(
        "\n#[derive(TenantKey, Clone, Copy, Debug, PartialEq, Eq)]\n\
         pub struct OrgId(pub Uuid);\n\n\
         #[derive(Serialize, Deserialize, Clone, Debug, PartialEq)]\n\
         pub struct Details {\n    pub de: String,\n    pub en: Option<String>,\n}\n",
    );
    Ok(text)
}

/// One keyspace: its list of tables, the tables, and a query for each; the first query has a limit
/// of its own, so that there is something to edit.
pub(crate) fn keyspace(
    place: usize,
    keyspace: &Keyspace,
    first_limit: u32,
) -> Result<String, fmt::Error> {
    let tables: Vec<String> = keyspace
        .tables
        .iter()
        .map(|table| name(table.number))
        .collect();
    let mut text = format!(
        "use chrono::{{DateTime, Utc}};\n\
         use orm::prelude::*;\n\
         use rust_decimal::Decimal;\n\
         use uuid::Uuid;\n\n\
         use crate::{{Details, OrgId}};\n\n\
         pub type Handle = Db<Sqlite, Scoped<OrgId>, Ks{place}>;\n\n\
         #[derive(Keyspace)]\n\
         #[keyspace(name = \"ks_{place}\", tables({}))]\n\
         pub struct Ks{place};\n",
        tables.join(", ")
    );
    let limits = once(first_limit).chain(repeat(LIMIT));
    for (one, limit) in keyspace.tables.iter().zip(limits) {
        table(&mut text, place, one)?;
        query(&mut text, one, limit)?;
        if one.wide {
            wide_queries(&mut text, one)?;
        }
    }
    Ok(text)
}

fn name(number: usize) -> String {
    format!("Table{number:03}")
}

fn table(text: &mut String, place: usize, table: &Table) -> fmt::Result {
    let name = name(table.number);
    let sql = format!("table_{:03}", table.number);
    let (kind, second) = if table.global {
        (", global", "    pub note: Option<String>,\n")
    } else {
        (
            ", index(org_id, created_at)",
            "    #[column(tenant)]\n    pub org_id: OrgId,\n",
        )
    };
    let relation = if table.wide {
        ", relations(one(owner: owner_id))"
    } else {
        ""
    };
    write!(
        text,
        "\n#[derive(Table, Clone, Debug)]\n\
         #[table(name = \"{sql}\", keyspace = Ks{place}{kind}{relation})]\n\
         pub struct {name} {{\n    \
             #[column(primary_key, default = uuid_v7)]\n    pub id: Uuid,\n\
         {second}    \
             #[column(varchar = 64)]\n    pub name: String,\n    \
             pub quantity: i64,\n    \
             pub rank: Option<i32>,\n    \
             #[column(numeric(12, 2))]\n    pub price: Decimal,\n    \
             pub details: Json<Details>,\n    \
             pub active: bool,\n    \
             #[column(default = now)]\n    pub created_at: DateTime<Utc>,\n    \
             pub closed_at: Option<DateTime<Utc>>,\n"
    )?;
    for (column, reference) in ["owner_id", "parent_id"].into_iter().zip(table.references) {
        if let Some(number) = reference {
            writeln!(
                text,
                "    #[column(references({}::id))]",
                self::name(number)
            )?;
        }
        writeln!(text, "    pub {column}: Uuid,")?;
    }
    text.push_str("}\n");
    Ok(())
}

fn query(text: &mut String, table: &Table, limit: u32) -> fmt::Result {
    let number = table.number;
    let a = name(number);
    let [b, c] = table.joins.map(name);
    write!(
        text,
        "\npub async fn query_{number:03}(\n    \
             db: &Handle,\n    \
             minimum: i64,\n\
         ) -> Result<Vec<(String, Decimal, Option<String>)>, orm::Error> {{\n    \
             db.select(({a}.name, {b}.price, {c}.name))\n        \
                 .from({a})\n        \
                 .inner_join({b}, {b}.id.eq({a}.owner_id))\n        \
                 .left_join({c}, {c}.id.eq({a}.parent_id))\n        \
                 .filter({a}.quantity.gt(minimum))\n        \
                 .filter({b}.active.eq(true))\n        \
                 .order_by({a}.created_at.desc())\n        \
                 .limit({limit})\n        \
                 .all()\n        \
                 .await\n\
         }}\n"
    )
}

/// A query over a table expression, one with a window, and one with a relation.
fn wide_queries(text: &mut String, table: &Table) -> fmt::Result {
    let number = table.number;
    let (a, b) = (name(number), name(table.joins[0]));
    let sum = format!("Sum{number:03}");
    write!(
        text,
        "\n#[derive(Projection, Clone, Debug)]\n\
         pub struct {sum} {{\n    \
             pub owner_id: Uuid,\n    \
             pub total: Option<i64>,\n\
         }}\n\n\
         pub async fn cte_{number:03}(db: &Handle) -> Result<Vec<(String, Option<i64>)>, orm::Error> {{\n    \
             let sums = orm::select({sum}Of {{\n        \
                 owner_id: {a}.owner_id,\n        \
                 total: sum({a}.quantity),\n    \
             }})\n    \
             .from({a})\n    \
             .group_by({a}.owner_id)\n    \
             .cte();\n    \
             db.select(({b}.name, {sum}.total))\n        \
                 .from({b})\n        \
                 .inner_join(&sums, {sum}.owner_id.eq({b}.id))\n        \
                 .all()\n        \
                 .await\n\
         }}\n\n\
         pub async fn window_{number:03}(db: &Handle) -> Result<Vec<(String, i64)>, orm::Error> {{\n    \
             let places = orm::expr::window().partition_by({a}.owner_id).order_by({a}.price.desc());\n    \
             db.select(({a}.name, orm::expr::row_number().over(places))).from({a}).all().await\n\
         }}\n\n\
         pub async fn relation_{number:03}(db: &Handle) -> Result<Vec<({a}, {b})>, orm::Error> {{\n    \
             db.find({a}).with({a}::owner()).order_by({a}.created_at).limit(50).all().await\n\
         }}\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_rust_with_twelve_columns_per_table_and_a_query_for_each() {
        let schema = Schema::of(57).wide();
        syn::parse_file(&root(&schema).expect("text")).expect("the root parses");
        for (place, one) in schema.keyspaces.iter().enumerate() {
            let text = keyspace(place, one, LIMIT).expect("text");
            let file = syn::parse_file(&text).expect("the keyspace parses");
            let mut tables = 0;
            let mut queries = 0;
            for item in &file.items {
                match item {
                    syn::Item::Struct(item) if item.ident.to_string().starts_with("Table") => {
                        assert_eq!(item.fields.len(), 12, "{}", item.ident);
                        tables += 1;
                    }
                    syn::Item::Fn(item) if item.sig.ident.to_string().starts_with("query_") => {
                        queries += 1;
                    }
                    _ => {}
                }
            }
            assert_eq!((tables, queries), (one.tables.len(), one.tables.len()));
        }
    }
}
