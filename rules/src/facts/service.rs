//! What a compose file establishes about a service.

use super::{
    Binding, Common, Composed, Fact, Health, ImageReference, Listed, Mount, MountKind, Need,
    ProcessorTime, Restart, Runtime, SecurityOption, Unknown, User, Variable, container, processor,
    stage,
};
use crate::finding::Evidence;
use crate::model::compose::{
    self, Compose, Form, Healthcheck, Port, RestartPolicy, Service, Setting, Volume, VolumeKind,
};
use crate::model::docker_run::PUBLISHES_ALL;
use crate::model::inspect::Container;
use crate::span::Spanned;

/// A service with what was found to belong to it.
#[derive(Clone, Copy)]
pub(super) struct Deployed<'a> {
    pub(super) composed: Composed<'a>,
    /// The Dockerfile it is built from, where that was given.
    pub(super) built: Option<stage::Built<'a>>,
    /// Its containers, where they are known to be its own.
    pub(super) running: &'a [(container::Inspected, &'a Container)],
    /// The image it runs, where its inspect was given.
    pub(super) inspected: Option<(container::Inspected, &'a crate::model::inspect::Image)>,
}

/// What an image, a service and a container have, as the service comes out.
pub(super) fn common(deployed: Deployed<'_>) -> Common {
    let image_common = deployed
        .inspected
        .map(|(inspected, image)| inspected.common_of_image(image));
    Common {
        user: user(deployed, image_common.as_ref()),
        health: health(deployed, image_common.as_ref()),
        environment: environment(deployed),
        images: images(deployed),
    }
}

/// What the artifacts of the service leave open, its containers settle.
fn user(deployed: Deployed<'_>, image: Option<&Common>) -> Fact<User> {
    let declared = declared_user(deployed, image);
    let users = deployed.seen_running().map(|common| common.user);
    settled_by(declared, users, |user| !user.is_root())
}

fn declared_user(deployed: Deployed<'_>, image: Option<&Common>) -> Fact<User> {
    match deployed
        .composed
        .fact(deployed.composed.service.user(), |user| {
            User::named(user.clone())
        }) {
        Some(fact) => fact,
        None => match (deployed.built, image) {
            (Some(built), _) => stage::user(built),
            (None, Some(image)) => image.user.clone(),
            (None, None) => deployed.user_of_unseen_image(),
        },
    }
}

fn health(deployed: Deployed<'_>, image: Option<&Common>) -> Fact<Health> {
    let declared = declared_health(deployed, image);
    let checks = deployed.seen_running().map(|common| common.health);
    settled_by(declared, checks, |health| *health == Health::Probed)
}

/// The declared fact; where that is unknown, the least good one of the containers.
fn settled_by<T>(
    declared: Fact<T>,
    running: impl Iterator<Item = Fact<T>>,
    is_good: impl Fn(&T) -> bool,
) -> Fact<T> {
    if !matches!(declared, Fact::Unknown(_)) {
        return declared;
    }
    let rank = |fact: &Fact<T>| match fact.value() {
        Some(value) if is_good(value) => 2,
        None => 1,
        Some(_) => 0,
    };
    running.min_by_key(rank).unwrap_or(declared)
}

/// An image that leaves the probe to whoever runs it leaves a service without one.
const fn unprobed(health: Health) -> Health {
    match health {
        Health::Declined => Health::Disabled,
        Health::Probed | Health::Disabled | Health::Absent => health,
    }
}

fn declared_health(deployed: Deployed<'_>, image: Option<&Common>) -> Fact<Health> {
    let of_image = || match (deployed.built, image) {
        (Some(built), _) => stage::health(built).map_value(unprobed),
        (None, Some(image)) => image.health.clone(),
        (None, None) => Fact::Unknown(deployed.image_decides()),
    };
    let check = match deployed.composed.service.healthcheck() {
        // Timing alone leaves the test to the image.
        Setting::Set(check) if check.value == Healthcheck::Timing => return of_image(),
        check => check,
    };
    let stated = deployed.composed.fact(check, |check| match check {
        Healthcheck::Disabled => Health::Disabled,
        Healthcheck::Test(_) | Healthcheck::Timing => Health::Probed,
    });
    stated.unwrap_or_else(of_image)
}

