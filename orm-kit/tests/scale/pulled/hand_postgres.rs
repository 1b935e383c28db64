use orm::prelude::*;

/// The tables of `hand`.
#[derive(Keyspace)]
#[keyspace(name = "hand", tables(Order0, Kinds0, Searched0, Parents0, Children0, Made0, Told0, CamelCase0, States0, Pairs0, Order1, Kinds1, Searched1, Parents1, Children1, Made1, Told1, CamelCase1, States1, Pairs1, Order2, Kinds2, Searched2, Parents2, Children2, Made2, Told2, CamelCase2, States2, Pairs2, Order3, Kinds3, Searched3, Parents3, Children3, Made3, Told3, CamelCase3, States3, Pairs3, Order4, Kinds4, Searched4, Parents4, Children4, Made4, Told4, CamelCase4, States4, Pairs4, Order5, Kinds5, Searched5, Parents5, Children5, Made5, Told5, CamelCase5, States5, Pairs5, Order6, Kinds6, Searched6, Parents6, Children6, Made6, Told6, CamelCase6, States6, Pairs6, Order7, Kinds7, Searched7, Parents7, Children7, Made7, Told7, CamelCase7, States7, Pairs7, Order8, Kinds8, Searched8, Parents8, Children8, Made8, Told8, CamelCase8, States8, Pairs8, Order9, Kinds9, Searched9, Parents9, Children9, Made9, Told9, CamelCase9, States9, Pairs9), tenancy = none, backend = postgres)]
pub struct Hand;

/// The values of `mood`.
#[derive(DbEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[db_enum(name = "mood")]
pub enum Mood {
    /// `good`
    #[db_enum(rename = "good")]
    Good,
    /// `so-so`
    #[db_enum(rename = "so-so")]
    SoSo,
    /// `it's bad`
    #[db_enum(rename = "it's bad")]
    ItSBad,
}

/// A row of `Order 0`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "Order 0", keyspace = Hand,
    primary_key(order_no, line_no, name = "Order 0_pkey"),
    index(unit_price desc, select, name = "By Price 0"),
    check("(\"Unit Price\" >= (0)::numeric) AND ((\"Line-No\" >= 1) AND (\"Line-No\" <= 99))", name = "Price ok 0"),
)]
pub struct Order0 {
    /// `Order No`
    #[column(name = "Order No")]
    pub order_no: i64,
    /// `Line-No`
    #[column(name = "Line-No")]
    pub line_no: i16,
    /// `select`
    pub select: Option<String>,
    /// `Unit Price`
    #[column(name = "Unit Price", numeric(12, 4), default = sql("0.5"))]
    pub unit_price: Decimal,
    /// `naïve`
    #[column(default = "it's \"so\"")]
    pub naïve: Option<String>,
}

/// A row of `kinds_0`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "kinds_0", keyspace = Hand,
)]
pub struct Kinds0 {
    /// `id`
    #[column(primary_key, default = auto_increment(identity_always))]
    pub id: i64,
    /// `n`
    #[column(default = -1)]
    pub n: i32,
    /// `s`
    #[column(default = 7)]
    pub s: Option<i16>,
    /// `flag`
    #[column(default = true)]
    pub flag: bool,
    /// `f`
    #[column(default = sql("1.5"))]
    pub f: Option<f64>,
    /// `r`
    pub r: Option<f32>,
    /// `d`
    #[column(numeric(10, 2), default = sql("12.30"))]
    pub d: Decimal,
    /// `whole`
    #[column(numeric(9, 0), default = sql("3"))]
    pub whole: Option<Decimal>,
    /// `title`
    #[column(varchar = 80, default = "a'b")]
    pub title: String,
    /// `note`
    #[column(default = sql("'line\nnext\\'::text"))]
    pub note: Option<String>,
    /// `at`
    #[column(default = sql("now()"))]
    pub at: DateTime<Utc>,
    /// `local`
    #[column(precision = 3, default = sql("CURRENT_TIMESTAMP"))]
    pub local: Option<NaiveDateTime>,
    /// `day`
    #[column(default = sql("CURRENT_DATE"))]
    pub day: NaiveDate,
    /// `clock`
    #[column(precision = 0, default = sql("'12:30:00'::time without time zone"))]
    pub clock: Option<NaiveTime>,
    /// `key`
    #[column(default = sql("gen_random_uuid()"))]
    pub key: Uuid,
    /// `data`
    #[column(default = sql("'{\"a\": 1}'::jsonb"))]
    pub data: Json<serde_json::Value>,
    /// `raw`
    #[column(json)]
    pub raw: Option<Json<serde_json::Value>>,
    /// `bytes`
    #[column(default = sql("'\\x01ff'::bytea"))]
    pub bytes: Option<Vec<u8>>,
    /// `feels`
    #[column(default = Mood::SoSo)]
    pub feels: Mood,
    /// `tags`
    #[column(default = sql("'{}'::text[]"))]
    pub tags: Vec<String>,
    /// `moods`
    pub moods: Option<Vec<Mood>>,
    /// `span`
    #[column(default = sql("'1 day'::interval"))]
    pub span: Option<orm::types::Interval>,
    /// `ip`
    #[column(default = sql("'127.0.0.1'::inet"))]
    pub ip: Option<std::net::IpAddr>,
    /// `net`
    pub net: Option<orm::types::IpNetwork>,
}

/// A row of `searched_0`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "searched_0", keyspace = Hand,
    index(title, where = "gone IS NULL", unique, name = "searched 0 live"),
    index(expression = "lower(title)", at desc, name = "searched_0_lower"),
    index(part = "\"title\" text_pattern_ops", name = "searched_0_like"),
    index(part = "\"data\" jsonb_path_ops", using = gin, name = "searched_0_data"),
    index(tags, using = gin, name = "searched_0_tags"),
    index(at, using = brin, name = "searched_0_at"),
    index(author_id, using = hash, name = "searched_0_author"),
    index(part = "\"author_id\" DESC NULLS LAST", include(title, at), name = "searched_0_wide"),
    index(author_id, title, include(gone), unique, name = "searched_0_once"),
    index(expression = "(data ->> 'kind'::text)", where = "(author_id IS NOT NULL) AND (gone IS NULL)", name = "searched_0_kind"),
)]
pub struct Searched0 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i32,
    /// `title`
    pub title: String,
    /// `author_id`
    pub author_id: Option<i32>,
    /// `data`
    pub data: Json<serde_json::Value>,
    /// `tags`
    pub tags: Vec<String>,
    /// `at`
    pub at: DateTime<Utc>,
    /// `gone`
    pub gone: Option<DateTime<Utc>>,
}

/// A row of `parents_0`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "parents_0", keyspace = Hand,
    primary_key(a, b, name = "parents_0_pkey"),
    unique(code, name = "code once 0"),
    unique(b, a, name = "parents_0_b_a_key"),
)]
pub struct Parents0 {
    /// `a`
    pub a: i32,
    /// `b`
    pub b: String,
    /// `code`
    #[column(varchar = 12)]
    pub code: String,
}

/// A row of `children_0`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "children_0", keyspace = Hand,
    references((a, b) -> Parents0(a, b), on_delete = cascade, on_update = restrict, name = "of parent 0"),
)]
pub struct Children0 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i32,
    /// `a`
    pub a: Option<i32>,
    /// `b`
    pub b: Option<String>,
    /// `code`
    #[column(varchar = 12, references(Parents0::code, on_update = cascade, name = "children_0_code_fkey"))]
    pub code: Option<String>,
    /// `boss`
    #[column(references(Children0::id, on_delete = set_null, name = "children_0_boss_fkey"))]
    pub boss: Option<i32>,
}

/// A row of `made_0`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "made_0", keyspace = Hand,
    check("net > (0)::numeric", name = "made_0_net_check"),
    check("(rate >= (0)::numeric) AND (rate < (1)::numeric)", name = "made_0_rate_check"),
)]
pub struct Made0 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i64,
    /// `net`
    #[column(numeric(12, 2))]
    pub net: Decimal,
    /// `rate`
    #[column(numeric(4, 3), default = sql("0.19"))]
    pub rate: Decimal,
    /// `gross`
    #[column(numeric(14, 2), generated("net * ((1)::numeric + rate)", stored))]
    pub gross: Option<Decimal>,
    /// `first`
    pub first: String,
    /// `last`
    pub last: String,
    /// `full`
    #[column(generated("(first || ' '::text) || last", stored))]
    pub full: Option<String>,
}

/// A row of `told_0`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "told_0", keyspace = Hand,
    unique(name, name = "told_0_name_key"),
    comment = "What is told: it's \"all\" of \\ this\nand more",
)]
pub struct Told0 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i16,
    /// `name`
    #[column(comment = "Naïve 名前")]
    pub name: String,
}

/// A row of `camelCase0`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "camelCase0", keyspace = Hand,
    unique(created_at, r#type),
)]
pub struct CamelCase0 {
    /// `id`
    #[column(primary_key)]
    pub id: Uuid,
    /// `createdAt`
    #[column(name = "createdAt")]
    pub created_at: DateTime<Utc>,
    /// `type`
    pub r#type: Option<String>,
    /// `self`
    #[column(name = "self")]
    pub self_: Option<String>,
    /// `match`
    pub r#match: Option<String>,
    /// `1st`
    #[column(name = "1st")]
    pub _1st: Option<i32>,
    /// `Größe`
    #[column(name = "Größe")]
    pub größe: Option<i32>,
    /// `UserID`
    #[column(name = "UserID")]
    pub user_id: Option<i64>,
}

/// A row of `states_0`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "states_0", keyspace = Hand,
    check("state = ANY (ARRAY['open'::text, 'closed'::text, 'it''s'::text])", name = "states_0_state_check"),
    check("(mail)::text ~* '^[^@]+@[^@]+$'::text", name = "mail_looks_like_one"),
    check("(low < high) OR (high IS NULL)", name = "states_0_check"),
    check("\nCASE\n    WHEN (kind = 'good'::mood) THEN (low > 0)\n    ELSE true\nEND", name = "states_0_check1"),
    check("length(state) <= 20", name = "states_0_state_check1"),
    relations(many(pairs_0: Pairs0::right_id)),
)]
pub struct States0 {
    /// `id`
    #[column(primary_key)]
    pub id: i64,
    /// `state`
    pub state: String,
    /// `kind`
    pub kind: Mood,
    /// `low`
    pub low: Option<i32>,
    /// `high`
    pub high: Option<i32>,
    /// `mail`
    #[column(varchar = 120)]
    pub mail: Option<String>,
}

/// A row of `pairs_0`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "pairs_0", keyspace = Hand,
    primary_key(left_id, right_id, name = "pairs_0_key"),
    index(right_id, rank, name = "pairs_0_right_id_rank_idx"),
    relations(one(right: right_id), one(left: left_id)),
)]
pub struct Pairs0 {
    /// `left_id`
    #[column(references(States0::id, on_delete = cascade, name = "pairs_0_left"))]
    pub left_id: i64,
    /// `right_id`
    #[column(references(States0::id, on_delete = restrict, name = "pairs_0_right_id_fkey"))]
    pub right_id: i64,
    /// `rank`
    #[column(default = 0)]
    pub rank: i32,
}

/// A row of `Order 1`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "Order 1", keyspace = Hand,
    primary_key(order_no, line_no, name = "Order 1_pkey"),
    index(unit_price desc, select, name = "By Price 1"),
    check("(\"Unit Price\" >= (0)::numeric) AND ((\"Line-No\" >= 1) AND (\"Line-No\" <= 99))", name = "Price ok 1"),
)]
pub struct Order1 {
    /// `Order No`
    #[column(name = "Order No")]
    pub order_no: i64,
    /// `Line-No`
    #[column(name = "Line-No")]
    pub line_no: i16,
    /// `select`
    pub select: Option<String>,
    /// `Unit Price`
    #[column(name = "Unit Price", numeric(12, 4), default = sql("0.5"))]
    pub unit_price: Decimal,
    /// `naïve`
    #[column(default = "it's \"so\"")]
    pub naïve: Option<String>,
}

