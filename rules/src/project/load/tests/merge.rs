//! The merge table.

use super::{at, merged, plain, problems, service};
use crate::model::compose::Setting;

#[test]
fn the_later_scalar_wins_and_null_leaves_the_earlier() {
    assert_eq!(at(&["image: a", "image: b"], &["image"]), "b");
    assert_eq!(at(&["image: a", "image:"], &["image"]), "a");
    assert_eq!(
        at(&["privileged: true", "privileged: false"], &["privileged"]),
        "false"
    );
    assert_eq!(
        at(&["deploy: {replicas: 2}", "deploy:"], &["deploy"]),
        "{replicas: 2}"
    );
}

#[test]
fn commands_are_replaced_and_null_takes_them_away() {
    for key in ["command", "entrypoint"] {
        let (earlier, later) = (format!("{key}: [a, b]"), format!("{key}: c"));
        assert_eq!(at(&[&earlier, &later], &[key]), "c");
        assert_eq!(at(&[&earlier, &format!("{key}:")], &[key]), "null");
    }
    let parts = [
        "healthcheck: {test: [CMD, a], retries: 1}",
        "healthcheck: {test: b}",
    ];
    assert_eq!(at(&parts, &["healthcheck"]), "{test: b, retries: 1}");
}

#[test]
fn keys_with_values_are_merged_key_by_key_in_either_form() {
    for key in ["environment", "labels", "annotations", "sysctls"] {
        let map = format!("{key}: {{A: 1, B: 2}}");
        let list = format!("{key}: [B=3, C]");
        assert_eq!(at(&[&map, &list], &[key]), "{A: 1, B: 3, C: null}");
        assert_eq!(at(&[&list, &map], &[key]), "{B: 2, C: null, A: 1}");
        assert_eq!(
            at(&[&map, &format!("{key}: {{A: }}")], &[key]),
            "{A: null, B: 2}"
        );
        assert_eq!(at(&[&map, &format!("{key}:")], &[key]), "{A: 1, B: 2}");
    }
    for key in ["args", "labels", "additional_contexts"] {
        let parts = [
            format!("build: {{{key}: [A=b]}}"),
            format!("build: {{{key}: {{A: c}}}}"),
        ];
        assert_eq!(at(&[&parts[0], &parts[1]], &["build", key]), "{A: c}");
    }
    let parts = ["deploy: {labels: [A=1]}", "deploy: {labels: [B=2]}"];
    assert_eq!(at(&parts, &["deploy", "labels"]), "{A: 1, B: 2}");
}

#[test]
fn a_variable_of_a_list_keeps_its_place() {
    let service = service(&["environment: {A: 1}", "environment: [\"B=$X\", A=2]"]);
    let environment = service.environment();
    let values = environment.iter().filter_map(Setting::value);
    let values: Vec<_> = values
        .map(|pair| (&*pair.key.value, pair.value.value()))
        .collect();
    assert_eq!(values, [("A", Some(&"2".to_owned())), ("B", None)]);
}

#[test]
fn lists_that_may_be_one_text_are_appended() {
    for key in ["dns", "dns_search", "tmpfs", "env_file"] {
        let parts = [format!("{key}: a"), format!("{key}: [b, a]")];
        assert_eq!(at(&[&parts[0], &parts[1]], &[key]), "[a, b]");
    }
}

#[test]
fn hosts_are_appended_without_exact_repetition() {
    let parts = [
        "extra_hosts: [\"a=1\", \"b=1\"]",
        "extra_hosts: {a: 1, b: [2, 3]}",
    ];
    assert_eq!(at(&parts, &["extra_hosts"]), "[a=1, b=1, b=2, b=3]");
}

#[test]
fn lists_are_appended() {
    let parts = ["cap_add: [A, B]", "cap_add: [B, C]"];
    assert_eq!(at(&parts, &["cap_add"]), "[A, B, C]");
}

#[test]
fn security_options_are_appended_and_never_taken_away() {
    for key in [
        "security_opt",
        "group_add",
        "device_cgroup_rules",
        "external_links",
    ] {
        let parts = [
            format!("{key}: [\"a:b\"]"),
            format!("{key}: [\"a:b\", \"a:c\"]"),
        ];
        assert_eq!(at(&[&parts[0], &parts[1]], &[key]), "[a:b, a:b, a:c]");
    }
}

