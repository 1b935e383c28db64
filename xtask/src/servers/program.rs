//! Programs of this machine, or unpacked from a package.

use std::env;
use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, bail};

use super::{folder, running};

/// What to run: an installed program, or an unpacked one by means of its own loader.
pub(super) struct Program {
    path: PathBuf,
    first: Vec<OsString>,
}

impl Program {
    /// An installed program.
    pub(super) fn at(path: impl Into<PathBuf>) -> Self {
        Self {
            path: path.into(),
            first: Vec::new(),
        }
    }

    /// A program of a package that was unpacked with the C library it needs.
    pub(super) fn unpacked(root: &Path, program: &str) -> anyhow::Result<Self> {
        let libraries = root.join(format!("usr/lib/{}-linux-gnu", env::consts::ARCH));
        let mut files = libraries.read_dir().context("nothing was unpacked")?;
        let loader = files.find_map(|file| {
            let file = file.ok()?;
            let is_loader = file.file_name().to_str()?.starts_with("ld-linux");
            is_loader.then(|| file.path())
        });
        Ok(Self {
            path: loader.context("no loader was unpacked")?,
            first: vec![
                "--library-path".into(),
                libraries.into(),
                root.join(program).into(),
            ],
        })
    }

    /// The first program of that name on the search path or among the system's.
    pub(super) fn find(name: &str) -> Option<PathBuf> {
        let path = env::var_os("PATH").unwrap_or_default();
        let system = ["/usr/sbin", "/usr/local/sbin"].map(PathBuf::from);
        let mut folders = env::split_paths(&path).chain(system);
        folders.find_map(|folder| folder.join(name).canonicalize().ok())
    }

    /// What it says of its version.
    pub(super) fn version(&self) -> Option<String> {
        let output = self.command().arg("--version").output().ok()?;
        String::from_utf8(output.stdout).ok()
    }

    /// A command with the program's first words.
    pub(super) fn command(&self) -> Command {
        let mut command = Command::new(&self.path);
        command.args(&self.first);
        command
    }

    /// A command of a server, run in its folder and never as root.
    pub(super) fn server(&self, folder: &Path) -> anyhow::Result<Command> {
        let mut command = self.command();
        command.current_dir(folder);
        folder::user::lower(&mut command)?;
        Ok(command)
    }
}

/// Runs a command to its end; its output goes to a file, whose end is shown if it fails.
pub(super) fn run(mut command: Command, log: &Path) -> anyhow::Result<()> {
    let output = File::create(log)?;
    command
        .stdin(Stdio::null())
        .stdout(output.try_clone()?)
        .stderr(output);
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command
        .status()
        .with_context(|| format!("{name} could not be started"))?;
    if !status.success() {
        bail!("{name}: {status}: {}", running::tail(log));
    }
    Ok(())
}

/// A command with arguments.
pub(super) fn words<S: AsRef<OsStr>>(
    program: impl AsRef<OsStr>,
    args: impl IntoIterator<Item = S>,
) -> Command {
    let mut command = Command::new(program);
    command.args(args);
    command
}
