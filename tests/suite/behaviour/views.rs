//! Views: read like tables, limited like tables.

use orm::driver::{HasFullJoin, HasMaterializedViews, HasTransactions};
use orm::prelude::*;
use orm::query::ViewQuery;
use orm::{BuildError, Error, select};

use crate::backend::{TestBackend, on_backends, on_every_backend};
use crate::fixture::*;
use crate::schema::*;

on_every_backend!(
    each_tenant_sees_its_own,
    a_row_is_made_of_one_tenants_rows,
    grouped,
    over_a_view,
    of_nobody,
    made_by_somebody_else,
    joined_and_aliased,
    in_subqueries_and_ctes,
    as_relations,
    by_key_in_pages_and_counted,
    across_tenants,
    created_again,
    queries_that_are_no_views,
    ; full_join:
    outer_joined,
);

on_backends!(stored: [postgres] [refreshed]);

async fn open<B: TestBackend>(db: &Tenant<B>) -> Result<Vec<(String, i64, i64)>, Error> {
    db.select((OpenClaim.title, OpenClaim.amount, OpenClaim.others))
        .from(OpenClaim)
        .order_by(OpenClaim.title)
        .all()
        .await
}

async fn each_tenant_sees_its_own<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let own = |title: &str, amount, others| (title.to_owned(), amount, others);
    assert_eq!(
        open(&acme).await.unwrap(),
        [own("hail", 100, 1), own("theft", 40, 0)]
    );
    assert_eq!(open(&beta).await.unwrap(), [own("hail", 7, 0)]);

    // No filter of the application's opens the door.
    let all = acme
        .from(OpenClaim)
        .filter(value(true).or(OpenClaim.amount.gt(0)));
    assert!(
        all.all()
            .await
            .unwrap()
            .iter()
            .all(|row| row.org_id == ACME)
    );
    let theirs = acme.from(OpenClaim).filter(OpenClaim.org_id.eq(BETA));
    assert_eq!(theirs.count().await.unwrap(), 0);
}

/// Beta's rows have the ids of Acme's: a join or a subquery that were not tied to the tenant would
/// find them, or find each row twice.
async fn a_row_is_made_of_one_tenants_rows<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    beta.insert_many([
        claim(FIRE, P1, "flood", 1, false),
        claim(id(70), P1, "mice", 2, false),
    ])
    .run()
    .await
    .unwrap();
    let ours = acme
        .from(OpenClaim)
        .filter(OpenClaim.id.eq(HAIL))
        .all()
        .await
        .unwrap();
    let hail = OpenClaim {
        org_id: ACME,
        id: HAIL,
        policy_id: P1,
        number: "P-1".to_owned(),
        title: "hail".to_owned(),
        amount: 100,
        status: PolicyStatus::Bound,
        premium: cents(100_00),
        country: Some("de".to_owned()),
        others: 1,
    };
    assert_eq!(ours, std::slice::from_ref(&hail));
    let theirs = beta
        .from(OpenClaim)
        .filter(OpenClaim.id.eq(HAIL))
        .all()
        .await
        .unwrap();
    let hail = OpenClaim {
        org_id: BETA,
        amount: 7,
        premium: cents(999_99),
        others: 2,
        ..hail
    };
    assert_eq!(theirs, [hail]);
}

async fn grouped<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    // Holders of one id in both books, whose groups stay two.
    beta.insert(contact(ADA, "Adam")).run().await.unwrap();
    beta.insert(policy(id(71), "P-9", ADA, 1_00))
        .run()
        .await
        .unwrap();
    let rows = acme
        .from(Holding)
        .order_by(Holding.holder_id)
        .all()
        .await
        .unwrap();
    let holding = |org_id, holder_id, policies, premium| Holding {
        org_id,
        holder_id,
        policies,
        premium: Some(cents(premium)),
    };
    assert_eq!(
        rows,
        [holding(ACME, ADA, 2, 150_50), holding(ACME, BO, 1, 0)]
    );
    let rows = beta
        .from(Holding)
        .order_by(Holding.holder_id)
        .all()
        .await
        .unwrap();
    assert_eq!(
        rows,
        [holding(BETA, ADA, 1, 1_00), holding(BETA, ZOE, 1, 999_99)]
    );
    // Deleted rows of a table are not in its views either.
    acme.delete(Policy)
        .filter(Policy.id.eq(P2))
        .run()
        .await
        .unwrap();
    let ada = acme.from(Holding).by_key(ADA).one().await.unwrap();
    assert_eq!(ada, holding(ACME, ADA, 1, 100_00));
}

