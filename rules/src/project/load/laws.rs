//! What holds whatever the files say.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::Arc;

use proptest::prelude::*;

use super::load;
use crate::artifact::kind::Kind;
use crate::artifact::{Artifact, Effect, read_as};
use crate::model::compose::{Environment, Service, Setting};
use crate::model::yaml::{MAX_BROUGHT, Node, Value};
use crate::project::{Deployer, Group, Project};
use crate::span::Span;

const NAMES: [&str; 3] = ["a.yaml", "b.yaml", "sub/c.yaml"];

const KEYS: &str = "image|build|user|privileged|ports|volumes|environment|labels|healthcheck|\
                    deploy|command|cap_add|devices|env_file|networks|depends_on|logging|ulimits|\
                    extra_hosts|dns|tmpfs|secrets|<<";

const VALUES: &str = "|a|é|\\[\\]|\\{\\}|\\[a, b\\]|\\[A=1, \"B=\\$X\"\\]|\\{A: 1, é: \\$X\\}|\\[\"80:80\", 81\\]|\
                      \\[\"8080-8082:80-82\", \"8081:81\"\\]|\\[\"vol:/a\", \"\\$\\{X:-b:c\\}:/a\"\\]|\
                      \\[\\{target: 80\\}, \\{source: x\\}\\]|!reset null|!override \\[c\\]|!reset|\\*a|&a \\{A: 2\\}|\
                      \\{test: x, retries: 1\\}|\\[\\[x\\], \\{y: \\[z\\]\\}\\]|\"un|: :";

const EXTENDS: &str = "|v|w|u|\\{service: v\\}|\\{file: b\\.yaml, service: w\\}|\\{file: sub/c\\.yaml, service: v\\}|\
                       \\{file: \\.\\./a\\.yaml, service: u\\}|\\{file: gone\\.yaml, service: v\\}|\\$X|\\[\\]";

const INCLUDE: &str = "|include: \\[b\\.yaml\\]\n|include: \\[\\{path: \\[sub/c\\.yaml, b\\.yaml\\], project_directory: sub\\}\\]\n|\
                       include: \\[\\.\\./a\\.yaml, a\\.yaml, gone\\.yaml\\]\n|include: x\n|include: \\[\\[\\], \\{\\}, \\$X\\]\n";

/// A text with services that may build on any others.
fn text() -> impl Strategy<Value = String> {
    let service = (
        "v|w|u",
        EXTENDS,
        proptest::collection::vec((KEYS, VALUES), 0..5),
    );
    let services = proptest::collection::vec(service, 0..4);
    (
        INCLUDE,
        services,
        "|---\nservices: \\{w: \\{user: \"1\"\\}\\}\n|v: \\{image: a\\}\n",
    )
        .prop_map(|(include, services, rest)| {
            let mut text = format!("{include}services:\n");
            for (name, extends, keys) in services {
                writeln!(text, "  {name}:\n    restart: always").unwrap();
                if !extends.is_empty() {
                    writeln!(text, "    extends: {extends}").unwrap();
                }
                for (key, value) in keys {
                    writeln!(text, "    {key}: {value}").unwrap();
                }
            }
            text + &rest
        })
}

fn artifacts(texts: &[String]) -> Vec<Artifact> {
    let files = NAMES.iter().zip(texts);
    files
        .map(|(name, text)| read_as(name, text.as_bytes(), Kind::Compose))
        .collect()
}

fn project(artifacts: &[Artifact], files: usize) -> Project {
    let group = Group {
        files: (0..files).collect(),
        environment: Arc::new(Environment::from([("Y".to_owned(), "1".to_owned())])),
        env_files: Vec::new(),
        deployer: Deployer::Compose,
        notes: Vec::new(),
    };
    load(artifacts, &group)
}

struct Places<'p> {
    project: &'p Project,
    artifacts: &'p [Artifact],
}