/// The variables with a value in the file; one that is filled in from outside is no literal.
fn environment(deployed: Deployed<'_>) -> Listed<Variable> {
    // What a variable will hold is not the file's secret; what stands around it is.
    let without_variables = deployed.composed.service.with_unset_empty();
    let mut listed = deployed
        .composed
        .list(without_variables.environment(), |pair| {
            let value = pair.value.value().map(String::as_str);
            Some(Variable::new(&pair.key.value, value))
        });
    if let Setting::Set(build) = without_variables.build() {
        let arguments = deployed.composed.list(build.value.args, |pair| {
            let value = pair.value.value().map(String::as_str);
            Some(Variable::argument(&pair.key.value, value))
        });
        listed.items.extend(arguments.items);
    }
    // A container shows what its files of variables have set.
    if deployed.running.is_empty() {
        let files = deployed.composed.service.env_file().into_iter();
        listed
            .unknown
            .extend(files.filter_map(|file| deployed.unread_file(file)));
    }
    listed
}

/// The image the service runs; what it builds itself only gets this name.
fn images(deployed: Deployed<'_>) -> Listed<ImageReference> {
    if deployed.composed.service.build().is_absent() {
        let mut images = deployed
            .composed
            .list(vec![deployed.composed.service.image()], |image| {
                Some(ImageReference::new(image))
            });
        for image in &mut images.items {
            // Quotes and variables make the place longer than what it says.
            let span = image.evidence.span;
            image.value.place = span.filter(|it| it.end - it.start == image.value.text.len());
        }
        images
    } else {
        Listed::none()
    }
}

/// What a service asks of its host.
pub(super) fn runtime(deployed: Deployed<'_>) -> Runtime {
    let service = deployed.composed.service;
    let flag = |setting: Setting<bool>| deployed.composed.fact_or(setting, false, |value| *value);
    let mode = |setting: Setting<String>, default: &str| {
        deployed
            .composed
            .fact_or(setting, default.to_owned(), Clone::clone)
    };
    Runtime {
        privileged: flag(service.privileged()),
        privileged_hooks: deployed
            .composed
            .list(privileged_hooks(service), |value| Some(*value)),
        mounts: deployed.composed.list(volumes(deployed), mount),
        capabilities_added: deployed.composed.capabilities(service.cap_add()),
        capabilities_dropped: deployed.composed.capabilities(service.cap_drop()),
        security_options: deployed.composed.list(service.security_opt(), |option| {
            Some(SecurityOption::new(option))
        }),
        network_mode: mode(network_mode(deployed), "default"),
        pid_mode: mode(service.pid(), "private"),
        ipc_mode: mode(service.ipc(), "private"),
        ports: ports(deployed),
        publishes_all: publishes_all(deployed.composed),
        api_socket: match service.use_api_socket() {
            Setting::Set(Spanned { value: true, span }) => Some(deployed.composed.at(span)),
            Setting::Set(_)
            | Setting::Absent
            | Setting::Unresolved { .. }
            | Setting::Malformed { .. } => None,
        },
        memory: deployed
            .composed
            .limit([service.deploy_memory_limit(), service.mem_limit()]),
        processor_time: processor_time(deployed),
        pids: deployed
            .composed
            .limit([service.deploy_pids_limit(), service.pids_limit()]),
        read_only: flag(service.read_only()),
        restart: restart(deployed),
        windows: service
            .field(&["platform"])
            .text()
            .value()
            .is_some_and(|platform| platform.starts_with("windows")),
    }
}

