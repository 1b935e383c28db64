use orm::prelude::*;

/// The tables of `hand`.
#[derive(Keyspace)]
#[keyspace(name = "hand", tables(Order0, Order1, Order2, Order3, Order4, Order5, Order6, Order7, Order8, Order9, CamelCase0, CamelCase1, CamelCase2, CamelCase3, CamelCase4, CamelCase5, CamelCase6, CamelCase7, CamelCase8, CamelCase9, Children0, Children1, Children2, Children3, Children4, Children5, Children6, Children7, Children8, Children9, Kinds0, Kinds1, Kinds2, Kinds3, Kinds4, Kinds5, Kinds6, Kinds7, Kinds8, Kinds9, Made0, Made1, Made2, Made3, Made4, Made5, Made6, Made7, Made8, Made9, Pairs0, Pairs1, Pairs2, Pairs3, Pairs4, Pairs5, Pairs6, Pairs7, Pairs8, Pairs9, Parents0, Parents1, Parents2, Parents3, Parents4, Parents5, Parents6, Parents7, Parents8, Parents9, Searched0, Searched1, Searched2, Searched3, Searched4, Searched5, Searched6, Searched7, Searched8, Searched9, States0, States1, States2, States3, States4, States5, States6, States7, States8, States9, Told0, Told1, Told2, Told3, Told4, Told5, Told6, Told7, Told8, Told9), tenancy = none)]
pub struct Hand;

/// The values of `kinds_0_feels`.
#[derive(DbEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[db_enum(name = "kinds_0_feels")]
pub enum Kinds0Feels {
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

/// The values of `kinds_0_other`.
#[derive(DbEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[db_enum(name = "kinds_0_other")]
pub enum Kinds0Other {
    /// `a`
    #[db_enum(rename = "a")]
    A,
    /// `b`
    #[db_enum(rename = "b")]
    B,
}

/// The values of `kinds_1_feels`.
#[derive(DbEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[db_enum(name = "kinds_1_feels")]
pub enum Kinds1Feels {
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

/// The values of `kinds_1_other`.
#[derive(DbEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[db_enum(name = "kinds_1_other")]
pub enum Kinds1Other {
    /// `a`
    #[db_enum(rename = "a")]
    A,
    /// `b`
    #[db_enum(rename = "b")]
    B,
}

/// The values of `kinds_2_feels`.
#[derive(DbEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[db_enum(name = "kinds_2_feels")]
pub enum Kinds2Feels {
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

/// The values of `kinds_2_other`.
#[derive(DbEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[db_enum(name = "kinds_2_other")]
pub enum Kinds2Other {
    /// `a`
    #[db_enum(rename = "a")]
    A,
    /// `b`
    #[db_enum(rename = "b")]
    B,
}

/// The values of `kinds_3_feels`.
#[derive(DbEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[db_enum(name = "kinds_3_feels")]
pub enum Kinds3Feels {
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

/// The values of `kinds_3_other`.
#[derive(DbEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[db_enum(name = "kinds_3_other")]
pub enum Kinds3Other {
    /// `a`
    #[db_enum(rename = "a")]
    A,
    /// `b`
    #[db_enum(rename = "b")]
    B,
}

/// The values of `kinds_4_feels`.
#[derive(DbEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[db_enum(name = "kinds_4_feels")]
pub enum Kinds4Feels {
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

/// The values of `kinds_4_other`.
#[derive(DbEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[db_enum(name = "kinds_4_other")]
pub enum Kinds4Other {
    /// `a`
    #[db_enum(rename = "a")]
    A,
    /// `b`
    #[db_enum(rename = "b")]
    B,
}

/// The values of `kinds_5_feels`.
#[derive(DbEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[db_enum(name = "kinds_5_feels")]
pub enum Kinds5Feels {
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

/// The values of `kinds_5_other`.
#[derive(DbEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[db_enum(name = "kinds_5_other")]
pub enum Kinds5Other {
    /// `a`
    #[db_enum(rename = "a")]
    A,
    /// `b`
    #[db_enum(rename = "b")]
    B,
}

/// The values of `kinds_6_feels`.
#[derive(DbEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[db_enum(name = "kinds_6_feels")]
pub enum Kinds6Feels {
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

/// The values of `kinds_6_other`.
#[derive(DbEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[db_enum(name = "kinds_6_other")]
pub enum Kinds6Other {
    /// `a`
    #[db_enum(rename = "a")]
    A,
    /// `b`
    #[db_enum(rename = "b")]
    B,
}

/// The values of `kinds_7_feels`.
#[derive(DbEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[db_enum(name = "kinds_7_feels")]
pub enum Kinds7Feels {
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

/// The values of `kinds_7_other`.
#[derive(DbEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[db_enum(name = "kinds_7_other")]
pub enum Kinds7Other {
    /// `a`
    #[db_enum(rename = "a")]
    A,
    /// `b`
    #[db_enum(rename = "b")]
    B,
}

/// The values of `kinds_8_feels`.
#[derive(DbEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[db_enum(name = "kinds_8_feels")]
pub enum Kinds8Feels {
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

/// The values of `kinds_8_other`.
#[derive(DbEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[db_enum(name = "kinds_8_other")]
pub enum Kinds8Other {
    /// `a`
    #[db_enum(rename = "a")]
    A,
    /// `b`
    #[db_enum(rename = "b")]
    B,
}

/// The values of `kinds_9_feels`.
#[derive(DbEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[db_enum(name = "kinds_9_feels")]
pub enum Kinds9Feels {
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

/// The values of `kinds_9_other`.
#[derive(DbEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[db_enum(name = "kinds_9_other")]
pub enum Kinds9Other {
    /// `a`
    #[db_enum(rename = "a")]
    A,
    /// `b`
    #[db_enum(rename = "b")]
    B,
}

/// A row of `Order 0`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "Order 0", keyspace = Hand,
    primary_key(order_no, line_no),
    index(unit_price desc, select, name = "By Price 0"),
    check("(`Unit Price` >= 0) and (`Line-No` between 1 and 99)", name = "Price ok 0"),
)]
pub struct Order0 {
    /// `Order No`
    #[column(name = "Order No")]
    pub order_no: i64,
    /// `Line-No`
    #[column(name = "Line-No")]
    pub line_no: i16,
    /// `select`
    #[column(varchar = 40)]
    pub select: Option<String>,
    /// `Unit Price`
    #[column(name = "Unit Price", numeric(12, 4), default = sql("0.5000"))]
    pub unit_price: Decimal,
    /// `naïve`
    #[column(varchar = 20, default = "it's \"so\"")]
    pub naïve: Option<String>,
}

/// A row of `Order 1`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "Order 1", keyspace = Hand,
    primary_key(order_no, line_no),
    index(unit_price desc, select, name = "By Price 1"),
    check("(`Unit Price` >= 0) and (`Line-No` between 1 and 99)", name = "Price ok 1"),
)]
pub struct Order1 {
    /// `Order No`
    #[column(name = "Order No")]
    pub order_no: i64,
    /// `Line-No`
    #[column(name = "Line-No")]
    pub line_no: i16,
    /// `select`
    #[column(varchar = 40)]
    pub select: Option<String>,
    /// `Unit Price`
    #[column(name = "Unit Price", numeric(12, 4), default = sql("0.5000"))]
    pub unit_price: Decimal,
    /// `naïve`
    #[column(varchar = 20, default = "it's \"so\"")]
    pub naïve: Option<String>,
}

/// A row of `Order 2`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "Order 2", keyspace = Hand,
    primary_key(order_no, line_no),
    index(unit_price desc, select, name = "By Price 2"),
    check("(`Unit Price` >= 0) and (`Line-No` between 1 and 99)", name = "Price ok 2"),
)]
pub struct Order2 {
    /// `Order No`
    #[column(name = "Order No")]
    pub order_no: i64,
    /// `Line-No`
    #[column(name = "Line-No")]
    pub line_no: i16,
    /// `select`
    #[column(varchar = 40)]
    pub select: Option<String>,
    /// `Unit Price`
    #[column(name = "Unit Price", numeric(12, 4), default = sql("0.5000"))]
    pub unit_price: Decimal,
    /// `naïve`
    #[column(varchar = 20, default = "it's \"so\"")]
    pub naïve: Option<String>,
}

/// A row of `Order 3`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "Order 3", keyspace = Hand,
    primary_key(order_no, line_no),
    index(unit_price desc, select, name = "By Price 3"),
    check("(`Unit Price` >= 0) and (`Line-No` between 1 and 99)", name = "Price ok 3"),
)]
pub struct Order3 {
    /// `Order No`
    #[column(name = "Order No")]
    pub order_no: i64,
    /// `Line-No`
    #[column(name = "Line-No")]
    pub line_no: i16,
    /// `select`
    #[column(varchar = 40)]
    pub select: Option<String>,
    /// `Unit Price`
    #[column(name = "Unit Price", numeric(12, 4), default = sql("0.5000"))]
    pub unit_price: Decimal,
    /// `naïve`
    #[column(varchar = 20, default = "it's \"so\"")]
    pub naïve: Option<String>,
}

/// A row of `Order 4`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "Order 4", keyspace = Hand,
    primary_key(order_no, line_no),
    index(unit_price desc, select, name = "By Price 4"),
    check("(`Unit Price` >= 0) and (`Line-No` between 1 and 99)", name = "Price ok 4"),
)]
pub struct Order4 {
    /// `Order No`
    #[column(name = "Order No")]
    pub order_no: i64,
    /// `Line-No`
    #[column(name = "Line-No")]
    pub line_no: i16,
    /// `select`
    #[column(varchar = 40)]
    pub select: Option<String>,
    /// `Unit Price`
    #[column(name = "Unit Price", numeric(12, 4), default = sql("0.5000"))]
    pub unit_price: Decimal,
    /// `naïve`
    #[column(varchar = 20, default = "it's \"so\"")]
    pub naïve: Option<String>,
}

