//! Data to try the service with: the same on every machine, and marked, so that it comes once.

use orm::prelude::*;

use crate::app::{App, Database};
use crate::jobs::SYSTEM_USER;
use crate::schema::*;

/// The organisations, from the mountains to the sea.
pub const ORGANISATIONS: [(&str, &str, &str); 3] = [
    ("Alpina Versicherung", "CH", "CHF"),
    ("Borealis Insurance", "DE", "EUR"),
    ("Caravel Mutual", "GB", "GBP"),
];

const MARKER: &str = "seeded";
const POLICIES: i64 = 6;

/// An id made from its name: the same one each time.
pub fn id(name: &str) -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_URL, name.as_bytes())
}

/// The id of one of [`ORGANISATIONS`], counted from 0.
pub fn organisation(at: usize) -> OrgId {
    OrgId(id(&format!("organisation/{at}")))
}

/// The id of an organisation's user with a role.
pub fn user(at: usize, role: Role) -> Uuid {
    id(&format!("organisation/{at}/user/{}", role.as_str()))
}

/// Fills all databases, unless they were filled before; says whether it did.
///
/// # Errors
/// What a database refuses.
pub async fn seed<B: Database>(app: &App<B>) -> Result<bool, orm::Error> {
    let marker = app.global.from(FeatureFlag).by_key(MARKER.to_owned());
    if marker.exists().await? {
        return Ok(false);
    }
    reference_data(&app.global).await?;
    app.copy_references().await?;

    let actor = SystemActor::new("seed")
        .stamping(&SYSTEM_USER)
        .map_err(orm::driver::BuildError::Encode)?;
    let why = "data to try the service with";
    let global = app.global.cross_tenant(&actor, why)?;
    let policies = app.policies.cross_tenant(&actor, why)?;
    let submissions = app.submissions.cross_tenant(&actor, why)?;
    let claims = app.claims.cross_tenant(&actor, why)?;
    let billing = app.billing.cross_tenant(&actor, why)?;
    for at in 0..ORGANISATIONS.len() {
        let org = organisation(at);
        people(&global.acting_in(org)?, at).await?;
        contracts(&policies.acting_in(org)?, at).await?;
        requests(&submissions.acting_in(org)?, at).await?;
        losses(&claims.acting_in(org)?, at).await?;
        invoices(&billing.acting_in(org)?, at).await?;
    }
    // Last: a seed that was interrupted is no seed.
    app.global
        .insert(
            NewFeatureFlag {
                name: MARKER.to_owned(),
            }
            .enabled(true),
        )
        .run()
        .await?;
    Ok(true)
}

async fn reference_data<B: Database>(db: &Db<B, Unscoped, Global>) -> Result<(), orm::Error> {
    let currencies = [
        ("CHF", "Franken", "franc"),
        ("EUR", "Euro", "euro"),
        ("GBP", "Pfund", "pound"),
    ];
    let countries = [
        ("CH", "Schweiz", "Switzerland", "CHF"),
        ("DE", "Deutschland", "Germany", "EUR"),
        ("GB", "Grossbritannien", "Great Britain", "GBP"),
    ];
    let lines = [
        ("property", "Sachversicherung", "Property"),
        ("liability", "Haftpflicht", "Liability"),
    ];
    let causes = [
        ("hail", "property", "Hagel", "Hail"),
        ("fire", "property", "Feuer", "Fire"),
        ("injury", "liability", "Verletzung", "Injury"),
    ];
    let currencies = currencies.map(|(code, de, en)| NewCurrency {
        code: code.to_owned(),
        name: LocalizedText::of(de, en),
        digits: 2,
    });
    let countries = countries.map(|(code, de, en, currency)| NewCountry {
        code: code.to_owned(),
        name: LocalizedText::of(de, en),
        currency: currency.to_owned(),
    });
    let lines = lines.map(|(code, de, en)| NewLineOfBusiness {
        code: code.to_owned(),
        name: LocalizedText::of(de, en),
    });
    let causes = causes.map(|(code, line, de, en)| NewCauseOfLoss {
        code: code.to_owned(),
        line: line.to_owned(),
        name: LocalizedText::of(de, en),
    });
    db.transaction(async |tx| {
        tx.insert_many(currencies).run().await?;
        tx.insert_many(countries).run().await?;
        tx.insert_many(lines).run().await?;
        tx.insert_many(causes).run().await
    })
    .await?;
    Ok(())
}

