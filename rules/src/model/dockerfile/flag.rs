//! Flags that stand before an instruction's arguments.

use super::{Keyword, LogicalText};
use crate::artifact::Effect;
use crate::span::{Span, Spanned};

use super::problems::{Problems, shown};

/// A flag such as `--from=build`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flag {
    /// Its name without the dashes; quotes and escapes are resolved.
    pub name: Spanned<String>,
    /// What follows the equals sign, quotes and escapes resolved; `None` without one.
    pub value: Option<Spanned<String>>,
}

impl Flag {
    /// From the dashes to the last byte of the value.
    pub fn span(&self) -> Span {
        let name = Span::new(self.name.span.start.saturating_sub(2), self.name.span.end);
        self.value
            .as_ref()
            .map_or(name, |value| name.to(value.span))
    }
}

/// Reads the flags at the start of `text`; the offset is where the arguments begin.
pub(super) fn read(text: &LogicalText, escape: char) -> (Vec<Flag>, usize) {
    let source = text.as_str();
    let mut flags = Vec::new();
    let mut at = 0;
    loop {
        let rest = source.get(at..).unwrap_or_default();
        let blanks = rest.len() - rest.trim_start().len();
        at += blanks;
        if !rest.trim_start().starts_with("--") {
            return (flags, at);
        }
        let (flag, end) = read_one(text, at, escape);
        at = end;
        match flag {
            Some(flag) => flags.push(flag),
            // A bare `--` ends the flags.
            None => return (flags, at),
        }
    }
}

/// Reads the word that begins with dashes at `start`; `None` for nothing but dashes.
fn read_one(text: &LogicalText, start: usize, escape: char) -> (Option<Flag>, usize) {
    let source = text.as_str();
    let mut word = String::new();
    let mut equals = None;
    let mut quote = None;
    let mut end = source.len();
    let mut chars = source.get(start..).unwrap_or_default().char_indices();
    while let Some((at, letter)) = chars.next() {
        let literal = match quote {
            None if letter.is_whitespace() => {
                end = start + at;
                break;
            }
            None if letter == '\'' || letter == '"' => {
                quote = Some(letter);
                continue;
            }
            Some(open) if letter == open => {
                quote = None;
                continue;
            }
            None | Some(_) if letter == escape => chars.next().map(|(_, escaped)| escaped),
            None | Some(_) => Some(letter),
        };
        if literal == Some('=') && equals.is_none() {
            equals = Some((word.len(), start + at));
        }
        word.extend(literal);
    }
    if word == "--" {
        return (None, end);
    }
    let flag = match equals {
        None => Flag {
            name: Spanned::new(word.split_off(2.min(word.len())), text.span(start + 2..end)),
            value: None,
        },
        Some((cut, at)) => {
            let value = word.get(cut + 1..).unwrap_or_default().to_owned();
            let name = word.get(2..cut).unwrap_or_default().to_owned();
            Flag {
                name: Spanned::new(name, text.span(start + 2..at)),
                value: Some(Spanned::new(value, text.span(at + 1..end))),
            }
        }
    };
    (Some(flag), end)
}

/// Whether a flag may be given more than once.
pub(super) fn repeats(name: &str) -> bool {
    matches!(name, "mount" | "device" | "exclude")
}

/// Whether a flag stands alone for `true`.
pub(super) fn is_switch(name: &str) -> bool {
    matches!(name, "link" | "parents" | "keep-git-dir" | "unpack")
}

/// Notes what Docker would not accept among the flags of an instruction.
pub(super) fn review(keyword: Keyword, flags: &[Flag], problems: &mut Problems) {
    let mut seen: Vec<&str> = Vec::new();
    for flag in flags {
        let (name, span) = (flag.name.value.as_str(), flag.span());
        if name.is_empty() {
            problems.at(span, Effect::Partial, "A flag has no name".to_owned());
        } else if !keyword.flags().contains(&name) {
            let message = format!("{keyword} has no flag --{} that is known here", shown(name));
            problems.at(span, Effect::Note, message);
        } else if seen.contains(&name) && !repeats(name) {
            let message = format!("The flag --{name} is given more than once");
            problems.at(span, Effect::Partial, message);
        } else {
            // Only known names are kept, so the list stays short.
            if !seen.contains(&name) {
                seen.push(name);
            }
            let is_valueless = flag.value.is_none() && !is_switch(name);
            let is_empty_switch = is_switch(name)
                && flag
                    .value
                    .as_ref()
                    .is_some_and(|value| value.value.is_empty());
            if is_valueless || is_empty_switch {
                problems.at(
                    span,
                    Effect::Partial,
                    format!("The flag --{name} has no value"),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::model::dockerfile::LogicalText;

    fn flags(source: &str) -> (Vec<(String, Option<String>)>, String) {
        let mut text = LogicalText::at(0);
        text.push(source, 0);
        let (flags, rest) = read(&text, '\\');
        for flag in &flags {
            assert!(flag.span().of(source).starts_with("--"), "{source}");
        }
        let pair = |flag: super::Flag| (flag.name.value, flag.value.map(|value| value.value));
        (
            flags.into_iter().map(pair).collect(),
            source[rest..].to_owned(),
        )
    }

    fn pair(name: &str, value: &str) -> (String, Option<String>) {
        (name.to_owned(), Some(value.to_owned()))
    }

    #[test]
    fn flags_end_where_the_arguments_begin() {
        let (found, rest) = flags("--from=a  --link b --c=d");
        assert_eq!(found, [pair("from", "a"), ("link".to_owned(), None)]);
        assert_eq!(rest, "b --c=d");
        assert_eq!(flags("-- --a"), (Vec::new(), " --a".to_owned()));
        assert_eq!(flags("").1, "");
        assert_eq!(flags("-a --b").1, "-a --b");
    }

    #[test]
    fn quotes_and_escapes_are_resolved() {
        let (found, rest) = flags(r#"--mount=type=secret,id="a b" --x=c\ d e"#);
        assert_eq!(
            found,
            [pair("mount", "type=secret,id=a b"), pair("x", "c d")]
        );
        assert_eq!(rest, "e");
        assert_eq!(flags(r#"--a="b"#).0, [pair("a", "b")]);
    }
}
