//! What the builder offers, on D1: each test here has a twin on every other backend in the suite.

use orm_core::expr::{row_number, window};
use orm_core::scope::{Scoped, TenantClaims};
use orm_core::{
    BuildError, Db, Error, Operators, Param, all_of, any_of, avg, coalesce, count_all, delete,
    excluded, exists, insert, prepare, random_uuid, select, sum, update,
};
use orm_macros::{Keyspace, Table, TenantKey};
use orm_sqlite::D1;
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::fixture::{fresh_and_name, requests};

#[derive(TenantKey, Clone, Copy, Debug, PartialEq, Eq)]
struct OrgId(Uuid);

#[derive(Keyspace)]
#[keyspace(tables(Policy, Claim, Note))]
struct Policies;

#[derive(Table, Clone, Debug, PartialEq)]
#[table(name = "policies", keyspace = Policies, unique(org_id, number), relations(many(claims: Claim::policy_id)))]
struct Policy {
    #[column(primary_key)]
    id: i64,
    #[column(tenant)]
    org_id: OrgId,
    number: String,
    #[column(numeric(12, 2))]
    premium: Decimal,
}

#[derive(Table, Clone, Debug, PartialEq)]
#[table(name = "claims", keyspace = Policies)]
struct Claim {
    #[column(primary_key)]
    id: i64,
    #[column(tenant)]
    org_id: OrgId,
    #[column(references(Policy::id, on_delete = cascade))]
    policy_id: i64,
    title: String,
    share: f64,
}

#[derive(Table, Clone, Debug, PartialEq)]
#[table(name = "notes", keyspace = Policies)]
struct Note {
    #[column(primary_key)]
    id: Uuid,
    #[column(tenant)]
    org_id: OrgId,
    text: String,
}

struct Claims(OrgId);

impl TenantClaims for Claims {
    type Key = OrgId;
    type Actor = Uuid;

    fn tenant(&self) -> Option<OrgId> {
        Some(self.0)
    }

    fn actor(&self) -> Option<Uuid> {
        None
    }
}

type Tenant = Db<D1, Scoped<OrgId>>;

/// A whole number that JavaScript doesn't have.
const BIG: i64 = (1 << 53) + 1;

/// Two tenants with equal rows, and the name of their database.
async fn tenants() -> Option<(Tenant, Tenant, String)> {
    let (options, name) = fresh_and_name()?;
    let db = Db::<D1>::connect_with(options).await.unwrap();
    db.create_tables::<Policies>().await.unwrap();
    let tenant = |number| db.tenant(&Claims(OrgId(Uuid::from_u128(number)))).unwrap();
    let (a, b) = (tenant(1), tenant(2));
    for db in [&a, &b] {
        let policies = [(1, "P-1", 100), (BIG, "P-2", 25)];
        let policies = policies.map(|(id, number, premium)| NewPolicy {
            id,
            number: number.to_owned(),
            premium: Decimal::from(premium),
        });
        let claims = [
            (1, 1, "hail", 1.0),
            (2, BIG, "fire", 0.1),
            (BIG, BIG, "theft", 2.5),
        ];
        let claims = claims.map(|(id, policy_id, title, share)| NewClaim {
            id,
            policy_id,
            title: title.to_owned(),
            share,
        });
        let rows = (insert(policies).command(), insert(claims).command());
        assert_eq!(db.batch(rows).await.unwrap(), (2, 3));
    }
    Some((a, b, name))
}

#[tokio::test]
async fn a_batch_is_one_request_and_takes_effect_as_a_whole() {
    let Some((a, b, name)) = tenants().await else {
        return;
    };
    let before = requests(&name);
    let (gone, changed, left, again) = a
        .batch((
            delete(Claim).filter(Claim.title.eq("fire")).command(),
            update(Policy)
                .set(Policy.premium.to(Policy.premium.add(Decimal::ONE)))
                .all_rows()
                .command(),
            select((Claim.id, Claim.title))
                .from(Claim)
                .order_by(Claim.id)
                .query(),
            update(Claim)
                .set(Claim.share.to(7.0))
                .filter(Claim.id.eq(BIG))
                .returning((Claim.id, Claim.share))
                .query(),
        ))
        .await
        .unwrap();
    assert_eq!(requests(&name), before + 1);
    assert_eq!((gone, changed), (1, 2));
    assert_eq!(left, [(1, "hail".to_owned()), (BIG, "theft".to_owned())]);
    assert_eq!(again, [(BIG, 7.0)]);

    // The second statement fails, and the first one has no effect.
    let flood = || NewClaim {
        id: 1,
        policy_id: 1,
        title: "flood".to_owned(),
        share: 0.0,
    };
    let failed = a
        .batch((
            delete(Claim).all_rows().command(),
            insert([flood(), flood()]).command(),
        ))
        .await;
    assert!(matches!(failed, Err(Error::Constraint(_))), "{failed:?}");
    assert_eq!(a.from(Claim).count().await.unwrap(), 2);

    // None of it reached the other tenant.
    assert_eq!(b.from(Claim).count().await.unwrap(), 3);
    let sums = b.select(sum(Policy.premium)).from(Policy).one().await;
    assert_eq!(sums.unwrap(), Some(Decimal::from(125)));
}

