//! Remedies of services: what they make of compose files on disk and of such thrown together.
//!
//! A remedy clears its finding and leaves a file that reads as before; whatever it does not
//! name stays: other services, comments, and the lines it does not touch, in either line break.

mod cases;

use std::collections::BTreeMap;

use cases::Case;
use plimsoll_rules::artifact::kind::Kind;
use plimsoll_rules::finding::Outcome;
use plimsoll_rules::model::Model;
use plimsoll_rules::model::yaml::{Node, Value};
use plimsoll_rules::remedy::{Mending, Why, apply, is_safe, mend};
use plimsoll_rules::report::{Report, Reported};
use plimsoll_rules::{Artifact, Policy, assess, read_as};
use proptest::prelude::*;
use proptest::sample::select;

/// The control whose remedy narrows what it finds and cannot clear it.
const NARROWED: &str = "host-directories-unmounted";

fn failures(report: &Report) -> impl Iterator<Item = &Reported> {
    let fails = |finding: &&Reported| finding.outcome == Outcome::Fail;
    report.findings.iter().filter(fails)
}

fn report(artifacts: &[Artifact]) -> Report {
    assess(artifacts, &Policy::default())
}

/// A file's services without places, aliases followed.
fn services(artifact: &Artifact) -> BTreeMap<String, String> {
    let Model::Compose(file) = &*artifact.model else {
        return BTreeMap::new();
    };
    let root = file.documents.first();
    let services = root.and_then(|root| root.get("services").or(Some(root)));
    let entries = services.map_or(&[][..], Node::entries).iter();
    let written = entries.map(|entry| (entry.key.value.to_string(), shape(&entry.value)));
    written.collect()
}

