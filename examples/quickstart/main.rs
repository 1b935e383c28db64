//! Flights of New York in 2013, as sixteen airlines keep them: each sees its own.
//!
//! Airlines are the tenants, flights their rows; airports and planes belong to nobody. Run it with
//! `cargo run --example quickstart`; a server's database is used if `DATABASE_URL` names one:
//! `DATABASE_URL=postgres://user@host/database cargo run --example quickstart --all-features`.

mod load;
mod schema;
mod show;

use orm::driver::{Connect, HasTransactions};
use orm::prelude::*;

use schema::{Airline, Airport, Carrier, Flight, Flights, NewFlight, Plane, Ticket};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let url = std::env::var("DATABASE_URL").unwrap_or_else(|_| "sqlite::memory:".to_owned());
    // The only place that knows which databases there are.
    orm::connect!(url, |db| tour(db).await)
}

async fn tour<B: Connect + HasTransactions>(db: Db<B>) -> Result<(), Box<dyn std::error::Error>> {
    db.create_tables::<Flights>().await?;
    load::nothing(&db).await?;
    let loaded = load::everything(&db).await?;
    show::title(&format!("Loaded into a {} database", B::DIALECT.name));
    println!("{loaded}");

    // This handle reaches global tables only: `db.from(Flight)` doesn't compile on it.
    show::title("Airports belong to nobody, so that any handle reads them");
    let highest = db
        .from(Airport)
        .order_by(Airport.altitude.desc())
        .limit(3)
        .all()
        .await?;
    show::rows(
        &["airport", "altitude"],
        highest
            .iter()
            .map(|airport| vec![airport.name.clone(), format!("{} ft", airport.altitude)]),
    );

    // From here on, every statement is limited to JetBlue, whatever it says.
    let jetblue = db.tenant(&Ticket { carrier: "B6" })?;
    filter(&jetblue).await?;
    outer_join(&jetblue).await?;
    aggregate(&jetblue).await?;
    let flight = insert_and_update(&jetblue).await?;
    transaction(&jetblue).await?;

    // And Delta sees none of it.
    let delta = db.tenant(&Ticket { carrier: "DL" })?;
    isolation(&jetblue, &delta, flight).await?;
    Ok(())
}

type AirlineDb<B> = Db<B, Scoped<Carrier>>;

async fn filter<B: Connect>(db: &AirlineDb<B>) -> Result<(), orm::Error> {
    show::title("A filter: JetBlue's most delayed flights to San Francisco");
    let flights = db
        .from(Flight)
        .filter(Flight.destination.eq("SFO"))
        .filter(Flight.departure_delay.gt(20))
        .order_by(Flight.departure_delay.desc())
        .limit(4)
        .all()
        .await?;
    show::rows(
        &["flight", "scheduled", "late by"],
        flights.iter().map(|flight| {
            vec![
                format!("B6 {}", flight.number),
                flight.scheduled.format("%d %b %H:%M").to_string(),
                format!("{} min", flight.departure_delay.unwrap_or_default()),
            ]
        }),
    );
    Ok(())
}

async fn outer_join<B: Connect>(db: &AirlineDb<B>) -> Result<(), orm::Error> {
    show::title("A left join: not every tail number is in the register, so the plane is an Option");
    let rows: Vec<(i32, Option<String>, Option<String>, Option<i32>)> = db
        .select((Flight.number, Flight.tail_number, Plane.model, Plane.seats))
        .from(Flight)
        .left_join(Plane, Plane.tail_number.eq(Flight.tail_number))
        .filter(Flight.tail_number.is_not_null())
        .order_by((Flight.scheduled.desc(), Flight.number))
        .limit(4)
        .all()
        .await?;
    show::rows(
        &["flight", "tail number", "plane"],
        rows.into_iter().map(|(number, tail, model, seats)| {
            vec![
                format!("B6 {number}"),
                tail.unwrap_or_default(),
                match (model, seats) {
                    (Some(model), Some(seats)) => format!("{model}, {seats} seats"),
                    _ => "not in the register".to_owned(),
                },
            ]
        }),
    );
    Ok(())
}

