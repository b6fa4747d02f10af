//! Kinds of JSON, by a few keys of the first objects; values are skipped, never built.

mod daemon;
mod object;
mod reports;

use self::object::Object;
use super::Detected;
use super::name::Hint;
use crate::artifact::kind::{Kind, Support};
use crate::model::bundle;
use crate::model::json::{first_items, values};
use crate::span::Span;

/// Objects of a list or a stream that are looked at.
const OBJECTS: usize = 3;

/// Tells what a text is that begins with an object or a list.
pub(super) fn detect(hint: &Hint<'_>, text: &str) -> Option<Detected> {
    let start = text.len() - text.trim_start().len();
    let value = Span::new(start, text.len());
    match text.as_bytes().get(start)? {
        b'{' => {
            let object = Object::of(text, value, false);
            if object.keys.is_empty() && !text.trim_start().starts_with("{}") {
                // Braces that hold no member are no JSON, except for comments in front.
                return (hint.kind == Some(Kind::Devcontainer))
                    .then(|| named(hint, Kind::Devcontainer));
            }
            judge(hint, &object).or_else(|| unjudged(hint, &object))
        }
        b'[' => list(hint, text, value),
        _ => None,
    }
}

fn list(hint: &Hint<'_>, text: &str, value: Span) -> Option<Detected> {
    let items = first_items(text, value, OBJECTS);
    if items.is_empty() {
        let rest = text
            .get(value.start + 1..)?
            .trim_start()
            .strip_prefix(']')?;
        let rest_start = text.len() - rest.trim_start().len();
        if rest.trim_start().starts_with('[') {
            return list(hint, text, Span::new(rest_start, text.len()));
        }
        let kind = ["gitleaks", "hadolint", "conftest", "cosign"]
            .iter()
            .find(|tool| hint.base.to_ascii_lowercase().contains(*tool));
        return Some(match kind.and_then(|id| Kind::from_id(id)) {
            Some(kind) => Detected::new(kind, format!("is an empty list named {}", hint.base)),
            None => Detected::new(
                Kind::Inspect,
                "is an empty list, which docker inspect prints when it finds nothing",
            ),
        });
    }
    let objects: Vec<Object<'_>> = items
        .into_iter()
        .filter(|item| text.as_bytes().get(item.start) == Some(&b'{'))
        .map(|item| Object::of(text, item, true))
        .collect();
    objects
        .iter()
        .find_map(|object| judge(hint, object))
        .or_else(|| unjudged(hint, objects.first()?))
}

/// Looks for a Docker document between other lines, e.g. those of a shell.
pub(super) fn among_noise(text: &str) -> Option<Detected> {
    let hint = Hint::of("");
    values(text).values.into_iter().take(20).find_map(|value| {
        // Brackets occur in any text; a document among other lines is whole, or has a mark that
        // nothing else has: lines of a container's are lost where somebody copied a terminal.
        let document = value.span.of(text);
        let is_whole = serde_json::from_str::<serde::de::IgnoredAny>(document).is_ok();
        if !is_whole && !document.contains("\"HostConfig\"") {
            return None;
        }
        let found = detect(&hint, document)?;
        // An empty list or a lone message occurs in any program; what was inspected has a name.
        let is_named = [
            "\"Id\"",
            "\"HostConfig\"",
            "\"ID\"",
            "\"Name\"",
            "\"id\"",
            "\"name\"",
        ]
        .iter()
        .any(|key| document.contains(key));
        let shows = found.kind.support() == Support::Checked && is_named;
        shows.then_some(found)
    })
}

