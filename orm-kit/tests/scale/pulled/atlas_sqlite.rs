use orm::prelude::*;

/// The tables of `atlas`.
#[derive(Keyspace)]
#[keyspace(name = "atlas", tables(Users0, Groups0, Members0, Accounts0, Events0, Nodes0, Flags0, Prices0, Lines0, Notes0, Users1, Groups1, Members1, Accounts1, Events1, Nodes1, Flags1, Prices1, Lines1, Notes1, Users2, Groups2, Members2, Accounts2, Events2, Nodes2, Flags2, Prices2, Lines2, Notes2, Users3, Groups3, Members3, Accounts3, Events3, Nodes3, Flags3, Prices3, Lines3, Notes3, Users4, Groups4, Members4, Accounts4, Events4, Nodes4, Flags4, Prices4, Lines4, Notes4, Users5, Groups5, Members5, Accounts5, Events5, Nodes5, Flags5, Prices5, Lines5, Notes5, Users6, Groups6, Members6, Accounts6, Events6, Nodes6, Flags6, Prices6, Lines6, Notes6, Users7, Groups7, Members7, Accounts7, Events7, Nodes7, Flags7, Prices7, Lines7, Notes7, Users8, Groups8, Members8, Accounts8, Events8, Nodes8, Flags8, Prices8, Lines8, Notes8, Users9, Groups9, Members9, Accounts9, Events9, Nodes9, Flags9, Prices9, Lines9, Notes9), tenancy = none)]
pub struct Atlas;

/// A row of `users_0`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "users_0", keyspace = Atlas,
    unique(email, name = "users_0_email"),
    index(status, created_at desc, where = "name IS NOT NULL", name = "user_0_status_created_at"),
    relations(many(groups_0: Groups0::owner), many(members_0: Members0::user_id), many(accounts_0: Accounts0::user_id)),
)]
pub struct Users0 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i64,
    /// `created_at`
    #[column(default = sql("CURRENT_TIMESTAMP"))]
    pub created_at: String,
    /// `email`
    pub email: String,
    /// `name`
    #[column(default = "nobody")]
    pub name: Option<String>,
    /// `status`
    #[column(default = "in review")]
    pub status: String,
    /// `score`
    #[column(default = sql("0"))]
    pub score: f64,
}

/// A row of `groups_0`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "groups_0", keyspace = Atlas,
    index(expression = "lower(title)", name = "groups_0_title"),
    check("title <> ''", name = "groups_0_check_1"),
    relations(many(members_0: Members0::group_id)),
)]
pub struct Groups0 {
    /// `id`
    #[column(primary_key)]
    pub id: Uuid,
    /// `title`
    pub title: String,
    /// `settings`
    #[column(default = "{}")]
    pub settings: String,
    /// `owner`
    #[column(references(Users0::id, on_delete = set_null, name = "groups_0_owner"))]
    pub owner: Option<i64>,
}

/// A row of `members_0`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "members_0", keyspace = Atlas,
    primary_key(group_id, user_id),
    relations(one(group: group_id), one(user: user_id)),
)]
pub struct Members0 {
    /// `group_id`
    #[column(references(Groups0::id, on_delete = cascade, on_update = cascade, name = "members_0_group"))]
    pub group_id: Uuid,
    /// `user_id`
    #[column(references(Users0::id, on_delete = cascade, name = "members_0_user"))]
    pub user_id: i64,
    /// `since`
    #[column(default = sql("CURRENT_DATE"))]
    pub since: String,
}

/// A row of `accounts_0`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "accounts_0", keyspace = Atlas,
    unique(user_id, currency, name = "accounts_0_user_id_currency"),
    check("balance >= 0", name = "positive"),
    relations(one(user: user_id)),
)]
pub struct Accounts0 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i64,
    /// `balance`
    #[column(default = sql("0"))]
    pub balance: f64,
    /// `limit`
    pub limit: Option<f64>,
    /// `currency`
    #[column(default = "EUR")]
    pub currency: String,
    /// `left`
    #[column(generated("`limit` - balance", stored))]
    pub left: Option<f64>,
    /// `user_id`
    #[column(references(Users0::id, on_delete = restrict, name = "0"))]
    pub user_id: i64,
}

/// A row of `events_0`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "events_0", keyspace = Atlas,
)]
pub struct Events0 {
    /// `id`
    #[column(primary_key)]
    pub id: i64,
    /// `at`
    #[column(default = sql("unixepoch()"))]
    pub at: i64,
    /// `kind`
    #[column(default = 0)]
    pub kind: i64,
    /// `payload`
    pub payload: Option<Vec<u8>>,
}

/// A row of `nodes_0`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "nodes_0", keyspace = Atlas,
)]
pub struct Nodes0 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i64,
    /// `parent`
    #[column(references(Nodes0::id, on_delete = cascade, name = "nodes_0_parent"))]
    pub parent: Option<i64>,
    /// `path`
    pub path: String,
}

/// A row of `flags_0`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "flags_0", keyspace = Atlas,
)]
pub struct Flags0 {
    /// `name`
    #[column(primary_key)]
    pub name: String,
    /// `on`
    #[column(default = sql("false"))]
    pub on: i64,
    /// `until`
    pub until: Option<String>,
}

/// A row of `prices_0`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "prices_0", keyspace = Atlas,
    check("gross >= net", name = "prices_0_check_1"),
    check("net > 0", name = "prices_0_check_2"),
    relations(many(lines_0: Lines0::price_id)),
)]
pub struct Prices0 {
    /// `id`
    #[column(primary_key)]
    pub id: i64,
    /// `net`
    pub net: f64,
    /// `gross`
    pub gross: f64,
}

/// A row of `lines_0`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "lines_0", keyspace = Atlas,
    primary_key(price_id, no),
    relations(one(price: price_id)),
)]
pub struct Lines0 {
    /// `price_id`
    #[column(references(Prices0::id, name = "lines_0_price"))]
    pub price_id: i64,
    /// `no`
    pub no: i64,
    /// `clock`
    pub clock: Option<String>,
}

/// A row of `notes_0`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "notes_0", keyspace = Atlas,
    references((price_id, no) -> Lines0(price_id, no), on_delete = cascade, name = "notes_0_line"),
)]
pub struct Notes0 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i64,
    /// `price_id`
    pub price_id: Option<i64>,
    /// `no`
    pub no: Option<i64>,
    /// `text`
    #[column(default = "")]
    pub text: Option<String>,
}

