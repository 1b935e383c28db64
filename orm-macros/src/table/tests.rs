use super::derive;
use crate::shared::messages::{assert_refused, messages};

/// One error per input: the table's attributes and fields, and what is told.
fn refused(attributes: &str, fields: &str, told: &str) {
    let input =
        format!("#[table(name = \"t\", keyspace = K, {attributes})] struct T {{ {fields} }}");
    assert_refused(derive, &input, told);
}

const ID: &str = "#[column(primary_key)] id: Uuid,";
const TENANT: &str = "#[column(tenant)] org_id: OrgId,";

/// A field beside the key.
fn refused_field(field: &str, told: &str) {
    refused("", &format!("{ID} {field}"), told);
}

#[test]
fn a_table_is_a_struct_with_named_fields() {
    for (input, told) in [
        (
            "#[table(keyspace = K)] struct T(u8);",
            "takes a struct with named fields, and `T` is a tuple struct",
        ),
        ("#[table(keyspace = K)] struct T;", "is a unit struct"),
        ("#[table(keyspace = K)] enum T { A }", "is an enum"),
        ("#[table(keyspace = K)] union T { a: u8 }", "is a union"),
        (
            "#[table(keyspace = K)] struct T<X> { #[column(primary_key)] id: X }",
            "without generics",
        ),
        (
            "#[table(keyspace = K)] struct T {}",
            "table `T` has no columns",
        ),
        (
            "#[table(keyspace = 7)] struct T { #[column(primary_key)] id: Uuid }",
            "expected `keyspace = Policies`",
        ),
        (
            "struct T { #[column(primary_key)] id: Uuid }",
            "names no keyspace",
        ),
    ] {
        assert_refused(derive, input, told);
    }
}

#[test]
fn scopes_are_named_conditions() {
    let example = "expected `scope(published = Article.published.eq(true))`";
    refused("scope", ID, example);
    refused("scope = published", ID, example);
    refused("scope(published)", ID, example);
    refused("scope(a = )", ID, example);
    let twice = "two scopes are called `a`";
    refused("scope(a = T.id.gt(1)), scope(a = T.id.lt(9))", ID, twice);
}