/// A row of `Order 5`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "Order 5", keyspace = Hand,
    primary_key(order_no, line_no),
    index(unit_price desc, select, name = "By Price 5"),
    check("(`Unit Price` >= 0) and (`Line-No` between 1 and 99)", name = "Price ok 5"),
)]
pub struct Order5 {
    /// `Order No`
    #[column(name = "Order No")]
    pub order_no: i64,
    /// `Line-No`
    #[column(name = "Line-No")]
    pub line_no: i16,
    /// `select`
    #[column(varchar = 40)]
    pub select: Option<String>,
    /// `Unit Price`
    #[column(name = "Unit Price", numeric(12, 4), default = sql("0.5000"))]
    pub unit_price: Decimal,
    /// `naïve`
    #[column(varchar = 20, default = "it's \"so\"")]
    pub naïve: Option<String>,
}

/// A row of `Order 6`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "Order 6", keyspace = Hand,
    primary_key(order_no, line_no),
    index(unit_price desc, select, name = "By Price 6"),
    check("(`Unit Price` >= 0) and (`Line-No` between 1 and 99)", name = "Price ok 6"),
)]
pub struct Order6 {
    /// `Order No`
    #[column(name = "Order No")]
    pub order_no: i64,
    /// `Line-No`
    #[column(name = "Line-No")]
    pub line_no: i16,
    /// `select`
    #[column(varchar = 40)]
    pub select: Option<String>,
    /// `Unit Price`
    #[column(name = "Unit Price", numeric(12, 4), default = sql("0.5000"))]
    pub unit_price: Decimal,
    /// `naïve`
    #[column(varchar = 20, default = "it's \"so\"")]
    pub naïve: Option<String>,
}

/// A row of `Order 7`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "Order 7", keyspace = Hand,
    primary_key(order_no, line_no),
    index(unit_price desc, select, name = "By Price 7"),
    check("(`Unit Price` >= 0) and (`Line-No` between 1 and 99)", name = "Price ok 7"),
)]
pub struct Order7 {
    /// `Order No`
    #[column(name = "Order No")]
    pub order_no: i64,
    /// `Line-No`
    #[column(name = "Line-No")]
    pub line_no: i16,
    /// `select`
    #[column(varchar = 40)]
    pub select: Option<String>,
    /// `Unit Price`
    #[column(name = "Unit Price", numeric(12, 4), default = sql("0.5000"))]
    pub unit_price: Decimal,
    /// `naïve`
    #[column(varchar = 20, default = "it's \"so\"")]
    pub naïve: Option<String>,
}

/// A row of `Order 8`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "Order 8", keyspace = Hand,
    primary_key(order_no, line_no),
    index(unit_price desc, select, name = "By Price 8"),
    check("(`Unit Price` >= 0) and (`Line-No` between 1 and 99)", name = "Price ok 8"),
)]
pub struct Order8 {
    /// `Order No`
    #[column(name = "Order No")]
    pub order_no: i64,
    /// `Line-No`
    #[column(name = "Line-No")]
    pub line_no: i16,
    /// `select`
    #[column(varchar = 40)]
    pub select: Option<String>,
    /// `Unit Price`
    #[column(name = "Unit Price", numeric(12, 4), default = sql("0.5000"))]
    pub unit_price: Decimal,
    /// `naïve`
    #[column(varchar = 20, default = "it's \"so\"")]
    pub naïve: Option<String>,
}

/// A row of `Order 9`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "Order 9", keyspace = Hand,
    primary_key(order_no, line_no),
    index(unit_price desc, select, name = "By Price 9"),
    check("(`Unit Price` >= 0) and (`Line-No` between 1 and 99)", name = "Price ok 9"),
)]
pub struct Order9 {
    /// `Order No`
    #[column(name = "Order No")]
    pub order_no: i64,
    /// `Line-No`
    #[column(name = "Line-No")]
    pub line_no: i16,
    /// `select`
    #[column(varchar = 40)]
    pub select: Option<String>,
    /// `Unit Price`
    #[column(name = "Unit Price", numeric(12, 4), default = sql("0.5000"))]
    pub unit_price: Decimal,
    /// `naïve`
    #[column(varchar = 20, default = "it's \"so\"")]
    pub naïve: Option<String>,
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
    #[column(varchar = 20)]
    pub r#type: Option<String>,
    /// `self`
    #[column(name = "self", varchar = 20)]
    pub self_: Option<String>,
    /// `match`
    #[column(varchar = 20)]
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
    #[column(varchar = 20)]
    pub r#type: Option<String>,
    /// `self`
    #[column(name = "self", varchar = 20)]
    pub self_: Option<String>,
    /// `match`
    #[column(varchar = 20)]
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
    #[column(varchar = 20)]
    pub r#type: Option<String>,
    /// `self`
    #[column(name = "self", varchar = 20)]
    pub self_: Option<String>,
    /// `match`
    #[column(varchar = 20)]
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
    #[column(varchar = 20)]
    pub r#type: Option<String>,
    /// `self`
    #[column(name = "self", varchar = 20)]
    pub self_: Option<String>,
    /// `match`
    #[column(varchar = 20)]
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
    #[column(varchar = 20)]
    pub r#type: Option<String>,
    /// `self`
    #[column(name = "self", varchar = 20)]
    pub self_: Option<String>,
    /// `match`
    #[column(varchar = 20)]
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
    #[column(varchar = 20)]
    pub r#type: Option<String>,
    /// `self`
    #[column(name = "self", varchar = 20)]
    pub self_: Option<String>,
    /// `match`
    #[column(varchar = 20)]
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
    #[column(varchar = 20)]
    pub r#type: Option<String>,
    /// `self`
    #[column(name = "self", varchar = 20)]
    pub self_: Option<String>,
    /// `match`
    #[column(varchar = 20)]
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
    #[column(varchar = 20)]
    pub r#type: Option<String>,
    /// `self`
    #[column(name = "self", varchar = 20)]
    pub self_: Option<String>,
    /// `match`
    #[column(varchar = 20)]
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
    #[column(varchar = 20)]
    pub r#type: Option<String>,
    /// `self`
    #[column(name = "self", varchar = 20)]
    pub self_: Option<String>,
    /// `match`
    #[column(varchar = 20)]
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
    #[column(varchar = 20)]
    pub r#type: Option<String>,
    /// `self`
    #[column(name = "self", varchar = 20)]
    pub self_: Option<String>,
    /// `match`
    #[column(varchar = 20)]
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

/// A row of `children_0`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "children_0", keyspace = Hand,
    index(boss, name = "boss"),
    references((a, b) -> Parents0(a, b), on_delete = cascade, name = "of parent 0"),
)]
pub struct Children0 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i32,
    /// `a`
    pub a: Option<i32>,
    /// `b`
    #[column(varchar = 20)]
    pub b: Option<String>,
    /// `code`
    #[column(varchar = 12, references(Parents0::code, on_update = cascade, name = "children_0_ibfk_9"))]
    pub code: Option<String>,
    /// `boss`
    #[column(references(Children0::id, on_delete = set_null, name = "children_0_ibfk_1"))]
    pub boss: Option<i32>,
}

/// A row of `children_1`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "children_1", keyspace = Hand,
    index(boss, name = "boss"),
    references((a, b) -> Parents1(a, b), on_delete = cascade, name = "of parent 1"),
)]
pub struct Children1 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i32,
    /// `a`
    pub a: Option<i32>,
    /// `b`
    #[column(varchar = 20)]
    pub b: Option<String>,
    /// `code`
    #[column(varchar = 12, references(Parents1::code, on_update = cascade, name = "children_1_ibfk_9"))]
    pub code: Option<String>,
    /// `boss`
    #[column(references(Children1::id, on_delete = set_null, name = "children_1_ibfk_1"))]
    pub boss: Option<i32>,
}

/// A row of `children_2`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "children_2", keyspace = Hand,
    index(boss, name = "boss"),
    references((a, b) -> Parents2(a, b), on_delete = cascade, name = "of parent 2"),
)]
pub struct Children2 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i32,
    /// `a`
    pub a: Option<i32>,
    /// `b`
    #[column(varchar = 20)]
    pub b: Option<String>,
    /// `code`
    #[column(varchar = 12, references(Parents2::code, on_update = cascade, name = "children_2_ibfk_9"))]
    pub code: Option<String>,
    /// `boss`
    #[column(references(Children2::id, on_delete = set_null, name = "children_2_ibfk_1"))]
    pub boss: Option<i32>,
}

/// A row of `children_3`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "children_3", keyspace = Hand,
    index(boss, name = "boss"),
    references((a, b) -> Parents3(a, b), on_delete = cascade, name = "of parent 3"),
)]
pub struct Children3 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i32,
    /// `a`
    pub a: Option<i32>,
    /// `b`
    #[column(varchar = 20)]
    pub b: Option<String>,
    /// `code`
    #[column(varchar = 12, references(Parents3::code, on_update = cascade, name = "children_3_ibfk_9"))]
    pub code: Option<String>,
    /// `boss`
    #[column(references(Children3::id, on_delete = set_null, name = "children_3_ibfk_1"))]
    pub boss: Option<i32>,
}

/// A row of `children_4`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "children_4", keyspace = Hand,
    index(boss, name = "boss"),
    references((a, b) -> Parents4(a, b), on_delete = cascade, name = "of parent 4"),
)]
pub struct Children4 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i32,
    /// `a`
    pub a: Option<i32>,
    /// `b`
    #[column(varchar = 20)]
    pub b: Option<String>,
    /// `code`
    #[column(varchar = 12, references(Parents4::code, on_update = cascade, name = "children_4_ibfk_9"))]
    pub code: Option<String>,
    /// `boss`
    #[column(references(Children4::id, on_delete = set_null, name = "children_4_ibfk_1"))]
    pub boss: Option<i32>,
}