/// A row of `users_1`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "users_1", keyspace = Atlas,
    unique(email, name = "users_1_email"),
    index(status, created_at desc, where = "name IS NOT NULL", name = "user_1_status_created_at"),
    relations(many(groups_1: Groups1::owner), many(members_1: Members1::user_id), many(accounts_1: Accounts1::user_id)),
)]
pub struct Users1 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i64,
    /// `created_at`
    #[column(default = sql("CURRENT_TIMESTAMP"))]
    pub created_at: String,
    /// `email`
    pub email: String,
    /// `name`
    #[column(default = "nobody")]
    pub name: Option<String>,
    /// `status`
    #[column(default = "in review")]
    pub status: String,
    /// `score`
    #[column(default = sql("0"))]
    pub score: f64,
}

/// A row of `groups_1`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "groups_1", keyspace = Atlas,
    index(expression = "lower(title)", name = "groups_1_title"),
    check("title <> ''", name = "groups_1_check_1"),
    relations(many(members_1: Members1::group_id)),
)]
pub struct Groups1 {
    /// `id`
    #[column(primary_key)]
    pub id: Uuid,
    /// `title`
    pub title: String,
    /// `settings`
    #[column(default = "{}")]
    pub settings: String,
    /// `owner`
    #[column(references(Users1::id, on_delete = set_null, name = "groups_1_owner"))]
    pub owner: Option<i64>,
}

/// A row of `members_1`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "members_1", keyspace = Atlas,
    primary_key(group_id, user_id),
    relations(one(group: group_id), one(user: user_id)),
)]
pub struct Members1 {
    /// `group_id`
    #[column(references(Groups1::id, on_delete = cascade, on_update = cascade, name = "members_1_group"))]
    pub group_id: Uuid,
    /// `user_id`
    #[column(references(Users1::id, on_delete = cascade, name = "members_1_user"))]
    pub user_id: i64,
    /// `since`
    #[column(default = sql("CURRENT_DATE"))]
    pub since: String,
}

/// A row of `accounts_1`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "accounts_1", keyspace = Atlas,
    unique(user_id, currency, name = "accounts_1_user_id_currency"),
    check("balance >= 0", name = "positive"),
    relations(one(user: user_id)),
)]
pub struct Accounts1 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i64,
    /// `balance`
    #[column(default = sql("0"))]
    pub balance: f64,
    /// `limit`
    pub limit: Option<f64>,
    /// `currency`
    #[column(default = "EUR")]
    pub currency: String,
    /// `left`
    #[column(generated("`limit` - balance", stored))]
    pub left: Option<f64>,
    /// `user_id`
    #[column(references(Users1::id, on_delete = restrict, name = "0"))]
    pub user_id: i64,
}

/// A row of `events_1`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "events_1", keyspace = Atlas,
)]
pub struct Events1 {
    /// `id`
    #[column(primary_key)]
    pub id: i64,
    /// `at`
    #[column(default = sql("unixepoch()"))]
    pub at: i64,
    /// `kind`
    #[column(default = 0)]
    pub kind: i64,
    /// `payload`
    pub payload: Option<Vec<u8>>,
}

/// A row of `nodes_1`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "nodes_1", keyspace = Atlas,
)]
pub struct Nodes1 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i64,
    /// `parent`
    #[column(references(Nodes1::id, on_delete = cascade, name = "nodes_1_parent"))]
    pub parent: Option<i64>,
    /// `path`
    pub path: String,
}

/// A row of `flags_1`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "flags_1", keyspace = Atlas,
)]
pub struct Flags1 {
    /// `name`
    #[column(primary_key)]
    pub name: String,
    /// `on`
    #[column(default = sql("false"))]
    pub on: i64,
    /// `until`
    pub until: Option<String>,
}

/// A row of `prices_1`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "prices_1", keyspace = Atlas,
    check("gross >= net", name = "prices_1_check_1"),
    check("net > 0", name = "prices_1_check_2"),
    relations(many(lines_1: Lines1::price_id)),
)]
pub struct Prices1 {
    /// `id`
    #[column(primary_key)]
    pub id: i64,
    /// `net`
    pub net: f64,
    /// `gross`
    pub gross: f64,
}

/// A row of `lines_1`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "lines_1", keyspace = Atlas,
    primary_key(price_id, no),
    relations(one(price: price_id)),
)]
pub struct Lines1 {
    /// `price_id`
    #[column(references(Prices1::id, name = "lines_1_price"))]
    pub price_id: i64,
    /// `no`
    pub no: i64,
    /// `clock`
    pub clock: Option<String>,
}

/// A row of `notes_1`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "notes_1", keyspace = Atlas,
    references((price_id, no) -> Lines1(price_id, no), on_delete = cascade, name = "notes_1_line"),
)]
pub struct Notes1 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i64,
    /// `price_id`
    pub price_id: Option<i64>,
    /// `no`
    pub no: Option<i64>,
    /// `text`
    #[column(default = "")]
    pub text: Option<String>,
}

/// A row of `users_2`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "users_2", keyspace = Atlas,
    unique(email, name = "users_2_email"),
    index(status, created_at desc, where = "name IS NOT NULL", name = "user_2_status_created_at"),
    relations(many(groups_2: Groups2::owner), many(members_2: Members2::user_id), many(accounts_2: Accounts2::user_id)),
)]
pub struct Users2 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i64,
    /// `created_at`
    #[column(default = sql("CURRENT_TIMESTAMP"))]
    pub created_at: String,
    /// `email`
    pub email: String,
    /// `name`
    #[column(default = "nobody")]
    pub name: Option<String>,
    /// `status`
    #[column(default = "in review")]
    pub status: String,
    /// `score`
    #[column(default = sql("0"))]
    pub score: f64,
}

/// A row of `groups_2`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "groups_2", keyspace = Atlas,
    index(expression = "lower(title)", name = "groups_2_title"),
    check("title <> ''", name = "groups_2_check_1"),
    relations(many(members_2: Members2::group_id)),
)]
pub struct Groups2 {
    /// `id`
    #[column(primary_key)]
    pub id: Uuid,
    /// `title`
    pub title: String,
    /// `settings`
    #[column(default = "{}")]
    pub settings: String,
    /// `owner`
    #[column(references(Users2::id, on_delete = set_null, name = "groups_2_owner"))]
    pub owner: Option<i64>,
}

