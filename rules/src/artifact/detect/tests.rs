use proptest::prelude::*;

use super::detect;
use crate::artifact::kind::Kind;

fn id(name: &str, text: &str) -> &'static str {
    detect(name, text).kind.id()
}

#[test]
fn dockerfiles_are_told_by_name_or_content() {
    assert_eq!(id("Dockerfile", "RUN x\n"), "dockerfile");
    assert_eq!(
        id(
            "x",
            "# syntax=docker/dockerfile:1\n\nFROM a AS b\nRUN x \\\n  && y\n"
        ),
        "dockerfile"
    );
    assert_eq!(
        id("x", "arg A=1\nfrom a\nrun <<E\none\ntwo\nthree\nE\n"),
        "dockerfile"
    );
    assert_eq!(
        id(
            "notes.md",
            "From the start we said:\nthis is text\nand more\n"
        ),
        "not-docker"
    );
    assert_eq!(id("q.sql", "FROM t\nWHERE x\nGROUP BY y\n"), "not-docker");
    assert_eq!(id("notes", "FROM t\nWHERE x\nGROUP BY y\n"), "unknown");
    let readme = "# Shop\n\n```yaml\nservices:\n  web:\n    image: a\n```\n";
    assert_eq!(id("README.md", readme), "not-docker");
    assert_eq!(id("Dockerfile.j2", "FROM {{ base }}\nRUN x\n"), "template");
    assert_eq!(id("Dockerfile.j2", "FROM a\nRUN x\n"), "dockerfile");
    assert_eq!(
        id("Dockerfile.yaml", "services:\n  a:\n    image: b\n"),
        "compose"
    );
    assert_eq!(id("Dockerfile", ""), "dockerfile");
}

#[test]
fn compose_files_are_told_by_their_keys() {
    for text in [
        "services:\n  web:\n    image: a\n",
        "version: '3'\n\n# c\nservices: {web: {image: a}}\n",
        "---\n\"services\":\n    web:\n",
        "x-a: &a\n  image: b\nservices: &s\n  web: *a\n",
        "volumes:\n  v:\nnetworks:\n  n:\n",
        "web:\n  image: a\n  ports:\n    - 80:80\ndb:\n  build: .\n",
        "include:\n- a.yaml\n",
        "{\"name\": \"a\", \"services\": {\"web\": {}}}",
        "services:\n  web:\n    image: \"unclosed\n   bad: [\n",
    ] {
        assert_eq!(id("file", text), "compose", "{text}");
    }
    assert_eq!(id("compose.yaml", "anything: here\n"), "compose");
    assert_eq!(
        id("compose.yaml", "apiVersion: v1\nkind: Pod\n"),
        "kubernetes"
    );
    assert_eq!(
        id(
            "docker_compose.yaml",
            "command: docker compose\nshort: s\nlong: l\n"
        ),
        "not-docker"
    );
    assert_eq!(
        id(
            "compose.yml.j2",
            "services:\n{% for a in b %}\n  x: {}\n{% endfor %}\n"
        ),
        "template"
    );
    assert_eq!(
        id("c", "services:\n  a:\n    logging: {tag: \"{{.Name}}\"}\n"),
        "compose"
    );
}

#[test]
fn other_yaml_is_named() {
    for (text, expected) in [
        (
            "on: push\njobs:\n  a:\n    runs-on: x\n    services:\n      db:\n",
            "github-workflow",
        ),
        (
            "stages: [a]\nimage: b\nservices:\n  - docker:dind\n",
            "gitlab-ci",
        ),
        ("- hosts: all\n  tasks:\n    - a: b\n", "ansible"),
        ("apiVersion: v2\nname: a\nversion: 1.0.0\n", "helm"),
        ("openapi: 3.0.0\ninfo:\n  title: a\n", "not-docker"),
        (
            "parameters:\n  a: b\nservices:\n  _defaults:\n    x: y\n",
            "not-docker",
        ),
        ("waivers:\n  - control: a\n", "plimsoll-policy"),
    ] {
        assert_eq!(id("a.yml", text), expected, "{text}");
    }
}

