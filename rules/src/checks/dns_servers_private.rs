//! Decides `dns-servers-private`: names are asked for where the daemon asks for them.

use std::net::IpAddr;

use super::{Check, Decide, unsettled};
use crate::catalogue::dns_servers_private::{CONTROL, RESOLVER_PUBLIC, SERVER_UNRESOLVED};
use crate::facts::Composed;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Service(decide),
};

/// Resolvers that anybody may ask.
const PUBLIC: [&str; 22] = [
    "1.0.0.1",
    "1.1.1.1",
    "8.8.4.4",
    "8.8.8.8",
    "8.20.247.20",
    "8.26.56.26",
    "9.9.9.9",
    "64.6.64.6",
    "64.6.65.6",
    "94.140.14.14",
    "94.140.15.15",
    "114.114.114.114",
    "149.112.112.112",
    "185.228.168.9",
    "208.67.220.220",
    "208.67.222.222",
    "223.5.5.5",
    "2001:4860:4860::8844",
    "2001:4860:4860::8888",
    "2606:4700:4700::1001",
    "2606:4700:4700::1111",
    "2620:fe::fe",
];

fn decide(composed: Composed<'_>) -> Verdict {
    let servers = composed.service.field(&["dns"]).text_or_texts();
    let servers = composed.list(servers, |server| Some(server.clone()));
    let public = servers.items.iter().filter(|it| is_public(&it.value));
    let failures = public.map(|it| {
        Finding::new(RESOLVER_PUBLIC)
            .with("server", &it.value)
            .at(it.evidence)
    });
    let failures = failures.collect();
    let unknown = unsettled::findings(&servers.unknown, SERVER_UNRESOLVED);
    Verdict::over(!servers.is_none(), failures, unknown)
}

fn is_public(server: &str) -> bool {
    let Ok(server) = server.trim().parse::<IpAddr>() else {
        return false;
    };
    PUBLIC.iter().any(|known| known.parse() == Ok(server))
}