/// The flag that publishes every exposed port; no compose file can say that.
fn publishes_all(composed: Composed<'_>) -> Option<Evidence> {
    let stated = composed.service.field(&[PUBLISHES_ALL]).boolean();
    let is_command = composed.project.compose.form == Form::Run;
    let is_on = is_command && stated.value() == Some(&true);
    stated
        .span()
        .filter(|_| is_on)
        .map(|span| composed.at(span))
}

/// What says whether a command beside the main process runs as privileged.
fn privileged_hooks(service: &Service) -> Vec<Setting<bool>> {
    let hooks = ["pre_start", "post_start", "pre_stop"].into_iter();
    hooks
        .flat_map(|hook| {
            service
                .field(&[hook])
                .list(|command| command.get("privileged").boolean())
        })
        .collect()
}

/// The mode stated, or `host` where the only network is the host's under another name.
fn network_mode(deployed: Deployed<'_>) -> Setting<String> {
    let stated = deployed.composed.service.network_mode();
    let networks = deployed.composed.service.field(&["networks"]);
    let names: Vec<Spanned<String>> = match networks.mapping() {
        Setting::Set(entries) => entries
            .value
            .iter()
            .map(|entry| Spanned::new(entry.key.value.to_string(), entry.key.span))
            .collect(),
        Setting::Absent | Setting::Unresolved { .. } | Setting::Malformed { .. } => networks
            .texts()
            .into_iter()
            .filter_map(|name| match name {
                Setting::Set(name) => Some(name),
                Setting::Absent | Setting::Unresolved { .. } | Setting::Malformed { .. } => None,
            })
            .collect(),
    };
    match names.as_slice() {
        [only]
            if stated.is_absent()
                && is_host_network(&deployed.composed.project.compose, &only.value) =>
        {
            Setting::set("host".to_owned(), only.span)
        }
        _ => stated,
    }
}

fn is_host_network(compose: &Compose, name: &str) -> bool {
    let declared = compose
        .networks
        .iter()
        .find(|network| network.name.value == name);
    declared.is_some_and(|network| {
        let is_external = network.field(&["external"]).boolean().value() == Some(&true);
        let real = network.field(&["name"]).text();
        is_external && real.value().map_or(name, String::as_str) == "host"
    })
}

/// The mounts, with volumes that only stand for a path of the host as that path.
fn volumes(deployed: Deployed<'_>) -> Vec<Setting<Volume>> {
    let volumes = deployed.composed.service.volumes().into_iter();
    volumes
        .map(|volume| {
            volume.and_then(|volume| {
                match bound_path(&deployed.composed.project.compose, &volume.value) {
                    None => Setting::Set(volume),
                    Some(Setting::Set(path)) => Setting::Set(volume.map(|volume| Volume {
                        kind: VolumeKind::Bind,
                        source: Some(path.value),
                        ..volume
                    })),
                    Some(Setting::Unresolved { variables, .. }) => Setting::Unresolved {
                        span: volume.span,
                        variables,
                    },
                    Some(Setting::Absent | Setting::Malformed { .. }) => Setting::malformed(
                        volume.span,
                        "the path that the volume is bound to is not stated",
                    ),
                }
            })
        })
        .collect()
}

/// What a named volume of the local driver is bound to; `None` where it is an ordinary one.
fn bound_path(compose: &Compose, volume: &Volume) -> Option<Setting<String>> {
    let name = volume.source.as_deref()?;
    if volume.kind != VolumeKind::Volume {
        return None;
    }
    let declared = compose
        .volumes
        .iter()
        .find(|declared| declared.name.value == name)?;
    let option = |key| declared.field(&["driver_opts", key]).text();
    let options = option("o");
    let is_bound = options.value().is_some_and(|options| {
        options
            .split(',')
            .any(|word| matches!(word.trim(), "bind" | "rbind"))
    });
    is_bound.then(|| option("device"))
}

