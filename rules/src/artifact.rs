//! A file the reader gave us: a name, its bytes, and what we take it for.

pub mod decode;
pub mod detect;
pub mod kind;
mod unpack;

pub use unpack::{PartOf, Unpacked};

use std::sync::Arc;

use crate::digest::sha256;
use crate::model::{self, Model};
use crate::span::Span;
use kind::{Kind, Support};

/// A file the reader gave us, read as far as it goes.
#[derive(Clone, Debug)]
pub struct Artifact {
    /// As given, with `/` between folders and without a leading `./`.
    pub name: Arc<str>,
    /// What it was taken for.
    pub kind: Kind,
    /// Why, as the end of a sentence that begins "taken for … because it".
    pub reason: String,
    /// Its size as given.
    pub bytes: usize,
    /// The SHA-256 of its bytes as given, in lower-case hex.
    pub sha256: Arc<str>,
    /// The text that spans refer to; empty where there is none. Of a file in UTF-8 it is the
    /// file's own bytes, because there may be hundreds of megabytes of them.
    pub text: Arc<String>,
    /// What it says.
    pub model: Arc<Model>,
    /// What could not be read, or only with a reservation.
    pub problems: Vec<Problem>,
    /// How many of the problems are about its bytes, not about what they say.
    pub(crate) problems_of_bytes: usize,
    /// The bundle it was a part of.
    pub part_of: Option<PartOf>,
}

/// Something about an artifact that could not be read or was read with a reservation.
///
/// A problem never stops the reading: what stands around it is still judged.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Problem {
    /// Where it stands; `None` for the whole artifact.
    pub span: Option<Span>,
    /// How much of the reading it costs.
    pub effect: Effect,
    /// One finished sentence that says what is wrong, without a full stop.
    pub message: String,
}

/// What a problem means for the verdicts on the artifact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effect {
    /// Worth knowing; every verdict stands.
    Note,
    /// A part could not be read, so what depends on it is unknown.
    Partial,
    /// Nothing could be read.
    Unreadable,
}

impl Problem {
    /// A problem at a place.
    pub fn at(span: Span, effect: Effect, message: impl Into<String>) -> Self {
        Self {
            span: Some(span),
            effect,
            message: message.into(),
        }
    }

    /// A problem of the whole artifact.
    pub fn whole(effect: Effect, message: impl Into<String>) -> Self {
        Self {
            span: None,
            effect,
            message: message.into(),
        }
    }
}

/// Takes a file for what its content, then its name, says it is, and reads it as far as it goes.
///
/// Never fails: what cannot be read becomes a problem of the artifact.
pub fn read(name: &str, bytes: &[u8]) -> Artifact {
    read_owned(name, bytes.to_vec())
}

/// The same; the bytes become the artifact's text where they are UTF-8.
pub fn read_owned(name: &str, bytes: Vec<u8>) -> Artifact {
    read_with(name, bytes, detected)
}

/// The same, taken for what the reader says it is.
pub fn read_as(name: &str, bytes: &[u8], kind: Kind) -> Artifact {
    read_with(name, bytes.to_vec(), |_, _| chosen(kind))
}

/// A part of a bundle, whose key tells what it is.
fn read_part(name: &str, bytes: Vec<u8>, kind: Kind) -> Artifact {
    read_with(name, bytes, |_, _| {
        (kind, "is what the collector wrote there".to_owned())
    })
}

fn detected(name: &str, text: &str) -> (Kind, String) {
    let detected = detect::detect(name, text);
    (detected.kind, detected.reason)
}

fn chosen(kind: Kind) -> (Kind, String) {
    (kind, "is what you chose".to_owned())
}

/// A file that was given and whose bytes could not be had, and why, as a sentence without a
/// full stop.
///
/// It stays in the report, so that nothing given goes missing. Its size is 0 and its hash is
/// empty, because nothing of it was seen.
pub fn unreadable(name: &str, why: impl Into<String>) -> Artifact {
    Artifact {
        name: plain_name(name).into(),
        kind: Kind::Unknown,
        reason: "could not be read".to_owned(),
        bytes: 0,
        sha256: "".into(),
        text: Arc::default(),
        model: Arc::new(Model::None),
        problems: vec![Problem::whole(Effect::Unreadable, why)],
        part_of: None,
        problems_of_bytes: 1,
    }
}

fn read_with(
    name: &str,
    bytes: Vec<u8>,
    take_for: impl FnOnce(&str, &str) -> (Kind, String),
) -> Artifact {
    let name = plain_name(name);
    let mut artifact = Artifact {
        name: name.as_str().into(),
        kind: Kind::Unknown,
        reason: String::new(),
        bytes: bytes.len(),
        sha256: sha256(&bytes).into(),
        text: Arc::default(),
        model: Arc::new(Model::None),
        problems: Vec::new(),
        part_of: None,
        problems_of_bytes: 0,
    };
    match decode::decode_owned(bytes) {
        Err(refusal) => {
            artifact.kind = refusal.kind();
            artifact.reason = match refusal {
                decode::NotText::Archive(_) => "begins as an archive does".to_owned(),
                decode::NotText::Binary { .. } => "is no text".to_owned(),
            };
            artifact
                .problems
                .push(Problem::whole(Effect::Unreadable, refusal.to_string()));
            artifact.problems_of_bytes = 1;
        }
        Ok((text, problems)) => {
            artifact.problems_of_bytes = problems.len();
            artifact.problems = problems;
            artifact.text = Arc::new(text);
            artifact.take_for(take_for);
        }
    }
    artifact
}

