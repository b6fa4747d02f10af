//! What a Dockerfile establishes as a build: its instructions, with their values settled.
//!
//! A check asks [`Build::steps`] for instructions and [`Step::value`] for what a word is worth
//! where it stands. Which stage ships and which only helps is decided here and nowhere else.

use jiff::civil::Date;

use super::commands::{self, Run};
use super::packages::{self, Cleaning, PackageCall};
use super::stage::Built;
use super::{Ignore, Need, Unknown};
use crate::artifact::Artifact;
use crate::finding::Evidence;
use crate::model::dockerfile::{Dockerfile, Expanded, Instruction, InstructionKind, Stage, expand};
use crate::model::shell::Invocation;
use crate::policy::{Policy, Settings};
use crate::span::{Span, Spanned};

/// A Dockerfile as a build.
#[derive(Clone, Debug)]
pub struct Build<'a> {
    built: Built<'a>,
    /// The file's text, to which every span refers.
    pub text: &'a str,
    /// The line break that the text uses.
    pub line_break: &'static str,
    /// The file's name as given.
    pub name: &'a str,
    /// Lists of one's own that some controls compare with.
    pub settings: &'a Settings,
    /// What its build context leaves out; `None` where no `.dockerignore` was given for it.
    pub ignore: Option<Ignore<'a>>,
    /// The day the report holds for.
    pub today: Option<Date>,
    /// Whether each stage is the one that ships or one that it is built from.
    ships: Vec<bool>,
    /// Whether each stage is needed to build the one that ships.
    needed: Vec<bool>,
    runs: Vec<Run>,
    packages: Vec<PackageCall>,
    cleanings: Vec<Cleaning>,
}

/// One command of a script, with the instruction it stands in.
#[derive(Clone, Copy, Debug)]
pub struct Call<'b> {
    /// The instruction.
    pub step: Step<'b>,
    /// Its script, with mounts and options.
    pub run: &'b Run,
    /// Index of the command in its script.
    pub index: usize,
    /// The command.
    pub invocation: &'b Invocation,
}

/// One instruction where it stands; what `ONBUILD` defers stands for itself.
#[derive(Clone, Copy, Debug)]
pub struct Step<'b> {
    build: &'b Build<'b>,
    /// The index of the whole instruction in the file.
    pub index: usize,
    /// The instruction, or the one that an `ONBUILD` defers.
    pub instruction: &'b Instruction,
    /// Whether it runs only in builds on top of this image.
    pub is_deferred: bool,
}

impl<'a> Build<'a> {
    pub(super) fn new(built: Built<'a>, artifact: &'a Artifact, policy: &'a Policy) -> Self {
        let stages = built.file.stages.len();
        let runs = commands::runs(built.file, &artifact.text);
        let packages = packages::package_calls(built.file, &runs);
        let mut whole = Self {
            built,
            text: &artifact.text,
            line_break: if artifact.text.contains("\r\n") {
                "\r\n"
            } else {
                "\n"
            },
            name: &artifact.name,
            settings: &policy.settings,
            ignore: None,
            today: policy.today,
            ships: vec![false; stages],
            needed: vec![false; stages],
            cleanings: packages::cleanings(&runs, &packages),
            runs,
            packages,
        };
        if let Some(stage) = built.stage {
            for parent in built.file.lineage(stage) {
                if let Some(ships) = whole.ships.get_mut(parent.index) {
                    *ships = true;
                }
            }
            whole.mark_needed(stage.index);
        }
        whole
    }

