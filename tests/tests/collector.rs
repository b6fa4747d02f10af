//! The collector: what it reads, what it hides, what it leaves behind, under every shell.
#![cfg(unix)]

#[path = "collector/stage.rs"]
mod stage;

use std::fs;
use std::os::unix::process::CommandExt as _;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use plimsoll_rules::artifact::kind::Kind;
use plimsoll_rules::model::bundle::{self, Bundle, Content, Outcome, REDACTED};
use plimsoll_rules::model::host::{self, FileState, Observation, Source};
use plimsoll_rules::model::inspect;
use serde_json::{Value, json};
use stage::{SECRETS, SHELLS, Shell, Stage, program, programs, script};

/// Everything that is asked for by options.
const ALL: [&str; 2] = ["--with-suid", "--with-exec-log"];

/// Keys that every bundle has, with the code of what our host answers.
const PROMISED: &[(&str, i32)] = &[
    ("version", 0),
    ("info", 0),
    ("endpoint", 0),
    ("containers", 0),
    ("images", 0),
    ("networks", 0),
    ("volumes", 0),
    ("node_list", 0),
    ("nodes", 0),
    ("services", 0),
    ("secrets", 0),
    ("configs", 0),
    ("dockerd_args/812", 0),
    ("dockerd_user", 0),
    ("units", 0),
    ("unit/docker.service", 0),
    ("unit/docker.socket", 0),
    ("daemon_json", 0),
    ("default_docker", 0),
    ("sysconfig_docker", 1),
    ("containerd_toml", 0),
    ("uname", 0),
    ("os_release", 0),
    ("uid", 0),
    ("date", 0),
    ("stat", 0),
    ("certs", 0),
    ("mounts", 0),
    ("devices", 0),
    ("df", 0),
    ("group", 0),
    ("group_primary", 0),
    ("audit_rules", 0),
    ("audit_status", 0),
    ("audit_file/etc/audit/audit.rules", 0),
    ("audit_file/etc/audit/rules.d/docker.rules", 0),
    ("listeners", 0),
    ("dct", 0),
    ("lsm", 0),
    ("apparmor", 0),
    ("aa_status", 0),
    ("getenforce", 0),
    ("proxy", 0),
    ("swarm_ca_changed", 0),
    ("swarm_ca", 0),
    ("exec_log", 0),
];

#[track_caller]
fn read(text: &str) -> Bundle {
    let bundle = bundle::read(text);
    assert_eq!(bundle.problems, []);
    bundle
}

/// All that a bundle says, decoded.
fn said(text: &str) -> String {
    let bundle = read(text);
    let parts = bundle.parts.iter();
    let parts = parts.map(|part| format!("{}\n{}\n", part.text(), part.messages));
    parts.fold(text.to_owned(), |all, part| all + &part)
}

#[test]
fn every_shell_makes_the_same_whole_bundle() {
    let stage = Stage::new();
    let mut first: Option<Bundle> = None;
    for shell in SHELLS {
        let text = stage.bundle(shell, &ALL);
        let value: Value = serde_json::from_str(&text).expect("a bundle is JSON");
        assert_eq!(value["plimsoll_bundle"]["version"], 1);
        assert_eq!(value["plimsoll_bundle"]["redacted"], true);
        let found = plimsoll_rules::read("host.json", text.as_bytes());
        assert_eq!(found.kind, Kind::Bundle);
        let bundle = read(&text);
        for (key, rc) in PROMISED {
            let part = bundle.part(key);
            let part = part.unwrap_or_else(|| panic!("{shell:?}: {key} is missing"));
            assert_eq!(part.rc, Some(*rc), "{shell:?}: {key}: {}", part.messages);
            assert!(part.content().is_some() && part.is_whole && part.command.is_some());
        }
        assert_eq!(bundle.family("history").count(), 1);
        assert_eq!(bundle.family("top").count(), 2);
        assert_eq!(bundle.family("suid").count(), 2);
        let Some(first) = &first else {
            first = Some(bundle);
            continue;
        };
        let names = |bundle: &Bundle| -> Vec<String> {
            bundle
                .parts
                .iter()
                .map(|part| part.key.value.clone())
                .collect()
        };
        assert_eq!(names(first), names(&bundle));
        for (one, other) in first.parts.iter().zip(&bundle.parts) {
            // Time goes on, space is used, and busybox has words of its own for its system.
            if !["date", "df", "uname"].contains(&one.key.value.as_str()) {
                assert_eq!(one.text(), other.text(), "{shell:?}: {}", one.key.value);
                assert_eq!(one.rc, other.rc, "{shell:?}: {}", one.key.value);
            }
        }
    }
}

