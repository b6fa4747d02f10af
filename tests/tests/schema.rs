//! Every report in JSON keeps to its published schema, and the schema would notice if it did not.

use jsonschema::{Validator, draft202012};
use plimsoll_rules::export::json::{Verdicts, json};
use plimsoll_rules::policy::Waiver;
use plimsoll_rules::{Artifact, Policy, assess, read, unreadable};
use plimsoll_tests::corpus;
use serde_json::{Value, json as value};

fn schema() -> Value {
    let text = corpus::text(&corpus::root().join("public/schema/report-1.schema.json"));
    serde_json::from_str(&text).expect("the schema is JSON")
}

fn validator() -> Validator {
    draft202012::new(&schema()).expect("the schema is one")
}

fn document(artifacts: &[Artifact], policy: &Policy, verdicts: Verdicts) -> Value {
    let text = json(&assess(artifacts, policy), verdicts);
    serde_json::from_str(&text).expect("the report is JSON")
}

fn on_a_day() -> Policy {
    Policy {
        today: "2026-11-22".parse().ok(),
        ..Policy::default()
    }
}

fn ferry() -> Vec<Artifact> {
    let files = corpus::ferry();
    let read = files.iter().map(|file| read(&file.name, &file.bytes));
    read.collect()
}

/// What the schema has against a document, each with its place.
fn faults(validator: &Validator, document: &Value) -> Vec<String> {
    validator
        .iter_errors(document)
        .map(|fault| format!("{}: {fault}", fault.instance_path()))
        .collect()
}

