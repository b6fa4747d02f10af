//! A small report of every kind of row, as its JSON says it.

use plimsoll_rules::export::json::Document;
use serde_json::{Value, json};

/// A report with `findings` failures of one control, and one control of every other status.
pub(crate) fn document(findings: usize, name: &str) -> Document {
    let failures: Vec<Value> = (0..findings).map(|number| finding(number, name)).collect();
    let value = json!({
        "schema_version": "1.0.0",
        "tool": {
            "name": "plimsoll", "version": "0.1.0",
            "catalogue_version": "1.0.0", "catalogue_hash": "c".repeat(64),
        },
        "assessed_on": "2026-11-22",
        "inputs": [{
            "name": name, "kind": "compose", "reason": "It has services", "support": "checked",
            "bytes": 4821, "sha256": "a".repeat(64),
            "problems": [{ "effect": "partial", "message": name, "span": span(7) }],
        }],
        "subjects": [{
            "id": "service:web", "kind": "service", "name": name,
            "artifacts": [name], "ties": ["it has the same name"],
        }],
        "controls": [
            control("container-user-nonroot", "failed", "failed", findings),
            control("image-base-pinned", "failed", "waived", 1),
            control("container-memory-limited", "passed", "passed", 0),
            control("daemon-live-restore", "not_reviewed", "not_reviewed", 0),
            control("swarm-locked", "not_applicable", "not_applicable", 0),
        ],
        "findings": failures,
        "frameworks": [{
            "id": "cis-docker-1.6.0", "title": "CIS Docker Benchmark 1.6.0", "edition": "1.6.0",
            "items": [
                { "id": "4.1", "title": "A user", "status": "failed",
                  "controls": ["container-user-nonroot"] },
                { "id": "1.1", "title": "A partition", "status": "not_reviewed", "controls": [] },
            ],
        }],
        "waivers": [
            { "control": "image-base-pinned", "subject": null, "artifact": name, "owner": name,
              "reason": name, "expires": "2027-01-31", "effect": "applied", "accepts": 1 },
            { "control": "nothing", "subject": "web", "artifact": null, "owner": "B",
              "reason": "old", "expires": null, "effect": "incomplete", "accepts": 0 },
        ],
        "score": score(17, 10, 20),
        "score_accepted": score(17, 7, 20),
        "score_quality": score(0, 0, 0),
    });
    serde_json::from_value(value).expect("the sample has the format's shape")
}

fn span(line: usize) -> Value {
    json!({ "start_line": line, "start_column": 1, "end_line": line, "end_column": 9 })
}

fn finding(number: usize, name: &str) -> Value {
    let accepted = json!({
        "by": "waiver", "tool": null, "owner": name, "reason": name, "expires": "2027-01-31",
    });
    json!({
        "control": "container-user-nonroot", "verdict": "fail", "subject": "service:web",
        "artifact": name, "span": span(number + 1), "path": "[0].Config.User",
        "reason": "root", "message": format!("The user of {name} is `root`."),
        "evidence_tier": "own", "source_tool": "plimsoll",
        "accepted": if number == 1 { accepted } else { Value::Null },
        "fingerprint": format!("{number:016x}"),
    })
}

fn control(id: &str, status: &str, accepted: &str, fail: usize) -> Value {
    json!({
        "id": id, "title": format!("Control {id} holds"), "category": "security",
        "section": "runtime", "severity": "high", "concern": "least-privilege",
        "status": status, "status_accepted": accepted, "aliases": ["cis-docker:4.1"],
        "weight": 7, "points": if status == "failed" { 12.9 } else { 0.0 },
        "decided_by": "own",
        "tally": { "fail": fail, "unknown": 1, "pass": 2, "not_applicable": 0 },
        "disagreements": ["Another tool says otherwise."],
        "rationale": "Root inside is root outside.",
        "remediation": "End the final stage with `USER <uid>`.",
    })
}

fn score(p: u64, f: u64, u: u64) -> Value {
    let cut = |part: u64, whole: u64| (part * 1000).checked_div(whole);
    let tenths = |part, whole| {
        cut(part, whole).map(|tenths| f64::from(u32::try_from(tenths).unwrap_or(0)) / 10.0)
    };
    json!({
        "algorithm": "dsc-1", "p": p, "f": f, "u": u,
        "s": tenths(p, p + f), "floor": tenths(p, p + f + u),
        "ceiling": tenths(p + u, p + f + u), "coverage": tenths(p + f, p + f + u),
        "grade": (p + f > 0).then_some("D"), "provisional": 2 * (p + f) < p + f + u,
        "grade_range": (p + f > 0).then_some(["F", "B"]),
        "decided": { "own": p + f, "imported": 0, "attested": 0 },
        "caps": if f > 0 {
            json!([{ "grade": "B", "control": "container-user-nonroot", "severity": "high" }])
        } else { json!([]) },
    })
}
