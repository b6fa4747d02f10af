//! What `docker version` and `podman version` print, as JSON and as text for people.

mod json;
mod text;

#[cfg(test)]
mod tests;

use crate::artifact::{Effect, Problem};
use crate::model::inspect::{Engine, Field, Pairs};
use crate::span::{Span, Spanned};

/// The versions of a client and of the daemon it reaches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DockerVersion {
    /// The engine that printed it.
    pub engine: Engine,
    /// The whole document.
    pub span: Span,
    /// The client.
    pub client: Field<Side>,
    /// The daemon; absent where none answered, which is `null` in JSON.
    pub server: Field<Side>,
    /// The line that says why no daemon answered.
    pub server_error: Option<Spanned<String>>,
    /// What could not be read.
    pub problems: Vec<Problem>,
}

/// The client or the daemon.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Side {
    /// `Platform.Name`: the product, e.g. `Docker Engine - Community`.
    pub platform: Field<String>,
    /// `Version`.
    pub version: Field<String>,
    /// `ApiVersion`.
    pub api_version: Field<String>,
    /// `MinAPIVersion`.
    pub min_api_version: Field<String>,
    /// `GitCommit`.
    pub git_commit: Field<String>,
    /// `GoVersion`.
    pub go_version: Field<String>,
    /// `BuildTime`, as printed.
    pub built: Field<String>,
    /// `Os`.
    pub os: Field<String>,
    /// `Arch`.
    pub architecture: Field<String>,
    /// `KernelVersion`.
    pub kernel_version: Field<String>,
    /// `Experimental`.
    pub experimental: Field<bool>,
    /// `Components`, since API 1.35: the engine itself, containerd, runc and the init program.
    pub components: Field<Vec<Component>>,
}

/// One program an engine is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Component {
    /// The whole entry.
    pub span: Span,
    /// `Name`, e.g. `containerd`.
    pub name: Field<String>,
    /// `Version`.
    pub version: Field<String>,
    /// `Details`, e.g. `GitCommit`.
    pub details: Pairs,
}

impl DockerVersion {
    /// The version of the API that client and daemon both speak, e.g. `(1, 44)`.
    pub fn spoken_api(&self) -> Option<(u16, u16)> {
        let version = |side: &Field<Side>| {
            let written = side.value()?.api_version.value()?;
            let (major, minor) = written.split_once('.')?;
            Some((major.parse().ok()?, minor.parse().ok()?))
        };
        // A client prints what the two agreed on, and one of old what it speaks itself.
        Some(version(&self.client)?.min(version(&self.server)?))
    }
}

impl Side {
    /// The component of this name, in any case.
    pub fn component(&self, name: &str) -> Option<&Component> {
        let mut components = self.components.items().iter();
        components.find(|component| {
            let own = component.name.value();
            own.is_some_and(|own| own.eq_ignore_ascii_case(name))
        })
    }
}

/// Reads what `docker version` or `podman version` printed.
pub fn read(text: &str) -> DockerVersion {
    let mut version = json::read(text).unwrap_or_else(|| text::read(text));
    if version.client == Field::Absent && version.server == Field::Absent {
        let message = "the document names neither a client's version nor a daemon's";
        let problem = Problem::whole(Effect::Unreadable, message);
        version.problems.push(problem);
    } else if version.server == Field::Absent && version.engine == Engine::Docker {
        let message = "no daemon answered, so its version is unknown";
        let problem = Problem {
            span: version.server_error.as_ref().map(|error| error.span),
            effect: Effect::Partial,
            message: message.to_owned(),
        };
        version.problems.push(problem);
    }
    version
}
