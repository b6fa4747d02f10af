//! What holds of paths, modes and rules, whatever was collected.

use super::*;

fn rule(path: &str) -> AuditRule {
    AuditRule {
        path: path.to_owned(),
        covers_below: true,
        accesses: "wa".to_owned(),
        records: Records::All,
        evidence: Evidence {
            artifact: 0,
            span: None,
        },
    }
}

#[test]
fn a_rule_watches_its_path_and_what_lies_below() {
    let cases = [
        ("/etc/docker", "/etc/docker", true),
        ("/etc/docker/", "/etc/docker", true),
        ("/etc/docker", "/etc/docker/daemon.json", true),
        ("/", "/etc/docker", true),
        ("/etc/docker/daemon.json", "/etc/docker", false),
        (
            "/usr/bin/containerd-shim-runc-v2",
            "/usr/bin/containerd-shim",
            false,
        ),
        (
            "/usr/bin/containerd-shim",
            "/usr/bin/containerd-shim-runc-v2",
            false,
        ),
        ("/usr/bin/docker", "/usr/bin/dockerd", false),
    ];
    for (watched, path, expected) in cases {
        assert_eq!(rule(watched).watches(path), expected, "{watched} {path}");
    }
}

#[test]
fn links_of_current_distributions_lead_to_the_same_file() {
    assert!(rule("/lib/systemd/system").watches("/usr/lib/systemd/system/docker.service"));
    assert!(rule("/usr/bin/runc").watches("/bin/runc"));
    assert!(rule("/run/docker.sock").watches("/var/run/docker.sock"));
    assert!(!rule("/library").watches("/usr/library"));
}

#[test]
fn a_mode_is_compared_bit_by_bit() {
    let mut record = Record {
        path: "/var/run/docker.sock".to_owned(),
        mode: 0o606,
        user_id: 0,
        group_id: 998,
        user: "root".to_owned(),
        group: "UNKNOWN".to_owned(),
        evidence: rule("").evidence,
    };
    assert!(record.allows_more_than(0o660));
    assert!(record.is_open_to_all());
    assert_eq!(record.owner(), "root:998");
    record.mode = 0o440;
    assert!(!record.allows_more_than(0o660) && !record.is_open_to_all());
    record.mode = 0o4600;
    assert!(record.allows_more_than(0o660));
}
