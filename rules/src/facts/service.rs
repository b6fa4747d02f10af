//! What a compose file establishes about a service.

use super::{
    Binding, Capability, Common, Fact, Health, ImageReference, Limit, Listed, Mount, MountKind,
    Need, Restart, Runtime, SecurityOption, Unknown, User, Variable, container, stage,
};
use crate::finding::Evidence;
use crate::model::compose::{
    self, Healthcheck, Pair, Port, RestartPolicy, Service, Setting, Volume, VolumeKind,
};
use crate::span::{Span, Spanned};

/// A service with what was found to belong to it.
#[derive(Clone, Copy)]
pub(super) struct Deployed<'a> {
    pub(super) artifact: usize,
    pub(super) service: &'a Service,
    /// The Dockerfile it is built from, where that was given.
    pub(super) built: Option<stage::Built<'a>>,
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

fn user(deployed: Deployed<'_>, image: Option<&Common>) -> Fact<User> {
    match deployed.fact(deployed.service.user(), |user| User::named(user.clone())) {
        Some(fact) => fact,
        None => match (deployed.built, image) {
            (Some(built), _) => stage::user(built),
            (None, Some(image)) => image.user.clone(),
            (None, None) => deployed.user_of_unseen_image(),
        },
    }
}

fn health(deployed: Deployed<'_>, image: Option<&Common>) -> Fact<Health> {
    let of_image = || match (deployed.built, image) {
        (Some(built), _) => stage::health(built),
        (None, Some(image)) => image.health.clone(),
        (None, None) => Fact::Unknown(deployed.image_decides()),
    };
    let check = match deployed.service.healthcheck() {
        // Timing alone leaves the test to the image.
        Setting::Set(check) if check.value == Healthcheck::Timing => return of_image(),
        check => check,
    };
    let stated = deployed.fact(check, |check| match check {
        Healthcheck::Disabled => Health::Disabled,
        Healthcheck::Test(_) | Healthcheck::Timing => Health::Probed,
    });
    stated.unwrap_or_else(of_image)
}

/// The variables with a value in the file; one that is filled in from outside is no literal.
fn environment(deployed: Deployed<'_>) -> Listed<Variable> {
    let mut listed = deployed.list(deployed.service.environment(), |pair| Some(variable(pair)));
    if let Setting::Set(build) = deployed.service.build() {
        let arguments = deployed.list(build.value.args, |pair| {
            Some(Variable {
                is_argument: true,
                ..variable(pair)
            })
        });
        listed.items.extend(arguments.items);
    }
    // What a variable will hold is not the file's secret, however it is named.
    listed
        .unknown
        .retain(|unknown| !matches!(unknown.needs, Need::Variables(_)));
    listed
}

fn variable(pair: &Pair) -> Variable {
    Variable::new(&pair.key.value, pair.value.value().map(String::as_str))
}

/// The image the service runs; what it builds itself only gets this name.
fn images(deployed: Deployed<'_>) -> Listed<ImageReference> {
    if deployed.service.build().is_absent() {
        deployed.list(vec![deployed.service.image()], |image| {
            Some(ImageReference::new(image))
        })
    } else {
        Listed::none()
    }
}

/// What a service asks of its host.
pub(super) fn runtime(deployed: Deployed<'_>) -> Runtime {
    let service = deployed.service;
    let flag = |setting: Setting<bool>| deployed.fact_or(setting, false, |value| *value);
    let mode = |setting: Setting<String>, default: &str| {
        deployed.fact_or(setting, default.to_owned(), Clone::clone)
    };
    Runtime {
        privileged: flag(service.privileged()),
        mounts: deployed.list(service.volumes(), mount),
        capabilities_added: deployed.capabilities(service.cap_add()),
        capabilities_dropped: deployed.capabilities(service.cap_drop()),
        security_options: deployed.list(service.security_opt(), |option| {
            Some(SecurityOption::new(option))
        }),
        network_mode: mode(service.network_mode(), "default"),
        pid_mode: mode(service.pid(), "private"),
        ipc_mode: mode(service.ipc(), "private"),
        ports: deployed.list(service.ports(), |port| Some(binding(port))),
        publishes_all: None,
        api_socket: match service.use_api_socket() {
            Setting::Set(Spanned { value: true, span }) => Some(deployed.at(span)),
            Setting::Set(_)
            | Setting::Absent
            | Setting::Unresolved { .. }
            | Setting::Malformed { .. } => None,
        },
        memory: deployed.limit([service.deploy_memory_limit(), service.mem_limit()]),
        pids: deployed.limit([service.deploy_pids_limit(), service.pids_limit()]),
        read_only: flag(service.read_only()),
        restart: restart(deployed),
        windows: false,
    }
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
        published: port.published.clone(),
        target: match protocol {
            Some(protocol) => format!("{}/{protocol}", port.target),
            None => port.target.clone(),
        },
    }
}

/// `deploy.restart_policy` decides where it stands; `restart` otherwise.
fn restart(deployed: Deployed<'_>) -> Fact<Restart> {
    let policy = deployed.service.restart_policy();
    if !policy.is_absent() {
        return match policy {
            Setting::Set(policy) => deploy_restart(deployed, &policy),
            other => deployed.fact_or(other, Restart::Never, |_| Restart::Never),
        };
    }
    deployed.fact_or(deployed.service.restart(), Restart::Never, |policy| {
        let (name, tries) = policy.split_once(':').unwrap_or((policy, ""));
        match name {
            "no" | "" => Restart::Never,
            // A text that is no number means no bound.
            "on-failure" => Restart::OnFailure(tries.trim().parse().ok()),
            _ => Restart::Unbounded(name.to_owned()),
        }
    })
}