/// A row of `children_5`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "children_5", keyspace = Hand,
    index(boss, name = "boss"),
    references((a, b) -> Parents5(a, b), on_delete = cascade, name = "of parent 5"),
)]
pub struct Children5 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i32,
    /// `a`
    pub a: Option<i32>,
    /// `b`
    #[column(varchar = 20)]
    pub b: Option<String>,
    /// `code`
    #[column(varchar = 12, references(Parents5::code, on_update = cascade, name = "children_5_ibfk_9"))]
    pub code: Option<String>,
    /// `boss`
    #[column(references(Children5::id, on_delete = set_null, name = "children_5_ibfk_1"))]
    pub boss: Option<i32>,
}

/// A row of `children_6`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "children_6", keyspace = Hand,
    index(boss, name = "boss"),
    references((a, b) -> Parents6(a, b), on_delete = cascade, name = "of parent 6"),
)]
pub struct Children6 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i32,
    /// `a`
    pub a: Option<i32>,
    /// `b`
    #[column(varchar = 20)]
    pub b: Option<String>,
    /// `code`
    #[column(varchar = 12, references(Parents6::code, on_update = cascade, name = "children_6_ibfk_9"))]
    pub code: Option<String>,
    /// `boss`
    #[column(references(Children6::id, on_delete = set_null, name = "children_6_ibfk_1"))]
    pub boss: Option<i32>,
}

/// A row of `children_7`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "children_7", keyspace = Hand,
    index(boss, name = "boss"),
    references((a, b) -> Parents7(a, b), on_delete = cascade, name = "of parent 7"),
)]
pub struct Children7 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i32,
    /// `a`
    pub a: Option<i32>,
    /// `b`
    #[column(varchar = 20)]
    pub b: Option<String>,
    /// `code`
    #[column(varchar = 12, references(Parents7::code, on_update = cascade, name = "children_7_ibfk_9"))]
    pub code: Option<String>,
    /// `boss`
    #[column(references(Children7::id, on_delete = set_null, name = "children_7_ibfk_1"))]
    pub boss: Option<i32>,
}

/// A row of `children_8`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "children_8", keyspace = Hand,
    index(boss, name = "boss"),
    references((a, b) -> Parents8(a, b), on_delete = cascade, name = "of parent 8"),
)]
pub struct Children8 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i32,
    /// `a`
    pub a: Option<i32>,
    /// `b`
    #[column(varchar = 20)]
    pub b: Option<String>,
    /// `code`
    #[column(varchar = 12, references(Parents8::code, on_update = cascade, name = "children_8_ibfk_9"))]
    pub code: Option<String>,
    /// `boss`
    #[column(references(Children8::id, on_delete = set_null, name = "children_8_ibfk_1"))]
    pub boss: Option<i32>,
}

/// A row of `children_9`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "children_9", keyspace = Hand,
    index(boss, name = "boss"),
    references((a, b) -> Parents9(a, b), on_delete = cascade, name = "of parent 9"),
)]
pub struct Children9 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i32,
    /// `a`
    pub a: Option<i32>,
    /// `b`
    #[column(varchar = 20)]
    pub b: Option<String>,
    /// `code`
    #[column(varchar = 12, references(Parents9::code, on_update = cascade, name = "children_9_ibfk_9"))]
    pub code: Option<String>,
    /// `boss`
    #[column(references(Children9::id, on_delete = set_null, name = "children_9_ibfk_1"))]
    pub boss: Option<i32>,
}

/// A row of `kinds_0`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "kinds_0", keyspace = Hand,
)]
pub struct Kinds0 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: u64,
    /// `n`
    #[column(default = -1)]
    pub n: i32,
    /// `s`
    #[column(default = 7)]
    pub s: Option<u16>,
    /// `t`
    #[column(default = 1)]
    pub t: Option<i8>,
    /// `m`
    #[column(mysql = mediumint)]
    pub m: Option<i32>,
    /// `flag`
    #[column(default = true)]
    pub flag: bool,
    /// `f`
    #[column(default = sql("1.5"))]
    pub f: Option<f64>,
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
    #[column(mysql = text)]
    pub note: Option<String>,
    /// `story`
    pub story: Option<String>,
    /// `at`
    #[column(default = sql("CURRENT_TIMESTAMP(6)"))]
    pub at: DateTime<Utc>,
    /// `local`
    #[column(precision = 3)]
    pub local: Option<DateTime<Utc>>,
    /// `seen`
    #[column(mysql = timestamp, precision = 0, default = sql("CURRENT_TIMESTAMP"))]
    pub seen: Option<DateTime<Utc>>,
    /// `day`
    #[column(default = sql("'2026-01-31'"))]
    pub day: NaiveDate,
    /// `clock`
    #[column(precision = 0, default = sql("'12:30:00'"))]
    pub clock: Option<NaiveTime>,
    /// `made`
    #[column(mysql = year, default = 2026)]
    pub made: Option<i16>,
    /// `key`
    pub key: Uuid,
    /// `data`
    pub data: Json<serde_json::Value>,
    /// `bytes`
    #[column(mysql = mediumblob)]
    pub bytes: Option<Vec<u8>>,
    /// `bits`
    #[column(mysql = bit(8))]
    pub bits: Option<u64>,
    /// `feels`
    #[column(mysql = enum, default = Kinds0Feels::SoSo)]
    pub feels: Kinds0Feels,
    /// `other`
    #[column(mysql = enum)]
    pub other: Option<Kinds0Other>,
}

/// A row of `kinds_1`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "kinds_1", keyspace = Hand,
)]
pub struct Kinds1 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: u64,
    /// `n`
    #[column(default = -1)]
    pub n: i32,
    /// `s`
    #[column(default = 7)]
    pub s: Option<u16>,
    /// `t`
    #[column(default = 1)]
    pub t: Option<i8>,
    /// `m`
    #[column(mysql = mediumint)]
    pub m: Option<i32>,
    /// `flag`
    #[column(default = true)]
    pub flag: bool,
    /// `f`
    #[column(default = sql("1.5"))]
    pub f: Option<f64>,
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
    #[column(mysql = text)]
    pub note: Option<String>,
    /// `story`
    pub story: Option<String>,
    /// `at`
    #[column(default = sql("CURRENT_TIMESTAMP(6)"))]
    pub at: DateTime<Utc>,
    /// `local`
    #[column(precision = 3)]
    pub local: Option<DateTime<Utc>>,
    /// `seen`
    #[column(mysql = timestamp, precision = 0, default = sql("CURRENT_TIMESTAMP"))]
    pub seen: Option<DateTime<Utc>>,
    /// `day`
    #[column(default = sql("'2026-01-31'"))]
    pub day: NaiveDate,
    /// `clock`
    #[column(precision = 0, default = sql("'12:30:00'"))]
    pub clock: Option<NaiveTime>,
    /// `made`
    #[column(mysql = year, default = 2026)]
    pub made: Option<i16>,
    /// `key`
    pub key: Uuid,
    /// `data`
    pub data: Json<serde_json::Value>,
    /// `bytes`
    #[column(mysql = mediumblob)]
    pub bytes: Option<Vec<u8>>,
    /// `bits`
    #[column(mysql = bit(8))]
    pub bits: Option<u64>,
    /// `feels`
    #[column(mysql = enum, default = Kinds1Feels::SoSo)]
    pub feels: Kinds1Feels,
    /// `other`
    #[column(mysql = enum)]
    pub other: Option<Kinds1Other>,
}

/// A row of `kinds_2`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "kinds_2", keyspace = Hand,
)]
pub struct Kinds2 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: u64,
    /// `n`
    #[column(default = -1)]
    pub n: i32,
    /// `s`
    #[column(default = 7)]
    pub s: Option<u16>,
    /// `t`
    #[column(default = 1)]
    pub t: Option<i8>,
    /// `m`
    #[column(mysql = mediumint)]
    pub m: Option<i32>,
    /// `flag`
    #[column(default = true)]
    pub flag: bool,
    /// `f`
    #[column(default = sql("1.5"))]
    pub f: Option<f64>,
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
    #[column(mysql = text)]
    pub note: Option<String>,
    /// `story`
    pub story: Option<String>,
    /// `at`
    #[column(default = sql("CURRENT_TIMESTAMP(6)"))]
    pub at: DateTime<Utc>,
    /// `local`
    #[column(precision = 3)]
    pub local: Option<DateTime<Utc>>,
    /// `seen`
    #[column(mysql = timestamp, precision = 0, default = sql("CURRENT_TIMESTAMP"))]
    pub seen: Option<DateTime<Utc>>,
    /// `day`
    #[column(default = sql("'2026-01-31'"))]
    pub day: NaiveDate,
    /// `clock`
    #[column(precision = 0, default = sql("'12:30:00'"))]
    pub clock: Option<NaiveTime>,
    /// `made`
    #[column(mysql = year, default = 2026)]
    pub made: Option<i16>,
    /// `key`
    pub key: Uuid,
    /// `data`
    pub data: Json<serde_json::Value>,
    /// `bytes`
    #[column(mysql = mediumblob)]
    pub bytes: Option<Vec<u8>>,
    /// `bits`
    #[column(mysql = bit(8))]
    pub bits: Option<u64>,
    /// `feels`
    #[column(mysql = enum, default = Kinds2Feels::SoSo)]
    pub feels: Kinds2Feels,
    /// `other`
    #[column(mysql = enum)]
    pub other: Option<Kinds2Other>,
}

