//! Tells a Dockerfile by its instructions.

use super::Detected;
use crate::artifact::kind::Kind;

const INSTRUCTIONS: &[&str] = &[
    "ADD",
    "ARG",
    "CMD",
    "COPY",
    "ENTRYPOINT",
    "ENV",
    "EXPOSE",
    "FROM",
    "HEALTHCHECK",
    "LABEL",
    "MAINTAINER",
    "ONBUILD",
    "RUN",
    "SHELL",
    "STOPSIGNAL",
    "USER",
    "VOLUME",
    "WORKDIR",
];

/// Lines looked at; a Dockerfile shows itself long before.
const LINES: usize = 5_000;

/// A Dockerfile begins with `FROM` or `ARG`, and most of its lines begin with an instruction.
pub(super) fn detect(text: &str) -> Option<Detected> {
    // Most texts are told by their first line.
    if !begins(text) {
        return None;
    }
    let count = count(text, usize::MAX);
    let is_most = count.known * 10 >= count.lines * 6;
    is_most.then(|| {
        let reason = if count.first_is_from {
            "has FROM as its first instruction"
        } else {
            "has ARG as its first instruction, and most lines are instructions"
        };
        Detected::new(Kind::Dockerfile, reason)
    })
}

/// Whether the first instruction is one a Dockerfile may begin with.
pub(super) fn begins(text: &str) -> bool {
    count(text, 1).begins
}

/// The share of lines that begin with an instruction, in per cent.
pub(super) fn share(text: &str) -> usize {
    let count = count(text, usize::MAX);
    (count.known * 100).checked_div(count.lines).unwrap_or(0)
}

#[derive(Default)]
struct Count {
    lines: usize,
    known: usize,
    begins: bool,
    first_is_from: bool,
}

/// Counts up to so many instructions.
fn count(text: &str, most: usize) -> Count {
    let mut count = Count::default();
    let mut escape = '\\';
    let mut continues = false;
    let mut heredocs: Vec<&str> = Vec::new();
    for line in text.lines().take(LINES) {
        if count.lines == most {
            break;
        }
        let bare = line.trim();
        if let Some(end) = heredocs.first() {
            if bare == *end {
                heredocs.remove(0);
            }
            continue;
        }
        if let Some(comment) = bare.strip_prefix('#') {
            let directive: String = comment
                .chars()
                .filter(|char| !char.is_whitespace())
                .collect();
            if count.lines == 0 && directive.eq_ignore_ascii_case("escape=`") {
                escape = '`';
            }
            continue;
        }
        if bare.is_empty() {
            continue;
        }
        let was_continued = std::mem::replace(&mut continues, bare.ends_with(escape));
        if was_continued {
            continue;
        }
        let word = bare.split_whitespace().next().unwrap_or_default();
        let known = INSTRUCTIONS
            .iter()
            .find(|known| known.eq_ignore_ascii_case(word));
        if count.lines == 0 {
            count.first_is_from = known == Some(&"FROM");
            count.begins = count.first_is_from && is_from(bare) || known == Some(&"ARG");
        }
        count.lines += 1;
        count.known += usize::from(known.is_some());
        if matches!(known, Some(&("RUN" | "COPY" | "ADD"))) {
            heredocs = ends(bare);
        }
    }
    count
}

/// `FROM image [AS name]`, with flags in front: what a mail or a query is not.
fn is_from(line: &str) -> bool {
    let words = line
        .split_whitespace()
        .skip(1)
        .filter(|word| !word.starts_with("--"));
    let words: Vec<&str> = words.take(5).collect();
    match words.as_slice() {
        [] | [_] => true,
        [_, word, ..] => word.eq_ignore_ascii_case("as") || word.starts_with(['#', '\\', '`']),
    }
}

/// The words that end the heredocs a line opens.
fn ends(line: &str) -> Vec<&str> {
    let opened = line.split("<<").skip(1).filter_map(|after| {
        let word = after.trim_start_matches('-').split_whitespace().next()?;
        let word = word.trim_matches(['"', '\'']);
        word.starts_with(|char: char| char.is_ascii_alphabetic() || char == '_')
            .then_some(word)
    });
    opened.take(16).collect()
}
