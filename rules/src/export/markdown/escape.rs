//! Untrusted text in Markdown: whatever a file is called, it stays text on its line.

/// A text as a code span, in which Markdown and HTML mean nothing.
pub(super) fn code(text: &str) -> String {
    let text = one_line(text);
    let (mut longest, mut run) = (0, 0);
    for character in text.chars() {
        run = if character == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let fence = "`".repeat(longest + 1);
    // A span may not be empty, and it loses a space at both ends where it has them.
    let padded = text.is_empty() || text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']);
    let pad = if padded { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// A text as prose: every sign that could mean something is escaped.
pub(super) fn prose(text: &str) -> String {
    let text = one_line(text);
    let mut escaped = String::with_capacity(text.len() + text.len() / 8);
    let mut before = None;
    let mut rest = text.chars();
    while let Some(character) = rest.next() {
        match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '|' | '#' | '!' | '$'
            | '^' | '{' | '}' => {
                escaped.push('\\');
            }
            // Bare addresses would become links that nobody here vouches for.
            ':' if rest.as_str().starts_with("//") => escaped.push('\\'),
            '.' if before.is_some_and(|before: char| before.eq_ignore_ascii_case(&'w')) => {
                escaped.push('\\');
            }
            // Forges send a message to whom a text mentions; an empty comment keeps it text.
            '@' if !before.is_some_and(char::is_alphanumeric) => {
                escaped.push_str("@<!-- -->");
                before = Some(character);
                continue;
            }
            _ => {}
        }
        escaped.push(character);
        before = Some(character);
    }
    escaped
}

/// A text on one line; controls and marks that steer the direction become visible.
fn one_line(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            '\t' | '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => ' ',
            '\0'..='\u{1F}'
            | '\u{7F}'..='\u{9F}'
            | '\u{61C}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}' => '\u{FFFD}',
            character => character,
        })
        .collect::<String>()
        .trim()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

    use super::{code, one_line, prose};

    /// What a reader of Markdown makes of one list item with the text in it.
    fn events(markdown: &str) -> Vec<Event<'_>> {
        // Typographic quotes are the only extension that changes text as such.
        Parser::new_ext(markdown, Options::all() - Options::ENABLE_SMART_PUNCTUATION).collect()
    }

    /// The text of the only item, or `None` where there is anything else.
    fn text_of_only_item(markdown: &str) -> Option<String> {
        let events = events(markdown);
        let (first, rest) = events.split_first()?;
        let (last, inner) = rest.split_last()?;
        if !matches!(first, Event::Start(Tag::List(None)))
            || !matches!(last, Event::End(TagEnd::List(false)))
        {
            return None;
        }
        let mut text = String::new();
        for event in inner {
            match event {
                Event::Text(part) | Event::Code(part) => text.push_str(part),
                Event::Start(Tag::Item) | Event::End(TagEnd::Item) => {}
                Event::InlineHtml(html) if &**html == "<!-- -->" => {}
                _ => return None,
            }
        }
        Some(text)
    }

    #[test]
    fn code_spans_hold_backticks() {
        assert_eq!(code("a"), "`a`");
        assert_eq!(code("`a``b`"), "``` `a``b` ```");
        assert_eq!(code(""), "`  `");
    }

    #[test]
    fn nobody_is_mentioned() {
        assert_eq!(prose("@all nginx@sha256"), "@<!-- -->all nginx@sha256");
        assert_eq!(prose("see https://x.example"), "see https\\://x.example");
    }

    proptest! {
        /// No text starts an item, a heading or a tag, or changes on the way.
        #[test]
        fn prose_stays_text(text in "(\\PC|[-+*#<>&`\\[\\]()!|~=_:@/.0-9a-z \\n\\r\\t\\x00-\\x1f]){0,60}") {
            let markdown = format!("- at: {}", prose(&text));
            let expected = format!("at: {}", one_line(&text));
            let read = text_of_only_item(&markdown).map(|it| it.trim().to_owned());
            prop_assert_eq!(read.as_deref(), Some(expected.trim()));
        }

        /// A code span shows exactly the text.
        #[test]
        fn code_stays_text(text in "(\\PC|[-+*#<>&`\\[\\]()!|~=_:@/.0-9a-z \\n\\r\\t\\x00-\\x1f]){0,60}") {
            let markdown = format!("- {}", code(&text));
            prop_assert_eq!(text_of_only_item(&markdown).map(|it| it.trim().to_owned()), Some(one_line(&text)));
        }
    }
}