#[track_caller]
fn holds(document: &Value) {
    let faults = faults(&validator(), document);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_schema_is_a_schema() {
    let schema = schema();
    draft202012::meta::validate(&schema).unwrap_or_else(|fault| panic!("{fault}"));
    assert_eq!(
        schema["$schema"],
        "https://json-schema.org/draft/2020-12/schema"
    );
}

#[test]
fn remedies_of_either_kind() {
    let text = "FROM alpine:3.22\nADD a.txt /srv/\nCMD run --now\n";
    let given = [read("Dockerfile", text.as_bytes())];
    let document = document(&given, &on_a_day(), Verdicts::Failing);
    let findings = document["findings"].as_array().expect("a list");
    let asks: Vec<bool> = findings
        .iter()
        .filter(|finding| finding["remedy"].is_object())
        .map(|finding| finding["remedy"]["asks"].is_string())
        .collect();
    assert!(asks.contains(&true) && asks.contains(&false), "{asks:?}");
    holds(&document);
}

#[test]
fn a_report_on_all_four_kinds() {
    let document = document(&ferry(), &on_a_day(), Verdicts::Failing);
    let kinds: Vec<&str> = document["inputs"]
        .as_array()
        .expect("inputs are a list")
        .iter()
        .filter_map(|input| input["kind"].as_str())
        .collect();
    for kind in [
        "dockerfile",
        "compose",
        "docker-inspect",
        "docker-bench-text",
    ] {
        assert!(kinds.contains(&kind), "no {kind} among {kinds:?}");
    }
    assert!(
        document["findings"]
            .as_array()
            .is_some_and(|all| !all.is_empty())
    );
    holds(&document);
}

#[test]
fn a_report_with_every_verdict() {
    let failing = document(&ferry(), &on_a_day(), Verdicts::Failing);
    let all = document(&ferry(), &on_a_day(), Verdicts::All);
    let count = |document: &Value| document["findings"].as_array().map_or(0, Vec::len);
    assert!(count(&all) > count(&failing));
    holds(&all);
}

#[test]
fn a_report_with_waivers_of_every_fate() {
    let waiver = |control: &str, expires: Option<&str>| Waiver {
        control: control.into(),
        owner: "harbour master".into(),
        reason: "Agreed until the refit".into(),
        expires: expires.and_then(|day| day.parse().ok()),
        ..Waiver::default()
    };
    let policy = Policy {
        waivers: vec![
            waiver("container-unprivileged", Some("2027-01-01")),
            waiver("docker-socket-unmounted", Some("2026-01-01")),
            waiver("image-tag-fixed", None),
            waiver("no-such-control", Some("2027-01-01")),
            Waiver {
                subject: Some("nobody".into()),
                artifact: Some("nowhere".into()),
                ..waiver("container-user-nonroot", Some("2027-01-01"))
            },
        ],
        ..on_a_day()
    };
    let document = document(&ferry(), &policy, Verdicts::All);
    assert!(
        document["waivers"]
            .as_array()
            .is_some_and(|all| all.len() >= 5)
    );
    holds(&document);
    let undated = Policy {
        today: None,
        ..policy
    };
    holds(&self::document(&ferry(), &undated, Verdicts::Failing));
}

#[test]
fn a_report_with_comments_of_every_fate() {
    let comments = "\
# check=skip=JSONArgsRecommended
# kics-scan enable=a-1
# plimsoll: accept container-user-nonroot
# hadolint ignore=DL9999
# hadolint ignore=odd
# trivy:ignore:DS002:exp:2026-01-01 # nosemgrep
FROM alpine
# hadolint ignore=DL3002,DL9999 # low port
USER root
";
    let artifact = [read("Dockerfile", comments.as_bytes())];
    let document = document(&artifact, &on_a_day(), Verdicts::All);
    let told = document["suppressions"].as_array().map(Vec::len);
    assert_eq!(told, Some(8));
    holds(&document);
}

#[test]
fn a_report_on_nothing() {
    for verdicts in [Verdicts::Failing, Verdicts::All] {
        holds(&document(&[], &Policy::default(), verdicts));
        holds(&document(&[], &on_a_day(), verdicts));
    }
}

#[test]
fn a_report_on_what_nobody_can_read() {
    let mut artifacts = vec![unreadable("locked/compose.yaml", "Permission was denied")];
    let odd = corpus::odd();
    artifacts.extend(odd.iter().map(|file| read(&file.name, &file.bytes)));
    let document = document(&artifacts, &on_a_day(), Verdicts::All);
    assert_eq!(
        document["inputs"].as_array().map(Vec::len),
        Some(artifacts.len()),
        "every file is listed"
    );
    holds(&document);
}

#[test]
fn each_file_by_itself() {
    for file in corpus::ferry().into_iter().chain(corpus::odd()) {
        let artifact = read(&file.name, &file.bytes);
        holds(&document(&[artifact], &on_a_day(), Verdicts::All));
    }
}

#[test]
fn a_document_that_is_not_a_report_is_refused() {
    let validator = validator();
    let sound = document(&ferry(), &on_a_day(), Verdicts::All);
    let refused = |what: &str, spoil: &dyn Fn(&mut Value)| {
        let mut spoilt = sound.clone();
        spoil(&mut spoilt);
        assert_ne!(spoilt, sound, "{what}: the document was not changed");
        assert!(!validator.is_valid(&spoilt), "{what} was let through");
    };
    refused("a key of its own", &|report| report["extra"] = value!(1));
    refused("a finding's key of its own", &|report| {
        report["findings"][0]["extra"] = value!(1);
    });
    refused("a severity nobody knows", &|report| {
        report["controls"][0]["severity"] = value!("catastrophic");
    });
    refused("a status nobody knows", &|report| {
        report["controls"][0]["status"] = value!("ignored");
    });
    refused("a day that is none", &|report| {
        report["assessed_on"] = value!("22.11.2026");
    });
    refused("another major version", &|report| {
        report["schema_version"] = value!("2.0.0");
    });
    refused("a line counted from 0", &|report| {
        let findings = report["findings"].as_array_mut().expect("a list");
        let place = findings
            .iter_mut()
            .find_map(|finding| finding.pointer_mut("/span/start_line"))
            .expect("some finding has a place");
        *place = value!(0);
    });
    refused("a hash cut short", &|report| {
        report["inputs"][0]["sha256"] = value!("ab");
    });
    for key in sound.as_object().expect("an object").keys() {
        refused(&format!("no {key}"), &|report| {
            report.as_object_mut().expect("an object").remove(key);
        });
    }
}
