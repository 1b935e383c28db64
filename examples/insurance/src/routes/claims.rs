use axum::Json as Body;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use orm::prelude::*;
use serde::{Deserialize, Serialize};

use crate::app::Database;
use crate::error::Failure;
use crate::schema::{
    CauseOfLoss, Claim, ClaimPayment, ClaimStatus, Claims, LocalizedText, NewClaim,
    NewClaimPayment, NewReserve, Policies, Policy, PolicyStatus, Reserve, ReserveKind,
};
use crate::scope::{Reads, TenantDb, Writes};

#[derive(Deserialize)]
pub struct Wanted {
    status: Option<ClaimStatus>,
}

#[derive(Serialize)]
pub struct ClaimRow {
    claim: Claim,
    cause: CauseOfLoss,
}

pub async fn list<B: Database>(
    Reads(db): Reads<B, Claims>,
    Query(wanted): Query<Wanted>,
) -> Result<Body<Vec<ClaimRow>>, Failure> {
    let rows = db
        .select((Claim, CauseOfLoss))
        .from(Claim)
        .inner_join(CauseOfLoss, CauseOfLoss.code.eq(Claim.cause))
        .filter_if(wanted.status.map(|status| Claim.status.eq(status)))
        .order_by(Claim.number)
        .limit(100)
        .all()
        .await?;
    let rows = rows
        .into_iter()
        .map(|(claim, cause)| ClaimRow { claim, cause });
    Ok(Body(rows.collect()))
}

#[derive(Serialize)]
pub struct ClaimFile {
    claim: Claim,
    reserves: Vec<Reserve>,
    payments: Vec<ClaimPayment>,
    outstanding: Decimal,
}

pub async fn one<B: Database>(
    Reads(db): Reads<B, Claims>,
    Path(id): Path<Uuid>,
) -> Result<Body<ClaimFile>, Failure> {
    let claim = db.from(Claim).by_key(id).one().await?;
    Ok(Body(ClaimFile {
        claim,
        outstanding: outstanding(&db, id, ReserveKind::Indemnity).await?,
        reserves: db
            .from(Reserve)
            .filter(Reserve.claim_id.eq(id))
            .order_by((Reserve.created_at, Reserve.id))
            .all()
            .await?,
        payments: db
            .from(ClaimPayment)
            .filter(ClaimPayment.claim_id.eq(id))
            .order_by((ClaimPayment.created_at, ClaimPayment.id))
            .all()
            .await?,
    }))
}

/// What is set aside for a claim and not paid yet.
async fn outstanding<B: Database>(
    db: &TenantDb<B, Claims>,
    claim: Uuid,
    kind: ReserveKind,
) -> Result<Decimal, orm::Error> {
    let reserved = db
        .select(Reserve.amount)
        .from(Reserve)
        .filter(Reserve.claim_id.eq(claim))
        .filter(Reserve.kind.eq(kind))
        .order_by((Reserve.created_at.desc(), Reserve.id.desc()))
        .optional()
        .await?;
    let paid = db
        .select(sum(ClaimPayment.amount))
        .from(ClaimPayment)
        .filter(ClaimPayment.claim_id.eq(claim))
        .filter(ClaimPayment.kind.eq(kind))
        .one()
        .await?;
    Ok(reserved.unwrap_or_default() - paid.unwrap_or_default())
}

#[derive(Deserialize)]
pub struct Notice {
    number: String,
    policy_id: Uuid,
    cause: String,
    occurred_on: NaiveDate,
    description: LocalizedText,
}

/// Opens a claim on a policy that was in force. The policy is in another database, so that it is
/// asked for first: of another organisation there is none.
pub async fn create<B: Database>(
    Reads(policies): Reads<B, Policies>,
    Writes(claims): Writes<B, Claims>,
    Body(notice): Body<Notice>,
) -> Result<(StatusCode, Body<Claim>), Failure> {
    let policy = policies.from(Policy).by_key(notice.policy_id).one().await?;
    let covered = policy.status != PolicyStatus::Draft
        && (policy.effective_on..policy.expires_on).contains(&notice.occurred_on);
    if !covered {
        return Err(Failure::Conflict(
            "the policy was not in force on that day".to_owned(),
        ));
    }
    let id = claims
        .insert(NewClaim {
            number: notice.number,
            policy_id: policy.id,
            cause: notice.cause,
            occurred_on: notice.occurred_on,
            description: notice.description.into(),
            currency: policy.currency,
        })
        .returning_id()
        .one()
        .await?;
    let claim = claims.from(Claim).by_key(id).one().await?;
    Ok((StatusCode::CREATED, Body(claim)))
}

#[derive(Deserialize)]
pub struct Amount {
    amount: Decimal,
    kind: Option<ReserveKind>,
}

#[derive(Serialize)]
pub struct Outstanding {
    outstanding: Decimal,
}

/// Sets money aside.
pub async fn reserve<B: Database>(
    Writes(db): Writes<B, Claims>,
    Path(id): Path<Uuid>,
    Body(Amount { amount, kind }): Body<Amount>,
) -> Result<Body<Outstanding>, Failure> {
    let kind = kind.unwrap_or(ReserveKind::Indemnity);
    let outstanding = db
        .transaction(async |tx| {
            tx.from(Claim).by_key(id).one().await?;
            let new = NewReserve {
                claim_id: id,
                amount,
            };
            tx.insert(new.kind(kind)).run().await?;
            outstanding(&tx, id, kind).await
        })
        .await?;
    Ok(Body(Outstanding { outstanding }))
}

/// Pays out of what was set aside, and not more.
pub async fn pay<B: Database>(
    Writes(db): Writes<B, Claims>,
    Path(id): Path<Uuid>,
    Body(Amount { amount, kind }): Body<Amount>,
) -> Result<Body<Outstanding>, Failure> {
    let kind = kind.unwrap_or(ReserveKind::Indemnity);
    let outstanding = db
        .try_transaction(async |tx| -> Result<_, Failure> {
            let claim = tx.from(Claim).by_key(id).one().await?;
            if amount > outstanding(&tx, id, kind).await? {
                return Err(Failure::Conflict("more than was set aside".to_owned()));
            }
            let new = NewClaimPayment {
                claim_id: id,
                amount,
                paid_on: Utc::now().date_naive(),
            };
            tx.insert(new.kind(kind)).run().await?;
            // Two payments at once would both see the same reserve: the second one comes too late.
            tx.update(Claim)
                .set(Claim.status.to(claim.status))
                .by_key(id)
                .at_version(claim.version.unsigned_abs().into())
                .run()
                .await?;
            Ok(outstanding(&tx, id, kind).await?)
        })
        .await?;
    Ok(Body(Outstanding { outstanding }))
}
