use plimsoll_view::message::{DecisionEntry, Decisions, Format, Response};

use super::Engine;

fn with_sample() -> Engine {
    let mut engine = Engine::default();
    let Response::Sample { files, .. } = Engine::sample(1) else {
        panic!("the sample")
    };
    for (id, file) in (1..).zip(files) {
        engine.give(id, &file.name, file.text.unwrap().into_bytes());
    }
    engine
}

#[test]
fn the_sample_shows_every_screen() {
    let mut engine = with_sample();
    let waiver = DecisionEntry {
        control: "docker-socket-unmounted".into(),
        owner: "Platform".into(),
        reason: "The proxy reads labels only until the socket proxy is in place".into(),
        expires: "2027-03-31".into(),
        ..DecisionEntry::default()
    };
    let choices = Decisions {
        entries: vec![waiver],
        today: "2026-11-22".into(),
        ..Decisions::default()
    };
    let Response::Assessed { page, .. } = engine.assess(1, &choices, |_| {}) else {
        panic!("assessed")
    };
    assert_eq!(page.title, "harbour-shop");
    assert_eq!(page.artifacts.len(), 5);
    assert!(
        page.artifacts.iter().all(|row| row.support == "checked"),
        "{:?}",
        page.artifacts
    );
    assert!(page.overview.strict.s.is_some() && page.overview.has_accepted);
    assert!(!page.overview.fixes.is_empty() && !page.tasks.is_empty());
    assert!(page.decisions[0].in_force, "{:?}", page.decisions);
    assert_eq!(page.trends.points.len(), 1);
}

#[test]
fn no_excerpt_shows_a_secret() {
    let mut engine = with_sample();
    let choices = Decisions {
        today: "2026-11-22".into(),
        ..Decisions::default()
    };
    let Response::Assessed { page, .. } = engine.assess(1, &choices, |_| {}) else {
        panic!("assessed")
    };
    for row in &page.controls.rows {
        let Response::Detail { detail, .. } = engine.detail(1, &row.id, 0..500) else {
            panic!("{}", row.id)
        };
        let shown = serde_json::to_string(&detail).unwrap();
        for secret in ["tide-and-timber", "hrb-live"] {
            assert!(!shown.contains(secret), "{}: {shown}", row.id);
        }
    }
}

#[test]
fn a_service_is_hardened_as_far_as_it_is_confirmed() {
    let mut engine = with_sample();
    let Response::Assessed { page, .. } = engine.assess(1, &Decisions::default(), |_| {}) else {
        panic!("assessed")
    };
    let services = page.subjects.iter().filter(|it| it.kind == "service");
    let worst = services.max_by_key(|it| it.failed).unwrap();
    let harden = |without: &[String]| match engine.harden(1, &worst.id, without) {
        Response::Hardened { hardening, .. } => *hardening,
        other => panic!("{other:?}"),
    };
    let all = harden(&[]);
    let asked: Vec<String> = all
        .caveats
        .iter()
        .flat_map(|it| it.controls.clone())
        .collect();
    let safe = harden(&asked);
    assert!(
        all.total == worst.failed && safe.mended < all.mended,
        "{all:?}"
    );
    assert!(all.patch.starts_with("--- a/harbour-shop/") && !all.files.is_empty());
    assert!(safe.caveats.iter().all(|it| !it.is_confirmed));
    let shown = serde_json::to_string(&all.files).unwrap();
    for secret in ["tide-and-timber", "hrb-live"] {
        assert!(!shown.contains(secret), "{shown}");
    }
    let nobody = engine.harden(1, "service:nowhere", &[]);
    assert!(matches!(nobody, Response::Failed { .. }), "{nobody:?}");
}

#[test]
fn the_safe_changes_are_one_patch() {
    let mut engine = Engine::default();
    let text = "FROM alpine:3.22\nADD a.txt /srv/\n";
    for (id, folder) in [(1, "api"), (2, "web")] {
        engine.give(
            id,
            &format!("{folder}/Dockerfile"),
            text.as_bytes().to_vec(),
        );
    }
    let Response::Assessed { page, .. } = engine.assess(1, &Decisions::default(), |_| {}) else {
        panic!("assessed")
    };
    assert_eq!(page.safe_changes, 2);
    let Response::Exported { text, .. } = engine.export(1, Format::Patch) else {
        panic!("exported")
    };
    for line in [
        "+++ b/api/Dockerfile\n",
        "+++ b/web/Dockerfile\n",
        "+COPY a.txt /srv/\n",
    ] {
        assert!(text.contains(line), "{text}");
    }
    engine.give(1, "api/Dockerfile", b"FROM alpine:3.22\n".to_vec());
    engine.forget(2);
    engine.assess(2, &Decisions::default(), |_| {});
    let nothing = engine.export(2, Format::Patch);
    assert!(matches!(nothing, Response::Failed { .. }), "{nothing:?}");
}

