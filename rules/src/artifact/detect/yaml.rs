//! Kinds of YAML, by the keys at its left margin: works on broken files, too.

use super::Detected;
use super::name::Hint;
use crate::artifact::kind::Kind;
use crate::model::compose::SERVICE_KEYS;

/// Lines looked at.
const LINES: usize = 20_000;
/// Keys only Compose has at its top, besides `x-…`.
const COMPOSE_KEYS: &[&str] = &[
    "name", "version", "include", "services", "networks", "volumes", "secrets", "configs", "models",
];

/// One key at the margin and what stands below it.
struct Top<'a> {
    key: &'a str,
    /// What follows the colon on its line.
    value: &'a str,
    /// The keys one step in; empty below a list.
    children: Vec<&'a str>,
    /// The lines below are list items.
    is_list: bool,
}

impl Top<'_> {
    fn is_mapping(&self) -> bool {
        !self.is_list && (!self.children.is_empty() || self.value.starts_with('{'))
    }
}

/// Tells what a YAML mapping or list is, or `None` where nothing is recognised.
pub(super) fn detect(hint: &Hint<'_>, text: &str) -> Option<Detected> {
    let outline = Outline::of(text);
    let tops = &outline.tops;
    let top = |key: &str| tops.iter().find(|top| top.key == key);
    let has = |key: &str| top(key).is_some();
    if outline
        .items
        .iter()
        .any(|key| matches!(*key, "hosts" | "import_playbook" | "tasks"))
    {
        return Some(Detected::new(Kind::Ansible, "is a list of plays"));
    }
    if tops.is_empty() {
        return None;
    }
    if has("apiVersion") && has("kind") {
        return Some(Detected::new(Kind::Kubernetes, "has apiVersion and kind"));
    }
    if has("apiVersion") && has("name") && has("version") {
        return Some(Detected::new(Kind::Helm, "has the keys of a Helm chart"));
    }
    if has("jobs") && (has("on") || has("true") || has("permissions")) {
        return Some(Detected::new(Kind::GithubWorkflow, "has on and jobs"));
    }
    if has("waivers") || has("attestations") {
        return Some(Detected::new(
            Kind::PlimsollPolicy,
            "has waivers or attestations",
        ));
    }
    if hint.kind == Some(Kind::HadolintConfig) && !has("services") {
        return Some(Detected::new(
            Kind::HadolintConfig,
            "has the name of hadolint's configuration",
        ));
    }
    if let Some(found) = foreign(tops) {
        return Some(found);
    }
    compose(hint, tops)
}

fn compose(hint: &Hint<'_>, tops: &[Top<'_>]) -> Option<Detected> {
    let compose = |reason: &str| Some(Detected::new(Kind::Compose, reason));
    let services = tops.iter().find(|top| top.key == "services");
    if services.is_some_and(Top::is_mapping) {
        return compose("has a services mapping");
    }
    let only = tops
        .iter()
        .all(|top| COMPOSE_KEYS.contains(&top.key) || top.key.starts_with("x-"));
    let any = tops.iter().any(|top| {
        matches!(
            top.key,
            "services" | "include" | "networks" | "volumes" | "secrets" | "configs"
        )
    });
    if only && any {
        return compose("has only keys of a Compose file, and no services mapping");
    }
    let mut values = tops
        .iter()
        .filter(|top| !top.key.starts_with("x-"))
        .peekable();
    let is_service = |top: &Top<'_>| {
        !top.is_list
            && top
                .children
                .iter()
                .any(|child| SERVICE_KEYS.contains(child))
    };
    if values.peek().is_some()
        && values.all(is_service)
        && hint.kind.is_none_or(|kind| kind == Kind::Compose)
    {
        return compose("has services at its top, as the first Compose format did");
    }
    None
}

