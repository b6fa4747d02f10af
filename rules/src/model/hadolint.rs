//! hadolint's configuration file, as far as it says what a Dockerfile is judged by.
//!
//! What it leaves out is accepted in the Dockerfiles beside it and below, as if a comment in
//! each of them said so. Severities and output are the reader's choice here.

use super::suppression::{Fault, Names, Reach, Suppression, Tool};
use super::yaml::{self, Entry, Node};
use crate::artifact::{Effect, Problem};
use crate::span::Spanned;

/// More rules than hadolint has; those after them are not read.
const MOST: usize = 500;

/// What a configuration says.
#[derive(Clone, Debug, Default)]
pub struct Hadolint {
    /// The rules it leaves out, each as a request to be silent.
    pub ignored: Vec<Suppression>,
    /// Registries that images may come from.
    pub registries: Vec<String>,
    /// Labels and the formats of their values, as written.
    pub labels: Vec<(String, Spanned<String>)>,
    /// Whether there may be no other labels.
    pub only_these_labels: bool,
    /// What could not be read, or has no effect.
    pub problems: Vec<Problem>,
}

/// Reads a configuration as far as it goes.
pub fn read(text: &str) -> Hadolint {
    let document = yaml::parse(text);
    let mut config = Hadolint {
        problems: document.problems,
        ..Hadolint::default()
    };
    let root = document.documents.first();
    if let Some(node) = root.filter(|node| !node.is_mapping()) {
        let message = "A configuration of hadolint is a mapping";
        let problem = Problem::at(node.span, Effect::Partial, message);
        config.problems.push(problem);
    }
    for entry in root.map_or(&[][..], Node::entries) {
        config.take(entry);
    }
    config
}

impl Hadolint {
    fn take(&mut self, entry: &Entry) {
        match &*entry.key.value {
            "ignored" => {
                let names = self.list(entry);
                if names.len() > MOST {
                    let message = format!("Of the rules left out, {MOST} are read");
                    self.problem(entry, Effect::Partial, message);
                }
                self.ignored = names.into_iter().take(MOST).map(ignored).collect();
            }
            "trustedRegistries" => {
                let names = self.list(entry);
                self.registries = names.into_iter().map(|name| name.value).collect();
            }
            "label-schema" => {
                for label in entry.value.entries() {
                    let format = label.value.scalar().map_or("", |scalar| &*scalar.text);
                    let format = Spanned::new(format.to_owned(), label.value.span);
                    self.labels.push((label.key.value.to_string(), format));
                }
            }
            "strict-labels" => {
                let word = entry.value.scalar().map(|scalar| &*scalar.text);
                self.only_these_labels = word == Some("true");
            }
            other => {
                let message = format!("What {} sets has no effect here", yaml::quote(other));
                self.problem(entry, Effect::Note, message);
            }
        }
    }

    fn list(&mut self, entry: &Entry) -> Vec<Spanned<String>> {
        if !entry.value.is_sequence() {
            let message = format!("{} is a list", entry.key.value);
            self.problem(entry, Effect::Partial, message);
        }
        let items = entry.value.items().iter();
        let scalar = |item: &Node| Some(Spanned::new(item.scalar()?.text.to_string(), item.span));
        items.filter_map(scalar).collect()
    }

    fn problem(&mut self, entry: &Entry, effect: Effect, message: String) {
        let problem = Problem::at(entry.key.span, effect, message);
        self.problems.push(problem);
    }
}

fn ignored(name: Spanned<String>) -> Suppression {
    let is_empty = name.value.is_empty();
    Suppression {
        span: name.span,
        tool: Tool::Hadolint,
        names: Names::Only(vec![name.value]),
        reach: if is_empty {
            Err(Fault::NoName)
        } else {
            Ok(Reach::Folder)
        },
        owner: None,
        reason: None,
        expires: None,
        is_explained: false,
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn what_is_read_and_what_is_said_to_have_no_effect() {
        let text = "ignored: [DL3008, DL3002]\ntrustedRegistries:\n  - ghcr.io\nlabel-schema:\n  author: text\nstrict-labels: true\noverride:\n  error: [DL3001]\n";
        let config = read(text);
        let places: Vec<&str> = config.ignored.iter().map(|it| it.span.of(text)).collect();
        assert_eq!(places, ["DL3008", "DL3002"]);
        assert_eq!(config.registries, ["ghcr.io"]);
        assert_eq!(config.labels[0].0, "author");
        assert!(config.only_these_labels);
        let told: Vec<&str> = config
            .problems
            .iter()
            .map(|it| it.message.as_str())
            .collect();
        assert_eq!(told, ["What `override` sets has no effect here"]);
        assert_eq!(
            read("ignored: DL3008\n").problems[0].message,
            "ignored is a list"
        );
        assert_eq!(read("- DL3008\n").problems.len(), 1);
    }
}
