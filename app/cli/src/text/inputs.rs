//! What was given: files with problems, files nobody checks yet, files left out.

use std::collections::BTreeMap;

use plimsoll_rules::Report;
use plimsoll_rules::artifact::Effect;
use plimsoll_rules::artifact::kind::{Kind, Support};
use plimsoll_rules::report::{Input, Located};

use super::{Telling, counted};
use crate::files::Skipped;
use crate::terminal::{DIM, FAULT, Page, WARNING, visible};

/// Problems that are listed unless all are asked for.
const MOST_PROBLEMS: usize = 20;
/// Names of one kind that are listed unless all are asked for.
const MOST_NAMES: usize = 6;

/// Adds what the reader should know of the files themselves.
pub(super) fn write(page: &mut Page, telling: &Telling<'_>) {
    problems(page, telling);
    unchecked(page, telling);
}

/// What was given by itself; the parts of a bundle go with it.
pub(super) fn given(report: &Report) -> impl Iterator<Item = &Input> {
    report.inputs.iter().filter(|input| input.part_of.is_none())
}

/// The bundles among the inputs, each with how many parts it was taken apart into.
pub(super) fn bundles(report: &Report) -> BTreeMap<&str, usize> {
    let mut bundles: BTreeMap<&str, usize> = BTreeMap::new();
    let parts = report.inputs.iter();
    for bundle in parts.filter_map(|input| input.part_of.as_deref()) {
        *bundles.entry(bundle).or_default() += 1;
    }
    bundles
}

/// What was left out of folders, as one sentence; `None` where nothing was.
pub(crate) fn skipped(skipped: &Skipped) -> Option<String> {
    let mut parts = Vec::new();
    if skipped.files() > 0 {
        let mut part = format!(
            "{} skipped (--all-files lists them)",
            counted(skipped.files(), "other file")
        );
        let known: Vec<String> = [
            Kind::Kubernetes,
            Kind::Helm,
            Kind::GithubWorkflow,
            Kind::GitlabCi,
            Kind::Ansible,
        ]
        .into_iter()
        .filter_map(|kind| Some(format!("{} ({})", kind.title(), skipped.kinds.get(&kind)?)))
        .collect();
        if !known.is_empty() {
            part = format!("{part}, among them {}", known.join(", "));
        }
        parts.push(part);
    }
    if let Some(first) = skipped.links.first() {
        let more = if skipped.links.len() > 1 { ", …" } else { "" };
        parts.push(format!(
            "{} out of the folder not followed ({first}{more})",
            counted(skipped.links.len(), "link")
        ));
    }
    (!parts.is_empty()).then(|| parts.join("; "))
}

fn problems(page: &mut Page, telling: &Telling<'_>) {
    let mut listed: Vec<(&Input, &Located)> = telling
        .report
        .inputs
        .iter()
        .flat_map(|input| input.problems.iter().map(move |located| (input, located)))
        .filter(|(input, located)| !is_about_support(input, located))
        .collect();
    if listed.is_empty() {
        return;
    }
    // What costs most comes first: it is what must not be cut off.
    listed.sort_by_key(|(_, located)| std::cmp::Reverse(located.problem.effect));
    page.heading("Problems with files");
    let most = if telling.full {
        listed.len()
    } else {
        MOST_PROBLEMS
    };
    for (input, located) in listed.iter().take(most) {
        let (mark, style) = match located.problem.effect {
            Effect::Unreadable => ("✗", FAULT),
            Effect::Partial => ("!", WARNING),
            Effect::Note => ("·", DIM),
        };
        let place = located.region.map_or_else(String::new, |region| {
            format!(":{}:{}", region.start.line, region.start.column)
        });
        let words = format!("{}{place}: {}", input.name, located.problem.message);
        let first = format!("  {style}{mark}{style:#} ");
        page.wrapped(&first, "    ", &visible(&words));
    }
    if listed.len() > most {
        let more = counted(listed.len() - most, "more problem");
        page.styled(
            "    ",
            "    ",
            DIM,
            &format!("and {more}; --full lists all"),
        );
    }
}

/// Whether a note only says that files of this kind are not checked, which is told once a kind.
fn is_about_support(input: &Input, located: &Located) -> bool {
    input.kind.support() == Support::Recognised
        && located.problem.effect == Effect::Note
        && located.region.is_none()
}

fn unchecked(page: &mut Page, telling: &Telling<'_>) {
    let mut by_kind: BTreeMap<(Support, Kind), Vec<&str>> = BTreeMap::new();
    for input in given(telling.report) {
        let is_unreadable = input
            .problems
            .iter()
            .any(|located| located.problem.effect == Effect::Unreadable);
        if input.kind.support() != Support::Checked && !is_unreadable {
            by_kind
                .entry((input.kind.support(), input.kind))
                .or_default()
                .push(&input.name);
        }
    }
    for (support, title) in [
        (Support::Recognised, "Recognised and not checked yet"),
        (Support::NotDocker, "Not Docker documents"),
    ] {
        let kinds: Vec<_> = by_kind
            .iter()
            .filter(|((of, _), _)| *of == support)
            .collect();
        if kinds.is_empty() {
            continue;
        }
        page.heading(title);
        for ((_, kind), names) in kinds {
            let most = if telling.full {
                names.len()
            } else {
                MOST_NAMES
            };
            let mut listed = names
                .iter()
                .take(most)
                .copied()
                .collect::<Vec<_>>()
                .join(", ");
            if names.len() > most {
                listed = format!("{listed} and {} more", names.len() - most);
            }
            let words = format!("{} ({}): {listed}", kind.title(), names.len());
            page.wrapped("  ", "    ", &visible(&words));
        }
    }
}
