//! What `docker inspect` establishes about a container and about an image.
//!
//! A container's document has the image's own settings folded in, so what is absent there is
//! absent for good.

use super::mounts::is_socket_proxy;
use super::{
    Binding, Capability, Common, Confinement, Device, DeviceRule, Devices, Fact, Health,
    ImageReference, Limit, Listed, Logging, MemoryMount, Mount, MountKind, Namespaces, Need,
    ProcessorTime, Restart, Runtime, SecurityOption, Stated, Unknown, User, Variable, processor,
};
use crate::finding::Evidence;
use crate::model::inspect::{
    self, Config, Container, DeviceRequest, Engine, Field, HostConfig, Image, Pairs, PublishedPort,
    Words,
};
use crate::project::Deployer;
use crate::span::{Span, Spanned};

/// Where facts of one inspect document come from.
#[derive(Clone, Copy)]
pub(super) struct Inspected {
    pub(super) artifact: usize,
}

impl Inspected {
    pub(super) fn at(self, span: Span) -> Evidence {
        Evidence::at(self.artifact, span)
    }

    /// What a container and its image are set to run.
    pub(super) fn common_of_container(self, container: &Container) -> Common {
        let config = &container.config;
        let mut commands = Vec::new();
        let started = self.words(&container.path, &container.args);
        // Podman also keeps the line it was called with.
        let called = self.words(&Field::Absent, &config.create_command);
        let probed = self.words(&Field::Absent, &config.healthcheck);
        commands.extend(
            [started, called, probed]
                .into_iter()
                .filter(|it| !it.is_empty()),
        );
        Common {
            images: self.image_of(container),
            commands,
            ..self.common(config)
        }
    }

    /// A program and what it is given, word by word.
    pub(super) fn words(self, program: &Field<String>, arguments: &Words) -> Vec<Stated<String>> {
        let words = program.stated().into_iter().chain(arguments.items());
        words
            .map(|word| Stated {
                value: word.value.clone(),
                evidence: self.at(word.span),
            })
            .collect()
    }

    fn image_of(self, container: &Container) -> Listed<ImageReference> {
        let mut images = Listed::none();
        let named = [&container.config.image, &container.image_name];
        match named.into_iter().find(|field| **field != Field::Absent) {
            Some(Field::Stated(image)) => {
                images.push(ImageReference::new(&image.value), self.at(image.span));
            }
            Some(Field::Unreadable(span)) => images.unknown.push(self.unreadable(*span)),
            Some(Field::Absent) | None => images.unknown.push(Unknown {
                needs: Need::Readable("the name of the image is missing".to_owned()),
                evidence: None,
            }),
        }
        images
    }

    /// The same of an image; its own name is nothing it can be judged for.
    pub(super) fn common_of_image(self, image: &Image) -> Common {
        let config = &image.config;
        let mut started = self.words(&Field::Absent, &config.entrypoint);
        started.extend(self.words(&Field::Absent, &config.cmd));
        let probed = self.words(&Field::Absent, &config.healthcheck);
        let commands = [started, probed].into_iter();
        Common {
            commands: commands.filter(|it| !it.is_empty()).collect(),
            ..self.common(config)
        }
    }

    fn common(self, config: &Config) -> Common {
        Common {
            user: self.fact(&config.user, User::root(), |name| User::named(name.clone())),
            health: self.health(&config.healthcheck),
            environment: self.environment(&config.env),
            images: Listed::none(),
            labels: self.labels(&config.labels),
            commands: Vec::new(),
        }
    }

    /// The labels that hold a secret; the many others are nothing to be kept.
    pub(super) fn labels(self, labels: &Pairs) -> Listed<Variable> {
        self.list(labels, |(name, value)| {
            let label = Variable::label(&name.value, &value.value);
            label.secret.is_some().then_some((label, value.span))
        })
    }

