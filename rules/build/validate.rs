//! What the catalogue's texts and names must keep to, beyond having the right keys.

use std::collections::{BTreeMap, BTreeSet};

use super::shapes::{Catalogue, Control, Framework};

/// The tools and benchmarks an alias may come from.
const PEERS: [&str; 13] = [
    "buildkit",
    "checkov",
    "cis-docker",
    "compose-lint",
    "dclint",
    "dockerfilelint",
    "dockle",
    "docksec",
    "hadolint",
    "kics",
    "owasp-docker",
    "semgrep",
    "trivy",
];

/// Checks everything against the rules and against each other.
///
/// # Errors
///
/// One message per fault: the file, the key, what is wrong and what to do.
pub(crate) fn catalogue(catalogue: &Catalogue) -> Result<(), Vec<String>> {
    let mut faults = Faults::default();
    for control in &catalogue.controls {
        faults.file = format!("controls/{}.yaml", control.id);
        faults.control(control);
    }
    faults.names(&catalogue.controls);
    let ids: BTreeSet<&str> = catalogue
        .controls
        .iter()
        .map(|control| &*control.id)
        .collect();
    for framework in &catalogue.frameworks {
        faults.file = format!("frameworks/{}.yaml", framework.id);
        faults.framework(framework, &ids);
    }
    faults.bench(catalogue);
    faults.base_images(catalogue);
    if faults.found.is_empty() {
        Ok(())
    } else {
        Err(faults.found)
    }
}

/// The faults so far, and the file that is being looked at.
#[derive(Default)]
struct Faults {
    file: String,
    found: Vec<String>,
}

impl Faults {
    /// Notes a fault unless `kept`.
    fn require(&mut self, kept: bool, key: &str, fault: &str) {
        if !kept {
            self.found
                .push(format!("catalogue/{}: {key}: {fault}", self.file));
        }
    }

    fn control(&mut self, control: &Control) {
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
        for alias in &control.aliases {
            let known = alias.split_once(':').is_some_and(|(peer, id)| {
                PEERS.contains(&peer) && !id.is_empty() && !id.contains(char::is_whitespace)
            });
            let at = format!("aliases, {alias}");
            self.require(
                known,
                &at,
                &format!("is not `peer:ID` with a peer of {PEERS:?}"),
            );
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

    /// Ids, other names and aliases lead to one control each.
    fn names(&mut self, controls: &[Control]) {
        let mut owners: BTreeMap<String, &str> = BTreeMap::new();
        for control in controls {
            self.file = format!("controls/{}.yaml", control.id);
            let names = [&control.id]
                .into_iter()
                .chain(&control.also)
                .chain(&control.aliases);
            for name in names {
                if let Some(owner) = owners.insert(name.to_lowercase(), &control.id) {
                    let fault = format!("`{name}` is taken by {owner}; leave it to one of them");
                    self.require(false, "id, also, aliases", &fault);
                }
            }
        }
    }

    fn framework(&mut self, framework: &Framework, ids: &BTreeSet<&str>) {
        self.title("title", &framework.title);
        self.require(
            !framework.source.trim().is_empty(),
            "source",
            "is empty; say where from",
        );
        self.require(
            !framework.items.0.is_empty(),
            "items",
            "is empty; list every item",
        );
        let mut seen = BTreeSet::new();
        for (id, item) in &framework.items.0 {
            let at = format!("items, {id}");
            self.require(
                seen.insert(id.to_lowercase()),
                &at,
                "is given twice; remove one",
            );
            self.title(&at, &item.title);
            self.require(
                !item.decided_by.is_empty(),
                &at,
                "decided_by is empty; name a source",
            );
            for control in &item.controls {
                let fault = format!("no control is called `{control}`; correct or remove it");
                self.require(ids.contains(&**control), &at, &fault);
            }
        }
    }

    fn bench(&mut self, catalogue: &Catalogue) {
        "bench.yaml".clone_into(&mut self.file);
        let mut seen = BTreeSet::new();
        for item in &catalogue.bench {
            let at = &item.id;
            self.require(
                seen.insert((' ', &*item.id)),
                at,
                "is given twice; remove one",
            );
            for (family, id) in item.ids.all() {
                if let Some(id) = id {
                    let fault = format!("family {family} has `{id}` twice; correct one of them");
                    self.require(seen.insert((family, id)), at, &fault);
                }
            }
            self.require(
                !item.keywords.is_empty()
                    && item
                        .keywords
                        .iter()
                        .all(|it| !it.is_empty() && *it == it.to_lowercase()),
                at,
                "keywords are empty or not lower case; give pieces of the description",
            );
        }
    }

    fn base_images(&mut self, catalogue: &Catalogue) {
        "base-images.yaml".clone_into(&mut self.file);
        let mut seen = BTreeSet::new();
        for entry in &catalogue.base_images {
            for repository in &entry.repositories {
                self.require(
                    seen.insert((repository, &entry.tags)),
                    repository,
                    "is given twice; remove one",
                );
                self.require(
                    *repository == repository.to_lowercase()
                        && repository
                            .split_once('/')
                            .is_some_and(|(host, _)| host.contains('.')),
                    repository,
                    "is not a lower-case repository with its registry, e.g. docker.io/library/node",
                );
                self.require(
                    is_address(&entry.source),
                    repository,
                    "the source is not https",
                );
                self.require(
                    !entry.user.is_empty() && !entry.user.contains(char::is_whitespace),
                    repository,
                    "the user is not what USER would say, e.g. root or 65532",
                );
            }
        }
    }

    fn title(&mut self, key: &str, text: &str) {
        self.require(
            text.starts_with(|first: char| first.is_uppercase()) && !text.ends_with('.'),
            key,
            "is no title; start with a capital and leave out the full stop",
        );
    }

    fn sentences(&mut self, key: &str, text: &str) {
        self.require(
            is_sentence(text.trim_end()),
            key,
            "is not in whole sentences; end with a full stop",
        );
    }
}

fn is_address(text: &str) -> bool {
    text.starts_with("https://") && !text.contains(char::is_whitespace)
}

fn is_sentence(text: &str) -> bool {
    text.starts_with(|first: char| first.is_uppercase() || "`{".contains(first))
        && text.ends_with('.')
        && !text.ends_with("..")
}

/// Lower-case words and numbers joined by single hyphens.
fn is_id(text: &str) -> bool {
    text.split('-').all(|word| {
        !word.is_empty()
            && word
                .chars()
                .all(|it| it.is_ascii_lowercase() || it.is_ascii_digit())
    })
}

fn is_identifier(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_lowercase())
        && text
            .chars()
            .all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '_')
}

/// The names between braces, each once, in the order they first appear.
///
/// # Errors
///
/// What is wrong, when a brace has no partner.
pub(crate) fn placeholders(text: &str) -> Result<Vec<&str>, &'static str> {
    let mut names = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        if before.contains('}') {
            break;
        }
        let (name, tail) = after
            .split_once('}')
            .ok_or("a `{` is not closed; add `}`")?;
        if !names.contains(&name) {
            names.push(name);
        }
        rest = tail;
    }
    if rest.contains('}') {
        Err("a `}` was not opened; add `{` or remove it")
    } else {
        Ok(names)
    }
}
