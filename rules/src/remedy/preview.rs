//! What a finding's remedy changes, line by line, for people to read.
//!
//! Secrets are left out of the lines, also where a change has moved them.

mod masked;

use super::line_diff::LineDiff;
use super::revision::Revision;
use crate::conceal::Concealed;
use crate::report::Reported;
use masked::Masked;

/// Lines shown of one change; the others are counted.
const MOST_LINES: usize = 40;

/// Lines shown of several changes to one file.
const MOST_COMPOSED: usize = 400;

/// Lines shown before and after each of several changes.
const ROUND: usize = 2;

/// What a remedy asks and changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// What to confirm or to fill in first; `None` where nothing is asked.
    pub asks: Option<String>,
    /// The lines taken out and put in, those of one place together.
    pub lines: Vec<Line>,
    /// How many lines are not shown.
    pub more: usize,
}

/// A line that a remedy takes out or puts in, or leaves alone beside those.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Which of the two.
    pub side: Side,
    /// Its number, from 1, in the file before, or after where it is put in.
    pub number: usize,
    /// Its text without its break, and without secrets.
    pub text: String,
}

/// What becomes of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// It is taken out.
    Removed,
    /// It is put in.
    Added,
    /// It stays, and shows where the others are.
    Kept,
}

/// What the finding's remedy changes in `text`, the text of its artifact, without what is
/// `concealed` of it; `None` where it has no remedy.
pub fn preview(finding: &Reported, text: &str, concealed: &Concealed) -> Option<Preview> {
    let remedy = finding.remedy()?;
    let mut revision = Revision::new(text);
    revision.edit(&remedy.edits);
    let before = Masked::before(&revision, concealed);
    let after = Masked::after(&revision, concealed);
    let blocks = LineDiff::new(&revision).blocks;
    let total: usize = blocks
        .iter()
        .map(|block| block.before.len() + block.after.len())
        .sum();
    let places = blocks.into_iter().flat_map(|block| {
        let removed = block.before.map(|at| (Side::Removed, at));
        removed.chain(block.after.map(|at| (Side::Added, at)))
    });
    let lines = places.take(MOST_LINES).map(|(side, at)| Line {
        side,
        number: at + 1,
        text: match side {
            Side::Removed | Side::Kept => before.line(at + 1),
            Side::Added => after.line(at + 1),
        },
    });
    Some(Preview {
        asks: remedy.asks.clone(),
        lines: lines.collect(),
        more: total.saturating_sub(MOST_LINES),
    })
}

/// Everything that a revision changes, with the lines round each change. Numbers that do not
/// follow on each other tell that lines between are left out.
pub(super) fn composed(revision: &Revision, concealed: &Concealed) -> Preview {
    let before = Masked::before(revision, concealed);
    let after = Masked::after(revision, concealed);
    let diff = LineDiff::new(revision);
    let mut places: Vec<(Side, usize)> = Vec::new();
    let mut done = 0;
    for (position, block) in diff.blocks.iter().enumerate() {
        let lead = block.before.start.saturating_sub(ROUND).max(done);
        places.extend((lead..block.before.start).map(|at| (Side::Kept, at)));
        places.extend(block.before.clone().map(|at| (Side::Removed, at)));
        places.extend(block.after.clone().map(|at| (Side::Added, at)));
        let next = diff.blocks.get(position + 1);
        let limit = next.map_or(diff.before.len(), |next| next.before.start);
        let trail = limit.min(block.before.end + ROUND);
        places.extend((block.before.end..trail).map(|at| (Side::Kept, at)));
        done = trail;
    }
    let is_change = |(side, _): &&(Side, usize)| *side != Side::Kept;
    let rest = places.get(MOST_COMPOSED..).unwrap_or_default();
    let more = rest.iter().filter(is_change).count();
    let shown = places.iter().take(MOST_COMPOSED).map(|(side, at)| Line {
        side: *side,
        number: at + 1,
        text: match side {
            Side::Removed | Side::Kept => before.line(at + 1),
            Side::Added => after.line(at + 1),
        },
    });
    Preview {
        asks: None,
        lines: shown.collect(),
        more,
    }
}

