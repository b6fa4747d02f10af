//! What became of the comments that accept failures.

use plimsoll_rules::Report;
use plimsoll_rules::report::SuppressionEffect;

use crate::terminal::{DIM, GOOD, Page, WARNING, visible};

/// Comments told; the others are counted.
const MOST: usize = 50;

/// Adds a line a comment; those that accept nothing say why.
pub(super) fn write(page: &mut Page, report: &Report) {
    if report.suppressions.is_empty() {
        return;
    }
    page.heading("Comments that accept risks");
    for told in report.suppressions.iter().take(MOST) {
        let (mark, style) = match told.effect {
            SuppressionEffect::Applied(_) => ("✓", GOOD),
            SuppressionEffect::Expired
            | SuppressionEffect::Undated
            | SuppressionEffect::Incomplete(_)
            | SuppressionEffect::UnknownControl
            | SuppressionEffect::Unmatched
            | SuppressionEffect::Unheard(_) => ("!", WARNING),
        };
        let first = format!("  {style}{mark}{style:#} ");
        let place = format!("{}:{}", told.artifact, told.region.start.line);
        let words = format!("{place}, {}: {}", told.request(), told.outcome());
        page.wrapped(&first, "    ", &visible(&words));
        let comment = &told.suppression;
        let mut words = comment.reason.clone().unwrap_or_default();
        if let Some(owner) = &comment.owner {
            words = format!("{words} ({owner})");
        }
        if !words.is_empty() {
            page.styled("    ", "    ", DIM, &visible(&words));
        }
    }
    if let Some(more) = report
        .suppressions
        .len()
        .checked_sub(MOST)
        .filter(|it| *it > 0)
    {
        page.styled(
            "    ",
            "    ",
            DIM,
            &format!("and {more} more, all in the JSON report"),
        );
    }
}
