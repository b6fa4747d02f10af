use super::{Form, Standing, Value, read_arguments, read_defaults, read_json, read_unit};
use crate::artifact::Effect;
use crate::model::inspect::{Field, Pairs, Words};

pub(super) const FILE: &str = r#"{
  "icc": false,
  "hosts": ["unix:///var/run/docker.sock", "tcp://0.0.0.0:2376"],
  "log-driver": "json-file",
  "log-opts": {"max-size": "10m", "max-file": "3"},
  "default-ulimits": {"nofile": {"Name": "nofile", "Hard": 64, "Soft": 32}},
  "runtimes": {"runsc": {"path": "/r", "runtimeArgs": ["--network=host"]}},
  "default-network-opts": {"bridge": {"com.docker.network.bridge.host_binding_ipv4": "127.0.0.1"}},
  "features": {"buildkit": true},
  "proxies": {"http-proxy": "http://u:p@x:1"},
  "userns-remap": "",
  "registry-mirrors": [],
  "mtu": 1400
}"#;
pub(super) const UNIT: &str = "\
# /lib/systemd/system/docker.service
[Unit]
Description=Docker
[Service]
Environment=\"DOCKER_OPTS=--icc=false --log-opt max-size=5m\" HTTP_PROXY=http://u:p@x:1
ExecStart=/usr/bin/dockerd -H fd:// --containerd=/run/containerd/containerd.sock

# /etc/systemd/system/docker.service.d/override.conf
[Service]
EnvironmentFile=-/etc/default/docker
ExecStart=
ExecStart=/usr/bin/dockerd \\
  -H tcp://0.0.0.0:2375 \\
# a word between
  -H unix:///var/run/docker.sock $DOCKER_OPTS $MORE_OPTS --dns ${SERVER}

# /lib/systemd/system/containerd.service
[Service]
ExecStart=/usr/bin/containerd
";
pub(super) const DEFAULTS: &str = "\
# Docker's options
#DOCKER_OPTS=\"--dns 8.8.8.8\"
DOCKER_OPTS=\"--dns 8.8.4.4 \\
  -H tcp://127.0.0.1:2375 --tlsverify\"
export http_proxy='http://127.0.0.1:3128/'
DOCKER_STORAGE_OPTIONS=--storage-driver=devicemapper
EMPTY=
";

fn words(list: &Words) -> Vec<&str> {
    list.items().iter().map(|it| it.value.as_str()).collect()
}

fn pairs(list: &Pairs) -> Vec<(&str, &str)> {
    let items = list.items().iter();
    items
        .map(|(key, value)| (key.value.as_str(), value.value.as_str()))
        .collect()
}

#[test]
fn the_file_is_read_with_its_places() {
    let config = read_json(FILE);
    assert_eq!((config.form, config.problems.len()), (Form::File, 0));
    let icc = config.flag("icc");
    let icc = icc.stated().unwrap();
    assert_eq!((icc.value, icc.span.of(FILE)), (false, "false"));
    assert_eq!(
        config.settings.place("icc").unwrap().of(FILE),
        "\"icc\": false"
    );
    let hosts = config.list("hosts");
    assert_eq!(words(&hosts)[1], "tcp://0.0.0.0:2376");
    assert_eq!(hosts.items()[1].span.of(FILE), "\"tcp://0.0.0.0:2376\"");
    assert_eq!(config.text("log-driver").value().unwrap(), "json-file");
    let log = config.pairs("log-opts");
    assert_eq!(pairs(&log), [("max-size", "10m"), ("max-file", "3")]);
    let ulimits = config.object("default-ulimits").unwrap();
    assert_eq!(
        ulimits.object("nofile").unwrap().number("Hard").value(),
        Some(&64)
    );
    let runsc = config.object("runtimes").unwrap().object("runsc").unwrap();
    assert_eq!(words(&runsc.list("runtimeArgs")), ["--network=host"]);
    let bridge = config
        .object("default-network-opts")
        .unwrap()
        .pairs("bridge");
    assert_eq!(bridge.items()[0].1.value, "127.0.0.1");
    assert_eq!(
        config.object("features").unwrap().flag("buildkit").value(),
        Some(&true)
    );
    assert_eq!(config.text("userns-remap"), Field::Absent);
    assert_eq!(config.list("registry-mirrors"), Field::Absent);
    assert_eq!(config.number("mtu").value(), Some(&1400));
    assert_eq!(config.flag("tls"), Field::Absent);
    assert_eq!(config.refused(), []);
}

