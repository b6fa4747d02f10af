use proptest::prelude::*;

use super::read;
use super::tests::whole;
use crate::model::inspect::{Field, Inspect, Words};
use crate::span::Span;

const SERVICE: &str = r#"{"ID":"s1","Version":{"Index":21},"CreatedAt":"2026-01-01T00:00:00Z","UpdatedAt":"2026-02-01T00:00:00Z",
 "Spec":{"Name":"web","Labels":{"a":"b"},"TaskTemplate":{"ContainerSpec":{"Image":"nginx:1@sha256:aa","Env":["A=1"],"User":"7","ReadOnly":true,
   "Privileges":{"CredentialSpec":null,"SELinuxContext":{"Disable":true,"Type":"t"},"Seccomp":{"Mode":"unconfined","Profile":"e30="},"AppArmor":{"Mode":"disabled"},"NoNewPrivileges":false},
   "Mounts":[{"Type":"bind","Source":"/s","Target":"/t","ReadOnly":true,"BindOptions":{"Propagation":"rshared","ReadOnlyNonRecursive":true}},
     {"Type":"volume","Target":"/v","VolumeOptions":{"DriverConfig":{"Name":"local","Options":{"type":"none","o":"bind","device":"/etc"}}}},
     {"Type":"tmpfs","Target":"/x","TmpfsOptions":{"SizeBytes":64,"Mode":1023,"Options":[["exec"],["uid","5"]]}}],
   "Healthcheck":{"Test":["NONE"]},"Secrets":[{"File":{"Name":"key","UID":"0","GID":"0","Mode":292},"SecretID":"x1","SecretName":"key"}],
   "CapabilityAdd":["CAP_NET_ADMIN"],"CapabilityDrop":["ALL"],"Sysctls":{"net.x":"1"},"Ulimits":[{"Name":"nofile","Hard":5,"Soft":4}]},
  "Resources":{"Limits":{"NanoCPUs":500000000,"MemoryBytes":64,"Pids":10}},"RestartPolicy":{"Condition":"on-failure","MaxAttempts":5},
  "Placement":{"Constraints":["node.role == manager"]},"Networks":[{"Target":"n1","Aliases":["web"]}],"LogDriver":{"Name":"none"}},
  "Mode":{"Replicated":{"Replicas":2}},"EndpointSpec":{"Mode":"vip","Ports":[{"Protocol":"tcp","TargetPort":80,"PublishedPort":8080,"PublishMode":"ingress"}]}},
 "PreviousSpec":{"Name":"web","TaskTemplate":{"ContainerSpec":{"Env":["OLD=2"]}}},
 "Endpoint":{"Spec":{},"Ports":[{"Protocol":"tcp","TargetPort":80,"PublishedPort":8080,"PublishMode":"ingress"}]}}"#;
const REST: &str = r#"[{"Name":"bridge","Id":"n1","Created":"2026","Scope":"local","Driver":"bridge","EnableIPv6":false,"IPAM":{"Driver":"default","Config":[{"Subnet":"172.17.0.0/16"}]},
  "Internal":false,"Attachable":false,"Ingress":false,"ConfigOnly":false,"Containers":{"c1":{"Name":"web"}},"Options":{"com.docker.network.bridge.enable_icc":"true"},"Labels":{}},
 {"name":"podman","id":"p1","driver":"bridge","subnets":[{"subnet":"10.88.0.0/16"}],"ipv6_enabled":false,"internal":true,"dns_enabled":false},
 {"cniVersion":"0.4.0","name":"old","plugins":[{"type":"bridge"},{"type":"portmap"}]},
 {"CreatedAt":"2026","Driver":"local","Labels":{"com.docker.volume.anonymous":""},"Mountpoint":"/m","Name":"v","Options":{"type":"nfs","o":"addr=10.0.0.1","device":":/x"},"Scope":"local"},
 {"Name":"w","Driver":"local","Mountpoint":"/m","Anonymous":true,"MountCount":0,"NeedsCopyUp":true},
 {"ID":"o1","CreatedAt":"2026","Spec":{"Labels":{},"Role":"manager","Availability":"active"},"Description":{"Hostname":"h","Platform":{"OS":"linux"},"Engine":{"EngineVersion":"28.2.2"},"TLSInfo":{"TrustRoot":"PEM"}},
  "Status":{"State":"ready","Addr":"10.0.0.1"},"ManagerStatus":{"Leader":true,"Reachability":"reachable","Addr":"10.0.0.1:2377"}},
 {"ID":"x1","CreatedAt":"2026-01","UpdatedAt":"2026-02","Version":{},"Spec":{"Name":"key","Labels":{},"Driver":{"Name":"vault"}}},
 {"ID":"y1","CreatedAt":"2026-01","UpdatedAt":"2026-01","Version":{},"Spec":{"Name":"cfg","Data":"cGFzc3dvcmQ9eA=="}},
 {"ID":"t1","Name":"","ServiceID":"s1","NodeID":"o1","Slot":1,"DesiredState":"running","Status":{"State":"running","ContainerStatus":{"ContainerID":"c9"}},"Spec":{"ContainerSpec":{"Image":"a"}}},
 {"ID":"z1","Spec":{"Name":"default","CAConfig":{"NodeCertExpiry":7776000000000000,"SigningCAKey":"SECRETKEY"},"EncryptionConfig":{"AutoLockManagers":true}},"TLSInfo":{"TrustRoot":"PEM"},"DataPathPort":4789,"JoinTokens":{"Worker":"SWMTKN-1-w","Manager":"SWMTKN-1-m"}}]"#;
