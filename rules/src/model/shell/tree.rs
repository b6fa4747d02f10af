//! Scripts read by the grammar: the parser's tree becomes invocations.
//!
//! Only this module knows the parser. Words are taken apart by our own rules, so that both
//! ways of reading a script agree on them.

mod compound;
mod redirect;

use std::ops::Range;

use shuck_ast::{
    Assignment, AssignmentValue, BinaryOp, BuiltinCommand, Command, DeclClause, DeclOperand, File,
    SimpleCommand, Stmt, StmtSeq, StmtTerminator,
};
use shuck_parser::parser::{ParseStatus, Parser, ShellDialect, ShellProfile};

use super::collect::{Collector, Place, Redirected, Simple};
use super::{Construct, Joiner, Nesting, Source, limits};

/// Parses a script, or says why and where it follows no grammar.
pub(super) fn parse(text: &str) -> Result<File, (String, Range<usize>)> {
    // The grammar of bash holds that of a POSIX shell; what goes beyond it is reported apart.
    let profile = ShellProfile::native(ShellDialect::Bash);
    let fuel = text.len().max(100_000);
    let result = Parser::with_limits_and_profile(text, limits::DEEPEST, fuel, profile).parse();
    if result.status == ParseStatus::Clean {
        return Ok(result.file);
    }
    let place = result.diagnostics.first().map(|found| range(found.span));
    let place = place.filter(|range| text.get(range.clone()).is_some());
    let message = "The script cannot be read in full as shell commands";
    Err((message.to_owned(), place.unwrap_or(0..text.len())))
}

/// Hands every command of a parsed script to the collector.
pub(super) fn read(file: &File, source: &Source, place: &Place, collector: &mut Collector) {
    Reader { source, collector }.sequence(&file.body, place);
}

struct Reader<'a> {
    source: &'a Source,
    collector: &'a mut Collector,
}

fn range(span: shuck_ast::Span) -> Range<usize> {
    let range = span.to_range();
    usize::from(range.start())..usize::from(range.end())
}