/// A row of `kinds_3`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "kinds_3", keyspace = Hand,
)]
pub struct Kinds3 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: u64,
    /// `n`
    #[column(default = -1)]
    pub n: i32,
    /// `s`
    #[column(default = 7)]
    pub s: Option<u16>,
    /// `t`
    #[column(default = 1)]
    pub t: Option<i8>,
    /// `m`
    #[column(mysql = mediumint)]
    pub m: Option<i32>,
    /// `flag`
    #[column(default = true)]
    pub flag: bool,
    /// `f`
    #[column(default = sql("1.5"))]
    pub f: Option<f64>,
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
    #[column(mysql = text)]
    pub note: Option<String>,
    /// `story`
    pub story: Option<String>,
    /// `at`
    #[column(default = sql("CURRENT_TIMESTAMP(6)"))]
    pub at: DateTime<Utc>,
    /// `local`
    #[column(precision = 3)]
    pub local: Option<DateTime<Utc>>,
    /// `seen`
    #[column(mysql = timestamp, precision = 0, default = sql("CURRENT_TIMESTAMP"))]
    pub seen: Option<DateTime<Utc>>,
    /// `day`
    #[column(default = sql("'2026-01-31'"))]
    pub day: NaiveDate,
    /// `clock`
    #[column(precision = 0, default = sql("'12:30:00'"))]
    pub clock: Option<NaiveTime>,
    /// `made`
    #[column(mysql = year, default = 2026)]
    pub made: Option<i16>,
    /// `key`
    pub key: Uuid,
    /// `data`
    pub data: Json<serde_json::Value>,
    /// `bytes`
    #[column(mysql = mediumblob)]
    pub bytes: Option<Vec<u8>>,
    /// `bits`
    #[column(mysql = bit(8))]
    pub bits: Option<u64>,
    /// `feels`
    #[column(mysql = enum, default = Kinds3Feels::SoSo)]
    pub feels: Kinds3Feels,
    /// `other`
    #[column(mysql = enum)]
    pub other: Option<Kinds3Other>,
}

/// A row of `kinds_4`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "kinds_4", keyspace = Hand,
)]
pub struct Kinds4 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: u64,
    /// `n`
    #[column(default = -1)]
    pub n: i32,
    /// `s`
    #[column(default = 7)]
    pub s: Option<u16>,
    /// `t`
    #[column(default = 1)]
    pub t: Option<i8>,
    /// `m`
    #[column(mysql = mediumint)]
    pub m: Option<i32>,
    /// `flag`
    #[column(default = true)]
    pub flag: bool,
    /// `f`
    #[column(default = sql("1.5"))]
    pub f: Option<f64>,
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
    #[column(mysql = text)]
    pub note: Option<String>,
    /// `story`
    pub story: Option<String>,
    /// `at`
    #[column(default = sql("CURRENT_TIMESTAMP(6)"))]
    pub at: DateTime<Utc>,
    /// `local`
    #[column(precision = 3)]
    pub local: Option<DateTime<Utc>>,
    /// `seen`
    #[column(mysql = timestamp, precision = 0, default = sql("CURRENT_TIMESTAMP"))]
    pub seen: Option<DateTime<Utc>>,
    /// `day`
    #[column(default = sql("'2026-01-31'"))]
    pub day: NaiveDate,
    /// `clock`
    #[column(precision = 0, default = sql("'12:30:00'"))]
    pub clock: Option<NaiveTime>,
    /// `made`
    #[column(mysql = year, default = 2026)]
    pub made: Option<i16>,
    /// `key`
    pub key: Uuid,
    /// `data`
    pub data: Json<serde_json::Value>,
    /// `bytes`
    #[column(mysql = mediumblob)]
    pub bytes: Option<Vec<u8>>,
    /// `bits`
    #[column(mysql = bit(8))]
    pub bits: Option<u64>,
    /// `feels`
    #[column(mysql = enum, default = Kinds4Feels::SoSo)]
    pub feels: Kinds4Feels,
    /// `other`
    #[column(mysql = enum)]
    pub other: Option<Kinds4Other>,
}

/// A row of `kinds_5`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "kinds_5", keyspace = Hand,
)]
pub struct Kinds5 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: u64,
    /// `n`
    #[column(default = -1)]
    pub n: i32,
    /// `s`
    #[column(default = 7)]
    pub s: Option<u16>,
    /// `t`
    #[column(default = 1)]
    pub t: Option<i8>,
    /// `m`
    #[column(mysql = mediumint)]
    pub m: Option<i32>,
    /// `flag`
    #[column(default = true)]
    pub flag: bool,
    /// `f`
    #[column(default = sql("1.5"))]
    pub f: Option<f64>,
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
    #[column(mysql = text)]
    pub note: Option<String>,
    /// `story`
    pub story: Option<String>,
    /// `at`
    #[column(default = sql("CURRENT_TIMESTAMP(6)"))]
    pub at: DateTime<Utc>,
    /// `local`
    #[column(precision = 3)]
    pub local: Option<DateTime<Utc>>,
    /// `seen`
    #[column(mysql = timestamp, precision = 0, default = sql("CURRENT_TIMESTAMP"))]
    pub seen: Option<DateTime<Utc>>,
    /// `day`
    #[column(default = sql("'2026-01-31'"))]
    pub day: NaiveDate,
    /// `clock`
    #[column(precision = 0, default = sql("'12:30:00'"))]
    pub clock: Option<NaiveTime>,
    /// `made`
    #[column(mysql = year, default = 2026)]
    pub made: Option<i16>,
    /// `key`
    pub key: Uuid,
    /// `data`
    pub data: Json<serde_json::Value>,
    /// `bytes`
    #[column(mysql = mediumblob)]
    pub bytes: Option<Vec<u8>>,
    /// `bits`
    #[column(mysql = bit(8))]
    pub bits: Option<u64>,
    /// `feels`
    #[column(mysql = enum, default = Kinds5Feels::SoSo)]
    pub feels: Kinds5Feels,
    /// `other`
    #[column(mysql = enum)]
    pub other: Option<Kinds5Other>,
}

/// A row of `kinds_6`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "kinds_6", keyspace = Hand,
)]
pub struct Kinds6 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: u64,
    /// `n`
    #[column(default = -1)]
    pub n: i32,
    /// `s`
    #[column(default = 7)]
    pub s: Option<u16>,
    /// `t`
    #[column(default = 1)]
    pub t: Option<i8>,
    /// `m`
    #[column(mysql = mediumint)]
    pub m: Option<i32>,
    /// `flag`
    #[column(default = true)]
    pub flag: bool,
    /// `f`
    #[column(default = sql("1.5"))]
    pub f: Option<f64>,
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
    #[column(mysql = text)]
    pub note: Option<String>,
    /// `story`
    pub story: Option<String>,
    /// `at`
    #[column(default = sql("CURRENT_TIMESTAMP(6)"))]
    pub at: DateTime<Utc>,
    /// `local`
    #[column(precision = 3)]
    pub local: Option<DateTime<Utc>>,
    /// `seen`
    #[column(mysql = timestamp, precision = 0, default = sql("CURRENT_TIMESTAMP"))]
    pub seen: Option<DateTime<Utc>>,
    /// `day`
    #[column(default = sql("'2026-01-31'"))]
    pub day: NaiveDate,
    /// `clock`
    #[column(precision = 0, default = sql("'12:30:00'"))]
    pub clock: Option<NaiveTime>,
    /// `made`
    #[column(mysql = year, default = 2026)]
    pub made: Option<i16>,
    /// `key`
    pub key: Uuid,
    /// `data`
    pub data: Json<serde_json::Value>,
    /// `bytes`
    #[column(mysql = mediumblob)]
    pub bytes: Option<Vec<u8>>,
    /// `bits`
    #[column(mysql = bit(8))]
    pub bits: Option<u64>,
    /// `feels`
    #[column(mysql = enum, default = Kinds6Feels::SoSo)]
    pub feels: Kinds6Feels,
    /// `other`
    #[column(mysql = enum)]
    pub other: Option<Kinds6Other>,
}

/// A row of `kinds_7`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "kinds_7", keyspace = Hand,
)]
pub struct Kinds7 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: u64,
    /// `n`
    #[column(default = -1)]
    pub n: i32,
    /// `s`
    #[column(default = 7)]
    pub s: Option<u16>,
    /// `t`
    #[column(default = 1)]
    pub t: Option<i8>,
    /// `m`
    #[column(mysql = mediumint)]
    pub m: Option<i32>,
    /// `flag`
    #[column(default = true)]
    pub flag: bool,
    /// `f`
    #[column(default = sql("1.5"))]
    pub f: Option<f64>,
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
    #[column(mysql = text)]
    pub note: Option<String>,
    /// `story`
    pub story: Option<String>,
    /// `at`
    #[column(default = sql("CURRENT_TIMESTAMP(6)"))]
    pub at: DateTime<Utc>,
    /// `local`
    #[column(precision = 3)]
    pub local: Option<DateTime<Utc>>,
    /// `seen`
    #[column(mysql = timestamp, precision = 0, default = sql("CURRENT_TIMESTAMP"))]
    pub seen: Option<DateTime<Utc>>,
    /// `day`
    #[column(default = sql("'2026-01-31'"))]
    pub day: NaiveDate,
    /// `clock`
    #[column(precision = 0, default = sql("'12:30:00'"))]
    pub clock: Option<NaiveTime>,
    /// `made`
    #[column(mysql = year, default = 2026)]
    pub made: Option<i16>,
    /// `key`
    pub key: Uuid,
    /// `data`
    pub data: Json<serde_json::Value>,
    /// `bytes`
    #[column(mysql = mediumblob)]
    pub bytes: Option<Vec<u8>>,
    /// `bits`
    #[column(mysql = bit(8))]
    pub bits: Option<u64>,
    /// `feels`
    #[column(mysql = enum, default = Kinds7Feels::SoSo)]
    pub feels: Kinds7Feels,
    /// `other`
    #[column(mysql = enum)]
    pub other: Option<Kinds7Other>,
}

