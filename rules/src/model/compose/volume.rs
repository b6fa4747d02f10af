//! Mounts of a service, in short and long form.

use super::field::Field;
use super::setting::{Setting, part};

/// One entry of a service's `volumes`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Volume {
    /// What is mounted.
    pub kind: VolumeKind,
    /// The host path, the volume's name or the image, as stated.
    pub source: Option<String>,
    /// The path in the container; empty where the long form lacks it, which Compose refuses.
    pub target: String,
    /// Whether the container must not write there; not stated is `false`.
    pub read_only: bool,
    /// How mounts spread between host and container, if stated: `rshared`, `rprivate`, ….
    pub propagation: Option<String>,
    /// The `SELinux` relabelling, if stated: `z` for shared, `Z` for private.
    pub selinux: Option<String>,
    /// Whether a new volume is left empty, with nothing of the image copied into it.
    pub no_copy: bool,
}

/// What a mount brings into the container.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum VolumeKind {
    /// A path of the host.
    Bind,
    /// A named volume.
    Volume,
    /// A volume without a name, made with the container.
    Anonymous,
    /// Memory.
    Tmpfs,
    /// A named pipe of a Windows host.
    Npipe,
    /// A cluster volume of Swarm.
    Cluster,
    /// The file system of an image.
    Image,
}

impl Field<'_> {
    /// Reads one mount in either form.
    pub fn volume(&self) -> Setting<Volume> {
        if self.node().is_none_or(|node| node.scalar().is_some()) {
            return self.text().parse(|text| short(text));
        }
        self.mapping().and_then(|stated| {
            let kind = part!(self.get("type").text());
            let source = part!(self.get("source").text()).filter(|source| !source.is_empty());
            let target = part!(self.get("target").text());
            let read_only = part!(self.get("read_only").boolean()).unwrap_or_default();
            let propagation = part!(self.get("bind").get("propagation").text());
            let selinux = part!(self.get("bind").get("selinux").text());
            let target = target.unwrap_or_default();
            if source.is_none() && target.is_empty() {
                let problem = "a mount needs its `target`";
                return Setting::malformed(stated.span, problem);
            }
            let kind = match kind.as_deref() {
                Some("bind") => VolumeKind::Bind,
                Some("volume") if source.is_none() => VolumeKind::Anonymous,
                Some("volume") => VolumeKind::Volume,
                Some("tmpfs") => VolumeKind::Tmpfs,
                Some("npipe") => VolumeKind::Npipe,
                Some("cluster") => VolumeKind::Cluster,
                Some("image") => VolumeKind::Image,
                // Compose refuses a mount without a type; what it means is plain all the same.
                None => kind_of(source.as_deref()),
                Some(_) => {
                    return Setting::malformed(stated.span, "Compose knows no mount of this type");
                }
            };
            if source.is_none()
                && matches!(
                    kind,
                    VolumeKind::Bind | VolumeKind::Npipe | VolumeKind::Image
                )
            {
                return Setting::malformed(stated.span, "a mount of this type needs its `source`");
            }
            let volume = Volume {
                kind,
                source,
                target,
                read_only,
                propagation,
                selinux,
                no_copy: part!(self.get("volume").get("nocopy").boolean()).unwrap_or_default(),
            };
            Setting::set(volume, stated.span)
        })
    }
}

/// Reads `[source:]target[:options]`.
pub(super) fn short(text: &str) -> Result<Volume, String> {
    let mut volume = Volume {
        kind: VolumeKind::Anonymous,
        source: None,
        target: String::new(),
        read_only: false,
        propagation: None,
        selinux: None,
        no_copy: false,
    };
    // Two characters are too few for a source and a target.
    if (1..=2).contains(&text.len()) {
        text.clone_into(&mut volume.target);
        return Ok(volume);
    }
    let parts = split(text);
    if parts.iter().any(|part| part.is_empty()) {
        return Err("a mount has nothing between two colons".to_owned());
    }
    let options = match parts.as_slice() {
        [target] => {
            volume.target.push_str(target);
            ""
        }
        [source, target] | [source, target, _] => {
            volume.source = Some((*source).to_owned());
            volume.target.push_str(target);
            parts.get(2).copied().unwrap_or_default()
        }
        _ => return Err("a mount in short form has at most three parts".to_owned()),
    };
    for option in options.split(',') {
        match option {
            "ro" => volume.read_only = true,
            "rw" => volume.read_only = false,
            "nocopy" => volume.no_copy = true,
            "z" | "Z" => volume.selinux = Some(option.to_owned()),
            "private" | "rprivate" | "shared" | "rshared" | "slave" | "rslave" => {
                volume.propagation = Some(option.to_owned());
            }
            // Compose drops what it does not know without a word.
            _ => {}
        }
    }
    volume.kind = kind_of(volume.source.as_deref());
    Ok(volume)
}

/// The options of a short form, where it has any.
pub(super) fn options(text: &str) -> Option<&str> {
    match split(text).as_slice() {
        [_, _, options] => Some(options),
        _ => None,
    }
}

/// Splits at colons, except behind a single letter: that is a Windows drive.
fn split(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices(':') {
        let part = text.get(start..at).unwrap_or_default();
        let mut chars = part.chars();
        if chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none() {
            continue;
        }
        parts.push(part);
        start = at + 1;
    }
    parts.push(text.get(start..).unwrap_or_default());
    parts
}

fn kind_of(source: Option<&str>) -> VolumeKind {
    match source {
        None => VolumeKind::Anonymous,
        Some(source) if is_path(source) => VolumeKind::Bind,
        Some(_) => VolumeKind::Volume,
    }
}

fn is_path(source: &str) -> bool {
    let mut chars = source.chars();
    match chars.next() {
        Some('.' | '/' | '~' | '\\') => true,
        Some(first) => first.is_alphabetic() && chars.next() == Some(':'),
        None => false,
    }
}

#[cfg(test)]
mod tests;
