//! Limits of processes.

use super::Field;
use super::value::Reader;
use crate::model::json::Raw;
use crate::span::Span;

/// One entry of `HostConfig.Ulimits`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ulimit {
    /// The whole entry.
    pub span: Span,
    /// `Name`, e.g. `nofile`.
    pub name: Field<String>,
    /// `Soft`; -1 is no limit.
    pub soft: Field<i64>,
    /// `Hard`; -1 is no limit.
    pub hard: Field<i64>,
}

impl Ulimit {
    /// Reads an entry of a container's or a service's `Ulimits`.
    pub(super) fn read(reader: &mut Reader, raw: Raw<'_>) -> Self {
        let mut read = Self {
            span: raw.span(),
            ..Self::default()
        };
        for (key, raw) in reader.object("an entry of Ulimits", raw) {
            match key.as_ref() {
                "Name" => read.name = reader.string("Ulimits.Name", raw),
                "Soft" => read.soft = reader.number("Ulimits.Soft", raw),
                "Hard" => read.hard = reader.number("Ulimits.Hard", raw),
                // Nothing else is printed.
                _ => {}
            }
        }
        read
    }
}
