//! What a manager shows of a service and of a task: how a swarm starts its containers.
//!
//! A swarm knows less than an engine: nothing it starts is privileged, shares the host's
//! processes or gets a device. Older versions of its API leave out what they do not know, so
//! that absence there says nothing.

use super::container::Inspected;
use super::mounts::is_socket_proxy;
use super::{
    Addressing, Binding, Bounds, Common, Confinement, Devices, Fact, ImageReference, Limit, Listed,
    Logging, MemoryMount, Mount, MountKind, Namespaces, Need, PinnedName, ProcessorTime, Restart,
    Runtime, SecurityOption, Stated, Unknown, User,
};
use crate::model::inspect::{Field, HostMount, Image, ServicePort, SwarmService, Task, TaskSpec};
use crate::project::Deployer;
use crate::span::{Span, Spanned};

/// The version of the API since which `Privileges` says more than `SELinux` labels.
const PRIVILEGES_SINCE: (u16, u16) = (1, 44);
/// The version since which capabilities, limits of processes and of their number are shown.
const LIMITS_SINCE: (u16, u16) = (1, 41);

/// What would tell what an older version of the API leaves out.
const NEWER_API: Need = Need::Source(
    "docker service inspect by a client and a manager that speak version 1.44 of the API",
);
/// What would tell which network an id stands for.
const NETWORKS: Need = Need::Source("docker network inspect of the networks it is on");

/// A service or a task, with what is known beside its own document.
#[derive(Clone, Copy)]
pub(super) struct Scheduled<'a> {
    source: Inspected,
    task: &'a TaskSpec,
    /// What held before the last update: its values stay visible.
    previous: Option<&'a TaskSpec>,
    ports: &'a [ServicePort],
    /// Networks that engines before API 1.44 name beside the task.
    networks: &'a [Spanned<String>],
    /// What is unreadable of the two lists above.
    faults: [Option<Span>; 2],
    declared: Span,
    around: Around<'a>,
}

/// What is known beside a service's own document.
#[derive(Clone, Copy, Default)]
pub(super) struct Around<'a> {
    /// The version of the API by which it was asked for; `None` where nobody says.
    pub(super) api: Option<(u16, u16)>,
    /// The image it runs, where that is inspected.
    pub(super) image: Option<(Inspected, &'a Image)>,
    /// The id of the host's own network, where networks are inspected.
    pub(super) host_network: Option<&'a str>,
    /// Whether the networks of the swarm are inspected, so that an id that is not the host's
    /// network's stands for another one.
    pub(super) knows_networks: bool,
}

impl<'a> Scheduled<'a> {
    /// A service.
    pub(super) fn service(
        source: Inspected,
        service: &'a SwarmService,
        around: Around<'a>,
    ) -> Self {
        let spec = &service.spec;
        // What is really published counts, and without it what was asked for.
        let ports = match &service.endpoint_ports {
            Field::Absent => &spec.ports,
            stated => stated,
        };
        Self {
            source,
            task: &spec.task,
            previous: service.previous.as_ref().map(|it| &it.task),
            ports: ports.items(),
            networks: spec.networks.items(),
            faults: [fault(ports), fault(&spec.networks)],
            declared: spec.name.span().or(spec.span).unwrap_or(service.span),
            around,
        }
    }

    /// A task, whose ports are its service's.
    pub(super) fn task(source: Inspected, task: &'a Task, around: Around<'a>) -> Self {
        Self {
            source,
            task: &task.spec,
            previous: None,
            ports: &[],
            networks: &[],
            faults: [None, None],
            declared: task.spec.span.unwrap_or(task.span),
            around,
        }
    }