    pub(super) fn health(self, test: &Field<Vec<Spanned<String>>>) -> Fact<Health> {
        self.fact(test, Health::Absent, |words| match words.first() {
            Some(first) if first.value == "NONE" => Health::Disabled,
            Some(first) if first.value.is_empty() && words.len() == 1 => Health::Absent,
            Some(_) => Health::of_test(words.iter().map(|word| word.value.as_str())),
            None => Health::Absent,
        })
    }

    pub(super) fn environment(self, variables: &Field<Vec<Spanned<String>>>) -> Listed<Variable> {
        self.list(variables, |line| {
            let (name, value) = match line.value.split_once('=') {
                Some((name, value)) => (name, Some(value)),
                None => (line.value.as_str(), None),
            };
            Some((Variable::new(name, value), line.span))
        })
    }

    /// What the host does for a container.
    pub(super) fn runtime(self, container: &Container) -> Runtime {
        let host = &container.host;
        let mode = |field: &Field<String>| self.fact(field, "private".to_owned(), Clone::clone);
        Runtime {
            privileged: self.fact(&host.privileged, false, |value| *value),
            privileged_hooks: Listed::none(),
            deployer: Deployer::default(),
            propagations: self.propagations(container),
            mounts: self.mounts(container),
            open_mounts: Vec::new(),
            is_socket_proxy: container
                .config
                .image
                .value()
                .is_some_and(|image| is_socket_proxy(image)),
            memory_mounts: self.memory_mounts(host),
            devices: self.devices(host),
            groups_added: self.list(&host.group_add, |group| {
                Some((group.value.clone(), group.span))
            }),
            capabilities_added: self.capabilities(&host.cap_add),
            capabilities_dropped: match container.engine {
                Engine::Docker => self.capabilities(&host.cap_drop),
                Engine::Podman => self.dropped_by_podman(container),
            },
            security_options: self.list(&host.security_opt, |option| {
                Some((SecurityOption::new(&option.value), option.span))
            }),
            confinement: Confinement {
                is_reported: true,
                app_armor_profile: self.fact(
                    &container.app_armor_profile,
                    String::new(),
                    Clone::clone,
                ),
                unmasked: host.masked_paths_emptied.map(|span| self.at(span)),
                process_label: Some(self.fact(
                    &container.process_label,
                    String::new(),
                    Clone::clone,
                )),
                is_running: container.state.running.value() == Some(&true),
            },
            namespaces: Namespaces {
                uts: mode(&host.uts_mode),
                users: self.fact(&host.userns_mode, "default".to_owned(), Clone::clone),
                control_groups: self.fact(&host.cgroupns_mode, "default".to_owned(), Clone::clone),
                control_group_parent: self.fact(&host.cgroup_parent, String::new(), Clone::clone),
                isolation: self.fact(&host.isolation, String::new(), Clone::clone),
                starter: self.fact(&host.runtime, String::new(), Clone::clone),
            },
            network_mode: self.fact(&host.network_mode, "default".to_owned(), Clone::clone),
            pid_mode: mode(&host.pid_mode),
            ipc_mode: mode(&host.ipc_mode),
            ports: self.ports(container),
            publishes_all: match &host.publish_all_ports {
                Field::Stated(Spanned { value: true, span })
                    if !container.config.exposed_ports.items().is_empty() =>
                {
                    Some(self.at(*span))
                }
                Field::Stated(_) | Field::Absent | Field::Unreadable(_) => None,
            },
            api_socket: None,
            memory: self.limit(&host.memory),
            processor_time: self.processor_time(host),
            pids: self.limit(&host.pids_limit),
            read_only: self.fact(&host.readonly_rootfs, false, |value| *value),
            restart: self.restart(&host.restart_policy),
            bounds: self.bounds(container),
            addressing: self.addressing(container),
            logging: Logging::of_container(self, host),
            windows: container
                .platform
                .value()
                .is_some_and(|platform| platform.eq_ignore_ascii_case("windows")),
            secret_modes: Listed::none(),
            daemon: None,
            drifts: None,
        }
    }

