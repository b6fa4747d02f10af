//! The numbers docker-bench-security has given its checks over the years.
//!
//! Releases number the same check differently, and two numberings print the same
//! version, so a result is tied to its check by family first and by words second.

use super::compiled::BENCH;
use super::control::{Control, words};

words! {
    /// Releases of docker-bench-security that number their checks alike.
    Family {
        /// 1.3.3 and 1.3.4, for CIS 1.1.0.
        A = "A",
        /// 1.3.5, for CIS 1.2.0.
        B = "B",
        /// 1.3.6, for CIS 1.4.0.
        C = "C",
        /// 1.5.0 and the tag v1.6.0.
        D = "D",
        /// The tag v1.6.1 and later, which print 1.6.0 as D does.
        E = "E",
    }
}

/// One check of docker-bench-security, under all its numbers.
#[derive(Debug)]
pub struct BenchItem {
    /// The number in family E, which is the CIS 1.6.0 number where CIS has the item.
    pub id: &'static str,
    /// The numbers in families A to E; `None` where the family lacks the check.
    pub ids: [Option<&'static str>; 5],
    /// Whether PASS and WARN change the tool's own score.
    pub scored: bool,
    /// Lower-case pieces that all occur in the check's description in every release.
    pub keywords: &'static [&'static str],
    /// The control its verdict speaks of: what the script really looks at, which may be less
    /// than what the benchmark asks.
    pub decides: Option<&'static Control>,
    /// Whether only its warnings speak of the control, because the script also passes what
    /// the control does not.
    pub fails_only: bool,
    /// Where the script is known to err, in whole sentences; `None` where it is not.
    pub fault: Option<&'static str>,
}

impl BenchItem {
    /// The check's number in a family.
    pub fn id_in(&self, family: Family) -> Option<&'static str> {
        self.ids.get(family as usize).copied().flatten()
    }
}

/// The check a family gives this number.
pub fn canonical(family: Family, id: &str) -> Option<&'static BenchItem> {
    BENCH.iter().find(|item| item.id_in(family) == Some(id))
}

/// Bytes of a description that are looked at.
const LONGEST_DESCRIPTION: usize = 400;

/// The check with this description, whatever the case and the release.
///
/// Where the keywords of several checks occur, as those for a directory and a file in it,
/// the longest win. `None` where no check fits or two fit equally well.
pub fn described(description: &str) -> Option<&'static BenchItem> {
    // Descriptions are a line long; what is longer is damaged, and its start tells enough.
    let start = description.floor_char_boundary(LONGEST_DESCRIPTION);
    let description = description.get(..start).unwrap_or_default().to_lowercase();
    let mut best: Option<(usize, Option<&'static BenchItem>)> = None;
    for item in BENCH {
        if !item
            .keywords
            .iter()
            .all(|keyword| description.contains(keyword))
        {
            continue;
        }
        let length = item.keywords.iter().map(|keyword| keyword.len()).sum();
        best = match best {
            Some((longest, kept)) if longest > length => Some((longest, kept)),
            Some((longest, _)) if longest == length => Some((longest, None)),
            Some(_) | None => Some((length, Some(item))),
        };
    }
    best.and_then(|(_, item)| item)
}
