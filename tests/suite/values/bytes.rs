use orm::prelude::*;
use proptest::collection::vec;
use proptest::prelude::{Strategy, any};

use super::{comes_back, orders_like_rust, stored};
use crate::backend::{TestBackend, on_every_backend};

stored!(bytes: Vec<u8>);
stored!(uuids: Uuid);
stored!(uuids_as_text: #[column(storage = text)] Uuid);

on_every_backend!(
    bytes_come_back,
    bytes_order,
    uuids_come_back,
    uuids_order,
    uuids_as_text_come_back,
    uuids_as_text_order,
);

async fn bytes_come_back<B: TestBackend>(db: Db<B>) {
    let extremes = [
        vec![],
        vec![0],
        vec![0, 0],
        vec![255; 3],
        b"text".to_vec(),
        vec![7; 100_000],
    ];
    comes_back::<B, bytes::Cell>(db, extremes, vec(any::<u8>(), 0..200), Vec::eq).await;
}

async fn bytes_order<B: TestBackend>(db: Db<B>) {
    let extremes = [vec![255], vec![], vec![0, 0], vec![0]];
    orders_like_rust::<B, bytes::Cell>(db, extremes, vec(any::<u8>(), 0..4)).await;
}

fn uuid() -> impl Strategy<Value = Uuid> {
    any::<u128>().prop_map(Uuid::from_u128)
}

fn uuids() -> [Uuid; 4] {
    [Uuid::nil(), Uuid::max(), Uuid::from_u128(1), Uuid::now_v7()]
}

async fn uuids_come_back<B: TestBackend>(db: Db<B>) {
    comes_back::<B, uuids::Cell>(db, uuids(), uuid(), Uuid::eq).await;
}

async fn uuids_order<B: TestBackend>(db: Db<B>) {
    orders_like_rust::<B, uuids::Cell>(db, uuids(), uuid()).await;
}

async fn uuids_as_text_come_back<B: TestBackend>(db: Db<B>) {
    comes_back::<B, uuids_as_text::Cell>(db, uuids(), uuid(), Uuid::eq).await;
}

async fn uuids_as_text_order<B: TestBackend>(db: Db<B>) {
    orders_like_rust::<B, uuids_as_text::Cell>(db, uuids(), uuid()).await;
}
