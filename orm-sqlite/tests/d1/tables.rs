use std::path::PathBuf;

use orm_core::driver::ConstraintKind;
use orm_core::scope::TenantClaims;
use orm_core::{Db, Error, Operators, count_all};
use orm_macros::{Keyspace, Table, TenantKey};
use orm_sqlite::{D1, D1Options, Sqlite};
use uuid::Uuid;

use crate::fixture::fresh;
use crate::server::{Running, TOKEN};

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

#[tokio::test]
async fn the_local_file_opens_with_the_embedded_driver() {
    let folder = Folder::new();
    let Some(workerd) = Running::start("main", Some(&folder.0)) else {
        println!("left out: ORM_TEST_NODE_MODULES is not set");
        return;
    };
    let [first, second] = [1, 2].map(|number| Claims(OrgId(Uuid::from_u128(number))));
    let exact = Policy {
        id: (1 << 53) + 1,
        org_id: first.0,
        number: "it's \\ \u{1f6df}".to_owned(),
        premium: 0.1 + 0.2,
    };
    let new = NewPolicy {
        id: exact.id,
        number: exact.number.clone(),
        premium: exact.premium,
    };
    let options = || {
        let options = D1Options::new("account", "main").token(TOKEN);
        options.api(&workerd.api)
    };
    let d1 = Db::<D1>::connect_with(options()).await.unwrap();
    d1.create_tables::<Policies>().await.unwrap();
    let far = d1.tenant(&first).unwrap();
    far.insert(new).run().await.unwrap();
    d1.tenant(&second)
        .unwrap()
        .insert(policy(7))
        .run()
        .await
        .unwrap();

    // While workerd has it open, as with `wrangler dev` in another window.
    let file = folder.database();
    let url = format!("sqlite:{}", file.display());
    let sqlite = Db::<Sqlite>::connect(&url).await.unwrap();
    let own = sqlite.tenant(&first).unwrap();
    assert_eq!(own.from(Policy).one().await.unwrap(), exact);
    own.insert(policy(8)).run().await.unwrap();
    let ids = |policies: Vec<Policy>| policies.iter().map(|policy| policy.id).collect::<Vec<_>>();
    let seen = far.from(Policy).order_by(Policy.id).all().await;
    assert_eq!(ids(seen.unwrap()), [8, exact.id]);
    sqlite.close().await;

    drop(workerd);
    let sqlite = Db::<Sqlite>::connect(&url).await.unwrap();
    let other = sqlite.tenant(&second).unwrap();
    assert_eq!(ids(other.from(Policy).all().await.unwrap()), [7]);
    sqlite.close().await;
}

/// A folder that is gone with this.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        let folder = std::env::temp_dir().join(format!("orm-d1-{}", std::process::id()));
        std::fs::create_dir(&folder).unwrap();
        Self(folder)
    }

    /// The file of the only database below it, beside miniflare's own.
    fn database(&self) -> PathBuf {
        let mut found = Vec::new();
        let mut folders = vec![self.0.clone()];
        while let Some(folder) = folders.pop() {
            for entry in folder.read_dir().unwrap() {
                let path = entry.unwrap().path();
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                if path.is_dir() {
                    folders.push(path);
                } else if name.ends_with(".sqlite") && name != "metadata.sqlite" {
                    found.push(path);
                }
            }
        }
        assert_eq!(found.len(), 1, "{found:?}");
        found.remove(0)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // Nobody reads what is left of it.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
