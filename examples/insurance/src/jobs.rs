//! What runs at night, for one organisation after the other.

use std::collections::HashSet;

use chrono::Datelike;
use orm::prelude::*;

use crate::app::{App, Database};
use crate::premium;
use crate::schema::{
    Billing, EarnedPremium, Invoice, InvoiceStatus, LocalizedText, NewEarnedPremium, NewReminder,
    Organisation, Policies, Policy, PolicyCoverage, PolicyStatus, Reminder,
};
use crate::scope::TenantDb;

/// Who the jobs are in `created_by`.
pub const SYSTEM_USER: Uuid = Uuid::from_u128(0x5e5);

/// What a night did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Night {
    /// Organisations that were worked for.
    pub organisations: u64,
    /// Rows of earned premium.
    pub earned: u64,
    /// Reminders.
    pub reminders: u64,
}

/// Earned premium of the month that ended, and reminders of invoices that are overdue. A second run
/// on the same day writes nothing.
///
/// # Errors
/// The first organisation's that failed; those before it are done.
pub async fn nightly<B: Database>(app: &App<B>, today: NaiveDate) -> Result<Night, orm::Error> {
    let actor = SystemActor::new("nightly")
        .stamping(&SYSTEM_USER)
        .map_err(orm::driver::BuildError::Encode)?;
    let reason = "earned premium and reminders";
    let global = app.global.cross_tenant(&actor, reason)?;
    let policies = app.policies.cross_tenant(&actor, reason)?;
    let billing = app.billing.cross_tenant(&actor, reason)?;
    let mut night = Night::default();
    global
        .each_tenant(Organisation.id, async |own| {
            let org = own.select(Organisation.id).from(Organisation).one().await?;
            night.earned += earn(&policies.acting_in(org)?, last_month(today)).await?;
            night.reminders += remind(&billing.acting_in(org)?, today).await?;
            night.organisations += 1;
            Ok(())
        })
        .await?;
    Ok(night)
}

fn last_month(today: NaiveDate) -> NaiveDate {
    today
        .with_day(1)
        .and_then(|first| first.checked_sub_months(chrono::Months::new(1)))
        .unwrap_or(today)
}

async fn earn<B: Database>(
    db: &TenantDb<B, Policies>,
    month: NaiveDate,
) -> Result<u64, orm::Error> {
    db.transaction(async |tx| {
        let coverages = tx
            .select((PolicyCoverage, Policy.effective_on, Policy.expires_on))
            .from(PolicyCoverage)
            .inner_join(Policy, Policy.id.eq(PolicyCoverage.policy_id))
            .filter(Policy.status.eq(PolicyStatus::Bound))
            .filter(Policy.effective_on.lt(premium::next_month(month)))
            .filter(Policy.expires_on.gt(month))
            .all()
            .await?;
        let done: Vec<(Uuid, String)> = tx
            .select((EarnedPremium.policy_id, EarnedPremium.code))
            .from(EarnedPremium)
            .filter(EarnedPremium.month.eq(month))
            .all()
            .await?;
        let done: HashSet<_> = done.into_iter().collect();
        let new: Vec<_> = coverages
            .into_iter()
            .filter(|(one, ..)| !done.contains(&(one.policy_id, one.code.clone())))
            .map(|(one, from, until)| NewEarnedPremium {
                policy_id: one.policy_id,
                amount: premium::earned(one.premium, from, until, month),
                code: one.code,
                month,
            })
            .collect();
        tx.insert_many(new).run().await
    })
    .await
}

async fn remind<B: Database>(
    db: &TenantDb<B, Billing>,
    today: NaiveDate,
) -> Result<u64, orm::Error> {
    db.transaction(async |tx| {
        let overdue = tx
            .from(Invoice)
            .filter(Invoice.status.eq(InvoiceStatus::Open))
            .filter(Invoice.due_on.lt(today))
            .filter(not_exists(
                orm::select(Reminder.invoice_id)
                    .from(Reminder)
                    .correlate(Invoice)
                    .filter(Reminder.invoice_id.eq(Invoice.id))
                    .filter(Reminder.sent_on.eq(today)),
            ))
            .all()
            .await?;
        let letters = overdue.iter().map(|invoice| NewReminder {
            invoice_id: invoice.id,
            sent_on: today,
            text: LocalizedText::of(
                &format!("Rechnung {} ist fällig", invoice.number),
                &format!("Invoice {} is due", invoice.number),
            ),
        });
        tx.insert_many(letters).run().await
    })
    .await
}
