//! What a report is about, and what that leaves out.

use plimsoll_rules::catalogue::{CONTROLS, SubjectKind};
use plimsoll_rules::policy::Settings;
use plimsoll_rules::report::Report;
use serde::{Deserialize, Serialize};

use crate::route::Route;
use crate::words::{count, grouped, listed, subject_kind};

/// What a report is about, and the ways to change that.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScopeView {
    /// Everything, what was given, or kinds chosen one by one.
    pub ways: Vec<Choice>,
    /// Every kind of subject that a control is about, in the catalogue's order.
    pub kinds: Vec<Choice>,
    /// Whether kinds were chosen one by one.
    pub is_chosen: bool,
    /// What the choice means for this report, in one or two sentences.
    pub sentence: String,
    /// The list of controls that the sentence speaks of: its address, and what leads there.
    pub list: (String, String),
    /// What was given and is not judged, as a sentence; empty where there is nothing.
    pub ignored: String,
}

/// Something that can be chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Tells it apart on the page, e.g. `scope-image`.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// How much it is about.
    pub note: String,
    /// Whether it is chosen.
    pub is_on: bool,
    /// Whether it cannot be changed.
    pub is_fixed: bool,
    /// The kinds that are judged once it is chosen, or let go, their words with commas between:
    /// none for the whole checklist, and `None` where the kinds are to be chosen.
    pub leads_to: Option<String>,
}

/// Makes what the page prints of a report's scope, of which the reader chose `own`.
pub(super) fn view(report: &Report, own: &str) -> ScopeView {
    let settings = &report.settings;
    let own = typed_in(own);
    let seen = |kind| report.subjects.iter().filter(|it| it.kind == kind).count();
    let given: Vec<SubjectKind> = kinds().filter(|kind| seen(*kind) > 0).collect();
    let is_given = own == given;
    let is_chosen = !own.is_empty() && !is_given;
    ScopeView {
        ways: ways(settings, &own, &given),
        kinds: kinds()
            .map(|it| one(settings, &own, it, seen(it)))
            .collect(),
        is_chosen,
        sentence: sentence(settings),
        list: list(settings),
        ignored: ignored(settings, &given, seen),
    }
}

/// Everything, what was given, or chosen kinds.
fn ways(settings: &Settings, own: &[SubjectKind], given: &[SubjectKind]) -> Vec<Choice> {
    let controls = |scope: &[SubjectKind]| count(judged(settings, scope), "control", "controls");
    // A policy file narrows the report where the reader does not.
    let is_by_file = own.is_empty() && !settings.scope.is_empty();
    let everything = Choice {
        id: "scope-all".to_owned(),
        title: if is_by_file {
            "As a policy file says".to_owned()
        } else {
            "The whole checklist".to_owned()
        },
        note: controls(if is_by_file { &settings.scope } else { &[] }),
        is_on: own.is_empty(),
        leads_to: Some(String::new()),
        ..Choice::default()
    };
    let only_given = Choice {
        id: "scope-given".to_owned(),
        title: "What was given".to_owned(),
        note: controls(given),
        is_on: !own.is_empty() && own == given,
        leads_to: Some(words(given.iter().copied())),
        ..Choice::default()
    };
    let chosen = Choice {
        id: "scope-kinds".to_owned(),
        title: "Chosen kinds".to_owned(),
        is_on: true,
        ..Choice::default()
    };
    let only_given = (!given.is_empty()).then_some(only_given);
    [Some(everything), only_given, Some(chosen)]
        .into_iter()
        .flatten()
        .collect()
}

/// One kind, of which so many were given, to be taken in or left out.
fn one(settings: &Settings, own: &[SubjectKind], kind: SubjectKind, given: usize) -> Choice {
    let is_on = is_judged(settings, kind);
    let is_of_file = is_on && !settings.scope.is_empty() && !own.contains(&kind);
    let is_last = is_on && kinds().filter(|it| is_judged(settings, *it)).count() == 1;
    let after: Vec<SubjectKind> = kinds()
        .filter(|it| is_judged(settings, *it) != (*it == kind))
        .collect();
    let is_all = after.len() == kinds().count();
    Choice {
        id: format!("scope-{}", kind.word()),
        title: subject_kind(kind).1.to_owned(),
        note: match given {
            _ if is_of_file => "by a policy file".to_owned(),
            0 => "none given".to_owned(),
            given => grouped(given),
        },
        is_on,
        is_fixed: is_of_file || is_last,
        leads_to: Some(if is_all {
            String::new()
        } else {
            words(after.into_iter())
        }),
    }
}

/// Where the controls stand that the sentence speaks of.
fn list(settings: &Settings) -> (String, String) {
    let (query, words) = if settings.scope.is_empty() {
        ("status:not-reviewed", "See what is open.")
    } else {
        ("status:not-applicable", "See what does not apply.")
    };
    (Route::controls(query).fragment(), words.to_owned())
}

