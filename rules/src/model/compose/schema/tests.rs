use std::fmt::Write;

use super::grammar::{MODEL_FILE, SERVICE};
use super::shape::{Mapping, Others, Shape};
use super::{Fault, FaultKind, MAX_FAULTS, Resource, check};
use crate::model::compose::interpolate::Environment;
use crate::model::compose::{Origin, Scope};
use crate::model::yaml;

/// The faults of a text, with this variable known and all others not.
fn faults(text: &str) -> Vec<Fault> {
    let known = Environment::from([("KNOWN".to_owned(), "0".to_owned())]);
    let origin = Origin {
        environment: known.into(),
        ..Origin::default()
    };
    let scope = Scope::alone(0, text.len(), origin);
    let documents = yaml::parse(text).documents;
    check(&documents[0], &scope)
}

fn in_a_service(body: &str) -> String {
    let lines: Vec<_> = body.lines().map(|line| format!("    {line}\n")).collect();
    format!("services:\n  w:\n    image: a\n{}", lines.concat())
}

/// The only fault of a service that states this.
fn one(body: &str) -> Fault {
    let text = in_a_service(body);
    let mut found = faults(&text);
    assert_eq!(found.len(), 1, "{text}{found:?}");
    found.remove(0)
}

fn messages(text: &str) -> Vec<String> {
    faults(text)
        .into_iter()
        .map(|fault| fault.message)
        .collect()
}

#[test]
fn a_fault_has_its_place_its_path_and_a_sentence() {
    let text = in_a_service("cap_drop: ALL\nports: [{target: 80, published: true}]");
    let found = faults(&text);
    let shown: Vec<_> = found
        .iter()
        .map(|fault| (fault.span.of(&text), &*fault.path, &*fault.message))
        .collect();
    assert_eq!(
        shown,
        [
            (
                "ALL",
                "services.w.cap_drop",
                "Compose refuses `cap_drop` of the service `w`: Compose wants a list here, and \
                 this is text"
            ),
            (
                "true",
                "services.w.ports[0].published",
                "Compose refuses `ports[0].published` of the service `w`: Compose wants text or a \
                 whole number here; quotes make it text"
            ),
        ]
    );
    assert_eq!(found[0].kind, FaultKind::WrongType { wanted: "a list" });
}

#[test]
fn sentences_name_what_they_are_about() {
    let text = "services: {a: {}}\nnetworks: {back: {driver: 5}}\nvolumes: {v: 5}\nnonsense: 1\n";
    assert_eq!(
        messages(text),
        [
            "Compose refuses the service `a`: it has neither an `image` nor a `build`",
            "Compose refuses `driver` of the network `back`: Compose wants text here; quotes make \
             it text",
            "Compose refuses the volume `v`: Compose wants a mapping or nothing here, and this is \
             a number",
            "Compose refuses `nonsense`: there is no such key here",
        ]
    );
}

#[test]
fn what_depends_on_an_unknown_variable_is_no_fault() {
    for body in [
        "privileged: ${X}",
        "user: $X",
        "ports: ['$X', {target: $X, host_ip: $X}]",
        "volumes: ['$X:/a', {type: $X, source: $X, target: $X}]",
        "depends_on: ['$X']",
        "networks: ['$X']",
        "network_mode: service:$X",
        "stop_grace_period: ${X:+5}",
        "deploy: {replicas: $X, resources: {limits: {memory: $X}}}\nmem_limit: 5m",
        "container_name: $X\nscale: 2",
        "security_opt: ['$X', '$X']",
        "healthcheck: {test: ['$X']}",
        "command: \"'$X\"",
        "tmpfs: ['$X', '$X']",
        "pids_limit: ${X:?}",
        "secrets: ['$X']",
        "provider: {type: $X}",
    ] {
        let found = faults(&in_a_service(body));
        assert!(found.is_empty(), "{body} {found:?}");
    }
    // What a variable comes to is known here, and a list cannot come from one at all.
    assert_eq!(one("privileged: $KNOWN").kind, FaultKind::BadValue);
    assert_eq!(one("privileged: ${X:-0}").kind, FaultKind::BadValue);
    assert_eq!(
        one("cap_drop: $X").kind,
        FaultKind::WrongType { wanted: "a list" }
    );
}