#[test]
fn json_is_told_by_its_first_objects() {
    for (text, expected) in [
        (
            "[{\"Id\":\"a\",\"State\":{},\"HostConfig\":{},\"Config\":{}}]",
            "docker-inspect",
        ),
        (
            "{\"Id\":\"a\",\"State\":{},\"HostConfig\":{},\"Path\":\"x\"}\n{\"Id\":\"b\"}\n",
            "docker-inspect",
        ),
        (
            "[{\"Id\":\"a\",\"RepoTags\":[],\"RootFS\":{}}",
            "docker-inspect",
        ),
        (
            "[{\"Name\":\"v\",\"Driver\":\"local\",\"Mountpoint\":\"/\"}]",
            "docker-inspect",
        ),
        (
            "$ docker inspect web\n[{\"State\":{},\"HostConfig\":{},\"Config\":{}}]\n$ \n",
            "docker-inspect",
        ),
        (
            "[root@host ~]# docker inspect web\n[{\"State\":{},\"HostConfig\":{},\"Config\":{}}]\n",
            "docker-inspect",
        ),
        ("[]\n", "docker-inspect"),
        ("[]\nError: No such object: web\n", "docker-inspect"),
        ("Error response from daemon: x", "docker-inspect"),
        ("{\"message\":\"x\"}", "docker-inspect"),
        (
            "{\"dockerbenchsecurity\":\"1.6.0\",\"tests\":[",
            "docker-bench-json",
        ),
        (
            "[ {\"dockerbenchsecurity\":\"1.3.5\",\"tests\":[]} ]",
            "docker-bench-json",
        ),
        (
            "{\"start\":1,\"1.1\":\"WARN\",\"1.2\":\"PASS\",\"4.1\":\"WARN: a\"}",
            "docker-bench-json",
        ),
        ("{\"benchmark_output\":\"x\"}", "docker-bench-json"),
        (
            "{\"architecture\":\"a\",\"os\":\"l\",\"config\":{},\"rootfs\":{},\"history\":[]}",
            "image-config",
        ),
        (
            "{\"ServerVersion\":\"\",\"SecurityOptions\":null}",
            "docker-info",
        ),
        ("{\"Client\":{},\"Server\":null}", "docker-version"),
        ("{\"icc\":false,\"debug\":true}", "daemon-json"),
        (
            "{\"defaultAction\":\"x\",\"syscalls\":[]}",
            "seccomp-profile",
        ),
        ("{\"auths\":{}}", "client-config"),
        ("{\"version\":\"2.1.0\",\"runs\":[]}", "sarif"),
        ("{\"bomFormat\":\"CycloneDX\"}", "cyclonedx"),
        ("{\"SchemaVersion\":2,\"ArtifactName\":\"a\"}", "trivy"),
        (
            "{\"matches\":[],\"descriptor\":{\"name\":\"grype\"}}",
            "grype",
        ),
        (
            "[{\"file\":\"D\",\"line\":1,\"level\":\"error\",\"code\":\"DL3000\"}]",
            "hadolint",
        ),
        ("{\"summary\":{\"fatal\":1},\"details\":[]}", "dockle"),
        (
            "[{\"RuleID\":\"a\",\"StartLine\":1,\"Secret\":\"x\"}]",
            "gitleaks",
        ),
        (
            "{\"SourceMetadata\":{},\"DetectorName\":\"A\"}\n{}",
            "trufflehog",
        ),
        (
            "{\"check_type\":\"dockerfile\",\"results\":{\"failed_checks\":[]}}",
            "checkov",
        ),
        ("{\"kics_version\":\"1\",\"queries\":[]}", "kics"),
        (
            "{\"platform\":{},\"profiles\":[{\"controls\":[]}]}",
            "inspec",
        ),
        (
            "{\"schema_version\":1,\"tool\":{\"name\":\"plimsoll\"}}",
            "plimsoll-report",
        ),
        (
            "{\"name\":\"a\",\"version\":\"1\",\"dependencies\":{}}",
            "not-docker",
        ),
        ("{\"foo\":1}", "unknown"),
    ] {
        assert_eq!(id("file.json", text), expected, "{text}");
    }
    assert_eq!(id("daemon.json", "{}"), "daemon-json");
    assert_eq!(id("gitleaks.json", "[]"), "gitleaks");
}

