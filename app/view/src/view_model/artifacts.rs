//! What was given, and what was found in it.

use std::collections::BTreeMap;

use plimsoll_rules::artifact::Effect;
use plimsoll_rules::artifact::kind::{Kind, Support};
use plimsoll_rules::report::{Input, Located, Report};
use plimsoll_rules::sorted::InOrder;
use serde::{Deserialize, Serialize};

use super::Given;
use crate::{prose, words};

/// Parts listed of one bundle: of each image there may be one.
const PARTS: usize = 100;

/// A file that was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArtifactRow {
    /// The page's numbers for it; several where the same file was given twice.
    pub sources: Vec<u32>,
    /// Its path as given.
    pub name: String,
    /// A kind's id.
    pub kind: String,
    /// What it was taken for.
    pub kind_title: String,
    /// Why.
    pub reason: String,
    /// `checked`, `recognised` or `not-docker`.
    pub support: String,
    /// What that means for the report, as a sentence; empty where it is judged.
    pub support_note: String,
    /// Its size, for people.
    pub size: String,
    /// The SHA-256 of its bytes, in hex.
    pub sha256: String,
    /// What could not be read, or only with a reservation.
    pub problems: Vec<ProblemRow>,
    /// What a bundle holds, the first of it: parts with problems go before the others. Each has
    /// its name, and what is to be said of it.
    pub parts: Vec<(String, String)>,
    /// How many parts a bundle has, as `44 parts, 2 with remarks`; empty for any other file.
    pub parts_note: String,
}

/// Something about a file that could not be read, or only with a reservation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProblemRow {
    /// `note`, `partial` or `unreadable`.
    pub effect: String,
    /// `line 12`, or nothing for the whole file.
    pub place: String,
    /// One sentence.
    pub message: String,
}

/// The kinds a reader may choose: those that are judged.
pub fn kinds() -> Vec<(String, String)> {
    Kind::all()
        .filter(|kind| kind.support() == Support::Checked)
        .map(|kind| (kind.id().to_owned(), kind.title().to_owned()))
        .collect()
}

