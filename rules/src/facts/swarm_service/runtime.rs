//! What a swarm asks of the hosts it starts a service on.

use super::{LIMITS_SINCE, Scheduled, mounts};
use crate::facts::mounts::is_socket_proxy;
use crate::facts::{
    Addressing, Bounds, Confinement, Devices, Fact, Limit, Listed, Logging, MemoryMount,
    Namespaces, PinnedName, ProcessorTime, Restart, Runtime, Started,
};
use crate::model::inspect::Field;
use crate::project::Deployer;
use crate::span::Spanned;

impl Scheduled<'_> {
    /// What a service and a container have.
    pub(in crate::facts) fn runtime(self) -> Runtime {
        let source = self.source;
        let spec = &self.task.container;
        let mounts = self.mounts();
        Runtime {
            privileged: Fact::Default(false),
            privileged_hooks: Listed::none(),
            // All that it states is in force: nothing was passed over on the way.
            deployer: Deployer::default(),
            propagations: mounts::propagations(&mounts),
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
        let words = |words| {
            let word = |word: &Spanned<String>| Some((word.value.clone(), word.span));
            self.source.list(words, word)
        };
        Addressing {
            default_bridge: self.default_bridge(),
            plain_bridges: false,
            links: Listed::none(),
            image: self.source.list(&spec.image.listed(), |image| {
                Some((image.value.clone(), image.span))
            }),
            started: Started::of_both(words(&spec.command), words(&spec.args)),
            programs: None,
            volumes_from: Listed::none(),
            names: self.source.list(&spec.hosts, |host| {
                Some((PinnedName::of_service(&host.value)?, host.span))
            }),
        }
    }
}
