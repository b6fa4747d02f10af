//! The commands that a build executes, each with the instruction it stands in.

use super::{Build, Step};
use crate::facts::commands::Run;
use crate::facts::packages::{Cleaning, PackageCall};
use crate::model::shell::Invocation;

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

impl Build<'_> {
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
}