    /// Marks a stage and every earlier stage it takes from.
    fn mark_needed(&mut self, stage: usize) {
        let mut open = vec![stage];
        while let Some(stage) = open.pop() {
            match self.needed.get_mut(stage) {
                Some(needed) if !*needed => *needed = true,
                Some(_) | None => continue,
            }
            let Some(stage) = self.file().stages.get(stage) else {
                continue;
            };
            open.extend(stage.base.of_stage.filter(|parent| *parent < stage.index));
            for index in stage.instructions.clone() {
                let sources = self.step(index).map_or(Vec::new(), Step::foreign_sources);
                for source in sources {
                    let name = self
                        .step(index)
                        .and_then(|step| step.value(&source.value).ok());
                    let found = name.and_then(|it| self.file().stage_called(&it, stage.index));
                    open.extend(found.map(|stage| stage.index));
                }
            }
        }
    }

    /// The file itself.
    pub const fn file(&self) -> &'a Dockerfile {
        self.built.file
    }

    /// The stage that ships: the target that was asked for, or the last; `None` in a fragment.
    pub const fn final_stage(&self) -> Option<&'a Stage> {
        self.built.stage
    }

    /// Whether a stage is the one that ships or one that it is built from. What stands before
    /// the first `FROM`, and everything in a fragment, counts as shipped.
    pub fn ships(&self, stage: Option<usize>) -> bool {
        stage.is_none_or(|stage| self.ships.get(stage).copied().unwrap_or_default())
    }

    /// Whether the stage that ships takes anything from this stage, or is it.
    pub fn needs(&self, stage: usize) -> bool {
        self.needed.get(stage).copied().unwrap_or_default()
    }

    /// A place in the file.
    pub const fn at(&self, span: Span) -> Evidence {
        Evidence::at(self.built.artifact, span)
    }

    /// Whether the build context leaves this path out; `None` where nothing tells.
    pub fn is_ignored(&self, path: &str) -> Option<bool> {
        self.ignore?.file.ignores(path)
    }

    /// Every instruction in order, those of every stage.
    pub fn steps(&self) -> impl Iterator<Item = Step<'_>> {
        (0..self.file().instructions.len()).filter_map(|index| self.step(index))
    }

    /// The instructions that make the image, last first: those of the stage that ships, then
    /// those of the stages it is built from.
    pub fn shipped_backwards(&self) -> impl Iterator<Item = Step<'_>> {
        self.built
            .lineage_backwards()
            .filter_map(|(index, _)| self.step(index))
    }

    /// The instruction at this index.
    pub fn step(&self, index: usize) -> Option<Step<'_>> {
        let instruction = self.file().instructions.get(index)?;
        Some(Step {
            build: self,
            index,
            instruction: instruction.effective(),
            is_deferred: matches!(instruction.kind, InstructionKind::Onbuild(_)),
        })
    }

    /// The command of every `RUN`, `CMD`, `ENTRYPOINT` and `HEALTHCHECK`, in order, those that
    /// `ONBUILD` defers included.
    pub fn runs(&self) -> &[Run] {
        &self.runs
    }

    /// The instruction of a command.
    pub fn step_of(&self, run: &Run) -> Option<Step<'_>> {
        self.step(run.step)
    }

    /// Every command that any `RUN` executes, in textual order, those that `ONBUILD` defers
    /// included; what starts or probes the container is left out.
    pub fn calls(&self) -> impl Iterator<Item = Call<'_>> {
        let steps = self.runs.iter().filter(|run| run.is_build_step());
        steps.flat_map(|run| self.calls_in(run))
    }

    /// The same, of programs with this base name.
    pub fn calls_of<'b>(&'b self, program: &'b str) -> impl Iterator<Item = Call<'b>> {
        self.calls()
            .filter(move |call| call.invocation.name == program)
    }

    /// The commands of one script, in textual order.
    pub fn calls_in<'b>(&'b self, run: &'b Run) -> impl Iterator<Item = Call<'b>> {
        let step = self.step_of(run);
        let invocations = run.invocations().iter().enumerate();
        invocations.filter_map(move |(index, invocation)| {
            let step = step?;
            Some(Call {
                step,
                run,
                index,
                invocation,
            })
        })
    }

    /// Every call of a package manager in a `RUN`, in order.
    pub fn package_calls(&self) -> impl Iterator<Item = (Call<'_>, &PackageCall)> {
        self.packages.iter().filter_map(|packages| {
            let call = self.call(packages.run, packages.invocation)?;
            call.run.is_build_step().then_some((call, packages))
        })
    }

    /// Every command that takes a package manager's cache away, in order.
    pub fn cleanings(&self) -> &[Cleaning] {
        &self.cleanings
    }

    /// The command at this index of the script at this index.
    pub fn call(&self, run: usize, invocation: usize) -> Option<Call<'_>> {
        let run = self.runs.get(run)?;
        Some(Call {
            step: self.step_of(run)?,
            run,
            index: invocation,
            invocation: run.invocations().get(invocation)?,
        })
    }

    /// What the words of a `FROM`, also of its `--platform`, are worth.
    pub fn value_in_from(&self, word: &str) -> Result<String, Vec<String>> {
        settled(expand(word, &self.file().scope_of_from()))
    }
}

