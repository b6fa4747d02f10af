use proptest::prelude::*;

use super::read;

fn ignores(patterns: &str, path: &str) -> bool {
    read(patterns).ignores(path).unwrap()
}

#[test]
fn patterns_fit_paths_and_folders_above() {
    for (patterns, path) in [
        ("Dockerfile", "Dockerfile"),
        ("/Dockerfile", "./Dockerfile"),
        ("node_modules/", "node_modules/a/b"),
        ("*.pem", "server.pem"),
        ("*/temp*", "some/temporary.txt"),
        ("**/*.pem", "server.pem"),
        ("**/*.pem", "a/b/server.pem"),
        ("a/**", "a/b/c"),
        ("a/**/c", "a/c"),
        ("a/**/c", "a/x/y/c"),
        ("temp?", "tempa"),
        ("id_[a-z]sa", "id_rsa"),
        ("id_[^0-9]sa", "id_rsa"),
        ("\\!odd", "!odd"),
        ("a/../b", "b"),
        ("*", "a/b"),
        ("**", "a/b"),
        ("# one\n \n.git\r\n", ".git/config"),
        (" .env ", ".env"),
    ] {
        assert!(ignores(patterns, path), "{patterns} fits {path}");
    }
    for (patterns, path) in [
        ("*.pem", "a/server.pem"),
        ("*/temp*", "temporary.txt"),
        ("a/**", "a"),
        ("temp?", "temp"),
        ("Dockerfile", "dockerfile"),
        ("# Dockerfile", "Dockerfile"),
        ("id_[a-z]sa", "id_1sa"),
        (".", "a"),
        ("", "a"),
        ("**", "."),
        ("a", "ab"),
        ("a**b", "axb"),
    ] {
        assert!(!ignores(patterns, path), "{patterns} does not fit {path}");
    }
}

#[test]
fn the_last_pattern_that_fits_decides() {
    assert!(!ignores("*.md\n!README.md", "README.md"));
    assert!(ignores("*.md\n!README.md\nREADME*", "README.md"));
    assert!(!ignores("**\n! src", "src/main.rs"));
    assert!(!ignores("!a", "a"));
    let file = read("*\n!src/app/*.rs\n");
    assert!(file.readmits_below("src"));
    assert!(file.readmits_below("src/app"));
    assert!(!file.readmits_below("docs"));
    assert!(!file.ignores_everything());
    assert!(read("# all\n**\n").ignores_everything());
    assert!(!read("*.md\n").ignores_everything());
}

#[test]
fn spans_are_those_of_the_lines() {
    let text = "# c\n  !a/b \n*.pem\n";
    let file = read(text);
    let lines: Vec<&str> = file
        .patterns
        .iter()
        .map(|pattern| pattern.text.span.of(text))
        .collect();
    assert_eq!(lines, ["!a/b", "*.pem"]);
    assert!(file.patterns[0].is_exception);
    assert_eq!(read("!\na[b\n").problems.len(), 2);
}

#[test]
fn much_is_read_in_short_time() {
    let stars = format!("{}b", "*a".repeat(3_000));
    assert!(!ignores(&stars, &"a".repeat(500)));
    let many = "**/x\n".repeat(20_000);
    assert!(!read(&many).problems.is_empty());
    assert_eq!(read("a").ignores(&"a/".repeat(2_000)), None);
    for open in ["[", "[a", "[^", "[]", "[\\]"] {
        assert!(!read(&open.repeat(300_000)).problems.is_empty(), "{open}");
    }
    let ranges = format!("[{}]", "a-c".repeat(10_000));
    assert!(read(&ranges).patterns.is_empty(), "each range is a step");
}

proptest! {
    #[test]
    fn any_text_is_read(text in any::<String>(), path in any::<String>()) {
        let file = read(&text);
        for pattern in &file.patterns {
            prop_assert!(text.get(pattern.text.span.start..pattern.text.span.end).is_some());
        }
        file.ignores(&path);
        file.readmits_below(&path);
    }

    #[test]
    fn anything_like_patterns_is_read(
        text in "(\\*\\*|\\*|\\?|\\[|\\]|\\^|-|!|/|\\\\|a|b|\n){0,40}", path in "[ab/]{0,20}"
    ) {
        let file = read(&text);
        if file.ignores(&path) == Some(true) {
            let below = format!("{path}/c");
            prop_assert!(file.ignores(&below) == Some(true) || file.readmits_below(&path));
        }
    }
}
