//! Default scopes: conditions that every statement over a table has, wherever the table stands in
//! it. `on_update` in each kind of update.

use orm::driver::{HasFullJoin, HasOnConflict, HasOnDuplicateKey};
use orm::prelude::*;
use orm::{BuildError, Error, excluded, select};

use crate::backend::{TestBackend, on_every_backend};
use crate::fixture::*;
use crate::schema::OrgId;

on_every_backend!(
    in_from,
    in_joins,
    under_another_name,
    of_a_function_under_another_name,
    in_subqueries,
    in_set_operations_and_ctes,
    in_relations,
    a_relation_to_a_row_that_may_be_hidden,
    in_updates,
    in_deletes,
    in_joined_writes,
    in_updates_of_each_row,
    in_inserts_from_a_query,
    an_insert_is_not_limited,
    beside_deleted_rows,
    scopes_do_not_replace_the_tenant,
    pages_and_counts,
    on_update_in_every_update,
    ; full_join:
    in_outer_joins,
    ; on_conflict:
    in_upserts,
    ; on_duplicate_key:
    in_upserts_on_mysql,
);

#[derive(Keyspace)]
#[keyspace(name = "press", tables(Author, Article, Comment))]
pub struct Press;

#[derive(Table, Clone, Debug, PartialEq)]
#[table(
    name = "authors",
    keyspace = Press,
    scope(active = Author.left_at.is_null()),
    relations(many(articles: Article::author_id))
)]
pub struct Author {
    #[column(primary_key)]
    pub id: i64,
    #[column(tenant)]
    pub org_id: OrgId,
    pub name: String,
    pub left_at: Option<NaiveDate>,
}

#[derive(Table, Clone, Debug, PartialEq)]
#[table(
    name = "articles",
    keyspace = Press,
    scope(published = Article.published.eq(true)),
    scope(open = Article.level.lt(5).or(Article.level.eq(9))),
    relations(one(author: author_id), many(comments: Comment::article_id))
)]
pub struct Article {
    #[column(primary_key)]
    pub id: i64,
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(references(Author::id))]
    pub author_id: i64,
    pub title: String,
    #[column(default = true)]
    pub published: bool,
    #[column(default = 1)]
    pub level: i64,
    #[column(default = 0, on_update = sql("edits + 1"))]
    pub edits: i64,
    #[column(default = now, on_update = now)]
    pub edited_at: DateTime<Utc>,
    #[column(soft_delete)]
    pub deleted_at: Option<DateTime<Utc>>,
}

#[derive(Table, Clone, Debug, PartialEq)]
#[table(name = "comments", keyspace = Press, relations(one(article: article_id)))]
pub struct Comment {
    #[column(primary_key)]
    pub id: i64,
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(references(Article::id))]
    pub article_id: i64,
    pub text: String,
}

orm::alias!(Other: Article);

#[derive(Keyspace)]
#[keyspace(name = "wall", tables(Note))]
struct Wall;

#[derive(Table, Clone, Debug, PartialEq)]
#[table(name = "notes", keyspace = Wall, scope(worded = Note.text.trim().ne("")))]
struct Note {
    #[column(primary_key)]
    id: i64,
    #[column(tenant)]
    org_id: OrgId,
    text: String,
}

orm::alias!(Reply: Note);

fn article(id: i64, author_id: i64, title: &str) -> ArticleInsert {
    NewArticle {
        id,
        author_id,
        title: title.to_owned(),
    }
    .level(1)
}

/// Acme has Ann and Ben, who left. Ann wrote "news"; "draft" isn't published, "secret" not open;
/// Ben wrote "old". Each has a comment with the article's title. Beta has the same.
async fn press<B: TestBackend>(db: &Db<B>) -> (Tenant<B>, Tenant<B>) {
    db.create_tables::<Press>().await.unwrap();
    let (acme, beta) = (tenant(db, ACME), tenant(db, BETA));
    for db in [&acme, &beta] {
        let author = |id, name: &str| NewAuthor {
            id,
            name: name.to_owned(),
        };
        db.insert(author(1, "Ann")).run().await.unwrap();
        let ben = author(2, "Ben").left_at(day(2024, 1, 1));
        db.insert(ben).run().await.unwrap();
        db.insert_many([
            article(1, 1, "news"),
            article(2, 1, "draft").published(false),
            article(3, 1, "secret").level(7),
            article(4, 2, "old").level(9),
        ])
        .run()
        .await
        .unwrap();
        let comments = ["news", "draft", "secret", "old"];
        let comments = (1..).zip(comments).map(|(id, text)| NewComment {
            id,
            article_id: id,
            text: text.to_owned(),
        });
        db.insert_many(comments).run().await.unwrap();
    }
    (acme, beta)
}