    /// What `--tmpfs` asked for, and `--mount` of that type.
    fn memory_mounts(self, host: &HostConfig) -> Listed<MemoryMount> {
        let mut listed = self.list(&host.tmpfs, |(target, options)| {
            let mount = MemoryMount::new(&target.value, &options.value);
            Some((mount, target.span.to(options.span)))
        });
        let asked = self.list(&host.mounts, MemoryMount::of_asked);
        listed.items.extend(asked.items);
        listed
    }

    /// What of Docker's default set is not in effect: Podman lists differences from a
    /// smaller set of its own, and never `ALL`.
    fn dropped_by_podman(self, container: &Container) -> Listed<Capability> {
        let effective = &container.effective_caps;
        if let Field::Unreadable(_) = effective {
            return self.capabilities(effective);
        }
        let kept = self.capabilities(effective);
        let mut dropped = Listed::none();
        let place = effective.span().or_else(|| container.host.cap_drop.span());
        let place = self.at(place.or(container.config.span).unwrap_or(container.span));
        for granted in Capability::granted_by_default() {
            if !kept.items.iter().any(|kept| kept.value == granted) {
                dropped.push(granted, place);
            }
        }
        dropped
    }

    pub(super) fn capabilities(self, names: &Field<Vec<Spanned<String>>>) -> Listed<Capability> {
        self.list(names, |name| {
            Some((Capability::new(&name.value), name.span))
        })
    }

    /// What is really mounted; what was asked for, where the container never ran.
    fn mounts(self, container: &Container) -> Listed<Mount> {
        let mut listed = self.list(&container.mounts, |mount| {
            // Old engines print no type, and their volumes lie below a folder of their own.
            let is_volume = |source: &String| source.starts_with("/var/lib/docker/volumes/");
            let kind = match mount.kind.value().map(String::as_str) {
                Some(kind) => kind_of(kind),
                None if mount.source.value().is_some_and(is_volume) => MountKind::Managed,
                None => MountKind::Bind,
            };
            let read_only = match &mount.rw {
                Field::Stated(rw) => !rw.value,
                Field::Absent | Field::Unreadable(_) => has_word(&mount.mode, "ro"),
            };
            let source = mount.source.value().or_else(|| mount.name.value())?.clone();
            let target = mount.destination.value().cloned().unwrap_or_default();
            let span = mount.source.span().unwrap_or(mount.span);
            Some((
                Mount {
                    kind,
                    source,
                    target,
                    read_only,
                    propagation: mount.propagation.value().cloned(),
                    relabels: has_word(&mount.mode, "z") || has_word(&mount.mode, "Z"),
                },
                span,
            ))
        });
        if listed.items.is_empty() {
            let binds = self.list(&container.host.binds, |bind| {
                Some((bound(&bind.value)?, bind.span))
            });
            listed.items.extend(binds.items);
            listed.unknown.extend(binds.unknown);
        }
        // A volume may be made on the way that only stands for a path of the host.
        let stand_ins = self.list(&container.host.mounts, Mount::of_stand_in);
        listed.items.extend(stand_ins.items);
        listed
    }

    /// How each mount of the host spreads.
    fn propagations(self, container: &Container) -> Listed<String> {
        let mounts = self.mounts(container).items.into_iter();
        let mut listed = Listed::none();
        for mount in mounts.filter(|mount| mount.value.kind == MountKind::Bind) {
            if let Some(propagation) = mount.value.propagation {
                listed.push(propagation, mount.evidence);
            }
        }
        listed
    }

    fn devices(self, host: &HostConfig) -> Devices {
        let mut passed = self.list(&host.devices, |device| {
            let source = device.path_on_host.value()?;
            let granted = device.permissions.value().map(String::as_str);
            let span = device.path_on_host.span().unwrap_or(device.span);
            Some((Device::new(source, granted), span))
        });
        if let Field::Unreadable(span) = &host.device_requests {
            passed.unknown.push(self.unreadable(*span));
        }
        for request in host.device_requests.items() {
            for (name, span) in requested(request) {
                passed.push(Device::new(&name, None), self.at(span));
            }
        }
        Devices {
            passed,
            rules: self.list(&host.device_cgroup_rules, |rule| {
                Some((DeviceRule::new(&rule.value), rule.span))
            }),
        }
    }

