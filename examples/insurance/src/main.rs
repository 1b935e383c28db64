//! `orm-insurance serve | seed | nightly | token ORGANISATION ROLE`: see README.md.

use std::env;
use std::error::Error;
use std::process::ExitCode;

use orm::prelude::*;
use orm_insurance::app::{App, Database, Urls};
use orm_insurance::schema::Role;
use orm_insurance::token::{Token, Verifier};
use orm_insurance::{jobs, routes, seed};

type Outcome = Result<(), Box<dyn Error>>;

const USAGE: &str = "usage: orm-insurance serve | seed | nightly | token ORGANISATION ROLE
    ORGANISATION is 0, 1 or 2, ROLE one of agent, underwriter, adjuster, accountant, auditor, superadmin";

#[tokio::main]
async fn main() -> ExitCode {
    tracing_subscriber::fmt().init();
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Outcome {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    if let ["token", organisation, role] = words.as_slice() {
        return token(organisation, role);
    }
    let urls = Urls::from_env();
    // The only place that knows which backends there are.
    orm::with_backend!(&urls.global, |B| command::<B>(&words, &urls).await)
}

async fn command<B: Database>(words: &[&str], urls: &Urls) -> Outcome {
    let app = App::<B>::open(urls, verifier()?).await?;
    match words {
        ["seed"] => {
            app.create_tables().await?;
            if seed::seed(&app).await? {
                println!("filled five {} databases", B::DIALECT.name);
            } else {
                println!("was filled before: nothing to do");
            }
        }
        ["nightly"] => {
            let night = jobs::nightly(&app, Utc::now().date_naive()).await?;
            println!(
                "{} organisations: {} rows of earned premium, {} reminders",
                night.organisations, night.earned, night.reminders
            );
        }
        ["serve"] => serve(app).await?,
        _ => return Err(USAGE.into()),
    }
    Ok(())
}

async fn serve<B: Database>(app: App<B>) -> Outcome {
    let address = env::var("LISTEN").unwrap_or_else(|_| "127.0.0.1:3000".to_owned());
    let listener = tokio::net::TcpListener::bind(&address).await?;
    println!("listening on http://{address}, on {}", B::DIALECT.name);
    let server = axum::serve(listener, routes::router(app.clone()));
    tokio::select! {
        ended = server => ended?,
        stopped = tokio::signal::ctrl_c() => stopped?,
    }
    app.close().await;
    Ok(())
}

/// The public key of the identity provider, or a secret; without either, one that everybody knows.
fn verifier() -> Result<Verifier, Box<dyn Error>> {
    if let Ok(public) = env::var("JWT_ED25519_PUBLIC_KEY") {
        return Ok(Verifier::ed25519(&public)?);
    }
    Ok(Verifier::secret(secret().as_bytes()))
}

fn secret() -> String {
    env::var("JWT_SECRET").unwrap_or_else(|_| "for development only".to_owned())
}

fn token(organisation: &str, role: &str) -> Outcome {
    let at: usize = organisation.parse().map_err(|_| USAGE)?;
    if at >= seed::ORGANISATIONS.len() {
        return Err(USAGE.into());
    }
    let role: Role = serde_json::from_value(role.into()).map_err(|_| USAGE)?;
    let token = Token::new(seed::user(at, role), seed::organisation(at), role);
    println!("{}", token.sign(secret().as_bytes())?);
    Ok(())
}
