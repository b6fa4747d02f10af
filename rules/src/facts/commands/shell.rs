//! Which shell runs the commands at each place of a file.

use super::ShellOptions;
use crate::model::dockerfile::{Dockerfile, Instruction, InstructionKind, Stage};
use crate::model::shell::Dialect;

/// The shell in force, carried from instruction to instruction.
pub(super) struct Shells<'a> {
    file: &'a Dockerfile,
    current: Shell,
    /// The shell at the end of each stage so far.
    ends: Vec<Shell>,
}

#[derive(Clone, Debug)]
struct Shell {
    dialect: Dialect,
    options: ShellOptions,
    /// Whether `sh` is busybox in this stage's image.
    has_busybox: bool,
    /// Whether `sh` is dash in this stage's image.
    has_dash: bool,
    /// Whether the shell itself is dash.
    is_dash: bool,
}

impl<'a> Shells<'a> {
    pub(super) fn new(file: &'a Dockerfile) -> Self {
        Self {
            file,
            current: Shell {
                dialect: unknown_base(file.escape),
                options: ShellOptions::default(),
                has_busybox: false,
                has_dash: false,
                is_dash: false,
            },
            ends: Vec::new(),
        }
    }

    /// Takes up what an instruction, or a comment above it, says of the shell.
    pub(super) fn pass(&mut self, instruction: &Instruction) {
        match &instruction.kind {
            InstructionKind::From { .. } => {
                let stage = instruction
                    .stage
                    .and_then(|stage| self.file.stages.get(stage));
                self.current = self.start(stage);
                self.ends.push(self.current.clone());
            }
            InstructionKind::Shell(words) => {
                let mut words = words.iter().map(|word| word.value.as_str());
                if let Some(program) = words.next() {
                    self.set(program, ShellOptions::of_words(words));
                }
            }
            _ => {}
        }
        let comments = self.file.comments.get(instruction.comments.clone());
        for comment in comments.unwrap_or_default() {
            if let Some(name) = pragma(&comment.value) {
                self.set(name, self.current.options);
            }
        }
        if let Some(end) = self.ends.last_mut() {
            end.clone_from(&self.current);
        }
    }

    /// The shell a stage starts with: its parent's last, or its base image's.
    fn start(&self, stage: Option<&Stage>) -> Shell {
        let parent = stage.and_then(|stage| self.ends.get(stage.base.of_stage?));
        if let Some(parent) = parent {
            return parent.clone();
        }
        let dialect = stage.map_or_else(
            || unknown_base(self.file.escape),
            |stage| of_base(stage, self.file.escape),
        );
        let has_dash = dialect == Dialect::Posix && stage.is_some_and(is_of_debian);
        Shell {
            has_busybox: dialect == Dialect::Ash,
            has_dash,
            is_dash: has_dash,
            dialect,
            options: ShellOptions::default(),
        }
    }

    fn set(&mut self, program: &str, options: ShellOptions) {
        self.current.dialect = self.of_program(program);
        self.current.is_dash = self.is_dash(program);
        self.current.options = options;
    }

    fn of_program(&self, program: &str) -> Dialect {
        let is_sh = program.rsplit('/').next() == Some("sh");
        if is_sh && self.current.has_busybox {
            Dialect::Ash
        } else {
            Dialect::of_program(program)
        }
    }

    fn is_dash(&self, program: &str) -> bool {
        match program.rsplit('/').next() {
            Some("sh") => self.current.has_dash,
            name => name == Some("dash"),
        }
    }

    /// The shell where reading stands, and whether it is dash.
    pub(super) fn current(&self) -> (Dialect, ShellOptions, bool) {
        let Shell {
            dialect, options, ..
        } = &self.current;
        (dialect.clone(), *options, self.current.is_dash)
    }

    /// What runs a here-document that is a script: the program its first line names, or else
    /// the shell.
    pub(super) fn of_body(&self, body: &str) -> (Dialect, ShellOptions, bool) {
        let first = body.lines().next().unwrap_or_default().trim_start();
        let Some(line) = first.strip_prefix("#!") else {
            return self.current();
        };
        let mut words = line.split_whitespace().skip_while(|word| {
            // `env` finds the program; its options stand between.
            word.rsplit('/').next() == Some("env") || word.starts_with('-')
        });
        match words.next() {
            Some(program) => {
                let (dialect, is_dash) = (self.of_program(program), self.is_dash(program));
                (dialect, ShellOptions::of_words(words), is_dash)
            }
            None => self.current(),
        }
    }
}

/// The shell that a comment `hadolint shell=NAME` asks for.
fn pragma(comment: &str) -> Option<&str> {
    let rest = comment.trim_start().strip_prefix("hadolint")?;
    let name = rest
        .trim_start()
        .strip_prefix("shell")?
        .trim_start()
        .strip_prefix('=')?;
    name.split_whitespace().next()
}

/// The shell of an image no file describes: only Windows paths ask for another escape.
fn unknown_base(escape: char) -> Dialect {
    if escape == '`' {
        Dialect::Cmd
    } else {
        Dialect::Posix
    }
}

/// The shell of a base image, by its well-known names.
fn of_base(stage: &Stage, escape: char) -> Dialect {
    let image = stage.base.resolved.text.to_ascii_lowercase();
    let platform = stage.base.platform.as_ref();
    let is_windows = platform.is_some_and(|platform| platform.value.starts_with("windows"))
        || ["windows", "nanoserver", "servercore"]
            .iter()
            .any(|mark| image.contains(mark))
        || image.starts_with("mcr.microsoft.com/dotnet/framework");
    if is_windows {
        return Dialect::Cmd;
    }
    let (name, tag) = split_tag(&image);
    let base = name.rsplit('/').next().unwrap_or(name);
    let parts = |text: &str, mark: &str| {
        text.split(['-', '_', '.'])
            .any(|part| part.starts_with(mark))
    };
    if parts(base, "alpine")
        || parts(base, "busybox")
        || parts(tag, "alpine")
        || parts(tag, "busybox")
    {
        return Dialect::Ash;
    }
    unknown_base(escape)
}

/// Parts of the names and tags of images whose `sh` is dash, which has no `pipefail`.
const SH_IS_DASH: [&str; 9] = [
    "debian", "ubuntu", "buster", "bullseye", "bookworm", "trixie", "focal", "jammy", "noble",
];

/// Whether a base image says that it is of Debian or Ubuntu.
fn is_of_debian(stage: &Stage) -> bool {
    let image = stage.base.resolved.text.to_ascii_lowercase();
    let mut parts = image.split(['/', ':', '-', '_', '.', '@']);
    parts.any(|part| SH_IS_DASH.contains(&part))
}

/// An image's name and tag; a colon of a registry's port is none of a tag.
fn split_tag(image: &str) -> (&str, &str) {
    let image = image.split('@').next().unwrap_or(image);
    match image.rsplit_once(':') {
        Some((name, tag)) if !tag.contains('/') => (name, tag),
        _ => (image, ""),
    }
}
