use orm_core::driver::ConstraintKind;
use orm_core::scope::TenantClaims;
use orm_core::{Db, Error, Operators, count_all};
use orm_macros::{Keyspace, Table, TenantKey};
use orm_sqlite::D1;
use uuid::Uuid;

use crate::fixture::fresh;

#[derive(TenantKey, Clone, Copy, Debug, PartialEq, Eq)]
struct OrgId(Uuid);

#[derive(Keyspace)]
#[keyspace(tables(Policy))]
struct Policies;

#[derive(Table, Clone, Debug, PartialEq)]
#[table(name = "policies", keyspace = Policies, unique(org_id, number))]
struct Policy {
    #[column(primary_key)]
    id: i64,
    #[column(tenant)]
    org_id: OrgId,
    #[column(varchar = 64)]
    number: String,
    premium: f64,
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

fn policy(id: i64) -> NewPolicy {
    NewPolicy {
        id,
        number: format!("P-{id}"),
        premium: id as f64,
    }
}

#[tokio::test]
async fn tables_are_those_of_sqlite_and_tenants_are_kept_apart() {
    let Some(options) = fresh() else { return };
    let db = Db::<D1>::connect_with(options).await.unwrap();
    db.create_tables::<Policies>().await.unwrap();
    let a = db.tenant(&Claims(OrgId(Uuid::from_u128(1)))).unwrap();
    let b = db.tenant(&Claims(OrgId(Uuid::from_u128(2)))).unwrap();

    // More values than one statement binds, and a whole number that JavaScript doesn't have.
    let ids: Vec<i64> = (1..600).chain([(1 << 53) + 1]).collect();
    let rows = ids.iter().map(|id| policy(*id));
    assert_eq!(a.insert_many(rows).run().await.unwrap(), 600);
    let kept = a.from(Policy).order_by(Policy.id).all().await.unwrap();
    assert_eq!(kept.iter().map(|policy| policy.id).collect::<Vec<_>>(), ids);
    assert_eq!(kept[0].premium, 1.0);

    let numbers: Vec<String> = ids.iter().map(|id| format!("P-{id}")).collect();
    let found = a
        .from(Policy)
        .filter(Policy.number.in_list(numbers.clone()));
    assert_eq!(found.all().await.unwrap().len(), 600);
    let found = a.from(Policy).filter(Policy.id.in_list(ids.clone()));
    assert_eq!(found.all().await.unwrap().len(), 600);

    // The other tenant sees, changes and deletes none of them.
    let found = b.from(Policy).filter(Policy.number.in_list(numbers));
    assert_eq!(found.all().await.unwrap(), []);
    let changed = b
        .update(Policy)
        .set(Policy.premium.to(0.0))
        .all_rows()
        .run();
    assert_eq!(changed.await.unwrap(), 0);
    assert_eq!(b.delete(Policy).all_rows().run().await.unwrap(), 0);
    let total: Vec<i64> = a.select(count_all()).from(Policy).all().await.unwrap();
    assert_eq!(total, [600]);

    // All or none of a long insert.
    let rows = (1000..2000).chain([1]).map(policy);
    let failed = a.insert_many(rows).run().await;
    let Err(Error::Constraint(constraint)) = failed else {
        panic!("{failed:?}");
    };
    assert_eq!(constraint.kind, ConstraintKind::Unique);
    let total: Vec<i64> = a.select(count_all()).from(Policy).all().await.unwrap();
    assert_eq!(total, [600]);

    let id = b
        .insert(policy(5000))
        .returning(Policy.id)
        .one()
        .await
        .unwrap();
    assert_eq!(id, 5000);
    let gone = b.delete(Policy).filter(Policy.id.eq(id)).run().await;
    assert_eq!(gone.unwrap(), 1);
}
