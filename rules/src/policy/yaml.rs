//! The policy file: decisions as YAML that can live beside the files they are about.

mod attestations;
mod projects;
mod settings;

use std::fmt::Write as _;

use jiff::civil::Date;

use super::{Policy, Waiver};
use crate::artifact::{Effect, Problem};
use crate::day;
use crate::model::yaml::{self, Entry, Node};

/// Reads the first document as far as it goes.
pub(super) fn read(text: &str) -> (Policy, Vec<Problem>) {
    let document = yaml::parse(text);
    let mut problems = document.problems;
    let mut policy = Policy::default();
    let root = document.documents.first();
    if let Some(node) = root.filter(|node| !node.is_mapping() && !is_empty(node)) {
        let message = "A policy is a mapping with keys such as waivers, targets and controls";
        problems.push(Problem::at(node.span, Effect::Partial, message));
    }
    for entry in root.map_or(&[][..], Node::entries) {
        match &*entry.key.value {
            "waivers" if entry.value.is_sequence() => {
                policy.waivers.extend(
                    entry
                        .value
                        .items()
                        .iter()
                        .map(|item| waiver(item, &mut problems)),
                );
            }
            "waivers" => problems.push(fault(entry, "waivers is a list, one entry a waiver")),
            "attestations" => attestations::read(entry, &mut policy.attestations, &mut problems),
            "version" => {}
            _ if settings::read(entry, &mut policy.settings, &mut problems) => {}
            unknown => {
                problems.push(fault(
                    entry,
                    format!("The policy has no key {}", quoted(unknown)),
                ));
            }
        }
    }
    (policy, problems)
}

/// Whether nothing is written, so that nothing is decided.
fn is_empty(node: &Node) -> bool {
    let text = node.scalar().map(|scalar| (scalar.plain, &*scalar.text));
    matches!(text, Some((true, "" | "~" | "null")))
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
            "expires" => waiver.expires = day_of(entry, &text, problems),
            unknown => {
                let message = format!("A waiver has no key {}", quoted(unknown));
                problems.push(fault(entry, message));
            }
        }
    }
    waiver
}

/// The day that an entry states.
fn day_of(entry: &Entry, text: &str, problems: &mut Vec<Problem>) -> Option<Date> {
    let day = day::parse(text);
    if day.is_none() {
        let key = &entry.key.value;
        let message = format!("{key} is a day like 2027-01-31, not {}", quoted(text));
        problems.push(fault(entry, message));
    }
    day
}

fn fault(entry: &Entry, message: impl Into<String>) -> Problem {
    Problem::at(entry.key.span, Effect::Partial, message)
}

/// Writes a policy as the file that reads back as the same decisions.
pub(super) fn write(policy: &Policy) -> String {
    let mut text = String::new();
    settings::write(&policy.settings, &mut text);
    attestations::write(&policy.attestations, &mut text);
    text.push_str("# Accepted risks. Each needs an owner, a reason and a last day.\n");
    if policy.waivers.is_empty() {
        text.push_str("waivers: []\n");
        return text;
    }
    text.push_str("waivers:\n");
    for waiver in &policy.waivers {
        let expires = waiver.expires.map(|day| day.to_string());
        entry(
            &mut text,
            &[
                ("control", Some(waiver.control.as_str())),
                ("subject", waiver.subject.as_deref()),
                ("artifact", waiver.artifact.as_deref()),
                ("owner", Some(waiver.owner.as_str())),
                ("reason", Some(waiver.reason.as_str())),
                ("expires", expires.as_deref()),
            ],
        );
    }
    text
}

/// Adds an entry of a list: the fields that have a value.
fn entry(text: &mut String, fields: &[(&str, Option<&str>)]) {
    let mut lead = "  - ";
    for (key, value) in fields {
        if let Some(value) = value {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{lead}{key}: {}", quoted(value));
            lead = "    ";
        }
    }
}

