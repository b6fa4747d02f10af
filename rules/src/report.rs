//! The report: one plain, immutable value that everything downstream reads.

mod attested;
mod findings;
mod fingerprint;
mod projected;
mod quiet;
mod reported;
mod suppressed;

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;

use crate::artifact::Problem;
use crate::artifact::kind::Kind;
use crate::catalogue::{Control, Framework, Item, SubjectKind};
pub use crate::facts::{Relation, RelationKind};
use crate::finding::{Outcome, Tier};
use crate::policy::{Settings, Waiver};
use crate::score::{Score, Tenths};
use crate::span::Region;
use crate::status::Status;
pub use attested::{AttestationEffect, Attested};
pub use findings::Findings;
pub(crate) use findings::{Place, Said, own_tool};
pub(crate) use fingerprint::{Print, Short};
pub use projected::Projected;
pub(crate) use quiet::{Calm, Quiet, Stated, Word};
pub(crate) use reported::Rare;
pub use reported::{Acceptance, Reported};
pub use suppressed::{Suppressed, SuppressionEffect};

/// Everything one assessment found.
#[derive(Clone, Debug)]
pub struct Report {
    /// The day it holds for, from the policy.
    pub today: Option<Date>,
    /// Every file given, by name; also those nobody could read.
    pub inputs: Vec<Input>,
    /// What was judged.
    pub subjects: Vec<Judged>,
    /// The compose projects among the files, each with what could not be seen of it.
    pub projects: Vec<Projected>,
    /// Every control of the catalogue, in its order.
    pub controls: Vec<Controlled>,
    /// Every verdict, by control, then word, then subject, then place.
    pub findings: Findings,
    /// Every framework with each of its items.
    pub frameworks: Vec<Framed>,
    /// The security category, with accepted risks counted as failures.
    pub score: Score,
    /// The security category, with accepted risks left out.
    pub score_accepted: Score,
    /// The build-quality category, with accepted risks counted as failures.
    pub score_quality: Score,
    /// The policy's waivers and what became of each.
    pub waivers: Vec<Waived>,
    /// The policy's answers and what became of each.
    pub attestations: Vec<Attested>,
    /// The comments in files that accept failures, and what became of each.
    pub suppressions: Vec<Suppressed>,
    /// What was judged, and against which lists, from the policy and its files.
    pub settings: Settings,
    /// Where each subject stands, made when somebody asks for the first.
    pub(crate) positions: OnceLock<HashMap<Arc<str>, usize>>,
}

/// A file that was given.
#[derive(Clone, Debug)]
pub struct Input {
    /// As given, with `/` between folders; unique in the report.
    pub name: Arc<str>,
    /// What it was taken for.
    pub kind: Kind,
    /// Why, as the end of a sentence that begins "taken for … because it".
    pub reason: String,
    /// Its size as given.
    pub bytes: usize,
    /// The SHA-256 of its bytes as given, in lower-case hex.
    pub sha256: Arc<str>,
    /// What could not be read, or only with a reservation.
    pub problems: Vec<Located>,
    /// The bundle it was a part of.
    pub part_of: Option<Arc<str>>,
}

/// A problem with its place as people read it.
#[derive(Clone, Debug)]
pub struct Located {
    /// The problem.
    pub problem: Problem,
    /// Lines and columns; `None` for the whole artifact.
    pub region: Option<Region>,
}

/// A subject in the report.
#[derive(Clone, Debug)]
pub struct Judged {
    /// Stable as long as the subject keeps its name and place, e.g. `service:compose.yaml#web`.
    pub id: Arc<str>,
    /// What it is.
    pub kind: SubjectKind,
    /// What people call it.
    pub name: String,
    /// The profiles of which one starts it; none where it always starts.
    pub profiles: Vec<String>,
    /// The names of the artifacts it was read from, its own first.
    pub artifacts: Vec<Arc<str>>,
    /// Why it is tied to each further artifact, one sentence each.
    pub ties: Vec<String>,
    /// The subjects it is tied to, each with the reason.
    pub relations: Vec<Relation>,
}

