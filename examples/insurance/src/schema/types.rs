use orm::prelude::*;
use serde::{Deserialize, Serialize};

/// An organisation's id: the tenant key.
#[derive(TenantKey, Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct OrgId(pub Uuid);

/// A text that users read, in each language that they speak.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocalizedText {
    pub de: String,
    pub en: String,
}

impl LocalizedText {
    /// The text in both languages, as columns take it.
    pub fn of(de: &str, en: &str) -> Json<Self> {
        Json(Self {
            de: de.to_owned(),
            en: en.to_owned(),
        })
    }
}

/// A product's options, switched on or set to a number.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Entitlements(pub std::collections::BTreeMap<String, serde_json::Value>);

/// Enums that are stored by their snake-case names, and written so in JSON.
macro_rules! stored_enum {
    ($($(#[$doc:meta])* $name:ident($stored:literal) { $($variant:ident),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(DbEnum, Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[db_enum(name = $stored, rename_all = "snake_case")]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($variant),+ }
    )+};
}

stored_enum! {
    OrganisationKind("organisation_kind") { Carrier, Broker, Administrator }
    /// What a user may do; `Superadmin`, `Auditor` and `System` reach beyond their organisation.
    Role("user_role") { Agent, Underwriter, Adjuster, Accountant, Auditor, Superadmin, System }
    ProducerStatus("producer_status") { Pending, Active, Terminated }
    ProgramStatus("program_status") { Draft, Open, Closed }
    PolicyStatus("policy_status") { Draft, Bound, Cancelled, Expired }
    VersionReason("version_reason") { Issued, Endorsed, Cancelled, Renewed }
    PartyKind("party_kind") { Person, Company }
    CancellationKind("cancellation_kind") { ProRata, ShortRate, Flat }
    SubmissionStatus("submission_status") { Received, Quoted, Bound, Declined }
    QuoteStatus("quote_status") { Open, Accepted, Declined }
    ReferralStatus("referral_status") { Open, Approved, Refused }
    ClaimStatus("claim_status") { Open, Closed, Reopened }
    ReserveKind("reserve_kind") { Indemnity, Expense }
    RecoveryKind("recovery_kind") { Salvage, Subrogation, Deductible }
    DocumentKind("document_kind") { Contract, Letter, Photo, Report, Invoice }
    InvoiceStatus("invoice_status") { Open, Paid, Void }
    PaymentMethod("payment_method") { Transfer, Card, DirectDebit }
    Rhythm("payment_rhythm") { Yearly, Quarterly, Monthly }
    CommissionStatus("commission_status") { Accrued, Paid, Clawback }
}
