//! What the worker remembers between messages, and its answers.

use std::collections::BTreeMap;

use plimsoll_rules::artifact::kind::Kind;
use plimsoll_rules::catalogue::Control;
use plimsoll_rules::export::json::{self, Verdicts};
use plimsoll_rules::policy::{Policy, Settings};
use plimsoll_rules::remedy;
use plimsoll_rules::{Artifact, Report, assess, day, read_owned};
use plimsoll_view::message::{Decisions, Format, Progress, Response, Stage};
use plimsoll_view::view_model::{
    self, Given, decisions, detail, hardening, projects, scope, tasks,
};

use crate::sample;

/// The program that collects what a host shows of itself, as it is handed to the reader.
const COLLECTOR: &str = include_str!("../../../public/collect.sh");

/// The engine with everything it was given.
#[derive(Debug, Default)]
pub struct Engine {
    files: BTreeMap<u32, File>,
    /// The artifacts of the last assessment, with the page's numbers.
    artifacts: Vec<(u32, Artifact)>,
    report: Option<Report>,
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
        let page = Box::new(view_model::page(&report, &self.given(), &choices.scope));
        self.report = Some(report);
        self.policy = policy;
        Response::Assessed { run, page }
    }

    /// Opens one control of the last report.
    pub fn detail(&self, run: u32, control: &str, limit: usize) -> Response {
        let detail = self
            .report
            .as_ref()
            .and_then(|report| detail::detail(report, &self.given(), control, limit));
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
            hardening::view(report, &self.given(), &hardened)
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

    /// The last report in a format; the collector needs none.
    pub fn export(&self, run: u32, format: Format) -> Response {
        let (file_name, mime, text) = match (format, &self.report) {
            (Format::Collector, _) => ("collect.sh", "text/x-shellscript", COLLECTOR.to_owned()),
            (_, None) => {
                let message = "There is no report yet. Add files first.".to_owned();
                return Response::Failed { run, message };
            }
            (Format::Json | Format::PdfSource, Some(report)) => (
                "plimsoll-report.json",
                "application/json",
                json::json(report, Verdicts::Failing),
            ),
            (Format::Tasks, Some(report)) => (
                "plimsoll-tasks.md",
                "text/markdown",
                tasks::markdown(report),
            ),
            (Format::Policy, Some(report)) => {
                let waivers = report.waivers.iter();
                let answers = report.attestations.iter();
                let policy = Policy {
                    waivers: waivers.map(|waived| waived.waiver.clone()).collect(),
                    attestations: answers.map(|it| it.attestation.clone()).collect(),
                    settings: report.settings.clone(),
                    ..Policy::default()
                };
                ("plimsoll-policy.yaml", "application/yaml", policy.write())
            }
            (Format::Patch, Some(_)) => {
                let patch = self.patch();
                if patch.is_empty() {
                    let message = "No change is known that asks nothing.".to_owned();
                    return Response::Failed { run, message };
                }
                ("plimsoll-safe-changes.patch", "text/x-diff", patch)
            }
        };
        let (file_name, mime) = (file_name.to_owned(), mime.to_owned());
        Response::Exported {
            run,
            format,
            file_name,
            mime,
            text,
        }
    }

    /// The files of the sample project.
    pub fn sample(run: u32) -> Response {
        Response::Sample {
            run,
            files: sample::files(),
        }
    }

    /// Every safe change of the files, one diff after the other.
    fn patch(&self) -> String {
        let mending = remedy::mend(&self.plain_artifacts(), &self.policy, &remedy::is_safe);
        let patches = mending.patches.into_iter();
        patches.map(|patch| patch.diff).collect()
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

#[cfg(test)]
mod tests {
    use plimsoll_view::message::{DecisionEntry, Decisions, Format, Response};

    use super::Engine;

    fn with_sample() -> Engine {
        let mut engine = Engine::default();
        let Response::Sample { files, .. } = Engine::sample(1) else {
            panic!("the sample")
        };
        for (id, file) in (1..).zip(files) {
            engine.give(id, &file.name, file.text.unwrap().into_bytes());
        }
        engine
    }

    #[test]
    fn the_sample_shows_every_screen() {
        let mut engine = with_sample();
        let waiver = DecisionEntry {
            control: "docker-socket-unmounted".into(),
            owner: "Platform".into(),
            reason: "The proxy reads labels only until the socket proxy is in place".into(),
            expires: "2027-03-31".into(),
            ..DecisionEntry::default()
        };
        let choices = Decisions {
            entries: vec![waiver],
            today: "2026-11-22".into(),
            ..Decisions::default()
        };
        let Response::Assessed { page, .. } = engine.assess(1, &choices, |_| {}) else {
            panic!("assessed")
        };
        assert_eq!(page.title, "harbour-shop");
        assert_eq!(page.artifacts.len(), 5);
        assert!(
            page.artifacts.iter().all(|row| row.support == "checked"),
            "{:?}",
            page.artifacts
        );
        assert!(page.overview.strict.s.is_some() && page.overview.has_accepted);
        assert!(!page.overview.fixes.is_empty() && !page.tasks.is_empty());
        assert!(page.decisions[0].in_force, "{:?}", page.decisions);
        assert_eq!(page.trends.points.len(), 1);
    }

    #[test]
    fn no_excerpt_shows_a_secret() {
        let mut engine = with_sample();
        let choices = Decisions {
            today: "2026-11-22".into(),
            ..Decisions::default()
        };
        let Response::Assessed { page, .. } = engine.assess(1, &choices, |_| {}) else {
            panic!("assessed")
        };
        for row in &page.controls.rows {
            let Response::Detail { detail, .. } = engine.detail(1, &row.id, 500) else {
                panic!("{}", row.id)
            };
            let shown = serde_json::to_string(&detail).unwrap();
            for secret in ["tide-and-timber", "hrb-live"] {
                assert!(!shown.contains(secret), "{}: {shown}", row.id);
            }
        }
    }

    #[test]
    fn a_service_is_hardened_as_far_as_it_is_confirmed() {
        let mut engine = with_sample();
        let Response::Assessed { page, .. } = engine.assess(1, &Decisions::default(), |_| {})
        else {
            panic!("assessed")
        };
        let services = page.subjects.iter().filter(|it| it.kind == "service");
        let worst = services.max_by_key(|it| it.failed).unwrap();
        let harden = |without: &[String]| match engine.harden(1, &worst.id, without) {
            Response::Hardened { hardening, .. } => *hardening,
            other => panic!("{other:?}"),
        };
        let all = harden(&[]);
        let asked: Vec<String> = all
            .caveats
            .iter()
            .flat_map(|it| it.controls.clone())
            .collect();
        let safe = harden(&asked);
        assert!(
            all.total == worst.failed && safe.mended < all.mended,
            "{all:?}"
        );
        assert!(all.patch.starts_with("--- a/harbour-shop/") && !all.files.is_empty());
        assert!(safe.caveats.iter().all(|it| !it.is_confirmed));
        let shown = serde_json::to_string(&all.files).unwrap();
        for secret in ["tide-and-timber", "hrb-live"] {
            assert!(!shown.contains(secret), "{shown}");
        }
        let nobody = engine.harden(1, "service:nowhere", &[]);
        assert!(matches!(nobody, Response::Failed { .. }), "{nobody:?}");
    }

    #[test]
    fn the_safe_changes_are_one_patch() {
        let mut engine = Engine::default();
        let text = "FROM alpine:3.22\nADD a.txt /srv/\n";
        for (id, folder) in [(1, "api"), (2, "web")] {
            engine.give(
                id,
                &format!("{folder}/Dockerfile"),
                text.as_bytes().to_vec(),
            );
        }
        let Response::Assessed { page, .. } = engine.assess(1, &Decisions::default(), |_| {})
        else {
            panic!("assessed")
        };
        assert_eq!(page.safe_changes, 2);
        let Response::Exported { text, .. } = engine.export(1, Format::Patch) else {
            panic!("exported")
        };
        for line in [
            "+++ b/api/Dockerfile\n",
            "+++ b/web/Dockerfile\n",
            "+COPY a.txt /srv/\n",
        ] {
            assert!(text.contains(line), "{text}");
        }
        engine.give(1, "api/Dockerfile", b"FROM alpine:3.22\n".to_vec());
        engine.forget(2);
        engine.assess(2, &Decisions::default(), |_| {});
        let nothing = engine.export(2, Format::Patch);
        assert!(matches!(nothing, Response::Failed { .. }), "{nothing:?}");
    }

    #[test]
    fn a_part_of_a_bundle_shows_its_lines() {
        let mut engine = Engine::default();
        let bundle = concat!(
            r#"{"plimsoll_bundle":{"version":1,"made":"2026-11-22T10:00:00Z","redacted":true,"root":true},"#,
            r#""uname":{"rc":0,"b64":"TGludXggc2hpcC0xIDYuMS4wCg==","from":"uname -a"},"#,
            r#""daemon_json":{"rc":0,"b64":"ewogICJsb2ctbGV2ZWwiOiAiZGVidWciCn0K","from":"cat /etc/docker/daemon.json"}}"#
        );
        engine.give(1, "bundle.json", bundle.as_bytes().to_vec());
        let Response::Assessed { page, .. } = engine.assess(1, &Decisions::default(), |_| {})
        else {
            panic!("assessed")
        };
        assert_eq!(
            (page.artifacts.len(), page.artifacts[0].parts.len()),
            (1, 2)
        );
        let control = "daemon-log-level-informative";
        let Response::Detail { detail, .. } = engine.detail(1, control, 9) else {
            panic!("{control}")
        };
        let failure = &detail.findings[0];
        assert_eq!(
            failure.location.as_deref(),
            Some("bundle.json/daemon_json:2")
        );
        assert!(!failure.excerpt.is_empty(), "{failure:?}");
        let patch = engine.export(1, Format::Patch);
        assert!(matches!(patch, Response::Failed { .. }), "{patch:?}");
    }

    #[test]
    fn an_answer_counts_and_is_written_down() {
        let mut engine = with_sample();
        let answer = DecisionEntry {
            control: "images-scanned".into(),
            answer: "holds".into(),
            owner: "Ada".into(),
            reason: "report of the nightly scan".into(),
            on: "2026-11-01".into(),
            expires: "2027-02-01".into(),
            ..DecisionEntry::default()
        };
        let choices = Decisions {
            entries: vec![answer],
            today: "2026-11-22".into(),
            ..Decisions::default()
        };
        let Response::Assessed { page, .. } = engine.assess(1, &choices, |_| {}) else {
            panic!("assessed")
        };
        assert!(page.decisions[0].in_force, "{:?}", page.decisions);
        let Response::Exported { text, .. } = engine.export(1, Format::Policy) else {
            panic!("exported")
        };
        assert!(text.contains("report of the nightly scan"), "{text}");
    }

    #[test]
    fn what_is_judged_is_chosen_and_written_down() {
        let mut engine = with_sample();
        let whole = Decisions::default();
        let narrow = Decisions {
            scope: "image,service,nonsense".into(),
            ..Decisions::default()
        };
        let mut coverage = |choices: &Decisions| {
            let Response::Assessed { page, .. } = engine.assess(1, choices, |_| {}) else {
                panic!("assessed")
            };
            page.overview.strict.marks.ceiling - page.overview.strict.marks.floor
        };
        assert!(coverage(&narrow) < coverage(&whole));
        coverage(&narrow);
        let Response::Exported { text, .. } = engine.export(1, Format::Policy) else {
            panic!("exported")
        };
        // The file brings the same scope back.
        engine.give(99, "plimsoll.yaml", text.into_bytes());
        let Response::Assessed { page, .. } = engine.assess(2, &whole, |_| {}) else {
            panic!("assessed")
        };
        let kinds = page.overview.scope.kinds.iter();
        let judged: Vec<&str> = kinds.filter(|it| it.is_on).map(|it| &*it.id).collect();
        assert_eq!(judged, ["scope-image", "scope-service"]);
    }

    #[test]
    fn the_collector_is_handed_over_without_a_report() {
        let collector = Engine::default().export(1, Format::Collector);
        let Response::Exported {
            file_name, text, ..
        } = collector
        else {
            panic!("{collector:?}")
        };
        assert_eq!(file_name, "collect.sh");
        assert!(text.starts_with("#!/bin/sh\n"));
    }

    #[test]
    fn every_format_is_written() {
        let mut engine = with_sample();
        assert!(matches!(
            engine.export(1, Format::Json),
            Response::Failed { .. }
        ));
        engine.assess(1, &Decisions::default(), |_| {});
        for format in [
            Format::Json,
            Format::PdfSource,
            Format::Tasks,
            Format::Policy,
        ] {
            assert!(matches!(
                engine.export(1, format),
                Response::Exported { .. }
            ));
        }
    }
}
