use orm::prelude::*;

/// The tables of `drizzle`.
#[derive(Keyspace)]
#[keyspace(name = "drizzle", tables(OrderItems0, OrderItems1, OrderItems10, OrderItems11, OrderItems12, OrderItems13, OrderItems14, OrderItems15, OrderItems16, OrderItems17, OrderItems18, OrderItems19, OrderItems2, OrderItems3, OrderItems4, OrderItems5, OrderItems6, OrderItems7, OrderItems8, OrderItems9, Members0, Members1, Members10, Members11, Members12, Members13, Members14, Members15, Members16, Members17, Members18, Members19, Members2, Members3, Members4, Members5, Members6, Members7, Members8, Members9, Nodes0, Nodes1, Nodes10, Nodes11, Nodes12, Nodes13, Nodes14, Nodes15, Nodes16, Nodes17, Nodes18, Nodes19, Nodes2, Nodes3, Nodes4, Nodes5, Nodes6, Nodes7, Nodes8, Nodes9, Orgs0, Orgs1, Orgs10, Orgs11, Orgs12, Orgs13, Orgs14, Orgs15, Orgs16, Orgs17, Orgs18, Orgs19, Orgs2, Orgs3, Orgs4, Orgs5, Orgs6, Orgs7, Orgs8, Orgs9, Users0, Users1, Users10, Users11, Users12, Users13, Users14, Users15, Users16, Users17, Users18, Users19, Users2, Users3, Users4, Users5, Users6, Users7, Users8, Users9), tenancy = none, backend = postgres)]
pub struct Drizzle;

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

/// A row of `Order Items 0`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "Order Items 0", keyspace = Drizzle,
    unique(org_id, unit_price, name = "one price 0"),
    references((org_id, user_id) -> Members0(org_id, user_id), on_delete = restrict, name = "of member 0"),
)]
pub struct OrderItems0 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i64,
    /// `org_id`
    pub org_id: i64,
    /// `user_id`
    pub user_id: i32,
    /// `Unit Price`
    #[column(name = "Unit Price", numeric(12, 2), default = sql("'0.50'"))]
    pub unit_price: Decimal,
    /// `amount`
    #[column(default = 1)]
    pub amount: i32,
    /// `total`
    #[column(numeric(14, 2), generated("amount * \"Unit Price\"", stored))]
    pub total: Option<Decimal>,
}

/// A row of `Order Items 1`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "Order Items 1", keyspace = Drizzle,
    unique(org_id, unit_price, name = "one price 1"),
    references((org_id, user_id) -> Members1(org_id, user_id), on_delete = restrict, name = "of member 1"),
)]
pub struct OrderItems1 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i64,
    /// `org_id`
    pub org_id: i64,
    /// `user_id`
    pub user_id: i32,
    /// `Unit Price`
    #[column(name = "Unit Price", numeric(12, 2), default = sql("'0.50'"))]
    pub unit_price: Decimal,
    /// `amount`
    #[column(default = 1)]
    pub amount: i32,
    /// `total`
    #[column(numeric(14, 2), generated("amount * \"Unit Price\"", stored))]
    pub total: Option<Decimal>,
}

/// A row of `Order Items 10`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "Order Items 10", keyspace = Drizzle,
    unique(org_id, unit_price, name = "one price 10"),
    references((org_id, user_id) -> Members10(org_id, user_id), on_delete = restrict, name = "of member 10"),
)]
pub struct OrderItems10 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i64,
    /// `org_id`
    pub org_id: i64,
    /// `user_id`
    pub user_id: i32,
    /// `Unit Price`
    #[column(name = "Unit Price", numeric(12, 2), default = sql("'0.50'"))]
    pub unit_price: Decimal,
    /// `amount`
    #[column(default = 1)]
    pub amount: i32,
    /// `total`
    #[column(numeric(14, 2), generated("amount * \"Unit Price\"", stored))]
    pub total: Option<Decimal>,
}

/// A row of `Order Items 11`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "Order Items 11", keyspace = Drizzle,
    unique(org_id, unit_price, name = "one price 11"),
    references((org_id, user_id) -> Members11(org_id, user_id), on_delete = restrict, name = "of member 11"),
)]
pub struct OrderItems11 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i64,
    /// `org_id`
    pub org_id: i64,
    /// `user_id`
    pub user_id: i32,
    /// `Unit Price`
    #[column(name = "Unit Price", numeric(12, 2), default = sql("'0.50'"))]
    pub unit_price: Decimal,
    /// `amount`
    #[column(default = 1)]
    pub amount: i32,
    /// `total`
    #[column(numeric(14, 2), generated("amount * \"Unit Price\"", stored))]
    pub total: Option<Decimal>,
}

/// A row of `Order Items 12`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "Order Items 12", keyspace = Drizzle,
    unique(org_id, unit_price, name = "one price 12"),
    references((org_id, user_id) -> Members12(org_id, user_id), on_delete = restrict, name = "of member 12"),
)]
pub struct OrderItems12 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i64,
    /// `org_id`
    pub org_id: i64,
    /// `user_id`
    pub user_id: i32,
    /// `Unit Price`
    #[column(name = "Unit Price", numeric(12, 2), default = sql("'0.50'"))]
    pub unit_price: Decimal,
    /// `amount`
    #[column(default = 1)]
    pub amount: i32,
    /// `total`
    #[column(numeric(14, 2), generated("amount * \"Unit Price\"", stored))]
    pub total: Option<Decimal>,
}

/// A row of `Order Items 13`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "Order Items 13", keyspace = Drizzle,
    unique(org_id, unit_price, name = "one price 13"),
    references((org_id, user_id) -> Members13(org_id, user_id), on_delete = restrict, name = "of member 13"),
)]
pub struct OrderItems13 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i64,
    /// `org_id`
    pub org_id: i64,
    /// `user_id`
    pub user_id: i32,
    /// `Unit Price`
    #[column(name = "Unit Price", numeric(12, 2), default = sql("'0.50'"))]
    pub unit_price: Decimal,
    /// `amount`
    #[column(default = 1)]
    pub amount: i32,
    /// `total`
    #[column(numeric(14, 2), generated("amount * \"Unit Price\"", stored))]
    pub total: Option<Decimal>,
}

/// A row of `Order Items 14`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "Order Items 14", keyspace = Drizzle,
    unique(org_id, unit_price, name = "one price 14"),
    references((org_id, user_id) -> Members14(org_id, user_id), on_delete = restrict, name = "of member 14"),
)]
pub struct OrderItems14 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i64,
    /// `org_id`
    pub org_id: i64,
    /// `user_id`
    pub user_id: i32,
    /// `Unit Price`
    #[column(name = "Unit Price", numeric(12, 2), default = sql("'0.50'"))]
    pub unit_price: Decimal,
    /// `amount`
    #[column(default = 1)]
    pub amount: i32,
    /// `total`
    #[column(numeric(14, 2), generated("amount * \"Unit Price\"", stored))]
    pub total: Option<Decimal>,
}

/// A row of `Order Items 15`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "Order Items 15", keyspace = Drizzle,
    unique(org_id, unit_price, name = "one price 15"),
    references((org_id, user_id) -> Members15(org_id, user_id), on_delete = restrict, name = "of member 15"),
)]
pub struct OrderItems15 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i64,
    /// `org_id`
    pub org_id: i64,
    /// `user_id`
    pub user_id: i32,
    /// `Unit Price`
    #[column(name = "Unit Price", numeric(12, 2), default = sql("'0.50'"))]
    pub unit_price: Decimal,
    /// `amount`
    #[column(default = 1)]
    pub amount: i32,
    /// `total`
    #[column(numeric(14, 2), generated("amount * \"Unit Price\"", stored))]
    pub total: Option<Decimal>,
}

/// A row of `Order Items 16`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "Order Items 16", keyspace = Drizzle,
    unique(org_id, unit_price, name = "one price 16"),
    references((org_id, user_id) -> Members16(org_id, user_id), on_delete = restrict, name = "of member 16"),
)]
pub struct OrderItems16 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i64,
    /// `org_id`
    pub org_id: i64,
    /// `user_id`
    pub user_id: i32,
    /// `Unit Price`
    #[column(name = "Unit Price", numeric(12, 2), default = sql("'0.50'"))]
    pub unit_price: Decimal,
    /// `amount`
    #[column(default = 1)]
    pub amount: i32,
    /// `total`
    #[column(numeric(14, 2), generated("amount * \"Unit Price\"", stored))]
    pub total: Option<Decimal>,
}

/// A row of `Order Items 17`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "Order Items 17", keyspace = Drizzle,
    unique(org_id, unit_price, name = "one price 17"),
    references((org_id, user_id) -> Members17(org_id, user_id), on_delete = restrict, name = "of member 17"),
)]
pub struct OrderItems17 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i64,
    /// `org_id`
    pub org_id: i64,
    /// `user_id`
    pub user_id: i32,
    /// `Unit Price`
    #[column(name = "Unit Price", numeric(12, 2), default = sql("'0.50'"))]
    pub unit_price: Decimal,
    /// `amount`
    #[column(default = 1)]
    pub amount: i32,
    /// `total`
    #[column(numeric(14, 2), generated("amount * \"Unit Price\"", stored))]
    pub total: Option<Decimal>,
}

/// A row of `Order Items 18`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "Order Items 18", keyspace = Drizzle,
    unique(org_id, unit_price, name = "one price 18"),
    references((org_id, user_id) -> Members18(org_id, user_id), on_delete = restrict, name = "of member 18"),
)]
pub struct OrderItems18 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i64,
    /// `org_id`
    pub org_id: i64,
    /// `user_id`
    pub user_id: i32,
    /// `Unit Price`
    #[column(name = "Unit Price", numeric(12, 2), default = sql("'0.50'"))]
    pub unit_price: Decimal,
    /// `amount`
    #[column(default = 1)]
    pub amount: i32,
    /// `total`
    #[column(numeric(14, 2), generated("amount * \"Unit Price\"", stored))]
    pub total: Option<Decimal>,
}

/// A row of `Order Items 19`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "Order Items 19", keyspace = Drizzle,
    unique(org_id, unit_price, name = "one price 19"),
    references((org_id, user_id) -> Members19(org_id, user_id), on_delete = restrict, name = "of member 19"),
)]
pub struct OrderItems19 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i64,
    /// `org_id`
    pub org_id: i64,
    /// `user_id`
    pub user_id: i32,
    /// `Unit Price`
    #[column(name = "Unit Price", numeric(12, 2), default = sql("'0.50'"))]
    pub unit_price: Decimal,
    /// `amount`
    #[column(default = 1)]
    pub amount: i32,
    /// `total`
    #[column(numeric(14, 2), generated("amount * \"Unit Price\"", stored))]
    pub total: Option<Decimal>,
}

/// A row of `Order Items 2`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "Order Items 2", keyspace = Drizzle,
    unique(org_id, unit_price, name = "one price 2"),
    references((org_id, user_id) -> Members2(org_id, user_id), on_delete = restrict, name = "of member 2"),
)]
pub struct OrderItems2 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i64,
    /// `org_id`
    pub org_id: i64,
    /// `user_id`
    pub user_id: i32,
    /// `Unit Price`
    #[column(name = "Unit Price", numeric(12, 2), default = sql("'0.50'"))]
    pub unit_price: Decimal,
    /// `amount`
    #[column(default = 1)]
    pub amount: i32,
    /// `total`
    #[column(numeric(14, 2), generated("amount * \"Unit Price\"", stored))]
    pub total: Option<Decimal>,
}

