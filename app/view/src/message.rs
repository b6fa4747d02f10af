//! What the page and its worker say to each other.
//!
//! A request is an object `{ body, files }`: the bytes of one of these values, and the `File`
//! objects of the sources that come without text, in the same order. An answer is an object
//! `{ body, file }`, the file a `Blob` where it has one. Every message carries the run it belongs to,
//! so that an answer to a question nobody asks any more is told apart.

use std::ops::Range;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::view_model::PageModel;
use crate::view_model::detail::ControlDetail;
use crate::view_model::hardening::HardeningView;
use crate::view_model::rows::Rows;

/// What the page asks of the worker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Request {
    /// Reads what is new, and judges everything it has.
    Assess {
        /// The run, from 1; a later one supersedes it.
        run: u32,
        /// The sources this worker has not been given yet.
        sources: Vec<Source>,
        /// The ids of sources to forget.
        removed: Vec<u32>,
        /// What it is to be judged by.
        decisions: Decisions,
    },
    /// Asks for one control of the last report, with its findings.
    Detail {
        /// The run of that report.
        run: u32,
        /// The control's id.
        control: String,
        /// Which of its findings, by their positions.
        findings: Range<usize>,
    },
    /// Asks what mending everything of one subject of the last report comes to.
    Harden {
        /// The run of that report.
        run: u32,
        /// The subject's id.
        subject: String,
        /// The controls whose questions the reader did not confirm.
        without: Vec<String>,
    },
    /// Asks for the last report in a format.
    Export {
        /// The run of that report.
        run: u32,
        /// Which format.
        format: Format,
    },
    /// Asks for the files of the sample project.
    Sample {
        /// Echoed in the answer.
        run: u32,
    },
}

/// What the worker answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Response {
    /// It runs and takes requests.
    Ready,
    /// How far an assessment is.
    Progress(Progress),
    /// Further rows of the long lists of a report that is about to come.
    Rows {
        /// The run it answers.
        run: u32,
        /// What follows those of this run before.
        rows: Rows,
    },
    /// The report is there.
    Assessed {
        /// The run it answers.
        run: u32,
        /// What the page prints; on its way without the rows that went before.
        page: Box<PageModel>,
    },
    /// A control with its findings.
    Detail {
        /// The run it answers.
        run: u32,
        /// What the page prints.
        detail: Box<ControlDetail>,
    },
    /// One subject with the change that mends it.
    Hardened {
        /// The run it answers.
        run: u32,
        /// What the page prints.
        hardening: Box<HardeningView>,
    },
    /// A report in a format.
    Exported {
        /// The run it answers.
        run: u32,
        /// Which format.
        format: Format,
        /// What to call the file.
        file_name: String,
        /// Its media type.
        mime: String,
        /// Its content; on its way it is the file beside the message.
        text: String,
    },
    /// The files of the sample project.
    Sample {
        /// The run it answers.
        run: u32,
        /// Its files, with their text; ids are the page's to give.
        files: Vec<Source>,
    },
    /// A request could not be answered.
    Failed {
        /// The run it answers.
        run: u32,
        /// What happened, as a sentence for the reader.
        message: String,
    },
}

/// Something to assess.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The page's number for it; never given twice.
    pub id: u32,
    /// Its path as dropped, with `/` between folders.
    pub name: String,
    /// Its text; `None` where a `File` comes beside the message.
    pub text: Option<String>,
}

/// What the reader decided in the page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decisions {
    /// What some sources are, whatever they look like.
    pub kinds: Vec<KindOverride>,
    /// Risks accepted and answers given.
    pub entries: Vec<DecisionEntry>,
    /// Compose files that are one project.
    pub projects: Vec<ProjectEntry>,
    /// The kinds of subjects that the report is about, their words with commas between; empty for
    /// all.
    pub scope: String,
    /// The reader's day, as `YYYY-MM-DD`.
    pub today: String,
}

/// Compose files that are one project, in the order they are merged.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ProjectEntry {
    /// Their paths.
    pub files: Vec<String>,
    /// Variables that go before those of files.
    pub environment: Vec<(String, String)>,
    /// Files of variables; absent for the `.env` beside the first file.
    pub env_files: Option<Vec<String>>,
    /// `compose`, `stack`, or nothing where the files are to tell.
    pub deployer: String,
    /// Profiles that are active.
    pub profiles: Vec<String>,
}

