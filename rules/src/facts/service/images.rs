//! The images a service takes from a registry.

use super::Deployed;
use crate::facts::{ImageReference, Listed};
use crate::model::compose::{Field, Pair, Setting};
use crate::model::yaml::Node;
use crate::span::Span;

/// The images the service takes from a registry; what it builds itself only gets a name.
pub(super) fn images(deployed: Deployed<'_>) -> Listed<ImageReference> {
    let service = deployed.composed.service;
    let mut named = Vec::new();
    if service.build().is_absent() || deployed.composed.ignores("build") {
        named.push(service.image());
    }
    named.extend(
        service
            .field(&["pre_start"])
            .list(|step| step.get("image").text()),
    );
    let mounts = service.field(&["volumes"]);
    let of_images = mounts
        .items()
        .filter(|mount| is_mapping(*mount) && names_image(*mount));
    named.extend(of_images.map(|mount| mount.get("source").text()));
    if !deployed.composed.ignores("build") && is_mapping(service.field(&["build"])) {
        let contexts = service.field(&["build", "additional_contexts"]).pairs();
        named.extend(contexts.into_iter().map(image_of_context));
    }
    let mut images = deployed
        .composed
        .list(named, |image| Some(ImageReference::new(image)));
    for image in &mut images.items {
        let written = deployed.composed.text(image.evidence);
        let written = image.evidence.span.map(|span| (span, span.of(written)));
        image.value.is_filled_in = written.is_some_and(|(_, text)| text.contains('$'));
        let literal = written.filter(|_| !image.value.is_filled_in);
        image.value.place = literal.and_then(|it| place_of(&image.value.text, it));
    }
    images
}

/// Where a reference stands at the end of what is written, quotes left out.
fn place_of(reference: &str, (span, written): (Span, &str)) -> Option<Span> {
    let inner = written.trim_end_matches(['"', '\'']);
    let before = inner.strip_suffix(reference)?;
    let start = span.start + before.len();
    Some(Span::new(start, start + reference.len()))
}

fn is_mapping(field: Field<'_>) -> bool {
    field.node().is_some_and(Node::is_mapping)
}

fn names_image(mount: Field<'_>) -> bool {
    mount
        .get("type")
        .text()
        .value()
        .is_some_and(|kind| kind == "image")
}

/// The image that stands in for a further build context; nothing where it is a folder.
fn image_of_context(context: Setting<Pair>) -> Setting<String> {
    context.and_then(|pair| match pair.value.value {
        Setting::Set(source) => match source.value.strip_prefix("docker-image://") {
            Some(image) => Setting::set(image.to_owned(), source.span),
            None => Setting::Absent,
        },
        // Where it leads is left open, and it seldom leads to an image.
        Setting::Absent | Setting::Unresolved { .. } | Setting::Malformed { .. } => Setting::Absent,
    })
}
