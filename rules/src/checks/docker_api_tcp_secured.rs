//! Decides `docker-api-tcp-secured`: nobody speaks to an engine over a network without TLS.
//!
//! A socket proxy of the same project is the way to do without: it says what may pass.

use super::{Check, Decide, unsettled};
use crate::catalogue::docker_api_tcp_secured::{
    CERTIFICATES_SWITCHED_OFF, CLIENT_UNVERIFIED, COMMAND_LISTENS, CONTROL, PORT_PUBLISHED,
    VALUE_UNRESOLVED,
};
use crate::facts::{Composed, Fact, Listed, is_socket_proxy};
use crate::finding::{Finding, Verdict};
use crate::model::compose::{Command, Pair, Service, Setting};

mod address;

use address::Address;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Service(decide),
};

/// The port of the engine's interface without TLS.
const PLAIN_PORT: &str = "2375";

fn decide(composed: Composed<'_>) -> Verdict {
    let service = composed.service;
    let (mut failures, mut unknown) = (Vec::new(), Vec::new());
    let mut is_concerned = false;

    let variables = service.environment();
    let host = variable(&variables, "DOCKER_HOST");
    match composed.fact_or(host, String::new(), Clone::clone) {
        Fact::Stated { value, evidence } => {
            is_concerned = true;
            let is_verified = is_switched_on(&variable(&variables, "DOCKER_TLS_VERIFY"));
            if let Some(address) = Address::read(&value)
                && !is_verified
                && !is_proxy(composed, address.host)
                && (address.port == PLAIN_PORT || !address.is_loopback())
            {
                let finding = Finding::new(CLIENT_UNVERIFIED).with("address", &value);
                failures.push(finding.at(evidence));
            }
        }
        Fact::Default(_) => {}
        Fact::Unknown(open) => unknown.push(unsettled::finding(&open, VALUE_UNRESOLVED)),
    }
    let certificates = variable(&variables, "DOCKER_TLS_CERTDIR");
    if let Setting::Set(folder) = &certificates {
        is_concerned = true;
        if folder.value.is_empty() && is_engine(service) {
            let finding = Finding::new(CERTIFICATES_SWITCHED_OFF);
            failures.push(finding.at(composed.at(folder.span)));
        }
    }
    for port in service.ports().iter().filter_map(|port| match port {
        Setting::Set(port) => Some(port),
        Setting::Absent | Setting::Unresolved { .. } | Setting::Malformed { .. } => None,
    }) {
        if port.value.target == PLAIN_PORT {
            is_concerned = true;
            failures.push(Finding::new(PORT_PUBLISHED).at(composed.at(port.span)));
        }
    }
    let listening = listening(composed);
    is_concerned |= !listening.is_none() || is_engine(service);
    let listening = listening.items.iter();
    failures.extend(listening.filter_map(|address| {
        let finding = Finding::new(COMMAND_LISTENS).with("address", address.value.as_ref()?);
        Some(finding.at(address.evidence))
    }));
    Verdict::over(is_concerned, failures, unknown)
}

/// The value of an environment variable.
fn variable(variables: &[Setting<Pair>], name: &str) -> Setting<String> {
    let mut values = variables.iter().filter_map(|pair| match pair {
        Setting::Set(pair) if pair.value.key.value == name => Some(&pair.value.value),
        Setting::Set(_)
        | Setting::Absent
        | Setting::Unresolved { .. }
        | Setting::Malformed { .. } => None,
    });
    values.next().cloned().unwrap_or(Setting::Absent)
}

/// Whether a variable has any value that is not empty, or one that only the variable knows.
fn is_switched_on(variable: &Setting<String>) -> bool {
    match variable {
        Setting::Set(value) => !value.value.is_empty(),
        Setting::Unresolved { .. } => true,
        Setting::Absent | Setting::Malformed { .. } => false,
    }
}

/// Whether a host is a service of the project that is made to stand before the socket.
fn is_proxy(composed: Composed<'_>, host: &str) -> bool {
    let mut services = composed.project.compose.services.iter();
    services.any(|service| {
        let is_image = |image: &String| is_socket_proxy(image);
        service.name.value == host && service.image().value().is_some_and(is_image)
    })
}

/// Whether the image is Docker's own, with the engine in it.
fn is_engine(service: &Service) -> bool {
    service.image().value().is_some_and(|image| {
        let name = image.split('@').next().unwrap_or_default();
        let last = name.rsplit('/').next().unwrap_or_default();
        last.split_once(':')
            .is_some_and(|(name, tag)| name == "docker" && tag.contains("dind"))
    })
}

/// The addresses that a command listens on or speaks to; `None` for those it protects.
fn listening(composed: Composed<'_>) -> Listed<Option<String>> {
    let mut listed = Listed::none();
    for command in [composed.service.command(), composed.service.entrypoint()] {
        let Setting::Set(command) = command else {
            continue;
        };
        let words: Vec<String> = match command.value {
            Command::Text(text) => text.split_whitespace().map(str::to_owned).collect(),
            Command::Words(words) => {
                let words = words.into_iter();
                words.filter_map(|word| word.value().cloned()).collect()
            }
        };
        let is_verified = words
            .iter()
            .any(|word| word == "--tlsverify" || word == "--tlsverify=true");
        let mut before = "";
        for word in &words {
            if let Some(address) = address::of_option(before, word) {
                let is_open = !is_verified && !address.is_loopback();
                let text = is_open.then(|| address.text.to_owned());
                listed.push(text, composed.at(command.span));
            }
            before = word;
        }
    }
    listed
}
