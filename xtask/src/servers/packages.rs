//! Packages that can be had without an account: Debian's, Python's, npm's.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, ensure};

use super::folder;
use super::program::{Program, run, words};

const KEYS: &str = "/usr/share/keyrings/debian-archive-keyring.gpg";

/// What the unpacked servers don't run: their own loader brings the C library.
const NOT_RUN: [&str; 6] = [
    "perl",
    "libperl",
    "libgdbm",
    "libdb5",
    "libc-gconv",
    "libtirpc-common",
];

/// Installs packages of this Debian that start no service.
pub(super) fn install(packages: &[&str]) -> anyhow::Result<()> {
    ensure!(
        folder::user::is_root(),
        "`apt-get install {}` needs root",
        packages.join(" ")
    );
    let _lock = folder::lock("apt")?;
    let log = folder::server("apt-install")?.join("log");
    let apt = |args: &[&str]| {
        let mut command = words("apt-get", ["-q", "-y", "-o", "DPkg::Lock::Timeout=120"]);
        command
            .args(args)
            .env("DEBIAN_FRONTEND", "noninteractive")
            .current_dir("/");
        run(command, &log)
    };
    let install = || apt(&[&["install", "--no-install-recommends"], packages].concat());
    install().or_else(|_| {
        apt(&["update"])?;
        install()
    })
}

/// Unpacks one package of this Debian without running its scripts, so that no service starts.
pub(super) fn unpack(package: &str) -> anyhow::Result<PathBuf> {
    folder::cached(package, |to| {
        let mut download = words("apt-get", ["-q", "-o", "APT::Sandbox::User=root"]);
        download.args(["download", package]).current_dir(to);
        run(download, &to.join("download.log"))?;
        extract(to, to)
    })
}

/// Unpacks packages of another suite of the machine's Debian mirror with all that they need. The
/// machine's own packages are not touched: apt gets a state of its own.
pub(super) fn unpack_from(suite: &str, packages: &[&str]) -> anyhow::Result<PathBuf> {
    folder::cached(&format!("{suite}-{}", packages[0]), |to| {
        let state = to.join("apt");
        let config = own_state(&state, suite)?;
        let apt = |args: &[&str]| {
            let mut command = words("apt-get", ["-q", "-y"]);
            command.args(args).env("APT_CONFIG", &config);
            run(command, &to.join("apt.log"))
        };
        apt(&["update"])?;
        let install = ["install", "--no-install-recommends", "--download-only"];
        apt(&[&install, packages].concat())?;
        extract(&state.join("cache/archives"), to)?;
        Ok(fs::remove_dir_all(state)?)
    })
}

/// The settings of an apt that knows one suite and believes that nothing is installed.
fn own_state(state: &Path, suite: &str) -> anyhow::Result<PathBuf> {
    ensure!(
        Path::new(KEYS).exists(),
        "the keys of Debian's archive are not installed"
    );
    for folder in ["lists/partial", "cache/archives/partial", "state", "parts"] {
        fs::create_dir_all(state.join(folder))?;
    }
    // The machine's own settings, without the hook that empties the folder of archives.
    for part in fs::read_dir("/etc/apt/apt.conf.d")? {
        let part = part?;
        if part.file_name() != "docker-clean" {
            fs::copy(part.path(), state.join("parts").join(part.file_name()))?;
        }
    }
    fs::write(state.join("status"), "")?;
    let mirror = mirror()?;
    fs::write(
        state.join("suite.sources"),
        format!(
            "Types: deb\nURIs: {mirror}\nSuites: {suite}\nComponents: main\nSigned-By: {KEYS}\n"
        ),
    )?;
    let at = state.display();
    let config = state.join("apt.conf");
    fs::write(
        &config,
        format!(
            r#"Dir::Etc::parts "{at}/parts";
Dir::Etc::sourcelist "{at}/suite.sources";
Dir::Etc::sourceparts "/dev/null";
Dir::Etc::preferencesparts "/dev/null";
Dir::State "{at}/state";
Dir::State::lists "{at}/lists";
Dir::State::status "{at}/status";
Dir::Cache "{at}/cache";
APT::Sandbox::User "root";
Acquire::Languages "none";
"#
        ),
    )?;
    Ok(config)
}