/// A row of `kinds_1`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "kinds_1", keyspace = Hand,
)]
pub struct Kinds1 {
    /// `id`
    #[column(primary_key, default = auto_increment(identity_always))]
    pub id: i64,
    /// `n`
    #[column(default = -1)]
    pub n: i32,
    /// `s`
    #[column(default = 7)]
    pub s: Option<i16>,
    /// `flag`
    #[column(default = true)]
    pub flag: bool,
    /// `f`
    #[column(default = sql("1.5"))]
    pub f: Option<f64>,
    /// `r`
    pub r: Option<f32>,
    /// `d`
    #[column(numeric(10, 2), default = sql("12.30"))]
    pub d: Decimal,
    /// `whole`
    #[column(numeric(9, 0), default = sql("3"))]
    pub whole: Option<Decimal>,
    /// `title`
    #[column(varchar = 80, default = "a'b")]
    pub title: String,
    /// `note`
    #[column(default = sql("'line\nnext\\'::text"))]
    pub note: Option<String>,
    /// `at`
    #[column(default = sql("now()"))]
    pub at: DateTime<Utc>,
    /// `local`
    #[column(precision = 3, default = sql("CURRENT_TIMESTAMP"))]
    pub local: Option<NaiveDateTime>,
    /// `day`
    #[column(default = sql("CURRENT_DATE"))]
    pub day: NaiveDate,
    /// `clock`
    #[column(precision = 0, default = sql("'12:30:00'::time without time zone"))]
    pub clock: Option<NaiveTime>,
    /// `key`
    #[column(default = sql("gen_random_uuid()"))]
    pub key: Uuid,
    /// `data`
    #[column(default = sql("'{\"a\": 1}'::jsonb"))]
    pub data: Json<serde_json::Value>,
    /// `raw`
    #[column(json)]
    pub raw: Option<Json<serde_json::Value>>,
    /// `bytes`
    #[column(default = sql("'\\x01ff'::bytea"))]
    pub bytes: Option<Vec<u8>>,
    /// `feels`
    #[column(default = Mood::SoSo)]
    pub feels: Mood,
    /// `tags`
    #[column(default = sql("'{}'::text[]"))]
    pub tags: Vec<String>,
    /// `moods`
    pub moods: Option<Vec<Mood>>,
    /// `span`
    #[column(default = sql("'1 day'::interval"))]
    pub span: Option<orm::types::Interval>,
    /// `ip`
    #[column(default = sql("'127.0.0.1'::inet"))]
    pub ip: Option<std::net::IpAddr>,
    /// `net`
    pub net: Option<orm::types::IpNetwork>,
}

/// A row of `searched_1`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "searched_1", keyspace = Hand,
    index(title, where = "gone IS NULL", unique, name = "searched 1 live"),
    index(expression = "lower(title)", at desc, name = "searched_1_lower"),
    index(part = "\"title\" text_pattern_ops", name = "searched_1_like"),
    index(part = "\"data\" jsonb_path_ops", using = gin, name = "searched_1_data"),
    index(tags, using = gin, name = "searched_1_tags"),
    index(at, using = brin, name = "searched_1_at"),
    index(author_id, using = hash, name = "searched_1_author"),
    index(part = "\"author_id\" DESC NULLS LAST", include(title, at), name = "searched_1_wide"),
    index(author_id, title, include(gone), unique, name = "searched_1_once"),
    index(expression = "(data ->> 'kind'::text)", where = "(author_id IS NOT NULL) AND (gone IS NULL)", name = "searched_1_kind"),
)]
pub struct Searched1 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i32,
    /// `title`
    pub title: String,
    /// `author_id`
    pub author_id: Option<i32>,
    /// `data`
    pub data: Json<serde_json::Value>,
    /// `tags`
    pub tags: Vec<String>,
    /// `at`
    pub at: DateTime<Utc>,
    /// `gone`
    pub gone: Option<DateTime<Utc>>,
}

/// A row of `parents_1`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "parents_1", keyspace = Hand,
    primary_key(a, b, name = "parents_1_pkey"),
    unique(code, name = "code once 1"),
    unique(b, a, name = "parents_1_b_a_key"),
)]
pub struct Parents1 {
    /// `a`
    pub a: i32,
    /// `b`
    pub b: String,
    /// `code`
    #[column(varchar = 12)]
    pub code: String,
}

/// A row of `children_1`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "children_1", keyspace = Hand,
    references((a, b) -> Parents1(a, b), on_delete = cascade, on_update = restrict, name = "of parent 1"),
)]
pub struct Children1 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i32,
    /// `a`
    pub a: Option<i32>,
    /// `b`
    pub b: Option<String>,
    /// `code`
    #[column(varchar = 12, references(Parents1::code, on_update = cascade, name = "children_1_code_fkey"))]
    pub code: Option<String>,
    /// `boss`
    #[column(references(Children1::id, on_delete = set_null, name = "children_1_boss_fkey"))]
    pub boss: Option<i32>,
}

/// A row of `made_1`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "made_1", keyspace = Hand,
    check("net > (0)::numeric", name = "made_1_net_check"),
    check("(rate >= (0)::numeric) AND (rate < (1)::numeric)", name = "made_1_rate_check"),
)]
pub struct Made1 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i64,
    /// `net`
    #[column(numeric(12, 2))]
    pub net: Decimal,
    /// `rate`
    #[column(numeric(4, 3), default = sql("0.19"))]
    pub rate: Decimal,
    /// `gross`
    #[column(numeric(14, 2), generated("net * ((1)::numeric + rate)", stored))]
    pub gross: Option<Decimal>,
    /// `first`
    pub first: String,
    /// `last`
    pub last: String,
    /// `full`
    #[column(generated("(first || ' '::text) || last", stored))]
    pub full: Option<String>,
}

/// A row of `told_1`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "told_1", keyspace = Hand,
    unique(name, name = "told_1_name_key"),
    comment = "What is told: it's \"all\" of \\ this\nand more",
)]
pub struct Told1 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i16,
    /// `name`
    #[column(comment = "Naïve 名前")]
    pub name: String,
}

/// A row of `camelCase1`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "camelCase1", keyspace = Hand,
    unique(created_at, r#type),
)]
pub struct CamelCase1 {
    /// `id`
    #[column(primary_key)]
    pub id: Uuid,
    /// `createdAt`
    #[column(name = "createdAt")]
    pub created_at: DateTime<Utc>,
    /// `type`
    pub r#type: Option<String>,
    /// `self`
    #[column(name = "self")]
    pub self_: Option<String>,
    /// `match`
    pub r#match: Option<String>,
    /// `1st`
    #[column(name = "1st")]
    pub _1st: Option<i32>,
    /// `Größe`
    #[column(name = "Größe")]
    pub größe: Option<i32>,
    /// `UserID`
    #[column(name = "UserID")]
    pub user_id: Option<i64>,
}

/// A row of `states_1`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "states_1", keyspace = Hand,
    check("state = ANY (ARRAY['open'::text, 'closed'::text, 'it''s'::text])", name = "states_1_state_check"),
    check("(mail)::text ~* '^[^@]+@[^@]+$'::text", name = "mail_looks_like_one"),
    check("(low < high) OR (high IS NULL)", name = "states_1_check"),
    check("\nCASE\n    WHEN (kind = 'good'::mood) THEN (low > 0)\n    ELSE true\nEND", name = "states_1_check1"),
    check("length(state) <= 20", name = "states_1_state_check1"),
    relations(many(pairs_1: Pairs1::right_id)),
)]
pub struct States1 {
    /// `id`
    #[column(primary_key)]
    pub id: i64,
    /// `state`
    pub state: String,
    /// `kind`
    pub kind: Mood,
    /// `low`
    pub low: Option<i32>,
    /// `high`
    pub high: Option<i32>,
    /// `mail`
    #[column(varchar = 120)]
    pub mail: Option<String>,
}

/// A row of `pairs_1`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "pairs_1", keyspace = Hand,
    primary_key(left_id, right_id, name = "pairs_1_key"),
    index(right_id, rank, name = "pairs_1_right_id_rank_idx"),
    relations(one(right: right_id), one(left: left_id)),
)]
pub struct Pairs1 {
    /// `left_id`
    #[column(references(States1::id, on_delete = cascade, name = "pairs_1_left"))]
    pub left_id: i64,
    /// `right_id`
    #[column(references(States1::id, on_delete = restrict, name = "pairs_1_right_id_fkey"))]
    pub right_id: i64,
    /// `rank`
    #[column(default = 0)]
    pub rank: i32,
}

/// A row of `Order 2`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "Order 2", keyspace = Hand,
    primary_key(order_no, line_no, name = "Order 2_pkey"),
    index(unit_price desc, select, name = "By Price 2"),
    check("(\"Unit Price\" >= (0)::numeric) AND ((\"Line-No\" >= 1) AND (\"Line-No\" <= 99))", name = "Price ok 2"),
)]
pub struct Order2 {
    /// `Order No`
    #[column(name = "Order No")]
    pub order_no: i64,
    /// `Line-No`
    #[column(name = "Line-No")]
    pub line_no: i16,
    /// `select`
    pub select: Option<String>,
    /// `Unit Price`
    #[column(name = "Unit Price", numeric(12, 4), default = sql("0.5"))]
    pub unit_price: Decimal,
    /// `naïve`
    #[column(default = "it's \"so\"")]
    pub naïve: Option<String>,
}

/// A row of `kinds_2`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "kinds_2", keyspace = Hand,
)]
pub struct Kinds2 {
    /// `id`
    #[column(primary_key, default = auto_increment(identity_always))]
    pub id: i64,
    /// `n`
    #[column(default = -1)]
    pub n: i32,
    /// `s`
    #[column(default = 7)]
    pub s: Option<i16>,
    /// `flag`
    #[column(default = true)]
    pub flag: bool,
    /// `f`
    #[column(default = sql("1.5"))]
    pub f: Option<f64>,
    /// `r`
    pub r: Option<f32>,
    /// `d`
    #[column(numeric(10, 2), default = sql("12.30"))]
    pub d: Decimal,
    /// `whole`
    #[column(numeric(9, 0), default = sql("3"))]
    pub whole: Option<Decimal>,
    /// `title`
    #[column(varchar = 80, default = "a'b")]
    pub title: String,
    /// `note`
    #[column(default = sql("'line\nnext\\'::text"))]
    pub note: Option<String>,
    /// `at`
    #[column(default = sql("now()"))]
    pub at: DateTime<Utc>,
    /// `local`
    #[column(precision = 3, default = sql("CURRENT_TIMESTAMP"))]
    pub local: Option<NaiveDateTime>,
    /// `day`
    #[column(default = sql("CURRENT_DATE"))]
    pub day: NaiveDate,
    /// `clock`
    #[column(precision = 0, default = sql("'12:30:00'::time without time zone"))]
    pub clock: Option<NaiveTime>,
    /// `key`
    #[column(default = sql("gen_random_uuid()"))]
    pub key: Uuid,
    /// `data`
    #[column(default = sql("'{\"a\": 1}'::jsonb"))]
    pub data: Json<serde_json::Value>,
    /// `raw`
    #[column(json)]
    pub raw: Option<Json<serde_json::Value>>,
    /// `bytes`
    #[column(default = sql("'\\x01ff'::bytea"))]
    pub bytes: Option<Vec<u8>>,
    /// `feels`
    #[column(default = Mood::SoSo)]
    pub feels: Mood,
    /// `tags`
    #[column(default = sql("'{}'::text[]"))]
    pub tags: Vec<String>,
    /// `moods`
    pub moods: Option<Vec<Mood>>,
    /// `span`
    #[column(default = sql("'1 day'::interval"))]
    pub span: Option<orm::types::Interval>,
    /// `ip`
    #[column(default = sql("'127.0.0.1'::inet"))]
    pub ip: Option<std::net::IpAddr>,
    /// `net`
    pub net: Option<orm::types::IpNetwork>,
}

