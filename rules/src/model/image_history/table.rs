//! The table that `docker history` prints for people.

use super::step::{present, sized};
use super::{History, Step};
use crate::artifact::{Effect, Problem};
use crate::model::inspect::Field;
use crate::span::{Span, Spanned};

/// Where the columns of the table begin, in characters from the start of a line.
struct Columns {
    created: usize,
    /// Whether that column has dates, not how long ago they were.
    has_dates: bool,
    created_by: usize,
    size: usize,
    comment: Option<usize>,
}

/// The span of the line with the names of the columns.
pub(super) fn header(text: &str) -> Option<Span> {
    lines(text).find(|line| {
        let head = line.of(text);
        let names = ["IMAGE ", "ID "];
        names.iter().any(|name| head.starts_with(name)) && columns(head).is_some()
    })
}

/// Reads the lines below the names of the columns.
pub(super) fn read(text: &str) -> History {
    let mut history = History::default();
    let Some(head) = header(text) else {
        return history;
    };
    let Some(columns) = columns(head.of(text)) else {
        let message = "the columns of the history are not those docker history prints";
        let problem = Problem::at(head, Effect::Partial, message);
        history.problems.push(problem);
        return history;
    };
    for line in lines(text).filter(|line| line.start > head.end) {
        let written = line.of(text);
        if written.trim().is_empty() {
            continue;
        }
        if begins_row(written) {
            history.steps.push(row(text, line, &columns));
        } else if let Some(step) = history.steps.last_mut() {
            continued(step, text, line);
        }
    }
    history
}

/// The lines with their places, without their breaks.
fn lines(text: &str) -> impl Iterator<Item = Span> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        Span::new(start, start + line.trim_end_matches(['\n', '\r']).len())
    })
}

fn columns(head: &str) -> Option<Columns> {
    // The names are in letters of one byte each, so bytes are characters here.
    let created = head.find("CREATED")?;
    let created_by = created + head.get(created..)?.find("CREATED BY")?;
    let size = created_by + head.get(created_by..)?.find("SIZE")?;
    let comment = head.get(size..)?.find("COMMENT").map(|at| size + at);
    (created < created_by).then_some(Columns {
        created,
        has_dates: head.get(created..)?.starts_with("CREATED AT"),
        created_by,
        size,
        comment,
    })
}

/// Whether a line begins with the id of an image; others go on with the line before.
fn begins_row(line: &str) -> bool {
    let first = line.split_whitespace().next().unwrap_or_default();
    let hex = first.strip_prefix("sha256:").unwrap_or(first);
    let is_id = hex.len() >= 12 && hex.bytes().all(|byte| byte.is_ascii_hexdigit());
    !line.starts_with([' ', '\t']) && (is_id || matches!(first, "<missing>" | "<none>"))
}

fn row(text: &str, line: Span, columns: &Columns) -> Step {
    let cell = |from: usize, to: Option<usize>| cell(text, line, from, to);
    let size = cell(columns.size, columns.comment);
    let size = sized(&size);
    let is_empty = match &size {
        Field::Stated(size) => Field::Stated(size.as_ref().map(|size| *size == 0)),
        Field::Absent => Field::Absent,
        Field::Unreadable(span) => Field::Unreadable(*span),
    };
    let when = cell(columns.created, Some(columns.created_by));
    let (created, created_since) = if columns.has_dates {
        (when, Field::Absent)
    } else {
        (Field::Absent, when)
    };
    Step {
        span: line,
        id: present(cell(0, Some(columns.created))),
        created,
        created_since,
        created_by: cell(columns.created_by, Some(columns.size)),
        comment: columns
            .comment
            .map_or(Field::Absent, |comment| cell(comment, None)),
        tags: Field::Absent,
        size,
        is_empty,
    }
}

/// What stands between two columns of a line.
fn cell(text: &str, line: Span, from: usize, to: Option<usize>) -> Field<String> {
    let written = line.of(text);
    let start = offset(written, from);
    let end = to.map_or(written.len(), |to| offset(written, to));
    let Some(inside) = written.get(start..end) else {
        return Field::Absent;
    };
    let trimmed = inside.trim();
    if trimmed.is_empty() {
        return Field::Absent;
    }
    let start = line.start + start + (inside.len() - inside.trim_start().len());
    let span = Span::new(start, start + trimmed.len());
    Field::Stated(Spanned::new(trimmed.to_owned(), span))
}

/// The byte at which a line's character of this number begins, from 0.
fn offset(line: &str, character: usize) -> usize {
    line.char_indices()
        .nth(character)
        .map_or(line.len(), |(at, _)| at)
}

/// A command of several lines is printed as it is, which breaks the table's rows.
fn continued(step: &mut Step, text: &str, line: Span) {
    step.span = step.span.to(line);
    if let Field::Stated(command) = &mut step.created_by {
        command.value.push('\n');
        command.value.push_str(line.of(text));
        command.span = command.span.to(line);
    }
}
