//! Decides `dockerfile-secret-free`: no text of the Dockerfile looks like a secret.
//!
//! Instructions are scanned with their continued lines joined, then documents and comments.
//! Every stage counts: what is written in a Dockerfile is read by all who may read the file.

use super::labels::{Label, labels};
use super::{Check, Decide, secret_kinds};
use crate::catalogue::dockerfile_secret_free::{
    CONTROL, LABEL_NAMED, SECRET_RECOGNISED, VALUE_GENERATED,
};
use crate::facts::secrets::{SecretKind, Sighting, sightings};
use crate::facts::{Build, Secret, Variable};
use crate::finding::{Finding, Verdict};
use crate::sorted::InOrder;
use crate::span::Span;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let mut found: Vec<(Span, SecretKind)> = Vec::new();
    for instruction in &build.file().instructions {
        let text = &instruction.arguments;
        let in_arguments = sightings(text.as_str()).into_iter();
        found.extend(in_arguments.map(|it| (text.span(it.value), it.kind)));
        let effective = instruction.effective();
        for flag in instruction.flags.iter().chain(&effective.flags) {
            found.extend(written(build, flag.span()));
        }
        for heredoc in &effective.heredocs {
            found.extend(written(build, heredoc.body));
        }
    }
    for comment in &build.file().comments {
        found.extend(written(build, comment.span));
    }
    found.order_by_key(|(span, _)| *span);
    // The flags of a deferred instruction stand in the arguments of its ONBUILD as well.
    found.dedup_by_key(|(span, _)| *span);
    let named = labels(build).filter_map(|label| Some((label.value.span, named(&label)?)));
    // What gives itself away by its looks is told already.
    let is_told = |span: Span| {
        let next = found.partition_point(|(told, _)| told.end <= span.start);
        found
            .get(next)
            .is_some_and(|(told, _)| told.start < span.end)
    };
    let mut failures: Vec<(Span, Finding)> = named.filter(|(span, _)| !is_told(*span)).collect();
    failures.extend(found.into_iter().map(|(span, kind)| {
        let finding = secret_kinds::finding(&kind, VALUE_GENERATED, SECRET_RECOGNISED);
        (span, finding)
    }));
    failures.order_by_key(|(span, _)| *span);
    let failures = failures.into_iter();
    let failures = failures.map(|(span, finding)| finding.at(build.at(span)));
    Verdict::of_lists(failures.collect(), Vec::new())
}

/// The finding on a label whose name says that its value is a secret.
fn named(label: &Label<'_>) -> Option<Finding> {
    let value = &label.value.value;
    // What a variable holds is told where it is set.
    if value.trim_start_matches(['"', '\'']).starts_with('$') {
        return None;
    }
    let key = label.key.as_ref().ok()?;
    match Variable::label(key, value).secret? {
        Secret::Named | Secret::Hidden => Some(Finding::new(LABEL_NAMED).with("name", key)),
        Secret::Placeholder | Secret::Passed | Secret::Address | Secret::Shaped(_) => None,
    }
}

/// What stands in a part of the file as it is.
fn written<'a>(build: &'a Build<'_>, part: Span) -> impl Iterator<Item = (Span, SecretKind)> + 'a {
    let place = move |it: Sighting| {
        let span = Span::new(it.value.start, it.value.end).shifted(part.start);
        (span, it.kind)
    };
    sightings(part.of(build.text)).into_iter().map(place)
}
