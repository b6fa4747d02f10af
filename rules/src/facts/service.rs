//! What a compose file establishes about a service.

mod images;
mod limits;
mod ports;

use std::collections::{BTreeMap, BTreeSet};

use self::images::images;
use self::limits::{processor_time, restart};
use self::ports::ports;
use super::addressing::is_network_of_host;
use super::mounts::is_socket_proxy;
use super::mounts_of_service::{mounts, open_mounts, propagations};
use super::{
    Common, Composed, Confinement, Devices, Fact, Health, Listed, Logging, Namespaces, Need,
    Restart, Runtime, SecurityOption, Unknown, User, Variable, container, env_files, memory, stage,
};
use crate::finding::Evidence;
use crate::model::compose::{self, Command, Compose, Form, Healthcheck, Service, Setting};
use crate::model::docker_run::PUBLISHES_ALL;
use crate::model::inspect::Container;
use crate::span::Spanned;

/// A service with what was found to belong to it.
#[derive(Clone, Copy)]
pub(super) struct Deployed<'a> {
    pub(super) composed: Composed<'a>,
    /// Every artifact's index by name.
    pub(super) names: &'a BTreeMap<&'a str, usize>,
    /// The Dockerfile it is built from, where that was given.
    pub(super) built: Option<stage::Built<'a>>,
    /// Its containers, where they are known to be its own.
    pub(super) running: &'a [(container::Inspected, Container)],
    /// The image it runs, where its inspect was given.
    pub(super) inspected: Option<(container::Inspected, &'a crate::model::inspect::Image)>,
    /// Whether another service waits until it has done its work.
    pub(super) is_awaited: bool,
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
        labels: Listed::none(),
        commands: Vec::new(),
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
        Health::Probed
        | Health::Disabled
        | Health::Absent
        | Health::Feigned
        | Health::NoneAsCommand
        | Health::Unneeded => health,
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
        Healthcheck::Test(test) => probe(test),
        Healthcheck::Timing => Health::Probed,
    });
    stated.unwrap_or_else(|| {
        if deployed.ends_when_done() {
            Fact::Default(Health::Unneeded)
        } else {
            of_image()
        }
    })
}

/// What a test of a service's own amounts to.
fn probe(command: &Command) -> Health {
    match command {
        // Only in a list does the word switch a probe off.
        Command::Text(text) if text.trim() == "NONE" => Health::NoneAsCommand,
        Command::Text(text) => Health::of_test(["CMD-SHELL", text].into_iter()),
        Command::Words(words) => {
            let settled = words.iter().map(|word| word.value().map(String::as_str));
            let settled: Option<Vec<&str>> = settled.collect();
            settled.map_or(Health::Probed, |words| Health::of_test(words.into_iter()))
        }
    }
}

