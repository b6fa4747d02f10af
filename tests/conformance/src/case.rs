//! One of another tool's own test cases.
//!
//! What the fields of its JSON object mean:
//!
//! - `peer` and `rule_id`: the tool and its rule. A `*` at the end of the id stands for any ending,
//!   so `*` is every rule of the tool and `SC*` every one of `ShellCheck`'s.
//! - `dockerfile_text`, or `text` of a Compose file: a string, or a map of file names to texts.
//! - `expect`: `hit` where the tool reports the rule, `clean` where it does not.
//! - `lines`: it reports on each of these (from 1); `clean_lines`: on none of these.
//! - `service`: the case is about this Compose service; what is said of others does not matter.
//! - `context`: further files beside the text, such as a `.dockerignore`.
//! - `config`: options of the tool that the case needs; `settings` translates them.
//!
//! What is not compared, and why:
//!
//! - `count` is how many times the tool reports. Tools count differently: once a package, a line
//!   or a file. `lines` says the same in a way that can be compared; `count: 0` comes with `clean`.
//! - `findings` is all the tool said of the text, other rules included; each has a case of its own.
//! - `suppressed` tells that the text holds a comment that suppresses findings. `expect` is what
//!   the tool reports all the same, so a failure of ours that such a comment accepts counts as
//!   none.
//! - `build_error` tells that the tool's build stops, for that or another reason.
//! - `variant: onbuild` tells that the instructions of another case were deferred; the text is
//!   written out. `fidelity` is how near the text is to the tool's repository. `options` and
//!   `fixed` are an option in the tool's own language and what its own repair makes of the text.

use std::collections::BTreeMap;
use std::fmt;

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use serde_json::Value;

use plimsoll_rules::artifact::kind::Kind;

/// A test case; see the module for each field.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Case {
    pub(crate) peer: String,
    pub(crate) rule_id: String,
    pub(crate) name: String,
    pub(crate) source: String,
    pub(crate) expect: Expect,
    dockerfile_text: Option<Text>,
    text: Option<Text>,
    #[serde(default)]
    pub(crate) lines: Vec<usize>,
    #[serde(default)]
    pub(crate) clean_lines: Vec<usize>,
    pub(crate) service: Option<String>,
    #[serde(default)]
    context: BTreeMap<String, String>,
    #[serde(default)]
    pub(crate) config: BTreeMap<String, Value>,
}

/// Rules that a tool leaves out unless it is asked for them, so that all at once are without them.
const OFF_BY_DEFAULT: [(&str, &str); 2] = [("hadolint", "DL1001"), ("hadolint", "DL3057")];

/// What the other tool says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Expect {
    /// It reports.
    Hit,
    /// It does not.
    Clean,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
enum Text {
    One(String),
    Named(BTreeMap<String, String>),
}

/// A file of a case.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct File {
    pub(crate) name: String,
    pub(crate) text: String,
    /// What it is to be taken for; `None` where its name and content decide.
    pub(crate) kind: Option<Kind>,
}

impl Case {
    /// Reads one case a line; blank lines are passed.
    pub(crate) fn read_all(text: &str) -> Result<Vec<Self>> {
        (1..)
            .zip(text.lines())
            .filter(|(_, line)| !line.trim().is_empty())
            .map(|(number, line)| {
                let case: Self =
                    serde_json::from_str(line).with_context(|| format!("line {number}"))?;
                if case.dockerfile_text.is_none() && case.text.is_none() {
                    bail!("line {number}: there is neither dockerfile_text nor text");
                }
                Ok(case)
            })
            .collect()
    }

    /// Every file to judge, those of the context included.
    pub(crate) fn files(&self) -> Vec<File> {
        let one = |text: &Option<Text>, name: &str, kind: Kind| match text {
            None => Vec::new(),
            Some(Text::One(text)) => vec![File {
                name: name.to_owned(),
                text: text.clone(),
                kind: Some(kind),
            }],
            Some(Text::Named(files)) => files.iter().map(File::named).collect(),
        };
        let mut files = one(&self.dockerfile_text, "Dockerfile", Kind::Dockerfile);
        files.extend(one(&self.text, "compose.yaml", Kind::Compose));
        files.extend(self.context.iter().map(File::named));
        files
    }

    /// The text that lines refer to: the first file's.
    pub(crate) fn main_text(&self) -> String {
        let first = self.files().into_iter().next();
        first.map_or_else(String::new, |file| file.text)
    }

    /// Whether the tool's rule is the one of this id, where a `*` on either side stands for any
    /// ending.
    pub(crate) fn is_about(&self, peer: &str, id: &str) -> bool {
        let begins = |pattern: &str, id: &str| {
            pattern
                .strip_suffix('*')
                .is_some_and(|start| id.starts_with(start))
        };
        let own = self.rule_id.as_str();
        if own == "*" && OFF_BY_DEFAULT.contains(&(peer, id)) {
            return false;
        }
        self.peer == peer && (own == id || begins(own, id) || begins(id, own))
    }

    /// What the tool says, in words.
    pub(crate) fn expectation(&self) -> String {
        let lines = |what: &str, lines: &[usize]| {
            if lines.is_empty() {
                String::new()
            } else {
                let lines: Vec<String> = lines.iter().map(ToString::to_string).collect();
                format!(", {what} {}", lines.join(" "))
            }
        };
        let word = match self.expect {
            Expect::Hit => "hit",
            Expect::Clean => "clean",
        };
        format!(
            "{word}{}{}",
            lines("lines", &self.lines),
            lines("clean lines", &self.clean_lines)
        )
    }
}

impl File {
    fn named((name, text): (&String, &String)) -> Self {
        Self {
            name: name.clone(),
            text: text.clone(),
            kind: None,
        }
    }
}

impl fmt::Display for Case {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}  {}", self.peer, self.rule_id, self.source)?;
        write!(out, "\n    {}", self.name)
    }
}

#[cfg(test)]
pub(crate) fn only(line: &str) -> Case {
    let mut cases = Case::read_all(line).unwrap();
    assert_eq!(cases.len(), 1, "{line}");
    cases.remove(0)
}

#[cfg(test)]
mod tests {
    use super::{Case, Expect, only};

    #[test]
    fn a_case_is_read() {
        let case = only(
            r#"{"peer":"p","rule_id":"A*","name":"n","source":"s","expect":"hit","lines":[2],
            "dockerfile_text":"FROM a","context":{".dockerignore":"b"},"count":3}"#
                .replace('\n', "")
                .as_str(),
        );
        assert_eq!(
            (case.expect, case.lines.as_slice()),
            (Expect::Hit, &[2][..])
        );
        let names: Vec<String> = case.files().into_iter().map(|file| file.name).collect();
        assert_eq!(names, ["Dockerfile", ".dockerignore"]);
        assert_eq!(case.main_text(), "FROM a");
        assert_eq!(case.expectation(), "hit, lines 2");
        assert!(case.is_about("p", "AB") && case.is_about("p", "*"));
        assert!(!case.is_about("p", "BA") && !case.is_about("q", "AB"));
    }

    #[test]
    fn several_files_have_their_own_names() {
        let case = only(
            r#"{"peer":"p","rule_id":"A","name":"n","source":"s","expect":"clean","text":{"a.yaml":"x"}}"#,
        );
        assert_eq!(case.files()[0].name, "a.yaml");
        assert_eq!(case.files()[0].kind, None);
    }

    #[test]
    fn a_line_that_is_no_case_is_named() {
        let text = "\n{\"peer\":1}";
        assert!(
            Case::read_all(text)
                .unwrap_err()
                .to_string()
                .contains("line 2")
        );
    }
}
