//! A command and what an engine made of it are judged alike.
//!
//! `inspected/commands.sh` ran under two releases of Docker on one host without `AppArmor` and with
//! version 1 of control groups; `inspected/engine-*.json` is what each showed of the containers
//! afterwards, without what no check reads. The older was given fewer of the commands, and the
//! newer a daemon whose own options bound the logs of every container.

use std::collections::{BTreeMap, BTreeSet};

use plimsoll_rules::catalogue::{CONTROLS, SubjectKind};
use plimsoll_rules::finding::Outcome;
use plimsoll_rules::{Artifact, Policy, assess, read};

/// What every container here runs, which decides what a command leaves open.
const IMAGE: &str = include_str!("inspected/images.json");
const COMMANDS: &str = include_str!("inspected/commands.sh");
const ENGINES: [(&str, &str); 2] = [
    ("20.10", include_str!("inspected/engine-20.10.json")),
    ("28.5", include_str!("inspected/engine-28.5.json")),
];

/// Where the two differ on purpose: the control, the container (`*` for any), and why.
const DIFFERENCES: &[(&str, &str, &str)] = &[
    (
        "container-logs-bounded",
        "*",
        "the daemon's own options are in every container, and in no command",
    ),
    (
        "host-cgroups-unshared",
        "*",
        "with version 1 of control groups an engine takes the host's by itself",
    ),
    (
        "host-system-unwritable",
        "volfrom",
        "the mounts of the other container are not looked up",
    ),
    (
        "mount-propagation-private",
        "vol-root",
        "an engine makes a mount of what holds its own folder rslave",
    ),
    (
        "published-ports-bound",
        "port-all-none",
        "no port is exposed, which the image alone tells",
    ),
];

/// What is wrong or open by container and control; the rest holds or does not apply.
fn judged(
    name: &str,
    text: &str,
    kind: SubjectKind,
) -> (BTreeSet<String>, BTreeMap<(String, String), Outcome>) {
    let artifact: Artifact = read(name, text.as_bytes());
    assert_eq!(artifact.problems, [], "{name} is read whole");
    let image = read("images.json", IMAGE.as_bytes());
    let report = assess(&[artifact, image], &Policy::default());
    let subjects = report.subjects.iter().filter(|it| it.kind == kind);
    let names: BTreeMap<&str, &str> = subjects.map(|it| (&*it.id, &*it.name)).collect();
    let mut judged = BTreeMap::new();
    for finding in &report.findings {
        let Some(container) = names.get(&*finding.subject) else {
            continue;
        };
        if matches!(finding.outcome, Outcome::Fail | Outcome::Unknown) {
            judged
                .entry(((*container).to_owned(), finding.control.id.to_owned()))
                .and_modify(|worst: &mut Outcome| *worst = finding.outcome.min(*worst))
                .or_insert(finding.outcome);
        }
    }
    let names = names.values().map(|name| (*name).to_owned());
    (names.collect(), judged)
}

#[test]
fn a_command_is_judged_as_the_container_it_makes() {
    let (commands, by_command) = judged("run.sh", COMMANDS, SubjectKind::Service);
    let mut differing = Vec::new();
    let mut met = BTreeSet::new();
    for (engine, text) in ENGINES {
        let (containers, by_container) = judged("inspect.json", text, SubjectKind::Container);
        assert!(containers.is_subset(&commands));
        let of_both = CONTROLS.iter().filter(|control| {
            [SubjectKind::Service, SubjectKind::Container]
                .iter()
                .all(|kind| control.subjects.contains(kind))
        });
        for control in of_both {
            for container in &containers {
                let matter = (container.clone(), control.id.to_owned());
                let (command, inspected) = (by_command.get(&matter), by_container.get(&matter));
                if command == inspected {
                    continue;
                }
                let expected = DIFFERENCES.iter().position(|(of, name, _)| {
                    *of == control.id && (*name == "*" || name == container)
                });
                match expected {
                    Some(position) => {
                        met.insert(position);
                    }
                    None => differing.push(format!(
                        "{engine}: {} of {container}: command {command:?}, inspect {inspected:?}",
                        control.id
                    )),
                }
            }
        }
    }
    assert_eq!(differing, [""; 0]);
    let gone = DIFFERENCES.iter().enumerate();
    let gone = gone.filter(|(position, _)| !met.contains(position));
    let gone: Vec<_> = gone.map(|(_, difference)| difference).collect();
    assert!(gone.is_empty(), "no longer different: {gone:?}");
}