/// A row of `members_2`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "members_2", keyspace = Atlas,
    primary_key(group_id, user_id),
    relations(one(group: group_id), one(user: user_id)),
)]
pub struct Members2 {
    /// `group_id`
    #[column(references(Groups2::id, on_delete = cascade, on_update = cascade, name = "members_2_group"))]
    pub group_id: Uuid,
    /// `user_id`
    #[column(references(Users2::id, on_delete = cascade, name = "members_2_user"))]
    pub user_id: i64,
    /// `since`
    #[column(default = sql("CURRENT_DATE"))]
    pub since: String,
}

/// A row of `accounts_2`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "accounts_2", keyspace = Atlas,
    unique(user_id, currency, name = "accounts_2_user_id_currency"),
    check("balance >= 0", name = "positive"),
    relations(one(user: user_id)),
)]
pub struct Accounts2 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i64,
    /// `balance`
    #[column(default = sql("0"))]
    pub balance: f64,
    /// `limit`
    pub limit: Option<f64>,
    /// `currency`
    #[column(default = "EUR")]
    pub currency: String,
    /// `left`
    #[column(generated("`limit` - balance", stored))]
    pub left: Option<f64>,
    /// `user_id`
    #[column(references(Users2::id, on_delete = restrict, name = "0"))]
    pub user_id: i64,
}

/// A row of `events_2`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "events_2", keyspace = Atlas,
)]
pub struct Events2 {
    /// `id`
    #[column(primary_key)]
    pub id: i64,
    /// `at`
    #[column(default = sql("unixepoch()"))]
    pub at: i64,
    /// `kind`
    #[column(default = 0)]
    pub kind: i64,
    /// `payload`
    pub payload: Option<Vec<u8>>,
}

/// A row of `nodes_2`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "nodes_2", keyspace = Atlas,
)]
pub struct Nodes2 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i64,
    /// `parent`
    #[column(references(Nodes2::id, on_delete = cascade, name = "nodes_2_parent"))]
    pub parent: Option<i64>,
    /// `path`
    pub path: String,
}

/// A row of `flags_2`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "flags_2", keyspace = Atlas,
)]
pub struct Flags2 {
    /// `name`
    #[column(primary_key)]
    pub name: String,
    /// `on`
    #[column(default = sql("false"))]
    pub on: i64,
    /// `until`
    pub until: Option<String>,
}

/// A row of `prices_2`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "prices_2", keyspace = Atlas,
    check("gross >= net", name = "prices_2_check_1"),
    check("net > 0", name = "prices_2_check_2"),
    relations(many(lines_2: Lines2::price_id)),
)]
pub struct Prices2 {
    /// `id`
    #[column(primary_key)]
    pub id: i64,
    /// `net`
    pub net: f64,
    /// `gross`
    pub gross: f64,
}

/// A row of `lines_2`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "lines_2", keyspace = Atlas,
    primary_key(price_id, no),
    relations(one(price: price_id)),
)]
pub struct Lines2 {
    /// `price_id`
    #[column(references(Prices2::id, name = "lines_2_price"))]
    pub price_id: i64,
    /// `no`
    pub no: i64,
    /// `clock`
    pub clock: Option<String>,
}

/// A row of `notes_2`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "notes_2", keyspace = Atlas,
    references((price_id, no) -> Lines2(price_id, no), on_delete = cascade, name = "notes_2_line"),
)]
pub struct Notes2 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i64,
    /// `price_id`
    pub price_id: Option<i64>,
    /// `no`
    pub no: Option<i64>,
    /// `text`
    #[column(default = "")]
    pub text: Option<String>,
}

/// A row of `users_3`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "users_3", keyspace = Atlas,
    unique(email, name = "users_3_email"),
    index(status, created_at desc, where = "name IS NOT NULL", name = "user_3_status_created_at"),
    relations(many(groups_3: Groups3::owner), many(members_3: Members3::user_id), many(accounts_3: Accounts3::user_id)),
)]
pub struct Users3 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i64,
    /// `created_at`
    #[column(default = sql("CURRENT_TIMESTAMP"))]
    pub created_at: String,
    /// `email`
    pub email: String,
    /// `name`
    #[column(default = "nobody")]
    pub name: Option<String>,
    /// `status`
    #[column(default = "in review")]
    pub status: String,
    /// `score`
    #[column(default = sql("0"))]
    pub score: f64,
}

/// A row of `groups_3`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "groups_3", keyspace = Atlas,
    index(expression = "lower(title)", name = "groups_3_title"),
    check("title <> ''", name = "groups_3_check_1"),
    relations(many(members_3: Members3::group_id)),
)]
pub struct Groups3 {
    /// `id`
    #[column(primary_key)]
    pub id: Uuid,
    /// `title`
    pub title: String,
    /// `settings`
    #[column(default = "{}")]
    pub settings: String,
    /// `owner`
    #[column(references(Users3::id, on_delete = set_null, name = "groups_3_owner"))]
    pub owner: Option<i64>,
}

/// A row of `members_3`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "members_3", keyspace = Atlas,
    primary_key(group_id, user_id),
    relations(one(group: group_id), one(user: user_id)),
)]
pub struct Members3 {
    /// `group_id`
    #[column(references(Groups3::id, on_delete = cascade, on_update = cascade, name = "members_3_group"))]
    pub group_id: Uuid,
    /// `user_id`
    #[column(references(Users3::id, on_delete = cascade, name = "members_3_user"))]
    pub user_id: i64,
    /// `since`
    #[column(default = sql("CURRENT_DATE"))]
    pub since: String,
}

/// A row of `accounts_3`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "accounts_3", keyspace = Atlas,
    unique(user_id, currency, name = "accounts_3_user_id_currency"),
    check("balance >= 0", name = "positive"),
    relations(one(user: user_id)),
)]
pub struct Accounts3 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i64,
    /// `balance`
    #[column(default = sql("0"))]
    pub balance: f64,
    /// `limit`
    pub limit: Option<f64>,
    /// `currency`
    #[column(default = "EUR")]
    pub currency: String,
    /// `left`
    #[column(generated("`limit` - balance", stored))]
    pub left: Option<f64>,
    /// `user_id`
    #[column(references(Users3::id, on_delete = restrict, name = "0"))]
    pub user_id: i64,
}

