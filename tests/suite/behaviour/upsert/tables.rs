use orm::prelude::*;

use crate::schema::OrgId;

/// Tables whose keys hold over all tenants, as schemas that exist have them.
#[derive(Keyspace)]
#[keyspace(name = "shared_keys", tables(Coupon, Domain))]
pub struct SharedKeys;

/// The primary key is the id alone.
#[derive(Table, Clone, Debug, PartialEq)]
#[table(name = "coupons", keyspace = SharedKeys, primary_key(id_only))]
pub struct Coupon {
    #[column(primary_key)]
    pub id: Uuid,
    #[column(tenant)]
    pub org_id: OrgId,
    pub percent: i32,
    pub note: Option<String>,
    #[column(default = 0, on_update = sql("changes + 1"))]
    pub changes: i64,
}

/// A name is one tenant's.
#[derive(Table, Clone, Debug, PartialEq)]
#[table(name = "domains", keyspace = SharedKeys)]
pub struct Domain {
    #[column(primary_key, default = auto_increment)]
    pub id: i64,
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(varchar = 80, unique_globally)]
    pub name: String,
    pub target: String,
    #[column(version)]
    pub version: i64,
}

/// A table with a unique index over some of its rows, which MySQL hasn't.
#[derive(Keyspace)]
#[keyspace(name = "partial_keys", tables(Seat))]
pub struct PartialKeys;

#[derive(Table, Clone, Debug, PartialEq)]
#[table(
    name = "seats",
    keyspace = PartialKeys,
    index(org_id, label, unique, where = "left_at IS NULL")
)]
pub struct Seat {
    #[column(primary_key, default = uuid_v7)]
    pub id: Uuid,
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(varchar = 20)]
    pub label: String,
    pub guest: String,
    pub left_at: Option<DateTime<Utc>>,
}

pub fn coupon(id: u128, percent: i32) -> NewCoupon {
    NewCoupon {
        id: Uuid::from_u128(id),
        percent,
    }
}

pub fn domain(name: &str, target: &str) -> NewDomain {
    NewDomain {
        name: name.to_owned(),
        target: target.to_owned(),
    }
}

pub fn seat(label: &str, guest: &str) -> NewSeat {
    NewSeat {
        label: label.to_owned(),
        guest: guest.to_owned(),
    }
}
