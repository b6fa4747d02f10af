//! A volume as the engine describes it.

use super::value::Reader;
use super::{Engine, Field, Pairs};
use crate::model::json::Member;
use crate::span::{Span, Spanned};

/// One inspected volume.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_field_names,
    reason = "the fields have the engine's own words"
)]
pub struct Volume {
    /// The engine that printed it.
    pub engine: Engine,
    /// The whole object.
    pub span: Span,
    /// Its number in the document, from 0, over all lists.
    pub index: usize,
    /// `Name`.
    pub name: Field<String>,
    /// `Driver`, e.g. `local`.
    pub driver: Field<String>,
    /// `Mountpoint` on the host.
    pub mountpoint: Field<String>,
    /// `Scope`: `local` or `global`.
    pub scope: Field<String>,
    /// `CreatedAt`, as printed.
    pub created_at: Field<String>,
    /// `Labels`.
    pub labels: Pairs,
    /// `Options`, e.g. `type`, `o` and `device`.
    pub options: Pairs,
    /// `Anonymous`, which Podman alone prints.
    pub anonymous: Field<bool>,
    /// `MountCount`, which Podman alone prints: how many containers mount it now.
    pub mount_count: Field<i64>,
    /// The place of a `ClusterVolume`, which is made by a plugin for the whole swarm.
    pub cluster_volume: Option<Span>,
}

impl Volume {
    /// Reads what a volume's members say; engine, span and index are left at their defaults.
    pub(super) fn read(reader: &mut Reader, members: &[Member<'_>]) -> Self {
        let mut read = Self::default();
        for &(ref key, raw) in members {
            let key = key.as_ref();
            match key {
                "Name" => read.name = reader.string(key, raw),
                "Driver" => read.driver = reader.string(key, raw),
                "Mountpoint" => read.mountpoint = reader.string(key, raw),
                "Scope" => read.scope = reader.string(key, raw),
                "CreatedAt" => read.created_at = reader.string(key, raw),
                "Labels" => read.labels = reader.pairs(key, raw),
                "Options" => read.options = reader.pairs(key, raw),
                "Anonymous" => read.anonymous = reader.flag(key, raw),
                "MountCount" => read.mount_count = reader.number(key, raw),
                "ClusterVolume" => read.cluster_volume = raw.place_unless_empty(),
                // The rest is not judged.
                _ => {}
            }
        }
        read
    }

    /// The value of an option, e.g. `device`.
    pub fn option(&self, name: &str) -> Option<&Spanned<String>> {
        self.options.value_of(name)
    }
}
