//! The promise that nothing leaves, read in the files that are published.

use std::collections::BTreeMap;
use std::fs;

use plimsoll_tests::browser::setting::dist;
use plimsoll_tests::corpus::text;

/// A directive's name and its sources.
type Policy = BTreeMap<String, Vec<String>>;

/// The value of an attribute of the tag that starts the text.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = tag.split_once(&format!("{name}=\""))?;
    Some(rest.split_once('"')?.0)
}

/// The page's tags outside of scripts and styles, without their angle brackets.
fn tags(page: &str) -> Vec<&str> {
    let mut tags = Vec::new();
    let mut rest = page;
    while let Some((_, after)) = rest.split_once('<') {
        if let Some(comment) = after.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let Some((tag, after)) = after.split_once('>') else {
            break;
        };
        tags.push(tag);
        rest = after;
        for raw in ["script", "style"] {
            let is_raw = tag
                .strip_prefix(raw)
                .is_some_and(|end| end.is_empty() || end.starts_with(' '));
            if is_raw {
                let end = format!("</{raw}");
                rest = after
                    .find(&end)
                    .and_then(|at| after.get(at..))
                    .unwrap_or_default();
            }
        }
    }
    tags
}

/// What runs in the page: its own script files and the texts of its script blocks.
fn scripts(name: &str) -> Vec<String> {
    let page = text(&dist().join(name));
    let mut scripts: Vec<String> = page
        .split("<script")
        .skip(1)
        .filter_map(|part| {
            let (tag, rest) = part.split_once('>')?;
            let is_program = tag.contains(".wasm\"");
            let script = rest.split_once("</script")?.0;
            (!is_program && !script.trim().is_empty()).then(|| script.to_owned())
        })
        .collect();
    if name == "index.html" {
        let files = fs::read_dir(dist()).expect("the page's folder");
        let paths = files.filter_map(|entry| entry.ok().map(|entry| entry.path()));
        scripts.extend(
            paths
                .filter(|path| path.extension().is_some_and(|part| part == "js"))
                .map(|path| text(&path)),
        );
    }
    assert!(!scripts.is_empty(), "{name} runs nothing");
    scripts
        .iter()
        .map(|script| without_comments(script))
        .collect()
}

/// The script without the lines that are comments, which may cite what they like.
fn without_comments(script: &str) -> String {
    let is_code = |line: &&str| !line.trim_start().starts_with("//");
    script
        .lines()
        .filter(is_code)
        .collect::<Vec<_>>()
        .join("\n")
}

/// The policy of a page, which must stand before anything it could be late for.
fn policy(name: &str) -> Policy {
    let page = text(&dist().join(name));
    let all = tags(&page);
    let is_policy = |tag: &&str| {
        attribute(tag, "http-equiv")
            .is_some_and(|it| it.eq_ignore_ascii_case("content-security-policy"))
    };
    let at = all
        .iter()
        .position(is_policy)
        .unwrap_or_else(|| panic!("{name} has no policy"));
    for tag in all.iter().take(at) {
        for late in ["script", "style", "link", "img", "iframe"] {
            assert!(
                !tag.starts_with(late),
                "{name}: <{tag}> stands before the policy"
            );
        }
    }
    let content = attribute(all[at], "content").expect("the policy has a content");
    let directives = content.split(';').map(str::split_whitespace);
    directives
        .filter_map(|mut words| {
            let directive = words.next()?.to_owned();
            Some((directive, words.map(str::to_owned).collect()))
        })
        .collect()
}

fn assert_strict(name: &str, policy: &Policy, connect: &str, itself: &[&str]) {
    assert_eq!(policy["default-src"], ["'none'"], "{name}");
    assert_eq!(policy["connect-src"], [connect], "{name}");
    assert_eq!(policy["base-uri"], ["'none'"], "{name}");
    assert_eq!(policy["form-action"], ["'none'"], "{name}");
    assert_eq!(policy["worker-src"], ["blob:"], "{name}");
    assert_eq!(policy["require-trusted-types-for"], ["'script'"], "{name}");
    assert_eq!(policy["trusted-types"], ["plimsoll", "default"], "{name}");
    for (directive, sources) in policy {
        let allowed: Vec<&str> = match directive.as_str() {
            "default-src" | "base-uri" | "form-action" => vec!["'none'"],
            "script-src" => [itself, &["'wasm-unsafe-eval'", "'sha256-"]].concat(),
            "style-src" => [itself, &["'none'", "'sha256-"]].concat(),
            "img-src" => [itself, &["data:", "blob:"]].concat(),
            "font-src" => [itself, &["data:"]].concat(),
            "manifest-src" => itself.to_vec(),
            "connect-src" => vec![connect],
            "worker-src" => vec!["blob:"],
            "require-trusted-types-for" => vec!["'script'"],
            "trusted-types" => vec!["plimsoll", "default"],
            _ => panic!("{name}: nobody promised a directive {directive}"),
        };
        for source in sources {
            let is_allowed = allowed.iter().any(|allowed| {
                source == allowed || (*allowed == "'sha256-" && source.starts_with(allowed))
            });
            assert!(is_allowed, "{name}: {directive} allows {source}");
        }
    }
}