async fn over_a_view<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let names = |db: Tenant<B>| async move {
        let rows = db.select((Fleet.name, Fleet.policies)).from(Fleet);
        rows.all().await.unwrap()
    };
    assert_eq!(names(acme).await, [("Ada".to_owned(), 2)]);
    assert_eq!(names(beta).await, []);
}

async fn of_nobody<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let names = ["France", "Italy"];
    let free = db.select(ShortCountry.name).from(ShortCountry);
    assert_eq!(free.order_by(ShortCountry.name).all().await.unwrap(), names);
    let scoped = acme.select(ShortCountry.name).from(ShortCountry);
    assert_eq!(
        scoped.order_by(ShortCountry.name).all().await.unwrap(),
        names
    );
}

async fn made_by_somebody_else<B: TestBackend>(db: Db<B>) {
    insurers(&db).await;
    // Nothing is created, and nothing is in the way.
    db.create_tables::<Reports>().await.unwrap();
    let reports = db.keyspace::<Reports>();
    let titles = |org| {
        let db = reports.tenant(&Token::of(org)).unwrap();
        async move {
            let titles = db.select(SeenClaim.title).from(SeenClaim);
            titles.order_by(SeenClaim.title).all().await.unwrap()
        }
    };
    assert_eq!(titles(ACME).await, ["hail", "theft"]);
    assert_eq!(titles(BETA).await, ["hail"]);
}

orm::alias!(Again: OpenClaim);
orm::alias!(OtherClaim: Claim);

async fn joined_and_aliased<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let rows = acme
        .select((Contact.name, OpenClaim.title))
        .from(Contact)
        .left_join(Policy, Policy.holder_id.eq(Contact.id))
        .left_join(OpenClaim, OpenClaim.policy_id.eq(Policy.id))
        .order_by((Contact.name, OpenClaim.title))
        .all()
        .await
        .unwrap();
    let row = |name: &str, title: Option<&str>| (name.to_owned(), title.map(str::to_owned));
    assert_eq!(
        rows,
        [
            row("Ada", Some("hail")),
            row("Ada", Some("theft")),
            row("Bo", None),
            row("Cy", None),
        ]
    );
    let dearer = acme
        .select((OpenClaim.title, Again.title))
        .from(OpenClaim)
        .inner_join(Again, Again.amount.gt(OpenClaim.amount))
        .all()
        .await
        .unwrap();
    assert_eq!(dearer, [("theft".to_owned(), "hail".to_owned())]);
    let whole: Vec<(Policy, Option<OpenClaim>)> = acme
        .select((Policy, OpenClaim))
        .from(Policy)
        .left_join(OpenClaim, OpenClaim.policy_id.eq(Policy.id))
        .filter(Policy.id.ne(P2))
        .order_by(Policy.number)
        .all()
        .await
        .unwrap();
    assert_eq!(whole[0].1.as_ref().map(|claim| claim.id), Some(HAIL));
    assert_eq!(whole[1].1, None);
}

async fn outer_joined<B: TestBackend + HasFullJoin>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let rows = acme
        .select((Policy.number, OpenClaim.amount))
        .from(OpenClaim)
        .full_join(Policy, Policy.id.eq(OpenClaim.policy_id))
        .order_by(Policy.number)
        .all()
        .await
        .unwrap();
    let row = |number: &str, amount| (Some(number.to_owned()), amount);
    assert_eq!(
        rows,
        [
            row("P-1", Some(100)),
            row("P-2", Some(40)),
            row("P-3", None)
        ]
    );
}

#[derive(Projection, Clone, Debug, PartialEq)]
struct Dear {
    policy_id: Uuid,
    amount: i64,
}

