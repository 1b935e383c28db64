//! The schema in which Postgres makes new tables, from its catalog.

use orm_core::driver::Backend;
use orm_core::schema::Counter;
use orm_core::schema::physical::{
    Check, Column, EnumType, ForeignKey, Generated, Index, IndexPart, Key, Physical, Table, View,
};
use orm_core::sql::define;

use super::{Row, action, is, list, rows, text, wrapped};
use crate::error::Error;

/// The tables that no extension brought along.
const OWN: &str = "c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema()) AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.objid = c.oid AND e.classid = 'pg_class'::regclass AND e.deptype = 'e')";

fn columns() -> String {
    format!(
        "SELECT c.relname::text, a.attname::text, format_type(a.atttypid, a.atttypmod), \
         CASE WHEN a.attnotnull THEN '1' END, a.attidentity::text, a.attgenerated::text, \
         pg_get_expr(d.adbin, d.adrelid), \
         CASE WHEN a.attcollation <> t.typcollation THEN l.collname::text END, \
         CASE WHEN coalesce(n.typtype, t.typtype) = 'e' THEN coalesce(n.typname, t.typname)::text END, \
         CASE WHEN n.oid IS NOT NULL THEN '1' END, \
         CASE WHEN pg_get_expr(d.adbin, d.adrelid) LIKE 'nextval(%' THEN pg_get_serial_sequence(format('%I.%I', current_schema(), c.relname), a.attname) END, \
         col_description(c.oid, a.attnum), obj_description(c.oid, 'pg_class') \
         FROM pg_class c \
         LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped \
         LEFT JOIN pg_type t ON t.oid = a.atttypid \
         LEFT JOIN pg_type n ON n.oid = t.typelem AND t.typcategory = 'A' \
         LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum \
         LEFT JOIN pg_collation l ON l.oid = a.attcollation \
         WHERE {OWN} ORDER BY c.oid, a.attnum"
    )
}

/// The names of columns whose numbers are listed, in that order.
fn named(table: &str, numbers: &str) -> String {
    format!(
        "(SELECT json_agg(a.attname ORDER BY u.ord) FROM unnest({numbers}) WITH ORDINALITY u(n, ord) JOIN pg_attribute a ON a.attrelid = {table} AND a.attnum = u.n)::text"
    )
}

fn constraints() -> String {
    // By way of JSON, since older servers lack the columns.
    let cleared = "(SELECT json_agg(a.attname ORDER BY u.ord) FROM jsonb_array_elements_text(CASE WHEN jsonb_typeof(to_jsonb(k) -> 'confdelsetcols') = 'array' THEN to_jsonb(k) -> 'confdelsetcols' ELSE '[]' END) WITH ORDINALITY u(n, ord) JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.n::int)::text";
    format!(
        "SELECT c.relname::text, k.conname::text, k.contype::text, {}, f.relname::text, {}, \
         k.confdeltype::text, k.confupdtype::text, {cleared}, pg_get_expr(k.conbin, k.conrelid), \
         CASE WHEN to_jsonb(x) ->> 'indnullsnotdistinct' = 'true' THEN '1' END \
         FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid \
         LEFT JOIN pg_class f ON f.oid = k.confrelid \
         LEFT JOIN pg_index x ON x.indexrelid = k.conindid AND k.contype = 'u' \
         WHERE k.contype IN ('p', 'u', 'f', 'c') AND k.conparentid = 0 AND {OWN} \
         ORDER BY c.oid, k.oid",
        named("k.conrelid", "k.conkey"),
        named("k.confrelid", "k.confkey"),
    )
}

/// An index that was never finished is none.
fn indexes() -> String {
    format!(
        "SELECT c.relname::text, i.relname::text, CASE WHEN x.indisunique THEN '1' END, m.amname::text, \
         pg_get_expr(x.indpred, x.indrelid), \
         (SELECT json_agg(json_build_array(a.attname, pg_get_indexdef(x.indexrelid, u.ord::int, false), \
          x.indoption[u.ord::int - 1]::int, CASE WHEN o.opcdefault THEN NULL ELSE o.opcname END) ORDER BY u.ord) \
          FROM unnest(x.indkey::int2[]) WITH ORDINALITY u(n, ord) \
          JOIN pg_opclass o ON o.oid = x.indclass[u.ord::int - 1] \
          LEFT JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = u.n \
          WHERE u.ord <= x.indnkeyatts)::text, \
         (SELECT json_agg(a.attname ORDER BY u.ord) FROM unnest(x.indkey::int2[]) WITH ORDINALITY u(n, ord) \
          JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = u.n WHERE u.ord > x.indnkeyatts)::text \
         FROM pg_index x JOIN pg_class c ON c.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid \
         JOIN pg_am m ON m.oid = i.relam \
         WHERE x.indisvalid AND {} AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = x.indexrelid AND k.contype IN ('p', 'u', 'x')) \
         ORDER BY c.oid, i.oid",
        OWN.replacen("('r', 'p')", "('r', 'p', 'm')", 1)
    )
}

