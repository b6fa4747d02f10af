//! What `!reset` and `!override` take away.

use super::{at, merged, plain};

#[test]
fn reset_takes_the_earlier_value_away() {
    assert_eq!(
        at(&["user: a\ncap_add: [X]", "cap_add: !reset []"], &["user"]),
        "a"
    );
    let service = super::service(&["user: a\ncap_add: [X]", "cap_add: !reset []"]);
    assert_eq!(service.cap_add(), []);
    let parts = ["environment: {A: 1, B: 2}", "environment: {A: !reset null}"];
    let service = super::service(&parts);
    let names: Vec<_> = service
        .environment()
        .iter()
        .filter_map(|it| it.value().cloned())
        .collect();
    assert_eq!(names.len(), 1, "{names:?}");
}

#[test]
fn override_replaces_the_earlier_value() {
    assert_eq!(
        at(&["cap_add: [X]", "cap_add: !override [Y]"], &["cap_add"]),
        "[Y]"
    );
    let parts = [
        "healthcheck: {test: a, retries: 1}",
        "healthcheck: !override {test: b}",
    ];
    assert_eq!(at(&parts, &["healthcheck"]), "{test: b}");
}

#[test]
fn a_file_after_a_reset_adds_again() {
    let parts = ["cap_add: [X]", "cap_add: !reset []", "cap_add: [Y]"];
    assert_eq!(at(&parts, &["cap_add"]), "[Y]");
    let parts = ["cap_add: [X]", "cap_add: !override [Y]", "cap_add: [Z]"];
    assert_eq!(at(&parts, &["cap_add"]), "[Y, Z]");
}

#[test]
fn a_whole_service_can_be_taken_away() {
    let project = merged(&[
        "services: {w: {image: a}, v: {image: b}}\n",
        "services: {w: !reset null}\n",
    ]);
    let names: Vec<_> = project
        .compose
        .services
        .iter()
        .map(|it| it.name.value.as_str())
        .collect();
    assert_eq!(names, ["v"]);
}

#[test]
fn reset_takes_away_what_is_extended() {
    let project = merged(&[
        "services:\n  b: {image: a, cap_add: [X]}\n  w: {extends: b, cap_add: !reset []}\n  v: {extends: w, cap_add: [Y]}\n",
    ]);
    assert_eq!(project.compose.service("w").unwrap().cap_add(), []);
    assert_eq!(
        plain(project.compose.service("v").unwrap().node.get("cap_add")),
        "[Y]"
    );
}

#[test]
fn a_single_value_that_overrides_is_text() {
    let service = super::service(&["user: a", "user: !override 1000"]);
    assert_eq!(service.user().value().map(String::as_str), Some("1000"));
    let service = super::service(&["user: a", "user: !override"]);
    assert_eq!(service.user().value().map(String::as_str), Some(""));
}
