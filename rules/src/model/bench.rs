//! What docker-bench-security prints: another tool's verdicts, in text and in JSON.

mod account;
mod circumstance;
mod details;
mod family;
mod finish;
mod flat;
mod json;
mod line;
mod origin;
mod read;
mod repair;
mod run;
mod scoring;
mod text;

pub use account::{Account, Fate};
pub use circumstance::Circumstance;
pub use family::Family;
pub use read::read;
pub use run::{BenchVerdict, Level, Run};

use crate::artifact::Problem;

/// Every run one document holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bench {
    /// The runs, in the document's order.
    pub runs: Vec<Run>,
    /// What could not be read, outside of any run.
    pub problems: Vec<Problem>,
}

impl Bench {
    /// The run that is judged: the last complete one, or the last one where none is complete.
    pub fn judged(&self) -> Option<&Run> {
        self.runs
            .iter()
            .rev()
            .find(|run| run.is_complete())
            .or(self.runs.last())
    }
}