/// A row of `events_3`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "events_3", keyspace = Atlas,
)]
pub struct Events3 {
    /// `id`
    #[column(primary_key)]
    pub id: i64,
    /// `at`
    #[column(default = sql("unixepoch()"))]
    pub at: i64,
    /// `kind`
    #[column(default = 0)]
    pub kind: i64,
    /// `payload`
    pub payload: Option<Vec<u8>>,
}

/// A row of `nodes_3`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "nodes_3", keyspace = Atlas,
)]
pub struct Nodes3 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i64,
    /// `parent`
    #[column(references(Nodes3::id, on_delete = cascade, name = "nodes_3_parent"))]
    pub parent: Option<i64>,
    /// `path`
    pub path: String,
}

/// A row of `flags_3`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "flags_3", keyspace = Atlas,
)]
pub struct Flags3 {
    /// `name`
    #[column(primary_key)]
    pub name: String,
    /// `on`
    #[column(default = sql("false"))]
    pub on: i64,
    /// `until`
    pub until: Option<String>,
}

/// A row of `prices_3`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "prices_3", keyspace = Atlas,
    check("gross >= net", name = "prices_3_check_1"),
    check("net > 0", name = "prices_3_check_2"),
    relations(many(lines_3: Lines3::price_id)),
)]
pub struct Prices3 {
    /// `id`
    #[column(primary_key)]
    pub id: i64,
    /// `net`
    pub net: f64,
    /// `gross`
    pub gross: f64,
}

/// A row of `lines_3`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "lines_3", keyspace = Atlas,
    primary_key(price_id, no),
    relations(one(price: price_id)),
)]
pub struct Lines3 {
    /// `price_id`
    #[column(references(Prices3::id, name = "lines_3_price"))]
    pub price_id: i64,
    /// `no`
    pub no: i64,
    /// `clock`
    pub clock: Option<String>,
}

/// A row of `notes_3`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "notes_3", keyspace = Atlas,
    references((price_id, no) -> Lines3(price_id, no), on_delete = cascade, name = "notes_3_line"),
)]
pub struct Notes3 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i64,
    /// `price_id`
    pub price_id: Option<i64>,
    /// `no`
    pub no: Option<i64>,
    /// `text`
    #[column(default = "")]
    pub text: Option<String>,
}

/// A row of `users_4`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "users_4", keyspace = Atlas,
    unique(email, name = "users_4_email"),
    index(status, created_at desc, where = "name IS NOT NULL", name = "user_4_status_created_at"),
    relations(many(groups_4: Groups4::owner), many(members_4: Members4::user_id), many(accounts_4: Accounts4::user_id)),
)]
pub struct Users4 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i64,
    /// `created_at`
    #[column(default = sql("CURRENT_TIMESTAMP"))]
    pub created_at: String,
    /// `email`
    pub email: String,
    /// `name`
    #[column(default = "nobody")]
    pub name: Option<String>,
    /// `status`
    #[column(default = "in review")]
    pub status: String,
    /// `score`
    #[column(default = sql("0"))]
    pub score: f64,
}

/// A row of `groups_4`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "groups_4", keyspace = Atlas,
    index(expression = "lower(title)", name = "groups_4_title"),
    check("title <> ''", name = "groups_4_check_1"),
    relations(many(members_4: Members4::group_id)),
)]
pub struct Groups4 {
    /// `id`
    #[column(primary_key)]
    pub id: Uuid,
    /// `title`
    pub title: String,
    /// `settings`
    #[column(default = "{}")]
    pub settings: String,
    /// `owner`
    #[column(references(Users4::id, on_delete = set_null, name = "groups_4_owner"))]
    pub owner: Option<i64>,
}

/// A row of `members_4`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "members_4", keyspace = Atlas,
    primary_key(group_id, user_id),
    relations(one(group: group_id), one(user: user_id)),
)]
pub struct Members4 {
    /// `group_id`
    #[column(references(Groups4::id, on_delete = cascade, on_update = cascade, name = "members_4_group"))]
    pub group_id: Uuid,
    /// `user_id`
    #[column(references(Users4::id, on_delete = cascade, name = "members_4_user"))]
    pub user_id: i64,
    /// `since`
    #[column(default = sql("CURRENT_DATE"))]
    pub since: String,
}

/// A row of `accounts_4`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "accounts_4", keyspace = Atlas,
    unique(user_id, currency, name = "accounts_4_user_id_currency"),
    check("balance >= 0", name = "positive"),
    relations(one(user: user_id)),
)]
pub struct Accounts4 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i64,
    /// `balance`
    #[column(default = sql("0"))]
    pub balance: f64,
    /// `limit`
    pub limit: Option<f64>,
    /// `currency`
    #[column(default = "EUR")]
    pub currency: String,
    /// `left`
    #[column(generated("`limit` - balance", stored))]
    pub left: Option<f64>,
    /// `user_id`
    #[column(references(Users4::id, on_delete = restrict, name = "0"))]
    pub user_id: i64,
}

/// A row of `events_4`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "events_4", keyspace = Atlas,
)]
pub struct Events4 {
    /// `id`
    #[column(primary_key)]
    pub id: i64,
    /// `at`
    #[column(default = sql("unixepoch()"))]
    pub at: i64,
    /// `kind`
    #[column(default = 0)]
    pub kind: i64,
    /// `payload`
    pub payload: Option<Vec<u8>>,
}

/// A row of `nodes_4`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "nodes_4", keyspace = Atlas,
)]
pub struct Nodes4 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i64,
    /// `parent`
    #[column(references(Nodes4::id, on_delete = cascade, name = "nodes_4_parent"))]
    pub parent: Option<i64>,
    /// `path`
    pub path: String,
}

/// A row of `flags_4`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "flags_4", keyspace = Atlas,
)]
pub struct Flags4 {
    /// `name`
    #[column(primary_key)]
    pub name: String,
    /// `on`
    #[column(default = sql("false"))]
    pub on: i64,
    /// `until`
    pub until: Option<String>,
}

/// A row of `prices_4`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "prices_4", keyspace = Atlas,
    check("gross >= net", name = "prices_4_check_1"),
    check("net > 0", name = "prices_4_check_2"),
    relations(many(lines_4: Lines4::price_id)),
)]
pub struct Prices4 {
    /// `id`
    #[column(primary_key)]
    pub id: i64,
    /// `net`
    pub net: f64,
    /// `gross`
    pub gross: f64,
}