/// A JSON string is a double-quoted YAML scalar, whatever it holds.
fn quoted(value: &str) -> String {
    serde_json::Value::from(value).to_string()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{read, write};
    use crate::catalogue::SubjectKind;
    use crate::policy::{Answer, Attestation, Composition, LabelFormat, Policy, Settings, Waiver};
    use crate::project::Deployer;

    #[test]
    fn what_is_wrong_is_located_and_the_rest_is_read() {
        let text = "waivers:\n  - control: host-pid-unshared\n    expires: soon\n    ownr: ann\n";
        let (policy, problems) = read(text);
        assert_eq!(policy.waivers.len(), 1);
        assert_eq!(policy.waivers[0].missing(), ["owner", "reason", "expires"]);
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

    fn settings() -> impl Strategy<Value = Settings> {
        let words = || proptest::collection::hash_set("[a-zA-Z0-9_.*/:-]{1,12}", 0..3);
        let format = proptest::sample::select(vec![LabelFormat::Text, LabelFormat::Spdx]);
        let labels = proptest::collection::hash_map("[a-z][a-z.#: ]{0,9}[a-z]", format, 0..3);
        let controls = || proptest::sample::subsequence(vec!["DL3002", "image-tag-fixed"], 0..=2);
        let names = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect();
        (
            words(),
            words(),
            words(),
            proptest::sample::subsequence(SubjectKind::ALL.to_vec(), 0..3),
            proptest::option::of(0..9_u32),
            labels,
            proptest::bool::ANY,
            controls(),
            controls(),
            proptest::collection::vec(composition(), 0..3),
        )
            .prop_map(
                move |(
                    targets,
                    registries,
                    trusted,
                    scope,
                    image_days,
                    labels,
                    only_these_labels,
                    on,
                    off,
                    projects,
                )| {
                    Settings {
                        targets: targets.into_iter().collect(),
                        registries: registries.into_iter().collect(),
                        trusted_users: trusted.into_iter().collect(),
                        scope,
                        image_days,
                        labels: labels.into_iter().collect(),
                        only_these_labels,
                        on: names(on),
                        off: names(off),
                        projects,
                    }
                },
            )
    }

    fn composition() -> impl Strategy<Value = Composition> {
        let paths =
            |least| proptest::collection::vec("[a-z]{1,3}(/[a-z é.:]{0,5}[a-z])?", least..3);
        let deployer = proptest::sample::select(vec![Deployer::Compose, Deployer::Stack]);
        (
            paths(1),
            proptest::collection::btree_map("[A-Z_]{1,5}", "\\PC{0,9}", 0..3),
            proptest::option::of(paths(0)),
            proptest::option::of(deployer),
            paths(0),
        )
            .prop_map(
                |(files, environment, env_files, deployer, profiles)| Composition {
                    files,
                    environment,
                    env_files,
                    deployer,
                    profiles,
                },
            )
    }

    fn attestations() -> impl Strategy<Value = Vec<Attestation>> {
        let text = "\\PC{0,12}";
        let trimmed = move || text.prop_map(|text: String| text.trim().to_owned());
        let day = || proptest::option::of((2020_i16..2040, 1_i8..=12, 1_i8..=28));
        let answers = [Answer::Holds, Answer::Fails, Answer::NotApplicable];
        let given = (
            trimmed(),
            proptest::option::of(trimmed()),
            proptest::option::of(proptest::sample::select(answers.to_vec())),
            trimmed(),
            trimmed(),
            day(),
            day(),
        )
            .prop_map(|(control, subject, answer, by, evidence, on, until)| {
                let date = |(year, month, day)| jiff::civil::date(year, month, day);
                Attestation {
                    control,
                    subject,
                    answer,
                    by,
                    evidence,
                    on: on.map(date),
                    until: until.map(date),
                }
            });
        proptest::collection::vec(given, 0..3)
    }

    #[test]
    fn an_answer_that_is_none_is_located() {
        let text =
            "attestations:\n  - control: host-hardened\n    answer: perhaps\n    on: today\n";
        let (policy, problems) = read(text);
        let messages: Vec<&str> = problems.iter().map(|it| it.message.as_str()).collect();
        assert_eq!(
            messages,
            [
                "answer is holds, fails or not_applicable, not \"perhaps\"",
                "on is a day like 2027-01-31, not \"today\"",
            ]
        );
        let missing = policy.attestations[0].missing();
        assert_eq!(missing, ["answer", "by", "evidence", "on", "until"]);
    }

    #[test]
    fn settings_of_the_wrong_shape_are_located() {
        let text = "targets: web\nlabels: {a: soon}\nonly_these_labels: maybe\ncontrols: {on: [imag-tag-fixed], of: []}\nprojects: [{files: a}, {files: [./b], deployer: swarm, order: 1}]\n";
        let (_, problems) = read(text);
        let told: Vec<(&str, &str)> = problems
            .iter()
            .map(|found| (found.span.unwrap().of(text), found.message.as_str()))
            .collect();
        assert_eq!(
            told,
            [
                ("targets", "targets is a list"),
                (
                    "a",
                    "The label \"a\" has none of the formats text, url, rfc3339, spdx, hash, semver and email"
                ),
                ("only_these_labels", "only_these_labels is true or false"),
                (
                    "imag-tag-fixed",
                    "No control is called \"imag-tag-fixed\"; is it image-tag-fixed"
                ),
                ("of", "controls has no key \"of\""),
                ("files", "files is a list"),
                (
                    "{files: a}",
                    "A project is a mapping with files, a list of compose files"
                ),
                ("deployer", "deployer is compose or stack"),
                ("order", "A project has no key \"order\""),
            ]
        );
        let (_, problems) = read("- targets\n");
        assert_eq!(problems.len(), 1);
        assert_eq!(read("# nothing yet\n").1, []);
    }

    proptest! {
        /// A decision that was made is never lost on the way through the file.
        #[test]
        fn decisions_survive_the_file(
            waivers in waivers(),
            attestations in attestations(),
            settings in settings(),
        ) {
            let policy = Policy { today: None, waivers, attestations, settings };
            let (read, problems) = read(&write(&policy));
            prop_assert_eq!(problems, Vec::new());
            prop_assert_eq!(read, policy);
        }

        #[test]
        fn any_text_is_read(text in "([a-z]{0,9}:|[-{}\\[\\],\"' \n]|\\PC){0,60}") {
            let _ = read(&text);
        }
    }
}