fn deploy_restart(deployed: Deployed<'_>, policy: &Spanned<RestartPolicy>) -> Fact<Restart> {
    let tries = policy
        .value
        .max_attempts
        .value()
        .and_then(|tries| u64::try_from(*tries).ok());
    // Without a condition a service is restarted in any case.
    let any = Restart::Unbounded("any".to_owned());
    let at_policy = Setting::set("any".to_owned(), policy.span);
    let condition = match policy.value.condition.clone() {
        Setting::Absent => at_policy,
        stated => stated,
    };
    deployed.fact_or(condition, any, |condition| match condition.as_str() {
        "none" | "no" => Restart::Never,
        "on-failure" => Restart::OnFailure(tries),
        // A bound on the attempts bounds every condition.
        _ if tries.is_some_and(|tries| tries > 0) => Restart::OnFailure(tries),
        other => Restart::Unbounded(other.to_owned()),
    })
}

impl Deployed<'_> {
    pub(super) fn at(self, span: Span) -> Evidence {
        Evidence::at(self.artifact, span)
    }

    /// The image is not in the report: well known, or unknown until its inspect is given.
    fn user_of_unseen_image(self) -> Fact<User> {
        if let Setting::Set(image) = self.service.image()
            && self.service.build().is_absent()
            && let Some(known) = stage::image_user(&image.value, self.at(image.span))
        {
            return known;
        }
        Fact::Unknown(self.image_decides())
    }

    /// Which image leaves a property open, and where it is named.
    fn image_decides(self) -> Unknown {
        if let compose::Setting::Set(build) = self.service.build() {
            let image = format!("built for the service {}", self.service.name.value);
            return Unknown {
                needs: Need::Image(image),
                evidence: Some(self.at(build.span)),
            };
        }
        match self.service.image() {
            Setting::Set(image) => Unknown {
                needs: Need::Image(image.value),
                evidence: Some(self.at(image.span)),
            },
            Setting::Unresolved { span, variables } => self.open(Need::Variables(variables), span),
            Setting::Malformed { span, problem } => self.open(Need::Readable(problem), span),
            Setting::Absent => {
                let image = format!("of the service {}", self.service.name.value);
                self.open(Need::Image(image), self.service.name.span)
            }
        }
    }

    fn open(self, needs: Need, span: Span) -> Unknown {
        Unknown {
            needs,
            evidence: Some(self.at(span)),
        }
    }

    /// The first of several spellings of a limit that is stated.
    fn limit(self, spellings: [Setting<i64>; 2]) -> Fact<Limit> {
        let stated = spellings.into_iter().find(|setting| !setting.is_absent());
        self.fact_or(
            stated.unwrap_or(Setting::Absent),
            Limit::Unbounded(String::new()),
            |value| {
                if *value > 0 {
                    Limit::Bounded
                } else {
                    Limit::Unbounded(value.to_string())
                }
            },
        )
    }

    fn capabilities(self, names: Vec<Setting<String>>) -> Listed<Capability> {
        self.list(names, |name| Some(Capability::new(name)))
    }

    /// A setting as a fact; absence is Docker's default, unless part of the service was lost.
    fn fact_or<T, U>(self, setting: Setting<T>, absent: U, read: impl FnOnce(&T) -> U) -> Fact<U> {
        self.fact(setting, read).unwrap_or(Fact::Default(absent))
    }

    /// The same where absence means that something else decides: `None`.
    fn fact<T, U>(self, setting: Setting<T>, read: impl FnOnce(&T) -> U) -> Option<Fact<U>> {
        let fact = match setting {
            Setting::Absent if self.service.is_whole => return None,
            Setting::Absent => {
                let what = "a part of this service could not be read".to_owned();
                Fact::Unknown(self.open(Need::Readable(what), self.service.name.span))
            }
            Setting::Set(stated) => Fact::Stated {
                value: read(&stated.value),
                evidence: self.at(stated.span),
            },
            Setting::Unresolved { span, variables } => {
                Fact::Unknown(self.open(Need::Variables(variables), span))
            }
            Setting::Malformed { span, problem } => {
                Fact::Unknown(self.open(Need::Readable(problem), span))
            }
        };
        Some(fact)
    }

    fn list<T, U>(self, settings: Vec<Setting<T>>, read: impl Fn(&T) -> Option<U>) -> Listed<U> {
        let mut listed = Listed::none();
        for setting in settings {
            match setting {
                Setting::Absent => {}
                Setting::Set(stated) => {
                    if let Some(value) = read(&stated.value) {
                        listed.push(value, self.at(stated.span));
                    }
                }
                Setting::Unresolved { span, variables } => {
                    listed
                        .unknown
                        .push(self.open(Need::Variables(variables), span));
                }
                Setting::Malformed { span, problem } => {
                    listed
                        .unknown
                        .push(self.open(Need::Readable(problem), span));
                }
            }
        }
        listed
    }
}
