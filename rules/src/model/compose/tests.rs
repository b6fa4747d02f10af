use super::*;

use crate::artifact::Effect;
use crate::span::Span;

/// A file with its model, as it stands alone.
fn read(text: &str) -> Compose {
    alone(text, &Environment::new())
}

/// A file with one service, `w`, that states `body`.
fn service(body: &str) -> Service {
    let lines: Vec<_> = body.lines().map(|line| format!("    {line}\n")).collect();
    let lines = lines.concat();
    let compose = read(&format!("services:\n  w:\n    image: a\n{lines}"));
    compose.service("w").unwrap().clone()
}

fn values<T: Clone>(settings: &[Setting<T>]) -> Vec<T> {
    settings
        .iter()
        .filter_map(Setting::value)
        .cloned()
        .collect()
}

fn malformed<T>(setting: &Setting<T>) -> bool {
    matches!(setting, Setting::Malformed { .. })
}

fn messages(compose: &Compose) -> String {
    let messages: Vec<_> = compose
        .problems
        .iter()
        .map(|problem| problem.message.as_str())
        .collect();
    messages.join("\n")
}

fn environment(pairs: &[Setting<Pair>]) -> Vec<(String, Option<String>)> {
    let stated = pairs.iter().filter_map(Setting::value);
    stated
        .map(|pair| (pair.key.value.clone(), pair.value.value().cloned()))
        .collect()
}

#[test]
fn values_keep_their_place() {
    let text = "name: shop\nservices:\n  web:\n    image: nginx:1\n    cap_drop:\n      - ALL\n\
                networks:\n  back: {internal: true}\n  front:\n";
    let compose = read(text);
    assert_eq!(compose.name.value().unwrap(), "shop");
    let web = compose.service("web").unwrap();
    assert_eq!(web.name.span.of(text), "web");
    assert_eq!(
        web.span.of(text),
        "web:\n    image: nginx:1\n    cap_drop:\n      - ALL"
    );
    assert_eq!(web.image().span().unwrap().of(text), "nginx:1");
    assert_eq!(web.cap_drop()[0].span().unwrap().of(text), "ALL");
    assert_eq!(web.key_span("cap_drop").unwrap().of(text), "cap_drop");
    assert_eq!(web.user(), Setting::Absent);
    let [back, front] = compose.networks.as_slice() else {
        panic!("two networks")
    };
    assert_eq!(back.field(&["internal"]).boolean().value(), Some(&true));
    assert_eq!(front.span.of(text), "front");
    assert!(front.field(&["internal"]).boolean().is_absent());
    assert!(compose.problems.is_empty());
}

#[test]
fn booleans_are_cast_as_compose_does() {
    for (text, expected) in [
        ("true", true),
        ("True", true),
        ("yes", true),
        ("'Y'", true),
        ("\"on\"", true),
        ("\"TRUE\"", true),
        ("${X:-on}", true),
        ("off", false),
        ("n", false),
        ("'false'", false),
    ] {
        let privileged = service(&format!("privileged: {text}")).privileged();
        assert_eq!(privileged.value(), Some(&expected), "{text}");
    }
    for text in ["1", "'1'", "t", "", "null", "[true]", "maybe", "2024-01-01"] {
        assert!(
            malformed(&service(&format!("privileged: {text}")).privileged()),
            "{text}"
        );
    }
    assert!(malformed(
        &service("use_api_socket: 'yes'").use_api_socket()
    ));
    assert_eq!(
        service("use_api_socket: true").use_api_socket().value(),
        Some(&true)
    );
}

#[test]
fn text_must_be_text() {
    for (text, expected) in [
        ("'0'", "0"),
        ("${U:-0}", "0"),
        ("1:2", "1:2"),
        ("!!str 0", "0"),
        ("0o8", "0o8"),
        ("2024-13-01", "2024-13-01"),
        ("no", "no"),
    ] {
        let user = service(&format!("user: {text}")).user();
        assert_eq!(user.value().map(String::as_str), Some(expected), "{text}");
    }
    for text in [
        "0",
        "",
        "true",
        "1.5",
        "12e03",
        "08",
        "0x1F",
        "2024-12-01",
        "[a]",
        "{a: b}",
    ] {
        assert!(
            malformed(&service(&format!("user: {text}")).user()),
            "{text}"
        );
    }
}

