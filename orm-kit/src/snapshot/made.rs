//! The entities of Drizzle's folders, made of a snapshot of its journal.

use orm_core::sql::Family;

use super::Node;

const NO_ACTION: &str = "no action";

fn text(node: &Node, key: &str) -> Node {
    Node::text(node.text_at(key).unwrap_or_default())
}

fn or_null(node: &Node, key: &str) -> Node {
    node.get(key).cloned().unwrap_or(Node::Null)
}

fn texts(node: &Node, key: &str) -> Node {
    Node::texts(node.texts_at(key))
}

fn each<'n>(node: &'n Node, key: &str) -> impl Iterator<Item = &'n Node> {
    let entries = node.get(key).map(Node::entries).unwrap_or_default();
    entries.iter().map(|(_, value)| value)
}

/// An entity, which begins with its schema where there are schemas, and with its table.
fn entity(
    kind: &str,
    schema: Option<&str>,
    table: Option<&str>,
    fields: Vec<(&str, Node)>,
) -> Node {
    let schema = schema.map(|schema| ("schema", Node::text(schema)));
    let table = table.map(|table| ("table", Node::text(table)));
    let all = schema.into_iter().chain(table).chain(fields);
    let all = all.chain([("entityType", Node::text(kind))]);
    Node::Object(all.map(|(key, value)| (key.to_owned(), value)).collect())
}

pub(super) fn entities(family: Family, root: &Node) -> Vec<Node> {
    let mut list = Vec::new();
    for table in each(root, "tables") {
        of_table(family, table, &mut list);
    }
    if family == Family::Postgres {
        of_postgres(root, &mut list);
    }
    for view in
        each(root, "views").filter(|view| !view.is("isExisting") || family == Family::Sqlite)
    {
        list.push(of_view(family, view));
    }
    list
}

fn of_table(family: Family, table: &Node, list: &mut Vec<Node>) {
    let name = table.text_at("name").unwrap_or_default();
    let postgres = family == Family::Postgres;
    let schema = postgres.then(|| table.text_at("schema").filter(|schema| !schema.is_empty()));
    let schema = schema.map(|schema| schema.unwrap_or("public"));
    let mut own = vec![("name", Node::text(name))];
    if postgres {
        let policies = each(table, "policies").next().is_some();
        let rows = table.is("isRLSEnabled") || policies;
        own.push(("isRlsEnabled", rows.into()));
    }
    list.push(entity("tables", schema, None, own));
    let mut push = |kind: &str, fields: Vec<(&str, Node)>| {
        list.push(entity(kind, schema, Some(name), fields));
    };
    let unnamed = |key: &Node, suffix: &str| {
        let columns = key.texts_at("columns").join("_");
        let default = format!("{name}_{columns}_{suffix}");
        key.text_at("name") == Some(&default)
    };
    for column in each(table, "columns") {
        push("columns", of_column(family, column));
        if column.is("primaryKey") {
            let suffix = if postgres { "pkey" } else { "pk" };
            push(
                "pks",
                vec![
                    ("name", Node::text(format!("{name}_{suffix}"))),
                    (
                        "columns",
                        Node::texts([column.text_at("name").unwrap_or_default()]),
                    ),
                    ("nameExplicit", Node::Bool(false)),
                ],
            );
        }
    }
    for key in each(table, "compositePrimaryKeys") {
        if family == Family::MySql {
            push(
                "pks",
                vec![
                    ("name", Node::text("PRIMARY")),
                    ("columns", texts(key, "columns")),
                ],
            );
        } else {
            push(
                "pks",
                vec![
                    ("name", text(key, "name")),
                    ("columns", texts(key, "columns")),
                    ("nameExplicit", (!unnamed(key, "pk")).into()),
                ],
            );
        }
    }
    let columns: Vec<&str> = each(table, "columns")
        .filter_map(|column| column.text_at("name"))
        .collect();
    for index in each(table, "indexes") {
        push("indexes", of_index(family, name, &columns, index));
    }
    for unique in each(table, "uniqueConstraints") {
        let explicit = !unnamed(unique, "unique");
        if family == Family::MySql {
            let mut index = of_index(family, name, &columns, unique);
            for (field, value) in &mut index {
                match *field {
                    "isUnique" => *value = Node::Bool(true),
                    "nameExplicit" => *value = explicit.into(),
                    _ => {}
                }
            }
            push("indexes", index);
            continue;
        }
        let mut fields = vec![
            ("name", text(unique, "name")),
            ("columns", texts(unique, "columns")),
            ("nameExplicit", explicit.into()),
        ];
        if postgres {
            fields.push(("nullsNotDistinct", unique.is("nullsNotDistinct").into()));
        }
        push("uniques", fields);
    }
    for key in each(table, "foreignKeys") {
        push("fks", of_reference(family, key));
    }
    let checks = if family == Family::MySql {
        "checkConstraint"
    } else {
        "checkConstraints"
    };
    for check in each(table, checks) {
        push(
            "checks",
            vec![
                ("name", text(check, "name")),
                ("value", text(check, "value")),
            ],
        );
    }
    for policy in each(table, "policies") {
        push("policies", of_policy(policy));
    }
}