/// A row of `searched_2`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "searched_2", keyspace = Hand,
    index(title, where = "gone IS NULL", unique, name = "searched 2 live"),
    index(expression = "lower(title)", at desc, name = "searched_2_lower"),
    index(part = "\"title\" text_pattern_ops", name = "searched_2_like"),
    index(part = "\"data\" jsonb_path_ops", using = gin, name = "searched_2_data"),
    index(tags, using = gin, name = "searched_2_tags"),
    index(at, using = brin, name = "searched_2_at"),
    index(author_id, using = hash, name = "searched_2_author"),
    index(part = "\"author_id\" DESC NULLS LAST", include(title, at), name = "searched_2_wide"),
    index(author_id, title, include(gone), unique, name = "searched_2_once"),
    index(expression = "(data ->> 'kind'::text)", where = "(author_id IS NOT NULL) AND (gone IS NULL)", name = "searched_2_kind"),
)]
pub struct Searched2 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i32,
    /// `title`
    pub title: String,
    /// `author_id`
    pub author_id: Option<i32>,
    /// `data`
    pub data: Json<serde_json::Value>,
    /// `tags`
    pub tags: Vec<String>,
    /// `at`
    pub at: DateTime<Utc>,
    /// `gone`
    pub gone: Option<DateTime<Utc>>,
}

/// A row of `parents_2`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "parents_2", keyspace = Hand,
    primary_key(a, b, name = "parents_2_pkey"),
    unique(code, name = "code once 2"),
    unique(b, a, name = "parents_2_b_a_key"),
)]
pub struct Parents2 {
    /// `a`
    pub a: i32,
    /// `b`
    pub b: String,
    /// `code`
    #[column(varchar = 12)]
    pub code: String,
}

/// A row of `children_2`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "children_2", keyspace = Hand,
    references((a, b) -> Parents2(a, b), on_delete = cascade, on_update = restrict, name = "of parent 2"),
)]
pub struct Children2 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i32,
    /// `a`
    pub a: Option<i32>,
    /// `b`
    pub b: Option<String>,
    /// `code`
    #[column(varchar = 12, references(Parents2::code, on_update = cascade, name = "children_2_code_fkey"))]
    pub code: Option<String>,
    /// `boss`
    #[column(references(Children2::id, on_delete = set_null, name = "children_2_boss_fkey"))]
    pub boss: Option<i32>,
}

/// A row of `made_2`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "made_2", keyspace = Hand,
    check("net > (0)::numeric", name = "made_2_net_check"),
    check("(rate >= (0)::numeric) AND (rate < (1)::numeric)", name = "made_2_rate_check"),
)]
pub struct Made2 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i64,
    /// `net`
    #[column(numeric(12, 2))]
    pub net: Decimal,
    /// `rate`
    #[column(numeric(4, 3), default = sql("0.19"))]
    pub rate: Decimal,
    /// `gross`
    #[column(numeric(14, 2), generated("net * ((1)::numeric + rate)", stored))]
    pub gross: Option<Decimal>,
    /// `first`
    pub first: String,
    /// `last`
    pub last: String,
    /// `full`
    #[column(generated("(first || ' '::text) || last", stored))]
    pub full: Option<String>,
}

/// A row of `told_2`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "told_2", keyspace = Hand,
    unique(name, name = "told_2_name_key"),
    comment = "What is told: it's \"all\" of \\ this\nand more",
)]
pub struct Told2 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i16,
    /// `name`
    #[column(comment = "Naïve 名前")]
    pub name: String,
}

/// A row of `camelCase2`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "camelCase2", keyspace = Hand,
    unique(created_at, r#type),
)]
pub struct CamelCase2 {
    /// `id`
    #[column(primary_key)]
    pub id: Uuid,
    /// `createdAt`
    #[column(name = "createdAt")]
    pub created_at: DateTime<Utc>,
    /// `type`
    pub r#type: Option<String>,
    /// `self`
    #[column(name = "self")]
    pub self_: Option<String>,
    /// `match`
    pub r#match: Option<String>,
    /// `1st`
    #[column(name = "1st")]
    pub _1st: Option<i32>,
    /// `Größe`
    #[column(name = "Größe")]
    pub größe: Option<i32>,
    /// `UserID`
    #[column(name = "UserID")]
    pub user_id: Option<i64>,
}

/// A row of `states_2`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "states_2", keyspace = Hand,
    check("state = ANY (ARRAY['open'::text, 'closed'::text, 'it''s'::text])", name = "states_2_state_check"),
    check("(mail)::text ~* '^[^@]+@[^@]+$'::text", name = "mail_looks_like_one"),
    check("(low < high) OR (high IS NULL)", name = "states_2_check"),
    check("\nCASE\n    WHEN (kind = 'good'::mood) THEN (low > 0)\n    ELSE true\nEND", name = "states_2_check1"),
    check("length(state) <= 20", name = "states_2_state_check1"),
    relations(many(pairs_2: Pairs2::right_id)),
)]
pub struct States2 {
    /// `id`
    #[column(primary_key)]
    pub id: i64,
    /// `state`
    pub state: String,
    /// `kind`
    pub kind: Mood,
    /// `low`
    pub low: Option<i32>,
    /// `high`
    pub high: Option<i32>,
    /// `mail`
    #[column(varchar = 120)]
    pub mail: Option<String>,
}

/// A row of `pairs_2`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "pairs_2", keyspace = Hand,
    primary_key(left_id, right_id, name = "pairs_2_key"),
    index(right_id, rank, name = "pairs_2_right_id_rank_idx"),
    relations(one(right: right_id), one(left: left_id)),
)]
pub struct Pairs2 {
    /// `left_id`
    #[column(references(States2::id, on_delete = cascade, name = "pairs_2_left"))]
    pub left_id: i64,
    /// `right_id`
    #[column(references(States2::id, on_delete = restrict, name = "pairs_2_right_id_fkey"))]
    pub right_id: i64,
    /// `rank`
    #[column(default = 0)]
    pub rank: i32,
}

/// A row of `Order 3`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "Order 3", keyspace = Hand,
    primary_key(order_no, line_no, name = "Order 3_pkey"),
    index(unit_price desc, select, name = "By Price 3"),
    check("(\"Unit Price\" >= (0)::numeric) AND ((\"Line-No\" >= 1) AND (\"Line-No\" <= 99))", name = "Price ok 3"),
)]
pub struct Order3 {
    /// `Order No`
    #[column(name = "Order No")]
    pub order_no: i64,
    /// `Line-No`
    #[column(name = "Line-No")]
    pub line_no: i16,
    /// `select`
    pub select: Option<String>,
    /// `Unit Price`
    #[column(name = "Unit Price", numeric(12, 4), default = sql("0.5"))]
    pub unit_price: Decimal,
    /// `naïve`
    #[column(default = "it's \"so\"")]
    pub naïve: Option<String>,
}

/// A row of `kinds_3`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "kinds_3", keyspace = Hand,
)]
pub struct Kinds3 {
    /// `id`
    #[column(primary_key, default = auto_increment(identity_always))]
    pub id: i64,
    /// `n`
    #[column(default = -1)]
    pub n: i32,
    /// `s`
    #[column(default = 7)]
    pub s: Option<i16>,
    /// `flag`
    #[column(default = true)]
    pub flag: bool,
    /// `f`
    #[column(default = sql("1.5"))]
    pub f: Option<f64>,
    /// `r`
    pub r: Option<f32>,
    /// `d`
    #[column(numeric(10, 2), default = sql("12.30"))]
    pub d: Decimal,
    /// `whole`
    #[column(numeric(9, 0), default = sql("3"))]
    pub whole: Option<Decimal>,
    /// `title`
    #[column(varchar = 80, default = "a'b")]
    pub title: String,
    /// `note`
    #[column(default = sql("'line\nnext\\'::text"))]
    pub note: Option<String>,
    /// `at`
    #[column(default = sql("now()"))]
    pub at: DateTime<Utc>,
    /// `local`
    #[column(precision = 3, default = sql("CURRENT_TIMESTAMP"))]
    pub local: Option<NaiveDateTime>,
    /// `day`
    #[column(default = sql("CURRENT_DATE"))]
    pub day: NaiveDate,
    /// `clock`
    #[column(precision = 0, default = sql("'12:30:00'::time without time zone"))]
    pub clock: Option<NaiveTime>,
    /// `key`
    #[column(default = sql("gen_random_uuid()"))]
    pub key: Uuid,
    /// `data`
    #[column(default = sql("'{\"a\": 1}'::jsonb"))]
    pub data: Json<serde_json::Value>,
    /// `raw`
    #[column(json)]
    pub raw: Option<Json<serde_json::Value>>,
    /// `bytes`
    #[column(default = sql("'\\x01ff'::bytea"))]
    pub bytes: Option<Vec<u8>>,
    /// `feels`
    #[column(default = Mood::SoSo)]
    pub feels: Mood,
    /// `tags`
    #[column(default = sql("'{}'::text[]"))]
    pub tags: Vec<String>,
    /// `moods`
    pub moods: Option<Vec<Mood>>,
    /// `span`
    #[column(default = sql("'1 day'::interval"))]
    pub span: Option<orm::types::Interval>,
    /// `ip`
    #[column(default = sql("'127.0.0.1'::inet"))]
    pub ip: Option<std::net::IpAddr>,
    /// `net`
    pub net: Option<orm::types::IpNetwork>,
}

/// A row of `searched_3`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "searched_3", keyspace = Hand,
    index(title, where = "gone IS NULL", unique, name = "searched 3 live"),
    index(expression = "lower(title)", at desc, name = "searched_3_lower"),
    index(part = "\"title\" text_pattern_ops", name = "searched_3_like"),
    index(part = "\"data\" jsonb_path_ops", using = gin, name = "searched_3_data"),
    index(tags, using = gin, name = "searched_3_tags"),
    index(at, using = brin, name = "searched_3_at"),
    index(author_id, using = hash, name = "searched_3_author"),
    index(part = "\"author_id\" DESC NULLS LAST", include(title, at), name = "searched_3_wide"),
    index(author_id, title, include(gone), unique, name = "searched_3_once"),
    index(expression = "(data ->> 'kind'::text)", where = "(author_id IS NOT NULL) AND (gone IS NULL)", name = "searched_3_kind"),
)]
pub struct Searched3 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i32,
    /// `title`
    pub title: String,
    /// `author_id`
    pub author_id: Option<i32>,
    /// `data`
    pub data: Json<serde_json::Value>,
    /// `tags`
    pub tags: Vec<String>,
    /// `at`
    pub at: DateTime<Utc>,
    /// `gone`
    pub gone: Option<DateTime<Utc>>,
}

/// A row of `parents_3`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "parents_3", keyspace = Hand,
    primary_key(a, b, name = "parents_3_pkey"),
    unique(code, name = "code once 3"),
    unique(b, a, name = "parents_3_b_a_key"),
)]
pub struct Parents3 {
    /// `a`
    pub a: i32,
    /// `b`
    pub b: String,
    /// `code`
    #[column(varchar = 12)]
    pub code: String,
}

/// A row of `children_3`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "children_3", keyspace = Hand,
    references((a, b) -> Parents3(a, b), on_delete = cascade, on_update = restrict, name = "of parent 3"),
)]
pub struct Children3 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i32,
    /// `a`
    pub a: Option<i32>,
    /// `b`
    pub b: Option<String>,
    /// `code`
    #[column(varchar = 12, references(Parents3::code, on_update = cascade, name = "children_3_code_fkey"))]
    pub code: Option<String>,
    /// `boss`
    #[column(references(Children3::id, on_delete = set_null, name = "children_3_boss_fkey"))]
    pub boss: Option<i32>,
}

