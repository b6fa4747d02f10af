//! One run of docker-bench-security and its verdicts.

use super::{Circumstance, Family};
use crate::artifact::Problem;
use crate::span::{Span, Spanned};

/// One run, from its first line to its score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The whole run.
    pub span: Span,
    /// The version it prints. `1.6.0` is printed by two releases whose numbers differ.
    pub version: Option<Spanned<String>>,
    /// The benchmark edition it names, e.g. `1.6.0`.
    pub benchmark: Option<Spanned<String>>,
    /// When it began, as printed: a date in any locale, or seconds since 1970.
    pub started: Option<String>,
    /// How its checks are numbered.
    pub family: Family,
    /// One sentence that says why it is taken for that family.
    pub family_reason: String,
    /// The verdicts, in the run's order.
    pub verdicts: Vec<BenchVerdict>,
    /// Ids whose verdicts follow from the shell the script ran under, not from the host.
    pub distrusted: Vec<String>,
    /// What its noise tells about how it was made.
    pub circumstances: Vec<Circumstance>,
    /// How many checks it says it made.
    pub checks: Option<Spanned<i64>>,
    /// The score it says it reached.
    pub score: Option<Spanned<i64>>,
    /// What could not be read.
    pub problems: Vec<Problem>,
}

/// One check's word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BenchVerdict {
    /// The number of the check in the run's own family, e.g. `4.1`.
    pub id: String,
    /// The word it printed.
    pub level: Level,
    /// What it checked, without number and label; empty where the format has no words.
    pub text: String,
    /// What it adds to the score: 1 for a pass, -1 for a warning, 0 where its check is not scored;
    /// early builds of 1.3.4 also took 1 off for a remark on the default bridge.
    pub points: i64,
    /// The containers, images, networks, files or users it names.
    pub items: Vec<Spanned<String>>,
    /// What it printed below the verdict.
    pub details: Vec<Spanned<String>>,
    /// The verdict line, or the object that holds it.
    pub span: Span,
}

/// The words docker-bench-security has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// The check held.
    Pass,
    /// The check did not hold.
    Warn,
    /// Nothing to check, or only a fact.
    Info,
    /// A person must look.
    Note,
}

impl Level {
    /// The level with this word in capitals, or `None`.
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "PASS" => Some(Self::Pass),
            "WARN" => Some(Self::Warn),
            "INFO" => Some(Self::Info),
            "NOTE" => Some(Self::Note),
            _ => None,
        }
    }
}

impl Run {
    /// The score its verdicts add up to.
    ///
    /// Builds of 1.3.4 differ in what they count; this counts as the one does whose score is
    /// stated, and where none fits as the last of them does.
    pub fn recomputed_score(&self) -> i64 {
        self.verdicts.iter().map(|verdict| verdict.points).sum()
    }

    /// Claims that the run went to its end, where it states its checks and its score.
    ///
    /// Releases before October 2017 state neither, so their runs are never complete.
    pub const fn is_complete(&self) -> bool {
        self.checks.is_some() && self.score.is_some()
    }
}
