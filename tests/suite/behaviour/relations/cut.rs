use orm::Error;
use orm::driver::HasTransactions;
use orm::prelude::*;

use super::{both, related};
use crate::backend::{TestBackend, on_every_backend};
use crate::fixture::*;
use crate::schema::*;

on_every_backend!(
    limit_and_offset_are_per_parent,
    limit_through_a_table_between,
    filters_on_every_level,
    columns_on_every_level,
    one_and_optional,
    a_stored_find,
    a_find_without_rows,
    more_keys_than_one_statement_takes,
    ; transactions:
    in_a_transaction,
);

/// What was loaded of each policy: its number and its claims' titles.
fn titles(rows: Vec<(String, Vec<String>)>) -> Vec<String> {
    rows.into_iter()
        .map(|(number, titles)| format!("{number}: {}", titles.join(" ")))
        .collect()
}

async fn limit_and_offset_are_per_parent<B: TestBackend>(db: Db<B>) {
    let (acme, _) = related(&db).await;
    acme.insert_many([
        claim(id(31), P1, "snow", 10, true),
        claim(id(32), P2, "flood", 400, true),
        claim(id(33), P3, "wind", 5, true),
    ])
    .run()
    .await
    .unwrap();
    let claims = || {
        Policy::claims()
            .columns(Claim.title)
            .order_by(Claim.amount.desc())
    };
    let policies = || {
        acme.find(Policy)
            .columns(Policy.number)
            .order_by(Policy.number)
    };
    assert_eq!(
        titles(both!(policies().with(claims().limit(2)))),
        ["P-1: fire hail", "P-2: flood theft", "P-3: wind"]
    );
    assert_eq!(
        titles(both!(policies().with(claims().limit(1).offset(1)))),
        ["P-1: hail", "P-2: theft", "P-3: "]
    );
    assert_eq!(
        titles(both!(policies().with(claims().offset(1)))),
        ["P-1: hail snow", "P-2: theft", "P-3: "]
    );
    assert_eq!(
        titles(both!(policies().with(claims().limit(0)))),
        ["P-1: ", "P-2: ", "P-3: "]
    );
    // The outer limit counts policies.
    assert_eq!(
        titles(both!(policies().limit(1).offset(1).with(claims().limit(1)))),
        ["P-2: flood"]
    );
    // A limit below a limit.
    let rows: Vec<(String, Vec<(String, Vec<Decimal>)>)> = both!(
        policies().with(
            claims().limit(2).with(
                Claim::payments()
                    .columns(Payment.amount)
                    .order_by(Payment.amount)
                    .limit(1)
            )
        )
    );
    assert_eq!(
        rows[0].1,
        [
            ("fire".to_owned(), vec![cents(250_00)]),
            ("hail".to_owned(), vec![cents(12_50)])
        ]
    );
}

async fn limit_through_a_table_between<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = related(&db).await;
    let labels = || {
        Policy::labels()
            .columns(Label.name)
            .order_by(Label.id.desc())
            .limit(1)
    };
    let policies = |db| {
        Db::find(db, Policy)
            .columns(Policy.number)
            .order_by(Policy.number)
    };
    assert_eq!(
        titles(both!(policies(&acme).with(labels()))),
        ["P-1: vip", "P-2: fleet", "P-3: "]
    );
    assert_eq!(
        titles(both!(policies(&beta).with(labels()))),
        ["P-1: theirs"]
    );
}

async fn filters_on_every_level<B: TestBackend>(db: Db<B>) {
    let (acme, _) = related(&db).await;
    let rows = both!(
        acme.find(Policy)
            .columns(Policy.number)
            .filter(Policy.status.ne(PolicyStatus::Cancelled))
            .with(
                Policy::claims()
                    .columns(Claim.title)
                    .filter(Claim.open.or(Claim.amount.gt(1_000)))
                    .filter(Claim.amount.ge(40))
            )
            .order_by(Policy.number)
    );
    assert_eq!(titles(rows), ["P-1: hail", "P-2: theft"]);
    // A relation to exactly one row becomes an option when it is filtered.
    let rows: Vec<(String, Option<String>)> = both!(
        acme.find(Policy)
            .columns(Policy.number)
            .with(
                Policy::holder()
                    .columns(Contact.name)
                    .filter_if(Some(Contact.country.is_null()))
            )
            .order_by(Policy.number)
    );
    assert_eq!(
        rows,
        [
            ("P-1".to_owned(), None),
            ("P-2".to_owned(), None),
            ("P-3".to_owned(), Some("Bo".to_owned()))
        ]
    );
}

#[derive(Projection, Clone, Debug, PartialEq)]
pub struct Loss {
    pub title: String,
    pub twice: i64,
}

#[derive(Projection, Clone, Debug, PartialEq)]
#[projection(from = Contact)]
pub struct Name {
    pub name: String,
    pub country: Option<String>,
}

