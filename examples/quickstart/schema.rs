//! Who owns what: one decision per table, and every query keeps to it.

use orm::prelude::*;

/// An airline's two-letter code: the tenant key.
#[derive(TenantKey, Clone, Debug, PartialEq, Eq)]
pub struct Carrier(pub String);

#[derive(Keyspace)]
#[keyspace(name = "flights", tables(Airline, Airport, Plane, Flight))]
pub struct Flights;

/// The tenants' own table: an airline reads its own row.
#[derive(Table, Clone, Debug)]
#[table(name = "airlines", keyspace = Flights)]
pub struct Airline {
    #[column(primary_key, tenant, varchar = 2)]
    pub carrier: Carrier,
    pub name: String,
}

#[derive(Table, Clone, Debug)]
#[table(name = "airports", keyspace = Flights, global)]
pub struct Airport {
    #[column(primary_key, varchar = 3)]
    pub code: String,
    pub name: String,
    pub latitude: f64,
    pub longitude: f64,
    pub altitude: i32,
    pub time_zone: Option<String>,
}

#[derive(Table, Clone, Debug)]
#[table(name = "planes", keyspace = Flights, global)]
pub struct Plane {
    #[column(primary_key, varchar = 6)]
    pub tail_number: String,
    pub year: Option<i32>,
    pub manufacturer: String,
    pub model: String,
    pub seats: i32,
}

#[derive(Table, Clone, Debug)]
#[table(
    name = "flights",
    keyspace = Flights,
    unique(carrier, number, scheduled),
    index(carrier, destination)
)]
pub struct Flight {
    #[column(primary_key, default = uuid_v7)]
    pub id: Uuid,
    #[column(tenant, varchar = 2)]
    pub carrier: Carrier,
    pub number: i32,
    #[column(varchar = 3, references(Airport::code))]
    pub origin: String,
    #[column(varchar = 3, references(Airport::code))]
    pub destination: String,
    #[column(varchar = 6)]
    pub tail_number: Option<String>,
    pub scheduled: DateTime<Utc>,
    /// Minutes; `None` for a cancelled flight.
    pub departure_delay: Option<i32>,
    /// Minutes; `None` for a cancelled or diverted flight.
    pub arrival_delay: Option<i32>,
    /// Miles.
    pub distance: i32,
}

/// What the verification of a token gives. Here the tokens are trusted.
pub struct Ticket {
    pub carrier: &'static str,
}

impl TenantClaims for Ticket {
    type Key = Carrier;
    type Actor = String;

    fn tenant(&self) -> Option<Carrier> {
        Some(Carrier(self.carrier.to_owned()))
    }

    fn actor(&self) -> Option<String> {
        None
    }
}
