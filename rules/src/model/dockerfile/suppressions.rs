//! Comments that ask a tool to be silent, and what of a Dockerfile each is about.
//!
//! All comments of the block above an instruction count, also where the tools themselves
//! read only the nearest line, so that the comments of several tools may be stacked.

mod behind;
mod place;

use std::collections::HashSet;

use super::{Dockerfile, Instruction, InstructionKind};
use crate::artifact::{Effect, Problem};
use crate::model::suppression::{Reach, Statement, Suppression, check, is_prose, statements};
use crate::sorted::InOrder;
use crate::span::{Span, Spanned};
use behind::behind;
use place::Place;

/// More names in comments of this kind than anybody writes; those after it are not read.
const MOST: usize = 2000;

/// Reads every such comment of a file, in the order of their places.
pub(super) fn read(text: &str, file: &mut Dockerfile) {
    let mut reader = Reader {
        text,
        file,
        found: Vec::new(),
        left: Some(MOST),
    };
    reader.directives();
    reader.whole_lines();
    for instruction in &reader.file.instructions {
        reader.lines_within(instruction);
    }
    reader.explain();
    let (mut found, is_cut) = (reader.found, reader.left.is_none());
    found.order_by_key(|it| it.span);
    file.suppressions = found;
    if is_cut {
        let message = format!(
            "The comments that ask a tool to be silent name over {MOST} rules; the last are left out"
        );
        file.problems.push(Problem::whole(Effect::Note, message));
    }
}

struct Reader<'f> {
    text: &'f str,
    file: &'f Dockerfile,
    found: Vec<Suppression>,
    /// How many more names are read; `None` once there were more.
    left: Option<usize>,
}

impl<'f> Reader<'f> {
    fn directives(&mut self) {
        // Each directive is there once, so that these are never too many.
        let checks = self.file.directives.iter();
        for directive in checks.filter(|it| it.name.value == "check") {
            if let Some(statement) = check(&directive.value.value) {
                let words = directive.span();
                let before = self.text.get(..words.start).unwrap_or_default();
                let start = before.rfind('#').unwrap_or(words.start);
                let span = Span::new(start, words.end);
                self.found.push(statement.placed(span, Ok(Reach::File)));
            }
        }
    }