async fn in_subqueries_and_ctes<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let open = select(OpenClaim.policy_id).from(OpenClaim);
    let numbers = acme
        .select(Policy.number)
        .from(Policy)
        .filter(Policy.id.not_in_query(open));
    assert_eq!(numbers.all().await.unwrap(), ["P-3"]);

    let dear = select(DearOf {
        policy_id: OpenClaim.policy_id,
        amount: OpenClaim.amount,
    })
    .from(OpenClaim)
    .filter(OpenClaim.amount.gt(50))
    .cte();
    let numbers = acme
        .select((Policy.number, Dear.amount))
        .from(dear)
        .inner_join(Policy, Policy.id.eq(Dear.policy_id));
    assert_eq!(numbers.all().await.unwrap(), [("P-1".to_owned(), 100)]);

    // What a write filters by.
    let open = select(OpenClaim.policy_id).from(OpenClaim);
    let written = acme
        .update(Policy)
        .set(Policy.note.to("claimed"))
        .filter(Policy.id.in_query(open))
        .run()
        .await
        .unwrap();
    assert_eq!(written, 2);
}

async fn as_relations<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let rows = acme
        .find(OpenClaim)
        .with(OpenClaim::policy())
        .with(OpenClaim::payments())
        .order_by(OpenClaim.title)
        .all()
        .await
        .unwrap();
    let seen: Vec<_> = rows
        .iter()
        .map(|(claim, policy, payments)| {
            let number = policy.as_ref().map(|policy| policy.number.as_str());
            (claim.title.as_str(), number, payments.len())
        })
        .collect();
    assert_eq!(seen, [("hail", Some("P-1"), 2), ("theft", Some("P-2"), 0)]);
    let policies = acme
        .find(Policy)
        .with(Policy::open_claims())
        .order_by(Policy.number);
    let policies = policies.all().await.unwrap();
    let counts: Vec<_> = policies.iter().map(|(_, open)| open.len()).collect();
    assert_eq!(counts, [1, 1, 0]);
    let rows = beta
        .find(OpenClaim)
        .with(OpenClaim::payments())
        .all()
        .await
        .unwrap();
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].1.len(), 1);
    assert_eq!(rows[0].1[0].amount, cents(7_00));
}

async fn by_key_in_pages_and_counted<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    assert_eq!(acme.from(OpenClaim).count().await.unwrap(), 2);
    let theft = acme.from(OpenClaim).by_key(THEFT).one().await.unwrap();
    assert_eq!(theft.title, "theft");
    let none = beta.from(OpenClaim).by_key(THEFT).optional().await.unwrap();
    assert_eq!(none, None);
    let first = acme.from(OpenClaim).page(OpenClaim.id.asc(), None, 1);
    let first = first.all().await.unwrap();
    let second = acme
        .from(OpenClaim)
        .page(OpenClaim.id.asc(), Some(first[0].id), 5);
    let second = second.all().await.unwrap();
    assert_eq!((first[0].id, second[0].id, second.len()), (HAIL, THEFT, 1));
}

async fn across_tenants<B: TestBackend>(db: Db<B>) {
    insurers(&db).await;
    let cross = db
        .cross_tenant(&SystemActor::new("report"), "count of all")
        .unwrap();
    assert_eq!(cross.from(OpenClaim).count().await.unwrap(), 3);
}

async fn created_again<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    db.create_tables::<Insurance>().await.unwrap();
    assert_eq!(acme.from(OpenClaim).count().await.unwrap(), 2);
}

/// All claims, at the access of the query that it stands in.
macro_rules! dear {
    () => {
        select(DearOf {
            policy_id: OtherClaim.policy_id,
            amount: OtherClaim.amount,
        })
        .from(OtherClaim)
    };
}

/// A keyspace of one view.
macro_rules! wrong_view {
    ($keyspace:ident, $view:ident, $of:ident, $reason:literal: $($query:tt)+) => {{
        #[derive(Keyspace)]
        #[keyspace(name = "wrong", includes(Insurance), views($view))]
        struct $keyspace;

        #[derive(View, Clone, Debug, PartialEq)]
        #[view(name = "wrong", keyspace = $keyspace, query = wrong)]
        struct $view {
            #[column(tenant)]
            org_id: OrgId,
            #[column(primary_key)]
            id: Uuid,
        }

        fn wrong() -> ViewQuery<$view> {
            let list = $of {
                org_id: Claim.org_id,
                id: Claim.id,
            };
            select(list)$($query)+.view()
        }

        ($keyspace::DEFINITION, $reason)
    }};
}

