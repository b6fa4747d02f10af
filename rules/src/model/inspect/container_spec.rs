//! The container of a service or a task: `ContainerSpec`.

use super::config::healthcheck;
use super::host_mount::HostMount;
use super::ulimit::Ulimit;
use super::value::Reader;
use super::{Field, Pairs, Words};
use crate::model::json::Raw;
use crate::span::Span;

/// The container that a swarm starts for a task.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContainerSpec {
    /// The place of the object, or `None` where there is none.
    pub span: Option<Span>,
    /// `Image`: the reference, to which the client usually adds the digest.
    pub image: Field<String>,
    /// `Labels` of the container.
    pub labels: Pairs,
    /// `Command`: replaces the image's entry point.
    pub command: Words,
    /// `Args`.
    pub args: Words,
    /// `Env`: `NAME=value`, one a line.
    pub env: Words,
    /// `User`; absence is the image's.
    pub user: Field<String>,
    /// `Groups`: further groups of its process.
    pub groups: Words,
    /// `Privileges`.
    pub privileges: Privileges,
    /// `Init`; where it is absent the daemon decides.
    pub init: Field<bool>,
    /// `ReadOnly`: the root file system.
    pub read_only: Field<bool>,
    /// `Mounts`.
    pub mounts: Field<Vec<HostMount>>,
    /// `Healthcheck.Test`.
    pub healthcheck: Words,
    /// `Hosts`: `address name`, one a line.
    pub hosts: Words,
    /// `Secrets`: what is handed to it as a file.
    pub secrets: Field<Vec<GivenFile>>,
    /// `Configs`: what is handed to it as a file.
    pub configs: Field<Vec<GivenFile>>,
    /// `Isolation` of a Windows container.
    pub isolation: Field<String>,
    /// `Sysctls`, since API 1.40.
    pub sysctls: Pairs,
    /// `CapabilityAdd`, since API 1.41.
    pub capability_add: Words,
    /// `CapabilityDrop`, since API 1.41.
    pub capability_drop: Words,
    /// `Ulimits`, since API 1.41.
    pub ulimits: Field<Vec<Ulimit>>,
}

/// What confines the container; all but the label of `SELinux` since API 1.44.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_field_names,
    reason = "the fields have the engine's own words"
)]
pub struct Privileges {
    /// The place of the object, or `None` where there is none.
    pub span: Option<Span>,
    /// `NoNewPrivileges`.
    pub no_new_privileges: Field<bool>,
    /// `Seccomp.Mode`: `default`, `unconfined` or `custom`.
    pub seccomp_mode: Field<String>,
    /// The place of a `Seccomp.Profile`, which is a whole profile in base64.
    pub seccomp_profile: Option<Span>,
    /// `AppArmor.Mode`: `default` or `disabled`.
    pub app_armor_mode: Field<String>,
    /// `SELinuxContext.Disable`.
    pub selinux_disable: Field<bool>,
    /// `SELinuxContext.Type`.
    pub selinux_type: Field<String>,
}

/// A secret or a config that a container gets as a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GivenFile {
    /// The whole entry.
    pub span: Span,
    /// `SecretName` or `ConfigName`.
    pub name: Field<String>,
    /// `SecretID` or `ConfigID`.
    pub id: Field<String>,
    /// `File.Name`: where it stands; secrets stand below `/run/secrets`.
    pub file: Field<String>,
    /// `File.UID`.
    pub uid: Field<String>,
    /// `File.GID`.
    pub gid: Field<String>,
    /// `File.Mode`: permission bits as a decimal number; 292 is 0444.
    pub mode: Field<i64>,
}

