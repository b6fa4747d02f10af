//! Decides `instructions-after-from`: a file begins with `FROM`, but for global arguments.

use super::{Check, Decide};
use crate::catalogue::instructions_after_from::{
    CONTROL, FILE_EMPTY, FROM_MISSING, INSTRUCTION_OUTSIDE,
};
use crate::facts::Build;
use crate::finding::{Finding, Verdict};
use crate::model::dockerfile::Keyword;
use crate::span::Span;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let instructions = &build.file().instructions;
    let Some(first) = instructions.first() else {
        return Finding::new(FILE_EMPTY).fails();
    };
    if build.file().stages.is_empty() {
        // Something is missing at the top, above whatever stands there first.
        let top = build.text.split('\n').next().map_or(0, str::len);
        let finding = Finding::new(FROM_MISSING).at(build.at(first.keyword.span));
        return finding.beside(Span::new(0, top)).fails();
    }
    let outside = instructions.iter().take_while(|it| it.stage.is_none());
    // Words that are no instruction are told where the file is read.
    let mut outside = outside
        .filter(|it| !matches!(it.keyword.value, Keyword::Arg | Keyword::Unknown))
        .map(|it| &it.keyword);
    match outside.next() {
        Some(first) => {
            let finding = Finding::new(INSTRUCTION_OUTSIDE)
                .with("instruction", first.value)
                .at(build.at(first.span));
            let all = outside.fold(finding, |finding, it| finding.beside(it.span));
            all.fails()
        }
        None => Verdict::Pass(None),
    }
}
