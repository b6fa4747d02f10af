use proptest::prelude::*;

use super::{DockerInfo, read};
use crate::artifact::Effect;
use crate::model::inspect::{Engine, Field};

const JSON: &str = r#"{"ID":"a-b","Containers":30,"ContainersRunning":2,"ContainersPaused":0,"ContainersStopped":28,"Images":5,"Driver":"overlay2","DriverStatus":[["Backing Filesystem","extfs"]],
 "Plugins":{"Volume":["local"],"Network":["bridge"],"Authorization":null,"Log":["json-file"]},"MemoryLimit":true,"SwapLimit":false,"PidsLimit":true,"Debug":true,"LoggingDriver":"json-file","CgroupDriver":"systemd","CgroupVersion":"2",
 "KernelVersion":"6.1","OperatingSystem":"Debian","OSType":"linux","RegistryConfig":{"InsecureRegistryCIDRs":["::1/128","127.0.0.0/8"],"IndexConfigs":{"r.example:5000":{"Name":"r.example:5000","Mirrors":[],"Secure":false,"Official":false}},"Mirrors":["https://m.example/"]},
 "DockerRootDir":"/var/lib/docker","HttpProxy":"","Name":"h","Labels":[],"ExperimentalBuild":false,"ServerVersion":"28.2.2","Runtimes":{"runc":{"path":"runc"},"runsc":{"path":"/r","runtimeArgs":["--network=host"]}},"DefaultRuntime":"runc",
 "Swarm":{"NodeID":"n","NodeAddr":"10.0.0.1","LocalNodeState":"active","ControlAvailable":true,"Error":"","RemoteManagers":[{"NodeID":"n","Addr":"10.0.0.1:2377"}],"Nodes":3,"Managers":1,
  "Cluster":{"ID":"c","Spec":{"Name":"default","CAConfig":{"NodeCertExpiry":7776000000000000},"EncryptionConfig":{"AutoLockManagers":false}},"TLSInfo":{"TrustRoot":"PEM"},"RootRotationInProgress":false,"DataPathPort":4789}},
 "LiveRestoreEnabled":false,"ContainerdCommit":{"ID":"v1"},"RuncCommit":{"ID":"v2"},"SecurityOptions":["name=apparmor","name=seccomp,profile=builtin","name=cgroupns"],"FirewallBackend":{"Driver":"iptables","Info":[["a","b"]]},
 "Warnings":["WARNING: No swap limit support"],"ClientInfo":{"Version":"28.2.2","Warnings":null}}"#;
const TEXT: &str = "\
Client: Docker Engine - Community
 Version:    28.2.2
 Context:    default
 Debug Mode: false

Server:
 Containers: 30
  Running: 2
  Paused: 0
  Stopped: 28
 Images: 5
 Server Version: 28.2.2
 Storage Driver: overlay2
  Backing Filesystem: extfs
 Logging Driver: json-file
 Cgroup Driver: systemd
 Cgroup Version: 2
 Plugins:
  Volume: local
  Network: bridge host
  Log: awslogs json-file
 Swarm: active
  NodeID: n
  Is Manager: true
  ClusterID: c
  Managers: 1
  Nodes: 3
  Data Path Port: 4789
  CA Configuration:
   Expiry Duration: 3 months
   Force Rotate: 0
  Autolock Managers: false
  Root Rotation In Progress: false
  Node Address: 10.0.0.1
  Manager Addresses:
   10.0.0.1:2377
 Runtimes: runc runsc
 Default Runtime: runc
 containerd version: v1
 runc version: v2
 Security Options:
  apparmor
  seccomp
   Profile: builtin
  cgroupns
 Kernel Version: 6.1
 Operating System: Debian
 OSType: linux
 Name: h
 ID: a-b
 Docker Root Dir: /var/lib/docker
 Debug Mode: true
 Experimental: false
 Insecure Registries:
  r.example:5000
  ::1/128
  127.0.0.0/8
 Registry Mirrors:
  https://m.example/
 Live Restore Enabled: false
 Firewall Backend: iptables
  a: b

WARNING: No swap limit support
[DEPRECATION NOTICE]: API is accessible on http://0.0.0.0:2375 without encryption.
         Access to the remote API is equivalent to root access on the host.
";
const OLD: &str = "\
Containers: 1
 Running: 0
Server Version: 1.11.2
Storage Driver: aufs
 Root Dir: /x
Security Options: seccomp apparmor
Debug Mode (server): false
Insecure Registries:
 127.0.0.0/8
