//! One instruction and what its arguments mean.

use std::ops::Range;

use super::{Command, Flag, Healthcheck, Heredoc, Keyword, LogicalText, Transfer};
use crate::span::{Span, Spanned};

/// One instruction of a Dockerfile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instruction {
    /// From the keyword to the last byte, terminators of its heredocs included.
    pub span: Span,
    /// What it is; the span shows how it is written.
    pub keyword: Spanned<Keyword>,
    /// Flags before the arguments, unknown ones included, in order.
    pub flags: Vec<Flag>,
    /// Everything after the flags, without blanks at either end.
    pub arguments: LogicalText,
    /// Documents that follow the instruction's line, in order; those of a deferred
    /// instruction are with that instruction.
    pub heredocs: Vec<Heredoc>,
    /// What the arguments mean.
    pub kind: InstructionKind,
    /// Index of the stage it belongs to; `None` before the first `FROM`.
    pub stage: Option<usize>,
    /// Indices of the comments between the instruction before and this one.
    pub comments: Range<usize>,
}

/// What an instruction's arguments mean.
///
/// Texts are as written: quotes, escapes and variables are still in them, except in JSON
/// strings, which are decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InstructionKind {
    /// Begins a stage.
    From {
        /// The image or stage it is built from; empty where the file has none.
        image: Spanned<String>,
        /// The value of `--platform`.
        platform: Option<Spanned<String>>,
        /// The stage's name after `AS`.
        name: Option<Spanned<String>>,
    },
    /// Build arguments, each with its default if it has one.
    Arg(Vec<(Spanned<String>, Option<Spanned<String>>)>),
    /// Environment variables and their values.
    Env(Vec<(Spanned<String>, Spanned<String>)>),
    /// Labels and their values.
    Label(Vec<(Spanned<String>, Spanned<String>)>),
    /// The user, with a group after a colon or without.
    User(Spanned<String>),
    /// The working directory.
    Workdir(Spanned<String>),
    /// `ADD`: what is copied, and where to.
    Add(Transfer),
    /// `COPY`: what is copied, and where to.
    Copy(Transfer),
    /// A command that runs while building.
    Run(Command),
    /// The default command.
    Cmd(Command),
    /// The program that is started.
    Entrypoint(Command),
    /// How health is checked, or that it is not.
    Healthcheck(Healthcheck),
    /// Ports, with ranges and protocols as written.
    Expose(Vec<Spanned<String>>),
    /// Paths that become volumes.
    Volume(Vec<Spanned<String>>),
    /// The shell and its arguments.
    Shell(Vec<Spanned<String>>),
    /// A signal's name or number.
    Stopsignal(Spanned<String>),
    /// The author.
    Maintainer(Spanned<String>),
    /// An instruction for images built from this one.
    Onbuild(Box<Instruction>),
    /// A known instruction whose arguments are missing or cannot be read.
    Unread,
    /// No instruction Docker knows.
    Unknown,
}

impl Instruction {
    /// The value of the first flag called `name`; `None` where it is absent or has no value.
    pub fn flag(&self, name: &str) -> Option<&Spanned<String>> {
        self.flags
            .iter()
            .find(|flag| flag.name.value == name)?
            .value
            .as_ref()
    }

    /// The arguments split at blanks, quotes disregarded.
    pub fn words(&self) -> Vec<Spanned<String>> {
        let ranges = super::words::split_blanks(self.arguments.as_str());
        ranges
            .into_iter()
            .map(|range| self.arguments.word(range))
            .collect()
    }

    /// The instruction itself, or the one it defers if it is an `ONBUILD`.
    pub fn effective(&self) -> &Self {
        match &self.kind {
            InstructionKind::Onbuild(deferred) => deferred,
            _ => self,
        }
    }
}
