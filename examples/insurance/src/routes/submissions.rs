use axum::Json as Body;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use orm::prelude::*;
use serde::{Deserialize, Serialize};

use super::policies::step;
use crate::app::Database;
use crate::error::Failure;
use crate::schema::{
    Insured, LocalizedText, NewInsured, NewPolicy, NewPolicyCoverage, NewQuote, NewQuoteCoverage,
    NewSubmission, Policies, Policy, PolicyStatus, Quote, QuoteCoverage, QuoteStatus, Submission,
    SubmissionStatus, Submissions, VersionReason,
};
use crate::scope::{Reads, TenantDb, Writes};

#[derive(Deserialize)]
pub struct Wanted {
    status: Option<SubmissionStatus>,
}

pub async fn list<B: Database>(
    Reads(db): Reads<B, Submissions>,
    Query(wanted): Query<Wanted>,
) -> Result<Body<Vec<Submission>>, Failure> {
    let submissions = db
        .from(Submission)
        .filter_if(wanted.status.map(|status| Submission.status.eq(status)))
        .order_by(Submission.number)
        .limit(100)
        .all()
        .await?;
    Ok(Body(submissions))
}

#[derive(Deserialize)]
pub struct Request {
    number: String,
    applicant: String,
    country: String,
    line: String,
    wanted_from: NaiveDate,
}

pub async fn create<B: Database>(
    Writes(db): Writes<B, Submissions>,
    Body(request): Body<Request>,
) -> Result<(StatusCode, Body<Submission>), Failure> {
    let id = db
        .insert(NewSubmission {
            number: request.number,
            applicant: request.applicant,
            country: request.country,
            line: request.line,
            wanted_from: request.wanted_from,
        })
        .returning_id()
        .one()
        .await?;
    let submission = db.from(Submission).by_key(id).one().await?;
    Ok((StatusCode::CREATED, Body(submission)))
}

#[derive(Serialize)]
pub struct SubmissionFile {
    submission: Submission,
    quotes: Vec<Quote>,
}

pub async fn one<B: Database>(
    Reads(db): Reads<B, Submissions>,
    Path(id): Path<Uuid>,
) -> Result<Body<SubmissionFile>, Failure> {
    Ok(Body(SubmissionFile {
        submission: db.from(Submission).by_key(id).one().await?,
        quotes: db
            .from(Quote)
            .filter(Quote.submission_id.eq(id))
            .order_by(Quote.number)
            .all()
            .await?,
    }))
}

#[derive(Deserialize)]
pub struct Offer {
    currency: String,
    created_on: NaiveDate,
    valid_until: NaiveDate,
    coverages: Vec<OfferedCoverage>,
}

#[derive(Deserialize)]
pub struct OfferedCoverage {
    code: String,
    title: LocalizedText,
    limit: Decimal,
    premium: Decimal,
}

/// Answers a submission with a quote.
pub async fn quote<B: Database>(
    Writes(db): Writes<B, Submissions>,
    Path(id): Path<Uuid>,
    Body(offer): Body<Offer>,
) -> Result<(StatusCode, Body<Quote>), Failure> {
    let quote = db
        .try_transaction(async |tx| -> Result<_, Failure> {
            let submission = tx.from(Submission).by_key(id).one().await?;
            if matches!(
                submission.status,
                SubmissionStatus::Bound | SubmissionStatus::Declined
            ) {
                return Err(Failure::Conflict("this submission is closed".to_owned()));
            }
            let number = tx.from(Quote).filter(Quote.submission_id.eq(id)).count();
            let quote_id = tx
                .insert(NewQuote {
                    submission_id: id,
                    number: i32::try_from(number.await? + 1).unwrap_or(i32::MAX),
                    premium: offer.coverages.iter().map(|one| one.premium).sum(),
                    currency: offer.currency,
                    created_on: offer.created_on,
                    valid_until: offer.valid_until,
                })
                .returning_id()
                .one()
                .await?;
            let coverages = offer.coverages.into_iter().map(|one| NewQuoteCoverage {
                quote_id,
                code: one.code,
                title: one.title.into(),
                limit: one.limit,
                premium: one.premium,
            });
            tx.insert_many(coverages).run().await?;
            tx.update(Submission)
                .set(Submission.status.to(SubmissionStatus::Quoted))
                .by_key(id)
                .run()
                .await?;
            Ok(tx.from(Quote).by_key(quote_id).one().await?)
        })
        .await?;
    Ok((StatusCode::CREATED, Body(quote)))
}

