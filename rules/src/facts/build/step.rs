//! One instruction of a build, with what its words are worth there.

use super::Build;
use crate::facts::{Need, Unknown, stage};
use crate::finding::Evidence;
use crate::model::dockerfile::{Expanded, Instruction, Stage, expand};
use crate::span::{Span, Spanned};

/// One instruction where it stands; what `ONBUILD` defers stands for itself.
#[derive(Clone, Copy, Debug)]
pub struct Step<'b> {
    pub(super) build: &'b Build<'b>,
    /// The index of the whole instruction in the file.
    pub index: usize,
    /// The instruction, or the one that an `ONBUILD` defers.
    pub instruction: &'b Instruction,
    /// Whether it runs only in builds on top of this image.
    pub is_deferred: bool,
}

impl<'b> Step<'b> {
    /// The index of its stage; `None` before the first `FROM` and in a fragment.
    pub fn stage_index(self) -> Option<usize> {
        self.whole().stage
    }

    /// Its stage.
    pub fn stage(self) -> Option<&'b Stage> {
        self.build.file().stages.get(self.stage_index()?)
    }

    /// Whether it makes the image that ships, rather than one that is only copied from.
    pub fn ships(self) -> bool {
        self.build.ships(self.stage_index())
    }

    /// The whole instruction, `ONBUILD` included.
    pub fn whole(self) -> &'b Instruction {
        let instructions = &self.build.file().instructions;
        instructions.get(self.index).unwrap_or(self.instruction)
    }

    /// The file's text.
    pub const fn text(self) -> &'b str {
        self.build.text
    }

    /// A place in the file.
    pub const fn at(self, span: Span) -> Evidence {
        self.build.at(span)
    }

    /// What a word is worth where it stands: quotes and escapes resolved, variables filled in.
    ///
    /// # Errors
    ///
    /// The names of the variables whose values the file does not settle.
    pub fn value(self, word: &str) -> Result<String, Vec<String>> {
        settled(self.expanded(word))
    }

    /// The same; an unsettled word is a property that only those variables settle.
    ///
    /// # Errors
    ///
    /// What a check makes an unknown verdict of.
    pub fn settled(self, word: &Spanned<String>) -> Result<String, Unknown> {
        self.value(&word.value).map_err(|variables| Unknown {
            needs: Need::Variables(variables),
            evidence: Some(self.at(word.span)),
        })
    }

    /// A path with its variables filled in. One in the middle that has no value does not hide
    /// how the path begins and ends; it stays as it is written.
    ///
    /// # Errors
    ///
    /// What a check makes an unknown verdict of, where such a variable begins the path.
    pub fn path(self, path: &Spanned<String>) -> Result<String, Unknown> {
        let quotes = ['"', '\''];
        let settled = self.settled(path);
        // A drive's backslash can escape the closing quote; the path is plain all the same.
        let bared = settled.map(|text| text.trim_matches(quotes).to_owned());
        bared.or_else(|unknown| {
            let bare = path.value.trim_matches(quotes);
            if bare.starts_with('$') {
                Err(unknown)
            } else {
                Ok(bare.to_owned())
            }
        })
    }

    /// The word with whatever is known filled in.
    pub fn expanded(self, word: &str) -> Expanded {
        expand(word, &self.build.file().scope_at(self.index))
    }

    /// What `COPY --from` and `RUN --mount=…,from=` name, as written.
    pub fn foreign_sources(self) -> Vec<Spanned<String>> {
        stage::sources_of(self.instruction)
    }
}

/// The text, or the names of the variables that leave it open.
pub(super) fn settled(expanded: Expanded) -> Result<String, Vec<String>> {
    if expanded.unresolved.is_empty() {
        Ok(expanded.text)
    } else {
        Err(expanded.unresolved)
    }
}
