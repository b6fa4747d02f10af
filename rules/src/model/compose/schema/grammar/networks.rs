//! What a service is connected to: networks, ports and models.

use super::super::scalar;
use super::super::shape::{List, Mapping, Names, Others, Shape, keys, list, mapping, named, one};
use super::common::{DRIVER_OPTIONS, TEXTS, UNIQUE_TEXTS};

/// A service's `networks`.
pub(super) const NETWORKS: Shape =
    mapping(&ATTACHMENTS).or_list(&UNIQUE_TEXTS, "a list or a mapping");
static ATTACHMENTS: Mapping = named(Names::Plain, &ATTACHMENT_SHAPE);
static ATTACHMENT_SHAPE: Shape = mapping(&ATTACHMENT).or_one(&scalar::NULL, "a mapping or nothing");
static ATTACHMENT: Mapping = keys(&[
    ("aliases", list(&TEXTS)),
    ("driver_opts", DRIVER_OPTIONS),
    ("gw_priority", one(&scalar::BARE_NUMBER)),
    ("interface_name", one(&scalar::TEXT)),
    ("ipv4_address", one(&scalar::TEXT)),
    ("ipv6_address", one(&scalar::TEXT)),
    ("link_local_ips", list(&TEXTS)),
    ("mac_address", one(&scalar::TEXT)),
    ("priority", one(&scalar::BARE_NUMBER)),
]);

/// A service's `ports`.
pub(super) const PORTS: Shape = list(&PORT_ITEMS);
static PORT_ITEMS: List = List {
    item: mapping(&PORT).or_one(&scalar::PORT, "a port or a mapping"),
    unique: false,
};
static PORT: Mapping = keys(&[
    ("app_protocol", one(&scalar::TEXT)),
    ("host_ip", one(&scalar::HOST_IP)),
    ("mode", one(&scalar::TEXT)),
    ("name", one(&scalar::TEXT)),
    ("protocol", one(&scalar::TEXT)),
    ("published", one(&scalar::TEXT_OR_INT)),
    ("target", one(&scalar::TARGET_PORT)),
])
.with(&["target"]);

/// A service's `models`.
pub(super) const MODELS: Shape = mapping(&BINDINGS).or_list(&UNIQUE_TEXTS, "a list or a mapping");
static BINDINGS: Mapping = Mapping {
    keys: &[],
    required: &[],
    others: Others::Named {
        names: Names::Plain,
        shape: &BINDING_SHAPE,
        strangers: Some(&BINDING_SHAPE),
    },
};
static BINDING_SHAPE: Shape = mapping(&BINDING).or_one(&scalar::NULL, "a mapping or nothing");
static BINDING: Mapping = keys(&[
    ("endpoint_var", one(&scalar::TEXT)),
    ("model_var", one(&scalar::TEXT)),
]);
