//! Where a comment stands, and what it holds for there.

use crate::model::dockerfile::{Dockerfile, Instruction, Keyword};
use crate::model::suppression::{Fault, Reach, Statement, Tool, Wanted};
use crate::span::Span;

/// Where a comment stands.
#[derive(Clone, Copy)]
pub(super) enum Place<'f> {
    /// Above this instruction, the first of the file or not, with nothing but comments between
    /// them or not.
    Above {
        instruction: &'f Instruction,
        is_first: bool,
        is_direct: bool,
    },
    /// Between the lines of what these bytes hold.
    Inside(Span),
    /// At the end of a line of what these bytes hold.
    Behind { what: Span, is_command: bool },
    /// Below the last instruction.
    End { is_first: bool },
}

impl Place<'_> {
    /// What a request holds for, as its tool means it.
    pub(super) fn reach(
        self,
        request: &Statement,
        comment: Span,
        file: &Dockerfile,
    ) -> Result<Reach, Fault> {
        if request.wanted == Wanted::File {
            return Ok(Reach::File);
        }
        match self {
            Place::Above { is_first, .. } | Place::End { is_first }
                if request.wanted == Wanted::Top =>
            {
                if is_first {
                    Ok(Reach::File)
                } else {
                    Err(Fault::NotAtTop)
                }
            }
            // BuildKit goes over empty lines.
            Place::Above { is_direct, .. } if !is_direct && request.tool != Tool::BuildKit => {
                Err(nothing_below(request.wanted))
            }
            Place::Above { instruction, .. } => {
                let is_from = instruction.keyword.value == Keyword::From;
                let end = match request.wanted {
                    Wanted::Stage if !is_from => return Err(Fault::NoStageBelow),
                    Wanted::Stage | Wanted::Block if is_from => stage_end(file, instruction),
                    Wanted::Next | Wanted::Block | Wanted::Stage | Wanted::File | Wanted::Top => {
                        instruction.span.end
                    }
                };
                Ok(Reach::Within(Span::new(comment.start, end)))
            }
            Place::Inside(what) => match request.wanted {
                Wanted::Top => Err(Fault::NotAtTop),
                Wanted::Stage => Err(Fault::NoStageBelow),
                Wanted::Next | Wanted::Block | Wanted::File => Ok(Reach::Within(what)),
            },
            Place::Behind { what, is_command } => match request.tool {
                Tool::Trivy | Tool::Semgrep => Ok(Reach::Within(what)),
                Tool::Plimsoll if is_command && request.wanted == Wanted::Next => {
                    Ok(Reach::Within(what))
                }
                Tool::Plimsoll | Tool::Hadolint | Tool::BuildKit | Tool::Checkov | Tool::Kics => {
                    Err(Fault::NotAlone)
                }
            },
            Place::End { .. } => Err(nothing_below(request.wanted)),
        }
    }
}

/// What a comment lacks that nothing stands directly below.
const fn nothing_below(wanted: Wanted) -> Fault {
    match wanted {
        Wanted::Stage => Fault::NoStageBelow,
        Wanted::Top => Fault::NotAtTop,
        Wanted::Next | Wanted::Block | Wanted::File => Fault::NothingBelow,
    }
}

fn stage_end(file: &Dockerfile, from: &Instruction) -> usize {
    let stage = from.stage.and_then(|index| file.stages.get(index));
    stage.map_or(from.span.end, |stage| stage.span.end)
}
