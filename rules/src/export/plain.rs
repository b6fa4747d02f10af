//! One control as plain text: each verdict with the source text that decides it.
//!
//! For people who compare two runs line by line. Secrets are left out.

use std::fmt::Write as _;

use crate::artifact::Artifact;
use crate::conceal::Concealed;
use crate::remedy::{self, Side};
use crate::report::{Report, Reported};
use crate::span::Span;

/// The longest source text that is quoted, in characters.
const LONGEST_QUOTE: usize = 100;

/// The control of this id: its status, then each verdict with its place, text and words.
///
/// `artifacts` are those of the report; the text of one that is missing is not quoted.
pub fn plain(report: &Report, artifacts: &[Artifact], control: &str) -> String {
    let Some(result) = report.control(control) else {
        return format!("{control}: there is no such control\n");
    };
    let mut text = format!("{control}: {}\n", result.status.word());
    for finding in report.findings_of(control) {
        add_finding(&mut text, report, artifacts, finding);
    }
    for sentence in &result.disagreements {
        add_line(&mut text, &format!("\ndisagreement: {sentence}"));
    }
    text
}

fn add_finding(text: &mut String, report: &Report, artifacts: &[Artifact], finding: &Reported) {
    let (outcome, subject) = (finding.outcome.word(), &finding.subject);
    add_line(text, &format!("\n{outcome} {subject}"));
    if let Some(place) = place(finding) {
        add_line(text, &format!("  {place}"));
    }
    for region in finding.related() {
        add_line(text, &format!("  see line {}", region.start.line));
    }
    if let Some(path) = &finding.path {
        add_line(text, &format!("  {path}"));
    }
    if let Some(quote) = quote(report, artifacts, finding) {
        add_line(text, &format!("  `{quote}`"));
    }
    add_line(text, &format!("  {}", finding.message));
    let (tier, tool) = (finding.tier.word(), &finding.source_tool);
    add_line(text, &format!("  {tier}, {tool}"));
    add_remedy(text, report, artifacts, finding);
    if let Some(why) = finding.refused() {
        add_line(text, &format!("  no remedy: {why}"));
    }
    let subject = report.subject(&finding.subject);
    let profiles = subject.map_or(&[][..], |subject| &subject.profiles);
    if !profiles.is_empty() {
        add_line(text, &format!("  profiles: {}", profiles.join(", ")));
    }
    for tie in subject.map_or(&[][..], |subject| &subject.ties) {
        add_line(text, &format!("  tie: {tie}"));
    }
}

/// What the remedy asks, and the lines it changes.
fn add_remedy(text: &mut String, report: &Report, artifacts: &[Artifact], finding: &Reported) {
    let Some(remedy) = finding.remedy() else {
        return;
    };
    let asks = remedy.asks.as_deref().unwrap_or("safe");
    add_line(text, &format!("  remedy: {asks}"));
    let preview = source(report, artifacts, finding).and_then(|artifact| {
        let concealed = concealed(report, finding, artifact);
        remedy::preview(finding, &artifact.text, &concealed)
    });
    let Some(preview) = preview else {
        return;
    };
    for side in [Side::Removed, Side::Added] {
        for line in preview.lines.iter().filter(|line| line.side == side) {
            add_line(text, &format!("  {} {}", side.sign(), line.text));
        }
    }
    if preview.more > 0 {
        add_line(text, &format!("  and {} more lines", preview.more));
    }
}

fn add_line(text: &mut String, line: &str) {
    writeln!(text, "{line}").expect("writing to a String never fails");
}

/// `file:line:column–line:column`, or the file alone.
fn place(finding: &Reported) -> Option<String> {
    let artifact = finding.artifact.as_deref()?;
    let Some(region) = finding.region else {
        return Some(artifact.to_owned());
    };
    let (start, end) = (region.start, region.end);
    Some(format!(
        "{artifact}:{}:{}–{}:{}",
        start.line, start.column, end.line, end.column
    ))
}

/// The first line of the deciding text.
fn quote(report: &Report, artifacts: &[Artifact], finding: &Reported) -> Option<String> {
    let artifact = source(report, artifacts, finding)?;
    let span = finding.span?;
    let source = span.of(&artifact.text);
    let line = source.lines().next().unwrap_or_default();
    let window = Span::new(span.start, span.start + line.len());
    let shown = concealed(report, finding, artifact).shown(window, &artifact.text);
    let mut quote: String = shown.chars().take(LONGEST_QUOTE).collect();
    if quote.len() < shown.len() || line.len() < source.trim_end().len() {
        quote.push_str(" …");
    }
    Some(quote)
}

/// What must not be shown of the artifact that shows the finding.
fn concealed(report: &Report, finding: &Reported, artifact: &Artifact) -> Concealed {
    let name = finding.artifact.as_deref().unwrap_or_default();
    let mut by_name = Concealed::of_report(report, [(name, artifact.text.as_str())]);
    by_name.remove(name).unwrap_or_default()
}

/// The artifact that shows the finding.
fn source<'a>(
    report: &Report,
    artifacts: &'a [Artifact],
    finding: &Reported,
) -> Option<&'a Artifact> {
    let name = finding.artifact.as_deref()?;
    // A second file of one name has another name in the report: its bytes tell which it is.
    let input = report.inputs.iter().find(|input| *input.name == *name)?;
    artifacts
        .iter()
        .flat_map(Artifact::with_parts)
        .find(|artifact| artifact.sha256 == input.sha256)
}