fn shape(node: &Node) -> String {
    match &node.value {
        Value::Scalar(scalar) => format!("{:?}", scalar.text),
        Value::Sequence(items) => {
            let items: Vec<String> = items.iter().map(shape).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Mapping(entries) => {
            let entries = entries.iter();
            let mut entries: Vec<String> = entries
                .map(|entry| format!("{}: {}", entry.key.value, shape(&entry.value)))
                .collect();
            entries.sort();
            format!("{{{}}}", entries.join(", "))
        }
        Value::Unreadable => "?".to_owned(),
    }
}

fn comments(artifact: &Artifact) -> usize {
    match &*artifact.model {
        Model::Compose(file) => file.comments.len(),
        _ => 0,
    }
}

/// What nobody has to fill in by hand first.
fn is_whole(finding: &Reported) -> bool {
    let remedy = finding.remedy();
    remedy.is_some_and(|remedy| remedy.edits.iter().all(|edit| !edit.text.contains('<')))
}

/// What is wrong with the remedies of these artifacts' services, for the controls that count.
fn faults(artifacts: &[Artifact], counts: impl Fn(&str) -> bool) -> Vec<String> {
    let mut faults = Vec::new();
    let before = report(artifacts);
    for finding in failures(&before).filter(|finding| counts(finding.control.id)) {
        let name = finding.artifact.as_deref().unwrap_or_default();
        let at = artifacts.iter().position(|it| &*it.name == name);
        let (Some(remedy), Some(at)) = (finding.remedy(), at) else {
            continue;
        };
        let old = &artifacts[at];
        if !matches!(*old.model, Model::Compose(_)) || !is_whole(finding) {
            continue;
        }
        let text = apply(&old.text, &remedy.edits);
        let mut changed = artifacts.to_vec();
        changed[at] = read_as(&old.name, text.as_bytes(), old.kind);
        let new = &changed[at];
        let mut fault = |what: &str| {
            faults.push(format!("{}: {what}:\n{text}", finding.control.id));
        };
        if new.problems.len() > old.problems.len() {
            fault("the file reads worse");
        }
        let after = report(&changed);
        let of_control = |report: &Report| {
            let same = |other: &&Reported| {
                other.control.id == finding.control.id
                    && other.subject == finding.subject
                    && other.message == finding.message
            };
            failures(report).filter(same).count()
        };
        if of_control(&after) >= of_control(&before) {
            fault("the finding stays");
        }
        let subject = finding.subject.rsplit('#').next().unwrap_or_default();
        let (mut was, mut is) = (services(old), services(new));
        if finding.subject.starts_with("service:") {
            // Quotes change a text and not what it says.
            let _ = (was.remove(subject), is.remove(subject));
            if was != is {
                fault("another service changed");
            }
        } else {
            // What is wrong with a whole project stands in one service or outside of all.
            let changed = was
                .iter()
                .filter(|(name, shape)| is.get(*name) != Some(shape));
            if was.len() != is.len() || changed.count() > 1 {
                fault("more than one service changed");
            }
        }
        let touched = remedy.edits.iter().any(|edit| {
            let taken = &old.text[edit.span.start..edit.span.end];
            taken.contains('#')
        });
        if !touched && comments(new) != comments(old) {
            fault("a comment is lost");
        }
        let is_crlf = |text: &str| text.matches("\r\n").count() == text.matches('\n').count();
        if is_crlf(&old.text) && !is_crlf(&text) {
            fault("line breaks are mixed");
        }
        let removed = remedy.edits.iter().map(|edit| {
            old.text[edit.span.start..edit.span.end]
                .matches('\n')
                .count()
                + 1
        });
        let most: usize = removed.sum();
        let mut now = text.lines();
        let lost = old
            .text
            .lines()
            .filter(|line| !now.clone().any(|it| it == *line) || now.next().is_none());
        if lost.count() > most {
            fault("lines are lost");
        }
    }
    faults
}

/// What is wrong with what comes of all remedies that a choice takes.
fn broken_laws(mending: &Mending) -> Vec<String> {
    let left = mending.left.iter().filter_map(|left| {
        let id = left.finding.control.id;
        match left.why {
            Why::Refused => Some(format!("the remedy of {id} does harm or nothing")),
            Why::Unfinished => Some(format!("the remedies of {id} come to no end")),
            Why::Asks | Why::NotChosen | Why::Accepted | Why::ByHand | Why::NotPlainText => None,
        }
    });
    left.collect()
}

fn with_crlf(artifact: &Artifact) -> Artifact {
    let text = artifact.text.replace("\r\n", "\n").replace('\n', "\r\n");
    read_as(&artifact.name, text.as_bytes(), artifact.kind)
}

#[test]
fn remedies_of_services_do_what_they_say_in_every_case() {
    let mut broken = Vec::new();
    for folder in cases::folders() {
        let case = Case::at(&folder);
        let artifacts = case.artifacts();
        if !artifacts
            .iter()
            .any(|it| matches!(*it.model, Model::Compose(_)))
        {
            continue;
        }
        let crlf: Vec<Artifact> = artifacts.iter().map(with_crlf).collect();
        let own = |id: &str| id == case.control;
        for fault in faults(&artifacts, own)
            .into_iter()
            .chain(faults(&crlf, own))
        {
            broken.push(format!("{}: {fault}", folder.display()));
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

/// Entries that fail something, and some that stand between them.
const ENTRIES: [&str; 22] = [
    "    privileged: true # for now\n",
    "    cap_add: [SYS_ADMIN, \"NET_ADMIN\"]\n",
    "    cap_drop:\n      - NET_RAW\n",
    "    security_opt:\n    - seccomp:unconfined\n",
    "    read_only: false\n",
    "    deploy:\n      resources:\n        limits:\n          cpus: '0.5'\n",
    "    mem_limit: 0\n",
    "    pids_limit: 0\n",
    "    restart: always\n",
    "    network_mode: \"host\"\n",
    "    pid: host\n",
    "    ipc: 'host'\n",
    "    volumes:\n      - /etc:/etc\n      - type: bind\n        source: /usr\n        target: /usr\n      - ./tmp:/tmp\n",
    "    ports:\n      - 80:80\n      - target: 81\n        published: \"81\"\n",
    "    user: root\n",
    "    <<: *base\n",
    "    extends: {service: s9}\n",
    "    command: |\n      a\n\n      b\n",
    "    # a comment\n",
    "\n",
    "      # a deeper comment\n",
    "    post_start:\n      - command: a\n        privileged: true\n",
];

/// Entries of a file that is merged over another, which take away or settle what stands there.
const LATER: [&str; 10] = [
    "    privileged: false\n",
    "    cap_add: !reset []\n",
    "    cap_drop: !override []\n",
    "    security_opt: !override [\"label:user:web\"]\n",
    "    read_only: !reset null\n",
    "    deploy: !reset {}\n",
    "    mem_limit: 0\n",
    "    pids_limit:\n",
    "    tmpfs: !override [/run]\n",
    "    extends: s2\n",
];

/// A file that is merged over one of [`file`].
fn later() -> impl Strategy<Value = String> {
    let some = || proptest::sample::subsequence(&ENTRIES[..14], 0..4);
    let settled = || proptest::sample::subsequence(&LATER[..], 0..4);
    let service = (some(), settled()).prop_map(|(some, settled)| {
        let key = |entry: &str| entry.split(':').next().unwrap_or_default().to_owned();
        let is_free = |entry: &&str| settled.iter().all(|other| key(other) != key(entry));
        let some: Vec<&str> = some.iter().copied().filter(is_free).collect();
        format!("{}{}", some.concat(), settled.concat())
    });
    proptest::collection::vec(service, 1..4).prop_map(|services| {
        let mut text = String::from("services:\n");
        for (number, entries) in services.iter().enumerate() {
            text.extend([format!("  s{number}:\n"), "    init: true\n".to_owned()]);
            text.push_str(entries);
        }
        text
    })
}

fn file() -> impl Strategy<Value = String> {
    let entries = || proptest::sample::subsequence(&ENTRIES[..], 0..12).prop_shuffle();
    let service = (select(vec!["", " &s0", " # c"]), entries(), any::<bool>());
    let services = proptest::collection::vec(service, 1..4);
    (services, any::<bool>(), any::<bool>()).prop_map(|(services, is_crlf, is_cut)| {
        let mut text =
            String::from("x-base: &base\n  privileged: true\n  tmpfs: /tmp\nservices:\n");
        for (number, (head, entries, is_late)) in services.into_iter().enumerate() {
            let head = if number > 0 && head == " &s0" {
                ""
            } else {
                head
            };
            let image = "    image: \"alpine:3.22\" # pinned\n";
            let (before, after) = if is_late { ("", image) } else { (image, "") };
            let entries = entries.concat();
            text.extend([&format!("  s{number}:{head}\n"), before, &entries, after]);
        }
        text += "  s9: {image: alpine, privileged: true, cap_add: [ALL]}\n";
        if is_cut {
            text.truncate(text.trim_end().len());
        }
        if is_crlf {
            text.replace('\n', "\r\n")
        } else {
            text
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 64,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// However entries meet, each remedy does what it says, and all together come to an end.
    #[test]
    fn remedies_of_services_keep_their_laws(text in file()) {
        let artifacts = [read_as("compose.yaml", text.as_bytes(), Kind::Compose)];
        prop_assert_eq!(faults(&artifacts, |_| true), Vec::<String>::new());
        let safe = mend(&artifacts, &Policy::default(), &is_safe);
        prop_assert_eq!(broken_laws(&safe), Vec::<String>::new(), "{}", text);
        let clears = |finding: &Reported| is_whole(finding) && finding.control.id != NARROWED;
        let all = mend(&artifacts, &Policy::default(), &clears);
        prop_assert_eq!(broken_laws(&all), Vec::<String>::new(), "{}", text);
    }

    /// The same where another file is merged over it: what is changed counts in what comes of
    /// both.
    #[test]
    fn remedies_of_merged_services_keep_their_laws(text in file(), over in later()) {
        let artifacts = [
            read_as("compose.yaml", text.as_bytes(), Kind::Compose),
            read_as("compose.override.yaml", over.as_bytes(), Kind::Compose),
        ];
        prop_assert_eq!(faults(&artifacts, |_| true), Vec::<String>::new(), "{}\n{}", text, over);
    }
}