#[test]
fn no_secret_leaves_the_host() {
    let stage = Stage::new();
    for shell in SHELLS {
        let said = said(&stage.bundle(shell, &ALL));
        for line in said.lines() {
            assert!(!line.contains("s3cr3t"), "{shell:?}: {line}");
            assert!(!line.contains("n3v3r"), "{shell:?}: {line}");
        }
        assert!(said.contains(&format!("DB_PASSWORD={REDACTED}\"")));
        assert!(said.contains("\"EMPTY=\",\"BARE\""));
        assert!(
            said.contains("/srv/secrets-token:/run/token:ro"),
            "a path is no secret"
        );
        assert!(
            said.contains("PGPASSWORD=$POSTGRES_PASSWORD"),
            "a reference is no secret"
        );
        assert!(said.contains(&format!(
            "NPM_TOKEN={REDACTED} VERSION=1.4 /bin/sh -c npm ci"
        )));
    }
}

#[test]
fn with_secrets_all_values_stay_and_the_rest_is_still_not_read() {
    let stage = Stage::new();
    let arguments = [&ALL[..], &["--with-secrets"]].concat();
    for shell in SHELLS {
        let text = stage.bundle(shell, &arguments);
        assert!(!read(&text).is_redacted.expect("it says so").value);
        let said = said(&text);
        for number in 1..=SECRETS {
            let secret = format!("s3cr3t-{number:02}");
            assert!(said.contains(&secret), "{shell:?}: {secret}");
        }
        assert!(!said.contains(REDACTED));
        assert!(!said.contains("n3v3r"), "{shell:?}");
    }
}

/// Containers whose variables hold whatever breaks quotes.
fn hostile() -> Value {
    let pieces = [
        "\"", "\\", "\\\"", "=", "\n", " ", "é", "\u{2028}", "😀", "{", "]", ",", "'", "<&>", "\t",
        "\u{1}",
    ];
    let values: Vec<String> = (0..256_usize)
        .map(|seed| {
            let picked = (0..5)
                .map(|step| pieces[(seed * (step * 2 + 3) + step * seed / 16) % pieces.len()]);
            format!(
                "NAME_{seed}=s3cr3t{}s3cr3t",
                picked.collect::<Vec<_>>().join("s3cr3t")
            )
        })
        .collect();
    json!({"Id": "a", "Config": {"Env": values, "Cmd": ["a\"b\\", "c=d"], "Labels": {"x\\\"": "{[\"y\",", "é": "z"}}, "Name": "/\\"})
}

#[test]
fn every_value_is_hidden_whatever_it_holds_and_nothing_else_changes() {
    let stage = Stage::new();
    let given = hostile();
    fs::write(stage.path("containers"), format!("{given}\n{given}\n")).expect("a file");
    let mut expected = given;
    for seed in 0..256 {
        expected["Config"]["Env"][seed] = format!("NAME_{seed}={REDACTED}").into();
    }
    for shell in SHELLS {
        let output = stage
            .command(shell, &[])
            .env("STAND_IN_CONTAINERS", stage.path("containers"))
            .output()
            .expect("it runs");
        let bundle = read(&String::from_utf8(output.stdout).expect("text"));
        let text = bundle.part("containers").expect("there are some").text();
        assert_eq!(text.lines().count(), 2);
        for line in text.lines() {
            let found: Value = serde_json::from_str(line).expect("still JSON");
            assert_eq!(found, expected, "{shell:?}");
        }
    }
}

#[test]
fn what_is_hidden_is_still_read_as_what_it_is() {
    let stage = Stage::new();
    let bundle = read(&stage.bundle(Shell::Dash, &[]));
    let part = |key: &str| bundle.part(key).unwrap_or_else(|| panic!("{key}"));
    let containers = inspect::read(&part("containers").text());
    assert_eq!(containers.containers.len(), 3);
    assert_eq!(containers.problems, []);
    assert_eq!(inspect::read(&part("images").text()).images.len(), 2);
    let daemon: Value = serde_json::from_str(&part("daemon_json").text()).expect("still JSON");
    assert_eq!(daemon["icc"], false);
    for part in &bundle.parts {
        let Some(Content::Host(source)) = part.content() else {
            continue;
        };
        let (observation, problems) = host::read(source, &part.text());
        assert_eq!(problems, [], "{}", part.key.value);
        match (source, observation) {
            (Source::Files, Observation::Files(files)) if part.key.value == "stat" => {
                let at = |path: &str| {
                    let found = files.iter().find(|file| file.path.value == path);
                    found.unwrap_or_else(|| panic!("{path}"))
                };
                let mode = |path| at(path).status().map(|status| status.mode.value);
                assert_eq!(mode("/etc/docker/daemon.json"), Some(0o600));
                assert_eq!(mode("/etc/docker/tls/key.pem"), Some(0o400));
                assert_eq!(at("/etc/docker/tls/ca.pem").state, FileState::Absent);
                assert_eq!(
                    at("/lib/systemd/system/docker.socket").state,
                    FileState::Absent
                );
                assert!(mode("/var/run/docker.sock").is_some());
            }
            (Source::Files, Observation::Files(files)) => assert_eq!(files.len(), 2),
            (Source::PrimaryMembers, Observation::PrimaryMembers(members)) => {
                assert_eq!(members[0].user.value, "hedy");
            }
            (Source::Groups, Observation::Groups(groups)) => {
                assert!(groups.iter().any(|group| group.members.len() == 2));
            }
            (Source::ProxyCount, Observation::Number(count)) => {
                assert_eq!(count.map(|it| it.value), Some(2));
            }
            (Source::Processes, Observation::Processes(all)) if part.rc == Some(0) => {
                assert_eq!(all[0].uid.as_ref().map(|it| it.value), Some(0));
            }
            _ => {}
        }
    }
}