impl Side {
    /// The sign in front of the line.
    pub const fn sign(self) -> char {
        match self {
            Self::Removed => '-',
            Self::Added => '+',
            Self::Kept => ' ',
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{composed, preview};
    use crate::conceal::Concealed;
    use crate::finding::{Edit, Remedy};
    use crate::policy::Policy;
    use crate::remedy::revision::Revision;
    use crate::report::Rare;
    use crate::span::Span;
    use crate::{assess, read};

    /// The lines that the edits change in a Dockerfile.
    fn shown(text: &str, edits: Vec<Edit>) -> Vec<String> {
        let report = assess(&[read("Dockerfile", text.as_bytes())], &Policy::default());
        let mut finding = report.findings.all()[0].clone();
        finding.artifact = Some("Dockerfile".into());
        finding.add(Rare {
            remedy: Some(Remedy::safe(edits)),
            ..Rare::default()
        });
        let mut concealed = Concealed::of_report(&report, [("Dockerfile", text)]);
        let concealed = concealed.remove("Dockerfile").unwrap();
        let preview = preview(&finding, text, &concealed).unwrap();
        let lines = preview.lines.iter();
        lines
            .map(|line| format!("{}{} {}", line.side.sign(), line.number, line.text))
            .collect()
    }

    #[test]
    fn each_place_is_shown_with_its_numbers() {
        let text = "FROM alpine\nADD a /\nRUN b\nADD c /\n";
        let edits = vec![
            Edit::insert(12, "RUN 0\n"),
            Edit::replace(Span::new(12, 15), "COPY"),
            Edit::replace(Span::new(26, 29), "COPY"),
        ];
        assert_eq!(
            shown(text, edits),
            [
                "-2 ADD a /",
                "+2 RUN 0",
                "+3 COPY a /",
                "-4 ADD c /",
                "+5 COPY c /"
            ]
        );
    }

    #[test]
    fn several_changes_are_shown_with_what_is_round_them() {
        let text = "a\nb\nc\nPASSWORD=hunter22\nd\ne\nf\ng\nh\ni\nj\n";
        let mut revision = Revision::new(text);
        let place = |letter: &str| {
            let at = text.find(&format!("{letter}\n")).unwrap();
            Span::new(at, at + 1)
        };
        revision.edit(&[
            Edit::replace(place("d"), "D"),
            Edit::replace(place("f"), "F"),
            Edit::insert(text.len(), "k\n"),
        ]);
        let told = composed(&revision, &Concealed::of_text(text));
        let lines: Vec<String> = told
            .lines
            .iter()
            .map(|line| format!("{}{} {}", line.side.sign(), line.number, line.text))
            .collect();
        assert!(lines[1].starts_with(" 4 PASSWORD") && !lines[1].contains("hunter22"));
        assert_eq!(lines[0], " 3 c");
        assert_eq!(
            lines[2..],
            [
                "-5 d", "+5 D", " 6 e", "-7 f", "+7 F", " 8 g", " 9 h", " 10 i", " 11 j", "+12 k"
            ]
        );
    }

    #[test]
    fn secrets_are_left_out_of_both_sides() {
        let text = "FROM alpine\nENV DB_PASSWORD hunter2 \\\n  and more\nRUN echo\n";
        let at = text.find(" hunter2").unwrap();
        let kept = shown(text, vec![Edit::replace(Span::new(at, at + 1), "=")]);
        let moved = shown(
            text,
            vec![
                Edit::delete(Span::new(at, at + 8)),
                Edit::insert(text.len(), "RUN run --with hunter2\n"),
            ],
        );
        for line in kept.iter().chain(&moved) {
            assert!(
                !line.contains("hunter2") && !line.contains("more"),
                "{line}"
            );
        }
        assert!(
            kept.iter().any(|line| line.contains("DB_PASSWORD")),
            "{kept:?}"
        );
    }
}
