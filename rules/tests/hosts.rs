//! Which documents speak of one machine: those of a bundle, and those that lie together. Each
//! machine has its own tree of daemon, containers and images, whatever order they are given in.

use std::fmt::Write as _;

use plimsoll_rules::artifact::Artifact;
use plimsoll_rules::catalogue::SubjectKind;
use plimsoll_rules::facts::RelationKind;
use plimsoll_rules::report::{Judged, Report};
use plimsoll_rules::status::Status;
use plimsoll_rules::{Policy, assess, read};

/// `docker info` of a machine: its name and the engine's id.
fn info(name: &str, id: &str) -> String {
    format!(
        r#"{{"ID":"{id}","Name":"{name}","ServerVersion":"29.1.0","Driver":"overlay2",
            "OSType":"linux","SecurityOptions":["name=seccomp,profile=builtin"],
            "Swarm":{{"LocalNodeState":"inactive"}}}}"#
    )
}

fn container(name: &str, image: &str) -> String {
    format!(
        r#"[{{"Id":"{name}-of-{image}","Name":"/{name}","Image":"sha256:{image}",
            "State":{{"Status":"running","Running":true}},"Path":"/entry",
            "HostConfig":{{"NetworkMode":"backend"}},
            "Config":{{"User":"1000","Image":"registry.example.org/web:1.4"}}}}]"#
    )
}

fn image(id: &str) -> String {
    format!(
        r#"[{{"Id":"sha256:{id}","RepoTags":["registry.example.org/web:1.4"],"RepoDigests":[],
            "Architecture":"amd64","Os":"linux","Config":{{"User":"1000"}},
            "RootFS":{{"Type":"layers","Layers":[]}}}}]"#
    )
}

/// What the collector writes of one machine.
fn bundle(machine: &str, parts: &[(&str, String)]) -> String {
    let mut text = String::from(
        r#"{"plimsoll_bundle":{"version":1,"made":"2026-11-20T08:15:02Z","redacted":true,
            "root":true,"client":"docker"}"#,
    );
    let uname = format!("Linux {machine} 6.12.0-18-amd64 x86_64 GNU/Linux\n");
    let own = [("uname", uname)];
    for (key, output) in own.iter().chain(parts) {
        let output = base64(output.as_bytes());
        // Writing to a string cannot fail.
        let _ = write!(
            text,
            ",\n\"{key}\":{{\"rc\":0,\"b64\":\"{output}\",\"from\":\"{key}\"}}"
        );
    }
    text.push_str("\n}\n");
    text
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let letter = |bits: u32| char::from(LETTERS[(bits & 63) as usize]);
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4 {
            let is_filler = at > chunk.len();
            text.push(if is_filler {
                '='
            } else {
                letter(bits >> (18 - 6 * at))
            });
        }
    }
    text
}

fn artifacts(files: &[(&str, String)]) -> Vec<Artifact> {
    files
        .iter()
        .map(|(name, text)| read(name, text.as_bytes()))
        .collect()
}

fn report(files: &[(&str, String)]) -> Report {
    assess(&artifacts(files), &Policy::default())
}

fn of_kind(report: &Report, kind: SubjectKind) -> Vec<&Judged> {
    let subjects = report.subjects.iter();
    subjects.filter(|it| it.kind == kind).collect()
}

/// The one subject that this one is tied to in this way.
fn tied<'r>(report: &'r Report, from: &Judged, kind: RelationKind) -> &'r Judged {
    let mut ties = from.relations.iter().filter(|it| it.kind == kind);
    let tie = ties.next().expect("it is tied to something");
    assert!(ties.next().is_none(), "{:?}", from.relations);
    let mut subjects = report.subjects.iter();
    let found = subjects.find(|it| it.id == tie.to);
    found.expect("a tie leads to a subject of the report")
}

/// A machine that runs a container `web`, whose image goes by the same name on every machine.
fn machine(name: &str, id: &str) -> String {
    bundle(
        name,
        &[
            ("info", info(name, id)),
            ("containers", container("web", id)),
            ("images", image(id)),
        ],
    )
}

