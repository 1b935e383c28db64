use orm_core::driver::ConstraintKind;
use orm_core::scope::TenantClaims;
use orm_core::{Db, Error, Json, Operators, count_all, delete, insert, select};
use orm_macros::{Keyspace, Table, TenantKey};
use orm_mysql::{MySql, Protocol};
use uuid::Uuid;

use crate::fixture::{Ask, each};

#[derive(TenantKey, Clone, Copy, Debug, PartialEq, Eq)]
struct OrgId(Uuid);

#[derive(Keyspace)]
#[keyspace(tables(Policy, Note))]
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

#[derive(Table, Clone, Debug, PartialEq)]
#[table(name = "notes", keyspace = Policies)]
struct Note {
    #[column(primary_key, default = auto_increment)]
    id: i64,
    #[column(tenant)]
    org_id: OrgId,
    pages: Json<Vec<i64>>,
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

/// By each protocol, over TCP and HTTP.
#[tokio::test]
async fn tables_are_the_same_and_tenants_are_kept_apart_by_each_protocol() {
    each(async |server| {
        #[cfg_attr(not(feature = "planetscale"), expect(unused_mut))]
        let mut ways = vec![server.options(), server.options().protocol(Protocol::Text)];
        #[cfg(feature = "planetscale")]
        ways.push(server.over_http());
        for options in ways {
            let db = Db::<MySql>::connect_with(options).await.unwrap();
            let mut connection = server.connection().await;
            connection
                .sql("DROP TABLE IF EXISTS policies, notes")
                .await
                .unwrap();
            db.create_tables::<Policies>().await.unwrap();
            one_way(&db).await;
            batches_and_counted_keys(&db).await;
        }
    })
    .await;
}

async fn one_way(db: &Db<MySql>) {
    let a = db.tenant(&Claims(OrgId(Uuid::from_u128(1)))).unwrap();
    let b = db.tenant(&Claims(OrgId(Uuid::from_u128(2)))).unwrap();
    let ids: Vec<i64> = (1..300).chain([(1 << 53) + 1]).collect();
    let rows = ids.iter().map(|id| policy(*id));
    assert_eq!(a.insert_many(rows).run().await.unwrap(), 300);
    let kept = a.from(Policy).order_by(Policy.id).all().await.unwrap();
    assert_eq!(kept.iter().map(|policy| policy.id).collect::<Vec<_>>(), ids);
    assert_eq!(kept[0].premium, 1.0);

    // The other tenant sees, changes and deletes none of them.
    let numbers: Vec<String> = ids.iter().map(|id| format!("P-{id}")).collect();
    let found = b.from(Policy).filter(Policy.number.in_list(numbers));
    assert_eq!(found.all().await.unwrap(), []);
    let changed = b
        .update(Policy)
        .set(Policy.premium.to(0.0))
        .all_rows()
        .run();
    assert_eq!(changed.await.unwrap(), 0);
    assert_eq!(b.delete(Policy).all_rows().run().await.unwrap(), 0);
    // Not by what is written into the text of a statement either.
    let hostile = "x' OR org_id <> '\\' OR 1=1 -- ?";
    let found = b.from(Policy).filter(Policy.number.eq(hostile));
    assert_eq!(found.all().await.unwrap(), []);
    let row = NewPolicy {
        number: hostile.to_owned(),
        ..policy(5000)
    };
    b.insert(row).run().await.unwrap();
    let changed = b
        .update(Policy)
        .set(Policy.premium.to(1.5))
        .filter(Policy.number.eq(hostile));
    assert_eq!(changed.run().await.unwrap(), 1);
    let total: Vec<i64> = a.select(count_all()).from(Policy).all().await.unwrap();
    assert_eq!(total, [300]);

    // All or none, in a transaction and in a long insert.
    let failed = a
        .transaction(async |tx| {
            tx.insert(policy(6000)).run().await?;
            tx.insert(policy(1)).run().await
        })
        .await;
    let Err(Error::Constraint(constraint)) = failed else {
        panic!("{failed:?}");
    };
    assert_eq!(constraint.kind, ConstraintKind::Unique);
    let total: Vec<i64> = a.select(count_all()).from(Policy).all().await.unwrap();
    assert_eq!(total, [300]);
    let kept = a
        .transaction(async |tx| {
            tx.insert(policy(6000)).run().await?;
            tx.from(Policy).filter(Policy.id.eq(6000)).all().await
        })
        .await;
    assert_eq!(kept.unwrap().len(), 1);
}

async fn batches_and_counted_keys(db: &Db<MySql>) {
    let a = db.tenant(&Claims(OrgId(Uuid::from_u128(1)))).unwrap();
    let b = db.tenant(&Claims(OrgId(Uuid::from_u128(2)))).unwrap();
    let note = |page| NewNote {
        pages: Json(vec![page]),
    };
    let ids = a.insert_many([note(1), note(2)]).returning_id().all().await;
    assert_eq!(ids.unwrap(), [1, 2]);
    assert_eq!(b.insert(note(1)).returning_id().one().await.unwrap(), 3);
    let found = a.select(Note.id).from(Note);
    let found = found.filter(Note.pages.eq(Json(vec![1])));
    assert_eq!(found.all().await.unwrap(), [1]);

    let rows = [
        (1, Note.pages.to(Json(vec![5]))),
        (3, Note.pages.to(Json(vec![6]))),
    ];
    assert_eq!(a.update_each(Note, rows).run().await.unwrap(), 1);
    let all = || select((Note.id, Note.pages)).from(Note).order_by(Note.id);
    let (gone, left) = a
        .batch((delete(Note).filter(Note.id.eq(2)).command(), all().query()))
        .await
        .unwrap();
    assert_eq!((gone, left), (1, vec![(1, Json(vec![5]))]));
    let failed = a
        .batch((
            delete(Note).all_rows().command(),
            insert([policy(1)]).command(),
        ))
        .await;
    assert!(matches!(failed, Err(Error::Constraint(_))), "{failed:?}");
    assert_eq!(a.from(Note).count().await.unwrap(), 1);
    let of_b = all().on(&b).all().await.unwrap();
    assert_eq!(of_b, [(3, Json(vec![1]))]);
}
