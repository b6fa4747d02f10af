//! What the command tells whoever called it.

use std::process::ExitCode;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// It ran, and the gate holds where one was set.
    Passed,
    /// It ran, and the gate does not hold.
    GateFailed,
    /// It could not run, or a file named on the command line could not be read.
    NotRun,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Passed => 0,
            Exit::GateFailed => 1,
            Exit::NotRun => 2,
        })
    }
}
