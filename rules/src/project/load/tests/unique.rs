//! Entries that stand for the same thing.

use super::{Environment, at, first_of, plain, project_of};

#[test]
fn volumes_are_told_apart_by_their_target() {
    let parts = [
        "volumes: [\"/var/run/docker.sock:/var/run/docker.sock:ro\", \"bb:/b\"]",
        "volumes: [\"fake:/var/run/docker.sock/\", {type: volume, source: c, target: /c}]",
    ];
    assert_eq!(
        at(&parts, &["volumes"]),
        "[fake:/var/run/docker.sock/, bb:/b, {type: volume, source: c, target: /c}]"
    );
    assert_eq!(
        at(
            &["volumes: [\"${X:-a:b}:/b\"]", "volumes: [\"cc:/b\"]"],
            &["volumes"]
        ),
        "[cc:/b]"
    );
    assert_eq!(
        at(
            &[
                "volumes: [\"aa:${X}\"]",
                "volumes: [\"bb:${X}\", \"bb:${Y}\"]"
            ],
            &["volumes"]
        ),
        "[bb:${X}, bb:${Y}]"
    );
}

#[test]
fn ports_are_told_apart_by_host_port_target_and_protocol() {
    let parts = [
        "ports: [\"80:80\", \"81:81\", \"81:81/udp\"]",
        "ports: [\"0.0.0.0:80:80/tcp\", \"127.0.0.1:81:81\"]",
    ];
    assert_eq!(
        at(&parts, &["ports"]),
        "[0.0.0.0:80:80/tcp, 81:81, 81:81/udp, 127.0.0.1:81:81]"
    );
    let parts = [
        "ports: [\"80:80\"]",
        "ports: [{target: 80, published: \"80\", mode: host}]",
    ];
    assert_eq!(
        at(&parts, &["ports"]),
        "[{target: 80, published: 80, mode: host}]"
    );
    let parts = [
        "ports: [\"8080-8082:80-82\", \"443:443\"]",
        "ports: [\"8081:81\"]",
    ];
    assert_eq!(
        at(&parts, &["ports"]),
        "[8080:80/tcp, 8081:81, 8082:82/tcp, 443:443]"
    );
    let parts = ["ports: [\"8080-8082:80-82\"]", "ports: [\"9081:81\"]"];
    assert_eq!(at(&parts, &["ports"]), "[8080-8082:80-82, 9081:81]");
}

#[test]
fn files_are_told_apart_by_where_they_are_mounted() {
    let parts = [
        "secrets: [a, {source: b, target: /x}]",
        "secrets: [{source: a}, {source: c, target: /x}]",
    ];
    assert_eq!(
        at(&parts, &["secrets"]),
        "[{source: a}, {source: c, target: /x}]"
    );
    assert_eq!(
        at(
            &["configs: [a]", "configs: [{source: b, target: /a}]"],
            &["configs"]
        ),
        "[{source: b, target: /a}]"
    );
    assert_eq!(
        at(
            &[
                "env_file: a.env",
                "env_file: [{path: a.env, required: false}]"
            ],
            &["env_file"]
        ),
        "[{path: a.env, required: false}]"
    );
}

#[test]
fn devices_are_told_apart_by_their_target() {
    let parts = [
        "devices: [\"/dev/a:/dev/x:r\", /dev/b]",
        "devices: [\"/dev/c:/dev/x\"]",
    ];
    assert_eq!(at(&parts, &["devices"]), "[/dev/c:/dev/x, /dev/b]");
}

#[test]
fn other_lists_are_told_apart_by_their_text() {
    for key in ["cap_add", "cap_drop", "profiles", "expose", "links", "dns"] {
        let parts = [
            format!("{key}: [\"a\", \"b\"]"),
            format!("{key}: [\"b\", \"c\"]"),
        ];
        assert_eq!(at(&[&parts[0], &parts[1]], &[key]), "[a, b, c]");
    }
}

#[test]
fn a_file_alone_repeats_nothing_either() {
    let text = "services: {w: {image: a, volumes: [\"one:/x\", \"two:/x\"], ports: [\"80:80\", \"80:80\"]}}\n";
    let project = first_of(&[("a.yaml", text)]);
    let node = &project.compose.service("w").unwrap().node;
    assert_eq!(
        plain(Some(node)),
        "{image: a, volumes: [two:/x], ports: [80:80]}"
    );
}

#[test]
fn entries_are_compared_with_their_variables() {
    let known = Environment::from([("P".to_owned(), "80".to_owned())]);
    let files = [
        ("a.yaml", "services: {w: {image: a, ports: [\"$P:80\"]}}\n"),
        ("b.yaml", "services: {w: {ports: [\"80:80\"]}}\n"),
    ];
    let project = project_of(&files, 2, known);
    assert_eq!(
        plain(project.compose.service("w").unwrap().node.get("ports")),
        "[80:80]"
    );
}

#[test]
fn two_spellings_of_a_target_are_one() {
    let part = "volumes: [\"one:/x\", \"two:/x/\", \"three:/x\"]";
    assert_eq!(at(&[part], &["volumes"]), "[two:/x/]");
}
