//! What the page prints, screen by screen.

pub mod artifacts;
pub mod changes;
pub mod chart;
pub mod comments;
pub mod controls;
pub mod decisions;
pub mod detail;
pub mod excerpt;
pub mod frameworks;
pub mod groups;
pub mod hardening;
mod highlight;
pub mod overview;
mod places;
pub mod projects;
pub mod rows;
pub mod scope;
pub mod subjects;
pub mod tasks;
pub mod trends;

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use plimsoll_rules::artifact::Artifact;
use plimsoll_rules::artifact::kind::Kind;
use plimsoll_rules::catalogue;
use plimsoll_rules::conceal::Concealed;
use plimsoll_rules::report::{Input, Report, Reported};
use plimsoll_rules::sorted::Sorted;
use plimsoll_rules::span::LineIndex;
use serde::{Deserialize, Serialize};

use crate::words::count;
use artifacts::ArtifactRow;
use comments::Comments;
use controls::ControlList;
use decisions::Decision;
use frameworks::FrameworkView;
use overview::Overview;
use projects::ProjectRow;
use subjects::{Forest, SubjectRow, Tree};
use tasks::Task;
use trends::Trends;

/// Everything the page prints of a report, apart from findings, which it asks for by control.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PageModel {
    /// The report's heading: the one folder everything lies in, or what it is about.
    pub title: String,
    /// What was assessed, when, and by which catalogue.
    pub lede: String,
    /// The first screen.
    pub overview: Overview,
    /// Every control.
    pub controls: ControlList,
    /// Every file.
    pub artifacts: Vec<ArtifactRow>,
    /// The compose projects among them.
    pub projects: Vec<ProjectRow>,
    /// What was found in the files and is judged, tree by tree.
    pub subjects: Vec<SubjectRow>,
    /// Each kind of subject with how many there are, in the order they first appear.
    pub kinds: Vec<(String, usize)>,
    /// The hosts that the subjects belong to; the rows of each stand together.
    pub trees: Vec<Tree>,
    /// What was found besides, as a sentence; empty where there is nothing.
    pub unjudged: String,
    /// What to do.
    pub tasks: Vec<Task>,
    /// How many failures have a change that asks nothing.
    pub safe_changes: usize,
    /// The published lists.
    pub frameworks: Vec<FrameworkView>,
    /// Accepted risks and people's answers.
    pub decisions: Vec<Decision>,
    /// The comments in files that accept failures.
    pub comments: Comments,
    /// This report among earlier ones.
    pub trends: Trends,
}

/// A file that was given, with the page's number for it.
#[derive(Clone, Copy, Debug)]
pub struct Given<'a> {
    /// The page's number.
    pub id: u32,
    /// The file as read.
    pub artifact: &'a Artifact,
}

/// The files' texts by the names the report gives them, with what was worked out about them.
#[derive(Debug, Default)]
pub struct Texts {
    by_name: BTreeMap<Arc<str>, Known>,
}

/// A file's text. What is found by going through all of it is found once.
#[derive(Debug)]
struct Known {
    kind: Kind,
    text: Arc<String>,
    lines: OnceCell<LineIndex>,
    concealed: OnceCell<Concealed>,
}

