//! A verdict as the report has it.

use std::borrow::Cow;
use std::sync::Arc;

use super::{Place, Print, Said};
use crate::catalogue::{Control, Reason};
use crate::finding::{Outcome, Remedy, Tier};
use crate::span::{Region, Span};

/// A verdict with its place resolved.
///
/// There may be hundreds of thousands of these.
#[derive(Clone, Debug)]
pub struct Reported {
    /// The control it speaks of.
    pub control: &'static Control,
    /// The word.
    pub outcome: Outcome,
    /// The subject's id.
    pub subject: Arc<str>,
    /// The name of the artifact that shows it.
    pub artifact: Option<Arc<str>>,
    /// The deciding bytes in that artifact's text.
    pub span: Option<Span>,
    /// The same as lines and columns.
    pub region: Option<Region>,
    /// The same as a JSON path, in JSON artifacts.
    pub path: Option<Box<str>>,
    /// The reason behind it; a pass has none, nor has another tool's verdict.
    pub reason: Option<&'static Reason>,
    /// The reason as a sentence.
    pub message: Cow<'static, str>,
    /// Whose word it is.
    pub tier: Tier,
    /// The tool that said it, e.g. `plimsoll` or `docker-bench-security 1.6.0`.
    pub source_tool: Arc<str>,
    /// What accepted it, if anything did.
    pub accepted: Option<Acceptance>,
    /// What most verdicts have nothing of.
    rare: Option<Box<Rare>>,
    /// What its fingerprint is made of.
    pub(crate) print: Print,
}

/// What most verdicts have nothing of, least of all those on what runs, of which there are most.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Rare {
    /// Further lines of the same artifact that the matter is about.
    pub(crate) related: Vec<Region>,
    /// The change that would mend it.
    pub(crate) remedy: Option<Remedy>,
    /// Why there is no such change.
    pub(crate) refused: Option<Cow<'static, str>>,
    /// Where each edit begins and where the text behind it goes on.
    pub(crate) edit_regions: Vec<Region>,
}

/// What accepted a failure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Acceptance {
    /// A waiver of the policy, by its position there.
    Waiver(usize),
    /// A comment in the file that shows the failure, by its position in the report.
    Comment(usize),
}

impl Reported {
    /// What was said, with its place.
    pub(crate) fn new(said: Said<'_>, place: Place) -> Self {
        Self {
            control: said.control,
            outcome: said.outcome,
            subject: Arc::clone(said.subject),
            artifact: place.artifact,
            span: place.span,
            region: place.region,
            path: place.path,
            reason: None,
            message: said.message,
            tier: said.tier,
            source_tool: said.tool,
            accepted: None,
            rare: None,
            print: Print::default(),
        }
    }

    /// Adds what most verdicts have nothing of.
    pub(crate) fn add(&mut self, rare: Rare) {
        self.rare = (rare != Rare::default()).then(|| Box::new(rare));
    }

    /// Further lines of the same artifact that the matter is about.
    pub fn related(&self) -> &[Region] {
        self.rare.as_ref().map_or(&[], |rare| &rare.related)
    }

    /// The change that would mend it, as edits of the artifact's text.
    pub fn remedy(&self) -> Option<&Remedy> {
        self.rare.as_ref()?.remedy.as_ref()
    }

    /// Why there is no such change, as a whole sentence, where somebody could expect one.
    pub fn refused(&self) -> Option<&str> {
        self.rare.as_ref()?.refused.as_deref()
    }

    /// Where each edit of the remedy begins and where the text behind it goes on, as lines and
    /// columns, in the order of the edits.
    pub fn edit_regions(&self) -> &[Region] {
        self.rare.as_ref().map_or(&[], |rare| &rare.edit_regions)
    }
}
