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