impl Places<'_> {
    fn span(&self, span: Span) -> Result<(), TestCaseError> {
        let (artifact, span) = self.project.compose.scope.sources.locate(span);
        let text = &self.artifacts[artifact].text;
        prop_assert!(
            text.get(span.start..span.end).is_some(),
            "{span:?} in {text:?}"
        );
        prop_assert!(self.project.artifacts.contains(&artifact));
        Ok(())
    }

    fn node(&self, node: &Node) -> Result<(), TestCaseError> {
        self.span(node.span)?;
        node.via.map_or(Ok(()), |via| self.span(via))?;
        match &node.value {
            Value::Mapping(entries) => {
                let mut keys = BTreeSet::new();
                for entry in entries.iter() {
                    prop_assert!(keys.insert(&entry.key.value), "{:?} twice", entry.key);
                    self.span(entry.key.span)?;
                    self.node(&entry.value)?;
                }
            }
            Value::Sequence(items) => items.iter().try_for_each(|item| self.node(item))?,
            Value::Scalar(_) | Value::Unreadable => {}
        }
        Ok(())
    }
}

fn check(texts: &[String], files: usize) -> Result<(), TestCaseError> {
    let artifacts = artifacts(texts);
    let project = project(&artifacts, files.min(artifacts.len()));
    let places = Places {
        project: &project,
        artifacts: &artifacts,
    };
    if !project.compose.root.is_null() {
        places.node(&project.compose.root)?;
    }
    for service in &project.compose.services {
        places.span(service.span)?;
        places.span(service.name.span)?;
    }
    for name in &project.compose.unset {
        places.span(name.span)?;
    }
    for (artifact, problem) in &project.problems {
        let text = &artifacts[*artifact].text;
        let fits = problem
            .span
            .is_none_or(|span| text.get(span.start..span.end).is_some());
        prop_assert!(fits, "{problem:?}");
        prop_assert!(!problem.message.ends_with('.') && !problem.message.contains('\n'));
    }
    for missing in &project.missing {
        prop_assert!(artifacts.iter().all(|it| *it.name != *missing.path));
    }
    Ok(())
}

/// What is read most, with its places.
fn read(service: &Service) -> String {
    format!(
        "{:?}",
        (
            (
                &service.name,
                service.image(),
                service.user(),
                service.privileged()
            ),
            (
                service.ports(),
                service.volumes(),
                service.environment(),
                service.labels()
            ),
            (
                service.command(),
                service.healthcheck(),
                service.cap_add(),
                service.devices()
            ),
            (service.build(), service.env_file(), service.is_whole),
        )
    )
}

/// The values alone, for what is merged value by value.
fn values(service: &Service) -> String {
    fn all<T: Clone>(settings: Vec<Setting<T>>) -> Vec<T> {
        let values = settings.into_iter().filter_map(|it| it.value().cloned());
        values.collect()
    }
    let pairs = |pairs| -> Vec<(String, Option<String>)> {
        let mut pairs: Vec<_> = all::<crate::model::compose::Pair>(pairs)
            .into_iter()
            .map(|pair| (pair.key.value, pair.value.value().cloned()))
            .collect();
        pairs.sort();
        pairs
    };
    format!(
        "{:?}",
        (
            service.image().value(),
            service.user().value(),
            all(service.ports()),
            all(service.volumes()),
            pairs(service.environment()),
            pairs(service.labels()),
            all(service.cap_add()),
            all(service.devices()),
        )
    )
}

