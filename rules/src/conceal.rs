//! What of a file's text is never shown: the one place that decides it.
//!
//! Whoever prints source text asks here first. Hidden is what a finding about secrets points
//! at, the same value wherever else it stands, and all that looks like a secret by itself.

mod named;
mod place;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound::{Included, Unbounded};

use crate::facts::masked;
use crate::facts::secrets::sightings;
use crate::finding::Outcome;
use crate::report::{Report, Reported};
use crate::sorted::Sorted;
use crate::span::Span;

/// What stands where a secret was.
pub const MASK: &str = "•••";

/// The shortest value that is hidden wherever it stands, in bytes: shorter ones are parts of
/// too many innocent words.
const SHORTEST: usize = 6;

/// What must not be shown of one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Concealed {
    /// Places, in order and apart.
    spans: Vec<Span>,
    /// Values that are hidden wherever they stand.
    values: BTreeSet<String>,
}

impl Concealed {
    /// What a text by itself gives away, without a report.
    pub fn of_text(text: &str) -> Self {
        let found = sightings(text).into_iter();
        Self::of_spans(
            text,
            found.map(|it| Span::new(it.value.start, it.value.end)),
        )
    }

    /// These places of a text, and wherever the same stands again.
    pub fn of_spans(text: &str, spans: impl IntoIterator<Item = Span>) -> Self {
        let mut concealed = Self::default();
        for span in spans {
            concealed.add(span, text);
        }
        concealed.spans = apart(concealed.spans);
        concealed
    }

    /// What must not be shown of each of these texts, by the names the report gives them.
    pub fn of_report<'a>(
        report: &Report,
        texts: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> BTreeMap<&'a str, Self> {
        let pointing = pointing(report);
        let concealed = |(name, text)| {
            let findings = pointing.get(name).map_or(&[][..], Vec::as_slice);
            (name, Self::of_findings(text, findings))
        };
        texts.into_iter().map(concealed).into_map()
    }

    /// The same of one text, with the findings that point at secrets in it.
    pub fn of_findings(text: &str, pointing: &[&Reported]) -> Self {
        let mut concealed = Self::of_text(text);
        for finding in pointing {
            if let Some(span) = finding.span {
                concealed.add(place::value_in(finding, span, text), text);
            }
        }
        concealed.spans = apart(concealed.spans);
        concealed
    }

    fn add(&mut self, span: Span, text: &str) {
        let bare = span.of(text).trim().trim_matches(['"', '\'']);
        if is_variable(bare) {
            return;
        }
        self.spans.push(span);
        if bare.len() >= SHORTEST && !self.values.contains(bare) {
            self.values.insert(bare.to_owned());
        }
        // A change may take a value of several words apart.
        let words = bare.split(|letter: char| letter.is_whitespace() || "\"'\\".contains(letter));
        for word in words.filter(|word| word.len() >= SHORTEST && word.len() < bare.len()) {
            self.values.insert(word.to_owned());
        }
    }

    /// The parts of `window`, itself a span of `text`, that must not be shown; in order, apart.
    pub fn within(&self, window: Span, text: &str) -> Vec<Span> {
        let first = self.spans.partition_point(|span| span.end <= window.start);
        let spans = self.spans.iter().skip(first);
        let mut parts: Vec<Span> = spans
            .take_while(|span| span.start < window.end)
            .map(|span| Span::new(span.start.max(window.start), span.end.min(window.end)))
            .filter(|span| span.start < span.end)
            .collect();
        parts.extend(
            self.repeated(window.of(text))
                .map(|it| it.shifted(window.start)),
        );
        parts.extend(named::values_in(text, window));
        apart(parts)
    }

    /// A window of the text as it may be shown.
    pub fn shown(&self, window: Span, text: &str) -> String {
        let hidden = self.within(window, text);
        masked(&replaced(window.of(text), window.start, &hidden))
    }

    /// A line that is not in the text itself, as a change would leave it.
    pub fn line(&self, line: &str) -> String {
        let mut hidden: Vec<Span> = self.repeated(line).collect();
        hidden.extend(Self::of_text(line).spans);
        masked(&replaced(line, 0, &apart(hidden)))
    }

    /// Where a hidden value stands again.
    fn repeated(&self, shown: &str) -> impl Iterator<Item = Span> {
        let starts = shown.char_indices().map(|(at, _)| at);
        starts.filter_map(move |at| {
            let length = self.longest_at_start(shown.get(at..)?)?;
            Some(Span::new(at, at + length))
        })
    }

    /// The length of the longest hidden value that a text begins with.
    ///
    /// A file may hold thousands of values, so they are not tried one by one: of all that the
    /// text could begin with, none stands behind the last one in order that is not beyond it.
    fn longest_at_start(&self, text: &str) -> Option<usize> {
        let mut text = text;
        while text.len() >= SHORTEST {
            let mut up_to_it = self.values.range::<str, _>((Unbounded, Included(text)));
            let last = up_to_it.next_back()?;
            if text.starts_with(&**last) {
                return Some(last.len());
            }
            let letters = text.chars().zip(last.chars());
            let common = letters.take_while(|(a, b)| a == b);
            text = text.get(..common.map(|(it, _)| it.len_utf8()).sum())?;
        }
        None
    }
}

