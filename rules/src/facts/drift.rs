//! Where the containers of a service run with other settings than its project states.

use std::collections::BTreeMap;

use super::container::Inspected;
use super::service::Deployed;
use super::{Common, Fact, ImageReference, Limit, Listed, Runtime};
use crate::facts::Capability;
use crate::finding::Evidence;
use crate::model::inspect::{Container, Engine, Field, Words};
use crate::sorted::InOrder;

/// One setting that containers of a service have otherwise than its file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drift {
    /// The setting's key in a compose file.
    pub setting: &'static str,
    /// What the file says, or what holds where it is silent.
    pub declared: String,
    /// What the containers run with.
    pub running: String,
    /// The containers by name, in the order of the documents.
    pub containers: Vec<String>,
    /// Where the file says it; `None` where it is silent.
    pub evidence: Option<Evidence>,
}

/// A setting and the two values of it.
type Difference = (&'static str, String, String, Option<Evidence>);

/// The settings that differ; `None` where no container of the service was inspected by which they
/// could be told.
pub(super) fn of(deployed: Deployed<'_>, common: &Common, runtime: &Runtime) -> Option<Vec<Drift>> {
    let project = deployed.composed.project.compose.name.value();
    let is_own = |it: &&(Inspected, Container)| is_of(&it.1, project.map(String::as_str));
    let mut containers = deployed.running.iter().filter(is_own).peekable();
    containers.peek()?;
    let mut found: BTreeMap<(&'static str, String), Drift> = BTreeMap::new();
    for (source, container) in containers {
        let name = container.name.value().or_else(|| container.id.value());
        let name = name.map_or("one container", String::as_str);
        for (setting, declared, running, evidence) in
            differences(*source, container, common, runtime)
        {
            let key = (setting, running.clone());
            let drift = found.entry(key).or_insert_with(|| Drift {
                setting,
                declared,
                running,
                containers: Vec::new(),
                evidence,
            });
            drift.containers.push(name.to_owned());
        }
    }
    Some(found.into_values().collect())
}

/// Whether a container is one that the project brought up, by its labels: one that was started for
/// a single command is given options of its own, and names of services repeat.
fn is_of(container: &Container, project: Option<&str>) -> bool {
    let label = |wanted: &str| {
        let mut labels = container.config.labels.items().iter();
        let found = labels.find(|(name, _)| name.value == wanted);
        found.map(|(_, value)| value.value.as_str())
    };
    let of = label("com.docker.compose.project");
    let is_other = of.zip(project).is_some_and(|(of, project)| of != project);
    container.engine == Engine::Docker
        && !is_other
        && label("com.docker.compose.oneoff") != Some("True")
}

fn differences(
    source: Inspected,
    container: &Container,
    common: &Common,
    runtime: &Runtime,
) -> Vec<Difference> {
    let host = &container.host;
    // Excerpts lack settings, and what is not there was not changed.
    let is_whole = host.privileged.value().is_some();
    let found = [
        flag("privileged", &runtime.privileged, &host.privileged),
        flag("read_only", &runtime.read_only, &host.readonly_rootfs),
        shared("network_mode", &runtime.network_mode, &host.network_mode),
        shared("pid", &runtime.pid_mode, &host.pid_mode),
        shared("ipc", &runtime.ipc_mode, &host.ipc_mode),
        bound("mem_limit", &runtime.memory, &host.memory),
        bound("pids_limit", &runtime.pids, &host.pids_limit),
        capabilities("cap_add", &runtime.capabilities_added, &host.cap_add).filter(|_| is_whole),
        capabilities("cap_drop", &runtime.capabilities_dropped, &host.cap_drop)
            .filter(|_| is_whole),
        user(source, common, &container.config.user).filter(|_| is_whole),
        image(runtime, &container.config.image),
    ];
    found.into_iter().flatten().collect()
}

fn flag(setting: &'static str, declared: &Fact<bool>, running: &Field<bool>) -> Option<Difference> {
    let (said, runs) = (declared.value()?, running.value()?);
    let differs = said != runs;
    differs.then(|| {
        let place = declared.evidence();
        (setting, said.to_string(), runs.to_string(), place)
    })
}

/// A namespace counts where one side shares the host's: names of the others change by themselves.
fn shared(
    setting: &'static str,
    declared: &Fact<String>,
    running: &Field<String>,
) -> Option<Difference> {
    let (said, runs) = (declared.value()?, running.value()?);
    let differs = (said == "host") != (runs == "host");
    differs.then(|| (setting, said.clone(), runs.clone(), declared.evidence()))
}

/// A bound that the file sets and the container has lost.
fn bound(
    setting: &'static str,
    declared: &Fact<Limit>,
    running: &Field<i64>,
) -> Option<Difference> {
    let is_lost = declared.value() == Some(&Limit::Bounded) && *running.value()? <= 0;
    is_lost.then(|| {
        let place = declared.evidence();
        (setting, "a limit".to_owned(), "none".to_owned(), place)
    })
}

fn capabilities(
    setting: &'static str,
    declared: &Listed<Capability>,
    running: &Words,
) -> Option<Difference> {
    if !declared.unknown.is_empty() || matches!(running, Field::Unreadable(_)) {
        return None;
    }
    let sorted = |names: Vec<String>| {
        let mut names = names;
        names.order_by(Ord::cmp);
        names.dedup();
        if names.is_empty() {
            "none".to_owned()
        } else {
            names.join(" and ")
        }
    };
    let said = declared.items.iter().map(|it| it.value.to_string());
    let said = sorted(said.collect());
    let items = running.items().iter();
    let runs = sorted(
        items
            .map(|it| Capability::new(&it.value).to_string())
            .collect(),
    );
    let place = declared.items.first().map(|it| it.evidence);
    (said != runs).then_some((setting, said, runs, place))
}

/// A user that the file names; what an image brings is the image's.
fn user(source: Inspected, common: &Common, running: &Field<String>) -> Option<Difference> {
    let Fact::Stated { value, evidence } = &common.user else {
        return None;
    };
    let runs = match running {
        Field::Stated(user) => user.value.as_str(),
        Field::Absent => "",
        Field::Unreadable(_) => return None,
    };
    let differs = evidence.artifact != source.artifact && runs != value.name;
    let shown = if runs.is_empty() { "root" } else { runs };
    differs.then(|| {
        let said = value.name.clone();
        ("user", said, shown.to_owned(), Some(*evidence))
    })
}

/// An id in place of a name says that the name stands for another image now.
fn image(runtime: &Runtime, running: &Field<String>) -> Option<Difference> {
    let said = runtime.addressing.image.items.first()?;
    let runs = running.value().filter(|it| !it.starts_with("sha256:"))?;
    let parts = |text: &str| {
        let image = ImageReference::new(text);
        let tag = image.tag.unwrap_or_else(|| "latest".to_owned());
        (image.repository, tag, image.digest)
    };
    (parts(&said.value) != parts(runs)).then(|| {
        (
            "image",
            said.value.clone(),
            runs.clone(),
            Some(said.evidence),
        )
    })
}