#[test]
fn what_people_write_is_read_and_said() {
    let text = "{\n  // who may\n  \"icc\": true, /* no */ \"icc\": false,\n  \"dns\": [\"8.8.8.8\",], # more\n  \"log-level\": \"a//b\",\n}";
    let config = read_json(text);
    assert_eq!(config.flag("icc").value(), Some(&false));
    assert_eq!(words(&config.list("dns")), ["8.8.8.8"]);
    assert_eq!(config.text("log-level").value().unwrap(), "a//b");
    let places = config.problems.iter().map(|it| it.span.unwrap().of(text));
    let places: Vec<_> = places.collect();
    assert_eq!(places, ["// who may", "]", "\"icc\""]);
    assert!(config.problems.iter().all(|it| it.effect == Effect::Note));
}

#[test]
fn damage_costs_what_it_hits() {
    let text = "{\"icc\": flase, \"iptables\": \"no\" \"tls\": true, \"hosts\": [1, {}";
    let config = read_json(text);
    assert!(config.flag("icc").is_unreadable());
    assert!(config.flag("iptables").is_unreadable());
    assert_eq!(config.flag("tls").value(), Some(&true));
    assert!(config.list("hosts").is_unreadable());
    assert_eq!(config.problems[0].effect, Effect::Partial);
    for empty in ["", " \n", "{}"] {
        assert_eq!(read_json(empty).problems, []);
    }
    for other in ["[]", "no", "7"] {
        let problems = read_json(other).problems;
        assert_eq!(
            problems.last().unwrap().effect,
            Effect::Unreadable,
            "{other}"
        );
    }
    let deep = "{\"a\":".repeat(10_000);
    assert!(!read_json(&deep).problems.is_empty());
}

#[test]
fn refused_keys_are_told() {
    let text = r#"{"graph":"/d","iccc":true,"host":[],"features":{"x":true},"builder":{"gc":{}},
      "proxies":{"http-proxy":"a","ftp-proxy":"b"},"runtimes":{"mine":{}},"min-api-version":"1.24"}"#;
    let config = read_json(text);
    let refused = config.refused().into_iter();
    let refused: Vec<_> = refused
        .map(|(key, standing)| (key.span.of(text), standing))
        .collect();
    let instead = Some("data-root");
    let expected = [
        ("\"graph\"", Standing::Retired { instead }),
        ("\"iccc\"", Standing::Unknown),
        ("\"ftp-proxy\"", Standing::Unknown),
    ];
    assert_eq!(refused, expected);
}