impl ContainerSpec {
    /// Reads the `ContainerSpec` of a task.
    pub(super) fn read(reader: &mut Reader, raw: Raw<'_>) -> Self {
        let mut read = Self {
            span: Some(raw.span()),
            ..Self::default()
        };
        for (key, raw) in reader.object("ContainerSpec", raw) {
            match key.as_ref() {
                "Image" => read.image = reader.string("ContainerSpec.Image", raw),
                "Labels" => read.labels = reader.pairs("ContainerSpec.Labels", raw),
                "Command" => read.command = reader.strings("ContainerSpec.Command", raw),
                "Args" => read.args = reader.strings("ContainerSpec.Args", raw),
                "Env" => read.env = reader.strings("ContainerSpec.Env", raw),
                "User" => read.user = reader.string("ContainerSpec.User", raw),
                "Groups" => read.groups = reader.strings("ContainerSpec.Groups", raw),
                "Privileges" => read.privileges = Privileges::read(reader, raw),
                "Init" => read.init = reader.flag("ContainerSpec.Init", raw),
                "ReadOnly" => read.read_only = reader.flag("ContainerSpec.ReadOnly", raw),
                "Mounts" => {
                    read.mounts = reader.list("ContainerSpec.Mounts", raw, |reader, item| {
                        Some(HostMount::read(reader, item))
                    });
                }
                "Healthcheck" => read.healthcheck = healthcheck(reader, raw),
                "Hosts" => read.hosts = reader.strings("ContainerSpec.Hosts", raw),
                "Secrets" => read.secrets = GivenFile::list(reader, raw),
                "Configs" => read.configs = GivenFile::list(reader, raw),
                "Isolation" => read.isolation = reader.string("ContainerSpec.Isolation", raw),
                "Sysctls" => read.sysctls = reader.pairs("ContainerSpec.Sysctls", raw),
                "CapabilityAdd" => {
                    read.capability_add = reader.strings("ContainerSpec.CapabilityAdd", raw);
                }
                "CapabilityDrop" => {
                    read.capability_drop = reader.strings("ContainerSpec.CapabilityDrop", raw);
                }
                "Ulimits" => {
                    read.ulimits = reader.list("ContainerSpec.Ulimits", raw, |reader, item| {
                        Some(Ulimit::read(reader, item))
                    });
                }
                // The rest is not judged.
                _ => {}
            }
        }
        read
    }
}

impl Privileges {
    fn read(reader: &mut Reader, raw: Raw<'_>) -> Self {
        let mut read = Self {
            span: raw.place_unless_empty(),
            ..Self::default()
        };
        for (key, raw) in reader.object("Privileges", raw) {
            match key.as_ref() {
                "NoNewPrivileges" => {
                    read.no_new_privileges = reader.flag("Privileges.NoNewPrivileges", raw);
                }
                "Seccomp" => {
                    for (key, raw) in reader.object("Privileges.Seccomp", raw) {
                        match key.as_ref() {
                            "Mode" => read.seccomp_mode = reader.string("Seccomp.Mode", raw),
                            "Profile" => read.seccomp_profile = raw.place_unless_empty(),
                            // Nothing else is printed.
                            _ => {}
                        }
                    }
                }
                "AppArmor" => {
                    read.app_armor_mode = reader.string_in("Privileges.AppArmor", "Mode", raw);
                }
                "SELinuxContext" => {
                    for (key, raw) in reader.object("Privileges.SELinuxContext", raw) {
                        match key.as_ref() {
                            "Disable" => {
                                read.selinux_disable = reader.flag("SELinuxContext.Disable", raw);
                            }
                            "Type" => {
                                read.selinux_type = reader.string("SELinuxContext.Type", raw);
                            }
                            // The rest is not judged.
                            _ => {}
                        }
                    }
                }
                // The rest is not judged.
                _ => {}
            }
        }
        read
    }
}

impl GivenFile {
    fn list(reader: &mut Reader, raw: Raw<'_>) -> Field<Vec<Self>> {
        let what = "Secrets or Configs";
        reader.list(what, raw, |reader, item| Some(Self::read(reader, item)))
    }

    fn read(reader: &mut Reader, raw: Raw<'_>) -> Self {
        let mut read = Self {
            span: raw.span(),
            ..Self::default()
        };
        for (key, raw) in reader.object("an entry of Secrets or Configs", raw) {
            match key.as_ref() {
                "SecretName" | "ConfigName" => read.name = reader.string("its name", raw),
                "SecretID" | "ConfigID" => read.id = reader.string("its id", raw),
                "File" => {
                    for (key, raw) in reader.object("File", raw) {
                        match key.as_ref() {
                            "Name" => read.file = reader.string("File.Name", raw),
                            "UID" => read.uid = reader.string("File.UID", raw),
                            "GID" => read.gid = reader.string("File.GID", raw),
                            "Mode" => read.mode = reader.number("File.Mode", raw),
                            // Nothing else is printed.
                            _ => {}
                        }
                    }
                }
                // The rest is not judged.
                _ => {}
            }
        }
        read
    }
}