#[test]
fn all_errors_come_together() {
    let found = messages(
        derive,
        "#[table(nam = \"t\", unique(numbr))]
         struct T { #[column(tenant)] org_id: Option<OrgId>, #[column(sift_delete)] number: String, price: Decimal }",
    );
    let told = [
        "knows no `nam` (did you mean `name`?)",
        "names no keyspace",
        "take off the `Option`",
        "knows no `sift_delete` (did you mean `soft_delete`?)",
        "states its digits",
        "has no primary key",
        "`T` has no column `numbr` (did you mean `number`?)",
    ];
    assert_eq!(found.len(), told.len(), "{found:#?}");
    for (found, told) in found.iter().zip(told) {
        assert!(found.contains(told), "{found}");
    }
}

#[test]
fn keys_are_checked() {
    let both = format!("{ID} {TENANT}");
    refused("", "id: Uuid", "has no primary key");
    refused(
        "",
        "#[column(primary_key)] a: Uuid, #[column(primary_key)] b: Uuid",
        "one primary key",
    );
    refused("primary_key(id)", ID, "remove one of both");
    refused(
        "primary_key(idd)",
        "id: Uuid",
        "no column `idd` (did you mean `id`?)",
    );
    refused("primary_key(id_only)", ID, "this table has none");
    refused(
        "primary_key(a, b, c, d, e)",
        "a: u8, b: u8, c: u8, d: u8, e: u8",
        "at most four columns",
    );
    refused("primary_key(a, a)", "a: u8", "stands here twice");
    refused(
        "",
        "#[column(primary_key)] id: Option<Uuid>",
        "a primary key column can't be NULL",
    );
    refused(
        "unique(id)",
        &both,
        "write `#[table(unique(org_id, id))]`, or `unique_globally`",
    );
    refused("index(id, unique)", &both, "leaves out the tenant column");
    refused(
        "unique_globally(org_id, id)",
        &both,
        "holds the tenant column",
    );
    refused("unique_globally(id)", ID, "has no tenants: write `unique`");
    refused(
        "",
        &format!("{both} #[column(unique)] n: u8"),
        "leaves out the tenant column",
    );
    refused("unique()", ID, "no column is named");
    refused("index(id sideways)", ID, "expected a column, `column desc`");
    refused("index(where = \"id = 1\")", ID, "nothing is indexed");
    refused("check(\" \")", ID, "a CHECK needs a condition");
    refused(
        "check(\"id > 0\", nam = \"x\")",
        ID,
        "expected `check(\"premium >= 0\")`",
    );
}

#[test]
fn tenancy_is_said_once() {
    refused(
        "global",
        &format!("{ID} {TENANT}"),
        "a global table belongs to nobody",
    );
    refused(
        "global(writeable)",
        ID,
        "expected `global` or `global(writable)`",
    );
    refused(
        "",
        &format!("{ID} {TENANT} #[column(tenant)] other: OrgId"),
        "one `tenant` column, and this is the second",
    );
    refused(
        "",
        &format!("{ID} #[column(tenant)] org_id: Option<OrgId>"),
        "take off the `Option`",
    );
    refused(
        "",
        &format!("{ID} #[column(tenant, default = uuid_v4)] org_id: OrgId"),
        "inserts stamp it with the tenant",
    );
    refused(
        "",
        &format!("{ID} #[column(tenant, soft_delete)] org_id: OrgId"),
        "either `tenant` or `soft_delete`",
    );
}

#[test]
fn columns_state_what_they_hold() {
    for (field, told) in [
        ("a: usize", "`usize` is not a SQL value"),
        ("a: Option<i128>", "no database has integers of 128 bits"),
        ("a: Option<Option<String>>", "it has one `Option`"),
        ("a: &'static str", "`String` instead of `&str`"),
        ("a: (i64, i64)", "a column holds one value"),
        ("a: Decimal", "`#[column(numeric(12, 2))]`"),
        ("a: Option<Decimal>", "states its digits"),
        (
            "#[column(numeric(2, 4))] a: Decimal",
            "more digits after the point than in all",
        ),
        ("#[column(numeric(30, 29))] a: Decimal", "at most 28 digits"),
        ("#[column(numeric(0, 0))] a: Decimal", "at least one digit"),
        (
            "#[column(numeric(12))] a: Decimal",
            "expected `numeric(12, 2)`",
        ),
        (
            "#[column(numeric(12, 2))] a: i64",
            "is for `Decimal`, and this column is an integer",
        ),
        (
            "#[column(varchar = 9)] a: i64",
            "are for text, and this column is an integer",
        ),
        ("#[column(varchar = 0)] a: String", "room for nothing"),
        (
            "#[column(varchar = 9, text)] a: String",
            "either `varchar = n` or `text`",
        ),
        ("#[column(varchar)] a: String", "expected `varchar = 64`"),
        (
            "#[column(precision = 7)] a: DateTime<Utc>",
            "at most 6 digits",
        ),
        (
            "#[column(precision = 7)] a: i64",
            "`precision` is for times",
        ),
        (
            "#[column(storage = blob)] a: Uuid",
            "expected `storage = text`",
        ),
        ("#[column(storage = text)] a: i64", "is for uuids"),
        (
            "#[column(soft_delete)] a: DateTime<Utc>",
            "`Option<DateTime<Utc>>`",
        ),
        (
            "#[column(soft_delete)] a: Option<bool>",
            "`Option<DateTime<Utc>>`",
        ),
        (
            "#[column(created_at)] a: NaiveDateTime",
            "its type is `DateTime<Utc>`",
        ),
        ("#[column(version)] a: String", "its type is an integer"),
        (
            "#[column(version)] a: Option<i64>",
            "its type is an integer",
        ),
        (
            "#[column(generated(\"1\"), version)] a: i64",
            "remove one of both",
        ),
        (
            "#[column(generated(\"1\", sometimes))] a: i64",
            "expected `generated(",
        ),
        (
            "#[column(on_update = 7)] a: i64",
            "an update sets `now` or `sql(\"..\")`",
        ),
        (
            "#[column(version, on_update = now)] a: i64",
            "without another role",
        ),
        ("#[column(name = \"\")] a: i64", "name is empty"),
        ("#[column(name = \"a\\0b\")] a: i64", "holds a NUL"),
        (
            "#[column(name = \"ID\")] a: i64",
            "are the same column `ID`",
        ),
        (
            "#[column(skip, version)] a: i64",
            "a skipped field is no column",
        ),
        ("#[column(index = 1)] a: i64", "`index` stands alone"),
        ("#[column(index, index)] a: i64", "stands here twice"),
        ("#[column(,)] a: i64", "nothing stands before this comma"),
        ("#[column] a: i64", "expected `#[column(..)]`"),
        ("#[column(zzz)] a: i64", "it takes name, tenant"),
    ] {
        refused_field(field, told);
    }
    let long = "x".repeat(64);
    refused_field(
        &format!("#[column(name = \"{long}\")] a: i64"),
        "has 64 bytes",
    );
}

#[test]
fn defaults_fit_their_column() {
    for (field, told) in [
        (
            "#[column(default = \"x\")] a: i64",
            "write the number without quotes",
        ),
        (
            r#"#[column(default = "a\\b")] a: String"#,
            "holds a backslash",
        ),
        (
            "#[column(default = \"x\")] a: bool",
            "write `true` or `false`",
        ),
        ("#[column(default = \"x\")] a: NaiveDate", "write the SQL"),
        (
            "#[column(default = 1)] a: String",
            "the default is a number, and the column is text",
        ),
        ("#[column(default = 300)] a: u8", "300 is out of the range"),
        ("#[column(default = 128)] a: i8", "128 is out of the range"),
        ("#[column(default = -1)] a: u64", "-1 is out of the range"),
        (
            "#[column(default = 18446744073709551615)] a: i64",
            "out of the range",
        ),
        ("#[column(default = 1.5)] a: i64", "is a fraction"),
        (
            "#[column(default = 1.555, numeric(12, 2))] a: Decimal",
            "more digits after the point",
        ),
        (
            "#[column(default = true)] a: i64",
            "the default is a boolean",
        ),
        (
            "#[column(default = now)] a: NaiveDate",
            "the default is a timestamp, and the column is a date",
        ),
        (
            "#[column(default = uuid_v7)] a: String",
            "the default is a uuid, and the column is text",
        ),
        (
            "#[column(default = auto_increment)] a: String",
            "needs an integer column",
        ),
        (
            "#[column(default = Status::Draft)] a: String",
            "an enum's variant, and the column is text",
        ),
        (
            "#[column(default = Limits::MAX)] a: i64",
            "a default is a literal",
        ),
        (
            "#[column(default = later)] a: i64",
            "a default is a literal",
        ),
        (
            "#[column(default = sql(1))] a: i64",
            "a default is a literal",
        ),
        (
            "#[column(default = 1 + 1)] a: i64",
            "a default is a literal",
        ),
        ("#[column(default = 1e3)] a: f64", "a default is a literal"),
        (
            "#[column(default = 1, generated(\"1\"))] a: i64",
            "the database makes it",
        ),
        (
            "#[column(default = now, soft_delete)] a: Option<DateTime<Utc>>",
            "a new row is not deleted",
        ),
    ] {
        refused_field(field, told);
    }
    for field in [
        "#[column(default = 127)] a: i8",
        "#[column(default = -128)] a: i8",
        "#[column(default = 255)] a: u8",
        "#[column(default = 18446744073709551615)] a: u64",
        "#[column(default = -1.25, numeric(12, 2))] a: Decimal",
        "#[column(default = \"{}\")] a: Json<X>",
        "#[column(default = sql(\"date('now')\"))] a: NaiveDate",
        "#[column(default = rust(today()))] a: NaiveDate",
        "#[column(default = Status::Draft)] a: Option<Status>",
    ] {
        let input = format!("#[table(keyspace = K)] struct T {{ {ID} {field} }}");
        assert_eq!(messages(derive, &input), [""; 0], "{field}");
    }
}

#[test]
fn references_name_a_table_and_its_columns() {
    for (field, told) in [
        ("#[column(references(id))] a: Uuid", "`Contact::id`"),
        (
            "#[column(references(C::id, on_delete = set_null))] a: Uuid",
            "column `a` can't be NULL",
        ),
        (
            "#[column(references(C::id, on_update = set_default))] a: Uuid",
            "column `a` has no default",
        ),
        (
            "#[column(references(C::id, on_delete = cascad))] a: Uuid",
            "no action `cascad` (did you mean `cascade`?)",
        ),
        (
            "#[column(references(C::id, on_delte = cascade))] a: Uuid",
            "knows no `on_delte` (did you mean `on_delete`?)",
        ),
    ] {
        refused_field(field, told);
    }
    refused("references((id) -> C(a, b))", ID, "1 columns refers to 2");
    refused("references((idd) -> C(a))", ID, "no column `idd`");
    refused(
        "references(id -> C(a))",
        ID,
        "expected `references((policy_id, position)",
    );
    let both = format!("{ID} {TENANT}");
    refused(
        "references((org_id, id) -> C(org_id, id))",
        &both,
        "holds the tenant column by itself",
    );
}

#[test]
fn a_reference_table_belongs_to_nobody() {
    for (attributes, fields, told) in [
        (
            "reference_in(Policies)",
            ID.to_owned(),
            "a reference table belongs to nobody: write `#[table(global, reference_in(..))]`",
        ),
        (
            "global(writable), reference_in = all",
            ID.to_owned(),
            "the copies of a reference table follow one place",
        ),
        (
            "reference_in = all",
            format!("{ID} {TENANT}"),
            "only a table that belongs to nobody is copied",
        ),
        (
            "global, reference_in = Policies",
            ID.to_owned(),
            "expected `reference_in(Policies, Claims)` or `reference_in = all`",
        ),
        (
            "global, reference_in()",
            ID.to_owned(),
            "no keyspace is named",
        ),
        (
            "global, reference_in",
            ID.to_owned(),
            "expected `reference_in(Policies, Claims)`",
        ),
    ] {
        refused(attributes, &fields, told);
    }
}

#[test]
fn relations_name_columns_that_match() {
    let key = format!("{ID} {TENANT} #[column(references(C::id))] holder_id: Uuid, plain: Uuid,");
    for (relations, told) in [
        ("three(a: holder_id)", "knows no `three`"),
        ("one(holder)", "expected `one(holder: holder_id)`"),
        ("one(holder: holder_idd)", "no column `holder_idd`"),
        (
            "one(holder: plain)",
            "`plain` has no `references(..)` that relation `holder` could follow",
        ),
        ("many(holders: holder_id)", "write `one(holders: ..)`"),
        (
            "many(parts: Part(a, b))",
            "matches 2 columns of the other table with 1 of this one (id)",
        ),
        (
            "one(a: holder_id), many(a: Part::t_id)",
            "two relations named `a`",
        ),
        (
            "many(labels: Label throgh Between(a, b))",
            "a relation through a table",
        ),
        ("many(labels: Label through Between(a))", "has two columns"),
        (
            "one(label: Label through Between(a, b))",
            "write `many(label: ..)`",
        ),
    ] {
        refused(&format!("relations({relations})"), &key, told);
    }
    let known = "relations(
        one(holder: holder_id),
        one(other: plain -> C::id),
        one(part: Part::t_id),
        many(parts: Part::t_id),
        many(plain_parts: Part::plain -> plain),
        many(pairs: Pair(a, b) -> (id, plain)),
        many(labels: Label through Between(t_id, label_id)),
    )";
    let input = format!("#[table(keyspace = K, {known})] struct T {{ {key} }}");
    assert_eq!(messages(derive, &input), [""; 0]);
}