/// The variables with a value in the file; one that is filled in from outside is no literal.
fn environment(deployed: Deployed<'_>) -> Listed<Variable> {
    // What a variable will hold is not the file's secret; what stands around it is.
    let without_variables = deployed.composed.service.without_references();
    let hooks = ["pre_start", "post_start", "pre_stop"].into_iter();
    let of_hooks = hooks.flat_map(|hook| {
        let commands = without_variables.field(&[hook]).items();
        commands.flat_map(|command| command.get("environment").pairs())
    });
    let stated = without_variables.environment().into_iter().chain(of_hooks);
    let mut listed = deployed.composed.list(stated.collect(), |pair| {
        let name = &pair.key.value;
        Some(match pair.value.value() {
            Some(value) => Variable::settled(name, value),
            None => Variable::new(name, None),
        })
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
        let stated = without_variables.environment();
        let from_files = env_files::of(deployed.composed, deployed.names, &stated);
        listed.items.extend(from_files.items);
        listed.unknown.extend(from_files.unknown);
    }
    listed
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
        privileged: flag(
            deployed
                .composed
                .effective("privileged", service.privileged()),
        ),
        privileged_hooks: deployed
            .composed
            .list(privileged_hooks(service), |value| Some(*value)),
        deployer: deployed.composed.project.deployer,
        mounts: mounts(deployed),
        open_mounts: open_mounts(deployed),
        propagations: propagations(deployed),
        is_socket_proxy: service
            .image()
            .value()
            .is_some_and(|image| is_socket_proxy(image)),
        memory_mounts: memory::of_service(deployed.composed),
        devices: Devices::of_service(deployed.composed),
        groups_added: deployed
            .composed
            .list(groups(service), |group| Some(group.clone())),
        capabilities_added: deployed.composed.capabilities(service.cap_add()),
        capabilities_dropped: deployed.composed.capabilities(service.cap_drop()),
        security_options: deployed.composed.list(service.security_opt(), |option| {
            Some(SecurityOption::new(option))
        }),
        confinement: Confinement::to_come(),
        namespaces: Namespaces::of_service(deployed.composed),
        network_mode: mode(network_mode(deployed), "default"),
        pid_mode: mode(deployed.composed.effective("pid", service.pid()), "private"),
        ipc_mode: mode(deployed.composed.effective("ipc", service.ipc()), "private"),
        ports: ports(deployed),
        publishes_all: publishes_all(deployed.composed),
        api_socket: match service.use_api_socket() {
            Setting::Set(Spanned { value: true, span }) => Some(deployed.composed.at(span)),
            Setting::Set(_)
            | Setting::Absent
            | Setting::Unresolved { .. }
            | Setting::Malformed { .. } => None,
        },
        memory: deployed.composed.memory(),
        processor_time: processor_time(deployed),
        pids: deployed
            .composed
            .limit([service.deploy_pids_limit(), service.pids_limit()]),
        read_only: flag(service.read_only()),
        restart: restart(deployed),
        bounds: deployed.composed.bounds(),
        addressing: deployed.composed.addressing(),
        logging: Logging::of_service(deployed.composed),
        windows: service
            .field(&["platform"])
            .text()
            .value()
            .is_some_and(|platform| platform.starts_with("windows")),
        secret_modes: Listed::none(),
        daemon: None,
        drifts: None,
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

/// Groups by name or number.
fn groups(service: &Service) -> Vec<Setting<String>> {
    service
        .field(&["group_add"])
        .list(|item| match item.text() {
            Setting::Malformed { .. } => item.integer().map(|number| number.to_string()),
            text => text,
        })
}

/// The mode stated, or `host` where the only network is the host's under another name.
fn network_mode(deployed: Deployed<'_>) -> Setting<String> {
    let stated = deployed.composed.service.network_mode();
    // What v1 calls `net` has no meaning elsewhere.
    let is_v1 = deployed.composed.project.compose.form == Form::V1;
    let stated = if stated.is_absent() && is_v1 {
        deployed.composed.service.field(&["net"]).text()
    } else {
        stated
    };
    let stated = deployed.composed.effective("network_mode", stated);
    let names = deployed.composed.networks();
    match names.as_slice() {
        [only]
            if stated.is_absent()
                && is_network_of_host(&deployed.composed.project.compose, &only.value, "host") =>
        {
            Setting::set("host".to_owned(), only.span)
        }
        _ => stated,
    }
}

/// The services that others wait for to end well.
pub(super) fn awaited(compose: &Compose) -> BTreeSet<&str> {
    let mut awaited = BTreeSet::new();
    for service in &compose.services {
        let depends = service.field(&["depends_on"]);
        let Setting::Set(entries) = depends.mapping() else {
            continue;
        };
        for entry in entries.value {
            let condition = depends.get(&entry.key.value).get("condition").text();
            if condition
                .value()
                .is_some_and(|it| it == "service_completed_successfully")
            {
                awaited.insert(&*entry.key.value);
            }
        }
    }
    awaited
}

impl Deployed<'_> {
    /// Whether it does one piece of work, ends and stays ended.
    fn ends_when_done(self) -> bool {
        self.is_awaited && restart(self).value() == Some(&Restart::Never)
    }

    /// What each of the service's containers has.
    fn seen_running(self) -> impl Iterator<Item = Common> {
        self.running
            .iter()
            .map(|(inspected, container)| inspected.common_of_container(container))
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
