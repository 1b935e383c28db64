//! The servers that run, so that they end with this program: at its end, on a failure, a panic
//! or Ctrl-C.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::sleep;
use std::time::{Duration, Instant};
use std::{fs, process};

use anyhow::{Context, bail};

use super::folder;

/// How long a server may take to accept connections.
const START: Duration = Duration::from_secs(60);

/// How long a server may take to end before it is killed.
const STOP: Duration = Duration::from_secs(5);

static RUNNING: Mutex<Running> = Mutex::new(Running {
    ended: false,
    processes: Vec::new(),
    containers: Vec::new(),
});

struct Running {
    /// Whatever starts from now on ends at once.
    ended: bool,
    processes: Vec<Process>,
    containers: Vec<Box<dyn Send>>,
}

struct Process {
    child: Child,
    /// What asks it to end.
    signal: &'static str,
    /// Where its output goes.
    log: PathBuf,
}

fn running() -> MutexGuard<'static, Running> {
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Starts a server whose output goes to `log` in its folder, and waits until it is ready.
pub(super) fn start(
    mut command: Command,
    folder: &Path,
    signal: &'static str,
    mut ready: impl FnMut() -> bool,
) -> anyhow::Result<()> {
    let log = folder.join("log");
    let output = fs::File::create(&log)?;
    command
        .stdin(Stdio::null())
        .stdout(output.try_clone()?)
        .stderr(output);
    // Ctrl-C reaches this program alone, which ends its servers in its own order.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let child = command.spawn().with_context(|| {
        let program = command.get_program().to_string_lossy();
        format!("{program} could not be started")
    })?;
    let pid = child.id();
    hold(Process {
        child,
        signal,
        log: log.clone(),
    })?;
    fs::write(folder.join(folder::PID), pid.to_string())?;

    let since = Instant::now();
    while !ready() {
        if let Some(status) = ended(pid)? {
            bail!("the server ended with {status}: {}", tail(&log));
        }
        if since.elapsed() > START {
            bail!("no connection after {START:?}: {}", tail(&log));
        }
        sleep(Duration::from_millis(20));
    }
    Ok(())
}

fn hold(process: Process) -> anyhow::Result<()> {
    let mut running = running();
    if running.ended {
        process.stop();
        bail!("interrupted");
    }
    running.processes.push(process);
    Ok(())
}

/// Keeps a container until the end; dropping it removes it.
pub(super) fn hold_container(container: impl Send + 'static) {
    let mut running = running();
    if !running.ended {
        running.containers.push(Box::new(container));
    }
}

fn ended(pid: u32) -> anyhow::Result<Option<process::ExitStatus>> {
    let mut running = running();
    let mut all = running.processes.iter_mut();
    match all.find(|process| process.child.id() == pid) {
        Some(process) => Ok(process.child.try_wait()?),
        None => bail!("interrupted"),
    }
}

/// The servers that ended although nobody asked them to: each one's folder, its status and the
/// end of its log.
pub(super) fn lost() -> Vec<String> {
    let mut running = running();
    let ended = running.processes.iter_mut().filter_map(|process| {
        let status = process.child.try_wait().ok()??;
        let folder = process.log.parent().and_then(Path::file_name);
        let server = folder.unwrap_or_default().to_string_lossy();
        Some(format!("{server}: {status}: {}", tail(&process.log)))
    });
    ended.collect()
}

/// Ends every server, the youngest first, and removes what they stored.
pub(super) fn stop() {
    let mut running = running();
    running.ended = true;
    while let Some(process) = running.processes.pop() {
        process.stop();
    }
    running.containers.clear();
    folder::remove_run();
}

impl Process {
    fn stop(mut self) {
        let since = Instant::now();
        folder::signal(self.child.id(), self.signal);
        while since.elapsed() < STOP {
            if !matches!(self.child.try_wait(), Ok(None)) {
                return;
            }
            sleep(Duration::from_millis(10));
        }
        if let Err(error) = self.child.kill().and_then(|()| self.child.wait()) {
            eprintln!("server {} could not be killed: {error}", self.child.id());
        }
    }
}

/// The end of a log, for an error.
pub(super) fn tail(log: &Path) -> String {
    let text = match fs::read(log) {
        Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        Err(error) => return format!("{} could not be read: {error}", log.display()),
    };
    let lines: Vec<_> = text.lines().filter(|line| !line.is_empty()).collect();
    lines[lines.len().saturating_sub(5)..].join(" | ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_that_ends_by_itself_is_named_with_its_last_words() {
        let folder = std::env::temp_dir().join(format!("orm-xtask-test-{}", process::id()));
        fs::create_dir_all(&folder).unwrap();
        let mut server = Command::new("sh");
        server.args(["-c", "echo no space left; exit 3"]);
        start(server, &folder, "TERM", || true).unwrap();
        let since = Instant::now();
        let mut lost = lost();
        while lost.is_empty() && since.elapsed() < START {
            sleep(Duration::from_millis(10));
            lost = super::lost();
        }
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(lost.len(), 1);
        let expected = ["orm-xtask-test-", "exit status: 3", "no space left"];
        assert!(
            expected.iter().all(|part| lost[0].contains(part)),
            "{lost:?}"
        );
    }
}
