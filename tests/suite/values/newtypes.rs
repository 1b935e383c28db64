use orm::prelude::*;
use orm::types::EncodeError;
use proptest::prelude::{Strategy, any};

use super::{comes_back, is_refused, orders_like_rust, stored};
use crate::backend::{TestBackend, on_every_backend};

#[derive(DbValue, Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Metres(pub i32);

#[derive(DbValue, Clone, Debug, PartialEq)]
pub struct Email {
    pub address: String,
}

#[derive(DbValue, Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Euro(pub Decimal);

/// A newtype over a newtype.
#[derive(DbValue, Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Altitude(pub Metres);

#[derive(TenantKey, Clone, Debug, PartialEq, Eq)]
pub struct Slug(pub String);

stored!(metres: Metres);
stored!(emails: Email);
stored!(euros: #[column(numeric(12, 2))] Euro);
stored!(altitudes: Altitude);
stored!(slugs: Slug);

on_every_backend!(
    integers_in_a_newtype,
    integers_in_a_newtype_order,
    texts_in_a_newtype,
    decimals_in_a_newtype,
    decimals_in_a_newtype_are_checked,
    newtypes_in_a_newtype,
    tenant_keys,
);

async fn integers_in_a_newtype<B: TestBackend>(db: Db<B>) {
    let extremes = [Metres(i32::MIN), Metres(0), Metres(i32::MAX)];
    comes_back::<B, metres::Cell>(db, extremes, any::<i32>().prop_map(Metres), Metres::eq).await;
}

async fn integers_in_a_newtype_order<B: TestBackend>(db: Db<B>) {
    let extremes = [Metres(i32::MAX), Metres(i32::MIN)];
    orders_like_rust::<B, metres::Cell>(db, extremes, any::<i32>().prop_map(Metres)).await;
}

async fn texts_in_a_newtype<B: TestBackend>(db: Db<B>) {
    let email = |address: &str| Email {
        address: address.to_owned(),
    };
    let random = "[a-zß]{0,9}@[a-z]{1,9}".prop_map(|address| Email { address });
    comes_back::<B, emails::Cell>(db, [email(""), email("ada@example.org")], random, Email::eq)
        .await;
}

async fn decimals_in_a_newtype<B: TestBackend>(db: Db<B>) {
    let random =
        (-999_999_999_999_i64..=999_999_999_999).prop_map(|cents| Euro(Decimal::new(cents, 2)));
    comes_back::<B, euros::Cell>(
        db,
        [Euro(Decimal::ZERO), Euro(Decimal::new(-1, 2))],
        random,
        Euro::eq,
    )
    .await;
}

async fn decimals_in_a_newtype_are_checked<B: TestBackend>(db: Db<B>) {
    let because =
        |error: &EncodeError| matches!(error, EncodeError::TooManyDigits { scale: 2, .. });
    is_refused::<B, euros::Cell>(&db, Euro(Decimal::ONE), Euro(Decimal::new(1, 3)), because).await;
}

async fn newtypes_in_a_newtype<B: TestBackend>(db: Db<B>) {
    let random = any::<i32>().prop_map(|metres| Altitude(Metres(metres)));
    comes_back::<B, altitudes::Cell>(db, [Altitude(Metres(8_849))], random, Altitude::eq).await;
}

async fn tenant_keys<B: TestBackend>(db: Db<B>) {
    let extremes = [Slug("acme".to_owned()), Slug("ACME".to_owned())];
    comes_back::<B, slugs::Cell>(db, extremes, "[a-z0-9-]{1,20}".prop_map(Slug), Slug::eq).await;
}
