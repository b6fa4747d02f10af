//! The projects of a policy file: which compose files are merged, in which order.

use std::fmt::Write as _;

use super::settings::{items, list_text};
use super::{fault, quoted};
use crate::artifact::{Effect, Problem};
use crate::model::yaml::{Entry, Node};
use crate::policy::Composition;
use crate::project::Deployer;

/// Reads the list under `projects`.
pub(super) fn read(entry: &Entry, problems: &mut Vec<Problem>) -> Vec<Composition> {
    if !entry.value.is_sequence() {
        problems.push(fault(entry, "projects is a list, one entry a project"));
    }
    let one = |item| project(item, problems);
    entry.value.items().iter().filter_map(one).collect()
}

fn project(node: &Node, problems: &mut Vec<Problem>) -> Option<Composition> {
    let mut project = Composition::default();
    for entry in node.entries() {
        match &*entry.key.value {
            "files" => project.files = paths(entry, problems),
            "env_files" => project.env_files = Some(paths(entry, problems)),
            "profiles" => project.profiles = texts(entry, problems),
            "environment" => environment(entry, &mut project, problems),
            "deployer" => {
                let word = entry.value.scalar().map(|scalar| scalar.text.trim());
                project.deployer = word.and_then(Deployer::from_word);
                if project.deployer.is_none() {
                    problems.push(fault(entry, "deployer is compose or stack"));
                }
            }
            unknown => {
                let message = format!("A project has no key {}", quoted(unknown));
                problems.push(fault(entry, message));
            }
        }
    }
    if project.files.is_empty() {
        let message = "A project is a mapping with files, a list of compose files";
        problems.push(Problem::at(node.span, Effect::Partial, message));
        return None;
    }
    Some(project)
}

fn texts(entry: &Entry, problems: &mut Vec<Problem>) -> Vec<String> {
    let items = items(entry, problems).into_iter();
    items.map(|(text, _)| text).collect()
}

/// Paths as artifacts are named: with `/`, and without `./` before them.
fn paths(entry: &Entry, problems: &mut Vec<Problem>) -> Vec<String> {
    let texts = texts(entry, problems).into_iter();
    texts
        .map(|path| crate::artifact::plain_name(&path))
        .collect()
}

fn environment(entry: &Entry, project: &mut Composition, problems: &mut Vec<Problem>) {
    if !entry.value.is_mapping() {
        let message = "environment is a mapping from each variable to its value";
        problems.push(fault(entry, message));
    }
    for variable in entry.value.entries() {
        match variable.value.scalar() {
            Some(scalar) => {
                let name = variable.key.value.to_string();
                project.environment.insert(name, scalar.text.to_string());
            }
            None => problems.push(fault(variable, "The value of a variable is a single value")),
        }
    }
}

/// Writes the projects, in the form that is read.
pub(super) fn write(projects: &[Composition], text: &mut String) {
    if projects.is_empty() {
        return;
    }
    text.push_str("projects:\n");
    for project in projects {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "  - files: {}", list_text(&project.files));
        if let Some(env_files) = &project.env_files {
            let _ = writeln!(text, "    env_files: {}", list_text(env_files));
        }
        if !project.environment.is_empty() {
            text.push_str("    environment:\n");
            for (name, value) in &project.environment {
                let _ = writeln!(text, "      {}: {}", quoted(name), quoted(value));
            }
        }
        if let Some(deployer) = project.deployer {
            let _ = writeln!(text, "    deployer: {}", deployer.word());
        }
        if !project.profiles.is_empty() {
            let _ = writeln!(text, "    profiles: {}", list_text(&project.profiles));
        }
    }
}
