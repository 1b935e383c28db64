//! A query is built in one function, stored in a struct, and executed for any tenant.

mod tables;

use orm::prelude::*;
use tables::*;

type Numbers = Query<Sqlite, Scoped<OrgId>, Policies, (String, Option<i64>)>;

fn numbers(at_least: i64) -> Numbers {
    orm::select((Policy.number, Claim.amount))
        .from(Policy)
        .left_join(
            Claim,
            Claim.policy_id.eq(Policy.id).and(Claim.amount.ge(at_least)),
        )
        .order_by(Policy.number)
        .query()
}

struct Report {
    numbers: Numbers,
}

impl Report {
    async fn run(&self, db: &TenantDb) -> Result<Vec<(String, Option<i64>)>, orm::Error> {
        self.numbers.on(db).all().await
    }
}

#[tokio::main]
async fn main() -> Result<(), orm::Error> {
    let (db, acme) = tables::insurer().await?;
    let report = Report {
        numbers: numbers(3),
    };
    let rows = report.run(&acme).await?;
    assert_eq!(
        rows,
        [("P-1".to_owned(), Some(5)), ("P-2".to_owned(), None)]
    );
    let other = db.tenant(&Token {
        org: OrgId(Uuid::from_u128(2)),
    })?;
    assert_eq!(report.run(&other).await?, []);
    Ok(())
}