WARNING: No memory limit support
";
const PODMAN: &str = "\
host:
  arch: amd64
  cgroupManager: systemd
  cgroupVersion: v2
  hostname: h
  kernel: 6.1
  logDriver: journald
  ociRuntime:
    name: crun
    path: /usr/bin/crun
  os: linux
  security:
    apparmorEnabled: false
    capabilities: CAP_CHOWN,CAP_KILL
    rootless: true
    seccompEnabled: true
    seccompProfilePath: /usr/share/containers/seccomp.json
    selinuxEnabled: false
plugins:
  authorization: null
  log:
  - journald
registries:
  r.example:
    Insecure: true
    Mirrors: []
  search:
  - docker.io
store:
  containerStore:
    number: 3
    stopped: 2
  graphDriverName: overlay
  graphRoot: /home/a/.local/share/containers/storage
  imageStore:
    number: 7
version:
  APIVersion: 4.3.1
  Version: 4.3.1
";

fn says_the_same(info: &DockerInfo) {
    // Lines of a shell around it are noted.
    assert!(info.problems.iter().all(|it| it.effect == Effect::Note));
    assert!(info.has_server());
    assert_eq!(info.server_version.value().unwrap(), "28.2.2");
    assert_eq!(info.containers_stopped.value(), Some(&28));
    assert_eq!(info.debug.value(), Some(&true));
    assert_eq!(info.driver_status.items()[0].1.value, "extfs");
    let names = info.security_options.items().iter();
    let names: Vec<_> = names.map(|option| option.name.as_str()).collect();
    assert_eq!(names, ["apparmor", "seccomp", "cgroupns"]);
    let seccomp = info.security_option("seccomp").unwrap();
    assert_eq!(seccomp.profile(), Some("builtin"));
    assert_eq!(info.registries.insecure_networks.items().len(), 2);
    let index = &info.registries.indexes.items()[0];
    assert_eq!(
        (index.name.value.as_str(), index.secure.value()),
        ("r.example:5000", Some(&false))
    );
    assert_eq!(
        info.registries.mirrors.items()[0].value,
        "https://m.example/"
    );
    assert_eq!(info.swarm.control_available.value(), Some(&true));
    assert_eq!(info.swarm.managers.value(), Some(&1));
    let manager = &info.swarm.remote_managers.items()[0];
    assert_eq!(manager.address.value().unwrap(), "10.0.0.1:2377");
    let cluster = info.swarm.cluster.as_ref().unwrap();
    assert_eq!(cluster.auto_lock_managers.value(), Some(&false));
    assert_eq!(info.runtimes.items().len(), 2);
    assert_eq!(info.live_restore.value(), Some(&false));
    assert_eq!(
        info.warnings.items()[0].value,
        "WARNING: No swap limit support"
    );
    assert_eq!(info.firewall_details.items()[0].0.value, "a");
    assert_eq!(info.authorization_plugins, Field::Absent);
}

#[test]
fn json_and_text_say_the_same() {
    says_the_same(&read(JSON));
    says_the_same(&read(TEXT));
    says_the_same(&read(&format!("$ docker info --format json\n{JSON}\n$\n")));
    let info = read(JSON);
    let cluster = info.swarm.cluster.unwrap();
    assert_eq!(
        cluster.node_cert_expiry.value(),
        Some(&7_776_000_000_000_000)
    );
    assert_eq!(cluster.trust_root.value().unwrap(), "PEM");
    assert_eq!(
        info.runtimes.items()[1].arguments.items()[0].value,
        "--network=host"
    );
    let info = read(TEXT);
    assert_eq!(info.warnings.items().len(), 2);
    assert!(info.warnings.items()[1].value.contains("\nAccess to"));
    assert_eq!(info.live_restore.span().unwrap().of(TEXT), "false");
    assert_eq!(info.name.value().unwrap(), "h");
}

#[test]
fn old_engines_print_without_margins() {
    let info = read(OLD);
    assert_eq!(info.problems, []);
    assert_eq!(info.driver.value().unwrap(), "aufs");
    assert!(info.security_option("seccomp").is_some());
    assert!(info.security_option("apparmor").is_some());
    assert_eq!(info.debug.value(), Some(&false));
    assert_eq!(info.registries.insecure_networks.items().len(), 1);
    assert_eq!(info.warnings.items().len(), 1);
    let plain = r#"{"ServerVersion":"1.12","SecurityOptions":["seccomp","userns"]}"#;
    assert!(read(plain).security_option("userns").is_some());
}

