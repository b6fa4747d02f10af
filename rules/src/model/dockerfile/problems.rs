//! What goes wrong while reading, gathered.

use crate::artifact::{Effect, Problem};
use crate::span::Span;

/// Problems in the order they are met; after the first 200 the rest are only counted.
#[derive(Default)]
pub(super) struct Problems {
    listed: Vec<Problem>,
    further: usize,
    worst: Option<Effect>,
}

/// How many problems are listed one by one: a file of noise would list every line.
const MOST_LISTED: usize = 200;

impl Problems {
    pub(super) fn at(&mut self, span: Span, effect: Effect, message: String) {
        self.push(Problem::at(span, effect, message));
    }

    pub(super) fn whole(&mut self, effect: Effect, message: String) {
        self.push(Problem::whole(effect, message));
    }

    fn push(&mut self, problem: Problem) {
        if self.is_full() {
            self.further += 1;
            self.worst = self.worst.max(Some(problem.effect));
        } else {
            self.listed.push(problem);
        }
    }

    /// Whether further problems are only counted, so that no message need be thought out.
    pub(super) fn is_full(&self) -> bool {
        self.listed.len() >= MOST_LISTED
    }

    pub(super) fn into_list(mut self) -> Vec<Problem> {
        if let Some(worst) = self.worst {
            let message = format!("{} further problems are not listed", self.further);
            self.listed.push(Problem::whole(worst, message));
        }
        self.listed
    }
}

/// A word of the file as a message shows it: short, and without control characters.
pub(super) fn shown(word: &str) -> String {
    let mut short: String = word.chars().take(40).collect();
    if short.len() < word.len() {
        short.push('…');
    }
    short.escape_debug().to_string()
}
