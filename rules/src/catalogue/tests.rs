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
    let editions = [
        "1.1.0", "1.2.0", "1.4.0", "1.5.0", "1.6.0", "1.7.0", "1.8.0",
    ];
    assert_eq!(
        editions.map(|edition| items(&format!("cis-docker-{edition}"))),
        [105, 115, 117, 117, 117, 117, 118]
    );
    assert_eq!(items("owasp-docker"), 15);
    assert_eq!(BENCH.len(), 132);
    assert_eq!(VERSION, "1.0.0");
    assert!(HASH.len() == 64 && HASH.bytes().all(|it| it.is_ascii_hexdigit()));
}

#[test]
fn cis_items_per_section_and_level() {
    let cis = framework("CIS-Docker-1.6.0").unwrap();
    let in_section = |wanted| {
        cis.items
            .iter()
            .filter(|it| it.requirement.section == wanted)
            .count()
    };
    assert_eq!(
        Section::ALL
            .iter()
            .map(|it| in_section(*it))
            .collect::<Vec<_>>(),
        [12, 32, 18, 24, 20, 2, 9]
    );
    assert_eq!(
        cis.items
            .iter()
            .filter(|it| it.requirement.level == Some(1))
            .count(),
        86
    );
    assert!(cis.items.iter().all(|it| it.requirement.mode.is_some()));
    assert_eq!(
        cis.item("5.5")
            .unwrap()
            .requirement
            .controls
            .first()
            .unwrap()
            .id,
        "container-unprivileged"
    );
}

#[test]
fn editions_number_the_same_items_in_their_own_way() {
    let number = |edition: &str, title: &str| {
        let items = framework(&format!("cis-docker-{edition}")).unwrap().items;
        let item = items.iter().find(|it| it.requirement.title == title);
        item.map(|it| it.id)
    };
    let title = |id| {
        framework("cis-docker-1.6.0")
            .unwrap()
            .item(id)
            .unwrap()
            .requirement
            .title
    };
    for (in_1_6_0, numbers) in [
        // The data directory, the swarm mode, privileged containers, experimental features.
        (
            "1.1.1",
            [
                Some("1.1"),
                Some("1.2.1"),
                Some("1.1.1"),
                Some("1.1.1"),
                Some("1.1.1"),
            ],
        ),
        (
            "5.1",
            [
                Some("7.1"),
                Some("7.1"),
                Some("7.1"),
                Some("7.1"),
                Some("5.1"),
            ],
        ),
        (
            "5.5",
            [
                Some("5.4"),
                Some("5.4"),
                Some("5.4"),
                Some("5.4"),
                Some("5.5"),
            ],
        ),
        (
            "2.18",
            [
                Some("2.17"),
                Some("2.16"),
                Some("2.18"),
                Some("2.18"),
                Some("2.19"),
            ],
        ),
        (
            "1.1.4",
            [None, None, Some("1.1.4"), Some("1.1.4"), Some("1.1.4")],
        ),
    ] {
        let found = ["1.1.0", "1.2.0", "1.4.0", "1.5.0", "1.8.0"]
            .map(|edition| number(edition, title(in_1_6_0)));
        assert_eq!(found, numbers, "{in_1_6_0}");
    }
    let level = |wanted| {
        let newest = framework("cis-docker-1.8.0").unwrap();
        let items = newest.items.iter();
        items
            .filter(|it| it.requirement.level == Some(wanted))
            .count()
    };
    assert_eq!([level(1), level(2)], [87, 31]);
    let mode = |wanted| {
        let newest = framework("cis-docker-1.8.0").unwrap();
        let items = newest.items.iter();
        items
            .filter(|it| it.requirement.mode == Some(wanted))
            .count()
    };
    assert_eq!([mode(Mode::Automated), mode(Mode::Manual)], [23, 95]);
}

#[test]
fn editions_stand_newest_first_and_in_the_order_of_their_numbers() {
    let old = framework("cis-docker-1.1.0").unwrap();
    let names: Vec<_> = old.editions().iter().filter_map(|it| it.edition).collect();
    assert_eq!(
        names,
        [
            "1.8.0", "1.7.0", "1.6.0", "1.5.0", "1.4.0", "1.2.0", "1.1.0"
        ]
    );
    assert_eq!(old.newest().id, "cis-docker-1.8.0");
    assert!(old.newest().is_newest() && !old.is_newest());
    let alone = framework("fermilab").unwrap();
    assert!(alone.is_newest() && alone.editions().len() == 1);
    let ids: Vec<_> = old.items.iter().map(|it| it.id).collect();
    assert_eq!(ids.first(), Some(&"1.1"));
    let place = |id| ids.iter().position(|it| *it == id);
    assert!(place("5.9") < place("5.10") && place("5.10") < place("7.1"));
}

#[test]
fn a_control_is_cited_once_for_all_editions() {
    let told = |name: &str| {
        let citations = citing(find(name)[0]).into_iter();
        let cis = citations.filter(|it| it.framework.family == Some("cis-docker"));
        cis.map(|it| (it.framework.id, it.item.id, it.elsewhere))
            .collect::<Vec<_>>()
    };
    let older = vec!["1.1.0", "1.2.0", "1.4.0", "1.5.0"];
    assert_eq!(
        told("container-unprivileged"),
        [("cis-docker-1.8.0", "5.5", vec![("5.4", older)])]
    );
    let fixed = told("container-user-nonroot");
    assert_eq!(fixed, [("cis-docker-1.8.0", "4.1", vec![])]);
}

#[test]
fn what_nothing_decides_yet_says_what_it_would_take() {
    for framework in FRAMEWORKS {
        for Item { id, requirement } in framework.items {
            let place = format!("{} {id}", framework.id);
            assert!(!requirement.decided_by.is_empty(), "{place}");
            assert!(!requirement.title.is_empty(), "{place}");
        }
    }
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
fn lists_have_names_of_their_own() {
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