fn two_machines() -> [(&'static str, String); 2] {
    [
        ("berth.json", machine("berth", "aaaa")),
        ("quay.json", machine("quay", "bbbb")),
    ]
}

#[test]
fn each_bundle_is_a_machine_with_a_tree_of_its_own() {
    let report = report(&two_machines());
    let names = |kind| -> Vec<&str> {
        let subjects = of_kind(&report, kind).into_iter();
        subjects.map(|it| it.name.as_str()).collect()
    };
    assert_eq!(names(SubjectKind::Host), ["berth", "quay"]);
    assert_eq!(names(SubjectKind::Daemon).len(), 2);
    // One name, two containers and two images.
    assert_eq!(names(SubjectKind::Container), ["web", "web"]);
    assert_eq!(names(SubjectKind::Image).len(), 2);

    let containers = of_kind(&report, SubjectKind::Container);
    for (container, machine) in containers.iter().zip(["berth", "quay"]) {
        let own = |it: &Judged| {
            let mut artifacts = it.artifacts.iter();
            artifacts.all(|name| name.starts_with(machine))
        };
        let image = tied(&report, container, RelationKind::Runs);
        let daemon = tied(&report, container, RelationKind::RunsOn);
        let host = tied(&report, daemon, RelationKind::RunsOn);
        assert!(own(image), "{machine} runs {:?}", image.artifacts);
        assert!(own(daemon), "{machine} is kept by {:?}", daemon.artifacts);
        assert_eq!(host.name, machine);
        assert_eq!(tied(&report, image, RelationKind::RunsOn).id, daemon.id);
    }
}

#[test]
fn no_two_subjects_share_an_id() {
    // Two machines may even have one name.
    let twins = [
        ("a.json", machine("berth", "aaaa")),
        ("b.json", machine("berth", "bbbb")),
    ];
    let report = report(&twins);
    let mut ids: Vec<&str> = report.subjects.iter().map(|it| &*it.id).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all);
    for (container, bundle) in of_kind(&report, SubjectKind::Container)
        .iter()
        .zip(["a.json", "b.json"])
    {
        let daemon = tied(&report, container, RelationKind::RunsOn);
        assert!(daemon.artifacts.iter().all(|it| it.starts_with(bundle)));
        let host = tied(&report, daemon, RelationKind::RunsOn);
        assert!(host.artifacts.iter().all(|it| it.starts_with(bundle)));
    }
}

#[test]
fn documents_of_one_folder_are_of_one_machine() {
    let files = [
        ("berth/info.json", info("berth", "aaaa")),
        ("berth/daemon.json", "{\"icc\": false}".to_owned()),
        ("berth/inspect.json", container("web", "aaaa")),
        ("berth/images.json", image("aaaa")),
    ];
    let report = report(&files);
    let [daemon] = of_kind(&report, SubjectKind::Daemon)[..] else {
        panic!("{:?}", report.subjects);
    };
    let own: Vec<&str> = daemon.artifacts.iter().map(|it| &**it).collect();
    assert_eq!(own, ["berth/info.json", "berth/daemon.json"]);
    assert!(!daemon.ties.is_empty());
    let [container] = of_kind(&report, SubjectKind::Container)[..] else {
        panic!("{:?}", report.subjects);
    };
    assert_eq!(tied(&report, container, RelationKind::RunsOn).id, daemon.id);
    // What the file says holds for the daemon that printed the rest.
    let traffic = report.control("bridge-traffic-closed").expect("known");
    assert_eq!(traffic.status, Status::Passed);
}

#[test]
fn a_file_where_it_lies_on_a_machine_goes_with_what_lies_above() {
    let files = [
        ("berth/info.json", info("berth", "aaaa")),
        ("berth/etc/docker/daemon.json", "{}".to_owned()),
        (
            "berth/lib/systemd/system/docker.service",
            "[Service]\nExecStart=/usr/bin/dockerd -H fd://\n".to_owned(),
        ),
    ];
    let report = report(&files);
    let [daemon] = of_kind(&report, SubjectKind::Daemon)[..] else {
        panic!("{:?}", report.subjects);
    };
    assert_eq!(daemon.artifacts.len(), 3);
}

#[test]
fn two_engines_in_one_folder_are_two_machines() {
    let files = [
        ("both/berth-info.json", info("berth", "aaaa")),
        ("both/quay-info.json", info("quay", "bbbb")),
        ("both/inspect.json", container("web", "aaaa")),
    ];
    let report = report(&files);
    assert_eq!(of_kind(&report, SubjectKind::Daemon).len(), 2);
    // Nothing tells which of the two the container is on.
    let [container] = of_kind(&report, SubjectKind::Container)[..] else {
        panic!("{:?}", report.subjects);
    };
    assert!(container.relations.is_empty(), "{:?}", container.relations);
}

