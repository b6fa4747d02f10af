//! Decides `config-content-secret-free`: no config that a compose file writes out holds a
//! secret.

use super::{Check, Decide};
use crate::catalogue::config_content_secret_free::{CONTROL, NAMED_LIKE_SECRET, SECRET_RECOGNISED};
use crate::facts::Declared;
use crate::facts::secrets::{SecretKind, is_literal, is_placeholder, is_secret_name, sightings};
use crate::finding::{Evidence, Finding, Verdict};
use crate::sorted::InOrder;
use crate::span::Span;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Declaration(decide),
};

/// The shortest value that is taken for a secret by its name alone, in bytes.
const SHORTEST: usize = 4;

fn decide(declared: Declared<'_>) -> Verdict {
    let Some(content) = declared.named.field(&["content"]).node() else {
        return Verdict::NotApplicable;
    };
    let place = declared.at(content.span);
    let Some(span) = place.span else {
        return Verdict::NotApplicable;
    };
    let text = span.of(declared.text(place));
    let mut found: Vec<(Span, Finding)> = Vec::new();
    for sighting in sightings(text) {
        let finding = match &sighting.kind {
            SecretKind::Named(name) => Finding::new(NAMED_LIKE_SECRET).with("name", name),
            SecretKind::Token(_)
            | SecretKind::PrivateKey
            | SecretKind::WebToken
            | SecretKind::Address
            | SecretKind::Header => {
                Finding::new(SECRET_RECOGNISED).with("kind", sighting.kind.noun())
            }
        };
        found.push((Span::new(sighting.value.start, sighting.value.end), finding));
    }
    for (name, value) in named(text) {
        found.push((value, Finding::new(NAMED_LIKE_SECRET).with("name", name)));
    }
    found.order_by_key(|(value, _)| (value.start, std::cmp::Reverse(value.end)));
    // A value that a name and its looks give away is told once.
    let mut end = 0;
    let mut failures = Vec::new();
    for (value, finding) in found {
        if value.start >= end {
            end = value.end;
            let here = Evidence::at(place.artifact, value.shifted(span.start));
            failures.push(finding.at(here));
        }
    }
    Verdict::of_lists(failures, Vec::new())
}

/// The lines that give a literal to a name that says it is a secret.
fn named(text: &str) -> Vec<(&str, Span)> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let begin = start;
        start += line.len();
        let Some(at) = line.find(['=', ':']) else {
            continue;
        };
        let (name, rest) = line.split_at(at);
        let name = name.trim().trim_matches(['"', '\'', '-', ' ']);
        let rest = rest.get(1..).unwrap_or_default();
        let value = rest.trim().trim_end_matches([',', ';']);
        let value = value.trim_matches(['"', '\'']);
        let is_told = !name.contains(char::is_whitespace)
            && !name.starts_with('#')
            && is_secret_name(name)
            && value.len() >= SHORTEST
            && !value.contains(char::is_whitespace)
            && is_literal(value)
            && !is_placeholder(value);
        if let (true, Some(offset)) = (is_told, line.rfind(value)) {
            let begin = begin + offset;
            found.push((name, Span::new(begin, begin + value.len())));
        }
    }
    found
}