#[tokio::test]
async fn rows_with_values_of_their_own_are_one_request() {
    let Some((a, b, name)) = tenants().await else {
        return;
    };
    let new = (10..510).map(|id| NewPolicy {
        id,
        number: format!("N-{id}"),
        premium: Decimal::ZERO,
    });
    assert_eq!(a.insert_many(new).run().await.unwrap(), 500);
    let before = requests(&name);
    let long = "x".repeat(1_000);
    let rows = (10..510).map(|id| (id, Policy.number.to(format!("{long}-{id}"))));
    assert_eq!(a.update_each(Policy, rows).run().await.unwrap(), 500);
    assert_eq!(requests(&name), before + 1);
    let changed = a.from(Policy).filter(Policy.number.like("x%")).count();
    assert_eq!(changed.await.unwrap(), 500);

    // All or none, and never the other tenant's.
    let rows = [(10, Policy.number.to("P-1"))];
    let failed = a.update_each(Policy, rows).run().await;
    assert!(matches!(failed, Err(Error::Constraint(_))), "{failed:?}");
    let rows = [(10, Policy.number.to("a")), (1, Policy.number.to("b"))];
    assert_eq!(b.update_each(Policy, rows).run().await.unwrap(), 1);
}

#[tokio::test]
async fn relations_are_loaded_by_either_way() {
    let Some((a, _, name)) = tenants().await else {
        return;
    };
    let before = requests(&name);
    let json = a
        .find(Policy)
        .order_by(Policy.id)
        .with(Policy::claims())
        .all();
    let json = json.await.unwrap();
    assert_eq!(requests(&name), before + 1);
    let levels = a.find(Policy).order_by(Policy.id).with(Policy::claims());
    let levels = levels.per_level().all().await.unwrap();
    assert_eq!(json, levels);
    let (policy, claims) = &json[1];
    assert_eq!(policy.id, BIG);
    let ids: Vec<(i64, f64)> = claims.iter().map(|claim| (claim.id, claim.share)).collect();
    assert_eq!(ids, [(2, 0.1), (BIG, 2.5)]);
}

#[tokio::test]
async fn numbers_keep_their_digits_in_every_kind_of_query() {
    let Some((a, b, _)) = tenants().await else {
        return;
    };
    let ids = || select(Claim.id).from(Claim);
    let few = ids().order_by(Claim.id.desc()).limit(1);
    let most = few
        .union(ids().filter(Claim.id.eq(2)))
        .on(&a)
        .all()
        .await
        .unwrap();
    assert_eq!(most, [2, BIG]);
    let kept = ids().except(ids().filter(Claim.id.ne(BIG))).on(&a).all();
    assert_eq!(kept.await.unwrap(), [BIG]);
    let distinct = a.select(Claim.policy_id).from(Claim).distinct();
    let distinct = distinct.order_by(Claim.policy_id.desc()).all().await;
    assert_eq!(distinct.unwrap(), [BIG, 1]);

    let numbered = a
        .select((
            Claim.id,
            row_number().over(
                window()
                    .partition_by(Claim.policy_id)
                    .order_by(Claim.id.desc()),
            ),
        ))
        .from(Claim)
        .order_by(Claim.id);
    assert_eq!(numbered.all().await.unwrap(), [(1, 1), (2, 2), (BIG, 1)]);
    let averages = a
        .select((Claim.policy_id, avg(Policy.premium), count_all()))
        .from(Claim)
        .inner_join(Policy, Policy.id.eq(Claim.policy_id))
        .group_by(Claim.policy_id)
        .order_by(Claim.policy_id);
    let averages = averages.all().await.unwrap();
    assert_eq!(averages[1], (BIG, Some(Decimal::from(25)), 2));

    let by_id = prepare(|id: Param<i64>| {
        select(Claim.title)
            .from(Claim)
            .filter(Claim.id.eq(id))
            .query()
    });
    for (id, title) in [(BIG, "theft"), (1, "hail")] {
        assert_eq!(by_id.on(&a, id).one().await.unwrap(), title);
    }
    let found = b
        .select(Policy.id)
        .from(Policy)
        .filter(exists(
            select(Claim.id)
                .correlate(Policy)
                .from(Claim)
                .filter(Claim.policy_id.eq(Policy.id)),
        ))
        .order_by(coalesce(Policy.number, ""))
        .comment("page", "it's")
        .all()
        .await;
    assert_eq!(found.unwrap(), [1, BIG]);
}