#[test]
fn options_come_to_the_same_shape() {
    let text = "1234 /usr/bin/dockerd -DH fd:// --host=tcp://0.0.0.0:2375 -H=unix:///x -lwarn --icc=false --tlsverify --log-opt max-size=10m \
        --log-opt max-file=3 --default-ulimit nofile=32:64 --add-runtime runsc=/r --default-network-opt bridge=a.b=c=d \
        --feature buildkit --insecure-registry 10.0.0.0/8 --mtu 1400 --http-proxy http://u:p@x:1 --config-file /e/d.json \
        --default-address-pool base=10.0.0.0/8,size=24 'quoted word'";
    let config = read_arguments(text);
    assert_eq!((config.form, config.problems.len()), (Form::Arguments, 0));
    assert_eq!(config.program.as_ref().unwrap().value, "/usr/bin/dockerd");
    assert_eq!(config.flag("debug").value(), Some(&true));
    let hosts = config.list("hosts");
    assert_eq!(words(&hosts), ["fd://", "tcp://0.0.0.0:2375", "unix:///x"]);
    assert_eq!(hosts.items()[1].span.of(text), "tcp://0.0.0.0:2375");
    assert_eq!(
        config.settings.setting("hosts").unwrap().key.span.of(text),
        "H"
    );
    assert_eq!(config.text("log-level").value().unwrap(), "warn");
    let icc = config.settings.place("icc").unwrap();
    assert_eq!(icc.of(text), "--icc=false");
    assert_eq!(config.flag("tlsverify").value(), Some(&true));
    let log = config.pairs("log-opts");
    assert_eq!(pairs(&log), [("max-size", "10m"), ("max-file", "3")]);
    let nofile = config
        .object("default-ulimits")
        .unwrap()
        .object("nofile")
        .unwrap();
    assert_eq!(
        (nofile.number("Soft").value(), nofile.number("Hard").value()),
        (Some(&32), Some(&64))
    );
    let runsc = config.object("runtimes").unwrap().object("runsc").unwrap();
    assert_eq!(runsc.text("path").value().unwrap(), "/r");
    let bridge = config
        .object("default-network-opts")
        .unwrap()
        .pairs("bridge");
    assert_eq!(pairs(&bridge), [("a.b", "c=d")]);
    assert_eq!(
        config.object("features").unwrap().flag("buildkit").value(),
        Some(&true)
    );
    assert_eq!(words(&config.list("insecure-registries")), ["10.0.0.0/8"]);
    assert_eq!(config.number("mtu").value(), Some(&1400));
    assert_eq!(
        config
            .object("proxies")
            .unwrap()
            .text("http-proxy")
            .value()
            .unwrap(),
        "http://u:p@x:1"
    );
    assert_eq!(config.config_file.value().unwrap(), "/e/d.json");
    let pool = &config.settings.items("default-address-pools")[0].value;
    assert!(matches!(pool, Value::Object(pool) if pool.number("size").value() == Some(&24)));
}

#[test]
fn the_words_of_a_process_are_read() {
    for text in [
        "/usr/bin/dockerd\0-H\0fd://\0--label=a b\0",
        "/usr/bin/dockerd\n-H\nfd://\n--label=a b\n",
        "exec dockerd -H fd:// --label='a b'",
        "root 1 0 00:00:00 grep dockerd\nroot 2 0 /usr/bin/docker daemon -H fd:// --label \"a b\"\n",
        "/usr/bin/docker -d -H fd:// --label a\\ b",
        "/bin/sh -c 'dockerd -H fd:// --label \"a b\"'",
        "dockerd \\\n  -H fd:// \\\n  --label \"a b\"\n",
        "-H fd:// --label 'a b'",
    ] {
        let config = read_arguments(text);
        assert_eq!(config.problems, [], "{text}");
        assert_eq!(words(&config.list("hosts")), ["fd://"], "{text}");
        assert_eq!(words(&config.list("labels")), ["a b"], "{text}");
    }
    for none in [
        "",
        "nginx -g x",
        "ps aux | grep dockerd -H",
        "containerd --config x",
    ] {
        assert_eq!(read_arguments(none).problems.len(), 1, "{none}");
    }
}

#[test]
fn slips_on_the_command_line_are_said() {
    let text = "dockerd --iccc --icc=perhaps --mtu=x -Z --log-opt";
    let config = read_arguments(text);
    let places = config.problems.iter().map(|it| it.span.unwrap().of(text));
    let places: Vec<_> = places.collect();
    assert_eq!(places, ["--iccc", "perhaps", "x", "-Z", "--log-opt"]);
    assert!(config.flag("icc").is_unreadable());
}

