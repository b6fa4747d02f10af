//! Kinds of plain text: what commands print, units, commands, variables.

use super::Detected;
use crate::artifact::kind::Kind;
use crate::model::daemon_config;

/// Lines looked at.
const LINES: usize = 2_000;

/// Tells texts with marks nothing else has.
pub(super) fn detect(text: &str) -> Option<Detected> {
    let first = text.trim_start();
    if matches!(
        first.as_bytes(),
        [b'{', ..] | [b'[', b'{' | b'\n' | b'\r' | b' ', ..]
    ) {
        return None;
    }
    bench(text)
        .or_else(|| refusal(text))
        .or_else(|| printed(text))
        .or_else(|| unit(text))
        .or_else(|| run_command(text))
        .or_else(|| bake(text))
}

/// How docker-bench-security begins.
const BANNER: &str = "Docker Bench for Security v";
/// Its words for verdicts.
const TAGS: [&str; 4] = ["[PASS]", "[WARN]", "[INFO]", "[NOTE]"];

/// Whether one of the lines looked at, all of which hold `mark`, is wanted. A text without the
/// mark is not taken apart.
fn has_line(text: &str, mark: &str, is_wanted: impl Fn(&str) -> bool) -> bool {
    text.contains(mark) && text.lines().take(LINES).any(is_wanted)
}

fn bench(text: &str) -> Option<Detected> {
    if has_line(text, BANNER, |line| line.contains(BANNER)) {
        return Some(Detected::new(
            Kind::BenchText,
            "has the banner of docker-bench-security",
        ));
    }
    if !has_tag(text) {
        return None;
    }
    let verdicts = text.lines().take(LINES).filter(|line| is_verdict(line));
    // A run of one check alone still ends with its totals.
    let has_totals = text.contains(" Checks: ") && text.contains(" Score: ");
    let enough = if has_totals { 1 } else { 3 };
    (verdicts.take(enough).count() == enough).then(|| {
        Detected::new(
            Kind::BenchText,
            "has verdict lines of docker-bench-security",
        )
    })
}

fn has_tag(text: &str) -> bool {
    let mut brackets = memchr::memchr_iter(b'[', text.as_bytes());
    brackets.any(|at| {
        let rest = text.get(at..).unwrap_or_default();
        TAGS.iter().any(|tag| rest.starts_with(tag))
    })
}

/// `[WARN] 4.1 - …`, with anything in front.
fn is_verdict(line: &str) -> bool {
    TAGS.iter().any(|tag| {
        line.split_once(tag).is_some_and(|(_, rest)| {
            let rest = rest
                .trim_start_matches("\u{1b}[0m")
                .trim_start_matches("[0m")
                .trim_start();
            let number = rest.split_whitespace().next().unwrap_or_default();
            number.contains('.')
                && number
                    .trim_start_matches("C.")
                    .bytes()
                    .all(|byte| byte == b'.' || byte.is_ascii_digit())
                && rest
                    .get(number.len()..)
                    .is_some_and(|rest| rest.trim_start().starts_with('-'))
        })
    })
}

fn refusal(text: &str) -> Option<Detected> {
    let begins = [
        "Error response from daemon",
        "Error: No such object",
        "Error: No such container",
        "Error: No such image",
        "Cannot connect to the Docker daemon",
        "error: no such object",
    ];
    let first = text.trim_start().trim_start_matches("[]").trim_start();
    begins
        .iter()
        .any(|begin| first.starts_with(begin))
        .then(|| {
            Detected::new(
                Kind::Inspect,
                "holds only the engine's refusal, so nothing was inspected",
            )
        })
}

fn printed(text: &str) -> Option<Detected> {
    sides(text).or_else(|| columns(text))
}

/// What is printed of the engine and of its client.
fn sides(text: &str) -> Option<Detected> {
    if !text.contains("Server") && !text.contains("Client:") {
        return None;
    }
    let has = |label: &str| has_line(text, label, |line| line.trim_start().starts_with(label));
    if has("Server Version:") && has("Storage Driver:") {
        return Some(Detected::new(
            Kind::DockerInfo,
            "has the lines docker info prints",
        ));
    }
    let names_side = has("Client:") || has("Server:");
    if names_side && has("Context:") && has("Debug Mode:") {
        return Some(Detected::new(
            Kind::DockerInfo,
            "has the lines docker info prints without a daemon",
        ));
    }
    let is_podman = has("API Version:") && has("Go Version:");
    if names_side && (is_podman || has("API version:") && has("Go version:")) {
        return Some(Detected::new(
            Kind::DockerVersion,
            "has the lines docker version prints",
        ));
    }
    None
}

/// Tables, by their heads.
fn columns(text: &str) -> Option<Detected> {
    let header: Vec<&str> = text
        .lines()
        .find(|line| !line.trim().is_empty())?
        .split_whitespace()
        .collect();
    match header.as_slice() {
        ["IMAGE" | "ID", "CREATED", "CREATED", "BY", ..]
        | ["IMAGE", "CREATED", "AT", "CREATED", "BY", ..] => Some(Detected::new(
            Kind::ImageHistory,
            "has the head docker history prints",
        )),
        ["CONTAINER", "ID", "IMAGE", ..] => Some(Detected::new(
            Kind::ContainerList,
            "has the head docker ps prints",
        )),
        ["REPOSITORY", "TAG", ..] => Some(Detected::new(
            Kind::ImageList,
            "has the head docker images prints",
        )),
        _ => None,
    }
}

