//! The `--chmod` flags of `ADD` and `COPY`.

use super::file_mode::FileMode;
use super::transfers;
use crate::facts::{Build, Step, Unknown};
use crate::span::Spanned;

/// One `--chmod` and what it grants.
pub(super) struct ChmodFlag<'b> {
    pub(super) step: Step<'b>,
    /// As written.
    pub(super) written: &'b Spanned<String>,
    /// What it grants, variables filled in; `None` for what is no mode.
    pub(super) mode: Result<Option<FileMode>, Unknown>,
}

/// The `--chmod` flags of every stage: what one stage copies from another keeps its mode.
pub(super) fn all<'b>(build: &'b Build<'_>) -> impl Iterator<Item = ChmodFlag<'b>> {
    transfers::all(build).filter_map(|moved| {
        let written = moved.step.instruction.flag("chmod")?;
        let mode = moved.step.settled(written);
        Some(ChmodFlag {
            step: moved.step,
            written,
            mode: mode.map(|mode| FileMode::read(&mode)),
        })
    })
}
