//! The score `dsc-1`: a number with a floor and a ceiling, from statuses only.
//!
//! Let P, F and U be the summed weights of the passed, failed and unreviewed controls,
//! A = P + F what was assessed and T = A + U the whole scope. The score is 100·P/A, the
//! verified floor 100·P/T, the ceiling 100·(P+U)/T and the coverage 100·A/T. The sums are
//! integers and every comparison is made on them; a division happens once, for display.

use std::fmt;

use crate::catalogue::Severity;
use crate::finding::Tier;
use crate::sorted::InOrder;
use crate::status::Status;

/// The name of this method, stored with every score it makes.
pub const ALGORITHM: &str = "dsc-1";

/// What the score needs to know of one control.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry<'a> {
    /// The control's id, named where it caps the grade.
    pub control: &'a str,
    /// Decides the weight and the cap.
    pub severity: Severity,
    /// Where the weight goes.
    pub status: Status,
    /// Whose evidence decided the status; `None` where nothing did.
    pub tier: Option<Tier>,
}

/// The sums over one scope, and the numbers that follow from them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Summed weight of what passed.
    pub p: u64,
    /// Summed weight of what failed.
    pub f: u64,
    /// Summed weight of what was not reviewed.
    pub u: u64,
    /// How the assessed weight was decided, by tier.
    pub decided: Decided,
    /// What keeps the grade below the score, worst first, at most one for each control.
    pub caps: Vec<Cap>,
}

/// The assessed weight by whose evidence decided it; the parts add up to A.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Decided {
    /// Decided by a check of ours.
    pub own: u64,
    /// Decided by another tool's verdict.
    pub imported: u64,
    /// Decided by a person's answer.
    pub attested: u64,
}

/// A failed control that limits the grade.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cap {
    /// The best grade that remains.
    pub grade: Grade,
    /// The control that failed.
    pub control: String,
    /// Its severity, which is the reason.
    pub severity: Severity,
}

/// A grade, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// 90 and above.
    A,
    /// 80 and above.
    B,
    /// 70 and above.
    C,
    /// 60 and above.
    D,
    /// Below 60.
    F,
}

/// A number from 0.0 to 100.0 in tenths, truncated: 100.0 only where nothing is missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tenths(pub u32);

impl Score {
    /// Sums the entries of one scope with each severity's own weight.
    pub fn of<'a>(entries: impl IntoIterator<Item = Entry<'a>>) -> Self {
        Self::weighted(entries, |severity| u64::from(severity.weight()))
    }

    /// Sums the entries of one scope with the weights given.
    pub fn weighted<'a>(
        entries: impl IntoIterator<Item = Entry<'a>>,
        weight: impl Fn(Severity) -> u64,
    ) -> Self {
        let mut score = Self::default();
        for entry in entries {
            score.add(entry, weight(entry.severity));
        }
        score.caps.order_by(|a, b| {
            b.grade
                .cmp(&a.grade)
                .then_with(|| a.control.cmp(&b.control))
        });
        score
    }

    fn add(&mut self, entry: Entry<'_>, weight: u64) {
        match entry.status {
            Status::Passed => self.p += weight,
            Status::Failed => {
                self.f += weight;
                self.caps.extend(Cap::of(entry));
            }
            Status::NotReviewed => self.u += weight,
            Status::Waived | Status::NotApplicable => {}
        }
        if matches!(entry.status, Status::Passed | Status::Failed) {
            match entry.tier {
                Some(Tier::Own) | None => self.decided.own += weight,
                Some(Tier::Imported) => self.decided.imported += weight,
                Some(Tier::Attested) => self.decided.attested += weight,
            }
        }
    }

    /// The assessed weight, A = P + F.
    pub const fn assessed(&self) -> u64 {
        self.p + self.f
    }

    /// The weight of the whole scope, T = P + F + U.
    pub const fn total(&self) -> u64 {
        self.p + self.f + self.u
    }

    /// How good what was assessed is, 100·P/A; `None` where nothing was.
    pub fn s(&self) -> Option<Tenths> {
        Tenths::ratio(self.p, self.assessed())
    }

    /// The worst case, as if all that is unknown failed: 100·P/T. Gates hold against this.
    pub fn floor(&self) -> Option<Tenths> {
        Tenths::ratio(self.p, self.total())
    }

    /// The best case, as if all that is unknown passed: 100·(P+U)/T.
    pub fn ceiling(&self) -> Option<Tenths> {
        Tenths::ratio(self.p + self.u, self.total())
    }

    /// How much of the scope was assessed: 100·A/T.
    pub fn coverage(&self) -> Option<Tenths> {
        Tenths::ratio(self.assessed(), self.total())
    }

    /// The grade of the score under its caps; `None` where nothing was assessed.
    pub fn grade(&self) -> Option<Grade> {
        self.capped(Grade::of(self.p, self.assessed())?)
    }

    /// Whether less than half of the scope was assessed.
    pub const fn is_provisional(&self) -> bool {
        2 * self.assessed() < self.total()
    }

    /// The grades of the floor and the ceiling, between which the true grade lies.
    pub fn grade_range(&self) -> Option<(Grade, Grade)> {
        let floor = self.capped(Grade::of(self.p, self.total())?)?;
        let ceiling = self.capped(Grade::of(self.p + self.u, self.total())?)?;
        Some((floor, ceiling))
    }

    /// What S gains when a failed control of this weight passes: 100·w/A, exactly.
    pub fn points(&self, weight: u64) -> Tenths {
        Tenths::ratio(weight, self.assessed()).unwrap_or_default()
    }

    fn capped(&self, grade: Grade) -> Option<Grade> {
        self.caps.iter().map(|cap| cap.grade).chain([grade]).max()
    }
}

impl Cap {
    /// A failed critical control leaves at most D, a failed high one at most B.
    fn of(entry: Entry<'_>) -> Option<Self> {
        let grade = match entry.severity {
            Severity::Critical => Grade::D,
            Severity::High => Grade::B,
            Severity::Medium | Severity::Low | Severity::Info => return None,
        };
        Some(Self {
            grade,
            control: entry.control.to_owned(),
            severity: entry.severity,
        })
    }
}

impl Grade {
    /// The grade of `part` in `whole`, decided on the integers.
    fn of(part: u64, whole: u64) -> Option<Self> {
        let reaches =
            |percent: u64| u128::from(part) * 100 >= u128::from(percent) * u128::from(whole);
        let steps = [(90, Self::A), (80, Self::B), (70, Self::C), (60, Self::D)];
        (whole > 0).then(|| {
            steps
                .into_iter()
                .find(|(least, _)| reaches(*least))
                .map_or(Self::F, |step| step.1)
        })
    }

    /// The letter.
    pub const fn letter(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
            Self::D => "D",
            Self::F => "F",
        }
    }
}

impl Tenths {
    /// 100·part/whole truncated to one decimal; `None` where `whole` is 0.
    pub fn ratio(part: u64, whole: u64) -> Option<Self> {
        let tenths = (u128::from(part) * 1000).checked_div(u128::from(whole))?;
        Some(Self(u32::try_from(tenths).unwrap_or(u32::MAX)))
    }

    /// The number itself, for formats that only know floating point.
    pub fn value(self) -> f64 {
        f64::from(self.0) / 10.0
    }
}

impl fmt::Display for Tenths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.0 / 10, self.0 % 10)
    }
}

impl fmt::Display for Grade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.letter())
    }
}