#[test]
fn the_site_connects_to_itself_alone() {
    assert_strict("index.html", &policy("index.html"), "'self'", &["'self'"]);
}

#[test]
fn the_page_in_one_file_connects_to_nothing() {
    assert_strict("plimsoll.html", &policy("plimsoll.html"), "'none'", &[]);
}

#[test]
fn no_tag_acts_or_leads_elsewhere() {
    for name in ["index.html", "plimsoll.html"] {
        let page = text(&dist().join(name));
        for tag in tags(&page) {
            for word in tag.split_whitespace().skip(1) {
                assert!(
                    !word.starts_with("style="),
                    "{name}: <{tag}> has a style of its own"
                );
                let acts = word.starts_with("on") && word.contains("=\"");
                assert!(!acts, "{name}: <{tag}> acts");
            }
            if attribute(tag, "http-equiv").is_some() {
                // The policy: its hashes hold slashes.
                continue;
            }
            for key in ["src", "href", "action", "content"] {
                let Some(value) = attribute(tag, &format!(" {key}")) else {
                    continue;
                };
                assert!(
                    !value.contains("//") || value.starts_with("data:"),
                    "{name}: <{tag}> names another place"
                );
                let inside = value.starts_with("data:") || value.starts_with('#');
                assert!(
                    name != "plimsoll.html" || key == "content" || inside,
                    "{name}: <{tag}> is not in the file"
                );
            }
        }
    }
}

#[test]
fn no_script_knows_how_to_call_out() {
    let ways = [
        "RTCPeerConnection",
        "WebSocket",
        "WebTransport",
        "EventSource",
        "XMLHttpRequest",
        "sendBeacon",
        "importScripts",
        "serviceWorker",
        "eval(",
        "new Function",
        "document.write",
    ];
    for name in ["index.html", "plimsoll.html"] {
        for script in scripts(name) {
            for way in ways {
                assert!(!script.contains(way), "{name}: {}", around(&script, way));
            }
            for scheme in ["http:", "https:", "ws:", "wss:", "\"//", "'//", "`//"] {
                for (at, _) in script.match_indices(scheme) {
                    // Names of vocabularies look like addresses and are none.
                    let rest = script.get(at..).unwrap_or_default();
                    let is_name = rest.starts_with("http://www.w3.org/");
                    assert!(is_name, "{name}: {}", around(&script, scheme));
                }
            }
        }
    }
}

/// A way to call out with what stands around it.
fn around(script: &str, word: &str) -> String {
    let at = script.find(word).unwrap_or_default();
    let part: String = script
        .get(at.saturating_sub(80)..)
        .unwrap_or(script)
        .chars()
        .take(200)
        .collect();
    format!("“{word}” in …{part}…")
}

#[test]
fn these_tests_would_notice() {
    assert_eq!(attribute("a href=\"x\" b=\"y\"", "b"), Some("y"));
    let page = "<a x=\"1\"><!-- <b> --><script>if (1 < 2) {}</script><c>";
    assert_eq!(tags(page), ["a x=\"1\"", "script", "/script", "c"]);
    let lax: Policy = [
        ("default-src", vec!["'none'"]),
        ("connect-src", vec!["'self'"]),
        ("base-uri", vec!["'none'"]),
        ("form-action", vec!["'none'"]),
        ("worker-src", vec!["blob:"]),
        ("require-trusted-types-for", vec!["'script'"]),
        ("trusted-types", vec!["plimsoll", "default"]),
        ("script-src", vec!["'self'", "'unsafe-inline'"]),
    ]
    .into_iter()
    .map(|(name, sources)| {
        (
            name.to_owned(),
            sources.into_iter().map(str::to_owned).collect(),
        )
    })
    .collect();
    let refused = std::panic::catch_unwind(|| assert_strict("lax", &lax, "'self'", &["'self'"]));
    assert!(refused.is_err());
}