/// The ports; one whose address is left to a variable is judged as it comes out without.
fn ports(deployed: Deployed<'_>) -> Listed<Binding> {
    let stated = deployed.composed.service.ports();
    let is_open = |port: &Setting<Port>| matches!(port, Setting::Unresolved { .. });
    if !stated.iter().any(is_open) {
        return deployed.composed.list(stated, |port| Some(binding(port)));
    }
    let without = deployed.composed.service.with_unset_empty().ports();
    let mut listed = Listed::none();
    for (stated, without) in stated.into_iter().zip(without) {
        let variables = match &stated {
            Setting::Unresolved { variables, .. } => variables.clone(),
            Setting::Absent | Setting::Set(_) | Setting::Malformed { .. } => Vec::new(),
        };
        // Compose takes an empty address for every address.
        let is_loaded = matches!(&without, Setting::Set(port) if port.value.host_ip.is_none());
        let judged = if !variables.is_empty() && is_loaded {
            without
        } else {
            stated
        };
        let one = deployed.composed.list(vec![judged], |port| {
            Some(Binding {
                address_variables: variables.clone(),
                ..binding(port)
            })
        });
        listed.items.extend(one.items);
        listed.unknown.extend(one.unknown);
    }
    listed
}

fn mount(volume: &Volume) -> Option<Mount> {
    let kind = match volume.kind {
        VolumeKind::Bind => MountKind::Bind,
        VolumeKind::Npipe => MountKind::Pipe,
        VolumeKind::Volume
        | VolumeKind::Anonymous
        | VolumeKind::Tmpfs
        | VolumeKind::Cluster
        | VolumeKind::Image => MountKind::Managed,
    };
    Some(Mount {
        kind,
        source: volume.source.clone()?,
        target: volume.target.clone(),
        read_only: volume.read_only,
    })
}

fn binding(port: &Port) -> Binding {
    let protocol = port
        .protocol
        .as_deref()
        .filter(|protocol| *protocol != "tcp");
    Binding {
        address: port.host_ip.clone(),
        address_variables: Vec::new(),
        published: port.published.clone(),
        target: match protocol {
            Some(protocol) => format!("{}/{protocol}", port.target),
            None => port.target.clone(),
        },
    }
}

/// A bound in any spelling bounds: Compose refuses a file whose spellings differ.
fn processor_time(deployed: Deployed<'_>) -> Fact<ProcessorTime> {
    let service = deployed.composed.service;
    let unlimited = ProcessorTime::Unlimited;
    let processors = |setting: Setting<f64>| {
        let finite = setting.parse(|count| {
            if count.is_finite() {
                Ok(*count)
            } else {
                Err("this is no number of processors".to_owned())
            }
        });
        deployed
            .composed
            .fact_or(finite, unlimited.clone(), |count| {
                ProcessorTime::of_processors(*count)
            })
    };
    processor::strictest([
        processors(service.deploy_cpus()),
        processors(service.cpus()),
        deployed
            .composed
            .fact_or(service.cpu_quota(), unlimited.clone(), |quota| {
                ProcessorTime::of_count(*quota)
            }),
        deployed
            .composed
            .fact_or(service.cpuset(), unlimited.clone(), |processors| {
                if processors.trim().is_empty() {
                    ProcessorTime::Unlimited
                } else {
                    ProcessorTime::Pinned(processors.clone())
                }
            }),
        // No weight bounds anything, so one that is not settled leaves nothing open.
        match service.cpu_shares() {
            Setting::Set(weight) if weight.value > 0 => Fact::Stated {
                value: ProcessorTime::Weighed(weight.value.to_string()),
                evidence: deployed.composed.at(weight.span),
            },
            Setting::Set(_)
            | Setting::Absent
            | Setting::Unresolved { .. }
            | Setting::Malformed { .. } => Fact::Default(unlimited.clone()),
        },
    ])
}