/// A row of `Order Items 3`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "Order Items 3", keyspace = Drizzle,
    unique(org_id, unit_price, name = "one price 3"),
    references((org_id, user_id) -> Members3(org_id, user_id), on_delete = restrict, name = "of member 3"),
)]
pub struct OrderItems3 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i64,
    /// `org_id`
    pub org_id: i64,
    /// `user_id`
    pub user_id: i32,
    /// `Unit Price`
    #[column(name = "Unit Price", numeric(12, 2), default = sql("'0.50'"))]
    pub unit_price: Decimal,
    /// `amount`
    #[column(default = 1)]
    pub amount: i32,
    /// `total`
    #[column(numeric(14, 2), generated("amount * \"Unit Price\"", stored))]
    pub total: Option<Decimal>,
}

/// A row of `Order Items 4`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "Order Items 4", keyspace = Drizzle,
    unique(org_id, unit_price, name = "one price 4"),
    references((org_id, user_id) -> Members4(org_id, user_id), on_delete = restrict, name = "of member 4"),
)]
pub struct OrderItems4 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i64,
    /// `org_id`
    pub org_id: i64,
    /// `user_id`
    pub user_id: i32,
    /// `Unit Price`
    #[column(name = "Unit Price", numeric(12, 2), default = sql("'0.50'"))]
    pub unit_price: Decimal,
    /// `amount`
    #[column(default = 1)]
    pub amount: i32,
    /// `total`
    #[column(numeric(14, 2), generated("amount * \"Unit Price\"", stored))]
    pub total: Option<Decimal>,
}

/// A row of `Order Items 5`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "Order Items 5", keyspace = Drizzle,
    unique(org_id, unit_price, name = "one price 5"),
    references((org_id, user_id) -> Members5(org_id, user_id), on_delete = restrict, name = "of member 5"),
)]
pub struct OrderItems5 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i64,
    /// `org_id`
    pub org_id: i64,
    /// `user_id`
    pub user_id: i32,
    /// `Unit Price`
    #[column(name = "Unit Price", numeric(12, 2), default = sql("'0.50'"))]
    pub unit_price: Decimal,
    /// `amount`
    #[column(default = 1)]
    pub amount: i32,
    /// `total`
    #[column(numeric(14, 2), generated("amount * \"Unit Price\"", stored))]
    pub total: Option<Decimal>,
}

/// A row of `Order Items 6`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "Order Items 6", keyspace = Drizzle,
    unique(org_id, unit_price, name = "one price 6"),
    references((org_id, user_id) -> Members6(org_id, user_id), on_delete = restrict, name = "of member 6"),
)]
pub struct OrderItems6 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i64,
    /// `org_id`
    pub org_id: i64,
    /// `user_id`
    pub user_id: i32,
    /// `Unit Price`
    #[column(name = "Unit Price", numeric(12, 2), default = sql("'0.50'"))]
    pub unit_price: Decimal,
    /// `amount`
    #[column(default = 1)]
    pub amount: i32,
    /// `total`
    #[column(numeric(14, 2), generated("amount * \"Unit Price\"", stored))]
    pub total: Option<Decimal>,
}

/// A row of `Order Items 7`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "Order Items 7", keyspace = Drizzle,
    unique(org_id, unit_price, name = "one price 7"),
    references((org_id, user_id) -> Members7(org_id, user_id), on_delete = restrict, name = "of member 7"),
)]
pub struct OrderItems7 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i64,
    /// `org_id`
    pub org_id: i64,
    /// `user_id`
    pub user_id: i32,
    /// `Unit Price`
    #[column(name = "Unit Price", numeric(12, 2), default = sql("'0.50'"))]
    pub unit_price: Decimal,
    /// `amount`
    #[column(default = 1)]
    pub amount: i32,
    /// `total`
    #[column(numeric(14, 2), generated("amount * \"Unit Price\"", stored))]
    pub total: Option<Decimal>,
}

/// A row of `Order Items 8`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "Order Items 8", keyspace = Drizzle,
    unique(org_id, unit_price, name = "one price 8"),
    references((org_id, user_id) -> Members8(org_id, user_id), on_delete = restrict, name = "of member 8"),
)]
pub struct OrderItems8 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i64,
    /// `org_id`
    pub org_id: i64,
    /// `user_id`
    pub user_id: i32,
    /// `Unit Price`
    #[column(name = "Unit Price", numeric(12, 2), default = sql("'0.50'"))]
    pub unit_price: Decimal,
    /// `amount`
    #[column(default = 1)]
    pub amount: i32,
    /// `total`
    #[column(numeric(14, 2), generated("amount * \"Unit Price\"", stored))]
    pub total: Option<Decimal>,
}

/// A row of `Order Items 9`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "Order Items 9", keyspace = Drizzle,
    unique(org_id, unit_price, name = "one price 9"),
    references((org_id, user_id) -> Members9(org_id, user_id), on_delete = restrict, name = "of member 9"),
)]
pub struct OrderItems9 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i64,
    /// `org_id`
    pub org_id: i64,
    /// `user_id`
    pub user_id: i32,
    /// `Unit Price`
    #[column(name = "Unit Price", numeric(12, 2), default = sql("'0.50'"))]
    pub unit_price: Decimal,
    /// `amount`
    #[column(default = 1)]
    pub amount: i32,
    /// `total`
    #[column(numeric(14, 2), generated("amount * \"Unit Price\"", stored))]
    pub total: Option<Decimal>,
}

/// A row of `members_0`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "members_0", keyspace = Drizzle,
    primary_key(org_id, user_id),
    check("\"members_0\".\"rank\" > -5", name = "members_0_rank"),
    relations(one(org: org_id), one(user: user_id)),
)]
pub struct Members0 {
    /// `org_id`
    #[column(references(Orgs0::id, on_delete = cascade))]
    pub org_id: i64,
    /// `user_id`
    #[column(references(Users0::id))]
    pub user_id: i32,
    /// `role`
    #[column(varchar = 20, default = "member")]
    pub role: String,
    /// `rank`
    #[column(default = -1)]
    pub rank: i16,
}

/// A row of `members_1`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "members_1", keyspace = Drizzle,
    primary_key(org_id, user_id),
    check("\"members_1\".\"rank\" > -5", name = "members_1_rank"),
    relations(one(org: org_id), one(user: user_id)),
)]
pub struct Members1 {
    /// `org_id`
    #[column(references(Orgs1::id, on_delete = cascade))]
    pub org_id: i64,
    /// `user_id`
    #[column(references(Users1::id))]
    pub user_id: i32,
    /// `role`
    #[column(varchar = 20, default = "member")]
    pub role: String,
    /// `rank`
    #[column(default = -1)]
    pub rank: i16,
}

/// A row of `members_10`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "members_10", keyspace = Drizzle,
    primary_key(org_id, user_id),
    check("\"members_10\".\"rank\" > -5", name = "members_10_rank"),
    relations(one(org: org_id), one(user: user_id)),
)]
pub struct Members10 {
    /// `org_id`
    #[column(references(Orgs10::id, on_delete = cascade))]
    pub org_id: i64,
    /// `user_id`
    #[column(references(Users10::id))]
    pub user_id: i32,
    /// `role`
    #[column(varchar = 20, default = "member")]
    pub role: String,
    /// `rank`
    #[column(default = -1)]
    pub rank: i16,
}

/// A row of `members_11`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "members_11", keyspace = Drizzle,
    primary_key(org_id, user_id),
    check("\"members_11\".\"rank\" > -5", name = "members_11_rank"),
    relations(one(org: org_id), one(user: user_id)),
)]
pub struct Members11 {
    /// `org_id`
    #[column(references(Orgs11::id, on_delete = cascade))]
    pub org_id: i64,
    /// `user_id`
    #[column(references(Users11::id))]
    pub user_id: i32,
    /// `role`
    #[column(varchar = 20, default = "member")]
    pub role: String,
    /// `rank`
    #[column(default = -1)]
    pub rank: i16,
}

/// A row of `members_12`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "members_12", keyspace = Drizzle,
    primary_key(org_id, user_id),
    check("\"members_12\".\"rank\" > -5", name = "members_12_rank"),
    relations(one(org: org_id), one(user: user_id)),
)]
pub struct Members12 {
    /// `org_id`
    #[column(references(Orgs12::id, on_delete = cascade))]
    pub org_id: i64,
    /// `user_id`
    #[column(references(Users12::id))]
    pub user_id: i32,
    /// `role`
    #[column(varchar = 20, default = "member")]
    pub role: String,
    /// `rank`
    #[column(default = -1)]
    pub rank: i16,
}

/// A row of `members_13`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "members_13", keyspace = Drizzle,
    primary_key(org_id, user_id),
    check("\"members_13\".\"rank\" > -5", name = "members_13_rank"),
    relations(one(org: org_id), one(user: user_id)),
)]
pub struct Members13 {
    /// `org_id`
    #[column(references(Orgs13::id, on_delete = cascade))]
    pub org_id: i64,
    /// `user_id`
    #[column(references(Users13::id))]
    pub user_id: i32,
    /// `role`
    #[column(varchar = 20, default = "member")]
    pub role: String,
    /// `rank`
    #[column(default = -1)]
    pub rank: i16,
}

/// A row of `members_14`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "members_14", keyspace = Drizzle,
    primary_key(org_id, user_id),
    check("\"members_14\".\"rank\" > -5", name = "members_14_rank"),
    relations(one(org: org_id), one(user: user_id)),
)]
pub struct Members14 {
    /// `org_id`
    #[column(references(Orgs14::id, on_delete = cascade))]
    pub org_id: i64,
    /// `user_id`
    #[column(references(Users14::id))]
    pub user_id: i32,
    /// `role`
    #[column(varchar = 20, default = "member")]
    pub role: String,
    /// `rank`
    #[column(default = -1)]
    pub rank: i16,
}

/// A row of `members_15`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "members_15", keyspace = Drizzle,
    primary_key(org_id, user_id),
    check("\"members_15\".\"rank\" > -5", name = "members_15_rank"),
    relations(one(org: org_id), one(user: user_id)),
)]
pub struct Members15 {
    /// `org_id`
    #[column(references(Orgs15::id, on_delete = cascade))]
    pub org_id: i64,
    /// `user_id`
    #[column(references(Users15::id))]
    pub user_id: i32,
    /// `role`
    #[column(varchar = 20, default = "member")]
    pub role: String,
    /// `rank`
    #[column(default = -1)]
    pub rank: i16,
}

/// A row of `members_16`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "members_16", keyspace = Drizzle,
    primary_key(org_id, user_id),
    check("\"members_16\".\"rank\" > -5", name = "members_16_rank"),
    relations(one(org: org_id), one(user: user_id)),
)]
pub struct Members16 {
    /// `org_id`
    #[column(references(Orgs16::id, on_delete = cascade))]
    pub org_id: i64,
    /// `user_id`
    #[column(references(Users16::id))]
    pub user_id: i32,
    /// `role`
    #[column(varchar = 20, default = "member")]
    pub role: String,
    /// `rank`
    #[column(default = -1)]
    pub rank: i16,
}

