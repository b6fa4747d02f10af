//! The failures that somebody accepted, and the comments that ask for it.

use super::escape::{code, prose};
use super::{PLACES, Writer, one_line};
use crate::report::{Acceptance, Reported, Waived};

impl Writer<'_> {
    pub(super) fn accepted(&mut self) {
        let accepted: Vec<(&Reported, &Acceptance)> = self
            .report
            .findings
            .failures()
            .filter_map(|finding| Some((finding, finding.accepted.as_ref()?)))
            .collect();
        if accepted.is_empty() {
            return;
        }
        self.line("");
        self.line("## Accepted risks");
        self.line("");
        for (finding, by) in accepted.iter().take(PLACES) {
            let words = format!(
                "- {} (`{}`) {}; {}",
                one_line(finding.control.title),
                finding.control.id,
                self.place(finding),
                self.acceptance(by),
            );
            self.line(&words);
        }
        if let Some(more) = accepted.len().checked_sub(PLACES).filter(|more| *more > 0) {
            self.line(&format!("- and {more} more, all in the JSON report"));
        }
    }

    /// Every comment that asks a tool to be silent, and what became of it.
    pub(super) fn suppressions(&mut self) {
        let comments = &self.report.suppressions;
        if comments.is_empty() {
            return;
        }
        self.line("");
        self.line("## Comments that accept risks");
        self.line("");
        for told in comments.iter().take(PLACES) {
            let place = format!("{}:{}", told.artifact, told.region.start.line);
            let words = format!(
                "- {}, {}: {}",
                code(&place),
                prose(&told.request()),
                prose(&told.outcome()),
            );
            self.line(&words);
        }
        if let Some(more) = comments.len().checked_sub(PLACES).filter(|more| *more > 0) {
            self.line(&format!("- and {more} more, all in the JSON report"));
        }
    }

    /// Who accepted a failure, why and until when.
    fn acceptance(&self, by: &Acceptance) -> String {
        match by {
            Acceptance::Waiver(index) => {
                let Some(Waived { waiver, .. }) = self.report.waivers.get(*index) else {
                    return "accepted by a waiver".to_owned();
                };
                let until = waiver
                    .expires
                    .map(|day| format!(" until {day}"))
                    .unwrap_or_default();
                format!(
                    "accepted by {}{until}: {}",
                    code(&waiver.owner),
                    prose(&waiver.reason),
                )
            }
            Acceptance::Comment(index) => {
                let Some(told) = self.report.suppressions.get(*index) else {
                    return "accepted in a file".to_owned();
                };
                let place = format!("{}:{}", told.artifact, told.region.start.line);
                let reason = told.suppression.reason.as_deref().map(prose);
                format!(
                    "accepted by what {} tells {}{}",
                    code(&place),
                    told.suppression.tool.title(),
                    reason.map_or_else(String::new, |reason| format!(": {reason}")),
                )
            }
        }
    }
}
