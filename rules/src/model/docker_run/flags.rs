//! The flags of `docker run` and `docker create`, and what each becomes.
//!
//! Source: Docker's own command line, `docker run`; for the engines that are called in its way,
//! `podman run`.

mod docker;
mod podman;
mod slip;

use super::edition::Edition;

/// A flag.
#[derive(Debug)]
pub(super) struct Flag {
    /// Its name without dashes.
    pub(super) long: &'static str,
    /// Its letter, if it has one.
    pub(super) short: Option<char>,
    /// What it becomes.
    pub(super) role: Role,
}

/// What a flag becomes in a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// What is on or off, and takes no value of its own.
    Switch(Switch),
    /// A text at a key; the last one counts.
    Text(&'static [&'static str]),
    /// An item of a list.
    Item(&'static [&'static str]),
    /// An item of a list that the other engines split at commas.
    Items(&'static [&'static str]),
    /// A path of the host as an item of a list.
    Path(&'static [&'static str]),
    /// `name=value` as an entry of a mapping.
    Pair(&'static [&'static str]),
    /// `path:value` as an item with `path` and a second key.
    Device(&'static str, &'static str),
    /// The container's name.
    Name,
    /// A mount in short form.
    Volume,
    /// A mount in long form.
    Mount,
    /// A published port.
    Publish,
    /// A network, or a mode.
    Network,
    /// A further name in the network.
    Alias,
    /// `name=soft:hard`.
    Ulimit,
    /// The health check's command.
    HealthCommand,
    /// The program that runs.
    Entrypoint,
    /// Seconds before the container is killed.
    StopTimeout,
    /// A flag with a value that no compose file has.
    Idle,
}

/// What a flag switches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Switch {
    /// A boolean at a key.
    Key(&'static [&'static str]),
    /// Every exposed port is published.
    PublishAll,
    /// The image's health check is taken away.
    NoHealthCheck,
    /// What no compose file has.
    Idle,
}

impl Flag {
    /// Whether a value belongs to it.
    pub(super) const fn takes_value(&self) -> bool {
        !matches!(self.role, Role::Switch(_))
    }
}

const fn long(long: &'static str, role: Role) -> Flag {
    Flag {
        long,
        short: None,
        role,
    }
}

const fn both(short: char, long: &'static str, role: Role) -> Flag {
    Flag {
        long,
        short: Some(short),
        role,
    }
}

/// The flag of this name.
pub(super) fn named(name: &str, edition: Edition) -> Option<&'static Flag> {
    all(edition).find(|flag| flag.long == name)
}

/// The flag of this letter.
pub(super) fn lettered(letter: char, edition: Edition) -> Option<&'static Flag> {
    all(edition).find(|flag| flag.short == Some(letter))
}

/// The flag whose name is one slip away from this one.
pub(super) fn close_to(name: &str, edition: Edition) -> Option<&'static Flag> {
    let bare = |text: &str| text.replace(['-', '_'], "").to_ascii_lowercase();
    let wanted = bare(name);
    if wanted.len() < 3 || wanted.len() > 30 {
        return None;
    }
    let same = all(edition).find(|flag| bare(flag.long) == wanted);
    same.or_else(|| all(edition).find(|flag| slip::is_one(&bare(flag.long), &wanted)))
}

fn all(edition: Edition) -> impl Iterator<Item = &'static Flag> {
    let further: &'static [Flag] = match edition {
        Edition::Docker => &[],
        Edition::Podman => podman::FLAGS,
    };
    docker::FLAGS.iter().chain(further)
}

#[cfg(test)]
mod tests {
    use super::{Edition, all, close_to, docker};

    #[test]
    fn flags_are_in_order_and_stand_once() {
        let names: Vec<_> = docker::FLAGS.iter().map(|flag| flag.long).collect();
        assert!(names.is_sorted());
        let mut names: Vec<_> = all(Edition::Podman).map(|flag| flag.long).collect();
        let mut letters: Vec<_> = all(Edition::Podman).filter_map(|flag| flag.short).collect();
        let counts = (names.len(), letters.len());
        names.sort_unstable();
        names.dedup();
        letters.sort_unstable();
        letters.dedup();
        assert_eq!(counts, (names.len(), letters.len()));
    }

    #[test]
    fn slips_are_recognised() {
        for (slip, meant) in [
            ("privilaged", Some("privileged")),
            ("priviledged", Some("privileged")),
            ("cap_add", Some("cap-add")),
            ("read_only", Some("read-only")),
            ("volumes", Some("volume")),
            ("evn", Some("env")),
            ("pod", Some("pid")),
            ("nothing-like-it", None),
            ("", None),
        ] {
            let found = close_to(slip, Edition::Docker).map(|flag| flag.long);
            assert_eq!(found, meant, "{slip}");
        }
    }
}