    /// What is really bound while the container runs, else what was asked for.
    ///
    /// A binding without an address gets the daemon's or the network's, which may be the host's
    /// own; what is really bound shows it.
    fn ports(self, container: &Container) -> Listed<Binding> {
        let real = &container.network.ports;
        let asked = &container.host.port_bindings;
        let runs = container.state.running.value() == Some(&true);
        let has_real = real.items().iter().any(|port| port.is_bound);
        // Docker lists one binding for every address family; the one asked for says it once.
        let source = if runs && has_real && asked.items().is_empty() {
            real
        } else {
            asked
        };
        self.list(source, |port| {
            port.is_bound.then(|| {
                let chosen = || {
                    runs.then(|| address_in_effect(port, real.items()))
                        .flatten()
                };
                let binding = Binding {
                    address: port.host_ip.value().cloned().or_else(chosen),
                    address_variables: Vec::new(),
                    published: port.host_port.value().cloned(),
                    target: port.container.value.clone(),
                };
                (binding, port.span)
            })
        })
    }

    pub(super) fn limit(self, field: &Field<i64>) -> Fact<Limit> {
        let absent = Limit::Unbounded(String::new());
        self.fact(field, absent, |value| {
            if *value > 0 {
                Limit::Bounded
            } else {
                Limit::Unbounded(value.to_string())
            }
        })
    }

    /// The engine refuses `NanoCpus` beside `CpuQuota`, and Podman prints either.
    fn processor_time(self, host: &HostConfig) -> Fact<ProcessorTime> {
        let unlimited = ProcessorTime::Unlimited;
        let count = |field| {
            self.fact(field, unlimited.clone(), |count| {
                ProcessorTime::of_count(*count)
            })
        };
        processor::strictest([
            count(&host.nano_cpus),
            count(&host.cpu_quota),
            self.fact(&host.cpuset_cpus, unlimited.clone(), |processors| {
                ProcessorTime::Pinned(processors.clone())
            }),
            // No weight bounds anything, so one that cannot be read leaves nothing open.
            match &host.cpu_shares {
                Field::Stated(weight) if weight.value > 0 => Fact::Stated {
                    value: ProcessorTime::Weighed(weight.value.to_string()),
                    evidence: self.at(weight.span),
                },
                Field::Stated(_) | Field::Absent | Field::Unreadable(_) => Fact::Default(unlimited),
            },
        ])
    }

    fn restart(self, policy: &inspect::RestartPolicy) -> Fact<Restart> {
        if policy.name.value().is_some_and(|name| name == "on-failure")
            && policy.maximum_retry_count != Field::Absent
        {
            return self.fact(&policy.maximum_retry_count, Restart::Never, |tries| {
                Restart::OnFailure(u64::try_from(*tries).ok())
            });
        }
        self.fact(&policy.name, Restart::Never, |name| match name.as_str() {
            "no" => Restart::Never,
            "on-failure" => Restart::OnFailure(None),
            _ => Restart::Unbounded(name.clone()),
        })
    }

    /// One field as a fact: absence is Docker's default, a wrong type is unknown.
    pub(super) fn fact<T, U>(
        self,
        field: &Field<T>,
        absent: U,
        read: impl FnOnce(&T) -> U,
    ) -> Fact<U> {
        match field {
            Field::Absent => Fact::Default(absent),
            Field::Stated(stated) => Fact::Stated {
                value: read(&stated.value),
                evidence: self.at(stated.span),
            },
            Field::Unreadable(span) => Fact::Unknown(self.unreadable(*span)),
        }
    }