const VIEWS: &str = "SELECT c.relname::text, CASE WHEN c.relkind = 'm' THEN '1' END, pg_get_viewdef(c.oid) FROM pg_class c WHERE c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema()) AND c.relkind IN ('v', 'm') AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.objid = c.oid AND e.classid = 'pg_class'::regclass AND e.deptype = 'e') ORDER BY c.oid";

/// What tables have that no definition here says, in words.
fn unsaid() -> String {
    format!(
        "SELECT c.relname::text, u.what FROM pg_class c CROSS JOIN LATERAL ( \
         SELECT 1, k.oid, format('exclusion constraint %s: %s', k.conname, pg_get_constraintdef(k.oid)) FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'x' \
         UNION ALL SELECT 2, k.oid, format('%s is DEFERRABLE', k.conname) FROM pg_constraint k WHERE k.conrelid = c.oid AND k.condeferrable AND k.contype <> 'x' \
         UNION ALL SELECT 3, c.oid, 'row-level security is enabled' || CASE WHEN c.relforcerowsecurity THEN ', for the owner too' ELSE '' END WHERE c.relrowsecurity \
         UNION ALL SELECT 4, p.oid, format('policy %s', p.polname) FROM pg_policy p WHERE p.polrelid = c.oid \
         UNION ALL SELECT 5, t.oid, format('trigger %s', t.tgname) FROM pg_trigger t WHERE t.tgrelid = c.oid AND NOT t.tgisinternal \
         UNION ALL SELECT 6, c.oid, 'is partitioned' WHERE c.relkind = 'p' \
         ) u(kind, id, what) WHERE {OWN} ORDER BY c.oid, u.kind, u.id"
    )
}

const ENUMS: &str = "SELECT t.typname::text, (SELECT json_agg(e.enumlabel ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid)::text FROM pg_type t WHERE t.typtype = 'e' AND t.typnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema()) AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.objid = t.oid AND e.classid = 'pg_type'::regclass AND e.deptype = 'e') ORDER BY t.oid";

pub(super) async fn read<B: Backend>(connection: &mut B::Connection) -> Result<Physical, Error> {
    let schema = rows::<B>(connection, "SELECT current_schema()::text", "t").await?;
    if schema.iter().all(|row| row[0].is_none()) {
        return Err(Error::Config(
            "no schema of the search path is there, or this role may not use it: GRANT USAGE ON SCHEMA public TO the role".to_owned(),
        ));
    }
    let mut found = Physical::default();
    for row in rows::<B>(connection, ENUMS, "tt").await? {
        found.enums.push(EnumType {
            name: text(&row, 0),
            values: list(&row, 1),
        });
    }
    for row in rows::<B>(connection, columns(), "ttttttttttttt").await? {
        let name = text(&row, 0);
        if found.tables.last().is_none_or(|table| table.name != name) {
            found.tables.push(Table {
                name,
                comment: row[12].clone(),
                ..Table::default()
            });
        }
        if let (Some(table), Some(_)) = (found.tables.last_mut(), &row[1]) {
            table.columns.push(column::<B>(&row));
        }
    }
    for row in rows::<B>(connection, constraints(), "ttttttttttt").await? {
        if let Some(table) = at(&mut found, &row) {
            constraint(table, &row);
        }
    }
    for row in rows::<B>(connection, VIEWS, "ttt").await? {
        let definition = text(&row, 2);
        found.views.push(View {
            name: text(&row, 0),
            materialized: is(&row, 1),
            definition: definition.trim().trim_end_matches(';').to_owned(),
            ..View::default()
        });
    }
    for row in rows::<B>(connection, indexes(), "ttttttt").await? {
        let mut views = found.views.iter_mut();
        if let Some(view) = views.find(|view| view.name == text(&row, 0)) {
            view.indexes.push(index::<B>(&row));
        } else if let Some(table) = at(&mut found, &row) {
            table.indexes.push(index::<B>(&row));
        }
    }
    for row in rows::<B>(connection, unsaid(), "tt").await? {
        if let Some(table) = at(&mut found, &row) {
            table.unsaid.push(text(&row, 1));
        }
    }
    Ok(found)
}

fn at<'p>(found: &'p mut Physical, row: &Row) -> Option<&'p mut Table> {
    let name = text(row, 0);
    found.tables.iter_mut().find(|table| table.name == name)
}

