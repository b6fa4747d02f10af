//! Colours and signs. Colour never stands alone: each severity has a word and a shape too.

use anstyle::{AnsiColor, Style};
use plimsoll_rules::catalogue::Severity;

/// What a heading or a name looks like.
pub(crate) const BOLD: Style = Style::new().bold();
/// What stands in the background.
pub(crate) const DIM: Style = Style::new().dimmed();
/// What went wrong.
pub(crate) const FAULT: Style = AnsiColor::Red.on_default().bold();
/// What deserves a look.
pub(crate) const WARNING: Style = AnsiColor::Yellow.on_default().bold();
/// What is as it should be.
pub(crate) const GOOD: Style = AnsiColor::Green.on_default().bold();

/// The colour of a severity.
pub(crate) const fn accent_of(severity: Severity) -> Style {
    match severity {
        Severity::Critical => AnsiColor::Magenta.on_default().bold(),
        Severity::High => FAULT,
        Severity::Medium => WARNING,
        Severity::Low => AnsiColor::Cyan.on_default().bold(),
        Severity::Info => BOLD,
    }
}

/// The shape of a severity, fuller the worse.
pub(crate) const fn mark_of(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical => "◆",
        Severity::High => "▲",
        Severity::Medium => "●",
        Severity::Low => "○",
        Severity::Info => "·",
    }
}
