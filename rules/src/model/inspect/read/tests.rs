use proptest::prelude::*;

use super::read;
use crate::artifact::{Effect, Problem};
use crate::model::inspect::{Container, Engine, Field, Outline};

const WEB: &str = r#"{"Id":"c1","Name":"/web","Image":"sha256:aa","Path":"nginx","Args":["-g"],
  "State":{"Running":true,"Status":"running","Health":{"Status":"healthy"}},
  "Config":{"User":"","Env":["A=1","B="],"Image":"nginx:1","Labels":{"k":"v","k2":""},
    "Healthcheck":{"Test":["CMD","true"]},"ExposedPorts":{"80/tcp":{}},"Cmd":null,"Entrypoint":["/e",""]},
  "HostConfig":{"Privileged":true,"CapAdd":["NET_ADMIN"],"CapDrop":[],"SecurityOpt":null,
    "NetworkMode":"host","Memory":0,"PidsLimit":null,"RestartPolicy":{"Name":"on-failure","MaximumRetryCount":5},
    "PortBindings":{"80/tcp":[{"HostIp":"","HostPort":"8080"}]},"Binds":["/:/host:ro"],
    "Devices":[{"PathOnHost":"/dev/kvm","PathInContainer":"/dev/kvm","CgroupPermissions":"rwm"}],
    "Mounts":[{"Type":"bind","Source":"/s","Target":"/t","ReadOnly":true,"BindOptions":{"Propagation":"shared"}}]},
  "Mounts":[{"Type":"bind","Source":"/","Destination":"/host","Mode":"ro","RW":false,"Propagation":"rprivate"}],
  "NetworkSettings":{"Ports":{"80/tcp":[{"HostIp":"0.0.0.0","HostPort":"8080"}],"443/tcp":null},"Networks":{"front":{}}},
  "AppArmorProfile":"","Platform":"linux"}"#;
const IMAGE: &str = r#"{"Id":"sha256:aa","RepoTags":["nginx:1","<none>:<none>"],"RepoDigests":[],
  "RootFS":{"Type":"layers"},"Config":{"Env":["A=1"]},"Os":"linux","Architecture":"amd64","Size":7}"#;

/// The container that an outline is of, as it is judged.
pub(super) fn whole(outline: &Outline, text: &str) -> (Container, Vec<Problem>) {
    outline.whole(&outline.tape(text).unwrap())
}

#[test]
fn a_container_is_read_with_its_places() {
    let text = format!("[\n{WEB}]");
    let inspect = read(&text);
    assert_eq!(inspect.problems, []);
    let (web, problems) = whole(&inspect.containers[0], &text);
    assert_eq!(problems, []);
    assert_eq!((web.engine, web.index), (Engine::Docker, 0));
    assert_eq!(web.span.of(&text), WEB);
    assert_eq!(web.name.value().unwrap(), "web");
    let privileged = web.host.privileged.stated().unwrap();
    assert!(privileged.value);
    assert_eq!(privileged.span.of(&text), "true");
    assert_eq!(web.config.user, Field::Absent);
    assert_eq!(web.host.cap_drop, Field::Absent);
    assert_eq!(web.host.security_opt, Field::Absent);
    assert_eq!(web.host.memory.value(), Some(&0));
    assert_eq!(web.host.pids_limit, Field::Absent);
    assert_eq!(web.config.env.items()[1].span.of(&text), "\"B=\"");
    assert_eq!(web.config.entrypoint.items().len(), 2);
    let (key, value) = &web.config.labels.items()[0];
    assert_eq!((key.span.of(&text), value.value.as_str()), ("\"k\"", "v"));
    assert_eq!(
        web.config.exposed_ports.items()[0].span.of(&text),
        "\"80/tcp\""
    );
    assert_eq!(web.config.healthcheck.items()[0].value, "CMD");
    assert_eq!(
        web.host.restart_policy.maximum_retry_count.value(),
        Some(&5)
    );
    let [bound] = web.host.port_bindings.items() else {
        panic!("one binding")
    };
    assert_eq!((bound.is_bound, &bound.host_ip), (true, &Field::Absent));
    let [open, exposed] = web.network.ports.items() else {
        panic!("two ports")
    };
    assert_eq!(open.host_ip.value().unwrap(), "0.0.0.0");
    assert!(!exposed.is_bound);
    assert_eq!(exposed.span.of(&text), "\"443/tcp\"");
    assert_eq!(web.mounts.items()[0].rw.value(), Some(&false));
    assert_eq!(
        web.host.mounts.items()[0].propagation.value().unwrap(),
        "shared"
    );
    assert_eq!(
        web.host.devices.items()[0].path_on_host.value().unwrap(),
        "/dev/kvm"
    );
    assert_eq!(web.network.networks.items()[0].value, "front");
    assert_eq!(web.state.health.value().unwrap(), "healthy");
}

