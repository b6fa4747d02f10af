//! How the host treats a container: `HostConfig`.

use super::device::{Device, DeviceRequest};
use super::host_mount::HostMount;
use super::port::{PublishedPort, published};
use super::ulimit::Ulimit;
use super::value::Reader;
use super::{Field, Pairs, Words};
use crate::model::json::Raw;
use crate::span::{Span, Spanned};

/// How the host treats a container.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HostConfig {
    /// The place of the object, or `None` where there is none.
    pub span: Option<Span>,
    /// `Privileged`.
    pub privileged: Field<bool>,
    /// `CapAdd`, spelt as the client sent it.
    pub cap_add: Words,
    /// `CapDrop`, spelt as the client sent it.
    pub cap_drop: Words,
    /// `SecurityOpt`.
    pub security_opt: Words,
    /// `NetworkMode`.
    pub network_mode: Field<String>,
    /// `PidMode`.
    pub pid_mode: Field<String>,
    /// `IpcMode`.
    pub ipc_mode: Field<String>,
    /// `UTSMode`.
    pub uts_mode: Field<String>,
    /// `UsernsMode`.
    pub userns_mode: Field<String>,
    /// `CgroupnsMode`; Podman says `CgroupMode`.
    pub cgroupns_mode: Field<String>,
    /// `CgroupParent`.
    pub cgroup_parent: Field<String>,
    /// `ReadonlyRootfs`.
    pub readonly_rootfs: Field<bool>,
    /// `Memory` in bytes; 0 is no limit.
    pub memory: Field<i64>,
    /// `MemorySwap` in bytes; -1 is no limit.
    pub memory_swap: Field<i64>,
    /// `NanoCpus` in billionths of a processor; 0 is no limit.
    pub nano_cpus: Field<i64>,
    /// `CpuQuota` in microseconds a period; 0 and less is no limit.
    pub cpu_quota: Field<i64>,
    /// `CpuPeriod` in microseconds.
    pub cpu_period: Field<i64>,
    /// `CpuShares`, a relative weight; 0 is the default.
    pub cpu_shares: Field<i64>,
    /// `CpusetCpus`, the processors it may use, e.g. `0-3,7`.
    pub cpuset_cpus: Field<String>,
    /// `PidsLimit`; 0 and less is no limit.
    pub pids_limit: Field<i64>,
    /// `RestartPolicy`.
    pub restart_policy: RestartPolicy,
    /// `LogConfig.Type`: the log driver.
    pub log_driver: Field<String>,
    /// `LogConfig.Config.max-size`, or Podman's `LogConfig.Size`.
    pub log_max_size: Field<String>,
    /// `Binds`: `source:target[:options]`.
    pub binds: Words,
    /// `Mounts`: what was asked for with `--mount`.
    pub mounts: Field<Vec<HostMount>>,
    /// `PortBindings`: what was asked for.
    pub port_bindings: Field<Vec<PublishedPort>>,
    /// `PublishAllPorts`.
    pub publish_all_ports: Field<bool>,
    /// `OomKillDisable`.
    pub oom_kill_disable: Field<bool>,
    /// `OomScoreAdj`, -1000..=1000.
    pub oom_score_adj: Field<i64>,
    /// `Ulimits`, those of the daemon included.
    pub ulimits: Field<Vec<Ulimit>>,
    /// `Sysctls`.
    pub sysctls: Pairs,
    /// `Init`; where it is absent the daemon decides.
    pub init: Field<bool>,
    /// `Links`.
    pub links: Words,
    /// `Devices`.
    pub devices: Field<Vec<Device>>,
    /// `DeviceCgroupRules`, e.g. `c 189:* rmw`.
    pub device_cgroup_rules: Words,
    /// `GroupAdd`: names or numbers.
    pub group_add: Words,
    /// `Tmpfs`: paths in the container with their options.
    pub tmpfs: Pairs,
    /// `Runtime`, e.g. `runc`.
    pub runtime: Field<String>,
    /// `Isolation` of a Windows container.
    pub isolation: Field<String>,
    /// The place of a `MaskedPaths` that lists none; older engines do not print the key.
    pub masked_paths_emptied: Option<Span>,
    /// The place of a `ReadonlyPaths` that lists none; older engines do not print the key.
    pub readonly_paths_emptied: Option<Span>,
    /// `LogConfig.Config`: options of the log driver.
    pub log_options: Pairs,
    /// `VolumesFrom`: containers whose volumes it has, too.
    pub volumes_from: Words,
    /// `ExtraHosts`: `name:address`.
    pub extra_hosts: Words,
    /// `DeviceRequests`: devices asked of a driver, e.g. GPUs.
    pub device_requests: Field<Vec<DeviceRequest>>,
    /// `IDMappings.UidMap`, which Podman alone prints: `container:host:count`.
    pub uid_map: Words,
}

