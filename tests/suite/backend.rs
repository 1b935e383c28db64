use std::future::Future;

use orm::driver::{HasFullJoin, HasReturning, HasTransactions};
use orm::prelude::*;

use crate::schema::Insurance;

/// A backend that the suite runs on.
pub trait TestBackend: HasTransactions + HasReturning + HasFullJoin {
    /// A handle on an empty database with the suite's tables.
    fn fresh() -> impl Future<Output = Db<Self>> + Send;
}

impl TestBackend for Sqlite {
    async fn fresh() -> Db<Self> {
        let db = Db::<Self>::memory().await.expect("SQLite opens in memory");
        db.create_tables::<Insurance>()
            .await
            .expect("the suite's tables are created");
        db
    }
}

/// Makes a test per backend of each body `async fn name<B: TestBackend>(db: Db<B>)`.
macro_rules! on_every_backend {
    ($($name:ident),+ $(,)?) => {
        mod sqlite {
            $(
                #[tokio::test]
                async fn $name() {
                    super::$name(<orm::Sqlite as $crate::backend::TestBackend>::fresh().await).await;
                }
            )+
        }
    };
}
pub(crate) use on_every_backend;
