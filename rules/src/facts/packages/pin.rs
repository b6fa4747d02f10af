//! How each manager writes versions.

mod language;

pub(super) use language::is_node_repository;

use super::{Manager, Pin};
use crate::model::shell::{Word, options};

/// A package's name and how firmly its version is chosen; `None` where the text names no
/// package, as a group of yum does not.
pub(super) fn of(manager: Manager, sub_command: &str, text: &str) -> Option<(String, Pin)> {
    if text.is_empty() {
        return None;
    }
    let (name, pin) = match manager {
        Manager::AptGet | Manager::Apt | Manager::Aptitude => apt(text),
        Manager::Apk => apk(text),
        Manager::Yum | Manager::Dnf | Manager::MicroDnf | Manager::Tdnf => {
            return yum(sub_command, text);
        }
        Manager::Zypper => zypper(text),
        Manager::Pacman => pacman(sub_command, text),
        Manager::Pip | Manager::Pipx => language::pip(text),
        Manager::Npm | Manager::Yarn | Manager::Pnpm => language::node(text),
        Manager::Gem => language::gem(text),
        Manager::Go => language::go(text),
        Manager::Cargo => language::cargo(text),
        Manager::Composer => language::composer(text),
    };
    Some((name.to_owned(), pin))
}

/// The pin that an option gives to all packages of a call.
pub(super) fn by_flag(manager: Manager, arguments: &[Word]) -> Option<Pin> {
    let flags: &[&str] = match manager {
        Manager::Gem => &["-v", "--version"],
        Manager::Cargo => &["--version", "--vers", "--rev", "--tag"],
        _ => return None,
    };
    let values = options::values(arguments, flags);
    let (value, _) = values.first()?;
    let is_plain = value
        .trim_start_matches(['=', ' '])
        .starts_with(|letter: char| letter.is_ascii_alphanumeric() || letter == '$');
    Some(if is_plain { Pin::Exact } else { Pin::Ranged })
}

/// A version after an equals sign: one, unless it has a wildcard.
fn exact(version: &str) -> Pin {
    if version.is_empty() {
        Pin::None
    } else if version.contains('*') {
        Pin::Ranged
    } else {
        Pin::Exact
    }
}

fn is_path(text: &str) -> bool {
    text.starts_with('/')
        || text.starts_with("./")
        || text.starts_with("../")
        || text.starts_with("~/")
}

fn is_url(text: &str) -> bool {
    text.contains("://")
}

fn has_suffix(text: &str, suffixes: &[&str]) -> bool {
    let text = text.to_ascii_lowercase();
    suffixes.iter().any(|suffix| text.ends_with(suffix))
}

fn apt(text: &str) -> (&str, Pin) {
    if is_path(text) || is_url(text) || has_suffix(text, &[".deb"]) {
        return (text, Pin::Local);
    }
    if let Some((name, version)) = text.split_once('=') {
        return (name, exact(version));
    }
    match text.split_once('/') {
        // A release chooses among versions.
        Some((name, release)) if !release.is_empty() => (name, Pin::Ranged),
        Some(_) | None => (text.trim_end_matches(['+', '-']), Pin::None),
    }
}

fn apk(text: &str) -> (&str, Pin) {
    // A dot begins the name of a virtual group, which has no version of its own.
    if text.starts_with('.') || has_suffix(text, &[".apk"]) {
        return (text, Pin::Local);
    }
    let at = text.find(['=', '~', '<', '>']);
    let (name, version) = text.split_at(at.unwrap_or(text.len()));
    let name = name.split('@').next().unwrap_or(name);
    let pin = match version.strip_prefix('=') {
        _ if version.is_empty() => Pin::None,
        Some(version) if !version.starts_with(['~', '<', '>', '=']) => exact(version),
        Some(_) | None => Pin::Ranged,
    };
    (name, pin)
}

fn yum(sub_command: &str, text: &str) -> Option<(String, Pin)> {
    if text.starts_with('@') || sub_command.starts_with("group") {
        return None;
    }
    if is_path(text) || is_url(text) || has_suffix(text, &[".rpm"]) {
        return Some((text.to_owned(), Pin::Local));
    }
    if sub_command.starts_with("module") {
        let (name, stream) = text.split_once(':').unwrap_or((text, ""));
        let pin = if stream.is_empty() {
            Pin::None
        } else {
            Pin::Ranged
        };
        return Some((name.to_owned(), pin));
    }
    // A version begins with a digit, behind a dash; `libfoo-2` cannot be told from one.
    let mut version = None;
    for (at, _) in text.match_indices('-') {
        let rest = text.get(at + 1..).unwrap_or_default();
        if rest.starts_with(|letter: char| letter.is_ascii_digit()) {
            version = Some((at, rest));
            break;
        }
    }
    let found = match version {
        Some((at, version)) => (text.get(..at).unwrap_or(text), exact(version)),
        None => (text, Pin::None),
    };
    Some((found.0.to_owned(), found.1))
}

fn zypper(text: &str) -> (&str, Pin) {
    if is_path(text) || is_url(text) || has_suffix(text, &[".rpm"]) {
        return (text, Pin::Local);
    }
    let at = text.find(['=', '<', '>']).unwrap_or(text.len());
    let (name, version) = text.split_at(at);
    let name = name.trim_end();
    let pin = match version.strip_prefix('=') {
        _ if version.is_empty() => Pin::None,
        Some(version) => exact(version),
        None => Pin::Ranged,
    };
    (name, pin)
}

fn pacman<'t>(sub_command: &str, text: &'t str) -> (&'t str, Pin) {
    if sub_command.contains('U') || is_url(text) || text.contains(".pkg.tar") {
        return (text, Pin::Local);
    }
    match text.split_once('=') {
        Some((name, version)) => (name, exact(version)),
        None => (text.rsplit('/').next().unwrap_or(text), Pin::None),
    }
}
