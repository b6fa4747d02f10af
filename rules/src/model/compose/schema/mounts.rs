//! Where a service's mounts go, and short mounts that Compose takes for something else.

use std::collections::BTreeMap;

use super::FaultKind;
use super::collect::Faults;
use super::services::{Place, Service};
use crate::model::compose::clean;
use crate::model::compose::setting::Setting;
use crate::model::compose::volume::{self, Volume, VolumeKind};
use crate::model::yaml::{Node, quote};
use crate::span::Span;

/// Lists mounts that miss a part or go where another goes, and short forms that are misread.
pub(super) fn check(services: &[Service<'_>], faults: &mut Faults) {
    for service in services {
        let mut mounts = temporary(service);
        for (item, mount) in service.field(&["volumes"]).items().enumerate() {
            let place = Place {
                keys: &["volumes"],
                item: Some(item),
            };
            let Some(node) = mount.node() else { continue };
            if node.is_mapping() {
                let is_bind = mount
                    .get("type")
                    .text()
                    .value()
                    .is_some_and(|it| it == "bind");
                if is_bind && !mount.get("source").is_stated() {
                    let kind = FaultKind::Missing { key: "source" };
                    let problem = "a mount of the host needs its `source`";
                    service.refuse(faults, node.span, place, kind, problem);
                }
                if let Setting::Set(target) = mount.get("target").text() {
                    mounts.push(Mount::long(item, &target.value, node));
                }
            } else if let Setting::Set(text) = mount.text()
                && let Ok(volume) = volume::short(&text.value)
            {
                misread(service, &text.value, &volume, node.span, place, faults);
                dropped(service, &text.value, node.span, place, faults);
                mounts.push(Mount::short(item, &volume.target, node));
            }
        }
        twice(service, mounts, faults);
    }
}

/// A place in the container where something is mounted.
struct Mount {
    keys: &'static [&'static str],
    item: usize,
    span: Span,
    /// The place as Compose knows it in turn: what it drops earlier mounts by, first as it is
    /// written, then in long form, and what it then compares.
    written: String,
    expanded: String,
    clean: String,
}

impl Mount {
    fn long(item: usize, target: &str, node: &Node) -> Self {
        Self {
            keys: &["volumes"],
            item,
            span: node.span,
            written: target.to_owned(),
            expanded: target.to_owned(),
            clean: clean(target),
        }
    }

    fn short(item: usize, target: &str, node: &Node) -> Self {
        Self {
            expanded: clean(target),
            ..Self::long(item, target, node)
        }
    }
}

/// `tmpfs`, which Compose compares as it is written.
fn temporary(service: &Service<'_>) -> Vec<Mount> {
    let field = service.field(&["tmpfs"]);
    let mut found = Vec::new();
    let mut push = |item: usize, text: &str, span: Span| {
        let key = text.split('=').next().unwrap_or_default();
        let place = text.split(':').next().unwrap_or_default();
        found.push(Mount {
            keys: &["tmpfs"],
            item,
            span,
            // What stands before `=` decides whether a later one takes the place of an earlier.
            written: format!("tmpfs {key}"),
            expanded: format!("tmpfs {key}"),
            clean: place.to_owned(),
        });
    };
    if let (Some(node), Setting::Set(text)) = (field.node(), field.text()) {
        push(0, &text.value, node.span);
    }
    for (item, field, text) in service.texts(&["tmpfs"]) {
        push(
            item,
            &text,
            field.node().map_or_else(Span::default, |node| node.span),
        );
    }
    found
}

/// Of mounts with one place the last counts, but only where Compose sees that they are the same.
fn twice(service: &Service<'_>, mounts: Vec<Mount>, faults: &mut Faults) {
    let mounts = last_of_each(mounts, |mount| &mount.written);
    let mounts = last_of_each(mounts, |mount| &mount.expanded);
    let mut met: BTreeMap<&str, &Mount> = BTreeMap::new();
    for mount in &mounts {
        if met.insert(&mount.clean, mount).is_some() {
            let problem = format!("something else is mounted at {}, too", quote(&mount.clean));
            let place = Place {
                keys: mount.keys,
                item: Some(mount.item),
            };
            service.refuse(faults, mount.span, place, FaultKind::Conflict, problem);
        }
    }
}

fn last_of_each(mounts: Vec<Mount>, key: impl Fn(&Mount) -> &String) -> Vec<Mount> {
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut kept: Vec<Mount> = Vec::new();
    for mount in mounts {
        let place = *places.entry(key(&mount).clone()).or_insert(kept.len());
        match kept.get_mut(place) {
            Some(earlier) => *earlier = mount,
            None => kept.push(mount),
        }
    }
    kept
}

/// `v:/data`: a single letter is a Windows drive, so no volume of that name is mounted.
fn misread(
    service: &Service<'_>,
    text: &str,
    volume: &Volume,
    span: Span,
    place: Place<'_>,
    faults: &mut Faults,
) {
    let Some((letter, rest)) = text.split_once(':') else {
        return;
    };
    let is_letter = letter.len() == 1 && letter.starts_with(|c: char| c.is_ascii_alphabetic());
    let is_meant = match volume.kind {
        VolumeKind::Anonymous => true,
        // `v:/data:ro` mounts `v:/data` at `ro`.
        VolumeKind::Bind => !volume.target.contains(['/', '\\']),
        VolumeKind::Volume
        | VolumeKind::Tmpfs
        | VolumeKind::Npipe
        | VolumeKind::Cluster
        | VolumeKind::Image => false,
    };
    if is_letter && rest.starts_with('/') && is_meant {
        let sentence = format!(
            "Compose takes {} for a Windows drive, so the service {} gets no volume of that name",
            quote(&format!("{letter}:")),
            quote(service.name)
        );
        service.note(faults, span, place, FaultKind::Misread, sentence);
    }
}

/// Options that Compose drops, such as `readonly` for `ro`.
fn dropped(service: &Service<'_>, text: &str, span: Span, place: Place<'_>, faults: &mut Faults) {
    const KNOWN: [&str; 14] = [
        "ro",
        "rw",
        "nocopy",
        "z",
        "Z",
        "private",
        "rprivate",
        "shared",
        "rshared",
        "slave",
        "rslave",
        // Older versions read these three; they changed nothing about who may write.
        "cached",
        "consistent",
        "delegated",
    ];
    let Some(options) = volume::options(text) else {
        return;
    };
    for option in options.split(',').filter(|option| !KNOWN.contains(option)) {
        let sentence = format!(
            "Compose drops the option {} of a mount of the service {}: it knows none of that name",
            quote(option),
            quote(service.name)
        );
        service.note(faults, span, place, FaultKind::Dropped, sentence);
    }
}
