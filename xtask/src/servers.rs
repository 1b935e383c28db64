//! The database servers that the tests need: those that the environment names, else containers,
//! else programs of this machine, else packages that are fetched.

mod docker;
mod folder;
mod mysql;
mod packages;
mod pgbouncer;
mod postgres;
mod program;
mod ready;
mod running;
pub(crate) mod wasm;

use std::env;
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, anyhow, ensure};

/// Each server, and the variable that names its URL.
const SERVERS: [(&str, &str, Server); 4] = [
    ("Postgres 15", "ORM_TEST_POSTGRES_URL", Server::Postgres15),
    ("Postgres 18", "ORM_TEST_POSTGRES18_URL", Server::Postgres18),
    ("MySQL 9", "ORM_TEST_MYSQL_URL", Server::MySql),
    ("MariaDB", "ORM_TEST_MARIADB_URL", Server::MariaDb),
];

/// The clients and servers in JavaScript, and the variable that names the folder whose
/// `node_modules` has them.
const JAVASCRIPT: (&str, &str) = ("npm packages", "ORM_TEST_NODE_MODULES");

/// Drizzle's 1.0, likewise.
const DRIZZLE_NEXT: (&str, &str) = ("npm packages, Drizzle's next", "ORM_TEST_NODE_MODULES_NEXT");

/// The PgBouncers in front of Postgres 15; the flag asks for prepared statements.
const PGBOUNCERS: [(&str, &str, bool); 2] = [
    ("PgBouncer", "ORM_TEST_PGBOUNCER_URL", false),
    ("PgBouncer, new", "ORM_TEST_PGBOUNCER_NEW_URL", true),
];

#[derive(Clone, Copy)]
enum Server {
    Postgres15,
    Postgres18,
    MySql,
    MariaDb,
}

/// Starts all of them, prints their variables and waits for Ctrl-C, which ends them.
pub(crate) fn show() -> anyhow::Result<()> {
    let servers = Servers::start()?;
    for had in &servers.had {
        let (name, seconds) = (had.name, had.took.as_secs_f64());
        match &had.outcome {
            Ok((url, how)) => {
                println!(
                    "export {}={url} # {name}, {how}, {seconds:.1} s",
                    had.variable
                );
            }
            Err(error) => println!("# {name} FAILED: {error:#}"),
        }
    }
    ensure!(servers.are_all(), "not every server could be had");
    println!("export ORM_TEST_REQUIRE_SERVERS=1");
    println!("# Ctrl-C ends them.");
    loop {
        thread::park();
    }
}

/// A server's URL and how it was had, or why it could not be had.
pub(crate) struct Had {
    pub(crate) name: &'static str,
    pub(crate) variable: &'static str,
    pub(crate) outcome: anyhow::Result<(String, &'static str)>,
    pub(crate) took: Duration,
}

/// The servers; those that were started here end when this is dropped.
pub(crate) struct Servers {
    pub(crate) had: Vec<Had>,
}

/// The variables of all servers.
pub(crate) fn variables() -> impl Iterator<Item = &'static str> {
    let servers = SERVERS.iter().map(|(_, variable, _)| *variable);
    let pgbouncers = PGBOUNCERS.iter().map(|(_, variable, _)| *variable);
    servers
        .chain(pgbouncers)
        .chain([JAVASCRIPT.1, DRIZZLE_NEXT.1])
}

impl Servers {
    /// Nothing yet; Ctrl-C ends what is started.
    fn begin() -> anyhow::Result<Self> {
        let ends = Self::none();
        ctrlc::set_handler(|| {
            running::stop();
            std::process::exit(130);
        })
        .context("Ctrl-C would leave servers behind")?;
        folder::sweep()?;
        Ok(ends)
    }

    /// Finds or starts MySQL, and fetches npm's packages.
    pub(crate) fn of_worker() -> anyhow::Result<Self> {
        let mut servers = Self::begin()?;
        let (name, variable) = JAVASCRIPT;
        let javascript = Had::new(name, variable, packages::javascript);
        let (name, variable, server) = SERVERS[2];
        let mysql = Had::new(name, variable, || server.start());
        servers.had.extend([javascript, mysql]);
        Ok(servers)
    }