impl<'b> Step<'b> {
    /// The index of its stage; `None` before the first `FROM` and in a fragment.
    pub fn stage_index(self) -> Option<usize> {
        self.whole().stage
    }

    /// Its stage.
    pub fn stage(self) -> Option<&'b Stage> {
        self.build.file().stages.get(self.stage_index()?)
    }

    /// Whether it makes the image that ships, rather than one that is only copied from.
    pub fn ships(self) -> bool {
        self.build.ships(self.stage_index())
    }

    /// The whole instruction, `ONBUILD` included.
    pub fn whole(self) -> &'b Instruction {
        let instructions = &self.build.file().instructions;
        instructions.get(self.index).unwrap_or(self.instruction)
    }

    /// The file's text.
    pub const fn text(self) -> &'b str {
        self.build.text
    }

    /// A place in the file.
    pub const fn at(self, span: Span) -> Evidence {
        self.build.at(span)
    }

    /// What a word is worth where it stands: quotes and escapes resolved, variables filled in.
    ///
    /// # Errors
    ///
    /// The names of the variables whose values the file does not settle.
    pub fn value(self, word: &str) -> Result<String, Vec<String>> {
        settled(self.expanded(word))
    }

    /// The same; an unsettled word is a property that only those variables settle.
    ///
    /// # Errors
    ///
    /// What a check makes an unknown verdict of.
    pub fn settled(self, word: &Spanned<String>) -> Result<String, Unknown> {
        self.value(&word.value).map_err(|variables| Unknown {
            needs: Need::Variables(variables),
            evidence: Some(self.at(word.span)),
        })
    }

    /// A path with its variables filled in. One in the middle that has no value does not hide
    /// how the path begins and ends; it stays as it is written.
    ///
    /// # Errors
    ///
    /// What a check makes an unknown verdict of, where such a variable begins the path.
    pub fn path(self, path: &Spanned<String>) -> Result<String, Unknown> {
        let quotes = ['"', '\''];
        let settled = self.settled(path);
        // A drive's backslash can escape the closing quote; the path is plain all the same.
        let bared = settled.map(|text| text.trim_matches(quotes).to_owned());
        bared.or_else(|unknown| {
            let bare = path.value.trim_matches(quotes);
            if bare.starts_with('$') {
                Err(unknown)
            } else {
                Ok(bare.to_owned())
            }
        })
    }

    /// The word with whatever is known filled in.
    pub fn expanded(self, word: &str) -> Expanded {
        expand(word, &self.build.file().scope_at(self.index))
    }

    /// What `COPY --from` and `RUN --mount=…,from=` name, as written.
    pub fn foreign_sources(self) -> Vec<Spanned<String>> {
        super::stage::sources_of(self.instruction)
    }
}

fn settled(expanded: Expanded) -> Result<String, Vec<String>> {
    if expanded.unresolved.is_empty() {
        Ok(expanded.text)
    } else {
        Err(expanded.unresolved)
    }
}
