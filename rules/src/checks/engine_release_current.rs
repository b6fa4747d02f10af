//! Decides `engine-release-current`: engine, containerd and runc have the known fixes.
//!
//! What has fixes is a list with a date, which every reason tells. A distribution's own build
//! may hold fixes that its number does not show, so its notes decide.

use jiff::civil::Date;

use super::{Check, Decide, unsettled};
use crate::catalogue::engine_release_current::{
    CONTROL, FIXES_MISSING, FLAW_UNFIXED, LINE_ENDED, LINE_FORGOTTEN, PACKAGER_PATCHES,
    RELEASE_NEWER, RELEASE_UNFAMILIAR, RELEASES_MIXED,
};
use crate::catalogue::engine_releases::{Program, Standing, engine, program};
use crate::facts::{Daemon, Fact};
use crate::finding::{Evidence, Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Daemon(decide),
};

/// What a distribution writes into the release of its own builds; containerd says that it does not
/// know its release where it was not built from its own repository.
const DISTRIBUTIONS: [&str; 8] = [
    "dfsg", "ubuntu", "+deb", "azure", "amzn", "+ds", "~ds", "+unknown",
];

fn decide(daemon: &Daemon) -> Verdict {
    let mut told = Told {
        today: daemon.today,
        failures: Vec::new(),
        unknown: Vec::new(),
    };
    match &daemon.release {
        Fact::Stated { value, .. } | Fact::Default(value) => {
            told.judge(engine(), value, daemon.release.evidence());
        }
        Fact::Unknown(open) => told.unknown.push(unsettled::unseen_finding(open)),
    }
    for component in &daemon.components.items {
        let (name, release) = &component.value;
        // The engine is listed among its parts, and a commit's digits say nothing here.
        let part = program(name).filter(|part| Some(*part) != engine());
        if part.is_some_and(|part| part.standing(release, daemon.today).is_some()) {
            told.judge(part, release, Some(component.evidence));
        }
    }
    let open = unsettled::unseen_all(&daemon.components.unknown);
    told.unknown.extend(open);

    let nodes = &daemon.swarm.releases.items;
    let others = nodes.iter();
    for node in others.filter(|node| Some(&node.value) != daemon.release.value()) {
        told.judge(engine(), &node.value, Some(node.evidence));
    }
    if let [_, other, ..] = nodes.as_slice() {
        let releases: Vec<&str> = nodes.iter().map(|node| node.value.as_str()).collect();
        let finding = Finding::new(RELEASES_MIXED).with("releases", unsettled::listed(&releases));
        told.failures.push(finding.at(other.evidence));
    }
    told.unknown.dedup();
    let place = daemon.release.evidence();
    match Verdict::of_lists(told.failures, told.unknown) {
        Verdict::Pass(_) => Verdict::Pass(place),
        verdict => verdict,
    }
}

/// What was found so far.
struct Told {
    today: Option<Date>,
    failures: Vec<Finding>,
    unknown: Vec<Finding>,
}

impl Told {
    fn judge(&mut self, program: Option<&'static Program>, release: &str, place: Option<Evidence>) {
        let Some(program) = program else { return };
        let finding = |reason| {
            Finding::new(reason)
                .with("program", program.title)
                .with("release", release)
                .with("read", program.read)
                .at_any(place)
        };
        let failure = match program.standing(release, self.today) {
            Some(Standing::Current) => return,
            Some(Standing::Ended(day)) => finding(LINE_ENDED).with("day", day),
            Some(Standing::Forgotten) => finding(LINE_FORGOTTEN),
            Some(Standing::Lacking(fixed)) => finding(FIXES_MISSING).with("fixed", fixed),
            Some(Standing::Unfixed(flaw)) => finding(FLAW_UNFIXED).with("flaw", flaw),
            Some(Standing::Packaged(packagers)) => {
                let open = finding(PACKAGER_PATCHES).with("packager", packagers);
                return self.unknown.push(open);
            }
            Some(Standing::Newer) => return self.unknown.push(finding(RELEASE_NEWER)),
            None => return self.unknown.push(finding(RELEASE_UNFAMILIAR)),
        };
        if DISTRIBUTIONS.iter().any(|mark| release.contains(mark)) {
            let open = finding(PACKAGER_PATCHES).with("packager", "the host’s distribution");
            self.unknown.push(open);
        } else {
            self.failures.push(failure);
        }
    }
}
