//! Identifiers of other tools that no control carries.

use super::compiled::FOREIGN;
use super::control::{Alias, Control};
use super::lookup;

/// Another tool's identifier for what is not decided here, and why it is not.
#[derive(Debug)]
pub struct Foreign {
    /// The identifier; a `*` at its end stands for a family.
    pub alias: Alias,
    /// Whole sentences: what would decide it, or what it was.
    pub why: &'static str,
    /// The controls that come nearest.
    pub see: &'static [&'static Control],
}

/// What is said of another tool's identifier, with the tool in front (`dockle:DKL-LI-0001`) or
/// without, whatever the case.
pub fn foreign(name: &str) -> Vec<&'static Foreign> {
    let name = name.trim();
    let stated = name.split_once(':');
    let is_tool = |peer: &str| {
        let mut entries = FOREIGN.iter();
        peer.eq_ignore_ascii_case("cis")
            || entries.any(|it| it.alias.peer.eq_ignore_ascii_case(peer))
    };
    let stated = stated.filter(|(peer, _)| is_tool(peer));
    FOREIGN
        .iter()
        .filter(|entry| lookup::is_meant(&entry.alias, name, stated))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{FOREIGN, foreign};

    #[test]
    fn an_identifier_is_found_with_its_tool_and_without() {
        for entry in FOREIGN {
            let found = foreign(&entry.alias.to_string());
            assert!(found.iter().any(|it| std::ptr::eq(*it, entry)), "{entry:?}");
        }
        assert_eq!(foreign("dkl-li-0001").len(), 1);
        assert_eq!(foreign("dockle:DKL-LI-0001").len(), 1);
        assert_eq!(foreign("cis:4.4").len(), 0);
        assert_eq!(foreign("4.4").len(), 0);
        assert_eq!(foreign("container-user-nonroot").len(), 0);
        assert_eq!(foreign("hadolint:XX0000").len(), 0);
        assert_eq!(foreign("trufflehog:anything").len(), 1);
    }
}