/// The findings that point at secrets, by the artifact they point into.
pub fn pointing(report: &Report) -> BTreeMap<&str, Vec<&Reported>> {
    let mut by_name: BTreeMap<&str, Vec<&Reported>> = BTreeMap::new();
    let findings = report.findings.loud().iter();
    for finding in findings.filter(|it| points_at_a_secret(it)) {
        if let Some(name) = finding.artifact.as_deref() {
            by_name.entry(name).or_default().push(finding);
        }
    }
    by_name
}

/// Whether a finding's place is a secret's, whatever it looks like.
///
/// The control's own words in the catalogue say so: others about secrets point at a path or
/// at a command.
fn points_at_a_secret(finding: &Reported) -> bool {
    let speaks = matches!(finding.outcome, Outcome::Fail | Outcome::Unknown);
    // Where a whole file was not given, the place is that file's path, and where a part of the
    // text is lost, it is the service's name.
    let names_a_value = finding
        .reason
        .is_some_and(|reason| !reason.arguments.contains(&"file") && reason.key != "part_unread");
    finding.control.is_evidence_secret && speaks && names_a_value
}

/// Whether a value is nothing but a variable, which gives nothing away.
fn is_variable(value: &str) -> bool {
    let name = value.strip_prefix('$').map(|name| {
        let braced = name.strip_prefix('{').and_then(|it| it.strip_suffix('}'));
        braced.unwrap_or(name)
    });
    name.is_some_and(|name| {
        !name.is_empty()
            && name
                .bytes()
                .all(|it| it.is_ascii_alphanumeric() || it == b'_')
    })
}

/// Sorts spans and joins those that touch.
pub(crate) fn apart(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    spans.dedup_by(|next, kept| {
        let touches = next.start <= kept.end;
        if touches {
            *kept = kept.to(*next);
        }
        touches
    });
    spans
}

/// The text, which begins at `start`, with a mask in the place of each span.
pub(crate) fn replaced(text: &str, start: usize, hidden: &[Span]) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut from = 0;
    for span in hidden {
        let (begin, end) = (span.start - start, span.end - start);
        shown.push_str(text.get(from..begin).unwrap_or_default());
        shown.push_str(MASK);
        from = end;
    }
    shown.push_str(text.get(from..).unwrap_or_default());
    shown
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Concealed, apart};
    use crate::span::Span;

    proptest! {
        #[test]
        fn what_one_by_one_would_find_is_found(
            values in prop::collection::btree_set("[abö]{6,9}", 0..12),
            shown in "[abö ]{0,60}",
        ) {
            let of_one = |value: &String| {
                let found = shown.match_indices(value.as_str());
                found.map(|(at, it)| Span::new(at, at + it.len())).collect::<Vec<_>>()
            };
            let covers = |spans: &[Span], at: usize| spans.iter().any(|it| it.start <= at && at < it.end);
            let expected = apart(values.iter().flat_map(of_one).collect());
            let concealed = Concealed { spans: Vec::new(), values: values.clone() };
            let found = apart(concealed.repeated(&shown).collect());
            for at in 0..shown.len() {
                prop_assert!(covers(&found, at) || !covers(&expected, at), "{shown:?} {values:?}");
            }
            for span in concealed.repeated(&shown) {
                prop_assert!(values.contains(span.of(&shown)));
            }
        }
    }

    #[test]
    fn a_value_is_hidden_wherever_it_stands() {
        let text = "A=hunter22\nB: hunter22 x\n";
        let concealed = Concealed::of_spans(text, [Span::new(2, 10)]);
        let all = Span::new(0, text.len());
        assert_eq!(
            concealed.within(all, text),
            [Span::new(2, 10), Span::new(14, 22)]
        );
        assert_eq!(concealed.within(Span::new(0, 5), text), [Span::new(2, 5)]);
        assert_eq!(concealed.shown(all, text), "A=•••\nB: ••• x\n");
        assert_eq!(concealed.line("C hunter22"), "C •••");
    }

    #[test]
    fn of_values_that_begin_alike_the_longest_is_hidden() {
        let text = "secret secret-one secret-ö2 secret-x";
        let values = [(0, 6), (7, 17), (18, 28)].map(|(start, end)| Span::new(start, end));
        let concealed = Concealed::of_spans(text, values);
        for (line, shown) in [
            ("a secret-one b", "a ••• b"),
            ("a secret-ö2b", "a •••b"),
            ("a secret-öb", "a •••-öb"),
            ("secre secret", "secre •••"),
            ("secretsecret-two", "•••-two"),
            ("none", "none"),
        ] {
            assert_eq!(concealed.line(line), shown, "{line}");
        }
    }

    #[test]
    fn what_looks_like_a_secret_is_hidden_without_a_finding() {
        let token = format!("ghp_{}", "a1B2".repeat(9));
        let text = format!("RUN x {token} https://me:pw@host/ DB_PASSWORD=abc y");
        let shown = Concealed::of_text(&text).shown(Span::new(0, text.len()), &text);
        assert_eq!(shown, "RUN x ••• https://me:•••@host/ DB_PASSWORD•••");
    }
}
