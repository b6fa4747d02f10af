//! Paths as artifacts are named: relative, with `/` between folders.

/// The folder a file lies in; empty for the topmost.
pub(super) fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// A path that is seen from a folder, without `.` and, as far as folders are known, without
/// `..`. An absolute path or an address stays what it is.
pub(super) fn seen_from(folder: &str, path: &str) -> String {
    let path = path.replace('\\', "/");
    if is_absolute(&path) {
        return path;
    }
    let mut parts: Vec<&str> = Vec::new();
    let root = if folder.starts_with('/') { "/" } else { "" };
    for part in folder.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    format!("{root}{}", parts.join("/"))
}

/// Whether a path says by itself where it leads, as an address or a drive does, too.
fn is_absolute(path: &str) -> bool {
    let drive = path.split_once(':').map_or("", |(drive, _)| drive);
    path.starts_with(['/', '~']) || path.contains("://") || drive.len() == 1
}

#[cfg(test)]
mod tests {
    use super::seen_from;

    #[test]
    fn paths_are_seen_from_a_folder() {
        assert_eq!(seen_from("", "./b.yaml"), "b.yaml");
        assert_eq!(seen_from("shop", "../common//b.yaml"), "common/b.yaml");
        assert_eq!(seen_from("shop", "web/../b.yaml"), "shop/b.yaml");
        assert_eq!(seen_from("shop", "..\\b.yaml"), "b.yaml");
        assert_eq!(seen_from("shop", "."), "shop");
        assert_eq!(seen_from("", "../../b.yaml"), "../../b.yaml");
        assert_eq!(seen_from("/srv/shop", "../b.yaml"), "/srv/b.yaml");
    }

    #[test]
    fn absolute_paths_stay() {
        for path in [
            "/srv/b.yaml",
            "C:/b.yaml",
            "~/b.yaml",
            "oci://example.org/b",
        ] {
            assert_eq!(seen_from("shop", path), path);
        }
    }
}
