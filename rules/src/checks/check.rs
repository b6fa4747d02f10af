//! What a check is: a control, the facts it reads, and how it decides.

use super::daemon_settings::in_swarm;
use crate::catalogue::Control;
use crate::facts::{
    Build, Common, Composed, Daemon, Declared, ImageStep, Listed, Machine, Network, Picture,
    Running, Runtime, Seen, StoredConfig, Subject, Volume, Whole,
};
use crate::finding::{Finding, Verdict};

/// A decision procedure for one control.
#[derive(Debug)]
pub struct Check {
    /// The control this check decides.
    pub control: &'static Control,
    /// How it judges one subject.
    pub decide: Decide,
}

/// The facts a check reads: no I/O, no clock, no panic.
#[derive(Debug)]
pub enum Decide {
    /// What an image, a service and a container have.
    Common(fn(&Common) -> Verdict),
    /// What a service and a container have.
    Runtime(fn(&Runtime) -> Verdict),
    /// The same, for what Windows containers do not know.
    Linux(fn(&Runtime) -> Verdict),
    /// What a Dockerfile has.
    Build(fn(&Build<'_>) -> Verdict),
    /// What an image, a service and a container have, and what a Dockerfile adds to it.
    Built(fn(&Common, Option<&Build<'_>>) -> Verdict),
    /// What this decides; a change to the compose file is tried for what fails of a service.
    Mended(&'static Decide, Mend),
    /// What a compose project's service has.
    Service(fn(Composed<'_>) -> Verdict),
    /// What a network, volume, secret or config of a compose project has.
    Declaration(fn(Declared<'_>) -> Verdict),
    /// What a compose project has as a whole.
    Project(fn(Whole<'_>) -> Verdict),
    /// What a machine shows of itself.
    Machine(fn(&Machine) -> Verdict),
    /// What is known of a daemon.
    Daemon(fn(&Daemon) -> Verdict),
    /// What is known of a swarm, from a daemon that belongs to one.
    Swarm(fn(&Daemon) -> Verdict),
    /// What the engine shows of a network.
    Network(fn(&Network) -> Verdict),
    /// What the engine shows of a volume.
    Volume(fn(&Volume) -> Verdict),
    /// What the engine shows of an image.
    Picture(fn(&Picture) -> Verdict),
    /// The steps an image was made by, where something tells them.
    History(fn(&Listed<ImageStep>) -> Verdict),
    /// What a container does right now.
    Running(fn(&Running) -> Verdict),
    /// A config that a swarm keeps.
    Config(fn(&StoredConfig) -> Verdict),
    /// The first of these that says anything.
    First(&'static [Decide]),
    /// Nothing that a file shows: a person answers.
    Person,
}

/// Finds the change that would mend one failure of a service.
pub type Mend = fn(Finding, Composed<'_>) -> Finding;

impl Check {
    /// The verdict on one subject; `None` where the control is not about such a subject, or
    /// nothing but its name is known.
    pub fn judge(&self, subject: &Subject<'_>) -> Option<Verdict> {
        if !self.control.subjects.contains(&subject.kind) {
            return None;
        }
        if subject.exempt {
            return Some(Verdict::NotApplicable);
        }
        self.decide.on(subject)
    }
}

impl Decide {
    fn on(&self, subject: &Subject<'_>) -> Option<Verdict> {
        match *self {
            Self::Common(decide) => subject.common.as_deref().map(decide),
            Self::Runtime(decide) => subject.runtime.as_deref().map(decide),
            Self::Linux(decide) => subject.runtime.as_deref().map(|runtime| {
                if runtime.windows {
                    Verdict::NotApplicable
                } else {
                    decide(runtime)
                }
            }),
            Self::Built(decide) => {
                let common = subject.common.as_deref();
                common.map(|common| decide(common, subject.build.as_deref()))
            }
            Self::Build(decide) => subject.build.as_deref().map(|build| decide(build)),
            Self::Mended(decide, mend) => {
                let verdict = decide.on(subject)?;
                Some(match (verdict, subject.service) {
                    (Verdict::Fail(findings), Some(service)) => {
                        let mended = findings.into_iter().map(|it| mend(it, service));
                        Verdict::Fail(mended.collect())
                    }
                    (verdict, _) => verdict,
                })
            }
            Self::Service(decide) => subject.service.map(decide),
            Self::Declaration(decide) => subject.declaration.map(decide),
            Self::Project(decide) => subject.project.map(decide),
            Self::First(ways) => ways.iter().find_map(|way| way.on(subject)),
            Self::Person => None,
            Self::Machine(decide) => match subject.seen.as_deref() {
                Some(Seen::Machine(machine)) => Some(decide(machine)),
                _ => None,
            },
            Self::Daemon(decide) => match subject.seen.as_deref() {
                Some(Seen::Daemon(daemon)) => Some(decide(daemon)),
                _ => None,
            },
            Self::Swarm(decide) => match subject.seen.as_deref() {
                Some(Seen::Daemon(daemon)) => Some(in_swarm(daemon, decide)),
                _ => None,
            },
            Self::Network(decide) => match subject.seen.as_deref() {
                Some(Seen::Network(network)) => Some(decide(network)),
                _ => None,
            },
            Self::Volume(decide) => match subject.seen.as_deref() {
                Some(Seen::Volume(volume)) => Some(decide(volume)),
                _ => None,
            },
            Self::Picture(decide) => match subject.seen.as_deref() {
                Some(Seen::Picture(picture)) => Some(decide(picture)),
                _ => None,
            },
            Self::History(decide) => match subject.seen.as_deref() {
                Some(Seen::Picture(picture)) => picture.steps.as_ref().map(decide),
                _ => None,
            },
            Self::Running(decide) => match subject.seen.as_deref() {
                Some(Seen::Running(running)) => Some(decide(running)),
                _ => None,
            },
            Self::Config(decide) => match subject.seen.as_deref() {
                Some(Seen::Config(config)) => Some(decide(config)),
                _ => None,
            },
        }
    }
}