/// A row of `members_17`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "members_17", keyspace = Drizzle,
    primary_key(org_id, user_id),
    check("\"members_17\".\"rank\" > -5", name = "members_17_rank"),
    relations(one(org: org_id), one(user: user_id)),
)]
pub struct Members17 {
    /// `org_id`
    #[column(references(Orgs17::id, on_delete = cascade))]
    pub org_id: i64,
    /// `user_id`
    #[column(references(Users17::id))]
    pub user_id: i32,
    /// `role`
    #[column(varchar = 20, default = "member")]
    pub role: String,
    /// `rank`
    #[column(default = -1)]
    pub rank: i16,
}

/// A row of `members_18`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "members_18", keyspace = Drizzle,
    primary_key(org_id, user_id),
    check("\"members_18\".\"rank\" > -5", name = "members_18_rank"),
    relations(one(org: org_id), one(user: user_id)),
)]
pub struct Members18 {
    /// `org_id`
    #[column(references(Orgs18::id, on_delete = cascade))]
    pub org_id: i64,
    /// `user_id`
    #[column(references(Users18::id))]
    pub user_id: i32,
    /// `role`
    #[column(varchar = 20, default = "member")]
    pub role: String,
    /// `rank`
    #[column(default = -1)]
    pub rank: i16,
}

/// A row of `members_19`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "members_19", keyspace = Drizzle,
    primary_key(org_id, user_id),
    check("\"members_19\".\"rank\" > -5", name = "members_19_rank"),
    relations(one(org: org_id), one(user: user_id)),
)]
pub struct Members19 {
    /// `org_id`
    #[column(references(Orgs19::id, on_delete = cascade))]
    pub org_id: i64,
    /// `user_id`
    #[column(references(Users19::id))]
    pub user_id: i32,
    /// `role`
    #[column(varchar = 20, default = "member")]
    pub role: String,
    /// `rank`
    #[column(default = -1)]
    pub rank: i16,
}

/// A row of `members_2`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "members_2", keyspace = Drizzle,
    primary_key(org_id, user_id),
    check("\"members_2\".\"rank\" > -5", name = "members_2_rank"),
    relations(one(org: org_id), one(user: user_id)),
)]
pub struct Members2 {
    /// `org_id`
    #[column(references(Orgs2::id, on_delete = cascade))]
    pub org_id: i64,
    /// `user_id`
    #[column(references(Users2::id))]
    pub user_id: i32,
    /// `role`
    #[column(varchar = 20, default = "member")]
    pub role: String,
    /// `rank`
    #[column(default = -1)]
    pub rank: i16,
}

/// A row of `members_3`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "members_3", keyspace = Drizzle,
    primary_key(org_id, user_id),
    check("\"members_3\".\"rank\" > -5", name = "members_3_rank"),
    relations(one(org: org_id), one(user: user_id)),
)]
pub struct Members3 {
    /// `org_id`
    #[column(references(Orgs3::id, on_delete = cascade))]
    pub org_id: i64,
    /// `user_id`
    #[column(references(Users3::id))]
    pub user_id: i32,
    /// `role`
    #[column(varchar = 20, default = "member")]
    pub role: String,
    /// `rank`
    #[column(default = -1)]
    pub rank: i16,
}

/// A row of `members_4`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "members_4", keyspace = Drizzle,
    primary_key(org_id, user_id),
    check("\"members_4\".\"rank\" > -5", name = "members_4_rank"),
    relations(one(org: org_id), one(user: user_id)),
)]
pub struct Members4 {
    /// `org_id`
    #[column(references(Orgs4::id, on_delete = cascade))]
    pub org_id: i64,
    /// `user_id`
    #[column(references(Users4::id))]
    pub user_id: i32,
    /// `role`
    #[column(varchar = 20, default = "member")]
    pub role: String,
    /// `rank`
    #[column(default = -1)]
    pub rank: i16,
}

/// A row of `members_5`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "members_5", keyspace = Drizzle,
    primary_key(org_id, user_id),
    check("\"members_5\".\"rank\" > -5", name = "members_5_rank"),
    relations(one(org: org_id), one(user: user_id)),
)]
pub struct Members5 {
    /// `org_id`
    #[column(references(Orgs5::id, on_delete = cascade))]
    pub org_id: i64,
    /// `user_id`
    #[column(references(Users5::id))]
    pub user_id: i32,
    /// `role`
    #[column(varchar = 20, default = "member")]
    pub role: String,
    /// `rank`
    #[column(default = -1)]
    pub rank: i16,
}

/// A row of `members_6`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "members_6", keyspace = Drizzle,
    primary_key(org_id, user_id),
    check("\"members_6\".\"rank\" > -5", name = "members_6_rank"),
    relations(one(org: org_id), one(user: user_id)),
)]
pub struct Members6 {
    /// `org_id`
    #[column(references(Orgs6::id, on_delete = cascade))]
    pub org_id: i64,
    /// `user_id`
    #[column(references(Users6::id))]
    pub user_id: i32,
    /// `role`
    #[column(varchar = 20, default = "member")]
    pub role: String,
    /// `rank`
    #[column(default = -1)]
    pub rank: i16,
}

/// A row of `members_7`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "members_7", keyspace = Drizzle,
    primary_key(org_id, user_id),
    check("\"members_7\".\"rank\" > -5", name = "members_7_rank"),
    relations(one(org: org_id), one(user: user_id)),
)]
pub struct Members7 {
    /// `org_id`
    #[column(references(Orgs7::id, on_delete = cascade))]
    pub org_id: i64,
    /// `user_id`
    #[column(references(Users7::id))]
    pub user_id: i32,
    /// `role`
    #[column(varchar = 20, default = "member")]
    pub role: String,
    /// `rank`
    #[column(default = -1)]
    pub rank: i16,
}

/// A row of `members_8`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "members_8", keyspace = Drizzle,
    primary_key(org_id, user_id),
    check("\"members_8\".\"rank\" > -5", name = "members_8_rank"),
    relations(one(org: org_id), one(user: user_id)),
)]
pub struct Members8 {
    /// `org_id`
    #[column(references(Orgs8::id, on_delete = cascade))]
    pub org_id: i64,
    /// `user_id`
    #[column(references(Users8::id))]
    pub user_id: i32,
    /// `role`
    #[column(varchar = 20, default = "member")]
    pub role: String,
    /// `rank`
    #[column(default = -1)]
    pub rank: i16,
}

/// A row of `members_9`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "members_9", keyspace = Drizzle,
    primary_key(org_id, user_id),
    check("\"members_9\".\"rank\" > -5", name = "members_9_rank"),
    relations(one(org: org_id), one(user: user_id)),
)]
pub struct Members9 {
    /// `org_id`
    #[column(references(Orgs9::id, on_delete = cascade))]
    pub org_id: i64,
    /// `user_id`
    #[column(references(Users9::id))]
    pub user_id: i32,
    /// `role`
    #[column(varchar = 20, default = "member")]
    pub role: String,
    /// `rank`
    #[column(default = -1)]
    pub rank: i16,
}

/// A row of `nodes_0`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "nodes_0", keyspace = Drizzle,
    index(part = "\"title\" NULLS FIRST", name = "nodes_0_title_index"),
)]
pub struct Nodes0 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i32,
    /// `parent`
    #[column(references(Nodes0::id))]
    pub parent: Option<i32>,
    /// `title`
    pub title: Option<String>,
}

/// A row of `nodes_1`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "nodes_1", keyspace = Drizzle,
    index(part = "\"title\" NULLS FIRST", name = "nodes_1_title_index"),
)]
pub struct Nodes1 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i32,
    /// `parent`
    #[column(references(Nodes1::id))]
    pub parent: Option<i32>,
    /// `title`
    pub title: Option<String>,
}

/// A row of `nodes_10`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "nodes_10", keyspace = Drizzle,
    index(part = "\"title\" NULLS FIRST", name = "nodes_10_title_index"),
)]
pub struct Nodes10 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i32,
    /// `parent`
    #[column(references(Nodes10::id))]
    pub parent: Option<i32>,
    /// `title`
    pub title: Option<String>,
}

/// A row of `nodes_11`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "nodes_11", keyspace = Drizzle,
    index(part = "\"title\" NULLS FIRST", name = "nodes_11_title_index"),
)]
pub struct Nodes11 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i32,
    /// `parent`
    #[column(references(Nodes11::id))]
    pub parent: Option<i32>,
    /// `title`
    pub title: Option<String>,
}

/// A row of `nodes_12`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "nodes_12", keyspace = Drizzle,
    index(part = "\"title\" NULLS FIRST", name = "nodes_12_title_index"),
)]
pub struct Nodes12 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i32,
    /// `parent`
    #[column(references(Nodes12::id))]
    pub parent: Option<i32>,
    /// `title`
    pub title: Option<String>,
}

/// A row of `nodes_13`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "nodes_13", keyspace = Drizzle,
    index(part = "\"title\" NULLS FIRST", name = "nodes_13_title_index"),
)]
pub struct Nodes13 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i32,
    /// `parent`
    #[column(references(Nodes13::id))]
    pub parent: Option<i32>,
    /// `title`
    pub title: Option<String>,
}

/// A row of `nodes_14`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "nodes_14", keyspace = Drizzle,
    index(part = "\"title\" NULLS FIRST", name = "nodes_14_title_index"),
)]
pub struct Nodes14 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i32,
    /// `parent`
    #[column(references(Nodes14::id))]
    pub parent: Option<i32>,
    /// `title`
    pub title: Option<String>,
}

/// A row of `nodes_15`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "nodes_15", keyspace = Drizzle,
    index(part = "\"title\" NULLS FIRST", name = "nodes_15_title_index"),
)]
pub struct Nodes15 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i32,
    /// `parent`
    #[column(references(Nodes15::id))]
    pub parent: Option<i32>,
    /// `title`
    pub title: Option<String>,
}

/// A row of `nodes_16`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "nodes_16", keyspace = Drizzle,
    index(part = "\"title\" NULLS FIRST", name = "nodes_16_title_index"),
)]
pub struct Nodes16 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i32,
    /// `parent`
    #[column(references(Nodes16::id))]
    pub parent: Option<i32>,
    /// `title`
    pub title: Option<String>,
}

/// A row of `nodes_17`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "nodes_17", keyspace = Drizzle,
    index(part = "\"title\" NULLS FIRST", name = "nodes_17_title_index"),
)]
pub struct Nodes17 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i32,
    /// `parent`
    #[column(references(Nodes17::id))]
    pub parent: Option<i32>,
    /// `title`
    pub title: Option<String>,
}

/// A row of `nodes_18`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "nodes_18", keyspace = Drizzle,
    index(part = "\"title\" NULLS FIRST", name = "nodes_18_title_index"),
)]
pub struct Nodes18 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i32,
    /// `parent`
    #[column(references(Nodes18::id))]
    pub parent: Option<i32>,
    /// `title`
    pub title: Option<String>,
}

/// A row of `nodes_19`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "nodes_19", keyspace = Drizzle,
    index(part = "\"title\" NULLS FIRST", name = "nodes_19_title_index"),
)]
pub struct Nodes19 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i32,
    /// `parent`
    #[column(references(Nodes19::id))]
    pub parent: Option<i32>,
    /// `title`
    pub title: Option<String>,
}

/// A row of `nodes_2`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "nodes_2", keyspace = Drizzle,
    index(part = "\"title\" NULLS FIRST", name = "nodes_2_title_index"),
)]
pub struct Nodes2 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i32,
    /// `parent`
    #[column(references(Nodes2::id))]
    pub parent: Option<i32>,
    /// `title`
    pub title: Option<String>,
}

