//! The controls that failed: what is wrong, where, and what to do about it.

use std::collections::BTreeMap;

use plimsoll_rules::catalogue::Category;
use plimsoll_rules::finding::{Outcome, Tier};
use plimsoll_rules::report::{Controlled, Reported};
use plimsoll_rules::span::Span;
use plimsoll_rules::status::Status;
use plimsoll_rules::{Report, executor};

use super::source::Sources;
use super::{Telling, counted, excerpt};
use crate::terminal::{BOLD, DIM, Page, accent_of, mark_of, visible};
use crate::threads::Threads;

/// Places of one message that are listed unless all are asked for.
const MOST_PLACES: usize = 6;
/// Messages of one control that are listed unless all are asked for.
const MOST_MESSAGES: usize = 5;

/// Adds every failed control, security before quality, the worst first.
pub(super) fn write(page: &mut Page, telling: &Telling<'_>, sources: &Sources<'_>) {
    for (category, title) in [
        (Category::Security, "Security"),
        (Category::Quality, "Build quality"),
    ] {
        let mut failed: Vec<&Controlled> = telling
            .report
            .controls
            .iter()
            .filter(|result| result.status == Status::Failed && result.control.category == category)
            .collect();
        failed.sort_by_key(|result| std::cmp::Reverse(result.control.severity));
        if !failed.is_empty() {
            page.heading(title);
        }
        let width = page.width();
        // What is told of a control grows with the files.
        let files = telling.report.inputs.len();
        let told = executor::map_of(&Threads, failed.len(), files, |at| {
            failed
                .get(at)
                .map(|it| control(width, telling, sources, it))
        });
        for own in told.into_iter().flatten() {
            page.gap();
            page.append(&own);
        }
    }
}

fn control(
    width: usize,
    telling: &Telling<'_>,
    sources: &Sources<'_>,
    result: &Controlled,
) -> Page {
    let mut own = Page::new(width);
    let page = &mut own;
    let control = result.control;
    let accent = accent_of(control.severity);
    let (mark, word) = (mark_of(control.severity), control.severity.word());
    page.styled(
        &format!("{accent}{mark} {word}{accent:#}  "),
        "  ",
        BOLD,
        control.title,
    );
    page.styled("  ", "  ", DIM, &facts(telling.report, result));

    messages(page, telling, sources, result);
    for disagreement in &result.disagreements {
        page.wrapped("  ", "  ", &visible(disagreement));
    }
    page.wrapped("  → ", "    ", control.remediation);
    own
}

fn failures<'a>(report: &'a Report, result: &'a Controlled) -> impl Iterator<Item = &'a Reported> {
    let open = report.open_findings_of(result.control.id);
    open.filter(|finding| finding.outcome == Outcome::Fail)
}

/// The id, how many subjects fail, what mending is worth, and what was accepted.
fn facts(report: &Report, result: &Controlled) -> String {
    let mut facts = vec![result.control.id.to_owned()];
    let decided = result.tally.fail + result.tally.pass;
    facts.push(if decided > 1 {
        format!("{} of {decided} subjects", result.tally.fail)
    } else {
        counted(result.tally.fail, "subject")
    });
    if result.points.0 > 0 {
        facts.push(format!("worth {} points", result.points));
    }
    let accepted = failures(report, result)
        .filter(|finding| finding.accepted.is_some())
        .count();
    if accepted > 0 {
        facts.push(format!("{accepted} accepted"));
    }
    facts.join(" · ")
}

