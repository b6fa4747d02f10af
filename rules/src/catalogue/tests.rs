//! What holds of the compiled catalogue as a whole.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::base_images::user_of;
use super::bench::{canonical, described};
use super::*;

#[test]
fn counts_are_those_of_the_sources() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/catalogue/controls");
    #[allow(
        clippy::disallowed_methods,
        reason = "only the engine itself reads no files"
    )]
    let files = std::fs::read_dir(folder).unwrap().count();
    assert_eq!(CONTROLS.len(), files);
    let items = |id: &str| framework(id).unwrap().items.len();
    let founding = [
        "se-production",
        "fermilab",
        "mortman",
        "docker-101",
        "intezer-runtime",
    ];
    assert_eq!(founding.map(items), [27, 19, 37, 11, 17]);
    assert_eq!(founding.map(items).iter().sum::<usize>(), 111);
    assert_eq!(items("cis-docker-1.6.0"), 117);
    assert_eq!(items("owasp-docker"), 15);
    assert_eq!(BENCH.len(), 132);
    assert_eq!(VERSION, "1.0.0");
    assert!(HASH.len() == 64 && HASH.bytes().all(|it| it.is_ascii_hexdigit()));
}

#[test]
fn cis_items_per_section_and_level() {
    let cis = framework("CIS-Docker-1.6.0").unwrap();
    let in_section = |wanted| cis.items.iter().filter(|it| it.section == wanted).count();
    assert_eq!(
        Section::ALL
            .iter()
            .map(|it| in_section(*it))
            .collect::<Vec<_>>(),
        [12, 32, 18, 24, 20, 2, 9]
    );
    assert_eq!(
        cis.items.iter().filter(|it| it.level == Some(1)).count(),
        86
    );
    assert!(cis.items.iter().all(|it| it.mode.is_some()));
    assert_eq!(
        cis.item("5.5").unwrap().controls.first().unwrap().id,
        "container-unprivileged"
    );
}

#[test]
fn controls_are_sorted_and_modules_hold_them() {
    assert!(CONTROLS.is_sorted_by_key(|it| it.id));
    assert_eq!(container_user_nonroot::CONTROL.id, "container-user-nonroot");
    let reason: &Reason = container_user_nonroot::ROOT_STATED;
    assert_eq!(
        (reason.key, reason.arguments),
        ("root_stated", &["user"][..])
    );
}

fn ids(name: &str) -> Vec<&'static str> {
    find(name).iter().map(|control| control.id).collect()
}

#[test]
fn every_name_leads_to_its_control() {
    for control in CONTROLS {
        for name in [control.id].iter().chain(control.also) {
            assert_eq!(ids(&name.to_uppercase()), [control.id], "{name}");
        }
        for alias in control.aliases {
            let name = format!("{}:{}", alias.peer, alias.id);
            assert!(ids(&name).contains(&control.id), "{name}");
            assert!(ids(&name.to_lowercase()).contains(&control.id), "{name}");
        }
    }
}

#[test]
fn bare_and_earlier_spellings_are_understood() {
    for (name, id) in [
        ("DL3002", "container-user-nonroot"),
        (" dl3002 ", "container-user-nonroot"),
        ("DS-0026", "container-health-checked"),
        ("ds026", "container-health-checked"),
        ("AVD-DS-0026", "container-health-checked"),
        ("trivy:AVD-DS-0005", "files-copied-not-added"),
        ("cis-docker:5.5", "container-unprivileged"),
        (
            "9513a694-aa0d-41d8-be61-3271e056f36b",
            "files-copied-not-added",
        ),
        ("JSONArgsRecommended", "command-exec-form"),
    ] {
        assert_eq!(ids(name), [id], "{name}");
    }
    for name in [
        "",
        "5.5",
        "5a",
        "2",
        "hadolint:",
        ":DL3002",
        "hadolint:DS-0002",
        "no-new-privilege",
    ] {
        assert!(find(name).is_empty(), "{name}");
    }
}

#[test]
fn a_misspelt_name_is_recognised() {
    assert_eq!(
        nearest("container-user-nonrot").first(),
        Some(&"container-user-nonroot")
    );
    assert_eq!(
        nearest("no-new-privilege").first(),
        Some(&"container-privileges-fixed")
    );
    assert_eq!(nearest("quite something else"), Vec::<&str>::new());
}