proptest! {
    #[test]
    fn any_texts_are_merged(
        texts in proptest::collection::vec("(\\PC|\n|services:|  w: |- ){0,40}", 1..4),
    ) {
        check(&texts, 3)?;
    }

    #[test]
    fn any_files_are_loaded(texts in proptest::collection::vec(text(), 1..4), files in 1_usize..4) {
        check(&texts, files)?;
    }

    #[test]
    fn an_override_that_states_nothing_changes_nothing(text in text()) {
        let alone = project(&artifacts(std::slice::from_ref(&text)), 1);
        for nothing in ["services: {}\n", "services:\n", "x-y: 1\n"] {
            let both = project(&artifacts(&[text.clone(), nothing.to_owned()]), 2);
            let read = |project: &Project| project.compose.services.iter().map(read).collect::<Vec<_>>();
            // Files that include or extend the other one do not stand alone.
            if both.artifacts.len() == 2 && !text.contains("b.yaml") && !text.contains("gone.yaml") {
                prop_assert_eq!(read(&alone), read(&both), "{}", text);
            }
        }
    }

    #[test]
    fn a_file_over_itself_comes_to_the_same(text in text()) {
        let alone = project(&artifacts(std::slice::from_ref(&text)), 1);
        let is_sound = alone.problems.iter().all(|(_, it)| it.effect == Effect::Note);
        let is_read = artifacts(std::slice::from_ref(&text))[0].problems.is_empty();
        if is_sound && is_read && !text.contains("b.yaml") {
            let both = project(&artifacts(&[text.clone(), text.clone()]), 2);
            let values = |project: &Project| project.compose.services.iter().map(values).collect::<Vec<_>>();
            prop_assert_eq!(values(&alone), values(&both), "{}", text);
        }
    }
}

/// The project of the first files, in the time and the memory that a test has.
fn bounded(files: &[(String, String)], count: usize) -> Project {
    let read = |(name, text): &(String, String)| read_as(name, text.as_bytes(), Kind::Compose);
    let artifacts: Vec<Artifact> = files.iter().map(read).collect();
    let project = project(&artifacts, count);
    assert!(nodes(&project.compose.root) < 5 * MAX_BROUGHT);
    project
}

fn nodes(node: &Node) -> usize {
    1 + match &node.value {
        Value::Mapping(entries) => entries.iter().map(|entry| nodes(&entry.value)).sum(),
        Value::Sequence(items) => items.iter().map(nodes).sum::<usize>(),
        Value::Scalar(_) | Value::Unreadable => 0,
    }
}

fn is_told(project: &Project) -> bool {
    let mut problems = project.problems.iter();
    problems.any(|(_, problem)| problem.message.starts_with("The files come to more than"))
}

#[test]
fn a_long_chain_of_services_is_cut() {
    let mut text = "services:\n  s0: {image: a, security_opt: [a]}\n".to_owned();
    for number in 1..1500 {
        let before = number - 1;
        writeln!(
            text,
            "  s{number}: {{extends: s{before}, security_opt: [\"{number}\"]}}"
        )
        .unwrap();
    }
    for reversed in [false, true] {
        let text = if reversed {
            let mut lines: Vec<&str> = text.lines().collect();
            lines[1..].reverse();
            lines.join("\n") + "\n"
        } else {
            text.clone()
        };
        let project = bounded(&[("a.yaml".to_owned(), text)], 1);
        assert!(is_told(&project));
        assert!(project.compose.services.iter().all(|it| !it.is_whole));
    }
}

#[test]
fn services_that_each_extend_a_large_one_are_cut() {
    let mut text = "x: &x [a, b, c, d, e, f, g, h]\ny: &y [*x, *x, *x, *x, *x, *x, *x, *x]\nservices:\n  b:\n    image: a\n".to_owned();
    for number in 0..300 {
        writeln!(text, "    x-{number}: *y").unwrap();
    }
    for number in 0..300 {
        writeln!(text, "  s{number}: {{extends: b, user: c}}").unwrap();
    }
    bounded(&[("a.yaml".to_owned(), text)], 1);
}

#[test]
fn includes_that_double_are_taken_once() {
    let mut files = Vec::new();
    for number in 0..40 {
        let next = number + 1;
        let text = format!(
            "include: [f{next}.yaml, g{next}.yaml]\nservices: {{a{number}: {{image: a}}}}\n"
        );
        files.push((format!("f{number}.yaml"), text.clone()));
        files.push((format!("g{number}.yaml"), text.replace("{a", "{b")));
    }
    let project = bounded(&files, 1);
    assert!(project.compose.services.len() > 20);
}

#[test]
fn many_documents_are_bounded() {
    let text = (0..6_000).map(|number| format!("---\nservices: {{s{number}: {{image: a}}}}\n"));
    let project = bounded(&[("a.yaml".to_owned(), text.collect())], 1);
    assert!(is_told(&project));
}
