//! The modes that `chmod` in a build gives to files.

use super::assignments;
use super::file_mode::FileMode;
use crate::facts::{Build, Unknown};
use crate::model::shell::Word;

/// One `chmod` and what it grants.
pub(super) struct ChmodCall<'b> {
    /// The mode as written.
    pub(super) written: &'b Word,
    /// What it grants; `None` for what is no mode.
    pub(super) mode: Result<Option<FileMode>, Unknown>,
}

/// The `chmod` commands of every stage: what one stage copies from another keeps its mode.
pub(super) fn all<'b>(build: &'b Build<'_>) -> impl Iterator<Item = ChmodCall<'b>> {
    build.calls_of("chmod").filter_map(|call| {
        let written = *call.invocation.operands(&[]).first()?;
        let mode = assignments::value_of(build, call.run, written, &written.text);
        let is_copied = |word: &Word| word.text.starts_with("--reference");
        let is_mode = !call.invocation.arguments.iter().any(is_copied);
        is_mode.then(|| ChmodCall {
            written,
            mode: mode.map(|mode| FileMode::read(&mode)),
        })
    })
}
