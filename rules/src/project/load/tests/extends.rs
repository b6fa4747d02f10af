//! Services that build on others.

use super::{first_of, merged, plain, problems};
use crate::project::{Missing, Project, Role};

fn services(project: &Project) -> String {
    plain(project.compose.root.get("services"))
}

#[test]
fn a_service_builds_on_one_of_the_same_document() {
    let project = merged(&[
        "services:\n  b: {image: a, cap_add: [X], privileged: true}\n  w: {extends: b, cap_add: [Y]}\n  v: {extends: {service: w}, user: c}\n",
    ]);
    assert_eq!(
        services(&project),
        "{b: {image: a, cap_add: [X], privileged: true}, \
         w: {image: a, cap_add: [X, Y], privileged: true}, \
         v: {image: a, cap_add: [X, Y], privileged: true, user: c}}"
    );
    assert_eq!(project.problems, []);
    let service = project.compose.service("w").unwrap();
    assert!(service.is_whole && service.node.brought_by(&["privileged"]).is_some());
    assert_eq!(service.node.brought_by(&["cap_add"]), None);
}

#[test]
fn a_service_builds_on_one_of_another_file() {
    let files = [
        (
            "shop/compose.yaml",
            "services: {w: {extends: {file: ../common/base.yaml, service: b}, user: c}}\n",
        ),
        (
            "common/base.yaml",
            "services:\n  b: {extends: {file: deep/far.yaml, service: f}, cap_add: [X]}\n  other: {image: z}\n",
        ),
        (
            "common/deep/far.yaml",
            "services:\n  f: {image: a, volumes: [\"./x:/x\"]}\n",
        ),
    ];
    let project = first_of(&files);
    assert_eq!(
        services(&project),
        "{w: {image: a, volumes: [./x:/x], cap_add: [X], user: c}}"
    );
    assert_eq!(project.problems, []);
    assert_eq!(project.artifacts, [0, 1, 2]);
    assert_eq!(project.files, [0]);
    let service = project.compose.service("w").unwrap();
    let sources = &project.compose.scope.sources;
    let (artifact, span) = sources.locate(service.image().span().unwrap());
    assert_eq!((artifact, span.of(files[2].1)), (2, "a"));
    let volume = service.volumes()[0].span().unwrap();
    assert_eq!(&*sources.at(volume).unwrap().origin.folder, "common/deep");
}

/// Current Compose finds no `services` there, and stops.
#[test]
fn a_file_of_the_first_form_is_nothing_to_build_on() {
    let project = first_of(&[
        (
            "shop/compose.yaml",
            "services: {w: {extends: {file: ../old.yaml, service: f}}}\n",
        ),
        ("old.yaml", "f: {image: a}\n"),
    ]);
    assert_eq!(services(&project), "{w: {image: a}}");
    assert_eq!(
        problems(&project),
        [(
            0,
            "The file `old.yaml` has its services at the top level, where current Compose finds \
             none to extend"
        )]
    );
}

#[test]
fn a_file_of_its_own_name_is_read_again_without_harm() {
    let project = first_of(&[(
        "a.yaml",
        "services:\n  b: {image: a}\n  w: {extends: {file: ./a.yaml, service: b}}\n",
    )]);
    assert_eq!(services(&project), "{b: {image: a}, w: {image: a}}");
}

#[test]
fn extends_sees_the_document_it_stands_in_alone() {
    let project = merged(&[
        "services: {b: {image: a}}\n",
        "services: {w: {image: c, extends: b}}\n",
    ]);
    assert_eq!(
        problems(&project),
        [(
            1,
            "The service `b` is extended here, and this document has none of this name"
        )]
    );
    assert!(!project.compose.service("w").unwrap().is_whole);
}

#[test]
fn a_missing_file_is_told_and_leaves_the_service_open() {
    let text = "services:\n  w: {extends: {file: base.yaml, service: b}}\n  v: {image: a}\n  u: {extends: w}\n";
    let project = first_of(&[("shop/compose.yaml", text)]);
    let [
        Missing {
            path,
            role: Role::Extends,
            named,
            is_required: true,
        },
    ] = project.missing.as_slice()
    else {
        panic!("{:?}", project.missing);
    };
    assert_eq!((path.as_str(), named.artifact), ("shop/base.yaml", 0));
    let told = problems(&project);
    assert_eq!(told.len(), 1, "{told:?}");
    let whole = |name| project.compose.service(name).map(|it| it.is_whole);
    assert_eq!(
        (whole("w"), whole("v"), whole("u")),
        (Some(false), Some(true), Some(false))
    );
}

#[test]
fn services_that_extend_one_another_are_told() {
    for text in [
        "services:\n  a: {extends: b}\n  b: {extends: a, image: x}\n",
        "services:\n  a: {extends: a}\n",
        "services:\n  a: {extends: {file: a.yaml, service: a}}\n",
    ] {
        let project = first_of(&[("a.yaml", text)]);
        let told = problems(&project);
        assert!(
            told.iter()
                .any(|(_, it)| it.ends_with("extends itself in the end")),
            "{told:?}"
        );
        assert!(project.compose.services.iter().all(|it| !it.is_whole));
    }
}

#[test]
fn everything_but_extends_itself_is_carried_over() {
    let project = merged(&[
        "services:\n  b: {image: a, depends_on: [x], links: [x], profiles: [p], container_name: c}\n  w: {extends: b}\n  x: {image: a}\n",
    ]);
    assert_eq!(
        plain(project.compose.service("w").map(|it| &it.node)),
        "{image: a, depends_on: [x], links: [x], profiles: [p], container_name: c}"
    );
}
