//! The subjects of the document.

use serde::{Deserialize, Serialize};

use crate::facts;
use crate::report::Judged;

/// Something that was judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    /// Stable while the subject keeps its name and place.
    pub id: String,
    /// `image`, `service`, `container`, `host` …
    pub kind: String,
    /// What people call it.
    pub name: String,
    /// The profiles of which one starts it; none where it always starts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub profiles: Vec<String>,
    /// The files it was read from, its own first.
    pub artifacts: Vec<String>,
    /// Why it is tied to each further file.
    pub ties: Vec<String>,
    /// The subjects it is tied to; reports of earlier versions have none.
    #[serde(default)]
    pub relations: Vec<Relation>,
}

/// A tie between two subjects.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relation {
    /// The other subject's id.
    pub to: String,
    /// `runs_on`, `runs`, `realises`, `built_from`, `joins` or `mounts`.
    pub kind: String,
    /// What shows it.
    pub reason: String,
}

/// One subject as the document has it.
pub(super) fn convert(subject: &Judged) -> Subject {
    Subject {
        id: subject.id.to_string(),
        kind: subject.kind.word().to_owned(),
        name: subject.name.clone(),
        profiles: subject.profiles.clone(),
        artifacts: subject.artifacts.iter().map(ToString::to_string).collect(),
        ties: subject.ties.clone(),
        relations: subject.relations.iter().map(relation).collect(),
    }
}

fn relation(relation: &facts::Relation) -> Relation {
    Relation {
        to: relation.to.to_string(),
        kind: relation.kind.word().to_owned(),
        reason: relation.reason.clone(),
    }
}
