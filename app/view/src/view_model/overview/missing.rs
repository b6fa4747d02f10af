//! What was not assessed, by what would settle it.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use plimsoll_rules::artifact::kind::Kind;
use plimsoll_rules::catalogue::{Category, Reason, SubjectKind};
use plimsoll_rules::finding::Outcome;
use plimsoll_rules::report::{Controlled, Report, Reported};
use plimsoll_rules::score::Tenths;
use plimsoll_rules::sorted::InOrder;
use plimsoll_rules::status::Status;

use super::Missing;
use crate::prose;
use crate::words::{count, source_of};

pub(super) fn missing(report: &Report) -> Vec<Missing> {
    let mut by_need: BTreeMap<String, Vec<&Controlled>> = BTreeMap::new();
    for result in &report.controls {
        if result.control.category == Category::Security && result.status == Status::NotReviewed {
            by_need
                .entry(need(report, result))
                .or_default()
                .push(result);
        }
    }
    let mut missing: Vec<Missing> = by_need
        .into_iter()
        .map(|(need, controls)| {
            let weight = controls
                .iter()
                .map(|it| u64::from(it.control.severity.weight()))
                .sum();
            Missing {
                need,
                note: count(controls.len(), "control waits", "controls wait"),
                coverage: Tenths::ratio(weight, report.score.total())
                    .unwrap_or_default()
                    .0,
                is_answerable: controls.iter().any(|it| is_answerable(report, it)),
                controls: controls
                    .iter()
                    .map(|it| (it.control.id.to_owned(), it.control.title.to_owned()))
                    .collect(),
            }
        })
        .collect();
    missing.order_by_key(|it| Reverse(it.coverage));
    missing
}

/// Whether a person's answer would settle something of it.
fn is_answerable(report: &Report, result: &Controlled) -> bool {
    let mut open = report.open_findings_of(result.control.id);
    result.tally.total() == 0 || open.any(Reported::is_open_to_answers)
}

/// What would settle it: a person, the first open question, or what would show a subject of the
/// right kind.
fn need(report: &Report, result: &Controlled) -> String {
    let asked = report
        .open_findings_of(result.control.id)
        .find(|finding| finding.outcome == Outcome::Unknown);
    match asked {
        Some(finding) if finding.reason.is_some_and(Reason::is_for_a_person) => {
            "Somebody's answer, where no file tells".to_owned()
        }
        Some(finding) if !finding.message.is_empty() => prose::reason(finding),
        Some(_) | None => {
            let sources: Vec<&str> = result
                .control
                .subjects
                .iter()
                .map(|kind| source(report, *kind))
                .collect();
            let mut sentence = sources.join("; or ");
            if let Some(first) = sentence.get_mut(..1) {
                first.make_ascii_uppercase();
            }
            sentence
        }
    }
}

/// What would give a subject of this kind that says more than those that are there.
fn source(report: &Report, kind: SubjectKind) -> &'static str {
    let has_some = report.subjects.iter().any(|it| it.kind == kind);
    if !has_some || kind != SubjectKind::Image {
        return source_of(kind);
    }
    let mut inputs = report.inputs.iter();
    if inputs.any(|input| input.kind == Kind::Dockerfile) {
        "docker image inspect output, which shows the image as it was built, or the collector's \
         bundle"
    } else {
        "a Dockerfile, which shows how an image is made"
    }
}

#[cfg(test)]
mod tests {
    use plimsoll_rules::{Policy, assess, read};

    use super::missing;

    #[test]
    fn nobody_is_asked_for_what_was_given() {
        let file = read("Dockerfile", b"FROM alpine:3.22\nUSER 1000\n");
        let missing = missing(&assess(&[file], &Policy::default()));
        let of = |id: &str| {
            let has = |controls: &[(String, String)]| controls.iter().any(|it| it.0 == id);
            missing.iter().find(|it| has(&it.controls)).unwrap()
        };
        let need = &of("image-origin-known").need;
        assert!(need.starts_with("Docker image inspect output"), "{need}");
        let asks = |it: &super::Missing| it.need.starts_with("A Dockerfile, ");
        assert!(!missing.iter().any(asks), "{missing:?}");
    }

    #[test]
    fn what_only_a_person_can_tell_is_one_row() {
        let fixture = "images-scanned/unknown-inspected-image/input/image.json";
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../rules/fixtures/");
        let text = std::fs::read(format!("{folder}{fixture}")).unwrap();
        let image = read("image.json", &text);
        let missing = missing(&assess(&[image], &Policy::default()));
        let answer = missing.iter().find(|it| it.need.starts_with("Somebody"));
        let answer = answer.unwrap();
        assert!(answer.is_answerable, "{answer:?}");
        let ids: Vec<&str> = answer.controls.iter().map(|(id, _)| &**id).collect();
        assert!(ids.contains(&"images-scanned"), "{ids:?}");
        let others = missing.iter().filter(|it| it.need.contains("person"));
        assert_eq!(others.count(), 0, "{missing:?}");
    }
}
