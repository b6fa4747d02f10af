//! Files that are included.

use super::{Environment, first_of, plain, problems, project_of};
use crate::project::{Missing, Role};

#[test]
fn what_is_included_is_copied_in() {
    let files = [
        (
            "compose.yaml",
            "include:\n  - web/compose.yaml\n  - path: [db.yaml, db.override.yaml]\n    project_directory: db\nservices: {w: {image: a}}\n",
        ),
        (
            "web/compose.yaml",
            "services: {v: {image: b, build: ./src}}\nnetworks: {n: }\n",
        ),
        (
            "db.yaml",
            "services: {d: {image: c, volumes: [\"./x:/x\"]}}\n",
        ),
        ("db.override.yaml", "services: {d: {user: e}}\n"),
    ];
    let project = first_of(&files);
    assert_eq!(
        plain(project.compose.root.get("services")),
        "{w: {image: a}, v: {image: b, build: ./src}, d: {image: c, volumes: [./x:/x], user: e}}"
    );
    assert_eq!(project.problems, []);
    assert_eq!(project.compose.networks.len(), 1);
    assert_eq!(project.artifacts, [0, 1, 2, 3]);
    let folder = |name| {
        let service = project.compose.service(name).unwrap();
        let source = project.compose.scope.sources.at(service.name.span);
        source.map(|it| it.origin.folder.to_string())
    };
    assert_eq!(folder("v").as_deref(), Some("web"));
    assert_eq!(folder("d").as_deref(), Some("db"));
    assert_eq!(folder("w").as_deref(), Some(""));
}

#[test]
fn a_later_file_overrides_what_an_earlier_one_includes() {
    let files = [
        ("a.yaml", "include: [inc.yaml]\nservices: {w: {image: a}}\n"),
        ("b.yaml", "services: {v: {privileged: false}}\n"),
        ("inc.yaml", "services: {v: {image: b, privileged: true}}\n"),
    ];
    let project = project_of(&files, 2, Environment::new());
    assert_eq!(
        plain(project.compose.root.get("services")),
        "{w: {image: a}, v: {image: b, privileged: false}}"
    );
    assert_eq!(project.problems, []);
}

#[test]
fn a_name_that_is_taken_is_told_unless_both_are_the_same() {
    let inc = ("inc.yaml", "services: {v: {image: b}}\n");
    let clash = first_of(&[
        ("a.yaml", "include: [inc.yaml]\nservices: {v: {image: a}}\n"),
        inc,
    ]);
    assert_eq!(problems(&clash).len(), 1);
    assert_eq!(plain(clash.compose.root.get("services")), "{v: {image: a}}");
    let same = first_of(&[
        ("a.yaml", "include: [inc.yaml]\nservices: {v: {image: b}}\n"),
        inc,
    ]);
    assert_eq!(problems(&same).len(), 0);
}

#[test]
fn files_that_include_one_another_are_told() {
    let project = first_of(&[
        ("a.yaml", "include: [b.yaml]\nservices: {w: {image: a}}\n"),
        ("b.yaml", "include: [a.yaml]\nservices: {v: {image: a}}\n"),
    ]);
    assert_eq!(
        problems(&project),
        [(1, "The file `a.yaml` includes itself in the end")]
    );
    assert_eq!(project.compose.services.len(), 2);
}

#[test]
fn a_missing_file_may_hold_the_services_of_other_documents() {
    let files = [
        (
            "a.yaml",
            "include: [gone.yaml]\nservices: {w: {image: a}}\n",
        ),
        ("b.yaml", "services: {w: {user: a}, v: {user: b}}\n"),
    ];
    let project = project_of(&files, 2, Environment::new());
    let [
        Missing {
            path,
            role: Role::Include,
            ..
        },
    ] = project.missing.as_slice()
    else {
        panic!("{:?}", project.missing);
    };
    assert_eq!(path, "gone.yaml");
    let whole = |name| project.compose.service(name).map(|it| it.is_whole);
    assert_eq!((whole("w"), whole("v")), (Some(true), Some(false)));
}

#[test]
fn included_files_have_variables_of_their_own_beside_the_outer_ones() {
    let outer = Environment::from([("A".to_owned(), "outer".to_owned())]);
    let inner = "services: {NAME: {image: \"$A-$B-$C\"}}\n";
    let files = [
        (
            "a.yaml",
            "include:\n  - inc/one.yaml\n  - {path: inc/two.yaml, env_file: [x.env, y.env]}\nservices: {w: {image: $B}}\n",
        ),
        ("inc/one.yaml", &inner.replace("NAME", "one")),
        ("inc/two.yaml", &inner.replace("NAME", "two")),
        ("inc/.env", "A=inner\nB=b\nC=$A\n"),
        ("x.env", "B=x\nC=x\n"),
        ("y.env", "C=y\n"),
    ];
    let project = project_of(&files, 1, outer);
    let image = |name| {
        let service = project.compose.service(name);
        service.and_then(|it| it.image().value().cloned())
    };
    assert_eq!(image("one").as_deref(), Some("outer-b-outer"));
    assert_eq!(image("two").as_deref(), Some("outer-x-y"));
    assert_eq!(image("w"), None);
    assert_eq!(project.missing, []);
}

#[test]
fn a_reset_beside_an_include_takes_away_what_is_earlier() {
    let files = [
        (
            "a.yaml",
            "services: {w: {image: a, user: b}, v: {image: a}}\n",
        ),
        (
            "b.yaml",
            "include: [inc.yaml]\nservices: {w: !reset null}\n",
        ),
        ("inc.yaml", "services: {w: {image: c}}\n"),
    ];
    let project = project_of(&files, 2, Environment::new());
    assert_eq!(
        plain(project.compose.root.get("services")),
        "{w: {image: c}, v: {image: a}}"
    );
    assert_eq!(project.problems, []);
}
