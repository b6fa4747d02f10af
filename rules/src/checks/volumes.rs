//! The paths that `VOLUME` names in the image that ships.

use super::changes;
use super::working_directory::shortened;
use crate::facts::{Build, Step, Unknown};
use crate::finding::{Edit, Finding, Remedy};
use crate::model::dockerfile::InstructionKind;
use crate::span::Spanned;

/// What `VOLUME` names, of that which is meant.
#[derive(Default)]
pub(super) struct Volumes<'b> {
    /// Whether any volume is named.
    pub(super) is_concerned: bool,
    pub(super) named: Vec<Named<'b>>,
    pub(super) unknown: Vec<Unknown>,
}

/// One word that names such a path.
pub(super) struct Named<'b> {
    pub(super) step: Step<'b>,
    pub(super) word: &'b Spanned<String>,
    /// The path, with `/run` for `/var/run`.
    pub(super) path: String,
    /// What takes it out.
    pub(super) edit: Option<Edit>,
}

/// Looks for paths that `meant` picks from a word's parts: the path, or both sides of a colon.
pub(super) fn shipped<'b>(
    build: &'b Build<'_>,
    meant: impl Fn(&[String]) -> Option<String>,
) -> Volumes<'b> {
    let mut found = Volumes::default();
    for step in build.steps().filter(|step| step.ships()) {
        let InstructionKind::Volume(words) = &step.instruction.kind else {
            continue;
        };
        found.is_concerned = true;
        let mut paths = Vec::with_capacity(words.len());
        for word in words {
            match step.path(word) {
                Ok(path) => paths.push(meant(&parts(&path))),
                Err(unknown) => {
                    found.unknown.push(unknown);
                    paths.push(None);
                }
            }
        }
        let is_removed: Vec<bool> = paths.iter().map(Option::is_some).collect();
        if !is_removed.contains(&true) {
            continue;
        }
        let edits = changes::remove_words(build, step, words, &is_removed);
        for ((word, path), edit) in words.iter().zip(paths).zip(edits) {
            if let Some(path) = path {
                found.named.push(Named {
                    step,
                    word,
                    path,
                    edit,
                });
            }
        }
    }
    found
}

/// The path, or both sides of a colon: that is how a mount is written, and no volume.
fn parts(word: &str) -> Vec<String> {
    let path = |part: &str| {
        let path = shortened(part);
        match path.strip_prefix("/var/run") {
            Some(rest) if rest.is_empty() || rest.starts_with('/') => format!("/run{rest}"),
            Some(_) | None => path,
        }
    };
    word.split(':').map(path).collect()
}

impl Named<'_> {
    /// The finding at its word, with the edit that takes it out.
    pub(super) fn finding(self, finding: Finding, asks: &str) -> Finding {
        let finding = finding.at(self.step.at(self.word.span));
        match self.edit {
            Some(edit) => finding.mended_by(Remedy::assisted(asks, vec![edit])),
            None => finding,
        }
    }
}
