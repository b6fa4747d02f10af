//! From lines to instructions.

use std::cell::OnceCell;
use std::ops::Range;

use super::arguments::Call;
use super::heredoc::Opening;
use super::json::{self, Array};
use super::line::Line;
use super::problems::{Problems, shown};
use super::terminator::{Ending, Terminators};
use super::{
    Directive, Dockerfile, Heredoc, Instruction, InstructionKind, Keyword, LogicalText, arguments,
    flag, heredoc, stage, words,
};
use crate::artifact::Effect;
use crate::span::{Span, Spanned};

/// How many instructions there is room for at first.
const USUAL: usize = 12;

/// Reads a whole Dockerfile.
pub(super) fn read(text: &str) -> Dockerfile {
    let mut reader = Reader {
        text,
        at: 0,
        escape: '\\',
        comments: Vec::new(),
        instructions: Vec::with_capacity(USUAL),
        stages: 0,
        problems: Problems::default(),
        terminators: OnceCell::new(),
    };
    let directives = reader.directives();
    reader.body();
    let Reader {
        escape,
        comments,
        instructions,
        mut problems,
        ..
    } = reader;
    let (stages, variables) = stage::assemble(&instructions, escape, &mut problems);
    if instructions.is_empty() {
        problems.whole(
            Effect::Note,
            "There is no instruction in this file".to_owned(),
        );
    }
    let problems = problems.into_list();
    Dockerfile {
        directives,
        escape,
        comments,
        suppressions: Vec::new(),
        instructions,
        names: stage::by_name(&stages),
        roots: stage::roots(&stages),
        stages,
        problems,
        variables,
    }
}

struct Reader<'t> {
    text: &'t str,
    /// Where the next line begins.
    at: usize,
    escape: char,
    comments: Vec<Spanned<String>>,
    instructions: Vec<Instruction>,
    /// How many `FROM`s have been met.
    stages: usize,
    problems: Problems,
    terminators: OnceCell<Terminators<'t>>,
}