async fn aggregate<B: Connect>(db: &AirlineDb<B>) -> Result<(), orm::Error> {
    show::title("An aggregate: the busiest destinations, and how late one gets there");
    let rows: Vec<(String, i64, Option<f64>)> = db
        .select((Airport.name, count_all(), avg(Flight.arrival_delay)))
        .from(Flight)
        .inner_join(Airport, Airport.code.eq(Flight.destination))
        .group_by(Airport.name)
        .having(count_all().ge(20))
        .order_by((count_all().desc(), Airport.name))
        .limit(4)
        .all()
        .await?;
    show::rows(
        &["to", "flights", "average delay"],
        rows.into_iter().map(|(name, flights, delay)| {
            vec![
                name,
                flights.to_string(),
                format!("{:+.1} min", delay.unwrap_or_default()),
            ]
        }),
    );
    Ok(())
}

async fn insert_and_update<B: Connect>(db: &AirlineDb<B>) -> Result<Uuid, orm::Error> {
    show::title("An insert and an update: the airline's code is stamped, and can't be assigned");
    let id = db
        .insert(
            NewFlight {
                number: 2013,
                origin: "JFK".into(),
                destination: "SFO".into(),
                scheduled: "2013-12-31T23:59:00Z".parse().unwrap_or_default(),
                distance: 2586,
            }
            .tail_number("N635JB".to_owned()),
        )
        .returning_id()
        .one()
        .await?;
    let updated = db
        .update(Flight)
        .set((
            Flight.departure_delay.to(12),
            Flight.distance.to(Flight.distance.add(1)),
        ))
        .by_key(id)
        .run()
        .await?;
    let flight = db.from(Flight).by_key(id).one().await?;
    println!(
        "  {updated} row: {} {} to {}, {} miles, late by {} min",
        flight.carrier.0,
        flight.number,
        flight.destination,
        flight.distance,
        flight.departure_delay.unwrap_or_default()
    );
    Ok(id)
}

async fn transaction<B: HasTransactions>(db: &AirlineDb<B>) -> Result<(), orm::Error> {
    show::title("A transaction: an error in it undoes all of it");
    let before = db.from(Flight).count().await?;
    let result: Result<(), orm::Error> = db
        .transaction(async |tx| {
            let gone = tx
                .delete(Flight)
                .filter(Flight.departure_delay.is_null())
                .run()
                .await?;
            println!(
                "  deleted {gone} cancelled flights, {} left",
                tx.from(Flight).count().await?
            );
            Err(orm::Error::NotFound { table: "flights" })
        })
        .await;
    println!(
        "  rolled back because of: {}",
        result.map_or_else(|error| error.to_string(), |()| String::new())
    );
    println!(
        "  {} of {before} flights are there",
        db.from(Flight).count().await?
    );
    Ok(())
}

async fn isolation<B: Connect>(
    jetblue: &AirlineDb<B>,
    delta: &AirlineDb<B>,
    flight: Uuid,
) -> Result<(), orm::Error> {
    show::title("Another airline: the same statements, none of the rows");
    for (name, db) in [("JetBlue", jetblue), ("Delta", delta)] {
        let airline = db.from(Airline).one().await?;
        println!(
            "  {name} reads {} flights, and of airlines only {}",
            db.from(Flight).count().await?,
            airline.name
        );
    }
    let seen = delta.from(Flight).by_key(flight).optional().await?;
    let updated = delta
        .update(Flight)
        .set(Flight.departure_delay.to(0))
        .by_key(flight)
        .run()
        .await?;
    let deleted = delta.delete(Flight).by_key(flight).run().await?;
    println!(
        "  Delta asks for the flight just inserted: {seen:?}, updates {updated} rows, deletes {deleted}"
    );
    Ok(())
}