#[test]
fn tutorials_indent_what_they_show() {
    let shown = TEXT
        .lines()
        .fold(String::from("$ docker info\n"), |text, line| {
            format!("{text}        {line}\n")
        });
    says_the_same(&read(&shown));
    let old = format!("PS C:\\Users\\me> docker info\n{OLD}");
    assert_eq!(read(&old).driver.value().unwrap(), "aufs");
}

#[test]
fn no_daemon_is_no_daemon_without_settings() {
    let zeros = r#"{"ID":"","Containers":0,"Debug":false,"ServerVersion":"","SecurityOptions":null,"ServerErrors":["Cannot connect to the Docker daemon"],"ClientInfo":{}}"#;
    let refusal = "Client:\n Version:    28.2.2\n\nServer:\nCannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?\n";
    let older = "Client:\n Debug Mode: false\n\nServer:\nERROR: Cannot connect to the Docker daemon\nerrors pretty printing info\n";
    for text in [zeros, refusal, older] {
        let info = read(text);
        assert!(!info.has_server(), "{text}");
        assert_eq!(info.server_errors.items().len(), 1, "{text}");
        assert_eq!(info.problems.len(), 1, "{text}");
        // Off and 0 are no settings where nobody was asked.
        assert_eq!(info.debug, Field::Absent);
        assert_eq!(info.containers, Field::Absent);
    }
}

#[test]
fn an_answer_with_an_error_is_an_answer() {
    let text = r#"{"ID":"A:B","Debug":true,"ServerVersion":"28.5.2","ServerErrors":["it broke"]}"#;
    let info = read(text);
    assert!(info.has_server());
    assert_eq!(info.debug.value(), Some(&true));
    assert_eq!(info.problems.len(), 1);
    let place = info.problems[0].span.unwrap();
    assert_eq!(place.of(text), "\"it broke\"");
}

#[test]
fn podman_nests_what_it_says() {
    let json = r#"{"host":{"hostname":"h","cgroupVersion":"v2","security":{"rootless":true,"seccompEnabled":true},"ociRuntime":{"name":"crun","path":"/usr/bin/crun"}},"store":{"graphDriverName":"overlay","containerStore":{"stopped":2},"imageStore":{"number":7}},"registries":{"r.example":{"Insecure":true}},"plugins":{"log":["journald"]},"version":{"APIVersion":"4.3.1","Version":"4.3.1"}}"#;
    for text in [PODMAN, json] {
        let info = read(text);
        assert_eq!(info.problems, [], "{text}");
        assert_eq!(info.engine, Engine::Podman);
        assert_eq!(info.server_version.value().unwrap(), "4.3.1");
        assert_eq!(info.cgroup_version.value().unwrap(), "2");
        assert_eq!(info.confinement.rootless.value(), Some(&true));
        assert_eq!(info.containers_stopped.value(), Some(&2));
        assert_eq!(info.images.value(), Some(&7));
        assert_eq!(info.log_plugins.items()[0].value, "journald");
        assert_eq!(
            info.registries.indexes.items()[0].secure.value(),
            Some(&false)
        );
        assert_eq!(
            info.runtimes.items()[0].path.value().unwrap(),
            "/usr/bin/crun"
        );
    }
}

#[test]
fn a_cut_document_keeps_what_precedes_the_cut() {
    let cut = &JSON[..JSON.find("\"Swarm\"").unwrap()];
    let info = read(cut);
    assert_eq!(info.server_version.value().unwrap(), "28.2.2");
    assert_eq!(info.problems.len(), 1);
}

proptest! {
    #[test]
    fn damaged_documents_are_read(cut in 0_usize..3000, at in 0_usize..3000, byte in 0_u8..128) {
        for text in [JSON, TEXT, OLD, PODMAN] {
            let mut bytes = text.as_bytes()[..cut.min(text.len())].to_vec();
            if let Some(old) = bytes.get_mut(at) {
                *old = byte;
            }
            let text = String::from_utf8_lossy(&bytes);
            let info = read(&text);
            for problem in &info.problems {
                let span = problem.span.unwrap_or_default();
                prop_assert!(text.get(span.start..span.end).is_some());
            }
            for warning in info.warnings.items() {
                prop_assert!(!warning.span.of(&text).is_empty());
            }
        }
    }

    #[test]
    fn any_text_is_read(text in "(Server:|Client:|WARNING|  | |\n|é|:|a|Swarm: x|Security Options:|Profile: y|\t){0,40}") {
        read(&text);
    }
}
