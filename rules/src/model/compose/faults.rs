//! Values that Compose refuses, found before anyone asks for them.

use std::collections::BTreeSet;

use super::form::Form;
use super::port::Port;
use super::service::Service;
use super::setting::Setting;
use crate::artifact::{Effect, Problem};
use crate::model::yaml::quote;
use crate::span::Span;

/// Lists what the getters find malformed, each place once and none that is `known` as a problem.
pub(super) fn check(
    services: &[Service],
    form: Form,
    known: &[Problem],
    problems: &mut Vec<Problem>,
) {
    let told = known.iter().chain(&*problems);
    let told: BTreeSet<Span> = told.filter_map(|problem| problem.span).collect();
    let reader = form.reader();
    let mut faults = Faults {
        reader,
        told,
        problems,
    };
    for service in services {
        faults.service(service);
    }
}

struct Faults<'p> {
    /// Who refuses.
    reader: &'static str,
    /// Places with a problem. What an alias shares is one place in many services.
    told: BTreeSet<Span>,
    problems: &'p mut Vec<Problem>,
}

impl Faults<'_> {
    fn service(&mut self, service: &Service) {
        let name = &service.name.value;
        macro_rules! each {
            ($($getter:ident)*) => { $(self.one(name, stringify!($getter), &service.$getter());)* };
        }
        macro_rules! all {
            ($($getter:ident)*) => { $(self.many(name, stringify!($getter), &service.$getter());)* };
        }
        each! {
            image build user privileged read_only network_mode pid ipc uts userns_mode cgroup
            mem_limit cpus cpu_quota cpu_shares cpuset pids_limit restart healthcheck
            container_name command entrypoint use_api_socket extends replicas deploy_mode deploy_memory_limit deploy_cpus
            deploy_pids_limit restart_policy
        }
        all! {
            cap_add cap_drop security_opt devices volumes ports profiles environment labels env_file
        }
        for pair in service
            .environment()
            .iter()
            .chain(&service.labels())
            .filter_map(Setting::value)
        {
            self.one(name, &pair.key.value, &pair.value);
        }
        for volume in service.field(&["volumes"]).items() {
            if let (Some(node), Some(key)) = (volume.node(), volume.volume_lacks()) {
                let problem = format!("a mount in long form needs its `{key}`");
                self.one::<()>(name, "volumes", &Setting::malformed(node.span, problem));
            }
        }
        for port in service.ports() {
            if let (Some(span), true) = (
                port.span(),
                port.value().is_some_and(Port::has_unequal_ranges),
            ) {
                let problem = "the two ranges of ports differ in length";
                self.one::<()>(name, "ports", &Setting::malformed(span, problem));
            }
        }
        if let Some(build) = service.build().value() {
            self.one(name, "build.context", &build.context);
            self.one(name, "build.dockerfile", &build.dockerfile);
            self.one(name, "build.target", &build.target);
            self.one(name, "build.network", &build.network);
            self.one(name, "build.privileged", &build.privileged);
            self.many(name, "build.args", &build.args);
        }
    }

    fn many<T>(&mut self, service: &str, key: &str, settings: &[Setting<T>]) {
        for setting in settings {
            self.one(service, key, setting);
        }
    }

    fn one<T>(&mut self, service: &str, key: &str, setting: &Setting<T>) {
        let Setting::Malformed { span, problem } = setting else {
            return;
        };
        if self.told.insert(*span) {
            let (reader, key, service) = (self.reader, quote(key), quote(service));
            let message = format!("{reader} refuses {key} of the service {service}: {problem}");
            self.problems
                .push(Problem::at(*span, Effect::Partial, message));
        }
    }
}
