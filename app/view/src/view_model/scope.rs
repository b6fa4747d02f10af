//! What a report is about, and what that leaves out.

use plimsoll_rules::catalogue::{CONTROLS, SubjectKind};
use plimsoll_rules::policy::Settings;
use plimsoll_rules::report::Report;
use serde::{Deserialize, Serialize};

use crate::words::{count, listed, subject_kind};

/// What a report is about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScopeView {
    /// Every kind of subject that a control is about, in the catalogue's order.
    pub kinds: Vec<KindView>,
    /// Whether the whole checklist is judged.
    pub is_whole: bool,
    /// How many controls the whole checklist has, those left out that are off anyway.
    pub all: usize,
    /// How many are about a kind of subject that was given.
    pub of_given: usize,
    /// What the choice means for this report, in one or two sentences.
    pub sentence: String,
    /// What was given and is not judged, as a sentence; empty where there is nothing.
    pub ignored: String,
}

/// A kind of subject.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KindView {
    /// Its word in policy files.
    pub word: String,
    /// What several are called.
    pub name: String,
    /// How many of it were given.
    pub given: usize,
    /// Whether the report is about it.
    pub is_judged: bool,
}

impl ScopeView {
    /// The words of the kinds of which something was given.
    pub fn given(&self) -> Vec<String> {
        let given = self.kinds.iter().filter(|kind| kind.given > 0);
        given.map(|kind| kind.word.clone()).collect()
    }

    /// The words of the kinds that are judged once `word` is taken in or left out; empty for the
    /// whole checklist.
    pub fn toggled(&self, word: &str) -> Vec<String> {
        let is_chosen = |kind: &&KindView| kind.is_judged != (kind.word == word);
        let chosen: Vec<String> = self
            .kinds
            .iter()
            .filter(is_chosen)
            .map(|kind| kind.word.clone())
            .collect();
        if chosen.len() == self.kinds.len() {
            Vec::new()
        } else {
            chosen
        }
    }
}

/// Makes what the page prints of a report's scope.
pub(super) fn view(report: &Report) -> ScopeView {
    let settings = &report.settings;
    let kinds: Vec<KindView> = kinds()
        .map(|kind| KindView {
            word: kind.word().to_owned(),
            name: subject_kind(kind).1.to_owned(),
            given: report.subjects.iter().filter(|it| it.kind == kind).count(),
            is_judged: is_judged(settings, kind),
        })
        .collect();
    let given = kinds.iter().zip(self::kinds());
    let given = given.filter(|(it, _)| it.given > 0).map(|(_, kind)| kind);
    let all = judged(settings, Vec::new());
    let of_given = judged(settings, given.collect());
    let left_out = all - judged(settings, settings.scope.clone());
    let is_whole = settings.scope.is_empty();
    ScopeView {
        sentence: match named(settings) {
            None => "Every control counts. Those about what was not given are open, and so \
                     lower the coverage."
                .to_owned(),
            Some(kinds) => format!(
                "Judged: {kinds}. {} about something else {} left out: neither passed, nor \
                 failed, nor open.",
                count(left_out, "control", "controls"),
                if left_out == 1 { "is" } else { "are" },
            ),
        },
        ignored: ignored(&kinds),
        kinds,
        is_whole,
        all,
        of_given,
    }
}

/// The kinds that a narrowed report is about, as a list within a sentence.
pub(super) fn named(settings: &Settings) -> Option<String> {
    if settings.scope.is_empty() {
        return None;
    }
    let judged = kinds().filter(|kind| is_judged(settings, *kind));
    let names: Vec<&str> = judged.map(|kind| subject_kind(kind).1).collect();
    Some(listed(&names))
}

/// The kinds that a reader chose; a word that names none is left out.
pub fn typed_in(words: &[String]) -> Vec<SubjectKind> {
    let known = words.iter().filter_map(|word| SubjectKind::from_word(word));
    known.collect()
}

/// Every kind that some control is about.
fn kinds() -> impl Iterator<Item = SubjectKind> {
    let is_asked = |kind: &SubjectKind| CONTROLS.iter().any(|it| it.subjects.contains(kind));
    SubjectKind::ALL.iter().copied().filter(is_asked)
}

fn is_judged(settings: &Settings, kind: SubjectKind) -> bool {
    settings.scope.is_empty() || settings.scope.contains(&kind)
}

/// How many controls are judged where the report is about these kinds.
fn judged(settings: &Settings, scope: Vec<SubjectKind>) -> usize {
    let settings = Settings {
        scope,
        ..settings.clone()
    };
    CONTROLS.iter().filter(|it| settings.is_on(it)).count()
}

/// What was given and is not judged.
fn ignored(kinds: &[KindView]) -> String {
    let ignored = kinds
        .iter()
        .filter(|kind| kind.given > 0 && !kind.is_judged);
    let told: Vec<String> = ignored
        .filter_map(|kind| {
            let (one, many) = subject_kind(SubjectKind::from_word(&kind.word)?);
            Some(count(kind.given, one, many))
        })
        .collect();
    if told.is_empty() {
        String::new()
    } else {
        format!("Given, and not judged: {}.", listed(&told))
    }
}

#[cfg(test)]
mod tests {
    use plimsoll_rules::policy::{Policy, Settings};
    use plimsoll_rules::{assess, read};

    use super::{ScopeView, typed_in, view};

    fn scope(words: &[&str]) -> ScopeView {
        let files = [
            read("Dockerfile", b"FROM alpine:3.22\n"),
            read("compose.yaml", b"services:\n  web: {image: web}\n"),
        ];
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        let settings = Settings {
            scope: typed_in(&words),
            ..Settings::default()
        };
        let policy = Policy {
            settings,
            ..Policy::default()
        };
        view(&assess(&files, &policy))
    }

    #[test]
    fn the_whole_checklist_leaves_nothing_out() {
        let whole = scope(&[]);
        assert!(whole.is_whole && whole.kinds.iter().all(|kind| kind.is_judged));
        assert!(whole.of_given < whole.all, "{whole:?}");
        assert_eq!(whole.given(), ["image", "service", "project"]);
        assert_eq!(whole.ignored, "");
        assert!(whole.sentence.starts_with("Every control counts."));
        assert!(whole.kinds.iter().all(|kind| kind.word != "scope"));
    }

    #[test]
    fn what_a_narrow_scope_leaves_out_is_counted() {
        let (whole, images) = (scope(&[]), scope(&["image"]));
        assert_eq!((images.all, images.of_given), (whole.all, whole.of_given));
        assert_eq!(
            images.ignored,
            "Given, and not judged: 1 service and 1 compose project."
        );
        let given: Vec<String> = whole.given();
        let given = scope(&given.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(given.ignored, "");
        let left_out = format!("{} controls", whole.all - whole.of_given);
        assert!(given.sentence.contains(&left_out), "{}", given.sentence);
        assert!(
            given
                .sentence
                .starts_with("Judged: images, services and compose projects. "),
            "{}",
            given.sentence
        );
    }

    #[test]
    fn kinds_are_taken_in_and_left_out_one_by_one() {
        let whole = scope(&[]);
        let without = whole.toggled("host");
        assert_eq!(without.len(), whole.kinds.len() - 1);
        assert!(!without.iter().any(|word| word == "host"));
        let words: Vec<&str> = without.iter().map(String::as_str).collect();
        assert!(scope(&words).toggled("host").is_empty(), "whole again");
        assert_eq!(scope(&["image"]).toggled("volume"), ["image", "volume"]);
        assert!(typed_in(&["whale".to_owned()]).is_empty());
    }
}
