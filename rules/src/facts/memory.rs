//! File systems in memory that a container gets.

use super::{Composed, Listed};
use crate::model::compose::{Field, Setting};
use crate::model::inspect::HostMount;
use crate::span::Span;

/// A `tmpfs` of a container.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemoryMount {
    /// Its path in the container.
    pub target: String,
    /// Its options, each as written.
    pub options: Vec<String>,
    /// Whether its size is bounded.
    pub is_bounded: bool,
}

impl MemoryMount {
    /// A mount with options that commas part.
    pub(super) fn new(target: &str, options: &str) -> Self {
        let options: Vec<String> = options
            .split(',')
            .map(|option| option.trim().to_owned())
            .filter(|option| !option.is_empty())
            .collect();
        let bounds = |option: &String| {
            option.split_once('=').is_some_and(|(key, value)| {
                let amount = value.trim_end_matches(|last: char| !last.is_ascii_digit());
                matches!(key, "size" | "nr_blocks") && amount.parse() != Ok(0_u64)
            })
        };
        Self {
            target: target.to_owned(),
            is_bounded: options.iter().any(bounds),
            options,
        }
    }

    /// What `--mount` or a service of a swarm asks for, with its place.
    pub(super) fn of_asked(mount: &HostMount) -> Option<(Self, Span)> {
        if mount.kind.value().map(String::as_str) != Some("tmpfs") {
            return None;
        }
        let options = mount.tmpfs_options.items().iter();
        let options = options.map(|option| option.value.clone()).collect();
        let is_bounded = mount.tmpfs_size.value().is_some_and(|size| *size > 0);
        let read = Self {
            target: mount.target.value().cloned().unwrap_or_default(),
            options,
            is_bounded,
        };
        Some((read, mount.target.span().unwrap_or(mount.span)))
    }

    /// The options that take back what Docker forbids by default.
    pub fn loosened(&self) -> impl Iterator<Item = &str> {
        let options = self.options.iter().map(String::as_str);
        options.filter(|option| matches!(*option, "exec" | "suid" | "dev"))
    }
}

/// What a service states in either form.
pub(super) fn of_service(composed: Composed<'_>) -> Listed<MemoryMount> {
    let short = composed.service.field(&["tmpfs"]).text_or_texts();
    let mut listed = composed.list(short, |text| {
        let (target, options) = text.split_once(':').unwrap_or((text, ""));
        Some(MemoryMount::new(target, options))
    });
    let volumes = composed.service.field(&["volumes"]);
    let long: Vec<_> = volumes.items().filter_map(long_form).collect();
    let long = composed.list(long, |mount| Some(mount.clone()));
    listed.items.extend(long.items);
    listed.unknown.extend(long.unknown);
    listed
}

/// The long form can bound the size and loosen nothing.
fn long_form(item: Field<'_>) -> Option<Setting<MemoryMount>> {
    let node = item.node().filter(|node| node.is_mapping())?;
    if item.get("type").text().value()? != "tmpfs" {
        return None;
    }
    let size = item.get("tmpfs").get("size").bytes();
    let target = item.get("target").text();
    let mount = MemoryMount {
        target: target.value().cloned().unwrap_or_default(),
        options: Vec::new(),
        // A size that a variable holds is a bound all the same.
        is_bounded: !size.is_absent() && size.value() != Some(&0),
    };
    Some(Setting::set(mount, node.span))
}

#[cfg(test)]
mod tests {
    use super::MemoryMount;

    #[test]
    fn options_count_as_whole_words() {
        let loosened = |options: &str| MemoryMount::new("/t", options).loosened().count();
        assert_eq!(loosened("noexec,nosuid,nodev"), 0);
        assert_eq!(loosened("exec, suid ,dev"), 3);
        assert_eq!(loosened(""), 0);
        assert!(MemoryMount::new("/t", "size=64m").is_bounded);
        assert!(!MemoryMount::new("/t", "size=0").is_bounded);
        assert!(!MemoryMount::new("/t", "mode=1777").is_bounded);
    }
}