/// Each message once, the most frequent first, with the places it is about.
fn messages(page: &mut Page, telling: &Telling<'_>, sources: &Sources<'_>, result: &Controlled) {
    let mut by_message: BTreeMap<&str, BTreeMap<Position<'_>, Place<'_>>> = BTreeMap::new();
    for finding in failures(telling.report, result) {
        let places = by_message.entry(&finding.message).or_default();
        let place = places.entry(Position::of(finding)).or_default();
        place.findings.push(finding);
    }
    let mut messages: Vec<(&str, BTreeMap<_, Place<'_>>)> = by_message.into_iter().collect();
    messages.sort_by_key(|(_, places)| std::cmp::Reverse(places.len()));
    let (most_messages, most_places) = if telling.full {
        (usize::MAX, usize::MAX)
    } else {
        (MOST_MESSAGES, MOST_PLACES)
    };
    for (message, places) in messages.iter().take(most_messages) {
        page.wrapped("  ", "  ", &visible(message));
        for (at, place) in places.values().take(most_places).enumerate() {
            place.write(page, telling, sources, at == 0 || telling.full);
        }
        let untold = places.len().saturating_sub(most_places);
        rest(page, "    ", untold, "place");
    }
    let untold = messages.iter().skip(most_messages);
    let untold = untold.map(|(_, places)| places.len()).sum();
    rest(page, "  ", untold, "finding");
}

/// Says how much was left out.
fn rest(page: &mut Page, indent: &str, count: usize, what: &str) {
    if count > 0 {
        let more = counted(count, &format!("more {what}"));
        let words = format!("and {more}; --full lists all");
        page.styled(indent, indent, DIM, &words);
    }
}

/// Where something fails, and by whose word.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Position<'a> {
    artifact: Option<&'a str>,
    span: Option<Span>,
    tier: Tier,
    tool: &'a str,
    /// Where no text shows it.
    subject: Option<&'a str>,
}

impl<'a> Position<'a> {
    fn of(finding: &'a Reported) -> Self {
        Self {
            artifact: finding.artifact.as_deref(),
            span: finding.span,
            tier: finding.tier,
            tool: &finding.source_tool,
            subject: finding.span.is_none().then_some(&*finding.subject),
        }
    }
}

/// One place with all that fails there for the same reason: an image, and services made of it.
#[derive(Default)]
struct Place<'a> {
    findings: Vec<&'a Reported>,
}

impl Place<'_> {
    /// `file:line:column`, and of what, with the lines where `excerpted`.
    fn write(
        &self,
        page: &mut Page,
        telling: &Telling<'_>,
        sources: &Sources<'_>,
        excerpted: bool,
    ) {
        let Some(finding) = self.findings.first() else {
            return;
        };
        let mut words = finding
            .artifact
            .as_deref()
            .map_or_else(String::new, |artifact| {
                let region = finding.region.map_or_else(String::new, |region| {
                    format!(":{}:{}", region.start.line, region.start.column)
                });
                visible(&format!("{artifact}{region}")).into_owned()
            });
        let remarks = self.remarks(telling.report);
        if !remarks.is_empty() {
            words = format!("{words}  {DIM}{remarks}{DIM:#}");
        }
        page.line(&format!("    {}", words.trim_start()));
        let source = finding
            .artifact
            .as_deref()
            .and_then(|name| sources.get(name));
        if let (true, Some(source), Some(span)) = (excerpted, source, finding.span) {
            let accent = accent_of(finding.control.severity);
            excerpt::write(page, source, span, "      ", accent);
        }
    }

    /// The subjects, where they are not simply the file; the JSON path; who says it.
    fn remarks(&self, report: &Report) -> String {
        let mut remarks: Vec<String> = Vec::new();
        for finding in &self.findings {
            let subject = report.subject(&finding.subject);
            for related in finding.related() {
                remarks.push(format!("see line {}", related.start.line));
            }
            let remark = match (subject, &finding.artifact) {
                (None, Some(_)) => continue,
                (None, None) => finding.subject.to_string(),
                (Some(subject), Some(artifact))
                    if subject.name == **artifact && self.findings.len() == 1 =>
                {
                    continue;
                }
                (Some(subject), Some(artifact)) if subject.name == **artifact => {
                    subject.kind.word().to_owned()
                }
                (Some(subject), _) => format!("{} {}", subject.kind.word(), subject.label()),
            };
            let accepted = if finding.accepted.is_some() {
                " (accepted)"
            } else {
                ""
            };
            remarks.push(format!("{remark}{accepted}"));
        }
        let mut remarks = vec![remarks.join(", ")];
        if let Some(finding) = self.findings.first() {
            remarks.extend(finding.path.as_deref().map(str::to_owned));
            if finding.tier != Tier::Own {
                remarks.push(format!("says {}", finding.source_tool));
            }
        }
        remarks.retain(|remark| !remark.is_empty());
        visible(&remarks.join(" · ")).into_owned()
    }
}