#[test]
fn units_are_merged_as_systemd_merges_them() {
    let config = read_unit(UNIT);
    assert_eq!((config.form, config.problems.len()), (Form::Unit, 0));
    let hosts = config.list("hosts");
    assert_eq!(
        words(&hosts),
        ["tcp://0.0.0.0:2375", "unix:///var/run/docker.sock"]
    );
    assert_eq!(hosts.items()[0].span.of(UNIT), "tcp://0.0.0.0:2375");
    let icc = config.flag("icc");
    assert_eq!(icc.stated().unwrap().span.of(UNIT), "false");
    assert_eq!(pairs(&config.pairs("log-opts")), [("max-size", "5m")]);
    let open: Vec<_> = config
        .unsettled
        .iter()
        .map(|it| it.value.as_str())
        .collect();
    assert_eq!(open, ["MORE_OPTS", "SERVER"]);
    assert_eq!(config.environment_files[0].value, "/etc/default/docker");
    let proxy = config.variable("HTTP_PROXY").unwrap();
    assert_eq!(proxy.span.of(UNIT), "http://u:p@x:1");
}

#[test]
fn what_systemctl_shows_is_read() {
    let text = "ExecStart={ path=/usr/bin/dockerd ; argv[]=/usr/bin/dockerd -H fd:// --containerd=/run/containerd/containerd.sock ; ignore_errors=no ; pid=0 }\nEnvironment=A=1 \"B=2 3\"\nEnvironmentFiles=/etc/default/docker (ignore_errors=yes)\n";
    let config = read_unit(text);
    assert_eq!(config.problems, []);
    assert_eq!(words(&config.list("hosts")), ["fd://"]);
    assert_eq!(
        config.text("containerd").value().unwrap(),
        "/run/containerd/containerd.sock"
    );
    assert_eq!(config.variable("B").unwrap().value, "2 3");
    assert_eq!(config.environment_files[0].value, "/etc/default/docker");
    let drop_in = "[Service]\nEnvironment=\"HTTPS_PROXY=http://u:p@x\"\n";
    let config = read_unit(drop_in);
    assert_eq!(config.problems, []);
    assert_eq!(
        config.variable("HTTPS_PROXY").unwrap().value,
        "http://u:p@x"
    );
    let other = "[Unit]\nA=b\n[Service]\nExecStart=/usr/bin/containerd\n";
    assert_eq!(read_unit(other).problems[0].effect, Effect::Note);
}

#[test]
fn shell_files_hold_options() {
    let config = read_defaults(DEFAULTS);
    assert_eq!((config.form, config.problems.len()), (Form::Defaults, 0));
    assert_eq!(words(&config.list("dns")), ["8.8.4.4"]);
    assert_eq!(words(&config.list("hosts")), ["tcp://127.0.0.1:2375"]);
    assert_eq!(config.flag("tlsverify").value(), Some(&true));
    assert_eq!(
        config.text("storage-driver").value().unwrap(),
        "devicemapper"
    );
    assert_eq!(
        config.variable("http_proxy").unwrap().value,
        "http://127.0.0.1:3128/"
    );
    assert_eq!(config.variable("EMPTY").unwrap().value, "");
    let twice = "DOCKER_OPTS=\"--icc=false\"\nDOCKER_OPTS=\"$DOCKER_OPTS --debug $OTHER\"\n";
    let config = read_defaults(twice);
    assert_eq!(config.flag("icc").value(), Some(&false));
    assert_eq!(config.flag("debug").value(), Some(&true));
    assert_eq!(config.unsettled[0].value, "OTHER");
}