/// A row of `kinds_8`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "kinds_8", keyspace = Hand,
)]
pub struct Kinds8 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: u64,
    /// `n`
    #[column(default = -1)]
    pub n: i32,
    /// `s`
    #[column(default = 7)]
    pub s: Option<u16>,
    /// `t`
    #[column(default = 1)]
    pub t: Option<i8>,
    /// `m`
    #[column(mysql = mediumint)]
    pub m: Option<i32>,
    /// `flag`
    #[column(default = true)]
    pub flag: bool,
    /// `f`
    #[column(default = sql("1.5"))]
    pub f: Option<f64>,
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
    #[column(mysql = text)]
    pub note: Option<String>,
    /// `story`
    pub story: Option<String>,
    /// `at`
    #[column(default = sql("CURRENT_TIMESTAMP(6)"))]
    pub at: DateTime<Utc>,
    /// `local`
    #[column(precision = 3)]
    pub local: Option<DateTime<Utc>>,
    /// `seen`
    #[column(mysql = timestamp, precision = 0, default = sql("CURRENT_TIMESTAMP"))]
    pub seen: Option<DateTime<Utc>>,
    /// `day`
    #[column(default = sql("'2026-01-31'"))]
    pub day: NaiveDate,
    /// `clock`
    #[column(precision = 0, default = sql("'12:30:00'"))]
    pub clock: Option<NaiveTime>,
    /// `made`
    #[column(mysql = year, default = 2026)]
    pub made: Option<i16>,
    /// `key`
    pub key: Uuid,
    /// `data`
    pub data: Json<serde_json::Value>,
    /// `bytes`
    #[column(mysql = mediumblob)]
    pub bytes: Option<Vec<u8>>,
    /// `bits`
    #[column(mysql = bit(8))]
    pub bits: Option<u64>,
    /// `feels`
    #[column(mysql = enum, default = Kinds8Feels::SoSo)]
    pub feels: Kinds8Feels,
    /// `other`
    #[column(mysql = enum)]
    pub other: Option<Kinds8Other>,
}

/// A row of `kinds_9`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "kinds_9", keyspace = Hand,
)]
pub struct Kinds9 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: u64,
    /// `n`
    #[column(default = -1)]
    pub n: i32,
    /// `s`
    #[column(default = 7)]
    pub s: Option<u16>,
    /// `t`
    #[column(default = 1)]
    pub t: Option<i8>,
    /// `m`
    #[column(mysql = mediumint)]
    pub m: Option<i32>,
    /// `flag`
    #[column(default = true)]
    pub flag: bool,
    /// `f`
    #[column(default = sql("1.5"))]
    pub f: Option<f64>,
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
    #[column(mysql = text)]
    pub note: Option<String>,
    /// `story`
    pub story: Option<String>,
    /// `at`
    #[column(default = sql("CURRENT_TIMESTAMP(6)"))]
    pub at: DateTime<Utc>,
    /// `local`
    #[column(precision = 3)]
    pub local: Option<DateTime<Utc>>,
    /// `seen`
    #[column(mysql = timestamp, precision = 0, default = sql("CURRENT_TIMESTAMP"))]
    pub seen: Option<DateTime<Utc>>,
    /// `day`
    #[column(default = sql("'2026-01-31'"))]
    pub day: NaiveDate,
    /// `clock`
    #[column(precision = 0, default = sql("'12:30:00'"))]
    pub clock: Option<NaiveTime>,
    /// `made`
    #[column(mysql = year, default = 2026)]
    pub made: Option<i16>,
    /// `key`
    pub key: Uuid,
    /// `data`
    pub data: Json<serde_json::Value>,
    /// `bytes`
    #[column(mysql = mediumblob)]
    pub bytes: Option<Vec<u8>>,
    /// `bits`
    #[column(mysql = bit(8))]
    pub bits: Option<u64>,
    /// `feels`
    #[column(mysql = enum, default = Kinds9Feels::SoSo)]
    pub feels: Kinds9Feels,
    /// `other`
    #[column(mysql = enum)]
    pub other: Option<Kinds9Other>,
}

/// A row of `made_0`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "made_0", keyspace = Hand,
    check("`net` > 0", name = "made_0_net"),
    check("(`rate` >= 0) and (`rate` < 1)", name = "rate of 0"),
)]
pub struct Made0 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i64,
    /// `net`
    #[column(numeric(12, 2))]
    pub net: Decimal,
    /// `rate`
    #[column(numeric(4, 3), default = sql("0.190"))]
    pub rate: Decimal,
    /// `gross`
    #[column(numeric(14, 2), generated("`net` * (1 + `rate`)", stored))]
    pub gross: Option<Decimal>,
    /// `first`
    #[column(varchar = 40)]
    pub first: String,
    /// `last`
    #[column(varchar = 40)]
    pub last: String,
    /// `whole`
    #[column(varchar = 90, generated("concat(`first`,' ',`last`)", virtual))]
    pub whole: Option<String>,
}

/// A row of `made_1`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "made_1", keyspace = Hand,
    check("`net` > 0", name = "made_1_net"),
    check("(`rate` >= 0) and (`rate` < 1)", name = "rate of 1"),
)]
pub struct Made1 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i64,
    /// `net`
    #[column(numeric(12, 2))]
    pub net: Decimal,
    /// `rate`
    #[column(numeric(4, 3), default = sql("0.190"))]
    pub rate: Decimal,
    /// `gross`
    #[column(numeric(14, 2), generated("`net` * (1 + `rate`)", stored))]
    pub gross: Option<Decimal>,
    /// `first`
    #[column(varchar = 40)]
    pub first: String,
    /// `last`
    #[column(varchar = 40)]
    pub last: String,
    /// `whole`
    #[column(varchar = 90, generated("concat(`first`,' ',`last`)", virtual))]
    pub whole: Option<String>,
}

/// A row of `made_2`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "made_2", keyspace = Hand,
    check("`net` > 0", name = "made_2_net"),
    check("(`rate` >= 0) and (`rate` < 1)", name = "rate of 2"),
)]
pub struct Made2 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i64,
    /// `net`
    #[column(numeric(12, 2))]
    pub net: Decimal,
    /// `rate`
    #[column(numeric(4, 3), default = sql("0.190"))]
    pub rate: Decimal,
    /// `gross`
    #[column(numeric(14, 2), generated("`net` * (1 + `rate`)", stored))]
    pub gross: Option<Decimal>,
    /// `first`
    #[column(varchar = 40)]
    pub first: String,
    /// `last`
    #[column(varchar = 40)]
    pub last: String,
    /// `whole`
    #[column(varchar = 90, generated("concat(`first`,' ',`last`)", virtual))]
    pub whole: Option<String>,
}

/// A row of `made_3`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "made_3", keyspace = Hand,
    check("`net` > 0", name = "made_3_net"),
    check("(`rate` >= 0) and (`rate` < 1)", name = "rate of 3"),
)]
pub struct Made3 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i64,
    /// `net`
    #[column(numeric(12, 2))]
    pub net: Decimal,
    /// `rate`
    #[column(numeric(4, 3), default = sql("0.190"))]
    pub rate: Decimal,
    /// `gross`
    #[column(numeric(14, 2), generated("`net` * (1 + `rate`)", stored))]
    pub gross: Option<Decimal>,
    /// `first`
    #[column(varchar = 40)]
    pub first: String,
    /// `last`
    #[column(varchar = 40)]
    pub last: String,
    /// `whole`
    #[column(varchar = 90, generated("concat(`first`,' ',`last`)", virtual))]
    pub whole: Option<String>,
}

/// A row of `made_4`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "made_4", keyspace = Hand,
    check("`net` > 0", name = "made_4_net"),
    check("(`rate` >= 0) and (`rate` < 1)", name = "rate of 4"),
)]
pub struct Made4 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i64,
    /// `net`
    #[column(numeric(12, 2))]
    pub net: Decimal,
    /// `rate`
    #[column(numeric(4, 3), default = sql("0.190"))]
    pub rate: Decimal,
    /// `gross`
    #[column(numeric(14, 2), generated("`net` * (1 + `rate`)", stored))]
    pub gross: Option<Decimal>,
    /// `first`
    #[column(varchar = 40)]
    pub first: String,
    /// `last`
    #[column(varchar = 40)]
    pub last: String,
    /// `whole`
    #[column(varchar = 90, generated("concat(`first`,' ',`last`)", virtual))]
    pub whole: Option<String>,
}

/// A row of `made_5`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "made_5", keyspace = Hand,
    check("`net` > 0", name = "made_5_net"),
    check("(`rate` >= 0) and (`rate` < 1)", name = "rate of 5"),
)]
pub struct Made5 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i64,
    /// `net`
    #[column(numeric(12, 2))]
    pub net: Decimal,
    /// `rate`
    #[column(numeric(4, 3), default = sql("0.190"))]
    pub rate: Decimal,
    /// `gross`
    #[column(numeric(14, 2), generated("`net` * (1 + `rate`)", stored))]
    pub gross: Option<Decimal>,
    /// `first`
    #[column(varchar = 40)]
    pub first: String,
    /// `last`
    #[column(varchar = 40)]
    pub last: String,
    /// `whole`
    #[column(varchar = 90, generated("concat(`first`,' ',`last`)", virtual))]
    pub whole: Option<String>,
}

/// A row of `made_6`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "made_6", keyspace = Hand,
    check("`net` > 0", name = "made_6_net"),
    check("(`rate` >= 0) and (`rate` < 1)", name = "rate of 6"),
)]
pub struct Made6 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i64,
    /// `net`
    #[column(numeric(12, 2))]
    pub net: Decimal,
    /// `rate`
    #[column(numeric(4, 3), default = sql("0.190"))]
    pub rate: Decimal,
    /// `gross`
    #[column(numeric(14, 2), generated("`net` * (1 + `rate`)", stored))]
    pub gross: Option<Decimal>,
    /// `first`
    #[column(varchar = 40)]
    pub first: String,
    /// `last`
    #[column(varchar = 40)]
    pub last: String,
    /// `whole`
    #[column(varchar = 90, generated("concat(`first`,' ',`last`)", virtual))]
    pub whole: Option<String>,
}

