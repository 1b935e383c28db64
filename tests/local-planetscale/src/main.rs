//! `local-planetscale --mysql mysql://root@127.0.0.1:3306/shop`: prints its URL, serves until
//! Ctrl-C.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use clap::Parser;
use local_planetscale::{Offer, Options, Server};

#[derive(Parser)]
#[command(about = "PlanetScale's HTTP protocol in front of a MySQL")]
struct Cli {
    /// The MySQL behind it: `mysql://user:password@host:port/database`
    #[arg(long)]
    mysql: String,
    /// Where it listens
    #[arg(long, default_value = "127.0.0.1:0")]
    listen: SocketAddr,
    /// Speak HTTPS as HTTP/2, and put the certificate of its authority, in PEM, into this file
    #[arg(long, value_name = "FILE")]
    tls: Option<PathBuf>,
    /// Who may log in
    #[arg(long, default_value = "local")]
    user: String,
    /// With which password
    #[arg(long, default_value = "password")]
    password: String,
    /// Rows of a result, at most
    #[arg(long, default_value_t = 100_000)]
    max_rows: usize,
    /// Milliseconds that a transaction may last
    #[arg(long, default_value_t = 20_000)]
    transaction_timeout: u64,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let cli = Cli::parse();
    let (user, password) = (cli.user.clone(), cli.password.clone());
    let server = Server::start(Options {
        listen: cli.listen,
        tls: cli.tls.is_some().then_some(Offer::Http2),
        user: cli.user,
        password: cli.password,
        max_rows: cli.max_rows,
        transaction_timeout: Duration::from_millis(cli.transaction_timeout),
        ..Options::new(cli.mysql)
    })
    .await?;
    let scheme = match cli.tls {
        Some(file) => {
            std::fs::write(file, server.authority().unwrap_or_default())?;
            "https"
        }
        None => "http",
    };
    println!("{scheme}://{user}:{password}@{}", server.address());
    Ok(tokio::signal::ctrl_c().await?)
}