#[test]
fn an_engine_that_did_not_answer_is_none() {
    let silence = r#"{"ID":"","ServerVersion":"","SecurityOptions":null,"DriverStatus":null,
        "ServerErrors":["Cannot connect to the Docker daemon"],"ClientInfo":{"Debug":false}}"#;
    let files = [
        ("berth/info.json", info("berth", "aaaa")),
        ("berth/earlier.json", silence.to_owned()),
        ("berth/inspect.json", container("web", "aaaa")),
    ];
    let report = report(&files);
    assert_eq!(of_kind(&report, SubjectKind::Daemon).len(), 1);
    let containers = of_kind(&report, SubjectKind::Container);
    assert_eq!(containers[0].relations.len(), 1);
}

#[test]
fn of_two_files_in_a_folder_each_is_a_daemons() {
    let files = [
        ("examples/daemon.json", "{\"icc\": false}".to_owned()),
        (
            "examples/open-daemon.json",
            "{\"icc\": true, \"live-restore\": true}".to_owned(),
        ),
    ];
    let report = report(&files);
    let daemons = of_kind(&report, SubjectKind::Daemon);
    assert_eq!(daemons.len(), 2);
    assert!(daemons.iter().all(|it| it.artifacts.len() == 1));
    let traffic = report.control("bridge-traffic-closed").expect("known");
    assert_eq!((traffic.tally.pass, traffic.tally.fail), (1, 1));
}

#[test]
fn units_of_other_programs_speak_of_no_daemon() {
    let unit = "[Unit]\nAfter=docker.service\n[Service]\nExecStart=/usr/bin/docker run web\n";
    let report = report(&[("web.service", unit.to_owned())]);
    assert!(of_kind(&report, SubjectKind::Daemon).is_empty());
}

#[test]
fn what_a_machine_has_not_is_no_problem_of_its_bundle() {
    let nothing = || String::new();
    let bundle = bundle(
        "berth",
        &[
            ("info", info("berth", "aaaa")),
            ("daemon_json", nothing()),
            ("default_docker", nothing()),
            ("dockerd_args", nothing()),
        ],
    );
    let report = report(&[("berth.json", bundle)]);
    let inputs = report.inputs.iter();
    let problems: Vec<_> = inputs.flat_map(|it| &it.problems).collect();
    assert!(problems.is_empty(), "{problems:?}");
}

#[test]
fn every_tie_has_a_reason() {
    let report = report(&two_machines());
    let relations = report.subjects.iter().flat_map(|it| &it.relations);
    for relation in relations {
        let reason = &relation.reason;
        assert!(reason.ends_with('.') && reason.len() > 10, "{reason}");
    }
}

#[test]
fn the_order_of_bundles_changes_nothing() {
    let mut files = two_machines();
    let there = report(&files);
    files.reverse();
    let back = report(&files);
    let told = |report: &Report| -> Vec<String> {
        let subjects = report.subjects.iter();
        let mut told: Vec<String> = subjects
            .map(|it| format!("{} {:?} {:?}", it.id, it.artifacts, it.relations))
            .collect();
        told.sort();
        told
    };
    assert_eq!(told(&there), told(&back));
    let statuses = |report: &Report| -> Vec<Status> {
        let controls = report.controls.iter();
        controls.map(|it| it.status).collect()
    };
    assert_eq!(statuses(&there), statuses(&back));
}

#[test]
fn a_history_is_told_of_as_many_copies_of_an_image_as_one_may_give() {
    let told = |copies: usize| {
        let id = "0123456789ab".repeat(5);
        let images = format!("{}\n", image(&id)).repeat(copies);
        let step = r#"{"CreatedBy":"RUN make","CreatedAt":"2026-11-01T00:00:00Z","Size":"1MB"}"#;
        let parts = [
            ("images", images),
            (
                &*format!("history/sha256:{id}"),
                format!("{step}\n").repeat(3),
            ),
        ];
        let report = report(&[("host.json", bundle("quay", &parts))]);
        let images = of_kind(&report, SubjectKind::Image);
        assert_eq!(images.len(), copies);
        let tells = |it: &&Judged| it.ties.iter().any(|tie| tie.contains("tells the steps"));
        images.into_iter().filter(tells).count()
    };
    assert_eq!(told(2), 2);
    assert_eq!(told(20), 20);
    assert_eq!(told(21), 0);
}