fn column<B: Backend>(row: &Row) -> Column {
    let enum_type = row[8].clone();
    let mut type_name = match &enum_type {
        Some(name) => {
            let array = if is(row, 9) { "[]" } else { "" };
            format!("{}{array}", define::quoted(B::DIALECT, name))
        }
        None => spelled(&text(row, 2)),
    };
    if let Some(collation) = &row[7] {
        let collation = define::quoted(B::DIALECT, collation);
        type_name.push_str(&format!(" COLLATE {collation}"));
    }
    let expression = row[6].clone();
    let (generated, mut default) = match text(row, 5).as_str() {
        "" => (None, expression),
        kind => {
            let stored = kind == "s";
            let made = expression.map(|text| Generated {
                expression: bare(&text),
                stored,
            });
            (made, None)
        }
    };
    let counts = row[10].is_some();
    let counted = match text(row, 4).as_str() {
        "a" => Some(Counter::IdentityAlways),
        "d" => Some(Counter::Identity),
        _ if counts
            && default
                .as_ref()
                .is_some_and(|text| text.starts_with("nextval(")) =>
        {
            Some(Counter::Serial)
        }
        _ => None,
    };
    if counted.is_some() {
        default = None;
    }
    Column {
        name: text(row, 1),
        type_name,
        enum_type,
        not_null: is(row, 3),
        default: default.filter(|text| !text.starts_with("NULL::")),
        generated,
        counted,
        on_update_now: false,
        comment: row[11].clone(),
    }
}

/// Without the parentheses around all of it.
fn bare(expression: &str) -> String {
    let inner = crate::snapshot::unwrapped(expression);
    inner.unwrap_or(expression).to_owned()
}

/// The type as definitions in code spell it.
fn spelled(type_name: &str) -> String {
    if let Some(element) = type_name.strip_suffix("[]") {
        return format!("{}[]", spelled(element));
    }
    let (head, rest) = match type_name.split_once('(') {
        Some((head, rest)) => {
            let (digits, tail) = rest.split_once(')').unwrap_or((rest, ""));
            (
                format!("{head}{tail}"),
                format!("({})", digits.replace(',', ", ")),
            )
        }
        None => (type_name.to_owned(), String::new()),
    };
    let word = match head.as_str() {
        "timestamp with time zone" => "timestamptz",
        "timestamp without time zone" => "timestamp",
        "time without time zone" => "time",
        "time with time zone" => "timetz",
        "character varying" => "varchar",
        "character" => "char",
        "bit varying" => "varbit",
        head => head,
    };
    format!("{word}{rest}")
}

fn constraint(table: &mut Table, row: &Row) {
    let (name, columns) = (text(row, 1), list(row, 3));
    match text(row, 2).as_str() {
        "c" => table.checks.push(Check {
            name,
            expression: bare(&text(row, 9)),
        }),
        "f" => table.foreign_keys.push(ForeignKey {
            name,
            columns,
            target: text(row, 4),
            target_columns: list(row, 5),
            on_delete: action(&text(row, 6)),
            on_update: action(&text(row, 7)),
            cleared: list(row, 8),
        }),
        kind => {
            let key = Key {
                name,
                columns,
                nulls_not_distinct: is(row, 10),
            };
            if kind == "p" {
                table.primary_key = Some(key);
            } else {
                table.uniques.push(key);
            }
        }
    }
}

/// A part of an index: column, text, flags, operator class.
type Part = (Option<String>, String, i32, Option<String>);

fn index<B: Backend>(row: &Row) -> Index {
    let parts: Vec<Part> = serde_json::from_str(&text(row, 5)).unwrap_or_default();
    let part = |(column, text, flags, class): Part| {
        let (descends, nulls_first) = (flags & 1 != 0, flags & 2 != 0);
        let class = class.as_deref();
        match column {
            Some(column) => IndexPart::of(B::DIALECT, column, class, descends, Some(nulls_first)),
            None => {
                let sql = wrapped(&text);
                IndexPart::Expression(IndexPart::ordered(sql, class, descends, nulls_first))
            }
        }
    };
    Index {
        name: text(row, 1),
        parts: parts.into_iter().map(part).collect(),
        unique: is(row, 2),
        filter: row[4].as_deref().map(bare),
        method: Some(text(row, 3)).filter(|method| method != "btree"),
        include: list(row, 6),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_spelled_as_in_code() {
        for (found, expected) in [
            ("character varying(64)", "varchar(64)"),
            ("timestamp(3) without time zone", "timestamp(3)"),
            ("timestamp with time zone[]", "timestamptz[]"),
            ("numeric(12,2)", "numeric(12, 2)"),
            ("double precision", "double precision"),
        ] {
            assert_eq!(spelled(found), expected);
        }
    }
}
