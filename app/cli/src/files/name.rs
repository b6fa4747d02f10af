//! What a file is called in the report.

use std::path::{Component, Path};

/// The path as given, with `/` between folders and without `.` in it.
pub(crate) fn name_of(path: &Path) -> String {
    let mut name = String::new();
    for component in path.components() {
        match component {
            Component::CurDir => continue,
            Component::RootDir => {
                name.push('/');
                continue;
            }
            Component::Prefix(_) | Component::ParentDir | Component::Normal(_) => {}
        }
        if !name.is_empty() && !name.ends_with('/') {
            name.push('/');
        }
        name.push_str(&component.as_os_str().to_string_lossy());
    }
    if name.is_empty() {
        ".".to_owned()
    } else {
        name
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::name_of;

    #[test]
    fn names_are_paths_without_detours() {
        for (path, name) in [
            ("Dockerfile", "Dockerfile"),
            ("./Dockerfile", "Dockerfile"),
            ("./web//./Dockerfile", "web/Dockerfile"),
            ("../web/Dockerfile", "../web/Dockerfile"),
            ("/srv/web/Dockerfile", "/srv/web/Dockerfile"),
            (".", "."),
        ] {
            assert_eq!(name_of(Path::new(path)), name);
        }
    }
}
