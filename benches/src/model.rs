//! The values that every contender must produce or store, whatever its own row types are.
//!
//! A contender may use row types of its own; what counts is that they hash alike, which a derived
//! `Hash` over the same fields in the same order (struct or tuple) does.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use uuid::Uuid;

/// `point`: one row of ten columns.
#[derive(Clone, Debug, Hash)]
pub(crate) struct Policy {
    pub(crate) id: Uuid,
    pub(crate) org_id: Uuid,
    pub(crate) number: String,
    pub(crate) sequence: i64,
    /// Two decimal places, stored as an integer of cents.
    pub(crate) premium: Decimal,
    pub(crate) created_at: DateTime<Utc>,
    pub(crate) details: serde_json::Value,
    pub(crate) active: bool,
    pub(crate) note: Option<String>,
    pub(crate) priority: Option<i64>,
}

/// `selectN`: one of many rows of five columns.
#[derive(Clone, Debug, Hash)]
pub(crate) struct Item {
    pub(crate) id: Uuid,
    pub(crate) name: String,
    pub(crate) count: i64,
    pub(crate) created_at: DateTime<Utc>,
    pub(crate) active: bool,
}

/// A row of the join's first table.
#[derive(Clone, Debug)]
pub(crate) struct User {
    pub(crate) id: Uuid,
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) age: i64,
}

/// A row of the join's second table.
#[derive(Clone, Debug)]
pub(crate) struct Post {
    pub(crate) id: Uuid,
    pub(crate) author_id: Uuid,
    pub(crate) title: String,
    pub(crate) views: i64,
}

/// `join1000`: a user and one of its posts, or none.
pub(crate) type Authored = (Uuid, String, Option<Uuid>, Option<String>, Option<i64>);

/// A row of the innermost of the three tables of `nested`: key, product and quantity.
pub(crate) type Line = (Uuid, String, i64);

/// A row of the table between, its number and its total, and its lines.
pub(crate) type Order = ((Uuid, String, i64), Vec<Line>);

/// `nested`: a row of the outermost table, its name and its city, and its orders.
pub(crate) type Customer = ((Uuid, String, String), Vec<Order>);

/// `insertN`: one row of six columns to store.
#[derive(Clone, Debug, Hash)]
pub(crate) struct Arrival {
    pub(crate) id: Uuid,
    pub(crate) org_id: Uuid,
    pub(crate) name: String,
    pub(crate) count: i64,
    pub(crate) created_at: DateTime<Utc>,
    pub(crate) active: bool,
}

/// `render3`: what the rendered query is asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Search {
    pub(crate) org_id: Uuid,
    pub(crate) min_age: i64,
    pub(crate) min_views: i64,
    pub(crate) limit: i64,
}