/// A row of `made_7`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "made_7", keyspace = Hand,
    check("`net` > 0", name = "made_7_net"),
    check("(`rate` >= 0) and (`rate` < 1)", name = "rate of 7"),
)]
pub struct Made7 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i64,
    /// `net`
    #[column(numeric(12, 2))]
    pub net: Decimal,
    /// `rate`
    #[column(numeric(4, 3), default = sql("0.190"))]
    pub rate: Decimal,
    /// `gross`
    #[column(numeric(14, 2), generated("`net` * (1 + `rate`)", stored))]
    pub gross: Option<Decimal>,
    /// `first`
    #[column(varchar = 40)]
    pub first: String,
    /// `last`
    #[column(varchar = 40)]
    pub last: String,
    /// `whole`
    #[column(varchar = 90, generated("concat(`first`,' ',`last`)", virtual))]
    pub whole: Option<String>,
}

/// A row of `made_8`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "made_8", keyspace = Hand,
    check("`net` > 0", name = "made_8_net"),
    check("(`rate` >= 0) and (`rate` < 1)", name = "rate of 8"),
)]
pub struct Made8 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i64,
    /// `net`
    #[column(numeric(12, 2))]
    pub net: Decimal,
    /// `rate`
    #[column(numeric(4, 3), default = sql("0.190"))]
    pub rate: Decimal,
    /// `gross`
    #[column(numeric(14, 2), generated("`net` * (1 + `rate`)", stored))]
    pub gross: Option<Decimal>,
    /// `first`
    #[column(varchar = 40)]
    pub first: String,
    /// `last`
    #[column(varchar = 40)]
    pub last: String,
    /// `whole`
    #[column(varchar = 90, generated("concat(`first`,' ',`last`)", virtual))]
    pub whole: Option<String>,
}

/// A row of `made_9`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "made_9", keyspace = Hand,
    check("`net` > 0", name = "made_9_net"),
    check("(`rate` >= 0) and (`rate` < 1)", name = "rate of 9"),
)]
pub struct Made9 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i64,
    /// `net`
    #[column(numeric(12, 2))]
    pub net: Decimal,
    /// `rate`
    #[column(numeric(4, 3), default = sql("0.190"))]
    pub rate: Decimal,
    /// `gross`
    #[column(numeric(14, 2), generated("`net` * (1 + `rate`)", stored))]
    pub gross: Option<Decimal>,
    /// `first`
    #[column(varchar = 40)]
    pub first: String,
    /// `last`
    #[column(varchar = 40)]
    pub last: String,
    /// `whole`
    #[column(varchar = 90, generated("concat(`first`,' ',`last`)", virtual))]
    pub whole: Option<String>,
}

/// A row of `pairs_0`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "pairs_0", keyspace = Hand,
    primary_key(left_id, right_id),
    index(right_id, rank, name = "pairs_0_right"),
    relations(one(left: left_id), one(right: right_id)),
)]
pub struct Pairs0 {
    /// `left_id`
    #[column(references(States0::id, on_delete = cascade, name = "pairs_0_left"))]
    pub left_id: i64,
    /// `right_id`
    #[column(references(States0::id, on_delete = restrict, name = "pairs_0_right_fk"))]
    pub right_id: i64,
    /// `rank`
    #[column(default = 0)]
    pub rank: i32,
}

/// A row of `pairs_1`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "pairs_1", keyspace = Hand,
    primary_key(left_id, right_id),
    index(right_id, rank, name = "pairs_1_right"),
    relations(one(left: left_id), one(right: right_id)),
)]
pub struct Pairs1 {
    /// `left_id`
    #[column(references(States1::id, on_delete = cascade, name = "pairs_1_left"))]
    pub left_id: i64,
    /// `right_id`
    #[column(references(States1::id, on_delete = restrict, name = "pairs_1_right_fk"))]
    pub right_id: i64,
    /// `rank`
    #[column(default = 0)]
    pub rank: i32,
}

/// A row of `pairs_2`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "pairs_2", keyspace = Hand,
    primary_key(left_id, right_id),
    index(right_id, rank, name = "pairs_2_right"),
    relations(one(left: left_id), one(right: right_id)),
)]
pub struct Pairs2 {
    /// `left_id`
    #[column(references(States2::id, on_delete = cascade, name = "pairs_2_left"))]
    pub left_id: i64,
    /// `right_id`
    #[column(references(States2::id, on_delete = restrict, name = "pairs_2_right_fk"))]
    pub right_id: i64,
    /// `rank`
    #[column(default = 0)]
    pub rank: i32,
}

/// A row of `pairs_3`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "pairs_3", keyspace = Hand,
    primary_key(left_id, right_id),
    index(right_id, rank, name = "pairs_3_right"),
    relations(one(left: left_id), one(right: right_id)),
)]
pub struct Pairs3 {
    /// `left_id`
    #[column(references(States3::id, on_delete = cascade, name = "pairs_3_left"))]
    pub left_id: i64,
    /// `right_id`
    #[column(references(States3::id, on_delete = restrict, name = "pairs_3_right_fk"))]
    pub right_id: i64,
    /// `rank`
    #[column(default = 0)]
    pub rank: i32,
}

/// A row of `pairs_4`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "pairs_4", keyspace = Hand,
    primary_key(left_id, right_id),
    index(right_id, rank, name = "pairs_4_right"),
    relations(one(left: left_id), one(right: right_id)),
)]
pub struct Pairs4 {
    /// `left_id`
    #[column(references(States4::id, on_delete = cascade, name = "pairs_4_left"))]
    pub left_id: i64,
    /// `right_id`
    #[column(references(States4::id, on_delete = restrict, name = "pairs_4_right_fk"))]
    pub right_id: i64,
    /// `rank`
    #[column(default = 0)]
    pub rank: i32,
}

/// A row of `pairs_5`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "pairs_5", keyspace = Hand,
    primary_key(left_id, right_id),
    index(right_id, rank, name = "pairs_5_right"),
    relations(one(left: left_id), one(right: right_id)),
)]
pub struct Pairs5 {
    /// `left_id`
    #[column(references(States5::id, on_delete = cascade, name = "pairs_5_left"))]
    pub left_id: i64,
    /// `right_id`
    #[column(references(States5::id, on_delete = restrict, name = "pairs_5_right_fk"))]
    pub right_id: i64,
    /// `rank`
    #[column(default = 0)]
    pub rank: i32,
}

/// A row of `pairs_6`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "pairs_6", keyspace = Hand,
    primary_key(left_id, right_id),
    index(right_id, rank, name = "pairs_6_right"),
    relations(one(left: left_id), one(right: right_id)),
)]
pub struct Pairs6 {
    /// `left_id`
    #[column(references(States6::id, on_delete = cascade, name = "pairs_6_left"))]
    pub left_id: i64,
    /// `right_id`
    #[column(references(States6::id, on_delete = restrict, name = "pairs_6_right_fk"))]
    pub right_id: i64,
    /// `rank`
    #[column(default = 0)]
    pub rank: i32,
}

/// A row of `pairs_7`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "pairs_7", keyspace = Hand,
    primary_key(left_id, right_id),
    index(right_id, rank, name = "pairs_7_right"),
    relations(one(left: left_id), one(right: right_id)),
)]
pub struct Pairs7 {
    /// `left_id`
    #[column(references(States7::id, on_delete = cascade, name = "pairs_7_left"))]
    pub left_id: i64,
    /// `right_id`
    #[column(references(States7::id, on_delete = restrict, name = "pairs_7_right_fk"))]
    pub right_id: i64,
    /// `rank`
    #[column(default = 0)]
    pub rank: i32,
}

/// A row of `pairs_8`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "pairs_8", keyspace = Hand,
    primary_key(left_id, right_id),
    index(right_id, rank, name = "pairs_8_right"),
    relations(one(left: left_id), one(right: right_id)),
)]
pub struct Pairs8 {
    /// `left_id`
    #[column(references(States8::id, on_delete = cascade, name = "pairs_8_left"))]
    pub left_id: i64,
    /// `right_id`
    #[column(references(States8::id, on_delete = restrict, name = "pairs_8_right_fk"))]
    pub right_id: i64,
    /// `rank`
    #[column(default = 0)]
    pub rank: i32,
}

/// A row of `pairs_9`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "pairs_9", keyspace = Hand,
    primary_key(left_id, right_id),
    index(right_id, rank, name = "pairs_9_right"),
    relations(one(left: left_id), one(right: right_id)),
)]
pub struct Pairs9 {
    /// `left_id`
    #[column(references(States9::id, on_delete = cascade, name = "pairs_9_left"))]
    pub left_id: i64,
    /// `right_id`
    #[column(references(States9::id, on_delete = restrict, name = "pairs_9_right_fk"))]
    pub right_id: i64,
    /// `rank`
    #[column(default = 0)]
    pub rank: i32,
}

/// A row of `parents_0`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "parents_0", keyspace = Hand,
    primary_key(a, b),
    unique(b, a, name = "b"),
    unique(code, name = "code once 0"),
)]
pub struct Parents0 {
    /// `a`
    pub a: i32,
    /// `b`
    #[column(varchar = 20)]
    pub b: String,
    /// `code`
    #[column(varchar = 12)]
    pub code: String,
}

/// A row of `parents_1`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "parents_1", keyspace = Hand,
    primary_key(a, b),
    unique(b, a, name = "b"),
    unique(code, name = "code once 1"),
)]
pub struct Parents1 {
    /// `a`
    pub a: i32,
    /// `b`
    #[column(varchar = 20)]
    pub b: String,
    /// `code`
    #[column(varchar = 12)]
    pub code: String,
}

/// A row of `parents_2`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "parents_2", keyspace = Hand,
    primary_key(a, b),
    unique(b, a, name = "b"),
    unique(code, name = "code once 2"),
)]
pub struct Parents2 {
    /// `a`
    pub a: i32,
    /// `b`
    #[column(varchar = 20)]
    pub b: String,
    /// `code`
    #[column(varchar = 12)]
    pub code: String,
}

/// A row of `parents_3`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "parents_3", keyspace = Hand,
    primary_key(a, b),
    unique(b, a, name = "b"),
    unique(code, name = "code once 3"),
)]
pub struct Parents3 {
    /// `a`
    pub a: i32,
    /// `b`
    #[column(varchar = 20)]
    pub b: String,
    /// `code`
    #[column(varchar = 12)]
    pub code: String,
}