#[test]
fn sockets_are_what_fd_stands_for() {
    let text = "# /lib/systemd/system/docker.socket\n[Unit]\nPartOf=docker.service\n[Socket]\nListenStream=/run/docker.sock\nSocketMode=0660\n\n# /etc/systemd/system/docker.socket.d/tcp.conf\n[Socket]\nListenStream=0.0.0.0:2375\n";
    let config = read_unit(text);
    assert_eq!(config.problems, []);
    let sockets = config.sockets.iter().map(|it| it.span.of(text));
    let sockets: Vec<_> = sockets.collect();
    assert_eq!(sockets, ["/run/docker.sock", "0.0.0.0:2375"]);
}

#[test]
fn the_unit_of_the_socket_says_whose_it_is() {
    let group = |text: &str| read_unit(text).socket_group.map(|it| it.value);
    let own = "[Socket]\nListenStream=/run/docker.sock\nSocketGroup=operators\n";
    assert_eq!(group(own).as_deref(), Some("operators"));
    // A drop-in says nothing of the path.
    assert_eq!(
        group("[Socket]\nSocketGroup=wheel\n").as_deref(),
        Some("wheel")
    );
    assert_eq!(read_unit("[Socket]\nSocketGroup=wheel\n").problems, []);
    assert_eq!(group("[Socket]\nSocketGroup=a\nSocketGroup=\n"), None);
    let other = "[Socket]\nListenStream=/run/other.sock\nSocketGroup=others\n";
    assert_eq!(group(other), None);
    let both = format!(
        "# /lib/systemd/system/other.socket\n{other}# /lib/systemd/system/docker.socket\n{own}\
         # /etc/systemd/system/docker.socket.d/a.conf\n[Socket]\nSocketGroup=engine\n"
    );
    assert_eq!(group(&both).as_deref(), Some("engine"));
}

#[test]
fn shown_units_stand_apart() {
    let text = "ExecStart={ path=/usr/bin/dockerd ; argv[]=/usr/bin/dockerd --icc=false ; pid=1 }\nEnvironment=A=1\nId=docker.service\n\nId=docker.socket\n\nExecStart={ path=/usr/bin/containerd ; argv[]=/usr/bin/containerd ; pid=2 }\nEnvironment=B=1\nId=containerd.service\n";
    let config = read_unit(text);
    assert_eq!(config.flag("icc").value(), Some(&false));
    assert!(config.variable("A").is_some());
    assert!(config.variable("B").is_none());
}

#[test]
fn hostile_texts_cost_little() {
    let bomb = format!(
        "A=\"{}\"\nB=\"{}\"\nDOCKER_OPTS=\"--x {}\"\n",
        "-D ".repeat(5_000),
        "$A ".repeat(5_000),
        "$B ".repeat(5_000)
    );
    let wide = format!(
        "A='{}'\nDOCKER_OPTS=\"{}\"\n",
        "x".repeat(100_000),
        "--label=${A} ".repeat(5_000)
    );
    let many = |line: fn(u32) -> String| (0..50_000).map(line).collect::<Vec<_>>().concat();
    let names = many(|it| format!("A{it}=--x\n"));
    let units = many(|it| format!("# /x/{it}.service\n"));
    let open = "{\"a\":[".repeat(50_000);
    let comments = "{/*".repeat(50_000);
    for text in [bomb, wide, names, units, open, comments] {
        read_defaults(&text);
        read_unit(&text);
        read_arguments(&text);
        read_json(&text);
    }
}

#[test]
fn lines_are_joined_up_to_the_first_whole_one() {
    let text = "[Service]\nExecStart=/usr/bin/dockerd \\\n# a comment\n  -D \\\r\n  --icc=false\n\
                Environment=A=b\nExecStartPost=/bin/x \\\n\nEnvironment=C=d\n";
    let config = read_unit(text);
    assert_eq!(config.flag("debug").value(), Some(&true));
    assert_eq!(config.flag("icc").value(), Some(&false));
    assert_eq!(config.variable("A").unwrap().value, "b");
    // An empty line ends what a backslash joined to it.
    assert_eq!(config.variable("C").unwrap().value, "d");
}
