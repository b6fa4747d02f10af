//! Addresses of an engine, such as `tcp://docker:2375`.

/// An address that leads over a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Address<'a> {
    /// As written.
    pub(super) text: &'a str,
    /// The host, empty for every one.
    pub(super) host: &'a str,
    /// The port; the engine's own where none is written.
    pub(super) port: &'a str,
}

impl<'a> Address<'a> {
    /// Reads an address; `None` for a socket's.
    pub(super) fn read(text: &'a str) -> Option<Self> {
        let place = text
            .trim_matches(['"', '\''])
            .strip_prefix("tcp://")?
            .split('/')
            .next()?;
        let (host, port) = match place.strip_prefix('[') {
            Some(bracketed) => {
                let (host, behind) = bracketed.split_once(']')?;
                (host, behind.strip_prefix(':').unwrap_or_default())
            }
            None => place.split_once(':').unwrap_or((place, "")),
        };
        let port = if port.is_empty() { "2375" } else { port };
        Some(Self { text, host, port })
    }

    /// Whether it stays within the container.
    pub(super) fn is_loopback(self) -> bool {
        self.host == "localhost" || self.host.starts_with("127.") || self.host == "::1"
    }
}

/// The address that a word of a command gives, with the word before it.
pub(super) fn of_option<'a>(before: &str, word: &'a str) -> Option<Address<'a>> {
    let joined = ["--host=", "-H=", "-H"].into_iter();
    let mut joined = joined.filter_map(|option| word.strip_prefix(option));
    let address = match joined.next() {
        Some(address) => address,
        None if matches!(before, "-H" | "--host") => word,
        None => return None,
    };
    Address::read(address)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Address, of_option};

    proptest! {
        /// Whatever is written, an address has a port and a host that stands in it.
        #[test]
        fn any_text_is_read(text in "(tcp://)?[a-z0-9.:/\\[\\]é\"' ]{0,20}") {
            if let Some(address) = Address::read(&text) {
                prop_assert!(!address.port.is_empty() && text.contains(address.host));
            }
        }
    }

    #[test]
    fn an_address_has_a_host_and_a_port() {
        let parts = |text| Address::read(text).map(|it| (it.host, it.port));
        assert_eq!(parts("tcp://docker:2376"), Some(("docker", "2376")));
        assert_eq!(parts("tcp://docker/"), Some(("docker", "2375")));
        assert_eq!(parts("tcp://[::1]:2375"), Some(("::1", "2375")));
        assert_eq!(parts("unix:///var/run/docker.sock"), None);
    }

    #[test]
    fn options_are_written_in_several_ways() {
        for (before, word) in [
            ("-H", "tcp://0.0.0.0:1"),
            ("x", "-Htcp://0.0.0.0:1"),
            ("x", "--host=tcp://0.0.0.0:1"),
        ] {
            assert_eq!(of_option(before, word).map(|it| it.host), Some("0.0.0.0"));
        }
        assert_eq!(of_option("x", "tcp://0.0.0.0:1"), None);
    }
}