/// A row of `parents_4`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "parents_4", keyspace = Hand,
    primary_key(a, b),
    unique(b, a, name = "b"),
    unique(code, name = "code once 4"),
)]
pub struct Parents4 {
    /// `a`
    pub a: i32,
    /// `b`
    #[column(varchar = 20)]
    pub b: String,
    /// `code`
    #[column(varchar = 12)]
    pub code: String,
}

/// A row of `parents_5`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "parents_5", keyspace = Hand,
    primary_key(a, b),
    unique(b, a, name = "b"),
    unique(code, name = "code once 5"),
)]
pub struct Parents5 {
    /// `a`
    pub a: i32,
    /// `b`
    #[column(varchar = 20)]
    pub b: String,
    /// `code`
    #[column(varchar = 12)]
    pub code: String,
}

/// A row of `parents_6`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "parents_6", keyspace = Hand,
    primary_key(a, b),
    unique(b, a, name = "b"),
    unique(code, name = "code once 6"),
)]
pub struct Parents6 {
    /// `a`
    pub a: i32,
    /// `b`
    #[column(varchar = 20)]
    pub b: String,
    /// `code`
    #[column(varchar = 12)]
    pub code: String,
}

/// A row of `parents_7`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "parents_7", keyspace = Hand,
    primary_key(a, b),
    unique(b, a, name = "b"),
    unique(code, name = "code once 7"),
)]
pub struct Parents7 {
    /// `a`
    pub a: i32,
    /// `b`
    #[column(varchar = 20)]
    pub b: String,
    /// `code`
    #[column(varchar = 12)]
    pub code: String,
}

/// A row of `parents_8`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "parents_8", keyspace = Hand,
    primary_key(a, b),
    unique(b, a, name = "b"),
    unique(code, name = "code once 8"),
)]
pub struct Parents8 {
    /// `a`
    pub a: i32,
    /// `b`
    #[column(varchar = 20)]
    pub b: String,
    /// `code`
    #[column(varchar = 12)]
    pub code: String,
}

/// A row of `parents_9`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "parents_9", keyspace = Hand,
    primary_key(a, b),
    unique(b, a, name = "b"),
    unique(code, name = "code once 9"),
)]
pub struct Parents9 {
    /// `a`
    pub a: i32,
    /// `b`
    #[column(varchar = 20)]
    pub b: String,
    /// `code`
    #[column(varchar = 12)]
    pub code: String,
}

/// A row of `searched_0`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "searched_0", keyspace = Hand,
    unique(author_id, title, name = "searched 0 once"),
    index(at desc, title, name = "searched_0_at"),
    index(part = "`body`(20)", name = "searched_0_body"),
)]
pub struct Searched0 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i32,
    /// `title`
    #[column(varchar = 200)]
    pub title: String,
    /// `body`
    #[column(mysql = text)]
    pub body: String,
    /// `author_id`
    pub author_id: Option<i32>,
    /// `at`
    pub at: DateTime<Utc>,
}

/// A row of `searched_1`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "searched_1", keyspace = Hand,
    unique(author_id, title, name = "searched 1 once"),
    index(at desc, title, name = "searched_1_at"),
    index(part = "`body`(20)", name = "searched_1_body"),
)]
pub struct Searched1 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i32,
    /// `title`
    #[column(varchar = 200)]
    pub title: String,
    /// `body`
    #[column(mysql = text)]
    pub body: String,
    /// `author_id`
    pub author_id: Option<i32>,
    /// `at`
    pub at: DateTime<Utc>,
}

/// A row of `searched_2`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "searched_2", keyspace = Hand,
    unique(author_id, title, name = "searched 2 once"),
    index(at desc, title, name = "searched_2_at"),
    index(part = "`body`(20)", name = "searched_2_body"),
)]
pub struct Searched2 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i32,
    /// `title`
    #[column(varchar = 200)]
    pub title: String,
    /// `body`
    #[column(mysql = text)]
    pub body: String,
    /// `author_id`
    pub author_id: Option<i32>,
    /// `at`
    pub at: DateTime<Utc>,
}

/// A row of `searched_3`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "searched_3", keyspace = Hand,
    unique(author_id, title, name = "searched 3 once"),
    index(at desc, title, name = "searched_3_at"),
    index(part = "`body`(20)", name = "searched_3_body"),
)]
pub struct Searched3 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i32,
    /// `title`
    #[column(varchar = 200)]
    pub title: String,
    /// `body`
    #[column(mysql = text)]
    pub body: String,
    /// `author_id`
    pub author_id: Option<i32>,
    /// `at`
    pub at: DateTime<Utc>,
}

/// A row of `searched_4`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "searched_4", keyspace = Hand,
    unique(author_id, title, name = "searched 4 once"),
    index(at desc, title, name = "searched_4_at"),
    index(part = "`body`(20)", name = "searched_4_body"),
)]
pub struct Searched4 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i32,
    /// `title`
    #[column(varchar = 200)]
    pub title: String,
    /// `body`
    #[column(mysql = text)]
    pub body: String,
    /// `author_id`
    pub author_id: Option<i32>,
    /// `at`
    pub at: DateTime<Utc>,
}

/// A row of `searched_5`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "searched_5", keyspace = Hand,
    unique(author_id, title, name = "searched 5 once"),
    index(at desc, title, name = "searched_5_at"),
    index(part = "`body`(20)", name = "searched_5_body"),
)]
pub struct Searched5 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i32,
    /// `title`
    #[column(varchar = 200)]
    pub title: String,
    /// `body`
    #[column(mysql = text)]
    pub body: String,
    /// `author_id`
    pub author_id: Option<i32>,
    /// `at`
    pub at: DateTime<Utc>,
}

/// A row of `searched_6`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "searched_6", keyspace = Hand,
    unique(author_id, title, name = "searched 6 once"),
    index(at desc, title, name = "searched_6_at"),
    index(part = "`body`(20)", name = "searched_6_body"),
)]
pub struct Searched6 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i32,
    /// `title`
    #[column(varchar = 200)]
    pub title: String,
    /// `body`
    #[column(mysql = text)]
    pub body: String,
    /// `author_id`
    pub author_id: Option<i32>,
    /// `at`
    pub at: DateTime<Utc>,
}

/// A row of `searched_7`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "searched_7", keyspace = Hand,
    unique(author_id, title, name = "searched 7 once"),
    index(at desc, title, name = "searched_7_at"),
    index(part = "`body`(20)", name = "searched_7_body"),
)]
pub struct Searched7 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i32,
    /// `title`
    #[column(varchar = 200)]
    pub title: String,
    /// `body`
    #[column(mysql = text)]
    pub body: String,
    /// `author_id`
    pub author_id: Option<i32>,
    /// `at`
    pub at: DateTime<Utc>,
}

/// A row of `searched_8`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "searched_8", keyspace = Hand,
    unique(author_id, title, name = "searched 8 once"),
    index(at desc, title, name = "searched_8_at"),
    index(part = "`body`(20)", name = "searched_8_body"),
)]
pub struct Searched8 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i32,
    /// `title`
    #[column(varchar = 200)]
    pub title: String,
    /// `body`
    #[column(mysql = text)]
    pub body: String,
    /// `author_id`
    pub author_id: Option<i32>,
    /// `at`
    pub at: DateTime<Utc>,
}

/// A row of `searched_9`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "searched_9", keyspace = Hand,
    unique(author_id, title, name = "searched 9 once"),
    index(at desc, title, name = "searched_9_at"),
    index(part = "`body`(20)", name = "searched_9_body"),
)]
pub struct Searched9 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i32,
    /// `title`
    #[column(varchar = 200)]
    pub title: String,
    /// `body`
    #[column(mysql = text)]
    pub body: String,
    /// `author_id`
    pub author_id: Option<i32>,
    /// `at`
    pub at: DateTime<Utc>,
}

/// A row of `states_0`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "states_0", keyspace = Hand,
    check("`state` in ('open','closed','it''s')", name = "states_0_state"),
    check("(`low` < `high`) or (`high` is null)", name = "states_0_order"),
    check("(`state` <> 'open') or (`low` > 0)", name = "states_0_low"),
    check("length(`state`) <= 20", name = "states_0_length"),
    relations(many(pairs_0: Pairs0::left_id)),
)]
pub struct States0 {
    /// `id`
    #[column(primary_key)]
    pub id: i64,
    /// `state`
    #[column(varchar = 20)]
    pub state: String,
    /// `low`
    pub low: Option<i32>,
    /// `high`
    pub high: Option<i32>,
    /// `mail`
    #[column(varchar = 120)]
    pub mail: Option<String>,
}

/// A row of `states_1`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "states_1", keyspace = Hand,
    check("`state` in ('open','closed','it''s')", name = "states_1_state"),
    check("(`low` < `high`) or (`high` is null)", name = "states_1_order"),
    check("(`state` <> 'open') or (`low` > 0)", name = "states_1_low"),
    check("length(`state`) <= 20", name = "states_1_length"),
    relations(many(pairs_1: Pairs1::left_id)),
)]
pub struct States1 {
    /// `id`
    #[column(primary_key)]
    pub id: i64,
    /// `state`
    #[column(varchar = 20)]
    pub state: String,
    /// `low`
    pub low: Option<i32>,
    /// `high`
    pub high: Option<i32>,
    /// `mail`
    #[column(varchar = 120)]
    pub mail: Option<String>,
}

/// A row of `states_2`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "states_2", keyspace = Hand,
    check("`state` in ('open','closed','it''s')", name = "states_2_state"),
    check("(`low` < `high`) or (`high` is null)", name = "states_2_order"),
    check("(`state` <> 'open') or (`low` > 0)", name = "states_2_low"),
    check("length(`state`) <= 20", name = "states_2_length"),
    relations(many(pairs_2: Pairs2::left_id)),
)]
pub struct States2 {
    /// `id`
    #[column(primary_key)]
    pub id: i64,
    /// `state`
    #[column(varchar = 20)]
    pub state: String,
    /// `low`
    pub low: Option<i32>,
    /// `high`
    pub high: Option<i32>,
    /// `mail`
    #[column(varchar = 120)]
    pub mail: Option<String>,
}