fn sentence(settings: &Settings) -> String {
    let Some(kinds) = named(settings) else {
        return "Every control counts. Those about what was not given are open, and so lower the \
                coverage."
            .to_owned();
    };
    let left_out = judged(settings, &[]) - judged(settings, &settings.scope);
    format!(
        "Judged: {kinds}. {} about something else {} left out: neither passed, nor failed, nor \
         open.",
        count(left_out, "control", "controls"),
        if left_out == 1 { "is" } else { "are" },
    )
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
pub fn typed_in(words: &str) -> Vec<SubjectKind> {
    words
        .split(',')
        .filter_map(SubjectKind::from_word)
        .collect()
}

/// Every kind that some control is about.
fn kinds() -> impl Iterator<Item = SubjectKind> {
    let is_asked = |kind: &SubjectKind| CONTROLS.iter().any(|it| it.subjects.contains(kind));
    SubjectKind::ALL.iter().copied().filter(is_asked)
}

fn is_judged(settings: &Settings, kind: SubjectKind) -> bool {
    settings.scope.is_empty() || settings.scope.contains(&kind)
}

fn words(kinds: impl Iterator<Item = SubjectKind>) -> String {
    let words: Vec<&str> = kinds.map(SubjectKind::word).collect();
    words.join(",")
}

/// How many controls are judged where the report is about these kinds; all where there are none.
fn judged(settings: &Settings, scope: &[SubjectKind]) -> usize {
    let settings = Settings {
        scope: scope.to_vec(),
        ..settings.clone()
    };
    CONTROLS.iter().filter(|it| settings.is_on(it)).count()
}

/// What was given and is not judged.
fn ignored(
    settings: &Settings,
    given: &[SubjectKind],
    seen: impl Fn(SubjectKind) -> usize,
) -> String {
    let ignored = given.iter().filter(|kind| !is_judged(settings, **kind));
    let told = ignored.map(|kind| {
        let (one, many) = subject_kind(*kind);
        count(seen(*kind), one, many)
    });
    let told: Vec<String> = told.collect();
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

    use super::{Choice, ScopeView, typed_in, view};

    /// A report of which the reader chose some kinds, and a policy file others.
    fn scope(own: &str, of_file: &str) -> ScopeView {
        let files = [
            read("Dockerfile", b"FROM alpine:3.22\n"),
            read("compose.yaml", b"services:\n  web: {image: web}\n"),
        ];
        let settings = Settings {
            scope: typed_in(&format!("{own},{of_file}")),
            ..Settings::default()
        };
        let policy = Policy {
            settings,
            ..Policy::default()
        };
        view(&assess(&files, &policy), own)
    }

    const GIVEN: &str = "image,service,project";

    fn kind<'a>(scope: &'a ScopeView, word: &str) -> &'a Choice {
        let id = format!("scope-{word}");
        scope.kinds.iter().find(|kind| kind.id == id).unwrap()
    }

    fn ways(scope: &ScopeView) -> Vec<(&str, bool)> {
        let ways = scope.ways.iter();
        ways.map(|way| (&*way.title, way.is_on)).collect()
    }

    #[test]
    fn the_whole_checklist_leaves_nothing_out() {
        let whole = scope("", "");
        assert!(whole.kinds.iter().all(|kind| kind.is_on && !kind.is_fixed));
        assert!(whole.ignored.is_empty() && !whole.is_chosen);
        assert!(whole.sentence.starts_with("Every control counts."));
        assert!(whole.kinds.iter().all(|kind| kind.id != "scope-scope"));
        let expected = [
            ("The whole checklist", true),
            ("What was given", false),
            ("Chosen kinds", true),
        ];
        assert_eq!(ways(&whole), expected);
        assert_ne!(whole.ways[0].note, whole.ways[1].note);
        assert_eq!(whole.ways[1].leads_to, Some(GIVEN.to_owned()));
    }

    #[test]
    fn what_a_narrow_scope_leaves_out_is_told() {
        let images = scope("image", "");
        assert!(images.is_chosen && images.list.0.contains("not-applicable"));
        assert_eq!(
            images.ignored,
            "Given, and not judged: 1 service and 1 compose project."
        );
        let given = scope(GIVEN, "");
        assert_eq!(given.ignored, "");
        assert!(!given.is_chosen && given.ways[1].is_on && !given.ways[0].is_on);
        let words = "Judged: images, services and compose projects. ";
        assert!(given.sentence.starts_with(words), "{}", given.sentence);
        let number = |note: &str| note.split(' ').next().unwrap().parse::<usize>().unwrap();
        let left_out = number(&given.ways[0].note) - number(&given.ways[1].note);
        let left_out = format!(" {left_out} controls about something else are left out");
        assert!(given.sentence.contains(&left_out), "{}", given.sentence);
    }

    #[test]
    fn kinds_are_taken_in_and_left_out_one_by_one() {
        let whole = scope("", "");
        let without = kind(&whole, "host").leads_to.clone().unwrap();
        assert_eq!(without.split(',').count(), whole.kinds.len() - 1);
        assert!(without.split(',').all(|word| word != "host"));
        let back = scope(&without, "");
        let again = &kind(&back, "host").leads_to;
        assert_eq!(again.as_deref(), Some(""), "whole again");
        let images = scope("image", "");
        assert!(kind(&images, "image").is_fixed, "one stays");
        let both = Some("image,volume".to_owned());
        assert_eq!(kind(&images, "volume").leads_to, both);
        assert!(typed_in("whale,").is_empty());
    }

    #[test]
    fn what_a_policy_file_narrows_is_the_files_to_widen() {
        let by_file = scope("", "image");
        assert_eq!(ways(&by_file)[0], ("As a policy file says", true));
        assert!(!by_file.is_chosen && by_file.sentence.starts_with("Judged: images. "));
        let more = scope("service", "image");
        let image = kind(&more, "image");
        assert!(image.is_on && image.is_fixed && image.note == "by a policy file");
        assert!(!kind(&more, "volume").is_fixed && !kind(&more, "volume").is_on);
    }
}