#[test]
fn names_become_keys() {
    let parts = ["networks: [a, b]", "networks: {b: {aliases: [x]}, c: }"];
    assert_eq!(
        at(&parts, &["networks"]),
        "{a: null, b: {aliases: [x]}, c: null}"
    );
    let parts = ["networks: {b: {aliases: [x]}}", "networks: [b]"];
    assert_eq!(at(&parts, &["networks"]), "{b: {aliases: [x]}}");
    let parts = [
        "depends_on: {a: {condition: service_healthy, restart: true}}",
        "depends_on: [a, b]",
    ];
    let started = "condition: service_started, required: true";
    assert_eq!(
        at(&parts, &["depends_on"]),
        format!(
            "{{a: {{condition: service_started, restart: true, required: true}}, b: {{{started}}}}}"
        )
    );
}

#[test]
fn logging_is_merged_only_for_the_same_driver() {
    let json = "logging: {driver: json-file, options: {a: 1}}";
    let options = "logging: {options: {b: 2}}";
    let same = at(&[json, options], &["logging", "options"]);
    assert_eq!(same, "{a: 1, b: 2}");
    assert_eq!(
        at(&[json, "logging: {driver: syslog}"], &["logging"]),
        "{driver: syslog}"
    );
}

#[test]
fn a_build_of_one_text_is_its_context() {
    let parts = ["build: .", "build: {target: prod}"];
    assert_eq!(at(&parts, &["build"]), "{context: ., target: prod}");
    let parts = ["build: {context: ., target: prod}", "build: ./web"];
    assert_eq!(at(&parts, &["build"]), "{context: ./web, target: prod}");
}

#[test]
fn a_limit_is_replaced() {
    let parts = [
        "ulimits: {nofile: {soft: 1, hard: 2}, core: 1}",
        "ulimits: {nofile: 5}",
    ];
    assert_eq!(at(&parts, &["ulimits"]), "{nofile: 5, core: 1}");
    let parts = [
        "ulimits: {nofile: {soft: 1, hard: 2}}",
        "ulimits: {nofile: {soft: 5, hard: 5}}",
    ];
    assert_eq!(at(&parts, &["ulimits"]), "{nofile: {soft: 5, hard: 5}}");
}

#[test]
fn address_ranges_are_merged_by_subnet() {
    let ranges = |ranges: &str| format!("networks: {{n: {{ipam: {{config: [{ranges}]}}}}}}\n");
    let project = merged(&[
        &ranges("{subnet: s, gateway: g}"),
        &ranges("{subnet: s, ip_range: r}, {subnet: t}"),
    ]);
    let root = &project.compose.root;
    assert_eq!(
        plain(root.at(&["networks", "n", "ipam", "config"])),
        "[{subnet: s, gateway: g, ip_range: r}, {subnet: t}]"
    );
}

#[test]
fn another_type_is_refused() {
    let project = merged(&[
        "services: {w: {image: a, deploy: {replicas: 1}}}\n",
        "services: {w: {deploy: [x]}}\n",
    ]);
    let problems = problems(&project);
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert_eq!(problems[0].0, 1);
    assert!(problems[0].1.starts_with("Compose refuses to merge this"));
}

#[test]
fn everything_keeps_its_place() {
    let texts = [
        "services:\n  w:\n    image: a\n    cap_add: [X]\n    user: root\n",
        "# more bytes, so that places differ\nservices:\n  w:\n    user: \"1\"\n    cap_add: [Y]\n",
    ];
    let project = merged(&texts);
    let service = project.compose.service("w").unwrap();
    let text = |span| {
        let (artifact, span) = project.compose.scope.sources.locate(span);
        (artifact, span.of(texts[artifact]))
    };
    assert_eq!(text(service.name.span), (0, "w"));
    assert_eq!(text(service.image().span().unwrap()), (0, "a"));
    assert_eq!(text(service.user().span().unwrap()), (1, "\"1\""));
    assert_eq!(text(service.key_span("user").unwrap()), (1, "user"));
    assert_eq!(text(service.key_span("image").unwrap()), (0, "image"));
    let added: Vec<_> = service
        .cap_add()
        .iter()
        .map(|it| text(it.span().unwrap()))
        .collect();
    assert_eq!(added, [(0, "X"), (1, "Y")]);
    assert_eq!(&*project.name, "a.yaml + b.yaml");
    assert_eq!(project.artifacts, [0, 1]);
}
