//! A Rust that compiles for wasm32.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, ensure};

use super::packages;
use super::program::run;

/// The target.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// What cargo must be told to compile for the target: nothing where the installed toolchain does,
/// else the compiler and linker of Debian's packages.
pub(crate) fn toolchain() -> anyhow::Result<Vec<(&'static str, PathBuf)>> {
    if is_installed() {
        return Ok(Vec::new());
    }
    let root = packages::unpack_from("sid", &["libstd-rust-dev-wasm32", "rustc", "lld"])
        .with_context(|| format!("`rustup target add {TARGET}` adds it"))?;
    let libraries = root.join(format!("usr/lib/{}-linux-gnu", std::env::consts::ARCH));
    let find = |folder: &Path, name: &str| {
        let mut files = folder.read_dir().ok()?.filter_map(Result::ok);
        files.find_map(|file| {
            let found = file.file_name().to_str()?.starts_with(name);
            found.then(|| file.path())
        })
    };
    let loader = find(&libraries, "ld-linux").context("no loader was unpacked")?;
    let llvm = find(&root.join("usr/lib"), "llvm-").context("no linker was unpacked")?;
    let start = format!(
        "exec {} --library-path {}",
        loader.display(),
        libraries.display()
    );
    let usr = root.join("usr");
    let rustc = format!("{start} {0}/bin/rustc --sysroot {0} \"$@\"", usr.display());
    let linker = format!("{start} {}/bin/lld \"$@\"", llvm.display());
    Ok(vec![
        ("RUSTC", script(&root.join("rustc"), &rustc)?),
        (
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER",
            script(&root.join("wasm-ld"), &linker)?,
        ),
    ])
}

fn is_installed() -> bool {
    let list = ["target", "list", "--installed"];
    let output = Command::new("rustup").args(list).output();
    let listed = output.ok().filter(|output| output.status.success());
    let text = listed.and_then(|output| String::from_utf8(output.stdout).ok());
    text.is_some_and(|text| text.lines().any(|target| target == TARGET))
}

fn script(path: &Path, text: &str) -> anyhow::Result<PathBuf> {
    fs::write(path, format!("#!/bin/sh\n{text}\n"))?;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755))?;
    Ok(path.to_owned())
}

/// The program that makes JavaScript's side of what was compiled, of the version that a lock file
/// names.
pub(crate) fn bindgen(lock: &Path) -> anyhow::Result<PathBuf> {
    let text = fs::read_to_string(lock)?;
    let mut lines = text.lines();
    lines
        .find(|line| *line == "name = \"wasm-bindgen\"")
        .context("the lock file names no wasm-bindgen")?;
    let version = lines
        .next()
        .and_then(|line| line.strip_prefix("version = \"")?.strip_suffix('"'));
    let version = version.context("the lock file names no version")?;
    ensure!(
        version
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.'),
        "`{version}` is no version"
    );
    let name = format!("wasm-bindgen-{version}");
    let folder = super::folder::cached(&name, |to| {
        let mut install = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        install.args([
            "install",
            "wasm-bindgen-cli",
            "--debug",
            "--version",
            version,
        ]);
        install.arg("--root").arg(to);
        install
            .env_remove("RUSTC")
            .env("CARGO_TARGET_DIR", to.join("target"));
        run(install, &to.join("install.log"))?;
        Ok(fs::remove_dir_all(to.join("target"))?)
    })?;
    Ok(folder.join("bin/wasm-bindgen"))
}
