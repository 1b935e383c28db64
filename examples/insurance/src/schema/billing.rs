use orm::prelude::*;
use serde::Serialize;

use super::global::{Currency, LineOfBusiness};
use super::types::*;

/// What is owed, what was paid, and who gets a share.
#[derive(Keyspace)]
#[keyspace(
    name = "oi_billing",
    backend = mysql,
    tables(
        Account, Plan, Instalment, Invoice, InvoiceLine, Payment, Allocation, Commission, Reminder
    ),
    references(Currency, LineOfBusiness)
)]
pub struct Billing;

#[derive(Table, Clone, Debug)]
#[table(name = "accounts", keyspace = Billing, unique(org_id, number))]
pub struct Account {
    #[column(primary_key, default = uuid_v7)]
    pub id: Uuid,
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(varchar = 32)]
    pub number: String,
    #[column(varchar = 200)]
    pub holder: String,
    #[column(varchar = 255)]
    pub email: Option<String>,
    #[column(created_at)]
    pub created_at: DateTime<Utc>,
    #[column(soft_delete)]
    pub deleted_at: Option<DateTime<Utc>>,
}

/// How a policy is paid.
#[derive(Table, Clone, Debug)]
#[table(name = "plans", keyspace = Billing, unique(org_id, policy_id))]
pub struct Plan {
    #[column(primary_key, default = uuid_v7)]
    pub id: Uuid,
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(references(Account::id, on_delete = restrict))]
    pub account_id: Uuid,
    /// In the database of policies.
    pub policy_id: Uuid,
    #[column(default = Rhythm::Yearly)]
    pub rhythm: Rhythm,
}

#[derive(Table, Clone, Debug)]
#[table(name = "instalments", keyspace = Billing, primary_key(plan_id, position))]
pub struct Instalment {
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(references(Plan::id, on_delete = cascade))]
    pub plan_id: Uuid,
    pub position: i32,
    #[column(references(Invoice::id, on_delete = restrict))]
    pub invoice_id: Option<Uuid>,
    pub due_on: NaiveDate,
    #[column(numeric(12, 2))]
    pub amount: Decimal,
}

#[derive(Table, Clone, Debug, Serialize)]
#[table(
    name = "invoices",
    keyspace = Billing,
    unique(org_id, number),
    index(org_id, policy_id),
    index(org_id, status, due_on)
)]
pub struct Invoice {
    #[column(primary_key, default = uuid_v7)]
    pub id: Uuid,
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(varchar = 64)]
    pub number: String,
    #[column(references(Account::id, on_delete = restrict))]
    pub account_id: Uuid,
    /// In the database of policies.
    pub policy_id: Uuid,
    #[column(default = InvoiceStatus::Open)]
    pub status: InvoiceStatus,
    pub due_on: NaiveDate,
    #[column(numeric(12, 2))]
    pub total: Decimal,
    #[column(varchar = 3, references(Currency::code))]
    pub currency: String,
    #[column(created_at)]
    pub created_at: DateTime<Utc>,
    #[column(updated_at)]
    pub updated_at: DateTime<Utc>,
    #[column(created_by)]
    pub created_by: Option<Uuid>,
    #[column(updated_by)]
    pub updated_by: Option<Uuid>,
    #[column(version)]
    pub version: i32,
}

#[derive(Table, Clone, Debug)]
#[table(name = "invoice_lines", keyspace = Billing, primary_key(invoice_id, position))]
pub struct InvoiceLine {
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(references(Invoice::id, on_delete = cascade))]
    pub invoice_id: Uuid,
    pub position: i32,
    #[column(varchar = 16, references(LineOfBusiness::code))]
    pub line: String,
    pub text: Json<LocalizedText>,
    #[column(numeric(12, 2))]
    pub amount: Decimal,
}

#[derive(Table, Clone, Debug, Serialize)]
#[table(
    name = "payments",
    keyspace = Billing,
    unique(org_id, reference),
    index(org_id, account_id, received_on desc)
)]
pub struct Payment {
    #[column(primary_key, default = uuid_v7)]
    pub id: Uuid,
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(references(Account::id, on_delete = restrict))]
    pub account_id: Uuid,
    /// The bank's: the same payment is booked once.
    #[column(varchar = 64)]
    pub reference: String,
    #[column(default = PaymentMethod::Transfer)]
    pub method: PaymentMethod,
    #[column(numeric(12, 2), check = "amount > 0")]
    pub amount: Decimal,
    pub received_on: NaiveDate,
    #[column(created_at)]
    pub created_at: DateTime<Utc>,
    #[column(created_by)]
    pub created_by: Option<Uuid>,
}

/// The part of a payment that an invoice got.
#[derive(Table, Clone, Debug)]
#[table(name = "allocations", keyspace = Billing, primary_key(payment_id, invoice_id))]
pub struct Allocation {
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(references(Payment::id, on_delete = cascade))]
    pub payment_id: Uuid,
    #[column(references(Invoice::id, on_delete = restrict))]
    pub invoice_id: Uuid,
    #[column(numeric(12, 2), check = "amount > 0")]
    pub amount: Decimal,
}

#[derive(Table, Clone, Debug)]
#[table(name = "commissions", keyspace = Billing, index(org_id, producer_id, status))]
pub struct Commission {
    #[column(primary_key, default = uuid_v7)]
    pub id: Uuid,
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(references(Invoice::id, on_delete = restrict))]
    pub invoice_id: Uuid,
    /// In the global database.
    pub producer_id: Uuid,
    #[column(numeric(5, 4))]
    pub rate: Decimal,
    #[column(numeric(12, 2))]
    pub amount: Decimal,
    #[column(default = CommissionStatus::Accrued)]
    pub status: CommissionStatus,
}

/// A letter about an invoice that is due, written by the nightly job.
#[derive(Table, Clone, Debug, Serialize)]
#[table(name = "reminders", keyspace = Billing, primary_key(invoice_id, sent_on))]
pub struct Reminder {
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(references(Invoice::id, on_delete = cascade))]
    pub invoice_id: Uuid,
    pub sent_on: NaiveDate,
    pub text: Json<LocalizedText>,
    #[column(created_by)]
    pub created_by: Option<Uuid>,
}
