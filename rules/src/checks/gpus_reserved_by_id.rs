//! Decides `gpus-reserved-by-id`: a service gets the graphics processors it was meant to have.

use super::{Check, Decide, unsettled};
use crate::catalogue::gpus_reserved_by_id::{
    ALL_RESERVED, ALL_RESERVED_AND_PUBLISHED, CONTROL, COUNT_RESERVED, COUNT_UNRESOLVED,
};
use crate::facts::{Composed, Fact};
use crate::finding::{Evidence, Finding, Verdict};
use crate::model::compose::{Field, Setting};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Service(decide),
};

/// Requests for processors that one may ask for.
const LONGEST: &[&str] = &["deploy", "resources", "reservations", "devices"];

fn decide(composed: Composed<'_>) -> Verdict {
    let service = composed.service;
    let (mut failures, mut unknown) = (Vec::new(), Vec::new());
    let mut is_concerned = false;
    let gpus = service.field(&["gpus"]);
    if gpus.node().is_some_and(|node| node.scalar().is_some()) {
        is_concerned = true;
        match composed.fact_or(gpus.text(), String::new(), Clone::clone) {
            Fact::Stated { value, evidence } => failures.push(found(composed, &value, evidence)),
            Fact::Default(_) => {}
            Fact::Unknown(open) => unknown.push(unsettled::finding(&open, COUNT_UNRESOLVED)),
        }
    }
    let reserved = service.field(LONGEST);
    let asks_for_gpu = |request: &Field<'_>| {
        let capabilities = request.get("capabilities").texts();
        capabilities
            .iter()
            .any(|it| it.value().is_some_and(|it| it == "gpu"))
    };
    for request in gpus.items().chain(reserved.items().filter(asks_for_gpu)) {
        is_concerned = true;
        if request.get("device_ids").items().next().is_some() {
            continue;
        }
        let Some(node) = request.node() else { continue };
        let count = request.get("count");
        let count = match count.integer() {
            Setting::Malformed { .. } => count.text(),
            number => number.map(|number| number.to_string()),
        };
        let absent = "all".to_owned();
        match composed.fact_or(count, absent, Clone::clone) {
            Fact::Stated { value, evidence } => failures.push(found(composed, &value, evidence)),
            Fact::Default(all) => failures.push(found(composed, &all, composed.at(node.span))),
            Fact::Unknown(open) => unknown.push(unsettled::finding(&open, COUNT_UNRESOLVED)),
        }
    }
    Verdict::over(is_concerned, failures, unknown)
}

fn found(composed: Composed<'_>, count: &str, evidence: Evidence) -> Finding {
    let is_published = !composed.service.ports().is_empty();
    let finding = match (count, is_published) {
        ("all" | "-1", true) => Finding::new(ALL_RESERVED_AND_PUBLISHED),
        ("all" | "-1", false) => Finding::new(ALL_RESERVED),
        (count, _) => Finding::new(COUNT_RESERVED).with("count", count),
    };
    finding.at(evidence)
}
