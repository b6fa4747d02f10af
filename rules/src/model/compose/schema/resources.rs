//! Volumes, networks, secrets and configs that say too much or too little.

use super::FaultKind;
use super::collect::Faults;
use super::path::Path;
use super::walk::is_reset;
use crate::model::compose::field::{Field, Scope};
use crate::model::compose::form::is_extension;
use crate::model::compose::setting::Setting;
use crate::model::yaml::{Entry, Node};

/// Lists declarations that contradict themselves or say nothing of where they come from.
pub(super) fn check(root: &Node, scope: &Scope, faults: &mut Faults) {
    for section in ["networks", "volumes", "secrets", "configs"] {
        let holder = root.get(section).filter(|it| !is_reset(it));
        let above = Path::ROOT.key(section);
        for entry in holder.map(Node::entries).unwrap_or_default() {
            if !entry.value.is_mapping() || is_reset(&entry.value) {
                continue;
            }
            let path = above.key(&entry.key.value);
            let field = Field::new(&entry.value, scope);
            let external = External::of(field);
            name(field, &path, faults);
            match section {
                "volumes" => volume(&entry.value, &external, &path, faults),
                "secrets" => {
                    let origins = ["file", "environment"];
                    let needs_one = external == External::No;
                    origin(entry, field, &origins, needs_one, &path, faults);
                }
                "configs" => {
                    let origins = ["file", "environment", "content"];
                    let needs_one = !field.get("external").is_stated();
                    origin(entry, field, &origins, needs_one, &path, faults);
                }
                _ => {}
            }
        }
    }
}

/// Whether something else makes what is declared.
#[derive(PartialEq, Eq)]
enum External {
    Yes,
    No,
    /// That depends on a variable, or cannot be read.
    Open,
}

impl External {
    fn of(field: Field<'_>) -> Self {
        let external = field.get("external");
        if external.node().is_some_and(Node::is_mapping) {
            return Self::Yes;
        }
        match external.boolean() {
            Setting::Set(stated) if stated.value => Self::Yes,
            Setting::Set(_) | Setting::Absent => Self::No,
            Setting::Unresolved { .. } | Setting::Malformed { .. } => Self::Open,
        }
    }
}

/// The name of something external may stand in two places.
fn name(field: Field<'_>, path: &Path<'_>, faults: &mut Faults) {
    let external = field.get("external");
    if !external.node().is_some_and(Node::is_mapping) {
        return;
    }
    if let Setting::Set(old) = external.get("name").text() {
        let path = path.key("external");
        let path = path.key("name");
        match field.get("name").text() {
            Setting::Set(name) if name.value != old.value => {
                let problem = "this is another name than `name` states";
                faults.refuse(old.span, &path, FaultKind::Conflict, problem);
            }
            Setting::Set(_)
            | Setting::Absent
            | Setting::Unresolved { .. }
            | Setting::Malformed { .. } => {
                let sentence = "Compose warns about `external.name`, which `name` has replaced";
                faults.note(old.span, &path, FaultKind::Obsolete, sentence);
            }
        }
    }
}

fn volume(node: &Node, external: &External, path: &Path<'_>, faults: &mut Faults) {
    if *external != External::Yes {
        return;
    }
    for entry in node.entries() {
        let key = &*entry.key.value;
        let goes_along = matches!(key, "name" | "external") || is_extension(key);
        if !goes_along && !is_reset(&entry.value) {
            let problem = format!("`external` and `{key}` exclude each other");
            let path = path.key(key);
            faults.refuse(entry.key.span, &path, FaultKind::Conflict, problem);
        }
    }
}

/// A secret or a config comes from one place.
fn origin(
    declared: &Entry,
    field: Field<'_>,
    origins: &[&'static str],
    needs_one: bool,
    path: &Path<'_>,
    faults: &mut Faults,
) {
    let mut stated = origins.iter().filter(|key| field.get(key).is_stated());
    match (stated.next(), stated.next()) {
        (Some(first), Some(second)) => {
            let problem = format!("`{first}` and `{second}` exclude each other");
            let span = field
                .get(second)
                .node()
                .map_or(declared.key.span, |it| it.span);
            let path = path.key(second);
            faults.refuse(span, &path, FaultKind::Conflict, problem);
        }
        (None, _) if needs_one => {
            let words: Vec<_> = origins.iter().map(|key| format!("`{key}`")).collect();
            let problem = format!("it needs one of {}", words.join(", "));
            let kind = FaultKind::Missing { key: "file" };
            faults.refuse(declared.key.span, path, kind, problem);
        }
        (None | Some(_), _) => {}
    }
}
