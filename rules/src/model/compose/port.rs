//! Published ports, in short and long form.

use std::net::IpAddr;

use super::field::Field;
use super::setting::{Setting, part};
use super::typing::{Typed, typed};

/// One entry of a service's `ports`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Port {
    /// The host's address it is bound to, without brackets, if stated.
    pub host_ip: Option<String>,
    /// The host's port or range of ports, if stated; without one Docker picks a port.
    pub published: Option<String>,
    /// The container's port or range of ports.
    pub target: String,
    /// `tcp`, `udp` or `sctp` in lower case, if stated.
    pub protocol: Option<String>,
    /// `host` or `ingress`, if stated.
    pub mode: Option<String>,
}

impl Port {
    /// Every port of the container with the host's port for it, if stated; a range of the host
    /// that serves one port of the container stays a range.
    pub fn pairs(&self) -> Vec<(Option<String>, u32)> {
        let Some(targets) = range(&self.target) else {
            return Vec::new();
        };
        let first = self.published.as_deref().and_then(range);
        let published = |at: u32| match (&self.published, &first) {
            (Some(_), Some(first)) if targets.count() > 1 => {
                Some((u32::from(first.first) + at).to_string())
            }
            (Some(stated), _) => Some(stated.clone()),
            (None, _) => None,
        };
        (0..targets.count())
            .map(|at| (published(at), u32::from(targets.first) + at))
            .collect()
    }

    /// Whether two ranges do not pair up, which Compose refuses though each is plain.
    pub(super) fn has_unequal_ranges(&self) -> bool {
        let published = self
            .published
            .as_deref()
            .and_then(range)
            .map(|range| range.count());
        let target = range(&self.target).map_or(1, |range| range.count());
        target > 1 && published.is_some_and(|published| published != target)
    }
}

impl Field<'_> {
    /// Reads one port in either form.
    pub fn port(&self) -> Setting<Port> {
        let Some(node) = self.node() else {
            return Setting::Absent;
        };
        if let Some(Typed::Int(target)) = typed(node) {
            return self.integer().parse(|_| short(&target.to_string()));
        }
        if node.scalar().is_some() {
            return self.text().parse(|text| short(text));
        }
        self.mapping().and_then(|stated| {
            let host_ip = part!(self.get("host_ip").text()).filter(|ip| !ip.is_empty());
            let published =
                part!(self.get("published").text_or_number()).filter(|port| !port.is_empty());
            let target = part!(self.get("target").integer());
            let protocol = part!(self.get("protocol").text()).map(|name| name.to_ascii_lowercase());
            let mode = part!(self.get("mode").text());
            let Some(target) = target else {
                return Setting::malformed(stated.span, "a port needs its `target`");
            };
            let target = target.to_string();
            Setting::set(
                Port {
                    host_ip,
                    published,
                    target,
                    protocol,
                    mode,
                },
                stated.span,
            )
        })
    }

    fn text_or_number(&self) -> Setting<String> {
        match self.node().and_then(typed) {
            Some(Typed::Int(_)) => self.integer().map(|number| number.to_string()),
            _ => self.text(),
        }
    }
}

/// Reads `[[ip:][published]:]target[/protocol]`.
pub(super) fn short(text: &str) -> Result<Port, String> {
    let (ports, protocol) = match text.split_once('/') {
        Some((ports, protocol)) => (ports, Some(protocol.to_ascii_lowercase())),
        None => (text, None),
    };
    let protocol = protocol.filter(|protocol| !protocol.is_empty());
    if let Some(protocol) = &protocol
        && !matches!(protocol.as_str(), "tcp" | "udp" | "sctp")
    {
        return Err("a port's protocol is tcp, udp or sctp".to_owned());
    }
    let (front, target) = ports.rsplit_once(':').unwrap_or(("", ports));
    let (host_ip, published) = front.rsplit_once(':').unwrap_or(("", front));
    let target_range = range(target).ok_or("this is no port of a container")?;
    if target_range.first == 0 {
        return Err("a container has no port 0".to_owned());
    }
    if !published.is_empty() && range(published).is_none() {
        return Err("this is no port of a host".to_owned());
    }
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Ok(Port {
        host_ip: some(address(host_ip)?),
        published: some(published),
        target: target.to_owned(),
        protocol,
        mode: None,
    })
}

/// The address without its brackets; empty where none is stated.
fn address(text: &str) -> Result<&str, String> {
    let bare = text
        .strip_prefix('[')
        .and_then(|text| text.strip_suffix(']'))
        .unwrap_or(text);
    if bare.is_empty() || bare.parse::<IpAddr>().is_ok() {
        Ok(bare)
    } else {
        Err("a port's host is an IP address".to_owned())
    }
}

struct Range {
    first: u16,
    last: u16,
}

impl Range {
    const fn count(&self) -> u32 {
        (self.last - self.first) as u32 + 1
    }
}

/// Reads `80` or `80-90`.
fn range(text: &str) -> Option<Range> {
    let port = |text: &str| text.parse::<u16>().ok().filter(|_| !text.starts_with('+'));
    let (first, last) = match text.split_once('-') {
        Some((first, last)) => (port(first)?, port(last)?),
        None => (port(text)?, port(text)?),
    };
    (first <= last).then_some(Range { first, last })
}

#[cfg(test)]
mod tests;