    /// What an image, a service and a container have.
    pub(super) fn common(self) -> Common {
        let spec = &self.task.container;
        let source = self.source;
        let image = self.around.image;
        let image = image.map(|(source, image)| source.common_of_image(image));
        let mut environment = source.environment(&spec.env);
        let mut labels = source.labels(&spec.labels);
        if let Some(previous) = self.previous {
            let before = source.environment(&previous.container.env);
            environment.items.extend(before.items);
            let before = source.labels(&previous.container.labels);
            labels.items.extend(before.items);
        }
        let started = source.words(&Field::Absent, &spec.command);
        let given = source.words(&Field::Absent, &spec.args);
        let probed = source.words(&Field::Absent, &spec.healthcheck);
        let commands = [started.into_iter().chain(given).collect(), probed];
        Common {
            user: match (&spec.user, &image) {
                (Field::Absent, Some(image)) => image.user.clone(),
                (Field::Absent, None) => Fact::Unknown(self.image_decides()),
                (user, _) => source.fact(user, User::root(), |name| User::named(name.clone())),
            },
            health: match (&spec.healthcheck, &image) {
                (Field::Absent, Some(image)) => image.health.clone(),
                (Field::Absent, None) => Fact::Unknown(self.image_decides()),
                (test, _) => source.health(test),
            },
            environment,
            images: source.list(&single(&spec.image), |image| {
                Some((ImageReference::new(&image.value), image.span))
            }),
            labels,
            commands: commands
                .into_iter()
                .filter(|it: &Vec<_>| !it.is_empty())
                .collect(),
        }
    }

    /// What a service and a container have.
    pub(super) fn runtime(self) -> Runtime {
        let source = self.source;
        let spec = &self.task.container;
        let mounts = self.mounts();
        Runtime {
            privileged: Fact::Default(false),
            privileged_hooks: Listed::none(),
            // All that it states is in force: nothing was passed over on the way.
            deployer: Deployer::default(),
            propagations: propagations(&mounts),
            mounts,
            open_mounts: Vec::new(),
            is_socket_proxy: spec
                .image
                .value()
                .is_some_and(|image| is_socket_proxy(image)),
            memory_mounts: source.list(&spec.mounts, MemoryMount::of_asked),
            devices: Devices {
                passed: Listed::none(),
                rules: Listed::none(),
            },
            groups_added: source.list(&spec.groups, |group| {
                Some((group.value.clone(), group.span))
            }),
            capabilities_added: self
                .shown_since(LIMITS_SINCE, source.capabilities(&spec.capability_add)),
            capabilities_dropped: self
                .shown_since(LIMITS_SINCE, source.capabilities(&spec.capability_drop)),
            security_options: self.security_options(),
            confinement: Confinement::to_come(),
            namespaces: Namespaces {
                uts: Fact::Default("private".to_owned()),
                users: Fact::Default("default".to_owned()),
                control_groups: Fact::Default("default".to_owned()),
                control_group_parent: Fact::Default(String::new()),
                isolation: source.fact(&spec.isolation, String::new(), Clone::clone),
                starter: Fact::Default(String::new()),
            },
            network_mode: self.network_mode(),
            pid_mode: Fact::Default("private".to_owned()),
            ipc_mode: Fact::Default("private".to_owned()),
            ports: self.ports(),
            publishes_all: None,
            api_socket: None,
            memory: source.limit(&self.task.memory_limit),
            processor_time: source.fact(
                &self.task.nano_cpus_limit,
                ProcessorTime::Unlimited,
                |count| ProcessorTime::of_count(*count),
            ),
            pids: match source.limit(&self.task.pids_limit) {
                Fact::Default(Limit::Unbounded(_)) if self.is_older_than(LIMITS_SINCE) => {
                    Fact::Unknown(self.left_out())
                }
                limit => limit,
            },
            read_only: source.fact(&spec.read_only, false, |value| *value),
            restart: self.restart(),
            bounds: self.bounds(),
            addressing: self.addressing(),
            logging: Logging::of_driver(source, &self.task.log_driver, &self.task.log_options),
            windows: false,
            secret_modes: source.list(&spec.secrets, |secret| {
                let mode = *secret.mode.value()?;
                Some((mode, secret.mode.span().unwrap_or(secret.span)))
            }),
            daemon: None,
            drifts: None,
        }
    }

    fn mounts(self) -> Listed<Mount> {
        let mounts = &self.task.container.mounts;
        let mut listed = self.source.list(mounts, of_mount);
        // A volume may be made on the way that only stands for a path of the host.
        let stand_ins = self.source.list(mounts, Mount::of_stand_in);
        listed.items.extend(stand_ins.items);
        listed
    }

