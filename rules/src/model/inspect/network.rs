//! A network as the engine describes it.

use super::value::Reader;
use super::{Engine, Field, Pairs, Words};
use crate::model::json::{Member, Raw};
use crate::span::{Span, Spanned};

/// One inspected network.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Network {
    /// The engine that printed it; Podman's keys are in lower case.
    pub engine: Engine,
    /// The whole object.
    pub span: Span,
    /// Its number in the document, from 0, over all lists.
    pub index: usize,
    /// `Name`.
    pub name: Field<String>,
    /// `Id`.
    pub id: Field<String>,
    /// `Created`, as printed.
    pub created: Field<String>,
    /// `Scope`: `local`, `swarm` or `global`.
    pub scope: Field<String>,
    /// `Driver`, e.g. `bridge`; for Podman 3 the type of the first plugin.
    pub driver: Field<String>,
    /// `EnableIPv4`, since API 1.48.
    pub enable_ipv4: Field<bool>,
    /// `EnableIPv6`.
    pub enable_ipv6: Field<bool>,
    /// `Internal`: without a way out.
    pub internal: Field<bool>,
    /// `Attachable`: containers outside of services may join.
    pub attachable: Field<bool>,
    /// `Ingress`: the network that published ports of services go through.
    pub ingress: Field<bool>,
    /// `ConfigOnly`: a configuration for other networks.
    pub config_only: Field<bool>,
    /// `dns_enabled`, which Podman alone prints.
    pub dns_enabled: Field<bool>,
    /// `Options`, e.g. `com.docker.network.bridge.enable_icc`.
    pub options: Pairs,
    /// `Labels`.
    pub labels: Pairs,
    /// `IPAM.Config[].Subnet`, or Podman's `subnets[].subnet`.
    pub subnets: Words,
    /// The ids in `Containers`; network lists since API 1.28 leave them out.
    pub containers: Words,
    /// `Peers[].IP`: other nodes, which `--verbose` prints.
    pub peers: Words,
}

impl Network {
    /// Reads what a network's members say; engine, span and index are left at their defaults.
    pub(super) fn read(reader: &mut Reader, members: &[Member<'_>]) -> Self {
        let mut read = Self::default();
        for &(ref key, raw) in members {
            let key = key.as_ref();
            match key {
                "Name" | "name" => read.name = reader.string(key, raw),
                "Id" | "id" => read.id = reader.string(key, raw),
                "Created" | "created" => read.created = reader.string(key, raw),
                "Scope" => read.scope = reader.string(key, raw),
                "Driver" | "driver" => read.driver = reader.string(key, raw),
                "EnableIPv4" => read.enable_ipv4 = reader.flag(key, raw),
                "EnableIPv6" | "ipv6_enabled" => read.enable_ipv6 = reader.flag(key, raw),
                "Internal" | "internal" => read.internal = reader.flag(key, raw),
                "Attachable" => read.attachable = reader.flag(key, raw),
                "Ingress" => read.ingress = reader.flag(key, raw),
                "ConfigOnly" => read.config_only = reader.flag(key, raw),
                "dns_enabled" => read.dns_enabled = reader.flag(key, raw),
                "Options" | "options" => read.options = reader.pairs(key, raw),
                "Labels" | "labels" => read.labels = reader.pairs(key, raw),
                "IPAM" => {
                    for (key, raw) in reader.object(key, raw) {
                        if key == "Config" {
                            read.subnets = reader.each("IPAM.Config", "Subnet", raw);
                        }
                    }
                }
                "subnets" => read.subnets = reader.each(key, "subnet", raw),
                "Containers" | "containers" => read.containers = reader.keys(key, raw),
                "Peers" => read.peers = reader.each(key, "IP", raw),
                "plugins" => read.plugins(reader, raw),
                // The rest is not judged.
                _ => {}
            }
        }
        read
    }

    /// Podman 3 prints the configuration of its network plugins; the first one is the driver.
    fn plugins(&mut self, reader: &mut Reader, raw: Raw<'_>) {
        let drivers = reader.each("plugins", "type", raw);
        if let Some(driver) = drivers.items().first() {
            self.driver = Field::Stated(driver.clone());
        }
    }

    /// The value of an option, e.g. `com.docker.network.bridge.enable_icc`.
    pub fn option(&self, name: &str) -> Option<&Spanned<String>> {
        self.options.value_of(name)
    }
}
