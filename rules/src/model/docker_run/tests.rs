use super::{DEFAULT_BRIDGE, read, runs_containers};
use crate::model::compose::{
    Compose, Environment, Form, Healthcheck, Service, Setting, VolumeKind,
};
use crate::model::yaml::{Node, Value};

fn compose(text: &str) -> Compose {
    let file = read(text);
    assert_eq!(file.form, Form::Run);
    let mut compose = file.alone(0, &Environment::new());
    compose.problems.splice(0..0, file.problems);
    compose
}

/// The only service, of which all was read.
fn service(text: &str) -> Service {
    let compose = compose(text);
    assert!(
        compose.problems.is_empty(),
        "{text}: {:?}",
        compose.problems
    );
    let [service] = compose.services.as_slice() else {
        panic!("{text}: {} services", compose.services.len());
    };
    service.clone()
}

fn messages(text: &str) -> Vec<String> {
    let problems = compose(text).problems.into_iter();
    problems.map(|problem| problem.message).collect()
}

/// A tree in one line, keys in their order, without the network that nobody asked for.
fn shown(node: &Node) -> String {
    match &node.value {
        Value::Scalar(scalar) => scalar.text.to_string(),
        Value::Sequence(items) => {
            let items: Vec<_> = items.iter().map(shown).collect();
            format!("[{}]", items.join(" "))
        }
        Value::Mapping(entries) => {
            let entries = entries
                .iter()
                .filter(|entry| *entry.key.value != *DEFAULT_BRIDGE)
                .map(|entry| format!("{}: {}", entry.key.value, shown(&entry.value)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
        Value::Unreadable => panic!("every node is read"),
    }
}

fn tree(text: &str) -> String {
    shown(&service(text).node)
}

/// Names with images.
fn services(text: &str) -> Vec<(String, String)> {
    let compose = compose(text);
    let services = compose.services.iter().map(|service| {
        let image = service.field(&["image"]).node().map(shown);
        (service.name.value.clone(), image.unwrap_or_default())
    });
    services.collect()
}

fn pair(name: &str, image: &str) -> (String, String) {
    (name.to_owned(), image.to_owned())
}

/// Checks what flags become, beside the image.
fn become_keys(cases: &[(&str, &str)]) {
    for (flags, expected) in cases {
        let text = format!("docker run {flags} nginx:1");
        assert_eq!(
            tree(&text),
            format!("{{image: nginx:1, {expected}}}"),
            "{text}"
        );
    }
}

#[test]
fn flags_become_keys() {
    become_keys(&[
        ("-d --rm -it", "stdin_open: true, tty: true"),
        ("-itd", "stdin_open: true, tty: true"),
        ("-dp 80:80", "ports: [80:80]"),
        (
            "-p80:80 -p=81:81 --publish=82:82",
            "ports: [80:80 81:81 82:82]",
        ),
        (
            "-p published=8080,target=80",
            "ports: [{published: 8080, target: 80}]",
        ),
        ("-P", "x-publish-all: true"),
        ("--privileged", "privileged: true"),
        (
            "--privileged=false --read-only=1",
            "privileged: false, read_only: true",
        ),
        ("-v /a:/b:ro -v data:/c", "volumes: [/a:/b:ro data:/c]"),
        (
            "-e A=b -e C --env-file .env",
            "environment: [A=b C], env_file: [.env]",
        ),
        (
            "--cap-add NET_ADMIN --cap-drop=ALL",
            "cap_add: [NET_ADMIN], cap_drop: [ALL]",
        ),
        (
            "--security-opt no-new-privileges",
            "security_opt: [no-new-privileges]",
        ),
        ("--network host", "network_mode: host"),
        ("--net container:db", "network_mode: container:db"),
        ("--network back", "networks: {back: {}}"),
        (
            "--network name=back,alias=x --network-alias db",
            "networks: {back: {aliases: [db]}}",
        ),
        (
            "--pid host --ipc=host --uts host",
            "pid: host, ipc: host, uts: host",
        ),
        (
            "--userns host --cgroupns host",
            "userns_mode: host, cgroup: host",
        ),
        ("-m 1g --memory-swap -1", "mem_limit: 1g, memswap_limit: -1"),
        (
            "--cpus=.5 --cpuset-cpus 0-1 -c 512",
            "cpus: .5, cpuset: 0-1, cpu_shares: 512",
        ),
        (
            "--pids-limit 100 --restart on-failure:3",
            "pids_limit: 100, restart: on-failure:3",
        ),
        (
            "-u 1000:1000 -w /app -h box",
            "user: 1000:1000, working_dir: /app, hostname: box",
        ),
    ]);
}

#[test]
fn flags_of_several_parts_become_mappings() {
    become_keys(&[
        (
            "--ulimit nofile=1:2 --ulimit core=0",
            "ulimits: {nofile: {soft: 1, hard: 2}, core: 0}",
        ),
        (
            "--log-driver none --log-opt max-size=1m",
            "logging: {driver: none, options: {max-size: 1m}}",
        ),
        ("--no-healthcheck", "healthcheck: {disable: true}"),
        (
            "--health-cmd 'curl -f x' --health-retries 3",
            "healthcheck: {test: [CMD-SHELL curl -f x], retries: 3}",
        ),
        ("--entrypoint sh", "entrypoint: [sh]"),
        ("--entrypoint ''", "entrypoint: []"),
        ("--stop-timeout 5", "stop_grace_period: 5s"),
        (
            "--device /dev/kvm --gpus all",
            "devices: [/dev/kvm], gpus: all",
        ),
        (
            "--device-read-bps /dev/a:1m",
            "blkio_config: {device_read_bps: [{path: /dev/a, rate: 1m}]}",
        ),
        (
            "--tmpfs /run:rw --shm-size 1g",
            "tmpfs: [/run:rw], shm_size: 1g",
        ),
        ("--use-api-socket", "use_api_socket: true"),
        (
            "--storage-opt size=1G --sysctl a.b=1",
            "storage_opt: {size: 1G}, sysctls: [a.b=1]",
        ),
        (
            "--volumes-from a --link b:c --add-host d:1.2.3.4",
            "volumes_from: [a], links: [b:c], extra_hosts: [d:1.2.3.4]",
        ),
    ]);
}

#[test]
fn without_a_network_docker_takes_its_own_bridge() {
    let takes_bridge = |text: &str| service(text).field(&[DEFAULT_BRIDGE]).is_stated();
    assert!(takes_bridge("docker run nginx:1"));
    assert!(takes_bridge("docker run --network-alias a nginx:1"));
    assert!(!takes_bridge("docker run --network back nginx:1"));
    assert!(!takes_bridge("docker run --net=host nginx:1"));
    // Whose containers share what depends on who runs Podman.
    assert!(!takes_bridge("podman run nginx:1"));
    assert!(compose("docker run").services.is_empty());
}

#[test]
fn what_follows_the_image_is_its_command() {
    assert_eq!(
        tree("docker run --rm alpine:3 sh -c 'rm -rf /' --privileged"),
        "{image: alpine:3, command: [sh -c rm -rf / --privileged]}"
    );
    assert_eq!(
        tree("docker run -- alpine --init"),
        "{image: alpine, command: [--init]}"
    );
    assert_eq!(tree("docker run --rm false"), "{image: false}");
    assert_eq!(
        tree("docker run --name db postgres:16 -c 'a=$b'"),
        "{image: postgres:16, container_name: db, command: [-c a=$$b]}"
    );
}

#[test]
fn long_mounts_become_the_long_form() {
    for (mount, expected) in [
        (
            "type=bind,source=/a,target=/b,readonly",
            "{source: /a, target: /b, read_only: true, type: bind}",
        ),
        (
            "src=data,dst=/b,ro=false",
            "{source: data, target: /b, read_only: false, type: volume}",
        ),
        (
            "type=bind,src=/a,dst=/b,bind-propagation=rshared",
            "{source: /a, target: /b, bind: {propagation: rshared}, type: bind}",
        ),
        (
            "type=tmpfs,destination=/t,tmpfs-size=1m",
            "{target: /t, tmpfs: {size: 1m}, type: tmpfs}",
        ),
        (
            "'type=volume,dst=/b,volume-opt=type=none,volume-opt=device=/etc,\"volume-opt=o=bind,ro\"'",
            "{target: /b, source: /etc, type: bind}",
        ),
        (
            "type=bind,src=$PWD/a,dst=/b",
            "{source: ./a, target: /b, type: bind}",
        ),
    ] {
        let text = format!("docker run --mount {mount} nginx");
        let expected = format!("{{image: nginx, volumes: [{expected}]}}");
        assert_eq!(tree(&text), expected, "{text}");
    }
    assert_eq!(
        messages("docker run --mount type=bind,sauce=/a,dst=/b nginx")
            .first()
            .unwrap(),
        "A mount has no option `sauce`"
    );
}

#[test]
fn values_point_at_the_words_that_decide_them() {
    let text = "sudo docker run -d --privileged \\\n  -v /a:/b --volume=\"/c:/d\" -p80:80 -u \"0\" \\\n  \
                --cap-add=ALL --mount type=bind,src=/e,dst=/f registry.io/web:1";
    let web = service(text);
    let of = |path: &[&str]| web.field(path).node().unwrap().span.of(text);
    assert_eq!(web.name.value, "web");
    assert_eq!(web.name.span.of(text), "docker run");
    assert_eq!(of(&["privileged"]), "--privileged");
    assert_eq!(of(&["image"]), "registry.io/web:1");
    assert_eq!(of(&["user"]), "\"0\"");
    let volumes = web.volumes();
    let spans: Vec<_> = volumes
        .iter()
        .map(|it| it.span().unwrap().of(text))
        .collect();
    assert_eq!(spans.first_chunk(), Some(&["/a:/b", "/c:/d"]));
    assert_eq!(web.ports()[0].span().unwrap().of(text), "80:80");
    assert_eq!(web.cap_add()[0].span().unwrap().of(text), "ALL");
    let mount = web.field(&["volumes"]).items().nth(2).unwrap();
    assert_eq!(mount.get("source").node().unwrap().span.of(text), "/e");
    assert_eq!(web.key_span("ports").unwrap().of(text), "-p80:80");
}

#[test]
fn commands_are_found_wherever_they_stand() {
    for text in [
        "docker run nginx",
        "docker container run nginx",
        "docker container create nginx",
        "docker create nginx",
        "podman run nginx",
        "nerdctl run nginx",
        "/usr/bin/docker run nginx",
        "sudo docker run nginx",
        "sudo -E docker run nginx",
        "$ docker run nginx",
        "  $ sudo docker run nginx\n",
        "% docker run nginx",
        "> docker run nginx",
        "me@box:~/app$ docker run nginx",
        "[root@box ~]# docker run nginx",
        "PS C:\\Users\\me> docker run nginx",
        "C:\\> docker.exe run nginx",
        "docker -H tcp://1.2.3.4:2375 run nginx",
        "docker --context prod run nginx",
        "DOCKER_HOST=x docker run nginx",
        "if true; then\n  docker run nginx\nfi",
        "ID=$(docker run -d nginx)",
        "docker run nginx &\n",
        "docker pull nginx && docker run nginx",
        "docker run nginx | tee log",
        "docker run nginx > /dev/null 2>&1",
        "docker run \\\n  -d \\\n  nginx",
        "docker run \\\r\n  -d \\\r\n  nginx\r\n",
        "docker run `\n  -d `\n  nginx",
        "docker run ^\r\n  -d ^\r\n  nginx\r\n",
        "ssh box 'true'\nsh -c 'docker run nginx'",
        "${DOCKER} run nginx",
        "$DOCKER_CMD run nginx",
        "alias web='docker run nginx'",
        "$ alias ls=ls web=\"sudo docker run nginx\"\n",
        "winpty docker run nginx",
        "f() {\n  docker run nginx\n}\n",
        "Text that doesn't parse.\n\ndocker run nginx\n\nIt's done.\n",
        "# Title\n\nSome `docker run x` words:\n\n```sh\n$ docker run nginx\n```\n\n```yaml\na: docker run y\n```\n",
        "Intro\n\n1. Do\n   ~~~\n   docker run nginx\n   ~~~\n",
        "```bash\ndocker run nginx",
        "$ docker ps\nCONTAINER ID  IMAGE\n$ docker run nginx\nIt's up",
    ] {
        let found = services(text);
        assert_eq!(found, [pair("nginx", "nginx")], "{text}");
        assert!(runs_containers(text), "{text}");
    }
}

#[test]
fn what_makes_no_container_is_left_alone() {
    for text in [
        "",
        "docker",
        "docker run",
        "docker ps",
        "docker compose run web",
        "docker-compose run web",
        "docker volume create data",
        "docker network create back",
        "docker exec run sh",
        "# docker run nginx",
        "echo docker run nginx",
        "echo 'docker run nginx'",
        "#!/bin/sh\ncat <<EOF\ndocker run nginx\nEOF\n",
        "cat <<EOF\nUsage:\ndocker run nginx\nEOF\n",
        "npm run docker run",
        "use docker run to start it",
    ] {
        assert_eq!(services(text), [], "{text}");
    }
    assert_eq!(
        messages("docker ps"),
        ["No command in this text makes a container"]
    );
    assert_eq!(
        messages("docker run [OPTIONS] IMAGE [COMMAND]")
            .first()
            .unwrap(),
        "`[OPTIONS]` names no image"
    );
}

#[test]
fn services_are_named_once() {
    let text = "docker run nginx\ndocker run library/nginx:1@sha256:abc\ndocker run --name web nginx\n\
                docker run --name nginx-2 a\ndocker run $IMAGE\ndocker run \"repo/$APP:1\"\n\
                docker run --name x-$ID repo/app:$TAG";
    let names: Vec<_> = services(text).into_iter().map(|(name, _)| name).collect();
    assert_eq!(
        names,
        [
            "nginx",
            "nginx-2",
            "web",
            "nginx-2-2",
            "image",
            "app",
            "app-2"
        ]
    );
}

#[test]
fn paths_of_the_project_and_the_home_are_known() {
    for (source, expected, kind) in [
        ("$PWD", ".", VolumeKind::Bind),
        ("${PWD}/src", "./src", VolumeKind::Bind),
        ("\"$(pwd)\"/src", "./src", VolumeKind::Bind),
        ("\"$(pwd)/a b\"", "./a b", VolumeKind::Bind),
        ("`pwd`", ".", VolumeKind::Bind),
        ("~/.ssh", "~/.ssh", VolumeKind::Bind),
        ("$HOME/.aws", "~/.aws", VolumeKind::Bind),
        ("data", "data", VolumeKind::Volume),
        ("C:\\data", "C:\\data", VolumeKind::Bind),
        ("${PWD}\\data", "./data", VolumeKind::Bind),
        ("%cd%", ".", VolumeKind::Bind),
        ("$env:USERPROFILE\\x", "~/x", VolumeKind::Bind),
    ] {
        // A path with a drive is one of Windows; so is this fence.
        let text = format!("```powershell\ndocker run -v {source}:/x nginx\n```\n");
        let posix = format!("docker run -v {source}:/x nginx");
        let text = if source.contains(['\\', '%']) {
            text
        } else {
            posix
        };
        let volume = service(&text).volumes().remove(0);
        let volume = volume
            .value()
            .unwrap_or_else(|| panic!("{text}: {volume:?}"));
        assert_eq!(volume.source.as_deref(), Some(expected), "{text}");
        assert_eq!(
            (volume.target.as_str(), volume.kind),
            ("/x", kind),
            "{text}"
        );
    }
    assert_eq!(
        tree("docker run -v \"$PWD:$PWD\" -v ~/a:$HOME/a -v $A:${PWD}-b nginx"),
        "{image: nginx, volumes: [.:. ~/a:~/a ${A}:${PWD}-b]}"
    );
    let drive = service("docker run -v C:\\data:/x nginx")
        .volumes()
        .remove(0);
    assert_eq!(drive.value().unwrap().source.as_deref(), Some("C:\\data"));
}

#[test]
fn other_variables_stay_open_unless_the_script_sets_them() {
    let stated = service(
        "docker run -u $USER_ID -v $DATA:/x -p $PORT:80 -e A=$(date) -e 'B=$x' --privileged=$P nginx:$TAG",
    );
    let open = |setting: &Setting<String>| matches!(setting, Setting::Unresolved { .. });
    assert!(open(&stated.user()));
    assert!(open(&stated.image()));
    assert!(matches!(stated.volumes()[0], Setting::Unresolved { .. }));
    assert!(matches!(stated.privileged(), Setting::Unresolved { .. }));
    let variables = stated.environment();
    let values: Vec<_> = variables
        .iter()
        .map(|it| &it.value().unwrap().value)
        .collect();
    assert!(open(values[0]));
    assert_eq!(values[1].value().unwrap(), "$x");

    let script = "#!/bin/bash\nIMAGE=nginx:1.27\nexport USER_ID=1000\nOPTS='--privileged -p 80:80'\n\
                  A=1\nA=2\ndocker run $OPTS -u \"${USER_ID}\" -h $A $IMAGE\n";
    let known = service(script);
    assert_eq!(
        shown(&known.node),
        "{image: nginx:1.27, privileged: true, ports: [80:80], user: 1000, hostname: ${A}}"
    );
    assert_eq!(
        known.field(&["privileged"]).node().unwrap().span.of(script),
        "$OPTS"
    );

    assert_eq!(
        tree("docker run ${IMAGE:-nginx:1}"),
        "{image: ${IMAGE:-nginx:1}}"
    );
    assert_eq!(
        tree("docker run <your-image> sh"),
        "{image: ${your_image}, command: [sh]}"
    );
    assert_eq!(
        tree("docker run \"$1\" sh"),
        "{image: ${argument_1}, command: [sh]}"
    );
}

#[test]
fn what_a_variable_may_add_leaves_the_service_open() {
    for text in [
        "docker run $EXTRA nginx",
        "docker run \"$@\" nginx",
        "docker run \"${ARGS[@]}\" -d nginx",
        "docker run ${GPU:+--gpus all} nginx",
    ] {
        let compose = compose(text);
        assert_eq!(services(text), [pair("nginx", "nginx")], "{text}");
        assert!(!compose.services[0].is_whole, "{text}");
        let message = &compose.problems[0].message;
        assert!(
            message.ends_with("adds to this command is not known"),
            "{message}"
        );
    }
    assert!(service("docker run $IMAGE sh").is_whole);
}

#[test]
fn unknown_flags_are_problems_at_their_place() {
    for (text, message, image) in [
        (
            "docker run --privilaged nginx",
            "The engine has no flag `--privilaged`; `--privileged` is one",
            "nginx",
        ),
        (
            "docker run --volums /a:/b nginx",
            "The engine has no flag `--volums`; `--volume` is one",
            "nginx",
        ),
        (
            "docker run --fancy nginx",
            "The engine has no flag `--fancy`",
            "nginx",
        ),
        (
            "docker run --fancy=1 nginx",
            "The engine has no flag `--fancy`",
            "nginx",
        ),
        (
            "docker run --fancy a=b -d nginx",
            "The engine has no flag `--fancy`",
            "nginx",
        ),
        (
            "docker run --userns=keep-id --systemd always nginx",
            "The engine has no flag `--systemd`, which others have",
            "nginx",
        ),
        (
            "docker run -x nginx",
            "The engine has no flag `-x`",
            "nginx",
        ),
        (
            "docker run --privileged=maybe nginx",
            "The flag `--privileged` wants `true` or `false`",
            "nginx",
        ),
        ("docker run nginx -p", "", "nginx"),
        ("docker run -d -p", "The flag `-p` lacks its value", ""),
    ] {
        let found = messages(text);
        assert_eq!(found.first().map_or("", String::as_str), message, "{text}");
        let images: Vec<_> = services(text).into_iter().map(|(_, image)| image).collect();
        if !image.is_empty() {
            assert_eq!(images, [image], "{text}");
        }
    }
    assert_eq!(
        tree("podman run --systemd always --cap-drop A,B nginx"),
        "{image: nginx, cap_drop: [A B]}"
    );
}

#[test]
fn values_that_docker_refuses_are_problems() {
    assert_eq!(
        messages("docker run -m lots -p x:y nginx"),
        [
            "Docker refuses `mem_limit` of the service `nginx`: this is no size such as `512m`",
            "Docker refuses `ports` of the service `nginx`: this is no port of a container"
        ]
    );
}

#[test]
fn health_checks_are_read() {
    let check = |flags: &str| service(&format!("docker run {flags} nginx")).healthcheck();
    assert_eq!(
        check("--no-healthcheck").value(),
        Some(&Healthcheck::Disabled)
    );
    assert!(matches!(
        check("--health-cmd true").value(),
        Some(Healthcheck::Test(_))
    ));
    assert_eq!(
        check("--health-interval 5s").value(),
        Some(&Healthcheck::Timing)
    );
}

#[test]
fn comments_are_kept() {
    let text = "# first\ndocker run nginx\n  #  second \n";
    let file = read(text);
    let comments: Vec<_> = file
        .comments
        .iter()
        .map(|it| (it.value.as_str(), it.span.of(text)))
        .collect();
    assert_eq!(comments, [("first", "# first"), ("second", "#  second")]);
}