/// What the reader says a source is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KindOverride {
    /// The source's id.
    pub source: u32,
    /// A kind's id, e.g. `dockerfile`.
    pub kind: String,
}

/// What a reader decided in the page, every field as typed: a risk is accepted, or what no file
/// tells is answered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct DecisionEntry {
    /// The control's id.
    pub control: String,
    /// Only on this subject, by id; everywhere where absent.
    pub subject: Option<String>,
    /// Only in this file; everywhere where absent. Answers have none.
    pub artifact: Option<String>,
    /// `holds`, `fails` or `not_applicable`; empty where a risk is accepted.
    pub answer: String,
    /// Who answers for it.
    pub owner: String,
    /// Why the risk is acceptable, or what the answer rests on.
    pub reason: String,
    /// The day of the answer, as `YYYY-MM-DD`.
    pub on: String,
    /// The last day it holds, as `YYYY-MM-DD`.
    pub expires: String,
}

impl DecisionEntry {
    /// Whether it is an answer and not an accepted risk.
    pub const fn is_answer(&self) -> bool {
        !self.answer.is_empty()
    }
}

impl ProjectEntry {
    /// A file as a project of its own.
    pub fn of(file: String) -> Self {
        Self {
            files: vec![file],
            ..Self::default()
        }
    }
}

/// A step of an assessment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// The run it belongs to.
    pub run: u32,
    /// What is being done.
    pub stage: Stage,
    /// How much of it is done, in the stage's unit.
    pub done: u64,
    /// How much there is; 0 where it cannot be told.
    pub total: u64,
    /// What it is being done to.
    pub label: String,
}

/// What an assessment does, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stage {
    /// Files are read, counted in bytes.
    Reading,
    /// Controls are decided.
    Assessing,
    /// The page's models are made.
    Presenting,
}

/// What the report can be saved as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Format {
    /// The versioned report, failures only.
    Json,
    /// The same text, on its way into the PDF writer.
    PdfSource,
    /// The remediation plan.
    Tasks,
    /// The accepted risks, answers and settings as a policy file.
    Policy,
    /// Every change that asks nothing, as one unified diff.
    Patch,
    /// The program that collects what a host shows; it needs no report.
    Collector,
}

/// A message's bytes.
///
/// # Errors
/// A sentence; the messages above hold nothing that has no bytes.
pub fn encode(message: &impl Serialize) -> Result<Vec<u8>, String> {
    postcard::to_allocvec(message).map_err(|why| why.to_string())
}

/// The message of these bytes.
///
/// # Errors
/// A sentence, where the other side is of another version.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, String> {
    postcard::from_bytes(bytes).map_err(|why| why.to_string())
}

impl Stage {
    /// What the reader is told.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Reading => "Reading files",
            Self::Assessing => "Deciding controls",
            Self::Presenting => "Laying out the report",
        }
    }
}

impl Response {
    /// The run this answers; `None` for the greeting.
    pub const fn run(&self) -> Option<u32> {
        match self {
            Self::Ready => None,
            Self::Progress(progress) => Some(progress.run),
            Self::Assessed { run, .. }
            | Self::Rows { run, .. }
            | Self::Detail { run, .. }
            | Self::Hardened { run, .. }
            | Self::Exported { run, .. }
            | Self::Sample { run, .. }
            | Self::Failed { run, .. } => Some(*run),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Decisions, Format, ProjectEntry, Request, Response, Source, decode, encode};

    #[test]
    fn messages_survive_the_way() {
        let source = Source {
            id: 7,
            name: "café/🐳.yaml".into(),
            text: Some("a: 1\n".into()),
        };
        let request = Request::Assess {
            run: 3,
            sources: vec![source],
            removed: vec![1],
            decisions: Decisions {
                projects: vec![ProjectEntry::of("compose.yaml".into())],
                scope: "image".into(),
                today: "2026-11-22".into(),
                ..Decisions::default()
            },
        };
        let bytes = encode(&request).unwrap();
        assert_eq!(decode::<Request>(&bytes).unwrap(), request);

        let response = Response::Exported {
            run: 3,
            format: Format::Tasks,
            file_name: "tasks.md".into(),
            mime: "text/markdown".into(),
            text: "# Tasks\n".into(),
        };
        let bytes = encode(&response).unwrap();
        assert_eq!(decode::<Response>(&bytes).unwrap(), response);
        assert!(decode::<Response>(&bytes[..3]).is_err());
        assert_eq!(response.run(), Some(3));
    }
}