#[test]
fn a_part_of_a_bundle_shows_its_lines() {
    let mut engine = Engine::default();
    let bundle = concat!(
        r#"{"plimsoll_bundle":{"version":1,"made":"2026-11-22T10:00:00Z","redacted":true,"root":true},"#,
        r#""uname":{"rc":0,"b64":"TGludXggc2hpcC0xIDYuMS4wCg==","from":"uname -a"},"#,
        r#""daemon_json":{"rc":0,"b64":"ewogICJsb2ctbGV2ZWwiOiAiZGVidWciCn0K","from":"cat /etc/docker/daemon.json"}}"#
    );
    engine.give(1, "bundle.json", bundle.as_bytes().to_vec());
    let Response::Assessed { page, .. } = engine.assess(1, &Decisions::default(), |_| {}) else {
        panic!("assessed")
    };
    assert_eq!(
        (page.artifacts.len(), page.artifacts[0].parts.len()),
        (1, 2)
    );
    let control = "daemon-log-level-informative";
    let Response::Detail { detail, .. } = engine.detail(1, control, 0..9) else {
        panic!("{control}")
    };
    let failure = &detail.findings[0];
    assert_eq!(
        failure.location.as_deref(),
        Some("bundle.json/daemon_json:2")
    );
    assert!(!failure.excerpt.is_empty(), "{failure:?}");
    let patch = engine.export(1, Format::Patch);
    assert!(matches!(patch, Response::Failed { .. }), "{patch:?}");
}

#[test]
fn an_answer_counts_and_is_written_down() {
    let mut engine = with_sample();
    let answer = DecisionEntry {
        control: "images-scanned".into(),
        answer: "holds".into(),
        owner: "Ada".into(),
        reason: "report of the nightly scan".into(),
        on: "2026-11-01".into(),
        expires: "2027-02-01".into(),
        ..DecisionEntry::default()
    };
    let choices = Decisions {
        entries: vec![answer],
        today: "2026-11-22".into(),
        ..Decisions::default()
    };
    let Response::Assessed { page, .. } = engine.assess(1, &choices, |_| {}) else {
        panic!("assessed")
    };
    assert!(page.decisions[0].in_force, "{:?}", page.decisions);
    let Response::Exported { text, .. } = engine.export(1, Format::Policy) else {
        panic!("exported")
    };
    assert!(text.contains("report of the nightly scan"), "{text}");
}

#[test]
fn what_is_judged_is_chosen_and_written_down() {
    let mut engine = with_sample();
    let whole = Decisions::default();
    let narrow = Decisions {
        scope: "image,service,nonsense".into(),
        ..Decisions::default()
    };
    let mut coverage = |choices: &Decisions| {
        let Response::Assessed { page, .. } = engine.assess(1, choices, |_| {}) else {
            panic!("assessed")
        };
        page.overview.strict.marks.ceiling - page.overview.strict.marks.floor
    };
    assert!(coverage(&narrow) < coverage(&whole));
    coverage(&narrow);
    let Response::Exported { text, .. } = engine.export(1, Format::Policy) else {
        panic!("exported")
    };
    // The file brings the same scope back.
    engine.give(99, "plimsoll.yaml", text.into_bytes());
    let Response::Assessed { page, .. } = engine.assess(2, &whole, |_| {}) else {
        panic!("assessed")
    };
    let kinds = page.overview.scope.kinds.iter();
    let judged: Vec<&str> = kinds.filter(|it| it.is_on).map(|it| &*it.id).collect();
    assert_eq!(judged, ["scope-image", "scope-service"]);
}

#[test]
fn the_collector_is_handed_over_without_a_report() {
    let collector = Engine::default().export(1, Format::Collector);
    let Response::Exported {
        file_name, text, ..
    } = collector
    else {
        panic!("{collector:?}")
    };
    assert_eq!(file_name, "collect.sh");
    assert!(text.starts_with("#!/bin/sh\n"));
}

#[test]
fn every_format_is_written() {
    let mut engine = with_sample();
    assert!(matches!(
        engine.export(1, Format::Json),
        Response::Failed { .. }
    ));
    engine.assess(1, &Decisions::default(), |_| {});
    for format in [
        Format::Json,
        Format::PdfSource,
        Format::Tasks,
        Format::Policy,
    ] {
        assert!(matches!(
            engine.export(1, format),
            Response::Exported { .. }
        ));
    }
}