impl Texts {
    /// Ties each input of the report to its text, by content: a name may have been changed.
    pub fn new(report: &Report, given: &[Given<'_>]) -> Self {
        let by_hash: BTreeMap<&str, &Artifact> = given
            .iter()
            .flat_map(|given| given.artifact.with_parts())
            .map(|artifact| (&*artifact.sha256, artifact))
            .into_map();
        let text = |input: &Input| {
            let artifact = by_hash.get(&*input.sha256)?;
            let known = Known {
                kind: input.kind,
                text: Arc::clone(&artifact.text),
                lines: OnceCell::new(),
                concealed: OnceCell::new(),
            };
            Some((Arc::clone(&input.name), known))
        };
        Self {
            by_name: report.inputs.iter().filter_map(text).into_map(),
        }
    }

    /// What a file is, and its text.
    pub fn get(&self, name: &str) -> Option<(Kind, &str)> {
        let known = self.by_name.get(name)?;
        Some((known.kind, known.text.as_str()))
    }

    /// Where the lines of a file are.
    pub(crate) fn lines(&self, name: &str) -> Option<&LineIndex> {
        let known = self.by_name.get(name)?;
        Some(known.lines.get_or_init(|| LineIndex::new(&known.text)))
    }

    /// Finds out what must not be shown of the files that these findings of the report point at.
    pub(crate) fn conceal(&self, report: &Report, findings: &[&Reported]) {
        let names = findings.iter().filter_map(|it| it.artifact.as_deref());
        let is_open = |name: &&str| {
            let known = self.by_name.get(*name);
            known.is_some_and(|known| known.concealed.get().is_none())
        };
        // One file has many findings, and is looked at once.
        let open: BTreeMap<&str, &str> = names
            .filter(is_open)
            .filter_map(|name| Some((name, self.get(name)?.1)))
            .into_map();
        for (name, concealed) in Concealed::of_report(report, open) {
            if let Some(known) = self.by_name.get(name) {
                known.concealed.get_or_init(|| concealed);
            }
        }
    }

    /// What must not be shown of a file, once it was found out.
    pub(crate) fn concealed(&self, name: &str) -> Option<&Concealed> {
        self.by_name.get(name)?.concealed.get()
    }
}

/// Makes everything the page prints of a report, of whose scope the reader chose `scope`.
pub fn page(report: &Report, given: &[Given<'_>], scope: &str) -> PageModel {
    let Forest {
        rows,
        trees,
        unjudged,
    } = subjects::forest(report);
    PageModel {
        title: title(report),
        lede: lede(report),
        overview: overview::overview(report, scope),
        controls: controls::list(report),
        artifacts: artifacts::rows(report, given),
        projects: projects::rows(report),
        kinds: subjects::kinds(&rows),
        subjects: rows,
        trees,
        unjudged,
        tasks: tasks::tasks(report),
        safe_changes: changes::safe(report),
        frameworks: frameworks::views(report),
        decisions: decisions::decisions(report),
        comments: comments::comments(report),
        trends: trends::trends(report, given),
    }
}

/// What was given by itself, without the parts of bundles.
fn files(report: &Report) -> impl Iterator<Item = &Input> {
    let inputs = report.inputs.iter();
    inputs.filter(|input| input.part_of.is_none())
}

/// The folder that holds every file, or a plain count.
fn title(report: &Report) -> String {
    let folder = |name: &str| name.split_once('/').map(|(folder, _)| folder.to_owned());
    let mut folders = files(report).map(|input| folder(&input.name));
    if let Some(Some(first)) = folders.next()
        && folders.all(|other| other.as_ref() == Some(&first))
    {
        return first;
    }
    let mut inputs = files(report);
    match (inputs.next(), inputs.count()) {
        (None, _) => "Nothing to assess".to_owned(),
        (Some(only), 0) => only.name.to_string(),
        (Some(_), further) => format!("Report on {} artifacts", further + 1),
    }
}

fn lede(report: &Report) -> String {
    let day = report
        .today
        .map_or_else(String::new, |day| format!(" · assessed {}", date(day)));
    let scope = scope::named(&report.settings);
    let scope = scope.map_or_else(String::new, |kinds| format!(" · only {kinds}"));
    format!(
        "{}, {}{day} · catalogue {}{scope}",
        count(files(report).count(), "artifact", "artifacts"),
        count(report.subjects.len(), "subject", "subjects"),
        catalogue::VERSION,
    )
}

/// A day as people read it: `22 Nov 2026`.
pub fn date(day: jiff::civil::Date) -> String {
    let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let month = usize::try_from(day.month())
        .ok()
        .and_then(|month| months.get(month - 1));
    format!("{} {} {}", day.day(), month.unwrap_or(&"?"), day.year())
}
