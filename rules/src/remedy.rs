//! Changes to an artifact's text: applying them, and showing what they change.

use crate::finding::Edit;

/// The text after the edits; one that overlaps an earlier one, or does not fit the text, is
/// left out. Insertions at one place keep their order.
pub fn apply(text: &str, edits: &[Edit]) -> String {
    let mut ordered: Vec<&Edit> = edits.iter().collect();
    ordered.sort_by_key(|edit| edit.span);
    let mut changed = String::with_capacity(text.len());
    let mut done = 0;
    for edit in ordered {
        if edit.span.start < done || text.get(edit.span.start..edit.span.end).is_none() {
            continue;
        }
        changed.push_str(text.get(done..edit.span.start).unwrap_or_default());
        changed.push_str(&edit.text);
        done = edit.span.end;
    }
    changed.push_str(text.get(done..).unwrap_or_default());
    changed
}

/// The lines that edits take out and those that stand there afterwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change<'a> {
    /// The first line that differs, from 1.
    pub line: usize,
    /// What stood there.
    pub before: Vec<&'a str>,
    /// What stands there afterwards.
    pub after: Vec<&'a str>,
}

/// Where two versions of a text differ, from the first line that does to the last.
pub fn change<'a>(before: &'a str, after: &'a str) -> Change<'a> {
    let old: Vec<&str> = before.lines().collect();
    let new: Vec<&str> = after.lines().collect();
    let alike = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let rest = old.len().min(new.len()) - alike;
    let (ends, other) = (old.iter().rev(), new.iter().rev());
    let tail = ends
        .zip(other)
        .take(rest)
        .take_while(|(a, b)| a == b)
        .count();
    let middle = |lines: &[&'a str]| {
        let end = lines.len().saturating_sub(tail);
        lines.get(alike..end).unwrap_or_default().to_vec()
    };
    Change {
        line: alike + 1,
        before: middle(&old),
        after: middle(&new),
    }
}

#[cfg(test)]
mod tests {
    use super::{apply, change};
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
    fn a_change_begins_and_ends_where_lines_differ() {
        let found = change("a\nb\nc\nd\n", "a\nB\nB\nd\n");
        assert_eq!(found.line, 2);
        assert_eq!(found.before, ["b", "c"]);
        assert_eq!(found.after, ["B", "B"]);
        let found = change("a\na\n", "a\na\na\n");
        assert_eq!(
            (found.line, found.before.len(), found.after),
            (3, 0, vec!["a"])
        );
        assert!(change("a\n", "a\n").after.is_empty());
    }
}