#[test]
fn lists_mix_kinds_and_documents_follow_each_other() {
    let others = r#"[{"Name":"n","Driver":"bridge","Scope":"local","IPAM":{}},
        {"Name":"v","Driver":"local","Mountpoint":"/m"},
        {"ID":"s","Spec":{"Name":"svc","TaskTemplate":{}}},
        {"ID":"t","ServiceID":"s","DesiredState":"running"},
        {"ID":"o","Spec":{"Role":"manager"},"Description":{"Engine":{}}},
        {"ID":"x","CreatedAt":"","Version":{},"Spec":{"Name":"sec"}},
        {"ID":"y","CreatedAt":"","Version":{},"Spec":{"Name":"cfg","Data":"YQ=="}},
        {"ID":"z","JoinTokens":{}},{"name":"p","driver":"bridge","subnets":[]},{"foo":1}]"#;
    let text = format!("$ docker inspect web nginx\n[{WEB},{IMAGE}]\n{IMAGE}\n{others}\n");
    let inspect = read(&text);
    assert_eq!((inspect.containers.len(), inspect.images.len()), (1, 2));
    assert_eq!(inspect.images[1].index, 2);
    assert_eq!(inspect.images[0].repo_tags.items().len(), 1);
    assert_eq!(inspect.images[0].repo_digests, Field::Absent);
    let counts = [
        inspect.networks.len(),
        inspect.volumes.len(),
        inspect.services.len(),
        inspect.tasks.len(),
        inspect.nodes.len(),
        inspect.secrets.len(),
        inspect.configs.len(),
        inspect.swarms.len(),
        inspect.others.len(),
    ];
    assert_eq!(counts, [2, 1, 1, 1, 1, 1, 1, 1, 1]);
    assert_eq!(inspect.networks[1].engine, Engine::Podman);
    assert_eq!(inspect.services[0].spec.name.value().unwrap(), "svc");
    assert_eq!(inspect.services[0].index, 5);
    assert_eq!(inspect.problems.len(), 1);
    assert_eq!(inspect.problems[0].effect, Effect::Note);
}

#[test]
fn podman_prints_the_same_things_elsewhere() {
    let text = r#"[{"Id":"c","Name":"web","Image":"aa","ImageName":"docker.io/nginx","EffectiveCaps":["CAP_CHOWN"],
      "State":{"Running":false,"Healthcheck":{"Status":"starting"}},"Config":{"Entrypoint":"/run me"},
      "HostConfig":{"CgroupMode":"private"}},
      {"Id":"i","Digest":"sha256:b","RepoTags":["a:1"],"RootFS":{},"User":"7","Healthcheck":{"Test":["NONE"]},"Config":{}}]"#;
    let inspect = read(text);
    assert_eq!(inspect.problems, []);
    let (web, _) = whole(&inspect.containers[0], text);
    assert_eq!(web.engine, Engine::Podman);
    assert_eq!(web.host.cgroupns_mode.value().unwrap(), "private");
    assert_eq!(web.state.health.value().unwrap(), "starting");
    assert_eq!(web.config.entrypoint.items()[0].value, "/run me");
    let image = &inspect.images[0];
    assert_eq!(image.engine, Engine::Podman);
    assert_eq!(image.config.user.value().unwrap(), "7");
    assert_eq!(image.config.healthcheck.items()[0].value, "NONE");
}