async fn queries_that_are_no_views<B: TestBackend>(_: Db<B>) {
    let wrong = [
        wrong_view!(K1, V1, V1Of, "order": .from(Claim).order_by(Claim.id)),
        wrong_view!(K2, V2, V2Of, "limit": .from(Claim).limit(1)),
        wrong_view!(K3, V3, V3Of, "RIGHT":
            .from(Policy).right_join(Claim, Claim.policy_id.eq(Policy.id))),
        wrong_view!(K4, V4, V4Of, "left-joined":
            .from(Country)
            .left_join(Contact, Contact.country.eq(Country.code))
            .inner_join(Claim, value(true))),
        wrong_view!(K5, V5, V5Of, "query in FROM":
            .from(dear!().derived()).inner_join(Claim, Claim.policy_id.eq(Dear.policy_id))),
        wrong_view!(K6, V6, V6Of, "same name":
            .from(Claim).filter(exists(select(value(1i64)).from(Claim)))),
        wrong_view!(K7, V7, V7Of, "common table expressions":
            .from(Claim)
            .filter(Claim.policy_id.in_query(select(Dear.policy_id).from(dear!().cte())))),
    ];
    for (keyspace, told) in wrong {
        match B::DIALECT.describe(&keyspace) {
            Err(BuildError::View {
                view: "wrong",
                reason,
            }) => assert!(reason.contains(told), "{reason}"),
            other => panic!("expected `{told}`, got {other:?}"),
        }
    }
}

#[derive(Keyspace)]
#[keyspace(name = "shop", tables(Sale), views(Turnover))]
struct Shop;

#[derive(Table, Clone, Debug, PartialEq)]
#[table(name = "sales", keyspace = Shop)]
struct Sale {
    #[column(primary_key)]
    id: i64,
    #[column(tenant)]
    org_id: OrgId,
    product: String,
    amount: i64,
}

#[derive(View, Clone, Debug, PartialEq)]
#[view(
    name = "turnovers",
    keyspace = Shop,
    query = turnovers,
    materialized,
    unique(org_id, product),
    index(org_id, amount desc)
)]
struct Turnover {
    #[column(tenant)]
    org_id: OrgId,
    #[column(primary_key)]
    product: String,
    amount: Option<i64>,
}

fn turnovers() -> ViewQuery<Turnover> {
    select(TurnoverOf {
        org_id: Sale.org_id,
        product: Sale.product,
        amount: sum(Sale.amount),
    })
    .from(Sale)
    .group_by((Sale.org_id, Sale.product))
    .view()
}

async fn refreshed<B>(db: Db<B>)
where
    B: TestBackend + HasMaterializedViews + HasTransactions,
{
    db.create_tables::<Shop>().await.unwrap();
    db.create_tables::<Shop>().await.unwrap();
    let (acme, beta) = (tenant(&db, ACME), tenant(&db, BETA));
    let sale = |id, amount| NewSale {
        id,
        product: "tea".to_owned(),
        amount,
    };
    acme.insert_many([sale(1, 2), sale(2, 3)])
        .run()
        .await
        .unwrap();
    beta.insert(sale(1, 50)).run().await.unwrap();
    assert_eq!(acme.from(Turnover).count().await.unwrap(), 0);
    db.refresh(Turnover).run().await.unwrap();
    let row = |org_id, amount| Turnover {
        org_id,
        product: "tea".to_owned(),
        amount: Some(amount),
    };
    assert_eq!(acme.from(Turnover).all().await.unwrap(), [row(ACME, 5)]);
    assert_eq!(beta.from(Turnover).all().await.unwrap(), [row(BETA, 50)]);
    acme.delete(Sale).filter(Sale.id.eq(1)).run().await.unwrap();
    assert_eq!(acme.from(Turnover).all().await.unwrap(), [row(ACME, 5)]);
    db.refresh(Turnover).concurrently().run().await.unwrap();
    assert_eq!(acme.from(Turnover).all().await.unwrap(), [row(ACME, 3)]);
    db.transaction(async |tx| tx.refresh(Turnover).run().await)
        .await
        .unwrap();
}
