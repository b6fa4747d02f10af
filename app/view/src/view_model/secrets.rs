//! Secrets in excerpts: their values are never shown, whichever control the excerpt is for.

use std::collections::BTreeMap;

use plimsoll_rules::finding::Outcome;
use plimsoll_rules::report::{Report, Reported};
use plimsoll_rules::span::Span;

use super::Texts;

/// The control whose findings point at secrets.
const CONTROL: &str = "environment-secret-free";
/// What stands in a value's place.
pub(super) const MASK: &str = "••••••";

/// What must not be shown of each file.
#[derive(Debug, Default)]
pub(super) struct Secrets {
    by_file: BTreeMap<String, Concealed>,
}

/// What must not be shown of one file.
#[derive(Debug, Default)]
pub(super) struct Concealed {
    spans: Vec<Span>,
    values: Vec<String>,
}

impl Secrets {
    /// Collects what the findings about secrets point at.
    pub(super) fn new(report: &Report, texts: &Texts) -> Self {
        let mut by_file: BTreeMap<String, Concealed> = BTreeMap::new();
        for finding in report.findings_of(CONTROL) {
            let told = finding.artifact.as_deref().zip(finding.span);
            let Some((file, span)) = told.filter(|_| finding.outcome == Outcome::Fail) else {
                continue;
            };
            let Some((_, text)) = texts.get(file) else {
                continue;
            };
            let value = value_span(finding, span, text);
            let concealed = by_file.entry(file.to_owned()).or_default();
            concealed.spans.push(value);
            let bare = value.of(text).trim().trim_matches(['"', '\'']);
            // Shorter ones stand in too many innocent words.
            if bare.len() >= 6 && !concealed.values.iter().any(|known| known == bare) {
                concealed.values.push(bare.to_owned());
            }
        }
        for concealed in by_file.values_mut() {
            concealed.spans.sort_unstable();
        }
        Self { by_file }
    }

    pub(super) fn of(&self, file: &str) -> Option<&Concealed> {
        self.by_file.get(file)
    }
}

impl Concealed {
    /// The parts of `window`, itself a span of `text`, that must not be shown; in order, apart.
    pub(super) fn within(&self, window: Span, text: &str) -> Vec<Span> {
        let mut parts: Vec<Span> = self
            .spans
            .iter()
            .map(|span| Span::new(span.start.max(window.start), span.end.min(window.end)))
            .filter(|span| span.start < span.end)
            .collect();
        let shown = window.of(text);
        for value in &self.values {
            parts.extend(
                shown.match_indices(&**value).map(|(at, value)| {
                    Span::new(window.start + at, window.start + at + value.len())
                }),
            );
        }
        parts.sort_unstable();
        let mut apart: Vec<Span> = Vec::with_capacity(parts.len());
        for part in parts {
            match apart.last_mut() {
                Some(last) if part.start <= last.end => last.end = last.end.max(part.end),
                Some(_) | None => apart.push(part),
            }
        }
        apart
    }
}

/// The value that a finding's span points at.
///
/// Some spans hold `NAME=value`, some the value, some the name alone. A name is told by the
/// message, which gives it; what cannot be told is concealed whole.
fn value_span(finding: &Reported, span: Span, text: &str) -> Span {
    let marked = span.of(text);
    let is_name = |name: &str| {
        let name = bare_name(name);
        !name.is_empty() && finding.message.contains(name)
    };
    if is_name(marked) {
        return following(span, text).unwrap_or(span);
    }
    let Some((at, sign)) = marked
        .char_indices()
        .find(|(_, char)| matches!(char, '=' | ':'))
    else {
        return span;
    };
    if !marked
        .get(..at)
        .and_then(|it| it.split_whitespace().next_back())
        .is_some_and(is_name)
    {
        return span;
    }
    let rest = marked.get(at + sign.len_utf8()..).unwrap_or_default();
    let blank = rest.len() - rest.trim_start().len();
    Span::new(span.start + at + sign.len_utf8() + blank, span.end)
}

fn bare_name(name: &str) -> &str {
    name.trim().trim_matches(['"', '\''])
}

/// What stands after a name and its sign: the rest of the line, and the deeper lines below it.
fn following(name: Span, text: &str) -> Option<Span> {
    let after = text.get(name.end..)?;
    let signed = after.trim_start_matches(['"', '\'', ' ']);
    let value = signed.strip_prefix(['=', ':'])?;
    let value = value.trim_start_matches([' ', '\t']);
    let start = text.len() - value.len();
    let line_start = text.get(..name.start)?.rfind('\n').map_or(0, |at| at + 1);
    let depth = |line: &str| line.len() - line.trim_start().len();
    let own = depth(text.get(line_start..)?.lines().next()?);
    let mut end = start;
    for (number, line) in value.split_inclusive('\n').enumerate() {
        if number > 0 && (line.trim().is_empty() || depth(line) <= own) {
            break;
        }
        end += line.len();
    }
    let kept = text.get(start..end)?.trim_end().len();
    Some(Span::new(start, start + kept))
}

#[cfg(test)]
mod tests {
    use plimsoll_rules::span::Span;

    use super::{Concealed, following};

    #[test]
    fn a_value_is_concealed_wherever_it_stands() {
        let text = "A=hunter22\nB: hunter22 x\n";
        let concealed = Concealed {
            spans: vec![Span::new(2, 10)],
            values: vec!["hunter22".to_owned()],
        };
        let all = Span::new(0, text.len());
        assert_eq!(
            concealed.within(all, text),
            [Span::new(2, 10), Span::new(14, 22)]
        );
        assert_eq!(concealed.within(Span::new(0, 5), text), [Span::new(2, 5)]);
    }

    #[test]
    fn a_value_follows_its_name() {
        let text = "env:\n  KEY: |\n    one\n    two\n  B: 2\nNAME=\"x y\"\n";
        let value = |name: &str| {
            let at = text.find(name).unwrap();
            following(Span::new(at, at + name.len()), text).map(|span| span.of(text))
        };
        assert_eq!(value("KEY"), Some("|\n    one\n    two"));
        assert_eq!(value("B"), Some("2"));
        assert_eq!(value("NAME"), Some("\"x y\""));
        assert_eq!(value("one"), None);
    }
}
