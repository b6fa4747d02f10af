//! The agreement in numbers.

use std::collections::BTreeMap;
use std::fmt;

use crate::case::Case;
use crate::differences::Differences;
use crate::verdict::Said;

/// How many cases agree, by tool and over all.
pub(crate) struct Tally {
    peers: BTreeMap<String, Row>,
    all: Row,
}

#[derive(Clone, Copy, Default)]
struct Row {
    cases: usize,
    agreeing: usize,
    /// Differing, and listed as such.
    listed: usize,
    /// About a rule no control of ours carries, whatever is expected.
    unknown: usize,
}

impl Tally {
    /// Counts the cases.
    pub(crate) fn of(judged: &[(Case, Said)], differences: &Differences) -> Self {
        let mut tally = Self {
            peers: BTreeMap::new(),
            all: Row::default(),
        };
        for (case, said) in judged {
            let row = tally.peers.entry(case.peer.clone()).or_default();
            for row in [row, &mut tally.all] {
                row.cases += 1;
                row.agreeing += usize::from(said.agrees());
                row.listed += usize::from(!said.agrees() && differences.reason(case).is_some());
                row.unknown += usize::from(!said.is_known());
            }
        }
        tally
    }

    /// How many cases of all agree or differ for a reason that is listed, in per cent.
    pub(crate) fn explained(&self) -> f64 {
        percent(self.all.agreeing + self.all.listed, self.all.cases)
    }
}

/// A share in per cent; nothing of nothing is all of it.
fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        return 100.0;
    }
    #[expect(
        clippy::cast_precision_loss,
        reason = "numbers of cases are far below 2⁵²"
    )]
    let share = part as f64 / whole as f64;
    100.0 * share
}

impl fmt::Display for Tally {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            out,
            "{:<16}{:>7}{:>9}{:>9}{:>9}{:>12}{:>12}{:>13}",
            "peer", "cases", "agree", "listed", "differ", "no control", "agreement", "with listed"
        )?;
        let rows = self.peers.iter().map(|(peer, row)| (peer.as_str(), row));
        for (peer, row) in rows.chain([("all", &self.all)]) {
            writeln!(
                out,
                "{peer:<16}{:>7}{:>9}{:>9}{:>9}{:>12}{:>10.1} %{:>11.1} %",
                row.cases,
                row.agreeing,
                row.listed,
                row.cases - row.agreeing - row.listed,
                row.unknown,
                percent(row.agreeing, row.cases),
                percent(row.agreeing + row.listed, row.cases),
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Tally, percent};
    use crate::case::only;
    use crate::differences::Differences;
    use crate::verdict::judge;

    #[test]
    fn shares_are_of_all_cases() {
        let judged = ["hit", "clean"].map(|expect| {
            let case = only(&format!(
                r#"{{"peer":"hadolint","rule_id":"DL3002","name":"n","source":"s","expect":"{expect}","dockerfile_text":"FROM a\nUSER root"}}"#
            ));
            let said = judge(&case).unwrap();
            (case, said)
        });
        let tally = Tally::of(&judged, &Differences::default());
        assert!((tally.explained() - 50.0).abs() < 1e-9);
        assert_eq!(tally.to_string().lines().count(), 3);
        assert!((percent(0, 0) - 100.0).abs() < 1e-9);
    }
}
