//! Where in a text commands may stand: in the fences of Markdown, behind prompts, or anywhere.

use super::command::begins_run;
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

/// How many lines an open quote may carry a command on.
const LONGEST: usize = 64;

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

/// A line with its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'t> {
    pub(super) start: usize,
    /// Without its line break.
    pub(super) text: &'t str,
    /// One past its line break.
    pub(super) next: usize,
}

/// The lines of a part of a text.
pub(super) fn lines(text: &str, span: Span) -> Vec<Line<'_>> {
    let mut at = span.start;
    let mut lines = Vec::new();
    for line in span.of(text).split_inclusive('\n') {
        let next = at + line.len();
        lines.push(Line {
            start: at,
            text: line.trim_end_matches(['\n', '\r']),
            next,
        });
        at = next;
    }
    lines
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

/// What stands before the command on a line with a prompt, in bytes, and whose prompt it is.
pub(super) fn prompt(line: &str) -> Option<(usize, Shell)> {
    let bare = line.trim_start();
    let indent = line.len() - bare.len();
    let (length, shell) = if bare.starts_with("$ ") || bare.starts_with("% ") {
        (2, Shell::Open)
    } else if bare.starts_with("PS ") || is_drive(bare) {
        (bare.find('>')? + 1, Shell::Windows)
    } else if bare.starts_with("> ") && begins_run(bare.get(2..)?) {
        (2, Shell::Open)
    } else {
        (named(bare)?, Shell::Open)
    };
    let rest = bare.get(length..)?;
    let blanks = rest.len() - rest.trim_start().len();
    (blanks < rest.len()).then_some((indent + length + blanks, shell))
}

/// `C:\…`.
fn is_drive(line: &str) -> bool {
    let mut chars = line.chars();
    chars
        .next()
        .is_some_and(|letter| letter.is_ascii_alphabetic())
        && chars.next() == Some(':')
        && chars.next() == Some('\\')
}

/// The length of `user@host:~$ `, with brackets or without.
fn named(line: &str) -> Option<usize> {
    let end = line.find(['$', '#', '%', '>'])?;
    let name = line.get(..end)?;
    let (user, host) = name.trim_start_matches(['[', '(']).split_once('@')?;
    let is_name = |text: &str| {
        !text.is_empty()
            && text
                .chars()
                .all(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.'))
    };
    let host = host.split([':', ' ', ']', ')']).next()?;
    let is_prompt = is_name(user) && is_name(host) && name.split(' ').count() <= 2;
    let behind = line.get(end + 1..)?;
    (is_prompt && behind.starts_with(' ')).then_some(end + 1)
}

/// Where the command that begins on a line ends, as the index of its last line.
pub(super) fn last_line(lines: &[Line<'_>], first: usize) -> usize {
    let mut quotes = Quotes::default();
    let mut at = first;
    let mut last = None;
    while let Some(line) = lines.get(at) {
        quotes.pass(line.text);
        let goes_on = continues(line.text);
        if !goes_on {
            last.get_or_insert(at);
            if !quotes.is_open() {
                return at;
            }
        }
        // A quote that never closes is an apostrophe.
        if at >= first + LONGEST
            && let Some(last) = last
        {
            return last;
        }
        at += 1;
    }
    last.unwrap_or_else(|| at.saturating_sub(1).max(first))
}

/// Whether a line's end says that the next one belongs to it.
pub(super) fn continues(line: &str) -> bool {
    let backslashes = line.len() - line.trim_end_matches('\\').len();
    backslashes % 2 == 1 || continues_in_windows(line)
}

/// The same for `PowerShell` and `cmd`.
pub(super) fn continues_in_windows(line: &str) -> bool {
    line.ends_with(" `") || line.ends_with(" ^") || line == "`" || line == "^"
}

#[derive(Default)]
struct Quotes {
    open: Option<char>,
}

impl Quotes {
    const fn is_open(&self) -> bool {
        self.open.is_some()
    }

    fn pass(&mut self, line: &str) {
        let mut chars = line.chars();
        while let Some(char) = chars.next() {
            match (self.open, char) {
                (None | Some('"'), '\\') => {
                    chars.next();
                }
                (None, '"' | '\'') => self.open = Some(char),
                (Some(open), char) if open == char => self.open = None,
                (None | Some(_), _) => {}
            }
        }
    }
}
