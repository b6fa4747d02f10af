//! Values in shown text whose names say that they are secrets.
//!
//! Rather too much is hidden here than too little: how random a value is does not matter.

use crate::facts::secrets::{is_literal, is_secret_name};
use crate::span::Span;

/// How far a name reaches before its `=` or `:`.
const LONGEST_NAME: usize = 80;

/// The values in these bytes that the engine takes for secrets.
pub(crate) fn values_in(text: &str, shown: Span) -> Vec<Span> {
    let slice = shown.of(text);
    let mut masked: Vec<Span> = Vec::new();
    let mut from = 0;
    let boundaries = slice
        .char_indices()
        .filter(|(_, letter)| is_boundary(*letter))
        .map(|(at, letter)| (at, at + letter.len_utf8()));
    for (boundary, start) in std::iter::once((0, 0)).chain(boundaries) {
        if start < from {
            continue;
        }
        let name = name_before(slice, boundary);
        let (value, end) = value_at(slice, start);
        if value.is_empty() {
            continue;
        }
        if is_secret_name(name) && is_literal(value) {
            masked.push(Span::new(end - value.len(), end).shifted(shown.start));
            from = end;
        }
    }
    masked
}

fn is_name(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '_' | '.' | '-')
}

fn is_boundary(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '=' | ':' | '"' | '\'' | ',' | '[' | '{' | '(')
}

/// The name that an `=` or `:` here would give a value to.
fn name_before(slice: &str, at: usize) -> &str {
    if !slice
        .get(at..)
        .is_some_and(|rest| rest.starts_with(['=', ':']))
    {
        return "";
    }
    let start = slice.floor_char_boundary(at.saturating_sub(LONGEST_NAME));
    let before = slice.get(start..at).unwrap_or_default();
    let before = before.trim_end_matches([' ', '"', '\'']);
    let name = before.trim_end_matches(is_name);
    before.get(name.len()..).unwrap_or_default()
}

/// The value that begins here, and where it ends: at its closing quote or the next space.
fn value_at(slice: &str, start: usize) -> (&str, usize) {
    let rest = slice.get(start..).unwrap_or_default();
    let lead = rest.len() - rest.trim_start_matches(' ').len();
    let rest = rest.get(lead..).unwrap_or_default();
    let (quote, inner) = match rest.chars().next() {
        Some(quote @ ('"' | '\'')) => (Some(quote), rest.get(1..).unwrap_or_default()),
        Some(_) | None => (None, rest),
    };
    let ends = |letter: char| match quote {
        Some(quote) => letter == quote,
        None => letter.is_whitespace() || matches!(letter, '"' | '\'' | ','),
    };
    let value = inner.split(ends).next().unwrap_or_default();
    let begin = start + lead + usize::from(quote.is_some());
    (value, begin + value.len())
}

#[cfg(test)]
mod tests {
    use super::values_in;
    use crate::span::Span;

    /// The line with what must not be shown as `*`.
    fn masked(text: &str, spans: &[Span]) -> String {
        let hidden = |at: usize| {
            spans
                .iter()
                .any(|span| (span.start..span.end).contains(&at))
        };
        text.char_indices()
            .map(|(at, letter)| if hidden(at) { '*' } else { letter })
            .collect()
    }

    #[test]
    fn what_stands_beside_a_finding_is_asked_about() {
        let masked = |text: &str| masked(text, &values_in(text, Span::new(0, text.len())));
        assert_eq!(
            masked("ENV A=b DB_PASSWORD=hunter2 C=d"),
            "ENV A=b DB_PASSWORD=******* C=d"
        );
        assert_eq!(
            masked("DB_PASSWORD: \"hunter 2\""),
            "DB_PASSWORD: \"********\""
        );
        assert_eq!(
            masked("\"DB_PASSWORD\": \"hunter2\","),
            "\"DB_PASSWORD\": \"*******\","
        );
        assert_eq!(masked("run --password=hunter2"), "run --password=*******");
        assert_eq!(
            masked("DB_PASSWORD_FILE=/run/x USER=me"),
            "DB_PASSWORD_FILE=/run/x USER=me"
        );
    }
}
