//! Whether a finding stands on a line that another tool names.
//!
//! Tools put the same matter on different lines: the whole instruction or its first line, the
//! list or the item, the service or the key that is missing in it. So a finding stands on
//!
//! - every line of its region;
//! - in a Dockerfile, every line of the instruction that holds it;
//! - in a Compose file, every line of the block below it, and every key above it, up to the
//!   service;
//! - every line, where it is about the file as a whole.
//!
//! Besides, it may name further places, such as what was there first; these count where a tool
//! expects a report, and not where it expects none.

use std::ops::RangeInclusive;

use plimsoll_rules::Artifact;
use plimsoll_rules::model::Model;
use plimsoll_rules::report::Reported;
use plimsoll_rules::span::LineIndex;

/// The lines of a case's main file, as places.
pub(crate) struct Places {
    name: String,
    lines: Lines,
}

enum Lines {
    /// Each instruction's first and last line.
    Instructions(Vec<RangeInclusive<usize>>),
    /// How far each line is indented; `None` for blanks and comments.
    Indents(Vec<Option<usize>>),
}

impl Places {
    /// The places of an artifact.
    pub(crate) fn of(artifact: &Artifact) -> Self {
        let lines = match &*artifact.model {
            Model::Dockerfile(file) => {
                let index = LineIndex::new(&artifact.text);
                let lines = file.instructions.iter().map(|instruction| {
                    let region = index.region(instruction.span, &artifact.text);
                    region.lines()
                });
                Lines::Instructions(lines.collect())
            }
            _ => Lines::Indents(artifact.text.lines().map(indent).collect()),
        };
        Self {
            name: artifact.name.to_string(),
            lines,
        }
    }

    /// Whether a finding stands on a line or names it besides, counting from 1.
    pub(crate) fn names(&self, finding: &Reported, line: usize) -> bool {
        let is_here = finding.artifact.as_deref() == Some(self.name.as_str());
        let mut related = finding.related().iter();
        (is_here && related.any(|it| it.lines().contains(&line))) || self.stands_on(finding, line)
    }

    /// Whether a finding stands on a line, counting from 1.
    pub(crate) fn stands_on(&self, finding: &Reported, line: usize) -> bool {
        if finding.artifact.as_deref() != Some(self.name.as_str()) {
            return finding.artifact.is_none();
        }
        let Some(region) = finding.region else {
            return true;
        };
        let first = *region.lines().start();
        region.lines().contains(&line)
            || match &self.lines {
                Lines::Instructions(all) => all
                    .iter()
                    .any(|lines| lines.contains(&first) && lines.contains(&line)),
                Lines::Indents(indents) => {
                    holds(indents, first, line) || holds(indents, line, first)
                }
            }
    }
}

/// How far a line of YAML is indented. A list's item stands deeper than its key even where it is
/// not indented.
fn indent(line: &str) -> Option<usize> {
    let text = line.trim_start();
    if text.is_empty() || text.starts_with('#') {
        return None;
    }
    let blanks = line.len() - text.len();
    let is_item = text == "-" || text.starts_with("- ");
    Some(2 * blanks + usize::from(is_item))
}

/// Whether the block that begins on line `outer` holds line `inner`; the file's own keys, such as
/// `services`, hold too much to say anything.
fn holds(indents: &[Option<usize>], outer: usize, inner: usize) -> bool {
    let at = |line: usize| indents.get(line.checked_sub(1)?).copied().flatten();
    let Some(depth) = at(outer).filter(|depth| *depth > 0) else {
        return false;
    };
    outer < inner && (outer + 1..=inner).all(|line| at(line).is_none_or(|other| other > depth))
}

#[cfg(test)]
mod tests {
    use super::{holds, indent};

    #[test]
    fn blocks_hold_what_is_indented_more() {
        let text =
            "services:\n  a:\n    volumes:\n    - x\n\n    # c\n    - y\n    image: i\n  b:\n";
        let indents: Vec<_> = text.lines().map(indent).collect();
        assert!(holds(&indents, 2, 8) && holds(&indents, 3, 7));
        assert!(!holds(&indents, 3, 8) && !holds(&indents, 2, 9) && !holds(&indents, 1, 2));
        assert!(!holds(&indents, 4, 4) && !holds(&indents, 8, 3) && !holds(&indents, 99, 100));
    }
}
