//! Reading on after an error.
//!
//! The parser stops at the first error of a document. The block of lines it stops at is
//! blanked out, which moves no other byte, and the text is read again: one broken service
//! must not hide the others. Where that does not help, the document counts up to the break.

use super::Yaml;
use super::pass::{self, Break, Reading};
use crate::artifact::{Effect, Problem};
use crate::sorted::InOrder;
use crate::span::Span;

/// How often a text is read again. Each time costs a whole pass.
const MAX_REPAIRS: usize = 16;

pub(super) fn parse(text: &str) -> Yaml {
    let first = pass::read(text, text);
    if first.breaks.is_empty() {
        return first.yaml;
    }
    repair(text, &first.breaks).unwrap_or_else(|| cut_short(first, text))
}

/// Blanks out broken blocks until the rest reads whole; `None` where it never does.
fn repair(text: &str, breaks: &[Break]) -> Option<Yaml> {
    let mut patched = text.to_owned();
    let mut left_out = blank_out(&mut patched, breaks)?;
    for _ in 1..MAX_REPAIRS {
        let Reading { mut yaml, breaks } = pass::read(&patched, text);
        if breaks.is_empty() {
            left_out.order_by_key(|problem| problem.span);
            left_out.append(&mut yaml.problems);
            yaml.problems = left_out;
            return Some(yaml);
        }
        left_out.extend(blank_out(&mut patched, &breaks)?);
    }
    None
}

/// Overwrites the block of each break with blanks; `None` where nothing is left to blank.
fn blank_out(patched: &mut String, breaks: &[Break]) -> Option<Vec<Problem>> {
    let mut problems = Vec::new();
    for broken in breaks {
        let block = block_at(patched, broken.at)?;
        let blanks: String = block.of(patched).bytes().map(blank).collect();
        let content = block.of(patched).trim_end();
        let lead = content.len() - content.trim_start().len();
        let span = Span::new(block.start + lead, block.start + content.len());
        let message = format!(
            "This is not YAML: {}; the lines of this block are left out",
            broken.message
        );
        problems.push(Problem::at(span, Effect::Partial, message));
        patched.replace_range(block.start..block.end, &blanks);
    }
    Some(problems)
}

fn blank(byte: u8) -> char {
    if matches!(byte, b'\n' | b'\r') {
        char::from(byte)
    } else {
        ' '
    }
}

/// The line at an offset with the deeper lines below it; `None` where the line is blank.
fn block_at(text: &str, at: usize) -> Option<Span> {
    let start = text.get(..at)?.rfind('\n').map_or(0, |before| before + 1);
    let mut lines = text.get(start..)?.split_inclusive('\n');
    let first = lines.next()?;
    let indent = indent(first)?;
    let mut end = start + first.len();
    let mut offset = end;
    for line in lines {
        offset += line.len();
        match self::indent(line) {
            None => {}
            Some(deeper) if deeper > indent => end = offset,
            Some(_) => break,
        }
    }
    Some(Span::new(start, end))
}

/// How far a line is indented; `None` where it is blank.
fn indent(line: &str) -> Option<usize> {
    let content = line.trim_start();
    if content.is_empty() {
        None
    } else {
        Some(line.len() - content.len())
    }
}

/// The documents up to their breaks.
fn cut_short(reading: Reading, text: &str) -> Yaml {
    let mut yaml = reading.yaml;
    for Break { at, message } in reading.breaks {
        let rest = text.get(at..).unwrap_or_default();
        let end = rest.find("\n---").map_or(text.len(), |length| at + length);
        // The place says where; a line that could not be read may hold a secret.
        let message = format!("This is not YAML: {message}; the document is read up to here");
        yaml.problems
            .push(Problem::at(Span::new(at, end), Effect::Partial, message));
    }
    yaml
}