const BLOB: &str = r#"{"architecture":"amd64","os":"linux","created":"2026-01-01T00:00:00Z","author":"me","config":{"User":"7","Env":["A=1"],"OnBuild":["RUN x"],"Volumes":{"/v":{}}},
 "rootfs":{"type":"layers","diff_ids":["sha256:a","sha256:b"]},"history":[{"created":"2026","created_by":"/bin/sh -c ADD file:1 in / "},{"created_by":"ENV A=1","empty_layer":true}]}"#;

fn words(list: &Words) -> Vec<&str> {
    list.items().iter().map(|it| it.value.as_str()).collect()
}

#[test]
fn a_service_is_read_with_its_places() {
    let inspect = read(SERVICE);
    assert_eq!(inspect.problems, []);
    let service = &inspect.services[0];
    assert_eq!(service.span.of(SERVICE), SERVICE);
    let task = &service.spec.task;
    assert_eq!(task.memory_limit.value(), Some(&64));
    assert_eq!(task.nano_cpus_limit.value(), Some(&500_000_000));
    assert_eq!(task.pids_limit.value(), Some(&10));
    assert_eq!(task.restart_condition.value().unwrap(), "on-failure");
    assert_eq!(words(&task.networks), ["n1"]);
    assert_eq!(task.log_driver.value().unwrap(), "none");
    let container = &task.container;
    assert_eq!(container.read_only.value(), Some(&true));
    assert_eq!(words(&container.healthcheck), ["NONE"]);
    assert_eq!(words(&container.capability_drop), ["ALL"]);
    let confined = &container.privileges;
    assert_eq!(confined.seccomp_mode.value().unwrap(), "unconfined");
    assert_eq!(confined.seccomp_profile.unwrap().of(SERVICE), "\"e30=\"");
    assert_eq!(confined.app_armor_mode.value().unwrap(), "disabled");
    assert_eq!(confined.selinux_disable.value(), Some(&true));
    let no_new = confined.no_new_privileges.stated().unwrap();
    assert_eq!((no_new.value, no_new.span.of(SERVICE)), (false, "false"));
    let [bind, volume, tmpfs] = container.mounts.items() else {
        panic!("three mounts")
    };
    assert_eq!(bind.read_only_non_recursive.value(), Some(&true));
    assert_eq!(volume.volume_options.items()[2].1.value, "/etc");
    assert_eq!(words(&tmpfs.tmpfs_options), ["exec", "uid=5"]);
    let secret = &container.secrets.items()[0];
    assert_eq!(
        (secret.name.value().unwrap().as_str(), secret.mode.value()),
        ("key", Some(&292))
    );
    let port = &service.spec.ports.items()[0];
    assert_eq!(
        (port.published.value(), port.mode.value().unwrap().as_str()),
        (Some(&8080), "ingress")
    );
    assert_eq!(service.endpoint_ports.items().len(), 1);
    let previous = service.previous.as_ref().unwrap();
    assert_eq!(words(&previous.task.container.env), ["OLD=2"]);
    assert_eq!(words(&service.spec.mode), ["Replicated"]);
}

