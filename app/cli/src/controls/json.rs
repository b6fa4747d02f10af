//! The catalogue as JSON: versioned, in one fixed key order.
//!
//! The help of `plimsoll controls` documents it.

use plimsoll_rules::catalogue::{self, CONTROLS, FRAMEWORKS};
use serde::Serialize;

/// The format's version: the first number changes when a reader would break.
const SCHEMA_VERSION: &str = "1.0.0";

#[derive(Serialize)]
struct Document {
    schema_version: &'static str,
    catalogue_version: &'static str,
    catalogue_hash: &'static str,
    controls: Vec<Control>,
}

#[derive(Serialize)]
struct Control {
    id: &'static str,
    title: &'static str,
    category: &'static str,
    section: &'static str,
    severity: &'static str,
    weight: u32,
    concern: &'static str,
    subjects: Vec<&'static str>,
    rationale: &'static str,
    remediation: &'static str,
    fix: &'static str,
    example: Option<Example>,
    reasons: Vec<Reason>,
    references: Vec<Reference>,
    aliases: Vec<String>,
    also: &'static [&'static str],
    framework_items: Vec<Item>,
}

#[derive(Serialize)]
struct Example {
    language: &'static str,
    text: &'static str,
}

#[derive(Serialize)]
struct Reason {
    key: &'static str,
    text: &'static str,
}

#[derive(Serialize)]
struct Reference {
    title: &'static str,
    url: &'static str,
}

#[derive(Serialize)]
struct Item {
    framework: &'static str,
    item: &'static str,
}

/// The document's text: two-space indents, a line break at the end.
pub(super) fn document() -> String {
    let document = Document {
        schema_version: SCHEMA_VERSION,
        catalogue_version: catalogue::VERSION,
        catalogue_hash: catalogue::HASH,
        controls: CONTROLS
            .iter()
            .map(|control| Control::new(control))
            .collect(),
    };
    let mut json =
        serde_json::to_string_pretty(&document).expect("strings and numbers always serialise");
    json.push('\n');
    json
}

impl Control {
    fn new(control: &'static catalogue::Control) -> Self {
        let example = control.example.as_ref().map(|example| Example {
            language: example.language.word(),
            text: example.text,
        });
        let reasons = control.reasons.iter().map(|reason| Reason {
            key: reason.key,
            text: reason.text,
        });
        let references = control.references.iter().map(|reference| Reference {
            title: reference.title,
            url: reference.url,
        });
        let items = FRAMEWORKS.iter().flat_map(|framework| {
            let decided = framework.items.iter().filter(|item| {
                let mut cited = item.requirement.controls.iter();
                cited.any(|cited| cited.id == control.id)
            });
            decided.map(|item| Item {
                framework: framework.id,
                item: item.id,
            })
        });
        Self {
            id: control.id,
            title: control.title,
            category: control.category.word(),
            section: control.section.word(),
            severity: control.severity.word(),
            weight: control.severity.weight(),
            concern: control.concern.word(),
            subjects: control.subjects.iter().map(|kind| kind.word()).collect(),
            rationale: control.rationale,
            remediation: control.remediation,
            fix: control.fix.word(),
            example,
            reasons: reasons.collect(),
            references: references.collect(),
            aliases: control.aliases.iter().map(ToString::to_string).collect(),
            also: control.also,
            framework_items: items.collect(),
        }
    }
}
