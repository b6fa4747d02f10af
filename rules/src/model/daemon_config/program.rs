//! Which word of a command line starts the daemon.

use super::words::{Word, split};

/// Names of the daemon's program over the years and distributions.
const DAEMONS: &[&str] = &[
    "dockerd",
    "dockerd.exe",
    "dockerd-ce",
    "dockerd-current",
    "dockerd-latest",
    "dockerd-rootless.sh",
    "balenad",
];
/// Names of the client's program, which once was the daemon's as well.
const CLIENTS: &[&str] = &["docker", "docker-current", "docker-latest", "docker.io"];
/// What made the client's program the daemon.
const DAEMON_WORDS: &[&str] = &["daemon", "-d", "--daemon"];

/// A command line that starts the daemon.
pub(super) struct Command {
    /// The program.
    pub(super) program: Word,
    /// What follows it.
    pub(super) options: Vec<Word>,
}

/// Finds the daemon's program among words, also behind `exec`, `env` or in what is handed to
/// a shell.
pub(super) fn command(text: &str, words: &[Word]) -> Option<Command> {
    found(words).or_else(|| {
        let mut handed = words.iter().filter(|word| word.text.contains([' ', '\t']));
        handed.find_map(|word| found(&split(text, word.inside(text)?)))
    })
}

fn found(words: &[Word]) -> Option<Command> {
    // What searches for the daemon names it, too.
    let is_search = |word: &Word| matches!(base(&word.text), "grep" | "pgrep" | "pkill");
    if words.iter().take(16).any(is_search) {
        return None;
    }
    words.iter().enumerate().find_map(|(at, word)| {
        let rest = words.get(at + 1..).unwrap_or_default();
        let base = base(&word.text);
        let options = if DAEMONS.contains(&base) {
            rest
        } else if CLIENTS.contains(&base) && is_daemon_word(rest.first()) {
            rest.get(1..)?
        } else {
            return None;
        };
        Some(Command {
            program: word.clone(),
            options: options.to_vec(),
        })
    })
}

fn is_daemon_word(word: Option<&Word>) -> bool {
    word.is_some_and(|word| DAEMON_WORDS.contains(&word.text.as_str()))
}

/// The last part of a path, without what systemd puts in front of a program.
fn base(word: &str) -> &str {
    let bare = word.trim_start_matches(['@', '-', ':', '+', '!']);
    bare.rsplit(['/', '\\']).next().unwrap_or(bare)
}
