//! Which base images are small, and which have a smaller variant.

use super::base_images::full_name;
use super::compiled::BASE_VARIANTS;

/// Repositories of one size, or with variants of several.
#[derive(Debug, PartialEq, Eq)]
pub struct Variants {
    /// The repositories with their registries; a final `*` stands for any rest.
    pub repositories: &'static [&'static str],
    /// How much is in them.
    pub size: Size,
    /// How the parts of tags begin that name the smaller variants.
    pub small: &'static [&'static str],
    /// Where this can be read.
    pub source: &'static str,
}

/// How much is in a base image.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// Little more than a program needs.
    Small,
    /// A whole distribution.
    Whole,
    /// The tag tells.
    Varies,
}

impl Variants {
    /// Whether the variant of this tag is a small one.
    pub fn is_small(&self, tag: Option<&str>) -> bool {
        match self.size {
            Size::Small => true,
            Size::Whole => false,
            Size::Varies => {
                let tag = tag.unwrap_or_default().to_ascii_lowercase();
                let is_small = |part: &str| self.small.iter().any(|word| part.starts_with(word));
                tag.split(['-', '_']).any(is_small)
            }
        }
    }
}

/// What is known of the sizes of a repository's images.
pub fn variants_of(repository: &str) -> Option<&'static Variants> {
    let repository = full_name(repository);
    let is_named = |known: &str| match known.strip_suffix('*') {
        Some(start) => repository.starts_with(start),
        None => repository == known,
    };
    let mut entries = BASE_VARIANTS.iter();
    entries.find(|entry| entry.repositories.iter().any(|known| is_named(known)))
}

#[cfg(test)]
mod tests {
    use super::variants_of;

    #[test]
    fn small_variants_are_known_by_their_tags() {
        let is_small = |repository, tag| variants_of(repository).map(|it| it.is_small(tag));
        assert_eq!(is_small("alpine", None), Some(true));
        assert_eq!(is_small("ubuntu", Some("24.04")), Some(false));
        assert_eq!(is_small("node", Some("24")), Some(false));
        assert_eq!(is_small("node", None), Some(false));
        assert_eq!(is_small("node", Some("24-alpine3.22")), Some(true));
        assert_eq!(is_small("python", Some("3.13-slim-bookworm")), Some(true));
        assert_eq!(is_small("gcr.io/distroless/base", None), Some(true));
        assert_eq!(is_small("registry.example.com/node", None), None);
    }
}