/// The only calls of the client, by how they begin.
const READING: &[&str] = &[
    "version ",
    "info ",
    "context inspect ",
    "ps ",
    "container inspect ",
    "image ls ",
    "image inspect ",
    "history ",
    "network ls ",
    "network inspect ",
    "volume ls ",
    "volume inspect ",
    "node ls ",
    "node inspect ",
    "service ls ",
    "service inspect ",
    "secret ls ",
    "config ls ",
    "top ",
];

#[test]
fn the_client_is_asked_to_read_only() {
    let stage = Stage::new();
    stage.bundle(Shell::Dash, &[]);
    let calls = stage.calls();
    assert!(calls.lines().count() > READING.len());
    for call in calls.lines() {
        assert!(
            READING.iter().any(|begins| call.starts_with(begins)),
            "{call}"
        );
    }
    stage.bundle(Shell::Dash, &ALL);
    let others = stage.calls();
    for call in others.lines().filter(|call| !calls.contains(call)) {
        assert!(call.starts_with("export "), "{call}");
    }
}

/// A service on the host's own network names it by an id that `network ls` leaves out.
#[test]
fn networks_that_only_services_name_are_inspected_too() {
    let stage = Stage::new();
    stage.bundle(Shell::Dash, &[]);
    let calls = stage.calls();
    let inspections = calls
        .lines()
        .filter(|call| call.starts_with("network inspect "));
    let inspections: Vec<&str> = inspections.collect();
    assert_eq!(
        inspections,
        ["network inspect --format {{json .}} 7a6b5c4d3e2f10 h0st4n3tw0rk1d2e3f4a5b6c7"]
    );
}

#[test]
fn nothing_is_written_but_the_output() {
    let stage = Stage::new();
    let root = stage.files("root");
    for shell in SHELLS {
        let name = format!("{shell:?}.json");
        let output = stage.collect(shell, &["-o", &name]);
        assert_eq!(output.stdout, b"");
        let work = stage.files("work");
        let written: Vec<_> = work.keys().filter_map(|path| path.file_name()).collect();
        assert_eq!(written, [name.as_str()]);
        read(&String::from_utf8_lossy(
            &work[&stage.path("work").join(&name)],
        ));
        fs::remove_file(stage.path("work").join(&name)).expect("it is ours");
    }
    assert_eq!(stage.files("tmp"), [].into());
    assert_eq!(stage.files("home"), [].into());
    assert_eq!(stage.files("root"), root);
}

#[test]
fn the_list_of_commands_reads_nothing() {
    let stage = Stage::new();
    let families = |key: &str| key.split('/').next().unwrap_or_default().to_owned();
    let arguments = [&ALL[..], &["--list"]].concat();
    for shell in SHELLS {
        let list = stage.bundle(shell, &arguments);
        assert_eq!(stage.calls(), "", "{shell:?}");
        let listed: Vec<String> = list
            .lines()
            .map(families)
            .map(|key| key.split('\t').next().unwrap_or_default().to_owned())
            .collect();
        assert!(list.lines().all(|line| line.split('\t').count() == 2));
        for (key, _) in PROMISED {
            assert!(listed.contains(&families(key)), "{shell:?}: {key}");
        }
        assert_eq!(stage.files("tmp"), [].into());
    }
}

#[test]
fn without_docker_the_host_is_still_shown() {
    let stage = Stage::new();
    for shell in SHELLS {
        let bundle = read(&stage.bundle(shell, &["--docker", "no-such-client"]));
        let outcome = |key: &str| bundle.part(key).map(bundle::Part::outcome);
        assert_eq!(outcome("info"), Some(Outcome::Missing), "{shell:?}");
        assert_eq!(outcome("containers"), Some(Outcome::Missing));
        assert_eq!(outcome("stat"), Some(Outcome::Whole));
        assert_eq!(outcome("sysconfig_docker"), Some(Outcome::Absent));
    }
}