/// A row of `states_3`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "states_3", keyspace = Hand,
    check("`state` in ('open','closed','it''s')", name = "states_3_state"),
    check("(`low` < `high`) or (`high` is null)", name = "states_3_order"),
    check("(`state` <> 'open') or (`low` > 0)", name = "states_3_low"),
    check("length(`state`) <= 20", name = "states_3_length"),
    relations(many(pairs_3: Pairs3::left_id)),
)]
pub struct States3 {
    /// `id`
    #[column(primary_key)]
    pub id: i64,
    /// `state`
    #[column(varchar = 20)]
    pub state: String,
    /// `low`
    pub low: Option<i32>,
    /// `high`
    pub high: Option<i32>,
    /// `mail`
    #[column(varchar = 120)]
    pub mail: Option<String>,
}

/// A row of `states_4`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "states_4", keyspace = Hand,
    check("`state` in ('open','closed','it''s')", name = "states_4_state"),
    check("(`low` < `high`) or (`high` is null)", name = "states_4_order"),
    check("(`state` <> 'open') or (`low` > 0)", name = "states_4_low"),
    check("length(`state`) <= 20", name = "states_4_length"),
    relations(many(pairs_4: Pairs4::left_id)),
)]
pub struct States4 {
    /// `id`
    #[column(primary_key)]
    pub id: i64,
    /// `state`
    #[column(varchar = 20)]
    pub state: String,
    /// `low`
    pub low: Option<i32>,
    /// `high`
    pub high: Option<i32>,
    /// `mail`
    #[column(varchar = 120)]
    pub mail: Option<String>,
}

/// A row of `states_5`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "states_5", keyspace = Hand,
    check("`state` in ('open','closed','it''s')", name = "states_5_state"),
    check("(`low` < `high`) or (`high` is null)", name = "states_5_order"),
    check("(`state` <> 'open') or (`low` > 0)", name = "states_5_low"),
    check("length(`state`) <= 20", name = "states_5_length"),
    relations(many(pairs_5: Pairs5::left_id)),
)]
pub struct States5 {
    /// `id`
    #[column(primary_key)]
    pub id: i64,
    /// `state`
    #[column(varchar = 20)]
    pub state: String,
    /// `low`
    pub low: Option<i32>,
    /// `high`
    pub high: Option<i32>,
    /// `mail`
    #[column(varchar = 120)]
    pub mail: Option<String>,
}

/// A row of `states_6`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "states_6", keyspace = Hand,
    check("`state` in ('open','closed','it''s')", name = "states_6_state"),
    check("(`low` < `high`) or (`high` is null)", name = "states_6_order"),
    check("(`state` <> 'open') or (`low` > 0)", name = "states_6_low"),
    check("length(`state`) <= 20", name = "states_6_length"),
    relations(many(pairs_6: Pairs6::left_id)),
)]
pub struct States6 {
    /// `id`
    #[column(primary_key)]
    pub id: i64,
    /// `state`
    #[column(varchar = 20)]
    pub state: String,
    /// `low`
    pub low: Option<i32>,
    /// `high`
    pub high: Option<i32>,
    /// `mail`
    #[column(varchar = 120)]
    pub mail: Option<String>,
}

/// A row of `states_7`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "states_7", keyspace = Hand,
    check("`state` in ('open','closed','it''s')", name = "states_7_state"),
    check("(`low` < `high`) or (`high` is null)", name = "states_7_order"),
    check("(`state` <> 'open') or (`low` > 0)", name = "states_7_low"),
    check("length(`state`) <= 20", name = "states_7_length"),
    relations(many(pairs_7: Pairs7::left_id)),
)]
pub struct States7 {
    /// `id`
    #[column(primary_key)]
    pub id: i64,
    /// `state`
    #[column(varchar = 20)]
    pub state: String,
    /// `low`
    pub low: Option<i32>,
    /// `high`
    pub high: Option<i32>,
    /// `mail`
    #[column(varchar = 120)]
    pub mail: Option<String>,
}

/// A row of `states_8`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "states_8", keyspace = Hand,
    check("`state` in ('open','closed','it''s')", name = "states_8_state"),
    check("(`low` < `high`) or (`high` is null)", name = "states_8_order"),
    check("(`state` <> 'open') or (`low` > 0)", name = "states_8_low"),
    check("length(`state`) <= 20", name = "states_8_length"),
    relations(many(pairs_8: Pairs8::left_id)),
)]
pub struct States8 {
    /// `id`
    #[column(primary_key)]
    pub id: i64,
    /// `state`
    #[column(varchar = 20)]
    pub state: String,
    /// `low`
    pub low: Option<i32>,
    /// `high`
    pub high: Option<i32>,
    /// `mail`
    #[column(varchar = 120)]
    pub mail: Option<String>,
}

/// A row of `states_9`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "states_9", keyspace = Hand,
    check("`state` in ('open','closed','it''s')", name = "states_9_state"),
    check("(`low` < `high`) or (`high` is null)", name = "states_9_order"),
    check("(`state` <> 'open') or (`low` > 0)", name = "states_9_low"),
    check("length(`state`) <= 20", name = "states_9_length"),
    relations(many(pairs_9: Pairs9::left_id)),
)]
pub struct States9 {
    /// `id`
    #[column(primary_key)]
    pub id: i64,
    /// `state`
    #[column(varchar = 20)]
    pub state: String,
    /// `low`
    pub low: Option<i32>,
    /// `high`
    pub high: Option<i32>,
    /// `mail`
    #[column(varchar = 120)]
    pub mail: Option<String>,
}

/// A row of `told_0`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "told_0", keyspace = Hand,
    unique(name, name = "name"),
    comment = "What is told: it's \"all\" of \\ this\nand more",
)]
pub struct Told0 {
    /// `id`
    #[column(primary_key, default = auto_increment, comment = "By \"hand\"")]
    pub id: i16,
    /// `name`
    #[column(varchar = 40, comment = "Naïve 名前")]
    pub name: String,
}

/// A row of `told_1`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "told_1", keyspace = Hand,
    unique(name, name = "name"),
    comment = "What is told: it's \"all\" of \\ this\nand more",
)]
pub struct Told1 {
    /// `id`
    #[column(primary_key, default = auto_increment, comment = "By \"hand\"")]
    pub id: i16,
    /// `name`
    #[column(varchar = 40, comment = "Naïve 名前")]
    pub name: String,
}

/// A row of `told_2`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "told_2", keyspace = Hand,
    unique(name, name = "name"),
    comment = "What is told: it's \"all\" of \\ this\nand more",
)]
pub struct Told2 {
    /// `id`
    #[column(primary_key, default = auto_increment, comment = "By \"hand\"")]
    pub id: i16,
    /// `name`
    #[column(varchar = 40, comment = "Naïve 名前")]
    pub name: String,
}

/// A row of `told_3`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "told_3", keyspace = Hand,
    unique(name, name = "name"),
    comment = "What is told: it's \"all\" of \\ this\nand more",
)]
pub struct Told3 {
    /// `id`
    #[column(primary_key, default = auto_increment, comment = "By \"hand\"")]
    pub id: i16,
    /// `name`
    #[column(varchar = 40, comment = "Naïve 名前")]
    pub name: String,
}

/// A row of `told_4`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "told_4", keyspace = Hand,
    unique(name, name = "name"),
    comment = "What is told: it's \"all\" of \\ this\nand more",
)]
pub struct Told4 {
    /// `id`
    #[column(primary_key, default = auto_increment, comment = "By \"hand\"")]
    pub id: i16,
    /// `name`
    #[column(varchar = 40, comment = "Naïve 名前")]
    pub name: String,
}

/// A row of `told_5`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "told_5", keyspace = Hand,
    unique(name, name = "name"),
    comment = "What is told: it's \"all\" of \\ this\nand more",
)]
pub struct Told5 {
    /// `id`
    #[column(primary_key, default = auto_increment, comment = "By \"hand\"")]
    pub id: i16,
    /// `name`
    #[column(varchar = 40, comment = "Naïve 名前")]
    pub name: String,
}

/// A row of `told_6`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "told_6", keyspace = Hand,
    unique(name, name = "name"),
    comment = "What is told: it's \"all\" of \\ this\nand more",
)]
pub struct Told6 {
    /// `id`
    #[column(primary_key, default = auto_increment, comment = "By \"hand\"")]
    pub id: i16,
    /// `name`
    #[column(varchar = 40, comment = "Naïve 名前")]
    pub name: String,
}

/// A row of `told_7`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "told_7", keyspace = Hand,
    unique(name, name = "name"),
    comment = "What is told: it's \"all\" of \\ this\nand more",
)]
pub struct Told7 {
    /// `id`
    #[column(primary_key, default = auto_increment, comment = "By \"hand\"")]
    pub id: i16,
    /// `name`
    #[column(varchar = 40, comment = "Naïve 名前")]
    pub name: String,
}

/// A row of `told_8`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "told_8", keyspace = Hand,
    unique(name, name = "name"),
    comment = "What is told: it's \"all\" of \\ this\nand more",
)]
pub struct Told8 {
    /// `id`
    #[column(primary_key, default = auto_increment, comment = "By \"hand\"")]
    pub id: i16,
    /// `name`
    #[column(varchar = 40, comment = "Naïve 名前")]
    pub name: String,
}

/// A row of `told_9`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "told_9", keyspace = Hand,
    unique(name, name = "name"),
    comment = "What is told: it's \"all\" of \\ this\nand more",
)]
pub struct Told9 {
    /// `id`
    #[column(primary_key, default = auto_increment, comment = "By \"hand\"")]
    pub id: i16,
    /// `name`
    #[column(varchar = 40, comment = "Naïve 名前")]
    pub name: String,
}