#[test]
fn variables_without_a_value_leave_a_setting_open() {
    let stated =
        service("user: ${U}\nprivileged: $P\nports: ['80', '${IP:?}:1:1']\nmem_limit: ${M}");
    let open = |names: &[&str]| {
        names
            .iter()
            .map(|name| (*name).to_owned())
            .collect::<Vec<_>>()
    };
    let Setting::Unresolved { variables, .. } = stated.user() else {
        panic!("open")
    };
    assert_eq!(variables, open(&["U"]));
    assert!(matches!(stated.privileged(), Setting::Unresolved { .. }));
    assert_eq!(stated.ports()[0].value().unwrap().target, "80");
    assert!(
        matches!(&stated.ports()[1], Setting::Unresolved { variables, .. } if *variables == open(&["IP"]))
    );

    let unset =
        service("ports: ['${IP}:80:80']\nuser: ${U}\nvolumes: ['${V}:/x']").with_unset_empty();
    assert_eq!(unset.ports()[0].value().unwrap().host_ip, None);
    assert_eq!(unset.user().value().map(String::as_str), Some(""));
    assert!(malformed(&unset.volumes()[0]));
}

#[test]
fn the_environment_is_used_and_its_gaps_are_listed() {
    let text = "services:\n  w:\n    image: a:${TAG}\n    user: ${U}\n    labels: {\"$K\": b}\nx-a: $Q ${\n";
    let known = Environment::from([("TAG".to_owned(), "7".to_owned())]);
    let compose = alone(text, &known);
    assert_eq!(
        compose.services[0].image().value().map(String::as_str),
        Some("a:7")
    );
    let unset: Vec<_> = compose
        .unset
        .iter()
        .map(|name| name.value.as_str())
        .collect();
    assert_eq!(unset, ["U"]);
    assert_eq!(compose.problems.len(), 1);
    assert!(messages(&compose).contains("a variable here is not written"));
}

#[test]
fn limits_are_numbers_and_sizes() {
    let stated = service("mem_limit: 512m\ncpus: '0.5'\npids_limit: 1.5");
    assert_eq!(stated.mem_limit().value(), Some(&536_870_912));
    assert_eq!(stated.cpus().value(), Some(&0.5));
    assert_eq!(stated.pids_limit().value(), Some(&1));
    assert_eq!(service("pids_limit: 0100").pids_limit().value(), Some(&64));
    assert_eq!(service("mem_limit: 0x10").mem_limit().value(), Some(&16));
    assert_eq!(service("mem_limit: 1e9").mem_limit().value(), Some(&0));
    let stated = service(
        "deploy:\n  replicas: '2'\n  resources: {limits: {memory: 50M, cpus: 0.5, pids: -1}}\n  \
         restart_policy: {condition: on-failure, max_attempts: 5}",
    );
    assert_eq!(stated.replicas().value(), Some(&2));
    assert_eq!(stated.deploy_memory_limit().value(), Some(&52_428_800));
    assert_eq!(stated.deploy_cpus().value(), Some(&0.5));
    assert_eq!(stated.deploy_pids_limit().value(), Some(&-1));
    let policy = stated.restart_policy();
    assert_eq!(policy.value().unwrap().max_attempts.value(), Some(&5));
    assert!(service("deploy:").deploy_cpus().is_absent());
    assert!(malformed(&service("deploy: {resources: }").deploy_cpus()));
}

#[test]
fn lists_are_read_item_by_item() {
    let stated = service("cap_add: [NET_ADMIN, $X, 5, !reset SYS_TIME]");
    let caps = stated.cap_add();
    assert_eq!(values(&caps), ["NET_ADMIN"]);
    assert_eq!(caps.len(), 3);
    assert!(malformed(&service("cap_drop: ALL").cap_drop()[0]));
    assert!(malformed(&service("security_opt: x").security_opt()[0]));
    assert!(malformed(
        &service("security_opt: [no-new-privileges: true]").security_opt()[0]
    ));
    assert!(malformed(&service("profiles: a").profiles()[0]));
    assert!(malformed(&service("volumes:").volumes()[0]));
    assert!(service("cap_drop: !reset [A]").cap_drop().is_empty());
    assert_eq!(
        values(&service("cap_drop: !override [A]").cap_drop()),
        ["A"]
    );
}

