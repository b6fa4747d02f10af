//! The settings of a policy file: what is judged, and against which lists of one's own.

use std::fmt::Write as _;

use super::{fault, projects, quoted};
use crate::artifact::{Effect, Problem};
use crate::catalogue::{self, SubjectKind};
use crate::model::yaml::{Entry, Node};
use crate::policy::{LabelFormat, Settings};

/// The formats of labels, for people.
const FORMATS: &str = "text, url, rfc3339, spdx, hash, semver and email";

/// Reads one key of the file; whether it is a setting at all.
pub(super) fn read(entry: &Entry, settings: &mut Settings, problems: &mut Vec<Problem>) -> bool {
    match &*entry.key.value {
        "targets" => settings.targets.extend(list(entry, problems)),
        "registries" => settings.registries.extend(list(entry, problems)),
        "scope" => scope(entry, settings, problems),
        "trusted_users" => settings.trusted_users.extend(list(entry, problems)),
        "image_days" => {
            let days = entry.value.scalar().and_then(|days| days.text.parse().ok());
            match days {
                Some(days) => settings.image_days = Some(days),
                None => problems.push(fault(entry, "image_days is a number of days")),
            }
        }
        "labels" => labels(entry, settings, problems),
        "only_these_labels" => match entry.value.scalar().map(|scalar| &*scalar.text) {
            Some("true") => settings.only_these_labels = true,
            Some("false") => settings.only_these_labels = false,
            Some(_) | None => problems.push(fault(entry, "only_these_labels is true or false")),
        },
        "controls" => controls(entry, settings, problems),
        "projects" => settings.projects.extend(projects::read(entry, problems)),
        _ => return false,
    }
    true
}

/// The kinds of subjects that a report is about.
fn scope(entry: &Entry, settings: &mut Settings, problems: &mut Vec<Problem>) {
    for (word, node) in items(entry, problems) {
        if let Some(kind) = SubjectKind::from_word(&word) {
            settings.scope.push(kind);
        } else {
            let known: Vec<&str> = SubjectKind::ALL.iter().map(|kind| kind.word()).collect();
            let message = format!("scope is of {}, not {}", known.join(", "), quoted(&word));
            problems.push(Problem::at(node.span, Effect::Partial, message));
        }
    }
}

fn labels(entry: &Entry, settings: &mut Settings, problems: &mut Vec<Problem>) {
    if !entry.value.is_mapping() {
        let message = "labels is a mapping from each label to the format of its value";
        problems.push(fault(entry, message));
    }
    for label in entry.value.entries() {
        let word = label.value.scalar().map(|scalar| scalar.text.trim());
        if let Some(format) = word.and_then(LabelFormat::from_word) {
            settings.labels.push((label.key.value.to_string(), format));
        } else {
            let message = format!(
                "The label {} has none of the formats {FORMATS}",
                quoted(&label.key.value)
            );
            problems.push(fault(label, message));
        }
    }
}

fn controls(entry: &Entry, settings: &mut Settings, problems: &mut Vec<Problem>) {
    if !entry.value.is_mapping() {
        problems.push(fault(
            entry,
            "controls is a mapping with the lists on and off",
        ));
    }
    for switch in entry.value.entries() {
        let names = match &*switch.key.value {
            "on" => &mut settings.on,
            "off" => &mut settings.off,
            unknown => {
                let message = format!("controls has no key {}", quoted(unknown));
                problems.push(fault(switch, message));
                continue;
            }
        };
        for (name, node) in items(switch, problems) {
            if catalogue::find(&name).is_empty() {
                problems.push(Problem::at(
                    node.span,
                    Effect::Partial,
                    unknown_control(&name),
                ));
            }
            names.push(name);
        }
    }
}

fn unknown_control(name: &str) -> String {
    match catalogue::nearest(name).first() {
        Some(nearest) => format!("No control is called {}; is it {nearest}", quoted(name)),
        None => format!("No control is called {}", quoted(name)),
    }
}

fn list(entry: &Entry, problems: &mut Vec<Problem>) -> Vec<String> {
    let items = items(entry, problems);
    items.into_iter().map(|(text, _)| text).collect()
}

/// The single values of a list, each with its place.
pub(super) fn items<'y>(entry: &'y Entry, problems: &mut Vec<Problem>) -> Vec<(String, &'y Node)> {
    let key = &entry.key.value;
    if !entry.value.is_sequence() {
        problems.push(fault(entry, format!("{key} is a list")));
    }
    let mut items = Vec::new();
    for item in entry.value.items() {
        match item.scalar().map(|scalar| scalar.text.trim()) {
            Some(text) if !text.is_empty() => items.push((text.to_owned(), item)),
            Some(_) | None => {
                let message = format!("An entry of {key} is a single value");
                problems.push(Problem::at(item.span, Effect::Partial, message));
            }
        }
    }
    items
}

/// Writes what differs from the defaults.
pub(super) fn write(settings: &Settings, text: &mut String) {
    write_list(text, "targets", &settings.targets);
    write_list(text, "registries", &settings.registries);
    let scope: Vec<String> = settings
        .scope
        .iter()
        .map(|it| it.word().to_owned())
        .collect();
    write_list(text, "scope", &scope);
    write_list(text, "trusted_users", &settings.trusted_users);
    if let Some(days) = settings.image_days {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "image_days: {days}");
    }
    if !settings.labels.is_empty() {
        text.push_str("labels:\n");
        for (label, format) in &settings.labels {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "  {}: {}", quoted(label), format.word());
        }
    }
    if settings.only_these_labels {
        text.push_str("only_these_labels: true\n");
    }
    if !(settings.on.is_empty() && settings.off.is_empty()) {
        text.push_str("controls:\n");
        write_list(text, "  on", &settings.on);
        write_list(text, "  off", &settings.off);
    }
    projects::write(&settings.projects, text);
}

fn write_list(text: &mut String, key: &str, items: &[String]) {
    if !items.is_empty() {
        let _ = writeln!(text, "{key}: {}", list_text(items));
    }
}

/// A list on one line.
pub(super) fn list_text(items: &[String]) -> String {
    let items: Vec<String> = items.iter().map(|item| quoted(item)).collect();
    format!("[{}]", items.join(", "))
}