/// A row of `made_3`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "made_3", keyspace = Hand,
    check("net > (0)::numeric", name = "made_3_net_check"),
    check("(rate >= (0)::numeric) AND (rate < (1)::numeric)", name = "made_3_rate_check"),
)]
pub struct Made3 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i64,
    /// `net`
    #[column(numeric(12, 2))]
    pub net: Decimal,
    /// `rate`
    #[column(numeric(4, 3), default = sql("0.19"))]
    pub rate: Decimal,
    /// `gross`
    #[column(numeric(14, 2), generated("net * ((1)::numeric + rate)", stored))]
    pub gross: Option<Decimal>,
    /// `first`
    pub first: String,
    /// `last`
    pub last: String,
    /// `full`
    #[column(generated("(first || ' '::text) || last", stored))]
    pub full: Option<String>,
}

/// A row of `told_3`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "told_3", keyspace = Hand,
    unique(name, name = "told_3_name_key"),
    comment = "What is told: it's \"all\" of \\ this\nand more",
)]
pub struct Told3 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i16,
    /// `name`
    #[column(comment = "Naïve 名前")]
    pub name: String,
}

/// A row of `camelCase3`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "camelCase3", keyspace = Hand,
    unique(created_at, r#type),
)]
pub struct CamelCase3 {
    /// `id`
    #[column(primary_key)]
    pub id: Uuid,
    /// `createdAt`
    #[column(name = "createdAt")]
    pub created_at: DateTime<Utc>,
    /// `type`
    pub r#type: Option<String>,
    /// `self`
    #[column(name = "self")]
    pub self_: Option<String>,
    /// `match`
    pub r#match: Option<String>,
    /// `1st`
    #[column(name = "1st")]
    pub _1st: Option<i32>,
    /// `Größe`
    #[column(name = "Größe")]
    pub größe: Option<i32>,
    /// `UserID`
    #[column(name = "UserID")]
    pub user_id: Option<i64>,
}

/// A row of `states_3`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "states_3", keyspace = Hand,
    check("state = ANY (ARRAY['open'::text, 'closed'::text, 'it''s'::text])", name = "states_3_state_check"),
    check("(mail)::text ~* '^[^@]+@[^@]+$'::text", name = "mail_looks_like_one"),
    check("(low < high) OR (high IS NULL)", name = "states_3_check"),
    check("\nCASE\n    WHEN (kind = 'good'::mood) THEN (low > 0)\n    ELSE true\nEND", name = "states_3_check1"),
    check("length(state) <= 20", name = "states_3_state_check1"),
    relations(many(pairs_3: Pairs3::right_id)),
)]
pub struct States3 {
    /// `id`
    #[column(primary_key)]
    pub id: i64,
    /// `state`
    pub state: String,
    /// `kind`
    pub kind: Mood,
    /// `low`
    pub low: Option<i32>,
    /// `high`
    pub high: Option<i32>,
    /// `mail`
    #[column(varchar = 120)]
    pub mail: Option<String>,
}

/// A row of `pairs_3`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "pairs_3", keyspace = Hand,
    primary_key(left_id, right_id, name = "pairs_3_key"),
    index(right_id, rank, name = "pairs_3_right_id_rank_idx"),
    relations(one(right: right_id), one(left: left_id)),
)]
pub struct Pairs3 {
    /// `left_id`
    #[column(references(States3::id, on_delete = cascade, name = "pairs_3_left"))]
    pub left_id: i64,
    /// `right_id`
    #[column(references(States3::id, on_delete = restrict, name = "pairs_3_right_id_fkey"))]
    pub right_id: i64,
    /// `rank`
    #[column(default = 0)]
    pub rank: i32,
}

/// A row of `Order 4`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "Order 4", keyspace = Hand,
    primary_key(order_no, line_no, name = "Order 4_pkey"),
    index(unit_price desc, select, name = "By Price 4"),
    check("(\"Unit Price\" >= (0)::numeric) AND ((\"Line-No\" >= 1) AND (\"Line-No\" <= 99))", name = "Price ok 4"),
)]
pub struct Order4 {
    /// `Order No`
    #[column(name = "Order No")]
    pub order_no: i64,
    /// `Line-No`
    #[column(name = "Line-No")]
    pub line_no: i16,
    /// `select`
    pub select: Option<String>,
    /// `Unit Price`
    #[column(name = "Unit Price", numeric(12, 4), default = sql("0.5"))]
    pub unit_price: Decimal,
    /// `naïve`
    #[column(default = "it's \"so\"")]
    pub naïve: Option<String>,
}

/// A row of `kinds_4`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "kinds_4", keyspace = Hand,
)]
pub struct Kinds4 {
    /// `id`
    #[column(primary_key, default = auto_increment(identity_always))]
    pub id: i64,
    /// `n`
    #[column(default = -1)]
    pub n: i32,
    /// `s`
    #[column(default = 7)]
    pub s: Option<i16>,
    /// `flag`
    #[column(default = true)]
    pub flag: bool,
    /// `f`
    #[column(default = sql("1.5"))]
    pub f: Option<f64>,
    /// `r`
    pub r: Option<f32>,
    /// `d`
    #[column(numeric(10, 2), default = sql("12.30"))]
    pub d: Decimal,
    /// `whole`
    #[column(numeric(9, 0), default = sql("3"))]
    pub whole: Option<Decimal>,
    /// `title`
    #[column(varchar = 80, default = "a'b")]
    pub title: String,
    /// `note`
    #[column(default = sql("'line\nnext\\'::text"))]
    pub note: Option<String>,
    /// `at`
    #[column(default = sql("now()"))]
    pub at: DateTime<Utc>,
    /// `local`
    #[column(precision = 3, default = sql("CURRENT_TIMESTAMP"))]
    pub local: Option<NaiveDateTime>,
    /// `day`
    #[column(default = sql("CURRENT_DATE"))]
    pub day: NaiveDate,
    /// `clock`
    #[column(precision = 0, default = sql("'12:30:00'::time without time zone"))]
    pub clock: Option<NaiveTime>,
    /// `key`
    #[column(default = sql("gen_random_uuid()"))]
    pub key: Uuid,
    /// `data`
    #[column(default = sql("'{\"a\": 1}'::jsonb"))]
    pub data: Json<serde_json::Value>,
    /// `raw`
    #[column(json)]
    pub raw: Option<Json<serde_json::Value>>,
    /// `bytes`
    #[column(default = sql("'\\x01ff'::bytea"))]
    pub bytes: Option<Vec<u8>>,
    /// `feels`
    #[column(default = Mood::SoSo)]
    pub feels: Mood,
    /// `tags`
    #[column(default = sql("'{}'::text[]"))]
    pub tags: Vec<String>,
    /// `moods`
    pub moods: Option<Vec<Mood>>,
    /// `span`
    #[column(default = sql("'1 day'::interval"))]
    pub span: Option<orm::types::Interval>,
    /// `ip`
    #[column(default = sql("'127.0.0.1'::inet"))]
    pub ip: Option<std::net::IpAddr>,
    /// `net`
    pub net: Option<orm::types::IpNetwork>,
}

/// A row of `searched_4`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "searched_4", keyspace = Hand,
    index(title, where = "gone IS NULL", unique, name = "searched 4 live"),
    index(expression = "lower(title)", at desc, name = "searched_4_lower"),
    index(part = "\"title\" text_pattern_ops", name = "searched_4_like"),
    index(part = "\"data\" jsonb_path_ops", using = gin, name = "searched_4_data"),
    index(tags, using = gin, name = "searched_4_tags"),
    index(at, using = brin, name = "searched_4_at"),
    index(author_id, using = hash, name = "searched_4_author"),
    index(part = "\"author_id\" DESC NULLS LAST", include(title, at), name = "searched_4_wide"),
    index(author_id, title, include(gone), unique, name = "searched_4_once"),
    index(expression = "(data ->> 'kind'::text)", where = "(author_id IS NOT NULL) AND (gone IS NULL)", name = "searched_4_kind"),
)]
pub struct Searched4 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i32,
    /// `title`
    pub title: String,
    /// `author_id`
    pub author_id: Option<i32>,
    /// `data`
    pub data: Json<serde_json::Value>,
    /// `tags`
    pub tags: Vec<String>,
    /// `at`
    pub at: DateTime<Utc>,
    /// `gone`
    pub gone: Option<DateTime<Utc>>,
}

/// A row of `parents_4`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "parents_4", keyspace = Hand,
    primary_key(a, b, name = "parents_4_pkey"),
    unique(code, name = "code once 4"),
    unique(b, a, name = "parents_4_b_a_key"),
)]
pub struct Parents4 {
    /// `a`
    pub a: i32,
    /// `b`
    pub b: String,
    /// `code`
    #[column(varchar = 12)]
    pub code: String,
}

/// A row of `children_4`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "children_4", keyspace = Hand,
    references((a, b) -> Parents4(a, b), on_delete = cascade, on_update = restrict, name = "of parent 4"),
)]
pub struct Children4 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i32,
    /// `a`
    pub a: Option<i32>,
    /// `b`
    pub b: Option<String>,
    /// `code`
    #[column(varchar = 12, references(Parents4::code, on_update = cascade, name = "children_4_code_fkey"))]
    pub code: Option<String>,
    /// `boss`
    #[column(references(Children4::id, on_delete = set_null, name = "children_4_boss_fkey"))]
    pub boss: Option<i32>,
}

/// A row of `made_4`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "made_4", keyspace = Hand,
    check("net > (0)::numeric", name = "made_4_net_check"),
    check("(rate >= (0)::numeric) AND (rate < (1)::numeric)", name = "made_4_rate_check"),
)]
pub struct Made4 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i64,
    /// `net`
    #[column(numeric(12, 2))]
    pub net: Decimal,
    /// `rate`
    #[column(numeric(4, 3), default = sql("0.19"))]
    pub rate: Decimal,
    /// `gross`
    #[column(numeric(14, 2), generated("net * ((1)::numeric + rate)", stored))]
    pub gross: Option<Decimal>,
    /// `first`
    pub first: String,
    /// `last`
    pub last: String,
    /// `full`
    #[column(generated("(first || ' '::text) || last", stored))]
    pub full: Option<String>,
}

/// A row of `told_4`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "told_4", keyspace = Hand,
    unique(name, name = "told_4_name_key"),
    comment = "What is told: it's \"all\" of \\ this\nand more",
)]
pub struct Told4 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i16,
    /// `name`
    #[column(comment = "Naïve 名前")]
    pub name: String,
}

/// A row of `camelCase4`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "camelCase4", keyspace = Hand,
    unique(created_at, r#type),
)]
pub struct CamelCase4 {
    /// `id`
    #[column(primary_key)]
    pub id: Uuid,
    /// `createdAt`
    #[column(name = "createdAt")]
    pub created_at: DateTime<Utc>,
    /// `type`
    pub r#type: Option<String>,
    /// `self`
    #[column(name = "self")]
    pub self_: Option<String>,
    /// `match`
    pub r#match: Option<String>,
    /// `1st`
    #[column(name = "1st")]
    pub _1st: Option<i32>,
    /// `Größe`
    #[column(name = "Größe")]
    pub größe: Option<i32>,
    /// `UserID`
    #[column(name = "UserID")]
    pub user_id: Option<i64>,
}

/// A row of `states_4`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "states_4", keyspace = Hand,
    check("state = ANY (ARRAY['open'::text, 'closed'::text, 'it''s'::text])", name = "states_4_state_check"),
    check("(mail)::text ~* '^[^@]+@[^@]+$'::text", name = "mail_looks_like_one"),
    check("(low < high) OR (high IS NULL)", name = "states_4_check"),
    check("\nCASE\n    WHEN (kind = 'good'::mood) THEN (low > 0)\n    ELSE true\nEND", name = "states_4_check1"),
    check("length(state) <= 20", name = "states_4_state_check1"),
    relations(many(pairs_4: Pairs4::right_id)),
)]
pub struct States4 {
    /// `id`
    #[column(primary_key)]
    pub id: i64,
    /// `state`
    pub state: String,
    /// `kind`
    pub kind: Mood,
    /// `low`
    pub low: Option<i32>,
    /// `high`
    pub high: Option<i32>,
    /// `mail`
    #[column(varchar = 120)]
    pub mail: Option<String>,
}

