use orm::prelude::*;

/// The tables of `shop`.
#[derive(Keyspace)]
#[keyspace(name = "shop", tables(PostTag, Post, User), tenancy = none, backend = postgres)]
pub struct Shop;

/// The values of `role`.
#[derive(DbEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[db_enum(name = "role")]
pub enum Role {
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
    pub tag: String,
    /// `note`
    pub note: Option<String>,
}

/// A row of `posts`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "posts", keyspace = Shop,
    index(author_id, name = "posts_author_idx"),
    index(expression = "lower(\"headline\")", where = "\"posts\".\"headline\" is not null", unique, name = "posts_title_uq"),
    relations(one(author: author_id), many(post_tags: PostTag::post_id)),
)]
pub struct Post {
    /// `id`
    #[column(primary_key, default = auto_increment(serial))]
    pub id: i32,
    /// `author_id`
    #[column(references(User::id, on_delete = restrict))]
    pub author_id: i32,
    /// `headline`
    pub headline: String,
}

/// A row of `users`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "users", keyspace = Shop,
    unique(email),
    check("\"users\".\"balance\" >= 0", name = "balance_pos"),
    relations(many(posts: Post::author_id)),
)]
pub struct User {
    /// `id`
    #[column(primary_key, default = auto_increment(identity_always))]
    pub id: i32,
    /// `email`
    #[column(varchar = 255)]
    pub email: String,
    /// `role`
    #[column(default = Role::Member)]
    pub role: Role,
    /// `meta`
    #[column(default = sql("'{\"a\":1}'::jsonb"))]
    pub meta: Json<serde_json::Value>,
    /// `tags`
    #[column(default = sql("'{}'"))]
    pub tags: Option<Vec<String>>,
    /// `balance`
    #[column(numeric(10, 2), default = sql("'0'"))]
    pub balance: Option<Decimal>,
    /// `active`
    #[column(default = true)]
    pub active: bool,
    /// `lower`
    #[column(generated("lower(email)", stored))]
    pub lower: Option<String>,
    /// `created_at`
    #[column(default = sql("now()"))]
    pub created_at: DateTime<Utc>,
}

