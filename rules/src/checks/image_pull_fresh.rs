//! Decides `image-pull-fresh`: an image whose tag moves is pulled again.
//!
//! A tag that is fixed, or a digest, names the same image whenever it is pulled.

use super::{Check, Decide, unsettled};
use crate::catalogue::image_pull_fresh::{CONTROL, POLICY_KEEPS, POLICY_UNRESOLVED, PULLED_ONCE};
use crate::facts::{Composed, Fact, ImageReference};
use crate::finding::{Finding, Verdict};
use crate::model::compose::Setting;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Service(decide),
};

fn decide(composed: Composed<'_>) -> Verdict {
    let service = composed.service;
    // A stack looks the tag up at each deployment, and what is built is not pulled.
    if composed.ignores("build") || !service.build().is_absent() {
        return Verdict::NotApplicable;
    }
    let Setting::Set(named) = service.image() else {
        return Verdict::NotApplicable;
    };
    let image = ImageReference::new(&named.value);
    let is_stated = image.is_tag_stated();
    let moves = is_stated == Some(false) || image.is_tag_moving() == Some(true);
    if !moves || image.is_pinned() == Some(true) {
        return Verdict::NotApplicable;
    }
    let policy = composed.fact(service.field(&["pull_policy"]).text(), Clone::clone);
    match policy {
        None | Some(Fact::Default(_)) => Finding::new(PULLED_ONCE)
            .with("image", &image)
            .at(composed.at(named.span))
            .fails(),
        Some(Fact::Stated { value, evidence }) if keeps(&value) => Finding::new(POLICY_KEEPS)
            .with("image", &image)
            .with("policy", value)
            .at(evidence)
            .fails(),
        Some(Fact::Stated { evidence, .. }) => Verdict::Pass(Some(evidence)),
        Some(Fact::Unknown(unknown)) => unsettled::verdict(&unknown, POLICY_UNRESOLVED),
    }
}

/// Whether a policy keeps the image that is there.
fn keeps(policy: &str) -> bool {
    matches!(policy, "missing" | "if_not_present" | "never")
}
