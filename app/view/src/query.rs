//! The query over the controls: `status:failed severity:>=high file:compose socket`.
//!
//! Terms stand beside each other and all must hold. A term is `field:value`, where several
//! values with commas are alternatives, or a word that some text of the control contains.
//! `-` in front denies a term; quotes keep spaces together.

use crate::view_model::controls::{ControlList, ControlRow, Run};
use crate::words::Severity;

/// A query that is read once and then asked of every control.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    terms: Vec<Term>,
    /// What could not be understood, one sentence each; such a term asks for nothing.
    pub problems: Vec<String>,
}

#[derive(Clone, Debug, PartialEq)]
struct Term {
    denied: bool,
    test: Test,
}

#[derive(Clone, Debug, PartialEq)]
enum Test {
    Status(Vec<String>),
    Severity(Comparison, Vec<Severity>),
    /// In tenths.
    Points(Comparison, u32),
    File(Vec<String>),
    Subject(Vec<String>),
    Category(Vec<String>),
    Section(Vec<String>),
    Concern(Vec<String>),
    Id(Vec<String>),
    Cis(Vec<String>),
    Text(String),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Comparison {
    Less,
    AtMost,
    Equal,
    AtLeast,
    More,
}

/// The fields a query knows, each with an example.
pub const FIELDS: [(&str, &str); 10] = [
    ("status", "status:failed"),
    ("severity", "severity:>=high"),
    ("file", "file:compose"),
    ("subject", "subject:web"),
    ("category", "category:quality"),
    ("section", "section:runtime"),
    ("concern", "concern:secrets"),
    ("id", "id:image-*"),
    ("cis", "cis:5.*"),
    ("points", "points:>2"),
];

impl Query {
    /// Reads a query as far as it goes.
    pub fn parse(text: &str) -> Self {
        let mut query = Self::default();
        for word in words(text) {
            let denied = word.len() > 1 && word.starts_with('-');
            let word = if denied {
                word.get(1..).unwrap_or_default()
            } else {
                &*word
            };
            match test(word) {
                Ok(asked) => query.terms.push(Term {
                    denied,
                    test: asked,
                }),
                Err(problem) => query.problems.push(problem),
            }
        }
        query
    }

    /// The query as it is asked of the rows of one list: the list's names are looked through once
    /// for all rows.
    pub fn of<'a>(&'a self, list: &ControlList) -> Asked<'a> {
        let term = |term: &'a Term| (term, term.test.named(list));
        Asked {
            terms: self.terms.iter().map(term).collect(),
        }
    }
}

/// A query on its way through one list.
#[derive(Clone, Debug)]
pub struct Asked<'a> {
    /// Each term, with the positions of the files or subjects that it names.
    terms: Vec<(&'a Term, Vec<usize>)>,
}

impl Asked<'_> {
    /// Whether every term holds for this row.
    pub fn matches(&self, row: &ControlRow) -> bool {
        let mut terms = self.terms.iter();
        terms.all(|(term, named)| term.test.holds(row, named) != term.denied)
    }
}

/// The text with this term added, or without it where it is there already.
pub fn toggled(text: &str, term: &str) -> String {
    let mut kept: Vec<String> = words(text);
    let before = kept.len();
    kept.retain(|word| word != term);
    if kept.len() == before {
        kept.push(term.to_owned());
    }
    let quoted = |word: &String| {
        if word.contains(char::is_whitespace) {
            format!("\"{word}\"")
        } else {
            word.clone()
        }
    };
    kept.iter().map(quoted).collect::<Vec<_>>().join(" ")
}

/// Whether the text has this term.
pub fn has(text: &str, term: &str) -> bool {
    words(text).iter().any(|word| word == term)
}

