//! Child processes: what they print is kept, and its end shown when they fail.

use std::collections::VecDeque;
use std::env;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// How many lines of a failed command's output are shown.
const TAIL: usize = 25;
/// What stands for "no limit" where one is asked for.
const DAY: Duration = Duration::from_hours(24);

/// A command without the variables that `cargo run` sets for this very program.
pub(crate) fn new(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    for (name, _) in env::vars_os() {
        let ours = name.to_str().is_some_and(|name| {
            name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_")
        });
        if ours {
            command.env_remove(name);
        }
    }
    command
}

/// The cargo that runs this program.
pub(crate) fn cargo() -> Command {
    new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// What the command prints to standard output, without the last line feed.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("cannot run {}", line(command)))?;
    if !output.status.success() {
        let words = String::from_utf8_lossy(&output.stderr);
        bail!(
            "{} failed ({})\n{}",
            line(command),
            output.status,
            words.trim_end()
        );
    }
    Ok(String::from_utf8_lossy(&output.stdout)
        .trim_end()
        .to_owned())
}

/// Runs the command in front of the reader.
pub(crate) fn shown(command: &mut Command) -> Result<()> {
    let status = command
        .status()
        .with_context(|| format!("cannot run {}", line(command)))?;
    if !status.success() {
        bail!("{} failed ({status})", line(command));
    }
    Ok(())
}

/// Runs the command out of sight and hands each line it prints to `each`.
pub(crate) fn quiet(command: &mut Command, each: impl FnMut(&str)) -> Result<()> {
    bounded(command, DAY, each)
}

/// Runs the command out of sight, and ends it when the time is up.
pub(crate) fn bounded(
    command: &mut Command,
    limit: Duration,
    mut each: impl FnMut(&str),
) -> Result<()> {
    let end = Instant::now() + limit;
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot run {}", line(command)))?;
    let (sender, lines) = mpsc::channel();
    forward(child.stdout.take(), sender.clone());
    forward(child.stderr.take(), sender);

    let mut tail = VecDeque::with_capacity(TAIL);
    loop {
        match lines.recv_timeout(end.saturating_duration_since(Instant::now())) {
            Ok(text) => {
                each(&text);
                if tail.len() == TAIL {
                    tail.pop_front();
                }
                tail.push_back(text);
            }
            Err(RecvTimeoutError::Disconnected) => break,
            Err(RecvTimeoutError::Timeout) => {
                child
                    .kill()
                    .with_context(|| format!("cannot end {}", line(command)))?;
                child.wait()?;
                bail!("{} took longer than {} s", line(command), limit.as_secs());
            }
        }
    }
    judge(command, child.wait()?, tail.make_contiguous())
}

fn judge(command: &Command, status: ExitStatus, tail: &[String]) -> Result<()> {
    if !status.success() {
        bail!(
            "{} failed ({status}); its last lines:\n    {}",
            line(command),
            tail.join("\n    ")
        );
    }
    Ok(())
}

fn forward(stream: Option<impl Read + Send + 'static>, lines: Sender<String>) {
    let Some(stream) = stream else { return };
    thread::spawn(move || {
        for text in BufReader::new(stream).split(b'\n').map_while(Result::ok) {
            // Nobody listens once the time is up.
            if lines
                .send(String::from_utf8_lossy(&text).into_owned())
                .is_err()
            {
                break;
            }
        }
    });
}

/// The command as one would type it.
pub(crate) fn line(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy()];
    words.extend(command.get_args().map(OsStr::to_string_lossy));
    words.join(" ")
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn a_failure_shows_the_last_lines_of_both_streams() {
        let error =
            quiet(&mut shell("echo said; echo complained >&2; exit 3"), |_| {}).unwrap_err();
        let words = error.to_string();
        assert!(
            words.contains("said") && words.contains("complained"),
            "{words}"
        );
        assert!(words.contains("exit status: 3"), "{words}");
    }

    #[test]
    fn time_is_bounded_even_if_the_output_stays_open() {
        let start = Instant::now();
        let run = bounded(
            &mut shell("sleep 30 & sleep 30"),
            Duration::from_millis(100),
            |_| {},
        );
        assert!(run.unwrap_err().to_string().contains("took longer"));
        assert!(start.elapsed() < Duration::from_secs(10));
    }

    #[test]
    fn lines_arrive_one_by_one() {
        let mut lines = Vec::new();
        quiet(&mut shell("echo one; echo two"), |line| {
            lines.push(line.to_owned());
        })
        .unwrap();
        assert_eq!(lines, ["one", "two"]);
    }
}
