//! Sentences in which some words are code.
//!
//! Our own sentences mark such words by backquotes, as this one does `thus`. Names of the reader's
//! own may have backquotes too, and those are part of the name. So what is printed carries a mark of
//! its own, and no backquote means anything to the page.

use plimsoll_rules::report::Reported;

use crate::words::visible;

/// Stands on both sides of what is code. No text has any other use for it.
pub const MARK: char = '\u{1}';

/// Reasons that are filled with a sentence or a name of ours, which may mark words itself.
const OURS: [&str; 6] = [
    "source_unseen",
    "file_hidden",
    "value_unreadable",
    "value_refused",
    "value_misread",
    "limit_refused",
];

/// A sentence of ours. What stands between backquotes like a word is code; other backquotes are text.
pub fn marked(text: &str) -> String {
    let text = plain(text);
    let mut shown = String::with_capacity(text.len());
    let mut rest = &*text;
    // Behind the last end there is no further code.
    let mut ends = text.match_indices('`').filter(|(at, _)| is_end(&text, *at));
    let mut end = ends.next();
    while let Some((before, after)) = rest.split_once('`') {
        let at = text.len() - after.len() - 1;
        // Nothing is no code.
        while end.is_some_and(|(end, _)| end <= at + 1) {
            end = ends.next();
        }
        shown.push_str(before);
        let code = end.and_then(|(end, _)| text.get(at + 1..end));
        if let Some(code) = code.filter(|_| is_start(&text, at)) {
            shown.push(MARK);
            shown.push_str(code);
            shown.push(MARK);
            rest = after.get(code.len() + 1..).unwrap_or_default();
        } else {
            shown.push('`');
            rest = after;
        }
    }
    shown.push_str(rest);
    shown
}

/// A text of which every character is text.
pub fn plain(text: &str) -> String {
    text.replace(MARK, "\u{fffd}")
}

/// The reason of a finding. What fills it are names, unless it is a reason that asks for something.
pub fn reason(finding: &Reported) -> String {
    let is_ours = finding
        .reason
        .is_some_and(|reason| reason.text.contains('`') || OURS.contains(&reason.key));
    let message = visible(&finding.message);
    if is_ours {
        marked(&message)
    } else {
        plain(&message)
    }
}

/// Whether code may begin behind the backquote at this place.
fn is_start(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|before| before.chars().next_back());
    let after = text.get(at + 1..).and_then(|after| after.chars().next());
    before.is_none_or(|it| it.is_whitespace() || "([“/-".contains(it))
        && after.is_some_and(|it| !it.is_whitespace())
}

/// Whether code may end before the backquote at this place.
fn is_end(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|before| before.chars().next_back());
    let after = text.get(at + 1..).and_then(|after| after.chars().next());
    before.is_some_and(|it| !it.is_whitespace())
        && after.is_none_or(|it| !it.is_alphanumeric() && !"`_".contains(it))
}

#[cfg(test)]
mod tests {
    use plimsoll_rules::catalogue::CONTROLS;
    use plimsoll_rules::{Policy, assess, read};
    use proptest::prelude::*;

    use super::{MARK, marked, plain, reason};

    fn told(text: &str) -> String {
        marked(text).replace(MARK, "|")
    }

    #[test]
    fn words_between_backquotes_are_code() {
        for (text, wanted) in [
            (
                "Write `USER 1000`, or `--user`.",
                "Write |USER 1000|, or |--user|.",
            ),
            ("`a`", "|a|"),
            ("(`a`; `b`'s)", "(|a|; |b|'s)"),
            ("The name we`b is odd.", "The name we`b is odd."),
            ("The name `we`b` is odd.", "The name |we`b| is odd."),
            ("It ends with `", "It ends with `"),
            ("This is not YAML: ``'; all", "This is not YAML: ``'; all"),
            ("The service ``we`b``.", "The service |`we`b`|."),
            ("A ` alone, `then`.", "A ` alone, |then|."),
        ] {
            assert_eq!(told(text), wanted);
        }
    }

    #[test]
    fn every_text_of_the_catalogue_has_its_code() {
        for control in CONTROLS {
            for text in [control.rationale, control.remediation] {
                assert!(!marked(text).contains('`'), "{}: {text}", control.id);
            }
        }
    }

    #[test]
    fn a_name_keeps_its_backquotes() {
        let file = read(
            "compose.yaml",
            b"services:\n  a:\n    image: nginx:1\n    volumes: ['/var/run/docker.sock:/`x`/docker.sock']\n",
        );
        let report = assess(&[file], &Policy::default());
        let mut messages = report.findings.iter().map(reason);
        assert!(messages.any(|it| it.contains(" /`x`/docker.sock")));
    }

    proptest! {
        /// Nothing of a text is lost but the backquotes that stand for marks.
        #[test]
        fn no_text_is_lost(text in "([ a`.(]|\\PC){0,40}") {
            let without = |text: &str| text.replace([MARK, '`'], "");
            prop_assert_eq!(without(&marked(&text)), without(&text));
            prop_assert_eq!(marked(&text).matches(MARK).count() % 2, 0);
            prop_assert_eq!(plain(&text), text);
        }
    }
}
