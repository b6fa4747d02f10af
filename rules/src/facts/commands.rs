//! What runs in a build and in the container it makes: every command of a Dockerfile.

mod mount;
mod options;
mod shell;

#[cfg(test)]
mod tests;

pub use mount::{BuildMount, BuildMountKind};
pub use options::ShellOptions;

use crate::model::dockerfile::{
    Command, Dockerfile, Form, Healthcheck, Heredoc, Instruction, InstructionKind, Keyword,
};
use crate::model::shell::{Dialect, Invocation, Script, Source};
use crate::span::{Span, Spanned};

/// A command of a `RUN`, `CMD`, `ENTRYPOINT` or `HEALTHCHECK CMD`.
#[derive(Clone, Debug)]
pub struct Run {
    /// Index of its instruction in the file; an `ONBUILD`'s own index for a deferred one.
    pub step: usize,
    /// The stage it belongs to.
    pub stage: Option<usize>,
    /// Whether an `ONBUILD` defers it to images built from this one.
    pub is_deferred: bool,
    /// `RUN`, `CMD`, `ENTRYPOINT` or `HEALTHCHECK`.
    pub keyword: Keyword,
    /// Its instruction, from the keyword on.
    pub span: Span,
    /// How it is written.
    pub form: RunForm,
    /// What its shell is told before it runs the script.
    pub shell_options: ShellOptions,
    /// `RUN --mount`, in order.
    pub mounts: Vec<BuildMount>,
    /// The value of `RUN --network`.
    pub network: Option<Spanned<String>>,
    /// The value of `RUN --security`.
    pub security: Option<Spanned<String>>,
    /// Whether dash runs the script, which knows no `pipefail`.
    pub is_dash: bool,
    /// The commands; what runs them is in [`Script::dialect`].
    pub script: Script,
    /// The options where each invocation stands.
    options: Vec<ShellOptions>,
}

/// How a command is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RunForm {
    /// A text for a shell on the instruction's own lines; it may feed here-documents.
    Shell,
    /// A JSON array.
    Exec,
    /// A here-document that is the script.
    Heredoc,
}

/// Every command of a file, in order; `text` is the text the file was read from.
pub(super) fn runs(file: &Dockerfile, text: &str) -> Vec<Run> {
    let mut shells = shell::Shells::new(file);
    let mut found = Vec::new();
    for (step, instruction) in file.instructions.iter().enumerate() {
        shells.pass(instruction);
        if let Some(command) = command_of(instruction.effective()) {
            found.push(run(text, step, instruction, command, &shells));
        }
    }
    for run in &mut found {
        mount::resolve(&mut run.mounts, &file.scope_at(run.step));
    }
    found
}

fn command_of(instruction: &Instruction) -> Option<&Command> {
    match &instruction.kind {
        InstructionKind::Run(command)
        | InstructionKind::Cmd(command)
        | InstructionKind::Entrypoint(command)
        | InstructionKind::Healthcheck(Healthcheck::Command(command)) => Some(command),
        InstructionKind::From { .. }
        | InstructionKind::Arg(_)
        | InstructionKind::Env(_)
        | InstructionKind::Label(_)
        | InstructionKind::User(_)
        | InstructionKind::Workdir(_)
        | InstructionKind::Add(_)
        | InstructionKind::Copy(_)
        | InstructionKind::Healthcheck(Healthcheck::None)
        | InstructionKind::Expose(_)
        | InstructionKind::Volume(_)
        | InstructionKind::Shell(_)
        | InstructionKind::Stopsignal(_)
        | InstructionKind::Maintainer(_)
        | InstructionKind::Onbuild(_)
        | InstructionKind::Unread
        | InstructionKind::Unknown => None,
    }
}

fn run(
    text: &str,
    step: usize,
    written: &Instruction,
    command: &Command,
    shells: &shell::Shells<'_>,
) -> Run {
    let instruction = written.effective();
    let (form, script, shell_options, is_dash) = match &command.form {
        Form::Exec(words) => {
            let options = ShellOptions::default();
            (RunForm::Exec, Script::of_words(words, text), options, false)
        }
        Form::Shell(logical) => {
            if let Some(body) = only_heredoc(instruction) {
                let (dialect, options, is_dash) = shells.of_body(body.body.of(text));
                let source = Source::of_file(text, body.body, body.strip_tabs);
                let script = Script::read(&source, dialect);
                (RunForm::Heredoc, script, options, is_dash)
            } else {
                let (dialect, options, is_dash) = shells.current();
                let mut source = Source::of_logical(logical);
                for heredoc in &instruction.heredocs {
                    append(heredoc, text, &mut source);
                }
                let script = Script::read(&source, dialect);
                (RunForm::Shell, script, options, is_dash)
            }
        }
    };
    Run {
        step,
        stage: written.stage,
        is_deferred: matches!(written.kind, InstructionKind::Onbuild(_)),
        keyword: instruction.keyword.value,
        span: instruction.span,
        form,
        shell_options,
        options: options::along(&script.invocations, shell_options),
        mounts: mount::read(instruction),
        network: instruction.flag("network").cloned(),
        security: instruction.flag("security").cloned(),
        is_dash,
        script,
    }
}

/// The here-document that is a `RUN`'s script: the only word of its line opens it.
fn only_heredoc(instruction: &Instruction) -> Option<&Heredoc> {
    match instruction.heredocs.as_slice() {
        [heredoc] if instruction.arguments.whole() == heredoc.name.span => Some(heredoc),
        _ => None,
    }
}

/// Puts a here-document behind the line that opens it, as the shell gets it.
fn append(heredoc: &Heredoc, text: &str, source: &mut Source) {
    let end = Span::new(heredoc.body.end, heredoc.body.end);
    let before = Span::new(heredoc.body.start, heredoc.body.start);
    if !source.as_str().ends_with('\n') {
        source.push_inexact("\n", before);
    }
    let body = Source::of_file(text, heredoc.body, heredoc.strip_tabs);
    source.append(&body);
    if !source.as_str().ends_with('\n') {
        source.push_inexact("\n", end);
    }
    source.push_inexact(&heredoc.name.value, end);
    source.push_inexact("\n", end);
}

impl Run {
    /// What runs the script.
    pub const fn dialect(&self) -> &Dialect {
        &self.script.dialect
    }

    /// Whether it is a `RUN`, deferred or not.
    pub fn is_build_step(&self) -> bool {
        self.keyword == Keyword::Run
    }

    /// Whether a program of this base name is run, behind `sudo` and the like as well.
    pub fn calls(&self, name: &str) -> bool {
        self.script.calls(name)
    }

    /// Every simple command, in textual order.
    pub fn invocations(&self) -> &[Invocation] {
        &self.script.invocations
    }

    /// The shell's options where the invocation at `index` stands, after each `set` before it.
    pub fn options_at(&self, index: usize) -> ShellOptions {
        self.options
            .get(index)
            .copied()
            .unwrap_or(self.shell_options)
    }

    /// Whether a failure inside a pipe counts where the invocation at `index` stands: by the
    /// shell's options, or by a `set -o pipefail` before it in the same script.
    pub fn has_pipefail_at(&self, index: usize) -> bool {
        self.options_at(index).pipefail
    }

    /// Whether a failure ends the script where the invocation at `index` stands.
    pub fn has_errexit_at(&self, index: usize) -> bool {
        self.options_at(index).errexit
    }

    /// Whether a cache or a file system in memory is mounted at this directory or above it.
    pub fn mounts_away(&self, directory: &str) -> bool {
        self.mounts.iter().any(|mount| mount.hides(directory))
    }
}
