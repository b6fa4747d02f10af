//! Comments in files that accept failures, and what each does.

use plimsoll_rules::artifact::kind::Kind;
use plimsoll_rules::report::{Report, Suppressed, SuppressionEffect};
use serde::{Deserialize, Serialize};

/// Comments shown; the others are counted.
const MOST: usize = 500;

/// The comments of every file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comments {
    /// The first of them.
    pub shown: Vec<Comment>,
    /// How many there are besides.
    pub more: usize,
}

/// A comment that accepts failures in its own file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    /// Whom it speaks to, and what it names.
    pub request: String,
    /// `web/Dockerfile:3`.
    pub place: String,
    /// Whether it is a linter's setting and not a comment.
    pub is_setting: bool,
    /// The reason it gives.
    pub reason: Option<String>,
    /// Who answers for it and until when, for people.
    pub terms: String,
    /// Whether it accepts anything now.
    pub in_force: bool,
    /// What it does in this report, in whole sentences.
    pub effect: String,
}

pub(super) fn comments(report: &Report) -> Comments {
    let all = &report.suppressions;
    Comments {
        shown: all
            .iter()
            .take(MOST)
            .map(|told| comment(report, told))
            .collect(),
        more: all.len().saturating_sub(MOST),
    }
}

fn comment(report: &Report, told: &Suppressed) -> Comment {
    let mut inputs = report.inputs.iter();
    let suppression = &told.suppression;
    let owner = suppression.owner.as_deref().unwrap_or("nobody named");
    let until = suppression.expires.map_or_else(
        || "without an end".to_owned(),
        |day| format!("until {}", super::date(day)),
    );
    Comment {
        request: told.request(),
        place: format!("{}:{}", told.artifact, told.region.start.line),
        is_setting: inputs.any(|it| it.name == told.artifact && it.kind == Kind::HadolintConfig),
        reason: suppression.reason.clone(),
        terms: format!("{owner}, {until}"),
        in_force: matches!(told.effect, SuppressionEffect::Applied(_)),
        effect: told.outcome(),
    }
}

#[cfg(test)]
mod tests {
    use plimsoll_rules::{Policy, assess, read};

    use super::comments;

    #[test]
    fn a_comment_says_what_it_does_and_what_it_lacks() {
        let text = "FROM alpine:3.22\n# hadolint ignore=DL3002 # binds port 80\nUSER root\n";
        let artifact = read("web/Dockerfile", text.as_bytes());
        let told = comments(&assess(&[artifact], &Policy::default()));
        assert_eq!(told.more, 0);
        let [comment] = &told.shown[..] else {
            panic!("one comment is told: {told:?}");
        };
        assert_eq!(comment.request, "hadolint: DL3002");
        assert_eq!(comment.place, "web/Dockerfile:2");
        assert_eq!(comment.reason.as_deref(), Some("binds port 80"));
        assert!(comment.in_force);
        assert_eq!(
            comment.effect,
            "It accepts 1 failure. It names no owner or last day."
        );
    }
}
