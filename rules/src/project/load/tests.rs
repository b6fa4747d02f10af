//! One test for each thing Compose does with several files, seen through the getters.

use std::sync::Arc;

use super::load;
use crate::artifact::kind::Kind;
use crate::artifact::{Artifact, read_as};
use crate::model::compose::{Environment, Service};
use crate::project::{Deployer, Group, Project};

mod documents;
mod extends;
mod include;
mod merge;
mod reset;
mod unique;

fn artifacts(files: &[(&str, &str)]) -> Vec<Artifact> {
    let read = |(name, text): &(&str, &str)| {
        let kind = match name.rsplit_once('.') {
            Some((_, "env")) => Kind::EnvFile,
            _ => Kind::Compose,
        };
        read_as(name, text.as_bytes(), kind)
    };
    files.iter().map(read).collect()
}

/// The project of the first so many files; the others are at hand.
fn project_of(files: &[(&str, &str)], count: usize, environment: Environment) -> Project {
    let group = Group {
        files: (0..count).collect(),
        environment: Arc::new(environment),
        env_files: Vec::new(),
        deployer: Deployer::Compose,
        notes: Vec::new(),
    };
    load(&artifacts(files), &group)
}

/// The project of all these texts, each merged over the one before it.
fn merged(texts: &[&str]) -> Project {
    let names = ["a.yaml", "b.yaml", "c.yaml"];
    let files: Vec<(&str, &str)> = names.into_iter().zip(texts.iter().copied()).collect();
    project_of(&files, files.len(), Environment::new())
}

/// The project of the first file, with the others at hand.
fn first_of(files: &[(&str, &str)]) -> Project {
    project_of(files, 1, Environment::new())
}

/// The service `w` of files that state only what is below it.
fn service(parts: &[&str]) -> Service {
    let texts: Vec<String> = parts
        .iter()
        .map(|part| {
            let lines = part.lines().map(|line| format!("    {line}\n"));
            format!("services:\n  w:\n{}", lines.collect::<String>())
        })
        .collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let project = merged(&texts);
    assert_eq!(project.problems, []);
    project.compose.service("w").unwrap().clone()
}

fn problems(project: &Project) -> Vec<(usize, &str)> {
    let problems = project.problems.iter();
    problems
        .map(|(artifact, problem)| (*artifact, problem.message.as_str()))
        .collect()
}

/// A value as JSON, to be compared in one line.
fn plain(node: Option<&crate::model::yaml::Node>) -> String {
    use crate::model::yaml::Value;
    let Some(node) = node else {
        return "nothing".to_owned();
    };
    let join = |parts: Vec<String>| parts.join(", ");
    match &node.value {
        Value::Scalar(_) if node.is_null() => "null".to_owned(),
        Value::Scalar(scalar) => scalar.text.to_string(),
        Value::Sequence(items) => {
            format!(
                "[{}]",
                join(items.iter().map(|it| plain(Some(it))).collect())
            )
        }
        Value::Mapping(entries) => {
            let entry = |it: &crate::model::yaml::Entry| {
                format!("{}: {}", it.key.value, plain(Some(&it.value)))
            };
            format!("{{{}}}", join(entries.iter().map(entry).collect()))
        }
        Value::Unreadable => "unreadable".to_owned(),
    }
}

/// What stands at a path of keys of the merged service `w`.
fn at(parts: &[&str], path: &[&str]) -> String {
    plain(service(parts).node.at(path))
}