#[test]
fn networks_and_volumes_are_read() {
    let inspect = read(REST);
    // The one is about the swarm's tokens.
    assert_eq!(inspect.problems.len(), 1);
    let [bridge, podman, old] = inspect.networks.as_slice() else {
        panic!("three networks")
    };
    let icc = bridge
        .option("com.docker.network.bridge.enable_icc")
        .unwrap();
    assert_eq!(
        (icc.value.as_str(), icc.span.of(REST)),
        ("true", "\"true\"")
    );
    assert_eq!(words(&bridge.containers), ["c1"]);
    assert_eq!(words(&bridge.subnets), ["172.17.0.0/16"]);
    assert_eq!(words(&podman.subnets), ["10.88.0.0/16"]);
    assert_eq!(podman.internal.value(), Some(&true));
    assert_eq!(old.driver.value().unwrap(), "bridge");
    let [nfs, anonymous] = inspect.volumes.as_slice() else {
        panic!("two volumes")
    };
    assert_eq!(nfs.option("device").unwrap().value, ":/x");
    assert_eq!(nfs.labels.items()[0].0.value, "com.docker.volume.anonymous");
    assert_eq!(anonymous.anonymous.value(), Some(&true));
}

#[test]
fn the_objects_of_a_swarm_are_read() {
    let inspect = read(REST);
    let node = &inspect.nodes[0];
    assert_eq!(node.role.value().unwrap(), "manager");
    assert_eq!(node.engine_version.value().unwrap(), "28.2.2");
    assert_eq!(node.leader.value(), Some(&true));
    assert_eq!(node.manager_address.value().unwrap(), "10.0.0.1:2377");
    assert_eq!(node.name, Field::Absent);
    assert_eq!(inspect.secrets[0].driver.value().unwrap(), "vault");
    let config = &inspect.configs[0];
    assert_eq!(config.content().unwrap(), b"password=x");
    let task = &inspect.tasks[0];
    assert_eq!(task.container_id.value().unwrap(), "c9");
    assert_eq!(task.spec.container.image.value().unwrap(), "a");
    let swarm = &inspect.swarms[0];
    assert_eq!(swarm.auto_lock_managers.value(), Some(&true));
    let tokens: Vec<_> = swarm.join_tokens.iter().map(|it| it.of(REST)).collect();
    assert_eq!(tokens, ["\"SWMTKN-1-w\"", "\"SWMTKN-1-m\""]);
    // Whoever passed the document on is told, and the tokens are not.
    let told: Vec<_> = inspect.problems.iter().map(|it| it.span).collect();
    assert_eq!(told, [swarm.join_tokens.first().copied()]);
    assert!(!format!("{inspect:?}").contains("SWMTKN"));
    assert!(!format!("{inspect:?}").contains("SECRETKEY"));
    let key = swarm.signing_key.unwrap();
    assert_eq!(inspect.object_around(key), Some((9, swarm.span)));
}

#[test]
fn a_blob_is_an_image_with_its_history() {
    let inspect = read(BLOB);
    assert_eq!(inspect.problems, []);
    let image = &inspect.images[0];
    assert!(image.is_blob);
    assert_eq!(image.config.user.value().unwrap(), "7");
    assert_eq!(words(&image.config.on_build), ["RUN x"]);
    assert_eq!(words(&image.config.volumes), ["/v"]);
    assert_eq!(image.layers.value(), Some(&2));
    let steps = image.history.items();
    assert_eq!(steps[1].is_empty.value(), Some(&true));
    assert_eq!(steps[0].made().unwrap().text, "ADD file:1 in /");
}