/// A row of `pairs_4`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "pairs_4", keyspace = Hand,
    primary_key(left_id, right_id, name = "pairs_4_key"),
    index(right_id, rank, name = "pairs_4_right_id_rank_idx"),
    relations(one(right: right_id), one(left: left_id)),
)]
pub struct Pairs4 {
    /// `left_id`
    #[column(references(States4::id, on_delete = cascade, name = "pairs_4_left"))]
    pub left_id: i64,
    /// `right_id`
    #[column(references(States4::id, on_delete = restrict, name = "pairs_4_right_id_fkey"))]
    pub right_id: i64,
    /// `rank`
    #[column(default = 0)]
    pub rank: i32,
}

/// A row of `Order 5`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "Order 5", keyspace = Hand,
    primary_key(order_no, line_no, name = "Order 5_pkey"),
    index(unit_price desc, select, name = "By Price 5"),
    check("(\"Unit Price\" >= (0)::numeric) AND ((\"Line-No\" >= 1) AND (\"Line-No\" <= 99))", name = "Price ok 5"),
)]
pub struct Order5 {
    /// `Order No`
    #[column(name = "Order No")]
    pub order_no: i64,
    /// `Line-No`
    #[column(name = "Line-No")]
    pub line_no: i16,
    /// `select`
    pub select: Option<String>,
    /// `Unit Price`
    #[column(name = "Unit Price", numeric(12, 4), default = sql("0.5"))]
    pub unit_price: Decimal,
    /// `naïve`
    #[column(default = "it's \"so\"")]
    pub naïve: Option<String>,
}

/// A row of `kinds_5`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "kinds_5", keyspace = Hand,
)]
pub struct Kinds5 {
    /// `id`
    #[column(primary_key, default = auto_increment(identity_always))]
    pub id: i64,
    /// `n`
    #[column(default = -1)]
    pub n: i32,
    /// `s`
    #[column(default = 7)]
    pub s: Option<i16>,
    /// `flag`
    #[column(default = true)]
    pub flag: bool,
    /// `f`
    #[column(default = sql("1.5"))]
    pub f: Option<f64>,
    /// `r`
    pub r: Option<f32>,
    /// `d`
    #[column(numeric(10, 2), default = sql("12.30"))]
    pub d: Decimal,
    /// `whole`
    #[column(numeric(9, 0), default = sql("3"))]
    pub whole: Option<Decimal>,
    /// `title`
    #[column(varchar = 80, default = "a'b")]
    pub title: String,
    /// `note`
    #[column(default = sql("'line\nnext\\'::text"))]
    pub note: Option<String>,
    /// `at`
    #[column(default = sql("now()"))]
    pub at: DateTime<Utc>,
    /// `local`
    #[column(precision = 3, default = sql("CURRENT_TIMESTAMP"))]
    pub local: Option<NaiveDateTime>,
    /// `day`
    #[column(default = sql("CURRENT_DATE"))]
    pub day: NaiveDate,
    /// `clock`
    #[column(precision = 0, default = sql("'12:30:00'::time without time zone"))]
    pub clock: Option<NaiveTime>,
    /// `key`
    #[column(default = sql("gen_random_uuid()"))]
    pub key: Uuid,
    /// `data`
    #[column(default = sql("'{\"a\": 1}'::jsonb"))]
    pub data: Json<serde_json::Value>,
    /// `raw`
    #[column(json)]
    pub raw: Option<Json<serde_json::Value>>,
    /// `bytes`
    #[column(default = sql("'\\x01ff'::bytea"))]
    pub bytes: Option<Vec<u8>>,
    /// `feels`
    #[column(default = Mood::SoSo)]
    pub feels: Mood,
    /// `tags`
    #[column(default = sql("'{}'::text[]"))]
    pub tags: Vec<String>,
    /// `moods`
    pub moods: Option<Vec<Mood>>,
    /// `span`
    #[column(default = sql("'1 day'::interval"))]
    pub span: Option<orm::types::Interval>,
    /// `ip`
    #[column(default = sql("'127.0.0.1'::inet"))]
    pub ip: Option<std::net::IpAddr>,
    /// `net`
    pub net: Option<orm::types::IpNetwork>,
}

/// A row of `searched_5`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "searched_5", keyspace = Hand,
    index(title, where = "gone IS NULL", unique, name = "searched 5 live"),
    index(expression = "lower(title)", at desc, name = "searched_5_lower"),
    index(part = "\"title\" text_pattern_ops", name = "searched_5_like"),
    index(part = "\"data\" jsonb_path_ops", using = gin, name = "searched_5_data"),
    index(tags, using = gin, name = "searched_5_tags"),
    index(at, using = brin, name = "searched_5_at"),
    index(author_id, using = hash, name = "searched_5_author"),
    index(part = "\"author_id\" DESC NULLS LAST", include(title, at), name = "searched_5_wide"),
    index(author_id, title, include(gone), unique, name = "searched_5_once"),
    index(expression = "(data ->> 'kind'::text)", where = "(author_id IS NOT NULL) AND (gone IS NULL)", name = "searched_5_kind"),
)]
pub struct Searched5 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i32,
    /// `title`
    pub title: String,
    /// `author_id`
    pub author_id: Option<i32>,
    /// `data`
    pub data: Json<serde_json::Value>,
    /// `tags`
    pub tags: Vec<String>,
    /// `at`
    pub at: DateTime<Utc>,
    /// `gone`
    pub gone: Option<DateTime<Utc>>,
}

/// A row of `parents_5`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "parents_5", keyspace = Hand,
    primary_key(a, b, name = "parents_5_pkey"),
    unique(code, name = "code once 5"),
    unique(b, a, name = "parents_5_b_a_key"),
)]
pub struct Parents5 {
    /// `a`
    pub a: i32,
    /// `b`
    pub b: String,
    /// `code`
    #[column(varchar = 12)]
    pub code: String,
}

/// A row of `children_5`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "children_5", keyspace = Hand,
    references((a, b) -> Parents5(a, b), on_delete = cascade, on_update = restrict, name = "of parent 5"),
)]
pub struct Children5 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i32,
    /// `a`
    pub a: Option<i32>,
    /// `b`
    pub b: Option<String>,
    /// `code`
    #[column(varchar = 12, references(Parents5::code, on_update = cascade, name = "children_5_code_fkey"))]
    pub code: Option<String>,
    /// `boss`
    #[column(references(Children5::id, on_delete = set_null, name = "children_5_boss_fkey"))]
    pub boss: Option<i32>,
}

/// A row of `made_5`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "made_5", keyspace = Hand,
    check("net > (0)::numeric", name = "made_5_net_check"),
    check("(rate >= (0)::numeric) AND (rate < (1)::numeric)", name = "made_5_rate_check"),
)]
pub struct Made5 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i64,
    /// `net`
    #[column(numeric(12, 2))]
    pub net: Decimal,
    /// `rate`
    #[column(numeric(4, 3), default = sql("0.19"))]
    pub rate: Decimal,
    /// `gross`
    #[column(numeric(14, 2), generated("net * ((1)::numeric + rate)", stored))]
    pub gross: Option<Decimal>,
    /// `first`
    pub first: String,
    /// `last`
    pub last: String,
    /// `full`
    #[column(generated("(first || ' '::text) || last", stored))]
    pub full: Option<String>,
}

/// A row of `told_5`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "told_5", keyspace = Hand,
    unique(name, name = "told_5_name_key"),
    comment = "What is told: it's \"all\" of \\ this\nand more",
)]
pub struct Told5 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i16,
    /// `name`
    #[column(comment = "Naïve 名前")]
    pub name: String,
}

/// A row of `camelCase5`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "camelCase5", keyspace = Hand,
    unique(created_at, r#type),
)]
pub struct CamelCase5 {
    /// `id`
    #[column(primary_key)]
    pub id: Uuid,
    /// `createdAt`
    #[column(name = "createdAt")]
    pub created_at: DateTime<Utc>,
    /// `type`
    pub r#type: Option<String>,
    /// `self`
    #[column(name = "self")]
    pub self_: Option<String>,
    /// `match`
    pub r#match: Option<String>,
    /// `1st`
    #[column(name = "1st")]
    pub _1st: Option<i32>,
    /// `Größe`
    #[column(name = "Größe")]
    pub größe: Option<i32>,
    /// `UserID`
    #[column(name = "UserID")]
    pub user_id: Option<i64>,
}

/// A row of `states_5`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "states_5", keyspace = Hand,
    check("state = ANY (ARRAY['open'::text, 'closed'::text, 'it''s'::text])", name = "states_5_state_check"),
    check("(mail)::text ~* '^[^@]+@[^@]+$'::text", name = "mail_looks_like_one"),
    check("(low < high) OR (high IS NULL)", name = "states_5_check"),
    check("\nCASE\n    WHEN (kind = 'good'::mood) THEN (low > 0)\n    ELSE true\nEND", name = "states_5_check1"),
    check("length(state) <= 20", name = "states_5_state_check1"),
    relations(many(pairs_5: Pairs5::right_id)),
)]
pub struct States5 {
    /// `id`
    #[column(primary_key)]
    pub id: i64,
    /// `state`
    pub state: String,
    /// `kind`
    pub kind: Mood,
    /// `low`
    pub low: Option<i32>,
    /// `high`
    pub high: Option<i32>,
    /// `mail`
    #[column(varchar = 120)]
    pub mail: Option<String>,
}

/// A row of `pairs_5`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "pairs_5", keyspace = Hand,
    primary_key(left_id, right_id, name = "pairs_5_key"),
    index(right_id, rank, name = "pairs_5_right_id_rank_idx"),
    relations(one(right: right_id), one(left: left_id)),
)]
pub struct Pairs5 {
    /// `left_id`
    #[column(references(States5::id, on_delete = cascade, name = "pairs_5_left"))]
    pub left_id: i64,
    /// `right_id`
    #[column(references(States5::id, on_delete = restrict, name = "pairs_5_right_id_fkey"))]
    pub right_id: i64,
    /// `rank`
    #[column(default = 0)]
    pub rank: i32,
}

/// A row of `Order 6`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "Order 6", keyspace = Hand,
    primary_key(order_no, line_no, name = "Order 6_pkey"),
    index(unit_price desc, select, name = "By Price 6"),
    check("(\"Unit Price\" >= (0)::numeric) AND ((\"Line-No\" >= 1) AND (\"Line-No\" <= 99))", name = "Price ok 6"),
)]
pub struct Order6 {
    /// `Order No`
    #[column(name = "Order No")]
    pub order_no: i64,
    /// `Line-No`
    #[column(name = "Line-No")]
    pub line_no: i16,
    /// `select`
    pub select: Option<String>,
    /// `Unit Price`
    #[column(name = "Unit Price", numeric(12, 4), default = sql("0.5"))]
    pub unit_price: Decimal,
    /// `naïve`
    #[column(default = "it's \"so\"")]
    pub naïve: Option<String>,
}