fn of_column(family: Family, column: &Node) -> Vec<(&'static str, Node)> {
    let mut type_name = column.text_at("type").unwrap_or_default().to_owned();
    let default = match column.get("default") {
        Some(Node::Text(text)) => Some(text.clone()),
        Some(Node::Bool(value)) => Some(value.to_string()),
        Some(Node::Number(value)) => Some(value.to_string()),
        _ => None,
    };
    let generated = or_null(column, "generated");
    let required = column.is("notNull");
    match family {
        Family::Sqlite => vec![
            ("name", text(column, "name")),
            ("type", Node::text(type_name)),
            // A key by itself says so.
            ("notNull", (required && !column.is("primaryKey")).into()),
            ("autoincrement", column.is("autoincrement").into()),
            ("default", default.map_or(Node::Null, Node::text)),
            ("generated", generated),
        ],
        Family::MySql => {
            let [charset, collation] = split_off(&mut type_name);
            let decimal = type_name.starts_with("decimal");
            let default = default.map(|default| match decimal && !default.starts_with('(') {
                true => format!("({})", default.trim_matches('\'')),
                false => default,
            });
            vec![
                ("name", text(column, "name")),
                ("type", Node::text(type_name)),
                ("notNull", required.into()),
                ("autoIncrement", column.is("autoincrement").into()),
                ("default", default.map_or(Node::Null, Node::text)),
                ("onUpdateNow", column.is("onUpdate").into()),
                ("onUpdateNowFsp", Node::Null),
                ("charSet", charset),
                ("collation", collation),
                ("generated", generated),
            ]
        }
        Family::Postgres => {
            let dimensions = type_name.matches('[').count();
            let base = type_name.split('[').next().unwrap_or_default();
            let base = match base.starts_with("numeric(") {
                true => base.replace(", ", ","),
                false => base.to_owned(),
            };
            let default = default.map(|default| Node::text(without_type(&default)));
            vec![
                ("name", text(column, "name")),
                ("type", Node::text(base)),
                ("typeSchema", or_null(column, "typeSchema")),
                ("notNull", required.into()),
                ("dimensions", Node::Number(dimensions.into())),
                ("default", default.unwrap_or(Node::Null)),
                ("generated", generated),
                (
                    "identity",
                    column.get("identity").map_or(Node::Null, of_identity),
                ),
            ]
        }
    }
}

/// The character set and the collation, which stand behind a type.
fn split_off(type_name: &mut String) -> [Node; 2] {
    let mut found = [" collate ", " character set "].map(|word| {
        let plain = !type_name.contains(['\'', '/']);
        let place = type_name.find(word).filter(|_| plain);
        let Some(place) = place else {
            return Node::Null;
        };
        let name = type_name[place + word.len()..].to_owned();
        type_name.truncate(place);
        Node::text(name)
    });
    found.reverse();
    found
}

/// `'draft'` of `'draft'::status`
fn without_type(default: &str) -> String {
    let cast = default.rsplit_once("'::").filter(|(_, name)| {
        name.chars()
            .all(|c| c.is_alphanumeric() || "_ .\"[]()".contains(c))
    });
    cast.map_or_else(|| default.to_owned(), |(value, _)| format!("{value}'"))
}

fn number(node: &Node, key: &str) -> Node {
    match node.get(key) {
        Some(Node::Text(text)) => text
            .parse::<i64>()
            .map_or(Node::Null, |number| Node::Number(number.into())),
        Some(Node::Number(number)) => Node::Number(number.clone()),
        _ => Node::Null,
    }
}

