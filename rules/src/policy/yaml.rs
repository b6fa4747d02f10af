//! The policy file: decisions as YAML that can live beside the files they are about.

use std::fmt::Write as _;

use jiff::civil::Date;

use super::Waiver;
use crate::artifact::{Effect, Problem};
use crate::model::yaml::{self, Entry, Node};

/// Reads the `waivers` of the first document as far as they go.
pub(super) fn read(text: &str) -> (Vec<Waiver>, Vec<Problem>) {
    let document = yaml::parse(text);
    let mut problems = document.problems;
    let mut waivers = Vec::new();
    for entry in document.documents.first().map_or(&[][..], Node::entries) {
        match &*entry.key.value {
            "waivers" if entry.value.is_sequence() => {
                waivers.extend(
                    entry
                        .value
                        .items()
                        .iter()
                        .map(|item| waiver(item, &mut problems)),
                );
            }
            "waivers" => problems.push(fault(entry, "waivers is a list, one entry a waiver")),
            "version" => {}
            unknown => {
                problems.push(fault(
                    entry,
                    format!("The policy has no key {}", quoted(unknown)),
                ));
            }
        }
    }
    (waivers, problems)
}

fn waiver(node: &Node, problems: &mut Vec<Problem>) -> Waiver {
    let mut waiver = Waiver::default();
    if !node.is_mapping() {
        let message = "A waiver is a mapping with control, owner, reason and expires";
        problems.push(Problem::at(node.span, Effect::Partial, message));
    }
    for entry in node.entries() {
        let Some(scalar) = entry.value.scalar() else {
            let message = format!("{} is a single value", entry.key.value);
            problems.push(fault(entry, message));
            continue;
        };
        let text = scalar.text.trim().to_owned();
        match &*entry.key.value {
            "control" => waiver.control = text,
            "subject" => waiver.subject = Some(text),
            "artifact" => waiver.artifact = Some(text),
            "owner" => waiver.owner = text,
            "reason" => waiver.reason = text,
            "expires" => {
                if let Ok(day) = text.parse::<Date>() {
                    waiver.expires = Some(day)
                } else {
                    let message =
                        format!("expires is a day like 2027-01-31, not {}", quoted(&text));
                    problems.push(fault(entry, message));
                }
            }
            unknown => {
                let message = format!("A waiver has no key {}", quoted(unknown));
                problems.push(fault(entry, message));
            }
        }
    }
    waiver
}

fn fault(entry: &Entry, message: impl Into<String>) -> Problem {
    Problem::at(entry.key.span, Effect::Partial, message)
}

/// Writes waivers as the file that reads back as the same waivers.
pub(super) fn write(waivers: &[Waiver]) -> String {
    let mut text =
        String::from("# Accepted risks. Each needs an owner, a reason and a last day.\n");
    if waivers.is_empty() {
        text.push_str("waivers: []\n");
        return text;
    }
    text.push_str("waivers:\n");
    for waiver in waivers {
        let expires = waiver.expires.map(|day| day.to_string());
        let fields = [
            ("control", Some(waiver.control.as_str())),
            ("subject", waiver.subject.as_deref()),
            ("artifact", waiver.artifact.as_deref()),
            ("owner", Some(waiver.owner.as_str())),
            ("reason", Some(waiver.reason.as_str())),
            ("expires", expires.as_deref()),
        ];
        let mut lead = "  - ";
        for (key, value) in fields {
            if let Some(value) = value {
                // Writing to a string cannot fail.
                let _ = writeln!(text, "{lead}{key}: {}", quoted(value));
                lead = "    ";
            }
        }
    }
    text
}

/// A JSON string is a double-quoted YAML scalar, whatever it holds.
fn quoted(value: &str) -> String {
    serde_json::Value::from(value).to_string()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{read, write};
    use crate::policy::Waiver;

    #[test]
    fn what_is_wrong_is_located_and_the_rest_is_read() {
        let text = "waivers:\n  - control: host-pid-unshared\n    expires: soon\n    ownr: ann\n";
        let (waivers, problems) = read(text);
        assert_eq!(waivers.len(), 1);
        assert_eq!(waivers[0].missing(), ["owner", "reason", "expires"]);
        let messages: Vec<&str> = problems
            .iter()
            .map(|found| found.message.as_str())
            .collect();
        assert_eq!(
            messages,
            [
                "expires is a day like 2027-01-31, not \"soon\"",
                "A waiver has no key \"ownr\""
            ]
        );
    }

    fn waivers() -> impl Strategy<Value = Vec<Waiver>> {
        let day = (2000_i16..2100, 1_i8..13, 1_i8..29);
        let waiver = (
            "\\PC{0,20}",
            proptest::option::of("\\PC{1,9}"),
            "\\PC{0,30}",
            day,
        )
            .prop_map(|(control, subject, reason, (year, month, day))| Waiver {
                control: control.trim().to_owned(),
                subject: subject.map(|subject| subject.trim().to_owned()),
                artifact: None,
                owner: "ann".to_owned(),
                reason: reason.trim().to_owned(),
                expires: Some(jiff::civil::date(year, month, day)),
            });
        proptest::collection::vec(waiver, 0..4)
    }

    proptest! {
        /// A decision that was made is never lost on the way through the file.
        #[test]
        fn waivers_survive_the_file(waivers in waivers()) {
            let (read, problems) = read(&write(&waivers));
            prop_assert_eq!(problems, Vec::new());
            prop_assert_eq!(read, waivers);
        }
    }
}