/// Turns a quote into a policy.
///
/// Two databases are written, and no transaction spans them. So the policy comes first, under the
/// quote's id, of which there is one policy only: whoever repeats the request after a failure
/// between the two finds it, and goes on.
pub async fn bind<B: Database>(
    Writes(submissions): Writes<B, Submissions>,
    Writes(policies): Writes<B, Policies>,
    Path(id): Path<Uuid>,
) -> Result<Body<Policy>, Failure> {
    let (quote, submission) = submissions
        .select((Quote, Submission))
        .from(Quote)
        .inner_join(Submission, Submission.id.eq(Quote.submission_id))
        .filter(Quote.id.eq(id))
        .one()
        .await?;
    let bound = policies
        .from(Policy)
        .filter(Policy.quote_id.eq(id))
        .optional()
        .await?;
    let policy = match bound {
        Some(policy) => policy,
        None if quote.status != QuoteStatus::Open => {
            return Err(Failure::Conflict("this quote is closed".to_owned()));
        }
        None => {
            let coverages = submissions
                .from(QuoteCoverage)
                .filter(QuoteCoverage.quote_id.eq(id))
                .all()
                .await?;
            issue(&policies, &quote, &submission, coverages).await?
        }
    };
    submissions
        .transaction(async |tx| {
            tx.update(Quote)
                .set(Quote.status.to(QuoteStatus::Accepted))
                .by_key(id)
                .run()
                .await?;
            tx.update(Submission)
                .set(Submission.status.to(SubmissionStatus::Bound))
                .by_key(submission.id)
                .run()
                .await
        })
        .await?;
    Ok(Body(policy))
}

async fn issue<B: Database>(
    db: &TenantDb<B, Policies>,
    quote: &Quote,
    submission: &Submission,
    coverages: Vec<QuoteCoverage>,
) -> Result<Policy, orm::Error> {
    db.transaction(async |tx| {
        let known = tx
            .select(Insured.id)
            .from(Insured)
            .filter(Insured.name.eq(&submission.applicant))
            .optional()
            .await?;
        let insured_id = match known {
            Some(id) => id,
            None => {
                let new = NewInsured {
                    name: submission.applicant.clone(),
                    country: submission.country.clone(),
                };
                tx.insert(new).returning_id().one().await?
            }
        };
        let from = submission.wanted_from;
        let new = NewPolicy {
            number: format!("P-{}", submission.number),
            insured_id,
            line: submission.line.clone(),
            title: LocalizedText::of("Vertrag", "Contract"),
            effective_on: from,
            expires_on: from
                .checked_add_months(chrono::Months::new(12))
                .unwrap_or(NaiveDate::MAX),
            premium: quote.premium,
            currency: quote.currency.clone(),
        };
        let new = new.quote_id(quote.id).producer_id(submission.producer_id);
        let id = tx.insert(new).returning_id().one().await?;
        let coverages = coverages.into_iter().map(|one| {
            let new = NewPolicyCoverage {
                policy_id: id,
                code: one.code,
                title: one.title,
                limit: one.limit,
                premium: one.premium,
            };
            new.deductible(one.deductible)
        });
        tx.insert_many(coverages).run().await?;
        let policy = tx.from(Policy).by_key(id).one().await?;
        step(&tx, &policy, PolicyStatus::Bound, VersionReason::Issued).await?;
        tx.from(Policy).by_key(id).one().await
    })
    .await
}