/// A row of `lines_4`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "lines_4", keyspace = Atlas,
    primary_key(price_id, no),
    relations(one(price: price_id)),
)]
pub struct Lines4 {
    /// `price_id`
    #[column(references(Prices4::id, name = "lines_4_price"))]
    pub price_id: i64,
    /// `no`
    pub no: i64,
    /// `clock`
    pub clock: Option<String>,
}

/// A row of `notes_4`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "notes_4", keyspace = Atlas,
    references((price_id, no) -> Lines4(price_id, no), on_delete = cascade, name = "notes_4_line"),
)]
pub struct Notes4 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i64,
    /// `price_id`
    pub price_id: Option<i64>,
    /// `no`
    pub no: Option<i64>,
    /// `text`
    #[column(default = "")]
    pub text: Option<String>,
}

/// A row of `users_5`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "users_5", keyspace = Atlas,
    unique(email, name = "users_5_email"),
    index(status, created_at desc, where = "name IS NOT NULL", name = "user_5_status_created_at"),
    relations(many(groups_5: Groups5::owner), many(members_5: Members5::user_id), many(accounts_5: Accounts5::user_id)),
)]
pub struct Users5 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i64,
    /// `created_at`
    #[column(default = sql("CURRENT_TIMESTAMP"))]
    pub created_at: String,
    /// `email`
    pub email: String,
    /// `name`
    #[column(default = "nobody")]
    pub name: Option<String>,
    /// `status`
    #[column(default = "in review")]
    pub status: String,
    /// `score`
    #[column(default = sql("0"))]
    pub score: f64,
}

/// A row of `groups_5`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "groups_5", keyspace = Atlas,
    index(expression = "lower(title)", name = "groups_5_title"),
    check("title <> ''", name = "groups_5_check_1"),
    relations(many(members_5: Members5::group_id)),
)]
pub struct Groups5 {
    /// `id`
    #[column(primary_key)]
    pub id: Uuid,
    /// `title`
    pub title: String,
    /// `settings`
    #[column(default = "{}")]
    pub settings: String,
    /// `owner`
    #[column(references(Users5::id, on_delete = set_null, name = "groups_5_owner"))]
    pub owner: Option<i64>,
}

/// A row of `members_5`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "members_5", keyspace = Atlas,
    primary_key(group_id, user_id),
    relations(one(group: group_id), one(user: user_id)),
)]
pub struct Members5 {
    /// `group_id`
    #[column(references(Groups5::id, on_delete = cascade, on_update = cascade, name = "members_5_group"))]
    pub group_id: Uuid,
    /// `user_id`
    #[column(references(Users5::id, on_delete = cascade, name = "members_5_user"))]
    pub user_id: i64,
    /// `since`
    #[column(default = sql("CURRENT_DATE"))]
    pub since: String,
}

/// A row of `accounts_5`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "accounts_5", keyspace = Atlas,
    unique(user_id, currency, name = "accounts_5_user_id_currency"),
    check("balance >= 0", name = "positive"),
    relations(one(user: user_id)),
)]
pub struct Accounts5 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i64,
    /// `balance`
    #[column(default = sql("0"))]
    pub balance: f64,
    /// `limit`
    pub limit: Option<f64>,
    /// `currency`
    #[column(default = "EUR")]
    pub currency: String,
    /// `left`
    #[column(generated("`limit` - balance", stored))]
    pub left: Option<f64>,
    /// `user_id`
    #[column(references(Users5::id, on_delete = restrict, name = "0"))]
    pub user_id: i64,
}

/// A row of `events_5`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "events_5", keyspace = Atlas,
)]
pub struct Events5 {
    /// `id`
    #[column(primary_key)]
    pub id: i64,
    /// `at`
    #[column(default = sql("unixepoch()"))]
    pub at: i64,
    /// `kind`
    #[column(default = 0)]
    pub kind: i64,
    /// `payload`
    pub payload: Option<Vec<u8>>,
}

/// A row of `nodes_5`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "nodes_5", keyspace = Atlas,
)]
pub struct Nodes5 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i64,
    /// `parent`
    #[column(references(Nodes5::id, on_delete = cascade, name = "nodes_5_parent"))]
    pub parent: Option<i64>,
    /// `path`
    pub path: String,
}

/// A row of `flags_5`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "flags_5", keyspace = Atlas,
)]
pub struct Flags5 {
    /// `name`
    #[column(primary_key)]
    pub name: String,
    /// `on`
    #[column(default = sql("false"))]
    pub on: i64,
    /// `until`
    pub until: Option<String>,
}

/// A row of `prices_5`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "prices_5", keyspace = Atlas,
    check("gross >= net", name = "prices_5_check_1"),
    check("net > 0", name = "prices_5_check_2"),
    relations(many(lines_5: Lines5::price_id)),
)]
pub struct Prices5 {
    /// `id`
    #[column(primary_key)]
    pub id: i64,
    /// `net`
    pub net: f64,
    /// `gross`
    pub gross: f64,
}

/// A row of `lines_5`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "lines_5", keyspace = Atlas,
    primary_key(price_id, no),
    relations(one(price: price_id)),
)]
pub struct Lines5 {
    /// `price_id`
    #[column(references(Prices5::id, name = "lines_5_price"))]
    pub price_id: i64,
    /// `no`
    pub no: i64,
    /// `clock`
    pub clock: Option<String>,
}

/// A row of `notes_5`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "notes_5", keyspace = Atlas,
    references((price_id, no) -> Lines5(price_id, no), on_delete = cascade, name = "notes_5_line"),
)]
pub struct Notes5 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i64,
    /// `price_id`
    pub price_id: Option<i64>,
    /// `no`
    pub no: Option<i64>,
    /// `text`
    #[column(default = "")]
    pub text: Option<String>,
}

/// A row of `users_6`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "users_6", keyspace = Atlas,
    unique(email, name = "users_6_email"),
    index(status, created_at desc, where = "name IS NOT NULL", name = "user_6_status_created_at"),
    relations(many(groups_6: Groups6::owner), many(members_6: Members6::user_id), many(accounts_6: Accounts6::user_id)),
)]
pub struct Users6 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i64,
    /// `created_at`
    #[column(default = sql("CURRENT_TIMESTAMP"))]
    pub created_at: String,
    /// `email`
    pub email: String,
    /// `name`
    #[column(default = "nobody")]
    pub name: Option<String>,
    /// `status`
    #[column(default = "in review")]
    pub status: String,
    /// `score`
    #[column(default = sql("0"))]
    pub score: f64,
}

