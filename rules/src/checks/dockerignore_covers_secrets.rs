//! Decides `dockerignore-covers-secrets`: a context that is copied whole is cut down first.

use super::context_contents::{self, Content};
use super::{Check, Decide, transfers};
use crate::catalogue::dockerignore_covers_secrets::{
    CONTENT_LET_THROUGH, CONTROL, DOCKERIGNORE_UNSEEN,
};
use crate::facts::{Build, Ignore};
use crate::finding::{Edit, Finding, Remedy, Verdict};
use crate::span::Span;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    // A builder stage counts: what it gets stays in the build's cache.
    let whole = transfers::all(build).find_map(|moved| {
        let mut sources = moved.context_sources();
        let source = sources.find(|source| context_contents::is_whole(&source.value))?;
        Some(moved.step.at(source.span))
    });
    let Some(copied) = whole else {
        return Verdict::NotApplicable;
    };
    let Some(ignore) = build.ignore else {
        return Finding::new(DOCKERIGNORE_UNSEEN)
            .at(copied)
            .leaves_unknown();
    };
    let mut open = context_contents::let_through(ignore.file);
    if uses_node(build) {
        let modules = &context_contents::NODE_MODULES;
        let patterns = modules.let_through(ignore.file);
        open.extend((!patterns.is_empty()).then_some((modules, patterns)));
    }
    let findings = open
        .into_iter()
        .map(|(content, patterns)| finding(ignore, content, &patterns));
    Verdict::of_lists(findings.collect(), Vec::new())
}

fn finding(ignore: Ignore<'_>, content: &Content, patterns: &[&str]) -> Finding {
    // The lines are added at the end, so that no exception before them takes anything in again.
    let last = ignore.file.patterns.last();
    let span = last.map_or(Span::new(0, 0), |pattern| pattern.text.span);
    let ends_line = ignore.text.is_empty() || ignore.text.ends_with('\n');
    let line = |pattern: &&str| {
        if ends_line {
            format!("{pattern}\n")
        } else {
            format!("\n{pattern}")
        }
    };
    let lines: String = patterns.iter().map(line).collect();
    Finding::new(CONTENT_LET_THROUGH)
        .with("content", content.name)
        .at(ignore.at(span))
        .mended_by(Remedy::assisted(
            "Confirm that the build needs none of what these patterns leave out.",
            vec![Edit::insert(ignore.text.len(), lines)],
        ))
}

/// Whether the build runs a package manager of Node.js.
fn uses_node(build: &Build<'_>) -> bool {
    let tools = ["npm", "npx", "yarn", "pnpm"];
    build
        .calls()
        .any(|call| tools.contains(&call.invocation.name.as_str()))
}
