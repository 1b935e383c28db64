//! An expression that an application wrote itself smuggles no rows of other tenants into a query:
//! it compiles, and no handle but a cross-tenant one executes it.

mod tables;

use orm::expr::{Constant, Env, Expr, ExprIn};
use orm::prelude::*;
use orm::sql::Pieces;
use orm::types::{Hint, Nullable};
use tables::*;

/// How many policies there are, of all tenants.
struct Everybody;

impl Expr for Everybody {
    type Base = i64;

    fn write(&self, out: &mut Pieces, like: Hint) {
        scalar(orm::select::<Sqlite, CrossTenant, _>(count_all()).from(Policy)).write(out, like);
    }
}

impl<B, A, K, F, G> ExprIn<Env<B, A, K, F, G>, ()> for Everybody {
    type Null = Nullable;
    type Kind = Constant;
}

#[tokio::main]
async fn main() -> Result<(), orm::Error> {
    let (db, acme) = tables::insurer().await?;
    let refused = |result: Result<Vec<i64>, orm::Error>| {
        let build = orm::BuildError::CrossTenantPart { table: "policies" };
        assert!(matches!(result, Err(orm::Error::Build(error)) if *error == build));
    };
    refused(db.select(coalesce(Everybody, 0)).from(Country).all().await);
    refused(
        acme.select(coalesce(Everybody, 0))
            .from(Country)
            .all()
            .await,
    );
    let all = db.cross_tenant(&SystemActor::new("nightly"), "a count")?;
    refused(
        all.acting_in(ACME)?
            .select(coalesce(Everybody, 0))
            .from(Country)
            .all()
            .await,
    );
    assert_eq!(
        all.select(coalesce(Everybody, 0))
            .from(Country)
            .all()
            .await?,
        [2]
    );
    Ok(())
}
