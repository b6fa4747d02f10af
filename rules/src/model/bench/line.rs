//! One line of console text or of a log.

use super::Level;

/// What a line is. The slices are parts of the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line<'a> {
    /// The name and version of the script.
    Banner(&'a str),
    /// The edition of the benchmark.
    Benchmark(&'a str),
    /// The date a run begins.
    Began(&'a str),
    /// The letter of `Section A` and its like.
    Part(char),
    /// A section's number and name.
    Header,
    /// A check with its level, its number (empty where the script forgets it) and the rest.
    Check(Level, &'a str, &'a str),
    /// A detail below a check.
    Detail(&'a str),
    /// The number of checks.
    Checks(&'a str),
    /// The score.
    Score(&'a str),
    /// The complaint of a shell that lacks `[[`.
    PoorShell,
    /// The script's warning that it does not run as root.
    NotRoot,
    /// The complaint of jq about the daemon's file or about the question.
    UnreadFile,
    /// Everything else.
    Noise,
}

impl<'a> Line<'a> {
    /// Reads a line, whatever a log or a terminal put in front of it.
    pub(super) fn read(line: &'a str) -> Self {
        let bare = line.trim();
        if let Some((level, rest)) = tagged(line) {
            return tagged_line(level, rest);
        }
        if let Some((_, version)) = bare.split_once("Docker Bench for Security v") {
            return Self::Banner(first_word(version));
        }
        if let Some((_, edition)) = bare.split_once("CIS Docker ")
            && bare.contains("Based on the")
        {
            let edition = edition.trim_start_matches("Community Edition ");
            let edition = edition.trim_start_matches("Benchmark").trim_start();
            return Self::Benchmark(first_word(edition.trim_start_matches('v')));
        }
        if let Some((before, date)) = bare.split_once("Initializing")
            && !before.ends_with(char::is_alphanumeric)
        {
            return Self::Began(date.trim());
        }
        if bare.contains("[[: not found") {
            return Self::PoorShell;
        }
        if bare.contains("jq: error") || bare.contains("parse error: ") {
            return Self::UnreadFile;
        }
        match bare.split_once("Section ") {
            Some((_, rest)) if bare.len() < 120 => {
                let mut chars = rest.chars();
                match (chars.next(), chars.next()) {
                    (Some(letter @ 'A'..='C'), Some(' ')) => Self::Part(letter),
                    _ => Self::Noise,
                }
            }
            _ => Self::Noise,
        }
    }
}

/// The level in brackets and what follows it; anything may stand in front, apart by a blank.
fn tagged(line: &str) -> Option<(Level, &str)> {
    line.match_indices('[').find_map(|(at, _)| {
        let level = Level::from_word(line.get(at + 1..at + 5)?)?;
        let rest = line.get(at + 5..)?.strip_prefix(']')?;
        let before = line.get(..at)?.chars().next_back();
        // A colour code that lost its escape character ends in `m`.
        let stands_apart = before.is_none_or(|char| char.is_whitespace() || char == 'm');
        stands_apart.then_some((level, without_code(rest)))
    })
}

/// What follows a colour code that lost its escape character.
fn without_code(rest: &str) -> &str {
    let bare = rest.trim_start_matches('\u{1b}');
    let code = bare.strip_prefix('[').and_then(|code| {
        code.trim_start_matches(|char: char| char.is_ascii_digit() || char == ';')
            .strip_prefix('m')
    });
    code.unwrap_or(rest)
}

fn tagged_line(level: Level, rest: &str) -> Line<'_> {
    let bare = rest.trim();
    if let Some(detail) = bare.strip_prefix("* ") {
        return Line::Detail(detail.trim_start());
    }
    if let Some(number) = bare.strip_prefix("Checks:") {
        return Line::Checks(first_word(number.trim_start()));
    }
    if let Some(number) = bare.strip_prefix("Score:") {
        return Line::Score(first_word(number.trim_start()));
    }
    if bare.starts_with("Some tests might require root") {
        return Line::NotRoot;
    }
    if bare.starts_with("Ensure that experimental features")
        || bare.starts_with("Ensure experimental features")
    {
        return Line::Check(level, "", bare);
    }
    let Some((id, text)) = bare.split_once(char::is_whitespace) else {
        return Line::Noise;
    };
    let text = text.trim_start();
    let Some(text) = text.strip_prefix('-') else {
        return Line::Noise;
    };
    let text = text.trim_start();
    if !is_id(id) {
        return Line::Noise;
    }
    let is_header = !id.contains('.')
        || (level == Level::Info
            && matches!(id, "1.1" | "1.2" | "8.1" | "8.2")
            && text.trim_end().ends_with("Configuration"));
    if is_header {
        Line::Header
    } else {
        Line::Check(level, id, text)
    }
}

/// Whether a word is a check's or a section's number.
pub(super) fn is_id(word: &str) -> bool {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let numbers = word
        .strip_prefix("C.")
        .or_else(|| word.strip_prefix("c."))
        .unwrap_or(word);
    word.len() <= 16 && numbers.split('.').all(is_number)
}

fn first_word(text: &str) -> &str {
    text.split_whitespace()
        .next()
        .unwrap_or_default()
        .trim_end_matches(['.', ','])
}