/// A row of `kinds_6`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "kinds_6", keyspace = Hand,
)]
pub struct Kinds6 {
    /// `id`
    #[column(primary_key, default = auto_increment(identity_always))]
    pub id: i64,
    /// `n`
    #[column(default = -1)]
    pub n: i32,
    /// `s`
    #[column(default = 7)]
    pub s: Option<i16>,
    /// `flag`
    #[column(default = true)]
    pub flag: bool,
    /// `f`
    #[column(default = sql("1.5"))]
    pub f: Option<f64>,
    /// `r`
    pub r: Option<f32>,
    /// `d`
    #[column(numeric(10, 2), default = sql("12.30"))]
    pub d: Decimal,
    /// `whole`
    #[column(numeric(9, 0), default = sql("3"))]
    pub whole: Option<Decimal>,
    /// `title`
    #[column(varchar = 80, default = "a'b")]
    pub title: String,
    /// `note`
    #[column(default = sql("'line\nnext\\'::text"))]
    pub note: Option<String>,
    /// `at`
    #[column(default = sql("now()"))]
    pub at: DateTime<Utc>,
    /// `local`
    #[column(precision = 3, default = sql("CURRENT_TIMESTAMP"))]
    pub local: Option<NaiveDateTime>,
    /// `day`
    #[column(default = sql("CURRENT_DATE"))]
    pub day: NaiveDate,
    /// `clock`
    #[column(precision = 0, default = sql("'12:30:00'::time without time zone"))]
    pub clock: Option<NaiveTime>,
    /// `key`
    #[column(default = sql("gen_random_uuid()"))]
    pub key: Uuid,
    /// `data`
    #[column(default = sql("'{\"a\": 1}'::jsonb"))]
    pub data: Json<serde_json::Value>,
    /// `raw`
    #[column(json)]
    pub raw: Option<Json<serde_json::Value>>,
    /// `bytes`
    #[column(default = sql("'\\x01ff'::bytea"))]
    pub bytes: Option<Vec<u8>>,
    /// `feels`
    #[column(default = Mood::SoSo)]
    pub feels: Mood,
    /// `tags`
    #[column(default = sql("'{}'::text[]"))]
    pub tags: Vec<String>,
    /// `moods`
    pub moods: Option<Vec<Mood>>,
    /// `span`
    #[column(default = sql("'1 day'::interval"))]
    pub span: Option<orm::types::Interval>,
    /// `ip`
    #[column(default = sql("'127.0.0.1'::inet"))]
    pub ip: Option<std::net::IpAddr>,
    /// `net`
    pub net: Option<orm::types::IpNetwork>,
}

/// A row of `searched_6`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "searched_6", keyspace = Hand,
    index(title, where = "gone IS NULL", unique, name = "searched 6 live"),
    index(expression = "lower(title)", at desc, name = "searched_6_lower"),
    index(part = "\"title\" text_pattern_ops", name = "searched_6_like"),
    index(part = "\"data\" jsonb_path_ops", using = gin, name = "searched_6_data"),
    index(tags, using = gin, name = "searched_6_tags"),
    index(at, using = brin, name = "searched_6_at"),
    index(author_id, using = hash, name = "searched_6_author"),
    index(part = "\"author_id\" DESC NULLS LAST", include(title, at), name = "searched_6_wide"),
    index(author_id, title, include(gone), unique, name = "searched_6_once"),
    index(expression = "(data ->> 'kind'::text)", where = "(author_id IS NOT NULL) AND (gone IS NULL)", name = "searched_6_kind"),
)]
pub struct Searched6 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i32,
    /// `title`
    pub title: String,
    /// `author_id`
    pub author_id: Option<i32>,
    /// `data`
    pub data: Json<serde_json::Value>,
    /// `tags`
    pub tags: Vec<String>,
    /// `at`
    pub at: DateTime<Utc>,
    /// `gone`
    pub gone: Option<DateTime<Utc>>,
}

/// A row of `parents_6`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "parents_6", keyspace = Hand,
    primary_key(a, b, name = "parents_6_pkey"),
    unique(code, name = "code once 6"),
    unique(b, a, name = "parents_6_b_a_key"),
)]
pub struct Parents6 {
    /// `a`
    pub a: i32,
    /// `b`
    pub b: String,
    /// `code`
    #[column(varchar = 12)]
    pub code: String,
}

/// A row of `children_6`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "children_6", keyspace = Hand,
    references((a, b) -> Parents6(a, b), on_delete = cascade, on_update = restrict, name = "of parent 6"),
)]
pub struct Children6 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i32,
    /// `a`
    pub a: Option<i32>,
    /// `b`
    pub b: Option<String>,
    /// `code`
    #[column(varchar = 12, references(Parents6::code, on_update = cascade, name = "children_6_code_fkey"))]
    pub code: Option<String>,
    /// `boss`
    #[column(references(Children6::id, on_delete = set_null, name = "children_6_boss_fkey"))]
    pub boss: Option<i32>,
}

/// A row of `made_6`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "made_6", keyspace = Hand,
    check("net > (0)::numeric", name = "made_6_net_check"),
    check("(rate >= (0)::numeric) AND (rate < (1)::numeric)", name = "made_6_rate_check"),
)]
pub struct Made6 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i64,
    /// `net`
    #[column(numeric(12, 2))]
    pub net: Decimal,
    /// `rate`
    #[column(numeric(4, 3), default = sql("0.19"))]
    pub rate: Decimal,
    /// `gross`
    #[column(numeric(14, 2), generated("net * ((1)::numeric + rate)", stored))]
    pub gross: Option<Decimal>,
    /// `first`
    pub first: String,
    /// `last`
    pub last: String,
    /// `full`
    #[column(generated("(first || ' '::text) || last", stored))]
    pub full: Option<String>,
}

/// A row of `told_6`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "told_6", keyspace = Hand,
    unique(name, name = "told_6_name_key"),
    comment = "What is told: it's \"all\" of \\ this\nand more",
)]
pub struct Told6 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i16,
    /// `name`
    #[column(comment = "Naïve 名前")]
    pub name: String,
}

/// A row of `camelCase6`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "camelCase6", keyspace = Hand,
    unique(created_at, r#type),
)]
pub struct CamelCase6 {
    /// `id`
    #[column(primary_key)]
    pub id: Uuid,
    /// `createdAt`
    #[column(name = "createdAt")]
    pub created_at: DateTime<Utc>,
    /// `type`
    pub r#type: Option<String>,
    /// `self`
    #[column(name = "self")]
    pub self_: Option<String>,
    /// `match`
    pub r#match: Option<String>,
    /// `1st`
    #[column(name = "1st")]
    pub _1st: Option<i32>,
    /// `Größe`
    #[column(name = "Größe")]
    pub größe: Option<i32>,
    /// `UserID`
    #[column(name = "UserID")]
    pub user_id: Option<i64>,
}

/// A row of `states_6`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "states_6", keyspace = Hand,
    check("state = ANY (ARRAY['open'::text, 'closed'::text, 'it''s'::text])", name = "states_6_state_check"),
    check("(mail)::text ~* '^[^@]+@[^@]+$'::text", name = "mail_looks_like_one"),
    check("(low < high) OR (high IS NULL)", name = "states_6_check"),
    check("\nCASE\n    WHEN (kind = 'good'::mood) THEN (low > 0)\n    ELSE true\nEND", name = "states_6_check1"),
    check("length(state) <= 20", name = "states_6_state_check1"),
    relations(many(pairs_6: Pairs6::right_id)),
)]
pub struct States6 {
    /// `id`
    #[column(primary_key)]
    pub id: i64,
    /// `state`
    pub state: String,
    /// `kind`
    pub kind: Mood,
    /// `low`
    pub low: Option<i32>,
    /// `high`
    pub high: Option<i32>,
    /// `mail`
    #[column(varchar = 120)]
    pub mail: Option<String>,
}

/// A row of `pairs_6`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "pairs_6", keyspace = Hand,
    primary_key(left_id, right_id, name = "pairs_6_key"),
    index(right_id, rank, name = "pairs_6_right_id_rank_idx"),
    relations(one(right: right_id), one(left: left_id)),
)]
pub struct Pairs6 {
    /// `left_id`
    #[column(references(States6::id, on_delete = cascade, name = "pairs_6_left"))]
    pub left_id: i64,
    /// `right_id`
    #[column(references(States6::id, on_delete = restrict, name = "pairs_6_right_id_fkey"))]
    pub right_id: i64,
    /// `rank`
    #[column(default = 0)]
    pub rank: i32,
}

/// A row of `Order 7`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "Order 7", keyspace = Hand,
    primary_key(order_no, line_no, name = "Order 7_pkey"),
    index(unit_price desc, select, name = "By Price 7"),
    check("(\"Unit Price\" >= (0)::numeric) AND ((\"Line-No\" >= 1) AND (\"Line-No\" <= 99))", name = "Price ok 7"),
)]
pub struct Order7 {
    /// `Order No`
    #[column(name = "Order No")]
    pub order_no: i64,
    /// `Line-No`
    #[column(name = "Line-No")]
    pub line_no: i16,
    /// `select`
    pub select: Option<String>,
    /// `Unit Price`
    #[column(name = "Unit Price", numeric(12, 4), default = sql("0.5"))]
    pub unit_price: Decimal,
    /// `naïve`
    #[column(default = "it's \"so\"")]
    pub naïve: Option<String>,
}

/// A row of `kinds_7`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "kinds_7", keyspace = Hand,
)]
pub struct Kinds7 {
    /// `id`
    #[column(primary_key, default = auto_increment(identity_always))]
    pub id: i64,
    /// `n`
    #[column(default = -1)]
    pub n: i32,
    /// `s`
    #[column(default = 7)]
    pub s: Option<i16>,
    /// `flag`
    #[column(default = true)]
    pub flag: bool,
    /// `f`
    #[column(default = sql("1.5"))]
    pub f: Option<f64>,
    /// `r`
    pub r: Option<f32>,
    /// `d`
    #[column(numeric(10, 2), default = sql("12.30"))]
    pub d: Decimal,
    /// `whole`
    #[column(numeric(9, 0), default = sql("3"))]
    pub whole: Option<Decimal>,
    /// `title`
    #[column(varchar = 80, default = "a'b")]
    pub title: String,
    /// `note`
    #[column(default = sql("'line\nnext\\'::text"))]
    pub note: Option<String>,
    /// `at`
    #[column(default = sql("now()"))]
    pub at: DateTime<Utc>,
    /// `local`
    #[column(precision = 3, default = sql("CURRENT_TIMESTAMP"))]
    pub local: Option<NaiveDateTime>,
    /// `day`
    #[column(default = sql("CURRENT_DATE"))]
    pub day: NaiveDate,
    /// `clock`
    #[column(precision = 0, default = sql("'12:30:00'::time without time zone"))]
    pub clock: Option<NaiveTime>,
    /// `key`
    #[column(default = sql("gen_random_uuid()"))]
    pub key: Uuid,
    /// `data`
    #[column(default = sql("'{\"a\": 1}'::jsonb"))]
    pub data: Json<serde_json::Value>,
    /// `raw`
    #[column(json)]
    pub raw: Option<Json<serde_json::Value>>,
    /// `bytes`
    #[column(default = sql("'\\x01ff'::bytea"))]
    pub bytes: Option<Vec<u8>>,
    /// `feels`
    #[column(default = Mood::SoSo)]
    pub feels: Mood,
    /// `tags`
    #[column(default = sql("'{}'::text[]"))]
    pub tags: Vec<String>,
    /// `moods`
    pub moods: Option<Vec<Mood>>,
    /// `span`
    #[column(default = sql("'1 day'::interval"))]
    pub span: Option<orm::types::Interval>,
    /// `ip`
    #[column(default = sql("'127.0.0.1'::inet"))]
    pub ip: Option<std::net::IpAddr>,
    /// `net`
    pub net: Option<orm::types::IpNetwork>,
}

/// A row of `searched_7`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "searched_7", keyspace = Hand,
    index(title, where = "gone IS NULL", unique, name = "searched 7 live"),
    index(expression = "lower(title)", at desc, name = "searched_7_lower"),
    index(part = "\"title\" text_pattern_ops", name = "searched_7_like"),
    index(part = "\"data\" jsonb_path_ops", using = gin, name = "searched_7_data"),
    index(tags, using = gin, name = "searched_7_tags"),
    index(at, using = brin, name = "searched_7_at"),
    index(author_id, using = hash, name = "searched_7_author"),
    index(part = "\"author_id\" DESC NULLS LAST", include(title, at), name = "searched_7_wide"),
    index(author_id, title, include(gone), unique, name = "searched_7_once"),
    index(expression = "(data ->> 'kind'::text)", where = "(author_id IS NOT NULL) AND (gone IS NULL)", name = "searched_7_kind"),
)]
pub struct Searched7 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i32,
    /// `title`
    pub title: String,
    /// `author_id`
    pub author_id: Option<i32>,
    /// `data`
    pub data: Json<serde_json::Value>,
    /// `tags`
    pub tags: Vec<String>,
    /// `at`
    pub at: DateTime<Utc>,
    /// `gone`
    pub gone: Option<DateTime<Utc>>,
}

