//! The paths to places in one JSON element, as people write them.

use std::fmt::Write as _;

use super::scan::{Items, Members};
use crate::span::Span;

/// A member with the place of its key, or an item, which has none.
type Inner = (Option<Span>, Span);

/// The paths into one element of a text. What was looked at for one path serves the next.
#[derive(Debug)]
pub struct Paths<'t> {
    text: &'t str,
    element: Span,
    /// What each object and list on the way holds, in the order they were met.
    looked_at: Vec<(Span, Vec<Inner>)>,
}

impl<'t> Paths<'t> {
    /// The paths into `element`, which is a value of `text`.
    pub const fn new(text: &'t str, element: Span) -> Self {
        Self {
            text,
            element,
            looked_at: Vec::new(),
        }
    }

    /// The element they lead into.
    pub const fn element(&self) -> Span {
        self.element
    }

    /// The keys and numbers that lead to the value or key that starts where `target` does,
    /// e.g. `.HostConfig.Privileged`; `None` where nothing starts there.
    pub fn to(&mut self, target: Span) -> Option<String> {
        let mut path = String::new();
        let mut value = self.element;
        while value.start != target.start {
            let text = self.text;
            let members = self.members(value);
            // Members lie one behind the other, each key before its value.
            let at = members.partition_point(|(key, value)| start(*key, *value) <= target.start);
            let number = at.checked_sub(1)?;
            let (key, inner) = *members.get(number)?;
            match key {
                Some(key) => write_key(&mut path, key.of(text)),
                None => {
                    // Writing to a string cannot fail.
                    let _ = write!(path, "[{number}]");
                }
            }
            if key.is_some_and(|key| key.start == target.start) {
                return Some(path);
            }
            if target.start < inner.start || inner.end <= target.start {
                return None;
            }
            value = inner;
        }
        Some(path)
    }

    /// The members of an object or the items of a list; nothing for other values.
    fn members(&mut self, value: Span) -> &[Inner] {
        let known = self.looked_at.iter().position(|(seen, _)| *seen == value);
        let at = known.unwrap_or_else(|| {
            let members = match self.text.as_bytes().get(value.start) {
                Some(b'{') => Members::new(self.text, value)
                    .map(|(key, value)| (Some(key), value))
                    .collect(),
                Some(b'[') => Items::new(self.text, value).map(|it| (None, it)).collect(),
                _ => Vec::new(),
            };
            self.looked_at.push((value, members));
            self.looked_at.len() - 1
        });
        self.looked_at.get(at).map_or(&[], |(_, members)| members)
    }
}

fn start(key: Option<Span>, value: Span) -> usize {
    key.map_or(value.start, |key| key.start)
}

fn write_key(path: &mut String, quoted: &str) {
    let name = quoted.trim_matches('"');
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    if name.bytes().all(is_plain) {
        path.push('.');
        path.push_str(name);
    } else {
        // Writing to a string cannot fail.
        let _ = write!(path, "[{quoted}]");
    }
}

#[cfg(test)]
mod tests {
    use super::Paths;
    use crate::span::Span;

    #[test]
    fn paths_are_written_as_people_write_them() {
        let text = r#"{"A":{"b":[1,{"c-d":"x\"y"}]},"80/tcp":null}"#;
        let whole = Span::new(0, text.len());
        let mut paths = Paths::new(text, whole);
        let mut path = |wanted: &str| {
            let start = text.find(wanted).unwrap();
            paths.to(Span::new(start, start + wanted.len()))
        };
        assert_eq!(path("1,").as_deref(), Some(".A.b[0]"));
        assert_eq!(path(r#""x"#).as_deref(), Some(r#".A.b[1]["c-d"]"#));
        assert_eq!(path("null").as_deref(), Some(r#"["80/tcp"]"#));
        assert_eq!(path(r#""80/tcp""#).as_deref(), Some(r#"["80/tcp"]"#));
        assert_eq!(path("}]}").as_deref(), None);
        assert_eq!(paths.to(Span::new(1, 1)).as_deref(), Some(".A"));
        assert_eq!(paths.to(Span::new(0, 1)).as_deref(), Some(""));
        assert_eq!(paths.to(Span::new(999, 999)).as_deref(), None);
    }
}