impl Reader<'_> {
    fn sequence(&mut self, sequence: &StmtSeq, place: &Place) {
        let mut joined_by = place.joined_by;
        for statement in sequence.iter() {
            let mut place = place.clone();
            place.joined_by = joined_by;
            self.list(statement, &place);
            joined_by = match statement.terminator {
                Some(StmtTerminator::Semicolon) => Joiner::Semicolon,
                Some(StmtTerminator::Background(_)) => Joiner::Background,
                None => Joiner::Newline,
            };
        }
    }

    /// The commands of a construct's part, which starts a list of its own.
    fn part(&mut self, sequence: &StmtSeq, nesting: Nesting, place: &Place) {
        self.sequence(sequence, &place.inner(nesting));
    }

    /// Pipelines joined by `&&` and `||`.
    fn list(&mut self, statement: &Stmt, place: &Place) {
        let is_list = |op| matches!(op, BinaryOp::And | BinaryOp::Or);
        for (element, op) in flatten(statement, is_list) {
            let mut place = place.clone();
            place.joined_by = match op {
                Some(BinaryOp::And) => Joiner::And,
                Some(BinaryOp::Or) => Joiner::Or,
                Some(BinaryOp::Pipe | BinaryOp::PipeAll) | None => place.joined_by,
            };
            self.pipeline(element, &place);
        }
    }

    fn pipeline(&mut self, statement: &Stmt, place: &Place) {
        let is_pipe = |op| matches!(op, BinaryOp::Pipe | BinaryOp::PipeAll);
        let elements = flatten(statement, is_pipe);
        let span = self.source.span(self.without_joiner(range(statement.span)));
        let index = self.collector.pipeline(span, elements.len(), place);
        let mut place = place.clone();
        place.pipeline = index;
        for (position, (element, op)) in elements.into_iter().enumerate() {
            if op == Some(BinaryOp::PipeAll) {
                self.collector.construct(Construct::ErrorPipe, span);
                if let Some(pipeline) = self.collector.script.pipelines.get_mut(index) {
                    pipeline.has_error_pipe = true;
                }
            }
            place.position = position;
            self.element(element, &place);
        }
    }

    /// A pipeline's place may reach over the operator that joins it to the next one.
    fn without_joiner(&self, place: Range<usize>) -> Range<usize> {
        let text = self.source.as_str().get(place.clone()).unwrap_or_default();
        let text = text.trim_end();
        let joined = text.strip_suffix("&&").or(text.strip_suffix("||"));
        let length = joined.map_or(text, str::trim_end).len();
        place.start..place.start + length
    }

    fn element(&mut self, statement: &Stmt, place: &Place) {
        match &statement.command {
            Command::Simple(command) => self.simple(command, statement, place),
            Command::Builtin(command) => self.builtin(command, statement, place),
            Command::Decl(command) => self.declaration(command, statement, place),
            Command::Compound(command) => {
                self.compound(command, place);
                self.stray(statement, place);
            }
            Command::Function(function) => self.function(function, place),
            Command::AnonymousFunction(function) => {
                self.list(&function.body, &place.inner(Nesting::Function));
            }
            // A list in a pipe's place comes of braces the parser left out.
            Command::Binary(_) => {
                if place.within.len() < limits::DEEPEST {
                    self.list(statement, &place.inner(Nesting::Group));
                }
            }
        }
    }

    fn simple(&mut self, command: &SimpleCommand, statement: &Stmt, place: &Place) {
        let mut simple = self.start(&command.assignments, statement);
        let words = std::iter::once(&command.name).chain(&command.args);
        let words = words
            .map(|word| range(word.span))
            .filter(|word| !word.is_empty());
        simple.words.reserve(command.args.len() + 1);
        simple.words.extend(words);
        self.add(&simple, place);
    }

    fn builtin(&mut self, command: &BuiltinCommand, statement: &Stmt, place: &Place) {
        let (name, first, others, assignments, span) = match command {
            BuiltinCommand::Break(it) => {
                ("break", &it.depth, &it.extra_args, &it.assignments, it.span)
            }
            BuiltinCommand::Continue(it) => (
                "continue",
                &it.depth,
                &it.extra_args,
                &it.assignments,
                it.span,
            ),
            BuiltinCommand::Return(it) => {
                ("return", &it.code, &it.extra_args, &it.assignments, it.span)
            }
            BuiltinCommand::Exit(it) => {
                ("exit", &it.code, &it.extra_args, &it.assignments, it.span)
            }
        };
        let mut simple = self.start(assignments, statement);
        let from = assignments
            .last()
            .map_or(range(span).start, |last| range(last.span).end);
        let command = from..range(span).end;
        let text = self.source.as_str().get(command).unwrap_or_default();
        if let Some(at) = text.find(name) {
            simple.words.push(from + at..from + at + name.len());
        }
        let words = first.iter().chain(others);
        simple.words.extend(words.map(|word| range(word.span)));
        self.add(&simple, place);
    }

    fn declaration(&mut self, command: &DeclClause, statement: &Stmt, place: &Place) {
        let mut simple = self.start(&command.assignments, statement);
        simple.words.push(range(command.variant_span));
        for operand in &command.operands {
            let span = match operand {
                DeclOperand::Flag(word) | DeclOperand::Dynamic(word) => word.span,
                DeclOperand::Name(name) => name.span,
                DeclOperand::Assignment(assignment) => {
                    self.array(assignment);
                    assignment.span
                }
            };
            simple.words.push(range(span));
        }
        self.add(&simple, place);
    }

    /// A command with its assignments and redirections, words still missing.
    fn start(&mut self, assignments: &[Assignment], statement: &Stmt) -> Simple {
        let mut simple = Simple::default();
        for assignment in assignments {
            self.array(assignment);
            let value = match &assignment.value {
                AssignmentValue::Scalar(word) => range(word.span),
                AssignmentValue::Compound(array) => range(array.span),
            };
            simple
                .assignments
                .push((range(assignment.target.name_span), value));
        }
        simple.redirections = self.redirections(statement);
        simple
    }

    fn array(&mut self, assignment: &Assignment) {
        let is_array = matches!(assignment.value, AssignmentValue::Compound(_))
            || assignment.target.subscript.is_some();
        if is_array {
            self.note(Construct::Array, assignment.span);
        }
    }

    fn note(&mut self, construct: Construct, span: shuck_ast::Span) {
        let span = self.source.span(range(span));
        self.collector.construct(construct, span);
    }

    fn add(&mut self, simple: &Simple, place: &Place) {
        self.collector.simple(simple, self.source, place);
    }

    fn words<'w>(&mut self, words: impl IntoIterator<Item = &'w shuck_ast::Word>, place: &Place) {
        let words: Vec<_> = words.into_iter().map(|word| range(word.span)).collect();
        self.collector.words(&words, self.source, place);
    }

    fn redirections(&self, statement: &Stmt) -> Vec<Redirected> {
        let text = self.source.as_str();
        let redirects = statement.redirects.iter();
        redirects
            .map(|redirect| redirect::redirected(redirect, text))
            .collect()
    }

    fn stray(&mut self, statement: &Stmt, place: &Place) {
        let redirections = self.redirections(statement);
        self.collector
            .stray_redirections(&redirections, self.source, place);
    }
}

/// The parts of a chain of operators, each with the operator before it, in textual order.
///
/// Chains lean to the left and may be long, so they are walked without recursion.
fn flatten(
    statement: &Stmt,
    is_joint: impl Fn(BinaryOp) -> bool,
) -> Vec<(&Stmt, Option<BinaryOp>)> {
    let is_joined = matches!(&statement.command, Command::Binary(it) if is_joint(it.op));
    if !is_joined {
        return vec![(statement, None)];
    }
    let mut found = Vec::new();
    let mut pending = vec![(statement, None)];
    while let Some((statement, before)) = pending.pop() {
        match &statement.command {
            Command::Binary(binary) if is_joint(binary.op) => {
                pending.push((&binary.right, Some(binary.op)));
                pending.push((&binary.left, before));
            }
            _ => found.push((statement, before)),
        }
    }
    found
}