/// A row of `groups_6`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "groups_6", keyspace = Atlas,
    index(expression = "lower(title)", name = "groups_6_title"),
    check("title <> ''", name = "groups_6_check_1"),
    relations(many(members_6: Members6::group_id)),
)]
pub struct Groups6 {
    /// `id`
    #[column(primary_key)]
    pub id: Uuid,
    /// `title`
    pub title: String,
    /// `settings`
    #[column(default = "{}")]
    pub settings: String,
    /// `owner`
    #[column(references(Users6::id, on_delete = set_null, name = "groups_6_owner"))]
    pub owner: Option<i64>,
}

/// A row of `members_6`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "members_6", keyspace = Atlas,
    primary_key(group_id, user_id),
    relations(one(group: group_id), one(user: user_id)),
)]
pub struct Members6 {
    /// `group_id`
    #[column(references(Groups6::id, on_delete = cascade, on_update = cascade, name = "members_6_group"))]
    pub group_id: Uuid,
    /// `user_id`
    #[column(references(Users6::id, on_delete = cascade, name = "members_6_user"))]
    pub user_id: i64,
    /// `since`
    #[column(default = sql("CURRENT_DATE"))]
    pub since: String,
}

/// A row of `accounts_6`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "accounts_6", keyspace = Atlas,
    unique(user_id, currency, name = "accounts_6_user_id_currency"),
    check("balance >= 0", name = "positive"),
    relations(one(user: user_id)),
)]
pub struct Accounts6 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i64,
    /// `balance`
    #[column(default = sql("0"))]
    pub balance: f64,
    /// `limit`
    pub limit: Option<f64>,
    /// `currency`
    #[column(default = "EUR")]
    pub currency: String,
    /// `left`
    #[column(generated("`limit` - balance", stored))]
    pub left: Option<f64>,
    /// `user_id`
    #[column(references(Users6::id, on_delete = restrict, name = "0"))]
    pub user_id: i64,
}

/// A row of `events_6`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "events_6", keyspace = Atlas,
)]
pub struct Events6 {
    /// `id`
    #[column(primary_key)]
    pub id: i64,
    /// `at`
    #[column(default = sql("unixepoch()"))]
    pub at: i64,
    /// `kind`
    #[column(default = 0)]
    pub kind: i64,
    /// `payload`
    pub payload: Option<Vec<u8>>,
}

/// A row of `nodes_6`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "nodes_6", keyspace = Atlas,
)]
pub struct Nodes6 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i64,
    /// `parent`
    #[column(references(Nodes6::id, on_delete = cascade, name = "nodes_6_parent"))]
    pub parent: Option<i64>,
    /// `path`
    pub path: String,
}

/// A row of `flags_6`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "flags_6", keyspace = Atlas,
)]
pub struct Flags6 {
    /// `name`
    #[column(primary_key)]
    pub name: String,
    /// `on`
    #[column(default = sql("false"))]
    pub on: i64,
    /// `until`
    pub until: Option<String>,
}

/// A row of `prices_6`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "prices_6", keyspace = Atlas,
    check("gross >= net", name = "prices_6_check_1"),
    check("net > 0", name = "prices_6_check_2"),
    relations(many(lines_6: Lines6::price_id)),
)]
pub struct Prices6 {
    /// `id`
    #[column(primary_key)]
    pub id: i64,
    /// `net`
    pub net: f64,
    /// `gross`
    pub gross: f64,
}

/// A row of `lines_6`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "lines_6", keyspace = Atlas,
    primary_key(price_id, no),
    relations(one(price: price_id)),
)]
pub struct Lines6 {
    /// `price_id`
    #[column(references(Prices6::id, name = "lines_6_price"))]
    pub price_id: i64,
    /// `no`
    pub no: i64,
    /// `clock`
    pub clock: Option<String>,
}

/// A row of `notes_6`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "notes_6", keyspace = Atlas,
    references((price_id, no) -> Lines6(price_id, no), on_delete = cascade, name = "notes_6_line"),
)]
pub struct Notes6 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i64,
    /// `price_id`
    pub price_id: Option<i64>,
    /// `no`
    pub no: Option<i64>,
    /// `text`
    #[column(default = "")]
    pub text: Option<String>,
}

/// A row of `users_7`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "users_7", keyspace = Atlas,
    unique(email, name = "users_7_email"),
    index(status, created_at desc, where = "name IS NOT NULL", name = "user_7_status_created_at"),
    relations(many(groups_7: Groups7::owner), many(members_7: Members7::user_id), many(accounts_7: Accounts7::user_id)),
)]
pub struct Users7 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i64,
    /// `created_at`
    #[column(default = sql("CURRENT_TIMESTAMP"))]
    pub created_at: String,
    /// `email`
    pub email: String,
    /// `name`
    #[column(default = "nobody")]
    pub name: Option<String>,
    /// `status`
    #[column(default = "in review")]
    pub status: String,
    /// `score`
    #[column(default = sql("0"))]
    pub score: f64,
}

/// A row of `groups_7`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "groups_7", keyspace = Atlas,
    index(expression = "lower(title)", name = "groups_7_title"),
    check("title <> ''", name = "groups_7_check_1"),
    relations(many(members_7: Members7::group_id)),
)]
pub struct Groups7 {
    /// `id`
    #[column(primary_key)]
    pub id: Uuid,
    /// `title`
    pub title: String,
    /// `settings`
    #[column(default = "{}")]
    pub settings: String,
    /// `owner`
    #[column(references(Users7::id, on_delete = set_null, name = "groups_7_owner"))]
    pub owner: Option<i64>,
}

/// A row of `members_7`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "members_7", keyspace = Atlas,
    primary_key(group_id, user_id),
    relations(one(group: group_id), one(user: user_id)),
)]
pub struct Members7 {
    /// `group_id`
    #[column(references(Groups7::id, on_delete = cascade, on_update = cascade, name = "members_7_group"))]
    pub group_id: Uuid,
    /// `user_id`
    #[column(references(Users7::id, on_delete = cascade, name = "members_7_user"))]
    pub user_id: i64,
    /// `since`
    #[column(default = sql("CURRENT_DATE"))]
    pub since: String,
}