/// A row of `parents_7`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "parents_7", keyspace = Hand,
    primary_key(a, b, name = "parents_7_pkey"),
    unique(code, name = "code once 7"),
    unique(b, a, name = "parents_7_b_a_key"),
)]
pub struct Parents7 {
    /// `a`
    pub a: i32,
    /// `b`
    pub b: String,
    /// `code`
    #[column(varchar = 12)]
    pub code: String,
}

/// A row of `children_7`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "children_7", keyspace = Hand,
    references((a, b) -> Parents7(a, b), on_delete = cascade, on_update = restrict, name = "of parent 7"),
)]
pub struct Children7 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i32,
    /// `a`
    pub a: Option<i32>,
    /// `b`
    pub b: Option<String>,
    /// `code`
    #[column(varchar = 12, references(Parents7::code, on_update = cascade, name = "children_7_code_fkey"))]
    pub code: Option<String>,
    /// `boss`
    #[column(references(Children7::id, on_delete = set_null, name = "children_7_boss_fkey"))]
    pub boss: Option<i32>,
}

/// A row of `made_7`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "made_7", keyspace = Hand,
    check("net > (0)::numeric", name = "made_7_net_check"),
    check("(rate >= (0)::numeric) AND (rate < (1)::numeric)", name = "made_7_rate_check"),
)]
pub struct Made7 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i64,
    /// `net`
    #[column(numeric(12, 2))]
    pub net: Decimal,
    /// `rate`
    #[column(numeric(4, 3), default = sql("0.19"))]
    pub rate: Decimal,
    /// `gross`
    #[column(numeric(14, 2), generated("net * ((1)::numeric + rate)", stored))]
    pub gross: Option<Decimal>,
    /// `first`
    pub first: String,
    /// `last`
    pub last: String,
    /// `full`
    #[column(generated("(first || ' '::text) || last", stored))]
    pub full: Option<String>,
}

/// A row of `told_7`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "told_7", keyspace = Hand,
    unique(name, name = "told_7_name_key"),
    comment = "What is told: it's \"all\" of \\ this\nand more",
)]
pub struct Told7 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i16,
    /// `name`
    #[column(comment = "Naïve 名前")]
    pub name: String,
}

/// A row of `camelCase7`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "camelCase7", keyspace = Hand,
    unique(created_at, r#type),
)]
pub struct CamelCase7 {
    /// `id`
    #[column(primary_key)]
    pub id: Uuid,
    /// `createdAt`
    #[column(name = "createdAt")]
    pub created_at: DateTime<Utc>,
    /// `type`
    pub r#type: Option<String>,
    /// `self`
    #[column(name = "self")]
    pub self_: Option<String>,
    /// `match`
    pub r#match: Option<String>,
    /// `1st`
    #[column(name = "1st")]
    pub _1st: Option<i32>,
    /// `Größe`
    #[column(name = "Größe")]
    pub größe: Option<i32>,
    /// `UserID`
    #[column(name = "UserID")]
    pub user_id: Option<i64>,
}

/// A row of `states_7`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "states_7", keyspace = Hand,
    check("state = ANY (ARRAY['open'::text, 'closed'::text, 'it''s'::text])", name = "states_7_state_check"),
    check("(mail)::text ~* '^[^@]+@[^@]+$'::text", name = "mail_looks_like_one"),
    check("(low < high) OR (high IS NULL)", name = "states_7_check"),
    check("\nCASE\n    WHEN (kind = 'good'::mood) THEN (low > 0)\n    ELSE true\nEND", name = "states_7_check1"),
    check("length(state) <= 20", name = "states_7_state_check1"),
    relations(many(pairs_7: Pairs7::right_id)),
)]
pub struct States7 {
    /// `id`
    #[column(primary_key)]
    pub id: i64,
    /// `state`
    pub state: String,
    /// `kind`
    pub kind: Mood,
    /// `low`
    pub low: Option<i32>,
    /// `high`
    pub high: Option<i32>,
    /// `mail`
    #[column(varchar = 120)]
    pub mail: Option<String>,
}

/// A row of `pairs_7`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "pairs_7", keyspace = Hand,
    primary_key(left_id, right_id, name = "pairs_7_key"),
    index(right_id, rank, name = "pairs_7_right_id_rank_idx"),
    relations(one(right: right_id), one(left: left_id)),
)]
pub struct Pairs7 {
    /// `left_id`
    #[column(references(States7::id, on_delete = cascade, name = "pairs_7_left"))]
    pub left_id: i64,
    /// `right_id`
    #[column(references(States7::id, on_delete = restrict, name = "pairs_7_right_id_fkey"))]
    pub right_id: i64,
    /// `rank`
    #[column(default = 0)]
    pub rank: i32,
}

/// A row of `Order 8`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "Order 8", keyspace = Hand,
    primary_key(order_no, line_no, name = "Order 8_pkey"),
    index(unit_price desc, select, name = "By Price 8"),
    check("(\"Unit Price\" >= (0)::numeric) AND ((\"Line-No\" >= 1) AND (\"Line-No\" <= 99))", name = "Price ok 8"),
)]
pub struct Order8 {
    /// `Order No`
    #[column(name = "Order No")]
    pub order_no: i64,
    /// `Line-No`
    #[column(name = "Line-No")]
    pub line_no: i16,
    /// `select`
    pub select: Option<String>,
    /// `Unit Price`
    #[column(name = "Unit Price", numeric(12, 4), default = sql("0.5"))]
    pub unit_price: Decimal,
    /// `naïve`
    #[column(default = "it's \"so\"")]
    pub naïve: Option<String>,
}

/// A row of `kinds_8`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "kinds_8", keyspace = Hand,
)]
pub struct Kinds8 {
    /// `id`
    #[column(primary_key, default = auto_increment(identity_always))]
    pub id: i64,
    /// `n`
    #[column(default = -1)]
    pub n: i32,
    /// `s`
    #[column(default = 7)]
    pub s: Option<i16>,
    /// `flag`
    #[column(default = true)]
    pub flag: bool,
    /// `f`
    #[column(default = sql("1.5"))]
    pub f: Option<f64>,
    /// `r`
    pub r: Option<f32>,
    /// `d`
    #[column(numeric(10, 2), default = sql("12.30"))]
    pub d: Decimal,
    /// `whole`
    #[column(numeric(9, 0), default = sql("3"))]
    pub whole: Option<Decimal>,
    /// `title`
    #[column(varchar = 80, default = "a'b")]
    pub title: String,
    /// `note`
    #[column(default = sql("'line\nnext\\'::text"))]
    pub note: Option<String>,
    /// `at`
    #[column(default = sql("now()"))]
    pub at: DateTime<Utc>,
    /// `local`
    #[column(precision = 3, default = sql("CURRENT_TIMESTAMP"))]
    pub local: Option<NaiveDateTime>,
    /// `day`
    #[column(default = sql("CURRENT_DATE"))]
    pub day: NaiveDate,
    /// `clock`
    #[column(precision = 0, default = sql("'12:30:00'::time without time zone"))]
    pub clock: Option<NaiveTime>,
    /// `key`
    #[column(default = sql("gen_random_uuid()"))]
    pub key: Uuid,
    /// `data`
    #[column(default = sql("'{\"a\": 1}'::jsonb"))]
    pub data: Json<serde_json::Value>,
    /// `raw`
    #[column(json)]
    pub raw: Option<Json<serde_json::Value>>,
    /// `bytes`
    #[column(default = sql("'\\x01ff'::bytea"))]
    pub bytes: Option<Vec<u8>>,
    /// `feels`
    #[column(default = Mood::SoSo)]
    pub feels: Mood,
    /// `tags`
    #[column(default = sql("'{}'::text[]"))]
    pub tags: Vec<String>,
    /// `moods`
    pub moods: Option<Vec<Mood>>,
    /// `span`
    #[column(default = sql("'1 day'::interval"))]
    pub span: Option<orm::types::Interval>,
    /// `ip`
    #[column(default = sql("'127.0.0.1'::inet"))]
    pub ip: Option<std::net::IpAddr>,
    /// `net`
    pub net: Option<orm::types::IpNetwork>,
}

/// A row of `searched_8`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "searched_8", keyspace = Hand,
    index(title, where = "gone IS NULL", unique, name = "searched 8 live"),
    index(expression = "lower(title)", at desc, name = "searched_8_lower"),
    index(part = "\"title\" text_pattern_ops", name = "searched_8_like"),
    index(part = "\"data\" jsonb_path_ops", using = gin, name = "searched_8_data"),
    index(tags, using = gin, name = "searched_8_tags"),
    index(at, using = brin, name = "searched_8_at"),
    index(author_id, using = hash, name = "searched_8_author"),
    index(part = "\"author_id\" DESC NULLS LAST", include(title, at), name = "searched_8_wide"),
    index(author_id, title, include(gone), unique, name = "searched_8_once"),
    index(expression = "(data ->> 'kind'::text)", where = "(author_id IS NOT NULL) AND (gone IS NULL)", name = "searched_8_kind"),
)]
pub struct Searched8 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i32,
    /// `title`
    pub title: String,
    /// `author_id`
    pub author_id: Option<i32>,
    /// `data`
    pub data: Json<serde_json::Value>,
    /// `tags`
    pub tags: Vec<String>,
    /// `at`
    pub at: DateTime<Utc>,
    /// `gone`
    pub gone: Option<DateTime<Utc>>,
}

/// A row of `parents_8`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "parents_8", keyspace = Hand,
    primary_key(a, b, name = "parents_8_pkey"),
    unique(code, name = "code once 8"),
    unique(b, a, name = "parents_8_b_a_key"),
)]
pub struct Parents8 {
    /// `a`
    pub a: i32,
    /// `b`
    pub b: String,
    /// `code`
    #[column(varchar = 12)]
    pub code: String,
}

/// A row of `children_8`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "children_8", keyspace = Hand,
    references((a, b) -> Parents8(a, b), on_delete = cascade, on_update = restrict, name = "of parent 8"),
)]
pub struct Children8 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i32,
    /// `a`
    pub a: Option<i32>,
    /// `b`
    pub b: Option<String>,
    /// `code`
    #[column(varchar = 12, references(Parents8::code, on_update = cascade, name = "children_8_code_fkey"))]
    pub code: Option<String>,
    /// `boss`
    #[column(references(Children8::id, on_delete = set_null, name = "children_8_boss_fkey"))]
    pub boss: Option<i32>,
}

/// A row of `made_8`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "made_8", keyspace = Hand,
    check("net > (0)::numeric", name = "made_8_net_check"),
    check("(rate >= (0)::numeric) AND (rate < (1)::numeric)", name = "made_8_rate_check"),
)]
pub struct Made8 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i64,
    /// `net`
    #[column(numeric(12, 2))]
    pub net: Decimal,
    /// `rate`
    #[column(numeric(4, 3), default = sql("0.19"))]
    pub rate: Decimal,
    /// `gross`
    #[column(numeric(14, 2), generated("net * ((1)::numeric + rate)", stored))]
    pub gross: Option<Decimal>,
    /// `first`
    pub first: String,
    /// `last`
    pub last: String,
    /// `full`
    #[column(generated("(first || ' '::text) || last", stored))]
    pub full: Option<String>,
}

/// A row of `told_8`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "told_8", keyspace = Hand,
    unique(name, name = "told_8_name_key"),
    comment = "What is told: it's \"all\" of \\ this\nand more",
)]
pub struct Told8 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i16,
    /// `name`
    #[column(comment = "Naïve 名前")]
    pub name: String,
}