async fn in_from<B: TestBackend>(db: Db<B>) {
    let (acme, _) = press(&db).await;
    let titles = || {
        acme.select(Article.title)
            .from(Article)
            .order_by(Article.id)
    };
    assert_eq!(titles().all().await.unwrap(), ["news", "old"]);
    let either = Article.id.eq(1).or(Article.id.eq(2));
    assert_eq!(titles().filter(either).all().await.unwrap(), ["news"]);
    assert!(!titles().filter(Article.id.eq(3)).exists().await.unwrap());
    assert_eq!(titles().count().await.unwrap(), 2);
    assert_eq!(acme.from(Article).by_key(2).optional().await.unwrap(), None);
    let text = titles().to_sql().unwrap().into_sql();
    assert!(text.contains("published"), "{text}");

    let published = titles().without_scope(Article::published());
    assert_eq!(published.all().await.unwrap(), ["news", "draft", "old"]);
    let open = titles().without_scope(Article::open());
    assert_eq!(open.all().await.unwrap(), ["news", "secret", "old"]);
    let all = titles()
        .without_scope(Article::open())
        .without_scope(Article::published());
    let text = all.clone().to_sql().unwrap().into_sql();
    assert!(!text.contains("published"), "{text}");
    assert_eq!(all.count().await.unwrap(), 4);
}

async fn in_joins<B: TestBackend>(db: Db<B>) {
    let (acme, _) = press(&db).await;
    let on = Comment.article_id.eq(Article.id);
    let texts = || acme.select(Comment.text).from(Comment);
    let inner = texts().inner_join(Article, on).order_by(Comment.id);
    assert_eq!(inner.clone().all().await.unwrap(), ["news", "old"]);
    let more = inner.without_scope(Article::published());
    assert_eq!(more.all().await.unwrap(), ["news", "draft", "old"]);
    assert_eq!(texts().cross_join(Article).count().await.unwrap(), 8);
    let left = acme
        .select((Comment.text, Article.title))
        .from(Comment)
        .left_join(Article, on)
        .order_by(Comment.id);
    let partner = |text: &str, some: bool| (text.to_owned(), some.then(|| text.to_owned()));
    assert_eq!(
        left.clone().all().await.unwrap(),
        [
            partner("news", true),
            partner("draft", false),
            partner("secret", false),
            partner("old", true),
        ]
    );
    let more = left.without_scope(Article::open()).all().await.unwrap();
    assert_eq!(more[2], partner("secret", true));
    // Two tables, a scope each.
    let both = acme
        .select(Article.title)
        .from(Article)
        .inner_join(Author, Author.id.eq(Article.author_id));
    assert_eq!(both.clone().all().await.unwrap(), ["news"]);
    let both = both.without_scope(Author::active()).order_by(Article.id);
    assert_eq!(both.all().await.unwrap(), ["news", "old"]);
}

async fn in_outer_joins<B: TestBackend + HasFullJoin>(db: Db<B>) {
    let (acme, _) = press(&db).await;
    let on = Comment.article_id.eq(Article.id);
    let pairs = acme.select((Article.title, Comment.text)).from(Article);
    let right = pairs.clone().right_join(Comment, on).order_by(Comment.id);
    let titles = async |rows: Vec<(Option<String>, String)>| -> Vec<_> {
        rows.into_iter().map(|(title, _)| title).collect()
    };
    let some = |title: &str| Some(title.to_owned());
    assert_eq!(
        titles(right.clone().all().await.unwrap()).await,
        [some("news"), None, None, some("old")]
    );
    let more = right.without_scope(Article::published());
    assert_eq!(
        titles(more.all().await.unwrap()).await,
        [some("news"), some("draft"), None, some("old")]
    );
    let full = pairs.full_join(Comment, Comment.article_id.eq(Article.id).and(on));
    assert_eq!(full.count().await.unwrap(), 4);
}

