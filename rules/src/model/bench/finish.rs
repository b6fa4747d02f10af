//! From a run's lines or members to the run: its family, and what follows from it.

use super::family;
use super::family::decide;
use super::scoring::{count_as_stated, points};
use super::{BenchVerdict, Circumstance, Family, Run};
use crate::artifact::{Effect, Problem};
use crate::span::{Span, Spanned};

/// A run while it is read.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) span: Span,
    pub(super) version: Option<Spanned<String>>,
    pub(super) benchmark: Option<Spanned<String>>,
    pub(super) started: Option<String>,
    pub(super) verdicts: Vec<BenchVerdict>,
    pub(super) checks: Option<Spanned<i64>>,
    pub(super) score: Option<Spanned<i64>>,
    /// The first complaint of a shell that lacks `[[`.
    pub(super) poor_shell: Option<Span>,
    /// The script's own warning that it did not run as root.
    pub(super) not_root: Option<Span>,
    /// The first complaint of jq, which reads the daemon's file for the script.
    pub(super) unread_file: Option<Span>,
    pub(super) problems: Vec<Problem>,
}

/// Checks of 1.6.1 and later that need `[[`.
const NEED_BASH: &[&str] = &["2.2", "2.4", "2.5", "2.8", "2.9", "2.12"];

impl Draft {
    /// Whether anything was read that makes it a run.
    pub(super) fn is_empty(&self) -> bool {
        self.verdicts.is_empty() && self.checks.is_none() && self.score.is_none()
    }

    /// Settles the family, numbers the check without a number, and compares the totals.
    pub(super) fn finish(mut self) -> Run {
        let version = self.version.as_ref().map(|version| version.value.as_str());
        let (family, family_reason) = decide(version, &self.verdicts);
        for verdict in &mut self.verdicts {
            if verdict.id.is_empty() {
                family::experimental_id(family).clone_into(&mut verdict.id);
            }
            verdict.points = points(family, &verdict.id, verdict.level);
        }
        if let (Family::A, Some(score)) = (family, &self.score) {
            count_as_stated(&mut self.verdicts, score.value);
        }
        let distrusted = self.distrust();
        let circumstances = self.circumstances();
        let mut run = Run {
            span: self.span,
            version: self.version,
            benchmark: self.benchmark,
            started: self.started,
            family,
            family_reason,
            verdicts: self.verdicts,
            distrusted,
            circumstances,
            checks: self.checks,
            score: self.score,
            problems: self.problems,
        };
        compare_totals(&mut run);
        run
    }

    fn circumstances(&mut self) -> Vec<Circumstance> {
        let seen = [
            (self.not_root, Circumstance::NotRoot),
            (self.unread_file, Circumstance::FileUnread),
        ];
        let seen = seen.into_iter().filter_map(|(span, it)| Some((span?, it)));
        let circumstances = seen.map(|(span, it)| {
            self.problems
                .push(Problem::at(span, Effect::Note, it.clause()));
            it
        });
        circumstances.collect()
    }

    fn distrust(&mut self) -> Vec<String> {
        let Some(span) = self.poor_shell else {
            return Vec::new();
        };
        let message = "the shell that ran the script lacks [[, so checks 2.2, 2.4, 2.5, 2.8, \
                       2.9 and 2.12 say nothing about the daemon's file";
        self.problems
            .push(Problem::at(span, Effect::Partial, message));
        let ids = self.verdicts.iter().map(|verdict| &verdict.id);
        ids.filter(|id| NEED_BASH.contains(&id.as_str()))
            .cloned()
            .collect()
    }
}

fn compare_totals(run: &mut Run) {
    let read = i64::try_from(run.verdicts.len()).unwrap_or(i64::MAX);
    match &run.checks {
        Some(checks) if checks.value != read => {
            let message = format!("{} checks are stated and {read} were read", checks.value);
            run.problems
                .push(Problem::at(checks.span, Effect::Partial, message));
        }
        Some(_) => {}
        None => note_end(
            run,
            "the run states no number of checks, so it may not have ended",
        ),
    }
    if run.checks.is_some() && run.score.is_none() {
        note_end(
            run,
            "the run states its checks and no score, so its end is missing",
        );
    }
    let sum = run.recomputed_score();
    if let Some(score) = &run.score
        && score.value != sum
    {
        let message = format!(
            "a score of {} is stated and the verdicts make {sum}",
            score.value
        );
        run.problems
            .push(Problem::at(score.span, Effect::Note, message));
    }
}

/// Says something of where the run ends.
fn note_end(run: &mut Run, message: &str) {
    let end = Span::new(run.span.end, run.span.end);
    run.problems.push(Problem::at(end, Effect::Note, message));
}