/// A row of `accounts_7`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "accounts_7", keyspace = Atlas,
    unique(user_id, currency, name = "accounts_7_user_id_currency"),
    check("balance >= 0", name = "positive"),
    relations(one(user: user_id)),
)]
pub struct Accounts7 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i64,
    /// `balance`
    #[column(default = sql("0"))]
    pub balance: f64,
    /// `limit`
    pub limit: Option<f64>,
    /// `currency`
    #[column(default = "EUR")]
    pub currency: String,
    /// `left`
    #[column(generated("`limit` - balance", stored))]
    pub left: Option<f64>,
    /// `user_id`
    #[column(references(Users7::id, on_delete = restrict, name = "0"))]
    pub user_id: i64,
}

/// A row of `events_7`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "events_7", keyspace = Atlas,
)]
pub struct Events7 {
    /// `id`
    #[column(primary_key)]
    pub id: i64,
    /// `at`
    #[column(default = sql("unixepoch()"))]
    pub at: i64,
    /// `kind`
    #[column(default = 0)]
    pub kind: i64,
    /// `payload`
    pub payload: Option<Vec<u8>>,
}

/// A row of `nodes_7`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "nodes_7", keyspace = Atlas,
)]
pub struct Nodes7 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i64,
    /// `parent`
    #[column(references(Nodes7::id, on_delete = cascade, name = "nodes_7_parent"))]
    pub parent: Option<i64>,
    /// `path`
    pub path: String,
}

/// A row of `flags_7`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "flags_7", keyspace = Atlas,
)]
pub struct Flags7 {
    /// `name`
    #[column(primary_key)]
    pub name: String,
    /// `on`
    #[column(default = sql("false"))]
    pub on: i64,
    /// `until`
    pub until: Option<String>,
}

/// A row of `prices_7`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "prices_7", keyspace = Atlas,
    check("gross >= net", name = "prices_7_check_1"),
    check("net > 0", name = "prices_7_check_2"),
    relations(many(lines_7: Lines7::price_id)),
)]
pub struct Prices7 {
    /// `id`
    #[column(primary_key)]
    pub id: i64,
    /// `net`
    pub net: f64,
    /// `gross`
    pub gross: f64,
}

/// A row of `lines_7`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "lines_7", keyspace = Atlas,
    primary_key(price_id, no),
    relations(one(price: price_id)),
)]
pub struct Lines7 {
    /// `price_id`
    #[column(references(Prices7::id, name = "lines_7_price"))]
    pub price_id: i64,
    /// `no`
    pub no: i64,
    /// `clock`
    pub clock: Option<String>,
}

/// A row of `notes_7`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "notes_7", keyspace = Atlas,
    references((price_id, no) -> Lines7(price_id, no), on_delete = cascade, name = "notes_7_line"),
)]
pub struct Notes7 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i64,
    /// `price_id`
    pub price_id: Option<i64>,
    /// `no`
    pub no: Option<i64>,
    /// `text`
    #[column(default = "")]
    pub text: Option<String>,
}

/// A row of `users_8`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "users_8", keyspace = Atlas,
    unique(email, name = "users_8_email"),
    index(status, created_at desc, where = "name IS NOT NULL", name = "user_8_status_created_at"),
    relations(many(groups_8: Groups8::owner), many(members_8: Members8::user_id), many(accounts_8: Accounts8::user_id)),
)]
pub struct Users8 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i64,
    /// `created_at`
    #[column(default = sql("CURRENT_TIMESTAMP"))]
    pub created_at: String,
    /// `email`
    pub email: String,
    /// `name`
    #[column(default = "nobody")]
    pub name: Option<String>,
    /// `status`
    #[column(default = "in review")]
    pub status: String,
    /// `score`
    #[column(default = sql("0"))]
    pub score: f64,
}

/// A row of `groups_8`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "groups_8", keyspace = Atlas,
    index(expression = "lower(title)", name = "groups_8_title"),
    check("title <> ''", name = "groups_8_check_1"),
    relations(many(members_8: Members8::group_id)),
)]
pub struct Groups8 {
    /// `id`
    #[column(primary_key)]
    pub id: Uuid,
    /// `title`
    pub title: String,
    /// `settings`
    #[column(default = "{}")]
    pub settings: String,
    /// `owner`
    #[column(references(Users8::id, on_delete = set_null, name = "groups_8_owner"))]
    pub owner: Option<i64>,
}

/// A row of `members_8`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "members_8", keyspace = Atlas,
    primary_key(group_id, user_id),
    relations(one(group: group_id), one(user: user_id)),
)]
pub struct Members8 {
    /// `group_id`
    #[column(references(Groups8::id, on_delete = cascade, on_update = cascade, name = "members_8_group"))]
    pub group_id: Uuid,
    /// `user_id`
    #[column(references(Users8::id, on_delete = cascade, name = "members_8_user"))]
    pub user_id: i64,
    /// `since`
    #[column(default = sql("CURRENT_DATE"))]
    pub since: String,
}

/// A row of `accounts_8`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "accounts_8", keyspace = Atlas,
    unique(user_id, currency, name = "accounts_8_user_id_currency"),
    check("balance >= 0", name = "positive"),
    relations(one(user: user_id)),
)]
pub struct Accounts8 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i64,
    /// `balance`
    #[column(default = sql("0"))]
    pub balance: f64,
    /// `limit`
    pub limit: Option<f64>,
    /// `currency`
    #[column(default = "EUR")]
    pub currency: String,
    /// `left`
    #[column(generated("`limit` - balance", stored))]
    pub left: Option<f64>,
    /// `user_id`
    #[column(references(Users8::id, on_delete = restrict, name = "0"))]
    pub user_id: i64,
}

/// A row of `events_8`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "events_8", keyspace = Atlas,
)]
pub struct Events8 {
    /// `id`
    #[column(primary_key)]
    pub id: i64,
    /// `at`
    #[column(default = sql("unixepoch()"))]
    pub at: i64,
    /// `kind`
    #[column(default = 0)]
    pub kind: i64,
    /// `payload`
    pub payload: Option<Vec<u8>>,
}

/// A row of `nodes_8`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "nodes_8", keyspace = Atlas,
)]
pub struct Nodes8 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i64,
    /// `parent`
    #[column(references(Nodes8::id, on_delete = cascade, name = "nodes_8_parent"))]
    pub parent: Option<i64>,
    /// `path`
    pub path: String,
}

