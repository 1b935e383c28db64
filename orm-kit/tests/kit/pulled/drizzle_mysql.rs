use orm::prelude::*;

/// The tables of `shop`.
#[derive(Keyspace)]
#[keyspace(name = "shop", tables(PostTag, Post, User), tenancy = none)]
pub struct Shop;

/// The values of `users_role`.
#[derive(DbEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[db_enum(name = "users_role")]
pub enum UsersRole {
    /// `admin`
    #[db_enum(rename = "admin")]
    Admin,
    /// `member`
    #[db_enum(rename = "member")]
    Member,
    /// `owner`
    #[db_enum(rename = "owner")]
    Owner,
}

/// A row of `post_tags`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "post_tags", keyspace = Shop,
    primary_key(post_id, tag),
    relations(one(post: post_id)),
)]
pub struct PostTag {
    /// `post_id`
    #[column(references(Post::id))]
    pub post_id: i32,
    /// `tag`
    #[column(varchar = 50)]
    pub tag: String,
    /// `note`
    #[column(mysql = text)]
    pub note: Option<String>,
}

/// A row of `posts`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "posts", keyspace = Shop,
    index(author_id, name = "posts_author_idx"),
    unique(headline, name = "posts_title_uq"),
    relations(one(author: author_id), many(post_tags: PostTag::post_id)),
)]
pub struct Post {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i32,
    /// `author_id`
    #[column(references(User::id, on_delete = restrict))]
    pub author_id: i32,
    /// `headline`
    #[column(varchar = 200)]
    pub headline: String,
}

/// A row of `users`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "users", keyspace = Shop,
    unique(email),
    check("`users`.`balance` >= 0", name = "balance_pos"),
    relations(many(posts: Post::author_id)),
)]
pub struct User {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i32,
    /// `email`
    #[column(varchar = 255)]
    pub email: String,
    /// `role`
    #[column(mysql = enum, default = UsersRole::Member)]
    pub role: UsersRole,
    /// `meta`
    #[column(default = sql("'{\"a\":1}'"))]
    pub meta: Json<serde_json::Value>,
    /// `balance`
    #[column(numeric(10, 2), default = sql("'0'"))]
    pub balance: Option<Decimal>,
    /// `active`
    #[column(default = true)]
    pub active: bool,
    /// `created_at`
    #[column(mysql = timestamp, precision = 0, default = sql("now()"))]
    pub created_at: DateTime<Utc>,
}

