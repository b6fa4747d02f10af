//! Machines and their daemons as subjects, with every document that speaks of each.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::artifact::Artifact;
use crate::catalogue::SubjectKind;
use crate::facts::daemon::Sources;
use crate::facts::hosts::{Host, Hosts};
use crate::facts::machine::Shows;
use crate::facts::{Daemon, Machine, Relation, RelationKind, Seen, Subject};
use crate::finding::Evidence;
use crate::model::bundle::Outcome;
use crate::model::daemon_config::Form;
use crate::model::docker_info::DockerInfo;
use crate::model::{Model, inspect};
use crate::policy::Policy;
use crate::sorted::Sorted;

/// The machines among the artifacts, with what is known of each one's daemon.
pub(in crate::facts) struct Machines<'a> {
    pub(in crate::facts) hosts: Hosts,
    artifacts: &'a [Artifact],
    sources: Vec<Sources<'a>>,
    /// Accounts that the policy trusts with a host.
    trusted_users: &'a [String],
    /// By host; `None` where nothing speaks of its daemon.
    pub(in crate::facts) daemons: Vec<Option<Arc<Daemon>>>,
}

impl<'a> Machines<'a> {
    pub(in crate::facts) fn new(artifacts: &'a [Artifact], policy: &'a Policy) -> Self {
        let hosts = Hosts::of(artifacts);
        let mut sources: Vec<Sources<'a>> = hosts
            .all
            .iter()
            .map(|host| Sources {
                today: policy.today,
                has_machine: host.is_machine,
                ..Sources::default()
            })
            .collect();
        for (index, artifact) in artifacts.iter().enumerate() {
            if let Some((host, _)) = hosts.of_artifact(index)
                && let Some(sources) = sources.get_mut(host)
            {
                take(sources, index, artifact);
            }
        }
        let daemon = |it: &Sources<'a>| it.is_daemon().then(|| Arc::new(Daemon::of(it)));
        let daemons = sources.iter().map(daemon).collect();
        Self {
            hosts,
            artifacts,
            sources,
            trusted_users: &policy.settings.trusted_users,
            daemons,
        }
    }

    /// The position of the machine that an artifact speaks of.
    pub(in crate::facts) fn host_of(&self, artifact: usize) -> Option<usize> {
        self.hosts.of_artifact(artifact).map(|(host, _)| host)
    }

    /// The daemon of the machine that an artifact speaks of.
    pub(in crate::facts) fn daemon_of(&self, artifact: usize) -> Option<Arc<Daemon>> {
        let (host, _) = self.hosts.of_artifact(artifact)?;
        self.daemons.get(host)?.clone()
    }

    /// The one daemon that anything here speaks of: what is declared beside it is meant for it.
    pub(in crate::facts) fn only_daemon(&self) -> Option<Arc<Daemon>> {
        let mut known = self.daemons.iter().flatten();
        known.next().filter(|_| known.next().is_none()).cloned()
    }

    /// The id of the subject that stands for the daemon, or else for the machine, that an
    /// artifact speaks of.
    pub(in crate::facts) fn keeper_of(&self, artifact: usize) -> Option<(Arc<str>, String)> {
        let (index, reason) = self.hosts.of_artifact(artifact)?;
        let host = self.hosts.all.get(index)?;
        let kind = if self.daemons.get(index)?.is_some() {
            SubjectKind::Daemon
        } else if host.is_machine {
            SubjectKind::Host
        } else {
            return None;
        };
        Some((id(kind, host), reason.to_owned()))
    }

