//! Labels as several checks read them.

use crate::facts::{Build, Step, Unknown};
use crate::model::dockerfile::InstructionKind;
use crate::policy::LabelFormat;
use crate::span::{Span, Spanned};

/// One label where it is set.
pub(super) struct Label<'b> {
    /// The instruction that sets it.
    pub(super) step: Step<'b>,
    /// Its place among the labels of the instruction.
    pub(super) index: usize,
    /// Its key, quotes and variables settled.
    pub(super) key: Result<String, Unknown>,
    /// The key as written.
    pub(super) key_span: Span,
    /// Its value as written.
    pub(super) value: &'b Spanned<String>,
}

/// Every label of every stage in order, deferred ones included.
pub(super) fn labels<'b>(build: &'b Build<'_>) -> impl Iterator<Item = Label<'b>> {
    build.steps().flat_map(|step| {
        let pairs = match &step.instruction.kind {
            InstructionKind::Label(pairs) => pairs.as_slice(),
            _ => &[],
        };
        pairs
            .iter()
            .enumerate()
            .map(move |(index, (key, value))| Label {
                step,
                index,
                key: step.settled(key),
                key_span: key.span,
                value,
            })
    })
}

/// The form that the policy asks of the label's value.
pub(super) fn wanted(build: &Build<'_>, key: &str) -> Option<LabelFormat> {
    let wanted = build.settings.labels.iter().find(|(label, _)| label == key);
    wanted.map(|(_, format)| *format)
}
