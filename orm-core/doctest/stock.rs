// The table of the documentation's examples, and a handle on one tenant's rows of it.

use orm::prelude::*;

#[derive(TenantKey, Clone, Copy, Debug, PartialEq, Eq)]
pub struct OrgId(pub Uuid);

#[derive(Keyspace)]
#[keyspace(name = "warehouse", tables(Stock, Delivery))]
pub struct Warehouse;

#[derive(Table, Clone, Debug, PartialEq)]
#[table(name = "stock", keyspace = Warehouse, unique(org_id, item))]
pub struct Stock {
    #[column(primary_key, default = uuid_v7)]
    pub id: Uuid,
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(varchar = 40)]
    pub item: String,
    pub pieces: i64,
}

#[derive(Table, Clone, Debug, PartialEq)]
#[table(name = "deliveries", keyspace = Warehouse)]
pub struct Delivery {
    #[column(primary_key, default = uuid_v7)]
    pub id: Uuid,
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(varchar = 40)]
    pub item: String,
    pub pieces: i64,
}

pub struct Claims;

impl TenantClaims for Claims {
    type Key = OrgId;
    type Actor = Uuid;
    fn tenant(&self) -> Option<OrgId> {
        Some(OrgId(Uuid::from_u128(1)))
    }
    fn actor(&self) -> Option<Uuid> {
        None
    }
}

pub type Tenant = Db<Sqlite, Scoped<OrgId>>;

pub fn run(work: impl AsyncFnOnce(&Tenant) -> Result<(), orm::Error>) -> Result<(), orm::Error> {
    futures::executor::block_on(async {
        let db = Db::<Sqlite>::memory().await?;
        db.create_tables::<Warehouse>().await?;
        work(&db.tenant(&Claims)?).await
    })
}

pub fn stock(item: &str, pieces: i64) -> NewStock {
    NewStock {
        item: item.to_owned(),
        pieces,
    }
}

pub fn delivery(item: &str, pieces: i64) -> NewDelivery {
    NewDelivery {
        item: item.to_owned(),
        pieces,
    }
}
