//! Image references, taken apart as the OCI distribution grammar has it.

mod grammar;
mod moving;

use std::fmt;

use crate::span::Span;

/// A reference to an image, e.g. `registry:5000/team/app:1.4@sha256:…`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImageReference {
    /// As written, after variables were filled in; one without a value stays as it is written.
    pub text: String,
    /// Everything before tag and digest.
    pub repository: String,
    /// After the last `:` that follows the last `/`.
    pub tag: Option<String>,
    /// Whether a `:` stands where a tag would follow, and none does; Docker takes no such text.
    pub is_tag_empty: bool,
    /// After `@`, where it is one: an algorithm and enough hexadecimal digits.
    pub digest: Option<String>,
    /// Whether something stands after `@` that is no digest.
    pub is_digest_malformed: bool,
    /// Variables in the text whose values are not known.
    pub unresolved: Vec<String>,
    /// Where a file that people write holds this very text.
    pub place: Option<Span>,
    /// Whether a variable of that file fills in some of it.
    pub is_filled_in: bool,
    /// Whether its registry is one of those that the settings list.
    pub approval: Approval,
}

/// Whether an image comes from a registry that the settings list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Approval {
    /// The settings list none, so any will do.
    #[default]
    Unasked,
    /// The registry is listed.
    Given,
    /// It is not.
    Refused,
    /// A variable without a value decides.
    Open,
}

/// Registries that are all Docker Hub; an image without one comes from there.
const DOCKER_HUB: [&str; 4] = [
    "docker.io",
    "index.docker.io",
    "hub.docker.com",
    "registry-1.docker.io",
];

impl ImageReference {
    /// Takes a reference apart.
    pub fn new(text: &str) -> Self {
        let text = text.trim();
        let shape = without_braces(text);
        let cut = |at: usize| (text.get(..at), text.get(at + 1..));
        let (name, stated) = match shape.find('@').map(cut) {
            Some((Some(name), Some(digest))) => (name, Some(digest)),
            Some(_) | None => (text, None),
        };
        let digest = stated.filter(|digest| is_digest(digest)).map(str::to_owned);
        let shape = shape.get(..name.len()).unwrap_or_default();
        let after_slash = shape.rfind('/').map_or(0, |slash| slash + 1);
        let colon = shape.get(after_slash..).and_then(|last| last.find(':'));
        let (repository, tag) = match colon.map(|colon| name.split_at(after_slash + colon)) {
            Some((repository, tag)) => (repository, tag.strip_prefix(':')),
            None => (name, None),
        };
        Self {
            text: text.to_owned(),
            repository: repository.to_owned(),
            is_tag_empty: tag == Some(""),
            tag: tag.filter(|tag| !tag.is_empty()).map(str::to_owned),
            is_digest_malformed: stated.is_some_and(|it| !it.contains('$')) && digest.is_none(),
            digest,
            ..Self::default()
        }
    }

    /// Whether it names the content itself, by digest or by image id; `None` where a variable
    /// without a value decides.
    pub fn is_pinned(&self) -> Option<bool> {
        if self.digest.is_some() || is_id(&self.text) {
            Some(true)
        } else if self.is_digest_malformed {
            Some(false)
        } else {
            // Behind the last slash a variable may bring a digest along.
            let last = without_braces(&self.text);
            let start = last.rfind('/').map_or(0, |slash| slash + 1);
            let is_open = match (&self.tag, self.text.get(start..)) {
                (Some(tag), _) => tag.contains('$') || self.text.contains("@$"),
                (None, last) => last.is_some_and(|last| last.contains('$')),
            };
            (!is_open).then_some(false)
        }
    }

    /// Whether it names a tag, so that Docker does not take one of its own; `None` where a
    /// variable without a value decides.
    pub fn is_tag_stated(&self) -> Option<bool> {
        if self.tag.is_some() || self.is_tag_empty {
            return Some(true);
        }
        let name = without_braces(&self.repository);
        let start = name.rfind('/').map_or(0, |slash| slash + 1);
        let last = self.repository.get(start..).unwrap_or_default();
        (!last.contains('$')).then_some(false)
    }

    /// Whether the tag is known to move, or only names an operating system; `None` where a
    /// variable without a value decides.
    pub fn is_tag_moving(&self) -> Option<bool> {
        self.tag
            .as_deref()
            .map_or(Some(false), |tag| moving::is_moving(&self.repository, tag))
    }

    /// The registry's host in lower case; `None` where a variable without a value decides.
    pub fn registry(&self) -> Option<String> {
        let first = match self.repository.split_once('/') {
            Some((first, _)) => first,
            None if self.repository.contains('$') => return None,
            None => return Some(DOCKER_HUB[0].to_owned()),
        };
        if first.contains('$') {
            return None;
        }
        let first = first.to_ascii_lowercase();
        let is_host = first.contains(['.', ':']) || first == "localhost";
        if is_host && !DOCKER_HUB.contains(&first.as_str()) {
            Some(first)
        } else {
            Some(DOCKER_HUB[0].to_owned())
        }
    }

    /// Whether the registry is one of `approved`, each exact or with `*` at either end.
    pub fn approval_by(&self, approved: &[String]) -> Approval {
        if approved.is_empty() {
            return Approval::Unasked;
        }
        let registry = self.registry();
        let is_among = |registry: &str| {
            let mut approved = approved.iter().map(|it| it.trim().to_ascii_lowercase());
            approved.any(|pattern| is_matched(registry, &pattern))
        };
        let is_approved = match registry.as_deref() {
            Some(hub) if hub == DOCKER_HUB[0] => DOCKER_HUB.into_iter().any(is_among),
            Some(registry) => is_among(registry),
            None if approved.iter().any(|it| it.trim() == "*") => true,
            None => return Approval::Open,
        };
        if is_approved {
            Approval::Given
        } else {
            Approval::Refused
        }
    }

