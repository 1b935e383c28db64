use axum::Json as Body;
use axum::extract::State;

use crate::app::{App, Database};
use crate::error::Failure;
use crate::schema::{Country, Global, Organisation};
use crate::scope::Reads;

/// Reference data belongs to nobody: no token is asked for.
pub async fn countries<B: Database>(
    State(app): State<App<B>>,
) -> Result<Body<Vec<Country>>, Failure> {
    Ok(Body(
        app.global
            .from(Country)
            .order_by(Country.code)
            .all()
            .await?,
    ))
}

pub async fn organisation<B: Database>(
    Reads(db): Reads<B, Global>,
) -> Result<Body<Organisation>, Failure> {
    Ok(Body(db.from(Organisation).one().await?))
}
