//! Where in a text commands may stand: in the fences of Markdown, behind prompts, or anywhere.

use super::lines::lines;
use crate::span::Span;

/// A run of lines in which commands are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Region {
    pub(super) span: Span,
    /// What the fence around it says, or the prompt.
    pub(super) shell: Shell,
}

/// What reads a region, as far as its surroundings say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shell {
    /// A relative of the Bourne shell's.
    Posix,
    /// `PowerShell` or `cmd`.
    Windows,
    /// Nothing says.
    Open,
}

/// Languages of fences that hold commands.
const POSIX: [&str; 13] = [
    "sh",
    "bash",
    "shell",
    "zsh",
    "ksh",
    "fish",
    "console",
    "terminal",
    "shell-session",
    "sh-session",
    "shellsession",
    "bash-session",
    "session",
];
const WINDOWS: [&str; 8] = [
    "powershell",
    "pwsh",
    "ps",
    "ps1",
    "cmd",
    "bat",
    "batch",
    "dos",
];
const UNSAID: [&str; 6] = ["", "text", "txt", "plain", "plaintext", "none"];

/// The regions of a text: its fences where it is Markdown, and else all of it.
pub(super) fn all(text: &str) -> Vec<Region> {
    let whole = Region {
        span: Span::new(0, text.len()),
        shell: Shell::Open,
    };
    if is_script(text) {
        return vec![Region {
            shell: Shell::Posix,
            ..whole
        }];
    }
    fences(text).unwrap_or_else(|| vec![whole])
}

/// Whether a text says itself that a shell runs it.
pub(super) fn is_script(text: &str) -> bool {
    text.starts_with("#!")
}

/// The fences that hold commands; `None` where there are no fences at all.
fn fences(text: &str) -> Option<Vec<Region>> {
    let mut found = Vec::new();
    let mut open: Option<(char, usize, Option<Shell>, usize)> = None;
    let mut is_markdown = false;
    for line in lines(text, Span::new(0, text.len())) {
        let Some((mark, count, rest)) = fence(line.text) else {
            continue;
        };
        match open {
            None => {
                is_markdown = true;
                open = Some((mark, count, language(rest), line.next));
            }
            Some((opened, least, shell, start))
                if opened == mark && count >= least && rest.trim().is_empty() =>
            {
                let span = Span::new(start, line.start);
                found.extend(shell.map(|shell| Region { span, shell }));
                open = None;
            }
            Some(_) => {}
        }
    }
    if let Some((_, _, Some(shell), start)) = open {
        let span = Span::new(start, text.len());
        found.push(Region { span, shell });
    }
    is_markdown.then_some(found)
}

/// The mark of a fence, how often it stands, and what follows.
fn fence(line: &str) -> Option<(char, usize, &str)> {
    let line = line.trim_start();
    let mark = line
        .chars()
        .next()
        .filter(|mark| matches!(mark, '`' | '~'))?;
    let rest = line.trim_start_matches(mark);
    let count = line.len() - rest.len();
    // Three marks and more text on the line are code within a sentence.
    (count >= 3 && !rest.contains('`')).then_some((mark, count, rest))
}

fn language(rest: &str) -> Option<Shell> {
    let word = rest.split_whitespace().next().unwrap_or_default();
    let word = word.trim_matches(['{', '}', '.']).to_ascii_lowercase();
    if POSIX.contains(&word.as_str()) {
        Some(Shell::Posix)
    } else if WINDOWS.contains(&word.as_str()) {
        Some(Shell::Windows)
    } else {
        UNSAID.contains(&word.as_str()).then_some(Shell::Open)
    }
}