    /// A number that `needs` would tell where it is not stated.
    pub(super) fn counted<T>(
        self,
        field: &Field<T>,
        needs: Need,
        read: impl FnOnce(&T) -> Option<u64>,
    ) -> Fact<u64> {
        let open = |needs, evidence| Fact::Unknown(Unknown { needs, evidence });
        match field {
            Field::Absent => open(needs, None),
            Field::Unreadable(span) => Fact::Unknown(self.unreadable(*span)),
            Field::Stated(stated) => {
                let evidence = self.at(stated.span);
                let problem = Need::Readable("it is less than nothing".to_owned());
                read(&stated.value).map_or_else(
                    || open(problem, Some(evidence)),
                    |value| Fact::Stated { value, evidence },
                )
            }
        }
    }

    pub(super) fn list<T, U>(
        self,
        field: &Field<Vec<T>>,
        read: impl Fn(&T) -> Option<(U, Span)>,
    ) -> Listed<U> {
        let mut listed = Listed::none();
        if let Field::Unreadable(span) = field {
            listed.unknown.push(self.unreadable(*span));
        }
        for (value, span) in field.items().iter().filter_map(read) {
            listed.push(value, self.at(span));
        }
        listed
    }

    pub(super) fn unreadable(self, span: Span) -> Unknown {
        let needs = Need::Readable("it is not of the type Docker prints".to_owned());
        Unknown {
            needs,
            evidence: Some(self.at(span)),
        }
    }
}

/// The one address at which a port is really bound, where it is no wildcard.
fn address_in_effect(port: &PublishedPort, real: &[PublishedPort]) -> Option<String> {
    let same = |it: &&PublishedPort| it.is_bound && it.container.value == port.container.value;
    let mut addresses = real.iter().filter(same).map(|it| it.host_ip.value());
    let first = addresses.next()??;
    let is_wildcard = matches!(first.as_str(), "" | "0.0.0.0" | "::");
    (!is_wildcard && addresses.all(|it| it == Some(first))).then(|| first.clone())
}

/// What a driver of devices is asked for: each by its name, or some of a kind.
fn requested(request: &DeviceRequest) -> Vec<(String, Span)> {
    let ids = request.device_ids.items();
    if !ids.is_empty() {
        return ids.iter().map(|id| (id.value.clone(), id.span)).collect();
    }
    let kinds = request.capabilities.items().iter();
    let kinds: Vec<&str> = kinds.map(|kind| kind.value.as_str()).collect();
    let name = match (request.driver.value(), kinds.as_slice()) {
        (Some(driver), _) => driver.clone(),
        (None, []) => return Vec::new(),
        (None, kinds) => kinds.join(", "),
    };
    vec![(name, request.span)]
}

fn kind_of(kind: &str) -> MountKind {
    match kind {
        "bind" => MountKind::Bind,
        "npipe" => MountKind::Pipe,
        _ => MountKind::Managed,
    }
}

/// Whether a comma-separated list holds a word.
fn has_word(field: &Field<String>, word: &str) -> bool {
    field
        .value()
        .is_some_and(|list| list.split(',').any(|part| part.trim() == word))
}

/// `source:target[:options]`, where the source may be a Windows path.
fn bound(bind: &str) -> Option<Mount> {
    let drive = bind
        .get(1..3)
        .is_some_and(|rest| rest == ":\\" || rest == ":/");
    let from = if drive { 2 } else { 0 };
    let colon = bind.get(from..)?.find(':')? + from;
    let (source, rest) = (bind.get(..colon)?, bind.get(colon + 1..)?);
    let (target, options) = rest.rsplit_once(':').unwrap_or((rest, ""));
    let is_path = source.starts_with(['/', '.', '~', '\\']) || drive;
    Some(Mount {
        kind: if is_path {
            MountKind::Bind
        } else {
            MountKind::Managed
        },
        source: source.to_owned(),
        target: target.to_owned(),
        read_only: options.split(',').any(|option| option == "ro"),
        propagation: options
            .split(',')
            .find(|option| option.ends_with("shared") || option.ends_with("slave"))
            .map(str::to_owned),
        relabels: options.split(',').any(|option| matches!(option, "z" | "Z")),
    })
}
