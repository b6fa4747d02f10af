//! What holds of paths, modes and rules, whatever was collected.

use proptest::prelude::*;

use super::*;
use crate::checks::{CHECKS, Decide};
use crate::finding::Verdict;
use crate::model::bundle::Outcome;
use crate::model::host::{self, Source};

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
/// Lines as the collector prints them, for the sources that controls read.
const LINES: [(&str, Source, &str); 9] = [
    (
        "stat",
        Source::Files,
        "666 0 998 root docker socket /var/run/docker.sock\nabsent /usr/bin/runc\n\
         denied /etc/docker\n644 0 0 root root regular file /etc/docker/daemon.json\n",
    ),
    (
        "certs",
        Source::Files,
        "444 0 0 root root regular file /etc/docker/certs.d/a/client.key\n",
    ),
    (
        "audit_rules",
        Source::AuditRules,
        "-w /etc/docker -p wa -k docker\n-a always,exit -F dir=/run -F perm=w -F auid>=1000\n",
    ),
    ("audit_status", Source::AuditStatus, "enabled 0\npid 1\n"),
    ("group", Source::Groups, "docker:x:998:alice,bob\n"),
    ("group_primary", Source::PrimaryMembers, "carol:998\n"),
    (
        "mounts",
        Source::Mounts,
        "20 1 8:0 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n",
    ),
    (
        "listeners",
        Source::Listeners,
        "tcp LISTEN 0 4096 *:2377 *:* users:((\"dockerd\",pid=811,fd=9))\n",
    ),
    (
        "exec_log",
        Source::Executions,
        "type=PROCTITLE msg=audit(1) : proctitle=docker exec -u root --privileged web sh\n",
    ),
];

fn outcomes() -> impl Strategy<Value = Outcome> {
    proptest::sample::select(vec![
        Outcome::Whole,
        Outcome::Absent,
        Outcome::Denied,
        Outcome::Missing,
        Outcome::TimedOut,
        Outcome::Failed,
        Outcome::Damaged,
    ])
}

proptest! {
    /// However damaged an output is, every control on machines says a word and points into it.
    #[test]
    fn damaged_outputs_are_judged_in_their_own_text(
        parts in proptest::collection::vec(
            (outcomes(), any::<proptest::sample::Index>(), "\\PC{0,3}|\n"),
            LINES.len(),
        ),
    ) {
        let mut texts = Vec::new();
        for ((_, _, text), (_, at, insert)) in LINES.iter().zip(&parts) {
            let mut text = (*text).to_owned();
            let at = at.index(text.len());
            if text.is_char_boundary(at) {
                text.insert_str(at, insert);
            }
            texts.push(text);
        }
        let observed: Vec<_> = LINES
            .iter()
            .zip(&texts)
            .map(|((_, source, _), text)| host::read(*source, text).0)
            .collect();
        let outputs = LINES.iter().zip(&parts).zip(&observed).enumerate();
        let shows = Shows {
            outputs: outputs
                .map(|(artifact, (((key, _, _), (outcome, _, _)), observed))| Shown {
                    key,
                    outcome: *outcome,
                    artifact,
                    observed: Some(observed),
                })
                .collect(),
            ..Shows::default()
        };
        let machine = Machine::of(&shows, &["alice".to_owned()]);
        for check in CHECKS {
            let Decide::Machine(decide) = check.decide else { continue };
            let evidence: Vec<Evidence> = match decide(&machine) {
                Verdict::Pass(evidence) => evidence.into_iter().collect(),
                Verdict::Fail(findings) | Verdict::Unknown(findings) => {
                    prop_assert!(!findings.is_empty(), "{}", check.control.id);
                    findings.iter().filter_map(|it| it.evidence).collect()
                }
                Verdict::Covered(_) | Verdict::NotApplicable => Vec::new(),
            };
            for place in evidence {
                let text = texts.get(place.artifact).expect("one of those given");
                let span = place.span.map_or(0..0, |span| span.start..span.end);
                prop_assert!(text.get(span).is_some(), "{}", check.control.id);
            }
        }
    }
}
