//! `plimsoll check --file`: one project of the files that are named, as Compose is told it.

mod support;

use std::path::Path;

use plimsoll_rules::export::json::{Document, Project};
use support::{code, err, folder, inputs, out, run};

const BASE: &str = "services:\n  web:\n    image: nginx:${TAG}\n";
const PROD: &str = "services:\n  web:\n    restart: on-failure:3\n";

fn json(folder: &Path, more: &[&str]) -> std::process::Output {
    run(folder, &[&["check", "--format", "json"], more].concat())
}

fn projects(folder: &Path, more: &[&str]) -> Vec<Project> {
    let output = json(folder, more);
    assert_eq!(code(&output), 0, "{}", err(&output));
    Document::from_json(out(&output)).unwrap().projects
}

#[test]
fn named_files_are_one_project_in_their_order() {
    let folder = folder(&[
        ("shop/compose.yaml", BASE),
        ("shop/compose.override.yaml", PROD),
        ("shop/prod.yml", PROD),
        ("shop/.env", "TAG=1.27\n"),
        ("Dockerfile", "FROM scratch\n"),
    ]);
    let named = ["-f", "shop/prod.yml", "--file", "./shop/compose.yaml"];
    let output = json(folder.path(), &named);
    let read = ["shop/.env", "shop/compose.yaml", "shop/prod.yml"];
    assert_eq!(inputs(&output), read);
    let [project] = &projects(folder.path(), &named)[..] else {
        panic!("one project");
    };
    assert_eq!(project.name, "shop/prod.yml + compose.yaml");
    assert_eq!(project.files, ["shop/prod.yml", "shop/compose.yaml"]);
    assert_eq!(project.env_files, ["shop/.env"]);
    assert_eq!(project.deployer, "compose");
    assert!(project.variables.is_empty(), "{project:?}");

    // With a folder beside, all of it is read, and the folder's files are not put together.
    let found = projects(folder.path(), &[&named[..], &["."]].concat());
    assert_eq!(found.len(), 1, "{found:?}");
    let found = projects(folder.path(), &["."]);
    let titles: Vec<&str> = found.iter().map(|project| &*project.name).collect();
    assert_eq!(
        titles,
        [
            "shop/compose.yaml + compose.override.yaml",
            "shop/compose.yaml + prod.yml"
        ]
    );
}

#[test]
fn variables_and_the_deployer_can_be_named() {
    let folder = folder(&[
        ("compose.yaml", BASE),
        (".env", "TAG=1.27\n"),
        ("other.env", "OTHER=1\n"),
    ]);
    let named = ["-f", "compose.yaml", "--env-file", "other.env", "--stack"];
    let [project] = &projects(folder.path(), &[&named[..], &["--profile", "a"]].concat())[..]
    else {
        panic!("one project");
    };
    assert_eq!(project.env_files, ["other.env"]);
    assert_eq!(project.variables, ["TAG"]);
    assert_eq!(project.deployer, "stack");
}

#[test]
fn what_cannot_be_said_without_files_is_refused() {
    let folder = folder(&[("compose.yaml", BASE)]);
    for arguments in [
        &["check", "--stack"][..],
        &["check", "--env-file", "a.env", "."],
    ] {
        let output = run(folder.path(), arguments);
        assert_eq!(code(&output), 2);
        assert!(err(&output).contains("--file"), "{}", err(&output));
    }
    let output = run(folder.path(), &["check", "-f", "gone.yaml"]);
    assert_eq!(code(&output), 2);
    assert!(out(&output).contains("no such file"), "{}", out(&output));
}
