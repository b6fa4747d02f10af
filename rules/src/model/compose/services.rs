//! Finding the services of a document, and what of their text could not be read.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::field::Scope;
use super::form::{Form, is_extension};
use super::service::Service;
use crate::artifact::{Effect, Problem};
use crate::model::yaml::{Entry, Node};
use crate::sorted::{InOrder, Sorted};
use crate::span::Span;

/// All services of a document, in its order; those that are `torn` are not whole.
pub(super) fn all(
    root: &Node,
    form: Form,
    scope: &Scope,
    torn: &BTreeSet<Arc<str>>,
    problems: &mut Vec<Problem>,
) -> Vec<Service> {
    let Some(holder) = holder(root, form) else {
        return Vec::new();
    };
    if !holder.is_mapping() {
        let message = format!(
            "`services` must be a mapping, and here it is {}",
            holder.kind()
        );
        problems.push(Problem::at(holder.span, Effect::Unreadable, message));
        return Vec::new();
    }
    let mut services = Vec::new();
    for entry in holder.entries() {
        // What compose ignores in a v1 file, too.
        if entry.value.is_tagged("!reset") || (form == Form::V1 && is_extension(&entry.key.value)) {
            continue;
        }
        if entry.value.is_mapping() {
            let is_whole = !torn.contains(&entry.key.value);
            services.push(Service::new(entry, is_whole, scope));
        }
    }
    services
}

/// The services of one document that lack a part of their text; `known` is what could not be
/// read of it.
pub(crate) fn torn(root: &Node, form: Form, known: &[Problem]) -> BTreeSet<Arc<str>> {
    let gaps = Gaps::of(known);
    let Some(holder) = holder(root, form).filter(|_| !gaps.reaches.is_empty()) else {
        return BTreeSet::new();
    };
    let ends = ends(root, holder);
    let lacks = |entry: &&Entry| {
        let start = entry.key.span.start;
        let next = ends.partition_point(|end| *end <= start);
        let end = ends.get(next).copied().unwrap_or(usize::MAX);
        gaps.reach(start, end)
    };
    let torn = holder.entries().iter().filter(lacks);
    torn.map(|entry| Arc::clone(&entry.key.value)).into_set()
}

/// What the services stand in.
fn holder(root: &Node, form: Form) -> Option<&Node> {
    let holder = match form {
        Form::Current | Form::Run => root.get("services"),
        Form::V1 => Some(root),
        Form::Fragment => None,
    };
    holder.filter(|holder| !holder.is_tagged("!reset"))
}

/// Where something else begins, in ascending order.
fn ends(root: &Node, holder: &Node) -> Vec<usize> {
    let entries = root.entries().iter().chain(holder.entries());
    let mut ends: Vec<usize> = entries.map(|entry| entry.key.span.start).collect();
    ends.order_by(Ord::cmp);
    ends
}

/// The places that could not be read.
struct Gaps {
    /// Where each gap starts, ascending, and where the gaps up to it end at the latest.
    reaches: Vec<(usize, usize)>,
}

impl Gaps {
    fn of(problems: &[Problem]) -> Self {
        let partial = problems
            .iter()
            .filter(|problem| problem.effect == Effect::Partial);
        let mut spans: Vec<Span> = partial.filter_map(|problem| problem.span).collect();
        spans.order_by(Ord::cmp);
        let mut latest = 0;
        let reaches = spans.into_iter().map(|span| {
            // An empty gap is a place, too.
            latest = latest.max(span.end.max(span.start + 1));
            (span.start, latest)
        });
        Self {
            reaches: reaches.collect(),
        }
    }

    /// Whether a gap lies between two offsets, or runs into what is between them.
    fn reach(&self, start: usize, end: usize) -> bool {
        let before_end = self.reaches.partition_point(|(gap, _)| *gap < end);
        let last = before_end
            .checked_sub(1)
            .and_then(|at| self.reaches.get(at));
        last.is_some_and(|(_, latest)| *latest > start)
    }
}
