use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use orm::IpNetwork;
use orm::prelude::*;
use proptest::prelude::{Strategy, any, prop_oneof};

use super::{comes_back, orders_like_rust, stored};
use crate::backend::{TestBackend, on_every_backend};

stored!(hosts: IpAddr);
stored!(blocks: IpNetwork);

on_every_backend!(
    addresses_come_back,
    addresses_order,
    networks_come_back,
    networks_order,
);

fn any_address() -> impl Strategy<Value = IpAddr> {
    prop_oneof![
        any::<u32>().prop_map(|bits| Ipv4Addr::from_bits(bits).into()),
        any::<u128>().prop_map(|bits| Ipv6Addr::from_bits(bits).into()),
        // Short ones, that have much in common.
        (0_u128..4).prop_map(|bits| Ipv6Addr::from_bits(bits).into()),
    ]
}

fn any_network() -> impl Strategy<Value = IpNetwork> {
    (any_address(), 0_u8..=128).prop_map(|(address, prefix)| {
        let longest = if address.is_ipv4() { 32 } else { 128 };
        IpNetwork::around(address, prefix.min(longest)).expect("a network")
    })
}

fn addresses() -> [IpAddr; 6] {
    [
        "0.0.0.0",
        "9.255.0.1",
        "10.0.0.1",
        "255.255.255.255",
        "::",
        "ffff::1",
    ]
    .map(|text| text.parse().expect("an address"))
}

fn networks() -> [IpNetwork; 6] {
    [
        "0.0.0.0/0",
        "10.0.0.0/8",
        "10.0.0.0/16",
        "10.1.0.0/16",
        "::/0",
        "::/128",
    ]
    .map(|text| text.parse().expect("a network"))
}

async fn addresses_come_back<B: TestBackend>(db: Db<B>) {
    comes_back::<B, hosts::Cell>(db, addresses(), any_address(), IpAddr::eq).await;
}

async fn addresses_order<B: TestBackend>(db: Db<B>) {
    orders_like_rust::<B, hosts::Cell>(db, addresses(), any_address()).await;
}

async fn networks_come_back<B: TestBackend>(db: Db<B>) {
    comes_back::<B, blocks::Cell>(db, networks(), any_network(), IpNetwork::eq).await;
}

async fn networks_order<B: TestBackend>(db: Db<B>) {
    orders_like_rust::<B, blocks::Cell>(db, networks(), any_network()).await;
}
