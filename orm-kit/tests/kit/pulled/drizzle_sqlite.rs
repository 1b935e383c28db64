use orm::prelude::*;

/// The tables of `shop`.
#[derive(Keyspace)]
#[keyspace(name = "shop", tables(PostTag, User, Post), tenancy = none)]
pub struct Shop;

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
    pub post_id: i64,
    /// `tag`
    pub tag: String,
    /// `note`
    pub note: Option<String>,
}

/// A row of `users`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "users", keyspace = Shop,
    unique(email),
    check("length(\"users\".\"email\") > 3", name = "email_len"),
    relations(many(posts: Post::author_id)),
)]
pub struct User {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i64,
    /// `email`
    pub email: String,
    /// `role`
    #[column(default = "member")]
    pub role: String,
    /// `meta`
    #[column(default = "{\"a\":1}")]
    pub meta: String,
    /// `active`
    #[column(default = sql("true"))]
    pub active: i64,
    /// `created_at`
    #[column(default = sql("unixepoch()"))]
    pub created_at: i64,
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
    #[column(primary_key)]
    pub id: i64,
    /// `author_id`
    #[column(references(User::id, on_delete = restrict))]
    pub author_id: i64,
    /// `headline`
    pub headline: String,
}

