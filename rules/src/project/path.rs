//! Paths as artifacts are named: `/` between folders, seen from where the reader stands.

/// The folder a path is in; empty for none.
pub(crate) fn folder(path: &str) -> &str {
    match path.rsplit_once('/') {
        Some(("", _)) => "/",
        Some((folder, _)) => folder,
        None => "",
    }
}

/// The last part of a path.
pub(crate) fn base(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// A path seen from a folder, without detours; an absolute one stays where it is.
pub(crate) fn resolved(folder: &str, path: &str) -> String {
    let from = if path.starts_with('/') { "" } else { folder };
    let is_absolute = path.starts_with('/') || from.starts_with('/');
    let mut parts: Vec<&str> = Vec::new();
    for part in from.split('/').chain(path.split('/')) {
        match (part, parts.last()) {
            ("" | ".", _) => {}
            ("..", Some(last)) if *last != ".." => {
                parts.pop();
            }
            ("..", _) if is_absolute => {}
            (part, _) => parts.push(part),
        }
    }
    let root = if is_absolute { "/" } else { "" };
    format!("{root}{}", parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::{base, folder, resolved};

    #[test]
    fn paths_are_resolved_lexically() {
        for (from, path, expected) in [
            ("", "compose.yaml", "compose.yaml"),
            ("shop", "./a/../b.yml", "shop/b.yml"),
            ("shop/db", "../../c.yml", "c.yml"),
            ("shop", "../../c.yml", "../c.yml"),
            ("../x", "../c.yml", "../c.yml"),
            ("/srv/app", "../c.yml", "/srv/c.yml"),
            ("/", "../c.yml", "/c.yml"),
            ("shop", "/srv/c.yml", "/srv/c.yml"),
            ("shop", ".", "shop"),
        ] {
            assert_eq!(resolved(from, path), expected, "{from} {path}");
        }
        assert_eq!((folder("a/b/c"), base("a/b/c")), ("a/b", "c"));
        assert_eq!((folder("c"), base("c"), folder("/c")), ("", "c", "/"));
    }
}