#[test]
fn texts_are_finished() {
    for control in CONTROLS {
        assert!(!control.title.ends_with('.'), "{}", control.id);
        assert!(control.rationale.ends_with('.') && control.remediation.ends_with('.'));
        for reason in control.reasons {
            assert!(reason.text.ends_with('.'), "{}: {}", control.id, reason.key);
            let filled = reason
                .arguments
                .iter()
                .fold(reason.text.to_owned(), |text, name| {
                    text.replace(&format!("{{{name}}}"), "it")
                });
            assert!(!filled.contains(['{', '}']), "{}: {filled}", control.id);
        }
    }
}

#[test]
fn severity_weighs_what_the_score_says() {
    assert_eq!(
        Severity::ALL
            .iter()
            .map(|it| it.weight())
            .collect::<Vec<_>>(),
        [0, 1, 3, 7, 10]
    );
    assert!(Severity::Critical > Severity::High);
    assert_eq!(Severity::Critical.word(), "critical");
}

#[test]
fn bench_numbers_move_between_families() {
    let privileged = |family, id| canonical(family, id).map(|it| it.id);
    assert_eq!(privileged(Family::A, "5.4"), Some("5.5"));
    assert_eq!(privileged(Family::D, "5.4"), Some("5.5"));
    assert_eq!(privileged(Family::E, "5.5"), Some("5.5"));
    assert_eq!(privileged(Family::A, "5.32"), None);
    for item in BENCH {
        assert_eq!(item.id_in(Family::E), Some(item.id));
        for family in Family::ALL {
            let Some(id) = item.id_in(*family) else {
                continue;
            };
            assert_eq!(
                canonical(*family, id).map(|found| found.id),
                Some(item.id),
                "{family:?} {id}"
            );
        }
    }
    let every_cis = framework("cis-docker-1.6.0").unwrap().items;
    assert!(
        every_cis
            .iter()
            .all(|it| canonical(Family::E, it.id).is_some())
    );
}

#[test]
fn bench_checks_are_known_by_their_words() {
    for item in BENCH {
        assert_eq!(
            described(&item.keywords.join(" ").to_uppercase()).map(|found| found.id),
            Some(item.id),
            "{}",
            item.id
        );
    }
    let id = |words| described(words).map(|it| it.id);
    assert_eq!(
        id("Auditing of Docker files - /etc/docker/daemon.json"),
        Some("1.1.11")
    );
    assert_eq!(
        id("Auditing of Docker files - /usr/bin/containerd-shim-runc-v2"),
        Some("1.1.17")
    );
    assert_eq!(id("Something else entirely"), None);
}

#[test]
fn base_images_are_known_by_repository_and_tag() {
    let user = |reference| user_of(reference).map(|it| it.user);
    for (reference, known) in [
        ("node", Some("root")),
        ("node:24-slim", Some("root")),
        ("docker.io/node:24", Some("root")),
        ("index.docker.io/library/node:24@sha256:00", Some("root")),
        ("scratch", Some("root")),
        ("gcr.io/distroless/static-debian12:nonroot", Some("65532")),
        (
            "gcr.io/distroless/static-debian12:debug-nonroot",
            Some("65532"),
        ),
        ("gcr.io/distroless/static-debian12", Some("root")),
        ("gcr.io/distroless/static-debian12@sha256:00", None),
        ("nginxinc/nginx-unprivileged:1.27", Some("101")),
        (
            "mcr.microsoft.com/dotnet/aspnet:9.0-noble-chiseled",
            Some("app"),
        ),
        ("mcr.microsoft.com/dotnet/aspnet:9.0", None),
        ("bitnami/redis", Some("1001")),
        ("registry.example:5000/node", None),
        ("localhost/node", None),
        ("someone/node", None),
        ("node:${TAG}", None),
        ("", None),
    ] {
        assert_eq!(user(reference), known, "{reference}");
    }
    assert!(user_of("postgres").unwrap().is_root());
    assert!(!user_of("bitnami/postgresql").unwrap().is_root());
}

#[test]
fn items_without_a_control_stay_visible() {
    let open = FRAMEWORKS
        .iter()
        .flat_map(|it| it.items)
        .filter(|it| it.controls.is_empty());
    assert!(open.count() > 0);
    let ids: BTreeSet<_> = FRAMEWORKS.iter().map(|it| it.id).collect();
    assert_eq!(ids.len(), FRAMEWORKS.len());
    assert!(FRAMEWORKS.is_sorted_by_key(|it| it.id));
}

proptest! {
    /// Any text may be looked up.
    #[test]
    fn lookups_take_any_text(text in "\\PC{0,120}") {
        find(&text);
        described(&text);
        user_of(&text);
        prop_assert!(nearest(&text).len() <= 3);
    }
}
