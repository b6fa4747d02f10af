//! Accepted risks and people's answers, and what each does.

use plimsoll_rules::catalogue;
use plimsoll_rules::day;
use plimsoll_rules::policy::{Answer, Attestation, Waiver};
use plimsoll_rules::report::{AttestationEffect, Attested, Report, Waived, WaiverEffect};
use serde::{Deserialize, Serialize};

use crate::message::DecisionEntry;
use crate::words::count;

/// Something that a person decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// What was decided, as it would be typed in.
    pub entry: DecisionEntry,
    /// Whether it is an answer and not an accepted risk.
    pub is_answer: bool,
    /// The id of the control it names, if there is one.
    pub control_id: Option<String>,
    /// The control's title, or the name as given.
    pub title: String,
    /// Why: the reason, or what the answer rests on.
    pub why: String,
    /// Who says what, where and until when, for people.
    pub terms: String,
    /// Whether it does anything now.
    pub in_force: bool,
    /// What it does in this report, as a sentence.
    pub effect: String,
}

/// The accepted risks, and then the answers.
pub(super) fn decisions(report: &Report) -> Vec<Decision> {
    let risks = report.waivers.iter().map(|it| risk(report, it));
    let answers = report.attestations.iter().map(|it| answer(report, it));
    risks.chain(answers).collect()
}

fn risk(report: &Report, judged: &Waived) -> Decision {
    let waiver = &judged.waiver;
    let until = until(waiver.expires);
    Decision {
        entry: entry(waiver),
        why: waiver.reason.clone(),
        terms: format!("{}, {}, {until}", waiver.owner, scope(report, waiver)),
        in_force: matches!(judged.effect, WaiverEffect::Applied(_)),
        effect: effect(&judged.effect),
        ..of(&waiver.control)
    }
}

fn answer(report: &Report, judged: &Attested) -> Decision {
    let given = &judged.attestation;
    let mut terms = format!("{}, says {}", answer_words(given.answer), given.by);
    if let Some(subject) = &given.subject {
        terms = format!("{terms} of {}", name(report, subject));
    }
    if let Some(day) = given.on {
        terms = format!("{terms} on {}", super::date(day));
    }
    Decision {
        entry: answer_entry(given),
        is_answer: true,
        why: given.evidence.clone(),
        terms: format!("{terms}, {}", until(given.until)),
        in_force: matches!(judged.effect, AttestationEffect::Applied(_)),
        effect: answer_effect(&judged.effect),
        ..of(&given.control)
    }
}

/// A decision on the control of this name, and nothing more.
fn of(name: &str) -> Decision {
    let controls = catalogue::find(name);
    let control = controls.first();
    Decision {
        entry: DecisionEntry::default(),
        is_answer: false,
        control_id: control.map(|control| control.id.to_owned()),
        title: control.map_or_else(|| name.to_owned(), |it| it.title.to_owned()),
        why: String::new(),
        terms: String::new(),
        in_force: false,
        effect: String::new(),
    }
}

fn until(day: Option<jiff::civil::Date>) -> String {
    day.map_or_else(
        || "no last day given".to_owned(),
        |day| format!("until {}", super::date(day)),
    )
}

fn entry(waiver: &Waiver) -> DecisionEntry {
    DecisionEntry {
        control: waiver.control.clone(),
        subject: waiver.subject.clone(),
        artifact: waiver.artifact.clone(),
        owner: waiver.owner.clone(),
        reason: waiver.reason.clone(),
        expires: typed(waiver.expires),
        ..DecisionEntry::default()
    }
}

fn answer_entry(given: &Attestation) -> DecisionEntry {
    DecisionEntry {
        control: given.control.clone(),
        subject: given.subject.clone(),
        artifact: None,
        answer: given
            .answer
            .map(Answer::word)
            .unwrap_or_default()
            .to_owned(),
        owner: given.by.clone(),
        reason: given.evidence.clone(),
        on: typed(given.on),
        expires: typed(given.until),
    }
}

fn typed(day: Option<jiff::civil::Date>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

fn name(report: &Report, subject: &str) -> String {
    report
        .subject(subject)
        .map_or_else(|| subject.to_owned(), |it| it.name.clone())
}

fn scope(report: &Report, waiver: &Waiver) -> String {
    let subject = waiver.subject.as_deref().map(|id| name(report, id));
    match (subject, waiver.artifact.as_ref()) {
        (None, None) => "everywhere".to_owned(),
        (Some(subject), None) => format!("only on {subject}"),
        (None, Some(file)) => format!("only in {file}"),
        (Some(subject), Some(file)) => format!("only on {subject} in {file}"),
    }
}

fn effect(effect: &WaiverEffect) -> String {
    match effect {
        WaiverEffect::Applied(number) => {
            format!("Accepts {}.", count(*number, "finding", "findings"))
        }
        WaiverEffect::Expired => "Its day has passed, so it accepts nothing.".to_owned(),
        WaiverEffect::Undated => {
            "No day is known for this report, so it accepts nothing.".to_owned()
        }
        WaiverEffect::Incomplete(missing) => {
            format!("It lacks {}, so it accepts nothing.", missing.join(" and "))
        }
        WaiverEffect::UnknownControl => "It names no control of the catalogue.".to_owned(),
        WaiverEffect::Unmatched => "Nothing that fails matches it.".to_owned(),
    }
}

const fn answer_words(answer: Option<Answer>) -> &'static str {
    match answer {
        Some(Answer::Holds) => "It holds",
        Some(Answer::Fails) => "It does not hold",
        Some(Answer::NotApplicable) => "It does not concern us",
        None => "Nothing that can be understood",
    }
}