/// A row of `nodes_3`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "nodes_3", keyspace = Drizzle,
    index(part = "\"title\" NULLS FIRST", name = "nodes_3_title_index"),
)]
pub struct Nodes3 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i32,
    /// `parent`
    #[column(references(Nodes3::id))]
    pub parent: Option<i32>,
    /// `title`
    pub title: Option<String>,
}

/// A row of `nodes_4`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "nodes_4", keyspace = Drizzle,
    index(part = "\"title\" NULLS FIRST", name = "nodes_4_title_index"),
)]
pub struct Nodes4 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i32,
    /// `parent`
    #[column(references(Nodes4::id))]
    pub parent: Option<i32>,
    /// `title`
    pub title: Option<String>,
}

/// A row of `nodes_5`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "nodes_5", keyspace = Drizzle,
    index(part = "\"title\" NULLS FIRST", name = "nodes_5_title_index"),
)]
pub struct Nodes5 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i32,
    /// `parent`
    #[column(references(Nodes5::id))]
    pub parent: Option<i32>,
    /// `title`
    pub title: Option<String>,
}

/// A row of `nodes_6`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "nodes_6", keyspace = Drizzle,
    index(part = "\"title\" NULLS FIRST", name = "nodes_6_title_index"),
)]
pub struct Nodes6 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i32,
    /// `parent`
    #[column(references(Nodes6::id))]
    pub parent: Option<i32>,
    /// `title`
    pub title: Option<String>,
}

/// A row of `nodes_7`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "nodes_7", keyspace = Drizzle,
    index(part = "\"title\" NULLS FIRST", name = "nodes_7_title_index"),
)]
pub struct Nodes7 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i32,
    /// `parent`
    #[column(references(Nodes7::id))]
    pub parent: Option<i32>,
    /// `title`
    pub title: Option<String>,
}

/// A row of `nodes_8`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "nodes_8", keyspace = Drizzle,
    index(part = "\"title\" NULLS FIRST", name = "nodes_8_title_index"),
)]
pub struct Nodes8 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i32,
    /// `parent`
    #[column(references(Nodes8::id))]
    pub parent: Option<i32>,
    /// `title`
    pub title: Option<String>,
}

/// A row of `nodes_9`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "nodes_9", keyspace = Drizzle,
    index(part = "\"title\" NULLS FIRST", name = "nodes_9_title_index"),
)]
pub struct Nodes9 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i32,
    /// `parent`
    #[column(references(Nodes9::id))]
    pub parent: Option<i32>,
    /// `title`
    pub title: Option<String>,
}

/// A row of `orgs_0`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "orgs_0", keyspace = Drizzle,
    index(data, using = gin, name = "orgs_0_data"),
    index(owner_id, where = "owner_id > 0", name = "orgs_0_owner"),
    index(tags, using = gin, name = "orgs_0_tags"),
    index(part = "\"kind\" text_pattern_ops", name = "orgs_0_kind"),
    relations(one(owner: owner_id), many(members_0: Members0::org_id)),
)]
pub struct Orgs0 {
    /// `id`
    #[column(primary_key, default = auto_increment(identity_always))]
    pub id: i64,
    /// `owner_id`
    #[column(references(Users0::id, on_delete = set_null, on_update = cascade))]
    pub owner_id: Option<i32>,
    /// `data`
    #[column(default = sql("'{\"a\":1,\"b\":[\"x\"]}'::jsonb"))]
    pub data: Json<serde_json::Value>,
    /// `raw`
    #[column(json)]
    pub raw: Option<Json<serde_json::Value>>,
    /// `tags`
    #[column(default = sql("'{}'"))]
    pub tags: Vec<String>,
    /// `ip`
    pub ip: Option<std::net::IpAddr>,
    /// `span`
    pub span: Option<orm::types::Interval>,
    /// `kind`
    pub kind: Option<String>,
}

/// A row of `orgs_1`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "orgs_1", keyspace = Drizzle,
    index(data, using = gin, name = "orgs_1_data"),
    index(owner_id, where = "owner_id > 0", name = "orgs_1_owner"),
    index(tags, using = gin, name = "orgs_1_tags"),
    index(part = "\"kind\" text_pattern_ops", name = "orgs_1_kind"),
    relations(one(owner: owner_id), many(members_1: Members1::org_id)),
)]
pub struct Orgs1 {
    /// `id`
    #[column(primary_key, default = auto_increment(identity_always))]
    pub id: i64,
    /// `owner_id`
    #[column(references(Users1::id, on_delete = set_null, on_update = cascade))]
    pub owner_id: Option<i32>,
    /// `data`
    #[column(default = sql("'{\"a\":1,\"b\":[\"x\"]}'::jsonb"))]
    pub data: Json<serde_json::Value>,
    /// `raw`
    #[column(json)]
    pub raw: Option<Json<serde_json::Value>>,
    /// `tags`
    #[column(default = sql("'{}'"))]
    pub tags: Vec<String>,
    /// `ip`
    pub ip: Option<std::net::IpAddr>,
    /// `span`
    pub span: Option<orm::types::Interval>,
    /// `kind`
    pub kind: Option<String>,
}

/// A row of `orgs_10`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "orgs_10", keyspace = Drizzle,
    index(data, using = gin, name = "orgs_10_data"),
    index(owner_id, where = "owner_id > 0", name = "orgs_10_owner"),
    index(tags, using = gin, name = "orgs_10_tags"),
    index(part = "\"kind\" text_pattern_ops", name = "orgs_10_kind"),
    relations(one(owner: owner_id), many(members_10: Members10::org_id)),
)]
pub struct Orgs10 {
    /// `id`
    #[column(primary_key, default = auto_increment(identity_always))]
    pub id: i64,
    /// `owner_id`
    #[column(references(Users10::id, on_delete = set_null, on_update = cascade))]
    pub owner_id: Option<i32>,
    /// `data`
    #[column(default = sql("'{\"a\":1,\"b\":[\"x\"]}'::jsonb"))]
    pub data: Json<serde_json::Value>,
    /// `raw`
    #[column(json)]
    pub raw: Option<Json<serde_json::Value>>,
    /// `tags`
    #[column(default = sql("'{}'"))]
    pub tags: Vec<String>,
    /// `ip`
    pub ip: Option<std::net::IpAddr>,
    /// `span`
    pub span: Option<orm::types::Interval>,
    /// `kind`
    pub kind: Option<String>,
}

/// A row of `orgs_11`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "orgs_11", keyspace = Drizzle,
    index(data, using = gin, name = "orgs_11_data"),
    index(owner_id, where = "owner_id > 0", name = "orgs_11_owner"),
    index(tags, using = gin, name = "orgs_11_tags"),
    index(part = "\"kind\" text_pattern_ops", name = "orgs_11_kind"),
    relations(one(owner: owner_id), many(members_11: Members11::org_id)),
)]
pub struct Orgs11 {
    /// `id`
    #[column(primary_key, default = auto_increment(identity_always))]
    pub id: i64,
    /// `owner_id`
    #[column(references(Users11::id, on_delete = set_null, on_update = cascade))]
    pub owner_id: Option<i32>,
    /// `data`
    #[column(default = sql("'{\"a\":1,\"b\":[\"x\"]}'::jsonb"))]
    pub data: Json<serde_json::Value>,
    /// `raw`
    #[column(json)]
    pub raw: Option<Json<serde_json::Value>>,
    /// `tags`
    #[column(default = sql("'{}'"))]
    pub tags: Vec<String>,
    /// `ip`
    pub ip: Option<std::net::IpAddr>,
    /// `span`
    pub span: Option<orm::types::Interval>,
    /// `kind`
    pub kind: Option<String>,
}

/// A row of `orgs_12`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "orgs_12", keyspace = Drizzle,
    index(data, using = gin, name = "orgs_12_data"),
    index(owner_id, where = "owner_id > 0", name = "orgs_12_owner"),
    index(tags, using = gin, name = "orgs_12_tags"),
    index(part = "\"kind\" text_pattern_ops", name = "orgs_12_kind"),
    relations(one(owner: owner_id), many(members_12: Members12::org_id)),
)]
pub struct Orgs12 {
    /// `id`
    #[column(primary_key, default = auto_increment(identity_always))]
    pub id: i64,
    /// `owner_id`
    #[column(references(Users12::id, on_delete = set_null, on_update = cascade))]
    pub owner_id: Option<i32>,
    /// `data`
    #[column(default = sql("'{\"a\":1,\"b\":[\"x\"]}'::jsonb"))]
    pub data: Json<serde_json::Value>,
    /// `raw`
    #[column(json)]
    pub raw: Option<Json<serde_json::Value>>,
    /// `tags`
    #[column(default = sql("'{}'"))]
    pub tags: Vec<String>,
    /// `ip`
    pub ip: Option<std::net::IpAddr>,
    /// `span`
    pub span: Option<orm::types::Interval>,
    /// `kind`
    pub kind: Option<String>,
}

/// A row of `orgs_13`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "orgs_13", keyspace = Drizzle,
    index(data, using = gin, name = "orgs_13_data"),
    index(owner_id, where = "owner_id > 0", name = "orgs_13_owner"),
    index(tags, using = gin, name = "orgs_13_tags"),
    index(part = "\"kind\" text_pattern_ops", name = "orgs_13_kind"),
    relations(one(owner: owner_id), many(members_13: Members13::org_id)),
)]
pub struct Orgs13 {
    /// `id`
    #[column(primary_key, default = auto_increment(identity_always))]
    pub id: i64,
    /// `owner_id`
    #[column(references(Users13::id, on_delete = set_null, on_update = cascade))]
    pub owner_id: Option<i32>,
    /// `data`
    #[column(default = sql("'{\"a\":1,\"b\":[\"x\"]}'::jsonb"))]
    pub data: Json<serde_json::Value>,
    /// `raw`
    #[column(json)]
    pub raw: Option<Json<serde_json::Value>>,
    /// `tags`
    #[column(default = sql("'{}'"))]
    pub tags: Vec<String>,
    /// `ip`
    pub ip: Option<std::net::IpAddr>,
    /// `span`
    pub span: Option<orm::types::Interval>,
    /// `kind`
    pub kind: Option<String>,
}

/// A row of `orgs_14`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "orgs_14", keyspace = Drizzle,
    index(data, using = gin, name = "orgs_14_data"),
    index(owner_id, where = "owner_id > 0", name = "orgs_14_owner"),
    index(tags, using = gin, name = "orgs_14_tags"),
    index(part = "\"kind\" text_pattern_ops", name = "orgs_14_kind"),
    relations(one(owner: owner_id), many(members_14: Members14::org_id)),
)]
pub struct Orgs14 {
    /// `id`
    #[column(primary_key, default = auto_increment(identity_always))]
    pub id: i64,
    /// `owner_id`
    #[column(references(Users14::id, on_delete = set_null, on_update = cascade))]
    pub owner_id: Option<i32>,
    /// `data`
    #[column(default = sql("'{\"a\":1,\"b\":[\"x\"]}'::jsonb"))]
    pub data: Json<serde_json::Value>,
    /// `raw`
    #[column(json)]
    pub raw: Option<Json<serde_json::Value>>,
    /// `tags`
    #[column(default = sql("'{}'"))]
    pub tags: Vec<String>,
    /// `ip`
    pub ip: Option<std::net::IpAddr>,
    /// `span`
    pub span: Option<orm::types::Interval>,
    /// `kind`
    pub kind: Option<String>,
}