#[test]
fn json_of_old_releases_and_cut_documents_is_told() {
    for (text, expected) in [
        (
            "{\"Version\":\"1.10\",\"ApiVersion\":\"1.22\",\"GoVersion\":\"go1.5\"}",
            "docker-version",
        ),
        ("{\"Name\":\"a\",\"ServerVersion\":\"28\"}", "docker-info"),
        (
            "{\"Id\":\"a\",\"Parent\":\"\",\"RootFS\":{}}",
            "docker-inspect",
        ),
        (
            "{\"$schema\":\"s\",\"properties\":{},\"services\":{}}",
            "not-docker",
        ),
    ] {
        assert_eq!(id("file.json", text), expected, "{text}");
    }
}

#[test]
fn a_container_between_other_lines_is_told_though_lines_are_lost() {
    let text = "$ docker inspect web\n[{\"Id\":\"a\",\"State\":{},\"Config\":{},\n\"HostConfig\":{\"Privileged\":true,\n$ exit\n";
    assert_eq!(id("session.txt", text), "docker-inspect");
}

/// A node that does not say whether it is a manager tells nothing of its swarm.
#[test]
fn a_node_of_a_swarm_is_told_by_its_role() {
    let node = |spec: &str| {
        format!(
            r#"[{{"ID":"n1","Version":{{}},"Spec":{{{spec}}},"Description":{{"Platform":{{}},"Engine":{{}}}},"Status":{{"State":"ready"}}}}]"#
        )
    };
    assert_eq!(
        id("nodes.json", &node(r#""Role":"worker""#)),
        "docker-inspect"
    );
    assert_eq!(id("nodes.json", &node(r#""Labels":null"#)), "unknown");
}

#[test]
fn what_podman_prints_in_json_is_told() {
    for (text, expected) in [
        (
            "{\"Client\":{\"APIVersion\":\"4\",\"GoVersion\":\"g\"}}",
            "docker-version",
        ),
        ("[{\"id\":\"a\",\"createdBy\":\"x\"}]", "image-history"),
        (
            "[{\"cniVersion\":\"0.4\",\"name\":\"n\",\"plugins\":[]}]",
            "docker-inspect",
        ),
        ("{\"host\":{},\"store\":{},\"version\":{}}", "docker-info"),
    ] {
        assert_eq!(id("file.json", text), expected, "{text}");
    }
}

#[test]
fn printouts_are_told_by_their_marks() {
    for (name, text, expected) in [
        (
            "a",
            "# Docker Bench for Security v1.6.0\n",
            "docker-bench-text",
        ),
        (
            "a",
            "[PASS] 1.1.1 - a\n\u{1b}[1;31m[WARN]\u{1b}[0m 2.1 - b\nhost x[1]: [NOTE] 4.2  - c\n",
            "docker-bench-text",
        ),
        (
            "a",
            "Client:\nServer:\n Server Version: 28\n Storage Driver: overlay2\n",
            "docker-info",
        ),
        (
            "a",
            "CONTAINER ID  IMAGE\nServer:\n Server Version: 28\n Storage Driver: overlay2\n",
            "docker-info",
        ),
        ("a", "IMAGE  CREATED  CREATED BY  SIZE\n", "image-history"),
    ] {
        assert_eq!(id(name, text), expected, "{name} {text}");
    }
}

#[test]
fn files_of_a_host_are_told_by_their_marks() {
    for (name, text, expected) in [
        (
            "docker.service",
            "[Unit]\nA=b\n[Service]\nExecStart=/usr/bin/dockerd -H fd://\n",
            "systemd-unit",
        ),
        (
            "http-proxy.conf",
            "[Service]\nEnvironment=\"HTTPS_PROXY=http://proxy.example.org:3128\"\n",
            "systemd-unit",
        ),
        (
            "podman.service",
            "[Unit]\nA=b\n[Service]\nExecStart=/usr/bin/podman system service\n",
            "not-docker",
        ),
        ("a.container", "[Unit]\n[Container]\nImage=a\n", "quadlet"),
        (
            "units.txt",
            "ExecStart={ path=/usr/bin/dockerd ; argv[]=/usr/bin/dockerd -H fd:// ; pid=1 }\nId=docker.service\n",
            "systemd-unit",
        ),
        (
            "cmdline",
            "/usr/bin/dockerd\n-H\nfd://\n",
            "daemon-arguments",
        ),
        (
            "ps.txt",
            "root   812  0.1  1.2 /usr/bin/dockerd -H fd:// --icc=false\n",
            "daemon-arguments",
        ),
        (
            "notes.txt",
            "We start dockerd with its option -H on every host\n",
            "unknown",
        ),
        (
            "docker",
            "# Docker's options\n#DOCKER_OPTS=\"--dns 8.8.8.8\"\n",
            "daemon-defaults",
        ),
        (
            "etc/sysconfig/docker",
            "OPTIONS='--selinux-enabled'\nif true; then\n  A=1\nfi\n",
            "daemon-defaults",
        ),
        (
            "start",
            "DOCKER_OPTS=\"--dns 8.8.8.8\"\nif true; then\n  echo $DOCKER_OPTS\nfi\n",
            "unknown",
        ),
        (
            "a",
            "Client:\n Version:    28.2.2\n Context:    default\n Debug Mode: false\n\nServer:\nERROR: Cannot connect\n",
            "docker-info",
        ),
        (
            "a",
            "Client:       Podman Engine\nVersion:      4.3.1\nAPI Version:  4.3.1\nGo Version:   go1.19\n",
            "docker-version",
        ),
        (
            "a",
            "ID  CREATED  CREATED BY  SIZE  COMMENT\n",
            "image-history",
        ),
        ("a", "$ sudo docker run -d nginx\n", "docker-run"),
        (
            "a",
            "docker container run \\\n  --privileged nginx\n",
            "docker-run",
        ),
        (".env", "A=1\nB\n", "env-file"),
        ("a.txt", "# c\nexport A=1\n\nB_C=\n", "env-file"),
        (".dockerignore", "*\n!src\n", "dockerignore"),
        ("a.hcl", "target \"a\" {\n  x = 1\n}\n", "docker-bake"),
    ] {
        assert_eq!(id(name, text), expected, "{text}");
    }
}

#[test]
fn commands_are_told_where_names_allow_them() {
    let script = "#!/bin/sh\nset -e\nsudo docker run -d nginx\n";
    let notes = "Start it:\n\n```sh\n$ docker run -d nginx\n```\n";
    for (name, text, expected) in [
        ("start.sh", script, "docker-run"),
        ("bin/start", script, "docker-run"),
        ("stdin", notes, "docker-run"),
        ("pasted-1", notes, "docker-run"),
        ("notes.txt", notes, "docker-run"),
        ("docs/docker-run.md", notes, "docker-run"),
        (
            "pasted-2",
            "It is:\n```yaml\nservices:\n  a:\n    image: b\n```\n```\ndocker run a\n```\n",
            "docker-run",
        ),
        ("README.md", notes, "not-docker"),
        ("README", notes, "unknown"),
        ("deploy.py", script, "not-docker"),
        ("Makefile", "all:\n\tdocker run nginx\n", "unknown"),
        ("start.sh", "#!/bin/sh\ndocker compose up\n", "unknown"),
        (
            "usage.sh",
            "#!/bin/sh\ncat <<EOF\ndocker run nginx\nEOF\n",
            "unknown",
        ),
        (
            "compose.yaml",
            "services:\n  a:\n    command: docker run b\n",
            "compose",
        ),
        ("Dockerfile", "FROM a\nRUN docker run b\n", "dockerfile"),
    ] {
        assert_eq!(id(name, text), expected, "{name}: {text}");
    }
}

#[test]
fn the_unknown_gets_three_guesses() {
    let found = detect("a.txt", "some words\nand others\n");
    assert_eq!(found.kind, Kind::Unknown);
    assert!(found.reason.contains("the nearest are"), "{}", found.reason);
    assert_eq!(detect("a", " \n").reason, "is empty");
}

proptest! {
    #[test]
    fn any_text_is_told(name in "\\PC{0,12}", text in "(FROM |RUN |services:|\n|  |- |\\{|\\}|\\[|\\]|\"|Id|:|é|\\[WARN\\] |=|<<|\\{\\{|#|\\\\){0,40}") {
        let found = detect(&name, &text);
        prop_assert!(!found.reason.is_empty());
        prop_assert_eq!(Kind::from_id(found.kind.id()), Some(found.kind));
    }

    #[test]
    fn any_json_like_text_is_told(text in "[\\[{]([\\[\\]{}\",:\\\\\u{0}-\u{20}a1é]){0,60}") {
        detect("", &text);
    }

    #[test]
    fn any_bytes_are_told(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(decoded) = crate::artifact::decode::decode(&bytes) {
            detect("", &decoded.text);
        }
    }
}
