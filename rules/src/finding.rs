//! What a check says of a subject: a verdict, its reason with arguments, its evidence.

use std::borrow::Cow;

use crate::catalogue::{Control, Reason};
use crate::conceal::MASK;
use crate::facts::secrets::add_without_secrets;
use crate::span::Span;

/// The four words a check may say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// The control does not hold.
    Fail,
    /// The artifacts cannot settle it.
    Unknown,
    /// The control holds.
    Pass,
    /// The subject is exempt by its nature.
    NotApplicable,
}

/// Whose word a verdict is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// A check of ours, on facts.
    Own,
    /// Another tool, in an artifact.
    Imported,
    /// A person's answer.
    Attested,
}

/// A place in an artifact that supports a verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The artifact's index among those assessed.
    pub artifact: usize,
    /// These bytes of its text; `None` for the artifact as a whole.
    pub span: Option<Span>,
}

impl Evidence {
    /// A place in the artifact of this index.
    pub const fn at(artifact: usize, span: Span) -> Self {
        Self {
            artifact,
            span: Some(span),
        }
    }
}

/// A check's word on one subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The control holds; the evidence, where a place states it.
    Pass(Option<Evidence>),
    /// The control does not hold, for these reasons; never empty.
    Fail(Vec<Finding>),
    /// These things must be known first; never empty.
    Unknown(Vec<Finding>),
    /// What the control is about follows from what this other one fails for, and is not told
    /// twice.
    Covered(&'static Control),
    /// The subject is exempt by its nature.
    NotApplicable,
}

/// One reason of a verdict with its arguments and evidence; never prose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which of the control's reasons.
    pub reason: &'static Reason,
    /// What fills the reason's placeholders. Never a secret's value.
    pub arguments: Vec<(&'static str, String)>,
    /// The deciding place; `None` where something is missing, which is reported at the subject.
    pub evidence: Option<Evidence>,
    /// Further places of the same artifact that the matter is about, e.g. what was there first.
    pub related: Vec<Span>,
    /// The change that would mend it.
    pub remedy: Option<Remedy>,
    /// Why there is none, as a whole sentence, where somebody could expect one.
    pub refused: Option<Cow<'static, str>>,
}

/// A change to the artifact that holds the evidence, after which the finding is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remedy {
    /// What the reader has to choose or confirm first; `None` where the change keeps what a
    /// working build and container do.
    pub asks: Option<String>,
    /// The edits, in the order of their places; they do not overlap.
    pub edits: Vec<Edit>,
}

/// One replacement in an artifact's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is taken out; empty for an insertion.
    pub span: Span,
    /// What stands there afterwards; empty for a deletion.
    pub text: String,
}

impl Finding {
    /// A finding without arguments or evidence yet.
    pub const fn new(reason: &'static Reason) -> Self {
        Self {
            reason,
            arguments: Vec::new(),
            evidence: None,
            related: Vec::new(),
            remedy: None,
            refused: None,
        }
    }

    /// Fills one placeholder of the reason.
    #[must_use]
    pub fn with(mut self, argument: &'static str, value: impl std::fmt::Display) -> Self {
        self.arguments.push((argument, value.to_string()));
        self
    }

    /// Names the deciding place.
    #[must_use]
    pub const fn at(mut self, evidence: Evidence) -> Self {
        self.evidence = Some(evidence);
        self
    }

    /// Names the deciding place where there is one.
    #[must_use]
    pub const fn at_any(mut self, evidence: Option<Evidence>) -> Self {
        self.evidence = evidence;
        self
    }

    /// Adds a further place of the same artifact that the matter is about.
    #[must_use]
    pub fn beside(mut self, place: Span) -> Self {
        self.related.push(place);
        self
    }

    /// Adds the change that would mend it.
    #[must_use]
    pub fn mended_by(mut self, remedy: Remedy) -> Self {
        self.remedy = Some(remedy);
        self
    }

    /// Says why there is no change that would mend it: a whole sentence.
    #[must_use]
    pub fn unmended(mut self, why: impl Into<Cow<'static, str>>) -> Self {
        self.refused = Some(why.into());
        self
    }

