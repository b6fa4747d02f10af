//! Colour for the lines of an excerpt: simple, line by line, and never wrong about the text.

use plimsoll_rules::artifact::kind::Kind;
use plimsoll_rules::sorted::InOrder;
use plimsoll_rules::span::Span;

use super::excerpt::Token;

/// How a file's lines are coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grammar {
    Dockerfile,
    Yaml,
    Json,
    Plain,
}

impl Grammar {
    pub(super) const fn of(kind: Kind) -> Self {
        match kind {
            Kind::Dockerfile => Self::Dockerfile,
            Kind::Compose | Kind::PlimsollPolicy | Kind::HadolintConfig => Self::Yaml,
            Kind::Inspect | Kind::BenchJson | Kind::PlimsollReport => Self::Json,
            _ => Self::Plain,
        }
    }

    /// The coloured parts of a line, in order and apart; what lies between is plain.
    pub(super) fn tokens(self, line: &str) -> Vec<(Span, Token)> {
        match self {
            Self::Dockerfile => dockerfile(line),
            Self::Yaml => yaml(line),
            Self::Json => json(line),
            Self::Plain => Vec::new(),
        }
    }
}

fn dockerfile(line: &str) -> Vec<(Span, Token)> {
    let indent = line.len() - line.trim_start().len();
    let rest = line.get(indent..).unwrap_or_default();
    if rest.starts_with('#') {
        return vec![(Span::new(indent, line.len()), Token::Comment)];
    }
    let word = rest.split(char::is_whitespace).next().unwrap_or_default();
    let is_instruction = word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    let mut tokens = Vec::new();
    let mut from = 0;
    if is_instruction {
        from = indent + word.len();
        tokens.push((Span::new(indent, from), Token::Keyword));
    }
    quoted(line, from, &mut tokens);
    tokens
}

fn yaml(line: &str) -> Vec<(Span, Token)> {
    let indent = line.len() - line.trim_start_matches([' ', '-']).len();
    let rest = line.get(indent..).unwrap_or_default();
    if rest.trim_start().starts_with('#') {
        return vec![(Span::new(indent, line.len()), Token::Comment)];
    }
    let mut tokens = Vec::new();
    let mut from = indent;
    let is_key = |key: &str| !key.is_empty() && !key.contains(['"', '\'', '{', '[', '$', '/']);
    if let Some(at) = rest
        .find(": ")
        .or_else(|| rest.ends_with(':').then(|| rest.len() - 1))
        && is_key(rest.get(..at).unwrap_or_default())
    {
        from = indent + at;
        tokens.push((Span::new(indent, from), Token::Name));
        from += 1;
    }
    if let Some(value) = line.get(from..) {
        let blank = value.len() - value.trim_start().len();
        literal(value.trim(), from + blank, &mut tokens);
    }
    if tokens.last().is_none_or(|(span, _)| span.end <= from) {
        quoted(line, from, &mut tokens);
    }
    tokens
}

/// Texts in either quotes, variables and comments.
fn quoted(line: &str, from: usize, tokens: &mut Vec<(Span, Token)>) {
    let quotes = [('"', Token::Text), ('\'', Token::Text)];
    scan(line, from, tokens, &quotes, true);
}

fn json(line: &str) -> Vec<(Span, Token)> {
    let mut tokens = Vec::new();
    scan(line, 0, &mut tokens, &[('"', Token::Text)], false);
    for (span, token) in &mut tokens {
        let after = line.get(span.end..).unwrap_or_default();
        if *token == Token::Text && after.trim_start().starts_with(':') {
            *token = Token::Name;
        }
    }
    if let Some(value) = line.rsplit(": ").next() {
        let bare = value.trim_end().trim_end_matches(',');
        if !bare.contains('"') {
            literal(bare.trim_start(), line.len() - value.len(), &mut tokens);
        }
    }
    tokens.order_by_key(|(span, _)| *span);
    tokens.dedup_by(|later, earlier| later.0.start < earlier.0.end);
    tokens
}

