//! What services are called.

use std::collections::{BTreeMap, BTreeSet};

/// Names for services, each once.
#[derive(Debug, Default)]
pub(super) struct Names {
    taken: BTreeSet<String>,
    /// How often each name was wanted.
    wanted: BTreeMap<String, usize>,
}

impl Names {
    /// The name, numbered where it is taken.
    pub(super) fn of(&mut self, name: &str) -> String {
        let count = self.wanted.entry(name.to_owned()).or_insert(0);
        let mut unique = name.to_owned();
        loop {
            *count += 1;
            if *count > 1 {
                unique = format!("{name}-{count}");
            }
            if self.taken.insert(unique.clone()) {
                return unique;
            }
        }
    }
}

/// The last part of an image's name, without tag and digest; of a variable, its name.
pub(super) fn of_image(image: &str) -> String {
    let bare = image.split('@').next().unwrap_or_default();
    let last = bare.rsplit('/').next().unwrap_or_default();
    let last = if last.starts_with("${") {
        last.trim_start_matches("${")
            .split('}')
            .next()
            .unwrap_or_default()
    } else {
        last.split([':', '$']).next().unwrap_or_default()
    };
    let name: String = last
        .chars()
        .take_while(|it| it.is_ascii_alphanumeric() || "._-".contains(*it))
        .collect();
    if name.is_empty() {
        "container".to_owned()
    } else {
        name.to_ascii_lowercase()
    }
}
