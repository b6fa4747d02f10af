//! How the managers of programming languages write versions.

use super::{exact, has_suffix, is_path, is_url};
use crate::facts::Pin;

pub(super) fn pip(text: &str) -> (&str, Pin) {
    // `name @ url` is written in one word where it is quoted.
    if let Some((name, url)) = text.split_once('@').filter(|(name, _)| {
        let name = name.trim_end();
        !name.is_empty() && !name.contains([':', '/', '='])
    }) {
        return (name.trim_end(), address(url.trim_start()));
    }
    if is_url(text) || text.starts_with("git+") {
        return (text, address(text));
    }
    let is_archive = has_suffix(
        text,
        &[".whl", ".tar.gz", ".tar.bz2", ".tgz", ".zip", ".tar.xz"],
    );
    // Extras stand behind a path as they do behind a name.
    let plain = text.split('[').next().unwrap_or(text);
    if is_path(plain) || matches!(plain, "." | ".." | "~") || is_archive || plain.ends_with('/') {
        return (text, Pin::Local);
    }
    let requirement = text.split(';').next().unwrap_or(text).trim();
    let at = requirement
        .find(['=', '<', '>', '~', '!'])
        .unwrap_or(requirement.len());
    let (name, version) = requirement.split_at(at);
    let name = name.split('[').next().unwrap_or(name).trim();
    if version.is_empty() {
        if plain.contains('/') {
            return (text, Pin::Local);
        }
        return (name, Pin::None);
    }
    let is_one = version.starts_with("==") && !version.contains([',', '*', '<', '>', '!']);
    (name, if is_one { Pin::Exact } else { Pin::Ranged })
}

/// How firmly an address chooses: an archive is one version, a repository needs a reference.
fn address(url: &str) -> Pin {
    let is_repository = ["git+", "hg+", "svn+", "bzr+"]
        .iter()
        .any(|scheme| url.starts_with(scheme));
    if !is_repository {
        return Pin::Local;
    }
    let path = url.split_once("://").map_or(url, |(_, path)| path);
    let path = path.split('#').next().unwrap_or(path);
    // The user of an ssh address stands before the first slash.
    let path = path.split_once('/').map_or("", |(_, path)| path);
    path.rsplit_once('@')
        .map_or(Pin::None, |(_, reference)| reference_pin(reference))
}

/// A commit is exact, a well-known branch moves, and other names may.
fn reference_pin(reference: &str) -> Pin {
    let is_commit = reference.len() >= 7 && reference.bytes().all(|byte| byte.is_ascii_hexdigit());
    match reference {
        "" => Pin::None,
        "main" | "master" | "HEAD" | "develop" | "trunk" | "dev" => Pin::Moving,
        _ if is_commit => Pin::Exact,
        _ => Pin::Ranged,
    }
}

/// Whether one of Node's managers takes a package from a repository.
pub(crate) fn is_node_repository(text: &str) -> bool {
    let is_short = !text.starts_with('@') && text.contains('/') && !is_url(text) && !is_path(text);
    [
        "git+",
        "git:",
        "git@",
        "github:",
        "gitlab:",
        "bitbucket:",
        "gist:",
    ]
    .iter()
    .any(|start| text.starts_with(start))
        || (is_url(text) && text.contains(".git"))
        || is_short && !text.split('/').next().unwrap_or_default().contains('@')
}

pub(super) fn node(text: &str) -> (&str, Pin) {
    if is_path(text)
        || matches!(text, "." | "..")
        || text.starts_with("file:")
        || text.starts_with("link:")
    {
        return (text, Pin::Local);
    }
    let is_archive = has_suffix(text, &[".tgz", ".tar.gz", ".tar"]);
    if is_archive {
        return (text, Pin::Local);
    }
    // An alias is as firm as what it stands for.
    if let Some((_, target)) = text.split_once("@npm:") {
        return node(target);
    }
    if is_node_repository(text) {
        let (name, reference) = text.split_once('#').unwrap_or((text, ""));
        let reference = reference.strip_prefix("semver:").unwrap_or(reference);
        return (name, reference_pin(reference));
    }
    if is_url(text) {
        return (text, Pin::Local);
    }
    let from = usize::from(text.starts_with('@'));
    let version = text
        .get(from..)
        .and_then(|rest| rest.find('@'))
        .map(|at| at + from);
    match version {
        None => (text, Pin::None),
        Some(at) => {
            let (name, version) = text.split_at(at);
            (name, node_version(version.trim_start_matches('@')))
        }
    }
}

fn node_version(version: &str) -> Pin {
    if version.is_empty() {
        return Pin::None;
    }
    if is_url(version) || version.starts_with("file:") {
        return if version.starts_with("git") {
            Pin::Ranged
        } else {
            Pin::Local
        };
    }
    let plain = version.trim_start_matches(['=', 'v']);
    let core = plain.split(['-', '+']).next().unwrap_or(plain);
    let numbers: Vec<&str> = core.split('.').collect();
    let is_number =
        |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if numbers.len() == 3 && numbers.iter().all(is_number) {
        return Pin::Exact;
    }
    let is_tag = version.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && !core.contains(['.', '*'])
        && version != "x";
    if is_tag { Pin::Moving } else { Pin::Ranged }
}

pub(super) fn gem(text: &str) -> (&str, Pin) {
    if has_suffix(text, &[".gem"]) {
        return (text, Pin::Local);
    }
    match text.split_once(':') {
        Some((name, version)) if version.starts_with(['~', '<', '>', '!']) => (name, Pin::Ranged),
        Some((name, version)) => (name, exact(version)),
        None => (text, Pin::None),
    }
}

pub(super) fn go(text: &str) -> (&str, Pin) {
    let (path, version) = text.split_once('@').unwrap_or((text, ""));
    let first = path.split('/').next().unwrap_or(path);
    // The standard library and the module's own paths have no host in front.
    let is_local = first.is_empty()
        || first == "."
        || first == ".."
        || has_suffix(path, &[".go"])
        || !(first.contains('.') || first.contains('$'));
    if is_local && version.is_empty() {
        return (path, Pin::Local);
    }
    let pin = match version {
        "" => Pin::None,
        "latest" | "none" | "upgrade" | "patch" | "master" | "main" | "HEAD" => Pin::Moving,
        _ if version.starts_with(['<', '>']) => Pin::Ranged,
        // `v1` and `v1.2` are whatever is newest under them.
        _ if version.starts_with('v') && version.matches('.').count() < 2 => Pin::Ranged,
        _ => Pin::Exact,
    };
    (path, pin)
}

pub(super) fn cargo(text: &str) -> (&str, Pin) {
    match text.split_once('@') {
        Some((name, version)) if version.starts_with(['~', '^', '<', '>', '*']) => {
            (name, Pin::Ranged)
        }
        Some((name, version)) => (name, exact(version)),
        None => (text, Pin::None),
    }
}

pub(super) fn composer(text: &str) -> (&str, Pin) {
    match text.split_once([':', '=']) {
        Some((name, version))
            if version.starts_with(['~', '^', '<', '>']) || version.contains(['*', '|', ',']) =>
        {
            (name, Pin::Ranged)
        }
        Some((name, version)) if version.starts_with("dev-") => (name, Pin::Moving),
        Some((name, version)) => (name, exact(version)),
        None => (text, Pin::None),
    }
}
