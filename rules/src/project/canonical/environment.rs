//! Environment and labels of a service, with what its files add to them.

use serde_json::{Map, Value};

use super::Form;
use super::object::pairs;
use crate::artifact::Artifact;
use crate::model::compose::{Environment, Service, Setting};
use crate::model::dotenv;
use crate::project::{path, variables_in};
use crate::span::Span;

/// `environment` over what the service's files hold, later files first.
pub(super) fn variables(form: &Form<'_>, service: &Service) -> Map<String, Value> {
    let known = environment(form, service.name.span);
    let mut held = Environment::new();
    for file in service.env_files().iter().filter_map(settled) {
        let (file, span) = file;
        let Some(artifact) = find(form, span, &file.path) else {
            continue;
        };
        let read = if file.is_raw {
            dotenv::read_raw(&artifact.text)
        } else {
            variables_in(artifact).into_owned()
        };
        for pair in read.pairs(&known, &held) {
            let pair = pair.value;
            let value = match pair.value {
                Setting::Set(value) => value.value,
                // What nobody sets is empty in Compose's eyes.
                Setting::Absent | Setting::Unresolved { .. } | Setting::Malformed { .. } => {
                    known.get(&pair.key.value).cloned().unwrap_or_default()
                }
            };
            held.insert(pair.key.value, value);
        }
    }
    let mut map = Map::new();
    map.extend(
        held.into_iter()
            .map(|(key, value)| (key, Value::String(value))),
    );
    let stated = pairs(&service.environment(), |key| {
        let value = known.get(key).cloned();
        Some(value.map_or(Value::Null, Value::String))
    });
    map.extend(stated);
    map
}

/// `labels` over what the service's files of labels hold.
pub(super) fn labels(form: &Form<'_>, service: &Service) -> Map<String, Value> {
    let known = environment(form, service.name.span);
    let mut map = Map::new();
    for file in service.label_files().iter().filter_map(settled) {
        let (file, span) = file;
        if let Some(artifact) = find(form, span, file) {
            let held = variables_in(artifact).environment(&known, Environment::new());
            map.extend(
                held.into_iter()
                    .map(|(key, value)| (key, Value::String(value))),
            );
        }
    }
    map.extend(pairs(&service.labels(), |_| {
        Some(Value::String(String::new()))
    }));
    map
}

fn settled<T>(setting: &Setting<T>) -> Option<(&T, Span)> {
    Some((setting.value()?, setting.span()?))
}

/// The variables that values at a place are filled in from.
fn environment(form: &Form<'_>, span: Span) -> Environment {
    let source = form.scope.sources.at(span);
    source.map_or_else(Environment::new, |it| (*it.origin.environment).clone())
}

fn find<'a>(form: &Form<'a>, span: Span, file: &str) -> Option<&'a Artifact> {
    let path = path::resolved(form.project.folder_at(span), file);
    form.artifacts
        .iter()
        .find(|artifact| *artifact.name == *path)
}
