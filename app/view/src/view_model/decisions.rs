//! Accepted risks, and what each does.

use plimsoll_rules::catalogue;
use plimsoll_rules::day;
use plimsoll_rules::policy::Waiver;
use plimsoll_rules::report::{Report, Waived, WaiverEffect};
use serde::{Deserialize, Serialize};

use crate::message::WaiverEntry;
use crate::words::count;

/// An accepted risk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// The waiver, as it would be typed in.
    pub entry: WaiverEntry,
    /// The id of the control it names, if there is one.
    pub control_id: Option<String>,
    /// The control's title, or the name as given.
    pub title: String,
    /// Where it holds, for people.
    pub scope: String,
    /// The last day, for people.
    pub until: String,
    /// Whether it accepts anything now.
    pub in_force: bool,
    /// What it does in this report, as a sentence.
    pub effect: String,
}

pub(super) fn decisions(report: &Report) -> Vec<Decision> {
    report
        .waivers
        .iter()
        .map(|waived| decision(report, waived))
        .collect()
}

fn decision(report: &Report, judged: &Waived) -> Decision {
    let waiver = &judged.waiver;
    let controls = catalogue::find(&waiver.control);
    let control = controls.first();
    Decision {
        entry: entry(waiver),
        control_id: control.map(|control| control.id.to_owned()),
        title: control.map_or_else(|| waiver.control.clone(), |it| it.title.to_owned()),
        scope: scope(report, waiver),
        until: waiver
            .expires
            .map_or_else(|| "no day given".to_owned(), super::date),
        in_force: super::detail::is_in_force(&judged.effect),
        effect: effect(&judged.effect),
    }
}

fn entry(waiver: &Waiver) -> WaiverEntry {
    WaiverEntry {
        control: waiver.control.clone(),
        subject: waiver.subject.clone(),
        artifact: waiver.artifact.clone(),
        owner: waiver.owner.clone(),
        reason: waiver.reason.clone(),
        expires: waiver
            .expires
            .map(|day| day.to_string())
            .unwrap_or_default(),
    }
}

fn scope(report: &Report, waiver: &Waiver) -> String {
    let name = |id: &String| {
        report
            .subject(id)
            .map_or_else(|| id.clone(), |it| it.name.clone())
    };
    match (waiver.subject.as_ref().map(name), waiver.artifact.as_ref()) {
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

/// The waiver that a reader typed; a day that is none is left out and then missed by the engine.
pub fn waiver(entry: &WaiverEntry) -> Waiver {
    let filled = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
    Waiver {
        control: entry.control.clone(),
        subject: filled(&entry.subject),
        artifact: filled(&entry.artifact),
        owner: entry.owner.clone(),
        reason: entry.reason.clone(),
        expires: day::parse(&entry.expires),
    }
}