/// A row of `orgs_15`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "orgs_15", keyspace = Drizzle,
    index(data, using = gin, name = "orgs_15_data"),
    index(owner_id, where = "owner_id > 0", name = "orgs_15_owner"),
    index(tags, using = gin, name = "orgs_15_tags"),
    index(part = "\"kind\" text_pattern_ops", name = "orgs_15_kind"),
    relations(one(owner: owner_id), many(members_15: Members15::org_id)),
)]
pub struct Orgs15 {
    /// `id`
    #[column(primary_key, default = auto_increment(identity_always))]
    pub id: i64,
    /// `owner_id`
    #[column(references(Users15::id, on_delete = set_null, on_update = cascade))]
    pub owner_id: Option<i32>,
    /// `data`
    #[column(default = sql("'{\"a\":1,\"b\":[\"x\"]}'::jsonb"))]
    pub data: Json<serde_json::Value>,
    /// `raw`
    #[column(json)]
    pub raw: Option<Json<serde_json::Value>>,
    /// `tags`
    #[column(default = sql("'{}'"))]
    pub tags: Vec<String>,
    /// `ip`
    pub ip: Option<std::net::IpAddr>,
    /// `span`
    pub span: Option<orm::types::Interval>,
    /// `kind`
    pub kind: Option<String>,
}

/// A row of `orgs_16`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "orgs_16", keyspace = Drizzle,
    index(data, using = gin, name = "orgs_16_data"),
    index(owner_id, where = "owner_id > 0", name = "orgs_16_owner"),
    index(tags, using = gin, name = "orgs_16_tags"),
    index(part = "\"kind\" text_pattern_ops", name = "orgs_16_kind"),
    relations(one(owner: owner_id), many(members_16: Members16::org_id)),
)]
pub struct Orgs16 {
    /// `id`
    #[column(primary_key, default = auto_increment(identity_always))]
    pub id: i64,
    /// `owner_id`
    #[column(references(Users16::id, on_delete = set_null, on_update = cascade))]
    pub owner_id: Option<i32>,
    /// `data`
    #[column(default = sql("'{\"a\":1,\"b\":[\"x\"]}'::jsonb"))]
    pub data: Json<serde_json::Value>,
    /// `raw`
    #[column(json)]
    pub raw: Option<Json<serde_json::Value>>,
    /// `tags`
    #[column(default = sql("'{}'"))]
    pub tags: Vec<String>,
    /// `ip`
    pub ip: Option<std::net::IpAddr>,
    /// `span`
    pub span: Option<orm::types::Interval>,
    /// `kind`
    pub kind: Option<String>,
}

/// A row of `orgs_17`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "orgs_17", keyspace = Drizzle,
    index(data, using = gin, name = "orgs_17_data"),
    index(owner_id, where = "owner_id > 0", name = "orgs_17_owner"),
    index(tags, using = gin, name = "orgs_17_tags"),
    index(part = "\"kind\" text_pattern_ops", name = "orgs_17_kind"),
    relations(one(owner: owner_id), many(members_17: Members17::org_id)),
)]
pub struct Orgs17 {
    /// `id`
    #[column(primary_key, default = auto_increment(identity_always))]
    pub id: i64,
    /// `owner_id`
    #[column(references(Users17::id, on_delete = set_null, on_update = cascade))]
    pub owner_id: Option<i32>,
    /// `data`
    #[column(default = sql("'{\"a\":1,\"b\":[\"x\"]}'::jsonb"))]
    pub data: Json<serde_json::Value>,
    /// `raw`
    #[column(json)]
    pub raw: Option<Json<serde_json::Value>>,
    /// `tags`
    #[column(default = sql("'{}'"))]
    pub tags: Vec<String>,
    /// `ip`
    pub ip: Option<std::net::IpAddr>,
    /// `span`
    pub span: Option<orm::types::Interval>,
    /// `kind`
    pub kind: Option<String>,
}

/// A row of `orgs_18`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "orgs_18", keyspace = Drizzle,
    index(data, using = gin, name = "orgs_18_data"),
    index(owner_id, where = "owner_id > 0", name = "orgs_18_owner"),
    index(tags, using = gin, name = "orgs_18_tags"),
    index(part = "\"kind\" text_pattern_ops", name = "orgs_18_kind"),
    relations(one(owner: owner_id), many(members_18: Members18::org_id)),
)]
pub struct Orgs18 {
    /// `id`
    #[column(primary_key, default = auto_increment(identity_always))]
    pub id: i64,
    /// `owner_id`
    #[column(references(Users18::id, on_delete = set_null, on_update = cascade))]
    pub owner_id: Option<i32>,
    /// `data`
    #[column(default = sql("'{\"a\":1,\"b\":[\"x\"]}'::jsonb"))]
    pub data: Json<serde_json::Value>,
    /// `raw`
    #[column(json)]
    pub raw: Option<Json<serde_json::Value>>,
    /// `tags`
    #[column(default = sql("'{}'"))]
    pub tags: Vec<String>,
    /// `ip`
    pub ip: Option<std::net::IpAddr>,
    /// `span`
    pub span: Option<orm::types::Interval>,
    /// `kind`
    pub kind: Option<String>,
}

/// A row of `orgs_19`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "orgs_19", keyspace = Drizzle,
    index(data, using = gin, name = "orgs_19_data"),
    index(owner_id, where = "owner_id > 0", name = "orgs_19_owner"),
    index(tags, using = gin, name = "orgs_19_tags"),
    index(part = "\"kind\" text_pattern_ops", name = "orgs_19_kind"),
    relations(one(owner: owner_id), many(members_19: Members19::org_id)),
)]
pub struct Orgs19 {
    /// `id`
    #[column(primary_key, default = auto_increment(identity_always))]
    pub id: i64,
    /// `owner_id`
    #[column(references(Users19::id, on_delete = set_null, on_update = cascade))]
    pub owner_id: Option<i32>,
    /// `data`
    #[column(default = sql("'{\"a\":1,\"b\":[\"x\"]}'::jsonb"))]
    pub data: Json<serde_json::Value>,
    /// `raw`
    #[column(json)]
    pub raw: Option<Json<serde_json::Value>>,
    /// `tags`
    #[column(default = sql("'{}'"))]
    pub tags: Vec<String>,
    /// `ip`
    pub ip: Option<std::net::IpAddr>,
    /// `span`
    pub span: Option<orm::types::Interval>,
    /// `kind`
    pub kind: Option<String>,
}

/// A row of `orgs_2`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "orgs_2", keyspace = Drizzle,
    index(data, using = gin, name = "orgs_2_data"),
    index(owner_id, where = "owner_id > 0", name = "orgs_2_owner"),
    index(tags, using = gin, name = "orgs_2_tags"),
    index(part = "\"kind\" text_pattern_ops", name = "orgs_2_kind"),
    relations(one(owner: owner_id), many(members_2: Members2::org_id)),
)]
pub struct Orgs2 {
    /// `id`
    #[column(primary_key, default = auto_increment(identity_always))]
    pub id: i64,
    /// `owner_id`
    #[column(references(Users2::id, on_delete = set_null, on_update = cascade))]
    pub owner_id: Option<i32>,
    /// `data`
    #[column(default = sql("'{\"a\":1,\"b\":[\"x\"]}'::jsonb"))]
    pub data: Json<serde_json::Value>,
    /// `raw`
    #[column(json)]
    pub raw: Option<Json<serde_json::Value>>,
    /// `tags`
    #[column(default = sql("'{}'"))]
    pub tags: Vec<String>,
    /// `ip`
    pub ip: Option<std::net::IpAddr>,
    /// `span`
    pub span: Option<orm::types::Interval>,
    /// `kind`
    pub kind: Option<String>,
}

/// A row of `orgs_3`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "orgs_3", keyspace = Drizzle,
    index(data, using = gin, name = "orgs_3_data"),
    index(owner_id, where = "owner_id > 0", name = "orgs_3_owner"),
    index(tags, using = gin, name = "orgs_3_tags"),
    index(part = "\"kind\" text_pattern_ops", name = "orgs_3_kind"),
    relations(one(owner: owner_id), many(members_3: Members3::org_id)),
)]
pub struct Orgs3 {
    /// `id`
    #[column(primary_key, default = auto_increment(identity_always))]
    pub id: i64,
    /// `owner_id`
    #[column(references(Users3::id, on_delete = set_null, on_update = cascade))]
    pub owner_id: Option<i32>,
    /// `data`
    #[column(default = sql("'{\"a\":1,\"b\":[\"x\"]}'::jsonb"))]
    pub data: Json<serde_json::Value>,
    /// `raw`
    #[column(json)]
    pub raw: Option<Json<serde_json::Value>>,
    /// `tags`
    #[column(default = sql("'{}'"))]
    pub tags: Vec<String>,
    /// `ip`
    pub ip: Option<std::net::IpAddr>,
    /// `span`
    pub span: Option<orm::types::Interval>,
    /// `kind`
    pub kind: Option<String>,
}

/// A row of `orgs_4`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "orgs_4", keyspace = Drizzle,
    index(data, using = gin, name = "orgs_4_data"),
    index(owner_id, where = "owner_id > 0", name = "orgs_4_owner"),
    index(tags, using = gin, name = "orgs_4_tags"),
    index(part = "\"kind\" text_pattern_ops", name = "orgs_4_kind"),
    relations(one(owner: owner_id), many(members_4: Members4::org_id)),
)]
pub struct Orgs4 {
    /// `id`
    #[column(primary_key, default = auto_increment(identity_always))]
    pub id: i64,
    /// `owner_id`
    #[column(references(Users4::id, on_delete = set_null, on_update = cascade))]
    pub owner_id: Option<i32>,
    /// `data`
    #[column(default = sql("'{\"a\":1,\"b\":[\"x\"]}'::jsonb"))]
    pub data: Json<serde_json::Value>,
    /// `raw`
    #[column(json)]
    pub raw: Option<Json<serde_json::Value>>,
    /// `tags`
    #[column(default = sql("'{}'"))]
    pub tags: Vec<String>,
    /// `ip`
    pub ip: Option<std::net::IpAddr>,
    /// `span`
    pub span: Option<orm::types::Interval>,
    /// `kind`
    pub kind: Option<String>,
}

/// A row of `orgs_5`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "orgs_5", keyspace = Drizzle,
    index(data, using = gin, name = "orgs_5_data"),
    index(owner_id, where = "owner_id > 0", name = "orgs_5_owner"),
    index(tags, using = gin, name = "orgs_5_tags"),
    index(part = "\"kind\" text_pattern_ops", name = "orgs_5_kind"),
    relations(one(owner: owner_id), many(members_5: Members5::org_id)),
)]
pub struct Orgs5 {
    /// `id`
    #[column(primary_key, default = auto_increment(identity_always))]
    pub id: i64,
    /// `owner_id`
    #[column(references(Users5::id, on_delete = set_null, on_update = cascade))]
    pub owner_id: Option<i32>,
    /// `data`
    #[column(default = sql("'{\"a\":1,\"b\":[\"x\"]}'::jsonb"))]
    pub data: Json<serde_json::Value>,
    /// `raw`
    #[column(json)]
    pub raw: Option<Json<serde_json::Value>>,
    /// `tags`
    #[column(default = sql("'{}'"))]
    pub tags: Vec<String>,
    /// `ip`
    pub ip: Option<std::net::IpAddr>,
    /// `span`
    pub span: Option<orm::types::Interval>,
    /// `kind`
    pub kind: Option<String>,
}

