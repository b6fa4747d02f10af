//! Ports of a container, bound or exposed only.

use super::Field;
use super::value::Reader;
use crate::model::json::Raw;
use crate::span::{Span, Spanned};

/// One binding of a container's port, or a port that is exposed and not bound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedPort {
    /// The whole binding, or the key where there is none.
    pub span: Span,
    /// The container's port and protocol, e.g. `80/tcp`.
    pub container: Spanned<String>,
    /// Claims that the port is bound on the host at all.
    pub is_bound: bool,
    /// `HostIp`; absence is the daemon's default address.
    pub host_ip: Field<String>,
    /// `HostPort`; absence is a random port.
    pub host_port: Field<String>,
}

/// Reads a map of ports to lists of bindings; a port without bindings is exposed only.
pub(super) fn published(
    reader: &mut Reader,
    what: &str,
    raw: Raw<'_>,
) -> Field<Vec<PublishedPort>> {
    let entries = match reader.entries(what, raw) {
        Field::Stated(entries) => entries,
        Field::Absent => return Field::Absent,
        Field::Unreadable(span) => return Field::Unreadable(span),
    };
    let mut ports = Vec::new();
    for (container, raw) in entries.value {
        let bindings = reader.list(what, raw, |reader, binding| {
            Some(PublishedPort::read(reader, container.clone(), binding))
        });
        match bindings {
            Field::Stated(bindings) => ports.extend(bindings.value),
            Field::Absent => ports.push(PublishedPort::exposed(container)),
            Field::Unreadable(span) => return Field::Unreadable(span),
        }
    }
    Field::Stated(Spanned::new(ports, entries.span))
}

impl PublishedPort {
    fn read(reader: &mut Reader, container: Spanned<String>, raw: Raw<'_>) -> Self {
        let mut read = Self {
            span: raw.span(),
            is_bound: true,
            ..Self::exposed(container)
        };
        for (key, raw) in reader.object("a port binding", raw) {
            match key.as_ref() {
                "HostIp" => read.host_ip = reader.string("HostIp", raw),
                "HostPort" => read.host_port = reader.string("HostPort", raw),
                // Nothing else is printed.
                _ => {}
            }
        }
        read
    }

    fn exposed(container: Spanned<String>) -> Self {
        let (span, host_ip, host_port) = (container.span, Field::Absent, Field::Absent);
        Self {
            span,
            container,
            is_bound: false,
            host_ip,
            host_port,
        }
    }
}
