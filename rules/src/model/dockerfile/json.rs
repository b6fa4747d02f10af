//! JSON arrays of strings inside an instruction.

use super::LogicalText;
use crate::span::Spanned;

/// What a text is as a JSON array.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Array {
    /// An array of nothing but strings, decoded; spans include the quotes.
    Strings(Vec<Spanned<String>>),
    /// A well-formed array that holds something other than strings.
    OtherValues,
    /// No JSON array.
    No,
}

/// Reads the whole of `text` as a JSON array.
pub(super) fn read(text: &LogicalText) -> Array {
    let source = text.as_str();
    if !source.trim_start().starts_with('[') {
        return Array::No;
    }
    if let Some(strings) = strings(text) {
        return Array::Strings(strings);
    }
    match serde_json::from_str::<Vec<serde::de::IgnoredAny>>(source) {
        Ok(_) => Array::OtherValues,
        Err(_) => Array::No,
    }
}

fn strings(text: &LogicalText) -> Option<Vec<Spanned<String>>> {
    let source = text.as_str();
    let mut rest = skip(source).strip_prefix('[')?;
    let mut strings = Vec::new();
    if let Some(after) = skip(rest).strip_prefix(']') {
        return skip(after).is_empty().then_some(strings);
    }
    loop {
        rest = skip(rest);
        let start = source.len() - rest.len();
        let length = string_length(rest)?;
        let (literal, after) = rest.split_at_checked(length)?;
        let value: String = serde_json::from_str(literal).ok()?;
        strings.push(Spanned::new(value, text.span(start..start + length)));
        rest = skip(after);
        match rest.strip_prefix(',') {
            Some(after) => rest = after,
            None => break,
        }
    }
    skip(rest.strip_prefix(']')?).is_empty().then_some(strings)
}

/// How many bytes the string literal at the start of `text` takes, quotes included.
fn string_length(text: &str) -> Option<usize> {
    let mut bytes = text.bytes().enumerate();
    if bytes.next()?.1 != b'"' {
        return None;
    }
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'"' => return Some(at + 1),
            b'\\' => {
                bytes.next()?;
            }
            _ => {}
        }
    }
    None
}

fn skip(text: &str) -> &str {
    text.trim_start_matches([' ', '\t', '\r', '\n'])
}

#[cfg(test)]
mod tests {
    use super::{Array, read};
    use crate::model::dockerfile::LogicalText;

    fn strings(source: &str) -> Option<Vec<(String, String)>> {
        let mut text = LogicalText::at(0);
        text.push(source, 0);
        let Array::Strings(strings) = read(&text) else {
            return None;
        };
        let pair = |string: crate::span::Spanned<String>| {
            let literal = string.span.of(source).to_owned();
            (string.value, literal)
        };
        Some(strings.into_iter().map(pair).collect())
    }

    fn kind(source: &str) -> Array {
        let mut text = LogicalText::at(0);
        text.push(source, 0);
        read(&text)
    }

    #[test]
    fn strings_are_decoded_and_placed() {
        let found = strings(r#"[ "a\n\"b" ,"é\u0041", "]"]  "#).unwrap();
        let expected = [
            ("a\n\"b", r#""a\n\"b""#),
            ("éA", r#""é\u0041""#),
            ("]", r#""]""#),
        ];
        let expected = expected.map(|(value, literal)| (value.to_owned(), literal.to_owned()));
        assert_eq!(found, expected);
        assert_eq!(strings("[]"), Some(Vec::new()));
    }

    #[test]
    fn all_else_is_no_array_of_strings() {
        for source in [
            "['a']",
            r#"["a""#,
            r#"["a",]"#,
            r#"["a"] x"#,
            r#"["a" "b"]"#,
            "a",
            "",
            r#"["\x"]"#,
        ] {
            assert_eq!(kind(source), Array::No, "{source}");
        }
        for source in ["[1]", r#"["a", ["b"]]"#, "[null, true]", r#"[{"a": 1}]"#] {
            assert_eq!(kind(source), Array::OtherValues, "{source}");
        }
        assert_eq!(kind(&"[".repeat(100_000)), Array::No);
    }
}
