//! What a container or a service is asked to mount.

use super::value::Reader;
use super::{Field, Pairs, Words};
use crate::model::json::Raw;
use crate::span::{Span, Spanned};

/// One entry of `HostConfig.Mounts`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HostMount {
    /// The whole entry.
    pub span: Span,
    /// `Type`, e.g. `bind`.
    pub kind: Field<String>,
    /// `Source` on the host.
    pub source: Field<String>,
    /// `Target` in the container.
    pub target: Field<String>,
    /// `ReadOnly`.
    pub read_only: Field<bool>,
    /// `BindOptions.Propagation`.
    pub propagation: Field<String>,
    /// `BindOptions.NonRecursive`: what is mounted below the source stays outside.
    pub non_recursive: Field<bool>,
    /// `BindOptions.ReadOnlyNonRecursive`: what is mounted below the source stays writable.
    pub read_only_non_recursive: Field<bool>,
    /// `TmpfsOptions.Options`, e.g. `exec` or `uid=5`.
    pub tmpfs_options: Words,
    /// `TmpfsOptions.SizeBytes`; 0 is no limit.
    pub tmpfs_size: Field<i64>,
    /// `TmpfsOptions.Mode`: permission bits, as a decimal number.
    pub tmpfs_mode: Field<i64>,
    /// `VolumeOptions.DriverConfig.Name`.
    pub volume_driver: Field<String>,
    /// `VolumeOptions.DriverConfig.Options`, e.g. `type`, `o` and `device`.
    pub volume_options: Pairs,
}

impl HostMount {
    /// Reads an entry of a container's or a service's `Mounts`.
    pub(super) fn read(reader: &mut Reader, raw: Raw<'_>) -> Self {
        let mut read = Self {
            span: raw.span(),
            ..Self::default()
        };
        for (key, raw) in reader.object("an entry of Mounts", raw) {
            match key.as_ref() {
                "Type" => read.kind = reader.string("Mounts.Type", raw),
                "Source" => read.source = reader.string("Mounts.Source", raw),
                "Target" => read.target = reader.string("Mounts.Target", raw),
                "ReadOnly" => read.read_only = reader.flag("Mounts.ReadOnly", raw),
                "BindOptions" => read.bind_options(reader, raw),
                "TmpfsOptions" => read.tmpfs_options(reader, raw),
                "VolumeOptions" => read.volume_options(reader, raw),
                // The rest is not judged.
                _ => {}
            }
        }
        read
    }

    fn bind_options(&mut self, reader: &mut Reader, raw: Raw<'_>) {
        for (key, raw) in reader.object("Mounts.BindOptions", raw) {
            match key.as_ref() {
                "Propagation" => self.propagation = reader.string("BindOptions.Propagation", raw),
                "NonRecursive" => {
                    self.non_recursive = reader.flag("BindOptions.NonRecursive", raw);
                }
                "ReadOnlyNonRecursive" => {
                    self.read_only_non_recursive =
                        reader.flag("BindOptions.ReadOnlyNonRecursive", raw);
                }
                // The rest is not judged.
                _ => {}
            }
        }
    }

    fn tmpfs_options(&mut self, reader: &mut Reader, raw: Raw<'_>) {
        for (key, raw) in reader.object("Mounts.TmpfsOptions", raw) {
            match key.as_ref() {
                "SizeBytes" => self.tmpfs_size = reader.number("TmpfsOptions.SizeBytes", raw),
                "Mode" => self.tmpfs_mode = reader.number("TmpfsOptions.Mode", raw),
                // Each option is a list of its name and, where it has one, its value.
                "Options" => {
                    let what = "TmpfsOptions.Options";
                    self.tmpfs_options = reader.list(what, raw, |reader, item| {
                        let words = reader.one_or_more(what, item);
                        let words = words.items().iter().map(|word| word.value.as_str());
                        let option = words.collect::<Vec<_>>().join("=");
                        (!option.is_empty()).then(|| Spanned::new(option, item.span()))
                    });
                }
                // The rest is not judged.
                _ => {}
            }
        }
    }

    fn volume_options(&mut self, reader: &mut Reader, raw: Raw<'_>) {
        for (key, raw) in reader.object("Mounts.VolumeOptions", raw) {
            if key != "DriverConfig" {
                continue;
            }
            for (key, raw) in reader.object("VolumeOptions.DriverConfig", raw) {
                match key.as_ref() {
                    "Name" => self.volume_driver = reader.string("DriverConfig.Name", raw),
                    "Options" => self.volume_options = reader.pairs("DriverConfig.Options", raw),
                    // Nothing else is printed.
                    _ => {}
                }
            }
        }
    }
}
