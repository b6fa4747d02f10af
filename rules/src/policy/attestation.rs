//! A person's answer to what no file tells.

use jiff::civil::Date;

/// An answer that somebody stands for. It settles what is open and never overrules a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Attestation {
    /// The control's id, another name of it, or an alias.
    pub control: String,
    /// Only for this subject, by id or name; for all where absent.
    pub subject: Option<String>,
    /// The answer; without one it says nothing.
    pub answer: Option<Answer>,
    /// Who answers.
    pub by: String,
    /// What the answer rests on: a record, a ticket, what was looked at.
    pub evidence: String,
    /// The day of the answer.
    pub on: Option<Date>,
    /// The last day it holds; after it somebody has to look again.
    pub until: Option<Date>,
}

/// What a person may answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Answer {
    /// The control holds.
    Holds,
    /// It does not.
    Fails,
    /// It does not concern what was given. Only the accepted view follows.
    NotApplicable,
}

impl Answer {
    const ALL: [Self; 3] = [Self::Holds, Self::Fails, Self::NotApplicable];

    /// The word in policies and exports.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::Fails => "fails",
            Self::NotApplicable => "not_applicable",
        }
    }

    /// The answer of that word, or `None`.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|answer| answer.word() == word)
    }
}

impl Attestation {
    /// The fields without which it settles nothing.
    pub fn missing(&self) -> Vec<&'static str> {
        let fields = [
            ("answer", self.answer.is_none()),
            ("by", self.by.trim().is_empty()),
            ("evidence", self.evidence.trim().is_empty()),
            ("on", self.on.is_none()),
            ("until", self.until.is_none()),
        ];
        let missing = fields.into_iter().filter(|(_, missing)| *missing);
        missing.map(|(name, _)| name).collect()
    }
}
