// A table with a default scope, and a handle on one tenant's rows of it.

use orm::prelude::*;

#[derive(TenantKey, Clone, Copy, Debug, PartialEq, Eq)]
pub struct OrgId(pub Uuid);

#[derive(Keyspace)]
#[keyspace(name = "press", tables(Article))]
pub struct Press;

#[derive(Table, Clone, Debug, PartialEq)]
#[table(name = "articles", keyspace = Press, scope(published = Article.published.eq(true)))]
pub struct Article {
    #[column(primary_key, default = uuid_v7)]
    pub id: Uuid,
    #[column(tenant)]
    pub org_id: OrgId,
    pub title: String,
    pub published: bool,
}

pub struct Claims;

impl TenantClaims for Claims {
    type Key = OrgId;
    type Actor = Uuid;
    fn tenant(&self) -> Option<OrgId> {
        Some(OrgId(Uuid::from_u128(1)))
    }
    fn actor(&self) -> Option<Uuid> {
        None
    }
}

pub type Tenant = Db<Sqlite, Scoped<OrgId>>;

pub fn run(work: impl AsyncFnOnce(&Tenant) -> Result<(), orm::Error>) -> Result<(), orm::Error> {
    futures::executor::block_on(async {
        let db = Db::<Sqlite>::memory().await?;
        db.create_tables::<Press>().await?;
        let db = db.tenant(&Claims)?;
        for (title, published) in [("News", true), ("Draft", false)] {
            let title = title.to_owned();
            db.insert(NewArticle { title, published }).run().await?;
        }
        work(&db).await
    })
}
