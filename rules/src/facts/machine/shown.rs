//! What was collected on a machine, as the conversion to facts takes it.

use crate::artifact::Artifact;
use crate::facts::{Need, Unknown};
use crate::finding::Evidence;
use crate::model::Model;
use crate::model::bundle::Outcome;
use crate::model::daemon_config::{DaemonConfig, Form};
use crate::model::docker_info::DockerInfo;
use crate::model::docker_version::DockerVersion;
use crate::model::host::Observation;
use crate::sorted::InOrder;
use crate::span::{Span, Spanned};

/// What shows a machine.
const BUNDLE: &str = "a bundle that the collector made on the host";
/// What shows what other accounts may not see.
pub(super) const AS_ROOT: &str = "a bundle that root made with the collector";

/// What is open where nobody looked.
pub(super) const fn nobody_looked() -> Unknown {
    Unknown {
        needs: Need::Source(BUNDLE),
        evidence: None,
    }
}

/// One command's output.
#[derive(Clone, Copy, Debug)]
pub(in crate::facts) struct Shown<'a> {
    /// Its key in the bundle, e.g. `stat` or `audit_file/etc/audit/audit.rules`.
    pub(in crate::facts) key: &'a str,
    /// How far the command got.
    pub(in crate::facts) outcome: Outcome,
    /// The artifact that holds the output.
    pub(in crate::facts) artifact: usize,
    /// What was read of it.
    pub(in crate::facts) observed: Option<&'a Observation>,
}

/// Everything that speaks of one machine, each with its artifact.
#[derive(Clone, Debug, Default)]
pub(in crate::facts) struct Shows<'a> {
    /// The outputs of the collector that are about the machine itself, `daemon_json` too.
    pub(in crate::facts) outputs: Vec<Shown<'a>>,
    /// What the daemon prints of itself.
    pub(in crate::facts) engine: Option<(usize, &'a DockerInfo)>,
    /// Which releases are there.
    pub(in crate::facts) release: Option<(usize, &'a DockerVersion)>,
    /// How the daemon is set up, what it was started with first.
    pub(in crate::facts) settings: Vec<(usize, &'a DaemonConfig)>,
    /// A run of docker-bench-security, with whether it states its totals.
    pub(in crate::facts) bench: Option<(bool, Evidence)>,
}

impl Shown<'_> {
    /// A place in the output.
    pub(super) const fn at(self, span: Span) -> Evidence {
        Evidence::at(self.artifact, span)
    }

    /// The output as a whole.
    pub(super) const fn whole(self) -> Evidence {
        Evidence {
            artifact: self.artifact,
            span: None,
        }
    }

    /// Claims that nothing of what it was to show is missing.
    pub(super) fn is_whole(self) -> bool {
        self.outcome == Outcome::Whole
    }

    /// What would show the rest.
    pub(super) const fn unknown(self) -> Unknown {
        Unknown {
            needs: Need::Source(AS_ROOT),
            evidence: Some(self.whole()),
        }
    }
}

impl<'a> Shows<'a> {
    /// What those among the artifacts say that speak of one machine.
    pub(in crate::facts) fn of(artifacts: &'a [Artifact], of_machine: &[usize]) -> Self {
        let mut shows = Self::default();
        let of_machine = of_machine.iter();
        for (index, artifact) in of_machine.filter_map(|at| Some((*at, artifacts.get(*at)?))) {
            let model = &*artifact.model;
            match model {
                Model::DockerInfo(engine) => {
                    shows.engine.get_or_insert((index, engine));
                }
                Model::DockerVersion(release) => {
                    shows.release.get_or_insert((index, release));
                }
                Model::DaemonConfig(settings) => shows.settings.push((index, settings)),
                Model::Bench(bench) => {
                    let run = bench.judged().map(|run| {
                        let total = run.score.as_ref().map_or(run.span, |score| score.span);
                        (run.is_complete(), Evidence::at(index, total))
                    });
                    // Of several the one that reached its end tells most.
                    if !shows.bench.is_some_and(|(is_complete, _)| is_complete) {
                        shows.bench = run.or(shows.bench);
                    }
                }
                _ => {}
            }
            if let Some(part) = &artifact.part_of {
                shows.outputs.push(Shown {
                    key: &part.key,
                    outcome: part.outcome,
                    artifact: index,
                    observed: match model {
                        Model::Host(observed) => Some(observed),
                        _ => None,
                    },
                });
            }
        }
        let is_file = |config: &DaemonConfig| config.form == Form::File;
        shows.settings.order_by_key(|(_, config)| is_file(config));
        shows
    }

    /// The output of this key.
    pub(super) fn output(&self, key: &str) -> Option<Shown<'a>> {
        self.outputs.iter().find(|it| it.key == key).copied()
    }

    /// The outputs whose keys begin with this word, in order.
    pub(super) fn family(&self, name: &str) -> impl Iterator<Item = Shown<'a>> {
        let is_of = move |key: &str| {
            let rest = key.strip_prefix(name);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        self.outputs.iter().filter(move |it| is_of(it.key)).copied()
    }

    /// A text of the daemon's settings, e.g. `tlscacert`.
    pub(super) fn setting(&self, key: &str) -> Option<(Spanned<String>, usize)> {
        self.settings.iter().find_map(|(artifact, settings)| {
            let text = settings.text(key);
            Some((text.stated()?.clone(), *artifact))
        })
    }

    /// A switch of the daemon's settings, e.g. `tlsverify`.
    pub(super) fn is_set(&self, key: &str) -> bool {
        let mut settings = self.settings.iter();
        settings.any(|(_, settings)| settings.flag(key).value() == Some(&true))
    }

    /// Claims that the daemon's settings are known, be it that there are none.
    pub(super) fn knows_settings(&self) -> bool {
        let mut files = self.family("daemon_json");
        !self.settings.is_empty() || files.any(|it| it.outcome == Outcome::Absent)
    }
}