#[test]
fn a_wrong_type_costs_one_value() {
    let text = WEB
        .replace("\"Privileged\":true", "\"Privileged\":\"yes\"")
        .replace("[\"NET_ADMIN\"]", "[\"NET_ADMIN\",5]")
        .replace("\"Config\":{\"User\":\"\"", "\"Config\":{\"User\":[]");
    let inspect = read(&text);
    let (web, problems) = whole(&inspect.containers[0], &text);
    assert!(web.host.privileged.is_unreadable());
    assert_eq!(web.host.cap_add.items().len(), 1);
    assert!(web.config.user.is_unreadable());
    assert_eq!(web.host.network_mode.value().unwrap(), "host");
    let places: Vec<_> = problems
        .iter()
        .map(|problem| problem.span.unwrap().of(&text))
        .collect();
    assert_eq!(places, ["[]", "\"yes\"", "5"]);
}

#[test]
fn a_cut_list_keeps_what_precedes_the_cut() {
    let text = format!("[{WEB},{WEB},{WEB}]");
    let cut = &text[..text.len() - 100];
    let inspect = read(cut);
    assert_eq!(inspect.containers.len(), 2);
    assert_eq!(inspect.problems.len(), 1);
    assert_eq!(inspect.problems[0].span.unwrap().start, cut.len());
}

#[test]
fn a_damaged_object_is_left_out_and_named() {
    let broken = WEB.replace("\"Platform\":", "\"Platform\"");
    let inspect = read(&format!("[{WEB},{broken},{IMAGE}]"));
    assert_eq!((inspect.containers.len(), inspect.images.len()), (1, 1));
    assert!(
        inspect.problems[0]
            .message
            .starts_with("object 2 is damaged")
    );
}

#[test]
fn nothing_inspected_is_said() {
    for text in [
        "[]",
        "[]\nError: No such object: web\n",
        "Error response from daemon: no such image",
        "{\"message\":\"no such container\"}",
        "",
    ] {
        let problems = read(text).problems;
        let last = problems.last().unwrap();
        assert_eq!(last.effect, Effect::Unreadable, "{text}");
    }
    assert!(
        read("{\"message\":\"x\"}").problems[0]
            .message
            .starts_with("nothing was inspected")
    );
}

#[test]
fn a_cut_never_costs_what_precedes_it() {
    let text = format!("[{WEB},\n{IMAGE},\n{WEB}]");
    let ends = [1 + WEB.len(), 1 + WEB.len() + 2 + IMAGE.len()];
    for cut in (0..text.len()).step_by(7) {
        let inspect = read(text.get(..cut).unwrap());
        assert!(inspect.containers.len() >= usize::from(cut >= ends[0]));
        assert!(inspect.images.len() >= usize::from(cut >= ends[1]));
    }
}

proptest! {
    #[test]
    fn a_changed_byte_never_costs_what_precedes_it(at in 0_usize..4000, byte in 0_u8..128) {
        let text = format!("[{WEB},\n{IMAGE},\n{WEB}]");
        let at = at % text.len();
        let mut bytes = text.clone().into_bytes();
        bytes[at] = byte;
        let changed = String::from_utf8(bytes).unwrap();
        let inspect = read(&changed);
        prop_assert!(inspect.containers.len() >= usize::from(at > WEB.len() + 1));
        prop_assert!(inspect.images.len() >= usize::from(at > WEB.len() + IMAGE.len() + 3));
        for problem in inspect.problems {
            let span = problem.span.unwrap_or_default();
            prop_assert!(changed.get(span.start..span.end).is_some());
        }
    }

    #[test]
    fn any_text_is_read(text in "(\\[|\\{|\\}|\\]|,|:|\"Id\"|\"HostConfig\"|\"State\"|\"Config\"|null|é|\n){0,40}") {
        read(&text);
    }
}
