//! What a host with many containers prints: realistic in what it holds and how long it is.
//!
//! About ten kilobytes a container, indented as the engine does, every setting different enough
//! that nothing is decided once for all. The same length gives the same text on every machine.

use std::fmt::Write as _;

use serde_json::{Value, json};

/// A document as `docker inspect` prints it of many containers, of at least so many bytes.
pub fn inspect(bytes: usize) -> String {
    let mut array = String::with_capacity(bytes + 16_384);
    array.push_str("[\n");
    let mut dice = Dice(7);
    let mut number = 0;
    while array.len() < bytes {
        if number > 0 {
            array.push_str(",\n");
        }
        let container = container(number, &mut dice);
        let printed = indented(&container);
        for line in printed.lines() {
            array.push_str("    ");
            array.push_str(line);
            array.push('\n');
        }
        array.pop();
        number += 1;
    }
    array.push_str("\n]\n");
    array
}

fn container(number: u32, dice: &mut Dice) -> Value {
    let id = dice.digits(64);
    let port = (1024 + number % 60_000).to_string();
    let folder = |part: &str| format!("/var/lib/docker/containers/{id}/{part}");
    let variables: Vec<String> = (0..12)
        .map(|at| format!("SETTING_{at}={}", dice.digits(12)))
        .chain(["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin".to_owned()])
        .collect();
    let labels: serde_json::Map<String, Value> = (0..10)
        .map(|at| (format!("org.example.label{at}"), dice.digits(20).into()))
        .collect();
    let beats: Vec<Value> = (0..5)
        .map(|_| {
            json!({
                "Start": "2026-11-01T08:00:00.123456789Z",
                "End": "2026-11-01T08:00:00.223456789Z",
                "ExitCode": 0,
                "Output": format!("the \"pump\" runs\n{}", dice.digits(200)),
            })
        })
        .collect();
    let binding = |ip: &str| json!({"HostIp": ip, "HostPort": port});
    json!({
        "Id": id,
        "Created": "2026-11-01T07:59:58.123456789Z",
        "Path": "/docker-entrypoint.sh",
        "Args": ["lookout", "--bell", "north"],
        "State": {
            "Status": "running", "Running": true, "Paused": false, "Restarting": false,
            "OOMKilled": false, "Dead": false, "Pid": 1000 + number, "ExitCode": 0, "Error": "",
            "StartedAt": "2026-11-01T07:59:59Z", "FinishedAt": "0001-01-01T00:00:00Z",
            "Health": {"Status": "healthy", "FailingStreak": 0, "Log": beats},
        },
        "Image": format!("sha256:{}", dice.digits(64)),
        "ResolvConfPath": folder("resolv.conf"),
        "HostnamePath": folder("hostname"),
        "HostsPath": folder("hosts"),
        "LogPath": folder("log.json"),
        "Name": format!("/lookout-{number}"),
        "RestartCount": 0, "Driver": "overlay2", "Platform": "linux", "MountLabel": "",
        "ProcessLabel": "", "AppArmorProfile": dice.of(&["docker-default", ""]), "ExecIDs": null,
        "HostConfig": host_config(number, dice, &binding),
        "GraphDriver": driver(dice),
        "Mounts": [
            {"Type": "bind", "Source": format!("/srv/logs/{number}"), "Destination": "/logs",
             "Mode": "rw", "RW": true, "Propagation": "rprivate"},
            {"Type": "bind", "Source": "/etc/localtime", "Destination": "/etc/localtime",
             "Mode": "ro", "RW": false, "Propagation": "rprivate"},
        ],
        "Config": {
            "Hostname": id.get(..12), "Domainname": "", "User": dice.of(&["", "1000:1000", "root"]),
            "AttachStdin": false, "AttachStdout": true, "AttachStderr": true,
            "ExposedPorts": {"80/tcp": {}}, "Tty": false, "OpenStdin": false, "StdinOnce": false,
            "Env": variables, "Cmd": ["lookout", "--bell", "north"],
            "Healthcheck": {"Test": ["CMD", "lookout", "--check"]},
            "Image": "registry.example.org/lookout:1.4", "Volumes": null, "WorkingDir": "/srv",
            "Entrypoint": ["/docker-entrypoint.sh"], "OnBuild": null, "Labels": labels,
            "StopSignal": "SIGQUIT",
        },
        "NetworkSettings": network_settings(dice, &binding),
    })
}

fn driver(dice: &mut Dice) -> Value {
    let layers: Vec<String> = (0..12)
        .map(|_| format!("/var/lib/docker/overlay2/{}/diff", dice.digits(64)))
        .collect();
    json!({
        "Data": {
            "LowerDir": layers.join(":"),
            "MergedDir": format!("/var/lib/docker/overlay2/{}/merged", dice.digits(64)),
            "UpperDir": format!("/var/lib/docker/overlay2/{}/diff", dice.digits(64)),
            "WorkDir": format!("/var/lib/docker/overlay2/{}/work", dice.digits(64)),
        },
        "Name": "overlay2",
    })
}

