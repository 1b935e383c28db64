//! PgBouncer in transaction mode in front of Postgres 15: one that knows prepared statements and
//! one that doesn't.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, ensure};

use super::program::Program;
use super::{folder, packages, ready, running};

/// The first version that follows prepared statements from one backend to the next.
const PREPARES: (u32, u32) = (1, 21);

/// Starts one in front of the Postgres at this URL; gives its own URL.
pub(super) fn start(new: bool, postgres: &str) -> anyhow::Result<(String, &'static str)> {
    let backend = Backend::of(postgres)?;
    let (program, how) = program(new)?;
    let folder = folder::server(if new { "pgbouncer-new" } else { "pgbouncer" })?;
    let port = ready::free_port()?;
    let log = folder.join("pgbouncer.log");
    let settings = folder.join("pgbouncer.ini");
    // Two connections to the server, so that statements of one client reach both.
    fs::write(
        &settings,
        format!(
            "[databases]
* = {backend}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 2
max_client_conn = 300
ignore_startup_parameters = extra_float_digits
admin_users = postgres
logfile = {log}
",
            backend = backend.0,
            log = log.display(),
        ),
    )?;
    let mut server = program.server(&folder)?;
    server.arg("-q").arg(&settings);
    running::start(server, &folder, "TERM", || ready::postgres(port))?;
    Ok((
        format!("postgres://postgres@127.0.0.1:{port}/postgres"),
        how,
    ))
}

fn program(new: bool) -> anyhow::Result<(Program, &'static str)> {
    let installed = Program::find("pgbouncer").filter(|program| prepares(program) == Some(new));
    if let Some(program) = installed {
        return Ok((Program::at(program), "installed"));
    }
    if new {
        let root = packages::unpack_from("sid", &["pgbouncer"])?;
        let program = Program::unpacked(&root, "usr/sbin/pgbouncer")?;
        return Ok((program, "Debian sid's package"));
    }
    packages::install(&["libc-ares2", "libevent-2.1-7"])?;
    let program = packages::unpack("pgbouncer")?.join("usr/sbin/pgbouncer");
    let found = prepares(&program).context("PgBouncer doesn't say its version")?;
    ensure!(!found, "Debian's PgBouncer knows prepared statements");
    Ok((Program::at(program), "Debian's package"))
}

/// Whether a PgBouncer knows prepared statements, by the version it says.
fn prepares(program: &PathBuf) -> Option<bool> {
    let said = Program::at(program).version()?;
    let version = said.lines().next()?.strip_prefix("PgBouncer ")?;
    let mut numbers = version.split('.').map_while(|number| number.parse().ok());
    Some((numbers.next()?, numbers.next()?) >= PREPARES)
}

/// A Postgres as PgBouncer's settings name it.
#[derive(Debug, PartialEq, Eq)]
struct Backend(String);

impl Backend {
    fn of(url: &str) -> anyhow::Result<Self> {
        let parts = || {
            let (scheme, rest) = url.split_once("://")?;
            let (login, rest) = rest.rsplit_once('@')?;
            let address = rest.split(['/', '?']).next()?;
            let (host, port) = address.rsplit_once(':').unwrap_or((address, "5432"));
            let (user, password) = login.split_once(':').unwrap_or((login, ""));
            let known = scheme == "postgres" || scheme == "postgresql";
            let plain = ![user, password, host, port]
                .concat()
                .contains(['%', ' ', '\'']);
            let password = match password {
                "" => String::new(),
                password => format!(" password={password}"),
            };
            (known && plain).then(|| format!("host={host} port={port} user={user}{password}"))
        };
        parts()
            .map(Self)
            .context("PgBouncer needs a Postgres at `postgres://user:password@host:port/database`")
    }
}

#[cfg(test)]
mod tests {
    use super::Backend;

    #[test]
    fn urls_become_settings() {
        let backend = |url| Backend::of(url).map(|backend| backend.0).ok();
        assert_eq!(
            backend("postgres://postgres@127.0.0.1:5433/postgres").as_deref(),
            Some("host=127.0.0.1 port=5433 user=postgres")
        );
        assert_eq!(
            backend("postgresql://me:secret@db/app?sslmode=disable").as_deref(),
            Some("host=db port=5432 user=me password=secret")
        );
        for other in [
            "mysql://me@db/app",
            "postgres://db/app",
            "postgres://me:a%20b@db/app",
        ] {
            assert_eq!(backend(other), None, "{other}");
        }
    }
}
