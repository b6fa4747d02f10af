//! Two versions of a text, line by line.

use super::revision::Revision;

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
    let (head, tail) = alike(&old, &new);
    let middle = |lines: &[&'a str]| {
        let end = lines.len().saturating_sub(tail);
        lines.get(head..end).unwrap_or_default().to_vec()
    };
    Change {
        line: head + 1,
        before: middle(&old),
        after: middle(&new),
    }
}

/// A run of lines that differs, as line numbers from 0, half-open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// The lines of the text before.
    pub(super) before: std::ops::Range<usize>,
    /// The lines that stand there afterwards.
    pub(super) after: std::ops::Range<usize>,
}

/// Both texts as lines with their breaks, and the runs in which they differ.
#[derive(Debug)]
pub(super) struct LineDiff<'a> {
    pub(super) before: Vec<&'a str>,
    pub(super) after: Vec<&'a str>,
    pub(super) blocks: Vec<Block>,
}

impl<'a> LineDiff<'a> {
    /// What a revision changed. The edits say which lines were left alone, so this takes time
    /// in proportion to the texts, however much was changed.
    pub(super) fn new(revision: &'a Revision) -> Self {
        let mut diff = Self {
            before: revision.before().split_inclusive('\n').collect(),
            after: revision.text().split_inclusive('\n').collect(),
            blocks: Vec::new(),
        };
        let (mut before, mut after) = (0, 0);
        for (kept_before, kept_after) in revision.kept_lines() {
            diff.add(before..kept_before, after..kept_after);
            (before, after) = (kept_before + 1, kept_after + 1);
        }
        diff.add(before..diff.before.len(), after..diff.after.len());
        diff
    }

    /// Adds a run, without the lines at its ends that turn out equal.
    fn add(&mut self, before: std::ops::Range<usize>, after: std::ops::Range<usize>) {
        let old = self.before.get(before.clone()).unwrap_or_default();
        let new = self.after.get(after.clone()).unwrap_or_default();
        let (head, tail) = alike(old, new);
        let block = Block {
            before: before.start + head..before.end - tail,
            after: after.start + head..after.end - tail,
        };
        if !block.before.is_empty() || !block.after.is_empty() {
            self.blocks.push(block);
        }
    }
}

/// How many lines are equal at the start, and of the others at the end.
fn alike(old: &[&str], new: &[&str]) -> (usize, usize) {
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let rest = old.len().min(new.len()) - head;
    let (ends, others) = (old.iter().rev(), new.iter().rev());
    let tail = ends
        .zip(others)
        .take(rest)
        .take_while(|(a, b)| a == b)
        .count();
    (head, tail)
}

#[cfg(test)]
mod tests {
    use super::change;

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