#[tokio::test]
async fn writes_meet_what_is_there() {
    let Some((a, b, _)) = tenants().await else {
        return;
    };
    let row = |number: &str, premium| NewPolicy {
        id: 77,
        number: number.to_owned(),
        premium: Decimal::from(premium),
    };
    let upsert = a
        .insert_many([row("P-1", 300)])
        .on_conflict(Policy.number)
        .do_update()
        .set(Policy.premium.to(excluded(Policy.premium)))
        .returning((Policy.id, Policy.premium));
    assert_eq!(upsert.all().await.unwrap(), [(1, Decimal::from(300))]);
    let kept = b
        .select(Policy.premium)
        .from(Policy)
        .filter(Policy.id.eq(1));
    assert_eq!(kept.one().await.unwrap(), Decimal::from(100));

    let notes = select((Note.id.to(random_uuid()), Note.text.to(Claim.title))).from(Claim);
    assert_eq!(a.insert_from(Note, notes).run().await.unwrap(), 3);
    assert_eq!(b.from(Note).count().await.unwrap(), 0);

    let joined = a
        .update(Claim)
        .inner_join(Policy, Policy.id.eq(Claim.policy_id))
        .set(Claim.title.to(Policy.number))
        .filter(Policy.number.eq("P-2"));
    assert_eq!(joined.run().await.unwrap(), 2);
    let gone = a
        .delete(Claim)
        .inner_join(Policy, Policy.id.eq(Claim.policy_id))
        .filter(Policy.number.eq("P-2"));
    assert_eq!(gone.run().await.unwrap(), 2);
    assert_eq!(b.from(Claim).count().await.unwrap(), 3);
    let id = a.insert(row("P-9", 1)).returning_id().one().await;
    assert_eq!(id.unwrap(), 77);
}

#[tokio::test]
async fn rows_that_go_along_are_not_counted() {
    let Some((a, b, name)) = tenants().await else {
        return;
    };
    let before = requests(&name);
    let gone = a.delete(Policy).filter(Policy.id.eq(BIG)).run().await;
    assert_eq!(gone.unwrap(), 1);
    assert_eq!(requests(&name) - before, 1);
    assert_eq!(a.from(Claim).count().await.unwrap(), 1);
    let (left, gone, none) = b
        .batch((
            select(count_all()).from(Claim).query(),
            delete(Policy).all_rows().command(),
            delete(Policy).all_rows().command(),
        ))
        .await
        .unwrap();
    assert_eq!((left, gone, none), (vec![3], 2, 0));
}

#[tokio::test]
async fn long_conditions_and_long_patterns() {
    let Some((a, _, _)) = tenants().await else {
        return;
    };
    let titles = (0..150).map(|n| Claim.condition(Claim.title.eq(format!("t{n}"))));
    let any = any_of(titles.chain([Claim.condition(Claim.title.eq("hail"))]));
    assert_eq!(a.from(Claim).filter(any).count().await.unwrap(), 1);
    let none = (0..150).map(|n| Claim.condition(Claim.title.ne(format!("t{n}"))));
    assert_eq!(a.from(Claim).filter(all_of(none)).count().await.unwrap(), 3);

    let found = a.from(Claim).filter(Claim.title.starts_with("ha"));
    assert_eq!(found.count().await.unwrap(), 1);
    let long = Claim.title.contains(&"x".repeat(60));
    let refused = a.from(Claim).filter(long).count().await.unwrap_err();
    let Error::Build(refused) = refused else {
        panic!("{refused:?}");
    };
    let right = matches!(
        *refused,
        BuildError::PatternTooLong {
            length: 62,
            limit: 50,
            ..
        }
    );
    assert!(right, "{refused:?}");
}
