use uuid::Uuid;

/// A random uuid, for `default = uuid_v4`.
pub fn uuid_v4() -> Uuid {
    Uuid::new_v4()
}

/// A uuid that sorts by the time at which it was made, for `default = uuid_v7`.
pub fn uuid_v7() -> Uuid {
    Uuid::now_v7()
}
