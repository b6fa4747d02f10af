//! The published lists, each item with its status; none is absent.

use plimsoll_rules::report::{Framed, FramedItem, Report};
use serde::{Deserialize, Serialize};

use crate::words::{self, Status};

/// A published list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrameworkView {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// Which edition.
    pub edition: Option<String>,
    /// What it is and where it comes from.
    pub source: String,
    /// How many items have each status, in the order of [`Status::ALL`].
    pub counts: [usize; 5],
    /// Every item.
    pub items: Vec<ItemView>,
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemView {
    /// Its number.
    pub id: String,
    /// What it asks, in our words.
    pub title: String,
    /// The worst status of the controls that decide it.
    pub status: Status,
    /// `Level 1 · automated · Container runtime`.
    pub about: String,
    /// A condition worth knowing.
    pub note: Option<String>,
    /// What would settle it, as `compose, inspect container`.
    pub decided_by: String,
    /// The controls that decide it: id, title and status.
    pub controls: Vec<(String, String, Status)>,
}

pub(super) fn views(report: &Report) -> Vec<FrameworkView> {
    report
        .frameworks
        .iter()
        .map(|framed| view(report, framed))
        .collect()
}

fn view(report: &Report, framed: &Framed) -> FrameworkView {
    let items: Vec<ItemView> = framed.items.iter().map(|it| item(report, it)).collect();
    let count = |status: Status| items.iter().filter(|item| item.status == status).count();
    FrameworkView {
        id: framed.framework.id.to_owned(),
        title: framed.framework.title.to_owned(),
        edition: framed.framework.edition.map(str::to_owned),
        source: framed.framework.source.to_owned(),
        counts: Status::ALL.map(count),
        items,
    }
}

fn item(report: &Report, framed: &FramedItem) -> ItemView {
    let item = framed.item;
    let mut about = Vec::new();
    about.extend(item.level.map(|level| format!("Level {level}")));
    about.extend(item.mode.map(|mode| mode.word().to_owned()));
    about.push(words::section(item.section).to_owned());
    let decided_by: Vec<String> = item
        .decided_by
        .iter()
        .map(|it| it.word().replace('_', " "))
        .collect();
    ItemView {
        id: item.id.to_owned(),
        title: item.title.to_owned(),
        status: framed.status.into(),
        about: about.join(" · "),
        note: item.note.map(str::to_owned),
        decided_by: decided_by.join(", "),
        controls: item
            .controls
            .iter()
            .map(|control| {
                let status = report
                    .control(control.id)
                    .map_or(Status::NotReviewed, |result| result.status.into());
                (control.id.to_owned(), control.title.to_owned(), status)
            })
            .collect(),
    }
}