/// A row of `orgs_6`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "orgs_6", keyspace = Drizzle,
    index(data, using = gin, name = "orgs_6_data"),
    index(owner_id, where = "owner_id > 0", name = "orgs_6_owner"),
    index(tags, using = gin, name = "orgs_6_tags"),
    index(part = "\"kind\" text_pattern_ops", name = "orgs_6_kind"),
    relations(one(owner: owner_id), many(members_6: Members6::org_id)),
)]
pub struct Orgs6 {
    /// `id`
    #[column(primary_key, default = auto_increment(identity_always))]
    pub id: i64,
    /// `owner_id`
    #[column(references(Users6::id, on_delete = set_null, on_update = cascade))]
    pub owner_id: Option<i32>,
    /// `data`
    #[column(default = sql("'{\"a\":1,\"b\":[\"x\"]}'::jsonb"))]
    pub data: Json<serde_json::Value>,
    /// `raw`
    #[column(json)]
    pub raw: Option<Json<serde_json::Value>>,
    /// `tags`
    #[column(default = sql("'{}'"))]
    pub tags: Vec<String>,
    /// `ip`
    pub ip: Option<std::net::IpAddr>,
    /// `span`
    pub span: Option<orm::types::Interval>,
    /// `kind`
    pub kind: Option<String>,
}

/// A row of `orgs_7`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "orgs_7", keyspace = Drizzle,
    index(data, using = gin, name = "orgs_7_data"),
    index(owner_id, where = "owner_id > 0", name = "orgs_7_owner"),
    index(tags, using = gin, name = "orgs_7_tags"),
    index(part = "\"kind\" text_pattern_ops", name = "orgs_7_kind"),
    relations(one(owner: owner_id), many(members_7: Members7::org_id)),
)]
pub struct Orgs7 {
    /// `id`
    #[column(primary_key, default = auto_increment(identity_always))]
    pub id: i64,
    /// `owner_id`
    #[column(references(Users7::id, on_delete = set_null, on_update = cascade))]
    pub owner_id: Option<i32>,
    /// `data`
    #[column(default = sql("'{\"a\":1,\"b\":[\"x\"]}'::jsonb"))]
    pub data: Json<serde_json::Value>,
    /// `raw`
    #[column(json)]
    pub raw: Option<Json<serde_json::Value>>,
    /// `tags`
    #[column(default = sql("'{}'"))]
    pub tags: Vec<String>,
    /// `ip`
    pub ip: Option<std::net::IpAddr>,
    /// `span`
    pub span: Option<orm::types::Interval>,
    /// `kind`
    pub kind: Option<String>,
}

/// A row of `orgs_8`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "orgs_8", keyspace = Drizzle,
    index(data, using = gin, name = "orgs_8_data"),
    index(owner_id, where = "owner_id > 0", name = "orgs_8_owner"),
    index(tags, using = gin, name = "orgs_8_tags"),
    index(part = "\"kind\" text_pattern_ops", name = "orgs_8_kind"),
    relations(one(owner: owner_id), many(members_8: Members8::org_id)),
)]
pub struct Orgs8 {
    /// `id`
    #[column(primary_key, default = auto_increment(identity_always))]
    pub id: i64,
    /// `owner_id`
    #[column(references(Users8::id, on_delete = set_null, on_update = cascade))]
    pub owner_id: Option<i32>,
    /// `data`
    #[column(default = sql("'{\"a\":1,\"b\":[\"x\"]}'::jsonb"))]
    pub data: Json<serde_json::Value>,
    /// `raw`
    #[column(json)]
    pub raw: Option<Json<serde_json::Value>>,
    /// `tags`
    #[column(default = sql("'{}'"))]
    pub tags: Vec<String>,
    /// `ip`
    pub ip: Option<std::net::IpAddr>,
    /// `span`
    pub span: Option<orm::types::Interval>,
    /// `kind`
    pub kind: Option<String>,
}

/// A row of `orgs_9`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "orgs_9", keyspace = Drizzle,
    index(data, using = gin, name = "orgs_9_data"),
    index(owner_id, where = "owner_id > 0", name = "orgs_9_owner"),
    index(tags, using = gin, name = "orgs_9_tags"),
    index(part = "\"kind\" text_pattern_ops", name = "orgs_9_kind"),
    relations(one(owner: owner_id), many(members_9: Members9::org_id)),
)]
pub struct Orgs9 {
    /// `id`
    #[column(primary_key, default = auto_increment(identity_always))]
    pub id: i64,
    /// `owner_id`
    #[column(references(Users9::id, on_delete = set_null, on_update = cascade))]
    pub owner_id: Option<i32>,
    /// `data`
    #[column(default = sql("'{\"a\":1,\"b\":[\"x\"]}'::jsonb"))]
    pub data: Json<serde_json::Value>,
    /// `raw`
    #[column(json)]
    pub raw: Option<Json<serde_json::Value>>,
    /// `tags`
    #[column(default = sql("'{}'"))]
    pub tags: Vec<String>,
    /// `ip`
    pub ip: Option<std::net::IpAddr>,
    /// `span`
    pub span: Option<orm::types::Interval>,
    /// `kind`
    pub kind: Option<String>,
}

/// A row of `users_0`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "users_0", keyspace = Drizzle,
    unique(email),
    index(name, part = "\"createdAt\" DESC NULLS LAST", name = "users_0_name_idx"),
    index(expression = "lower(\"email\")", unique, name = "users_0_lower"),
    relations(many(members_0: Members0::user_id), many(orgs_0: Orgs0::owner_id)),
)]
pub struct Users0 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i32,
    /// `key`
    #[column(default = sql("gen_random_uuid()"))]
    pub key: Uuid,
    /// `email`
    #[column(varchar = 200)]
    pub email: String,
    /// `name`
    #[column(default = "it's \"me\"")]
    pub name: String,
    /// `feels`
    #[column(default = Mood::SoSo)]
    pub feels: Mood,
    /// `moods`
    pub moods: Option<Vec<Mood>>,
    /// `active`
    #[column(default = true)]
    pub active: bool,
    /// `score`
    #[column(default = sql("1.5"))]
    pub score: Option<f64>,
    /// `ratio`
    pub ratio: Option<f32>,
    /// `createdAt`
    #[column(name = "createdAt", default = sql("now()"))]
    pub created_at: DateTime<Utc>,
    /// `local`
    #[column(precision = 3)]
    pub local: Option<NaiveDateTime>,
    /// `born`
    #[column(default = sql("now()"))]
    pub born: Option<NaiveDate>,
    /// `wakes`
    pub wakes: Option<NaiveTime>,
}

/// A row of `users_1`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "users_1", keyspace = Drizzle,
    unique(email),
    index(name, part = "\"createdAt\" DESC NULLS LAST", name = "users_1_name_idx"),
    index(expression = "lower(\"email\")", unique, name = "users_1_lower"),
    relations(many(members_1: Members1::user_id), many(orgs_1: Orgs1::owner_id)),
)]
pub struct Users1 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i32,
    /// `key`
    #[column(default = sql("gen_random_uuid()"))]
    pub key: Uuid,
    /// `email`
    #[column(varchar = 200)]
    pub email: String,
    /// `name`
    #[column(default = "it's \"me\"")]
    pub name: String,
    /// `feels`
    #[column(default = Mood::SoSo)]
    pub feels: Mood,
    /// `moods`
    pub moods: Option<Vec<Mood>>,
    /// `active`
    #[column(default = true)]
    pub active: bool,
    /// `score`
    #[column(default = sql("1.5"))]
    pub score: Option<f64>,
    /// `ratio`
    pub ratio: Option<f32>,
    /// `createdAt`
    #[column(name = "createdAt", default = sql("now()"))]
    pub created_at: DateTime<Utc>,
    /// `local`
    #[column(precision = 3)]
    pub local: Option<NaiveDateTime>,
    /// `born`
    #[column(default = sql("now()"))]
    pub born: Option<NaiveDate>,
    /// `wakes`
    pub wakes: Option<NaiveTime>,
}

/// A row of `users_10`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "users_10", keyspace = Drizzle,
    unique(email),
    index(name, part = "\"createdAt\" DESC NULLS LAST", name = "users_10_name_idx"),
    index(expression = "lower(\"email\")", unique, name = "users_10_lower"),
    relations(many(members_10: Members10::user_id), many(orgs_10: Orgs10::owner_id)),
)]
pub struct Users10 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i32,
    /// `key`
    #[column(default = sql("gen_random_uuid()"))]
    pub key: Uuid,
    /// `email`
    #[column(varchar = 200)]
    pub email: String,
    /// `name`
    #[column(default = "it's \"me\"")]
    pub name: String,
    /// `feels`
    #[column(default = Mood::SoSo)]
    pub feels: Mood,
    /// `moods`
    pub moods: Option<Vec<Mood>>,
    /// `active`
    #[column(default = true)]
    pub active: bool,
    /// `score`
    #[column(default = sql("1.5"))]
    pub score: Option<f64>,
    /// `ratio`
    pub ratio: Option<f32>,
    /// `createdAt`
    #[column(name = "createdAt", default = sql("now()"))]
    pub created_at: DateTime<Utc>,
    /// `local`
    #[column(precision = 3)]
    pub local: Option<NaiveDateTime>,
    /// `born`
    #[column(default = sql("now()"))]
    pub born: Option<NaiveDate>,
    /// `wakes`
    pub wakes: Option<NaiveTime>,
}

/// A row of `users_11`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "users_11", keyspace = Drizzle,
    unique(email),
    index(name, part = "\"createdAt\" DESC NULLS LAST", name = "users_11_name_idx"),
    index(expression = "lower(\"email\")", unique, name = "users_11_lower"),
    relations(many(members_11: Members11::user_id), many(orgs_11: Orgs11::owner_id)),
)]
pub struct Users11 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i32,
    /// `key`
    #[column(default = sql("gen_random_uuid()"))]
    pub key: Uuid,
    /// `email`
    #[column(varchar = 200)]
    pub email: String,
    /// `name`
    #[column(default = "it's \"me\"")]
    pub name: String,
    /// `feels`
    #[column(default = Mood::SoSo)]
    pub feels: Mood,
    /// `moods`
    pub moods: Option<Vec<Mood>>,
    /// `active`
    #[column(default = true)]
    pub active: bool,
    /// `score`
    #[column(default = sql("1.5"))]
    pub score: Option<f64>,
    /// `ratio`
    pub ratio: Option<f32>,
    /// `createdAt`
    #[column(name = "createdAt", default = sql("now()"))]
    pub created_at: DateTime<Utc>,
    /// `local`
    #[column(precision = 3)]
    pub local: Option<NaiveDateTime>,
    /// `born`
    #[column(default = sql("now()"))]
    pub born: Option<NaiveDate>,
    /// `wakes`
    pub wakes: Option<NaiveTime>,
}