    /// Finds or starts all of them, each on a thread of its own.
    pub(crate) fn start() -> anyhow::Result<Self> {
        let ends = Self::begin()?;
        let (to, had) = mpsc::channel();
        thread::scope(|scope| {
            let javascript = to.clone();
            scope.spawn(move || {
                let (name, variable) = JAVASCRIPT;
                let _ = javascript.send(Had::new(name, variable, packages::javascript));
                let (name, variable) = DRIZZLE_NEXT;
                let _ = javascript.send(Had::new(name, variable, packages::drizzle_next));
            });
            for (name, variable, server) in SERVERS {
                let to = to.clone();
                scope.spawn(move || {
                    let had = Had::new(name, variable, || server.start());
                    let postgres = had.outcome.as_ref().ok().map(|(url, _)| url.clone());
                    let _ = to.send(had);
                    if matches!(server, Server::Postgres15) {
                        in_front_of(postgres.as_deref(), &to);
                    }
                });
            }
        });
        drop(to);
        let mut servers = ends;
        servers.had.extend(had);
        servers.had.sort_by_key(|had| had.name);
        Ok(servers)
    }

    /// No server.
    pub(crate) fn none() -> Self {
        Self { had: Vec::new() }
    }

    /// Whether each of them was had.
    pub(crate) fn are_all(&self) -> bool {
        let had = self.had.iter().filter(|had| had.outcome.is_ok());
        had.count() == variables().count()
    }

    /// Fails if one that was started here has ended, since then tests failed for its sake.
    pub(crate) fn still_run(&self) -> anyhow::Result<()> {
        let lost = running::lost();
        ensure!(lost.is_empty(), "ended: {}", lost.join("; "));
        Ok(())
    }

    /// The variables and URLs of the servers that were had.
    pub(crate) fn environment(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let had = self.had.iter();
        had.filter_map(|had| Some((had.variable, had.outcome.as_ref().ok()?.0.as_str())))
    }
}

impl Drop for Servers {
    fn drop(&mut self) {
        running::stop();
    }
}

fn in_front_of(postgres: Option<&str>, to: &mpsc::Sender<Had>) {
    for (name, variable, new) in PGBOUNCERS {
        let had = Had::new(name, variable, || {
            pgbouncer::start(new, postgres.context("it needs Postgres 15")?)
        });
        let _ = to.send(had);
    }
}

impl Had {
    fn new(
        name: &'static str,
        variable: &'static str,
        start: impl FnOnce() -> anyhow::Result<(String, &'static str)>,
    ) -> Self {
        let since = Instant::now();
        let outcome = match env::var(variable) {
            Ok(url) => Ok((url, "from the environment")),
            Err(_) => start(),
        };
        Self {
            name,
            variable,
            outcome,
            took: since.elapsed(),
        }
    }
}

impl Server {
    fn start(self) -> anyhow::Result<(String, &'static str)> {
        let in_container = docker::answers().then(|| docker::start(&self.image()));
        match in_container {
            Some(Ok(url)) => Ok((url, "container")),
            Some(Err(container)) => self
                .start_here()
                .map_err(|error| anyhow!("as a container: {container:#}; here: {error:#}")),
            None => self.start_here(),
        }
    }

    fn image(self) -> docker::Image {
        match self {
            Self::Postgres15 => docker::postgres("15"),
            Self::Postgres18 => docker::postgres("18"),
            Self::MySql => docker::MYSQL,
            Self::MariaDb => docker::MARIADB,
        }
    }

    fn start_here(self) -> anyhow::Result<(String, &'static str)> {
        match self {
            Self::Postgres15 => postgres::start(15),
            Self::Postgres18 => postgres::start(18),
            Self::MySql => mysql::start(),
            Self::MariaDb => mysql::start_mariadb(),
        }
    }
}