#[test]
fn what_old_and_new_engines_add_is_read() {
    let text = r#"[{"Id":"sha256:aa","RepoTags":["a:1"],"RootFS":{"Layers":["x","y","z"]},"Author":"me","DockerVersion":"20.10","Parent":"sha256:p","Comment":"c","VirtualSize":9,
      "ContainerConfig":{"Cmd":["/bin/sh","-c","true"],"Env":["TOKEN=1"]},
      "Identity":{"Signature":[{"Name":"n","KnownSigner":"docker","SignatureType":"sigstore","Warnings":["w"]},{"Error":"e"}],"Pull":[{"Repository":"docker.io/a"},{}],"Build":[{"Ref":"r"}]}},
     {"Id":"c","ExecIDs":["e1"],"RestartCount":11,"ProcessLabel":"p","MountLabel":"m","ImageManifestDescriptor":{"digest":"sha256:d"},"Path":"x","State":{"OOMKilled":true,"FinishedAt":"2026","ExitCode":137},
      "Config":{"CreateCommand":["podman","run"]},"HostConfig":{"ReadonlyPaths":[],"MaskedPaths":["/proc/kcore"],"VolumesFrom":["db"],"ExtraHosts":["a:1"],
       "DeviceRequests":[{"Driver":"nvidia","Count":-1,"DeviceIDs":null,"Capabilities":[["gpu","utility"]]}],"LogConfig":{"Type":"json-file","Config":{"max-size":"1m","mode":"non-blocking"}},"IDMappings":{"UidMap":["0:1000:1"]}},
      "Mounts":[{"Type":"volume","Name":"v","Driver":"local","Options":["nosuid"]}],"NetworkSettings":{"Networks":{"front":{"NetworkID":"n1"},"back":null}}}]"#;
    let inspect = read(text);
    assert_eq!(inspect.problems, []);
    let image = &inspect.images[0];
    assert_eq!(image.layers.value(), Some(&3));
    assert_eq!(image.author.value().unwrap(), "me");
    assert_eq!(
        words(&image.container_config.as_ref().unwrap().env),
        ["TOKEN=1"]
    );
    let identity = image.identity.as_ref().unwrap();
    assert_eq!(identity.signatures.items()[1].error.value().unwrap(), "e");
    assert_eq!(words(&identity.pulled_from), ["docker.io/a"]);
    let (container, _) = whole(&inspect.containers[0], text);
    assert_eq!(words(&container.exec_ids), ["e1"]);
    assert_eq!(container.restart_count.value(), Some(&11));
    assert_eq!(container.image_digest.value().unwrap(), "sha256:d");
    assert_eq!(container.state.oom_killed.value(), Some(&true));
    assert_eq!(
        container.host.readonly_paths_emptied.unwrap().of(text),
        "[]"
    );
    assert_eq!(container.host.masked_paths_emptied, None);
    let request = &container.host.device_requests.items()[0];
    assert_eq!(words(&request.capabilities), ["gpu", "utility"]);
    assert_eq!(container.host.log_max_size.value().unwrap(), "1m");
    assert_eq!(
        container.host.log_options.items()[1].1.value,
        "non-blocking"
    );
    assert_eq!(words(&container.host.uid_map), ["0:1000:1"]);
    assert_eq!(words(&container.mounts.items()[0].options), ["nosuid"]);
    assert_eq!(words(&container.network.networks), ["front", "back"]);
    let (name, id) = &container.network.network_ids[0];
    assert_eq!((name.value.as_str(), id.span.of(text)), ("front", "\"n1\""));
}

fn fits(text: &str, inspect: &Inspect) -> bool {
    let within = |span: Span| text.get(span.start..span.end).is_some();
    let problems = inspect.problems.iter().filter_map(|it| it.span);
    let services = inspect.services.iter().map(|it| it.span);
    let networks = inspect.networks.iter().map(|it| it.span);
    let swarms = inspect.swarms.iter();
    let tokens = swarms.flat_map(|it| it.join_tokens.iter().copied());
    let mut all = problems.chain(services).chain(networks).chain(tokens);
    all.all(within)
}

proptest! {
    #[test]
    fn damaged_objects_are_read(cut in 0_usize..3000, at in 0_usize..3000, byte in 0_u8..128) {
        for text in [SERVICE, REST, BLOB] {
            let mut bytes = text.as_bytes()[..cut.min(text.len())].to_vec();
            if let Some(old) = bytes.get_mut(at) {
                *old = byte;
            }
            let text = String::from_utf8_lossy(&bytes);
            prop_assert!(fits(&text, &read(&text)));
        }
    }
}
