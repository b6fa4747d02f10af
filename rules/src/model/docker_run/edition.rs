//! The engines whose commands are read, and where in a call the verb stands.

use crate::model::shell::Word;

/// Whose flags a command takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edition {
    /// Docker's own.
    Docker,
    /// Those of Docker and of the engines that are called in its way.
    Podman,
}

/// Programs that make containers, by base name.
pub(super) const ENGINES: [&str; 4] = ["docker", "podman", "nerdctl", "nvidia-docker"];

/// Flags in front of the verb whose value is the next word.
const VALUED: [&str; 27] = [
    "-H",
    "--host",
    "-c",
    "--context",
    "-l",
    "--log-level",
    "--config",
    "--tlscacert",
    "--tlscert",
    "--tlskey",
    "--connection",
    "--url",
    "--identity",
    "--root",
    "--runroot",
    "--runtime",
    "--storage-driver",
    "--storage-opt",
    "--cgroup-manager",
    "--events-backend",
    "--hooks-dir",
    "--module",
    "--tmpdir",
    "-n",
    "--namespace",
    "-a",
    "--address",
];

/// The index of `run` or `create` among a call's arguments; `None` for another verb.
pub(super) fn verb(arguments: &[Word]) -> Option<usize> {
    let mut at = 0;
    let mut is_container = false;
    while let Some(word) = arguments.get(at) {
        let text = word.text.as_str();
        if text.len() > 1 && text.starts_with('-') {
            at += 1 + usize::from(VALUED.contains(&text));
            continue;
        }
        match text {
            "container" if !is_container => is_container = true,
            "run" | "create" => return Some(at),
            // What a variable puts here may be flags of the engine's own.
            _ if word.literal().is_none() && !word.is_quoted && !is_container => {}
            _ => return None,
        }
        at += 1;
    }
    None
}

/// Whether a variable that stands for an engine may be named in the text.
pub(super) fn names_engine(text: &str) -> bool {
    text.contains("DOCKER") || text.contains("PODMAN")
}

/// The base name of a program.
pub(super) fn base(program: &str) -> &str {
    let base = program.rsplit(['/', '\\']).next().unwrap_or(program);
    base.strip_suffix(".exe").unwrap_or(base)
}

/// Which engine's flags a program takes; `None` for one that makes no containers.
pub(super) fn edition(program: &Word, name: &str) -> Option<Edition> {
    match base(name) {
        "docker" | "nvidia-docker" => Some(Edition::Docker),
        "podman" | "nerdctl" => Some(Edition::Podman),
        // `$DOCKER run` and the like: which one it is only the run shows.
        _ if program.text.starts_with('$') && program.has_variable => {
            let lower = program.text.to_ascii_lowercase();
            let is_name = !lower.contains(['/', ' ', '(']);
            let is_engine = ENGINES.iter().any(|name| lower.contains(name));
            (is_name && is_engine).then_some(Edition::Podman)
        }
        _ => None,
    }
}

/// Programs that only pass a command on.
pub(super) fn is_runner(name: &str) -> bool {
    matches!(name, "winpty" | "watch")
}

/// Whether a line begins with a command that makes a container, with `sudo` and the like in
/// front or not. A word split at blanks is good enough to decide whether to look closer.
pub(super) fn begins_run(line: &str) -> bool {
    let mut words = line.split_whitespace().peekable();
    let is_before = |word: &&str| {
        matches!(
            *word,
            "sudo" | "doas" | "winpty" | "exec" | "time" | "nohup" | "&"
        ) || word.starts_with('-')
            || word.split_once('=').is_some_and(|(name, _)| {
                name.bytes()
                    .all(|it| it.is_ascii_alphanumeric() || it == b'_')
            })
    };
    while words.peek().is_some_and(is_before) {
        words.next();
    }
    let Some(program) = words.next() else {
        return false;
    };
    let name = base(program);
    let is_variable = program.starts_with('$') && names_engine(&program.to_ascii_uppercase());
    if !is_variable && !ENGINES.contains(&name) {
        return false;
    }
    let mut may_be_value = false;
    for word in words {
        match word {
            "run" | "create" => return true,
            "container" => {}
            _ if word.starts_with('-') => {
                may_be_value = true;
                continue;
            }
            _ if may_be_value => {}
            _ => return false,
        }
        may_be_value = false;
    }
    false
}