/// When the engine starts a container again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RestartPolicy {
    /// `Name`; absence and `no` are the same.
    pub name: Field<String>,
    /// `MaximumRetryCount`; 0 is no limit.
    pub maximum_retry_count: Field<i64>,
}

impl HostConfig {
    /// Reads the `HostConfig` object of a container.
    pub(super) fn read(reader: &mut Reader, raw: Raw<'_>) -> Self {
        let mut read = Self {
            span: Some(raw.span()),
            ..Self::default()
        };
        for (key, raw) in reader.object("HostConfig", raw) {
            match key.as_ref() {
                "Privileged" => read.privileged = reader.flag("HostConfig.Privileged", raw),
                "CapAdd" => read.cap_add = reader.strings("HostConfig.CapAdd", raw),
                "CapDrop" => read.cap_drop = reader.strings("HostConfig.CapDrop", raw),
                "SecurityOpt" => read.security_opt = reader.strings("HostConfig.SecurityOpt", raw),
                "NetworkMode" => read.network_mode = reader.string("HostConfig.NetworkMode", raw),
                "PidMode" => read.pid_mode = reader.string("HostConfig.PidMode", raw),
                "IpcMode" => read.ipc_mode = reader.string("HostConfig.IpcMode", raw),
                "UTSMode" => read.uts_mode = reader.string("HostConfig.UTSMode", raw),
                "UsernsMode" => read.userns_mode = reader.string("HostConfig.UsernsMode", raw),
                "CgroupnsMode" | "CgroupMode" => {
                    read.cgroupns_mode = reader.string("HostConfig.CgroupnsMode", raw);
                }
                "CgroupParent" => {
                    read.cgroup_parent = reader.string("HostConfig.CgroupParent", raw);
                }
                "ReadonlyRootfs" => {
                    read.readonly_rootfs = reader.flag("HostConfig.ReadonlyRootfs", raw);
                }
                "Memory" => read.memory = reader.number("HostConfig.Memory", raw),
                "MemorySwap" => read.memory_swap = reader.number("HostConfig.MemorySwap", raw),
                "NanoCpus" => read.nano_cpus = reader.number("HostConfig.NanoCpus", raw),
                "CpuQuota" => read.cpu_quota = reader.number("HostConfig.CpuQuota", raw),
                "CpuPeriod" => read.cpu_period = reader.number("HostConfig.CpuPeriod", raw),
                "CpuShares" => read.cpu_shares = reader.number("HostConfig.CpuShares", raw),
                "CpusetCpus" => read.cpuset_cpus = reader.string("HostConfig.CpusetCpus", raw),
                "PidsLimit" => read.pids_limit = reader.number("HostConfig.PidsLimit", raw),
                "Binds" => read.binds = reader.strings("HostConfig.Binds", raw),
                "PublishAllPorts" => {
                    read.publish_all_ports = reader.flag("HostConfig.PublishAllPorts", raw);
                }
                "RestartPolicy" => read.restart_policy = RestartPolicy::read(reader, raw),
                "LogConfig" => read.logging(reader, raw),
                "PortBindings" => {
                    read.port_bindings = published(reader, "HostConfig.PortBindings", raw);
                }
                "Mounts" => {
                    read.mounts = reader.list("HostConfig.Mounts", raw, |reader, item| {
                        Some(HostMount::read(reader, item))
                    });
                }
                "OomKillDisable" => {
                    read.oom_kill_disable = reader.flag("HostConfig.OomKillDisable", raw);
                }
                "OomScoreAdj" => read.oom_score_adj = reader.number("HostConfig.OomScoreAdj", raw),
                "Ulimits" => {
                    read.ulimits = reader.list("HostConfig.Ulimits", raw, |reader, item| {
                        Some(Ulimit::read(reader, item))
                    });
                }
                "Sysctls" => read.sysctls = reader.pairs("HostConfig.Sysctls", raw),
                "Init" => read.init = reader.flag("HostConfig.Init", raw),
                "Links" => read.links = reader.strings("HostConfig.Links", raw),
                "Devices" => {
                    read.devices = reader.list("HostConfig.Devices", raw, |reader, item| {
                        Some(Device::read(reader, item))
                    });
                }
                "DeviceCgroupRules" => {
                    read.device_cgroup_rules = reader.strings("HostConfig.DeviceCgroupRules", raw);
                }
                "GroupAdd" => read.group_add = reader.strings("HostConfig.GroupAdd", raw),
                "Tmpfs" => read.tmpfs = reader.pairs("HostConfig.Tmpfs", raw),
                "Runtime" => read.runtime = reader.string("HostConfig.Runtime", raw),
                "Isolation" => read.isolation = reader.string("HostConfig.Isolation", raw),
                "MaskedPaths" => {
                    read.masked_paths_emptied = raw.is_blank_list().then(|| raw.span());
                }
                "ReadonlyPaths" => {
                    read.readonly_paths_emptied = raw.is_blank_list().then(|| raw.span());
                }
                "VolumesFrom" => read.volumes_from = reader.strings("HostConfig.VolumesFrom", raw),
                "ExtraHosts" => read.extra_hosts = reader.strings("HostConfig.ExtraHosts", raw),
                "DeviceRequests" => {
                    read.device_requests =
                        reader.list("HostConfig.DeviceRequests", raw, |reader, item| {
                            Some(DeviceRequest::read(reader, item))
                        });
                }
                "IDMappings" => {
                    for (key, raw) in reader.object("HostConfig.IDMappings", raw) {
                        if key == "UidMap" {
                            read.uid_map = reader.strings("IDMappings.UidMap", raw);
                        }
                    }
                }
                // The rest is not judged.
                _ => {}
            }
        }
        read
    }

