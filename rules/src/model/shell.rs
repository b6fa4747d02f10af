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
mod invocation;
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

pub use constructs::Construct;
pub use invocation::{
    Invocation, Joiner, ListPlace, Nesting, Operator, Pipeline, Redirection, Word,
};
pub use source::Source;

use std::sync::Arc;

use crate::span::Spanned;

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
    Other(Arc<str>),
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

/// The shells we know, by their programs.
const SHELLS: [(&str, Dialect); 14] = [
    ("sh", Dialect::Posix),
    ("dash", Dialect::Posix),
    ("ksh", Dialect::Posix),
    ("mksh", Dialect::Posix),
    ("posh", Dialect::Posix),
    ("yash", Dialect::Posix),
    ("ash", Dialect::Ash),
    ("busybox", Dialect::Ash),
    ("bash", Dialect::Bash),
    ("rbash", Dialect::Bash),
    ("zsh", Dialect::Zsh),
    ("cmd", Dialect::Cmd),
    ("powershell", Dialect::PowerShell),
    ("pwsh", Dialect::PowerShell),
];

/// A program's name without the folders in front.
fn base(program: &str) -> &str {
    program.rsplit(['/', '\\']).next().unwrap_or(program)
}

impl Dialect {
    /// The dialect of a shell by its program's name or path; a version in the name is no matter.
    pub fn of_program(program: &str) -> Self {
        Self::of_shell(program).unwrap_or_else(|| Self::Other(base(program).into()))
    }

    /// The same of a program that is a shell we know.
    pub fn of_shell(program: &str) -> Option<Self> {
        let name = base(program);
        let stem = name
            .len()
            .checked_sub(4)
            .and_then(|at| name.split_at_checked(at));
        let name = match stem {
            Some((stem, ending)) if ending.eq_ignore_ascii_case(".exe") => stem,
            _ => name,
        };
        let name = name.trim_end_matches(|letter: char| letter.is_ascii_digit() || letter == '.');
        let known = SHELLS
            .iter()
            .find(|(own, _)| own.eq_ignore_ascii_case(name))?;
        Some(known.1.clone())
    }

    /// Whether a program is a shell whose language is a relative of the Bourne shell's.
    pub fn runs_posix_like(program: &str) -> bool {
        Self::of_shell(program).is_some_and(|shell| shell.is_posix_like())
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
