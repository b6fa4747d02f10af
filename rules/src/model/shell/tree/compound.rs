//! Loops, conditions and other constructs that hold commands.

use shuck_ast::{
    ArithmeticForCommand, CaseCommand, CompoundCommand, ConditionalCommand, FunctionDef,
};

use super::{Reader, range};
use crate::model::shell::collect::{Place, Simple};
use crate::model::shell::{Construct, Nesting, parts};

impl Reader<'_> {
    pub(super) fn compound(&mut self, command: &CompoundCommand, place: &Place) {
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
        parts::nested_scripts(text, range(command.span), &mut scripts);
        self.collector.substitutions(scripts, self.source, place);
    }

    pub(super) fn function(&mut self, function: &FunctionDef, place: &Place) {
        if let Some(keyword) = function.header.function_keyword_span {
            self.note(Construct::FunctionKeyword, keyword);
        }
        self.list(&function.body, &place.inner(Nesting::Function));
    }
}
