//! Shell scripts as far as they can be read without running them.
//!
//! Every simple command is found, wherever it stands: in lists and pipes, in subshells and
//! loops, in substitutions, in strings for `sh -c` and behind programs that run others, such
//! as `sudo` and `env`. Nothing is expanded; variables stay as they are written.
//!
//! Reading never fails. Where the grammar is not met, a simpler splitter sees the commands
//! before and after the bad place, and [`Script::problem`] says so.

mod collect;
mod constructs;
mod light;
mod limits;
pub(crate) mod options;
mod parts;
mod source;
mod tolerant;
mod tree;
mod wrapper;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

pub use source::Source;

use crate::span::{Span, Spanned};

/// What runs a script.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// `sh` of most distributions, and `dash`.
    Posix,
    /// `sh` of busybox, which knows `pipefail` and `[[`.
    Ash,
    /// `bash`, and the shells that read its language.
    Bash,
    /// `zsh`.
    Zsh,
    /// The Windows command interpreter.
    Cmd,
    /// Windows `PowerShell` and `pwsh`.
    PowerShell,
    /// Another program, by its base name, whose language is not read.
    Other(String),
}

/// A script and the commands in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Script {
    /// What runs it.
    pub dialect: Dialect,
    /// Every simple command, in textual order.
    pub invocations: Vec<Invocation>,
    /// Every pipeline, those of a single command included.
    pub pipelines: Vec<Pipeline>,
    /// Syntax that a plain POSIX shell does not know, in textual order.
    pub constructs: Vec<Spanned<Construct>>,
    /// Where and why reading is uncertain; the first such place.
    pub problem: Option<Spanned<String>>,
}

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

/// Syntax that a plain POSIX shell does not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Construct {
    /// `[[ … ]]`.
    DoubleBracket,
    /// `(( … ))` as a command.
    ArithmeticCommand,
    /// `for (( … ))`.
    ArithmeticFor,
    /// `name=( … )` and `${name[…]}`.
    Array,
    /// `<( … )` and `>( … )`.
    ProcessSubstitution,
    /// `source file` where POSIX has `. file`.
    Source,
    /// `function name`.
    FunctionKeyword,
    /// `<<< word`.
    HereString,
    /// `&> file`.
    RedirectBoth,
    /// `|&`.
    ErrorPipe,
    /// `$'…'`.
    AnsiQuote,
    /// `{a,b}` and `{1..9}`.
    BraceExpansion,
    /// `${name/…/…}`, `${name:1:2}`, `${name^^}`, `${!name}` and the like.
    ParameterExpansion,
    /// `select`.
    Select,
    /// `coproc`.
    Coprocess,
}

impl Dialect {
    /// The dialect of a shell by its program's name or path; a version in the name is no matter.
    pub fn of_program(program: &str) -> Self {
        let base = program.rsplit(['/', '\\']).next().unwrap_or(program);
        let lower = base.to_ascii_lowercase();
        let name = lower.strip_suffix(".exe").unwrap_or(&lower);
        match name.trim_end_matches(|letter: char| letter.is_ascii_digit() || letter == '.') {
            "sh" | "dash" | "ksh" | "mksh" | "posh" | "yash" => Self::Posix,
            "ash" | "busybox" => Self::Ash,
            "bash" | "rbash" => Self::Bash,
            "zsh" => Self::Zsh,
            "cmd" => Self::Cmd,
            "powershell" | "pwsh" => Self::PowerShell,
            _ => Self::Other(base.to_owned()),
        }
    }

    /// Whether its language is a relative of the Bourne shell's.
    pub const fn is_posix_like(&self) -> bool {
        match self {
            Self::Posix | Self::Ash | Self::Bash | Self::Zsh => true,
            Self::Cmd | Self::PowerShell | Self::Other(_) => false,
        }
    }

    /// Whether it knows the option `pipefail`; dash, which most `sh` are, does not.
    pub const fn knows_pipefail(&self) -> bool {
        match self {
            Self::Ash | Self::Bash | Self::Zsh => true,
            Self::Posix | Self::Cmd | Self::PowerShell | Self::Other(_) => false,
        }
    }
}

impl Script {
    /// Reads a script for the shell `dialect`.
    ///
    /// Scripts for Windows shells are only split into commands; those for other programs
    /// have no commands at all.
    pub fn read(source: &Source, dialect: Dialect) -> Self {
        let mut collector = collect::Collector::new(dialect);
        match collector.script.dialect {
            Dialect::Posix | Dialect::Ash | Dialect::Bash | Dialect::Zsh => {
                collector.read(source, &collect::Place::top());
            }
            Dialect::Cmd | Dialect::PowerShell => light::read(source, &mut collector),
            Dialect::Other(_) => {}
        }
        collector.finish()
    }

    /// The one command of an exec form; a shell's `-c` string in it is read as well.
    ///
    /// `text` is the file's text, in which the words' spans lie.
    pub fn of_words(words: &[Spanned<String>], text: &str) -> Self {
        let mut collector = collect::Collector::new(Dialect::Posix);
        collector.exec(words, text);
        collector.finish()
    }

    /// Whether a program of this base name is run.
    pub fn calls(&self, name: &str) -> bool {
        self.invocations.iter().any(|call| call.name == name)
    }

    /// The commands whose program has this base name.
    pub fn calls_of<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Invocation> {
        self.invocations
            .iter()
            .filter(move |call| call.name == name)
    }

    /// The pipeline a command stands in.
    pub fn pipeline_of(&self, invocation: &Invocation) -> Option<&Pipeline> {
        self.pipelines.get(invocation.pipeline)
    }
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
