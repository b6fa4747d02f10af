//! Files of the format `raw`: every line is `NAME=value`, and the value is what it says.

use super::{Assignment, Dotenv, Text};
use crate::artifact::{Effect, Problem};
use crate::span::{Span, Spanned};

/// Reads a text line by line, quotes and dollar signs being part of the values.
pub fn read(text: &str) -> Dotenv {
    let mut read = Dotenv::default();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let from = start;
        start += line.len();
        let line = line.strip_suffix('\n').unwrap_or(line);
        let line = line.strip_suffix('\r').unwrap_or(line);
        let statement = line.trim_start_matches(|it: char| it.is_whitespace() || it == '\u{feff}');
        if statement.is_empty() || statement.starts_with('#') {
            continue;
        }
        let from = from + (line.len() - statement.len());
        let (name, value) = match statement.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (statement, None),
        };
        let span = Span::new(from, from + statement.len());
        let behind = |length| Span::new(span.end - length, span.end);
        if name.is_empty() || name.contains(char::is_whitespace) {
            let message = "Compose refuses the file: this is no `NAME=value`";
            let problem = Problem::at(Span::new(from, span.end), Effect::Partial, message);
            read.problems.push(problem);
            continue;
        }
        let value = match value {
            Some(value) => Spanned::new(Text::Literal(value.to_owned()), behind(value.len())),
            None => Spanned::new(Text::Inherited, behind(0)),
        };
        read.assignments.push(Assignment {
            name: Spanned::new(name.to_owned(), Span::new(from, from + name.len())),
            value,
            span,
        });
    }
    read
}
