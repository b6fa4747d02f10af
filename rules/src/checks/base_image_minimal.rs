//! Decides `base-image-minimal`: the image that ships is built on a small one.

use super::{Check, Decide, unsettled};
use crate::catalogue::base_image_minimal::{
    BASE_FULL, BASE_UNLISTED, BASE_UNRESOLVED, BASE_WHOLE, CONTROL,
};
use crate::catalogue::base_variants::{Size, variants_of};
use crate::facts::{Build, ImageReference, Need, Unknown};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let lineage = build.final_stage().map(|it| build.file().lineage(it));
    let Some(stage) = lineage.and_then(Iterator::last) else {
        return Verdict::NotApplicable;
    };
    let (base, evidence) = (&stage.base, build.at(stage.base.image.span));
    if base.is_scratch() {
        return Verdict::Pass(Some(evidence));
    }
    if !base.resolved.is_settled() {
        let unknown = Unknown {
            needs: Need::Variables(base.resolved.unresolved.clone()),
            evidence: Some(evidence),
        };
        return unsettled::verdict(&unknown, BASE_UNRESOLVED);
    }
    let image = ImageReference::new(&base.resolved.text);
    let Some(known) = variants_of(&image.repository) else {
        let finding = Finding::new(BASE_UNLISTED).with("image", &image);
        return finding.at(evidence).leaves_unknown();
    };
    if known.is_small(image.tag.as_deref()) {
        return Verdict::Pass(Some(evidence));
    }
    let finding = match known.size {
        Size::Small | Size::Varies => {
            Finding::new(BASE_FULL).with("variants", known.small.join(" or "))
        }
        Size::Whole => Finding::new(BASE_WHOLE),
    };
    finding.with("image", &image).at(evidence).fails()
}
