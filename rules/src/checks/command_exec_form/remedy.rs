//! A command as a JSON array, where it is one program.

use crate::finding::{Edit, Remedy};
use crate::span::Span;

const NEEDS_NO_SHELL: &str = "Confirm that the program needs no shell around it.";
const STAYS_IN_SHELL: &str = "Confirm that the image has /bin/sh, which still reads the command, \
                              and that the program may take its place.";

/// What joins commands, so that more than one program is started.
const OPERATORS: [char; 6] = [';', '&', '|', '(', ')', '`'];
/// What only a shell understands.
const SYNTAX: [char; 15] = [
    '$', '"', '\'', '\\', '*', '?', '[', ']', '{', '}', '<', '>', '~', '#', '!',
];

/// Words that a shell obeys itself, so that no program of that name is started.
const SHELLS_OWN: [&str; 10] = [
    ".", "case", "cd", "exec", "export", "for", "if", "set", "source", "while",
];

/// The command in exec form; `None` where a shell does more than to start one program.
pub(super) fn in_exec_form(span: Span, command: &str) -> Option<Remedy> {
    let command = command.trim();
    let first = command.split_whitespace().next()?;
    let is_more = command.contains(OPERATORS) || command.contains(['\n', '\r']);
    // What begins with a bracket was meant to be an array and is none.
    if is_more || SHELLS_OWN.contains(&first) || first.starts_with('[') {
        return None;
    }
    let (array, asks) = if first.contains('=') {
        // What gives the program variables would itself be taken for a program by `exec`.
        (array(["/bin/sh", "-c", command])?, STAYS_IN_SHELL)
    } else if command.contains(SYNTAX) {
        let line = format!("exec {command}");
        (array(["/bin/sh", "-c", &line])?, STAYS_IN_SHELL)
    } else {
        (array(command.split_whitespace())?, NEEDS_NO_SHELL)
    };
    Some(Remedy::assisted(asks, vec![Edit::replace(span, array)]))
}

/// Words as a JSON array on one line.
fn array<'a>(words: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let quoted: Result<Vec<String>, _> = words.into_iter().map(serde_json::to_string).collect();
    Some(format!("[{}]", quoted.ok()?.join(", ")))
}