#[test]
fn keys_that_are_close_or_belong_elsewhere_are_told() {
    let told = |text: &str| {
        let found = faults(text).remove(0);
        let FaultKind::UnknownKey { close, belongs, .. } = found.kind else {
            panic!("{found:?}")
        };
        (close.unwrap_or_default(), belongs.unwrap_or_default())
    };
    for (body, close, belongs) in [
        ("security_opts: [a]", "security_opt", ""),
        ("cap-drop: [ALL]", "cap_drop", ""),
        ("readonly: true", "read_only", ""),
        ("Privileged: true", "privileged", ""),
        ("enviroment: {}", "environment", ""),
        ("prots: []", "ports", ""),
        ("deploy: {cap_drop: [ALL]}", "", "services.w.cap_drop"),
        ("build: {security-opt: [a]}", "", "services.w.security_opt"),
        (
            "deploy: {resources: {limits: {pids_limit: 5}}}",
            "",
            "services.w.pids_limit",
        ),
        ("dockerfile: a", "", "services.w.build.dockerfile"),
        ("net: host", "", "services.w.network_mode"),
        ("limits: {}", "", "services.w.deploy.resources.limits"),
        ("services: {}", "", "services"),
        ("nonsense: 1", "", ""),
        ("xy: 1", "", ""),
    ] {
        let expected = (close.to_owned(), belongs.to_owned());
        assert_eq!(told(&in_a_service(body)), expected, "{body}");
    }
    let top = "services: {w: {image: a}}\n";
    for (line, close, belongs) in [
        ("cap_drop: [ALL]", "", "services.*.cap_drop"),
        ("web: {image: b}", "", "services.web"),
        ("network: {}", "networks", ""),
        ("other: {a: b}", "", ""),
    ] {
        let expected = (close.to_owned(), belongs.to_owned());
        assert_eq!(told(&format!("{top}{line}\n")), expected, "{line}");
    }
    let long = "a".repeat(1_000);
    let found = one(&format!("{long}: 1"));
    assert!(found.message.len() < 300 && found.path.len() < 300);
}

#[test]
fn kinds_can_be_told_apart() {
    let reference = |resource, name: &str| FaultKind::BadReference {
        resource,
        name: name.to_owned(),
    };
    for (body, kind) in [
        ("depends_on: [db]", reference(Resource::Service, "db")),
        ("links: ['db:d']", reference(Resource::Service, "db")),
        (
            "volumes_from: ['db:ro']",
            reference(Resource::Service, "db"),
        ),
        ("ipc: service:db", reference(Resource::Service, "db")),
        ("networks: {back: }", reference(Resource::Network, "back")),
        ("volumes: ['data:/a']", reference(Resource::Volume, "data")),
        ("secrets: [key]", reference(Resource::Secret, "key")),
        (
            "build: {secrets: [key]}",
            reference(Resource::Secret, "key"),
        ),
        ("configs: [{source: c}]", reference(Resource::Config, "c")),
        ("models: {m: }", reference(Resource::Model, "m")),
        ("extends: base", reference(Resource::Service, "base")),
        ("security_opt: [a, a]", FaultKind::Duplicate),
        ("depends_on: [w]", FaultKind::Cycle),
        ("image: ${", FaultKind::BadVariable),
        (
            "devices: [{source: a}]",
            FaultKind::Missing { key: "target" },
        ),
        (
            "mem_limit: 1m\ndeploy: {resources: {limits: {cpus: 1}}}",
            FaultKind::Conflict,
        ),
        ("networks: {a b: }", FaultKind::BadName),
        ("volumes: ['v:/data']", FaultKind::Misread),
        ("volumes: ['v:/data:ro']", FaultKind::Misread),
        ("volumes: ['./a:/a:readonly']", FaultKind::Dropped),
    ] {
        let text = if body.starts_with("image") {
            format!("services:\n  w:\n    {body}\n")
        } else {
            in_a_service(body)
        };
        let kinds: Vec<_> = faults(&text)
            .into_iter()
            .map(|fault| fault.kind)
            // A name that is not taken is not declared either.
            .filter(|found| !matches!(found, FaultKind::BadReference { name, .. } if name == "a b"))
            .collect();
        assert_eq!(kinds, [kind], "{text}");
    }
    for harmless in ["c:/a:/b", "./a:/a:ro,z", "./a:/a:cached", "C:\\a:/b"] {
        assert!(faults(&in_a_service(&format!("volumes: ['{harmless}']"))).is_empty());
    }
}

#[test]
fn the_version_is_obsolete_whatever_it_says() {
    let kinds = |version: &str| {
        let text = format!("version: {version}\nservices: {{w: {{image: a}}}}\n");
        let found = faults(&text).into_iter().map(|fault| fault.kind);
        found.collect::<Vec<_>>()
    };
    assert_eq!(kinds("'3'"), [FaultKind::Obsolete]);
    let wrong = FaultKind::WrongType { wanted: "text" };
    assert_eq!(kinds("3"), [FaultKind::Obsolete, wrong]);
}