#[test]
fn long_mounts_are_read() {
    let volumes = service(
        "volumes:\n  - {type: bind, source: /a, target: /b, read_only: 'yes', bind: {propagation: shared, selinux: z}}\n  \
         - {type: volume, target: /c}\n  - {type: tmpfs, target: /d}\n  - {source: /var, target: /e}\n  \
         - {type: what, target: /f}\n  - {type: bind, target: /g}\n  - {type: volume, source: h}\n  - 5",
    )
    .volumes();
    let kinds: Vec<_> = values(&volumes).iter().map(|volume| volume.kind).collect();
    assert_eq!(
        kinds,
        [
            VolumeKind::Bind,
            VolumeKind::Anonymous,
            VolumeKind::Tmpfs,
            VolumeKind::Bind,
            VolumeKind::Volume,
        ]
    );
    let bind = volumes[0].value().unwrap();
    assert!(bind.read_only);
    assert_eq!(bind.propagation.as_deref(), Some("shared"));
    assert_eq!(volumes.iter().filter(|volume| malformed(volume)).count(), 3);
}

#[test]
fn mounts_and_ports_that_compose_refuses_are_read_where_they_are_plain() {
    let text = "services:\n  w:\n    volumes:\n      - source: /a\n      - {source: /b, target: /c}\n\
                \x20   ports: ['1-3:5-6']\n";
    let compose = read(text);
    assert_eq!(compose.problems.len(), 4);
    let service = &compose.services[0];
    assert_eq!(values(&service.volumes()).len(), 2);
    assert_eq!(
        service.ports()[0].value().unwrap().published.as_deref(),
        Some("1-3")
    );
}

#[test]
fn long_ports_and_numbers_are_read() {
    let ports = service(
        "ports:\n  - {target: 80, published: 8080, host_ip: 127.0.0.1, protocol: UDP, mode: host}\n  \
         - {target: '80', published: '8080-8081'}\n  - 80\n  - 22:22\n  - {published: 80}\n  - 80.5\n  \
         - {target: 80-81}\n  -",
    )
    .ports();
    let long = ports[0].value().unwrap();
    assert_eq!(long.host_ip.as_deref(), Some("127.0.0.1"));
    assert_eq!(
        (long.published.as_deref(), &*long.target),
        (Some("8080"), "80")
    );
    assert_eq!(
        (long.protocol.as_deref(), long.mode.as_deref()),
        (Some("udp"), Some("host"))
    );
    assert_eq!(
        ports[1].value().unwrap().published.as_deref(),
        Some("8080-8081")
    );
    assert_eq!(ports[2].value().unwrap().published, None);
    assert_eq!(ports[3].value().unwrap().published.as_deref(), Some("22"));
    assert!(ports[4..].iter().all(malformed));
}

#[test]
fn devices_are_read_in_both_forms() {
    let devices = service(
        "devices: ['/a', '/a:/b:r', vendor.com/class=name, {source: /a, target: /b}, '/a:/b:r:x', {source: /a}]",
    )
    .devices();
    let read: Vec<_> = values(&devices)
        .into_iter()
        .map(|d| (d.source, d.target, d.permissions))
        .collect();
    let device = |source: &str, target: &str, permissions: Option<&str>| {
        (
            source.to_owned(),
            target.to_owned(),
            permissions.map(str::to_owned),
        )
    };
    assert_eq!(
        read,
        [
            device("/a", "/a", None),
            device("/a", "/b", Some("r")),
            device("vendor.com/class=name", "vendor.com/class=name", None),
            device("/a", "/b", None),
        ]
    );
    assert!(devices[4..].iter().all(malformed));
}

