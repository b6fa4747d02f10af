//! Decides `compose-style-kept`: a project's files are written in one order, with quoted ports.
//!
//! Files are looked at as they are written, before anything is merged.

use super::published_ports_quoted::{in_quotes, is_folded};
use super::{Check, Decide};
use crate::catalogue::Reason;
use crate::catalogue::compose_style_kept::{
    CONTROL, DEPENDENCIES_UNORDERED, KEYS_UNORDERED, PORT_UNQUOTED, PORTS_UNORDERED,
    SERVICE_KEYS_UNORDERED, SERVICES_UNORDERED,
};
use crate::facts::Whole;
use crate::finding::{Evidence, Finding, Remedy, Verdict};
use crate::model::yaml::{Entry, Node};
use crate::project;
use crate::span::Span;

mod order;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Project(decide),
};

/// One file of the project.
#[derive(Clone, Copy)]
struct Page<'a> {
    artifact: usize,
    text: &'a str,
}

/// Something that has a place among others: its rank, its name and where it stands.
type Placed<'a, R> = (R, &'a str, Span);

fn decide(whole: Whole<'_>) -> Verdict {
    let mut failures = Vec::new();
    for artifact in whole.project.files.iter().copied() {
        let Some(given) = whole.artifacts.get(artifact) else {
            continue;
        };
        let Some(file) = project::file(given) else {
            continue;
        };
        let page = Page {
            artifact,
            text: &given.text,
        };
        for document in &file.documents {
            of_document(page, document, &mut failures);
        }
    }
    Verdict::of_lists(failures, Vec::new())
}

fn of_document(page: Page<'_>, document: &Node, failures: &mut Vec<Finding>) {
    let keys = ranked(document, order::of_key);
    failures.extend(page.misplaced(KEYS_UNORDERED, keys));
    let Some(services) = document.get("services") else {
        return;
    };
    let names = ranked(services, |name| Some(name.to_owned()));
    failures.extend(page.misplaced(SERVICES_UNORDERED, names));
    for service in services.entries() {
        let mut found = Vec::new();
        of_service(page, &service.value, &mut found);
        let name = &service.key.value;
        failures.extend(found.into_iter().map(|it| it.with("service", name)));
    }
}

fn of_service(page: Page<'_>, service: &Node, failures: &mut Vec<Finding>) {
    let keys = ranked(service, order::of_service_key);
    failures.extend(page.misplaced(SERVICE_KEYS_UNORDERED, keys));
    let items = |key| service.get(key).map(Node::items).unwrap_or_default();
    let ports = items("ports").iter().filter_map(|port| {
        let (rank, text) = order::of_port(port)?;
        Some((rank, text, port.span))
    });
    failures.extend(page.misplaced(PORTS_UNORDERED, ports));
    let needed = items("depends_on").iter().filter_map(|name| {
        let text = &*name.scalar()?.text;
        Some((text, text, name.span))
    });
    failures.extend(page.misplaced(DEPENDENCIES_UNORDERED, needed));
    if let Some(needed) = service.get("depends_on") {
        let names = ranked(needed, |name| Some(name.to_owned()));
        failures.extend(page.misplaced(DEPENDENCIES_UNORDERED, names));
    }
    let ports = items("ports").iter().chain(items("expose"));
    failures.extend(ports.filter_map(|port| page.unquoted(port)));
}

/// The keys of a mapping that have a place, each with its rank.
fn ranked<R>(node: &Node, rank: impl Fn(&str) -> Option<R>) -> impl Iterator<Item = Placed<'_, R>> {
    let entries = node.entries().iter();
    entries.filter_map(move |Entry { key, .. }| Some((rank(&key.value)?, &*key.value, key.span)))
}

impl Page<'_> {
    const fn at(self, span: Span) -> Evidence {
        Evidence {
            artifact: self.artifact,
            span: Some(span),
        }
    }

    /// The first of a row that stands behind what it belongs before.
    fn misplaced<'a, R: Ord>(
        self,
        reason: &'static Reason,
        row: impl Iterator<Item = Placed<'a, R>>,
    ) -> Option<Finding> {
        let mut last: Option<Placed<'a, R>> = None;
        for placed in row {
            match last {
                Some((rank, other, place)) if placed.0 < rank => {
                    let (_, key, span) = placed;
                    let finding = Finding::new(reason).with("key", key).with("other", other);
                    return Some(finding.at(self.at(span)).beside(place));
                }
                Some(_) | None => last = Some(placed),
            }
        }
        None
    }

    fn unquoted(self, port: &Node) -> Option<Finding> {
        // What is folded is told by the control that asks for these quotes alone.
        let needs = |text: &str| !is_folded(text);
        let scalar = port.scalar().filter(|it| it.plain && needs(&it.text))?;
        let finding = Finding::new(PORT_UNQUOTED)
            .with("key", &scalar.text)
            .at(self.at(port.span));
        Some(match in_quotes(port, port.span, self.text) {
            Some(edit) => finding.mended_by(Remedy::safe(vec![edit])),
            None => finding,
        })
    }
}
