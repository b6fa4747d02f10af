//! Tells text from JSON and finds the runs.

use super::finish::Draft;
use super::origin::{Origin, unescaped};
use super::repair::repair;
use super::{Bench, flat, json, text};
use crate::artifact::{Effect, Problem};
use crate::model::json::{Damage, Member, Tape, Value, elements, keys, values};
use crate::span::{Span, Spanned};

/// Reads every run a document holds: console text, a log of several runs, a JSON result of any
/// release, whole or damaged, or console text inside a JSON string.
pub fn read(text: &str) -> Bench {
    let mut bench = Bench::default();
    for value in values(text).values {
        document(&mut bench, text, value);
    }
    if bench.runs.is_empty() {
        bench.runs = text::runs(text);
    }
    if bench.runs.is_empty() {
        let message = "the file holds no verdict of docker-bench-security";
        bench
            .problems
            .push(Problem::whole(Effect::Unreadable, message));
    } else if bench.runs.len() > 1 {
        let message = format!(
            "the file holds {} runs; the last complete one is judged",
            bench.runs.len()
        );
        bench.problems.push(Problem::whole(Effect::Note, message));
    }
    bench
}

/// Reads a JSON value if it is a result, a list of results, or text in a string.
fn document(bench: &mut Bench, text: &str, value: Value) {
    if text.as_bytes().get(value.span.start) == Some(&b'[') {
        let list = elements(text, value);
        let before = bench.runs.len();
        for element in list.values {
            if text.as_bytes().get(element.span.start) == Some(&b'{') {
                document(bench, text, element);
            }
        }
        if bench.runs.len() > before {
            bench.problems.extend(list.problems);
        }
        return;
    }
    let keys = keys(text, value.span, 40);
    let wrapped = keys.iter().find(|(key, _)| key == "benchmark_output");
    if let Some((_, string)) = wrapped
        && text.as_bytes().get(string.start) == Some(&b'"')
    {
        wrapped_text(bench, text, *string);
        return;
    }
    let is_result = keys.iter().any(|(key, _)| key == "dockerbenchsecurity")
        || keys.iter().any(|(key, _)| key == "tests")
        || keys
            .iter()
            .filter(|(key, _)| super::line::is_id(key))
            .count()
            >= 3;
    if !is_result {
        return;
    }
    let (origin, mut problems) = sound(value.span.of(text), value.span.start);
    let tape = whole(&origin.text);
    let members = tape.iter().find_map(|tape| tape.root().members());
    if let Some(members) = members {
        let members: Vec<Member<'_>> = members.collect();
        let mut draft = run(&origin, &members);
        draft.problems.append(&mut problems);
        if !draft.is_empty() {
            bench.runs.push(draft.finish());
        }
    } else {
        let message = "this result is damaged beyond repair";
        bench
            .problems
            .push(Problem::at(value.span, Effect::Partial, message));
    }
}

/// A result as it is, mended, or mended up to the place where that does not help.
fn sound(result: &str, start: usize) -> (Origin, Vec<Problem>) {
    if whole(result).is_ok() {
        return (Origin::verbatim(result, start), Vec::new());
    }
    let repaired = repair(result, start);
    match whole(&repaired.origin.text) {
        Ok(_) => (repaired.origin, repaired.problems),
        Err(damage) => {
            let at = damage.at();
            let stop = repaired
                .origin
                .map(Span::new(at, at))
                .start
                .saturating_sub(start);
            let before = result
                .get(..result.floor_char_boundary(stop))
                .unwrap_or_default();
            let repaired = repair(before, start);
            (repaired.origin, repaired.problems)
        }
    }
}

/// All of a text as one value.
fn whole(text: &str) -> Result<Tape<'_>, Damage> {
    Tape::read(text, Span::new(0, text.len()))
}

fn run(origin: &Origin, members: &[Member<'_>]) -> Draft {
    let mut draft = json::draft(origin, members);
    if draft.verdicts.is_empty() && flat::is_flat(members) {
        flat::add(&mut draft, origin, members);
    }
    draft
}

/// Reads console text inside a JSON string; all places are taken back to the string.
fn wrapped_text(bench: &mut Bench, text: &str, string: Span) {
    let origin = unescaped(text, string);
    for mut run in text::runs(&origin.text) {
        run.span = origin.map(run.span);
        for stated in [&mut run.version, &mut run.benchmark].into_iter().flatten() {
            stated.span = origin.map(stated.span);
        }
        for stated in [&mut run.checks, &mut run.score].into_iter().flatten() {
            stated.span = origin.map(stated.span);
        }
        for verdict in &mut run.verdicts {
            verdict.span = origin.map(verdict.span);
            let parts = verdict.items.iter_mut().chain(&mut verdict.details);
            parts.for_each(|part: &mut Spanned<String>| part.span = origin.map(part.span));
        }
        for problem in &mut run.problems {
            problem.span = problem.span.map(|span| origin.map(span));
        }
        bench.runs.push(run);
    }
}

#[cfg(test)]
mod lines;
#[cfg(test)]
mod shapes;
#[cfg(test)]
mod tests;
