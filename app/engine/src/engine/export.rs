//! The last report as a file to keep.

use plimsoll_rules::export::json::{self, Verdicts};
use plimsoll_rules::policy::Policy;
use plimsoll_rules::remedy;
use plimsoll_view::message::{Format, Response};
use plimsoll_view::view_model::tasks;

use super::Engine;

/// The program that collects what a host shows of itself, as it is handed to the reader.
const COLLECTOR: &str = include_str!("../../../../public/collect.sh");

impl Engine {
    /// The last report in a format; the collector needs none.
    pub fn export(&self, run: u32, format: Format) -> Response {
        let (file_name, mime, text) = match (format, &self.report) {
            (Format::Collector, _) => ("collect.sh", "text/x-shellscript", COLLECTOR.to_owned()),
            (_, None) => {
                let message = "There is no report yet. Add files first.".to_owned();
                return Response::Failed { run, message };
            }
            (Format::Json | Format::PdfSource, Some(report)) => (
                "plimsoll-report.json",
                "application/json",
                json::json(report, Verdicts::Failing),
            ),
            (Format::Tasks, Some(report)) => (
                "plimsoll-tasks.md",
                "text/markdown",
                tasks::markdown(report),
            ),
            (Format::Policy, Some(report)) => {
                let waivers = report.waivers.iter();
                let answers = report.attestations.iter();
                let policy = Policy {
                    waivers: waivers.map(|waived| waived.waiver.clone()).collect(),
                    attestations: answers.map(|it| it.attestation.clone()).collect(),
                    settings: report.settings.clone(),
                    ..Policy::default()
                };
                ("plimsoll-policy.yaml", "application/yaml", policy.write())
            }
            (Format::Patch, Some(_)) => {
                let patch = self.patch();
                if patch.is_empty() {
                    let message = "No change is known that asks nothing.".to_owned();
                    return Response::Failed { run, message };
                }
                ("plimsoll-safe-changes.patch", "text/x-diff", patch)
            }
        };
        let (file_name, mime) = (file_name.to_owned(), mime.to_owned());
        Response::Exported {
            run,
            format,
            file_name,
            mime,
            text,
        }
    }

    /// Every safe change of the files, one diff after the other.
    fn patch(&self) -> String {
        let mending = remedy::mend(&self.plain_artifacts(), &self.policy, &remedy::is_safe);
        let patches = mending.patches.into_iter();
        patches.map(|patch| patch.diff).collect()
    }
}
