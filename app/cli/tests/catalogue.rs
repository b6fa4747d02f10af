//! `plimsoll explain` and `plimsoll controls`.

mod support;

use plimsoll_rules::catalogue::{CONTROLS, FOREIGN};
use support::{code, err, folder, out, run};

#[test]
fn a_control_is_explained_by_any_of_its_names() {
    let folder = folder(&[]);
    let explained = run(folder.path(), &["explain", "container-user-nonroot"]);
    assert_eq!(code(&explained), 0);
    insta::assert_snapshot!(out(&explained));
    for name in ["hadolint:DL3002", "dl3002", "Container-User-Nonroot"] {
        assert_eq!(
            out(&run(folder.path(), &["explain", name])),
            out(&explained),
            "{name}"
        );
    }
}

#[test]
fn every_alias_leads_somewhere() {
    let folder = folder(&[]);
    // The last controls share names with others as well as the first do.
    for control in CONTROLS.iter().step_by(7) {
        for alias in control.aliases {
            let output = run(folder.path(), &["explain", &alias.to_string()]);
            assert_eq!(code(&output), 0, "{alias}: {}", err(&output));
            assert!(out(&output).contains(control.id), "{alias}");
        }
    }
}

#[test]
fn a_name_that_no_control_carries_is_explained() {
    let folder = folder(&[]);
    for entry in FOREIGN {
        let output = run(folder.path(), &["explain", &entry.alias.to_string()]);
        assert_eq!(code(&output), 0, "{}: {}", entry.alias, err(&output));
        let told = out(&output);
        assert!(
            told.contains("No control carries this identifier."),
            "{told}"
        );
        for control in entry.see {
            assert!(told.contains(control.id), "{told}");
        }
    }
}

#[test]
fn an_unknown_name_gets_suggestions() {
    let folder = folder(&[]);
    let output = run(folder.path(), &["explain", "container-user-nonrot"]);
    assert_eq!(code(&output), 2);
    assert!(
        err(&output).contains("did you mean container-user-nonroot"),
        "{}",
        err(&output)
    );
    let output = run(folder.path(), &["explain", "4.1"]);
    assert!(err(&output).contains("cis-docker:4.1"), "{}", err(&output));
    let output = run(folder.path(), &["explain", "\u{1b}[31m"]);
    assert!(
        err(&output).contains("plimsoll controls lists them all"),
        "{}",
        err(&output)
    );
    assert!(!err(&output).contains('\u{1b}'));
}

#[test]
fn the_catalogue_is_listed_whole() {
    let folder = folder(&[]);
    let text = run(folder.path(), &["controls"]);
    let json = run(folder.path(), &["controls", "--format", "json"]);
    let document: serde_json::Value = serde_json::from_str(out(&json)).unwrap();
    assert_eq!(document["schema_version"], "1.0.0");
    assert_eq!(
        document["controls"].as_array().unwrap().len(),
        CONTROLS.len()
    );
    for control in CONTROLS {
        assert!(out(&text).contains(control.id), "{}", control.id);
    }
    // Each documented key is there, and none that is not documented.
    let help = run(folder.path(), &["controls", "--help"]);
    for key in document["controls"][0].as_object().unwrap().keys() {
        assert!(out(&help).contains(key.as_str()), "{key} is documented");
    }
}
