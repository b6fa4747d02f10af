//! The parts of a mount, each as far as the file settles it, where a variable leaves the whole
//! open.

use super::field::Field;
use super::setting::Setting;
use super::volume::{Volume, short};
use crate::model::yaml::Node;

/// The parts of one entry of a service's `volumes`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VolumeParts {
    /// The source as written, with its variables; empty where one stands for all parts.
    pub written: String,
    /// The host path or the volume's name.
    pub source: Setting<String>,
    /// What stands behind the last variable of the source, from a slash on: wherever the
    /// variable leads, the source ends so.
    pub source_end: Option<String>,
    /// The path in the container.
    pub target: Setting<String>,
    /// Whether the container must not write there.
    pub read_only: Setting<bool>,
    /// How mounts spread between host and container.
    pub propagation: Setting<String>,
    /// The `SELinux` relabelling.
    pub selinux: Setting<String>,
}

impl Field<'_> {
    /// Reads the parts of one mount in either form.
    pub fn volume_parts(&self) -> VolumeParts {
        let Some(text) = self.node().and_then(Node::as_str) else {
            let source = self.get("source");
            let written = source.node().and_then(Node::as_str);
            return VolumeParts {
                written: written.unwrap_or_default().to_owned(),
                source: source.text(),
                source_end: written.and_then(end),
                target: self.get("target").text(),
                read_only: self.get("read_only").boolean(),
                propagation: self.get("bind").get("propagation").text(),
                selinux: self.get("bind").get("selinux").text(),
            };
        };
        let whole = || self.text().and_then(|_| Setting::Absent);
        let read = |part: &str| match self.node() {
            Some(node) => self.reduce(part, node.span, |text| Ok(text.to_owned())),
            None => Setting::Absent,
        };
        let (source, target, mode) = match split(text).as_slice() {
            [source, target] => (*source, *target, ""),
            [source, target, mode] => (*source, *target, *mode),
            // One variable may stand for all parts.
            _ => {
                return VolumeParts {
                    written: String::new(),
                    source: whole(),
                    source_end: None,
                    target: whole(),
                    read_only: self.text().map(|_| false),
                    propagation: whole(),
                    selinux: whole(),
                };
            }
        };
        let mode = read(mode).parse(|mode| short(&format!("/s:/t:{}", non_empty(mode))));
        let option = |part: fn(Volume) -> Option<String>| {
            mode.clone().and_then(|mode| {
                let span = mode.span;
                part(mode.value).map_or(Setting::Absent, |value| Setting::set(value, span))
            })
        };
        VolumeParts {
            written: source.to_owned(),
            source: read(source),
            source_end: end(source),
            target: read(target),
            read_only: mode.clone().map(|mode| mode.read_only),
            propagation: option(|mode| mode.propagation),
            selinux: option(|mode| mode.selinux),
        }
    }
}

/// The default, where no mode is stated.
fn non_empty(mode: &str) -> &str {
    if mode.is_empty() { "rw" } else { mode }
}

/// What stands behind the last variable, if it begins a path below it.
fn end(source: &str) -> Option<String> {
    let behind = source.rsplit('$').next()?;
    let slash = match behind.strip_prefix('{') {
        Some(_) => behind.rfind('}')? + 1,
        None => behind.find('/')?,
    };
    let end = behind.get(slash..)?;
    (source.contains('$') && end.starts_with('/')).then(|| end.to_owned())
}

/// Splits at colons outside of braces, except behind a single letter: that is a Windows drive.
fn split(text: &str) -> Vec<&str> {
    let (mut parts, mut start, mut depth) = (Vec::new(), 0, 0_usize);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b':' if depth == 0 => {
                let part = text.get(start..at).unwrap_or_default();
                let is_drive = part.len() == 1 && part.starts_with(char::is_alphabetic);
                if !is_drive {
                    parts.push(part);
                    start = at + 1;
                }
            }
            _ => {}
        }
    }
    parts.push(text.get(start..).unwrap_or_default());
    parts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{end, split};

    proptest! {
        /// Whatever is written, the parts are the text and its end is the source's.
        #[test]
        fn parts_make_up_the_text(text in "[a-c:/${}\\\\.~é-]{0,24}") {
            prop_assert_eq!(split(&text).join(":"), text.clone());
            if let Some(end) = end(&text) {
                prop_assert!(text.ends_with(&end) && !end.contains('$'));
            }
        }
    }

    #[test]
    fn colons_in_braces_split_nothing() {
        assert_eq!(split("${A:-/a:/b}/x:/c:ro"), ["${A:-/a:/b}/x", "/c", "ro"]);
        assert_eq!(split("C:\\a:C:\\b"), ["C:\\a", "C:\\b"]);
        assert_eq!(split("}:{"), ["}", "{"]);
    }

    #[test]
    fn the_end_of_a_source_is_what_no_variable_changes() {
        assert_eq!(end("${HOME}/.ssh").as_deref(), Some("/.ssh"));
        assert_eq!(end("$HOME/.ssh/id").as_deref(), Some("/.ssh/id"));
        assert_eq!(end("/run/${SOCKET}"), None);
        assert_eq!(end("/run/docker.sock"), None);
        assert_eq!(end("${A}.sock"), None);
    }
}
