//! Axum extractors: from a request to a handle that is limited to one organisation.

use axum::extract::FromRequestParts;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use orm::prelude::*;

use crate::app::{App, Database, Holds};
use crate::error::Failure;
use crate::schema::{OrgId, Role};
use crate::token::Token;

/// Names the organisation to act in, for roles that reach beyond their own.
pub const ACT_IN: &str = "x-act-in";

/// Keyspace `K`, limited to the caller's organisation.
pub type TenantDb<B, K> = Db<B, Scoped<OrgId>, K>;

/// The verified token.
pub struct Caller(pub Token);

/// A handle for a route that reads.
pub struct Reads<B: Database, K>(pub TenantDb<B, K>);

/// A handle for a route that writes. An auditor gets none.
pub struct Writes<B: Database, K>(pub TenantDb<B, K>);

impl<B: Database> FromRequestParts<App<B>> for Caller {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App<B>) -> Result<Self, Failure> {
        let header = parts
            .headers
            .get(AUTHORIZATION)
            .ok_or(Failure::Token("there is none"))?;
        let token = header
            .to_str()
            .ok()
            .and_then(|header| header.strip_prefix("Bearer "))
            .ok_or(Failure::Token("it is no bearer token"))?;
        app.verifier.verify(token).map(Self)
    }
}

impl<B, K> FromRequestParts<App<B>> for Reads<B, K>
where
    B: Database,
    K: 'static,
    App<B>: Holds<B, K>,
{
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App<B>) -> Result<Self, Failure> {
        let Caller(token) = Caller::from_request_parts(parts, app).await?;
        scoped(app, &token, parts).map(Self)
    }
}

impl<B, K> FromRequestParts<App<B>> for Writes<B, K>
where
    B: Database,
    K: 'static,
    App<B>: Holds<B, K>,
{
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App<B>) -> Result<Self, Failure> {
        let Caller(token) = Caller::from_request_parts(parts, app).await?;
        if token.role == Role::Auditor {
            return Err(Failure::ReadOnly);
        }
        scoped(app, &token, parts).map(Self)
    }
}

/// The token's organisation, or the one that the request names if the role may act there.
fn scoped<B, K>(app: &App<B>, token: &Token, parts: &Parts) -> Result<TenantDb<B, K>, Failure>
where
    B: Database,
    App<B>: Holds<B, K>,
{
    let db = app.handle();
    let Some(header) = parts.headers.get(ACT_IN) else {
        return Ok(db.tenant(token)?);
    };
    let other = header
        .to_str()
        .ok()
        .and_then(|id| id.parse().ok())
        .map(OrgId)
        .ok_or_else(|| Failure::Invalid(format!("{ACT_IN} is not the id of an organisation")))?;
    Ok(db.tenant_as(token, other)?)
}
