//! Decides `compose-text-secret-free`: no comment or extension of a compose file looks like a
//! secret.
//!
//! What a service takes over from an extension is judged there, too, so a value that its
//! environment has is left to the control on variables.

use std::collections::BTreeSet;

use super::{Check, Decide, secret_kinds};
use crate::catalogue::compose_text_secret_free::{CONTROL, SECRET_RECOGNISED, VALUE_GENERATED};
use crate::facts::Whole;
use crate::facts::secrets::sightings;
use crate::finding::Verdict;
use crate::model::compose::{Service, Setting};
use crate::sorted::Sorted;
use crate::span::Span;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Project(decide),
};

fn decide(whole: Whole<'_>) -> Verdict {
    let taken = taken_over(whole);
    let (mut failures, mut is_concerned) = (Vec::new(), false);
    let sources = whole.project.compose.scope.sources.files();
    for source in sources {
        let Some((_, file)) = whole.files().find(|(at, _)| *at == source.artifact) else {
            continue;
        };
        let text = whole.text(source.artifact);
        let comments = file.comments.iter().map(|comment| comment.span);
        let extensions = file.documents.iter().flat_map(|document| {
            let entries = document.entries().iter();
            entries
                .filter(|entry| entry.key.value.starts_with("x-") && entry.value.via.is_none())
                .map(|entry| entry.value.span)
        });
        for part in comments.chain(extensions) {
            is_concerned = true;
            for sighting in sightings(part.of(text)) {
                let local = Span::new(sighting.value.start, sighting.value.end).shifted(part.start);
                let address = local.shifted(source.base);
                if !is_within(address, &taken) {
                    let kind = &sighting.kind;
                    let finding = secret_kinds::finding(kind, VALUE_GENERATED, SECRET_RECOGNISED);
                    failures.push(finding.at(whole.at(address)));
                }
            }
        }
    }
    Verdict::over(is_concerned, failures, Vec::new())
}

/// Where the values of all services' variables stand.
fn taken_over(whole: Whole<'_>) -> BTreeSet<Span> {
    let services = whole.project.compose.services.iter();
    let pairs = services.flat_map(Service::environment);
    pairs
        .filter_map(|pair| match pair {
            Setting::Set(pair) => pair.value.value.span(),
            Setting::Absent | Setting::Unresolved { .. } | Setting::Malformed { .. } => None,
        })
        .into_set()
}

/// Whether a place lies in one of these, which are apart from each other.
fn is_within(place: Span, spans: &BTreeSet<Span>) -> bool {
    let upto = Span::new(place.start, usize::MAX);
    let last = spans.range(..=upto).next_back();
    last.is_some_and(|span| span.start <= place.start && place.end <= span.end)
}
