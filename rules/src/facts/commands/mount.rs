//! `RUN --mount`: what a build step sees besides the image.

use crate::model::dockerfile::{Instruction, Keyword, Scope, expand};
use crate::span::Span;

/// The longest path that is resolved, bytes (`PATH_MAX` of Linux).
const LONGEST_PATH: usize = 4096;

/// A mount of one build step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuildMount {
    /// What is mounted.
    pub kind: BuildMountKind,
    /// Where; `None` where the kind has a default place, as secrets have.
    pub target: Option<String>,
    /// The path in the source, in the build context unless `from` says otherwise.
    pub source: Option<String>,
    /// The stage or image it comes from.
    pub from: Option<String>,
    /// The name that ties it to a secret, a socket or a cache.
    pub id: Option<String>,
    /// The environment variable a secret is put into.
    pub env: Option<String>,
    /// Whether the step fails without it.
    pub is_required: bool,
    /// Whether the step may write to it, where that is said.
    pub is_writable: Option<bool>,
    /// The flag, from its dashes on.
    pub span: Span,
}

/// What a build step can mount (Docker reference, `RUN --mount`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BuildMountKind {
    /// A part of the context, of a stage or of an image.
    Bind,
    /// A directory that outlives the build.
    Cache,
    /// A file system in memory.
    Tmpfs,
    /// A file with a secret.
    Secret,
    /// A socket of an SSH agent.
    Ssh,
    /// Something Docker does not know.
    Other(String),
}

impl BuildMount {
    /// Whether what is written into it stays out of the image: a cache, or memory.
    pub const fn is_apart(&self) -> bool {
        matches!(self.kind, BuildMountKind::Cache | BuildMountKind::Tmpfs)
    }

    /// Whether what is written below `directory` stays out of the image.
    pub(super) fn hides(&self, directory: &str) -> bool {
        let Some(target) = self.target.as_deref().filter(|_| self.is_apart()) else {
            return false;
        };
        let target = target.trim_end_matches('/');
        let rest = directory.trim_end_matches('/').strip_prefix(target);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

/// The mounts of an instruction, variables as written.
pub(super) fn read(instruction: &Instruction) -> Vec<BuildMount> {
    if instruction.keyword.value != Keyword::Run {
        return Vec::new();
    }
    let flags = instruction.flags.iter();
    flags
        .filter(|flag| flag.name.value == "mount")
        .filter_map(|flag| Some(read_one(&flag.value.as_ref()?.value, flag.span())))
        .collect()
}

fn read_one(text: &str, span: Span) -> BuildMount {
    let mut mount = BuildMount {
        kind: BuildMountKind::Bind,
        target: None,
        source: None,
        from: None,
        id: None,
        env: None,
        is_required: false,
        is_writable: None,
        span,
    };
    for field in text.split(',') {
        let field = field.trim().trim_matches('"');
        let (key, value) = match field.split_once('=') {
            Some((key, value)) => (key, Some(value)),
            None => (field, None),
        };
        let given = || value.map(str::to_owned);
        let is_on = value.is_none_or(|value| matches!(value, "true" | "1"));
        match key.to_ascii_lowercase().as_str() {
            "type" => mount.kind = kind(value.unwrap_or_default()),
            "target" | "dst" | "destination" => mount.target = given(),
            "source" | "src" => mount.source = given(),
            "from" => mount.from = given(),
            "id" => mount.id = given(),
            "env" => mount.env = given(),
            "required" => mount.is_required = is_on,
            "ro" | "readonly" => mount.is_writable = Some(!is_on),
            "rw" | "readwrite" => mount.is_writable = Some(is_on),
            // Ownership, sizes and sharing decide nothing here.
            _ => {}
        }
    }
    mount
}

fn kind(name: &str) -> BuildMountKind {
    match name.to_ascii_lowercase().as_str() {
        "bind" => BuildMountKind::Bind,
        "cache" => BuildMountKind::Cache,
        "tmpfs" => BuildMountKind::Tmpfs,
        "secret" => BuildMountKind::Secret,
        "ssh" => BuildMountKind::Ssh,
        _ => BuildMountKind::Other(name.to_owned()),
    }
}

/// Puts the values of variables into targets and sources, as the builder does.
pub(super) fn resolve(mounts: &mut [BuildMount], scope: &Scope<'_>) {
    for mount in mounts {
        for place in [
            &mut mount.target,
            &mut mount.source,
            &mut mount.from,
            &mut mount.id,
        ] {
            if let Some(text) = place
                && text.contains('$')
            {
                let expanded = expand(text, scope).text;
                // No path is as long; a value made to grow stays as it is written.
                if expanded.len() <= LONGEST_PATH {
                    *text = expanded;
                }
            }
        }
    }
}