/// Debian has `systemctl` in places that something else starts.
#[test]
fn systemd_is_asked_only_where_it_runs() {
    let stage = Stage::new();
    fs::remove_dir_all(stage.path("root/run/systemd")).expect("it is ours");
    for shell in SHELLS {
        let bundle = read(&stage.bundle(shell, &[]));
        let units = bundle.part("units").expect("it says that there are none");
        assert_eq!(units.outcome(), Outcome::Absent, "{shell:?}");
        assert_eq!(bundle.family("unit").count(), 0, "{shell:?}");
    }
}

#[test]
fn a_program_has_one_record_whatever_links_lead_to_it() {
    let stage = Stage::new();
    for shell in SHELLS {
        let bundle = read(&stage.bundle(shell, &[]));
        let records = bundle.part("stat").expect("the records of paths").text();
        let of_daemon = records.lines().filter(|line| line.ends_with("/dockerd"));
        let of_daemon: Vec<&str> = of_daemon.collect();
        let [record] = of_daemon.as_slice() else {
            panic!("{shell:?}: {of_daemon:?}");
        };
        assert!(record.ends_with(" /usr/bin/dockerd"), "{shell:?}: {record}");
        assert!(records.contains("absent /usr/bin/runc\n"), "{shell:?}");
    }
}

#[test]
fn a_client_that_hangs_is_asked_once() {
    let stage = Stage::new();
    for shell in SHELLS {
        let start = Instant::now();
        let mut command = stage.command(shell, &[]);
        command
            .env("STAND_IN_HANGS", "1")
            .env("PLIMSOLL_LIMIT", "1");
        let output = command.output().expect("it runs");
        assert!(start.elapsed() < Duration::from_secs(30), "{shell:?}");
        let bundle = read(&String::from_utf8(output.stdout).expect("text"));
        let outcome = |key: &str| bundle.part(key).map(bundle::Part::outcome);
        assert_eq!(outcome("version"), Some(Outcome::TimedOut), "{shell:?}");
        assert_eq!(outcome("services"), Some(Outcome::TimedOut));
        assert_eq!(outcome("mounts"), Some(Outcome::Whole));
        assert_eq!(
            stage.calls().lines().count(),
            1,
            "{shell:?}: {}",
            stage.calls()
        );
        fs::remove_file(stage.path("calls")).expect("it is ours");
    }
}

#[test]
fn an_interrupt_leaves_nothing_behind() {
    let stage = Stage::new();
    for shell in SHELLS {
        for signal in ["INT", "TERM"] {
            let mut command = stage.command(shell, &["-o", "bundle.json"]);
            command.env("STAND_IN_HANGS", "1").process_group(0);
            command.stderr(Stdio::null());
            let mut child = command.spawn().expect("it runs");
            let start = Instant::now();
            while stage.calls().is_empty() && start.elapsed() < Duration::from_secs(20) {
                sleep(Duration::from_millis(20));
            }
            assert_eq!(
                stage.files("work").len(),
                1,
                "the part that is being written"
            );
            // As a terminal does: everything the shell has started is told too.
            let group = format!("-{}", child.id());
            let kill = Command::new("kill")
                .args(["-s", signal, "--", &group])
                .status();
            assert!(kill.expect("kill runs").success());
            let status = child.wait().expect("it ends");
            assert!(!status.success(), "{shell:?} {signal}");
            assert!(
                start.elapsed() < Duration::from_secs(40),
                "{shell:?} {signal}"
            );
            assert_eq!(stage.files("work"), [].into(), "{shell:?} {signal}");
            assert_eq!(stage.files("tmp"), [].into(), "{shell:?} {signal}");
            fs::remove_file(stage.path("calls")).expect("it is ours");
        }
    }
}

#[test]
fn mistakes_are_told_before_anything_is_read() {
    let stage = Stage::new();
    for arguments in [
        &["--nonsense"][..],
        &["-o"],
        &["-o", "no/such/folder/x.json"],
        &["-o", "."],
    ] {
        for shell in SHELLS {
            let output = stage.command(shell, arguments).output().expect("it runs");
            assert_eq!(output.status.code(), Some(2), "{shell:?} {arguments:?}");
            assert!(String::from_utf8_lossy(&output.stderr).contains("collect.sh: "));
        }
    }
    assert_eq!(stage.calls(), "");
    let help = stage.bundle(Shell::Busybox, &["--help"]);
    assert!(help.contains("--with-secrets"));
}

#[test]
fn shellcheck_has_nothing_to_say() {
    let mut check = Command::new(program("shellcheck"));
    check.arg(script());
    for entry in fs::read_dir(programs()).expect("the programs") {
        check.arg(entry.expect("an entry").path());
    }
    let output = check.output().expect("shellcheck runs");
    let words = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{words}");
}