/// A row of `camelCase8`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "camelCase8", keyspace = Hand,
    unique(created_at, r#type),
)]
pub struct CamelCase8 {
    /// `id`
    #[column(primary_key)]
    pub id: Uuid,
    /// `createdAt`
    #[column(name = "createdAt")]
    pub created_at: DateTime<Utc>,
    /// `type`
    pub r#type: Option<String>,
    /// `self`
    #[column(name = "self")]
    pub self_: Option<String>,
    /// `match`
    pub r#match: Option<String>,
    /// `1st`
    #[column(name = "1st")]
    pub _1st: Option<i32>,
    /// `Größe`
    #[column(name = "Größe")]
    pub größe: Option<i32>,
    /// `UserID`
    #[column(name = "UserID")]
    pub user_id: Option<i64>,
}

/// A row of `states_8`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "states_8", keyspace = Hand,
    check("state = ANY (ARRAY['open'::text, 'closed'::text, 'it''s'::text])", name = "states_8_state_check"),
    check("(mail)::text ~* '^[^@]+@[^@]+$'::text", name = "mail_looks_like_one"),
    check("(low < high) OR (high IS NULL)", name = "states_8_check"),
    check("\nCASE\n    WHEN (kind = 'good'::mood) THEN (low > 0)\n    ELSE true\nEND", name = "states_8_check1"),
    check("length(state) <= 20", name = "states_8_state_check1"),
    relations(many(pairs_8: Pairs8::right_id)),
)]
pub struct States8 {
    /// `id`
    #[column(primary_key)]
    pub id: i64,
    /// `state`
    pub state: String,
    /// `kind`
    pub kind: Mood,
    /// `low`
    pub low: Option<i32>,
    /// `high`
    pub high: Option<i32>,
    /// `mail`
    #[column(varchar = 120)]
    pub mail: Option<String>,
}

/// A row of `pairs_8`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "pairs_8", keyspace = Hand,
    primary_key(left_id, right_id, name = "pairs_8_key"),
    index(right_id, rank, name = "pairs_8_right_id_rank_idx"),
    relations(one(right: right_id), one(left: left_id)),
)]
pub struct Pairs8 {
    /// `left_id`
    #[column(references(States8::id, on_delete = cascade, name = "pairs_8_left"))]
    pub left_id: i64,
    /// `right_id`
    #[column(references(States8::id, on_delete = restrict, name = "pairs_8_right_id_fkey"))]
    pub right_id: i64,
    /// `rank`
    #[column(default = 0)]
    pub rank: i32,
}

/// A row of `Order 9`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "Order 9", keyspace = Hand,
    primary_key(order_no, line_no, name = "Order 9_pkey"),
    index(unit_price desc, select, name = "By Price 9"),
    check("(\"Unit Price\" >= (0)::numeric) AND ((\"Line-No\" >= 1) AND (\"Line-No\" <= 99))", name = "Price ok 9"),
)]
pub struct Order9 {
    /// `Order No`
    #[column(name = "Order No")]
    pub order_no: i64,
    /// `Line-No`
    #[column(name = "Line-No")]
    pub line_no: i16,
    /// `select`
    pub select: Option<String>,
    /// `Unit Price`
    #[column(name = "Unit Price", numeric(12, 4), default = sql("0.5"))]
    pub unit_price: Decimal,
    /// `naïve`
    #[column(default = "it's \"so\"")]
    pub naïve: Option<String>,
}

/// A row of `kinds_9`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "kinds_9", keyspace = Hand,
)]
pub struct Kinds9 {
    /// `id`
    #[column(primary_key, default = auto_increment(identity_always))]
    pub id: i64,
    /// `n`
    #[column(default = -1)]
    pub n: i32,
    /// `s`
    #[column(default = 7)]
    pub s: Option<i16>,
    /// `flag`
    #[column(default = true)]
    pub flag: bool,
    /// `f`
    #[column(default = sql("1.5"))]
    pub f: Option<f64>,
    /// `r`
    pub r: Option<f32>,
    /// `d`
    #[column(numeric(10, 2), default = sql("12.30"))]
    pub d: Decimal,
    /// `whole`
    #[column(numeric(9, 0), default = sql("3"))]
    pub whole: Option<Decimal>,
    /// `title`
    #[column(varchar = 80, default = "a'b")]
    pub title: String,
    /// `note`
    #[column(default = sql("'line\nnext\\'::text"))]
    pub note: Option<String>,
    /// `at`
    #[column(default = sql("now()"))]
    pub at: DateTime<Utc>,
    /// `local`
    #[column(precision = 3, default = sql("CURRENT_TIMESTAMP"))]
    pub local: Option<NaiveDateTime>,
    /// `day`
    #[column(default = sql("CURRENT_DATE"))]
    pub day: NaiveDate,
    /// `clock`
    #[column(precision = 0, default = sql("'12:30:00'::time without time zone"))]
    pub clock: Option<NaiveTime>,
    /// `key`
    #[column(default = sql("gen_random_uuid()"))]
    pub key: Uuid,
    /// `data`
    #[column(default = sql("'{\"a\": 1}'::jsonb"))]
    pub data: Json<serde_json::Value>,
    /// `raw`
    #[column(json)]
    pub raw: Option<Json<serde_json::Value>>,
    /// `bytes`
    #[column(default = sql("'\\x01ff'::bytea"))]
    pub bytes: Option<Vec<u8>>,
    /// `feels`
    #[column(default = Mood::SoSo)]
    pub feels: Mood,
    /// `tags`
    #[column(default = sql("'{}'::text[]"))]
    pub tags: Vec<String>,
    /// `moods`
    pub moods: Option<Vec<Mood>>,
    /// `span`
    #[column(default = sql("'1 day'::interval"))]
    pub span: Option<orm::types::Interval>,
    /// `ip`
    #[column(default = sql("'127.0.0.1'::inet"))]
    pub ip: Option<std::net::IpAddr>,
    /// `net`
    pub net: Option<orm::types::IpNetwork>,
}

/// A row of `searched_9`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "searched_9", keyspace = Hand,
    index(title, where = "gone IS NULL", unique, name = "searched 9 live"),
    index(expression = "lower(title)", at desc, name = "searched_9_lower"),
    index(part = "\"title\" text_pattern_ops", name = "searched_9_like"),
    index(part = "\"data\" jsonb_path_ops", using = gin, name = "searched_9_data"),
    index(tags, using = gin, name = "searched_9_tags"),
    index(at, using = brin, name = "searched_9_at"),
    index(author_id, using = hash, name = "searched_9_author"),
    index(part = "\"author_id\" DESC NULLS LAST", include(title, at), name = "searched_9_wide"),
    index(author_id, title, include(gone), unique, name = "searched_9_once"),
    index(expression = "(data ->> 'kind'::text)", where = "(author_id IS NOT NULL) AND (gone IS NULL)", name = "searched_9_kind"),
)]
pub struct Searched9 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i32,
    /// `title`
    pub title: String,
    /// `author_id`
    pub author_id: Option<i32>,
    /// `data`
    pub data: Json<serde_json::Value>,
    /// `tags`
    pub tags: Vec<String>,
    /// `at`
    pub at: DateTime<Utc>,
    /// `gone`
    pub gone: Option<DateTime<Utc>>,
}

/// A row of `parents_9`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "parents_9", keyspace = Hand,
    primary_key(a, b, name = "parents_9_pkey"),
    unique(code, name = "code once 9"),
    unique(b, a, name = "parents_9_b_a_key"),
)]
pub struct Parents9 {
    /// `a`
    pub a: i32,
    /// `b`
    pub b: String,
    /// `code`
    #[column(varchar = 12)]
    pub code: String,
}

/// A row of `children_9`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "children_9", keyspace = Hand,
    references((a, b) -> Parents9(a, b), on_delete = cascade, on_update = restrict, name = "of parent 9"),
)]
pub struct Children9 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i32,
    /// `a`
    pub a: Option<i32>,
    /// `b`
    pub b: Option<String>,
    /// `code`
    #[column(varchar = 12, references(Parents9::code, on_update = cascade, name = "children_9_code_fkey"))]
    pub code: Option<String>,
    /// `boss`
    #[column(references(Children9::id, on_delete = set_null, name = "children_9_boss_fkey"))]
    pub boss: Option<i32>,
}

/// A row of `made_9`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "made_9", keyspace = Hand,
    check("net > (0)::numeric", name = "made_9_net_check"),
    check("(rate >= (0)::numeric) AND (rate < (1)::numeric)", name = "made_9_rate_check"),
)]
pub struct Made9 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i64,
    /// `net`
    #[column(numeric(12, 2))]
    pub net: Decimal,
    /// `rate`
    #[column(numeric(4, 3), default = sql("0.19"))]
    pub rate: Decimal,
    /// `gross`
    #[column(numeric(14, 2), generated("net * ((1)::numeric + rate)", stored))]
    pub gross: Option<Decimal>,
    /// `first`
    pub first: String,
    /// `last`
    pub last: String,
    /// `full`
    #[column(generated("(first || ' '::text) || last", stored))]
    pub full: Option<String>,
}

/// A row of `told_9`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "told_9", keyspace = Hand,
    unique(name, name = "told_9_name_key"),
    comment = "What is told: it's \"all\" of \\ this\nand more",
)]
pub struct Told9 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i16,
    /// `name`
    #[column(comment = "Naïve 名前")]
    pub name: String,
}

/// A row of `camelCase9`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "camelCase9", keyspace = Hand,
    unique(created_at, r#type),
)]
pub struct CamelCase9 {
    /// `id`
    #[column(primary_key)]
    pub id: Uuid,
    /// `createdAt`
    #[column(name = "createdAt")]
    pub created_at: DateTime<Utc>,
    /// `type`
    pub r#type: Option<String>,
    /// `self`
    #[column(name = "self")]
    pub self_: Option<String>,
    /// `match`
    pub r#match: Option<String>,
    /// `1st`
    #[column(name = "1st")]
    pub _1st: Option<i32>,
    /// `Größe`
    #[column(name = "Größe")]
    pub größe: Option<i32>,
    /// `UserID`
    #[column(name = "UserID")]
    pub user_id: Option<i64>,
}

/// A row of `states_9`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "states_9", keyspace = Hand,
    check("state = ANY (ARRAY['open'::text, 'closed'::text, 'it''s'::text])", name = "states_9_state_check"),
    check("(mail)::text ~* '^[^@]+@[^@]+$'::text", name = "mail_looks_like_one"),
    check("(low < high) OR (high IS NULL)", name = "states_9_check"),
    check("\nCASE\n    WHEN (kind = 'good'::mood) THEN (low > 0)\n    ELSE true\nEND", name = "states_9_check1"),
    check("length(state) <= 20", name = "states_9_state_check1"),
    relations(many(pairs_9: Pairs9::right_id)),
)]
pub struct States9 {
    /// `id`
    #[column(primary_key)]
    pub id: i64,
    /// `state`
    pub state: String,
    /// `kind`
    pub kind: Mood,
    /// `low`
    pub low: Option<i32>,
    /// `high`
    pub high: Option<i32>,
    /// `mail`
    #[column(varchar = 120)]
    pub mail: Option<String>,
}

/// A row of `pairs_9`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "pairs_9", keyspace = Hand,
    primary_key(left_id, right_id, name = "pairs_9_key"),
    index(right_id, rank, name = "pairs_9_right_id_rank_idx"),
    relations(one(right: right_id), one(left: left_id)),
)]
pub struct Pairs9 {
    /// `left_id`
    #[column(references(States9::id, on_delete = cascade, name = "pairs_9_left"))]
    pub left_id: i64,
    /// `right_id`
    #[column(references(States9::id, on_delete = restrict, name = "pairs_9_right_id_fkey"))]
    pub right_id: i64,
    /// `rank`
    #[column(default = 0)]
    pub rank: i32,
}