    fn logging(&mut self, reader: &mut Reader, raw: Raw<'_>) {
        for (key, raw) in reader.object("HostConfig.LogConfig", raw) {
            match key.as_ref() {
                "Type" => self.log_driver = reader.string("LogConfig.Type", raw),
                "Size" => self.log_max_size = reader.string("LogConfig.Size", raw),
                "Config" => self.log_options(reader, raw),
                // The rest is not judged.
                _ => {}
            }
        }
    }
}

impl HostConfig {
    fn log_options(&mut self, reader: &mut Reader, raw: Raw<'_>) {
        let what = "LogConfig.Config";
        self.log_options = reader.entries(what, raw).map(|entries| {
            let option = |(key, raw): (Spanned<String>, Raw<'_>)| {
                let value = reader.written(what, raw);
                let written = value.value().cloned().unwrap_or_default();
                if key.value == "max-size" {
                    self.log_max_size = value;
                }
                (key, Spanned::new(written, raw.span()))
            };
            entries.into_iter().map(option).collect()
        });
    }
}

impl RestartPolicy {
    fn read(reader: &mut Reader, raw: Raw<'_>) -> Self {
        let mut read = Self::default();
        for (key, raw) in reader.object("HostConfig.RestartPolicy", raw) {
            match key.as_ref() {
                "Name" => read.name = reader.string("RestartPolicy.Name", raw),
                "MaximumRetryCount" => {
                    read.maximum_retry_count =
                        reader.number("RestartPolicy.MaximumRetryCount", raw);
                }
                // The rest is not judged.
                _ => {}
            }
        }
        read
    }
}
