//! The rows that every contender reads and writes.

pub(crate) mod files;
pub(crate) mod server;

use chrono::{DateTime, TimeDelta, Utc};
use rust_decimal::Decimal;
use serde_json::json;
use uuid::Uuid;

use crate::model::{Arrival, Customer, Item, Order, Policy, Post, User};

/// The tenant whose rows are asked for.
pub(crate) const TENANT: Uuid = Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_00a1);
/// The tenant whose rows lie between, and must never be seen.
pub(crate) const OTHER_TENANT: Uuid = Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_00b2);

const POLICIES: u64 = 1_000;
const ITEMS: u64 = 12_000;
const USERS: u64 = 400;
/// How many customers of the tenant `nested` reads.
pub(crate) const CUSTOMERS: usize = 300;
/// How many orders a customer has, and how many lines an order has.
const NESTED: u64 = 10;

/// The key of one of the tenant's policies; `n` may be any number.
pub(crate) fn policy_key(n: u64) -> Uuid {
    // A stride that is coprime to the number of rows visits all of them, none twice in a row.
    key(Table::Policies, TENANT, n.wrapping_mul(7_919) % POLICIES)
}

/// `rows` rows to insert; no two batches with different numbers share a key.
pub(crate) fn arrivals(batch: u64, rows: usize) -> Vec<Arrival> {
    (0..rows as u64)
        .map(|n| {
            let number = batch * rows as u64 + n;
            Arrival {
                id: key(Table::Arrivals, TENANT, number),
                org_id: TENANT,
                name: format!("Arrival number {number}"),
                count: (number % 1_000) as i64,
                created_at: instant(number),
                active: number.is_multiple_of(3),
            }
        })
        .collect()
}

#[derive(Clone, Copy)]
enum Table {
    Policies = 1,
    Items,
    Users,
    Posts,
    Arrivals,
    Customers,
    Orders,
    Lines,
}

/// Keys ascend with `n`, as version 7 UUIDs do.
fn key(table: Table, tenant: Uuid, n: u64) -> Uuid {
    let tenant = tenant.as_u128() & 0xffff;
    Uuid::from_u128((0x0190 << 112) | ((n as u128) << 48) | ((table as u128) << 32) | tenant)
}

fn instant(n: u64) -> DateTime<Utc> {
    let start = DateTime::from_timestamp(1_700_000_000, 0).expect("a valid instant");
    start + TimeDelta::microseconds((n * 61_000_017) as i64)
}

/// The tenant's policies.
pub(crate) fn policies(tenant: Uuid) -> impl Iterator<Item = Policy> {
    (0..POLICIES).map(move |n| Policy {
        id: key(Table::Policies, tenant, n),
        org_id: tenant,
        number: format!("POL-{n:08}"),
        sequence: n as i64,
        premium: Decimal::new((n * 1_237 % 10_000_000) as i64, 2),
        created_at: instant(n),
        details: json!({ "de": format!("Haftpflicht {n}"), "en": format!("Liability {n}") }),
        active: n % 2 == 0,
        note: (n % 3 != 0).then(|| format!("Note on policy {n}")),
        priority: (n % 5 != 0).then_some((n % 10) as i64),
    })
}

/// The tenant's items.
pub(crate) fn items(tenant: Uuid) -> impl Iterator<Item = Item> {
    (0..ITEMS).map(move |n| Item {
        id: key(Table::Items, tenant, n),
        name: format!("Item number {n}"),
        count: (n * 31 % 5_000) as i64,
        created_at: instant(n),
        active: n % 4 != 0,
    })
}

/// The tenant's users.
pub(crate) fn users(tenant: Uuid) -> impl Iterator<Item = User> {
    (0..USERS).map(move |n| User {
        id: key(Table::Users, tenant, n),
        name: format!("User {:05}", n * 7_919 % USERS),
        email: format!("user{n}@example.org"),
        age: (18 + n % 60) as i64,
    })
}

/// Their posts: every eighth user has none; the others have one to seven, with different numbers
/// of views.
pub(crate) fn posts(tenant: Uuid) -> impl Iterator<Item = Post> {
    (0..USERS).flat_map(move |n| {
        (0..n % 8).map(move |m| Post {
            id: key(Table::Posts, tenant, n * 8 + m),
            author_id: key(Table::Users, tenant, n),
            title: format!("Post {m} of user {n}"),
            views: (m * 100 + n % 100) as i64,
        })
    })
}

/// The tenant's customers, with their orders and the lines of these, each in the order of its keys.
pub(crate) fn customers(tenant: Uuid) -> impl Iterator<Item = Customer> {
    (0..CUSTOMERS as u64).map(move |n| {
        let row = (
            key(Table::Customers, tenant, n),
            format!("Customer {n:05}"),
            format!("City {}", n % 17),
        );
        (
            row,
            (0..NESTED).map(|m| order(tenant, n * NESTED + m)).collect(),
        )
    })
}

fn order(tenant: Uuid, n: u64) -> Order {
    let row = (
        key(Table::Orders, tenant, n),
        format!("Order {n:06}"),
        (n * 131 % 90_000) as i64,
    );
    let lines = (n * NESTED..(n + 1) * NESTED).map(|m| {
        (
            key(Table::Lines, tenant, m),
            format!("Product number {}", m % 811),
            (m % 40) as i64,
        )
    });
    (row, lines.collect())
}
