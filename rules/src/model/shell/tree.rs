//! Scripts read by the grammar: the parser's tree becomes invocations.
//!
//! Only this module knows the parser. Words are taken apart by our own rules, so that both
//! ways of reading a script agree on them.

use std::ops::Range;

use shuck_ast::{
    ArithmeticForCommand, Assignment, AssignmentValue, BinaryOp, BuiltinCommand, CaseCommand,
    Command, CompoundCommand, ConditionalCommand, DeclClause, DeclOperand, File, FunctionDef,
    Redirect, RedirectKind, RedirectTarget, SimpleCommand, Stmt, StmtSeq, StmtTerminator,
};
use shuck_parser::parser::{ParseStatus, Parser, ShellDialect, ShellProfile};

use super::collect::{Collector, Place, Redirected, Simple};
use super::{Construct, Joiner, Nesting, Operator, Source, limits};

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
        let span = self.source.span(range(statement.span));
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
        let text = self.source.as_str().get(from..).unwrap_or_default();
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
            .map(|redirect| redirected(redirect, text))
            .collect()
    }

    fn stray(&mut self, statement: &Stmt, place: &Place) {
        let redirections = self.redirections(statement);
        self.collector
            .stray_redirections(&redirections, self.source, place);
    }

    fn compound(&mut self, command: &CompoundCommand, place: &Place) {
        match command {
            CompoundCommand::If(it) => {
                self.part(&it.condition, Nesting::Condition, place);
                self.part(&it.then_branch, Nesting::Branch, place);
                for (condition, branch) in &it.elif_branches {
                    self.part(condition, Nesting::Condition, place);
                    self.part(branch, Nesting::Branch, place);
                }
                if let Some(branch) = &it.else_branch {
                    self.part(branch, Nesting::Branch, place);
                }
            }
            CompoundCommand::For(it) => {
                self.words(it.words.iter().flatten(), place);
                self.part(&it.body, Nesting::Loop, place);
            }
            CompoundCommand::Repeat(it) => {
                self.words([&it.count], place);
                self.part(&it.body, Nesting::Loop, place);
            }
            CompoundCommand::Foreach(it) => {
                self.words(&it.words, place);
                self.part(&it.body, Nesting::Loop, place);
            }
            CompoundCommand::Select(it) => {
                self.note(Construct::Select, it.span);
                self.words(&it.words, place);
                self.part(&it.body, Nesting::Loop, place);
            }
            CompoundCommand::ArithmeticFor(it) => self.arithmetic_for(it, place),
            CompoundCommand::While(it) => {
                self.part(&it.condition, Nesting::Condition, place);
                self.part(&it.body, Nesting::Loop, place);
            }
            CompoundCommand::Until(it) => {
                self.part(&it.condition, Nesting::Condition, place);
                self.part(&it.body, Nesting::Loop, place);
            }
            CompoundCommand::Case(it) => self.case(it, place),
            CompoundCommand::Subshell(body) => self.part(body, Nesting::Subshell, place),
            CompoundCommand::BraceGroup(body) => self.part(body, Nesting::Group, place),
            CompoundCommand::Arithmetic(it) => self.note(Construct::ArithmeticCommand, it.span),
            CompoundCommand::Conditional(it) => self.conditional(it, place),
            CompoundCommand::Time(it) => {
                let start = range(it.span).start;
                let mut keyword = Simple::default();
                keyword.words.push(start..start + "time".len());
                self.add(&keyword, place);
                if let Some(timed) = &it.command {
                    self.pipeline(timed, &place.behind("time"));
                }
            }
            CompoundCommand::Coproc(it) => {
                self.note(Construct::Coprocess, it.span);
                self.list(&it.body, &place.inner(Nesting::Subshell));
            }
            CompoundCommand::Always(it) => {
                self.part(&it.body, Nesting::Group, place);
                self.part(&it.always_body, Nesting::Group, place);
            }
        }
    }

    fn arithmetic_for(&mut self, command: &ArithmeticForCommand, place: &Place) {
        self.note(Construct::ArithmeticFor, command.left_paren_span);
        self.part(&command.body, Nesting::Loop, place);
    }

    fn case(&mut self, command: &CaseCommand, place: &Place) {
        self.words([&command.word], place);
        for item in &command.cases {
            self.part(&item.body, Nesting::Branch, place);
        }
    }

    /// What `[[` compares is no command, but may hold substitutions.
    fn conditional(&mut self, command: &ConditionalCommand, place: &Place) {
        self.note(Construct::DoubleBracket, command.span);
        let text = self.source.as_str().as_bytes();
        let mut scripts = Vec::new();
        super::parts::nested_scripts(text, range(command.span), &mut scripts);
        self.collector.substitutions(scripts, self.source, place);
    }

    fn function(&mut self, function: &FunctionDef, place: &Place) {
        if let Some(keyword) = function.header.function_keyword_span {
            self.note(Construct::FunctionKeyword, keyword);
        }
        self.list(&function.body, &place.inner(Nesting::Function));
    }
}

/// The parts of a chain of operators, each with the operator before it, in textual order.
///
/// Chains lean to the left and may be long, so they are walked without recursion.
fn flatten(
    statement: &Stmt,
    is_joint: impl Fn(BinaryOp) -> bool,
) -> Vec<(&Stmt, Option<BinaryOp>)> {
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

fn redirected(redirect: &Redirect, text: &str) -> Redirected {
    let operator = match redirect.kind {
        RedirectKind::Output | RedirectKind::Clobber => Operator::Output,
        RedirectKind::Append => Operator::Append,
        RedirectKind::Input => Operator::Input,
        RedirectKind::ReadWrite => Operator::ReadWrite,
        RedirectKind::HereDoc | RedirectKind::HereDocStrip => Operator::HereDocument,
        RedirectKind::HereString => Operator::HereString,
        RedirectKind::DupOutput => Operator::DuplicateOutput,
        RedirectKind::DupInput => Operator::DuplicateInput,
        RedirectKind::OutputBoth => Operator::Both,
    };
    let (target, body) = match &redirect.target {
        RedirectTarget::Word(word) => (target(range(word.span), range(redirect.span), text), None),
        RedirectTarget::Heredoc(heredoc) => {
            let body = range(heredoc.body.span);
            (
                range(heredoc.delimiter.span),
                Some((body, heredoc.delimiter.expands_body)),
            )
        }
    };
    Redirected {
        descriptor: redirect
            .fd
            .and_then(|descriptor| u32::try_from(descriptor).ok()),
        operator,
        target,
        body,
    }
}

/// The word behind a redirection's operator; the parser gives descriptors no place of their own.
fn target(word: Range<usize>, redirect: Range<usize>, text: &str) -> Range<usize> {
    if !word.is_empty() {
        return word;
    }
    let written = text.get(redirect.clone()).unwrap_or_default();
    let is_operator = |letter: char| matches!(letter, '<' | '>' | '&' | '|');
    let behind = written
        .rfind(is_operator)
        .map_or(written.len(), |at| at + 1);
    let rest = written.get(behind..).unwrap_or_default();
    let blanks = rest.len() - rest.trim_start().len();
    redirect.start + behind + blanks..redirect.end
}