impl<'t> Reader<'t> {
    fn line(&mut self) -> Option<Line<'t>> {
        let start = self.at;
        let rest = self.text.get(start..).filter(|rest| !rest.is_empty())?;
        let length = rest.find('\n').map_or(rest.len(), |at| at + 1);
        self.at += length;
        let content = rest.get(..length)?.trim_end_matches(['\r', '\n']);
        Some(Line { content, start })
    }

    /// Reads the directives at the very top and stops before the first other line.
    fn directives(&mut self) -> Vec<Directive> {
        let mut found: Vec<Directive> = Vec::new();
        // After a shebang, and in comments of the C kind, only the syntax is looked for.
        let mut only_syntax = false;
        let mut marker = "#";
        loop {
            let start = self.at;
            let Some(line) = self.line() else { break };
            if start == 0 && line.content.starts_with("#!") {
                only_syntax = true;
                self.comments.extend(line.comment());
                continue;
            }
            if found.is_empty() && line.content.starts_with("//") {
                only_syntax = true;
                marker = "//";
            }
            let directive = Directive::read(line.content, line.start, marker)
                .filter(|directive| !only_syntax || directive.name.value == "syntax");
            let Some(directive) = directive else {
                self.at = start;
                break;
            };
            if found
                .iter()
                .any(|earlier| earlier.name.value == directive.name.value)
            {
                let message = format!("The directive {} is given twice", directive.name.value);
                self.problems.at(directive.span(), Effect::Partial, message);
                continue;
            }
            if directive.name.value == "escape" {
                self.set_escape(&directive);
            }
            found.push(directive);
        }
        found
    }

    fn set_escape(&mut self, directive: &Directive) {
        match directive.value.value.as_str() {
            "\\" => self.escape = '\\',
            "`" => self.escape = '`',
            _ => {
                let message = "The escape character can only be a backslash or a backtick";
                self.problems
                    .at(directive.value.span, Effect::Partial, message.to_owned());
            }
        }
    }

    fn body(&mut self) {
        let mut since = self.comments.len();
        while let Some(line) = self.line() {
            if let Some(comment) = line.comment() {
                self.comments.push(comment);
                continue;
            }
            let above = since..self.comments.len();
            let first = line.trimmed();
            let text = self.logical(first).trimmed();
            if text.as_str().is_empty() {
                self.nothing(first);
                continue;
            }
            let instruction = self.instruction(&text, above, false);
            self.instructions.push(instruction);
            since = self.comments.len();
        }
    }

    /// Tells of a line that is continued and never says anything, which Docker refuses.
    fn nothing(&mut self, first: Line<'t>) {
        if !first.content.is_empty() {
            let span = Span::new(first.start, first.start + first.content.len());
            let message = "This line is continued, and no instruction follows".to_owned();
            self.problems.at(span, Effect::Partial, message);
        }
    }

    /// Joins a line with those that continue it.
    fn logical(&mut self, first: Line<'t>) -> LogicalText {
        let mut text = LogicalText::at(first.start);
        let mut blank = None;
        let (kept, mut continues) = first.cut(self.escape);
        text.push(kept, first.start);
        while continues {
            let Some(line) = self.line() else { break };
            if let Some(comment) = line.comment() {
                self.comments.push(comment);
            } else if line.content.trim().is_empty() {
                blank.get_or_insert(line.start);
            } else {
                let (kept, more) = line.cut(self.escape);
                text.push(kept, line.start);
                continues = more;
            }
        }
        if let Some(blank) = blank.filter(|blank| *blank < text.whole().end) {
            let message = "A blank line inside an instruction is deprecated";
            self.problems
                .at(Span::new(blank, blank), Effect::Note, message.to_owned());
        }
        text
    }

    /// Reads an instruction from its joined text, which has no blanks at either end.
    fn instruction(
        &mut self,
        text: &LogicalText,
        comments: Range<usize>,
        is_deferred: bool,
    ) -> Instruction {
        let (word, rest) = words::split_first(text.as_str());
        let written = text.as_str().get(word.clone()).unwrap_or_default();
        let keyword = Spanned::new(Keyword::parse(written), text.span(word.clone()));
        let rest = text.slice(rest);
        let (flags, after_flags) = match keyword.value {
            Keyword::Unknown => (Vec::new(), 0),
            _ => flag::read(&rest, self.escape),
        };
        let arguments = match after_flags {
            0 => rest,
            after => rest.slice(after..rest.as_str().len()),
        };
        let arguments = arguments.trimmed();
        match keyword.value {
            Keyword::Unknown => self.unknown(written, keyword.span),
            known => flag::review(known, &flags, &mut self.problems),
        }
        if keyword.value == Keyword::From && !is_deferred {
            self.stages += 1;
        }
        let mut span = text.whole();
        let mut heredocs = Vec::new();
        let kind = if keyword.value == Keyword::Onbuild {
            self.deferred(&arguments, keyword.span, is_deferred, &mut span)
        } else {
            let openings = match keyword.value {
                known if known.takes_heredocs() && json::read(&arguments) == Array::No => {
                    heredoc::openings(&arguments)
                }
                _ => Vec::new(),
            };
            heredocs = self.heredocs(&arguments, &openings, &mut span);
            let (flags, escape) = (flags.as_slice(), self.escape);
            let (keyword, arguments, openings) = (keyword.clone(), &arguments, &openings);
            let call = Call {
                keyword,
                flags,
                arguments,
                openings,
                escape,
            };
            arguments::read(&call, &mut self.problems)
        };
        let stage = self.stages.checked_sub(1);
        Instruction {
            span,
            keyword,
            flags,
            arguments,
            heredocs,
            kind,
            stage,
            comments,
        }
    }

    fn unknown(&mut self, written: &str, span: Span) {
        let nearest = if self.problems.is_full() {
            None
        } else {
            Keyword::nearest(written)
        };
        // A word of other than letters is no misspelt instruction; where a line lost its
        // continuation, it is as likely a variable with its value, which no message may show.
        let is_word = written.bytes().all(|byte| byte.is_ascii_alphabetic());
        let shown = if is_word {
            shown(written)
        } else {
            "This".to_owned()
        };
        let message = match nearest {
            Some(known) => format!("{shown} is no instruction; it may be meant as {known}"),
            None => format!("{shown} is no instruction"),
        };
        self.problems.at(span, Effect::Partial, message);
    }

    /// Reads what `ONBUILD` defers; `is_deferred` says that it is deferred itself.
    fn deferred(
        &mut self,
        arguments: &LogicalText,
        keyword: Span,
        is_deferred: bool,
        span: &mut Span,
    ) -> InstructionKind {
        if is_deferred {
            let message = "ONBUILD cannot defer another ONBUILD".to_owned();
            self.problems.at(keyword, Effect::Partial, message);
            return InstructionKind::Unread;
        }
        if arguments.as_str().is_empty() {
            self.problems.at(
                keyword,
                Effect::Partial,
                "ONBUILD has no arguments".to_owned(),
            );
            return InstructionKind::Unread;
        }
        let inner = self.instruction(arguments, 0..0, true);
        if matches!(inner.keyword.value, Keyword::From | Keyword::Maintainer) {
            let message = format!("ONBUILD cannot defer {}", inner.keyword.value);
            self.problems.at(inner.keyword.span, Effect::Note, message);
        }
        *span = span.to(inner.span);
        InstructionKind::Onbuild(Box::new(inner))
    }

    /// Reads the documents that follow the instruction's line.
    fn heredocs(
        &mut self,
        arguments: &LogicalText,
        openings: &[Opening],
        span: &mut Span,
    ) -> Vec<Heredoc> {
        let mut found = Vec::with_capacity(openings.len());
        let mut is_lost = false;
        for opening in openings {
            let place = arguments.span(opening.range.clone());
            let (body, terminated) = if is_lost {
                // The file has no end for an earlier one, so none can be told for this.
                (Span::new(self.at, self.at), false)
            } else {
                let (body, terminated) = self.document(opening, place);
                is_lost = !terminated;
                (body, terminated)
            };
            // The terminator's line, or the body where there is none, ends the instruction.
            let passed = self.text.get(..self.at).unwrap_or_default();
            let end = passed
                .strip_suffix('\n')
                .unwrap_or(passed)
                .trim_end_matches('\r')
                .len();
            span.end = span.end.max(end);
            found.push(Heredoc {
                name: Spanned::new(opening.name.clone(), place),
                quoted: opening.quoted,
                strip_tabs: opening.strip_tabs,
                descriptor: opening.descriptor,
                body,
                terminated,
            });
        }
        found
    }

    fn document(&mut self, opening: &Opening, place: Span) -> (Span, bool) {
        let (text, from) = (self.text, self.at);
        let terminators = self.terminators.get_or_init(|| Terminators::of(text));
        let name = shown(&opening.name);
        let (end, has_line, problem) = match terminators.ending(opening, from, text.len()) {
            Ending::Terminator(end) => (end, true, None),
            Ending::Loose(end) => {
                let message = format!("The document is closed by {name} with blanks around it");
                (end, true, Some(message))
            }
            Ending::Missing(end) => {
                let message = format!("No line {name} closes the document");
                (end, false, Some(message))
            }
        };
        if let Some(message) = problem {
            self.problems.at(place, Effect::Partial, message);
        }
        self.at = end;
        if has_line {
            self.line();
            return (Span::new(from, end), true);
        }
        // The instruction ends with the body, and so before the last line's break.
        (Span::new(from, self.before_break(end)), false)
    }

    /// The place before the line break that ends at `at`, or `at` itself without one.
    fn before_break(&self, at: usize) -> usize {
        let passed = self.text.get(..at).unwrap_or_default();
        passed
            .strip_suffix('\n')
            .map_or(at, |line| line.trim_end_matches('\r').len())
    }
}