    /// Whether a registry would take the text for a reference at all.
    pub fn is_valid(text: &str) -> bool {
        grammar::is_reference(text)
    }
}

/// The text with what stands between `${` and `}` blanked out, byte for byte: a colon in there
/// begins no tag.
fn without_braces(text: &str) -> String {
    let mut depth = 0_usize;
    let mut last = ' ';
    let mut blanked = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '{' if last == '$' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        last = letter;
        if depth == 0 {
            blanked.push(letter);
        } else {
            blanked.extend(std::iter::repeat_n('_', letter.len_utf8()));
        }
    }
    blanked
}

fn is_matched(registry: &str, pattern: &str) -> bool {
    match (pattern.strip_prefix('*'), pattern.strip_suffix('*')) {
        (Some(end), Some(_)) => end
            .strip_suffix('*')
            .is_none_or(|middle| registry.contains(middle)),
        (Some(end), None) => registry.ends_with(end),
        (None, Some(start)) => registry.starts_with(start),
        (None, None) => registry == pattern,
    }
}

/// An image id in full: 64 hexadecimal digits, alone or after `sha256:`.
fn is_id(text: &str) -> bool {
    let digits = text.strip_prefix("sha256:").unwrap_or(text);
    digits.len() == 64 && digits.bytes().all(|digit| digit.is_ascii_hexdigit())
}

fn is_digest(text: &str) -> bool {
    text.split_once(':').is_some_and(|(algorithm, digits)| {
        let least = if algorithm == "sha256" { 64 } else { 32 };
        !algorithm.is_empty()
            && digits.len() >= least
            && digits.bytes().all(|digit| digit.is_ascii_hexdigit())
    })
}

impl fmt::Display for ImageReference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::ImageReference;

    #[test]
    fn a_registry_port_is_no_tag() {
        let image = ImageReference::new("registry:5000/team/app");
        assert_eq!(
            (image.repository.as_str(), image.tag),
            ("registry:5000/team/app", None)
        );
        let image = ImageReference::new("registry:5000/team/app:1.4");
        assert_eq!(image.tag.as_deref(), Some("1.4"));
    }

    #[test]
    fn a_digest_needs_all_its_digits() {
        let digits = "a".repeat(64);
        let pinned = |text: &str| ImageReference::new(text).is_pinned();
        assert_eq!(pinned(&format!("app:1@sha256:{digits}")), Some(true));
        assert_eq!(pinned(&format!("sha256:{digits}")), Some(true));
        assert_eq!(pinned("app:1@sha256:abcd"), Some(false));
    }

    #[test]
    fn a_variable_leaves_open_only_what_it_could_decide() {
        let known = |text: &str| {
            let image = ImageReference::new(text);
            (
                image.is_tag_stated(),
                image.is_tag_moving(),
                image.is_pinned(),
            )
        };
        let (yes, no) = (Some(true), Some(false));
        assert_eq!(known("$IMAGE"), (None, no, None));
        assert_eq!(known("${HOST}/app"), (no, no, no));
        assert_eq!(known("${HOST:?a/b:c}/app"), (no, no, no));
        assert_eq!(known("app:$TAG"), (yes, None, None));
        assert_eq!(known("app:1.2${END}"), (yes, no, None));
        assert_eq!(known("$NAME:latest"), (yes, yes, no));
        assert_eq!(known("app:1@$DIGEST"), (yes, no, None));
    }

    #[test]
    fn registries_are_told_from_names() {
        for (text, host) in [
            ("node", Some("docker.io")),
            ("team/app:1", Some("docker.io")),
            ("hub.docker.com/team/app", Some("docker.io")),
            ("localhost/app", Some("localhost")),
            ("GHCR.io/team/app", Some("ghcr.io")),
            ("host:5000/app", Some("host:5000")),
            ("$HOST/app", None),
            ("$IMAGE", None),
        ] {
            let registry = ImageReference::new(text).registry();
            assert_eq!(registry.as_deref(), host, "{text}");
        }
    }

    #[test]
    fn approved_registries_may_end_or_begin_with_a_star() {
        use super::Approval::{Given, Open, Refused};
        let approved = |text: &str, pattern: &str| {
            ImageReference::new(text).approval_by(&[pattern.to_owned()])
        };
        for (text, pattern, is_approved) in [
            ("node", "docker.io", Given),
            ("node", "index.docker.io", Given),
            ("node", "ghcr.io", Refused),
            ("eu.gcr.io/a/b", "*.gcr.io", Given),
            ("gcr.io/a/b", "*.gcr.io", Refused),
            ("reg.example.com/a", "reg.*", Given),
            ("reg.example.com/a", "*example*", Given),
            ("reg.example.com/a", "*", Given),
            ("$HOST/a", "ghcr.io", Open),
            ("$HOST/a", "*", Given),
        ] {
            assert_eq!(approved(text, pattern), is_approved, "{text} {pattern}");
        }
    }

    proptest! {
        /// Any text can be taken apart and asked.
        #[test]
        fn any_text_is_a_reference_or_none(text in "[a-z:/@$\\{\\}é*. ]{0,40}") {
            let image = ImageReference::new(&text);
            image.is_pinned();
            image.is_tag_stated();
            image.is_tag_moving();
            image.approval_by(std::slice::from_ref(&text));
            ImageReference::is_valid(&text);
        }
    }
}