#[test]
fn a_bundle_of_many_parts_and_long_lists_is_read() {
    let many = 5_000;
    let lines = |line: &dyn Fn(usize) -> String| (0..many).map(line).collect::<String>();
    let rules = lines(&|it| format!("-w /lib/systemd/system/docker.service.d/{it}.conf -p wa\n"));
    let files = lines(&|it| {
        let path = format!("/lib/systemd/system/docker.service.d/{it}.conf");
        format!("644 0 0 root root regular file {path}\n")
    });
    let groups = lines(&|it| format!("docker{it}:x:{}:a{it},b{it}\n", it + 1));
    let members = lines(&|it| format!("c{it}:{}\n", it + 1));
    let mut parts = vec![
        ("audit_rules".to_owned(), rules),
        ("stat".to_owned(), files),
        ("group".to_owned(), groups),
        ("group_primary".to_owned(), members),
    ];
    let top = "PID   USER   COMMAND   \n1   root   sleep\n".to_owned();
    parts.extend((0..many).map(|it| (format!("top/{it}"), top.clone())));
    let parts: Vec<(&str, String)> = parts
        .iter()
        .map(|(key, text)| (key.as_str(), text.clone()))
        .collect();
    let report = report(&[("host.json", bundle("quay", &parts))]);
    let status = |id| report.control(id).map(|it| it.status);
    assert_eq!(status("service-unit-audited"), Some(Status::Passed));
    assert_eq!(of_kind(&report, SubjectKind::Host).len(), 1);
}

/// Compose names what it builds after project and service where the file names no image.
#[test]
fn an_image_is_tied_to_the_service_that_builds_it_without_a_name() {
    let compose = "name: shop\nservices:\n  web:\n    build: ./web\n";
    let image = r#"[{"Id":"sha256:1f2e","RepoTags":["shop-web:latest"],"RepoDigests":[],
        "Architecture":"amd64","Os":"linux","Config":{},"RootFS":{"Type":"layers"}}]"#;
    let report = report(&[
        ("compose.yaml", compose.to_owned()),
        ("web/Dockerfile", "FROM scratch\n".to_owned()),
        ("images.json", image.to_owned()),
    ]);
    let services = of_kind(&report, SubjectKind::Service);
    let run = tied(&report, services[0], RelationKind::Runs);
    assert_eq!(run.name, "shop-web:latest");
    let built = tied(&report, run, RelationKind::BuiltFrom);
    assert_eq!(&*built.name, "web/Dockerfile");
}

/// A run as text, with this score.
fn bench(score: i64) -> String {
    format!(
        "# Docker Bench for Security v1.6.0\n\nInitializing 2026-06-16T14:24:49+00:00\n\n\n\
         Section A - Check results\n\n[INFO] 2 - Docker daemon configuration\n\
         [WARN] 2.15 - Ensure live restore is enabled (Scored)\n\n\nSection C - Score\n\n\
         [INFO] Checks: 1\n[INFO] Score: {score}\n"
    )
}

#[test]
fn a_run_of_the_bench_beside_the_only_bundle_is_of_its_machine() {
    let berth = machine("berth", "A1");
    let json = r#"{"dockerbenchsecurity":"1.6.0","start":1781619889,"tests":[{"id":"2",
        "desc":"Docker daemon configuration","results":[{"id":"2.15",
        "desc":"Ensure live restore is enabled (Scored)","result":"WARN"}]}],
        "checks":1,"score":-1,"end":1781619890}"#;
    let files = [
        ("berth.json", berth.clone()),
        ("bench.log", bench(-1)),
        ("bench.json", json.to_owned()),
    ];
    assert_eq!(of_kind(&report(&files), SubjectKind::Host).len(), 1);
    assert_eq!(of_kind(&report(&files[..2]), SubjectKind::Host).len(), 1);

    // Two runs may be of two machines, and so may one beside two bundles.
    let files = [
        ("berth.json", berth.clone()),
        ("bench.log", bench(-1)),
        ("other.log", bench(1)),
    ];
    assert_eq!(of_kind(&report(&files), SubjectKind::Host).len(), 3);
    let files = [
        ("berth.json", berth),
        ("quay.json", machine("quay", "B2")),
        ("bench.log", bench(-1)),
    ];
    assert_eq!(of_kind(&report(&files), SubjectKind::Host).len(), 3);
}
