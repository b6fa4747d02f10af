//! What one control must keep to: its names, texts, reasons and aliases.

use super::shapes::Control;
use super::texts::{alias_parts, is_address, is_id, is_identifier, is_sentence, placeholders};
use super::validate::Faults;

/// The tools and benchmarks an alias may come from.
const PEERS: [&str; 16] = [
    "buildkit",
    "checkov",
    "cis-docker",
    "compose-lint",
    "dclint",
    "dockerfilelint",
    "dockle",
    "docksec",
    "gitleaks",
    "hadolint",
    "kics",
    "kics_fork",
    "owasp-docker",
    "semgrep",
    "trivy",
    "trufflehog",
];

impl Faults {
    /// Notes what is wrong in one control's file.
    pub(crate) fn control(&mut self, control: &Control) {
        self.require(
            is_id(&control.id) && control.id.contains('-'),
            "id",
            "is not lower-case words joined by hyphens; write subject, property, good state",
        );
        self.title("title", &control.title);
        self.sentences("rationale", &control.rationale);
        self.sentences("remediation", &control.remediation);
        self.require(
            !control.subjects.is_empty(),
            "subjects",
            "is empty; name what is judged",
        );
        self.require(
            control.subjects.iter().enumerate().all(|(at, it)| {
                !control
                    .subjects
                    .iter()
                    .take(at)
                    .any(|earlier| earlier == it)
            }),
            "subjects",
            "names one twice; remove the second",
        );
        self.require(
            control.example.is_some() == control.example_language.is_some(),
            "example_language",
            "comes with example and never without; give both or neither",
        );
        self.require(
            control
                .example
                .as_ref()
                .is_none_or(|text| text.ends_with('\n')),
            "example",
            "does not end its last line; write it as a block with `|`",
        );
        self.require(
            !control.reasons.0.is_empty(),
            "reasons",
            "is empty; say how it can fail",
        );
        for (key, text) in &control.reasons.0 {
            self.reason(key, text);
        }
        self.require(
            !control.references.is_empty(),
            "references",
            "is empty; cite Docker's page",
        );
        for reference in &control.references {
            let at = format!("references, {}", reference.title);
            self.require(
                is_address(&reference.url),
                &at,
                "the url is not https; correct it",
            );
        }
        for (alias, reasons) in &control.reason_aliases {
            self.alias("reason_aliases", alias);
            let is_known = |reason: &String| control.reasons.0.iter().any(|(key, _)| key == reason);
            self.require(
                !reasons.is_empty() && reasons.iter().all(is_known),
                "reason_aliases",
                "must name reasons of this control behind each identifier",
            );
            self.require(
                !control.aliases.contains(alias),
                "reason_aliases",
                "holds an identifier that `aliases` has for the whole control; remove one",
            );
        }
        for alias in &control.aliases {
            self.alias("aliases", alias);
        }
        for name in &control.also {
            let at = format!("also, {name}");
            self.require(
                is_id(name),
                &at,
                "is not lower-case words joined by hyphens",
            );
        }
    }

    /// Notes what is wrong with another tool's identifier.
    pub(crate) fn alias(&mut self, key: &str, alias: &str) {
        let (name, _) = alias_parts(alias);
        let known = name
            .split_once(':')
            .is_some_and(|(peer, id)| PEERS.contains(&peer) && !id.is_empty() && id.trim() == id);
        let at = format!("{key}, {alias}");
        let fault = format!("is not `peer:ID` or `peer:ID | name` with a peer of {PEERS:?}");
        self.require(known, &at, &fault);
    }

    fn reason(&mut self, key: &str, text: &str) {
        let at = format!("reasons, {key}");
        self.require(
            is_identifier(key) && !["control", "reasons"].contains(&key),
            &at,
            "the name is not a free lower-case identifier; rename it",
        );
        self.require(
            is_sentence(text),
            &at,
            "is not a finished sentence; start with a capital or a placeholder, end with a full \
             stop",
        );
        match placeholders(text) {
            Ok(names) => {
                for name in names {
                    self.require(
                        is_identifier(name),
                        &at,
                        &format!("the placeholder {{{name}}} is not a lower-case identifier"),
                    );
                }
            }
            Err(problem) => self.require(false, &at, problem),
        }
    }
}
