//! Decides `config-content-secret-free`: no config that a compose file writes out, or that a
//! swarm keeps, holds a secret.

use super::{Check, Decide, secret_kinds, unsettled};
use crate::catalogue::config_content_secret_free::{
    CONTENT_UNREADABLE, CONTROL, NAMED_LIKE_SECRET, SECRET_RECOGNISED,
};
use crate::facts::secrets::{is_literal, is_placeholder, is_secret_name, sightings};
use crate::facts::{Declared, Fact, StoredConfig};
use crate::finding::{Evidence, Finding, Verdict};
use crate::sorted::InOrder;
use crate::span::Span;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::First(&[Decide::Declaration(decide), Decide::Config(of_config)]),
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
    let found = told(span.of(declared.text(place))).into_iter();
    let failures = found.map(|(value, finding)| {
        let here = Evidence::at(place.artifact, value.shifted(span.start));
        finding.at(here)
    });
    Verdict::of_lists(failures.collect(), Vec::new())
}

/// What a swarm keeps is shown in another spelling, so that the whole of it is the place.
fn of_config(config: &StoredConfig) -> Verdict {
    let (content, evidence) = match &config.content {
        Fact::Stated { value, evidence } => (value.as_deref(), Some(*evidence)),
        Fact::Default(value) => (value.as_deref(), None),
        Fact::Unknown(unknown) => return unsettled::unseen(unknown),
    };
    let Some(content) = content else {
        return Finding::new(CONTENT_UNREADABLE)
            .at_any(evidence)
            .leaves_unknown();
    };
    let found = told(content).into_iter();
    let mut failures: Vec<Finding> = found.map(|(_, it)| it.at_any(evidence)).collect();
    // All of them stand at one place, and each is told once there.
    failures.dedup();
    Verdict::of_lists(failures, Vec::new())
}

/// What gives secrets in a text away, with the places in it, in order and apart.
fn told(text: &str) -> Vec<(Span, Finding)> {
    let mut found: Vec<(Span, Finding)> = Vec::new();
    for sighting in sightings(text) {
        let finding = secret_kinds::finding(&sighting.kind, NAMED_LIKE_SECRET, SECRET_RECOGNISED);
        found.push((Span::new(sighting.value.start, sighting.value.end), finding));
    }
    for (name, value) in named(text) {
        found.push((value, Finding::new(NAMED_LIKE_SECRET).with("name", name)));
    }
    found.order_by_key(|(value, _)| (value.start, std::cmp::Reverse(value.end)));
    // A value that a name and its looks give away is told once.
    let mut end = 0;
    found.retain(|(value, _)| {
        let is_apart = value.start >= end;
        if is_apart {
            end = value.end;
        }
        is_apart
    });
    found
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