async fn under_another_name<B: TestBackend>(db: Db<B>) {
    let (acme, _) = press(&db).await;
    let pairs = || {
        acme.select((Article.title, Other.title))
            .from(Article)
            .inner_join(Other, Other.author_id.eq(Article.author_id))
            .filter(Article.author_id.eq(1))
            .order_by(Other.id)
    };
    let row = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    assert_eq!(pairs().all().await.unwrap(), [row("news", "news")]);
    let more = pairs().without_scope(Article::published().of(Other));
    assert_eq!(
        more.all().await.unwrap(),
        [row("news", "news"), row("news", "draft")]
    );
    let more = pairs().without_scope(Article::published());
    assert_eq!(more.count().await.unwrap(), 2);
}

async fn of_a_function_under_another_name<B: TestBackend>(db: Db<B>) {
    db.create_tables::<Wall>().await.unwrap();
    let acme = tenant(&db, ACME);
    let texts = ["first", " ", "last"];
    let notes = (1..).zip(texts).map(|(id, text)| NewNote {
        id,
        text: text.to_owned(),
    });
    acme.insert_many(notes).run().await.unwrap();
    let pairs = || {
        acme.select((Note.id, Reply.id))
            .from(Note)
            .inner_join(Reply, Reply.id.ge(Note.id))
            .order_by((Note.id, Reply.id))
    };
    assert_eq!(pairs().all().await.unwrap(), [(1, 1), (1, 3), (3, 3)]);
    let more = pairs().without_scope(Note::worded().of(Reply));
    assert_eq!(more.all().await.unwrap(), [(1, 1), (1, 2), (1, 3), (3, 3)]);
}

async fn in_subqueries<B: TestBackend>(db: Db<B>) {
    let (acme, _) = press(&db).await;
    let ids = || select(Article.id).from(Article);
    let texts = || acme.select(Comment.text).from(Comment).order_by(Comment.id);
    let found = texts().filter(Comment.article_id.in_query(ids()));
    assert_eq!(found.all().await.unwrap(), ["news", "old"]);
    let more = ids().without_scope(Article::open());
    let found = texts().filter(Comment.article_id.in_query(more));
    assert_eq!(found.all().await.unwrap(), ["news", "secret", "old"]);
    let own = select(Article.id)
        .correlate(Comment)
        .from(Article)
        .filter(Article.id.eq(Comment.article_id));
    let found = texts().filter(exists(own));
    assert_eq!(found.all().await.unwrap(), ["news", "old"]);
    let counted = scalar(select(count_all()).from(Article));
    let counted = acme.select(counted).from(Author).all().await.unwrap();
    assert_eq!(counted, [Some(2)]);
}

#[derive(Projection, Clone, Debug, PartialEq)]
pub struct Titled {
    pub title: String,
}

async fn in_set_operations_and_ctes<B: TestBackend>(db: Db<B>) {
    let (acme, _) = press(&db).await;
    let titles = |least: i64| {
        select(TitledOf {
            title: Article.title,
        })
        .from(Article)
        .filter(Article.id.ge(least))
    };
    let union = acme
        .select(TitledOf {
            title: Article.title,
        })
        .from(Article)
        .filter(Article.id.le(2))
        .union_all(titles(3));
    assert_eq!(union.all().await.unwrap().len(), 2);
    let cte = titles(0).cte();
    let found = acme.select(Titled.title).from(&cte).order_by(Titled.title);
    assert_eq!(found.all().await.unwrap(), ["news", "old"]);
    let cte = titles(0).without_scope(Article::published()).cte();
    let found = acme.select(Titled.title).from(&cte).order_by(Titled.title);
    assert_eq!(found.all().await.unwrap(), ["draft", "news", "old"]);
    let derived = titles(0).derived();
    let found = acme.select(Titled.title).from(derived);
    assert_eq!(found.count().await.unwrap(), 2);
}

