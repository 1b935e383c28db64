use futures::executor::block_on;
use orm_core::scope::TenantKey;
use orm_core::types::{Arg, EnumValue, Hint, Scalar, SqlType, Value};
use uuid::Uuid;

use crate::model::*;

#[test]
fn enums_are_stored_by_name_or_number() {
    assert_eq!(PolicyStatus::InForce.as_str(), "in_force");
    assert_eq!(PolicyStatus::Cancelled.as_str(), "gone");
    assert_eq!(PolicyStatus::DEFINITION.name, "policy_status");
    assert_eq!(
        PolicyStatus::DEFINITION.values,
        ["draft", "in_force", "gone"]
    );
    assert!(PolicyStatus::DEFINITION.numbers.is_empty());
    assert_eq!(Priority::Normal.number(), 0);
    assert_eq!(Priority::DEFINITION.values, ["Low", "Normal", "High"]);
    assert_eq!(Priority::DEFINITION.numbers, [-1, 0, 10]);
    assert_eq!(Priority::High.encode(Hint::NONE), Ok(Arg::Int(10)));
    assert_eq!(
        PolicyStatus::Draft.encode(Hint::NONE),
        Ok(Arg::Enum("draft".into()))
    );
}

#[test]
fn newtypes_are_what_they_wrap() {
    let id = Uuid::from_u128(7);
    assert_eq!(<ContactId as Value>::SQL, SqlType::Uuid);
    assert_eq!(ContactId(id).encode(Hint::NONE), Ok(Arg::Uuid(id)));
    assert!(!OrgId(id).is_nil());
    assert!(OrgId(Uuid::nil()).is_nil());
    assert!(RegionId(0).is_nil() && !RegionId(7).is_nil());
    assert!(ShopName(String::new()).is_nil() && !ShopName("a".into()).is_nil());
    assert!(BranchId(ContactId(Uuid::nil())).is_nil() && !BranchId(ContactId(id)).is_nil());
}

#[test]
fn open_enums_keep_what_they_do_not_know() {
    block_on(async {
        let db = orm_core::Db::<orm_sqlite::Sqlite>::memory().await.unwrap();
        db.create_tables::<Policies>().await.unwrap();
        let state = OpenState::Other("set by hand".into());
        assert_eq!(state.as_str(), "set by hand");
        db.insert(
            NewTicket::default()
                .state(state.clone())
                .level(Level::Other(44)),
        )
        .run()
        .await
        .unwrap();
        db.insert(NewTicket::default().id(40)).run().await.unwrap();
        let rows = db.from(Ticket).order_by(Ticket.id).all().await.unwrap();
        let [given, defaults] = rows.as_slice() else {
            panic!("{rows:?}")
        };
        assert_eq!((&given.state, given.level.number()), (&state, 44));
        assert_eq!(
            (defaults.id, &defaults.state, defaults.level),
            (40, &OpenState::BrandNew, Level::First)
        );
        let nul = OpenState::Other("a\0b".into());
        assert!(nul.encode(Hint::NONE).is_err());
    });
}
