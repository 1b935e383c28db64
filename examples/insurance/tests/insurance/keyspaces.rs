//! Five databases, copies of reference tables between them, and all behind one server.

use orm::prelude::*;
use orm::query::Copied;
use orm_insurance::app::{App, Database, Urls};
use orm_insurance::schema::*;
use orm_insurance::token::Verifier;
use orm_insurance::{jobs, seed};

use crate::service::{A, SECRET, Service, on_every_backend};

on_every_backend!(copies_follow_their_home);

#[test]
fn each_table_is_listed_once_and_some_are_copied() {
    let keyspaces = [
        Global::DEFINITION,
        Policies::DEFINITION,
        Submissions::DEFINITION,
        Claims::DEFINITION,
        Billing::DEFINITION,
    ];
    let counts = keyspaces.map(|keyspace| (keyspace.tables.len(), keyspace.copies.len()));
    assert_eq!(counts, [(14, 0), (12, 3), (11, 3), (12, 4), (11, 2)]);
    assert_eq!(Everything::DEFINITION.includes.len(), 5);
    // A copy has no foreign keys: its rows come from a table that has them.
    let country = |keyspace: orm::schema::KeyspaceDef| {
        keyspace
            .tables
            .iter()
            .find(|table| table.name == "countries")
            .map(|table| table.foreign_keys.len())
    };
    assert_eq!(country(Global::DEFINITION), Some(1));
    assert_eq!(country(Policies::DEFINITION), Some(0));
}

async fn copies_follow_their_home<D: Database>(service: Service<D>) {
    let App {
        global, policies, ..
    } = &service.app;
    let home = global
        .from(Country)
        .order_by(Country.code)
        .all()
        .await
        .expect("rows");
    let copy = policies
        .from(Country)
        .order_by(Country.code)
        .all()
        .await
        .expect("rows");
    assert_eq!(home, copy);

    // Writes go to the home; `policies.insert(NewCountry { .. })` doesn't compile.
    let new = NewCountry {
        code: "AT".to_owned(),
        name: LocalizedText::of("Österreich", "Austria"),
        currency: "EUR".to_owned(),
    };
    global.insert(new).run().await.expect("a country");
    global
        .update(Country)
        .set(
            Country
                .name
                .to(LocalizedText::of("Grossbritannien", "United Kingdom")),
        )
        .by_key("GB".to_owned())
        .run()
        .await
        .expect("another name");
    let copied = policies
        .copy_reference(Country, global)
        .await
        .expect("a copy");
    let expected = Copied {
        inserted: 1,
        updated: 1,
        deleted: 0,
    };
    assert_eq!(copied, expected);
    let copied = policies
        .copy_reference(Country, global)
        .await
        .expect("a copy");
    assert_eq!(copied, Copied::default());
    let name = policies
        .select(Country.name)
        .from(Country)
        .filter(Country.code.eq("GB"))
        .one()
        .await
        .expect("a name");
    assert_eq!(name, LocalizedText::of("Grossbritannien", "United Kingdom"));

    global
        .delete(Country)
        .by_key("AT".to_owned())
        .run()
        .await
        .expect("gone");
    let copied = policies
        .copy_reference(Country, global)
        .await
        .expect("a copy");
    assert_eq!(copied.deleted, 1);

    // A row that is in use stays: the copy is refused as a whole.
    let used = service
        .app
        .claims
        .select(CauseOfLoss.code)
        .from(CauseOfLoss)
        .all()
        .await;
    assert_eq!(used.expect("rows").len(), 3);
    global
        .delete(CauseOfLoss)
        .by_key("hail".to_owned())
        .run()
        .await
        .expect("gone at home");
    global
        .delete(CauseOfLoss)
        .by_key("fire".to_owned())
        .run()
        .await
        .expect("gone at home");
    let refused = service.app.claims.copy_reference(CauseOfLoss, global).await;
    assert!(
        matches!(refused, Err(orm::Error::Constraint(_))),
        "{refused:?}"
    );
    assert_eq!(
        service
            .app
            .claims
            .from(CauseOfLoss)
            .count()
            .await
            .expect("a count"),
        3
    );
}

/// One server holds all five, as behind a VTGate: the handle's keyspace includes them.
#[tokio::test]
async fn one_handle_for_all_joins_across_them() {
    let db = Db::<orm::Sqlite, Unscoped, Everything>::memory()
        .await
        .expect("a database");
    db.create_tables::<Everything>().await.expect("tables");
    let app = App {
        global: db.keyspace(),
        policies: db.keyspace(),
        submissions: db.keyspace(),
        claims: db.keyspace(),
        billing: db.keyspace(),
        verifier: Verifier::secret(SECRET).into(),
    };
    assert!(seed::seed(&app).await.expect("the seed fits"));
    let agent = orm_insurance::token::Token::new(
        seed::user(A, Role::Agent),
        seed::organisation(A),
        Role::Agent,
    );
    let all = db.tenant(&agent).expect("a scope");
    let rows: Vec<(String, String, Option<Decimal>)> = all
        .select((Policy.number, Invoice.number, sum(ClaimPayment.amount)))
        .from(Policy)
        .inner_join(Invoice, Invoice.policy_id.eq(Policy.id))
        .left_join(Claim, Claim.policy_id.eq(Policy.id))
        .left_join(ClaimPayment, ClaimPayment.claim_id.eq(Claim.id))
        .group_by((Policy.number, Invoice.number))
        .order_by(Policy.number)
        .all()
        .await
        .expect("rows");
    // Three organisations have these numbers; one is seen.
    assert_eq!(rows.len(), 5);
    assert_eq!(
        rows[0],
        (
            "P-0".to_owned(),
            "I-0".to_owned(),
            Some(Decimal::new(120_050, 2))
        )
    );
    assert_eq!(rows[1].2, None);
}

#[tokio::test]
async fn it_runs_on_files_and_finds_them_again() {
    let folder = std::env::temp_dir().join(format!("orm-insurance-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let urls = Urls::all(&format!(
        "sqlite:{}/{{keyspace}}.db?mode=rwc",
        folder.display()
    ));
    Service::<orm::Sqlite>::over(&urls).await.app.close().await;
    let app = App::<orm::Sqlite>::open(&urls, Verifier::secret(SECRET))
        .await
        .expect("files");
    assert!(!seed::seed(&app).await.expect("nothing to do"));
    let night = jobs::nightly(&app, "2026-08-15".parse().expect("a date"))
        .await
        .expect("a night");
    assert_eq!(night.earned, 30);
    app.close().await;
    assert_eq!(
        std::fs::read_dir(&folder)
            .expect("a folder")
            .filter(|file| {
                file.as_ref()
                    .is_ok_and(|file| file.path().extension().is_some_and(|end| end == "db"))
            })
            .count(),
        5
    );
    std::fs::remove_dir_all(&folder).expect("the folder goes");
}
