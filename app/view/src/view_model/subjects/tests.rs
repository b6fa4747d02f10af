use std::sync::Arc;

use plimsoll_rules::report::{Relation, RelationKind};
use plimsoll_rules::{Policy, Report, assess, read};

use super::{Forest, forest};

#[test]
fn what_no_control_speaks_of_is_counted_and_not_listed() {
    let text = "services:\n  web:\n    image: nginx:1.27\n    privileged: true\n\
                volumes:\n  store: {}\n  spare: {}\n";
    let artifacts = [read("compose.yaml", text.as_bytes())];
    let Forest {
        rows,
        trees,
        unjudged,
    } = forest(&assess(&artifacts, &Policy::default()));
    assert!(rows.iter().all(|row| row.kind != "volume"), "{rows:?}");
    assert!(unjudged.contains("2 volumes"), "{unjudged}");
    assert!(
        unjudged.contains("1 compose project as a whole"),
        "{unjudged}"
    );
    let web = rows.iter().find(|row| row.name == "web").unwrap();
    assert!(web.failed >= web.mendable && web.mendable > 0, "{web:?}");
    assert_eq!(web.id, "service:compose.yaml#web");
    let [tree] = trees.as_slice() else {
        panic!("{trees:?}")
    };
    assert_eq!((&*tree.name, tree.rows), ("", rows.len()));
}

#[test]
fn a_service_is_named_with_the_profiles_that_start_it() {
    let text =
        "services:\n  a: {image: b, profiles: [debug, dev]}\n  c: {image: d, profiles: [e]}\n";
    let artifacts = [read("compose.yaml", text.as_bytes())];
    let Forest { rows, .. } = forest(&assess(&artifacts, &Policy::default()));
    let services = rows.iter().filter(|row| row.id.starts_with("service:"));
    let names: Vec<&str> = services.map(|row| &*row.name).collect();
    assert_eq!(names, ["a (profiles: debug, dev)", "c (profile: e)"]);
}

/// Two hosts, and a container on the daemon of the second.
fn fleet() -> Report {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../rules/fixtures/");
    let bundle = std::fs::read_to_string(format!(
        "{folder}containerd-audited/pass-host/input/bundle.json"
    ))
    .unwrap();
    let daemon = b"{\"icc\": false}";
    let compose = b"services:\n  web:\n    image: nginx:1.27\n    privileged: true\n";
    let mut report = assess(
        &[
            read("a/bundle.json", bundle.as_bytes()),
            read("b/daemon.json", daemon),
            read("c/compose.yaml", compose),
        ],
        &Policy::default(),
    );
    let keeper = report.subjects.iter().find(|it| it.kind.word() == "daemon");
    let keeper = Arc::clone(&keeper.unwrap().id);
    let of_project = |it: &&mut plimsoll_rules::report::Judged| it.name == "web";
    let web = report.subjects.iter_mut().find(of_project).unwrap();
    web.relations.push(Relation {
        to: keeper,
        kind: RelationKind::RunsOn,
        reason: "It was collected on this machine.".to_owned(),
    });
    report
}

#[test]
fn what_a_host_keeps_stands_below_it() {
    let report = fleet();
    let Forest { rows, trees, .. } = forest(&report);
    assert_eq!(trees.iter().map(|it| it.rows).sum::<usize>(), rows.len());
    let at = |name: &str| rows.iter().position(|it| it.name == name).unwrap();
    let web = at("web");
    let keeper = report.subjects.iter().find(|it| it.name == "web").unwrap();
    let keeper = keeper.relations[0].to.to_string();
    let daemon = rows.iter().position(|it| it.id == keeper).unwrap();
    assert!(
        daemon < web && rows[daemon].depth < rows[web].depth,
        "{rows:?}"
    );
    let (to, reason) = (&rows[web].ties[0].to, &rows[web].ties[0].reason);
    assert_eq!(to.as_ref().map(|(id, _)| id), Some(&keeper));
    assert_eq!(reason, "It was collected on this machine.");
    assert_eq!(rows[web].tied_to, "why it stands here");
    let host = rows.iter().find(|it| it.kind == "host").unwrap();
    let told = "a/bundle.json (";
    assert!(host.artifacts[0].starts_with(told), "{:?}", host.artifacts);
    for (at, row) in rows.iter().enumerate().filter(|(_, row)| row.depth > 0) {
        let before = &rows[..at];
        assert!(before.iter().any(|it| it.depth + 1 == row.depth), "{row:?}");
    }
}
