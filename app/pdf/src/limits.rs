//! How much of a report goes on paper. What is left out is counted in a sentence.

use crate::words::{count, thousands};

/// Findings printed for one control.
pub(crate) const FINDINGS_EACH: usize = 60;
/// Findings printed in all.
pub(crate) const FINDINGS: usize = 2_000;
/// Rows of any other table.
pub(crate) const ROWS: usize = 1_000;
/// Problems printed for one file.
pub(crate) const PROBLEMS_EACH: usize = 20;
/// Characters of a sentence.
pub(crate) const SENTENCE: usize = 700;
/// Characters of a name, a path or an identifier.
pub(crate) const NAME: usize = 240;
/// The largest attachment, in bytes: larger ones make the file unwieldy.
pub(crate) const ATTACHMENT: usize = 16_000_000;

/// Says what a table leaves out, or nothing where it is complete.
pub(crate) fn left_out(all: usize, shown: usize, noun: &str) -> Option<String> {
    let more = all.checked_sub(shown).filter(|more| *more > 0)?;
    let verb = if more == 1 { "is" } else { "are" };
    Some(format!(
        "{} more {verb} not printed here ({} in all). The report's JSON document lists every one.",
        count(more, noun),
        thousands(all),
    ))
}
