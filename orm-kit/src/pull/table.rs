//! The struct of a table.

use orm_core::schema::ddl::fitting;
use orm_core::schema::physical::{Column, ForeignKey, Index, IndexPart, Key, Table};
use orm_core::schema::{Counter, ReferenceAction};
use orm_core::sql::Family;

use super::types::{self, Shape};
use super::{Writer, literal, names};

/// A reference as code states it: without the tenant, which the derive adds.
struct Reference<'t> {
    key: &'t ForeignKey,
    columns: Vec<&'t str>,
    target_columns: Vec<&'t str>,
    simple: bool,
    /// Whether it has another name than the derive would give it.
    named: bool,
}

/// A struct that is being written.
#[derive(Default)]
struct Struct {
    /// What `#[table(..)]` says.
    parts: Vec<String>,
    fields: String,
    /// Relations, by name.
    relations: Vec<(String, String)>,
    /// The columns that have fields.
    columns: Vec<String>,
}

impl Writer<'_> {
    pub(super) fn table(&mut self, table: &Table) -> String {
        let name = self.names.table(&table.name).to_owned();
        let keyspace = self.names.keyspace.clone();
        let tenant = self.tenant(table).map(str::to_owned);
        let mut made = Struct::default();
        let mut undecided = String::new();
        if self.options.global.contains(&table.name) {
            made.parts.push("global".to_owned());
        } else if tenant.is_none() && !self.options.no_tenants {
            let column = self.options.tenant.as_deref().unwrap_or("of a tenant");
            undecided = format!(
                "// Whose rows does `{}` hold? It has no column {column}. Until somebody decides, this doesn't\n// compile: write `global` into #[table(..)] if all tenants may read them, or add the column.\n",
                table.name
            );
        }
        let mut references = self.references(table, tenant.as_deref());
        let key = self.primary_key(table, tenant.as_deref(), &mut made);
        for column in &table.columns {
            self.column(
                table,
                column,
                tenant.as_deref(),
                key.as_deref(),
                &references,
                &mut made,
            );
        }
        self.keys(table, tenant.as_deref(), &mut made);
        references.retain(|reference| {
            reference
                .columns
                .iter()
                .all(|&name| made.columns.iter().any(|column| column == name))
        });
        for reference in references
            .iter()
            .filter(|reference| reference.columns.len() > 1)
        {
            made.parts
                .push(format!("references({})", self.composite(reference)));
        }
        self.relations(table, &references, &mut made);
        for check in table
            .checks
            .iter()
            .filter(|check| !self.is_of_type(table, &check.name))
        {
            made.parts.push(format!(
                "check({}, name = {})",
                literal(&check.expression),
                literal(&check.name)
            ));
        }
        if let Some(comment) = &table.comment {
            made.parts.push(format!("comment = {}", literal(comment)));
        }
        for what in &table.unsaid {
            self.note(
                table,
                &format!("{what}: it stays, and can't be stated here"),
            );
        }
        if !made.relations.is_empty() {
            let each: Vec<&str> = made
                .relations
                .iter()
                .map(|(_, text)| text.as_str())
                .collect();
            made.parts.push(format!("relations({})", each.join(", ")));
        }
        let head = format!("name = {}, keyspace = {keyspace}", literal(&table.name));
        let parts: Vec<String> = [head].into_iter().chain(made.parts).collect();
        format!(
            "{undecided}/// A row of `{}`.\n#[derive(Table, Clone, Debug)]\n#[table(\n    {},\n)]\npub struct {name} {{\n{}}}\n\n",
            table.name,
            parts.join(",\n    "),
            made.fields
        )
    }

    fn note(&mut self, table: &Table, text: &str) {
        self.notes.push(format!("{}: {text}", table.name));
    }

    /// Whether a check comes with a column's type.
    fn is_of_type(&self, table: &Table, check: &str) -> bool {
        let kinds: &[&str] = match self.family() {
            Family::Sqlite => &["values", "length"],
            Family::MySql => &["values"],
            Family::Postgres => &[],
        };
        table.columns.iter().any(|column| {
            let hinted = types::of(self.dialect, table, column)
                .is_some_and(|shape| shape.values.is_some() || !shape.hints.is_empty());
            hinted
                && kinds
                    .iter()
                    .any(|kind| *check == fitting(format!("{}_{}_{kind}", table.name, column.name)))
        })
    }

    /// States the primary key, unless it is one column's, which is given back.
    fn primary_key(
        &mut self,
        table: &Table,
        tenant: Option<&str>,
        made: &mut Struct,
    ) -> Option<String> {
        let Some(key) = &table.primary_key else {
            self.note(table, "has no primary key: every table here needs one");
            return None;
        };
        let mut key_name = None;
        let called = fitting(format!("{}_{}_pk", table.name, key.columns.join("_")));
        if self.family() == Family::Postgres && key.columns.len() > 1 && key.name != called {
            key_name = Some(format!("name = {}", literal(&key.name)));
        }
        let columns: Vec<&str> = key.columns.iter().map(String::as_str).collect();
        let listed = |columns: &[&str]| {
            let fields: Vec<String> = columns.iter().map(|name| names::field(name)).collect();
            fields.join(", ")
        };
        let mut parts = Vec::new();
        let alone = match (columns.as_slice(), tenant) {
            ([only], None) => Some((*only).to_owned()),
            ([only], Some(tenant)) if *only == tenant => Some((*only).to_owned()),
            ([first, second], Some(tenant)) if *first == tenant => Some((*second).to_owned()),
            ([only], Some(tenant)) => {
                if !self.counts_alone(table, tenant, only) {
                    parts.push("id_only".to_owned());
                }
                Some((*only).to_owned())
            }
            (columns, tenant) => {
                parts.push(listed(columns));
                if tenant.is_some_and(|tenant| !columns.contains(&tenant)) {
                    parts.push("id_only".to_owned());
                }
                None
            }
        };
        parts.extend(key_name);
        if !parts.is_empty() {
            made.parts
                .push(format!("primary_key({})", parts.join(", ")));
        }
        alone
    }

    /// On SQLite a counted column is the primary key alone, with a unique key beside it.
    fn counts_alone(&self, table: &Table, tenant: &str, only: &str) -> bool {
        let counted = table
            .column(only)
            .is_some_and(|column| column.counted.is_some());
        let name = fitting(format!("{}_{tenant}_{only}_pk", table.name));
        let keys = table.uniques.iter().any(|key| key.name == name);
        let beside = keys || table.indexes.iter().any(|index| index.name == name);
        self.family() == Family::Sqlite && counted && beside
    }

    fn references<'t>(&mut self, table: &'t Table, tenant: Option<&str>) -> Vec<Reference<'t>> {
        let mut found = Vec::new();
        for key in &table.foreign_keys {
            let Some(target) = self.physical.table(&key.target) else {
                self.note(
                    table,
                    &format!(
                        "foreign key {} refers to {}, which is left out",
                        key.name, key.target
                    ),
                );
                continue;
            };
            let of_target = self.tenant(target);
            let mut reference = Reference {
                key,
                columns: key.columns.iter().map(String::as_str).collect(),
                target_columns: key.target_columns.iter().map(String::as_str).collect(),
                simple: false,
                named: false,
            };
            if let (Some(tenant), Some(of_target)) = (tenant, of_target) {
                let pairs = key.columns.iter().zip(&key.target_columns);
                let at = pairs
                    .into_iter()
                    .position(|(own, theirs)| own == tenant && theirs == of_target);
                match at {
                    Some(at) if key.columns.len() > 1 => {
                        reference.columns.remove(at);
                        reference.target_columns.remove(at);
                    }
                    Some(_) => {}
                    None if key.target_columns.iter().any(|name| name == of_target) => {}
                    None => reference.simple = true,
                }
            }
            let made = fitting(format!(
                "{}_{}_{}_{}_fk",
                table.name,
                reference.columns.join("_"),
                key.target,
                reference.target_columns.join("_")
            ));
            reference.named = key.name != made;
            found.push(reference);
        }
        found
    }

    fn options(reference: &Reference<'_>) -> String {
        let mut text = String::new();
        for (word, action) in [
            ("on_delete", reference.key.on_delete),
            ("on_update", reference.key.on_update),
        ] {
            let action = match action {
                ReferenceAction::NoAction => continue,
                ReferenceAction::Restrict => "restrict",
                ReferenceAction::Cascade => "cascade",
                ReferenceAction::SetNull => "set_null",
                ReferenceAction::SetDefault => "set_default",
            };
            text.push_str(&format!(", {word} = {action}"));
        }
        if reference.simple {
            text.push_str(", simple");
        }
        if reference.named {
            text.push_str(&format!(", name = {}", literal(&reference.key.name)));
        }
        text
    }

    /// `(a, b) -> Other(c, d), on_delete = cascade`
    fn composite(&self, reference: &Reference<'_>) -> String {
        let fields = |columns: &[&str]| {
            let fields: Vec<String> = columns.iter().map(|name| names::field(name)).collect();
            fields.join(", ")
        };
        format!(
            "({}) -> {}({}){}",
            fields(&reference.columns),
            self.names.table(&reference.key.target),
            fields(&reference.target_columns),
            Self::options(reference)
        )
    }

    fn column(
        &mut self,
        table: &Table,
        column: &Column,
        tenant: Option<&str>,
        key: Option<&str>,
        references: &[Reference<'_>],
        made: &mut Struct,
    ) {
        let field = names::field(&column.name);
        let Some(mut shape) = self.shape(table, column) else {
            let bare = &column.type_name;
            self.note(
                table,
                &format!(
                    "column {} is of type {bare}, which has no type here",
                    column.name
                ),
            );
            made.fields.push_str(&format!(
                "    // `{}` is of type {bare}, which has no type here.\n",
                column.name
            ));
            return;
        };
        let known = ["INTEGER", "TEXT", "BLOB", "REAL"];
        let bare = column.type_name.split(' ').next().unwrap_or_default();
        let bare = bare.split_once("TEXT(").map_or(bare, |_| "TEXT");
        if self.family() == Family::Sqlite && !known.contains(&bare) {
            self.note(
                table,
                &format!("column {} is of type {bare}: this crate's tables have INTEGER, REAL, TEXT and BLOB", column.name),
            );
        }
        let mut attributes = Vec::new();
        if field.trim_start_matches("r#") != column.name {
            attributes.push(format!("name = {}", literal(&column.name)));
        }
        if key == Some(column.name.as_str()) {
            attributes.push("primary_key".to_owned());
        }
        if tenant == Some(column.name.as_str()) {
            attributes.push("tenant".to_owned());
            shape.ty = self.names.tenant_key.clone().unwrap_or(shape.ty);
        }
        attributes.append(&mut shape.hints);
        attributes.extend(default(column, &shape));
        let comment = column.comment.iter();
        attributes.extend(comment.map(|text| format!("comment = {}", literal(text))));
        if let Some(generated) = &column.generated {
            let kind = if generated.stored {
                "stored"
            } else {
                "virtual"
            };
            attributes.push(format!(
                "generated({}, {kind})",
                literal(&generated.expression)
            ));
        }
        for reference in references {
            if let ([own], [theirs]) = (&reference.columns[..], &reference.target_columns[..])
                && *own == column.name
            {
                attributes.push(format!(
                    "references({}::{}{})",
                    self.names.table(&reference.key.target),
                    names::field(theirs),
                    Self::options(reference)
                ));
            }
        }
        made.fields
            .push_str(&format!("    /// `{}`\n", column.name));
        if !attributes.is_empty() {
            made.fields
                .push_str(&format!("    #[column({})]\n", attributes.join(", ")));
        }
        let ty = if column.not_null {
            shape.ty
        } else {
            format!("Option<{}>", shape.ty)
        };
        made.fields.push_str(&format!("    pub {field}: {ty},\n"));
        made.columns.push(column.name.clone());
    }

    /// The type that the options state, or the one that the column's type is.
    fn shape(&mut self, table: &Table, column: &Column) -> Option<Shape> {
        let stated = self.types.get(&(table.name.clone(), column.name.clone()));
        let stated = stated.cloned();
        let mut shape = match &column.enum_type {
            Some(name) => {
                let made = self.physical.enums.iter().find(|made| made.name == *name)?;
                let ty = self.made(&made.name.clone(), &made.values.clone());
                Some(Shape {
                    ty: if column.is_array() {
                        format!("Vec<{ty}>")
                    } else {
                        ty
                    },
                    rare: column.is_array(),
                    values: Some((name.clone(), made.values.clone())),
                    hints: Vec::new(),
                })
            }
            None => types::of(self.dialect, table, column),
        };
        if let (Some(shape), None) = (&mut shape, &column.enum_type)
            && let (Some((name, values)), None) = (shape.values.clone(), &stated)
        {
            shape.ty = self.made(&name, &values);
        }
        if let Some(ty) = stated {
            let mut shape = shape.unwrap_or_default();
            shape.ty = match shape.ty.starts_with("Json<") {
                true => format!("Json<{ty}>"),
                false => ty,
            };
            shape.values = None;
            return Some(shape);
        }
        self.rare |= shape.as_ref().is_some_and(|shape| shape.rare);
        shape
    }

    /// Unique keys and indexes.
    fn keys(&mut self, table: &Table, tenant: Option<&str>, made: &mut Struct) {
        for key in &table.uniques {
            self.unique(table, key, tenant, made);
        }
        for index in &table.indexes {
            let plain: Option<Vec<String>> = index
                .parts
                .iter()
                .map(|part| match part {
                    IndexPart::Column(name, false) => Some(name.clone()),
                    _ => None,
                })
                .collect();
            match plain {
                Some(columns)
                    if index.unique
                        && index.filter.is_none()
                        && self.family() != Family::Postgres =>
                {
                    let key = Key {
                        name: index.name.clone(),
                        columns,
                        nulls_not_distinct: false,
                    };
                    self.unique(table, &key, tenant, made);
                }
                _ => self.index(table, index, tenant, made),
            }
        }
    }

    fn unique(&mut self, table: &Table, key: &Key, tenant: Option<&str>, made: &mut Struct) {
        let has = |name: &String| made.columns.contains(name);
        if !key.columns.iter().all(has) {
            self.note(
                table,
                &format!("unique key {} has a column that is left out", key.name),
            );
            return;
        }
        // What the derive makes by itself: the key beside a counted column, and on MySQL one for a
        // table's references to itself.
        let own = fitting(format!("{}_{}_own", table.name, key.columns.join("_")));
        if let Some(tenant) = tenant {
            let counted = fitting(format!("{}_{}_pk", table.name, key.columns.join("_")));
            let beside = self.family() == Family::Sqlite && key.name == counted;
            let last = key.columns.last().is_some_and(|last| last == tenant);
            if beside || (self.family() == Family::MySql && last && key.name == own) {
                return;
            }
        }
        if key.nulls_not_distinct {
            self.note(
                table,
                &format!("unique key {} takes NULLs for equal", key.name),
            );
        }
        let word = match tenant {
            Some(tenant) if !key.columns.iter().any(|name| name == tenant) => "unique_globally",
            _ => "unique",
        };
        let mut parts: Vec<String> = key.columns.iter().map(|name| names::field(name)).collect();
        if key.name != fitting(format!("{}_{}_unique", table.name, key.columns.join("_"))) {
            parts.push(format!("name = {}", literal(&key.name)));
        }
        made.parts.push(format!("{word}({})", parts.join(", ")));
    }

    fn index(&mut self, table: &Table, index: &Index, tenant: Option<&str>, made: &mut Struct) {
        let mut parts = Vec::new();
        let mut columns = Vec::new();
        let mut known = index.method.is_none() || self.family() == Family::Postgres;
        known &= index.include.iter().all(|name| made.columns.contains(name));
        for part in &index.parts {
            parts.push(match part {
                IndexPart::Column(name, descends) => {
                    known &= made.columns.contains(name);
                    columns.push(name.as_str());
                    let direction = if *descends { " desc" } else { "" };
                    format!("{}{direction}", names::field(name))
                }
                IndexPart::Expression(expression) => {
                    // With a direction or an operator class behind it, it is more than an expression.
                    let inner = crate::snapshot::unwrapped(expression);
                    let plain = inner.is_some() || self.family() == Family::Sqlite;
                    let word = if plain { "expression" } else { "part" };
                    format!("{word} = {}", literal(inner.unwrap_or(expression)))
                }
            });
        }
        let made_by_server = self.family() == Family::MySql
            && index.name == fitting(format!("{}_{}_counted", table.name, columns.join("_")));
        if made_by_server {
            return;
        }
        let of_one_tenant = tenant.is_none_or(|tenant| columns.contains(&tenant));
        if !known || (index.unique && !of_one_tenant) {
            self.note(
                table,
                &format!("index {} can't be stated here: it is left out", index.name),
            );
            return;
        }
        if let Some(filter) = &index.filter {
            parts.push(format!("where = {}", literal(filter)));
        }
        if let Some(method) = &index.method {
            parts.push(format!("using = {method}"));
        }
        if !index.include.is_empty() {
            let include: Vec<String> = index
                .include
                .iter()
                .map(|name| names::field(name))
                .collect();
            parts.push(format!("include({})", include.join(", ")));
        }
        if index.unique {
            parts.push("unique".to_owned());
        }
        parts.push(format!("name = {}", literal(&index.name)));
        made.parts.push(format!("index({})", parts.join(", ")));
    }

    /// The rows that this one refers to, and those that refer to this one.
    fn relations(&mut self, table: &Table, references: &[Reference<'_>], made: &mut Struct) {
        let mut add = |name: String, text: String| {
            if !made.relations.iter().any(|(known, _)| *known == name) {
                made.relations.push((name, text));
            }
        };
        for reference in references {
            if let [column] = reference.columns[..]
                && let Some(name) = column.strip_suffix("_id")
                && self.names_a_key(&reference.key.target, &reference.target_columns)
            {
                let name = names::field(name);
                add(
                    name.clone(),
                    format!("one({name}: {})", names::field(column)),
                );
            }
        }
        let others = self.physical.tables.iter();
        for other in others.filter(|other| other.name != table.name) {
            let tenant = self.tenant(other).map(str::to_owned);
            let count = self.notes.len();
            let theirs = self.references(other, tenant.as_deref());
            // Each is told of once, with its own table.
            self.notes.truncate(count);
            for reference in theirs
                .iter()
                .filter(|reference| reference.key.target == table.name)
            {
                let [column] = reference.columns[..] else {
                    continue;
                };
                if !self.names_a_key(&table.name, &reference.target_columns)
                    || tenant.as_deref() == Some(column)
                {
                    continue;
                }
                let name = names::field(&other.name);
                let place = format!(
                    "{}::{}",
                    self.names.table(&other.name),
                    names::field(column)
                );
                add(name.clone(), format!("many({name}: {place})"));
            }
        }
    }

    /// Whether these columns are the table's primary key, the tenant aside.
    fn names_a_key(&self, target: &str, columns: &[&str]) -> bool {
        let Some(table) = self.physical.table(target) else {
            return false;
        };
        let tenant = self.tenant(table);
        let key = table.primary_key.iter().flat_map(|key| &key.columns);
        let own: Vec<&str> = key
            .map(String::as_str)
            .filter(|name| Some(*name) != tenant || columns.contains(name))
            .collect();
        own == columns
    }
}

/// `default = ..`
fn default(column: &Column, shape: &Shape) -> Option<String> {
    match column.counted {
        Some(Counter::Identity) => return Some("default = auto_increment".to_owned()),
        Some(Counter::Serial) => return Some("default = auto_increment(serial)".to_owned()),
        Some(Counter::IdentityAlways) => {
            return Some("default = auto_increment(identity_always)".to_owned());
        }
        None => {}
    }
    let text = column.default.as_deref()?;
    let bare = crate::snapshot::unwrapped(text).unwrap_or(text).trim();
    let whole = ["i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64"];
    let value = match shape.ty.as_str() {
        "bool" => match bare.trim_matches('\'') {
            "true" | "TRUE" | "1" => Some("true".to_owned()),
            "false" | "FALSE" | "0" => Some("false".to_owned()),
            _ => None,
        },
        ty if whole.contains(&ty) => bare
            .split("::")
            .next()
            .unwrap_or_default()
            .trim_matches('\'')
            .parse::<i64>()
            .ok()
            .map(|number| number.to_string()),
        ty => {
            let literal_text = bare.split("::").next().unwrap_or_default();
            let texts = types::literals(literal_text).filter(|texts| texts.len() == 1);
            match (texts, &shape.values) {
                (Some(texts), Some((_, values))) if !ty.starts_with("Vec<") => {
                    let at = values.iter().position(|value| *value == texts[0]);
                    at.map(|at| format!("{ty}::{}", names::variants(values)[at]))
                }
                // Databases read a backslash in different ways.
                (Some(texts), None) if ty == "String" && !texts[0].contains('\\') => {
                    Some(literal(&texts[0]))
                }
                _ => None,
            }
        }
    };
    Some(match value {
        Some(value) => format!("default = {value}"),
        None => format!("default = sql({})", literal(bare)),
    })
}
