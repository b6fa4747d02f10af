//! Which bytes of a line are a secret's value, and therefore never printed.
//!
//! What the report calls a secret is masked by its place. Lines that are shown for another
//! reason may hold secrets as well, so every assignment and word in them is put to the
//! engine's own question.

use plimsoll_rules::facts::Variable;
use plimsoll_rules::span::Span;

/// How far a name reaches before its `=` or `:`.
const LONGEST_NAME: usize = 80;
/// How much of a value the engine is asked about; the mask still covers all of it.
const ASKED: usize = 512;
/// What may stand between a name and its value.
const SEPARATORS: [char; 6] = ['"', '\'', ' ', '=', ':', '\t'];

/// The value in the place of a finding about a secret.
///
/// The place is `NAME=value`, `NAME: value`, `NAME value`, or quoted; the name may be shown.
/// Where no name is told apart, all of it is the value; where the place is the name alone,
/// the rest of its line is.
pub(super) fn value_in(text: &str, place: Span) -> Span {
    let covered = place.of(text);
    let before = text.get(..place.start).unwrap_or_default();
    if before
        .trim_end_matches([' ', '"', '\''])
        .ends_with(['=', ':'])
    {
        return place;
    }
    let name = covered.trim_start_matches(['"', '\'', '-', ' ']);
    let rest = name.trim_start_matches(is_name);
    if rest.len() == name.len() {
        return place;
    }
    let value = rest.trim_start_matches(SEPARATORS);
    if value.is_empty() {
        let after = text.get(place.end..).unwrap_or_default();
        let line = after.lines().next().unwrap_or_default();
        let value = line.trim_start_matches(SEPARATORS);
        return Span::new(place.end + line.len() - value.len(), place.end + line.len());
    }
    if value.len() == rest.len() {
        return place;
    }
    Span::new(place.start + covered.len() - value.len(), place.end)
}

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
        let asked = value
            .get(..value.floor_char_boundary(ASKED))
            .unwrap_or(value);
        if Variable::new(name, Some(asked)).secret.is_some() {
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
    use plimsoll_rules::span::Span;

    use super::{value_in, values_in};

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

    fn by_place(text: &str, place: &str) -> String {
        let start = text.find(place).unwrap();
        masked(
            text,
            &[value_in(text, Span::new(start, start + place.len()))],
        )
    }

    #[test]
    fn a_finding_keeps_its_name_and_loses_its_value() {
        assert_eq!(by_place("ENV A=b PW=abc", "PW=abc"), "ENV A=b PW=***");
        assert_eq!(by_place("ENV PW abc def", "PW abc def"), "ENV PW *******");
        assert_eq!(by_place("PW: \"abc\"", "PW: \"abc\""), "PW: \"****");
        assert_eq!(by_place("\"PW=abc\",", "\"PW=abc\""), "\"PW=****,");
        assert_eq!(by_place("  PW: abc", "PW"), "  PW: ***");
        assert_eq!(by_place("PW: a=bc", "a=bc"), "PW: ****");
        assert_eq!(by_place("PW: abc", "abc"), "PW: ***");
        assert_eq!(by_place("abc", "abc"), "abc");
        assert_eq!(by_place("+abc", "+abc"), "****");
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
        assert_eq!(
            masked("curl https://me:pw@x/y z"),
            "curl ***************** z"
        );
        assert_eq!(masked("run --password=hunter2"), "run --password=*******");
        let token = format!("ghp_{}", "a1B2".repeat(9));
        assert_eq!(
            masked(&format!("TOK {token} x")),
            format!("TOK {} x", "*".repeat(40))
        );
        assert_eq!(
            masked("DB_PASSWORD_FILE=/run/x USER=me"),
            "DB_PASSWORD_FILE=/run/x USER=me"
        );
    }
}
