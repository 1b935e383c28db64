//! Every kind of call stands in an axum handler, with the handle in the application's state.

mod tables;

use axum::Router;
use axum::extract::{FromRequestParts, Path, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::routing::get;
use futures::TryStreamExt;
use orm::prelude::*;
use tables::*;

#[derive(Clone)]
struct App {
    db: Db<Sqlite>,
}

struct Failed(StatusCode);

impl From<orm::Error> for Failed {
    fn from(error: orm::Error) -> Self {
        Self(match error {
            orm::Error::NotFound { .. } => StatusCode::NOT_FOUND,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        })
    }
}

impl axum::response::IntoResponse for Failed {
    fn into_response(self) -> axum::response::Response {
        self.0.into_response()
    }
}

/// The handle of a request: limited to the tenant of its token.
struct Scope(TenantDb);

impl FromRequestParts<App> for Scope {
    type Rejection = Failed;

    async fn from_request_parts(_: &mut Parts, app: &App) -> Result<Self, Failed> {
        Ok(Self(app.db.tenant(&Token { org: ACME })?))
    }
}

async fn list(Scope(db): Scope) -> Result<String, Failed> {
    let numbers = db
        .select(Policy.number)
        .from(Policy)
        .order_by(Policy.number)
        .all()
        .await?;
    Ok(numbers.join(","))
}

async fn one(Scope(db): Scope, Path(number): Path<String>) -> Result<String, Failed> {
    let policy = db
        .from(Policy)
        .filter(Policy.number.eq(&number))
        .one()
        .await?;
    Ok(policy.country)
}

async fn add(Scope(db): Scope, Path(number): Path<String>) -> Result<String, Failed> {
    let id = db
        .insert(tables::policy(&number))
        .returning(Policy.id)
        .one()
        .await?;
    Ok(id.to_string())
}

async fn note(Scope(db): Scope, Path(number): Path<String>, text: String) -> Result<(), Failed> {
    db.update(Policy)
        .set(Policy.note.to(text))
        .filter(Policy.number.eq(number))
        .run()
        .await?;
    Ok(())
}

async fn remove(Scope(db): Scope, Path(number): Path<String>) -> Result<(), Failed> {
    db.delete(Policy)
        .filter(Policy.number.eq(number))
        .run()
        .await?;
    Ok(())
}

async fn replace(Scope(db): Scope, Path(number): Path<String>) -> Result<String, Failed> {
    let count = db
        .transaction(async |tx| {
            tx.delete(Policy)
                .filter(Policy.number.eq(&number))
                .run()
                .await?;
            tx.insert(tables::policy(&number)).run().await?;
            tx.from(Policy).count().await
        })
        .await?;
    Ok(count.to_string())
}

async fn streamed(Scope(db): Scope) -> Result<String, Failed> {
    let rows: Vec<Policy> = db.from(Policy).stream().try_collect().await?;
    Ok(rows.len().to_string())
}

async fn countries(State(app): State<App>) -> Result<String, Failed> {
    Ok(app.db.from(Country).count().await?.to_string())
}

fn routes() -> Router<App> {
    Router::new()
        .route("/policies", get(list))
        .route("/policies/streamed", get(streamed))
        .route(
            "/policies/{number}",
            get(one).post(add).put(replace).patch(note).delete(remove),
        )
        .route("/countries", get(countries))
}

#[tokio::main]
async fn main() -> Result<(), orm::Error> {
    let (db, acme) = tables::insurer().await?;
    let app = App { db };
    let _: Router = routes().with_state(app.clone());
    let scope = || Scope(acme.clone());
    let number = || Path("P-3".to_owned());
    assert!(add(scope(), number()).await.is_ok());
    assert!(note(scope(), number(), "late".to_owned()).await.is_ok());
    assert_eq!(replace(scope(), number()).await.ok().as_deref(), Some("3"));
    assert_eq!(one(scope(), number()).await.ok().as_deref(), Some("CH"));
    assert!(remove(scope(), number()).await.is_ok());
    assert!(matches!(
        one(scope(), number()).await,
        Err(Failed(StatusCode::NOT_FOUND))
    ));
    assert_eq!(list(scope()).await.ok().as_deref(), Some("P-1,P-2"));
    assert_eq!(streamed(scope()).await.ok().as_deref(), Some("2"));
    assert_eq!(countries(State(app)).await.ok().as_deref(), Some("1"));
    Ok(())
}
