//! Answers to what no file tells, in the policy file.

use super::{day_of, entry, fault, quoted};
use crate::artifact::{Effect, Problem};
use crate::model::yaml::{Entry, Node};
use crate::policy::{Answer, Attestation};

/// Reads the list as far as it goes.
pub(super) fn read(list: &Entry, attestations: &mut Vec<Attestation>, problems: &mut Vec<Problem>) {
    if !list.value.is_sequence() {
        problems.push(fault(list, "attestations is a list, one entry an answer"));
    }
    let items = list.value.items().iter();
    attestations.extend(items.map(|item| one(item, problems)));
}

fn one(node: &Node, problems: &mut Vec<Problem>) -> Attestation {
    let mut read = Attestation::default();
    if !node.is_mapping() {
        let message =
            "An attestation is a mapping with control, answer, by, evidence, on and until";
        problems.push(Problem::at(node.span, Effect::Partial, message));
    }
    for entry in node.entries() {
        let key = &*entry.key.value;
        let Some(scalar) = entry.value.scalar() else {
            problems.push(fault(entry, format!("{key} is a single value")));
            continue;
        };
        let text = scalar.text.trim().to_owned();
        match key {
            "control" => read.control = text,
            "subject" => read.subject = Some(text),
            "answer" => {
                read.answer = Answer::from_word(&text);
                if read.answer.is_none() {
                    let message = format!(
                        "answer is holds, fails or not_applicable, not {}",
                        quoted(&text)
                    );
                    problems.push(fault(entry, message));
                }
            }
            "by" => read.by = text,
            "evidence" => read.evidence = text,
            "on" => read.on = day_of(entry, &text, problems),
            "until" => read.until = day_of(entry, &text, problems),
            unknown => {
                let message = format!("An attestation has no key {}", quoted(unknown));
                problems.push(fault(entry, message));
            }
        }
    }
    read
}

/// Writes the list, where there is anything in it.
pub(super) fn write(attestations: &[Attestation], text: &mut String) {
    if attestations.is_empty() {
        return;
    }
    text.push_str(
        "# What no file tells. Each needs an answer, a name, what it rests on, and two days.\n",
    );
    text.push_str("attestations:\n");
    for given in attestations {
        let (on, until) = (
            given.on.map(|it| it.to_string()),
            given.until.map(|it| it.to_string()),
        );
        entry(
            text,
            &[
                ("control", Some(&given.control)),
                ("subject", given.subject.as_deref()),
                ("answer", given.answer.map(Answer::word)),
                ("by", Some(&given.by)),
                ("evidence", Some(&given.evidence)),
                ("on", on.as_deref()),
                ("until", until.as_deref()),
            ],
        );
    }
}
