//! A project in Compose's own long form, as `docker compose config --format json` prints it.
//!
//! It is made with the readings that verdicts rest on, so that a comparison with Compose's
//! output compares what is judged. Variables without a value are empty, as Compose takes them.

mod build;
mod declared;
mod deploy;
mod lists;
mod mounts;
mod object;
mod path;
mod service;
mod words;

use serde_json::{Map, Value};

use self::object::Object;
use self::path::Folder;
use super::Project;
use crate::artifact::Artifact;
use crate::model::compose::{Field, Scope, Unset};

/// Writes a project in long form.
///
/// `root` is the absolute path of the folder that the artifacts' names are seen from.
pub fn canonical(project: &Project, artifacts: &[Artifact], root: &str) -> Value {
    let compose = &project.compose;
    let scope = Scope {
        unset: Unset::Empty,
        ..compose.scope.clone()
    };
    let form = Form {
        project,
        artifacts,
        root,
        scope: &scope,
    };
    let mut services = Map::new();
    for service in &compose.services {
        let service = service.with_unset_empty();
        let name = service.name.value.clone();
        services.insert(name, service::written(&form, &service));
    }
    let mut whole = Object::default();
    whole.put("name", Value::String(form.name()));
    for (key, value) in declared::written(&form, &mut services) {
        if value.as_object().is_some_and(|it| !it.is_empty()) {
            whole.put(key, value);
        }
    }
    whole.put("services", Value::Object(services));
    for entry in compose.root.entries() {
        if entry.key.value.starts_with("x-") {
            let value = Field::new(&entry.value, &scope);
            whole.put(&entry.key.value, without_empty_lists(object::plain(&value)));
        }
    }
    escaped(whole.into_value())
}

/// The same value with null for every empty list, which is how Compose writes one where it
/// knows nothing of the key.
fn without_empty_lists(value: Value) -> Value {
    match value {
        Value::Array(items) if items.is_empty() => Value::Null,
        Value::Array(items) => Value::Array(items.into_iter().map(without_empty_lists).collect()),
        Value::Object(map) => {
            let members = map.into_iter();
            let members = members.map(|(key, value)| (key, without_empty_lists(value)));
            Value::Object(members.collect())
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value,
    }
}

/// The same value as a compose file would have to state it: `$` starts a variable there.
fn escaped(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(text.replace('$', "$$")),
        Value::Array(items) => Value::Array(items.into_iter().map(escaped).collect()),
        Value::Object(map) => {
            let members = map.into_iter().map(|(key, value)| (key, escaped(value)));
            Value::Object(members.collect())
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => value,
    }
}

/// What writing any part of a project takes.
struct Form<'a> {
    project: &'a Project,
    artifacts: &'a [Artifact],
    root: &'a str,
    scope: &'a Scope,
}

impl Form<'_> {
    /// The project's name: stated, or made of its folder's as Compose does.
    fn name(&self) -> String {
        let stated = Field::at(&self.project.compose.root, &["name"], self.scope).text();
        if let Some(name) = stated.value().filter(|name| !name.is_empty()) {
            return name.clone();
        }
        let folder = self.directory().0;
        let last = folder.rsplit('/').next().unwrap_or_default();
        let lower = last.to_lowercase();
        let kept = lower.chars().filter(|letter| {
            letter.is_ascii_lowercase() || letter.is_ascii_digit() || matches!(letter, '_' | '-')
        });
        let kept: String = kept.collect();
        kept.trim_start_matches(['_', '-']).to_owned()
    }

    /// The project's folder.
    fn directory(&self) -> Folder {
        let first = self.project.files.first();
        let first = first.and_then(|index| self.artifacts.get(*index));
        Folder::of_file(self.root, first.map_or("", |artifact| &*artifact.name))
    }

    /// The folder that a path at this place is seen from.
    fn folder(&self, _field: &Field<'_>) -> Folder {
        self.directory()
    }
}
