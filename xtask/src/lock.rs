//! What Cargo.lock says.

/// The version of that package, if the lock file names exactly one.
pub(crate) fn version_of<'lock>(lock: &'lock str, package: &str) -> Option<&'lock str> {
    let mut versions = lock
        .split("[[package]]")
        .filter_map(|entry| (value(entry, "name")? == package).then(|| value(entry, "version"))?);
    let version = versions.next()?;
    versions.next().is_none().then_some(version)
}

fn value<'entry>(entry: &'entry str, key: &str) -> Option<&'entry str> {
    entry.lines().find_map(|line| {
        line.strip_prefix(key)?
            .strip_prefix(" = \"")?
            .strip_suffix('"')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = r#"version = 4

[[package]]
name = "sha2"
version = "0.10.9"

[[package]]
name = "sha2"
version = "0.11.1"

[[package]]
name = "wasm-bindgen"
version = "0.2.130"
source = "a registry"
dependencies = [
 "wasm-bindgen-macro",
]

[[package]]
name = "wasm-bindgen-macro"
version = "0.2.131"
"#;

    #[test]
    fn finds_the_one_version() {
        assert_eq!(version_of(LOCK, "wasm-bindgen"), Some("0.2.130"));
    }

    #[test]
    fn says_nothing_of_a_package_absent_or_locked_twice() {
        assert_eq!(version_of(LOCK, "bindgen"), None);
        assert_eq!(version_of(LOCK, "sha2"), None);
    }
}
