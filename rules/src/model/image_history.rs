//! The steps an image was made by: what `docker history` and `podman history` print, and the
//! history inside an image's configuration.

mod made;
mod size;
mod step;
mod table;

#[cfg(test)]
mod tests;

pub use made::Made;
pub use step::Step;

use crate::artifact::{Effect, Problem};
use crate::model::inspect::Reader;
use crate::model::json;

/// The history of one image.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// The steps in the text's order, which is the newest first for all commands that print
    /// them.
    pub steps: Vec<Step>,
    /// What could not be read.
    pub problems: Vec<Problem>,
}

/// Reads a history: a list of objects, objects one a line, or the table that people see.
///
/// A step that is damaged is named and left out; the others are read.
pub fn read(text: &str) -> History {
    let is_json = text.trim_start().starts_with(['[', '{']);
    let mut history = if is_json || table::header(text).is_none() {
        from_json(text)
    } else {
        table::read(text)
    };
    if history.steps.is_empty() {
        let message = "the history holds no step that could be read";
        let problem = Problem::whole(Effect::Unreadable, message);
        history.problems.push(problem);
    }
    history
}

fn from_json(text: &str) -> History {
    let stream = json::values(text);
    let mut reader = Reader {
        problems: stream.problems,
        ..Reader::default()
    };
    let mut steps = Vec::new();
    for value in stream.values {
        if text.as_bytes().get(value.span.start) != Some(&b'[') {
            steps.extend(step(&mut reader, text, value));
            continue;
        }
        let list = json::elements(text, value);
        reader.problems.extend(list.problems);
        for element in list.values {
            steps.extend(step(&mut reader, text, element));
        }
    }
    History {
        steps,
        problems: reader.problems,
    }
}

fn step(reader: &mut Reader, text: &str, value: json::Value) -> Option<Step> {
    let tape = json::Tape::read(text, value.span);
    let members = tape.iter().find_map(|tape| tape.root().members());
    let Some(members) = members else {
        let message = "this step is damaged and was left out";
        reader.tell(|| Problem::at(value.span, Effect::Partial, message));
        return None;
    };
    Some(Step::of_members(reader, value.span, members))
}