#[test]
fn environment_is_a_mapping_or_a_list() {
    let mapping = service(
        "environment: {a: 1, b: true, c: , d: 0755, e: 1e3, f: 0o17, g: 1.50, h: 1_000, i: 2024-01-01, j: '${X:-y}', k: $Z, l: 12345678901234567890}",
    )
    .environment();
    let some = |key: &str, value: &str| (key.to_owned(), Some(value.to_owned()));
    let none = |key: &str| (key.to_owned(), None);
    assert_eq!(
        environment(&mapping),
        [
            some("a", "1"),
            some("b", "true"),
            none("c"),
            some("d", "493"),
            some("e", "1000"),
            some("f", "15"),
            some("g", "1.5"),
            some("h", "1000"),
            none("i"),
            some("j", "y"),
            none("k"),
            some("l", "12345678901234567890"),
        ]
    );
    assert!(mapping[2].value().unwrap().value.is_absent());
    assert!(malformed(&mapping[8].value().unwrap().value));

    let list =
        service("environment: [a=b, c, a=d, 'e=', 'f=$X', '$K=v', 'g=${Y:-x=y}', 5]").environment();
    assert_eq!(
        environment(&list),
        [
            some("a", "d"),
            none("c"),
            some("e", ""),
            none("f"),
            some("g", "x=y")
        ]
    );
    assert!(matches!(
        list[3].value().unwrap().value,
        Setting::Unresolved { .. }
    ));
    assert!(matches!(list[4], Setting::Unresolved { .. }));
    assert!(malformed(&list[6]));
    assert_eq!(
        environment(&service("labels: [a=b]").labels()),
        [some("a", "b")]
    );
}

#[test]
fn env_files_are_paths() {
    assert_eq!(values(&service("env_file: .env").env_file()), [".env"]);
    let listed = service("env_file: [a, {path: b, required: false}]").env_file();
    assert_eq!(values(&listed), ["a", "b"]);
}

#[test]
fn builds_are_read_in_both_forms() {
    let short = service("build: ./web").build();
    assert_eq!(
        short.value().unwrap().context.value().map(String::as_str),
        Some("./web")
    );
    let long =
        service("build: {context: ., dockerfile: D, target: t, args: [A=1], privileged: true}");
    let Setting::Set(build) = long.build() else {
        panic!("a build")
    };
    assert_eq!(
        build.value.dockerfile.value().map(String::as_str),
        Some("D")
    );
    assert_eq!(build.value.target.value().map(String::as_str), Some("t"));
    assert_eq!(build.value.privileged.value(), Some(&true));
    assert_eq!(
        environment(&build.value.args),
        [("A".to_owned(), Some("1".to_owned()))]
    );
    assert!(malformed(&service("build:").build()));
}

#[test]
fn health_checks_are_disabled_stated_or_timed() {
    let check = |body: &str| service(&format!("healthcheck: {body}")).healthcheck();
    for disabled in [
        "{disable: true}",
        "{disable: 'yes', test: [CMD, x]}",
        "{test: [NONE]}",
    ] {
        assert_eq!(
            check(disabled).value(),
            Some(&Healthcheck::Disabled),
            "{disabled}"
        );
    }
    let none = Healthcheck::Test(Command::Text("NONE".to_owned()));
    assert_eq!(check("{test: NONE}").value(), Some(&none));
    assert!(matches!(
        check("{test: [CMD, curl]}").value(),
        Some(Healthcheck::Test(_))
    ));
    for timing in ["{interval: 5s}", "{test: []}", "{disable: false}"] {
        assert_eq!(
            check(timing).value(),
            Some(&Healthcheck::Timing),
            "{timing}"
        );
    }
    assert!(malformed(&check("")));
    assert!(malformed(&check("{test: [curl]}")));
}

#[test]
fn commands_are_text_words_or_nothing() {
    assert!(service("command:").command().is_absent());
    let text = service("entrypoint: a \"b c\"").entrypoint();
    assert_eq!(text.value(), Some(&Command::Text("a \"b c\"".to_owned())));
    assert_eq!(
        service("command: []").command().value(),
        Some(&Command::Words(Vec::new()))
    );
    let Setting::Set(words) = service("command: [sh, $X]").command() else {
        panic!("words")
    };
    let Command::Words(words) = words.value else {
        panic!("words")
    };
    assert_eq!(values(&words), ["sh"]);
    assert!(matches!(words[1], Setting::Unresolved { .. }));
    assert!(malformed(&service("command: 5").command()));
}

#[test]
fn what_builds_on_others_is_told() {
    let file = service("extends: {service: base, file: b.yml}").extends();
    assert_eq!(file.value().unwrap().file.as_deref(), Some("b.yml"));
    assert_eq!(
        service("extends: base").extends().value().unwrap().service,
        "base"
    );
    assert!(malformed(&service("extends: {file: b.yml}").extends()));
    assert!(service("provider: {type: model}").has_provider());
    assert!(!service("provider: !reset {type: model}").has_provider());
}

