//! Decides the controls on Docker's enterprise edition, which no file read here shows: a person
//! answers them where the engine is of that edition, and elsewhere they do not apply.
//!
//! They differ in nothing but their texts, so they share this file.

use super::daemon_settings::settled;
use super::{Check, Decide};
use crate::catalogue::{
    Reason, enterprise_bundles_required, enterprise_certificates_external,
    enterprise_directory_used, enterprise_images_signed, enterprise_roles_configured,
    enterprise_sessions_limited, enterprise_sessions_short, registry_images_scanned,
};
use crate::facts::Daemon;
use crate::finding::{Finding, Verdict};

pub(super) static ENTERPRISE_BUNDLES_REQUIRED: Check = Check {
    control: &enterprise_bundles_required::CONTROL,
    decide: Decide::Daemon(|daemon| decide(daemon, enterprise_bundles_required::ANSWER_MISSING)),
};

pub(super) static ENTERPRISE_CERTIFICATES_EXTERNAL: Check = Check {
    control: &enterprise_certificates_external::CONTROL,
    decide: Decide::Daemon(|daemon| {
        decide(daemon, enterprise_certificates_external::ANSWER_MISSING)
    }),
};

pub(super) static ENTERPRISE_DIRECTORY_USED: Check = Check {
    control: &enterprise_directory_used::CONTROL,
    decide: Decide::Daemon(|daemon| decide(daemon, enterprise_directory_used::ANSWER_MISSING)),
};

pub(super) static ENTERPRISE_IMAGES_SIGNED: Check = Check {
    control: &enterprise_images_signed::CONTROL,
    decide: Decide::Daemon(|daemon| decide(daemon, enterprise_images_signed::ANSWER_MISSING)),
};

pub(super) static ENTERPRISE_ROLES_CONFIGURED: Check = Check {
    control: &enterprise_roles_configured::CONTROL,
    decide: Decide::Daemon(|daemon| decide(daemon, enterprise_roles_configured::ANSWER_MISSING)),
};

pub(super) static ENTERPRISE_SESSIONS_LIMITED: Check = Check {
    control: &enterprise_sessions_limited::CONTROL,
    decide: Decide::Daemon(|daemon| decide(daemon, enterprise_sessions_limited::ANSWER_MISSING)),
};

pub(super) static ENTERPRISE_SESSIONS_SHORT: Check = Check {
    control: &enterprise_sessions_short::CONTROL,
    decide: Decide::Daemon(|daemon| decide(daemon, enterprise_sessions_short::ANSWER_MISSING)),
};

pub(super) static REGISTRY_IMAGES_SCANNED: Check = Check {
    control: &registry_images_scanned::CONTROL,
    decide: Decide::Daemon(|daemon| decide(daemon, registry_images_scanned::ANSWER_MISSING)),
};

/// Releases of that edition are marked, as in `18.09.9-ee`.
fn decide(daemon: &Daemon, reason: &'static Reason) -> Verdict {
    match settled(&daemon.release) {
        Ok((release, place)) if release.contains("-ee") => {
            Finding::new(reason).at_any(place).leaves_unknown()
        }
        Ok(_) => Verdict::NotApplicable,
        Err(open) => open,
    }
}
