//! The nested JSON result: sections of checks, or checks alone.

use std::borrow::Cow;

use serde::Deserialize;

use super::details::item_subject;
use super::finish::Draft;
use super::origin::Origin;
use super::text::described;
use super::{BenchVerdict, Level};
use crate::artifact::{Effect, Problem};
use crate::model::json::{Member, Raw};
use crate::span::Spanned;

/// Reads one run from a result's members.
pub(super) fn draft(origin: &Origin, members: &[Member<'_>]) -> Draft {
    let mut draft = Draft {
        span: origin.place(&origin.text),
        ..Draft::default()
    };
    for &(ref key, raw) in members {
        match key.as_ref() {
            "dockerbenchsecurity" => draft.version = stated(origin, &mut draft.problems, raw),
            "start" => draft.started = Some(raw.get().trim_matches('"').to_owned()),
            "checks" => draft.checks = stated(origin, &mut draft.problems, raw),
            "score" => draft.score = stated(origin, &mut draft.problems, raw),
            "tests" => tests(origin, &mut draft, raw),
            // The end of the run, and whatever a later release adds.
            _ => {}
        }
    }
    draft
}

/// The sections or checks of a list.
fn tests(origin: &Origin, draft: &mut Draft, raw: Raw<'_>) {
    for test in listed(origin, &mut draft.problems, raw) {
        let Some(members) = test.members() else {
            let message = "this is neither a section nor a check";
            draft.problems.push(Problem::at(
                origin.map(test.span()),
                Effect::Partial,
                message,
            ));
            continue;
        };
        let members: Vec<Member<'_>> = members.collect();
        match members.iter().find(|(key, _)| key == "results") {
            Some((_, results)) => tests_of_section(origin, draft, *results),
            None => check(origin, draft, test, &members),
        }
    }
}

fn tests_of_section(origin: &Origin, draft: &mut Draft, raw: Raw<'_>) {
    for result in listed(origin, &mut draft.problems, raw) {
        if let Some(members) = result.members() {
            check(origin, draft, result, &members.collect::<Vec<_>>());
        } else {
            let message = "this is not a check";
            let span = origin.map(result.span());
            draft
                .problems
                .push(Problem::at(span, Effect::Partial, message));
        }
    }
}

fn check(origin: &Origin, draft: &mut Draft, raw: Raw<'_>, members: &[Member<'_>]) {
    let problems = &mut draft.problems;
    let (mut id, mut text, mut level) = (String::new(), String::new(), None);
    let (mut details, mut items) = (Vec::new(), Vec::new());
    for &(ref key, raw) in members {
        match key.as_ref() {
            "id" => {
                id = stated(origin, problems, raw)
                    .map(|id| id.value)
                    .unwrap_or_default();
            }
            "desc" => {
                if let Some(desc) = stated::<String>(origin, problems, raw) {
                    described("", &desc.value).clone_into(&mut text);
                }
            }
            "result" => level = stated::<String>(origin, problems, raw),
            "details" => details.extend(stated::<String>(origin, problems, raw)),
            "items" => items = named(origin, problems, raw),
            // Remedies, and whatever a later release adds.
            _ => {}
        }
    }
    details.retain(|detail| !detail.value.trim().is_empty());
    let span = origin.map(raw.span());
    if id.is_empty() {
        // The end of a result that the script repeats: it belongs to the check before.
        if let Some(last) = draft.verdicts.last_mut() {
            last.details.append(&mut details);
            last.items.append(&mut items);
        }
        return;
    }
    let Some(level) = level
        .as_ref()
        .and_then(|level| Level::from_word(&level.value))
    else {
        let message = format!("check {id} has no result");
        problems.push(Problem::at(span, Effect::Partial, message));
        return;
    };
    for item in &mut items {
        if let Some(subject) = item_subject(&id, &item.value)
            && subject.len() != item.value.len()
        {
            let start = subject.as_ptr() as usize - item.value.as_ptr() as usize;
            item.span = narrowed(item, start, subject.len());
            item.value = subject.to_owned();
        }
    }
    items.retain(|item| item_subject("", &item.value).is_some());
    draft.verdicts.push(BenchVerdict {
        id,
        level,
        text,
        points: 0,
        items,
        details,
        span,
    });
}

/// The place of a part of an item whose place is that of its text or of its quoted text.
fn narrowed(item: &Spanned<String>, start: usize, length: usize) -> crate::span::Span {
    let whole = item.span;
    if whole.end - whole.start == item.value.len() {
        let start = whole.start + start;
        return crate::span::Span::new(start, start + length);
    }
    whole
}

/// The items of a check; what says that some were left out is a problem, not an item.
fn named(origin: &Origin, problems: &mut Vec<Problem>, raw: Raw<'_>) -> Vec<Spanned<String>> {
    let mut named: Vec<Spanned<String>> = Vec::new();
    for item in listed(origin, problems, raw) {
        let Some(item) = stated::<String>(origin, problems, item) else {
            continue;
        };
        if item.value == "(truncated)" {
            let message = "the script was told to leave further items out";
            problems.push(Problem::at(item.span, Effect::Note, message));
        } else {
            named.push(item);
        }
    }
    named
}

fn stated<'a, T: Deserialize<'a>>(
    origin: &Origin,
    problems: &mut Vec<Problem>,
    raw: Raw<'a>,
) -> Option<Spanned<T>> {
    let value = parsed(origin, problems, raw)?;
    // Quotes are not part of what is stated, as long as no escape hides in between.
    let written = raw.get();
    let bare = written
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    let part = bare.filter(|bare| !bare.contains('\\')).unwrap_or(written);
    Some(Spanned::new(value, origin.place(part)))
}

fn parsed<'a, T: Deserialize<'a>>(
    origin: &Origin,
    problems: &mut Vec<Problem>,
    raw: Raw<'a>,
) -> Option<T> {
    let value = serde_json::from_str(raw.get()).ok();
    if value.is_none() {
        problems.push(odd(origin, raw));
    }
    value
}

/// The items of a list; none, with a problem, of anything else.
fn listed<'a>(origin: &Origin, problems: &mut Vec<Problem>, raw: Raw<'a>) -> Vec<Raw<'a>> {
    raw.items().map_or_else(
        || {
            problems.push(odd(origin, raw));
            Vec::new()
        },
        Iterator::collect,
    )
}

fn odd(origin: &Origin, raw: Raw<'_>) -> Problem {
    let message = "this value has a type the result never has";
    Problem::at(origin.map(raw.span()), Effect::Partial, message)
}

/// Reads a string value, or nothing for other types.
pub(super) fn string(raw: Raw<'_>) -> Option<Cow<'_, str>> {
    serde_json::from_str(raw.get()).ok()
}