/// YAML that has keys like Compose's and is something else.
fn foreign(tops: &[Top<'_>]) -> Option<Detected> {
    let has = |key: &str| tops.iter().any(|top| top.key == key);
    let no = |reason: &str| Some(Detected::new(Kind::NotDocker, reason));
    let runs_script = |top: &Top<'_>| top.children.contains(&"script");
    if has("stages") || (!has("services") && tops.iter().any(runs_script)) {
        return Some(Detected::new(
            Kind::GitlabCi,
            "has stages or jobs with a script",
        ));
    }
    if has("openapi") || has("swagger") {
        return no("is an API description");
    }
    if has("AWSTemplateFormatVersion") {
        return no("is a CloudFormation template");
    }
    if has("command") && has("short") && has("long") {
        return no("is reference documentation of a command");
    }
    if has("steps") && !has("services") {
        return no("is a list of build steps");
    }
    if has("parameters") && has("services") || has("imports") && has("services") {
        return no("is a service container's configuration");
    }
    if has("rules") && !has("services") {
        return no("is a linter's configuration");
    }
    if has("host") && has("store") && has("version") {
        return Some(Detected::new(
            Kind::DockerInfo,
            "has the keys podman info prints",
        ));
    }
    None
}

/// Whether the first line that says something is a key of a mapping.
pub(super) fn looks_like_mapping(text: &str) -> bool {
    let first = text.lines().take(LINES).find(|line| {
        let bare = line.trim();
        !bare.is_empty() && !bare.starts_with('#') && bare != "---"
    });
    first.is_some_and(|line| key(line).is_some())
}

/// How many top-level keys are Compose's, for guesses.
pub(super) fn compose_keys(text: &str) -> usize {
    let tops = Outline::of(text).tops;
    tops.iter()
        .filter(|top| COMPOSE_KEYS.contains(&top.key))
        .count()
}

/// Whether the text has any key at its margin.
pub(super) fn has_keys(text: &str) -> bool {
    !Outline::of(text).tops.is_empty()
}

struct Outline<'a> {
    tops: Vec<Top<'a>>,
    /// Keys of the items, where the whole text is a list.
    items: Vec<&'a str>,
}

impl<'a> Outline<'a> {
    /// Looks at every document of the text as if it were one.
    fn of(text: &'a str) -> Self {
        let mut outline = Self {
            tops: Vec::new(),
            items: Vec::new(),
        };
        let (mut margin, mut step) = (None, None);
        for line in text.lines().take(LINES) {
            let bare = line.trim_start();
            if bare.is_empty() || bare.starts_with(['#', '%']) || line.starts_with("---") {
                continue;
            }
            let indent = line.len() - bare.len();
            let margin = *margin.get_or_insert(indent);
            if indent <= margin {
                if let Some(item) = bare.strip_prefix("- ") {
                    match outline.tops.last_mut() {
                        Some(top) if top.value.is_empty() && top.children.is_empty() => {
                            top.is_list = true;
                        }
                        Some(_) => {}
                        None => outline.items.extend(key(item).map(|(key, _)| key)),
                    }
                    continue;
                }
                step = None;
                if let Some((key, value)) = key(bare) {
                    outline.tops.push(Top {
                        key,
                        value,
                        children: Vec::new(),
                        is_list: false,
                    });
                }
            } else if let Some(top) = outline.tops.last_mut() {
                if indent == *step.get_or_insert(indent) {
                    if bare.starts_with('-') {
                        top.is_list |= top.children.is_empty();
                    } else if let Some((key, _)) = key(bare) {
                        top.children.push(key);
                    }
                }
            } else if let Some((key, _)) = key(bare) {
                outline.items.push(key);
            }
        }
        outline
    }
}

/// A mapping's key at the start of a line and what follows its colon.
fn key(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start();
    let (key, rest) = match line.as_bytes().first()? {
        quote @ (b'"' | b'\'') => {
            let inside = line.get(1..)?;
            let end = inside.bytes().position(|byte| byte == *quote)?;
            (
                inside.get(..end)?,
                inside.get(end + 1..)?.trim_start().strip_prefix(':')?,
            )
        }
        _ => line.match_indices(':').find_map(|(at, _)| {
            let rest = line.get(at + 1..)?;
            let ends = rest.is_empty() || rest.starts_with([' ', '\t', '\r']);
            ends.then(|| line.get(..at).map(|key| (key.trim_end(), rest)))
                .flatten()
        })?,
    };
    // Sentences and shell lines have colons, too.
    let is_key = !key.is_empty()
        && key.len() <= 80
        && !key.contains([' ', '(', ')', ';', '=', '`', '"'])
        && !key.starts_with(['-', '[', '{', '$', '@']);
    let value = rest.split(" #").next().unwrap_or_default().trim();
    let value = if value.starts_with('#') { "" } else { value };
    // Anchors and tags stand in front of the value, which may be on the lines below.
    let value = value
        .split_whitespace()
        .find(|word| !word.starts_with(['&', '!']))
        .unwrap_or("");
    is_key.then_some((key, value))
}
