//! What a build is given to authenticate over SSH, for the checks of `build.ssh`.

use crate::facts::Composed;
use crate::model::compose::Setting;
use crate::span::Span;

/// One entry of `build.ssh`.
pub(super) struct Given {
    /// The name the build knows it by.
    pub(super) name: String,
    /// Where it stands.
    pub(super) span: Span,
    /// What it is.
    pub(super) source: Source,
}

/// What an entry of `build.ssh` hands over.
pub(super) enum Source {
    /// The agent of whoever builds.
    Agent,
    /// A key or the socket of an agent at this path.
    Path(String),
    /// What these variables say.
    Unresolved(Vec<String>),
}

/// Every entry of a service's `build.ssh`.
pub(super) fn given(composed: Composed<'_>) -> Vec<Given> {
    if composed.ignores("build") {
        return Vec::new();
    }
    let pairs = composed.service.field(&["build", "ssh"]).pairs();
    let pairs = pairs.into_iter().filter_map(|pair| match pair {
        Setting::Set(pair) => Some(pair.value),
        Setting::Absent | Setting::Unresolved { .. } | Setting::Malformed { .. } => None,
    });
    pairs
        .filter_map(|pair| {
            let (span, source) = match pair.value {
                Setting::Absent => (pair.key.span, Source::Agent),
                Setting::Set(path) if path.value.is_empty() => (pair.key.span, Source::Agent),
                Setting::Set(path) => (path.span, Source::Path(path.value)),
                Setting::Unresolved { span, variables } => (span, Source::Unresolved(variables)),
                Setting::Malformed { .. } => return None,
            };
            Some(Given {
                name: pair.key.value,
                span,
                source,
            })
        })
        .collect()
}