    /// Comments on lines of their own, in one walk along the instructions.
    fn whole_lines(&mut self) {
        let mut instructions = self.file.instructions.iter().peekable();
        let mut before: Option<&Instruction> = None;
        let mut open: Vec<(&'f Spanned<String>, Vec<Statement>)> = Vec::new();
        for comment in &self.file.comments {
            while let Some(next) = instructions.next_if(|it| it.span.start < comment.span.start) {
                self.above(&mut open, next, before.is_none());
                before = Some(next);
            }
            let requests = self.requests(&comment.value);
            if requests.is_empty() && open.is_empty() {
                continue;
            }
            match before.filter(|it| comment.span.start < it.span.end) {
                Some(around) => self.add(comment.span, requests, Place::Inside(around.span)),
                // A comment without a request still holds the block together.
                None => open.push((comment, requests)),
            }
        }
        let is_first = before.is_none();
        if let Some(next) = instructions.next() {
            self.above(&mut open, next, is_first);
        }
        for (comment, requests) in open {
            self.add(comment.span, requests, Place::End { is_first });
        }
    }

    /// Places the comments above an instruction, the nearest first.
    fn above(
        &mut self,
        open: &mut Vec<(&'f Spanned<String>, Vec<Statement>)>,
        instruction: &'f Instruction,
        is_first: bool,
    ) {
        let mut is_direct = true;
        let mut below = instruction.span.start;
        while let Some((comment, requests)) = open.pop() {
            is_direct &= self.is_next_line(comment.span.end, below);
            below = comment.span.start;
            let place = Place::Above {
                instruction,
                is_first,
                is_direct,
            };
            self.add(comment.span, requests, place);
        }
    }

    /// Comments behind the instruction's own words, and those in its documents.
    fn lines_within(&mut self, instruction: &Instruction) {
        let effective = instruction.effective();
        let is_command = matches!(effective.kind, InstructionKind::Run(_));
        let documents = &effective.heredocs;
        let end = documents
            .first()
            .map_or(instruction.span.end, |document| document.body.start);
        let own = Span::new(instruction.span.start, end);
        let what = instruction.span;
        for (start, comment) in behind(own.of(self.text)) {
            let span = Span::new(start, start + comment.len()).shifted(own.start);
            let words = comment.trim_end_matches([self.file.escape, ' ', '\t']);
            let requests = self.requests(words);
            self.add(span, requests, Place::Behind { what, is_command });
        }
        // The documents of `COPY` and `ADD` are files of the image and no part of this one.
        if is_command {
            for document in documents {
                self.document(document.body);
            }
        }
    }

    /// A comment in a document holds for its line, or for the next where it has its own.
    fn document(&mut self, body: Span) {
        let mut open: Vec<(Span, Vec<Statement>)> = Vec::new();
        let mut at = body.start;
        for line in body.of(self.text).split_inclusive('\n') {
            let (start, content) = (at, line.trim());
            at += line.len();
            if content.is_empty() {
                continue;
            }
            let first = start + line.len() - line.trim_start().len();
            if content.starts_with('#') {
                let requests = self.requests(content);
                if !requests.is_empty() {
                    open.push((Span::new(first, first + content.len()), requests));
                }
                continue;
            }
            let what = Span::new(first, first + content.len());
            for (span, requests) in open.drain(..) {
                self.add(span, requests, Place::Inside(what));
            }
            for (offset, comment) in behind(content) {
                let span = Span::new(offset, offset + comment.len()).shifted(first);
                let is_command = true;
                let requests = self.requests(comment);
                self.add(span, requests, Place::Behind { what, is_command });
            }
        }
        for (span, requests) in open {
            self.add(span, requests, Place::Inside(span));
        }
    }

    /// What a comment asks for, as long as there are not too many of them.
    fn requests(&mut self, comment: &str) -> Vec<Statement> {
        let mut requests = Vec::new();
        let Some(mut left) = self.left else {
            return requests;
        };
        for request in statements(comment) {
            let Some(rest) = left.checked_sub(request.names().max(1)) else {
                self.left = None;
                return requests;
            };
            left = rest;
            requests.push(request);
        }
        self.left = Some(left);
        requests
    }

    /// Marks the comments that words for people stand above, in the same block. A directive
    /// has to be at the top, so that its words stand below.
    fn explain(&mut self) {
        let mut explained = HashSet::new();
        let mut has_words = false;
        let mut end = None;
        for comment in &self.file.comments {
            has_words &= end.is_some_and(|end| self.is_next_line(end, comment.span.start));
            if is_prose(&comment.value) {
                has_words = true;
            } else if has_words {
                explained.insert(comment.span.start);
            }
            end = Some(comment.span.end);
        }
        let below = self.file.comments.first().filter(|it| is_prose(&it.value));
        let directives = self.file.directives.last().map(|it| it.span().end);
        let is_directive_explained = below
            .zip(directives)
            .is_some_and(|(words, end)| self.is_next_line(end, words.span.start));
        for found in &mut self.found {
            let is_directive = directives.is_some_and(|end| found.span.end <= end);
            found.is_explained |=
                explained.contains(&found.span.start) || (is_directive && is_directive_explained);
        }
    }

    /// Whether at most one line break lies between two places.
    fn is_next_line(&self, end: usize, start: usize) -> bool {
        let between = self.text.get(end..start).unwrap_or_default();
        between.bytes().filter(|byte| *byte == b'\n').count() <= 1
    }

    fn add(&mut self, span: Span, requests: Vec<Statement>, place: Place<'_>) {
        for request in requests {
            let reach = place.reach(&request, span, self.file);
            self.found.push(request.placed(span, reach));
        }
    }
}
