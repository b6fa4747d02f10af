//! Finds the objects of an inspect document and tells what each is.

use std::borrow::Cow;

use super::object::{Shape, other_name};
use super::value::Reader;
use super::{Container, Image, Inspect, Other};
use crate::artifact::{Effect, Problem};
use crate::model::json::{self, Member, Value};
use crate::span::Span;

/// Reads every object a document holds: lists, single objects, objects one a line, several
/// documents after each other, with or without a shell's lines around them.
///
/// An element that is damaged is named and left out; the others are read.
pub fn read(text: &str) -> Inspect {
    let stream = json::items(text);
    let mut inspect = Inspect {
        problems: stream.problems,
        ..Inspect::default()
    };
    for (index, value) in stream.values.iter().enumerate() {
        object(&mut inspect, text, *value, index);
    }
    let index = stream.values.len();
    if inspect.containers.is_empty() && inspect.images.is_empty() && inspect.others.is_empty() {
        inspect.problems.push(nothing(text, index));
    }
    inspect
}

/// Why a document holds no object.
fn nothing(text: &str, objects: usize) -> Problem {
    if objects > 0 {
        let message = "no object in the file could be read";
        return Problem::whole(Effect::Unreadable, message);
    }
    let refusals = [
        "Error response from daemon",
        "No such object",
        "Cannot connect to the Docker",
    ];
    let refusal = refusals
        .iter()
        .find_map(|refusal| text.find(refusal).map(|at| (at, refusal)));
    let message = "nothing was inspected: the file holds no object";
    match refusal {
        Some((at, refusal)) => {
            let span = Span::new(at, at + refusal.len());
            Problem::at(
                span,
                Effect::Unreadable,
                format!("{message}, only the engine's refusal"),
            )
        }
        None => Problem::whole(Effect::Unreadable, message),
    }
}

fn object(inspect: &mut Inspect, text: &str, value: Value, index: usize) {
    let span = value.span;
    if value.is_cut {
        // Its end was said with the list it belongs to.
        return;
    }
    let members = match json::members(span.of(text)) {
        Ok(members) => members,
        Err(error) => {
            let at = span.start + json::offset(span.of(text), &error);
            let message = format!("object {} is damaged here and was left out", index + 1);
            let place = Span::new(at, text.ceil_char_boundary((at + 1).min(span.end)));
            inspect
                .problems
                .push(Problem::at(place, Effect::Partial, message));
            return;
        }
    };
    if let [(Cow::Borrowed("message"), message)] = members.as_slice() {
        let place = json::place(text, message.get());
        let said = "nothing was inspected: this is the engine's refusal";
        inspect
            .problems
            .push(Problem::at(place, Effect::Partial, said));
        return;
    }
    let mut reader = Reader {
        text,
        problems: Vec::new(),
    };
    classified(inspect, &mut reader, &members, span, index);
    inspect.problems.append(&mut reader.problems);
}

fn classified<'a>(
    inspect: &mut Inspect,
    reader: &mut Reader<'a>,
    members: &[Member<'a>],
    span: Span,
    index: usize,
) {
    match Shape::of(members) {
        Shape::Container(engine) => {
            let mut container = Container::read(reader, members);
            (container.engine, container.span, container.index) = (engine, span, index);
            inspect.containers.push(container);
        }
        Shape::Image(engine) => {
            let mut image = Image::read(reader, members);
            (image.engine, image.span, image.index) = (engine, span, index);
            inspect.images.push(image);
        }
        Shape::Other(kind) => {
            let name = other_name(reader, members).stated().cloned();
            inspect.others.push(Other {
                kind,
                name,
                span,
                index,
            });
        }
    }
}

#[cfg(test)]
mod tests;