/// A control in the report.
#[derive(Clone, Debug)]
pub struct Controlled {
    /// What must hold.
    pub control: &'static Control,
    /// With accepted risks counted as failures.
    pub status: Status,
    /// With accepted risks shown as waived.
    pub status_accepted: Status,
    /// What S gains once it passes; 0.0 unless it failed.
    pub points: Tenths,
    /// Whose evidence decided the status.
    pub tier: Option<Tier>,
    /// Subjects by verdict.
    pub tally: Tally,
    /// Where another tool says otherwise, one sentence each.
    pub disagreements: Vec<String>,
}

/// How many subjects have each verdict for one control.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Subjects that fail.
    pub fail: usize,
    /// Subjects that could not be decided.
    pub unknown: usize,
    /// Subjects that pass.
    pub pass: usize,
    /// Subjects that are exempt.
    pub not_applicable: usize,
}

/// A waiver of the policy and what became of it.
#[derive(Clone, Debug)]
pub struct Waived {
    /// The waiver as given.
    pub waiver: Waiver,
    /// Its effect on this report.
    pub effect: WaiverEffect,
}

/// What a waiver does in one report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WaiverEffect {
    /// It accepts this many failures.
    Applied(usize),
    /// It would match, and its day has passed.
    Expired,
    /// Its day cannot be compared, because no date was given for the report.
    Undated,
    /// It lacks these fields, so it accepts nothing.
    Incomplete(Vec<&'static str>),
    /// It names no control of the catalogue.
    UnknownControl,
    /// No failure matches it.
    Unmatched,
}

/// A framework in the report.
#[derive(Clone, Debug)]
pub struct Framed {
    /// The framework.
    pub framework: &'static Framework,
    /// Each item with its status; none is absent.
    pub items: Vec<FramedItem>,
}

/// A framework's item in the report.
#[derive(Clone, Copy, Debug)]
pub struct FramedItem {
    /// The item.
    pub item: &'static Item,
    /// The worst status of the controls that decide it, accepted risks counted as failures.
    pub status: Status,
}

impl Judged {
    /// Its name for people, and the profiles it is started with.
    pub fn label(&self) -> Cow<'_, str> {
        let profiles = &self.profiles;
        let word = match profiles.len() {
            0 => return Cow::Borrowed(&self.name),
            1 => "profile",
            _ => "profiles",
        };
        Cow::Owned(format!("{} ({word}: {})", self.name, profiles.join(", ")))
    }
}

impl Report {
    /// The result for the control of this id.
    pub fn control(&self, id: &str) -> Option<&Controlled> {
        self.controls.iter().find(|result| result.control.id == id)
    }

    /// The subject of this id.
    pub fn subject(&self, id: &str) -> Option<&Judged> {
        let positions = self.positions.get_or_init(|| {
            // The first of namesakes is the one that is found.
            let subjects = self.subjects.iter().enumerate().rev();
            let position = |(at, subject): (usize, &Judged)| (Arc::clone(&subject.id), at);
            subjects.map(position).collect()
        });
        positions.get(id).and_then(|at| self.subjects.get(*at))
    }

    /// What fails and what is unknown of one control, the failures first.
    pub fn open_findings_of(&self, control: &str) -> impl Iterator<Item = &Reported> {
        let open = self.findings.loud_of(control).iter();
        open.filter(|finding| matches!(finding.outcome, Outcome::Fail | Outcome::Unknown))
    }

    /// The verdicts on one control, worst first.
    pub fn findings_of<'a>(&'a self, control: &'a str) -> impl Iterator<Item = &'a Reported> {
        self.findings
            .iter()
            .filter(move |finding| finding.control.id == control)
    }
}

impl Tally {
    /// Counts one subject's verdict.
    pub const fn count(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Fail => self.fail += 1,
            Outcome::Unknown => self.unknown += 1,
            Outcome::Pass => self.pass += 1,
            Outcome::NotApplicable => self.not_applicable += 1,
        }
    }

    /// With those of another tally, which counts other subjects.
    #[must_use]
    pub(crate) const fn plus(self, other: Self) -> Self {
        Self {
            fail: self.fail + other.fail,
            unknown: self.unknown + other.unknown,
            pass: self.pass + other.pass,
            not_applicable: self.not_applicable + other.not_applicable,
        }
    }

    /// All subjects judged.
    pub const fn total(self) -> usize {
        self.fail + self.unknown + self.pass + self.not_applicable
    }
}
