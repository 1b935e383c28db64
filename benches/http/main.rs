//! PlanetScale over HTTP: ours beside the official JavaScript client, both against one local server
//! in front of the MySQL that `ORM_TEST_MYSQL_URL` names. `ORM_TEST_NODE_MODULES` names the folder
//! whose `node_modules` has the client.
//!
//! Run with `cargo bench -p orm-benches --bench http`; `benches/README.md` explains the output.

mod javascript;
mod ours;

use std::error::Error;

use clap::Parser;
use local_planetscale::{Options, Server};
use serde::Deserialize;
use tokio::runtime::{Builder, Runtime};

use crate::javascript::JavaScript;
use crate::ours::Ours;

/// A benchmark run ends at its first error, whatever it is.
type Outcome<T = ()> = Result<T, Box<dyn Error + Send + Sync>>;

/// Measures two clients of PlanetScale's HTTP protocol.
#[derive(Parser)]
struct Cli {
    /// Timed rounds per workload; who begins changes each round.
    #[arg(long, default_value_t = 15, value_parser = clap::value_parser!(u32).range(1..))]
    rounds: u32,
    /// Passed by `cargo bench`; has no effect.
    #[arg(long, hide = true)]
    bench: bool,
}

/// What is asked, and how often in a round.
const WORKLOADS: [(&str, u64); 3] = [("point", 200), ("select1000", 20), ("insert100", 20)];

/// What a client did.
#[derive(Debug, Deserialize)]
struct Done {
    nanoseconds: u64,
    changed: u64,
    /// The rows of the last call, as text.
    rows: Vec<String>,
}

/// A client's figures.
#[derive(Default)]
struct Figures {
    /// Nanoseconds of a call, round by round.
    calls: Vec<f64>,
    requests: usize,
}

fn main() -> Outcome {
    let cli = Cli::parse();
    let (Ok(url), Ok(modules)) = (
        std::env::var("ORM_TEST_MYSQL_URL"),
        std::env::var("ORM_TEST_NODE_MODULES"),
    ) else {
        println!("left out: it takes ORM_TEST_MYSQL_URL and ORM_TEST_NODE_MODULES");
        return Ok(());
    };
    // The server has a thread of its own, as if it were another program.
    let (of_server, of_client) = (
        Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()?,
        Builder::new_current_thread().enable_all().build()?,
    );
    let (at, _) = url.rsplit_once('/').ok_or("the URL names a database")?;
    let database = format!("orm_bench_http_{}", std::process::id());
    of_client.block_on(ours::create(&url, &database))?;
    let measured = measure(
        &cli,
        &of_server,
        &of_client,
        &format!("{at}/{database}"),
        &modules,
    );
    of_client.block_on(ours::drop(&url, &database))?;
    measured
}

fn measure(
    cli: &Cli,
    of_server: &Runtime,
    of_client: &Runtime,
    mysql: &str,
    modules: &str,
) -> Outcome {
    let server = of_server.block_on(Server::start(Options {
        password: "password".to_owned(),
        ..Options::new(mysql)
    }))?;
    let address = server.address();
    let ours = of_client.block_on(Ours::connect(&format!(
        "planetscale://local:password@{address}/?ssl-mode=disabled"
    )))?;
    let mut javascript = JavaScript::start(modules, &format!("http://local:password@{address}"))?;
    println!(
        "Medians per call, {} rounds; ratio to the official client in the same round.\n",
        cli.rounds
    );
    println!(
        "{:<12} {:>12} {:>12} {:>7} {:>20}",
        "", "official", "ours", "ratio", "requests per call"
    );
    for (workload, times) in WORKLOADS {
        let (mut official, mut own) = (Figures::default(), Figures::default());
        // The first round warms connections and caches.
        for round in 0..=u64::from(cli.rounds) {
            let first = round * times;
            let mut turn = |by_us: bool| -> Outcome<(Done, usize)> {
                of_client.block_on(ours.empty())?;
                let before = server.requests();
                let done = match by_us {
                    true => of_client.block_on(ours.run(workload, first, times)),
                    false => javascript.run(workload, first, times),
                }?;
                Ok((done, server.requests() - before))
            };
            let order = [round % 2 == 0, round % 2 == 1];
            let mut answers = Vec::new();
            for by_us in order {
                let (done, requests) = turn(by_us)?;
                let figures = if by_us { &mut own } else { &mut official };
                if round > 0 {
                    figures.calls.push(done.nanoseconds as f64 / times as f64);
                    figures.requests += requests;
                }
                answers.push((done.changed, done.rows));
            }
            if answers[0] != answers[1] {
                return Err(format!("{workload}: the answers differ\n{answers:#?}").into());
            }
        }
        let calls = (u64::from(cli.rounds) * times) as f64;
        let ratios = own.calls.iter().zip(&official.calls);
        let ratio = median(ratios.map(|(own, official)| own / official).collect());
        let requests = [official.requests, own.requests].map(|requests| requests as f64 / calls);
        println!(
            "{workload:<12} {:>9.0} us {:>9.0} us {ratio:>7.2} {:>20}",
            median(official.calls) / 1e3,
            median(own.calls) / 1e3,
            format!("{:.2} and {:.2}", requests[0], requests[1]),
        );
    }
    Ok(())
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
