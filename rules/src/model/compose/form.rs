//! How a compose file is laid out.

use crate::artifact::{Effect, Problem};
use crate::model::yaml::Node;

/// The layout of a compose file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// Services under `services`.
    Current,
    /// Services at the top level, as before Compose had versions.
    V1,
    /// No services: it makes sense only together with other files.
    Fragment,
    /// Commands for Docker, each of them a service. What Compose asks of a file is not asked of
    /// them, they are merged with no other file, and no edit for YAML fits their text.
    Run,
}

impl Form {
    /// Whether the text is YAML, in which keys and values can be edited.
    pub const fn is_yaml(self) -> bool {
        match self {
            Self::Current | Self::V1 | Self::Fragment => true,
            Self::Run => false,
        }
    }
}

/// Keys that only a service has; one of them makes a v1 service of a top-level mapping.
pub(crate) const SERVICE_KEYS: [&str; 14] = [
    "image",
    "build",
    "ports",
    "volumes",
    "command",
    "environment",
    "links",
    "env_file",
    "restart",
    "container_name",
    "extends",
    "expose",
    "privileged",
    // What v1 calls `network_mode`.
    "net",
];

/// The documents that hold anything.
pub(super) fn filled(documents: Vec<Node>, problems: &mut Vec<Problem>) -> Vec<Node> {
    let filled = documents.into_iter().filter(|document| !document.is_null());
    let filled: Vec<Node> = filled.collect();
    if filled.is_empty() {
        let message = "The file holds no services";
        problems.push(Problem::whole(Effect::Unreadable, message));
    }
    filled
}

/// Tells the layout by the top-level keys.
pub(crate) fn of(root: &Node, problems: &mut Vec<Problem>) -> Form {
    if root.get("services").is_some() {
        return Form::Current;
    }
    if !root.is_mapping() {
        if !root.is_null() {
            let message = format!("A compose file is a mapping, and this is {}", root.kind());
            problems.push(Problem::at(root.span, Effect::Unreadable, message));
        }
        return Form::Fragment;
    }
    let mut candidates = root
        .entries()
        .iter()
        .filter(|entry| !is_extension(&entry.key.value))
        .peekable();
    if candidates.peek().is_some() && candidates.all(|entry| is_service(&entry.value)) {
        let message = "The services stand at the top level, which is v1 syntax: current Compose \
                       refuses it; it is read as if it stood under `services`";
        problems.push(Problem::whole(Effect::Note, message));
        return Form::V1;
    }
    let message = "The file declares no services, so it is a part for others to build on";
    problems.push(Problem::whole(Effect::Note, message));
    Form::Fragment
}

/// Tells of what Compose prints of a whole project: what stood in other places stands there too.
pub(super) fn tell_printed(root: &Node, problems: &mut Vec<Problem>) {
    if is_printed(root) {
        let message = "The file is what docker compose config prints: variables and the files \
                       they come from are filled in, so secrets that the project takes from \
                       outside stand in it, and changes belong into the files it was made of";
        problems.push(Problem::whole(Effect::Note, message));
    }
}

/// Whether each service lists the project's own network as nothing, and the network has its
/// full name: people leave both out.
fn is_printed(root: &Node) -> bool {
    let name = root.get("name").and_then(Node::as_str);
    let full = root.at(&["networks", "default", "name"]);
    let is_own_name = |name: &str| {
        full.and_then(Node::as_str)
            .and_then(|full| full.strip_suffix("_default"))
            .is_some_and(|owner| owner == name)
    };
    let is_null = |node: &Node| {
        node.scalar()
            .is_some_and(|it| it.plain && &*it.text == "null")
    };
    let services = root.get("services").map(Node::entries).unwrap_or_default();
    let mut own = services
        .iter()
        .filter_map(|it| it.value.at(&["networks", "default"]));
    let has_networks = |node: &Node| {
        ["networks", "network_mode"]
            .iter()
            .any(|key| node.get(key).is_some())
    };
    name.is_some_and(is_own_name)
        && own.any(is_null)
        && services.iter().all(|it| has_networks(&it.value))
}

/// Whether Compose ignores this key.
pub(crate) fn is_extension(key: &str) -> bool {
    key.starts_with("x-")
}

fn is_service(node: &Node) -> bool {
    SERVICE_KEYS.iter().any(|key| node.get(key).is_some())
}
