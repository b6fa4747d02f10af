//! Paths inside an image.

/// Whether a path, its quotes and variables settled, depends on no folder set before: it
/// begins with a slash, either way round, or with a drive. An empty one depends on none.
pub fn is_absolute_path(path: &str) -> bool {
    let mut letters = path.chars();
    let drive = (letters.next(), letters.next());
    let has_drive = matches!(drive, (Some(letter), Some(':')) if letter.is_ascii_alphabetic());
    path.is_empty() || path.starts_with(['/', '\\']) || has_drive
}

#[cfg(test)]
mod tests {
    use super::is_absolute_path;

    #[test]
    fn drives_and_slashes_begin_an_absolute_path() {
        for absolute in ["/", "/app", "C:\\app", "c:/app", "\\app", ""] {
            assert!(is_absolute_path(absolute), "{absolute}");
        }
        for relative in ["app", "./app", "..", "1:/app", "é"] {
            assert!(!is_absolute_path(relative), "{relative}");
        }
    }
}