/// A row of `users_12`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "users_12", keyspace = Drizzle,
    unique(email),
    index(name, part = "\"createdAt\" DESC NULLS LAST", name = "users_12_name_idx"),
    index(expression = "lower(\"email\")", unique, name = "users_12_lower"),
    relations(many(members_12: Members12::user_id), many(orgs_12: Orgs12::owner_id)),
)]
pub struct Users12 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i32,
    /// `key`
    #[column(default = sql("gen_random_uuid()"))]
    pub key: Uuid,
    /// `email`
    #[column(varchar = 200)]
    pub email: String,
    /// `name`
    #[column(default = "it's \"me\"")]
    pub name: String,
    /// `feels`
    #[column(default = Mood::SoSo)]
    pub feels: Mood,
    /// `moods`
    pub moods: Option<Vec<Mood>>,
    /// `active`
    #[column(default = true)]
    pub active: bool,
    /// `score`
    #[column(default = sql("1.5"))]
    pub score: Option<f64>,
    /// `ratio`
    pub ratio: Option<f32>,
    /// `createdAt`
    #[column(name = "createdAt", default = sql("now()"))]
    pub created_at: DateTime<Utc>,
    /// `local`
    #[column(precision = 3)]
    pub local: Option<NaiveDateTime>,
    /// `born`
    #[column(default = sql("now()"))]
    pub born: Option<NaiveDate>,
    /// `wakes`
    pub wakes: Option<NaiveTime>,
}

/// A row of `users_13`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "users_13", keyspace = Drizzle,
    unique(email),
    index(name, part = "\"createdAt\" DESC NULLS LAST", name = "users_13_name_idx"),
    index(expression = "lower(\"email\")", unique, name = "users_13_lower"),
    relations(many(members_13: Members13::user_id), many(orgs_13: Orgs13::owner_id)),
)]
pub struct Users13 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i32,
    /// `key`
    #[column(default = sql("gen_random_uuid()"))]
    pub key: Uuid,
    /// `email`
    #[column(varchar = 200)]
    pub email: String,
    /// `name`
    #[column(default = "it's \"me\"")]
    pub name: String,
    /// `feels`
    #[column(default = Mood::SoSo)]
    pub feels: Mood,
    /// `moods`
    pub moods: Option<Vec<Mood>>,
    /// `active`
    #[column(default = true)]
    pub active: bool,
    /// `score`
    #[column(default = sql("1.5"))]
    pub score: Option<f64>,
    /// `ratio`
    pub ratio: Option<f32>,
    /// `createdAt`
    #[column(name = "createdAt", default = sql("now()"))]
    pub created_at: DateTime<Utc>,
    /// `local`
    #[column(precision = 3)]
    pub local: Option<NaiveDateTime>,
    /// `born`
    #[column(default = sql("now()"))]
    pub born: Option<NaiveDate>,
    /// `wakes`
    pub wakes: Option<NaiveTime>,
}

/// A row of `users_14`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "users_14", keyspace = Drizzle,
    unique(email),
    index(name, part = "\"createdAt\" DESC NULLS LAST", name = "users_14_name_idx"),
    index(expression = "lower(\"email\")", unique, name = "users_14_lower"),
    relations(many(members_14: Members14::user_id), many(orgs_14: Orgs14::owner_id)),
)]
pub struct Users14 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i32,
    /// `key`
    #[column(default = sql("gen_random_uuid()"))]
    pub key: Uuid,
    /// `email`
    #[column(varchar = 200)]
    pub email: String,
    /// `name`
    #[column(default = "it's \"me\"")]
    pub name: String,
    /// `feels`
    #[column(default = Mood::SoSo)]
    pub feels: Mood,
    /// `moods`
    pub moods: Option<Vec<Mood>>,
    /// `active`
    #[column(default = true)]
    pub active: bool,
    /// `score`
    #[column(default = sql("1.5"))]
    pub score: Option<f64>,
    /// `ratio`
    pub ratio: Option<f32>,
    /// `createdAt`
    #[column(name = "createdAt", default = sql("now()"))]
    pub created_at: DateTime<Utc>,
    /// `local`
    #[column(precision = 3)]
    pub local: Option<NaiveDateTime>,
    /// `born`
    #[column(default = sql("now()"))]
    pub born: Option<NaiveDate>,
    /// `wakes`
    pub wakes: Option<NaiveTime>,
}

/// A row of `users_15`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "users_15", keyspace = Drizzle,
    unique(email),
    index(name, part = "\"createdAt\" DESC NULLS LAST", name = "users_15_name_idx"),
    index(expression = "lower(\"email\")", unique, name = "users_15_lower"),
    relations(many(members_15: Members15::user_id), many(orgs_15: Orgs15::owner_id)),
)]
pub struct Users15 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i32,
    /// `key`
    #[column(default = sql("gen_random_uuid()"))]
    pub key: Uuid,
    /// `email`
    #[column(varchar = 200)]
    pub email: String,
    /// `name`
    #[column(default = "it's \"me\"")]
    pub name: String,
    /// `feels`
    #[column(default = Mood::SoSo)]
    pub feels: Mood,
    /// `moods`
    pub moods: Option<Vec<Mood>>,
    /// `active`
    #[column(default = true)]
    pub active: bool,
    /// `score`
    #[column(default = sql("1.5"))]
    pub score: Option<f64>,
    /// `ratio`
    pub ratio: Option<f32>,
    /// `createdAt`
    #[column(name = "createdAt", default = sql("now()"))]
    pub created_at: DateTime<Utc>,
    /// `local`
    #[column(precision = 3)]
    pub local: Option<NaiveDateTime>,
    /// `born`
    #[column(default = sql("now()"))]
    pub born: Option<NaiveDate>,
    /// `wakes`
    pub wakes: Option<NaiveTime>,
}

/// A row of `users_16`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "users_16", keyspace = Drizzle,
    unique(email),
    index(name, part = "\"createdAt\" DESC NULLS LAST", name = "users_16_name_idx"),
    index(expression = "lower(\"email\")", unique, name = "users_16_lower"),
    relations(many(members_16: Members16::user_id), many(orgs_16: Orgs16::owner_id)),
)]
pub struct Users16 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i32,
    /// `key`
    #[column(default = sql("gen_random_uuid()"))]
    pub key: Uuid,
    /// `email`
    #[column(varchar = 200)]
    pub email: String,
    /// `name`
    #[column(default = "it's \"me\"")]
    pub name: String,
    /// `feels`
    #[column(default = Mood::SoSo)]
    pub feels: Mood,
    /// `moods`
    pub moods: Option<Vec<Mood>>,
    /// `active`
    #[column(default = true)]
    pub active: bool,
    /// `score`
    #[column(default = sql("1.5"))]
    pub score: Option<f64>,
    /// `ratio`
    pub ratio: Option<f32>,
    /// `createdAt`
    #[column(name = "createdAt", default = sql("now()"))]
    pub created_at: DateTime<Utc>,
    /// `local`
    #[column(precision = 3)]
    pub local: Option<NaiveDateTime>,
    /// `born`
    #[column(default = sql("now()"))]
    pub born: Option<NaiveDate>,
    /// `wakes`
    pub wakes: Option<NaiveTime>,
}

/// A row of `users_17`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "users_17", keyspace = Drizzle,
    unique(email),
    index(name, part = "\"createdAt\" DESC NULLS LAST", name = "users_17_name_idx"),
    index(expression = "lower(\"email\")", unique, name = "users_17_lower"),
    relations(many(members_17: Members17::user_id), many(orgs_17: Orgs17::owner_id)),
)]
pub struct Users17 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i32,
    /// `key`
    #[column(default = sql("gen_random_uuid()"))]
    pub key: Uuid,
    /// `email`
    #[column(varchar = 200)]
    pub email: String,
    /// `name`
    #[column(default = "it's \"me\"")]
    pub name: String,
    /// `feels`
    #[column(default = Mood::SoSo)]
    pub feels: Mood,
    /// `moods`
    pub moods: Option<Vec<Mood>>,
    /// `active`
    #[column(default = true)]
    pub active: bool,
    /// `score`
    #[column(default = sql("1.5"))]
    pub score: Option<f64>,
    /// `ratio`
    pub ratio: Option<f32>,
    /// `createdAt`
    #[column(name = "createdAt", default = sql("now()"))]
    pub created_at: DateTime<Utc>,
    /// `local`
    #[column(precision = 3)]
    pub local: Option<NaiveDateTime>,
    /// `born`
    #[column(default = sql("now()"))]
    pub born: Option<NaiveDate>,
    /// `wakes`
    pub wakes: Option<NaiveTime>,
}

/// A row of `users_18`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "users_18", keyspace = Drizzle,
    unique(email),
    index(name, part = "\"createdAt\" DESC NULLS LAST", name = "users_18_name_idx"),
    index(expression = "lower(\"email\")", unique, name = "users_18_lower"),
    relations(many(members_18: Members18::user_id), many(orgs_18: Orgs18::owner_id)),
)]
pub struct Users18 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i32,
    /// `key`
    #[column(default = sql("gen_random_uuid()"))]
    pub key: Uuid,
    /// `email`
    #[column(varchar = 200)]
    pub email: String,
    /// `name`
    #[column(default = "it's \"me\"")]
    pub name: String,
    /// `feels`
    #[column(default = Mood::SoSo)]
    pub feels: Mood,
    /// `moods`
    pub moods: Option<Vec<Mood>>,
    /// `active`
    #[column(default = true)]
    pub active: bool,
    /// `score`
    #[column(default = sql("1.5"))]
    pub score: Option<f64>,
    /// `ratio`
    pub ratio: Option<f32>,
    /// `createdAt`
    #[column(name = "createdAt", default = sql("now()"))]
    pub created_at: DateTime<Utc>,
    /// `local`
    #[column(precision = 3)]
    pub local: Option<NaiveDateTime>,
    /// `born`
    #[column(default = sql("now()"))]
    pub born: Option<NaiveDate>,
    /// `wakes`
    pub wakes: Option<NaiveTime>,
}

/// A row of `users_19`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "users_19", keyspace = Drizzle,
    unique(email),
    index(name, part = "\"createdAt\" DESC NULLS LAST", name = "users_19_name_idx"),
    index(expression = "lower(\"email\")", unique, name = "users_19_lower"),
    relations(many(members_19: Members19::user_id), many(orgs_19: Orgs19::owner_id)),
)]
pub struct Users19 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i32,
    /// `key`
    #[column(default = sql("gen_random_uuid()"))]
    pub key: Uuid,
    /// `email`
    #[column(varchar = 200)]
    pub email: String,
    /// `name`
    #[column(default = "it's \"me\"")]
    pub name: String,
    /// `feels`
    #[column(default = Mood::SoSo)]
    pub feels: Mood,
    /// `moods`
    pub moods: Option<Vec<Mood>>,
    /// `active`
    #[column(default = true)]
    pub active: bool,
    /// `score`
    #[column(default = sql("1.5"))]
    pub score: Option<f64>,
    /// `ratio`
    pub ratio: Option<f32>,
    /// `createdAt`
    #[column(name = "createdAt", default = sql("now()"))]
    pub created_at: DateTime<Utc>,
    /// `local`
    #[column(precision = 3)]
    pub local: Option<NaiveDateTime>,
    /// `born`
    #[column(default = sql("now()"))]
    pub born: Option<NaiveDate>,
    /// `wakes`
    pub wakes: Option<NaiveTime>,
}