fn judge(hint: &Hint<'_>, object: &Object<'_>) -> Option<Detected> {
    let has = |key: &str| object.has(key);
    let kind = |kind, reason: &str| Some(Detected::new(kind, reason));
    if has("schema_version") && object.text_at(&["tool", "name"]).as_deref() == Some("plimsoll") {
        return kind(Kind::PlimsollReport, "names plimsoll as its tool");
    }
    if has(bundle::MARK) && !object.is_item {
        return kind(Kind::Bundle, "is what the collector writes");
    }
    if has("dockerbenchsecurity") || has("benchmark_output") {
        return kind(Kind::BenchJson, "has the result of docker-bench-security");
    }
    if object.has_all(&["tests", "start"]) || object.verdict_numbers() >= 3 {
        return kind(
            Kind::BenchJson,
            "has numbered verdicts, as docker-bench-security writes",
        );
    }
    inspected(object)
        .or_else(|| reports::judge(object))
        .or_else(|| printed(object))
        .or_else(|| configured(hint, object))
}

/// What `docker inspect` prints.
fn inspected(object: &Object<'_>) -> Option<Detected> {
    let has = |key: &str| object.has(key);
    let kind = |kind, reason: &str| Some(Detected::new(kind, reason));
    let is_whole = has("State") && (has("Config") || has("Path"));
    // People cut State out before they show a container to others.
    if has("HostConfig") && (is_whole || has("Config")) {
        return kind(Kind::Inspect, "has a container with HostConfig");
    }
    if has("HostConfig") && (has("Names") || has("Ports")) {
        return kind(
            Kind::ContainerList,
            "has containers with Names and Ports only",
        );
    }
    // An image that nothing was named after has no list of names in old releases.
    let is_unnamed_image = object.has_all(&["Id", "RootFS", "Parent"]);
    let is_image = has("RootFS") || object.has_all(&["Architecture", "Os", "Config"]);
    if is_unnamed_image || (has("RepoTags") || has("RepoDigests")) && is_image {
        return kind(
            Kind::Inspect,
            "has an image with its tags and its file system",
        );
    }
    if object.has_all(&["Driver", "Scope", "IPAM"])
        || object.has_all(&["name", "driver", "subnets"])
        || object.has_all(&["name", "driver", "dns_enabled"])
        || object.has_all(&["cniVersion", "plugins"])
    {
        return kind(Kind::Inspect, "has a network");
    }
    if object.has_all(&["Mountpoint", "Driver", "Name"]) {
        return kind(Kind::Inspect, "has a volume");
    }
    let in_spec = |key: &str| object.has_path(&["Spec", key]);
    if in_spec("TaskTemplate")
        || object.has_all(&["ServiceID", "DesiredState"])
        || (in_spec("Role") && object.has_path(&["Description", "Engine"]))
        || has("JoinTokens")
        || in_spec("CAConfig")
        || (in_spec("Name") && object.has_all(&["CreatedAt", "Version"]))
    {
        return kind(Kind::Inspect, "has an object of a swarm");
    }
    if object.keys.len() == 1 && has("message") {
        return kind(
            Kind::Inspect,
            "holds only the engine's refusal, so nothing was inspected",
        );
    }
    None
}

