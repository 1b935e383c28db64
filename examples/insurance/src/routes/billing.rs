use axum::Json as Body;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use orm::prelude::*;
use serde::{Deserialize, Serialize};

use crate::app::Database;
use crate::error::Failure;
use crate::schema::{
    Account, Allocation, Billing, Invoice, InvoiceStatus, LocalizedText, NewAccount, NewAllocation,
    NewInvoice, NewInvoiceLine, NewPayment, Payment, Policies, Policy,
};
use crate::scope::{Reads, TenantDb, Writes};

#[derive(Deserialize)]
pub struct Wanted {
    status: Option<InvoiceStatus>,
    due_before: Option<NaiveDate>,
}

#[derive(Projection, Serialize)]
pub struct InvoiceRow {
    id: Uuid,
    number: String,
    holder: String,
    status: InvoiceStatus,
    due_on: NaiveDate,
    #[column(numeric(12, 2))]
    total: Decimal,
    #[column(numeric(12, 2))]
    paid: Option<Decimal>,
}

pub async fn list<B: Database>(
    Reads(db): Reads<B, Billing>,
    Query(wanted): Query<Wanted>,
) -> Result<Body<Vec<InvoiceRow>>, Failure> {
    let rows = db
        .select(InvoiceRowOf {
            id: Invoice.id,
            number: Invoice.number,
            holder: Account.holder,
            status: Invoice.status,
            due_on: Invoice.due_on,
            total: Invoice.total,
            paid: scalar(
                orm::select(sum(Allocation.amount))
                    .from(Allocation)
                    .correlate(Invoice)
                    .filter(Allocation.invoice_id.eq(Invoice.id)),
            ),
        })
        .from(Invoice)
        .inner_join(Account, Account.id.eq(Invoice.account_id))
        .filter_if(wanted.status.map(|status| Invoice.status.eq(status)))
        .filter_if(wanted.due_before.map(|day| Invoice.due_on.lt(day)))
        .order_by((Invoice.due_on, Invoice.number))
        .limit(100)
        .all()
        .await?;
    Ok(Body(rows))
}

#[derive(Deserialize)]
pub struct Bill {
    number: String,
    policy_id: Uuid,
    due_on: NaiveDate,
}

/// Bills a policy's premium.
pub async fn create<B: Database>(
    Reads(policies): Reads<B, Policies>,
    Writes(billing): Writes<B, Billing>,
    Body(bill): Body<Bill>,
) -> Result<(StatusCode, Body<Invoice>), Failure> {
    let policy = policies.from(Policy).by_key(bill.policy_id).one().await?;
    let invoice = billing
        .transaction(async |tx| {
            let account_id = account(&tx, &policy.number).await?;
            let invoice_id = tx
                .insert(NewInvoice {
                    number: bill.number,
                    account_id,
                    policy_id: policy.id,
                    due_on: bill.due_on,
                    total: policy.premium,
                    currency: policy.currency,
                })
                .returning_id()
                .one()
                .await?;
            tx.insert(NewInvoiceLine {
                invoice_id,
                position: 1,
                line: policy.line,
                text: LocalizedText::of("Prämie", "Premium"),
                amount: policy.premium,
            })
            .run()
            .await?;
            tx.from(Invoice).by_key(invoice_id).one().await
        })
        .await?;
    Ok((StatusCode::CREATED, Body(invoice)))
}

/// The account of a policy, opened with its first invoice.
async fn account<B: Database>(db: &TenantDb<B, Billing>, number: &str) -> Result<Uuid, orm::Error> {
    let known = db
        .select(Account.id)
        .from(Account)
        .filter(Account.number.eq(number))
        .optional()
        .await?;
    match known {
        Some(id) => Ok(id),
        None => {
            let new = NewAccount {
                number: number.to_owned(),
                holder: format!("Holder of {number}"),
            };
            db.insert(new).returning_id().one().await
        }
    }
}

#[derive(Deserialize)]
pub struct Received {
    reference: String,
    amount: Decimal,
    received_on: NaiveDate,
}

#[derive(Serialize)]
pub struct Booked {
    payment: Payment,
    invoice: Invoice,
}

/// Books a payment on an invoice. The bank's reference is unique, so that it is booked once.
pub async fn receive<B: Database>(
    Writes(db): Writes<B, Billing>,
    Path(id): Path<Uuid>,
    Body(received): Body<Received>,
) -> Result<Body<Booked>, Failure> {
    let booked = db
        .try_transaction(async |tx| -> Result<_, Failure> {
            let invoice = tx.from(Invoice).by_key(id).one().await?;
            let paid = tx
                .select(sum(Allocation.amount))
                .from(Allocation)
                .filter(Allocation.invoice_id.eq(id))
                .one()
                .await?
                .unwrap_or_default()
                + received.amount;
            if paid > invoice.total {
                return Err(Failure::Conflict("more than is owed".to_owned()));
            }
            let payment_id = tx
                .insert(NewPayment {
                    account_id: invoice.account_id,
                    reference: received.reference,
                    amount: received.amount,
                    received_on: received.received_on,
                })
                .returning_id()
                .one()
                .await?;
            tx.insert(NewAllocation {
                payment_id,
                invoice_id: id,
                amount: received.amount,
            })
            .run()
            .await?;
            let status = if paid == invoice.total {
                InvoiceStatus::Paid
            } else {
                InvoiceStatus::Open
            };
            tx.update(Invoice)
                .set(Invoice.status.to(status))
                .by_key(id)
                .at_version(invoice.version.unsigned_abs().into())
                .run()
                .await?;
            Ok(Booked {
                payment: tx.from(Payment).by_key(payment_id).one().await?,
                invoice: tx.from(Invoice).by_key(id).one().await?,
            })
        })
        .await?;
    Ok(Body(booked))
}