/// The Debian mirror that this machine uses.
fn mirror() -> anyhow::Result<String> {
    let mut sources = vec![PathBuf::from("/etc/apt/sources.list")];
    if let Ok(parts) = fs::read_dir("/etc/apt/sources.list.d") {
        sources.extend(parts.filter_map(|part| Some(part.ok()?.path())));
    }
    let texts = sources
        .iter()
        .filter_map(|file| fs::read_to_string(file).ok());
    let text: String = texts.collect();
    text.lines()
        .filter(|line| line.starts_with("URIs:") || line.starts_with("deb "))
        .flat_map(str::split_whitespace)
        .map(|word| word.trim_end_matches('/'))
        .find(|word| word.ends_with("/debian"))
        .map(str::to_owned)
        .context("apt has no Debian mirror")
}

fn extract(archives: &Path, to: &Path) -> anyhow::Result<()> {
    for archive in fs::read_dir(archives)? {
        let archive = archive?;
        let name = archive.file_name();
        let name = name.to_string_lossy();
        if name.ends_with(".deb") && !NOT_RUN.iter().any(|package| name.starts_with(package)) {
            let mut unpack = Command::new("dpkg");
            unpack.arg("-x").arg(archive.path()).arg(to);
            run(unpack, &to.join("dpkg.log"))?;
        }
    }
    Ok(())
}

/// Unpacks a Python package, without what it depends on.
pub(super) fn python(package: &str) -> anyhow::Result<PathBuf> {
    let python = Program::find("python3").context("python3 is not installed")?;
    let name = package.split(['<', '>', '=']).next().unwrap_or(package);
    folder::cached(name, |to| {
        let install = [
            "-m",
            "pip",
            "install",
            "--quiet",
            "--no-deps",
            "--no-compile",
        ];
        let mut pip = words(&python, install);
        pip.arg("--disable-pip-version-check");
        pip.arg("--target").args([to.as_os_str(), package.as_ref()]);
        run(pip, &to.join("pip.log"))
    })
}

/// PlanetScale's client, against which the tests' own server is proven; wrangler, and its miniflare,
/// whose workerd has D1; Drizzle, with a driver of each database.
const JAVASCRIPT: [&str; 8] = [
    "@planetscale/database@1.20.2",
    "miniflare@4.20260426.0",
    "wrangler@4.86.0",
    "drizzle-kit@0.31.11",
    "drizzle-orm@0.45.4",
    "@libsql/client@0.18.0",
    "mysql2@3.24.6",
    "pg@8.23.1",
];

/// Drizzle's 1.0, with a folder for each migration.
const DRIZZLE_NEXT: [&str; 5] = [
    "drizzle-kit@1.0.0-rc.5",
    "drizzle-orm@1.0.0-rc.5",
    "@libsql/client@0.18.0",
    "mysql2@3.24.6",
    "pg@8.23.1",
];

/// A folder whose `node_modules` has the packages.
pub(super) fn javascript() -> anyhow::Result<(String, &'static str)> {
    node_modules(&JAVASCRIPT)
}

/// The same with Drizzle's 1.0.
pub(super) fn drizzle_next() -> anyhow::Result<(String, &'static str)> {
    node_modules(&DRIZZLE_NEXT)
}

fn node_modules(packages: &[&str]) -> anyhow::Result<(String, &'static str)> {
    Program::find("node").context("node is not installed")?;
    let npm = Program::find("npm").context("npm is not installed")?;
    let name = format!("npm-{}", packages.join("-").replace(['@', '/'], "_"));
    let folder = folder::cached(&name, |to| {
        let install = ["install", "--no-audit", "--no-fund", "--prefix"];
        let mut npm = words(&npm, install);
        npm.arg(to).args(packages);
        run(npm, &to.join("npm.log"))
    })?;
    Ok((folder.to_string_lossy().into_owned(), "fetched by npm"))
}
