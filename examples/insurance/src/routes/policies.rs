use axum::Json as Body;
use axum::extract::Path;
use axum::http::StatusCode;
use orm::prelude::*;
use serde::{Deserialize, Serialize};

use crate::app::Database;
use crate::error::Failure;
use crate::premium;
use crate::schema::{
    CancellationKind, LocalizedText, NewCancellation, NewInsured, NewPolicy, NewPolicyCoverage,
    NewPolicyVersion, Policies, Policy, PolicyChanges, PolicyStatus, PolicyVersion, VersionReason,
};
use crate::scope::{TenantDb, Writes};

#[derive(Deserialize)]
pub struct Draft {
    number: String,
    insured: String,
    country: String,
    line: String,
    title: LocalizedText,
    effective_on: NaiveDate,
    expires_on: NaiveDate,
    currency: String,
    coverages: Vec<Coverage>,
}

#[derive(Deserialize)]
pub struct Coverage {
    code: String,
    title: LocalizedText,
    limit: Decimal,
    premium: Decimal,
}

#[derive(Serialize)]
pub struct Created {
    id: Uuid,
}

/// A draft with its coverages: all of it or nothing.
pub async fn create<B: Database>(
    Writes(db): Writes<B, Policies>,
    Body(draft): Body<Draft>,
) -> Result<(StatusCode, Body<Created>), Failure> {
    let id = db
        .transaction(async |tx| {
            let insured_id = tx
                .insert(NewInsured {
                    name: draft.insured,
                    country: draft.country,
                })
                .returning_id()
                .one()
                .await?;
            let id = tx
                .insert(NewPolicy {
                    number: draft.number,
                    insured_id,
                    line: draft.line,
                    title: draft.title.into(),
                    effective_on: draft.effective_on,
                    expires_on: draft.expires_on,
                    premium: draft.coverages.iter().map(|one| one.premium).sum(),
                    currency: draft.currency,
                })
                .returning_id()
                .one()
                .await?;
            let coverages = draft.coverages.into_iter().map(|one| NewPolicyCoverage {
                policy_id: id,
                code: one.code,
                title: one.title.into(),
                limit: one.limit,
                premium: one.premium,
            });
            tx.insert_many(coverages).run().await?;
            Ok(id)
        })
        .await?;
    Ok((StatusCode::CREATED, Body(Created { id })))
}

#[derive(Deserialize)]
pub struct Change {
    /// The version that the caller read.
    version: u64,
    title: Option<LocalizedText>,
    expires_on: Option<NaiveDate>,
}

/// Changes what the caller saw, or nothing if somebody else was faster.
pub async fn change<B: Database>(
    Writes(db): Writes<B, Policies>,
    Path(id): Path<Uuid>,
    Body(change): Body<Change>,
) -> Result<Body<Policy>, Failure> {
    // Told apart from a change that came too late.
    db.from(Policy).by_key(id).one().await?;
    db.update(Policy)
        .set(PolicyChanges {
            title: change.title.map(Json),
            expires_on: change.expires_on,
            ..PolicyChanges::default()
        })
        .by_key(id)
        .at_version(change.version)
        .run()
        .await?;
    Ok(Body(db.from(Policy).by_key(id).one().await?))
}

/// Puts a draft in force.
pub async fn bind<B: Database>(
    Writes(db): Writes<B, Policies>,
    Path(id): Path<Uuid>,
) -> Result<Body<Policy>, Failure> {
    let policy = db
        .try_transaction(async |tx| -> Result<_, Failure> {
            let policy = tx.from(Policy).by_key(id).one().await?;
            if policy.status != PolicyStatus::Draft {
                return Err(Failure::Conflict("only a draft is bound".to_owned()));
            }
            step(&tx, &policy, PolicyStatus::Bound, VersionReason::Issued).await?;
            Ok(tx.from(Policy).by_key(id).one().await?)
        })
        .await?;
    Ok(Body(policy))
}

/// Moves a policy to another status, and writes down why.
pub async fn step<B: Database>(
    db: &TenantDb<B, Policies>,
    policy: &Policy,
    status: PolicyStatus,
    reason: VersionReason,
) -> Result<(), orm::Error> {
    db.update(Policy)
        .set(Policy.status.to(status))
        .by_key(policy.id)
        .at_version(policy.version.unsigned_abs().into())
        .run()
        .await?;
    let last = db
        .select(max(PolicyVersion.number))
        .from(PolicyVersion)
        .filter(PolicyVersion.policy_id.eq(policy.id))
        .one()
        .await?;
    db.insert(NewPolicyVersion {
        policy_id: policy.id,
        number: last.unwrap_or(0) + 1,
        reason,
        effective_on: policy.effective_on,
        premium: policy.premium,
    })
    .run()
    .await?;
    Ok(())
}

#[derive(Deserialize)]
pub struct Cancel {
    effective_on: NaiveDate,
    kind: Option<CancellationKind>,
    reason: String,
}

#[derive(Serialize)]
pub struct Cancelled {
    returned_premium: Decimal,
}

/// Ends a policy early and says what of the premium goes back.
pub async fn cancel<B: Database>(
    Writes(db): Writes<B, Policies>,
    Path(id): Path<Uuid>,
    Body(cancel): Body<Cancel>,
) -> Result<Body<Cancelled>, Failure> {
    let returned_premium = db
        .try_transaction(async |tx| -> Result<_, Failure> {
            let policy = tx.from(Policy).by_key(id).one().await?;
            if policy.status != PolicyStatus::Bound {
                return Err(Failure::Conflict(
                    "only a policy in force is cancelled".to_owned(),
                ));
            }
            let kind = cancel.kind.unwrap_or(CancellationKind::ProRata);
            let returned = premium::returned(&policy, kind, cancel.effective_on);
            let new = NewCancellation {
                policy_id: id,
                effective_on: cancel.effective_on,
                returned_premium: returned,
                reason: cancel.reason,
            };
            tx.insert(new.kind(kind)).run().await?;
            let reason = VersionReason::Cancelled;
            step(&tx, &policy, PolicyStatus::Cancelled, reason).await?;
            Ok(returned)
        })
        .await?;
    Ok(Body(Cancelled { returned_premium }))
}
