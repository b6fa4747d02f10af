//! Splitting an instruction's arguments into words.

use std::ops::Range;

/// Blanks that separate words where quotes do not count.
const BLANKS: [char; 5] = [' ', '\t', '\u{b}', '\u{c}', '\r'];

/// The words of `text`, separated by blanks; quotes do not count.
pub(super) fn split_blanks(text: &str) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut start = 0;
    for word in text.split(BLANKS) {
        if !word.is_empty() {
            words.push(start..start + word.len());
        }
        // Every separator is one byte.
        start += word.len() + 1;
    }
    words
}

/// The first word and what follows its blanks; quotes do not count.
pub(super) fn split_first(text: &str) -> (Range<usize>, Range<usize>) {
    let end = text.find(BLANKS).unwrap_or(text.len());
    let after = text.get(end..).unwrap_or_default();
    let rest = text.len() - after.trim_start_matches(BLANKS).len();
    (0..end, rest..text.len())
}

/// The words of `text`, where quotes and escapes keep blanks inside a word.
///
/// Quotes and escapes stay in the words; a quote that never closes reaches to the end.
pub(super) fn split_quoted(text: &str, escape: char) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut start = None;
    let mut quote = None;
    let mut end = text.len();
    let mut chars = text.char_indices();
    while let Some((at, letter)) = chars.next() {
        if start.is_none() {
            if letter.is_whitespace() {
                continue;
            }
            start = Some(at);
        }
        match quote {
            None if letter.is_whitespace() => words.extend(start.take().map(|from| from..at)),
            None if letter == '\'' || letter == '"' => quote = Some(letter),
            Some(open) if letter == open => quote = None,
            // Nothing can be escaped between single quotes.
            None | Some('"') if letter == escape => {
                // An escape character that has nothing to escape is dropped.
                if chars.next().is_none() {
                    end = at;
                }
            }
            None | Some(_) => {}
        }
    }
    words.extend(start.map(|from| from..end).filter(|word| !word.is_empty()));
    words
}

/// The place of a word's first equals sign, as the ranges before and after it.
pub(super) fn split_pair(text: &str, word: &Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let equals = word.start + text.get(word.clone())?.find('=')?;
    Some((word.start..equals, equals + 1..word.end))
}

#[cfg(test)]
mod tests {
    use super::{split_blanks, split_first, split_quoted};

    fn quoted(text: &str) -> Vec<&str> {
        split_quoted(text, '\\')
            .into_iter()
            .map(|range| &text[range])
            .collect()
    }

    #[test]
    fn blanks_separate() {
        let text = " a  'b c'\t";
        let words: Vec<&str> = split_blanks(text)
            .into_iter()
            .map(|word| &text[word])
            .collect();
        assert_eq!(words, ["a", "'b", "c'"]);
        let (first, rest) = split_first("RUN \t a b");
        assert_eq!((first, rest), (0..3, 6..9));
        assert_eq!(split_first(""), (0..0, 0..0));
    }

    #[test]
    fn quotes_and_escapes_hold_words_together() {
        assert_eq!(
            quoted(r#"a="b c" d=e\ f g='h "i'"#),
            [r#"a="b c""#, r"d=e\ f", r#"g='h "i'"#]
        );
        assert_eq!(quoted(r#"a="b \" c" d"#), [r#"a="b \" c""#, "d"]);
        assert_eq!(quoted(r"a='b\' c"), [r"a='b\'", "c"]);
        assert_eq!(quoted(r#"a="b c"#), [r#"a="b c"#]);
        assert_eq!(quoted("  "), [""; 0]);
        assert_eq!(quoted(r"a\"), ["a"]);
        assert_eq!(quoted(r"a \"), ["a"]);
    }
}