fn answer_effect(effect: &AttestationEffect) -> String {
    let fields = |missing: &[&str]| {
        let words = missing.iter().map(|field| match *field {
            "answer" => "an answer",
            "by" => "who answers",
            "evidence" => "what it rests on",
            "on" => "its day",
            "until" => "a last day",
            other => other,
        });
        words.collect::<Vec<_>>().join(" and ")
    };
    match effect {
        AttestationEffect::Applied(number) => {
            format!("Settles {}.", count(*number, "question", "questions"))
        }
        AttestationEffect::Decided => {
            "Files settle all that it speaks of, and they stand.".to_owned()
        }
        AttestationEffect::Expired => {
            "Its last day has passed: somebody has to look again.".to_owned()
        }
        AttestationEffect::Early => {
            "It was given on a later day than this report’s, so it settles nothing.".to_owned()
        }
        AttestationEffect::Undated => {
            "No day is known for this report, so it settles nothing.".to_owned()
        }
        AttestationEffect::Incomplete(missing) => {
            format!("It lacks {}, so it settles nothing.", fields(missing))
        }
        AttestationEffect::UnknownControl => "It names no control of the catalogue.".to_owned(),
        AttestationEffect::UnknownSubject => {
            "It names a subject that is not in this report.".to_owned()
        }
        AttestationEffect::OutOfScope => {
            "What it speaks of is out of scope, so it settles nothing.".to_owned()
        }
    }
}

/// The waivers and answers that a reader typed; a day or an answer that is none is left out and
/// then missed by the engine.
pub fn typed_in(entries: &[DecisionEntry]) -> (Vec<Waiver>, Vec<Attestation>) {
    let (answers, risks): (Vec<&DecisionEntry>, Vec<&DecisionEntry>) =
        entries.iter().partition(|entry| entry.is_answer());
    let filled = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
    let waiver = |entry: &DecisionEntry| Waiver {
        control: entry.control.clone(),
        subject: filled(&entry.subject),
        artifact: filled(&entry.artifact),
        owner: entry.owner.clone(),
        reason: entry.reason.clone(),
        expires: day::parse(&entry.expires),
    };
    let attestation = |entry: &DecisionEntry| Attestation {
        control: entry.control.clone(),
        subject: filled(&entry.subject),
        answer: Answer::from_word(&entry.answer),
        by: entry.owner.clone(),
        evidence: entry.reason.clone(),
        on: day::parse(&entry.on),
        until: day::parse(&entry.expires),
    };
    (
        risks.into_iter().map(waiver).collect(),
        answers.into_iter().map(attestation).collect(),
    )
}

#[cfg(test)]
mod tests {
    use plimsoll_rules::report::AttestationEffect;
    use plimsoll_rules::{Policy, assess, day, read};

    use super::{answer_effect, decisions, typed_in};
    use crate::message::DecisionEntry;
    use crate::view_model::Texts;
    use crate::view_model::detail::detail;

    fn entry() -> DecisionEntry {
        DecisionEntry {
            control: "container-health-checked".into(),
            answer: "holds".into(),
            owner: "Ada".into(),
            reason: "looked at on the host, ticket 12".into(),
            on: "2026-11-01".into(),
            expires: "2027-11-01".into(),
            ..DecisionEntry::default()
        }
    }

    fn report(entries: &[DecisionEntry]) -> plimsoll_rules::Report {
        let text = "services:\n  web:\n    image: registry.example.org/web:1.2\n";
        let (waivers, attestations) = typed_in(entries);
        let policy = Policy {
            today: day::parse("2026-11-22"),
            waivers,
            attestations,
            ..Policy::default()
        };
        assess(&[read("compose.yaml", text.as_bytes())], &policy)
    }

    #[test]
    fn an_answer_is_listed_with_who_and_what_it_does() {
        let report = report(&[entry()]);
        let all = decisions(&report);
        let [told] = all.as_slice() else {
            panic!("{all:?}")
        };
        assert!(told.in_force && told.is_answer, "{told:?}");
        assert_eq!(told.effect, "Settles 1 question.");
        assert_eq!(
            told.terms,
            "It holds, says Ada on 1 Nov 2026, until 1 Nov 2027"
        );
        assert_eq!(told.entry, entry());
        let detail = detail(&report, &Texts::default(), "container-health-checked", 0..9).unwrap();
        assert!(!detail.is_open, "an answer leaves no question");
        let said = &detail.findings[0];
        assert!(said.is_answer && said.tool == "Ada", "{said:?}");
    }

    #[test]
    fn what_is_open_can_be_answered_and_nothing_else() {
        let open = report(&[]);
        let of = |control: &str| detail(&open, &Texts::default(), control, 0..9).unwrap();
        assert!(of("container-health-checked").is_open);
        assert_eq!(
            of("container-health-checked").open_subjects,
            [("service:compose.yaml#web".to_owned(), "web".to_owned())]
        );
        assert!(!of("container-memory-limited").is_open, "it fails");
    }

    #[test]
    fn every_effect_is_a_sentence() {
        for effect in [
            AttestationEffect::Applied(2),
            AttestationEffect::Decided,
            AttestationEffect::Expired,
            AttestationEffect::Early,
            AttestationEffect::Undated,
            AttestationEffect::Incomplete(vec!["by", "until"]),
            AttestationEffect::UnknownControl,
            AttestationEffect::UnknownSubject,
            AttestationEffect::OutOfScope,
        ] {
            let words = answer_effect(&effect);
            assert!(words.ends_with('.') && !words.contains('_'), "{words}");
        }
    }
}