type Own<B, K> = Db<B, Scoped<OrgId>, K>;

async fn people<B: Database>(db: &Own<B, Global>, at: usize) -> Result<(), orm::Error> {
    let (name, country, currency) = ORGANISATIONS[at];
    db.insert(NewOrganisation {
        name: name.to_owned(),
        country: country.to_owned(),
        currency: currency.to_owned(),
    })
    .run()
    .await?;
    let roles = [
        Role::Agent,
        Role::Underwriter,
        Role::Adjuster,
        Role::Accountant,
        Role::Auditor,
        Role::Superadmin,
    ];
    let users = roles.map(|role| {
        let new = NewUser {
            email: format!("{}@example.com", role.as_str()),
            name: format!("The {}", role.as_str()),
            role,
        };
        new.id(user(at, role))
    });
    db.insert_many(users).run().await?;
    let producer_id = id(&format!("organisation/{at}/producer"));
    let producer = NewProducer {
        code: "B-1".to_owned(),
        name: "Broker & Daughters".to_owned(),
        commission_rate: Decimal::new(1250, 4),
    };
    db.insert(producer.id(producer_id).status(ProducerStatus::Active))
        .run()
        .await?;
    db.insert(NewProducerLicence {
        producer_id,
        country: country.to_owned(),
        number: format!("L-{at}"),
        valid_until: day(2027, 12, 31),
    })
    .run()
    .await?;
    let program_id = id(&format!("organisation/{at}/program"));
    let program = NewProgram {
        code: "HOME".to_owned(),
        title: LocalizedText::of("Haus und Hof", "House and home"),
        line: "property".to_owned(),
    };
    db.insert(program.id(program_id).status(ProgramStatus::Open))
        .run()
        .await?;
    db.insert(NewProgramLimit {
        program_id,
        coverage: "building".to_owned(),
        limit: Decimal::new(2_000_000, 0),
    })
    .run()
    .await?;
    Ok(())
}

/// The id of an organisation's policy, counted from 0.
pub fn policy(at: usize, number: i64) -> Uuid {
    id(&format!("organisation/{at}/policy/{number}"))
}

/// The id of the claim on an organisation's first policy.
pub fn claim(at: usize) -> Uuid {
    id(&format!("organisation/{at}/claim"))
}

/// The id of an organisation's submission.
pub fn submission(at: usize) -> Uuid {
    id(&format!("organisation/{at}/submission"))
}

/// The id of the open quote on that submission.
pub fn quote(at: usize) -> Uuid {
    id(&format!("organisation/{at}/quote"))
}

/// The id of the invoice for an organisation's policy.
pub fn invoice(at: usize, number: i64) -> Uuid {
    id(&format!("organisation/{at}/invoice/{number}"))
}

