//! Paths that `extends` and `include` name.

pub(super) use crate::project::path::folder;
use crate::project::path::resolved;

/// A path that is seen from a folder; an address or a drive says by itself where it leads.
pub(super) fn seen_from(folder: &str, path: &str) -> String {
    let drive = path.split_once(':').map_or("", |(drive, _)| drive);
    if path.starts_with('~') || path.contains("://") || drive.len() == 1 {
        return path.to_owned();
    }
    resolved(folder, &path.replace('\\', "/"))
}

#[cfg(test)]
mod tests {
    use super::seen_from;

    #[test]
    fn paths_are_seen_from_a_folder() {
        assert_eq!(seen_from("", "./b.yaml"), "b.yaml");
        assert_eq!(seen_from("shop", "../common//b.yaml"), "common/b.yaml");
        assert_eq!(seen_from("shop", "..\\b.yaml"), "b.yaml");
        assert_eq!(seen_from("shop", "."), "shop");
    }

    #[test]
    fn addresses_stay() {
        let addresses = [
            "/srv/b.yaml",
            "C:/b.yaml",
            "~/b.yaml",
            "oci://example.org/b",
        ];
        for path in addresses {
            assert_eq!(seen_from("shop", path), path);
        }
    }
}
