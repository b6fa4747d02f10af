//! What became of the policy's waivers.

use plimsoll_rules::Report;
use plimsoll_rules::report::{Waived, WaiverEffect};

use super::counted;
use crate::terminal::{DIM, GOOD, Page, WARNING, visible};

/// Adds a line a waiver; those that accept nothing say why.
pub(super) fn write(page: &mut Page, report: &Report) {
    if report.waivers.is_empty() {
        return;
    }
    page.heading("Waivers");
    for waived in &report.waivers {
        let (mark, style) = match waived.effect {
            WaiverEffect::Applied(_) => ("✓", GOOD),
            WaiverEffect::Expired
            | WaiverEffect::Undated
            | WaiverEffect::Incomplete(_)
            | WaiverEffect::UnknownControl
            | WaiverEffect::Unmatched => ("!", WARNING),
        };
        let first = format!("  {style}{mark}{style:#} ");
        page.wrapped(&first, "    ", &visible(&sentence(waived)));
        let waiver = &waived.waiver;
        if !waiver.reason.is_empty() || !waiver.owner.is_empty() {
            let words = format!("{} ({})", waiver.reason, waiver.owner);
            page.styled("    ", "    ", DIM, &visible(&words));
        }
    }
}

fn sentence(Waived { waiver, effect }: &Waived) -> String {
    let mut name = waiver.control.clone();
    for (word, part) in [("on", &waiver.subject), ("in", &waiver.artifact)] {
        if let Some(part) = part {
            name = format!("{name} {word} {part}");
        }
    }
    let day = waiver
        .expires
        .map_or_else(|| "no day".to_owned(), |day| day.to_string());
    match effect {
        WaiverEffect::Applied(count) => {
            format!("{name} accepts {} until {day}.", counted(*count, "failure"))
        }
        WaiverEffect::Expired => format!("{name} ended on {day} and accepts nothing."),
        WaiverEffect::Undated => format!("{name} ends on {day}, and the report has no date."),
        WaiverEffect::Incomplete(fields) => {
            format!("{name} lacks {} and accepts nothing.", fields.join(", "))
        }
        WaiverEffect::UnknownControl => format!("{name} is no control, so nothing is accepted."),
        WaiverEffect::Unmatched => format!("{name} matches no failure."),
    }
}