fn of_identity(identity: &Node) -> Node {
    Node::object([
        ("type", text(identity, "type")),
        ("name", text(identity, "name")),
        ("increment", or_null(identity, "increment")),
        ("startWith", or_null(identity, "startWith")),
        ("minValue", or_null(identity, "minValue")),
        ("maxValue", or_null(identity, "maxValue")),
        ("cache", number(identity, "cache")),
        ("cycle", or_null(identity, "cycle")),
    ])
}

fn of_index(
    family: Family,
    table: &str,
    columns: &[&str],
    index: &Node,
) -> Vec<(&'static str, Node)> {
    let parts = index.get("columns").map(Node::items).unwrap_or_default();
    let made = parts.iter().map(|part| match part {
        Node::Text(text) => {
            let known = columns.contains(&text.trim_matches('`'));
            Node::object([
                ("value", Node::text(text)),
                ("isExpression", (!known).into()),
            ])
        }
        part => {
            let class = part.text_at("opclass").map(|name| {
                Node::object([("name", Node::text(name)), ("default", Node::Bool(false))])
            });
            Node::object([
                ("value", text(part, "expression")),
                ("isExpression", part.is("isExpression").into()),
                ("asc", part.is("asc").into()),
                (
                    "nullsFirst",
                    (part.text_at("nulls") == Some("first")).into(),
                ),
                ("opclass", class.unwrap_or(Node::Null)),
            ])
        }
    });
    let made = Node::List(made.collect());
    let (name, unique) = (text(index, "name"), Node::Bool(index.is("isUnique")));
    match family {
        Family::Postgres => {
            let words: Vec<&str> = parts
                .iter()
                .filter_map(|part| part.text_at("expression"))
                .collect();
            let expressions = parts.iter().any(|part| part.is("isExpression"));
            let default = format!("{table}_{}_index", words.join("_"));
            let explicit = expressions || index.text_at("name") != Some(&default);
            let with = index
                .get("with")
                .map(Node::entries)
                .unwrap_or_default()
                .iter();
            let with: Vec<String> = with
                .map(|(key, value)| match value {
                    Node::Text(text) => format!("{key}={text}"),
                    value => format!("{key}={}", serde_json::to_string(value).unwrap_or_default()),
                })
                .collect();
            vec![
                ("name", name),
                ("nameExplicit", explicit.into()),
                ("columns", made),
                ("isUnique", unique),
                ("where", or_null(index, "where")),
                ("with", Node::text(with.join(","))),
                (
                    "method",
                    Node::text(index.text_at("method").unwrap_or("btree")),
                ),
                ("concurrently", index.is("concurrently").into()),
            ]
        }
        Family::MySql => vec![
            ("name", name),
            ("columns", made),
            ("isUnique", unique),
            ("using", or_null(index, "using")),
            ("algorithm", or_null(index, "algorithm")),
            ("lock", or_null(index, "lock")),
            ("nameExplicit", Node::Bool(true)),
        ],
        Family::Sqlite => vec![
            ("name", name),
            ("columns", made),
            ("isUnique", unique),
            ("where", or_null(index, "where")),
            ("origin", Node::text("manual")),
        ],
    }
}

fn of_reference(family: Family, key: &Node) -> Vec<(&'static str, Node)> {
    let action = |field: &str| {
        let action = key.text_at(field).unwrap_or(NO_ACTION);
        // A list of columns has no place.
        let action = action.split('(').next().unwrap_or_default();
        Node::text(action.trim().to_ascii_uppercase())
    };
    let [from, to] = ["columnsFrom", "columnsTo"].map(|field| key.texts_at(field));
    let [table, target] =
        ["tableFrom", "tableTo"].map(|field| key.text_at(field).unwrap_or_default());
    let default = format!("{table}_{}_{target}_{}_fk", from.join("_"), to.join("_"));
    let mut fields = vec![
        ("name", text(key, "name")),
        (
            "nameExplicit",
            (key.text_at("name") != Some(&default)).into(),
        ),
        ("columns", Node::texts(from)),
    ];
    if family == Family::Postgres {
        let schema = key.text_at("schemaTo").filter(|schema| !schema.is_empty());
        fields.push(("schemaTo", Node::text(schema.unwrap_or("public"))));
    }
    fields.extend([
        ("tableTo", Node::text(target)),
        ("columnsTo", Node::texts(to)),
        ("onUpdate", action("onUpdate")),
        ("onDelete", action("onDelete")),
    ]);
    fields
}