    /// What confines it, as the options that say the same to an engine.
    fn security_options(self) -> Listed<SecurityOption> {
        let privileges = &self.task.container.privileges;
        let mut listed = Listed::none();
        let mut push = |option: &str, span| {
            listed.push(SecurityOption::new(option), self.source.at(span));
        };
        if let Field::Stated(fixed) = &privileges.no_new_privileges {
            push(&format!("no-new-privileges:{}", fixed.value), fixed.span);
        }
        if let Field::Stated(mode) = &privileges.seccomp_mode
            && mode.value != "default"
        {
            push(&format!("seccomp={}", mode.value), mode.span);
        }
        if let Field::Stated(mode) = &privileges.app_armor_mode
            && mode.value == "disabled"
        {
            push("apparmor=unconfined", mode.span);
        }
        if let Field::Stated(Spanned { value: true, span }) = privileges.selinux_disable {
            push("label=disable", span);
        }
        if let Field::Stated(kind) = &privileges.selinux_type {
            push(&format!("label=type:{}", kind.value), kind.span);
        }
        let unreadable = [
            fault(&privileges.no_new_privileges),
            fault(&privileges.seccomp_mode),
            fault(&privileges.app_armor_mode),
            fault(&privileges.selinux_disable),
            fault(&privileges.selinux_type),
        ];
        let unreadable = unreadable.into_iter().flatten();
        listed
            .unknown
            .extend(unreadable.map(|span| self.source.unreadable(span)));
        // Versions that know the key always print it, so its absence shows an older one where
        // nobody says which it was.
        let is_open = match self.around.api {
            Some(api) => api < PRIVILEGES_SINCE,
            None => privileges.no_new_privileges == Field::Absent,
        };
        if is_open {
            listed.unknown.push(self.left_out());
        }
        listed
    }

    fn network_mode(self) -> Fact<String> {
        let named = self.task.networks.items();
        let named = if named.is_empty() {
            self.networks
        } else {
            named
        };
        let is_host = |name: &&Spanned<String>| {
            name.value == "host" || Some(name.value.as_str()) == self.around.host_network
        };
        if let Some(host) = named.iter().find(is_host) {
            return Fact::Stated {
                value: "host".to_owned(),
                evidence: self.source.at(host.span),
            };
        }
        let [_, networks] = self.faults;
        let unreadable = networks.or_else(|| fault(&self.task.networks));
        match (unreadable, named.first()) {
            (Some(span), _) => Fact::Unknown(self.source.unreadable(span)),
            (None, Some(first)) if !self.around.knows_networks && is_id(&first.value) => {
                Fact::Unknown(Unknown {
                    needs: NETWORKS,
                    evidence: Some(self.source.at(first.span)),
                })
            }
            (None, Some(first)) => Fact::Stated {
                value: first.value.clone(),
                evidence: self.source.at(first.span),
            },
            (None, None) => Fact::Default("default".to_owned()),
        }
    }

    /// A swarm publishes on every address of a node.
    fn ports(self) -> Listed<Binding> {
        let mut listed = Listed::none();
        for port in self.ports {
            let Some(target) = port.target.value() else {
                continue;
            };
            let protocol = port.protocol.value().map_or("tcp", String::as_str);
            let published = port.published.value().filter(|published| **published > 0);
            let binding = Binding {
                address: None,
                address_variables: Vec::new(),
                published: published.map(i64::to_string),
                target: format!("{target}/{protocol}"),
            };
            let place = port.published.span().or(port.target.span());
            listed.push(binding, self.source.at(place.unwrap_or(port.span)));
        }
        let [ports, _] = self.faults;
        listed
            .unknown
            .extend(ports.map(|span| self.source.unreadable(span)));
        listed
    }

    /// Without a condition a task is started again in any case; a bound on the attempts bounds
    /// every condition.
    fn restart(self) -> Fact<Restart> {
        let condition = &self.task.restart_condition;
        let tries = self.task.restart_max_attempts.value();
        let tries = tries
            .and_then(|tries| u64::try_from(*tries).ok())
            .filter(|it| *it > 0);
        let absent = match tries {
            Some(tries) => Restart::OnFailure(Some(tries)),
            None => Restart::Unbounded("any".to_owned()),
        };
        if let (Field::Absent, Field::Unreadable(span)) =
            (condition, &self.task.restart_max_attempts)
        {
            return Fact::Unknown(self.source.unreadable(*span));
        }
        self.source.fact(condition, absent, |condition| {
            match (condition.as_str(), tries) {
                ("none", _) => Restart::Never,
                (_, Some(tries)) => Restart::OnFailure(Some(tries)),
                ("on-failure", None) => Restart::OnFailure(None),
                (other, None) => Restart::Unbounded(other.to_owned()),
            }
        })
    }