/// Splits at spaces outside quotes.
fn words(text: &str) -> Vec<String> {
    let (mut words, mut word, mut quoted) = (Vec::new(), String::new(), false);
    for char in text.chars() {
        match char {
            '"' => quoted = !quoted,
            space if space.is_whitespace() && !quoted => {
                if !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
            }
            other => word.push(other),
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

fn test(word: &str) -> Result<Test, String> {
    let Some((field, value)) = word.split_once(':') else {
        return Ok(Test::Text(word.to_lowercase()));
    };
    let alternatives = || value.split(',').map(str::to_lowercase).collect::<Vec<_>>();
    let slugs = || {
        alternatives()
            .iter()
            .map(|value| value.replace('_', "-"))
            .collect()
    };
    Ok(match field.to_ascii_lowercase().as_str() {
        "status" => Test::Status(slugs()),
        "severity" => severity(value)?,
        "points" => points(value)?,
        "file" => Test::File(alternatives()),
        "subject" => Test::Subject(alternatives()),
        "category" => Test::Category(slugs()),
        "section" => Test::Section(slugs()),
        "concern" => Test::Concern(slugs()),
        "id" => Test::Id(slugs()),
        "cis" => Test::Cis(alternatives()),
        // A colon is as much part of an image's name or of `hadolint:DL3002`.
        _ => Test::Text(word.to_lowercase()),
    })
}

fn severity(value: &str) -> Result<Test, String> {
    let (comparison, names) = comparison(value);
    let of = |name: &str| {
        Severity::ALL
            .into_iter()
            .find(|severity| severity.slug().eq_ignore_ascii_case(name))
            .ok_or_else(|| format!("severity is critical, high, medium, low or info, not “{name}”"))
    };
    let severities = names.split(',').map(of).collect::<Result<Vec<_>, _>>()?;
    Ok(Test::Severity(comparison, severities))
}

fn points(value: &str) -> Result<Test, String> {
    let (comparison, number) = comparison(value);
    let (whole, tenth) = number.split_once('.').unwrap_or((number, "0"));
    let tenth = tenth.get(..1).unwrap_or("0");
    match (whole.parse::<u32>(), tenth.parse::<u32>()) {
        (Ok(whole), Ok(tenth)) => Ok(Test::Points(
            comparison,
            whole.saturating_mul(10).saturating_add(tenth),
        )),
        _ => Err(format!("points is a number like >2 or 1.5, not “{number}”")),
    }
}

fn comparison(value: &str) -> (Comparison, &str) {
    let signs = [
        (">=", Comparison::AtLeast),
        ("<=", Comparison::AtMost),
        (">", Comparison::More),
        ("<", Comparison::Less),
        ("=", Comparison::Equal),
    ];
    signs
        .into_iter()
        .find_map(|(sign, comparison)| Some((comparison, value.strip_prefix(sign)?)))
        .unwrap_or((Comparison::Equal, value))
}

impl Comparison {
    fn holds<T: Ord>(self, left: &T, right: &T) -> bool {
        match self {
            Self::Less => left < right,
            Self::AtMost => left <= right,
            Self::Equal => left == right,
            Self::AtLeast => left >= right,
            Self::More => left > right,
        }
    }
}

impl Test {
    /// The positions of the names it is about, in order.
    fn named(&self, list: &ControlList) -> Vec<usize> {
        let (wanted, names) = match self {
            Self::File(wanted) => (wanted, &list.files),
            Self::Subject(wanted) => (wanted, &list.subjects),
            Self::Status(_)
            | Self::Severity(..)
            | Self::Points(..)
            | Self::Category(_)
            | Self::Section(_)
            | Self::Concern(_)
            | Self::Id(_)
            | Self::Cis(_)
            | Self::Text(_) => return Vec::new(),
        };
        let is_wanted = |name: &str| wanted.iter().any(|wanted| name.contains(&**wanted));
        let all = names.iter().enumerate();
        let found = all.filter(|(_, name)| is_wanted(name));
        found.map(|(at, _)| at).collect()
    }

    fn holds(&self, row: &ControlRow, named: &[usize]) -> bool {
        let any = |wanted: &[String], of: &str| wanted.iter().any(|wanted| wanted == of);
        let within = |(start, end): &Run| {
            let next = named.partition_point(|at| at < start);
            named.get(next).is_some_and(|at| at < end)
        };
        match self {
            Self::Status(wanted) => {
                any(wanted, row.status.slug())
                    || any(wanted, row.accepted.slug())
                    || (any(wanted, "accepted") && row.accepted.slug() == "waived")
            }
            // Severities are ordered worst first, so that "at least high" turns round.
            Self::Severity(comparison, wanted) => wanted
                .iter()
                .any(|wanted| comparison.holds(wanted, &row.severity)),
            Self::Points(comparison, tenths) => comparison.holds(&row.points, tenths),
            Self::File(_) => row.files.iter().any(within),
            Self::Subject(_) => row.subjects.iter().any(within),
            Self::Category(wanted) => any(wanted, &row.category),
            Self::Section(wanted) => any(wanted, &row.section),
            Self::Concern(wanted) => any(wanted, &row.concern),
            Self::Id(wanted) => wanted.iter().any(|wanted| glob(wanted, &row.id)),
            Self::Cis(wanted) => row
                .aliases
                .iter()
                .filter_map(|alias| alias.strip_prefix("cis-docker:"))
                .any(|number| wanted.iter().any(|wanted| glob(wanted, number))),
            Self::Text(word) => {
                let has = |text: &str| text.to_lowercase().contains(&**word);
                has(&row.title)
                    || has(&row.id)
                    || has(&row.place)
                    || row.aliases.iter().any(|alias| has(alias))
            }
        }
    }
}

/// Whether `text` is `pattern`, in which one `*` at the end stands for anything.
fn glob(pattern: &str, text: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(start) => text.to_lowercase().starts_with(start),
        None => text.eq_ignore_ascii_case(pattern),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{FIELDS, Query, has, toggled};
    use crate::view_model::controls::{ControlList, ControlRow};
    use crate::words::{Severity, Status};

    fn list() -> ControlList {
        let row = ControlRow {
            id: "docker-socket-unmounted".into(),
            title: "No container can reach the socket".into(),
            severity: Severity::High,
            status: Status::Failed,
            accepted: Status::Waived,
            category: "security".into(),
            section: "runtime".into(),
            concern: "isolation".into(),
            place: "compose.yaml:41 · traefik".into(),
            points: 48,
            weight: 7,
            files: vec![(0, 1)],
            subjects: vec![(1, 3)],
            aliases: vec!["cis-docker:5.32".into(), "hadolint:DL3002".into()],
        };
        ControlList {
            rows: vec![row],
            files: vec!["shop/compose.yaml".into()],
            subjects: vec!["db".into(), "web".into(), "traefik".into()],
            sections: vec![],
        }
    }

    fn holds(query: &str) -> bool {
        let list = list();
        Query::parse(query).of(&list).matches(&list.rows[0])
    }

    #[test]
    fn every_term_must_hold() {
        for query in [
            "",
            "status:failed",
            "status:passed,failed",
            "status:waived",
            "severity:high",
            "severity:>=high",
            "severity:>=low",
            "severity:<critical",
            "file:compose",
            "subject:TRAEFIK",
            "subject:db,web",
            "section:runtime concern:isolation category:security",
            "id:docker-*",
            "cis:5.*",
            "points:>4.7",
            "points:4.8",
            "socket -passed",
            "hadolint:DL3002",
            "\"reach the socket\"",
        ] {
            assert!(holds(query), "{query}");
        }
        for query in [
            "status:passed",
            "severity:>high",
            "severity:<=medium",
            "-status:failed",
            "file:Dockerfile",
            "subject:db",
            "points:>4.8",
            "status:failed nowhere",
            "cis:5.3",
        ] {
            assert!(!holds(query), "{query}");
        }
    }

    #[test]
    fn what_cannot_be_understood_is_said() {
        let query = Query::parse("severity:awful points:many socket");
        assert_eq!(query.problems.len(), 2);
        assert!(query.of(&list()).matches(&list().rows[0]));
    }

    #[test]
    fn terms_are_switched() {
        let text = toggled("socket", "status:failed");
        assert_eq!(text, "socket status:failed");
        assert!(has(&text, "status:failed"));
        assert_eq!(toggled(&text, "status:failed"), "socket");
        assert_eq!(toggled("\"a b\" x", "x"), "\"a b\"");
    }

    #[test]
    fn every_example_is_understood() {
        for (field, example) in FIELDS {
            assert!(example.starts_with(field));
            assert!(Query::parse(example).problems.is_empty(), "{example}");
        }
    }

    proptest! {
        #[test]
        fn any_query_is_read(text in "\\PC*") {
            let list = list();
            Query::parse(&text).of(&list).matches(&list.rows[0]);
            toggled(&text, "status:failed");
        }
    }
}