/// A row of `flags_8`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "flags_8", keyspace = Atlas,
)]
pub struct Flags8 {
    /// `name`
    #[column(primary_key)]
    pub name: String,
    /// `on`
    #[column(default = sql("false"))]
    pub on: i64,
    /// `until`
    pub until: Option<String>,
}

/// A row of `prices_8`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "prices_8", keyspace = Atlas,
    check("gross >= net", name = "prices_8_check_1"),
    check("net > 0", name = "prices_8_check_2"),
    relations(many(lines_8: Lines8::price_id)),
)]
pub struct Prices8 {
    /// `id`
    #[column(primary_key)]
    pub id: i64,
    /// `net`
    pub net: f64,
    /// `gross`
    pub gross: f64,
}

/// A row of `lines_8`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "lines_8", keyspace = Atlas,
    primary_key(price_id, no),
    relations(one(price: price_id)),
)]
pub struct Lines8 {
    /// `price_id`
    #[column(references(Prices8::id, name = "lines_8_price"))]
    pub price_id: i64,
    /// `no`
    pub no: i64,
    /// `clock`
    pub clock: Option<String>,
}

/// A row of `notes_8`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "notes_8", keyspace = Atlas,
    references((price_id, no) -> Lines8(price_id, no), on_delete = cascade, name = "notes_8_line"),
)]
pub struct Notes8 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i64,
    /// `price_id`
    pub price_id: Option<i64>,
    /// `no`
    pub no: Option<i64>,
    /// `text`
    #[column(default = "")]
    pub text: Option<String>,
}

/// A row of `users_9`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "users_9", keyspace = Atlas,
    unique(email, name = "users_9_email"),
    index(status, created_at desc, where = "name IS NOT NULL", name = "user_9_status_created_at"),
    relations(many(groups_9: Groups9::owner), many(members_9: Members9::user_id), many(accounts_9: Accounts9::user_id)),
)]
pub struct Users9 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i64,
    /// `created_at`
    #[column(default = sql("CURRENT_TIMESTAMP"))]
    pub created_at: String,
    /// `email`
    pub email: String,
    /// `name`
    #[column(default = "nobody")]
    pub name: Option<String>,
    /// `status`
    #[column(default = "in review")]
    pub status: String,
    /// `score`
    #[column(default = sql("0"))]
    pub score: f64,
}

/// A row of `groups_9`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "groups_9", keyspace = Atlas,
    index(expression = "lower(title)", name = "groups_9_title"),
    check("title <> ''", name = "groups_9_check_1"),
    relations(many(members_9: Members9::group_id)),
)]
pub struct Groups9 {
    /// `id`
    #[column(primary_key)]
    pub id: Uuid,
    /// `title`
    pub title: String,
    /// `settings`
    #[column(default = "{}")]
    pub settings: String,
    /// `owner`
    #[column(references(Users9::id, on_delete = set_null, name = "groups_9_owner"))]
    pub owner: Option<i64>,
}

/// A row of `members_9`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "members_9", keyspace = Atlas,
    primary_key(group_id, user_id),
    relations(one(group: group_id), one(user: user_id)),
)]
pub struct Members9 {
    /// `group_id`
    #[column(references(Groups9::id, on_delete = cascade, on_update = cascade, name = "members_9_group"))]
    pub group_id: Uuid,
    /// `user_id`
    #[column(references(Users9::id, on_delete = cascade, name = "members_9_user"))]
    pub user_id: i64,
    /// `since`
    #[column(default = sql("CURRENT_DATE"))]
    pub since: String,
}

/// A row of `accounts_9`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "accounts_9", keyspace = Atlas,
    unique(user_id, currency, name = "accounts_9_user_id_currency"),
    check("balance >= 0", name = "positive"),
    relations(one(user: user_id)),
)]
pub struct Accounts9 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i64,
    /// `balance`
    #[column(default = sql("0"))]
    pub balance: f64,
    /// `limit`
    pub limit: Option<f64>,
    /// `currency`
    #[column(default = "EUR")]
    pub currency: String,
    /// `left`
    #[column(generated("`limit` - balance", stored))]
    pub left: Option<f64>,
    /// `user_id`
    #[column(references(Users9::id, on_delete = restrict, name = "0"))]
    pub user_id: i64,
}

/// A row of `events_9`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "events_9", keyspace = Atlas,
)]
pub struct Events9 {
    /// `id`
    #[column(primary_key)]
    pub id: i64,
    /// `at`
    #[column(default = sql("unixepoch()"))]
    pub at: i64,
    /// `kind`
    #[column(default = 0)]
    pub kind: i64,
    /// `payload`
    pub payload: Option<Vec<u8>>,
}

/// A row of `nodes_9`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "nodes_9", keyspace = Atlas,
)]
pub struct Nodes9 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i64,
    /// `parent`
    #[column(references(Nodes9::id, on_delete = cascade, name = "nodes_9_parent"))]
    pub parent: Option<i64>,
    /// `path`
    pub path: String,
}

/// A row of `flags_9`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "flags_9", keyspace = Atlas,
)]
pub struct Flags9 {
    /// `name`
    #[column(primary_key)]
    pub name: String,
    /// `on`
    #[column(default = sql("false"))]
    pub on: i64,
    /// `until`
    pub until: Option<String>,
}

/// A row of `prices_9`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "prices_9", keyspace = Atlas,
    check("gross >= net", name = "prices_9_check_1"),
    check("net > 0", name = "prices_9_check_2"),
    relations(many(lines_9: Lines9::price_id)),
)]
pub struct Prices9 {
    /// `id`
    #[column(primary_key)]
    pub id: i64,
    /// `net`
    pub net: f64,
    /// `gross`
    pub gross: f64,
}

/// A row of `lines_9`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "lines_9", keyspace = Atlas,
    primary_key(price_id, no),
    relations(one(price: price_id)),
)]
pub struct Lines9 {
    /// `price_id`
    #[column(references(Prices9::id, name = "lines_9_price"))]
    pub price_id: i64,
    /// `no`
    pub no: i64,
    /// `clock`
    pub clock: Option<String>,
}

/// A row of `notes_9`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "notes_9", keyspace = Atlas,
    references((price_id, no) -> Lines9(price_id, no), on_delete = cascade, name = "notes_9_line"),
)]
pub struct Notes9 {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i64,
    /// `price_id`
    pub price_id: Option<i64>,
    /// `no`
    pub no: Option<i64>,
    /// `text`
    #[column(default = "")]
    pub text: Option<String>,
}

