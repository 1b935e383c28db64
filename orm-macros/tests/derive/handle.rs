use orm_core::{Db, Scoped, TenantClaims};
use orm_sqlite::Sqlite;
use uuid::Uuid;

use crate::model::{ContactId, NewContact, NewOrg, OrgId, Policies};

/// What the verification of a token gives.
pub(crate) struct Claims(pub(crate) OrgId);

impl TenantClaims for Claims {
    type Key = OrgId;
    type Actor = Uuid;

    fn tenant(&self) -> Option<OrgId> {
        Some(self.0)
    }

    fn actor(&self) -> Option<Uuid> {
        Some(Uuid::from_u128(99))
    }
}

/// A database with one tenant and one contact of it.
pub(crate) async fn with_contact() -> (Db<Sqlite, Scoped<OrgId>>, ContactId) {
    let db = Db::<Sqlite>::memory().await.unwrap();
    db.create_tables::<Policies>().await.unwrap();
    let db = db.tenant(&Claims(OrgId(Uuid::from_u128(1)))).unwrap();
    db.insert(NewOrg {
        slug: "first".into(),
    })
    .run()
    .await
    .unwrap();
    let contact = db
        .insert(NewContact { name: "Ada".into() })
        .returning(crate::model::Contact.id)
        .one()
        .await
        .unwrap();
    (db, contact)
}
