//! Decides `image-user-set`: the Dockerfile or a base known for it names a user.

use super::{Check, Decide, changes, switchers, unsettled};
use crate::catalogue::base_images;
use crate::catalogue::image_user_set::{
    BASE_MAY_SET_ONE, BASE_STARTS_AS_ROOT, BASE_UNRESOLVED, CONTROL, SWITCH_LEFT_TO_START,
    USER_UNSET, USER_UNSET_ON_BASE, USER_UNSET_ON_SCRATCH,
};
use crate::facts::{Build, Need, Unknown};
use crate::finding::{Finding, Remedy, Verdict};
use crate::model::dockerfile::InstructionKind;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

/// Words in names and tags of images that are made to start as another user.
const PROMISES: [&str; 8] = [
    "nonroot",
    "non-root",
    "rootless",
    "unprivileged",
    "distroless",
    "chainguard",
    "cgr.dev/",
    "chiseled",
];

/// The user whom the first draft of a remedy names; many images without accounts use it too.
pub(super) const DRAFT: &str = "65532:65532";

fn decide(build: &Build<'_>) -> Verdict {
    let stated = build.shipped_backwards().find(|step| {
        !step.is_deferred && matches!(step.instruction.kind, InstructionKind::User(_))
    });
    if let Some(step) = stated {
        return Verdict::Pass(Some(step.at(step.instruction.span)));
    }
    if build.file().instructions.is_empty() {
        return Verdict::NotApplicable;
    }
    let stage = build.final_stage();
    let Some(base) = stage.and_then(|stage| build.file().lineage(stage).last()) else {
        return unset(build, Finding::new(USER_UNSET));
    };
    let image = &base.base.resolved;
    let evidence = build.at(base.base.image.span);
    if !image.unresolved.is_empty() {
        let needs = Need::Variables(image.unresolved.clone());
        let unknown = Unknown {
            needs,
            evidence: Some(evidence),
        };
        return unsettled::verdict(&unknown, BASE_UNRESOLVED);
    }
    let name = &image.text;
    match base_images::user_of(name) {
        Some(known) if !known.is_root() => Verdict::Pass(Some(evidence)),
        None if promises_user(name) => Finding::new(BASE_MAY_SET_ONE)
            .with("image", name)
            .at(evidence)
            .leaves_unknown(),
        Some(_) | None if base.base.is_scratch() => {
            unset(build, Finding::new(USER_UNSET_ON_SCRATCH))
        }
        Some(_) | None if name.is_empty() => unset(build, Finding::new(USER_UNSET)),
        Some(_) => unset(build, Finding::new(BASE_STARTS_AS_ROOT).with("image", name)),
        None => unset(build, Finding::new(USER_UNSET_ON_BASE).with("image", name)),
    }
}

fn unset(build: &Build<'_>, finding: Finding) -> Verdict {
    let switcher = switchers::at_start(build).or_else(|| switchers::brought(build));
    if let Some(program) = switcher {
        // A program that switches users has to start as root, so a `USER` would break it.
        return Finding::new(SWITCH_LEFT_TO_START)
            .with("program", program)
            .fails();
    }
    // What starts as root is a place to look at too.
    let starts = build.shipped_backwards().filter(|step| {
        let kind = &step.instruction.kind;
        let is_start = matches!(
            kind,
            InstructionKind::Cmd(_) | InstructionKind::Entrypoint(_)
        );
        is_start && !step.is_deferred
    });
    let finding = starts.fold(finding, |finding, step| {
        finding.beside(step.instruction.span)
    });
    match changes::insert_user(build, DRAFT) {
        Some(edit) => finding.mended_by(Remedy::assisted(
            "Choose the user, and make sure that it can read and write what the program needs.",
            vec![edit],
        )),
        None => finding,
    }
    .fails()
}

fn promises_user(image: &str) -> bool {
    let image = image.to_ascii_lowercase();
    PROMISES.iter().any(|word| image.contains(word))
}
