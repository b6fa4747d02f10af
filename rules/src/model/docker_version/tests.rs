use proptest::prelude::*;

use super::read;
use crate::model::inspect::{Engine, Field};

const JSON: &str = r#"{"Client":{"Version":"28.2.2","ApiVersion":"1.50","DefaultAPIVersion":"1.50","GitCommit":"e6534b4","GoVersion":"go1.24.3","Os":"linux","Arch":"amd64","BuildTime":"Fri May 30 12:07:14 2025","Context":"default"},
 "Server":{"Platform":{"Name":"Docker Engine - Community"},"Version":"28.2.2","ApiVersion":"1.50","MinAPIVersion":"1.24","Os":"linux","Arch":"amd64","Experimental":true,
  "Components":[{"Name":"Engine","Version":"28.2.2","Details":{"ApiVersion":"1.50","Experimental":"true"}},{"Name":"containerd","Version":"1.7.27","Details":{"GitCommit":"05044"}},{"Name":"runc","Version":"1.2.5","Details":{}}]}}"#;
const TEXT: &str = "\
Client: Docker Engine - Community
 Version:           28.2.2
 API version:       1.50
 OS/Arch:           linux/amd64
 Context:           default

Server: Docker Engine - Community
 Engine:
  Version:          28.2.1
  API version:      1.50 (minimum version 1.24)
  Go version:       go1.24.3
  OS/Arch:          linux/arm64
  Experimental:     true
 containerd:
  Version:          1.7.27
  GitCommit:        05044
 runc:
  Version:          1.2.5
";

#[test]
fn json_and_text_say_the_same() {
    for text in [JSON, TEXT] {
        let version = read(text);
        assert_eq!(version.problems, [], "{text}");
        let server = version.server.value().unwrap();
        assert_eq!(server.api_version.value().unwrap(), "1.50");
        assert_eq!(server.min_api_version.value().unwrap(), "1.24");
        assert_eq!(server.experimental.value(), Some(&true));
        assert_eq!(
            server.platform.value().unwrap(),
            "Docker Engine - Community"
        );
        let containerd = server.component("containerd").unwrap();
        assert_eq!(containerd.version.value().unwrap(), "1.7.27");
        assert_eq!(containerd.details.items()[0].1.value, "05044");
        assert_eq!(
            server.component("runc").unwrap().version.value().unwrap(),
            "1.2.5"
        );
        let client = version.client.value().unwrap();
        assert_eq!(client.version.value().unwrap(), "28.2.2");
        assert_eq!(client.os.value().unwrap(), "linux");
    }
    let version = read(TEXT);
    let server = version.server.value().unwrap();
    let stated = server.version.stated().unwrap();
    assert_eq!(
        (stated.value.as_str(), stated.span.of(TEXT)),
        ("28.2.1", "28.2.1")
    );
    assert_eq!(server.architecture.value().unwrap(), "arm64");
}

#[test]
fn the_answer_of_the_api_is_the_daemon() {
    let text = r#"{"Version":"20.10.7","ApiVersion":"1.41","MinAPIVersion":"1.12","Os":"linux"}"#;
    let version = read(text);
    assert_eq!(version.problems, []);
    assert_eq!(version.client, Field::Absent);
    let server = version.server.value().unwrap();
    assert_eq!(server.version.value().unwrap(), "20.10.7");
}

#[test]
fn a_daemon_that_did_not_answer_is_said() {
    let refusal = "Client:\n Version: 28.2.2\nCannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?\n";
    let null = r#"{"Client":{"Version":"28.2.2"},"Server":null}"#;
    for text in [null, refusal] {
        let version = read(text);
        assert_eq!(version.server, Field::Absent, "{text}");
        assert_eq!(version.problems.len(), 1, "{text}");
    }
    let error = read(refusal).server_error.unwrap();
    assert!(error.span.of(refusal).starts_with("Cannot connect"));
}

#[test]
fn podman_names_its_client_alone() {
    let json = r#"{"Client":{"APIVersion":"4.3.1","Version":"4.3.1","GoVersion":"go1.19.8","BuiltTime":"x","OsArch":"linux/amd64","Os":"linux"}}"#;
    let text = "Client:       Podman Engine\nVersion:      4.3.1\nAPI Version:  4.3.1\nOS/Arch:      linux/amd64\n";
    for text in [json, text] {
        let version = read(text);
        assert_eq!(version.engine, Engine::Podman, "{text}");
        assert_eq!(version.problems, []);
        let client = version.client.value().unwrap();
        assert_eq!(client.version.value().unwrap(), "4.3.1");
        assert_eq!(client.architecture.value().unwrap(), "amd64");
    }
}

proptest! {
    #[test]
    fn damaged_documents_are_read(cut in 0_usize..1200, at in 0_usize..1200, byte in 0_u8..128) {
        for text in [JSON, TEXT] {
            let mut bytes = text.as_bytes()[..cut.min(text.len())].to_vec();
            if let Some(old) = bytes.get_mut(at) {
                *old = byte;
            }
            let text = String::from_utf8_lossy(&bytes);
            for problem in read(&text).problems {
                let span = problem.span.unwrap_or_default();
                prop_assert!(text.get(span.start..span.end).is_some());
            }
        }
    }
}
