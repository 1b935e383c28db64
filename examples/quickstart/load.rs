//! Reads the CSV files beside this example.

use std::collections::BTreeMap;

use orm::driver::HasTransactions;
use orm::prelude::*;

use crate::schema::{
    Airline, Airport, Carrier, Flight, FlightInsert, NewAirline, NewAirport, NewFlight, NewPlane,
    Plane,
};

/// One line of a CSV file without quotes; missing values are empty.
fn lines(file: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    file.lines().skip(1).map(|line| line.split(',').collect())
}

fn optional<T: std::str::FromStr>(cell: &str) -> Result<Option<T>, T::Err> {
    if cell.is_empty() {
        Ok(None)
    } else {
        cell.parse().map(Some)
    }
}

/// Removes what an earlier run left behind in a database that lasts.
pub async fn nothing<B: HasTransactions>(db: &Db<B>) -> Result<(), orm::Error> {
    let cleaner = db.cross_tenant(&SystemActor::new("quickstart"), "start with no data")?;
    cleaner
        .transaction(async |tx| {
            tx.delete(Flight).all_rows().run().await?;
            tx.delete(Airline).all_rows().run().await?;
            tx.delete(Plane).all_rows().run().await?;
            tx.delete(Airport).all_rows().run().await
        })
        .await?;
    Ok(())
}

/// Loads all files; gives a sentence about it.
pub async fn everything<B: HasTransactions>(
    db: &Db<B>,
) -> Result<String, Box<dyn std::error::Error>> {
    let mut airports = Vec::new();
    for cells in lines(include_str!("data/airports.csv")) {
        let row = NewAirport {
            code: cells[0].to_owned(),
            name: cells[1].to_owned(),
            latitude: cells[2].parse()?,
            longitude: cells[3].parse()?,
            altitude: cells[4].parse()?,
        };
        airports.push(row.time_zone(optional::<String>(cells[5])?));
    }
    let mut planes = Vec::new();
    for cells in lines(include_str!("data/planes.csv")) {
        let row = NewPlane {
            tail_number: cells[0].to_owned(),
            manufacturer: cells[3].to_owned(),
            model: cells[4].to_owned(),
            seats: cells[6].parse()?,
        };
        planes.push(row.year(optional::<i32>(cells[1])?));
    }
    let mut flights: BTreeMap<&str, Vec<FlightInsert>> = BTreeMap::new();
    for cells in lines(include_str!("data/flights.csv")) {
        let row = NewFlight {
            number: cells[1].parse()?,
            origin: cells[2].to_owned(),
            destination: cells[3].to_owned(),
            scheduled: cells[5].parse()?,
            distance: cells[8].parse()?,
        };
        let row = row
            .tail_number(optional::<String>(cells[4])?)
            .departure_delay(optional::<i32>(cells[6])?)
            .arrival_delay(optional::<i32>(cells[7])?);
        flights.entry(cells[0]).or_default().push(row);
    }

    let airports = db.insert_many(airports).run().await?;
    let planes = db.insert_many(planes).run().await?;
    // A tenant's rows go in through a handle limited to it. The loader has no token, so that it
    // names itself and its reason, and each of its statements is audited.
    let loader = db.cross_tenant(&SystemActor::new("quickstart"), "load the example's data")?;
    let (mut airlines, mut loaded) = (0, 0);
    for cells in lines(include_str!("data/airlines.csv")) {
        let airline = loader.acting_in(Carrier(cells[0].to_owned()))?;
        airlines += airline
            .insert(NewAirline {
                name: cells[1].to_owned(),
            })
            .run()
            .await?;
        loaded += airline
            .insert_many(flights.remove(cells[0]).unwrap_or_default())
            .run()
            .await?;
    }
    Ok(format!(
        "  {airlines} airlines, {airports} airports, {planes} planes, {loaded} flights"
    ))
}
