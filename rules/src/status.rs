//! How verdicts fold into one word for each control.

use crate::finding::Outcome;

/// A control's word in the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Some subject fails it.
    Failed,
    /// Nothing decided it, or something that must be known is not.
    NotReviewed,
    /// Every failure is accepted by a waiver in force. Only in the accepted view.
    Waived,
    /// Every subject it could concern is exempt by its nature; it weighs nothing.
    NotApplicable,
    /// Some subject passes and none fails or is unknown.
    Passed,
}

impl Status {
    /// The worst of one control's verdicts.
    ///
    /// One failure fails the control however many subjects pass, so clean subjects never
    /// dilute it. Something unknown leaves it unreviewed: an error never becomes a pass.
    /// No verdict at all is unreviewed too: silence is never a pass.
    pub fn of(outcomes: impl IntoIterator<Item = Outcome>) -> Self {
        outcomes
            .into_iter()
            .map(Self::of_one)
            .reduce(Self::worse)
            .unwrap_or(Self::NotReviewed)
    }

    /// What a framework item shows when `parts` decide it; without parts it is unreviewed.
    pub fn of_item(parts: impl IntoIterator<Item = Self>) -> Self {
        parts
            .into_iter()
            .reduce(Self::worse)
            .unwrap_or(Self::NotReviewed)
    }

    /// The name in exports.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::Waived => "waived",
            Self::NotReviewed => "not_reviewed",
            Self::NotApplicable => "not_applicable",
        }
    }

    /// The name for people.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Passed => "Passed",
            Self::Failed => "Failed",
            Self::Waived => "Waived",
            Self::NotReviewed => "Not reviewed",
            Self::NotApplicable => "Not applicable",
        }
    }

    /// The status of that name.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.word() == word)
    }

    /// Every status, worst first.
    pub const ALL: [Self; 5] = [
        Self::Failed,
        Self::NotReviewed,
        Self::Waived,
        Self::NotApplicable,
        Self::Passed,
    ];

    const fn of_one(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Pass => Self::Passed,
            Outcome::Fail => Self::Failed,
            Outcome::Unknown => Self::NotReviewed,
            Outcome::NotApplicable => Self::NotApplicable,
        }
    }

    /// Failed beats not reviewed beats waived beats passed; not applicable yields to all.
    fn worse(self, other: Self) -> Self {
        match (self, other) {
            (Self::NotApplicable, status) | (status, Self::NotApplicable) => status,
            (a, b) => a.min(b),
        }
    }
}
