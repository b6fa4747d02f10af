//! Decides `container-user-nonroot`: the main process does not run as uid 0.
//!
//! A Dockerfile without `USER` is the matter of `image-user-set`. A service built from one
//! inherits its base image's user, which the file does not show: where the base image is not
//! well known, that is unknown and asks for its inspect.

use super::{Check, Decide, changes, image_user_set, service_edits, unsettled};
use crate::catalogue::container_user_nonroot::{
    BASE_STARTS_AS_ROOT, BASE_USER_UNKNOWN, CONTROL, GROUP_ALONE, IMAGE_DECIDES, ROOT_BY_DEFAULT,
    ROOT_NAMED, ROOT_STATED, USER_UNRESOLVED,
};
use crate::facts::{Build, Common, Composed, Fact, Need, Unknown};
use crate::finding::{Finding, Remedy, Verdict};
use crate::model::dockerfile::InstructionKind;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Mended(&Decide::Built(decide), mend),
};

fn decide(common: &Common, build: Option<&Build<'_>>) -> Verdict {
    match build {
        Some(build) if !sets_user(build) => Verdict::NotApplicable,
        Some(build) => match judge(common) {
            Verdict::Fail(findings) => {
                let mended = findings.into_iter().map(|finding| mended(build, finding));
                Verdict::Fail(mended.collect())
            }
            verdict => verdict,
        },
        None => judge(common),
    }
}

/// Whether the stage that ships, or one it is built from, sets a user.
fn sets_user(build: &Build<'_>) -> bool {
    build
        .shipped_backwards()
        .any(|step| !step.is_deferred && matches!(step.instruction.kind, InstructionKind::User(_)))
}

fn mended(build: &Build<'_>, finding: Finding) -> Finding {
    let is_windows = finding.arguments.iter().any(|(_, value)| {
        let name = value.split(':').next().unwrap_or_default();
        name.eq_ignore_ascii_case("ContainerAdministrator")
    });
    let draft = if is_windows {
        "ContainerUser"
    } else {
        image_user_set::DRAFT
    };
    match changes::insert_user(build, draft) {
        Some(edit) => finding.mended_by(Remedy::assisted(
            "Choose the user, and make sure that it can read and write what the program needs.",
            vec![edit],
        )),
        None => finding,
    }
}

fn mend(finding: Finding, service: Composed<'_>) -> Finding {
    service_edits::mended(
        finding,
        service,
        "Choose the user, and make sure that it can read and write what the program needs.",
        |site| site.set(&["user"], "1000:1000"),
    )
}

fn judge(common: &Common) -> Verdict {
    match &common.user {
        Fact::Stated { value, evidence } if value.user_part().is_empty() => {
            Finding::new(GROUP_ALONE)
                .with("user", &value.name)
                .at(*evidence)
                .fails()
        }
        Fact::Stated { value, evidence } if value.is_root() => match &value.base_image {
            Some(image) => Finding::new(BASE_STARTS_AS_ROOT)
                .with("image", image)
                .at(*evidence)
                .fails(),
            None if value.name == "root" => Finding::new(ROOT_NAMED).at(*evidence).fails(),
            None => Finding::new(ROOT_STATED)
                .with("user", &value.name)
                .at(*evidence)
                .fails(),
        },
        Fact::Default(value) if value.is_root() => Finding::new(ROOT_BY_DEFAULT).fails(),
        Fact::Stated { evidence, .. } => Verdict::Pass(Some(*evidence)),
        Fact::Default(_) => Verdict::Pass(None),
        Fact::Unknown(unknown) => image_decides(unknown),
    }
}

fn image_decides(unknown: &Unknown) -> Verdict {
    match &unknown.needs {
        Need::BaseImage(image) => Finding::new(BASE_USER_UNKNOWN)
            .with("image", image)
            .at_any(unknown.evidence)
            .leaves_unknown(),
        Need::Image(image) => Finding::new(IMAGE_DECIDES)
            .with("image", image)
            .at_any(unknown.evidence)
            .leaves_unknown(),
        Need::File(_) | Need::Source(_) | Need::Variables(_) | Need::Readable(_) | Need::Whole => {
            unsettled::verdict(unknown, USER_UNRESOLVED)
        }
    }
}
