//! Which registries the daemon talks to: `RegistryConfig`.

use crate::model::inspect::{Field, Reader, Words};
use crate::model::json::Raw;
use crate::span::Spanned;

/// Which registries the daemon talks to, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Registries {
    /// `InsecureRegistryCIDRs`: networks whose registries need no encryption.
    pub insecure_networks: Words,
    /// `IndexConfigs`: single registries.
    pub indexes: Field<Vec<Index>>,
    /// `Mirrors` of Docker Hub.
    pub mirrors: Words,
}

/// One registry the daemon has settings for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Index {
    /// Its name, at the place of the key.
    pub name: Spanned<String>,
    /// `Secure`: whether encryption is asked for.
    pub secure: Field<bool>,
    /// `Mirrors`.
    pub mirrors: Words,
}

impl Registries {
    /// Reads the `RegistryConfig` object.
    pub(super) fn read(reader: &mut Reader, raw: Raw<'_>) -> Self {
        let mut read = Self::default();
        for (key, raw) in reader.object("RegistryConfig", raw) {
            match key.as_ref() {
                "InsecureRegistryCIDRs" => {
                    let what = "RegistryConfig.InsecureRegistryCIDRs";
                    read.insecure_networks = reader.strings(what, raw);
                }
                "IndexConfigs" => {
                    let entries = reader.entries("RegistryConfig.IndexConfigs", raw);
                    read.indexes = entries.map(|entries| {
                        let index = |(name, raw)| Index::read(reader, name, raw);
                        entries.into_iter().map(index).collect()
                    });
                }
                "Mirrors" => read.mirrors = reader.strings("RegistryConfig.Mirrors", raw),
                // The rest is not judged.
                _ => {}
            }
        }
        read
    }
}

impl Index {
    fn read(reader: &mut Reader, name: Spanned<String>, raw: Raw<'_>) -> Self {
        let mut read = Self {
            name,
            secure: Field::Absent,
            mirrors: Field::Absent,
        };
        for (key, raw) in reader.object("an entry of IndexConfigs", raw) {
            match key.as_ref() {
                "Secure" => read.secure = reader.flag("IndexConfigs.Secure", raw),
                "Mirrors" => read.mirrors = reader.strings("IndexConfigs.Mirrors", raw),
                // The rest is not judged.
                _ => {}
            }
        }
        read
    }
}
