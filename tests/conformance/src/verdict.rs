//! What the engine says of a case, beside what the other tool says.

use std::fmt;

use anyhow::{Context, Result};
use plimsoll_rules::catalogue::{CONTROLS, Control, SubjectKind};
use plimsoll_rules::finding::Outcome;
use plimsoll_rules::report::{Report, Reported};
use plimsoll_rules::{Artifact, assess, read, read_as};

use crate::case::{Case, Expect};
use crate::place::Places;
use crate::settings;

/// What we say of a case.
#[derive(Debug)]
pub(crate) struct Said {
    /// The controls that carry the rule's id; several may.
    controls: Vec<&'static Control>,
    /// Failures of these controls, each with its line and in words.
    failures: Vec<(Option<usize>, String)>,
    /// Why that is something else than the tool says; `None` where it is the same.
    difference: Option<String>,
}

impl Said {
    /// Why a case cannot be judged.
    pub(crate) fn nothing(why: &anyhow::Error) -> Self {
        Self {
            controls: Vec::new(),
            failures: Vec::new(),
            difference: Some(format!("nothing: {why:#}")),
        }
    }

    /// Whether the tool says the same.
    pub(crate) const fn agrees(&self) -> bool {
        self.difference.is_none()
    }

    /// Whether a control of ours carries the rule's id at all.
    pub(crate) fn is_known(&self) -> bool {
        !self.controls.is_empty()
    }
}

impl fmt::Display for Said {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.difference.as_deref().unwrap_or("the same"))?;
        for (line, failure) in &self.failures {
            match line {
                Some(line) => write!(out, "\n              line {line}: {failure}")?,
                None => write!(out, "\n              {failure}")?,
            }
        }
        Ok(())
    }
}

/// Judges a case. Unknown is no failure, nor is a failure that a comment in the text accepts.
pub(crate) fn judge(case: &Case) -> Result<Said> {
    let controls: Vec<&'static Control> = CONTROLS
        .iter()
        .copied()
        .filter(|control| carries(control, case))
        .collect();
    let (files, settings) = settings::apply(case, &controls)?;
    let artifacts: Vec<Artifact> = files
        .iter()
        .map(|file| match file.kind {
            Some(kind) => read_as(&file.name, file.text.as_bytes(), kind),
            None => read(&file.name, file.text.as_bytes()),
        })
        .collect();
    let places = Places::of(artifacts.first().context("the case has no file")?);
    let report = assess(&artifacts, &settings);
    let failures: Vec<&Reported> = report
        .findings
        .iter()
        .filter(|finding| finding.outcome == Outcome::Fail && finding.accepted.is_none())
        .filter(|finding| covers(finding, case))
        .filter(|finding| is_of_service(&report, finding, case.service.as_deref()))
        .collect();
    let difference = difference(case, &controls, &failures, &places);
    let failures = failures
        .iter()
        .map(|finding| {
            let line = finding.region.map(|region| *region.lines().start());
            (line, format!("{}: {}", finding.control.id, finding.message))
        })
        .collect();
    Ok(Said {
        controls,
        failures,
        difference,
    })
}

fn carries(control: &Control, case: &Case) -> bool {
    let mut aliases = control.aliases.iter();
    aliases.any(|alias| case.is_about(alias.peer, alias.id))
}

/// Whether the case's rule is about this failure of one of its controls.
fn covers(finding: &Reported, case: &Case) -> bool {
    let reason = finding.reason.map_or("", |reason| reason.key);
    let mut aliases = finding.control.aliases.iter();
    aliases.any(|alias| case.is_about(alias.peer, alias.id) && alias.covers(reason))
}

/// Whether a finding counts for a case about one service; what is said of other subjects does.
fn is_of_service(report: &Report, finding: &Reported, service: Option<&str>) -> bool {
    let Some(service) = service else { return true };
    report
        .subject(&finding.subject)
        .is_none_or(|subject| subject.kind != SubjectKind::Service || subject.name == service)
}

fn difference(
    case: &Case,
    controls: &[&'static Control],
    failures: &[&Reported],
    places: &Places,
) -> Option<String> {
    let on = |lines: &[usize], wanted: bool| {
        let is_met = |line: usize| {
            let mut failures = failures.iter();
            if wanted {
                failures.any(|finding| places.stands_on(finding, line))
            } else {
                failures.any(|finding| places.names(finding, line))
            }
        };
        let found: Vec<String> = lines
            .iter()
            .filter(|line| is_met(**line) == wanted)
            .map(ToString::to_string)
            .collect();
        (!found.is_empty()).then(|| found.join(" "))
    };
    if case.expect == Expect::Hit {
        if controls.is_empty() {
            return Some("nothing: no control carries this id".to_owned());
        }
        if failures.is_empty() {
            let ids: Vec<&str> = controls.iter().map(|control| control.id).collect();
            return Some(format!("no failure of {}", ids.join(", ")));
        }
        if let Some(lines) = on(&case.lines, false) {
            return Some(format!("no failure on {lines}"));
        }
        return on(&case.clean_lines, true).map(|lines| format!("a failure on {lines}"));
    }
    if case.clean_lines.is_empty() {
        return (!failures.is_empty()).then(|| "a failure".to_owned());
    }
    on(&case.clean_lines, true).map(|lines| format!("a failure on {lines}"))
}

#[cfg(test)]
mod tests {
    use super::judge;
    use crate::case::only;

    fn difference(id: &str, expect: &str, text: &str) -> Option<String> {
        let text = serde_json::to_string(text).unwrap();
        let case = only(&format!(
            r#"{{"peer":"hadolint","rule_id":"{id}","name":"n","source":"s",{expect},"dockerfile_text":{text}}}"#
        ));
        judge(&case).unwrap().difference
    }

    #[test]
    fn a_hit_is_a_failure_on_each_line() {
        let text = "FROM a\nUSER \\\n root\n";
        for expect in [
            r#""expect":"hit""#,
            r#""expect":"hit","lines":[2]"#,
            r#""expect":"hit","lines":[3],"clean_lines":[1]"#,
        ] {
            assert_eq!(difference("DL3002", expect, text), None, "{expect}");
        }
        for expect in [
            r#""expect":"hit","lines":[1]"#,
            r#""expect":"hit","clean_lines":[2]"#,
            r#""expect":"clean""#,
            r#""expect":"clean","clean_lines":[3]"#,
        ] {
            assert!(difference("DL3002", expect, text).is_some(), "{expect}");
        }
    }

    #[test]
    fn a_rule_without_a_control_is_never_hit() {
        let text = "FROM a";
        assert!(difference("none", r#""expect":"hit""#, text).is_some());
        assert_eq!(difference("none", r#""expect":"clean""#, text), None);
    }

    #[test]
    fn unknown_is_no_failure() {
        let clean = r#""expect":"clean""#;
        assert_eq!(difference("DL3002", clean, "FROM a\nUSER $WHO\n"), None);
    }
}
