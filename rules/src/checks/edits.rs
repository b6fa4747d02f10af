//! Places and pieces of text that the remedies of several checks are made of.

use crate::span::Span;

/// The whole lines that a span stands on, the last line's break included.
///
/// `None` where something else stands on them, so that they cannot go.
pub(super) fn whole_lines(text: &str, span: Span) -> Option<Span> {
    let before = text.get(..span.start)?;
    let after = text.get(span.end..)?;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let length = after.find('\n').map_or(after.len(), |at| at + 1);
    let is_alone = before.get(start..)?.trim().is_empty() && after.get(..length)?.trim().is_empty();
    is_alone.then(|| Span::new(start, span.end + length))
}

/// `word` in the case of `model`: lower where that has no upper-case letter.
pub(super) fn in_case_of(word: &str, model: &str) -> String {
    if model.bytes().any(|byte| byte.is_ascii_uppercase()) {
        word.to_ascii_uppercase()
    } else {
        word.to_ascii_lowercase()
    }
}

#[cfg(test)]
mod tests {
    use super::whole_lines;
    use crate::span::Span;

    #[test]
    fn lines_go_whole_or_not_at_all() {
        let text = "a\n  bb \ncc";
        let lines = |start, end| whole_lines(text, Span::new(start, end));
        assert_eq!(lines(4, 6), Some(Span::new(2, 8)));
        assert_eq!(lines(8, 10), Some(Span::new(8, 10)));
        assert_eq!(lines(4, 5), None);
        assert_eq!(lines(90, 95), None);
    }
}
