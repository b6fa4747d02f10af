//! The nested JSON result: sections of checks, or checks alone.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::details::item_subject;
use super::finish::Draft;
use super::origin::Origin;
use super::text::described;
use super::{BenchVerdict, Level};
use crate::artifact::{Effect, Problem};
use crate::model::json::{Member, members};
use crate::span::Spanned;

/// Reads one run from a result's members.
pub(super) fn draft(origin: &Origin, members: &[Member<'_>]) -> Draft {
    let mut draft = Draft {
        span: origin.place(&origin.text),
        ..Draft::default()
    };
    for (key, raw) in members {
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
fn tests(origin: &Origin, draft: &mut Draft, raw: &RawValue) {
    let Some(tests) = parsed::<Vec<&RawValue>>(origin, &mut draft.problems, raw) else {
        return;
    };
    for test in tests {
        let Ok(members) = members(test.get()) else {
            let message = "this is neither a section nor a check";
            draft.problems.push(Problem::at(
                origin.place(test.get()),
                Effect::Partial,
                message,
            ));
            continue;
        };
        match members.iter().find(|(key, _)| key == "results") {
            Some((_, results)) => tests_of_section(origin, draft, results),
            None => check(origin, draft, test, &members),
        }
    }
}

fn tests_of_section(origin: &Origin, draft: &mut Draft, raw: &RawValue) {
    let Some(results) = parsed::<Vec<&RawValue>>(origin, &mut draft.problems, raw) else {
        return;
    };
    for result in results {
        if let Ok(members) = members(result.get()) {
            check(origin, draft, result, &members);
        } else {
            let message = "this is not a check";
            let span = origin.place(result.get());
            draft
                .problems
                .push(Problem::at(span, Effect::Partial, message));
        }
    }
}

fn check(origin: &Origin, draft: &mut Draft, raw: &RawValue, members: &[Member<'_>]) {
    let problems = &mut draft.problems;
    let (mut id, mut text, mut level) = (String::new(), String::new(), None);
    let (mut details, mut items) = (Vec::new(), Vec::new());
    for (key, raw) in members {
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
    let span = origin.place(raw.get());
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
fn named(origin: &Origin, problems: &mut Vec<Problem>, raw: &RawValue) -> Vec<Spanned<String>> {
    let items: Vec<&RawValue> = parsed(origin, problems, raw).unwrap_or_default();
    let mut named: Vec<Spanned<String>> = Vec::new();
    for item in items {
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
    raw: &'a RawValue,
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
    raw: &'a RawValue,
) -> Option<T> {
    serde_json::from_str(raw.get())
        .inspect_err(|_| {
            let span = origin.place(raw.get());
            let message = "this value has a type the result never has";
            problems.push(Problem::at(span, Effect::Partial, message));
        })
        .ok()
}

/// Reads a string value, or nothing for other types.
pub(super) fn string(raw: &RawValue) -> Option<Cow<'_, str>> {
    serde_json::from_str(raw.get()).ok()
}