pub(super) fn rows(report: &Report, given: &[Given<'_>]) -> Vec<ArtifactRow> {
    let mut by_hash: BTreeMap<&str, Vec<&Given<'_>>> = BTreeMap::new();
    for it in given {
        by_hash.entry(&it.artifact.sha256).or_default().push(it);
    }
    let sources = |input: &Input| -> Vec<u32> {
        let same = by_hash.get(&*input.sha256).map_or(&[][..], Vec::as_slice);
        // The report may have added a number to the name of a second file.
        same.iter()
            .filter(|given| input.name.starts_with(&*given.artifact.name))
            .map(|given| given.id)
            .collect()
    };
    let mut parts: BTreeMap<&str, Vec<&Input>> = BTreeMap::new();
    for input in &report.inputs {
        if let Some(bundle) = &input.part_of {
            parts.entry(bundle).or_default().push(input);
        }
    }
    let row = |input: &Input| {
        let parts = parts.get(&*input.name).map_or(&[][..], Vec::as_slice);
        row(input, sources(input), parts)
    };
    super::files(report).map(row).collect()
}

fn row(input: &Input, sources: Vec<u32>, parts: &[&Input]) -> ArtifactRow {
    let (support, note) = match input.kind.support() {
        Support::Checked => ("checked", ""),
        Support::Recognised if input.kind == Kind::PlimsollReport => (
            "recognised",
            "An earlier report: it is a point on the Trends screen.",
        ),
        Support::Recognised => (
            "recognised",
            "Recognised, and not checked yet: it changes nothing in this report.",
        ),
        Support::NotDocker => ("not-docker", "Listed, and not part of the report."),
    };
    ArtifactRow {
        sources,
        name: words::visible(&input.name),
        kind: input.kind.id().to_owned(),
        kind_title: input.kind.title().to_owned(),
        reason: words::visible(&input.reason),
        support: support.to_owned(),
        support_note: note.to_owned(),
        size: words::bytes(input.bytes),
        sha256: input.sha256.to_string(),
        problems: input.problems.iter().map(problem).collect(),
        parts: first_of(parts),
        parts_note: parts_note(parts),
    }
}

fn parts_note(parts: &[&Input]) -> String {
    let all = words::count(parts.len(), "part", "parts");
    let remarks = parts.iter().filter(|part| !part.problems.is_empty());
    let further = parts.len().saturating_sub(PARTS);
    match (parts.len(), remarks.count()) {
        (0, _) => String::new(),
        (_, 0) if further == 0 => all,
        (_, 0) => format!("{all}, of which the first {PARTS} are listed"),
        (_, remarks) => format!("{all}, {} with remarks", words::grouped(remarks)),
    }
}

fn first_of(parts: &[&Input]) -> Vec<(String, String)> {
    let mut parts = parts.to_vec();
    // Those with problems first: they must not be cut off.
    parts.order_by_key(|part| part.problems.is_empty());
    parts.truncate(PARTS);
    parts.into_iter().map(part).collect()
}

/// What one command of the collector showed.
fn part(input: &Input) -> (String, String) {
    let bundle = input.part_of.as_deref().unwrap_or_default();
    let name = input.name.strip_prefix(bundle).unwrap_or(&input.name);
    let size = match input.bytes {
        0 => "nothing there".to_owned(),
        bytes => words::bytes(bytes),
    };
    let mut said = format!("{}, {size}", input.kind.title());
    for located in &input.problems {
        let line = located.region.map(|it| format!("line {}: ", it.start.line));
        let line = line.unwrap_or_default();
        said = format!("{said}; {line}{}", located.problem.message);
    }
    (name.trim_start_matches('/').to_owned(), said)
}

fn problem(located: &Located) -> ProblemRow {
    let effect = match located.problem.effect {
        Effect::Note => "note",
        Effect::Partial => "partial",
        Effect::Unreadable => "unreadable",
    };
    ProblemRow {
        effect: effect.to_owned(),
        place: located
            .region
            .map_or_else(String::new, |it| format!("line {}", it.start.line)),
        message: prose::marked(&words::visible(&located.problem.message)),
    }
}

#[cfg(test)]
mod tests {
    use plimsoll_rules::{Policy, assess, read};

    use super::{Given, rows};

    #[test]
    fn a_bundle_is_one_row_that_holds_its_parts() {
        let bundle = concat!(
            r#"{"plimsoll_bundle":{"version":1,"made":"2026-11-22T10:00:00Z","redacted":true,"root":true},"#,
            r#""daemon_json":{"rc":0,"b64":"eyJpY2MiOiBmYWxzZX0K","from":"cat /etc/docker/daemon.json"},"#,
            r#""uname":{"rc":0,"b64":"TGludXggc2hpcC0xIDYuMS4wCg==","from":"uname -a"}}"#
        );
        let bundle = read("host/bundle.json", bundle.as_bytes());
        let given = [Given {
            id: 7,
            artifact: &bundle,
        }];
        let report = assess(std::slice::from_ref(&bundle), &Policy::default());
        let rows = rows(&report, &given);
        assert_eq!(rows.len(), 1, "{rows:?}");
        let [row] = rows.as_slice() else { panic!() };
        assert_eq!(
            (&*row.sources, &*row.parts_note),
            (&[7][..], "2 parts"),
            "{row:?}"
        );
        let daemon = ("daemon_json".to_owned(), "daemon.json, 15 bytes".to_owned());
        assert!(row.parts.contains(&daemon), "{row:?}");
        let page = crate::view_model::page(&report, &given, "");
        assert_eq!(page.title, "host");
        assert!(page.lede.starts_with("1 artifact,"), "{}", page.lede);
        let texts = crate::view_model::Texts::new(&report, &given);
        let (_, text) = texts.get("host/bundle.json/daemon_json").unwrap();
        assert_eq!(text.trim(), r#"{"icc": false}"#);
    }
}
