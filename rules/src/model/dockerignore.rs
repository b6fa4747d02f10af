//! `.dockerignore` files: which paths a build context leaves out.
//!
//! The rules are those of Go's `filepath.Match` with `**` added; the last pattern that fits
//! a path or a folder above it decides, and one behind `!` takes the path in again.

mod pattern;

use pattern::Matcher;

use crate::artifact::{Effect, Problem};
use crate::span::{Span, Spanned};

/// A `.dockerignore` file, with the place of every pattern.
#[derive(Clone, Debug, Default)]
pub struct Dockerignore {
    /// Its patterns in order.
    pub patterns: Vec<Pattern>,
    /// What could not be read.
    pub problems: Vec<Problem>,
}

/// One line that leaves paths out or takes them in again.
#[derive(Clone, Debug)]
pub struct Pattern {
    /// The pattern without `!`, cleaned as paths are; the span is that of the whole line.
    pub text: Spanned<String>,
    /// Whether it takes in again what it fits.
    pub is_exception: bool,
    matcher: Matcher,
}

/// What decides whether a path is left out.
#[derive(Clone, Copy, Debug)]
pub enum Decision<'a> {
    /// The last pattern that fits it or a folder above it.
    By(&'a Pattern),
    /// No pattern fits.
    Nothing,
    /// The path is longer than those that are looked for.
    TooLong,
}

/// How many steps of patterns are kept; each costs time for each letter of a path.
const MOST_STEPS: usize = 8_192;

/// The longest path that is looked for, in bytes.
const LONGEST_PATH: usize = 512;

/// Reads a `.dockerignore` from decoded text without a byte-order mark.
pub fn read(text: &str) -> Dockerignore {
    let mut file = Dockerignore::default();
    let mut steps = 0;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let at = start;
        start += line.len();
        // Only a hash in the first column makes a comment.
        let trimmed = line.trim();
        if line.starts_with('#') || trimmed.is_empty() {
            continue;
        }
        let begin = at + (line.len() - line.trim_start().len());
        let span = Span::new(begin, begin + trimmed.len());
        let (is_exception, pattern) = match trimmed.strip_prefix('!') {
            Some(rest) => (true, rest.trim()),
            None => (false, trimmed),
        };
        let cleaned = clean(pattern);
        if cleaned.is_empty() {
            if is_exception && pattern.is_empty() {
                let message = "An exclamation mark without a pattern stops the build";
                file.problems
                    .push(Problem::at(span, Effect::Partial, message));
            }
            continue;
        }
        let matcher = Matcher::read(&cleaned);
        steps += matcher.len();
        if steps > MOST_STEPS {
            let message = "The patterns from here on are too many to be read";
            file.problems
                .push(Problem::at(span, Effect::Partial, message));
            break;
        }
        if !matcher.is_well_formed() {
            let message = "The bracket here is never closed, which stops the build";
            file.problems
                .push(Problem::at(span, Effect::Partial, message));
        }
        file.patterns.push(Pattern {
            text: Spanned::new(cleaned, span),
            is_exception,
            matcher,
        });
    }
    file
}

impl Dockerignore {
    /// Whether a path of the context, or a folder above it, is left out; `None` for a path
    /// that is too long to tell. The context itself is never left out.
    pub fn ignores(&self, path: &str) -> Option<bool> {
        match self.decision(path) {
            Decision::By(pattern) => Some(!pattern.is_exception),
            Decision::Nothing => Some(false),
            Decision::TooLong => None,
        }
    }

    /// What decides on a path.
    pub fn decision(&self, path: &str) -> Decision<'_> {
        let path = clean(path);
        if path.len() > LONGEST_PATH {
            return Decision::TooLong;
        }
        let mut deciding: Option<&Pattern> = None;
        for pattern in &self.patterns {
            // One more pattern of the same effect changes nothing.
            let is_ignored = deciding.is_some_and(|it| !it.is_exception);
            if pattern.is_exception == is_ignored && pattern.matcher.fits(&path) {
                deciding = Some(pattern);
            }
        }
        deciding.map_or(Decision::Nothing, Decision::By)
    }

    /// Whether some exception takes in again a thing below this folder of the context.
    pub fn readmits_below(&self, folder: &str) -> bool {
        let folder = clean(folder);
        let mut exceptions = self.patterns.iter().filter(|it| it.is_exception);
        folder.len() > LONGEST_PATH || exceptions.any(|it| it.matcher.may_fit_below(&folder))
    }

    /// Whether the whole context is left out and nothing of it is taken in again.
    pub fn ignores_everything(&self) -> bool {
        let is_all = |pattern: &Pattern| {
            !pattern.is_exception && ["*", "**", "**/*"].contains(&pattern.text.value.as_str())
        };
        self.patterns.iter().any(is_all) && !self.patterns.iter().any(|it| it.is_exception)
    }
}

/// A path of the context in its shortest form, without the slash that stands for its root;
/// empty for the context itself and for what lies outside.
fn clean(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests;
