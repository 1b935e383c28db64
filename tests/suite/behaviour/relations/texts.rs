//! The statements that relations make, dialect by dialect: `snapshots/<dialect>__<test>.snap`.

use orm::prelude::*;

use super::related;
use crate::backend::{TestBackend, on_every_backend};
use crate::behaviour::spans::recorded::record;
use crate::schema::*;

on_every_backend!(levels, levels_across_tenants, json, conditions);

/// The statements that were executed, a line per clause.
async fn executed<T>(work: impl Future<Output = Result<T, orm::Error>>) -> Vec<String> {
    let recorded = record();
    work.await.expect("it can be executed");
    let entries = recorded.entries();
    let statements = entries.iter().filter(|entry| entry.name == "statement");
    statements
        .map(|entry| {
            let mut text = entry.field("sql").to_owned();
            for clause in ["FROM", "INNER JOIN", "WHERE", "ORDER BY", "LIMIT"] {
                text = text.replace(&format!(" {clause} "), &format!("\n{clause} "));
            }
            text
        })
        .collect()
}

fn compare<B: TestBackend>(test: &str, texts: &[String]) {
    let dialect = B::DIALECT.name.replace(' ', "");
    insta::with_settings!({
        snapshot_path => "snapshots",
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!(format!("{dialect}__{test}"), texts.join("\n\n"));
    });
}

async fn levels<B: TestBackend>(db: Db<B>) {
    let (acme, _) = related(&db).await;
    let query = acme
        .find(Policy)
        .columns(Policy.number)
        .filter(Policy.number.ne("P-3"))
        .with(Policy::holder().columns(Contact.name))
        .with(
            Policy::claims()
                .columns(Claim.title)
                .filter(Claim.open)
                .order_by(Claim.amount.desc())
                .limit(2)
                .with(
                    Claim::payments()
                        .columns(Payment.amount)
                        .order_by(Payment.paid_on),
                ),
        )
        .with(Policy::labels().columns(Label.name))
        .order_by(Policy.number)
        .per_level();
    compare::<B>("levels", &executed(query.all()).await);
}

async fn levels_across_tenants<B: TestBackend>(db: Db<B>) {
    related(&db).await;
    let cross = db
        .cross_tenant(&SystemActor::new("audit"), "texts")
        .unwrap();
    let query = cross
        .find(Policy)
        .columns(Policy.number)
        .with(Policy::labels().columns(Label.name).limit(1))
        .order_by((Policy.number, Policy.premium))
        .limit(2)
        .per_level();
    compare::<B>("levels_across_tenants", &executed(query.all()).await);
}

async fn json<B: TestBackend>(db: Db<B>) {
    let (acme, _) = related(&db).await;
    let query = acme
        .find(Policy)
        .columns(Policy.number)
        .with(Policy::holder().columns((Contact.id, Contact.name)))
        .with(
            Policy::claims()
                .columns(Claim.title)
                .order_by(Claim.amount.desc())
                .limit(2)
                .with(Claim::payments().columns((Payment.amount, Payment.paid_on))),
        )
        .order_by(Policy.number)
        .as_json();
    let mut texts = executed(query.all()).await;
    let query = acme
        .find(Employee)
        .columns(Employee.name)
        .with(Employee::reports().columns(Employee.name))
        .as_json();
    texts.extend(executed(query.all()).await);
    compare::<B>("json", &texts);
}

async fn conditions<B: TestBackend>(db: Db<B>) {
    let (acme, _) = related(&db).await;
    let query = acme
        .find(Policy)
        .columns((Policy.number, Policy::claims().count()))
        .filter(Policy::labels().any(Label.name.eq("fleet")))
        .filter(Policy::claims().none(Claim::payments().exists()));
    let mut texts = executed(query.all()).await;
    let query = acme
        .find(Employee)
        .columns(Employee.name)
        .filter(Employee::reports().any(Employee.name.eq("Ben")));
    texts.extend(executed(query.all()).await);
    compare::<B>("conditions", &texts);
}