#[test]
fn files_of_version_one_are_read_as_if_wrapped() {
    let compose = read("web:\n  image: a\n  net: host\ndb:\n  build: .\n");
    assert_eq!(compose.form, Form::V1);
    assert_eq!(compose.services.len(), 2);
    assert!(messages(&compose).contains("v1 syntax"));
    assert_eq!(compose.problems[0].effect, Effect::Note);
}

#[test]
fn fragments_are_kept() {
    let compose = read("x-a: 1\nnetworks:\n  back:\n");
    assert_eq!(compose.form, Form::Fragment);
    assert_eq!(compose.networks.len(), 1);
    assert_eq!(read("web:\n  image: a\nother: text\n").form, Form::Fragment);
}

#[test]
fn what_is_no_service_is_a_problem_and_the_rest_is_read() {
    let compose = read("services:\n  a:\n  b: text\n  c: {image: x}\n  d: !reset null\n");
    assert_eq!(compose.services.len(), 1);
    assert_eq!(compose.problems.len(), 2);
    assert!(messages(&compose).contains("service `a`: Compose wants a mapping"));
    for text in ["services: []\n", "- a\n", "text\n", "", "# nothing\n"] {
        let compose = read(text);
        assert!(compose.services.is_empty());
        assert!(
            compose
                .problems
                .iter()
                .any(|p| p.effect == Effect::Unreadable),
            "{text}"
        );
    }
}

#[test]
fn values_that_compose_refuses_are_listed_once() {
    let text =
        "x-u: &u {user: 0}\nservices:\n  a:\n    <<: *u\n    privileged: 1\n  b:\n    <<: *u\n";
    let compose = read(text);
    assert_eq!(compose.problems.len(), 2);
    assert!(messages(&compose).contains("`user` of the service `a`"));
    assert!(
        compose
            .problems
            .iter()
            .all(|problem| problem.effect == Effect::Partial)
    );
    assert!(malformed(&compose.service("b").unwrap().user()));
    assert_eq!(
        compose
            .service("b")
            .unwrap()
            .node
            .brought_by(&["user"])
            .map(|via| via.of(text)),
        Some("*u")
    );
}

#[test]
fn a_service_knows_whether_it_was_read_whole() {
    let text = "services:\n  a:\n    image: x\n  b:\n    image: x\n    y: b: c\n  c:\n    image: x\n\
                \nvolumes:\n  v: w: x\n";
    let compose = read(text);
    let whole: Vec<_> = compose
        .services
        .iter()
        .map(|s| (s.name.value.as_str(), s.is_whole))
        .collect();
    assert_eq!(whole, [("a", true), ("b", false), ("c", true)]);
    let lost = read("services:\n  a:\n    <<: *gone\n    image: x\n");
    assert!(!lost.services[0].is_whole);
}

#[test]
fn spans_of_problems_lie_in_the_text() {
    let text = "services:\n  a: {user: 0, ports: [x], labels: [1]}\n";
    let spans: Vec<Span> = read(text)
        .problems
        .iter()
        .filter_map(|problem| problem.span)
        .collect();
    let stated: Vec<_> = spans.iter().map(|span| span.of(text)).collect();
    assert_eq!(stated, ["0", "x", "1"]);
}

#[test]
fn what_compose_prints_of_a_project_is_told() {
    let printed = "name: shop\nservices:\n  db:\n    image: b\n    network_mode: host\n  web:\n    \
                   image: a\n    networks:\n      default: null\nnetworks:\n  default:\n    \
                   name: shop_default\n";
    let is_told = |text: &str| messages(&read(text)).contains("docker compose config");
    assert!(is_told(printed));
    for (old, new) in [
        ("name: shop\nservices", "services"),
        ("shop_default", "front"),
        ("default: null", "default:"),
        ("    network_mode: host\n", ""),
        ("image: a\n", "image: a # pinned\n"),
    ] {
        assert!(printed.contains(old));
        assert!(!is_told(&printed.replace(old, new)), "{new}");
    }
    let json = "{\"name\": \"shop\", \"networks\": {\"default\": {\"name\": \"shop_default\"}}, \
                \"services\": {\"web\": {\"image\": \"a\", \"networks\": {\"default\": null}}}}";
    assert!(is_told(json));
}
