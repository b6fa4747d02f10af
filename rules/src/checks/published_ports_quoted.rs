//! Decides `published-ports-quoted`: no port is written so that a YAML reader may fold it.
//!
//! YAML 1.1 takes `22:22` for a number of base 60, which is 1342; every part behind the first
//! colon has to be below 60 for that.

use super::{Check, Decide};
use crate::catalogue::published_ports_quoted::{CONTROL, MAPPING_UNQUOTED};
use crate::facts::Composed;
use crate::finding::{Edit, Finding, Remedy, Verdict};
use crate::model::yaml::Node;
use crate::span::Span;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Service(decide),
};

fn decide(composed: Composed<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut is_concerned = false;
    for key in ["ports", "expose"] {
        let field = composed.service.field(&[key]);
        for node in field.items().filter_map(|item| item.node()) {
            is_concerned = true;
            failures.extend(failure(composed, node));
        }
    }
    Verdict::over(is_concerned, failures, Vec::new())
}

fn failure(composed: Composed<'_>, node: &Node) -> Option<Finding> {
    let scalar = node
        .scalar()
        .filter(|scalar| scalar.plain && is_folded(&scalar.text))?;
    let evidence = composed.at(node.span);
    let finding = Finding::new(MAPPING_UNQUOTED)
        .with("port", &scalar.text)
        .at(evidence);
    let place = evidence.span?;
    Some(match in_quotes(node, place, composed.text(evidence)) {
        Some(edit) => finding.mended_by(Remedy::safe(vec![edit])),
        None => finding,
    })
}

/// A value that is written as it is read, at a place of a text, in quotes.
pub(super) fn in_quotes(node: &Node, place: Span, text: &str) -> Option<Edit> {
    let written = &*node.scalar()?.text;
    (place.of(text) == written).then(|| Edit::replace(place, format!("\"{written}\"")))
}

/// Whether YAML 1.1 reads the text as a number of base 60.
pub(super) fn is_folded(text: &str) -> bool {
    let text = text.strip_prefix(['+', '-']).unwrap_or(text);
    let mut parts = text.split(':');
    let first = parts.next().unwrap_or_default();
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_digit_of_60 =
        |part: &str| is_number(part) && part.parse::<u16>().is_ok_and(|it| it < 60);
    let mut rest = parts.peekable();
    is_number(first)
        && !first.starts_with('0')
        && rest.peek().is_some()
        && rest.all(|part| part.len() <= 2 && is_digit_of_60(part))
}

#[cfg(test)]
mod tests {
    use super::is_folded;

    #[test]
    fn only_parts_below_60_are_folded() {
        for text in ["22:22", "8080:22", "1:30:59", "3306:06"] {
            assert!(is_folded(text), "{text}");
        }
        for text in [
            "80:80",
            "8080:80",
            "22",
            "0:22",
            "22:",
            ":22",
            "22:22/tcp",
            "22:060",
            "",
        ] {
            assert!(!is_folded(text), "{text}");
        }
    }
}