/// A number or a word with a meaning, where it is all of a value.
fn literal(value: &str, at: usize, tokens: &mut Vec<(Span, Token)>) {
    let is_number = value.starts_with(|first: char| first.is_ascii_digit() || first == '-')
        && value.len() > usize::from(value.starts_with('-'))
        && value
            .bytes()
            .skip(1)
            .all(|byte| byte.is_ascii_digit() || b".eE+-_xo".contains(&byte));
    let is_word = ["true", "false", "null", "~", "yes", "no"].contains(&value);
    if is_number || is_word {
        tokens.push((Span::new(at, at + value.len()), Token::Literal));
    }
}

/// Finds quoted texts, and with `more` variables and trailing comments, from `from` on.
fn scan(
    line: &str,
    from: usize,
    tokens: &mut Vec<(Span, Token)>,
    quotes: &[(char, Token)],
    more: bool,
) {
    let mut chars = line
        .char_indices()
        .skip_while(|(at, _)| *at < from)
        .peekable();
    let mut before = ' ';
    while let Some((start, char)) = chars.next() {
        if let Some((quote, token)) = quotes.iter().find(|(quote, _)| *quote == char) {
            let mut end = line.len();
            let mut escaped = false;
            for (at, char) in chars.by_ref() {
                if char == *quote && !escaped {
                    end = at + char.len_utf8();
                    break;
                }
                escaped = char == '\\' && !escaped;
            }
            tokens.push((Span::new(start, end), *token));
        } else if more && char == '$' {
            let mut end = start + 1;
            let braced = chars.peek().is_some_and(|(_, next)| *next == '{');
            while let Some((at, next)) =
                chars.next_if(|(_, next)| braced || next.is_alphanumeric() || *next == '_')
            {
                end = at + next.len_utf8();
                if next == '}' {
                    break;
                }
            }
            if end > start + 1 {
                tokens.push((Span::new(start, end), Token::Variable));
            }
        } else if more && char == '#' && before.is_whitespace() {
            tokens.push((Span::new(start, line.len()), Token::Comment));
            return;
        }
        before = char;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Grammar, Token};

    fn told(grammar: Grammar, line: &str) -> Vec<(&str, Token)> {
        grammar
            .tokens(line)
            .into_iter()
            .map(|(span, token)| (span.of(line), token))
            .collect()
    }

    #[test]
    fn lines_are_coloured() {
        assert_eq!(
            told(Grammar::Dockerfile, "  ENV A=\"x # y\" B=$C # d"),
            [
                ("ENV", Token::Keyword),
                ("\"x # y\"", Token::Text),
                ("$C", Token::Variable),
                ("# d", Token::Comment)
            ]
        );
        assert_eq!(
            told(Grammar::Yaml, "  - privileged: true"),
            [("privileged", Token::Name), ("true", Token::Literal)]
        );
        assert_eq!(
            told(Grammar::Yaml, "    image: \"${A:-b}\" # c"),
            [
                ("image", Token::Name),
                ("\"${A:-b}\"", Token::Text),
                ("# c", Token::Comment)
            ]
        );
        assert_eq!(
            told(Grammar::Json, "  \"Privileged\": true,"),
            [("\"Privileged\"", Token::Name), ("true", Token::Literal)]
        );
    }

    proptest! {
        #[test]
        fn tokens_stand_apart_and_inside(line in "([\"'$#{}: ,\\\\-]|[a-zA-Z0-9]|\\PC){0,60}") {
            for grammar in [Grammar::Dockerfile, Grammar::Yaml, Grammar::Json, Grammar::Plain] {
                let mut end = 0;
                for (span, _) in grammar.tokens(&line) {
                    prop_assert!(span.start >= end && span.end > span.start);
                    prop_assert!(line.get(span.start..span.end).is_some());
                    end = span.end;
                }
            }
        }
    }
}
