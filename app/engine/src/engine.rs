//! What the worker remembers between messages, and its answers.

mod export;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::ops::Range;

use plimsoll_rules::artifact::kind::Kind;
use plimsoll_rules::catalogue::Control;
use plimsoll_rules::policy::{Policy, Settings};
use plimsoll_rules::remedy;
use plimsoll_rules::{Artifact, Report, assess, day, read_owned};
use plimsoll_view::message::{Decisions, Progress, Response, Stage};
use plimsoll_view::view_model::{
    self, Given, Texts, decisions, detail, hardening, projects, scope,
};

use crate::sample;

/// The engine with everything it was given.
#[derive(Debug, Default)]
pub struct Engine {
    files: BTreeMap<u32, File>,
    /// The artifacts of the last assessment, with the page's numbers.
    artifacts: Vec<(u32, Artifact)>,
    report: Option<Report>,
    /// The texts behind that report.
    texts: Texts,
    /// What that report was made under.
    policy: Policy,
}

/// A source as read. Its bytes became the artifact's text.
#[derive(Debug)]
struct File {
    artifact: Artifact,
    /// What the reader said it is.
    kind: Option<Kind>,
}

impl Engine {
    /// Takes a source; the same number again replaces it.
    pub fn give(&mut self, id: u32, name: &str, bytes: Vec<u8>) {
        let artifact = read_owned(name, bytes);
        let file = File {
            artifact,
            kind: None,
        };
        self.files.insert(id, file);
    }

    /// Forgets a source.
    pub fn forget(&mut self, id: u32) {
        self.files.remove(&id);
    }

    /// Judges everything it has, telling how far it is.
    pub fn assess(
        &mut self,
        run: u32,
        choices: &Decisions,
        mut tell: impl FnMut(Progress),
    ) -> Response {
        let total = u64::try_from(self.files.len()).unwrap_or(u64::MAX);
        let progress = |stage, done, label: &str| Progress {
            run,
            stage,
            done,
            total,
            label: label.to_owned(),
        };
        self.artifacts.clear();
        for (done, (id, file)) in (0..).zip(&mut self.files) {
            let chosen = choices.kinds.iter().find(|chosen| chosen.source == *id);
            let kind = chosen.and_then(|chosen| Kind::from_id(&chosen.kind));
            if file.kind != kind {
                tell(progress(Stage::Assessing, done, &file.artifact.name));
            }
            self.artifacts.push((*id, file.artifact(kind).clone()));
        }
        tell(progress(Stage::Assessing, total, ""));
        let (waivers, attestations) = decisions::typed_in(&choices.entries);
        let policy = Policy {
            today: day::parse(&choices.today),
            waivers,
            attestations,
            settings: Settings {
                projects: choices.projects.iter().map(projects::composition).collect(),
                scope: scope::typed_in(&choices.scope),
                ..Settings::default()
            },
        };
        let report = assess(&self.plain_artifacts(), &policy);
        tell(progress(Stage::Presenting, total, ""));
        let given = self.given();
        let page = Box::new(view_model::page(&report, &given, &choices.scope));
        self.texts = Texts::new(&report, &given);
        self.report = Some(report);
        self.policy = policy;
        Response::Assessed { run, page }
    }

    /// Opens one control of the last report with some of its findings.
    pub fn detail(&self, run: u32, control: &str, findings: Range<usize>) -> Response {
        let detail = self
            .report
            .as_ref()
            .and_then(|report| detail::detail(report, &self.texts, control, findings));
        match detail {
            Some(detail) => Response::Detail {
                run,
                detail: Box::new(detail),
            },
            None => Response::Failed {
                run,
                message: format!("The report has no control “{control}”."),
            },
        }
    }

    /// Composes the remedies of one subject of the last report.
    pub fn harden(&self, run: u32, subject: &str, without: &[String]) -> Response {
        let artifacts = self.plain_artifacts();
        let hardened = self.report.as_ref().and_then(|report| {
            let is_confirmed = |control: &Control| !without.iter().any(|id| id == control.id);
            let hardened =
                remedy::harden(&artifacts, &self.policy, report, subject, &is_confirmed)?;
            hardening::view(report, &self.texts, &hardened)
        });
        match hardened {
            Some(hardening) => Response::Hardened {
                run,
                hardening: Box::new(hardening),
            },
            None => Response::Failed {
                run,
                message: format!("The report has no subject “{subject}”."),
            },
        }
    }

    /// The files of the sample project.
    pub fn sample(run: u32) -> Response {
        Response::Sample {
            run,
            files: sample::files(),
        }
    }

    fn plain_artifacts(&self) -> Vec<Artifact> {
        let artifacts = self.artifacts.iter();
        artifacts.map(|(_, artifact)| artifact.clone()).collect()
    }

    fn given(&self) -> Vec<Given<'_>> {
        self.artifacts
            .iter()
            .map(|(id, artifact)| Given { id: *id, artifact })
            .collect()
    }
}

impl File {
    /// What it is, read again where the reader says something else.
    fn artifact(&mut self, kind: Option<Kind>) -> &Artifact {
        if self.kind != kind {
            self.artifact = self.artifact.taken_for(kind);
            self.kind = kind;
        }
        &self.artifact
    }
}
