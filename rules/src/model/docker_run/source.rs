//! A region as a script of the Bourne shell's language, with the way back to the file.

use super::expansion::name_length;
use super::lines::{Line, continues, continues_in_windows, lines};
use super::region::{Region, Shell};
use crate::model::shell::Source;
use crate::span::Span;

/// The longest placeholder, in bytes.
const LONGEST: usize = 64;

/// The region's text. What a Windows shell writes in another way is written as `sh` does, and a
/// placeholder such as `<your-image>` becomes a variable.
pub(super) fn of(text: &str, region: Region) -> Source {
    let mut writer = Writer {
        text,
        source: Source::default(),
        is_windows: is_windows(text, region),
        quote: None,
    };
    let mut prompts = false;
    for line in lines(text, region.span) {
        let mut start = line.start;
        if prompts {
            start += second_prompt(line.text, region.shell);
        }
        prompts = continues(line.text);
        let end = line.start + line.text.len();
        if writer.is_windows && continues_in_windows(line.text) {
            writer.line(start, end - 1);
            continue;
        }
        writer.line(start, end);
        if line.next > end {
            writer.source.push("\n", line.next - 1);
        }
    }
    writer.source
}

/// The length of the prompt that a terminal prints before a line that goes on. In a script it
/// would send output to a file.
fn second_prompt(line: &str, shell: Shell) -> usize {
    match shell {
        Shell::Posix => 0,
        Shell::Windows if line.starts_with(">> ") => 3,
        Shell::Windows | Shell::Open => 2 * usize::from(line.starts_with("> ")),
    }
}

/// Whether a Windows shell reads the region: its fence or prompt says so, or its line ends, or
/// a path with a drive where no line ends as one of `sh` that goes on.
fn is_windows(text: &str, region: Region) -> bool {
    match region.shell {
        Shell::Posix => false,
        Shell::Windows => true,
        Shell::Open => {
            let lines = lines(text, region.span);
            let goes_on = |line: &&Line<'_>| line.text.ends_with('\\');
            lines.iter().any(|line| continues_in_windows(line.text))
                || (!lines.iter().any(|line| goes_on(&line)) && has_drive(region.span.of(text)))
        }
    }
}

/// Whether a path such as `C:\data` stands in the text.
fn has_drive(text: &str) -> bool {
    text.match_indices(":\\").any(|(at, _)| {
        let mut before = text.get(..at).unwrap_or_default().chars().rev();
        let is_drive = before.next().is_some_and(|it| it.is_ascii_alphabetic());
        is_drive && before.next().is_none_or(|it| !it.is_alphanumeric())
    })
}

struct Writer<'t> {
    text: &'t str,
    source: Source,
    is_windows: bool,
    /// The quote that is open.
    quote: Option<char>,
}

impl Writer<'_> {
    /// Writes a part of a line.
    fn line(&mut self, start: usize, end: usize) {
        let line = self.text.get(start..end).unwrap_or_default();
        let mut written = 0;
        let mut at = 0;
        while let Some(char) = line.get(at..).and_then(|rest| rest.chars().next()) {
            let replaced = match char {
                '<' => placeholder(line, at),
                _ if self.is_windows => self.windows(line, at, char),
                _ => None,
            };
            let Some((length, instead)) = replaced else {
                at += char.len_utf8();
                continue;
            };
            self.plain(line, start, written, at);
            let place = Span::new(start + at, start + at + length);
            self.source.push_inexact(&instead, place);
            at += length;
            written = at;
        }
        self.plain(line, start, written, line.len());
    }

    fn plain(&mut self, line: &str, start: usize, from: usize, to: usize) {
        let run = line.get(from..to).unwrap_or_default();
        self.source.push(run, start + from);
    }

    /// What `sh` writes for what begins at `at`, and how long that is.
    fn windows(&mut self, line: &str, at: usize, char: char) -> Option<(usize, String)> {
        match (self.quote, char) {
            (None, '"' | '\'') => {
                self.quote = Some(char);
                None
            }
            (Some(quote), char) if quote == char => {
                self.quote = None;
                None
            }
            (Some('\''), _) => None,
            (_, '\\') => Some((1, "\\\\".to_owned())),
            (_, '`') => Some((1, "\\".to_owned())),
            (_, '$') => {
                let rest = line.get(at..)?;
                let (open, name) = match rest.get(..6) {
                    Some(start) if start.eq_ignore_ascii_case("${env:") => (6, rest.get(6..)?),
                    _ => match rest.get(..5) {
                        Some(start) if start.eq_ignore_ascii_case("$env:") => (5, rest.get(5..)?),
                        Some(_) | None => return None,
                    },
                };
                let length = name_length(name);
                let closed = usize::from(open == 6);
                let name = name.get(..length).filter(|name| !name.is_empty())?;
                Some((open + length + closed, format!("${{{name}}}")))
            }
            (_, '%') => {
                let name = line.get(at + 1..)?;
                let length = name_length(name);
                let is_closed = name.get(length..)?.starts_with('%');
                let name = name.get(..length).filter(|name| !name.is_empty())?;
                is_closed.then(|| (length + 2, format!("${{{name}}}")))
            }
            (_, _) => None,
        }
    }
}

/// `<name of it>`, which a manual writes for what the reader has to fill in.
fn placeholder(line: &str, at: usize) -> Option<(usize, String)> {
    let before = line.get(..at)?.chars().next_back();
    let is_start = before.is_none_or(|it| it.is_whitespace() || "=:/,@\"".contains(it));
    let rest = line.get(at + 1..)?;
    let end = rest.bytes().take(LONGEST).position(|byte| byte == b'>')?;
    let name = rest.get(..end)?;
    let is_name = name.starts_with(|it: char| it.is_ascii_alphabetic())
        && !name.ends_with(' ')
        && name
            .bytes()
            .all(|it| it.is_ascii_alphanumeric() || b" _-./:".contains(&it));
    let behind = rest.get(end + 1..)?.chars().next();
    let is_end = behind.is_none_or(|it| it.is_whitespace() || "=:/,@\"".contains(it));
    (is_start && is_name && is_end).then(|| {
        let name = name.replace(|it: char| !it.is_ascii_alphanumeric(), "_");
        (end + 2, format!("${{{name}}}"))
    })
}
