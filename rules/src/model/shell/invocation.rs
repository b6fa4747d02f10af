//! Commands of a script, and where they stand.

use crate::span::{Span, Spanned};

/// A simple command: assignments, a program and its arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invocation {
    /// From its first word, assignments included, to its last.
    pub span: Span,
    /// `NAME=value` in front of the program, or standing alone.
    pub assignments: Vec<(Spanned<String>, Word)>,
    /// The program as written; `None` where there are assignments or redirections only.
    pub program: Option<Word>,
    /// The program's base name, e.g. `sudo` of `/usr/bin/sudo`; empty without a program and
    /// where a variable or substitution decides it.
    pub name: String,
    /// What follows the program, options included, in order.
    pub arguments: Vec<Word>,
    /// Its redirections, in order; those of a wrapped command are with its wrapper.
    pub redirections: Vec<Redirection>,
    /// Programs that run it, outermost first, e.g. `sudo` and `env`.
    pub through: Vec<String>,
    /// Index of the pipeline it stands in.
    pub pipeline: usize,
    /// Its place in that pipeline, from 0; a wrapped command shares its wrapper's.
    pub position: usize,
    /// Where in the script it stands.
    pub list: ListPlace,
    /// Index in `arguments` of the program it runs, where it is a wrapper.
    pub runs_from: Option<usize>,
}

/// A word of a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Its text with quotes and escapes removed, variables and substitutions as written.
    pub text: String,
    /// As written, quotes included.
    pub span: Span,
    /// Whether any of it is quoted.
    pub is_quoted: bool,
    /// Whether the shell puts a variable or an arithmetic result into it.
    pub has_variable: bool,
    /// Whether the shell puts a command's output into it.
    pub has_substitution: bool,
}

/// Commands whose outputs feed the next one's input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pipeline {
    /// From the first command's first word to the last one's end.
    pub span: Span,
    /// How many commands are joined; 1 where there is no pipe.
    pub length: usize,
    /// Indices of the simple commands in it; parts that are subshells, loops and the like
    /// have pipelines of their own, which name this one.
    pub commands: Vec<usize>,
    /// Whether some pipe in it is `|&`.
    pub has_error_pipe: bool,
    /// The pipeline and the place in it of the part this one is inside of.
    pub inside: Option<(usize, usize)>,
}

/// Where in a script a command stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListPlace {
    /// What it stands in, outermost first; empty at the top.
    pub within: Vec<Nesting>,
    /// What joins its pipeline to the one before.
    pub joined_by: Joiner,
}

/// A construct that holds commands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Nesting {
    /// `( … )`, a process of its own.
    Subshell,
    /// `{ … }`.
    Group,
    /// What `if`, `elif`, `while` and `until` test.
    Condition,
    /// What a condition or a `case` chooses.
    Branch,
    /// The body of `for`, `while`, `until` and `select`.
    Loop,
    /// The body of a function.
    Function,
    /// `$( … )`, backticks, `<( … )` and `>( … )`.
    Substitution,
}

/// What stands between a pipeline and the one before it in the same list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Joiner {
    /// Nothing: it is the first.
    Start,
    /// `&&`.
    And,
    /// `||`.
    Or,
    /// `;`.
    Semicolon,
    /// A line break.
    Newline,
    /// `&`: the one before runs in the background.
    Background,
}

/// Where input comes from or output goes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirection {
    /// The descriptor in front, if one is written.
    pub descriptor: Option<u32>,
    /// The operator.
    pub operator: Operator,
    /// The file, the descriptor, or the word that ends a here-document.
    pub target: Word,
    /// The text of a here-document, tabs included.
    pub body: Option<Span>,
}

/// A redirection's operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Operator {
    /// `<`.
    Input,
    /// `>` and `>|`.
    Output,
    /// `>>`.
    Append,
    /// `<>`.
    ReadWrite,
    /// `<<` and `<<-`.
    HereDocument,
    /// `<<<`.
    HereString,
    /// `<&`.
    DuplicateInput,
    /// `>&`.
    DuplicateOutput,
    /// `&>` and `&>>`.
    Both,
}

impl Word {
    /// The text, where the shell changes nothing of it.
    pub fn literal(&self) -> Option<&str> {
        (!self.has_variable && !self.has_substitution).then_some(self.text.as_str())
    }
}

impl ListPlace {
    /// Whether it stands directly in the script, in no other construct.
    pub fn is_top_level(&self) -> bool {
        self.within.is_empty()
    }

    /// Whether it stands somewhere inside such a construct.
    pub fn is_within(&self, nesting: Nesting) -> bool {
        self.within.contains(&nesting)
    }
}