/// What other commands print.
fn printed(object: &Object<'_>) -> Option<Detected> {
    let has = |key: &str| object.has(key);
    let kind = |kind, reason: &str| Some(Detected::new(kind, reason));
    if object.has_all(&["architecture", "os", "config", "rootfs"]) {
        return kind(
            Kind::ImageConfig,
            "has an image's configuration in lower case",
        );
    }
    let is_step = has("CreatedBy") || has("created_by") || has("createdBy");
    if is_step && !has("Architecture") {
        return kind(Kind::ImageHistory, "has the steps an image was made by");
    }
    let daemon = [
        "ServerVersion",
        "SecurityOptions",
        "DriverStatus",
        "RegistryConfig",
        "ClientInfo",
    ];
    let is_refusal = has("ServerErrors") && has("ClientErrors");
    // Nothing else calls a release that.
    let is_cut = has("ServerVersion") && has("Name");
    if is_refusal || is_cut || daemon.iter().filter(|key| has(key)).count() >= 2 {
        return kind(Kind::DockerInfo, "has the keys docker info prints");
    }
    if object.has_all(&["host", "store", "version"]) {
        return kind(Kind::DockerInfo, "has the keys podman info prints");
    }
    // Podman names its client alone where it reaches no service.
    let is_client = object.has_path(&["Client", "GoVersion"]);
    if is_client
        || object.has_all(&["Client", "Server"])
        || object.has_all(&["ApiVersion", "MinAPIVersion"])
        || object.has_all(&["Version", "ApiVersion", "GoVersion"])
    {
        return kind(Kind::DockerVersion, "has the keys docker version prints");
    }
    if object.has_all(&["Names", "Image", "Command"]) || object.has_all(&["Names", "ImageID"]) {
        return kind(Kind::ContainerList, "has the keys docker ps prints");
    }
    if object.has_all(&["Service", "Project", "Image"]) {
        return kind(Kind::ContainerList, "has the keys docker compose ps prints");
    }
    if object.has_all(&["Repository", "Tag", "Size"]) {
        return kind(Kind::ImageList, "has the keys docker images prints");
    }
    None
}

/// Files a person writes.
fn configured(hint: &Hint<'_>, object: &Object<'_>) -> Option<Detected> {
    let has = |key: &str| object.has(key);
    let kind = |kind, reason: &str| Some(Detected::new(kind, reason));
    if object.is_item {
        return None;
    }
    let is_schema = has("$schema") && ["properties", "definitions", "$defs"].into_iter().any(has);
    if is_schema {
        return kind(Kind::NotDocker, "is a schema of JSON");
    }
    if object.begins_with("services", b'{') {
        return kind(Kind::Compose, "has a services mapping");
    }
    if has("waivers") || has("attestations") {
        return kind(Kind::PlimsollPolicy, "has waivers or attestations");
    }
    if object.has_all(&["defaultAction", "syscalls"]) {
        return kind(
            Kind::SeccompProfile,
            "has a default action and system calls",
        );
    }
    if (has("auths") || has("credsStore") || has("credHelpers")) && !has("data-root") {
        return kind(Kind::ClientConfig, "has a registry login of the client");
    }
    if hint.kind == Some(Kind::DaemonJson) {
        return kind(Kind::DaemonJson, "is named daemon.json");
    }
    if daemon::is_daemon(object) {
        return kind(
            Kind::DaemonJson,
            "has only keys of the daemon's configuration",
        );
    }
    if object.has_all(&["target"]) && (has("group") || object.begins_with("target", b'{')) {
        return kind(Kind::Bake, "has the targets of a bake file");
    }
    if hint.kind == Some(Kind::Devcontainer) || has("dockerComposeFile") || has("customizations") {
        return kind(
            Kind::Devcontainer,
            "has the keys of a development container",
        );
    }
    if object.has_all(&["apiVersion", "kind"]) {
        return kind(Kind::Kubernetes, "has apiVersion and kind");
    }
    None
}

/// JSON that nothing of ours looks like.
fn unjudged(hint: &Hint<'_>, object: &Object<'_>) -> Option<Detected> {
    let has = |key: &str| object.has(key);
    let no = |what: &str| Some(Detected::new(Kind::NotDocker, what));
    if let Some(kind) = hint
        .kind
        .filter(|kind| matches!(kind, Kind::DaemonJson | Kind::Compose))
    {
        return Some(named(hint, kind));
    }
    if object.is_item {
        return None;
    }
    if object.has_all(&["name", "version"])
        && (has("dependencies") || has("scripts") || has("devDependencies"))
    {
        return no("is a package.json of npm");
    }
    if has("compilerOptions") {
        return no("is a tsconfig.json of TypeScript");
    }
    if has("openapi") || has("swagger") {
        return no("is an API description");
    }
    None
}

fn named(hint: &Hint<'_>, kind: Kind) -> Detected {
    Detected::new(kind, format!("is named {}", hint.base))
}