fn network_settings(dice: &mut Dice, binding: &dyn Fn(&str) -> Value) -> Value {
    json!({
        "Bridge": "", "SandboxID": dice.digits(64),
        "SandboxKey": format!("/var/run/docker/netns/{}", dice.digits(12)),
        "Ports": {"80/tcp": [binding("0.0.0.0"), binding("::")]},
        "Networks": {"harbour": {
            "IPAMConfig": null, "Links": null, "Aliases": null,
            "MacAddress": "02:42:ac:11:00:02", "NetworkID": dice.digits(64),
            "EndpointID": dice.digits(64), "Gateway": "172.17.0.1",
            "IPAddress": "172.17.0.2", "IPPrefixLen": 16, "IPv6Gateway": "",
            "GlobalIPv6Address": "", "GlobalIPv6PrefixLen": 0, "DriverOpts": null,
            "DNSNames": null,
        }},
    })
}

fn host_config(number: u32, dice: &mut Dice, binding: &dyn Fn(&str) -> Value) -> Value {
    let mut host = json!({
        "Binds": [format!("/srv/logs/{number}:/logs:rw"), "/etc/localtime:/etc/localtime:ro"],
        "ContainerIDFile": "", "LogConfig": {"Type": "json-file", "Config": {"max-size": "10m"}},
        "NetworkMode": "harbour", "PortBindings": {"80/tcp": [binding("")]},
        "RestartPolicy": {"Name": dice.of(&["always", "on-failure", ""]), "MaximumRetryCount": 3},
        "AutoRemove": false, "VolumeDriver": "", "VolumesFrom": null, "ConsoleSize": [0, 0],
        "CapAdd": null, "CapDrop": null, "CgroupnsMode": "private", "Dns": [], "DnsOptions": [],
        "DnsSearch": [], "ExtraHosts": null, "GroupAdd": null, "IpcMode": "private", "Cgroup": "",
        "Links": null, "OomScoreAdj": 0, "PidMode": "", "Privileged": dice.one_in(20),
        "PublishAllPorts": false, "ReadonlyRootfs": dice.one_in(5), "SecurityOpt": null,
        "UTSMode": "", "UsernsMode": "", "ShmSize": 67_108_864, "Runtime": "runc",
        "Isolation": "", "CpuShares": 0, "Memory": 0, "NanoCpus": 0, "CgroupParent": "",
        "MaskedPaths": ["/proc/asound", "/proc/acpi", "/proc/kcore", "/proc/keys",
            "/proc/latency_stats", "/proc/timer_list", "/proc/timer_stats", "/proc/sched_debug",
            "/proc/scsi", "/sys/firmware", "/sys/devices/virtual/powercap"],
        "ReadonlyPaths": ["/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys",
            "/proc/sysrq-trigger"],
    });
    let unset = json!({
        "BlkioWeight": 0, "BlkioWeightDevice": [], "BlkioDeviceReadBps": [], "CpuPeriod": 0,
        "CpuQuota": 0, "CpusetCpus": "", "CpusetMems": "", "Devices": [],
        "DeviceCgroupRules": null, "DeviceRequests": null, "MemoryReservation": 0,
        "MemorySwap": 0, "MemorySwappiness": null, "OomKillDisable": null, "PidsLimit": null,
        "Ulimits": [], "CpuCount": 0, "CpuPercent": 0, "IOMaximumIOps": 0,
        "IOMaximumBandwidth": 0
    });
    if let (Some(host), Value::Object(unset)) = (host.as_object_mut(), unset) {
        host.extend(unset);
    }
    if dice.one_in(2) {
        host["CapDrop"] = json!(["ALL"]);
    }
    if dice.one_in(3) {
        host["CapAdd"] = json!([dice.of(&["NET_ADMIN", "SYS_ADMIN", "NET_BIND_SERVICE"])]);
    }
    if dice.one_in(2) {
        host["SecurityOpt"] = json!(["no-new-privileges"]);
    }
    if dice.one_in(2) {
        host["Memory"] = json!(536_870_912);
        host["PidsLimit"] = json!(200);
    }
    host
}

/// A value as the engine prints it, four blanks a level.
fn indented(value: &Value) -> String {
    let mut bytes = Vec::new();
    let layout = serde_json::ser::PrettyFormatter::with_indent(b"    ");
    let mut writer = serde_json::Serializer::with_formatter(&mut bytes, layout);
    serde::Serialize::serialize(value, &mut writer).expect("a value is written");
    String::from_utf8(bytes).expect("JSON is text")
}

/// Numbers that look thrown and are the same on every machine.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn one_in(&mut self, sides: u64) -> bool {
        self.next().is_multiple_of(sides)
    }

    fn of(&mut self, words: &[&'static str]) -> &'static str {
        let at = usize::try_from(self.next() >> 33).unwrap_or_default() % words.len();
        words.get(at).copied().unwrap_or_default()
    }

    fn digits(&mut self, count: usize) -> String {
        let mut digits = String::with_capacity(count + 16);
        while digits.len() < count {
            // Writing to a string cannot fail.
            let _ = write!(digits, "{:016x}", self.next());
        }
        digits.truncate(count);
        digits
    }
}

#[cfg(test)]
mod tests {
    use super::inspect;

    #[test]
    fn the_same_length_gives_the_same_containers() {
        let text = inspect(50_000);
        assert_eq!(text, inspect(50_000));
        let containers: Vec<serde_json::Value> = serde_json::from_str(&text).expect("JSON");
        let each = text.len() / containers.len();
        assert!((8_000..14_000).contains(&each), "{each} bytes a container");
    }
}
