//! What the checks of `extra_hosts` share: names with the addresses they are given.

use crate::facts::{Composed, Listed};
use crate::model::compose::{Field, Setting};
use crate::model::yaml::Node;
use crate::span::Span;

/// A name and the address it is given.
#[derive(Clone)]
pub(super) struct Pinned {
    pub(super) name: String,
    pub(super) address: String,
}

/// Every name that a service and the build of its image are given an address for.
pub(super) fn all(composed: Composed<'_>) -> Listed<Pinned> {
    let mut stated = read(composed.service.field(&["extra_hosts"]));
    let build = composed.service.field(&["build"]);
    if build.node().is_some_and(Node::is_mapping) && !composed.ignores("build") {
        stated.extend(read(build.get("extra_hosts")));
    }
    composed.list(stated, |pinned| Some(pinned.clone()))
}

fn read(field: Field<'_>) -> Vec<Setting<Pinned>> {
    match field.mapping() {
        Setting::Set(entries) => {
            let names = entries.value.iter().map(|entry| &*entry.key.value);
            let pinned = names.flat_map(|name| {
                let addresses = field.get(name).text_or_texts().into_iter();
                addresses.map(move |address| address.map(|address| pinned(name, &address)))
            });
            pinned.collect()
        }
        Setting::Absent => Vec::new(),
        Setting::Unresolved { .. } | Setting::Malformed { .. } => {
            let lines = field.texts().into_iter();
            lines
                .map(|line| line.and_then(|line| from_line(&line.value, line.span)))
                .collect()
        }
    }
}

fn from_line(line: &str, span: Span) -> Setting<Pinned> {
    // An address of version 6 has colons of its own, so the sign that cannot be one goes first.
    let parts = line.split_once('=').or_else(|| line.split_once(':'));
    match parts {
        Some((name, address)) => Setting::set(pinned(name, address), span),
        None => Setting::malformed(span, "an extra host is a name and its address"),
    }
}

fn pinned(name: &str, address: &str) -> Pinned {
    let address = address.trim().trim_start_matches('[').trim_end_matches(']');
    Pinned {
        name: name.trim().to_ascii_lowercase(),
        address: address.to_owned(),
    }
}
