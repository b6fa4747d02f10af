//! The paths to places in one JSON element, as people write them.

use std::fmt::Write as _;

use super::tape::Tape;
use crate::span::Span;

/// The paths into one value. What was looked at for one path serves the next.
#[derive(Debug)]
pub struct Paths<'t> {
    tape: Tape<'t>,
    /// What each object and list on the way holds, by their numbers, in the order they were met.
    looked_at: Vec<(usize, Vec<usize>)>,
    /// What leads to the value, and behind it the path that was asked for last.
    path: String,
    /// How much of it leads to the value.
    before: usize,
}

impl<'t> Paths<'t> {
    /// The paths into a value that was taken apart; `before` leads to the value itself, e.g.
    /// `[0]`.
    pub const fn new(tape: Tape<'t>, before: String) -> Self {
        Self {
            tape,
            looked_at: Vec::new(),
            before: before.len(),
            path: before,
        }
    }

    /// The value they lead into.
    pub fn element(&self) -> Span {
        self.tape.root().span()
    }

    /// The keys and numbers that lead to the value or key that starts where `target` does,
    /// e.g. `[0].HostConfig.Privileged`; `None` where nothing starts there.
    pub fn to(&mut self, target: Span) -> Option<Box<str>> {
        self.path.truncate(self.before);
        let mut value = 0;
        while self.tape.place(value).start != target.start {
            let is_object = self.tape.begins_with(value, b'{');
            let known = self.looked_at.iter().position(|(seen, _)| *seen == value);
            let known = known.unwrap_or_else(|| {
                self.looked_at.push((value, self.tape.inside(value)));
                self.looked_at.len() - 1
            });
            let (_, inside) = self.looked_at.get(known)?;
            // Values lie one behind the other, each behind its key.
            let begins = |value: usize| self.tape.place(value - usize::from(is_object));
            let at = inside.partition_point(|value| begins(*value).start <= target.start);
            let number = at.checked_sub(1)?;
            let inner = *inside.get(number)?;
            if is_object {
                let key = begins(inner);
                write_key(&mut self.path, key.of(self.tape.text()));
                if key.start == target.start {
                    break;
                }
            } else {
                // Writing to a string cannot fail.
                let _ = write!(self.path, "[{number}]");
            }
            let place = self.tape.place(inner);
            if target.start < place.start || place.end <= target.start {
                return None;
            }
            value = inner;
        }
        Some(self.path.as_str().into())
    }
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
    use super::{Paths, Tape};
    use crate::span::Span;

    #[test]
    fn paths_are_written_as_people_write_them() {
        let text = r#"{"A":{"b":[1,{"c-d":"x\"y"}]},"80/tcp":null}"#;
        let whole = Span::new(0, text.len());
        let mut paths = Paths::new(Tape::read(text, whole).unwrap(), String::new());
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