    fn bounds(self) -> Bounds {
        let spec = &self.task.container;
        Bounds {
            swap: Fact::Default(0),
            oom_killer_off: Fact::Default(false),
            oom_score: Fact::Default(0),
            ulimits: self.shown_since(LIMITS_SINCE, self.source.ulimits(&spec.ulimits)),
            kernel_parameters: self.source.kernel_parameters(&spec.sysctls),
            init: self.source.fact(&spec.init, false, |init| *init),
        }
    }

    fn addressing(self) -> Addressing {
        let spec = &self.task.container;
        let mut started = self
            .source
            .list(&spec.command, |word| Some((word.value.clone(), word.span)));
        let given = self
            .source
            .list(&spec.args, |word| Some((word.value.clone(), word.span)));
        started.items.extend(given.items);
        started.unknown.extend(given.unknown);
        Addressing {
            default_bridge: Fact::Default(false),
            links: Listed::none(),
            image: self.source.list(&single(&spec.image), |image| {
                Some((image.value.clone(), image.span))
            }),
            started,
            programs: None,
            volumes_from: Listed::none(),
            names: self.source.list(&spec.hosts, |host| {
                Some((PinnedName::of_service(&host.value)?, host.span))
            }),
        }
    }

    fn image_decides(self) -> Unknown {
        let image = &self.task.container.image;
        let named = image
            .value()
            .map_or_else(|| "of the service".to_owned(), Clone::clone);
        Unknown {
            needs: Need::Image(named),
            evidence: Some(self.source.at(image.span().unwrap_or(self.declared))),
        }
    }

    /// A list that is empty only because an older version of the API leaves it out is open.
    fn shown_since<T>(self, since: (u16, u16), mut listed: Listed<T>) -> Listed<T> {
        if listed.is_none() && self.is_older_than(since) {
            listed.unknown.push(self.left_out());
        }
        listed
    }

    fn is_older_than(self, since: (u16, u16)) -> bool {
        self.around.api.is_some_and(|api| api < since)
    }

    fn left_out(self) -> Unknown {
        Unknown {
            needs: NEWER_API,
            evidence: Some(self.source.at(self.declared)),
        }
    }
}

fn of_mount(mount: &HostMount) -> Option<(Mount, Span)> {
    let kind = match mount.kind.value().map(String::as_str) {
        Some("bind") => MountKind::Bind,
        Some("npipe") => MountKind::Pipe,
        _ => MountKind::Managed,
    };
    let source = mount.source.value()?.clone();
    Some((
        Mount {
            kind,
            source,
            target: mount.target.value().cloned().unwrap_or_default(),
            read_only: mount.read_only.value() == Some(&true),
            propagation: mount.propagation.value().cloned(),
            relabels: false,
        },
        mount.source.span().unwrap_or(mount.span),
    ))
}

/// How each mount of the host spreads.
fn propagations(mounts: &Listed<Mount>) -> Listed<String> {
    let mut listed = Listed::none();
    for Stated { value, evidence } in &mounts.items {
        if let (MountKind::Bind, Some(propagation)) = (value.kind, &value.propagation) {
            listed.push(propagation.clone(), *evidence);
        }
    }
    listed
}

/// Whether a name is the id that a swarm gives its networks.
fn is_id(name: &str) -> bool {
    name.len() == 25
        && name
            .bytes()
            .all(|letter| letter.is_ascii_digit() || letter.is_ascii_lowercase())
}

/// One text as a list of one.
fn single(field: &Field<String>) -> Field<Vec<Spanned<String>>> {
    match field {
        Field::Stated(text) => Field::Stated(Spanned::new(vec![text.clone()], text.span)),
        Field::Absent => Field::Absent,
        Field::Unreadable(span) => Field::Unreadable(*span),
    }
}

/// The place of a field that cannot be read.
const fn fault<T>(field: &Field<T>) -> Option<Span> {
    match field {
        Field::Unreadable(span) => Some(*span),
        Field::Absent | Field::Stated(_) => None,
    }
}