/// `deploy.restart_policy` decides where it stands; `restart` otherwise.
fn restart(deployed: Deployed<'_>) -> Fact<Restart> {
    let policy = deployed.composed.service.restart_policy();
    if !policy.is_absent() {
        return match policy {
            Setting::Set(policy) => deploy_restart(deployed, &policy),
            other => deployed
                .composed
                .fact_or(other, Restart::Never, |_| Restart::Never),
        };
    }
    deployed.composed.fact_or(
        deployed.composed.service.restart(),
        Restart::Never,
        |policy| {
            let (name, tries) = policy.split_once(':').unwrap_or((policy, ""));
            match name {
                "no" | "" => Restart::Never,
                // A text that is no number means no bound.
                "on-failure" => Restart::OnFailure(tries.trim().parse().ok()),
                _ => Restart::Unbounded(name.to_owned()),
            }
        },
    )
}

fn deploy_restart(deployed: Deployed<'_>, policy: &Spanned<RestartPolicy>) -> Fact<Restart> {
    // Without a condition a service is restarted in any case.
    let condition = match policy.value.condition.clone() {
        Setting::Absent => Setting::set("any".to_owned(), policy.span),
        stated => stated,
    };
    let unbounded = |condition: &String| match condition.as_str() {
        "none" | "no" => Restart::Never,
        "on-failure" => Restart::OnFailure(None),
        other => Restart::Unbounded(other.to_owned()),
    };
    let restart = deployed
        .composed
        .fact_or(condition, Restart::Never, unbounded);
    let tries = policy.value.max_attempts.clone();
    match restart.value() {
        // A bound on the attempts bounds every condition.
        Some(Restart::OnFailure(_) | Restart::Unbounded(_)) if tries.value() != Some(&0) => {
            let bounded = |tries: &i64| Restart::OnFailure(u64::try_from(*tries).ok());
            deployed.composed.fact(tries, bounded).unwrap_or(restart)
        }
        Some(_) | None => restart,
    }
}

impl Deployed<'_> {
    /// What each of the service's containers has.
    fn seen_running(self) -> impl Iterator<Item = Common> {
        self.running
            .iter()
            .map(|(inspected, container)| inspected.common_of_container(container))
    }

    /// What a file of variables leaves open.
    fn unread_file(self, file: Setting<String>) -> Option<Unknown> {
        match file {
            Setting::Absent => None,
            Setting::Set(file) => Some(self.composed.open(Need::File(file.value), file.span)),
            Setting::Unresolved { span, variables } => {
                Some(self.composed.open(Need::Variables(variables), span))
            }
            Setting::Malformed { span, problem } => {
                Some(self.composed.open(Need::Readable(problem), span))
            }
        }
    }

    /// The image is not in the report: well known, or unknown until its inspect is given.
    fn user_of_unseen_image(self) -> Fact<User> {
        if let Setting::Set(image) = self.composed.service.image()
            && self.composed.service.build().is_absent()
            && let Some(known) = stage::image_user(&image.value, self.composed.at(image.span))
        {
            return known;
        }
        Fact::Unknown(self.image_decides())
    }

    /// Which image leaves a property open, and where it is named.
    fn image_decides(self) -> Unknown {
        if let compose::Setting::Set(build) = self.composed.service.build() {
            let image = format!("built for the service {}", self.composed.service.name.value);
            return Unknown {
                needs: Need::Image(image),
                evidence: Some(self.composed.at(build.span)),
            };
        }
        match self.composed.service.image() {
            Setting::Set(image) => Unknown {
                needs: Need::Image(image.value),
                evidence: Some(self.composed.at(image.span)),
            },
            Setting::Unresolved { span, variables } => {
                self.composed.open(Need::Variables(variables), span)
            }
            Setting::Malformed { span, problem } => {
                self.composed.open(Need::Readable(problem), span)
            }
            Setting::Absent => {
                let image = format!("of the service {}", self.composed.service.name.value);
                self.composed
                    .open(Need::Image(image), self.composed.service.name.span)
            }
        }
    }
}
