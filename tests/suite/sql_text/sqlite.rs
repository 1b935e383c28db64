mod expressions;
mod joins;
mod select;
mod subqueries;
mod writes;

use orm::prelude::*;

use crate::backend::TestBackend;
use crate::fixture::{Tenant, insurers};

/// Acme's handle on a filled database.
async fn acme() -> Tenant<Sqlite> {
    let db = Sqlite::fresh().await;
    insurers(&db).await.0
}
