//! The faults of a model while they are found.

use std::collections::BTreeSet;

use super::path::Path;
use super::{Fault, FaultKind, MAX_FAULTS};
use crate::sorted::InOrder;
use crate::span::Span;

/// What was found so far.
#[derive(Debug, Default)]
pub(super) struct Faults {
    found: Vec<Fault>,
    /// Places with what is wrong there: what an alias shares is one fault in many services.
    told: BTreeSet<(Span, String)>,
    /// How many are not listed.
    more: usize,
}

impl Faults {
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// Whether what comes is only counted, so that it need not be described.
    pub(super) fn is_full(&self) -> bool {
        self.found.len() >= MAX_FAULTS
    }

    /// Lists something Compose refuses; `problem` ends the sentence.
    pub(super) fn refuse(
        &mut self,
        span: Span,
        path: &Path<'_>,
        kind: FaultKind,
        problem: impl Into<String>,
    ) {
        self.add(span, path, kind, problem, |path, problem| {
            path.refused(problem)
        });
    }

    /// Lists something Compose goes on with; `sentence` is the whole message.
    pub(super) fn note(
        &mut self,
        span: Span,
        path: &Path<'_>,
        kind: FaultKind,
        sentence: impl Into<String>,
    ) {
        self.add(span, path, kind, sentence, |_, sentence| {
            sentence.to_owned()
        });
    }

    fn add(
        &mut self,
        span: Span,
        path: &Path<'_>,
        kind: FaultKind,
        problem: impl Into<String>,
        message: impl FnOnce(&Path<'_>, &str) -> String,
    ) {
        if self.is_full() {
            self.more += 1;
            return;
        }
        let told = (span, problem.into());
        if self.told.contains(&told) {
            return;
        }
        self.found.push(Fault {
            span,
            kind,
            path: path.text(),
            message: message(path, &told.1),
        });
        self.told.insert(told);
    }

    /// The faults in the order of their places, and how many more there are.
    pub(super) fn finish(mut self, whole: Span) -> Vec<Fault> {
        self.found.order_by_key(|fault| fault.span);
        if self.more > 0 {
            let count = self.more;
            self.found.push(Fault {
                span: whole,
                kind: FaultKind::More { count },
                path: String::new(),
                message: format!("Compose refuses more than the {MAX_FAULTS} places listed here"),
            });
        }
        self.found
    }
}
