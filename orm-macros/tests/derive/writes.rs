use futures::executor::block_on;
use orm_core::{Json, Operators};
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::handle::with_contact;
use crate::model::*;

fn new_policy(holder_id: ContactId, number: &str) -> NewPolicy {
    NewPolicy {
        number: number.into(),
        holder_id,
        title: Json(Localized {
            de: "Hausrat".into(),
        }),
    }
}

#[test]
fn a_row_gets_its_defaults_and_stamps() {
    block_on(async {
        let (db, holder) = with_contact().await;
        db.insert(new_policy(holder, "P-1")).run().await.unwrap();
        let row = db.from(Policy).one().await.unwrap();
        assert_eq!(row.org_id, OrgId(Uuid::from_u128(1)));
        assert_eq!(
            (row.number.as_str(), row.status),
            ("P-1", PolicyStatus::Draft)
        );
        assert_eq!(row.premium, Decimal::new(999, 2));
        assert_eq!(row.premium_of_ten, Decimal::new(9990, 2));
        assert_eq!((row.opened, row.code.as_str(), row.version), (0, "made", 1));
        assert_eq!(row.created_by, Some(Uuid::from_u128(99)));
        assert_eq!(row.created_at, row.updated_at);
        assert_eq!(row.id.get_version_num(), 7);
        assert_eq!(
            (row.r#type, row.deleted_at, row.note),
            (None, None, Vec::new())
        );
    });
}

#[test]
fn setters_give_what_an_insert_may_give() {
    block_on(async {
        let (db, holder) = with_contact().await;
        let id = Uuid::from_u128(5);
        let new = |number: &str| new_policy(holder, number).code("given");
        let row = new("P-2")
            .id(id)
            .status(PolicyStatus::InForce)
            .premium(Decimal::new(1250, 2))
            .external_number(Uuid::from_u128(6))
            .r#type("home".to_owned());
        db.insert(row).run().await.unwrap();
        let refused = db.insert(new("P-2").external_number(None)).run().await;
        assert!(
            matches!(refused, Err(orm_core::Error::Constraint(_))),
            "{refused:?}"
        );
        let row = db
            .from(Policy)
            .filter(Policy.id.eq(id))
            .one()
            .await
            .unwrap();
        assert_eq!(
            (row.status, row.premium),
            (PolicyStatus::InForce, Decimal::new(1250, 2))
        );
        assert_eq!(row.external_number, Some(Uuid::from_u128(6)));
        assert_eq!(
            (row.r#type.as_deref(), row.code.as_str()),
            (Some("home"), "given")
        );
    });
}

#[test]
fn changes_set_what_they_name() {
    block_on(async {
        let (db, holder) = with_contact().await;
        db.insert(new_policy(holder, "P-3").r#type("home".to_owned()))
            .run()
            .await
            .unwrap();
        let changes = PolicyChanges {
            number: Some("P-4".into()),
            status: Some(PolicyStatus::Cancelled),
            r#type: Some(None),
            ..PolicyChanges::default()
        };
        let rows = db
            .update(Policy)
            .set(changes)
            .all_rows()
            .run()
            .await
            .unwrap();
        assert_eq!(rows, 1);
        let row = db.from(Policy).one().await.unwrap();
        assert_eq!(
            (row.number.as_str(), row.status, row.r#type),
            ("P-4", PolicyStatus::Cancelled, None)
        );
        // `on_update`, and the version that every update counts.
        assert_eq!((row.opened, row.version), (1, 2));
    });
}

#[test]
fn a_table_without_required_columns_has_an_empty_new() {
    block_on(async {
        let db = orm_core::Db::<orm_sqlite::Sqlite>::memory().await.unwrap();
        db.create_tables::<Policies>().await.unwrap();
        db.insert(NewSetting::default()).run().await.unwrap();
        db.insert(NewSetting::default().enabled(false))
            .run()
            .await
            .unwrap();
        let mut enabled = db
            .select(Setting.enabled)
            .from(Setting)
            .all()
            .await
            .unwrap();
        enabled.sort_unstable();
        assert_eq!(enabled, [false, true]);
    });
}