async fn in_relations<B: TestBackend>(db: Db<B>) {
    let (acme, _) = press(&db).await;
    let names = |articles: Vec<Article>| {
        let titles = articles.into_iter().map(|article| article.title);
        titles.collect::<Vec<_>>().join(" ")
    };
    for json in [false, true] {
        let find = || {
            let find = acme.find(Author);
            if json {
                find.as_json()
            } else {
                find.per_level()
            }
        };
        let articles = || Author::articles().order_by(Article.id);
        let rows = find().with(articles()).all().await.unwrap();
        assert_eq!(
            (rows.len(), names(rows[0].1.clone())),
            (1, "news".to_owned())
        );
        let all = find()
            .without_scope(Author::active())
            .order_by(Author.id)
            .with(articles().without_scope(Article::published()).limit(2))
            .all()
            .await
            .unwrap();
        let all: Vec<_> = all
            .into_iter()
            .map(|(_, articles)| names(articles))
            .collect();
        assert_eq!(all, ["news draft", "old"]);
    }
    let wrote = |title: &'static str| {
        acme.find(Author)
            .filter(Author::articles().any(Article.title.eq(title)))
            .all()
    };
    assert_eq!(wrote("news").await.unwrap().len(), 1);
    assert_eq!(wrote("draft").await.unwrap().len(), 0);
}

async fn a_relation_to_a_row_that_may_be_hidden<B: TestBackend>(db: Db<B>) {
    let (acme, _) = press(&db).await;
    let rows: Vec<(Comment, Option<Article>)> = acme
        .find(Comment)
        .order_by(Comment.id)
        .with(Comment::article())
        .all()
        .await
        .unwrap();
    let found: Vec<_> = rows.iter().map(|(_, article)| article.is_some()).collect();
    assert_eq!(found, [true, false, false, true]);
}

async fn in_updates<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = press(&db).await;
    let renamed = || acme.update(Article).set(Article.title.to("x"));
    assert_eq!(renamed().by_key(2).run().await.unwrap(), 0);
    assert_eq!(
        renamed().filter(Article.level.eq(7)).run().await.unwrap(),
        0
    );
    assert_eq!(renamed().all_rows().run().await.unwrap(), 2);
    let more = renamed().without_scope(Article::published()).by_key(2);
    assert_eq!(more.run().await.unwrap(), 1);
    let published = beta
        .update(Article)
        .set(Article.published.to(true))
        .without_scope(Article::published())
        .filter(Article.published.eq(false));
    assert_eq!(published.run().await.unwrap(), 1);
    assert_eq!(beta.from(Article).count().await.unwrap(), 3);
    assert_eq!(acme.from(Article).count().await.unwrap(), 2);
}

async fn in_deletes<B: TestBackend>(db: Db<B>) {
    let (acme, _) = press(&db).await;
    acme.delete(Comment).all_rows().run().await.unwrap();
    assert_eq!(acme.delete(Article).by_key(2).run().await.unwrap(), 0);
    let gone = acme.delete(Article).permanently().all_rows();
    assert_eq!(gone.run().await.unwrap(), 2);
    let left = || {
        acme.from(Article)
            .with_deleted()
            .without_scope(Article::published())
            .without_scope(Article::open())
    };
    assert_eq!(left().count().await.unwrap(), 2);
    let gone = acme
        .delete(Article)
        .permanently()
        .without_scope(Article::published())
        .by_key(2);
    assert_eq!(gone.run().await.unwrap(), 1);
    assert_eq!(left().one().await.unwrap().title, "secret");
}

