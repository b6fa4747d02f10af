//! One pattern as steps that are tried side by side, so that no pattern takes long.

use std::iter::Peekable;
use std::str::Chars;

/// A pattern, ready to be tried on paths.
#[derive(Clone, Debug)]
pub(super) struct Matcher {
    steps: Vec<Step>,
    is_well_formed: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Letter(char),
    /// `?`: any letter but a slash.
    Any,
    /// `*`: any letters but slashes.
    Within,
    /// `**` at the end: any letters.
    Across,
    /// The next two steps, any letters and a slash, or nothing: `**` before the end.
    Optional,
    /// `[a-z]`
    Class {
        is_negated: bool,
        ranges: Vec<(char, char)>,
    },
}

impl Matcher {
    /// Reads a cleaned pattern.
    pub(super) fn read(pattern: &str) -> Self {
        let mut matcher = Self {
            steps: Vec::new(),
            is_well_formed: true,
        };
        let mut chars = pattern.chars().peekable();
        while let Some(letter) = chars.next() {
            match letter {
                '*' if chars.next_if_eq(&'*').is_some() => {
                    chars.next_if_eq(&'/');
                    if chars.peek().is_none() {
                        matcher.steps.push(Step::Across);
                    } else {
                        let deep = [Step::Optional, Step::Across, Step::Letter('/')];
                        matcher.steps.extend(deep);
                    }
                }
                '*' => matcher.steps.push(Step::Within),
                '?' => matcher.steps.push(Step::Any),
                '\\' => matcher
                    .steps
                    .push(Step::Letter(chars.next().unwrap_or('\\'))),
                // Behind a bracket that nothing closes, nothing closes any other.
                '[' if matcher.is_well_formed => {
                    let class = class(&mut chars);
                    matcher.is_well_formed = class.is_some();
                    matcher.steps.push(class.unwrap_or(Step::Letter('[')));
                }
                letter => matcher.steps.push(Step::Letter(letter)),
            }
        }
        matcher
    }

    /// How many steps a path is tried on; each range of a class is one.
    pub(super) fn len(&self) -> usize {
        let tries = self.steps.iter().map(|step| match step {
            Step::Class { ranges, .. } => ranges.len().max(1),
            Step::Letter(_) | Step::Any | Step::Within | Step::Across | Step::Optional => 1,
        });
        tries.sum()
    }

    /// Whether every bracket is closed.
    pub(super) const fn is_well_formed(&self) -> bool {
        self.is_well_formed
    }

    /// Whether it fits the path or a folder above it.
    pub(super) fn fits(&self, path: &str) -> bool {
        let mut open = self.start();
        for letter in path.chars() {
            if letter == '/' && self.is_done(&open) {
                return true;
            }
            open = self.after(&open, letter);
            if !open.contains(&true) {
                return false;
            }
        }
        !path.is_empty() && self.is_done(&open)
    }

    /// Whether it could fit something below the folder.
    pub(super) fn may_fit_below(&self, folder: &str) -> bool {
        let mut open = self.start();
        if !folder.is_empty() {
            for letter in folder.chars().chain(['/']) {
                open = self.after(&open, letter);
            }
        }
        open.contains(&true)
    }

    /// The steps that may come first; one flag for each step and one for the end.
    fn start(&self) -> Vec<bool> {
        let mut open = vec![false; self.steps.len() + 1];
        self.enter(&mut open, 0);
        open
    }

    fn is_done(&self, open: &[bool]) -> bool {
        open.get(self.steps.len()).copied().unwrap_or_default()
    }

    /// Opens a step, and those behind it that it may leave out.
    fn enter(&self, open: &mut [bool], at: usize) {
        let mut next = vec![at];
        while let Some(at) = next.pop() {
            match open.get_mut(at) {
                Some(is_open) if !*is_open => *is_open = true,
                Some(_) | None => continue,
            }
            match self.steps.get(at) {
                Some(Step::Within | Step::Across) => next.push(at + 1),
                Some(Step::Optional) => next.extend([at + 1, at + 3]),
                Some(Step::Letter(_) | Step::Any | Step::Class { .. }) | None => {}
            }
        }
    }

    /// The steps that are open after one more letter.
    fn after(&self, open: &[bool], letter: char) -> Vec<bool> {
        let mut then = vec![false; open.len()];
        for (at, step) in self.steps.iter().enumerate() {
            if !open.get(at).copied().unwrap_or_default() {
                continue;
            }
            match step {
                Step::Letter(own) if *own == letter => self.enter(&mut then, at + 1),
                Step::Any if letter != '/' => self.enter(&mut then, at + 1),
                Step::Class { is_negated, ranges } => {
                    let is_in = |(from, to): &(char, char)| (*from..=*to).contains(&letter);
                    if ranges.iter().any(is_in) != *is_negated {
                        self.enter(&mut then, at + 1);
                    }
                }
                Step::Within if letter != '/' => self.enter(&mut then, at),
                Step::Across => self.enter(&mut then, at),
                Step::Letter(_) | Step::Any | Step::Within | Step::Optional => {}
            }
        }
        then
    }
}

/// Reads a class behind its opening bracket; `None`, and nothing read, where none closes it.
fn class(chars: &mut Peekable<Chars<'_>>) -> Option<Step> {
    let mut ahead = chars.clone();
    let is_negated = ahead.next_if_eq(&'^').is_some();
    let mut ranges = Vec::new();
    let mut is_first = true;
    loop {
        let from = match ahead.next()? {
            ']' if !is_first => break,
            '\\' => ahead.next()?,
            letter => letter,
        };
        is_first = false;
        let mut beyond = ahead.clone();
        let to = match (beyond.next(), beyond.next()) {
            (Some('-'), Some(to)) if to != ']' => {
                ahead = beyond;
                if to == '\\' { ahead.next()? } else { to }
            }
            _ => from,
        };
        ranges.push((from, to));
    }
    *chars = ahead;
    Some(Step::Class { is_negated, ranges })
}
