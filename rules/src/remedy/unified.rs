//! A change as a unified diff, as `patch` and `git apply` take it.

use std::fmt::Write as _;

use super::line_diff::{Block, LineDiff};
use super::revision::Revision;

/// Lines shown before and after a change.
const CONTEXT: usize = 3;

/// The unified diff of a revision under a file's name; empty where nothing changed.
pub(super) fn unified(name: &str, revision: &Revision) -> String {
    let diff = LineDiff::new(revision);
    let mut text = String::new();
    if diff.blocks.is_empty() {
        return text;
    }
    add(&mut text, format_args!("--- {}\n", file_name("a", name)));
    add(&mut text, format_args!("+++ {}\n", file_name("b", name)));
    let mut blocks = diff.blocks.as_slice();
    while let Some(first) = blocks.first() {
        let mut end = first.before.end;
        let near = blocks
            .iter()
            .take_while(|block| {
                let is_near = block.before.start <= end + 2 * CONTEXT;
                end = end.max(block.before.end);
                is_near
            })
            .count();
        let (hunk, rest) = blocks.split_at(near.max(1).min(blocks.len()));
        write_hunk(&mut text, &diff, hunk);
        blocks = rest;
    }
    text
}

/// Blocks so near each other that their surroundings touch.
fn write_hunk(text: &mut String, diff: &LineDiff<'_>, blocks: &[Block]) {
    let (Some(first), Some(last)) = (blocks.first(), blocks.last()) else {
        return;
    };
    let lead = CONTEXT.min(first.before.start);
    let trail = CONTEXT.min(diff.before.len() - last.before.end);
    let before = first.before.start - lead..last.before.end + trail;
    let after = first.after.start - lead..last.after.end + trail;
    add(
        text,
        format_args!("@@ -{} +{} @@\n", range(&before), range(&after)),
    );
    let mut at = before.start;
    for block in blocks {
        lines(text, ' ', diff.before.get(at..block.before.start));
        lines(text, '-', diff.before.get(block.before.clone()));
        lines(text, '+', diff.after.get(block.after.clone()));
        at = block.before.end;
    }
    lines(text, ' ', diff.before.get(at..before.end));
}

/// `start,length`; an empty range is named by the line before it.
fn range(lines: &std::ops::Range<usize>) -> String {
    let start = lines.start + usize::from(!lines.is_empty());
    format!("{start},{}", lines.len())
}

fn lines(text: &mut String, sign: char, lines: Option<&[&str]>) {
    for line in lines.unwrap_or_default() {
        text.push(sign);
        text.push_str(line);
        if !line.ends_with('\n') {
            text.push_str("\n\\ No newline at end of file\n");
        }
    }
}

/// The name below `a/` or `b/`, quoted where it holds what would end or bend it.
fn file_name(side: &str, name: &str) -> String {
    let name = name.trim_start_matches('/');
    let needs_quotes = |letter: char| letter.is_control() || matches!(letter, '"' | '\\');
    if !name.contains(needs_quotes) {
        // What follows a tab is a date to both programs, so that blanks belong to the name.
        let end = if name.contains(' ') { "\t" } else { "" };
        return format!("{side}/{name}{end}");
    }
    let mut quoted = format!("\"{side}/");
    for letter in name.chars() {
        if letter.is_control() {
            let mut bytes = [0; 4];
            for byte in letter.encode_utf8(&mut bytes).bytes() {
                add(&mut quoted, format_args!("\\{byte:03o}"));
            }
        } else {
            if matches!(letter, '"' | '\\') {
                quoted.push('\\');
            }
            quoted.push(letter);
        }
    }
    quoted.push('"');
    quoted
}

fn add(text: &mut String, part: std::fmt::Arguments<'_>) {
    text.write_fmt(part)
        .expect("writing to a String never fails");
}

#[cfg(test)]
mod tests {
    use super::super::revision::Revision;
    use super::unified;
    use crate::finding::Edit;
    use crate::span::Span;

    fn diff(text: &str, edits: &[Edit]) -> String {
        let mut revision = Revision::new(text);
        revision.edit(edits);
        unified("web/Dockerfile", &revision)
    }

    #[test]
    fn near_changes_share_a_hunk_and_far_ones_do_not() {
        let lines: Vec<String> = (1..=30).map(|line| format!("line {line}")).collect();
        let text = lines.join("\n") + "\n";
        let at = |line: &str| text.find(line).unwrap();
        let edits = [
            Edit::insert(0, "first\n"),
            Edit::delete(Span::new(at("line 6\n"), at("line 7\n"))),
            Edit::insert(at("line 28"), "long "),
        ];
        let expected = "\
--- a/web/Dockerfile
+++ b/web/Dockerfile
@@ -1,9 +1,9 @@
+first
 line 1
 line 2
 line 3
 line 4
 line 5
-line 6
 line 7
 line 8
 line 9
@@ -25,6 +25,6 @@
 line 25
 line 26
 line 27
-line 28
+long line 28
 line 29
 line 30
";
        assert_eq!(diff(&text, &edits), expected);
    }

    #[test]
    fn a_last_line_without_a_break_is_marked() {
        let expected = "\
--- a/web/Dockerfile
+++ b/web/Dockerfile
@@ -1,2 +1,2 @@
 a
-b
\\ No newline at end of file
+bc
\\ No newline at end of file
";
        assert_eq!(diff("a\nb", &[Edit::insert(3, "c")]), expected);
        assert_eq!(diff("a\n", &[Edit::replace(Span::new(0, 1), "a")]), "");
        assert!(diff("", &[Edit::insert(0, "a\n")]).contains("@@ -0,0 +1,1 @@\n+a\n"));
    }

    #[test]
    fn names_cannot_end_their_line() {
        let mut revision = Revision::new("a\n");
        revision.edit(&[Edit::insert(0, "b")]);
        let heading = |name: &str| unified(name, &revision).lines().next().map(str::to_owned);
        assert_eq!(heading("a b").as_deref(), Some("--- a/a b\t"));
        assert_eq!(heading("/x/é").as_deref(), Some("--- a/x/é"));
        assert_eq!(
            heading("a\n\"b\\").as_deref(),
            Some("--- \"a/a\\012\\\"b\\\\\"")
        );
    }
}