async fn in_joined_writes<B: TestBackend>(db: Db<B>) {
    let (acme, _) = press(&db).await;
    let on = Article.id.eq(Comment.article_id);
    let noted = || {
        acme.update(Comment)
            .inner_join(Article, on)
            .set(Comment.text.to(Article.title.concat("!")))
            .all_rows()
    };
    assert_eq!(noted().run().await.unwrap(), 2);
    let more = noted().without_scope(Article::published());
    assert_eq!(more.run().await.unwrap(), 3);
    let edited = acme
        .update(Article)
        .inner_join(Author, Author.id.eq(Article.author_id))
        .set(Article.title.to(Author.name))
        .all_rows();
    assert_eq!(edited.run().await.unwrap(), 1);
    let removed = || {
        acme.delete(Comment)
            .inner_join(Article, on)
            .filter(Article.level.ge(1))
    };
    assert_eq!(removed().run().await.unwrap(), 2);
    let more = removed()
        .without_scope(Article::open())
        .without_scope(Article::published());
    assert_eq!(more.run().await.unwrap(), 2);
}

async fn in_updates_of_each_row<B: TestBackend>(db: Db<B>) {
    let (acme, _) = press(&db).await;
    let rows = || (1..=4).map(|id| (id, Article.title.to(format!("t{id}"))));
    let changed = acme.update_each(Article, rows()).run().await.unwrap();
    assert_eq!(changed, 2);
    let changed = acme
        .update_each(Article, rows())
        .without_scope(Article::open())
        .run();
    assert_eq!(changed.await.unwrap(), 3);
}

async fn in_inserts_from_a_query<B: TestBackend>(db: Db<B>) {
    let (acme, _) = press(&db).await;
    let copied = acme
        .insert_from(
            Comment,
            select((
                Comment.id.to(Article.id.add(100)),
                Comment.article_id.to(Article.id),
                Comment.text.to(Article.title),
            ))
            .from(Article),
        )
        .run();
    assert_eq!(copied.await.unwrap(), 2);
}

async fn an_insert_is_not_limited<B: TestBackend>(db: Db<B>) {
    let (acme, _) = press(&db).await;
    let hidden = article(5, 1, "later").published(false);
    assert_eq!(acme.insert(hidden).run().await.unwrap(), 1);
    assert_eq!(acme.from(Article).by_key(5).optional().await.unwrap(), None);
    let all = acme.from(Article).without_scope(Article::published());
    assert_eq!(all.by_key(5).one().await.unwrap().title, "later");
}

async fn beside_deleted_rows<B: TestBackend>(db: Db<B>) {
    let (acme, _) = press(&db).await;
    assert_eq!(acme.delete(Article).by_key(1).run().await.unwrap(), 1);
    assert_eq!(acme.from(Article).count().await.unwrap(), 1);
    // Each is taken away by its own name only.
    assert_eq!(acme.from(Article).with_deleted().count().await.unwrap(), 2);
    assert_eq!(acme.from(Article).only_deleted().count().await.unwrap(), 1);
    let published = acme.from(Article).without_scope(Article::published());
    assert_eq!(published.count().await.unwrap(), 2);
}

async fn scopes_do_not_replace_the_tenant<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = press(&db).await;
    let all = acme
        .from(Article)
        .with_deleted()
        .without_scope(Article::published())
        .without_scope(Article::open());
    let rows = all.all().await.unwrap();
    assert_eq!(rows.len(), 4);
    assert!(rows.iter().all(|row| row.org_id == ACME));
    let changed = acme
        .update(Article)
        .set((Article.published.to(true), Article.level.to(1)))
        .without_scope(Article::published())
        .without_scope(Article::open())
        .all_rows()
        .run();
    assert_eq!(changed.await.unwrap(), 4);
    assert_eq!(beta.from(Article).count().await.unwrap(), 2);
    let above = db
        .cross_tenant(&SystemActor::new("suite"), "counts the articles of all")
        .unwrap();
    assert_eq!(above.from(Article).count().await.unwrap(), 6);
}

async fn pages_and_counts<B: TestBackend>(db: Db<B>) {
    let (acme, _) = press(&db).await;
    let page = acme
        .from(Article)
        .page((Article.id.asc(), Article.title.asc()), None, 9);
    assert_eq!(page.all().await.unwrap().len(), 2);
    let fields = orm::list::Fields::of(Article).field("published", Article.published);
    let listing = fields.read(&"published=false".parse().unwrap()).unwrap();
    let list = acme.from(Article).list(&listing);
    assert_eq!(list.count().await.unwrap(), 0);
    let list = acme
        .from(Article)
        .without_scope(Article::published())
        .list(&listing);
    assert_eq!(list.page().await.unwrap().rows[0].title, "draft");
}

