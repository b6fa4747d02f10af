//! The flat JSON result of 2017 and 2018: numbers as keys, repeated for every item.

use std::collections::HashMap;

use super::finish::Draft;
use super::json::string;
use super::line::is_id;
use super::origin::Origin;
use super::{BenchVerdict, Level};
use crate::model::json::Member;
use crate::span::{Span, Spanned};

/// Whether members look like a flat result: several numbers with verdicts.
pub(super) fn is_flat(members: &[Member<'_>]) -> bool {
    let verdicts = members.iter().filter(|(key, raw)| {
        is_check(key) && string(*raw).is_some_and(|value| verdict(&value).is_some())
    });
    verdicts.take(3).count() == 3
}

fn is_check(key: &str) -> bool {
    is_id(key) && key.contains('.')
}

/// The level and what follows it.
fn verdict(value: &str) -> Option<(Level, &str)> {
    let (word, rest) = value.split_once(':').unwrap_or((value, ""));
    Level::from_word(word.trim()).map(|level| (level, rest.trim()))
}

/// Adds the verdicts among `members` to a run; a number that repeats adds to its verdict.
pub(super) fn add(draft: &mut Draft, origin: &Origin, members: &[Member<'_>]) {
    let mut places: HashMap<&str, usize> = HashMap::new();
    for (key, raw) in members.iter().filter(|(key, _)| is_check(key)) {
        let Some(value) = string(*raw) else { continue };
        let span = origin.map(raw.span());
        let (level, rest) = match verdict(&value) {
            Some((level, rest)) => (Some(level), rest),
            None => (None, value.trim()),
        };
        let at = *places.entry(key.as_ref()).or_insert(draft.verdicts.len());
        if at == draft.verdicts.len() {
            draft
                .verdicts
                .push(bare(key, level.unwrap_or(Level::Info), span));
        }
        let Some(known) = draft.verdicts.get_mut(at).filter(|_| !rest.is_empty()) else {
            continue;
        };
        let place = raw.get().find(rest).map_or(span, |at| {
            Span::new(span.start + at, span.start + at + rest.len())
        });
        let stated = Spanned::new(rest.to_owned(), place);
        // Counts and plain facts name nothing.
        if level.is_some() && rest.parse::<i64>().is_err() && !rest.contains(' ') {
            known.items.push(stated.clone());
        }
        known.details.push(stated);
    }
}

/// A verdict that names nothing yet.
fn bare(id: &str, level: Level, span: Span) -> BenchVerdict {
    let (id, text) = (id.to_owned(), String::new());
    BenchVerdict {
        id,
        level,
        text,
        points: 0,
        items: Vec::new(),
        details: Vec::new(),
        span,
    }
}