fn of_policy(policy: &Node) -> Vec<(&'static str, Node)> {
    let or = |key: &str, default: &str| Node::text(policy.text_at(key).unwrap_or(default));
    vec![
        ("name", text(policy, "name")),
        ("as", or("as", "PERMISSIVE")),
        ("for", or("for", "ALL")),
        ("roles", texts(policy, "to")),
        ("using", or_null(policy, "using")),
        ("withCheck", or_null(policy, "withCheck")),
    ]
}

fn of_postgres(root: &Node, list: &mut Vec<Node>) {
    for (_, schema) in root.get("schemas").map(Node::entries).unwrap_or_default() {
        list.push(entity(
            "schemas",
            None,
            None,
            vec![("name", schema.clone())],
        ));
    }
    let within = |node: &Node| {
        let schema = node.text_at("schema").filter(|schema| !schema.is_empty());
        schema.unwrap_or("public").to_owned()
    };
    for made in each(root, "enums") {
        let fields = vec![
            ("name", text(made, "name")),
            ("values", texts(made, "values")),
        ];
        list.push(entity("enums", Some(&within(made)), None, fields));
    }
    for made in each(root, "sequences") {
        let fields = vec![
            ("name", text(made, "name")),
            ("incrementBy", or_null(made, "increment")),
            ("minValue", or_null(made, "minValue")),
            ("maxValue", or_null(made, "maxValue")),
            ("startWith", or_null(made, "startWith")),
            ("cacheSize", number(made, "cache")),
            ("cycle", or_null(made, "cycle")),
        ];
        list.push(entity("sequences", Some(&within(made)), None, fields));
    }
    for made in each(root, "roles") {
        let mut fields = vec![("name", text(made, "name"))];
        for field in ["createDb", "createRole", "inherit"] {
            fields.push((field, or_null(made, field)));
        }
        for field in [
            "superuser",
            "canLogin",
            "replication",
            "bypassRls",
            "connLimit",
            "password",
            "validUntil",
        ] {
            fields.push((field, Node::Null));
        }
        list.push(entity("roles", None, None, fields));
    }
    for policy in each(root, "policies") {
        let table = policy.text_at("on").unwrap_or_default();
        list.push(entity(
            "policies",
            Some(&within(policy)),
            Some(table),
            of_policy(policy),
        ));
    }
}

fn of_view(family: Family, view: &Node) -> Node {
    let name = ("name", text(view, "name"));
    match family {
        Family::Postgres => {
            let schema = view.text_at("schema").unwrap_or("public");
            let fields = vec![
                name,
                ("definition", or_null(view, "definition")),
                ("with", view.get("with").map_or(Node::Null, of_view_options)),
                ("withNoData", or_null(view, "withNoData")),
                ("using", or_null(view, "using")),
                ("tablespace", or_null(view, "tablespace")),
                ("materialized", view.is("materialized").into()),
            ];
            entity("views", Some(schema), None, fields)
        }
        Family::MySql => {
            let or = |key: &str, default: &str| Node::text(view.text_at(key).unwrap_or(default));
            let fields = vec![
                name,
                ("definition", text(view, "definition")),
                ("algorithm", or("algorithm", "undefined")),
                ("sqlSecurity", or("sqlSecurity", "definer")),
                ("withCheckOption", or_null(view, "withCheckOption")),
            ];
            entity("views", None, None, fields)
        }
        Family::Sqlite => {
            let fields = vec![
                name,
                ("definition", or_null(view, "definition")),
                ("isExisting", view.is("isExisting").into()),
                ("error", Node::Null),
            ];
            entity("views", None, None, fields)
        }
    }
}

/// All options of a view, those that nobody set as null.
fn of_view_options(with: &Node) -> Node {
    let names = [
        "checkOption",
        "securityBarrier",
        "securityInvoker",
        "fillfactor",
        "toastTupleTarget",
        "parallelWorkers",
        "autovacuumEnabled",
        "vacuumIndexCleanup",
        "vacuumTruncate",
        "autovacuumVacuumThreshold",
        "autovacuumVacuumScaleFactor",
        "autovacuumVacuumCostDelay",
        "autovacuumVacuumCostLimit",
        "autovacuumFreezeMinAge",
        "autovacuumFreezeMaxAge",
        "autovacuumFreezeTableAge",
        "autovacuumMultixactFreezeMinAge",
        "autovacuumMultixactFreezeMaxAge",
        "autovacuumMultixactFreezeTableAge",
        "logAutovacuumMinDuration",
        "userCatalogTable",
    ];
    Node::object(names.map(|name| (name, or_null(with, name))))
}
