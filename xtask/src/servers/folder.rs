//! Where servers live: a cache of what was downloaded, and a folder per run of this program.
//!
//! Both stand below the system's temporary folder, since a server that doesn't run as root must
//! be able to enter them.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{self, Command, Stdio};

use anyhow::Context;

/// The file in a server's folder that names its process.
pub(super) const PID: &str = "server.pid";

fn base() -> anyhow::Result<PathBuf> {
    let user = user::id().map_or_else(String::new, |id| format!("-{id}"));
    let base = std::env::temp_dir().join(format!("orm-test-servers{user}"));
    fs::create_dir_all(&base).with_context(|| format!("{} can't be made", base.display()))?;
    user::own(&base)?;
    Ok(base)
}

/// A folder whose content survives; made by `fill` unless it is there, by one program at a time.
pub(super) fn cached(
    name: &str,
    fill: impl FnOnce(&Path) -> anyhow::Result<()>,
) -> anyhow::Result<PathBuf> {
    let base = base()?;
    let folder = base.join(name);
    let lock = File::create(base.join(format!("{name}.lock")))?;
    lock.lock()?;
    if !folder.is_dir() {
        let unfinished = base.join(format!("{name}.unfinished"));
        remove(&unfinished);
        fs::create_dir(&unfinished)?;
        fill(&unfinished)?;
        fs::rename(&unfinished, &folder)?;
    }
    Ok(folder)
}

/// Held while a tool runs of which only one may run at a time.
pub(super) fn lock(name: &str) -> anyhow::Result<File> {
    let lock = File::create(base()?.join(format!("{name}.lock")))?;
    lock.lock()?;
    Ok(lock)
}

/// An empty folder for a server of this run, which the server's user may write to.
pub(super) fn server(name: &str) -> anyhow::Result<PathBuf> {
    let folder = run_folder(process::id())?.join(name);
    remove(&folder);
    fs::create_dir_all(&folder)?;
    user::give(&folder)?;
    Ok(folder)
}

fn run_folder(pid: u32) -> anyhow::Result<PathBuf> {
    Ok(base()?.join(format!("run-{pid}")))
}

/// Removes what the servers of this run stored.
pub(super) fn remove_run() {
    if let Ok(folder) = run_folder(process::id()) {
        remove(&folder);
    }
}

/// Ends the servers of runs that were killed, and removes what those stored.
pub(super) fn sweep() -> anyhow::Result<()> {
    for entry in fs::read_dir(base()?)? {
        let run = entry?.path();
        let name = run.file_name().and_then(|name| name.to_str());
        let Some(pid) = name.and_then(|name| name.strip_prefix("run-")) else {
            continue;
        };
        if pid.parse().is_ok_and(is_gone) {
            for server in fs::read_dir(&run)? {
                end_leftover(&server?.path());
            }
            remove(&run);
        }
    }
    Ok(())
}

/// Ends a server by its process id, if the process is still the one that was started there.
fn end_leftover(folder: &Path) {
    let Ok(pid) = fs::read_to_string(folder.join(PID)) else {
        return;
    };
    let Ok(pid) = pid.trim().parse() else {
        return;
    };
    let command = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
    if String::from_utf8_lossy(&command).contains(&*folder.to_string_lossy()) {
        signal(pid, "KILL");
    }
}

fn is_gone(pid: u32) -> bool {
    Path::new("/proc/self").exists() && !Path::new(&format!("/proc/{pid}")).exists()
}

/// Sends a signal to one process.
pub(super) fn signal(pid: u32, signal: &str) {
    let mut kill = Command::new("kill");
    kill.args(["-s", signal, &pid.to_string()]);
    if let Err(error) = kill.stderr(Stdio::null()).status() {
        eprintln!("server {pid} could not be sent {signal}: {error}");
    }
}

fn remove(folder: &Path) {
    if folder.exists()
        && let Err(error) = fs::remove_dir_all(folder)
    {
        eprintln!("{} could not be removed: {error}", folder.display());
    }
}

/// Who this program is, and whom its servers run as: Postgres refuses to run as root.
#[cfg(unix)]
pub(super) mod user {
    use std::fs;
    use std::os::unix::fs::{MetadataExt, chown};
    use std::os::unix::process::CommandExt;
    use std::path::Path;
    use std::process::Command;

    use anyhow::{Context, ensure};

    /// The number of the user who runs this program.
    pub(in super::super) fn id() -> Option<u32> {
        let own = fs::metadata("/proc/self").ok()?;
        Some(own.uid())
    }

    /// Whether packages may be installed.
    pub(in super::super) fn is_root() -> bool {
        id() == Some(0)
    }

    /// The numbers of `nobody` and its group.
    fn nobody() -> anyhow::Result<(u32, u32)> {
        let users = fs::read_to_string("/etc/passwd")?;
        let mut lines = users.lines().map(|line| line.split(':'));
        let fields = lines.find(|fields| fields.clone().next() == Some("nobody"));
        let mut numbers = fields.context("no user `nobody`")?.skip(2);
        let mut number = || numbers.next()?.parse().ok();
        number().zip(number()).context("no user `nobody`")
    }

    /// Runs a command as `nobody` if this program is root.
    pub(in super::super) fn lower(command: &mut Command) -> anyhow::Result<()> {
        if is_root() {
            let (user, group) = nobody()?;
            command.uid(user).gid(group);
        }
        Ok(())
    }

    /// Gives a folder to the user that servers run as.
    pub(super) fn give(folder: &Path) -> anyhow::Result<()> {
        if is_root() {
            let (user, group) = nobody()?;
            chown(folder, Some(user), Some(group))?;
        }
        Ok(())
    }

    /// A folder below the temporary one may have been made by somebody else.
    pub(super) fn own(folder: &Path) -> anyhow::Result<()> {
        let owner = fs::symlink_metadata(folder)?.uid();
        ensure!(
            id().is_none_or(|id| id == owner),
            "{} belongs to another user",
            folder.display()
        );
        Ok(())
    }
}

#[cfg(not(unix))]
pub(super) mod user {
    use std::path::Path;
    use std::process::Command;

    pub(in super::super) fn id() -> Option<u32> {
        None
    }

    pub(in super::super) fn is_root() -> bool {
        false
    }

    pub(in super::super) fn lower(_: &mut Command) -> anyhow::Result<()> {
        Ok(())
    }

    pub(super) fn give(_: &Path) -> anyhow::Result<()> {
        Ok(())
    }

    pub(super) fn own(_: &Path) -> anyhow::Result<()> {
        Ok(())
    }
}
