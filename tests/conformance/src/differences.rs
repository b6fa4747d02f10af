//! Where we differ from other tools on purpose.

use std::fmt;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use plimsoll_rules::catalogue;
use serde::Deserialize;

use crate::case::Case;
use crate::verdict::Said;

/// The list, as `differences.yaml` has it.
#[derive(Debug, Default)]
pub(crate) struct Differences(Vec<Difference>);

/// Cases where we differ, and why.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Difference {
    /// The other tool's rule, as `peer:ID`.
    id: String,
    /// Where the tool keeps the case.
    source: String,
    /// The case's name, where the source holds several cases of this rule.
    name: Option<String>,
    /// Why we say something else, as one sentence.
    reason: String,
}

impl Differences {
    /// Reads the list; a file that is empty lists nothing.
    pub(crate) fn read(path: &Path) -> Result<Self> {
        let text =
            fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        Self::parse(&text).with_context(|| path.display().to_string())
    }

    fn parse(text: &str) -> Result<Self> {
        let list: Option<Vec<Difference>> = serde_yaml::from_str(text)?;
        Ok(Self(list.unwrap_or_default()))
    }

    /// Why we differ in this case, if it is listed.
    pub(crate) fn reason(&self, case: &Case) -> Option<&str> {
        let found = self.0.iter().find(|listed| listed.covers(case));
        let listed = found.map(|found| found.reason.as_str());
        // What no control decides on purpose has its reason in the catalogue.
        let rule = format!("{}:{}", case.peer, case.rule_id);
        listed.or_else(|| catalogue::foreign(&rule).first().map(|it| it.why))
    }

    /// What is listed and agrees in every case here that it covers.
    ///
    /// What covers none of these cases may belong to another file.
    pub(crate) fn stale<'a>(
        &'a self,
        judged: &'a [(Case, Said)],
    ) -> impl Iterator<Item = impl fmt::Display + 'a> {
        self.0.iter().filter(|listed| {
            let mut covered = judged
                .iter()
                .filter(|(case, _)| listed.covers(case))
                .peekable();
            covered.peek().is_some() && covered.all(|(_, said)| said.agrees())
        })
    }
}

impl Difference {
    fn covers(&self, case: &Case) -> bool {
        let is_id = self
            .id
            .split_once(':')
            .is_some_and(|(peer, id)| peer == case.peer && id == case.rule_id);
        is_id
            && self.source == case.source
            && self.name.as_ref().is_none_or(|name| *name == case.name)
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}  {}", self.id, self.source)?;
        if let Some(name) = &self.name {
            write!(out, "  {name}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Differences;
    use crate::case::only;
    use crate::verdict::judge;

    const LIST: &str = "- {id: 'hadolint:DL3002', source: s, reason: Because.}";

    #[test]
    fn a_listed_case_has_its_reason() {
        let list = Differences::parse(LIST).unwrap();
        let case = |id: &str| {
            only(
                &format!(
                    r#"{{"peer":"hadolint","rule_id":"{id}","name":"n","source":"s",
                "expect":"hit","dockerfile_text":"FROM a\nUSER root"}}"#
                )
                .replace('\n', ""),
            )
        };
        assert_eq!(list.reason(&case("DL3002")), Some("Because."));
        assert_eq!(list.reason(&case("DL3003")), None);
        let judged = [case("DL3002")].map(|case| {
            let said = judge(&case).unwrap();
            (case, said)
        });
        assert_eq!(list.stale(&judged).count(), 1);
        assert_eq!(list.stale(&[]).count(), 0);
    }

    #[test]
    fn an_empty_list_is_one() {
        assert!(Differences::parse("# none\n").unwrap().0.is_empty());
        assert!(Differences::parse("- {id: a}").is_err());
    }

    #[test]
    fn the_projects_own_list_is_sound() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("differences.yaml");
        for listed in Differences::read(&path).unwrap().0 {
            assert!(listed.id.contains(':'), "{listed}");
            assert!(listed.reason.ends_with('.'), "{listed}");
        }
    }
}
