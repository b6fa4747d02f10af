//! Addresses that Compose fetches a project's file from.

/// Whether an address is pinned to its content; `None` for a path on the own machine.
pub(super) fn is_pinned(path: &str) -> Option<bool> {
    if let Some(artifact) = path.strip_prefix("oci://") {
        let digest = artifact.split_once("@sha256:").map(|(_, digest)| digest);
        return Some(digest.is_some_and(|digest| is_hex(digest, 64)));
    }
    let is_repository = [
        "https://",
        "http://",
        "ssh://",
        "git://",
        "git@",
        "github.com/",
    ]
    .iter()
    .any(|start| path.starts_with(start));
    is_repository.then(|| names_commit(path))
}

/// Whether the part behind `#`, before a folder, or a parameter is a whole commit.
fn names_commit(address: &str) -> bool {
    let (address, fragment) = address.split_once('#').unwrap_or((address, ""));
    let reference = fragment.split(':').next().unwrap_or_default();
    let parameters = address.split_once('?').map_or("", |(_, query)| query);
    let named = parameters.split('&').filter_map(|parameter| {
        let (key, value) = parameter.split_once('=')?;
        matches!(key, "ref" | "commit" | "checksum").then_some(value)
    });
    named
        .chain([reference])
        .any(|it| is_hex(it, 40) || is_hex(it, 64))
}

fn is_hex(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::is_pinned;

    #[test]
    fn commits_and_digests_pin() {
        let commit = "0123456789abcdef0123456789abcdef01234567";
        let digest = format!("{commit}{}", "0".repeat(24));
        for (path, pinned) in [
            ("compose.db.yaml".to_owned(), None),
            ("../shared/compose.yaml".to_owned(), None),
            ("https://example.com/team/app.git".to_owned(), Some(false)),
            ("git@example.com:team/app.git#main".to_owned(), Some(false)),
            (format!("https://example.com/a.git#{commit}"), Some(true)),
            (format!("ssh://git@example.com/a#{commit}:sub"), Some(true)),
            (format!("https://example.com/a?ref={commit}"), Some(true)),
            (
                format!("https://example.com/a.git#{}", &commit[..7]),
                Some(false),
            ),
            ("oci://example.com/app:1.4".to_owned(), Some(false)),
            (format!("oci://example.com/app@sha256:{digest}"), Some(true)),
        ] {
            assert_eq!(is_pinned(&path), pinned, "{path}");
        }
    }
}
