//! What a registry takes for an image reference (OCI distribution specification, and the
//! reference grammar of Docker's distribution library).

/// Whether the text is a reference: host, path, tag and digest each where they belong.
pub(super) fn is_reference(text: &str) -> bool {
    let (name, digest) = match text.split_once('@') {
        Some((name, digest)) => (name, Some(digest)),
        None => (text, None),
    };
    let after_slash = name.rfind('/').map_or(0, |slash| slash + 1);
    let last = name.get(after_slash..).unwrap_or_default();
    let (path, tag) = match last
        .find(':')
        .map(|colon| name.split_at(after_slash + colon))
    {
        Some((path, tag)) => (path, tag.strip_prefix(':')),
        None => (name, None),
    };
    is_path(path) && tag.is_none_or(is_tag) && digest.is_none_or(is_digest)
}

fn is_path(path: &str) -> bool {
    let path = match path.split_once('/') {
        Some((host, rest)) if is_host(host) => rest,
        Some(_) | None => path,
    };
    path.split('/').all(is_component)
}

/// A first part that can be no component: it has a dot, a port, a capital, or is the own machine.
fn is_host(first: &str) -> bool {
    let (host, port) = match first.rsplit_once(':') {
        Some((host, port)) => (host, Some(port)),
        None => (first, None),
    };
    let looks_like_one = port.is_some()
        || host == "localhost"
        || host.contains(['.', '['])
        || host.contains(|letter: char| letter.is_ascii_uppercase());
    let is_port = port
        .is_none_or(|port| !port.is_empty() && port.bytes().all(|digit| digit.is_ascii_digit()));
    let is_address = host
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
        .is_some_and(|address| {
            address
                .bytes()
                .all(|it| it.is_ascii_hexdigit() || it == b':')
        });
    let is_name = host.split('.').all(|label| {
        let inner = |it: u8| it.is_ascii_alphanumeric() || it == b'-';
        !label.is_empty()
            && label.bytes().all(inner)
            && !label.starts_with('-')
            && !label.ends_with('-')
    });
    looks_like_one && is_port && (is_address || is_name)
}

/// Lower-case letters and digits, joined by one dot, one or two underscores, or hyphens.
fn is_component(part: &str) -> bool {
    let is_letter = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit();
    let mut rest = part;
    loop {
        let after = rest.trim_start_matches(is_letter);
        if after.len() == rest.len() {
            return false;
        }
        if after.is_empty() {
            return true;
        }
        let next = after.trim_start_matches(['.', '_', '-']);
        let joint = after.get(..after.len() - next.len()).unwrap_or_default();
        let is_joint = matches!(joint, "." | "_" | "__")
            || (!joint.is_empty() && joint.bytes().all(|it| it == b'-'));
        if !is_joint {
            return false;
        }
        rest = next;
    }
}

/// Up to 128 letters, digits, underscores, dots and hyphens; neither of the last two in front.
fn is_tag(tag: &str) -> bool {
    let is_word = |it: u8| it.is_ascii_alphanumeric() || it == b'_';
    !tag.is_empty()
        && tag.len() <= 128
        && !tag.starts_with(['.', '-'])
        && tag
            .bytes()
            .all(|it| is_word(it) || it == b'.' || it == b'-')
}

fn is_digest(digest: &str) -> bool {
    digest.split_once(':').is_some_and(|(algorithm, digits)| {
        let is_algorithm = algorithm.starts_with(|it: char| it.is_ascii_alphabetic())
            && algorithm
                .bytes()
                .all(|it| it.is_ascii_alphanumeric() || b"+._-".contains(&it));
        is_algorithm && digits.len() >= 32 && digits.bytes().all(|it| it.is_ascii_hexdigit())
    })
}

#[cfg(test)]
mod tests {
    use super::is_reference;

    #[test]
    fn references_follow_the_grammar() {
        let digits = "0".repeat(64);
        for good in [
            "node",
            "node:24-slim",
            "registry:5000/app",
            "REGISTRY.example/app_x/a__b/c--d:V1.2_3",
            "[2001:db8::1]:5000/app",
            "localhost/app:1",
            &format!("app:1@sha256:{digits}"),
        ] {
            assert!(is_reference(good), "{good}");
        }
        for bad in [
            "",
            "node:",
            ":1",
            "Node",
            "a//b",
            "/a",
            "a/",
            "a___b",
            "a-",
            "app:1@sha256:12",
            "app:-x",
            "app:1:2",
            "a b",
            "host:x/app",
        ] {
            assert!(!is_reference(bad), "{bad}");
        }
    }
}