    /// A subject for every machine and one for every daemon.
    pub(in crate::facts) fn subjects(&self) -> Vec<Subject<'a>> {
        let mut subjects = Vec::new();
        let known = self.hosts.all.iter().zip(&self.sources).zip(&self.daemons);
        for ((host, sources), daemon) in known {
            if host.is_machine {
                subjects.push(self.machine(host));
            }
            if let Some(daemon) = daemon {
                subjects.push(self.daemon(host, sources, daemon));
            }
        }
        subjects
    }

    fn machine(&self, host: &Host) -> Subject<'a> {
        let mut subject = self.subject(SubjectKind::Host, host, &host.artifacts);
        let shows = Shows::of(self.artifacts, &host.artifacts);
        let machine = Machine::of(&shows, self.trusted_users);
        subject.seen = Some(Box::new(Seen::Machine(machine)));
        subject
    }

    fn daemon(&self, host: &Host, sources: &Sources<'a>, daemon: &Arc<Daemon>) -> Subject<'a> {
        let own = sources.artifacts();
        let mut subject = self.subject(SubjectKind::Daemon, host, &own);
        subject.seen = Some(Box::new(Seen::Daemon(Arc::clone(daemon))));
        if host.is_machine {
            subject.relations.push(Relation {
                to: id(SubjectKind::Host, host),
                kind: RelationKind::RunsOn,
                reason: host.reason(self.artifacts),
            });
        }
        subject
    }

    fn subject(&self, kind: SubjectKind, host: &Host, artifacts: &[usize]) -> Subject<'a> {
        let first = artifacts.first().copied().unwrap_or_default();
        let span = self.artifacts.get(first).and_then(|it| match &*it.model {
            Model::Bench(bench) => bench.judged().map(|run| run.span),
            _ => None,
        });
        let declared = Evidence {
            artifact: first,
            span,
        };
        let name = match kind {
            SubjectKind::Daemon => format!("the daemon of {}", host.name),
            _ if host.is_named => host.name.to_string(),
            _ => format!("the host of {}", host.name),
        };
        let mut subject = Subject::named_only(id(kind, host), kind, name, declared);
        // A bundle may have hundreds of thousands of parts.
        let mut taken: BTreeSet<usize> = subject.artifacts.iter().copied().into_set();
        let mut told: BTreeSet<String> = subject.ties.iter().cloned().into_set();
        for index in artifacts.iter().skip(1) {
            if let Some(artifact) = self.artifacts.get(*index)
                && taken.insert(*index)
            {
                subject.artifacts.push(*index);
                let (_, reason) = self.hosts.of_artifact(*index).unwrap_or_default();
                let reason = if reason.is_empty() {
                    format!("{} speaks of it too.", artifact.name)
                } else {
                    reason.to_owned()
                };
                if told.insert(reason.clone()) {
                    subject.ties.push(reason);
                }
            }
        }
        subject
    }
}

fn id(kind: SubjectKind, host: &Host) -> Arc<str> {
    format!("{}:{}", kind.word(), host.key).into()
}

/// Files one document under what it tells of the daemon.
fn take<'a>(sources: &mut Sources<'a>, index: usize, artifact: &'a Artifact) {
    match &*artifact.model {
        // A document without a daemon's answer says nothing of one.
        Model::DockerInfo(printed) if printed.has_server() => {
            // The text for people says less than the same in JSON.
            let is_fuller = |kept: &DockerInfo| kept.is_text && !printed.is_text;
            if sources.printed.is_none_or(|(_, kept)| is_fuller(kept)) {
                sources.printed = Some((index, printed));
            }
        }
        Model::DockerVersion(version) if version.server.value().is_some() => {
            sources.version.get_or_insert((index, version));
        }
        Model::DaemonConfig(config) if config.form == Form::File => {
            sources.file.get_or_insert((index, config));
        }
        Model::DaemonConfig(config) => sources.started.push((index, config)),
        Model::Inspect(inspected) => take_inspected(sources, index, inspected),
        Model::Listing(entries) => {
            let is_secrets = artifact
                .part_of
                .as_ref()
                .is_some_and(|it| it.key == "secrets");
            if is_secrets {
                let evidence = Evidence {
                    artifact: index,
                    span: entries.first().copied(),
                };
                let count = u64::try_from(entries.len()).unwrap_or(u64::MAX);
                sources.secrets = Some((count, evidence));
            }
        }
        _ => {
            if let Some(part) = &artifact.part_of
                && part.outcome == Outcome::Absent
                && part.key.starts_with("daemon_json")
            {
                sources.has_no_file = true;
            }
        }
    }
}

fn take_inspected<'a>(sources: &mut Sources<'a>, index: usize, inspected: &'a inspect::Inspect) {
    sources
        .networks
        .extend(inspected.networks.iter().map(|it| (index, it)));
    sources.containers.extend(&inspected.containers);
    sources
        .images
        .extend(inspected.images.iter().map(|it| (index, it)));
    sources
        .nodes
        .extend(inspected.nodes.iter().map(|it| (index, it)));
    sources
        .swarms
        .extend(inspected.swarms.iter().map(|it| (index, it)));
    sources
        .inspected_secrets
        .extend(inspected.secrets.iter().map(|it| (index, it)));
    sources.has_services |= !inspected.services.is_empty() || !inspected.tasks.is_empty();
}
