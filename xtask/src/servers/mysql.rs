//! MySQL 9 and MariaDB.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context;

use super::program::{Program, run};
use super::{folder, packages, ready, running};

/// For data that are thrown away, and many tests at a time.
const SETTINGS: [&str; 4] = [
    "--bind-address=127.0.0.1",
    "--skip-log-bin",
    "--innodb-flush-log-at-trx-commit=0",
    "--max-connections=500",
];

const DATABASE: &str = "CREATE DATABASE IF NOT EXISTS orm;\n";

/// Starts a MySQL; gives its URL.
pub(super) fn start() -> anyhow::Result<(String, &'static str)> {
    let (program, base, how) = match installed("mysqld", "Ver 9.") {
        Some(installed) => (Program::at(installed), Vec::new(), "installed"),
        None => {
            let packages = ["mysql-server-core", "mysql-client-core"];
            let root = packages::unpack_from("sid", &packages)?;
            let program = Program::unpacked(&root, "usr/sbin/mysqld")?;
            (program, unpacked_settings(&root), "Debian sid's package")
        }
    };
    let folder = folder::server("mysql")?;
    let server = || -> anyhow::Result<Command> {
        let mut server = program.server(&folder)?;
        server.arg("--no-defaults").args(&base);
        server.arg("--innodb-redo-log-capacity=8M");
        server.arg(datadir(&folder));
        Ok(server)
    };
    let mut init = server()?;
    init.arg("--initialize-insecure");
    run(init, &folder.join("init.log"))?;
    let mut server = server()?;
    server.args([
        "--mysqlx=OFF",
        "--innodb-doublewrite=OFF",
        "--performance-schema=OFF",
    ]);
    listen(server, &folder).map(|url| (url, how))
}

/// Where an unpacked server finds what it would look for below `/usr`.
fn unpacked_settings(root: &Path) -> Vec<OsString> {
    let below = |setting, path| set(setting, &root.join(path));
    vec![
        below("--basedir=", "usr"),
        below("--lc-messages-dir=", "usr/share/mysql"),
        below("--character-sets-dir=", "usr/share/mysql/charsets"),
        below("--plugin-dir=", "usr/lib/mysql/plugin"),
        "--secure-file-priv=NULL".into(),
    ]
}

/// A setting that is a path: not each of the programs takes the path as a word of its own.
fn set(setting: &str, path: &Path) -> OsString {
    let mut argument = OsString::from(setting);
    argument.push(path);
    argument
}

fn datadir(folder: &Path) -> OsString {
    set("--datadir=", &folder.join("data"))
}

/// Starts a MariaDB; gives its URL.
pub(super) fn start_mariadb() -> anyhow::Result<(String, &'static str)> {
    let find = || installed("mariadbd", "MariaDB").zip(Program::find("mariadb-install-db"));
    let (program, install, how) = match find() {
        Some((program, install)) => (program, install, "installed"),
        None => {
            packages::install(&["mariadb-server-core"])?;
            let (program, install) = find().context("the package holds no MariaDB")?;
            (program, install, "Debian's package")
        }
    };
    let folder = folder::server("mariadb")?;
    let data = datadir(&folder);
    let mut init = Program::at(install).server(&folder)?;
    init.args(["--no-defaults", "--skip-test-db"]);
    init.args(["--auth-root-authentication-method=normal"]);
    init.arg(&data);
    run(init, &folder.join("init.log"))?;
    let mut server = Program::at(program).server(&folder)?;
    server.args(["--no-defaults", "--innodb-log-file-size=16M"]);
    server
        .arg(&data)
        .args(["--character-set-server=utf8mb4", "--max-allowed-packet=64M"]);
    listen(server, &folder).map(|url| (url, how))
}

fn installed(name: &str, wanted: &str) -> Option<PathBuf> {
    let program = Program::find(name)?;
    let said = Program::at(&program).version()?;
    let is_mariadb = said.contains("MariaDB");
    (said.contains(wanted) && is_mariadb == (wanted == "MariaDB")).then_some(program)
}

fn listen(mut server: Command, folder: &Path) -> anyhow::Result<String> {
    fs::write(folder.join("first.sql"), DATABASE)?;
    let port = ready::free_port()?;
    server.args(SETTINGS).args(["--port", &port.to_string()]);
    for (setting, name) in [
        ("--socket=", "socket"),
        ("--pid-file=", "pid"),
        ("--init-file=", "first.sql"),
    ] {
        server.arg(set(setting, &folder.join(name)));
    }
    running::start(server, folder, "TERM", || ready::mysql(port))?;
    Ok(format!("mysql://root@127.0.0.1:{port}/orm"))
}