#[test]
fn services_of_profiles_are_judged_too() {
    let text = "services:\n  a: {image: x, depends_on: [b, c]}\n  b: {image: x, profiles: [p]}\n\
                \x20 c: {image: x, profiles: [$P]}\n  d: {image: x, profiles: [p], depends_on: [b, e]}\n\
                \x20 e: {image: x, profiles: [q], user: 0}\n";
    let found = faults(text);
    let shown: Vec<_> = found
        .iter()
        .map(|fault| (fault.span.of(text), &fault.kind))
        .collect();
    let inactive = |name: &str| FaultKind::InactiveReference {
        name: name.to_owned(),
    };
    assert_eq!(
        shown,
        [
            ("b", &inactive("b")),
            ("e", &inactive("e")),
            ("0", &FaultKind::WrongType { wanted: "text" }),
        ]
    );
}

#[test]
fn what_another_file_may_declare_is_no_fault() {
    let services = "services: {w: {image: a, depends_on: [b], networks: [c]}}\n";
    assert_eq!(faults(services).len(), 2);
    assert!(faults(&format!("{services}include: [other.yml]\n")).is_empty());
    assert!(faults("services: {w: {extends: {file: a.yml, service: b}}}\n").is_empty());
    assert!(faults("services: {w: {image: a, networks: [c]}}\nnetworks: *gone\n").is_empty());
}

#[test]
fn what_is_taken_back_is_not_there() {
    let text = in_a_service("user: !reset 0\ncap_drop: !override [ALL]\nnonsense: !reset null");
    assert!(faults(&text).is_empty());
    let text = in_a_service("healthcheck: !reset {interval: 5}\nuser: !!str 0\ncpus: !own half");
    assert!(faults(&text).is_empty());
}

#[test]
fn what_an_alias_brings_is_one_fault() {
    let text = "x-a: &a {image: b, user: 0}\nservices:\n  v:\n    <<: *a\n  w:\n    <<: *a\n";
    assert_eq!(faults(text).len(), 1);
}

#[test]
fn first_versions_are_judged_as_if_wrapped() {
    let text = "web:\n  image: a\n  user: 0\n  net: host\n  links: [db]\ndb:\n  image: b\n";
    let found = faults(text);
    let paths: Vec<_> = found.iter().map(|fault| &*fault.path).collect();
    assert_eq!(
        paths,
        ["web", "services.web.user", "services.web.net", "db"]
    );
    assert!(matches!(
        &found[0].kind,
        FaultKind::UnknownKey { belongs: Some(place), .. } if place == "services.web"
    ));
}

#[test]
fn circles_are_found_wherever_they_close() {
    let mut text = String::from("services:\n");
    for at in 0..20 {
        let next = (at + 1) % 20;
        writeln!(text, "  s{at}: {{image: a, depends_on: [s{next}]}}").unwrap();
    }
    let found = faults(&text);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].kind, FaultKind::Cycle);
    assert_eq!(found[0].path, "services.s19.depends_on[0]");
    assert!(found[0].message.ends_with("`s6` → `s7` → … → `s0`"));
}

#[test]
fn there_is_an_end_to_faults() {
    let body: Vec<String> = (0..MAX_FAULTS + 7)
        .map(|at| format!("k{at}: 1\n"))
        .collect();
    let found = faults(&in_a_service(&body.concat()));
    assert_eq!(found.len(), MAX_FAULTS + 1);
    assert_eq!(found[MAX_FAULTS].kind, FaultKind::More { count: 7 });
}

/// Every mapping of the grammar, each once.
fn mappings() -> Vec<&'static Mapping> {
    let mut found: Vec<&'static Mapping> = vec![&MODEL_FILE, &SERVICE];
    let mut next = 0;
    while let Some(mapping) = found.get(next).copied() {
        next += 1;
        let mut shapes: Vec<&'static Shape> = mapping.keys.iter().map(|(_, it)| it).collect();
        if let Others::Named {
            shape, strangers, ..
        } = &mapping.others
        {
            shapes.push(shape);
            shapes.extend(strangers);
        }
        while let Some(shape) = shapes.pop() {
            shapes.extend(shape.list.map(|list| &list.item));
            if let Some(below) = shape.mapping
                && !found.iter().any(|known| std::ptr::eq(*known, below))
            {
                found.push(below);
            }
        }
    }
    found
}

#[test]
fn the_grammar_is_in_order() {
    let mappings = mappings();
    assert!(mappings.len() > 50);
    for mapping in mappings {
        let keys: Vec<_> = mapping.keys.iter().map(|(key, _)| *key).collect();
        assert!(keys.is_sorted_by(|a, b| a < b), "{keys:?}");
        for required in mapping.required {
            assert!(mapping.get(required).is_some(), "{required}");
        }
    }
}
