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
        Ok(Arg::Text("draft".into()))
    );
}

#[test]
fn newtypes_are_what_they_wrap() {
    let id = Uuid::from_u128(7);
    assert_eq!(<ContactId as Value>::SQL, SqlType::Uuid);
    assert_eq!(ContactId(id).encode(Hint::NONE), Ok(Arg::Uuid(id)));
    assert!(!OrgId(id).is_nil());
    assert!(OrgId(Uuid::nil()).is_nil());
}