impl Artifact {
    /// The same file, taken for what the reader says it is or, for `None`, for what it looks
    /// like. What is no text stays what it is.
    #[must_use]
    pub fn taken_for(&self, kind: Option<Kind>) -> Self {
        let mut artifact = self.clone();
        if matches!(self.kind, Kind::Archive | Kind::Binary) {
            return artifact;
        }
        artifact.problems.truncate(self.problems_of_bytes);
        artifact.take_for(|name, text| kind.map_or_else(|| detected(name, text), chosen));
        artifact
    }

    fn take_for(&mut self, take_for: impl FnOnce(&str, &str) -> (Kind, String)) {
        (self.kind, self.reason) = take_for(&self.name, &self.text);
        self.read_model();
    }

    fn read_model(&mut self) {
        let text = self.text.as_str();
        let (model, problems) = match self.kind {
            Kind::Dockerfile => {
                let mut file = model::dockerfile::read(text);
                let problems = std::mem::take(&mut file.problems);
                (Model::Dockerfile(file), problems)
            }
            Kind::Dockerignore => {
                let mut file = model::dockerignore::read(text);
                let problems = std::mem::take(&mut file.problems);
                (Model::Dockerignore(file), problems)
            }
            Kind::Compose => {
                let compose = model::compose::read(text);
                // The file keeps its own: what stands in a part that was not read is unknown.
                let problems = compose.problems.clone();
                (Model::Compose(compose), problems)
            }
            Kind::DockerRun => {
                // Which services are whole is told by the problems, so the file keeps them.
                let file = model::docker_run::read(text);
                let problems = file.problems.clone();
                (Model::Compose(file), problems)
            }
            Kind::Inspect | Kind::ImageConfig => {
                let mut inspect = model::inspect::read(text);
                let problems = std::mem::take(&mut inspect.problems);
                (Model::Inspect(inspect), problems)
            }
            Kind::ImageHistory => {
                let mut history = model::image_history::read(text);
                let problems = std::mem::take(&mut history.problems);
                (Model::ImageHistory(history), problems)
            }
            Kind::DockerInfo => {
                let mut printed = model::docker_info::read(text);
                let problems = std::mem::take(&mut printed.problems);
                (Model::DockerInfo(Box::new(printed)), problems)
            }
            Kind::DockerVersion => {
                let mut printed = model::docker_version::read(text);
                let problems = std::mem::take(&mut printed.problems);
                (Model::DockerVersion(Box::new(printed)), problems)
            }
            Kind::DaemonJson | Kind::SystemdUnit | Kind::DaemonArguments | Kind::DaemonDefaults => {
                let mut config = match self.kind {
                    Kind::SystemdUnit => model::daemon_config::read_unit(text),
                    Kind::DaemonArguments => model::daemon_config::read_arguments(text),
                    Kind::DaemonDefaults => model::daemon_config::read_defaults(text),
                    _ => model::daemon_config::read_json(text),
                };
                let problems = std::mem::take(&mut config.problems);
                (Model::DaemonConfig(Box::new(config)), problems)
            }
            Kind::SwarmListing => {
                let mut places = Vec::new();
                let problems = model::json::items(text, |entry| places.push(entry.value.span));
                (Model::Listing(places), problems)
            }
            Kind::Bundle => {
                let bundle = model::bundle::read(text);
                let (unpacked, problems) = unpack::unpacked(self, bundle);
                (Model::Bundle(unpacked), problems)
            }
            Kind::BenchText | Kind::BenchJson => {
                let mut bench = model::bench::read(text);
                let mut problems = std::mem::take(&mut bench.problems);
                problems.extend(
                    bench
                        .runs
                        .iter()
                        .flat_map(|run| run.problems.iter().cloned()),
                );
                (Model::Bench(bench), problems)
            }
            Kind::PlimsollPolicy => (Model::Policy, Vec::new()),
            Kind::HadolintConfig => {
                let mut config = model::hadolint::read(text);
                let problems = std::mem::take(&mut config.problems);
                (Model::Hadolint(config), problems)
            }
            Kind::EnvFile => {
                let mut file = model::dotenv::read(text);
                let problems = std::mem::take(&mut file.problems);
                (Model::Dotenv(file), problems)
            }
            _ => (Model::None, self.unread()),
        };
        self.model = Arc::new(model);
        self.problems.extend(problems);
    }

    /// Why nothing of a kind without a reader is judged.
    fn unread(&self) -> Vec<Problem> {
        let title = self.kind.title();
        let message = match self.kind.support() {
            Support::Recognised => format!("This is recognised as {title} and is not checked yet"),
            Support::Checked | Support::NotDocker => return Vec::new(),
        };
        vec![Problem::whole(Effect::Note, message)]
    }
}

/// The name with `/` between folders and without a leading `./`.
pub(crate) fn plain_name(name: &str) -> String {
    let name = name.replace('\\', "/");
    let mut plain = name.as_str();
    while let Some(rest) = plain.strip_prefix("./") {
        plain = rest.trim_start_matches('/');
    }
    plain.to_owned()
}
