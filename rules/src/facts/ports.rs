//! Ports that are reachable from outside, and the address they are bound to.

use std::fmt;
use std::net::IpAddr;
use std::ops::RangeInclusive;

/// A published port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    /// The host's address, as written; `None` for Docker's default, which is every address.
    pub address: Option<String>,
    /// The variables that name the address, where without them it is Docker's default.
    pub address_variables: Vec<String>,
    /// The host's port or range; `None` for one that Docker picks.
    pub published: Option<String>,
    /// The container's port or range, with its protocol where one is named.
    pub target: String,
}

impl Binding {
    /// Whether it is reachable on every address of the host.
    pub fn is_on_every_interface(&self) -> bool {
        self.address.as_deref().is_none_or(|address| {
            let address = address.trim().trim_matches(['[', ']']);
            address.is_empty() || address.parse().is_ok_and(|ip: IpAddr| ip.is_unspecified())
        })
    }

    /// The host's port or range with its protocol unless that is TCP; the container's where
    /// Docker picks the host's.
    pub fn reached_by(&self) -> String {
        let (target, protocol) = match self.target.split_once('/') {
            Some((target, protocol)) => (target, protocol),
            None => (self.target.as_str(), "tcp"),
        };
        let port = self.published.as_deref().unwrap_or(target);
        if protocol == "tcp" {
            port.to_owned()
        } else {
            format!("{port}/{protocol}")
        }
    }

    /// The host's ports; `None` for one that Docker picks, or where it is no number.
    pub fn published_ports(&self) -> Option<RangeInclusive<u16>> {
        let range = ports(self.published.as_deref()?)?;
        // Port 0 is another word for any.
        (*range.end() > 0).then_some(range)
    }

    /// The container's ports; `None` where they are no numbers.
    pub fn target_ports(&self) -> Option<RangeInclusive<u16>> {
        ports(self.target.split('/').next().unwrap_or_default())
    }
}

/// The first port that any user may listen on.
pub(crate) const FIRST_UNPRIVILEGED: u16 = 1024;

/// Reads `80` or `80-90`.
pub(crate) fn ports(text: &str) -> Option<RangeInclusive<u16>> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let number = |text: &str| text.trim().parse::<u16>().ok();
    let (first, last) = (number(first)?, number(last)?);
    (first <= last).then_some(first..=last)
}

impl fmt::Display for Binding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.published {
            Some(published) => write!(f, "{published} → {}", self.target),
            None => write!(f, "a random port → {}", self.target),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Binding;

    #[test]
    fn ports_and_ranges_are_numbers() {
        let binding = |published: Option<&str>| Binding {
            address: None,
            address_variables: Vec::new(),
            published: published.map(str::to_owned),
            target: "53-54/udp".to_owned(),
        };
        assert_eq!(binding(Some("80")).published_ports(), Some(80..=80));
        assert_eq!(binding(Some("80-90")).published_ports(), Some(80..=90));
        for random in [None, Some("0"), Some(""), Some("http")] {
            assert_eq!(binding(random).published_ports(), None, "{random:?}");
        }
        assert_eq!(binding(None).target_ports(), Some(53..=54));
    }

    #[test]
    fn only_a_stated_address_binds() {
        let on_every = |address: Option<&str>| {
            let address = address.map(str::to_owned);
            Binding {
                address,
                address_variables: Vec::new(),
                published: None,
                target: "80".to_owned(),
            }
            .is_on_every_interface()
        };
        assert!(on_every(None) && on_every(Some("")) && on_every(Some("0.0.0.0")));
        assert!(on_every(Some("::")) && on_every(Some("[::]")));
        assert!(!on_every(Some("127.0.0.1")) && !on_every(Some("[::1]")));
        assert!(!on_every(Some("192.168.1.4")));
    }
}