fn premium(at: usize, number: i64) -> Decimal {
    let at = i64::try_from(at).unwrap_or_default();
    Decimal::new(100_000 + at * 10_010 + number * 1_005, 2)
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

async fn contracts<B: Database>(db: &Own<B, Policies>, at: usize) -> Result<(), orm::Error> {
    let (_, country, currency) = ORGANISATIONS[at];
    for number in 0..POLICIES {
        let insured_id = id(&format!("organisation/{at}/insured/{number}"));
        let insured = NewInsured {
            name: format!("Customer {number}"),
            country: country.to_owned(),
        };
        db.insert(insured.id(insured_id)).run().await?;
        let policy_id = policy(at, number);
        let new = NewPolicy {
            // Numbers are unique in an organisation: all have a P-0.
            number: format!("P-{number}"),
            insured_id,
            line: "property".to_owned(),
            title: LocalizedText::of("Gebäude", "Buildings"),
            effective_on: day(2026, 1, 1),
            expires_on: day(2027, 1, 1),
            premium: premium(at, number),
            currency: currency.to_owned(),
        };
        let status = if number == POLICIES - 1 {
            PolicyStatus::Draft
        } else {
            PolicyStatus::Bound
        };
        db.insert(new.id(policy_id).status(status)).run().await?;
        let third = Decimal::new(33_333, 2);
        let coverages = [
            (
                "building",
                "Gebäude",
                "Building",
                premium(at, number) - third,
            ),
            ("contents", "Hausrat", "Contents", third),
        ];
        let coverages = coverages.map(|(code, de, en, premium)| NewPolicyCoverage {
            policy_id,
            code: code.to_owned(),
            title: LocalizedText::of(de, en),
            limit: Decimal::new(50_000_000, 2),
            premium,
        });
        db.insert_many(coverages).run().await?;
    }
    Ok(())
}

async fn requests<B: Database>(db: &Own<B, Submissions>, at: usize) -> Result<(), orm::Error> {
    let (_, country, currency) = ORGANISATIONS[at];
    let new = NewSubmission {
        number: "S-1".to_owned(),
        applicant: "Newcomer".to_owned(),
        country: country.to_owned(),
        line: "liability".to_owned(),
        wanted_from: day(2026, 12, 1),
    };
    let new = new.id(submission(at)).status(SubmissionStatus::Quoted);
    db.insert(new).run().await?;
    let new = NewQuote {
        submission_id: submission(at),
        number: 1,
        premium: premium(at, 0),
        currency: currency.to_owned(),
        created_on: day(2026, 11, 1),
        valid_until: day(2026, 12, 31),
    };
    db.insert(new.id(quote(at))).run().await?;
    db.insert(NewQuoteCoverage {
        quote_id: quote(at),
        code: "liability".to_owned(),
        title: LocalizedText::of("Haftpflicht", "Liability"),
        limit: Decimal::new(5_000_000, 0),
        premium: premium(at, 0),
    })
    .run()
    .await?;
    Ok(())
}

async fn losses<B: Database>(db: &Own<B, Claims>, at: usize) -> Result<(), orm::Error> {
    let (_, _, currency) = ORGANISATIONS[at];
    let adjuster_id = id(&format!("organisation/{at}/adjuster"));
    let adjuster = NewAdjuster {
        code: "A-1".to_owned(),
        name: "Adjuster".to_owned(),
        authority: Decimal::new(10_000, 0),
    };
    db.insert(adjuster.id(adjuster_id)).run().await?;
    let new = NewClaim {
        number: "C-1".to_owned(),
        policy_id: policy(at, 0),
        cause: "hail".to_owned(),
        occurred_on: day(2026, 6, 12),
        description: LocalizedText::of("Dach zerschlagen", "Roof broken"),
        currency: currency.to_owned(),
    };
    db.insert(new.id(claim(at)).adjuster_id(adjuster_id))
        .run()
        .await?;
    db.insert(NewReserve {
        claim_id: claim(at),
        amount: Decimal::new(5_000, 0),
    })
    .run()
    .await?;
    let payment = NewClaimPayment {
        claim_id: claim(at),
        amount: Decimal::new(120_050, 2),
        paid_on: day(2026, 7, 1),
    };
    db.insert(payment).run().await?;
    Ok(())
}

async fn invoices<B: Database>(db: &Own<B, Billing>, at: usize) -> Result<(), orm::Error> {
    let (_, _, currency) = ORGANISATIONS[at];
    for number in 0..POLICIES - 1 {
        let account_id = id(&format!("organisation/{at}/account/{number}"));
        let account = NewAccount {
            number: format!("P-{number}"),
            holder: format!("Customer {number}"),
        };
        db.insert(account.id(account_id)).run().await?;
        let paid = number > 1;
        let new = NewInvoice {
            number: format!("I-{number}"),
            account_id,
            policy_id: policy(at, number),
            due_on: day(2026, 2, 1),
            total: premium(at, number),
            currency: currency.to_owned(),
        };
        let status = if paid {
            InvoiceStatus::Paid
        } else {
            InvoiceStatus::Open
        };
        let invoice_id = invoice(at, number);
        db.insert(new.id(invoice_id).status(status)).run().await?;
        if paid {
            let payment_id = id(&format!("organisation/{at}/payment/{number}"));
            let payment = NewPayment {
                account_id,
                reference: format!("BANK-{number}"),
                amount: premium(at, number),
                received_on: day(2026, 1, 30),
            };
            db.insert(payment.id(payment_id)).run().await?;
            db.insert(NewAllocation {
                payment_id,
                invoice_id,
                amount: premium(at, number),
            })
            .run()
            .await?;
        }
    }
    Ok(())
}
