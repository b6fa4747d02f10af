//! `docker run` commands, read as the services of a compose file.
//!
//! Commands are found in shell scripts, behind prompts, in the fences of Markdown and alone. What
//! their flags ask for becomes the tree that a compose file would have, so that everything behind
//! it reads one model. Every value keeps the place of the word that decides it.
//!
//! What a shell would only know at run time stays a variable. Nothing here knows defaults.

mod arguments;
mod command;
mod edition;
mod expansion;
mod flags;
mod lines;
mod mount;
mod names;
mod network;
mod paths;
mod piece;
mod prompt;
mod region;
mod service;
mod source;
mod tree;
mod values;
mod variables;

#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;

use crate::artifact::{Effect, Problem};
use crate::model::compose::{File, Form, Service, Setting};
use crate::model::yaml::quote;
use crate::sheet::Layout;
use crate::span::{Span, Spanned};

/// How many commands of one text are read.
const MOST: usize = 2_000;

/// The key under which a service says that every port its image exposes is published.
///
/// Compose has no such key, and leaves keys of this beginning alone.
pub const PUBLISHES_ALL: &str = "x-publish-all";

/// The key under which a service says that it names no network, so that Docker puts it on its
/// own default bridge; Compose would make a network for it.
pub const DEFAULT_BRIDGE: &str = "x-default-bridge";

/// Whether a text has a command that makes a container.
pub fn runs_containers(text: &str) -> bool {
    names_engine(text) && !command::all(text).commands.is_empty()
}

/// Reads the commands of a text as a file of which each container they make is a service.
///
/// Never fails: a command that cannot be read in full is read as far as it goes, with a problem
/// at its place.
pub fn read(text: &str) -> File {
    let mut found = if names_engine(text) {
        command::all(text)
    } else {
        command::Found::default()
    };
    let mut problems = Vec::new();
    if found.commands.len() > MOST {
        let message = format!("Only the first {MOST} commands that make a container are read");
        problems.push(Problem::whole(Effect::Partial, message));
        found.commands.truncate(MOST);
    }
    let mut names = names::Names::default();
    let mut services = tree::Map::default();
    for command in found.commands {
        let head = command.head;
        let read = service::read(command, &found.variables, &mut problems);
        if let Some((origin, service)) = read {
            let name = names.of(&origin);
            services.insert(&name, head, tree::Branch::Map(service));
        }
    }
    let mut documents = Vec::new();
    if services.is_empty() {
        let message = "No command in this text makes a container";
        problems.push(Problem::whole(Effect::Unreadable, message));
    } else {
        let start = Span::default();
        let mut root = tree::Map::default();
        root.insert("services", start, tree::Branch::Map(services));
        documents.push(root.node(start));
    }
    File {
        documents,
        form: Form::Run,
        layout: Layout::default(),
        length: text.len(),
        comments: found.comments,
        problems,
        repeated: Vec::new(),
    }
}

/// What of a command's service Docker takes no value for.
pub(in crate::model) fn refused(service: &Service) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut note = |key: &str, malformed: Option<(Span, &String)>| {
        if let Some((span, problem)) = malformed {
            let name = quote(&service.name.value);
            let message = format!(
                "Docker refuses {} of the service {name}: {problem}",
                quote(key)
            );
            problems.push(Problem::at(span, Effect::Partial, message));
        }
    };
    note("mem_limit", malformed(&service.mem_limit()));
    note("cpus", malformed(&service.cpus()));
    note("pids_limit", malformed(&service.pids_limit()));
    for port in &service.ports() {
        note("ports", malformed(port));
    }
    for volume in &service.volumes() {
        note("volumes", malformed(volume));
    }
    for device in &service.devices() {
        note("devices", malformed(device));
    }
    problems
}

fn malformed<T>(setting: &Setting<T>) -> Option<(Span, &String)> {
    match setting {
        Setting::Malformed { span, problem } => Some((*span, problem)),
        Setting::Absent | Setting::Set(_) | Setting::Unresolved { .. } => None,
    }
}

/// Whether a container engine is named at all; most texts are let go here.
fn names_engine(text: &str) -> bool {
    edition::ENGINES.iter().any(|engine| text.contains(engine)) || edition::names_engine(text)
}

/// A comment line without its `#`.
type Comment = Spanned<String>;