    /// The reason as a sentence, in one pass: a value that looks like a placeholder stays text.
    pub fn message(&self) -> String {
        let mut parts = self.reason.text.split('{');
        // Placeholders are about as long as what fills them, and messages are kept.
        let values = self.arguments.iter().map(|(_, value)| value.len());
        let mut message = String::with_capacity(self.reason.text.len() + values.sum::<usize>());
        message.push_str(parts.next().unwrap_or_default());
        for part in parts {
            let (name, rest) = part.split_once('}').unwrap_or((part, ""));
            let value = self
                .arguments
                .iter()
                .find(|(argument, _)| *argument == name);
            match value {
                // What is quoted from a file may hold a secret, whatever the control is about.
                Some((_, value)) => add_without_secrets(&mut message, value, MASK),
                None => message.push('?'),
            }
            message.push_str(rest);
        }
        message
    }

    /// This reason makes the control fail.
    pub fn fails(self) -> Verdict {
        Verdict::Fail(vec![self])
    }

    /// This reason leaves the control undecided.
    pub fn leaves_unknown(self) -> Verdict {
        Verdict::Unknown(vec![self])
    }
}

impl Verdict {
    /// The word of it.
    pub const fn outcome(&self) -> Outcome {
        match self {
            Self::Pass(_) => Outcome::Pass,
            Self::Fail(_) => Outcome::Fail,
            Self::Unknown(_) => Outcome::Unknown,
            Self::Covered(_) | Self::NotApplicable => Outcome::NotApplicable,
        }
    }

    /// Failures win over what is unknown, that over a pass; nothing at all is not applicable
    /// where the subject has nothing `concerned` by the control.
    pub fn over(concerned: bool, failures: Vec<Finding>, unknown: Vec<Finding>) -> Self {
        match Self::of_lists(failures, unknown) {
            Self::Pass(_) if !concerned => Self::NotApplicable,
            verdict => verdict,
        }
    }

    /// What is left of the verdict where `cover` fails by the same cause: a pass would mislead.
    #[must_use]
    pub fn covered_by(self, cover: &'static Control, fails: bool) -> Self {
        match self {
            Self::Pass(_) if fails => Self::Covered(cover),
            verdict => verdict,
        }
    }

    /// Failures win over what is unknown, and that over a pass.
    pub fn of_lists(failures: Vec<Finding>, unknown: Vec<Finding>) -> Self {
        if !failures.is_empty() {
            Self::Fail(failures)
        } else if unknown.is_empty() {
            Self::Pass(None)
        } else {
            Self::Unknown(unknown)
        }
    }
}

impl Remedy {
    /// A change that keeps what a working build and container do.
    pub const fn safe(edits: Vec<Edit>) -> Self {
        Self { asks: None, edits }
    }

    /// A draft of a change; `asks` is a whole sentence that says what the reader
    /// confirms or fills in.
    pub fn assisted(asks: impl Into<String>, edits: Vec<Edit>) -> Self {
        Self {
            asks: Some(asks.into()),
            edits,
        }
    }
}

impl Edit {
    /// Puts `text` in the place of what stands at `span`.
    pub fn replace(span: Span, text: impl Into<String>) -> Self {
        Self {
            span,
            text: text.into(),
        }
    }

    /// Puts `text` in front of the byte at `at`.
    pub fn insert(at: usize, text: impl Into<String>) -> Self {
        Self::replace(Span::new(at, at), text)
    }

    /// Takes out what stands at `span`.
    pub fn delete(span: Span) -> Self {
        Self::replace(span, "")
    }
}

impl Outcome {
    /// Every word, the worst first.
    pub const ALL: [Self; 4] = [Self::Fail, Self::Unknown, Self::Pass, Self::NotApplicable];

    /// The name in exports.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Fail => "fail",
            Self::Unknown => "unknown",
            Self::Pass => "pass",
            Self::NotApplicable => "not_applicable",
        }
    }
}

impl Tier {
    /// The name in exports.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Imported => "imported",
            Self::Attested => "attested",
        }
    }
}
