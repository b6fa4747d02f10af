//! Sockets that wait for others.

use super::line::{Piece, lines, unread};
use crate::artifact::Problem;
use crate::span::{Span, Spanned};

/// One socket that waits for others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listener {
    /// TCP or UDP.
    pub protocol: Spanned<Protocol>,
    /// The address without brackets and without an interface: `0.0.0.0`, `::`, `*`.
    pub address: Spanned<String>,
    /// The interface behind `%`, e.g. `lo`.
    pub interface: Option<Spanned<String>>,
    /// The port.
    pub port: Spanned<u16>,
    /// The programs behind it; only root sees those of others.
    pub programs: Vec<Spanned<String>>,
    /// The whole line.
    pub span: Span,
}

/// How a socket is spoken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Protocol {
    /// TCP.
    Tcp,
    /// UDP.
    Udp,
}

impl Listener {
    /// Claims that only this machine can reach it.
    pub fn is_local(&self) -> bool {
        let address = self.address.value.as_str();
        let address = address.strip_prefix("::ffff:").unwrap_or(address);
        address == "::1"
            || address
                .parse::<std::net::Ipv4Addr>()
                .is_ok_and(|address| address.is_loopback())
    }

    /// Claims that every address of the machine leads to it.
    pub fn is_everywhere(&self) -> bool {
        let address = self.address.value.as_str();
        self.interface.is_none() && matches!(address, "*" | "0.0.0.0" | "::" | "::ffff:0.0.0.0")
    }
}

/// Reads lines of `ss -H -lntup`; the heading of versions without `-H` is passed over.
pub fn listeners(text: &str, problems: &mut Vec<Problem>) -> Vec<Listener> {
    let mut listeners = Vec::new();
    for line in lines(text) {
        if line.text.starts_with("Netid") {
            continue;
        }
        match listener(line) {
            Some(listener) => listeners.push(listener),
            None => unread(line, "listener", problems),
        }
    }
    listeners
}

fn listener(line: Piece<'_>) -> Option<Listener> {
    let (first, rest) = line.word()?;
    let protocol = match first.text {
        "tcp" | "tcp6" => Protocol::Tcp,
        "udp" | "udp6" => Protocol::Udp,
        _ => return None,
    };
    let mut words = rest.words();
    // Between them stand the state and the lengths of two queues.
    let local = words.nth(3)?;
    let (host, port) = local.rsplit_once(":")?;
    let (host, interface) = match host.split_once("%") {
        Some((host, interface)) => (host, Some(interface)),
        None => (host, None),
    };
    let host = match host.strip_prefix("[") {
        Some(inner) => Piece {
            text: inner.text.trim_end_matches(']'),
            ..inner
        },
        None => host,
    };
    let interface = interface.map(|it| Piece {
        text: it.text.trim_end_matches(']'),
        ..it
    });
    let programs = words.nth(1).map(programs).unwrap_or_default();
    Some(Listener {
        protocol: first.says(protocol),
        address: host.owned(),
        interface: interface.map(Piece::owned),
        port: port.number()?,
        programs,
        span: line.span(),
    })
}

/// The names in `users:(("dockerd",pid=1,fd=3),…)`: they alone stand between quotes.
fn programs(users: Piece<'_>) -> Vec<Spanned<String>> {
    let names = users.parts('"').skip(1).step_by(2);
    names.map(Piece::owned).collect()
}