/// A row of `users_2`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "users_2", keyspace = Drizzle,
    unique(email),
    index(name, part = "\"createdAt\" DESC NULLS LAST", name = "users_2_name_idx"),
    index(expression = "lower(\"email\")", unique, name = "users_2_lower"),
    relations(many(members_2: Members2::user_id), many(orgs_2: Orgs2::owner_id)),
)]
pub struct Users2 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i32,
    /// `key`
    #[column(default = sql("gen_random_uuid()"))]
    pub key: Uuid,
    /// `email`
    #[column(varchar = 200)]
    pub email: String,
    /// `name`
    #[column(default = "it's \"me\"")]
    pub name: String,
    /// `feels`
    #[column(default = Mood::SoSo)]
    pub feels: Mood,
    /// `moods`
    pub moods: Option<Vec<Mood>>,
    /// `active`
    #[column(default = true)]
    pub active: bool,
    /// `score`
    #[column(default = sql("1.5"))]
    pub score: Option<f64>,
    /// `ratio`
    pub ratio: Option<f32>,
    /// `createdAt`
    #[column(name = "createdAt", default = sql("now()"))]
    pub created_at: DateTime<Utc>,
    /// `local`
    #[column(precision = 3)]
    pub local: Option<NaiveDateTime>,
    /// `born`
    #[column(default = sql("now()"))]
    pub born: Option<NaiveDate>,
    /// `wakes`
    pub wakes: Option<NaiveTime>,
}

/// A row of `users_3`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "users_3", keyspace = Drizzle,
    unique(email),
    index(name, part = "\"createdAt\" DESC NULLS LAST", name = "users_3_name_idx"),
    index(expression = "lower(\"email\")", unique, name = "users_3_lower"),
    relations(many(members_3: Members3::user_id), many(orgs_3: Orgs3::owner_id)),
)]
pub struct Users3 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i32,
    /// `key`
    #[column(default = sql("gen_random_uuid()"))]
    pub key: Uuid,
    /// `email`
    #[column(varchar = 200)]
    pub email: String,
    /// `name`
    #[column(default = "it's \"me\"")]
    pub name: String,
    /// `feels`
    #[column(default = Mood::SoSo)]
    pub feels: Mood,
    /// `moods`
    pub moods: Option<Vec<Mood>>,
    /// `active`
    #[column(default = true)]
    pub active: bool,
    /// `score`
    #[column(default = sql("1.5"))]
    pub score: Option<f64>,
    /// `ratio`
    pub ratio: Option<f32>,
    /// `createdAt`
    #[column(name = "createdAt", default = sql("now()"))]
    pub created_at: DateTime<Utc>,
    /// `local`
    #[column(precision = 3)]
    pub local: Option<NaiveDateTime>,
    /// `born`
    #[column(default = sql("now()"))]
    pub born: Option<NaiveDate>,
    /// `wakes`
    pub wakes: Option<NaiveTime>,
}

/// A row of `users_4`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "users_4", keyspace = Drizzle,
    unique(email),
    index(name, part = "\"createdAt\" DESC NULLS LAST", name = "users_4_name_idx"),
    index(expression = "lower(\"email\")", unique, name = "users_4_lower"),
    relations(many(members_4: Members4::user_id), many(orgs_4: Orgs4::owner_id)),
)]
pub struct Users4 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i32,
    /// `key`
    #[column(default = sql("gen_random_uuid()"))]
    pub key: Uuid,
    /// `email`
    #[column(varchar = 200)]
    pub email: String,
    /// `name`
    #[column(default = "it's \"me\"")]
    pub name: String,
    /// `feels`
    #[column(default = Mood::SoSo)]
    pub feels: Mood,
    /// `moods`
    pub moods: Option<Vec<Mood>>,
    /// `active`
    #[column(default = true)]
    pub active: bool,
    /// `score`
    #[column(default = sql("1.5"))]
    pub score: Option<f64>,
    /// `ratio`
    pub ratio: Option<f32>,
    /// `createdAt`
    #[column(name = "createdAt", default = sql("now()"))]
    pub created_at: DateTime<Utc>,
    /// `local`
    #[column(precision = 3)]
    pub local: Option<NaiveDateTime>,
    /// `born`
    #[column(default = sql("now()"))]
    pub born: Option<NaiveDate>,
    /// `wakes`
    pub wakes: Option<NaiveTime>,
}

/// A row of `users_5`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "users_5", keyspace = Drizzle,
    unique(email),
    index(name, part = "\"createdAt\" DESC NULLS LAST", name = "users_5_name_idx"),
    index(expression = "lower(\"email\")", unique, name = "users_5_lower"),
    relations(many(members_5: Members5::user_id), many(orgs_5: Orgs5::owner_id)),
)]
pub struct Users5 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i32,
    /// `key`
    #[column(default = sql("gen_random_uuid()"))]
    pub key: Uuid,
    /// `email`
    #[column(varchar = 200)]
    pub email: String,
    /// `name`
    #[column(default = "it's \"me\"")]
    pub name: String,
    /// `feels`
    #[column(default = Mood::SoSo)]
    pub feels: Mood,
    /// `moods`
    pub moods: Option<Vec<Mood>>,
    /// `active`
    #[column(default = true)]
    pub active: bool,
    /// `score`
    #[column(default = sql("1.5"))]
    pub score: Option<f64>,
    /// `ratio`
    pub ratio: Option<f32>,
    /// `createdAt`
    #[column(name = "createdAt", default = sql("now()"))]
    pub created_at: DateTime<Utc>,
    /// `local`
    #[column(precision = 3)]
    pub local: Option<NaiveDateTime>,
    /// `born`
    #[column(default = sql("now()"))]
    pub born: Option<NaiveDate>,
    /// `wakes`
    pub wakes: Option<NaiveTime>,
}

/// A row of `users_6`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "users_6", keyspace = Drizzle,
    unique(email),
    index(name, part = "\"createdAt\" DESC NULLS LAST", name = "users_6_name_idx"),
    index(expression = "lower(\"email\")", unique, name = "users_6_lower"),
    relations(many(members_6: Members6::user_id), many(orgs_6: Orgs6::owner_id)),
)]
pub struct Users6 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i32,
    /// `key`
    #[column(default = sql("gen_random_uuid()"))]
    pub key: Uuid,
    /// `email`
    #[column(varchar = 200)]
    pub email: String,
    /// `name`
    #[column(default = "it's \"me\"")]
    pub name: String,
    /// `feels`
    #[column(default = Mood::SoSo)]
    pub feels: Mood,
    /// `moods`
    pub moods: Option<Vec<Mood>>,
    /// `active`
    #[column(default = true)]
    pub active: bool,
    /// `score`
    #[column(default = sql("1.5"))]
    pub score: Option<f64>,
    /// `ratio`
    pub ratio: Option<f32>,
    /// `createdAt`
    #[column(name = "createdAt", default = sql("now()"))]
    pub created_at: DateTime<Utc>,
    /// `local`
    #[column(precision = 3)]
    pub local: Option<NaiveDateTime>,
    /// `born`
    #[column(default = sql("now()"))]
    pub born: Option<NaiveDate>,
    /// `wakes`
    pub wakes: Option<NaiveTime>,
}

/// A row of `users_7`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "users_7", keyspace = Drizzle,
    unique(email),
    index(name, part = "\"createdAt\" DESC NULLS LAST", name = "users_7_name_idx"),
    index(expression = "lower(\"email\")", unique, name = "users_7_lower"),
    relations(many(members_7: Members7::user_id), many(orgs_7: Orgs7::owner_id)),
)]
pub struct Users7 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i32,
    /// `key`
    #[column(default = sql("gen_random_uuid()"))]
    pub key: Uuid,
    /// `email`
    #[column(varchar = 200)]
    pub email: String,
    /// `name`
    #[column(default = "it's \"me\"")]
    pub name: String,
    /// `feels`
    #[column(default = Mood::SoSo)]
    pub feels: Mood,
    /// `moods`
    pub moods: Option<Vec<Mood>>,
    /// `active`
    #[column(default = true)]
    pub active: bool,
    /// `score`
    #[column(default = sql("1.5"))]
    pub score: Option<f64>,
    /// `ratio`
    pub ratio: Option<f32>,
    /// `createdAt`
    #[column(name = "createdAt", default = sql("now()"))]
    pub created_at: DateTime<Utc>,
    /// `local`
    #[column(precision = 3)]
    pub local: Option<NaiveDateTime>,
    /// `born`
    #[column(default = sql("now()"))]
    pub born: Option<NaiveDate>,
    /// `wakes`
    pub wakes: Option<NaiveTime>,
}

/// A row of `users_8`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "users_8", keyspace = Drizzle,
    unique(email),
    index(name, part = "\"createdAt\" DESC NULLS LAST", name = "users_8_name_idx"),
    index(expression = "lower(\"email\")", unique, name = "users_8_lower"),
    relations(many(members_8: Members8::user_id), many(orgs_8: Orgs8::owner_id)),
)]
pub struct Users8 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i32,
    /// `key`
    #[column(default = sql("gen_random_uuid()"))]
    pub key: Uuid,
    /// `email`
    #[column(varchar = 200)]
    pub email: String,
    /// `name`
    #[column(default = "it's \"me\"")]
    pub name: String,
    /// `feels`
    #[column(default = Mood::SoSo)]
    pub feels: Mood,
    /// `moods`
    pub moods: Option<Vec<Mood>>,
    /// `active`
    #[column(default = true)]
    pub active: bool,
    /// `score`
    #[column(default = sql("1.5"))]
    pub score: Option<f64>,
    /// `ratio`
    pub ratio: Option<f32>,
    /// `createdAt`
    #[column(name = "createdAt", default = sql("now()"))]
    pub created_at: DateTime<Utc>,
    /// `local`
    #[column(precision = 3)]
    pub local: Option<NaiveDateTime>,
    /// `born`
    #[column(default = sql("now()"))]
    pub born: Option<NaiveDate>,
    /// `wakes`
    pub wakes: Option<NaiveTime>,
}

/// A row of `users_9`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "users_9", keyspace = Drizzle,
    unique(email),
    index(name, part = "\"createdAt\" DESC NULLS LAST", name = "users_9_name_idx"),
    index(expression = "lower(\"email\")", unique, name = "users_9_lower"),
    relations(many(members_9: Members9::user_id), many(orgs_9: Orgs9::owner_id)),
)]
pub struct Users9 {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i32,
    /// `key`
    #[column(default = sql("gen_random_uuid()"))]
    pub key: Uuid,
    /// `email`
    #[column(varchar = 200)]
    pub email: String,
    /// `name`
    #[column(default = "it's \"me\"")]
    pub name: String,
    /// `feels`
    #[column(default = Mood::SoSo)]
    pub feels: Mood,
    /// `moods`
    pub moods: Option<Vec<Mood>>,
    /// `active`
    #[column(default = true)]
    pub active: bool,
    /// `score`
    #[column(default = sql("1.5"))]
    pub score: Option<f64>,
    /// `ratio`
    pub ratio: Option<f32>,
    /// `createdAt`
    #[column(name = "createdAt", default = sql("now()"))]
    pub created_at: DateTime<Utc>,
    /// `local`
    #[column(precision = 3)]
    pub local: Option<NaiveDateTime>,
    /// `born`
    #[column(default = sql("now()"))]
    pub born: Option<NaiveDate>,
    /// `wakes`
    pub wakes: Option<NaiveTime>,
}

