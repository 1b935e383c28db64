use orm::prelude::*;
use orm::select;

use crate::backend::TestBackend;
use crate::behaviour::scopes::*;
use crate::fixture::*;
use crate::sql_text::{Shown, on_every_dialect, read, write};

on_every_dialect!(reads, writes);

orm::alias!(Second: Article);

async fn press<B: TestBackend>(db: &Db<B>) -> Tenant<B> {
    db.create_tables::<Press>().await.unwrap();
    tenant(db, ACME)
}

async fn reads<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = press(&db).await;
    let titles = || db.select(Article.title).from(Article);
    shown.add(read!(titles().filter(Article.id.eq(1))));
    shown.add(read!(titles().without_scope(Article::published())));
    shown.add(read!(
        titles()
            .without_scope(Article::published())
            .without_scope(Article::open())
            .with_deleted()
    ));
    shown.add(read!(
        db.select((Author.name, Second.title))
            .from(Author)
            .left_join(Second, Second.author_id.eq(Author.id))
    ));
    shown.add(read!(
        db.select(Author.name)
            .from(Second)
            .right_join(Author, Second.author_id.eq(Author.id))
    ));
    let ids = select(Article.author_id).from(Article);
    shown.add(read!(
        db.select(Author.name)
            .from(Author)
            .without_scope(Author::active())
            .filter(Author.id.in_query(ids))
    ));
}

async fn writes<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = press(&db).await;
    let update = || db.update(Article).set(Article.title.to("x"));
    shown.add(write!(update().by_key(1)));
    shown.add(write!(update().without_scope(Article::open()).by_key(1)));
    shown.add(write!(
        db.update(Comment)
            .inner_join(Article, Article.id.eq(Comment.article_id))
            .set(Comment.text.to(Article.title))
            .all_rows()
    ));
    shown.add(write!(db.delete(Article).by_key(1)));
    shown.add(write!(db.delete(Author).by_key(1)));
    shown.add(write!(db.update_each(
        Article,
        [(1, Article.title.to("x")), (2, Article.title.to("y"))]
    )));
}
