//! What holds for any text at all.

use proptest::prelude::*;

use super::read;
use crate::model::compose::Environment;
use crate::model::yaml::Node;
use crate::span::Span;

fn spans(node: &Node, found: &mut Vec<Span>) {
    found.push(node.span);
    for entry in node.entries() {
        found.push(entry.key.span);
        spans(&entry.value, found);
    }
    for item in node.items() {
        spans(item, found);
    }
}

fn check(text: &str) {
    let file = read(text);
    let mut found = Vec::new();
    for document in &file.documents {
        spans(document, &mut found);
    }
    let compose = file.alone(0, &Environment::new());
    let problems = file.problems.iter().chain(&compose.problems);
    found.extend(problems.filter_map(|problem| problem.span));
    found.extend(file.comments.iter().map(|comment| comment.span));
    for span in found {
        assert!(
            text.get(span.start..span.end).is_some(),
            "{span:?} of {text:?}"
        );
    }
    let mut names: Vec<_> = compose.services.iter().map(|it| &it.name.value).collect();
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(count, names.len(), "names stand once in {text:?}");
    // What a variable leaves open is written as Compose reads it.
    for problem in &compose.problems {
        let message = &problem.message;
        assert!(!message.contains("a variable here"), "{message}: {text:?}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read(text in any::<String>()) {
        check(&text);
        check(&format!("docker run {text}"));
    }

    #[test]
    fn anything_like_commands_is_read(
        text in "(docker run |docker |run |podman create |sudo |\\$ |PS C:\\\\> |a@b:~# |> |```sh\n|```\n|~~~\n|\
                 -it |-p80:80 |-p |-v |--mount |--net=|--network |--name |--privileged|=|type=bind,|src=|readonly,|\
                 -e |A=|--ulimit |--log-opt |--bad |-Z|\\$PWD|\\$\\(pwd\\)|\\$\\{A:-b\\}|\\$A|\\$@|`|<a b>|<<E\n|E\n|'|\"|\
                 C:\\\\|%A%|\\$env:A|:|/|,|nginx|é|🦀|\\\\\n| \\^\n| `\r\n|\n|#!|# |;|\\||\\{|\\}){0,40}"
    ) {
        check(&text);
    }
}

/// Inputs that grow fast or deep somewhere in a careless reader; one that hangs here fails the
/// run.
#[test]
fn much_of_anything_ends_soon() {
    for (head, unit) in [
        ("", "docker run a\n"),
        ("", "$ docker run a\n"),
        ("", "docker run '\n"),
        ("", "$ docker run '\n"),
        ("", "docker run \\\n"),
        ("", "it's\ndocker run a\n"),
        ("docker run ", "-"),
        ("docker run -", "i"),
        ("docker run ", "-i "),
        ("docker run ", "--bad "),
        ("docker run ", "-p 80:80 "),
        ("docker run --mount ", "a,"),
        ("docker run --mount ", "\"a,"),
        ("docker run --mount volume-opt=o=", "a,"),
        ("docker run -v ", "$("),
        ("docker run -v ", "${"),
        ("docker run -v ", "`"),
        ("docker run -v ", "$A"),
        ("docker run -v ", "%A%"),
        ("docker run ", "<a"),
        ("docker run ", "--log-opt a=b "),
        ("docker run ", "--network a "),
        (
            "A=bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\ndocker run -e x=",
            "$A",
        ),
        ("A='-e a -e b -e c'\ndocker run ", "$A "),
        ("", "```\n"),
        ("", "```sh\ndocker run a\n```\n"),
        ("docker run a\n", "C:\\"),
        ("docker run a\n", "a:\\ "),
        ("", "docker -H "),
        ("", "alias a='docker run b; "),
        ("", "alias a=\"docker run b\" "),
        ("", "docker run --name a b\ndocker run --name a-2 b\n"),
    ] {
        for size in [300, 50_000] {
            let text = format!("{head}{}", unit.repeat(size / unit.len()));
            check(&text);
        }
    }
}