fn unit(text: &str) -> Option<Detected> {
    let mut lines = text.lines().take(LINES).map(str::trim);
    let is_comment = |line: &str| line.is_empty() || line.starts_with(['#', ';']);
    let first = lines.clone().find(|line| !is_comment(line))?;
    let sections = [
        "[Unit]",
        "[Service]",
        "[Install]",
        "[Container]",
        "[Pod]",
        "[Kube]",
        "[Socket]",
    ];
    if !sections.contains(&first) {
        return shown(text);
    }
    let has = |wanted: &str| text.lines().take(LINES).any(|line| line.trim() == wanted);
    if has("[Container]") || has("[Kube]") || has("[Pod]") {
        return Some(Detected::new(
            Kind::Quadlet,
            "has the sections of a Podman quadlet",
        ));
    }
    let starts = lines.find(|line| line.starts_with("ExecStart=") && line.contains("docker"));
    Some(match starts {
        Some(_) => Detected::new(Kind::SystemdUnit, "is a unit whose ExecStart starts Docker"),
        None => Detected::new(Kind::SystemdUnit, "has the sections of a systemd unit"),
    })
}

/// What `systemctl show` prints, or the one line of a unit that somebody copied.
fn shown(text: &str) -> Option<Detected> {
    let mut lines = text.lines().take(LINES).map(str::trim);
    let is_property = |line: &str| line.is_empty() || line.contains('=');
    let starts = |line: &str| line.starts_with("ExecStart=") && line.contains("dockerd");
    let all = lines
        .clone()
        .all(|line| is_property(line) || line.starts_with('#'));
    (all && lines.any(starts))
        .then(|| Detected::new(Kind::SystemdUnit, "has the ExecStart of dockerd"))
}

/// How the daemon was started, and the shell file that its options come from.
pub(super) fn daemon(name: &str, text: &str) -> Option<Detected> {
    let is_at = |folder: &str| {
        let (folders, base) = name.rsplit_once('/').unwrap_or(("", name));
        folders.ends_with(folder) && matches!(base, "docker" | "docker-storage" | "docker-network")
    };
    if ["default", "sysconfig", "conf.d"].into_iter().any(is_at) {
        let reason = "lies where shell files with dockerd's options do";
        return Some(Detected::new(Kind::DaemonDefaults, reason));
    }
    if daemon_config::starts_daemon(text) {
        let reason = "is the command line of dockerd";
        return Some(Detected::new(Kind::DaemonArguments, reason));
    }
    daemon_config::sets_options(text).then(|| {
        let reason = "sets the variables that dockerd's options come from";
        Detected::new(Kind::DaemonDefaults, reason)
    })
}

/// A paste that begins with `docker run`, a prompt or `sudo` in front or not.
fn run_command(text: &str) -> Option<Detected> {
    let mut lines = text.lines().take(LINES).map(str::trim);
    let first = lines.find(|line| !line.is_empty() && !line.starts_with('#'))?;
    let first = first.trim_start_matches(['$', '>']).trim_start();
    let mut words = first.split_whitespace().filter(|word| *word != "sudo");
    let engine = words.next()?;
    if !matches!(engine, "docker" | "podman" | "nerdctl") {
        return None;
    }
    let verb = words.find(|word| *word != "container" && !word.starts_with('-'))?;
    matches!(verb, "run" | "create")
        .then(|| Detected::new(Kind::DockerRun, format!("begins with {engine} {verb}")))
}

/// How a target of a bake file begins.
const TARGET: &str = "target \"";

fn bake(text: &str) -> Option<Detected> {
    let is_block = |line: &str| {
        [TARGET, "group \"", "variable \"", "function \""]
            .iter()
            .any(|start| line.starts_with(start))
            && line.trim_end().ends_with(['{', '}'])
    };
    let has_target = has_line(text, TARGET, |line| {
        line.starts_with(TARGET) && is_block(line)
    });
    if !has_target {
        return None;
    }
    let first = text
        .lines()
        .take(LINES)
        .find(|line| !line.trim().is_empty() && !line.starts_with(['#', '/']))?;
    is_block(first).then(|| Detected::new(Kind::Bake, "has the targets of a bake file"))
}

/// Only `NAME=value` lines, comments and blanks. Names are in capitals, as those of environment
/// variables are: `key=value` is how many other programs are set up.
pub(super) fn environment(text: &str) -> Option<Detected> {
    let mut count = 0;
    for line in text.lines().take(LINES).map(str::trim) {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (name, _) = line
            .strip_prefix("export ")
            .unwrap_or(line)
            .split_once('=')?;
        let is_name = name.starts_with(|char: char| char.is_ascii_uppercase() || char == '_')
            && name
                .bytes()
                .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_');
        if !is_name {
            return None;
        }
        count += 1;
    }
    (count > 0).then(|| Detected::new(Kind::EnvFile, "has only NAME=value lines"))
}
