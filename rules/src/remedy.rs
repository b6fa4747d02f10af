//! Changes to an artifact's text: applying them, mending whole artifacts with them, and
//! showing what they change.

mod harden;
mod line_diff;
mod mend;
mod preview;
mod revision;
mod round;
mod unified;

pub use harden::{Cause, Caveat, Fate, Hardening, harden};
pub use line_diff::{Change, change};
pub use mend::{Left, Mending, Patch, Why, is_safe, mend};
pub use preview::{Line, Preview, Side, preview};

use crate::finding::Edit;
use revision::Revision;

/// The text after the edits; one that overlaps an earlier one, or does not fit the text, is
/// left out. Insertions at one place keep their order, and inserted lines end as the text's do.
pub fn apply(text: &str, edits: &[Edit]) -> String {
    let mut revision = Revision::new(text);
    revision.edit(edits);
    revision.into_text()
}

#[cfg(test)]
mod tests {
    use super::apply;
    use crate::finding::Edit;
    use crate::span::Span;

    #[test]
    fn edits_keep_their_order_and_never_overlap() {
        let edits = [
            Edit::replace(Span::new(4, 7), "TWO"),
            Edit::insert(0, "a"),
            Edit::insert(0, "b"),
            Edit::delete(Span::new(5, 9)),
            Edit::insert(99, "beyond"),
        ];
        assert_eq!(apply("one two three", &edits), "abone TWO three");
    }

    #[test]
    fn lines_end_as_the_texts_do() {
        let edits = [Edit::insert(3, "b\nc\r\n")];
        assert_eq!(apply("a\r\nd\r\n", &edits), "a\r\nb\r\nc\r\nd\r\n");
        assert_eq!(apply("a\n\nd\n", &edits), "a\n\nb\nc\r\nd\n");
    }
}