async fn columns_on_every_level<B: TestBackend>(db: Db<B>) {
    let (acme, _) = related(&db).await;
    let rows: Vec<((Policy, i64), Name, Vec<Loss>)> = both!(
        acme.find(Policy)
            .columns((Policy, Policy::claims().count()))
            .with(Policy::holder().columns(Name))
            .with(
                Policy::claims()
                    .columns(LossOf {
                        title: Claim.title,
                        twice: Claim.amount.mul(2),
                    })
                    .order_by(Claim.amount)
            )
            .order_by(Policy.number)
    );
    let shown: Vec<_> = rows
        .iter()
        .map(|((policy, claims), holder, losses)| {
            let twice: Vec<_> = losses.iter().map(|loss| loss.twice).collect();
            (&*policy.number, *claims, &*holder.name, twice)
        })
        .collect();
    assert_eq!(
        shown,
        [
            ("P-1", 2, "Ada", vec![200, 500]),
            ("P-2", 1, "Ada", vec![80]),
            ("P-3", 0, "Bo", vec![])
        ]
    );
}

async fn one_and_optional<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = related(&db).await;
    let of = |key| {
        orm::find(Policy)
            .by_key(key)
            .with(Policy::claims().order_by(Claim.amount))
    };
    let (policy, claims) = of(P1).on(&acme).one().await.unwrap();
    assert_eq!((&*policy.number, claims.len()), ("P-1", 2));
    let (_, claims) = of(P1).on(&beta).as_json().one().await.unwrap();
    assert_eq!(
        claims.iter().map(|claim| claim.amount).collect::<Vec<_>>(),
        [7]
    );
    assert!(of(P2).on(&beta).optional().await.unwrap().is_none());
    assert!(of(P2).on(&acme).optional().await.unwrap().is_some());
    let missing = of(P2).on(&beta).one().await;
    assert!(
        matches!(missing, Err(Error::NotFound { table: "policies" })),
        "{missing:?}"
    );
}

async fn a_stored_find<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = related(&db).await;
    let stored: Query<B> = Query {
        open: orm::find(Policy)
            .columns(Policy.number)
            .with(Policy::claims().columns(Claim.title).order_by(Claim.amount))
            .order_by(Policy.number)
            .query(),
    };
    let again = stored.open.clone();
    assert_eq!(
        titles(stored.open.on(&acme).all().await.unwrap()),
        ["P-1: hail fire", "P-2: theft", "P-3: "]
    );
    assert_eq!(titles(again.on(&beta).all().await.unwrap()), ["P-1: hail"]);
    assert_eq!(again.on(&beta).one().await.unwrap().0, "P-1");
}

struct Query<B: TestBackend> {
    open: orm::query::FindQuery<B, Scoped<OrgId>, Insurance, (String, Vec<String>)>,
}

async fn a_find_without_rows<B: TestBackend>(db: Db<B>) {
    let (acme, _) = related(&db).await;
    let rows = both!(
        acme.find(Policy)
            .filter(Policy.number.eq("none"))
            .with(Policy::claims().with(Claim::payments()))
    );
    assert_eq!(rows, []);
    let rows = acme
        .find(Policy)
        .order_by(Policy.number)
        .all()
        .await
        .unwrap();
    assert_eq!(rows.len(), 3);
}

async fn more_keys_than_one_statement_takes<B: TestBackend>(db: Db<B>) {
    let acme = tenant(&db, ACME);
    const EMPLOYEES: i64 = 16_900;
    let employee = |id: i64| NewEmployee {
        id,
        name: id.to_string(),
    };
    let reports = (1..=EMPLOYEES).map(|id| employee(id).manager_id(id % 16_800));
    acme.insert_many(reports).run().await.unwrap();
    let rows = acme
        .find(Employee)
        .columns(Employee.id)
        .with(
            Employee::reports()
                .columns(Employee.id)
                .order_by(Employee.id),
        )
        .order_by(Employee.id)
        .per_level()
        .all()
        .await
        .unwrap();
    assert_eq!(rows.len() as i64, EMPLOYEES);
    for (id, reports) in rows {
        let expected: Vec<i64> = (1..=EMPLOYEES)
            .filter(|other| other % 16_800 == id)
            .collect();
        if !(200..=16_700).contains(&id) {
            assert_eq!(reports, expected, "reports of {id}");
        } else {
            assert_eq!(reports, [id]);
        }
    }
}

async fn in_a_transaction<B: TestBackend + HasTransactions>(db: Db<B>) {
    let (acme, _) = related(&db).await;
    let rolled_back: Result<(), Error> = acme
        .transaction(async |tx| {
            tx.insert(claim(id(41), P3, "new", 1, true)).run().await?;
            let rows = both!(
                tx.find(Policy)
                    .columns(Policy.number)
                    .filter(Policy::claims().any(Claim.title.eq("new")))
                    .with(Policy::claims().columns(Claim.title))
            );
            assert_eq!(titles(rows), ["P-3: new"]);
            Err(Error::NotFound { table: "" })
        })
        .await;
    assert!(rolled_back.is_err());
}
