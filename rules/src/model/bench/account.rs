//! What becomes of each verdict: none vanishes, whatever its check.

use super::{BenchVerdict, Level, Run};
use crate::catalogue::bench::{canonical, described};
use crate::catalogue::{BenchItem, Control, Family};

/// What a verdict is worth in a report.
#[derive(Clone, Copy, Debug)]
pub enum Fate {
    /// It speaks of this control, by this check.
    Decides(&'static Control, &'static BenchItem),
    /// INFO or NOTE: it leaves open whether anything holds.
    Remark,
    /// It follows from the shell the script ran under, not from the host.
    Distrusted,
    /// A pass of a check that also passes what its control does not.
    OneSided,
    /// Its check is known, and no control answers to it.
    Unmapped,
    /// No release that is known has its check.
    Unknown,
}

/// How many verdicts of a run have each fate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// Verdicts that decide a control.
    pub decides: usize,
    /// INFO and NOTE.
    pub remarks: usize,
    /// Verdicts that follow from the shell.
    pub distrusted: usize,
    /// Passes that say less than a control asks.
    pub one_sided: usize,
    /// Numbers of checks that no control answers to.
    pub unmapped: Vec<String>,
    /// Numbers of checks that no known release has.
    pub unknown: Vec<String>,
}

impl Account {
    /// All verdicts of the run.
    pub const fn total(&self) -> usize {
        self.decides
            + self.remarks
            + self.distrusted
            + self.one_sided
            + self.unmapped.len()
            + self.unknown.len()
    }
}

impl Run {
    /// What a verdict of this run is worth.
    pub fn fate(&self, verdict: &BenchVerdict) -> Fate {
        let Some(item) = verdict.check(self.family) else {
            return Fate::Unknown;
        };
        match (verdict.level, item.decides) {
            (Level::Info | Level::Note, _) => Fate::Remark,
            (Level::Pass | Level::Warn, _) if self.distrusted.contains(&verdict.id) => {
                Fate::Distrusted
            }
            (Level::Pass, Some(_)) if item.fails_only => Fate::OneSided,
            (Level::Pass | Level::Warn, Some(control)) => Fate::Decides(control, item),
            (Level::Pass | Level::Warn, None) => Fate::Unmapped,
        }
    }

    /// Counts all verdicts by what they are worth.
    pub fn account(&self) -> Account {
        let mut account = Account::default();
        for verdict in &self.verdicts {
            match self.fate(verdict) {
                Fate::Decides(..) => account.decides += 1,
                Fate::Remark => account.remarks += 1,
                Fate::Distrusted => account.distrusted += 1,
                Fate::OneSided => account.one_sided += 1,
                Fate::Unmapped => account.unmapped.push(verdict.id.clone()),
                Fate::Unknown => account.unknown.push(verdict.id.clone()),
            }
        }
        account
    }
}

impl BenchVerdict {
    /// The check by its words where they tell, else by its number in the run's family: two
    /// releases print the same version and number differently.
    pub fn check(&self, family: Family) -> Option<&'static BenchItem> {
        described(&self.text).or_else(|| canonical(family, &self.id))
    }
}
