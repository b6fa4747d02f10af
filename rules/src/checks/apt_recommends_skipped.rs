//! Decides `apt-recommends-skipped`: apt installs what is asked for, and nothing that is only
//! recommended with it.

use super::package_edits::option_of;
use super::package_settings::{APT, Place, Setting, Settings};
use super::{Check, Decide};
use crate::catalogue::apt_recommends_skipped::{CONTROL, RECOMMENDS_INSTALLED, RECOMMENDS_OPEN};
use crate::facts::{Build, Call, PackageCall};
use crate::finding::{Finding, Remedy, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

const SETTING: Place = Place {
    paths: APT,
    key: "install-recommends",
    values: &["false", "0", "no", "off"],
};

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut unknown = Vec::new();
    let mut is_concerned = false;
    let settings = Settings::new(build, &SETTING);
    for (call, packages) in build.package_calls() {
        let is_install = packages.installs() && packages.sub_command != "build-dep";
        if !packages.manager.is_apt() || !is_install {
            continue;
        }
        is_concerned = true;
        if packages.skips_recommended {
            continue;
        }
        let here = call
            .step
            .at(packages.sub_command_at.unwrap_or(packages.span));
        let open = match settings.at(&call) {
            Setting::Stated => continue,
            Setting::Unseen(file, evidence) => Some((file, evidence)),
            Setting::Unstated => packages.open_options().map(|cause| (cause, here)),
        };
        match open {
            Some((cause, evidence)) => {
                let finding = Finding::new(RECOMMENDS_OPEN).with("command", packages.command());
                unknown.push(finding.with("cause", cause).at(evidence));
            }
            None => failures.push(failure(build, &call, packages).at(here)),
        }
    }
    Verdict::over(is_concerned, failures, unknown)
}

fn failure(build: &Build<'_>, call: &Call<'_>, packages: &PackageCall) -> Finding {
    let finding = Finding::new(RECOMMENDS_INSTALLED).with("command", packages.command());
    let option = match packages.manager {
        crate::facts::Manager::Aptitude => "--without-recommends",
        _ => "--no-install-recommends",
    };
    match option_of(build, call, packages, option) {
        Some(edit) => finding.mended_by(Remedy::assisted(
            "Packages that were only recommended go missing: name those that the image needs.",
            vec![edit],
        )),
        None => finding,
    }
}
