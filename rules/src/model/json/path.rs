//! The path to a place in a JSON element, as people write it.

use std::fmt::Write as _;

use crate::span::Span;

/// What is open around a place.
enum Open {
    /// An object, with the bytes of the key whose value is being read.
    Object(Option<Span>),
    /// An array, with the number of the element being read, from 0.
    Array(usize),
}

/// The keys and numbers that lead from `element` to the value or key that starts where
/// `target` does, e.g. `.HostConfig.Privileged`; `None` where nothing starts there.
pub fn path_to(text: &str, element: Span, target: Span) -> Option<String> {
    let mut open: Vec<Open> = Vec::new();
    let mut at = element.start;
    while at < element.end {
        let is_target = at == target.start;
        match *text.as_bytes().get(at)? {
            b'"' => {
                let string = Span::new(at, end_of_string(text, at));
                let is_key = matches!(open.last(), Some(Open::Object(None)));
                if let (true, Some(Open::Object(key))) = (is_key, open.last_mut()) {
                    *key = Some(string);
                }
                if is_target {
                    return Some(written(text, &open));
                }
                at = string.end;
                continue;
            }
            b' ' | b'\t' | b'\r' | b'\n' | b':' => {}
            b',' => match open.last_mut()? {
                Open::Object(key) => *key = None,
                Open::Array(number) => *number += 1,
            },
            b'}' | b']' => drop(open.pop()),
            _ if is_target => return Some(written(text, &open)),
            b'{' => open.push(Open::Object(None)),
            b'[' => open.push(Open::Array(0)),
            _ => {}
        }
        at += 1;
    }
    None
}

fn written(text: &str, open: &[Open]) -> String {
    let mut path = String::new();
    for step in open {
        match step {
            Open::Array(number) => {
                // Writing to a string cannot fail.
                let _ = write!(path, "[{number}]");
            }
            Open::Object(Some(key)) => {
                let quoted = key.of(text);
                let name = quoted.trim_matches('"');
                if name
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
                {
                    path.push('.');
                    path.push_str(name);
                } else {
                    let _ = write!(path, "[{quoted}]");
                }
            }
            Open::Object(None) => {}
        }
    }
    path
}

fn end_of_string(text: &str, start: usize) -> usize {
    let rest = text.as_bytes().get(start + 1..).unwrap_or_default();
    let mut is_escaped = false;
    for (offset, byte) in rest.iter().enumerate() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'"' => return start + offset + 2,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::path_to;
    use crate::span::Span;

    #[test]
    fn paths_are_written_as_people_write_them() {
        let text = r#"{"A":{"b":[1,{"c-d":"x\"y"}]},"80/tcp":null}"#;
        let whole = Span::new(0, text.len());
        let path = |wanted: &str| {
            let start = text.find(wanted).unwrap();
            path_to(text, whole, Span::new(start, start + wanted.len()))
        };
        assert_eq!(path("1,").as_deref(), Some(".A.b[0]"));
        assert_eq!(path(r#""x"#).as_deref(), Some(r#".A.b[1]["c-d"]"#));
        assert_eq!(path("null").as_deref(), Some(r#"["80/tcp"]"#));
        assert_eq!(path(r#""80/tcp""#).as_deref(), Some(r#"["80/tcp"]"#));
        assert_eq!(path_to(text, whole, Span::new(1, 1)).as_deref(), Some(".A"));
    }
}
