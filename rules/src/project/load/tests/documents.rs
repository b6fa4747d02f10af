//! Several documents, old files and parts.

use super::{Environment, first_of, merged, plain, problems, project_of};
use crate::model::compose::Form;

#[test]
fn documents_of_one_file_are_merged_in_order() {
    let project = merged(&[
        "services: {w: {image: a, user: b}}\n---\nservices: {w: {user: c}, v: {image: d}}\n",
    ]);
    assert_eq!(
        plain(project.compose.root.get("services")),
        "{w: {image: a, user: c}, v: {image: d}}"
    );
    assert_eq!(project.problems, []);
    assert_eq!(project.artifacts, [0]);
}

#[test]
fn a_v1_file_reads_as_if_under_services() {
    let project = merged(&[
        "w: {image: a}\n",
        "services: {w: {user: b}}\nnetworks: {n: }\n",
    ]);
    assert_eq!(
        plain(project.compose.root.get("services")),
        "{w: {image: a, user: b}}"
    );
    assert_eq!(
        (project.compose.form, project.compose.networks.len()),
        (Form::Current, 1)
    );
    let project = merged(&["w: {image: a}\n", "w: {restart: b}\n"]);
    assert_eq!(
        plain(Some(&project.compose.root)),
        "{w: {image: a, restart: b}}"
    );
    assert_eq!(project.compose.form, Form::V1);
}

#[test]
fn a_part_adds_to_the_files_before_it() {
    let project = merged(&[
        "services: {w: {image: a}}\n",
        "volumes: {v: }\nname: shop\n",
    ]);
    assert_eq!(project.compose.volumes.len(), 1);
    assert_eq!(
        project.compose.name.value().map(String::as_str),
        Some("shop")
    );
}

#[test]
fn a_later_document_that_is_no_mapping_is_a_problem() {
    let project = merged(&["services: {w: {image: a}}\n---\n[a]\n"]);
    assert_eq!(problems(&project).len(), 1);
    assert_eq!(project.compose.services.len(), 1);
}

#[test]
fn what_was_lost_of_any_file_leaves_a_service_torn() {
    let project = merged(&[
        "services:\n  v: {image: a}\n  w: {image: a}\n",
        "services:\n  v:\n    user: b\n  w:\n    user: \"b\n    cap_add: [X]\n  u: {image: a}\n",
    ]);
    let whole = |name| project.compose.service(name).map(|it| it.is_whole);
    assert_eq!(whole("v"), Some(true));
    assert_eq!(whole("w"), Some(false));
}

#[test]
fn variables_are_those_of_the_group() {
    let known = Environment::from([("TAG".to_owned(), "7".to_owned())]);
    let files = [
        ("a.yaml", "services: {w: {image: \"a:$TAG\"}}\n"),
        ("b.yaml", "services: {w: {user: \"$TAG\"}}\n"),
    ];
    let project = project_of(&files, 2, known);
    let service = project.compose.service("w").unwrap();
    assert_eq!(service.image().value().unwrap(), "a:7");
    assert_eq!(service.user().value().unwrap(), "7");
    assert_eq!(first_of(&files).compose.unset.len(), 1);
}