async fn titles_and_edits<B: TestBackend>(db: &Tenant<B>) -> Vec<(String, i64)> {
    db.select((Article.title, Article.edits))
        .from(Article)
        .without_scope(Article::published())
        .without_scope(Article::open())
        .order_by(Article.id)
        .all()
        .await
        .unwrap()
}

fn row(title: &str, edits: i64) -> (String, i64) {
    (title.to_owned(), edits)
}

async fn in_upserts<B: TestBackend + HasOnConflict>(db: Db<B>) {
    let (acme, beta) = press(&db).await;
    let upsert = |id| {
        acme.insert(article(id, 1, "new"))
            .on_conflict(Article.id)
            .do_update()
            .set(Article.title.to(excluded(Article.title)))
    };
    assert_eq!(upsert(1).run().await.unwrap(), 1);
    assert_eq!(upsert(2).run().await.unwrap(), 0);
    let more = upsert(3).without_scope(Article::open());
    assert_eq!(more.run().await.unwrap(), 1);
    assert_eq!(
        titles_and_edits(&acme).await,
        [row("new", 1), row("draft", 0), row("new", 1), row("old", 0)]
    );
    assert_eq!(titles_and_edits(&beta).await[0], row("news", 0));
}

async fn in_upserts_on_mysql<B: TestBackend + HasOnDuplicateKey>(db: Db<B>) {
    let (acme, beta) = press(&db).await;
    let upsert = |id| {
        acme.insert(article(id, 1, "new"))
            .on_duplicate_key_update()
            .set(Article.title.to(excluded(Article.title)))
    };
    upsert(1).run().await.unwrap();
    upsert(2).run().await.unwrap();
    upsert(3)
        .without_scope(Article::open())
        .run()
        .await
        .unwrap();
    // A column of the scope is set last, since the server sets one after the other.
    upsert(4)
        .set(Article.published.to(false))
        .run()
        .await
        .unwrap();
    assert_eq!(
        titles_and_edits(&acme).await,
        [row("new", 1), row("draft", 0), row("new", 1), row("new", 1)]
    );
    assert_eq!(titles_and_edits(&beta).await[0], row("news", 0));
    let two = upsert(4).set((Article.published.to(true), Article.level.to(1)));
    let error = two.run().await.unwrap_err();
    assert!(matches!(error, Error::Build(e) if matches!(*e, BuildError::GuardAssigned { .. })));
}

async fn on_update_in_every_update<B: TestBackend>(db: Db<B>) {
    let (acme, _) = press(&db).await;
    let long_ago = day(2020, 1, 1).and_hms_opt(0, 0, 0).unwrap().and_utc();
    let reset = async || {
        acme.update(Article)
            .set((Article.edits.to(0), Article.edited_at.to(long_ago)))
            .with_deleted()
            .all_rows()
            .run()
            .await
            .unwrap();
    };
    let edited = async || {
        let rows = acme
            .select((Article.edits, Article.edited_at.gt(long_ago)))
            .from(Article)
            .with_deleted()
            .order_by(Article.id);
        rows.all().await.unwrap()
    };
    reset().await;
    assert_eq!(edited().await, [(0, false), (0, false)]);
    let title = || Article.title.to("x");
    let update = acme.update(Article).set(title()).by_key(1);
    update.run().await.unwrap();
    assert_eq!(edited().await, [(1, true), (0, false)]);
    reset().await;
    let each = acme.update_each(Article, [(1, title()), (4, title())]);
    each.run().await.unwrap();
    assert_eq!(edited().await, [(1, true), (1, true)]);
    reset().await;
    let joined = acme
        .update(Article)
        .inner_join(Author, Author.id.eq(Article.author_id))
        .set(title())
        .all_rows();
    joined.run().await.unwrap();
    assert_eq!(edited().await, [(1, true), (0, false)]);
    reset().await;
    acme.delete(Article).by_key(4).run().await.unwrap();
    assert_eq!(edited().await, [(0, false), (1, true)]);
}
