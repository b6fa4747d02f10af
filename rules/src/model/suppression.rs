//! Comments that ask a tool to be silent: whose they are, what they name, and where they hold.
//!
//! The words are the same in every file format; where a comment holds is for each format's
//! own reader to say.

mod fields;
mod statement;

use jiff::civil::Date;

use crate::span::Span;
pub(super) use statement::{Statement, Wanted, check, is_prose, statements};

/// A comment that asks a tool to be silent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppression {
    /// The comment, from its `#`.
    pub span: Span,
    /// The tool it speaks to.
    pub tool: Tool,
    /// Which of the tool's rules it names.
    pub names: Names,
    /// Where it holds, or why it says nothing.
    pub reach: Result<Reach, Fault>,
    /// Who answers for it; only our own comments have a place for that.
    pub owner: Option<String>,
    /// Why the risk is acceptable.
    pub reason: Option<String>,
    /// The last day it holds.
    pub expires: Option<Date>,
    /// Whether it gives a reason, or a comment in words stands beside it.
    pub is_explained: bool,
}

/// A tool that reads comments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tool {
    /// `# hadolint ignore=`.
    Hadolint,
    /// `# check=skip=`.
    BuildKit,
    /// `#trivy:ignore:`.
    Trivy,
    /// `#checkov:skip=`.
    Checkov,
    /// `# kics-scan`.
    Kics,
    /// `# nosemgrep`.
    Semgrep,
    /// `# plimsoll: accept`.
    Plimsoll,
}

/// Which rules a comment names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Names {
    /// Every rule of the tool.
    Every,
    /// These.
    Only(Vec<String>),
    /// Every rule of the tool but these.
    AllBut(Vec<String>),
}

/// Where a comment holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// In the whole file.
    File,
    /// In every Dockerfile of its folder and the folders in it.
    Folder,
    /// Where a finding's place touches these bytes.
    Within(Span),
}

/// Why a comment says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It speaks about what follows, and nothing stands directly below it.
    NothingBelow,
    /// It speaks about a stage, and no `FROM` stands directly below it.
    NoStageBelow,
    /// It speaks about the whole file and stands below the first instruction.
    NotAtTop,
    /// The tool reads it only on a line of its own.
    NotAlone,
    /// It names no rule.
    NoName,
    /// A name has not the form of the tool's, so that the tool reads nothing of it.
    NotAName,
    /// Its last day is no day.
    NotADay,
    /// What is asked for is nothing we know.
    NotARequest,
}

impl Suppression {
    /// What an acceptance should say and this one does not: `owner`, `reason`, `expires`.
    pub fn missing(&self) -> Vec<&'static str> {
        let is_blank =
            |text: &Option<String>| text.as_deref().is_none_or(|it| it.trim().is_empty());
        let fields = [
            ("owner", is_blank(&self.owner)),
            ("reason", is_blank(&self.reason)),
            ("expires", self.expires.is_none()),
        ];
        let missing = fields.into_iter().filter(|(_, missing)| *missing);
        missing.map(|(name, _)| name).collect()
    }
}

impl Tool {
    /// The name in exports.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Hadolint => "hadolint",
            Self::BuildKit => "buildkit",
            Self::Trivy => "trivy",
            Self::Checkov => "checkov",
            Self::Kics => "kics",
            Self::Semgrep => "semgrep",
            Self::Plimsoll => "plimsoll",
        }
    }

    /// The name for people.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Hadolint => "hadolint",
            Self::BuildKit => "BuildKit",
            Self::Trivy => "Trivy",
            Self::Checkov => "Checkov",
            Self::Kics => "KICS",
            Self::Semgrep => "Semgrep",
            Self::Plimsoll => "Plimsoll",
        }
    }
}

impl Names {
    /// The names as written; empty where every rule is meant.
    pub fn written(&self) -> &[String] {
        match self {
            Self::Every => &[],
            Self::Only(names) | Self::AllBut(names) => names,
        }
    }
}

impl Fault {
    /// Why, as the end of a sentence that begins with "it".
    pub const fn words(self) -> &'static str {
        match self {
            Self::NothingBelow => "stands directly above nothing",
            Self::NoStageBelow => "does not stand directly above a FROM",
            Self::NotAtTop => "stands below the first instruction",
            Self::NotAlone => "is not on a line of its own",
            Self::NoName => "names no rule",
            Self::NotAName => {
                "names something that is no rule of the tool, which then reads none of it"
            }
            Self::NotADay => "ends on something that is no day like 2027-01-31",
            Self::NotARequest => "asks for something that is not known",
        }
    }
}
