//! Decides `base-image-supported`: no stage is built on a release that gets no fixes any more.
//!
//! Stages that only build count: what they compile or copy over ends up in the image.

use super::{Check, Decide, unsettled};
use crate::catalogue::base_image_supported::{
    CONTROL, RELEASE_ENDED, RELEASE_UNLISTED, RELEASE_UNRESOLVED,
};
use crate::catalogue::base_releases::{Released, releases_of};
use crate::facts::{Build, ImageReference, Need, Unknown};
use crate::finding::{Edit, Finding, Remedy, Verdict};
use crate::model::dockerfile::Base;
use crate::span::Span;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut unknown = Vec::new();
    let mut is_concerned = false;
    for stage in &build.file().stages {
        let base = &stage.base;
        if base.of_stage.is_some() || base.is_scratch() || base.image.value.is_empty() {
            continue;
        }
        is_concerned = true;
        let image = ImageReference::new(&base.resolved.text);
        let tag = image.tag.as_deref();
        let is_by_digest_alone = tag.is_none() && image.digest.is_some();
        let releases = if image.repository.contains('$') || is_by_digest_alone {
            Vec::new()
        } else {
            releases_of(&image.repository, tag)
        };
        let evidence = build.at(base.image.span);
        let ended = releases.iter().find(|it| it.has_ended(build.today));
        // A variable at the end of a tag may change the number in front of it.
        if !base.resolved.is_settled() {
            let needs = Need::Variables(base.resolved.unresolved.clone());
            let evidence = Some(evidence);
            let open = Unknown { needs, evidence };
            unknown.push(unsettled::finding(&open, RELEASE_UNRESOLVED));
        } else if let Some(ended) = ended {
            failures.push(failure(build, base, &image, *ended));
        } else if releases.is_empty() {
            let finding = Finding::new(RELEASE_UNLISTED).with("image", &image);
            unknown.push(finding.at(evidence));
        }
    }
    Verdict::over(is_concerned, failures, unknown)
}

fn failure(build: &Build<'_>, base: &Base, image: &ImageReference, ended: Released) -> Finding {
    let ends = ended.release.ends.map(|day| day.to_string());
    let finding = Finding::new(RELEASE_ENDED)
        .with("image", image)
        .with("product", ended.product.name)
        .with("version", ended.release.version)
        .with("day", ends.unwrap_or_default())
        .at(build.at(base.image.span));
    let is_literal = base.image.span.of(build.text) == image.text;
    // A digest behind the tag would still name the old image.
    let Some(tag) = image
        .tag
        .as_ref()
        .filter(|_| is_literal && !image.text.contains('@'))
    else {
        return finding;
    };
    let start = base.image.span.start + image.repository.len() + 1;
    let place = Span::new(start, start + tag.len());
    finding.mended_by(Remedy::assisted(
        "Put a release that is supported, and that the build was tested with, in the place of \
         <TAG>.",
        vec![Edit::replace(place, "<TAG>")],
    ))
}
