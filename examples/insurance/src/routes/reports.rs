use std::collections::HashMap;

use axum::Json as Body;
use axum::extract::State;
use orm::prelude::*;
use serde::Serialize;

use crate::app::{App, Database};
use crate::error::Failure;
use crate::schema::{OrgId, Organisation, Policy, PolicyStatus};
use crate::scope::Caller;

#[derive(Serialize)]
pub struct PremiumOf {
    organisation: String,
    policies: i64,
    premium: Decimal,
}

/// The premium in force of every organisation: for roles that reach beyond their own, and audited.
pub async fn premium<B: Database>(
    State(app): State<App<B>>,
    Caller(token): Caller,
) -> Result<Body<Vec<PremiumOf>>, Failure> {
    let reason = "report of premium in force";
    let policies = app.policies.cross_tenant(&token, reason)?;
    let global = app.global.cross_tenant(&token, reason)?;
    let totals: Vec<(OrgId, i64, Option<Decimal>)> = policies
        .select((Policy.org_id, count_all(), sum(Policy.premium)))
        .from(Policy)
        .filter(Policy.status.eq(PolicyStatus::Bound))
        .group_by(Policy.org_id)
        .all()
        .await?;
    let mut totals: HashMap<OrgId, (i64, Decimal)> = totals
        .into_iter()
        .map(|(org, count, premium)| (org, (count, premium.unwrap_or_default())))
        .collect();
    let organisations = global
        .select((Organisation.id, Organisation.name))
        .from(Organisation)
        .order_by(Organisation.name)
        .all()
        .await?;
    let report = organisations.into_iter().map(|(id, organisation)| {
        let (policies, premium) = totals.remove(&id).unwrap_or_default();
        PremiumOf {
            organisation,
            policies,
            premium,
        }
    });
    Ok(Body(report.collect()))
}
