//! The containers, images, files and users that detail lines and JSON items name.

/// Labels in front of a subject that fills the rest of the line.
const LABELS: &[&str] = &[
    "running as root",
    "no healthcheck found",
    "update instruction found",
    "add in image history",
    "no apparmorprofile found",
    "no securityoptions found",
    "container running in privileged mode",
    "container running sshd",
    "docker exec fails",
    "container running with networking mode",
    "container running without memory restrictions",
    "container running without cpu restrictions",
    "container running with root fs mounted r/w",
    "maximumretrycount is not set to 5",
    "host pid namespace being shared with",
    "host ipc namespace being shared with",
    "host uts namespace being shared with",
    "container has devices exposed directly",
    "container no default ulimit override",
    "mount propagation mode is shared",
    "default seccomp profile disabled",
    "confirm cgroup usage",
    "privileges not restricted",
    "health check not set",
    "pids limit not set",
    "container in docker0 network",
    "namespace shared",
    "docker socket shared",
    "sensitive directory",
    "unencrypted overlay network",
];

/// The subjects a detail line names, as slices of it.
pub(super) fn subjects(detail: &str) -> Vec<&str> {
    if let Some((label, rest)) = detail.split_once(": ") {
        let (lower, rest) = (label.to_ascii_lowercase(), rest.trim());
        if lower.ends_with("port in use") || lower.starts_with("port being bound") {
            return rest
                .rsplit_once(" in ")
                .map(|(_, name)| name.trim())
                .into_iter()
                .collect();
        }
        if lower.starts_with("capabilities added") {
            return rest
                .rsplit_once(" to ")
                .map(|(_, name)| name.trim())
                .into_iter()
                .collect();
        }
        if lower == "users" || lower == "doubtful users" {
            let users = rest
                .split(',')
                .map(str::trim)
                .filter(|user| !user.is_empty());
            return unique(users);
        }
        if LABELS.iter().any(|label| lower.starts_with(label)) {
            return named(rest);
        }
    }
    let wrong = ["Wrong ownership for ", "Wrong permissions for "];
    if let Some(path) = wrong.iter().find_map(|label| detail.strip_prefix(label)) {
        return vec![path.trim()];
    }
    let added = detail
        .split_once(" added to ")
        .filter(|(cap, _)| cap.starts_with("CAP_"));
    added.map(|(_, name)| name.trim()).into_iter().collect()
}

/// One name, several in brackets, or one with its scope in parentheses behind it.
fn named(rest: &str) -> Vec<&str> {
    match rest.strip_prefix('[') {
        Some(tags) => unique(tags.trim_end_matches(']').split_whitespace()),
        None if rest.ends_with(')') => rest
            .split_once(" (")
            .map(|(name, _)| name)
            .into_iter()
            .collect(),
        None if rest.is_empty() => Vec::new(),
        None => vec![rest],
    }
}

fn unique<'a>(names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut kept: Vec<&str> = Vec::new();
    for name in names {
        if kept.last() != Some(&name) {
            kept.push(name);
        }
    }
    kept
}

/// The subject of one item of the JSON result, as a slice of it; `None` for what names nothing.
///
/// Items are split at blanks by the script: a list of tags leaves its brackets on the first
/// and the last, and a network's scope is an item of its own.
pub(super) fn item_subject<'a>(check: &str, item: &'a str) -> Option<&'a str> {
    if item.starts_with('(') {
        return None;
    }
    let name = item.trim_start_matches('[').trim_end_matches(']');
    // Only containers carry a port, a path or an id, and their names have no colon.
    let subject = match name.split_once(':') {
        Some((id, name)) if check.starts_with("5.") => {
            let is_id = id.len() == 64 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
            if is_id { name } else { id }
        }
        _ => name,
    };
    (!subject.is_empty()).then_some(subject)
}
