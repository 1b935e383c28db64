//! Servers as containers, where a Docker engine answers.

use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::ensure;
use testcontainers::core::IntoContainerPort;
use testcontainers::runners::SyncRunner;
use testcontainers::{GenericImage, ImageExt};

use super::{ready, running};

/// How long a container may take to accept connections once it runs.
const START: Duration = Duration::from_secs(90);

/// An image, and what is asked of it.
pub(super) struct Image {
    name: &'static str,
    tag: &'static str,
    port: u16,
    settings: &'static [(&'static str, &'static str)],
    args: &'static [&'static str],
    ready: fn(u16) -> bool,
    url: (&'static str, &'static str),
}

/// Postgres of a version.
pub(super) const fn postgres(tag: &'static str) -> Image {
    Image {
        name: "postgres",
        tag,
        port: 5432,
        settings: &[("POSTGRES_HOST_AUTH_METHOD", "trust")],
        args: &[
            "-c",
            "fsync=off",
            "-c",
            "jit=off",
            "-c",
            "max_connections=300",
        ],
        ready: ready::postgres,
        url: ("postgres://postgres@", "/postgres"),
    }
}

/// MySQL 9.
pub(super) const MYSQL: Image = Image {
    name: "mysql",
    tag: "9",
    port: 3306,
    settings: &[
        ("MYSQL_ALLOW_EMPTY_PASSWORD", "yes"),
        ("MYSQL_DATABASE", "orm"),
    ],
    args: &[
        "--max-connections=500",
        "--innodb-flush-log-at-trx-commit=0",
    ],
    ready: ready::mysql,
    url: ("mysql://root@", "/orm"),
};

/// MariaDB 10.11.
pub(super) const MARIADB: Image = Image {
    name: "mariadb",
    tag: "10.11",
    settings: &[
        ("MARIADB_ALLOW_EMPTY_ROOT_PASSWORD", "yes"),
        ("MARIADB_DATABASE", "orm"),
    ],
    ..MYSQL
};

/// Whether an engine answers.
pub(super) fn answers() -> bool {
    static ANSWERS: OnceLock<bool> = OnceLock::new();
    *ANSWERS.get_or_init(|| {
        let mut ask = Command::new("docker");
        ask.args(["version", "--format", "{{.Server.Version}}"]);
        let quiet = ask.stdout(Stdio::null()).stderr(Stdio::null());
        quiet.status().is_ok_and(|status| status.success())
    })
}

/// Starts a container, which is removed at the end; gives the server's URL.
pub(super) fn start(image: &Image) -> anyhow::Result<String> {
    let port = image.port.tcp();
    let generic = GenericImage::new(image.name, image.tag).with_exposed_port(port);
    let mut request = generic.with_cmd(image.args.iter().copied());
    for (key, value) in image.settings {
        request = request.with_env_var(*key, *value);
    }
    let container = request.start()?;
    let port = container.get_host_port_ipv4(port)?;
    running::hold_container(container);
    let since = Instant::now();
    while !(image.ready)(port) {
        ensure!(since.elapsed() < START, "no connection after {START:?}");
        sleep(Duration::from_millis(100));
    }
    let (before, after) = image.url;
    Ok(format!("{before}127.0.0.1:{port}{after}"))
}
