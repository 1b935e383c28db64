use orm::prelude::*;
use orm::query::stored_as;
use orm::sql_query;

use crate::backend::TestBackend;
use crate::schema::*;
use crate::sql_text::{Shown, acme, lines, on_every_dialect};

on_every_dialect!(by_hand);

#[derive(Projection, Clone, Debug, PartialEq)]
pub struct Loss {
    pub number: String,
    pub claims: i64,
}

async fn by_hand<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = acme(&db).await;
    macro_rules! show {
        ($($text:tt)+) => {{
            let query: Query<B, _, _, Loss> =
                sql_query!(_, Loss, tables(Policy, Claim, Country), $($text)+);
            query.on(&db).all().await.expect("it can be executed");
            shown.add(lines(query.to_sql().expect("it can be written")));
        }};
    }
    show!(
        "SELECT p.number, COUNT(*) AS claims FROM policies p JOIN claims c ON c.policy_id = p.id \
         WHERE p.status = {} AND (c.open = TRUE OR c.title LIKE {}) GROUP BY p.number HAVING COUNT(*) > 1 \
         ORDER BY claims DESC LIMIT 3 OFFSET 1",
        stored_as(Policy.status, PolicyStatus::Bound),
        "h%".to_owned(),
    );
    show!(
        "WITH open AS (SELECT policy_id, title FROM claims WHERE open = TRUE) \
         SELECT o.title || '!' AS number, ROW_NUMBER() OVER (ORDER BY LENGTH(o.title)) AS claims FROM open AS o \
         UNION (SELECT k.name, CAST(1 AS bigint) AS n FROM countries k EXCEPT SELECT 'x' AS x, 1 AS n FROM countries) OFFSET 1"
    );
}
