//! The report for people, in a terminal.
//!
//! Controls that failed come first, worst first, each with its places and its remedy once;
//! then files and waivers that need a look; the score comes last, where the eye is when the
//! command ends.

mod answers;
mod excerpt;
mod failures;
mod inputs;
mod source;
mod summary;
mod suppressions;
mod verdicts;
mod waivers;

use plimsoll_rules::Report;

use crate::check::gate::Gate;
use crate::files::Gathered;
use crate::terminal::Page;
use source::Sources;

pub(crate) use inputs::skipped;

/// What is told, and how much of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Telling<'a> {
    /// The report.
    pub(crate) report: &'a Report,
    /// What it was made from.
    pub(crate) gathered: &'a Gathered,
    /// The gate that was set.
    pub(crate) gate: Option<&'a Gate>,
    /// Whether what passed or could not be decided is told, too.
    pub(crate) all_verdicts: bool,
    /// Whether every place is told with its lines.
    pub(crate) full: bool,
}

/// The report as text for a terminal of this many columns.
pub(crate) fn report(telling: &Telling<'_>, width: usize) -> String {
    let mut page = Page::new(width);
    let sources = Sources::new(telling.report, &telling.gathered.artifacts);
    failures::write(&mut page, telling, &sources);
    if telling.all_verdicts {
        verdicts::write(&mut page, telling.report);
    }
    waivers::write(&mut page, telling.report);
    answers::write(&mut page, telling.report);
    suppressions::write(&mut page, telling.report);
    inputs::write(&mut page, telling);
    summary::write(&mut page, telling);
    page.into_text()
}

/// `1 file`, `2 files`.
pub(crate) fn counted(count: usize, one: &str) -> String {
    if count == 1 {
        format!("1 {one}")
    } else {
        format!("{count} {one}s")
    }
}
