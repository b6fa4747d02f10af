//! An image as the engine describes it.

use super::{Config, Engine, Field};
use crate::span::{Span, Spanned};

/// One inspected image.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Image {
    /// The engine that printed it.
    pub engine: Engine,
    /// The whole object.
    pub span: Span,
    /// Its number in the document, from 0, over all lists.
    pub index: usize,
    /// `Id`.
    pub id: Field<String>,
    /// `RepoTags`; `<none>:<none>` is left out.
    pub repo_tags: Field<Vec<Spanned<String>>>,
    /// `RepoDigests`; `<none>@<none>` is left out.
    pub repo_digests: Field<Vec<Spanned<String>>>,
    /// `Config`; Podman's top-level `User` and `Healthcheck` fill what it leaves open.
    pub config: Config,
    /// `Os`.
    pub os: Field<String>,
    /// `Architecture`.
    pub architecture: Field<String>,
    /// `Created`, as printed.
    pub created: Field<String>,
    /// `Size` in bytes.
    pub size: Field<i64>,
}
